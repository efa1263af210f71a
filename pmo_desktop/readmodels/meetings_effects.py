"""An effect of a decision in words: what changes, from what to what, and when the register has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pmo_desktop.domain.authority import GOALS, TARGETS
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState
from pmo_desktop.domain.governance import EffectsWhen
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.project_phases import phase_word


def target_of(facts: MeetingFacts, effect: Effect) -> Any:
    """The record that an effect changes, as the meeting knows it; None when it is not at hand."""
    name = TARGETS[effect.effect_kind]
    uid = getattr(effect, name)
    match name:
        case "work":
            return facts.works.get(uid)
        case "minutes":
            return facts.minute_sets.get(uid)
        case _:
            return facts.known.get(name, uid)


def called(facts: MeetingFacts, effect: Effect) -> str:
    """How people call what is changed: a code; of a plan that of its work, of minutes that of the meeting."""
    target = target_of(facts, effect)
    if target is None:
        return tr("the register")
    match effect.effect_kind:
        case EffectKind.REBASELINE:
            work = facts.works.get(target.work)
            return work.ref if work else str(target.title)
        case EffectKind.APPROVE_MINUTES:
            meeting = facts.meetings.get(target.meeting)
            return meeting.ref if meeting else ""
        case _:
            return str(target.ref)


def said(facts: MeetingFacts, effect: Effect) -> str:
    """What changes, such as "PRJ-2026-012: budget EUR 4.8 m → EUR 6.0 m"."""
    return words(effect, target_of(facts, effect), called(facts, effect))


def words(effect: Effect, target: Any, code: str) -> str:
    """What an effect changes in its target, by what people call that, and what stood before."""
    make = _SAYS.get(effect.effect_kind)
    if make is not None:
        return make(effect, target, code)
    goal = GOALS[effect.effect_kind].get(kind_of(target).name) if target is not None else None
    if target is None or goal is None:
        return tr("{code}: {change}", code=code, change=tr(effect.effect_kind.label))
    before = effect.before or tr(target.state.label)
    return tr("{code}: {before} → {after}", code=code, before=before, after=tr(goal.label))


_TENTH = 100_000
"""Amounts of at least a million in steps of this are said in millions."""


def _amount(m: Money | None) -> str:
    """An amount in millions where nothing is lost by it."""
    short = m is not None and shown.major(m) % _TENTH == 0 and abs(shown.major(m)) >= 10 * _TENTH
    return shown.money(m, in_millions=short)


def _budget(effect: Effect, target: Any, code: str) -> str:
    before = effect.before or _amount(getattr(target, "budget", None))
    return tr("{code}: budget {before} → {after}", code=code, before=before, after=_amount(effect.amount))


def _finish(effect: Effect, target: Any, code: str) -> str:
    before = effect.before or shown.day(getattr(target, "finish_planned", None))
    after = shown.day(effect.day)
    return tr("{code}: planned finish {before} → {after}", code=code, before=before, after=after)


def _gate(effect: Effect, target: Any, code: str) -> str:
    before = effect.before or getattr(target, "phase", "")
    before = phase_word(before) if before else shown.NOTHING
    return tr("{code}: phase {before} → {after}", code=code, before=before, after=phase_word(effect.phase))


def _waiver(effect: Effect, _target: Any, code: str) -> str:
    if effect.day is None:
        return tr("{code}: waiver granted", code=code)
    return tr("{code}: waiver granted until {day}", code=code, day=shown.day(effect.day))


_SAYS: Mapping[EffectKind, Callable[[Effect, Any, str], str]] = {
    EffectKind.CHANGE_BUDGET: _budget,
    EffectKind.CHANGE_FINISH: _finish,
    EffectKind.PASS_GATE: _gate,
    EffectKind.GRANT_WAIVER: _waiver,
    EffectKind.REBASELINE: lambda e, _t, code: tr("{code}: new baseline “{name}”", code=code, name=e.name),
    EffectKind.ACCEPT_RISK: lambda _e, _t, code: tr("{code}: risk accepted", code=code),
    EffectKind.APPROVE_CHANGE: lambda _e, _t, code: tr("{code}: change approved", code=code),
    EffectKind.APPROVE_MINUTES: lambda _e, _t, code: tr("{code}: minutes approved", code=code),
}
_WHEN: Mapping[EffectsWhen, str] = {
    EffectsWhen.MINUTES_APPROVED: N_("when the minutes are approved"),
    EffectsWhen.MEETING_ENDED: N_("when the meeting ends"),
}


def when(facts: MeetingFacts, effect: Effect) -> str:
    """When the register has it, or where it stands."""
    if effect.state is not EffectState.DECIDED:
        return tr(effect.state.label)
    early = effect.effect_kind is EffectKind.APPROVE_MINUTES
    return tr(_WHEN[EffectsWhen.MEETING_ENDED if early else facts.body.effects_when])
