"""Decisions that move the register: what a decision is to change, and the one edit that brings it in."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pmo_desktop.domain.authority import FIELDS, GOALS, TARGETS
from pmo_desktop.domain.edits import Batch, Edit, batch, between
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState, WaiverState
from pmo_desktop.domain.governance import EffectsWhen
from pmo_desktop.domain.minutes import Decision, DecisionState, MinutesState
from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.raid import IssueState, RiskState
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_corrections import corrections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.minutes import advance
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.session import end_meeting
from pmo_desktop.services.meetings.steps import Moment, path, walked
from pmo_desktop.services.plans.baselines import taken
from pmo_desktop.services.ports import Reader


@dc.dataclass(frozen=True, slots=True)
class Targets:
    """What effects change, as the register has it now: records by id, lines of plans, effects in force."""

    records: Mapping[UUID, Any] = dc.field(default_factory=dict)
    items: Mapping[UUID, Sequence[PlanItem]] = dc.field(default_factory=dict)
    standing: Sequence[Effect] = ()


@dc.dataclass(frozen=True, slots=True)
class Left:
    """An effect that cannot come into the register now, and why, in words."""

    effect: Effect
    why: str


@dc.dataclass(frozen=True, slots=True)
class Applying:
    """The edit that brings effects into the register, and those it leaves for people to look at."""

    edit: Batch
    left: tuple[Left, ...] = ()


def target_of(effect: Effect) -> UUID | None:
    """The record that an effect changes; None where nothing is named yet."""
    found: UUID | None = getattr(effect, TARGETS[effect.effect_kind])
    return found


def read_targets(reader: Reader, effects: Iterable[Effect]) -> Targets:
    """The records that effects change; a statement for each kind of them, and two for plans."""
    wanted: dict[str, set[UUID]] = {}
    for effect in effects:
        if (uid := target_of(effect)) is not None:
            wanted.setdefault(TARGETS[effect.effect_kind], set()).add(uid)
    records: dict[UUID, Any] = {}
    standing: list[Effect] = []
    for name, ids in wanted.items():
        records |= reader.get("minute_set" if name == "minutes" else name, ids)
        standing += reader.where("effect", name, ids)
    items: dict[UUID, list[PlanItem]] = {uid: [] for uid in wanted.get("plan", ())}
    for item in reader.where("plan_item", "plan", items) if items else ():
        items[item.plan].append(item)
    return Targets(records, items, standing)


def applying(
    effects: Iterable[Effect], decisions: Mapping[UUID, Decision], targets: Targets, moment: Moment
) -> Applying:
    """Bring effects that are only decided into the register, each with the authority of its decision.

    What an earlier decision had set in the same field is marked as reversed. An effect whose target is gone,
    or cannot go there from where it is, stays decided and is told.
    """
    records = dict(targets.records)
    edits: list[Edit] = []
    left: list[Left] = []
    for n, effect in enumerate(effects):
        decision = decisions.get(effect.decision)
        if effect.state is not EffectState.DECIDED or effect.archived_at or decision is None:
            continue
        uid = target_of(effect)
        target = records.get(uid) if uid is not None else None
        change = _Change(effect, decision, target, targets, _instant(moment, n))
        if why := not_in_force(decision) or lacking(effect, target):
            left.append(Left(effect, why))
            continue
        edits += change.edits()
        if target is not None:
            records[target.id] = change.after()
    return Applying(batch(edits), tuple(left))


def _instant(moment: Moment, n: int) -> Moment:
    """One after another, so that the last of several on one record is the one that stands."""
    return dc.replace(moment, now=moment.now + timedelta(microseconds=n))


_IN_FORCE = (
    DecisionState.MADE,
    DecisionState.COMMUNICATED,
    DecisionState.IMPLEMENTED,
    DecisionState.RATIFIED,
    DecisionState.CLOSED,
)


def not_in_force(decision: Decision) -> str:
    """Why a decision cannot take effect yet, or nothing."""
    if decision.archived_at is None and decision.state in _IN_FORCE:
        return ""
    return tr("Decision {code}: {state}.", code=decision.ref, state=tr(decision.state.label))


def approving(reader: Reader, facts: MeetingFacts, goal: MinutesState, moment: Moment) -> Applying:
    """Bring minutes to a state; with their approval all that was decided comes into the register.

    One edit, so that minutes are not approved without it. Decisions of a body that lets them take effect when
    the meeting ends have done so already.
    """
    way = advance(facts, goal, moment.now)
    if goal not in (MinutesState.APPROVED, MinutesState.CORRECTED):
        return Applying(way)
    return _and(_and(Applying(way), _of_meeting(reader, facts, moment)), _ratified(reader, facts, moment))


def ending(reader: Reader, facts: MeetingFacts, moment: Moment) -> Applying:
    """End the meeting. Minutes approved in it are approved now, and all else where the body has it so."""
    wanted = [
        e
        for e in facts.effects.all()
        if e.effect_kind is EffectKind.APPROVE_MINUTES or facts.body.effects_when is EffectsWhen.MEETING_ENDED
    ]
    found = _and(Applying(end_meeting(facts, moment)), _of_meeting(reader, facts, moment, wanted))
    early = facts.body.effects_when is EffectsWhen.MEETING_ENDED
    return _and(found, _ratified(reader, facts, moment)) if early else found


def _ratified(reader: Reader, facts: MeetingFacts, moment: Moment) -> Applying:
    """What earlier decisions do that this meeting has ratified: those between meetings or without quorum."""
    made = [d.id for d in facts.decisions.all() if not not_in_force(d)]
    earlier = {d.id: d for d in reader.where("decision", "ratified_by", made)} if made else {}
    effects = reader.where("effect", "decision", earlier) if earlier else []
    return applying(effects, earlier, read_targets(reader, effects), moment)


def _of_meeting(
    reader: Reader, facts: MeetingFacts, moment: Moment, wanted: Sequence[Effect] | None = None
) -> Applying:
    effects = [e for e in (facts.effects.all() if wanted is None else wanted) if e.archived_at is None]
    others = [e for e in effects if e.effect_kind is not EffectKind.APPROVE_MINUTES]
    found = applying(others, facts.decisions.by_id, read_targets(reader, others), moment)
    for effect in effects:
        decision = facts.decisions.get(effect.decision)
        waits = effect.state is EffectState.DECIDED and effect.effect_kind is EffectKind.APPROVE_MINUTES
        if decision is not None and waits:
            found = _and(found, _minutes_approved(reader, effect, decision, moment))
    return found


def _minutes_approved(reader: Reader, effect: Effect, decision: Decision, moment: Moment) -> Applying:
    """Earlier minutes approved by a decision of this meeting, with all that they bring into the register."""
    minutes = reader.get("minute_set", [effect.minutes]).get(effect.minutes) if effect.minutes else None
    earlier = read_meeting(reader, minutes.meeting) if minutes is not None else None
    why = not_in_force(decision)
    if earlier is None or earlier.minutes is None or earlier.minutes.state is not MinutesState.TABLED:
        why = why or tr("The minutes are not on the table for approval.")
    if why or earlier is None:
        return Applying(batch(()), (Left(effect, why),))
    goal = MinutesState.CORRECTED if corrections(earlier) else MinutesState.APPROVED
    before = tr(MinutesState.TABLED.label)
    done = dc.replace(effect, state=EffectState.APPLIED, applied_at=moment.now, before=before)
    return _and(approving(reader, earlier, goal, moment), Applying(batch([between(effect, done)])))


def _and(one: Applying, other: Applying) -> Applying:
    return Applying(batch([*one.edit.edits, *other.edit.edits]), (*one.left, *other.left))


def lacking(effect: Effect, target: Any) -> str:
    """Why an effect cannot come into the register, or nothing."""
    if target is None or target.archived_at is not None:
        return tr("What it changes is not in the register.")
    match effect.effect_kind:
        case EffectKind.START_WORK | EffectKind.HOLD_WORK | EffectKind.STOP_WORK:
            return _no_way(target, GOALS[effect.effect_kind].get(kind_of(target).name))
        case EffectKind.ACCEPT_RISK:
            return _no_way(target, RiskState.ACCEPTED)
        case EffectKind.GRANT_WAIVER:
            return _no_way(target, WaiverState.GRANTED)
        case EffectKind.PASS_GATE if not effect.phase:
            return tr("The phase that follows is not named.")
        case EffectKind.CHANGE_BUDGET if effect.amount is None:
            return tr("The amount is not named.")
        case EffectKind.CHANGE_FINISH if effect.day is None:
            return tr("The date is not named.")
        case EffectKind.CHANGE_FINISH | EffectKind.PASS_GATE if not hasattr(
            target, FIELDS[effect.effect_kind][0]
        ):
            return tr("{work} has no such field.", work=target.ref)
        case _:
            return ""


def _no_way(target: Any, goal: Any) -> str:
    if goal is None:
        return tr("{work} cannot do that.", work=target.ref)
    if target.state is goal:
        return tr("It is so already.")
    if path(kind_of(target).name, target.state, goal):
        return ""
    return tr("{before} cannot become {after}", before=tr(target.state.label), after=tr(goal.label))


@dc.dataclass(frozen=True, slots=True)
class _Change:
    """One effect at work."""

    effect: Effect
    decision: Decision
    target: Any
    targets: Targets
    moment: Moment

    def edits(self) -> list[Edit]:
        """The change of the target, what it reverses, and the effect marked as in the register."""
        return [*self._changes(), *self._reverses(), between(self.effect, self._in_register())]

    def after(self) -> Any:
        """The target as it will stand, for the next effect on it."""
        if self.effect.effect_kind in GOALS:
            return dc.replace(self.target, state=GOALS[self.effect.effect_kind][kind_of(self.target).name])
        return dc.replace(self.target, **_values(self.effect))

    def _changes(self) -> list[Edit]:
        kind = self.effect.effect_kind
        if kind is EffectKind.REBASELINE:
            lines = self.targets.items.get(self.target.id, ())
            reason = self.decision.ref or str(self.decision.text)
            return [taken(self.target, lines, self.effect.name, reason, self._on())]
        if kind in GOALS:
            return [*walked(self.target, GOALS[kind][kind_of(self.target).name])]
        values = _values(self.effect)
        goal = values.pop("state", None)
        if goal is not None:
            return [*walked(self.target, goal, **values)]
        return [between(self.target, dc.replace(self.target, **values))]

    def _on(self) -> date:
        return self.decision.made_on or self.moment.now.date()

    def _reverses(self) -> list[Edit]:
        fields = set(FIELDS[self.effect.effect_kind])
        return [
            between(e, dc.replace(e, state=EffectState.REVERSED, reversed_by=self.decision.id))
            for e in self.targets.standing
            if e.state is EffectState.APPLIED
            and target_of(e) == self.target.id
            and fields & set(FIELDS[e.effect_kind])
            and self.effect.effect_kind is not EffectKind.REBASELINE
        ]

    def _in_register(self) -> Effect:
        before = stood(self.effect, self.target)[:200]
        applied_at = self.moment.now
        return dc.replace(self.effect, state=EffectState.APPLIED, applied_at=applied_at, before=before)


def _values(effect: Effect) -> dict[str, Any]:
    """What an effect sets in its target, by field."""
    make: Callable[[Effect], dict[str, Any]] | None = _SETS.get(effect.effect_kind)
    return make(effect) if make else {}


_SETS: Mapping[EffectKind, Callable[[Effect], dict[str, Any]]] = {
    EffectKind.PASS_GATE: lambda e: {"phase": e.phase},
    EffectKind.CHANGE_BUDGET: lambda e: {"budget": e.amount, "budget_authority": e.decision},
    EffectKind.CHANGE_FINISH: lambda e: {"finish_planned": e.day},
    EffectKind.APPROVE_CHANGE: lambda e: {"decision": e.decision, "state": IssueState.IN_PROGRESS},
    EffectKind.ACCEPT_RISK: lambda _e: {"state": RiskState.ACCEPTED},
    EffectKind.GRANT_WAIVER: lambda e: {
        "decision": e.decision,
        "state": WaiverState.GRANTED,
        **({"expires": e.day} if e.day else {}),
    },
}


def stood(effect: Effect, target: Record) -> str:
    """What the field said before, for people."""
    match effect.effect_kind:
        case EffectKind.PASS_GATE:
            return str(getattr(target, "phase", ""))
        case EffectKind.CHANGE_BUDGET:
            return shown.money(getattr(target, "budget", None))
        case EffectKind.CHANGE_FINISH:
            return shown.date(getattr(target, "finish_planned", None))
        case EffectKind.REBASELINE:
            return ""
        case _:
            return tr(target.state.label)  # type: ignore[attr-defined]
