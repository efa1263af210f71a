"""What the first tab of a work says: how it stands, why, what comes next, who decided what."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.effects import Effect, Waiver
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.raid import HIGH_RISK
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import OngoingService, Programme, Project
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.authority import Authority, authorities
from pmo_desktop.readmodels.lists import ActionRow, RiskRow
from pmo_desktop.readmodels.plans import NextDate, next_dates
from pmo_desktop.readmodels.project import WorkFile
from pmo_desktop.readmodels.project_figures import cost_share, met, signed_share, slip_of
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.readmodels.project_reports import RatingRow, rating_rows
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.readmodels.slips import USUAL_TOLERANCE, slip_tone

TOP = 5


@dc.dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; `tone` "neg" outside a limit, `authority` who set it, `decision` its code.

    With a decision the field is governed: it shows a lock, and only another decision changes it.
    """

    label: str
    value: str
    tone: str = "text"
    authority: str = ""
    decision: str = ""


@dc.dataclass(frozen=True, slots=True)
class WaiverLine:
    """A clause that the work need not meet, until when, and by which decision."""

    clause: str
    reason: str
    state: str
    until: date | None
    decision: str


@dc.dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision about the work with the authority that it rests on."""

    ref: str
    text: str
    authority: str
    on: date | None
    state: str


@dc.dataclass(frozen=True, slots=True)
class LevelLine:
    """A promise of a service against its target."""

    measure: str
    actual: str
    target: str
    met: bool | None


@dc.dataclass(frozen=True, slots=True)
class Summary:
    """All of the tab. Lists that do not apply to the kind of work are empty."""

    ratings: tuple[RatingRow, ...]
    headline: str
    reason: str
    path: str
    reported: date | None
    facts: tuple[Fact, ...]
    money: tuple[Fact, ...]
    coming: tuple[NextDate, ...]
    levels: tuple[LevelLine, ...]
    risks: tuple[RiskRow, ...]
    open_risks: int
    actions: tuple[ActionRow, ...]
    open_actions: int
    decisions: tuple[DecisionLine, ...]
    parts: tuple[WorkRow, ...]
    waivers: tuple[WaiverLine, ...] = ()


def summary(
    file: WorkFile,
    *,
    risks: Sequence[RiskRow] = (),
    actions: Sequence[ActionRow] = (),
    decisions: Iterable[Decision] = (),
    parts: Sequence[WorkRow] = (),
    effects: Collection[Effect] = (),
    waivers: Iterable[Waiver] = (),
) -> Summary:
    """Put the tab together from what was read; `effects` are those in force on the work."""
    known: dict[UUID, Decision] = {d.id: d for d in decisions}
    if file.authority is not None:
        known.setdefault(file.authority.id, file.authority)
    held = authorities(effects, known, budget=file.authority.id if file.authority else None)
    report = file.report
    before = file.counting[1] if len(file.counting) > 1 else None
    live = [r for r in risks if r.open]
    due = [a for a in actions if a.open]
    days = file.plan.days if file.plan else None
    high = sum((r.score or 0) > HIGH_RISK for r in live)
    return Summary(
        ratings=rating_rows(file, report, before, high) if report else (),
        headline=report.headline if report else "",
        reason=str(report.rag_reason) if report else "",
        path=str(report.path_to_green) if report else "",
        reported=report.status_date if report else None,
        facts=tuple(_facts(file, held)),
        money=tuple(_money(file, held)),
        coming=next_dates(file.items, days, TOP) if days else (),
        levels=_levels(file),
        risks=tuple(sorted(live, key=lambda r: (-(r.score or 0), r.ref))[:TOP]),
        open_risks=len(live),
        actions=tuple(due[:TOP]),
        open_actions=len(due),
        decisions=tuple(_decisions(file, known.values(), {e.decision for e in effects}))[:TOP],
        parts=tuple(sorted(parts, key=lambda p: p.ref)),
        waivers=tuple(_waivers(waivers, known)),
    )


def _waivers(waivers: Iterable[Waiver], decisions: Mapping[UUID, Decision]) -> Iterable[WaiverLine]:
    for one in sorted(waivers, key=lambda w: (w.expires or date.max, w.clause)):
        decision = decisions.get(one.decision) if one.decision else None
        ref = decision.ref if decision is not None else ""
        yield WaiverLine(one.clause, str(one.reason), tr(one.state.label), one.expires, ref)


def _governed(label: str, value: str, held: Mapping[str, Authority], field: str) -> Fact:
    """A fact with its authority where a decision governs it."""
    by = held.get(field)
    return Fact(label, value, authority=by.said, decision=by.code) if by is not None else Fact(label, value)


def parts_of(under: Iterable[WorkRow]) -> tuple[WorkRow, ...]:
    """The projects and services among the works under a programme or portfolio; programmes are left out."""
    return tuple(row for row in under if row.kind in ("project", "service"))


def _facts(file: WorkFile, held: Mapping[str, Authority]) -> Iterable[Fact]:
    work = file.work
    nobody = tr("Nobody yet")
    yield Fact(tr("Sponsor"), file.sponsor.display_name if file.sponsor else nobody)
    manager = tr("Owner") if isinstance(work, OngoingService) else tr("Manager")
    yield Fact(manager, file.manager.display_name if file.manager else nobody)
    if file.unit:
        yield Fact(tr("Unit"), file.unit.title.said(language()))
    if file.parent:
        yield Fact(tr("Part of"), file.parent.title.said(language()))
    state = tr(getattr(work, "state").label)  # noqa: B009 - each kind has its own states
    yield _governed(tr("State"), state, held, "state")
    if "phase" in held:
        yield _governed(tr("Phase"), phase_word(getattr(work, "phase", "")), held, "phase")
    if isinstance(work, OngoingService):
        if work.customers:
            yield Fact(tr("Customers"), work.customers)
        yield Fact(tr("Next review"), shown.day(work.next_review))
    if isinstance(work, (Project, Programme)):
        yield from _dates(file, work, held)


def _dates(file: WorkFile, work: Project | Programme, held: Mapping[str, Authority]) -> Iterable[Fact]:
    if isinstance(work, Project) and work.approach:
        yield Fact(tr("Approach"), tr(work.approach.label))
    planned = _span(work.start_planned, work.finish_planned)
    yield _governed(tr("Planned"), planned, held, "finish_planned")
    if isinstance(work, Project):
        start = work.start_actual or work.start_forecast
        slip = slip_of(work, file.plan.days if file.plan else None)
        limit = USUAL_TOLERANCE if work.tolerance_time is None else work.tolerance_time
        yield Fact(tr("Expected"), _span(start, work.finish_actual or work.finish_forecast))
        if slip is not None:
            tolerance = tr("{slip} wd, tolerance {n}", slip=shown.signed(slip), n=limit)
            yield Fact(tr("Finish against plan"), tolerance, slip_tone(slip, limit) or "text")


def _span(start: date | None, finish: date | None) -> str:
    return tr("{start} to {finish}", start=shown.day(start), finish=shown.day(finish))


def _money(file: WorkFile, held: Mapping[str, Authority]) -> Iterable[Fact]:
    work = file.work
    forecast: Money | None = getattr(work, "forecast_cost", None)
    actual: Money | None = getattr(work, "actual_cost", None)
    if work.budget:
        yield _governed(tr("Budget"), shown.money(work.budget), held, "budget")
    if forecast:
        yield Fact(tr("Forecast"), shown.money(forecast))
    share = cost_share(work.budget, forecast)
    if share is not None and work.budget and forecast:
        over = Money(forecast.minor - work.budget.minor, forecast.currency)
        limit = work.tolerance_cost if isinstance(work, Project) and work.tolerance_cost is not None else 500
        said = tr("{share} ({amount})", share=signed_share(share), amount=shown.money(over, in_millions=True))
        yield Fact(tr("Variance"), said, "neg" if share > limit else "text")
    if actual:
        yield Fact(tr("Actual to date"), shown.money(actual))
    if isinstance(work, Project) and work.benefit_value:
        yield Fact(tr("Benefits"), shown.money(work.benefit_value))


def _levels(file: WorkFile) -> tuple[LevelLine, ...]:
    work = file.work
    if not isinstance(work, OngoingService):
        return ()
    return tuple(
        LevelLine(
            level.measure,
            shown.NOTHING if level.actual is None else _measured(level.actual, level.unit),
            tr("at least {value}", value=_measured(level.target, level.unit))
            if level.higher_is_better
            else tr("at most {value}", value=_measured(level.target, level.unit)),
            met(level),
        )
        for level in work.levels
    )


def _measured(value: float, unit: str) -> str:
    decimals = next((n for n in range(3) if round(value, n) == value), 2)
    return f"{shown.number(value, decimals)}\u00a0{unit}" if unit else shown.number(value, decimals)


def _decisions(
    file: WorkFile, decisions: Iterable[Decision], changed: Collection[UUID]
) -> Iterable[DecisionLine]:
    """What was decided about the work, or changed it."""
    about = [d for d in decisions if file.work.id in d.works or d.id in changed]
    for found in sorted(about, key=lambda d: (d.made_on or date.min, d.ref), reverse=True):
        yield DecisionLine(found.ref, str(found.text), found.authority, found.made_on, tr(found.state.label))
