"""The effects of a decision as people set them up: which record, what value, what the register would show."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.authority import GOALS, TARGETS
from pmo_desktop.domain.edits import Archive, Batch, Edit, batch, between, creation
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState, Waiver
from pmo_desktop.domain.ids import DecisionId, EffectId, WaiverId, WorkId
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteSet
from pmo_desktop.domain.raid import OPEN_RISK
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import LText, Money, Rich
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.lists import OPEN_ISSUE
from pmo_desktop.readmodels.meetings_effects import words
from pmo_desktop.services.meetings.effects import lacking
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.ports import Join, Reader

AMOUNTS = (EffectKind.CHANGE_BUDGET,)
DAYS = (EffectKind.CHANGE_FINISH, EffectKind.GRANT_WAIVER)
PHASES = (EffectKind.PASS_GATE,)
NAMES = (EffectKind.REBASELINE,)


@dc.dataclass(frozen=True, slots=True)
class Target:
    """A record that an effect can change: itself, its code, and what it is called in a list."""

    record: Any
    code: str
    said: str

    @property
    def id(self) -> UUID:
        """The record."""
        return UUID(int=self.record.id.int)


@dc.dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen in the form. For a waiver `target` is the work and `clause` what it need not meet."""

    kind: EffectKind
    target: Target | None = None
    amount: Money | None = None
    day: date | None = None
    phase: str = ""
    name: str = ""
    clause: str = ""


def targets(reader: Reader, kind: EffectKind) -> tuple[Target, ...]:
    """The records that a change of this kind can be about, in one or two statements."""
    match TARGETS[kind]:
        case "work" | "waiver":
            return _works(reader, kind)
        case "plan":
            rows = reader.joined("plan", (Join("work", "id", "plan", "work"),))
            return tuple(
                Target(p, w.ref if w else p.ref, _said(w.ref if w else "", p.title)) for p, w in rows
            )
        case "minutes":
            rows = reader.joined("minute_set", (Join("meeting", "id", "minute_set", "meeting"),))
            kept = [(s, m) for s, m in rows if m is not None and not s.state.settled]
            return tuple(Target(s, m.ref, m.ref) for s, m in kept)
        case "risk":
            found = [r for r in reader.all("risk") if r.state in OPEN_RISK]
            return tuple(Target(r, r.ref, _said(r.ref, r.title)) for r in found)
        case _:
            found = [i for i in reader.all("issue") if i.state in OPEN_ISSUE]
            return tuple(Target(i, i.ref, _said(i.ref, i.title)) for i in found)


def _works(reader: Reader, kind: EffectKind) -> tuple[Target, ...]:
    goals = GOALS.get(kind)
    found = [w for w in reader.all("work") if goals is None or kind_of(w).name in goals]
    if kind is EffectKind.PASS_GATE:
        found = [w for w in found if hasattr(w, "phase")]
    if kind is EffectKind.CHANGE_FINISH:
        found = [w for w in found if hasattr(w, "finish_planned")]
    return tuple(Target(w, w.ref, _said(w.ref, w.title)) for w in found)


def _said(code: str, title: LText) -> str:
    return " ".join(part for part in (code, title.said(language())) if part)


def preview(draft: Draft) -> tuple[str, str]:
    """What the register would show, and what stands against it; empty while nothing is chosen."""
    if draft.target is None:
        return "", tr("Choose what it changes.")
    if draft.kind is EffectKind.GRANT_WAIVER:
        why = "" if draft.clause.strip() else tr("Name the clause.")
        code, clause = draft.target.code, draft.clause.strip() or "…"
        if draft.day is None:
            return tr("{code}: waiver of {clause}", code=code, clause=clause), why
        said = tr("{code}: waiver of {clause} until {day}", code=code, clause=clause, day=_day(draft.day))
        return said, why
    effect = _effect(draft, DecisionId(UUID(int=0)), EffectId(UUID(int=0)))
    why = lacking(effect, draft.target.record)
    if draft.kind is EffectKind.REBASELINE and not draft.name.strip():
        why = why or tr("Name the baseline.")
    return words(effect, draft.target.record, draft.target.code), why


def _day(day: date | None) -> str:
    from pmo_desktop.readmodels import shown

    return shown.day(day)


def _effect(draft: Draft, decision: DecisionId, uid: EffectId) -> Effect:
    assert draft.target is not None
    made = Effect(id=uid, decision=decision, effect_kind=draft.kind)
    values: dict[str, Any] = {
        TARGETS[draft.kind]: draft.target.record.id,
        "amount": draft.amount if draft.kind in AMOUNTS else None,
        "day": draft.day if draft.kind in DAYS else None,
        "phase": draft.phase.strip() if draft.kind in PHASES else "",
        "name": draft.name.strip() if draft.kind in NAMES else "",
    }
    return dc.replace(made, **values)


def added(decision: Decision, draft: Draft, moment: Moment) -> Batch:
    """One more effect of a decision; a waiver is made with it."""
    if draft.kind is not EffectKind.GRANT_WAIVER:
        return batch([creation(_effect(draft, decision.id, EffectId(moment.new_id())))])
    assert draft.target is not None
    waiver = Waiver(
        id=WaiverId(moment.new_id()),
        title=LText.of(draft.clause.strip()[:200], language()),
        work=WorkId(draft.target.id),
        clause=draft.clause.strip()[:120],
        reason=Rich(decision.reasons or decision.text),
        body=decision.body,
        expires=draft.day,
    )
    effect = Effect(
        id=EffectId(moment.new_id()),
        decision=decision.id,
        effect_kind=EffectKind.GRANT_WAIVER,
        waiver=waiver.id,
        day=draft.day,
    )
    return batch([creation(waiver), creation(effect)])


def altered(effect: Effect, draft: Draft) -> Batch:
    """An effect that is only decided, changed."""
    return batch([between(effect, _effect(draft, effect.decision, effect.id))])


def taken_off(effect: Effect) -> Batch:
    """An effect that is only decided, taken off."""
    gone: list[Edit] = [Archive("effect", effect.id)]
    return batch(gone)


def why_closed(decision: Decision, minutes: Sequence[MinuteSet], effect: Effect | None = None) -> str:
    """Why the effects of a decision cannot be set up any more, or nothing."""
    if effect is not None and effect.state is not EffectState.DECIDED:
        return tr("The decision is in the register. Only another decision can reverse it.")
    if decision.state in (
        DecisionState.RESCINDED,
        DecisionState.SUPERSEDED,
        DecisionState.LAPSED,
        DecisionState.NOT_RATIFIED,
    ):
        return tr("Decision {code}: {state}.", code=decision.ref, state=tr(decision.state.label))
    mine = [s for s in minutes if s.meeting == decision.meeting]
    if any(s.state.settled for s in mine):
        return tr("The minutes are approved. Amend them by a decision of the body.")
    return ""
