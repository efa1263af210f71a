"""The five key figures in the head of a work, each with what it is measured against."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date

from pmo_desktop.domain.values import Money
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.domain.works import OngoingService, Programme, Project, ServiceLevel, Work
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.plans import critical_path, next_dates, next_gate, schedule_index
from pmo_desktop.readmodels.project import WorkFile, finish
from pmo_desktop.readmodels.register import WorkRow, rating_counts, sums
from pmo_desktop.readmodels.slips import slip_tone

_GREEN_COST = 500
_GREEN_INDEX = 0.95


@dc.dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: label, value, one line that says against what, and the tone of that line."""

    label: str
    value: str
    note: str = ""
    tone: str = "text2"


def figures(file: WorkFile, today: date, parts: Sequence[WorkRow] = ()) -> tuple[Figure, ...]:
    """Five figures for a work of any kind; `parts` are the works of a programme or portfolio."""
    work = file.work
    if isinstance(work, Project):
        return (_finish(file), _cost(work), _critical(file, today), _index(file, today), _gate(file, today))
    if isinstance(work, OngoingService):
        return (_levels(work), _cost(work), _duty(file, today), _review(work, today), _reported(file, today))
    return _of_group(file, today, parts)


def slip_of(work: Work, days: WorkDays | None = None) -> int | None:
    """Working days from the planned finish to the expected one; later is positive."""
    if not isinstance(work, (Project, Programme)) or work.finish_planned is None:
        return None
    expected = work.finish_forecast
    if isinstance(work, Project):
        expected = work.finish_actual or expected
    return (days or WorkDays()).working_days_between(work.finish_planned, expected) if expected else None


def cost_share(budget: Money | None, forecast: Money | None) -> int | None:
    """Forecast against budget in hundredths of a per cent; None without both in one currency."""
    if budget is None or forecast is None or budget.currency != forecast.currency or budget.minor <= 0:
        return None
    return round((forecast.minor - budget.minor) * 10_000 / budget.minor)


def signed_share(points: int | None) -> str:
    """A change in per cent with one decimal and its sign."""
    if points is None:
        return shown.NOTHING
    return ("+" if points >= 5 else "") + shown.percent(points, 1)


def slip_words(slip: int | None) -> str:
    """A slip against the baseline: "+18 wd to baseline"."""
    if slip is None:
        return tr("no baseline to compare")
    if slip == 0:
        return tr("as in the baseline")
    return tr("{slip} wd to baseline", slip=shown.signed(slip))


def _days(file: WorkFile) -> WorkDays:
    return file.plan.days if file.plan else WorkDays()


def _finish(file: WorkFile) -> Figure:
    work = file.work
    assert isinstance(work, Project)
    slip = slip_of(work, _days(file))
    label = tr("Finished") if work.finish_actual else tr("Finish forecast")
    note = slip_words(slip)
    if slip and work.tolerance_time is not None:
        note = tr("{slip} wd, tolerance {n}", slip=shown.signed(slip), n=work.tolerance_time)
    tone = slip_tone(slip, work.tolerance_time) or "text2"
    return Figure(label, shown.day(finish(work)), note, tone)


def _cost(work: Project | OngoingService) -> Figure:
    share = cost_share(work.budget, work.forecast_cost)
    limit = _GREEN_COST
    if isinstance(work, Project) and work.tolerance_cost is not None:
        limit = work.tolerance_cost
    money = shown.money(work.forecast_cost or work.budget, in_millions=True)
    label = tr("Forecast cost") if isinstance(work, Project) else tr("Cost this year")
    if share is None:
        return Figure(
            label, money, tr("no budget to compare") if work.budget is None else tr("as in the budget")
        )
    note = tr("{share}, tolerance {limit}", share=signed_share(share), limit=shown.percent(limit))
    return Figure(label, money, note, "neg" if share > limit else "text2")


def _critical(file: WorkFile, today: date) -> Figure:
    label = tr("Critical path")
    if file.plan is None:
        return Figure(label, shown.NOTHING, tr("no plan yet"))
    found = critical_path(file.items, today, file.plan.days, file.plan.per_day)
    if found is None:
        return Figure(label, shown.NOTHING, tr("nothing critical left"))
    tasks = trn("{n} task", "{n} tasks", found.tasks)
    note = tr("{tasks}, float {slack}", tasks=tasks, slack=shown.number(found.slack))
    return Figure(label, tr("{n}\u00a0wd", n=shown.number(found.days)), note)


def _index(file: WorkFile, today: date) -> Figure:
    label = tr("Schedule index")
    on = file.plan.plan.status_date or today if file.plan else today
    found = schedule_index(file.items, on, _days(file))
    if found is None:
        return Figure(label, shown.NOTHING, tr("no baseline to compare"))
    note = tr("{done} done, {due} due", done=_share(found.earned), due=_share(found.planned))
    return Figure(label, shown.number(found.value, 2), note, "neg" if found.value < _GREEN_INDEX else "text2")


def _share(part: float) -> str:
    return shown.percent(round(part * 10_000))


def _coming(on: date, today: date) -> str:
    """A day to come; the year is said only where it is another one."""
    return shown.day_month(on) if on.year == today.year else shown.day(on)


def _gate(file: WorkFile, today: date) -> Figure:
    gate, label = next_gate(file.items), tr("Next gate")
    if gate is None or gate.finish is None:
        return Figure(label, shown.NOTHING, tr("no gate ahead"))
    on = gate.finish.date()
    value = tr("{gate}, {day}", gate=gate.gate, day=_coming(on, today))
    late = on < today
    return Figure(label, value, gate.name, "neg" if late else "text2")


def met(level: ServiceLevel) -> bool | None:
    """Whether a promise is kept; None before it was measured."""
    if level.actual is None:
        return None
    return level.actual >= level.target if level.higher_is_better else level.actual <= level.target


def _levels(work: OngoingService) -> Figure:
    label = tr("Service levels")
    if not work.levels:
        return Figure(label, shown.NOTHING, tr("none agreed yet"))
    kept = sum(met(level) is True for level in work.levels)
    missed = [level.measure for level in work.levels if met(level) is False]
    value = tr("{kept} of {all} met", kept=kept, all=len(work.levels))
    return Figure(label, value, missed[0] if missed else tr("all on target"), "neg" if missed else "text2")


def _duty(file: WorkFile, today: date) -> Figure:
    label, coming = tr("Next duty"), next_dates(file.items, _days(file), 1)
    if not coming:
        return Figure(label, shown.NOTHING, tr("no duties planned"))
    late = coming[0].on < today
    return Figure(label, _coming(coming[0].on, today), coming[0].name, "neg" if late else "text2")


def _review(work: OngoingService, today: date) -> Figure:
    every = trn("every {n} month", "every {n} months", work.review_months)
    late = work.next_review is not None and work.next_review < today
    return Figure(tr("Next review"), shown.day(work.next_review), every, "neg" if late else "text2")


def _reported(file: WorkFile, today: date) -> Figure:
    report = file.report
    if report is None:
        return Figure(tr("Last report"), shown.NOTHING, tr("none yet"))
    age = (today - report.status_date).days
    note = trn("{n} day ago", "{n} days ago", age)
    return Figure(tr("Last report"), shown.day(report.status_date), note, "warn" if age > 14 else "text2")


def _of_group(file: WorkFile, today: date, parts: Sequence[WorkRow]) -> tuple[Figure, ...]:
    found, red = sums(parts), dict(rating_counts(parts, today)).get("red", 0)
    forecast, budget = Money(found.forecast, found.currency), Money(found.budget, found.currency)
    known = bool(found.currency)
    over = "neg" if found.share is not None and found.share > _GREEN_COST else "text2"
    amount = shown.millions(budget)
    against = tr("{share}, budget {amount}\u00a0m", share=signed_share(found.share), amount=amount)
    late = sum(p.over_time for p in parts if p.running)
    return (
        Figure(tr("Works"), str(len(parts)), trn("{n} red", "{n} red", red), "neg" if red else "text2"),
        Figure(
            tr("Forecast cost"),
            shown.money(forecast, in_millions=True) if known else shown.NOTHING,
            against if known else tr("no budgets yet"),
            over,
        ),
        Figure(
            tr("Mean slip"),
            shown.NOTHING if found.slip is None else tr("{slip}\u00a0wd", slip=shown.signed(found.slip)),
            trn("{n} beyond tolerance", "{n} beyond tolerance", late),
            "neg" if late else "text2",
        ),
        _last_finish(file.work, parts),
        _first_gate(parts, today),
    )


def _last_finish(work: Work, parts: Sequence[WorkRow]) -> Figure:
    """The forecast of a programme for itself, else the last of its works, else its own plan."""
    ends = [(p.finish, p.ref, p) for p in parts if p.finish]
    forecast = isinstance(work, Programme) and work.finish_forecast is not None
    if ends and not forecast:
        on, _, last = max(ends, key=lambda end: end[:2])
        return Figure(tr("Last finish"), shown.day(on), last.title.said(language()))
    label, slip = tr("Finish forecast") if forecast else tr("Last finish"), slip_of(work)
    return Figure(label, shown.day(finish(work)), "" if slip is None else slip_words(slip))


def _first_gate(parts: Sequence[WorkRow], today: date) -> Figure:
    ahead = [p for p in parts if p.gate_date and p.running]
    if not ahead:
        return Figure(tr("Next gate"), shown.NOTHING, tr("no gate ahead"))
    first = min(ahead, key=lambda p: (p.gate_date or date.max, p.ref))
    on = first.gate_date or today
    said = tr("{gate}, {day}", gate=first.gate, day=_coming(on, today))
    return Figure(tr("Next gate"), said, first.title.said(language()))
