"""What approval of minutes will do to the register, shown before it is done, and what it left."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pmo_desktop.domain.authority import GOALS
from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.edits import Batch, Create, Edit, batch, between
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState, WaiverState
from pmo_desktop.domain.meetings import AgendaKind, Purpose
from pmo_desktop.domain.minutes import Decision, MinutesState
from pmo_desktop.domain.raid import IssueState, RiskState
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_corrections import corrections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.services.meetings.agenda import add
from pmo_desktop.services.meetings.effects import (
    Applying,
    Left,
    Targets,
    approving,
    lacking,
    not_in_force,
    read_targets,
    stood,
    target_of,
)
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.ports import Reader


@dc.dataclass(frozen=True, slots=True)
class RegisterChange:
    """One change of the register: the decision, what it changes, of which record, from what to what."""

    id: UUID
    decision: str
    change: str
    record: str
    before: str
    after: str
    why_not: str = ""


@dc.dataclass(frozen=True, slots=True)
class Approval:
    """Everything that approval does: how it is approved, each change of the register, and the edit."""

    goal: MinutesState
    rows: tuple[RegisterChange, ...]
    edit: Batch
    left: tuple[Left, ...] = ()

    @property
    def applied(self) -> int:
        """How many changes come into the register."""
        return sum(not row.why_not for row in self.rows)


def look_before(reader: Reader, facts: MeetingFacts, moment: Moment) -> Approval:
    """Work out the approval of minutes as they stand; nothing is stored."""
    goal = MinutesState.CORRECTED if corrections(facts) else MinutesState.APPROVED
    done: Applying = approving(reader, facts, goal, moment)
    waiting = [e for e in facts.effects.all() if live(e) and e.state is EffectState.DECIDED]
    targets = read_targets(reader, waiting)
    whys = {left.effect.id: left.why for left in done.left}
    rows = tuple(_row(facts, targets, e, whys.get(e.id, "")) for e in waiting)
    given, edits = _given_by(reader, facts, moment)
    return Approval(goal, (*given, *rows), batch([*done.edit.edits, *edits]), done.left)


def _given_by(reader: Reader, facts: MeetingFacts, moment: Moment) -> tuple[list[RegisterChange], list[Edit]]:
    """The decision that approves these minutes, where it was taken: its effect comes into force with them."""
    minutes = facts.minutes
    found: list[Effect] = reader.where("effect", "minutes", [minutes.id]) if minutes is not None else []
    waiting = [e for e in found if live(e) and e.state is EffectState.DECIDED]
    decisions = reader.get("decision", {e.decision for e in waiting}) if waiting else {}
    before = tr(MinutesState.TABLED.label)
    rows: list[RegisterChange] = []
    edits: list[Edit] = []
    for effect in waiting:
        decision = decisions[effect.decision]
        if not_in_force(decision):
            continue
        done = dc.replace(effect, state=EffectState.APPLIED, applied_at=moment.now, before=before)
        edits.append(between(effect, done))
        kind, after = tr(effect.effect_kind.label), tr(MinutesState.APPROVED.label)
        rows.append(RegisterChange(effect.id, decision.ref, kind, facts.meeting.ref, before, after))
    return rows, edits


def look_back(reader: Reader, facts: MeetingFacts) -> Approval:
    """What the decisions of a meeting did to the register, and what was left and why, once it is approved."""
    effects = [e for e in facts.effects.all() if live(e)]
    targets = read_targets(reader, effects)
    rows = tuple(_row(facts, targets, e, _why_left(facts, targets, e)) for e in effects)
    return Approval(facts.minutes.state if facts.minutes else MinutesState.APPROVED, rows, batch(()))


def _why_left(facts: MeetingFacts, targets: Targets, effect: Effect) -> str:
    """Why an effect is not in the register; nothing for one that is."""
    decision, uid = facts.decisions.get(effect.decision), target_of(effect)
    if effect.state is not EffectState.DECIDED or decision is None:
        return "" if effect.state is EffectState.APPLIED else tr(effect.state.label)
    target = targets.records.get(uid) if uid is not None else None
    return not_in_force(decision) or lacking(effect, target) or tr(effect.state.label)


def _row(facts: MeetingFacts, targets: Targets, effect: Effect, why: str) -> RegisterChange:
    decision: Decision | None = facts.decisions.get(effect.decision)
    uid = target_of(effect)
    target: Any = targets.records.get(uid) if uid is not None else None
    waits = effect.state is EffectState.DECIDED and target is not None
    before = stood(effect, target) if waits else effect.before
    code = decision.ref if decision is not None else ""
    return RegisterChange(
        effect.id,
        code,
        tr(effect.effect_kind.label),
        _named(facts, target),
        before,
        becomes(effect, target),
        why,
    )


def _named(facts: MeetingFacts, target: Any) -> str:
    """A record by its code and title, as far as it has them."""
    if target is None:
        return ""
    title = getattr(target, "title", "")
    said = title.said(facts.body.language) if isinstance(title, LText) else ""
    return " ".join(t for t in (target.ref, said) if t)


_STATES: Mapping[EffectKind, Worded] = {
    EffectKind.APPROVE_CHANGE: IssueState.IN_PROGRESS,
    EffectKind.ACCEPT_RISK: RiskState.ACCEPTED,
    EffectKind.GRANT_WAIVER: WaiverState.GRANTED,
    EffectKind.APPROVE_MINUTES: MinutesState.APPROVED,
}


def becomes(effect: Effect, target: Any) -> str:
    """What the field will say, for people."""
    match effect.effect_kind:
        case EffectKind.PASS_GATE:
            return phase_word(effect.phase) if effect.phase else ""
        case EffectKind.CHANGE_BUDGET:
            return shown.money(effect.amount)
        case EffectKind.CHANGE_FINISH:
            return shown.date(effect.day)
        case EffectKind.REBASELINE:
            return effect.name
        case kind if kind in _STATES:
            return tr(_STATES[kind].label)
        case kind:
            goal = GOALS[kind].get(kind_of(target).name) if target is not None else None
            return tr(goal.label) if goal is not None else ""


def told_after(left: Sequence[Left]) -> str:
    """What approval left out of the register, in one sentence; nothing when it left nothing."""
    whys = " ".join(one.why for one in left)
    return tr("Not in the register yet: {why}", why=whys) if left else ""


_BEFORE_MINUTES = (AgendaKind.OPENING, AgendaKind.APOLOGIES, AgendaKind.DECLARATIONS)


def put_on_agenda(approving_at: MeetingFacts, earlier: MeetingFacts, moment: Moment) -> Batch:
    """An item for the minutes of an earlier meeting, behind the opening, with the words of its approval."""
    at = sum(item.agenda_kind in _BEFORE_MINUTES for item in approving_at.items)
    code = earlier.meeting.ref
    with speaking(approving_at.body.language):
        title = tr("Minutes of {meeting}", meeting=code)
        words = Rich(tr("Approve the minutes of {meeting}.", meeting=code))
    made = add(
        approving_at, title, moment, at=at, purpose=Purpose.DECIDE, minutes=5, proposed_resolution=words
    )
    return batch(_as_minutes(edit) for edit in made.edits)


def _as_minutes(edit: Edit) -> Edit:
    """The new item as one for minutes; all other edits as they are."""
    if not isinstance(edit, Create):
        return edit
    values = {**dict(edit.values), "agenda_kind": AgendaKind.MINUTES}
    return Create(edit.kind, edit.id, tuple(values.items()))
