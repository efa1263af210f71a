"""What can be done with a decision: tell it, carry it out, let it lapse; and overturn it by another one."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pmo_desktop.domain.authority import FIELDS
from pmo_desktop.domain.edits import Batch, Edit, Set, batch, between, creation
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState
from pmo_desktop.domain.governance import EffectsWhen, GovernanceBody
from pmo_desktop.domain.ids import DecisionId, EffectId
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteSet
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import PortfolioState, ServiceState, WorkState
from pmo_desktop.i18n import tr
from pmo_desktop.services.meetings.effects import applying, not_in_force, read_targets
from pmo_desktop.services.meetings.steps import Moment, path, walked
from pmo_desktop.services.ports import Reader

D = DecisionState
ENDED = (MeetingState.ENDED, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED)


def why_not(decision: Decision, goal: DecisionState) -> str:
    """Why a decision cannot come to a state, or nothing."""
    waits = decision.state is D.TO_RATIFY
    if waits is not (goal in (D.RATIFIED, D.NOT_RATIFIED)) or not path("decision", decision.state, goal):
        return tr("{before} cannot become {after}", before=tr(decision.state.label), after=tr(goal.label))
    return ""


def brought(decision: Decision, goal: DecisionState) -> Batch:
    """A decision brought to a state by allowed steps."""
    return batch(walked(decision, goal))


def lapsed(decision: Decision, effects: Iterable[Effect]) -> Batch:
    """A decision whose condition was not met: what it would have changed lapses with it."""
    return batch([*walked(decision, D.LAPSED), *_without(effects)])


def _without(effects: Iterable[Effect]) -> list[Edit]:
    """The effects that are only decided lapse."""
    waiting = (e for e in effects if e.state is EffectState.DECIDED and e.archived_at is None)
    return [between(e, dc.replace(e, state=EffectState.LAPSED)) for e in waiting]


def acts_now(
    decision: Decision, body: GovernanceBody | None, meeting: Meeting | None, minutes: MinuteSet | None
) -> str:
    """Why a decision does not move the register yet, or nothing when it does."""
    if why := not_in_force(decision):
        return why
    if meeting is None or decision.meeting is None or decision.state is D.RATIFIED:
        return ""
    if body is not None and body.effects_when is EffectsWhen.MEETING_ENDED:
        return "" if meeting.state in ENDED else tr("{meeting} has not ended yet.", meeting=meeting.ref)
    if minutes is not None and minutes.state.settled:
        return ""
    return tr("The minutes of {meeting} are not approved yet.", meeting=meeting.ref)


# -- overturned by another decision -----------------------------------------------------------------


@dc.dataclass(frozen=True, slots=True)
class Back:
    """What stood before an effect that is in the register, and the effect that would bring it back."""

    effect: Effect
    again: Effect | None
    """None where nothing stood there, or it cannot be said as an effect."""


def what_stood(reader: Reader, effects: Iterable[Effect], by: DecisionId, moment: Moment) -> list[Back]:
    """For each effect in the register what the trail has of the field before; two statements an effect."""
    held = [e for e in effects if e.state is EffectState.APPLIED and e.archived_at is None]
    return [Back(e, _again(e, _before(reader, e), by, moment)) for e in held]


def _before(reader: Reader, effect: Effect) -> Any:
    """The value of the field that an effect set, as it was before the same op."""
    past = reader.history(record=effect.id)
    state = ("state", EffectState.APPLIED)
    op = next((p.op_id for p in past if any((c.name, c.new) == state for c in p.changes)), None)
    target = next((getattr(effect, n) for n in _TARGETS if getattr(effect, n) is not None), None)
    if op is None or target is None:
        return None
    field = FIELDS[effect.effect_kind][0]
    olds = [
        c.old
        for p in reader.history(record=target, most=1_000)
        if p.op_id == op
        for c in p.changes
        if c.name == field
    ]
    return olds[-1] if olds else None  # the first of its steps in that op: history has the latest first


_TARGETS = ("work", "plan", "risk", "issue", "waiver")
_STATES: Mapping[Any, EffectKind] = {
    WorkState.ACTIVE: EffectKind.START_WORK,
    WorkState.ON_HOLD: EffectKind.HOLD_WORK,
    WorkState.STOPPED: EffectKind.STOP_WORK,
    ServiceState.LIVE: EffectKind.START_WORK,
    ServiceState.UNDER_REVIEW: EffectKind.HOLD_WORK,
    PortfolioState.ACTIVE: EffectKind.START_WORK,
}


def _again(effect: Effect, before: Any, by: DecisionId, moment: Moment) -> Effect | None:
    made = Effect(id=EffectId(moment.new_id()), decision=by, effect_kind=effect.effect_kind, work=effect.work)
    match effect.effect_kind:
        case EffectKind.CHANGE_BUDGET if isinstance(before, Money):
            return dc.replace(made, amount=before)
        case EffectKind.CHANGE_FINISH if before is not None:
            return dc.replace(made, day=before)
        case EffectKind.PASS_GATE if before:
            return dc.replace(made, phase=before)
        case EffectKind.START_WORK | EffectKind.HOLD_WORK | EffectKind.STOP_WORK if before in _STATES:
            return dc.replace(made, effect_kind=_STATES[before])
        case _:
            return None


def overturned(
    reader: Reader,
    decision: Decision,
    effects: Sequence[Effect],
    by: Decision,
    goal: DecisionState,
    moment: Moment,
) -> Batch:
    """A decision rescinded, or replaced, by another one, as one edit.

    What it brought into the register is marked as reversed by the other. Rescinded, each field goes back to
    what stood before, by an effect of the other decision, so that it shows its authority; replaced, it keeps
    its value until an effect of the other changes it. What was only decided lapses.
    """
    edits: list[Edit] = [*walked(decision, goal), *_without(effects)]
    if goal is D.SUPERSEDED and by.supersedes is None:
        edits.append(between(by, dc.replace(by, supersedes=decision.id)))
    backs = what_stood(reader, effects, by.id, moment)
    again = [b.again for b in backs if b.again is not None] if goal is D.RESCINDED else []
    edits += [creation(e) for e in again]
    found = applying(again, {by.id: by}, read_targets(reader, again), moment)
    edits += found.edit.edits
    done = {e.id for e in _reversed(found.edit.edits)}
    edits += [
        between(b.effect, dc.replace(b.effect, state=EffectState.REVERSED, reversed_by=by.id))
        for b in backs
        if b.effect.id not in done
    ]
    return batch(edits)


def _reversed(edits: Iterable[Edit]) -> Iterable[Any]:
    """The steps that mark an effect as reversed already."""
    for edit in edits:
        marks = (
            isinstance(edit, Set)
            and edit.kind == "effect"
            and any(c.name == "state" and c.new is EffectState.REVERSED for c in edit.changes)
        )
        if marks:
            yield edit


# -- ratified at a meeting --------------------------------------------------------------------------


def ratified(
    reader: Reader, decision: Decision, effects: Sequence[Effect], by: Decision, *, granted: bool, now: bool,
    moment: Moment,
) -> Batch:  # fmt: skip
    """A decision between meetings (or without quorum) ratified by another one, or not.

    With `now`, because the ratifying decision moves the register already, its effects come in at once; else
    they wait for the approval of those minutes. What is not ratified lapses.
    """
    if not granted:
        edits = [*walked(decision, D.NOT_RATIFIED, ratified_by=by.id), *_without(effects)]
        return batch(edits)
    steps: list[Edit] = [*walked(decision, D.RATIFIED, ratified_by=by.id)]
    if now:
        after = dc.replace(decision, state=D.RATIFIED, ratified_by=by.id)
        waiting = [e for e in effects if e.state is EffectState.DECIDED]
        steps += applying(waiting, {decision.id: after}, read_targets(reader, waiting), moment).edit.edits
    return batch(steps)


def standing_of(reader: Reader, decision: Decision) -> str:
    """Why a decision does not move the register yet, read from the store; nothing when it does."""
    meeting = reader.get("meeting", [decision.meeting]).get(decision.meeting) if decision.meeting else None
    body_id: UUID | None = decision.body
    body = reader.get("body", [body_id]).get(body_id) if body_id else None
    sets = reader.where("minute_set", "meeting", [meeting.id]) if meeting is not None else []
    return acts_now(decision, body, meeting, sets[0] if sets else None)
