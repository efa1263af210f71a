"""What a decision set in the register stays as decided: only another decision changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pmo_desktop.domain.effects import Effect, EffectKind, EffectState, Waiver, WaiverState
from pmo_desktop.domain.plans import Plan
from pmo_desktop.domain.raid import Issue, Risk, RiskState
from pmo_desktop.domain.works import PortfolioState, ServiceState, Work, WorkState
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.domain.rules import View

E = EffectKind
FIELDS: Mapping[EffectKind, tuple[str, ...]] = {
    E.PASS_GATE: ("phase",),
    E.APPROVE_CHANGE: ("decision",),
    E.REBASELINE: ("baseline_names",),
    E.CHANGE_BUDGET: ("budget", "budget_authority"),
    E.CHANGE_FINISH: ("finish_planned",),
    E.ACCEPT_RISK: ("state",),
    E.START_WORK: ("state",),
    E.HOLD_WORK: ("state",),
    E.STOP_WORK: ("state",),
    E.GRANT_WAIVER: ("state", "decision"),
    E.APPROVE_MINUTES: ("state",),
}
"""The fields of its target that an effect sets."""
TARGETS: Mapping[EffectKind, str] = {
    E.PASS_GATE: "work",
    E.APPROVE_CHANGE: "issue",
    E.REBASELINE: "plan",
    E.CHANGE_BUDGET: "work",
    E.CHANGE_FINISH: "work",
    E.ACCEPT_RISK: "risk",
    E.START_WORK: "work",
    E.HOLD_WORK: "work",
    E.STOP_WORK: "work",
    E.GRANT_WAIVER: "waiver",
    E.APPROVE_MINUTES: "minutes",
}
"""The field of the effect that names what it changes."""

W, S, P = WorkState, ServiceState, PortfolioState
GOALS: Mapping[EffectKind, Mapping[str, Any]] = {
    E.START_WORK: {"project": W.ACTIVE, "programme": W.ACTIVE, "service": S.LIVE, "portfolio": P.ACTIVE},
    E.HOLD_WORK: {"project": W.ON_HOLD, "programme": W.ON_HOLD, "service": S.UNDER_REVIEW},
    E.STOP_WORK: {
        "project": W.STOPPED,
        "programme": W.STOPPED,
        "service": S.RETIRING,
        "portfolio": P.CLOSED,
    },
}
"""The state that a decision about a work brings it to, by the kind of work."""
_GOES_ON: Mapping[Any, tuple[Any, ...]] = {
    W.ACTIVE: (W.CLOSING, W.CLOSED),
    S.LIVE: (S.UNDER_REVIEW,),
    S.UNDER_REVIEW: (S.LIVE,),
    S.RETIRING: (S.RETIRED,),
}
"""Where a work may go of itself from the state decided; anything else is for another decision."""
_RISK_GOES_ON = (RiskState.ACCEPTED, RiskState.CLOSED, RiskState.EXPIRED)
_WAIVER_GOES_ON = (WaiverState.GRANTED, WaiverState.ACTIVE, WaiverState.EXPIRED, WaiverState.CLOSED)

Found = Iterator[tuple[str, str]]


def _state_holds(effect: Effect, work: Any) -> bool:
    goal = GOALS[effect.effect_kind].get(work.ABOUT.kind)
    return goal is None or work.state is goal or work.state in _GOES_ON.get(goal, ())


_HOLDS: Mapping[EffectKind, Callable[[Effect, Any], bool]] = {
    E.PASS_GATE: lambda e, r: r.phase == e.phase,
    E.APPROVE_CHANGE: lambda e, r: r.decision == e.decision,
    E.REBASELINE: lambda e, r: any(b.name == e.name for b in r.baseline_names),
    E.CHANGE_BUDGET: lambda e, r: r.budget == e.amount and r.budget_authority == e.decision,
    E.CHANGE_FINISH: lambda e, r: r.finish_planned == e.day,
    E.ACCEPT_RISK: lambda _e, r: r.state in _RISK_GOES_ON,
    E.START_WORK: _state_holds,
    E.HOLD_WORK: _state_holds,
    E.STOP_WORK: _state_holds,
    E.GRANT_WAIVER: lambda e, r: r.state in _WAIVER_GOES_ON and r.decision == e.decision,
}


_GOVERNED = tuple(dict.fromkeys(name for fields in FIELDS.values() for name in fields))


def standing(effects: list[Effect]) -> dict[str, Effect]:
    """For each field, the effect that it stands by: the last one that came into the register."""
    held = (e for e in effects if e.state is EffectState.APPLIED and e.archived_at is None and e.applied_at)
    newest = sorted(held, key=lambda e: (e.applied_at, e.id.int))
    return {field: e for e in newest for field in FIELDS[e.effect_kind]}


def _as_decided(before: Any, after: Any, view: View, target: str) -> Found:
    if before is None:
        return
    changed = [n for n in _GOVERNED if hasattr(after, n) and getattr(before, n) != getattr(after, n)]
    if not changed:
        return
    held = standing(view.where("effect", target, after.id))
    for name in changed:
        effect = held.get(name)
        if (
            effect is not None
            and effect.effect_kind in _HOLDS
            and not _HOLDS[effect.effect_kind](effect, after)
        ):
            decision = view.get("decision", effect.decision)
            code = decision.ref if decision is not None else ""
            yield name, tr("This was set by decision {code}. Only another decision can change it.", code=code)


def work_as_decided(before: Work | None, after: Work, view: View) -> Found:
    """State, phase, budget and finish of a work stay as a decision set them."""
    return _as_decided(before, after, view, "work")


def risk_as_decided(before: Risk | None, after: Risk, view: View) -> Found:
    """A risk that was accepted is not opened again by hand."""
    return _as_decided(before, after, view, "risk")


def issue_as_decided(before: Issue | None, after: Issue, view: View) -> Found:
    """A change that was approved keeps its authority."""
    return _as_decided(before, after, view, "issue")


def plan_as_decided(before: Plan | None, after: Plan, view: View) -> Found:
    """A baseline that was decided keeps its name and stays."""
    return _as_decided(before, after, view, "plan")


def waiver_as_decided(before: Waiver | None, after: Waiver, view: View) -> Found:
    """A waiver that was granted is revoked by a decision."""
    return _as_decided(before, after, view, "waiver")


_SAID = ("decision", "effect_kind", *dict.fromkeys(TARGETS.values()), "amount", "day", "phase", "name")


def effect_stays(before: Effect | None, after: Effect, _view: View) -> Found:
    """What is in the register does not leave it by undo: a later decision reverses it, and is named."""
    if before is None or before.state is not EffectState.APPLIED:
        return
    reversed_well = after.state is EffectState.REVERSED and after.reversed_by is not None
    gone = after.state is not EffectState.APPLIED and not reversed_well
    if gone or after.archived_at is not None or any(getattr(before, n) != getattr(after, n) for n in _SAID):
        yield "state", tr("The decision is in the register. Only another decision can reverse it.")
