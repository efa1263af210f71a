"""Measures of what follows from meetings: decisions, actions and reports."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from pmo_desktop.domain.ageing import CLOSED, in_time
from pmo_desktop.domain.governancehealth import Measure
from pmo_desktop.domain.minutes import Decision, DecisionState
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.health_counting import Behind, Reading, counted, middle
from pmo_desktop.readmodels.health_facts import HealthFacts, Window

GRACE = timedelta(days=30)
"""How long a decision may take to be carried out."""
_UNDONE = (DecisionState.RESCINDED, DecisionState.SUPERSEDED, DecisionState.LAPSED,
           DecisionState.NOT_RATIFIED, DecisionState.PROPOSED, DecisionState.TO_RATIFY)  # fmt: skip


def _made(facts: HealthFacts, w: Window) -> list[Decision]:
    """The decisions of the bodies that were made within the stretch."""
    bodies = set(w.bodies)
    return [d for d in facts.decisions if d.body in bodies and w.has(d.made_on)]


def _of_decision(d: Decision, said: str, good: bool) -> Behind:
    return Behind(UUID(int=d.id.int), f"decisions/{d.id}", d.ref, said, good)


def latency(facts: HealthFacts, w: Window) -> Reading:
    """Working days from the paper to the decision."""
    sent = {p.item: p.submitted_at for ps in facts.papers.values() for p in ps if p.item and p.submitted_at}
    values: list[float] = []
    behind = []
    for d in _made(facts, w):
        at = sent.get(d.item) if d.item else None
        if at is None or d.made_on is None:
            continue
        took = max(0, facts.days.working_days_between(at.date(), d.made_on))
        values.append(took)
        said = tr("{n} wd after its paper of {day}", n=took, day=shown.day(at.date()))
        behind.append(_of_decision(d, said, took <= 15))
    return middle(Measure.LATENCY, values, behind)


def implemented(facts: HealthFacts, w: Window) -> Reading:
    """Decisions that took effect and had their 30 days: carried out by then, or all their actions closed."""
    behind = []
    bodies = set(w.bodies)
    for d in facts.decisions:
        begins = d.effective or d.made_on
        if d.body not in bodies or d.state in _UNDONE or begins is None:
            continue
        if not w.has(begins + GRACE) or begins + GRACE > facts.today:
            continue
        done, said = _carried_out(facts, d, begins + GRACE)
        behind.append(_of_decision(d, said, done))
    return counted(Measure.IMPLEMENTED, behind)


def _carried_out(facts: HealthFacts, d: Decision, by: date) -> tuple[bool, str]:
    """Whether a decision was carried out by a day, and in what words."""
    mine = [a for a in facts.actions if a.decision == d.id and a.state.value != "cancelled"]
    if d.state in (DecisionState.IMPLEMENTED, DecisionState.CLOSED) and not mine:
        return True, tr(d.state.label)
    days = [a.done_on for a in mine if a.state in CLOSED and a.done_on]
    done = bool(mine) and len(days) == len(mine) and max(days) <= by
    said = tr("{n} of {all} actions closed by {day}", n=sum(x <= by for x in days), all=len(mine),
              day=shown.day(by))  # fmt: skip
    return done, said if mine else tr("not carried out by {day}", day=shown.day(by))


def actions_on_time(facts: HealthFacts, w: Window) -> Reading:
    """Closed by the day agreed first, of those closed within the stretch."""
    bodies = set(w.bodies)
    mine = (a for a in facts.actions if a.body in bodies and a.state in CLOSED)
    closed = [a for a in mine if a.due and w.has(a.done_on)]
    behind = [
        Behind(UUID(int=a.id.int), f"actions/{a.id}", a.ref,
               tr("done on {day}: {text}", day=shown.day(a.done_on), text=str(a.text)), in_time(a))
        for a in closed
    ]  # fmt: skip
    return counted(Measure.ACTIONS, behind)


def reports_on_time(facts: HealthFacts, w: Window) -> Reading:
    """Reports that came, of those asked for; beside, those accepted without going back."""
    found = [r for r in facts.reports if w.has(r.status_date) and r.state is not ReportState.DRAFT]
    came = [r for r in found if r.state is not ReportState.MISSING]
    back = sum(r.state is ReportState.RETURNED for r in came)
    behind = [
        Behind(UUID(int=r.id.int), f"project/{r.work}/reports", r.ref or shown.day(r.status_date),
               tr("{day}: {state}", day=shown.day(r.status_date), state=tr(r.state.label)),
               r.state is not ReportState.MISSING)
        for r in found
    ]  # fmt: skip
    share = shown.percent(round(10_000 * (len(came) - back) / len(came))) if came else ""
    beside = tr("{share} accepted first time", share=share) if share else ""
    return counted(Measure.REPORTS, behind, beside)
