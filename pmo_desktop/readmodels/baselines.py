"""Baselines of a plan beside one another: what each line slipped by, and how the milestones drifted."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from pmo_desktop.domain.plans import BaselineName, ItemKind, Plan, PlanItem
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.charts import Trend, Trends

_MOST_LINES = 7
"""Lines of the milestone trend: the finish and six milestones."""


@dc.dataclass(frozen=True, slots=True)
class BaselineHead:
    """One baseline: its number (0 is the first), name, when and why it was taken, and when it has the end."""

    number: int
    name: str
    taken: date | None
    reason: str
    finish: date | None
    slip: int | None
    """Working days that the plan ends later than this baseline; negative is earlier."""
    lines: int
    """Lines of the plan that have dates in it."""

    @property
    def id(self) -> int:
        """Its number."""
        return self.number


@dc.dataclass(frozen=True, slots=True)
class BaselineRow:
    """A line of the plan, its finish now, and per baseline its finish there and its slip in working days."""

    id: UUID
    wbs: str
    name: str
    level: int
    summary: bool
    finish: date | None
    finishes: tuple[date | None, ...]
    slips: tuple[int | None, ...]


@dc.dataclass(frozen=True, slots=True)
class BaselineComparison:
    """All baselines of a plan, the first one first, and the lines of the plan against each."""

    heads: tuple[BaselineHead, ...]
    rows: tuple[BaselineRow, ...]
    finish: date | None
    trends: Trends
    undated: tuple[str, ...] = ()
    """Baselines left out of the trend because nobody knows when they were taken."""


def default_name(number: int) -> str:
    """What a baseline is called that nobody named: the first is number 1 to people."""
    return tr("Baseline {n}", n=number + 1)


def name_of(plan: Plan, number: int) -> BaselineName:
    """The name of a baseline, with the default where it has none."""
    found = next((one for one in plan.baseline_names if one.number == number), BaselineName(number))
    return found if found.name else dc.replace(found, name=default_name(number))


def baseline_numbers(items: Iterable[PlanItem]) -> tuple[int, ...]:
    """The baselines that a plan has, 0 first."""
    found: set[int] = set()
    for item in items:
        if item.baseline_start or item.baseline_finish:
            found.add(0)
        found.update(b.number for b in item.baselines)
    return tuple(sorted(found))


def start_in(item: PlanItem, number: int) -> datetime | None:
    """When a line begins in a baseline."""
    if number == 0:
        return item.baseline_start
    return next((b.start for b in item.baselines if b.number == number), None)


def finish_in(item: PlanItem, number: int) -> datetime | None:
    """When a line ends in a baseline; its start where it has no finish there."""
    if number == 0:
        return item.baseline_finish or item.baseline_start
    kept = next((b for b in item.baselines if b.number == number), None)
    return None if kept is None else kept.finish or kept.start


def compared(
    plan: Plan,
    items: Sequence[PlanItem],
    days: WorkDays,
    today: date,
    reports: Sequence[StatusReport] = (),
) -> BaselineComparison:
    """The baselines of a plan beside its lines as they are now."""
    live = [item for item in items if item.active]
    numbers = baseline_numbers(live)
    finish = max((i.finish.date() for i in live if i.finish), default=None)
    heads = tuple(_head(plan, live, number, finish, days) for number in numbers)
    undated = tuple(head.name for head in heads if head.taken is None)
    trends = _trends(live, heads, finish, plan.status_date or today, reports)
    return BaselineComparison(heads, _rows(live, numbers, days), finish, trends, undated)


def _head(
    plan: Plan, items: Sequence[PlanItem], number: int, finish: date | None, days: WorkDays
) -> BaselineHead:
    named = name_of(plan, number)
    ends = [at.date() for item in items if (at := finish_in(item, number))]
    last = max(ends, default=None)
    slip = days.working_days_between(last, finish) if last and finish else None
    return BaselineHead(number, named.name, named.taken, named.reason, last, slip, len(ends))


def _rows(items: Sequence[PlanItem], numbers: Sequence[int], days: WorkDays) -> tuple[BaselineRow, ...]:
    above = {item.parent for item in items}
    levels: dict[int, int] = {}
    found = []
    for item in items:
        level = levels.get(item.parent, -1) + 1 if item.parent is not None else 0
        levels[item.number] = level
        now = item.finish.date() if item.finish else None
        ends = tuple(at.date() if (at := finish_in(item, n)) else None for n in numbers)
        slips = tuple(days.working_days_between(was, now) if was and now else None for was in ends)
        summary = item.number in above
        found.append(BaselineRow(item.id, item.wbs, item.name, level, summary, now, ends, slips))
    return tuple(found)


# -- trend -------------------------------------------------------------------------------------------


def _trends(
    items: Sequence[PlanItem],
    heads: Sequence[BaselineHead],
    finish: date | None,
    status: date,
    reports: Sequence[StatusReport],
) -> Trends:
    """Forecast dates over the days on which they were said: upwards is later, level is kept."""
    from pmo_desktop.readmodels import shown

    dated = sorted((h for h in heads if h.taken and h.taken <= status), key=lambda h: (h.taken, h.number))
    lines = [_finish_line(dated, finish, status, reports)]
    for item in sorted(_milestones(items), key=_by_date):
        points = [(h.taken, at.date()) for h in dated if h.taken and (at := finish_in(item, h.number))]
        if item.finish:
            points.append((status, item.finish.date()))
        lines.append(_line("forecast", item.gate or item.name, points))
    kept = [line for line in lines if len(line.points) > 1][:_MOST_LINES]
    return Trends(tuple(kept), dates=True, said=lambda value: shown.day(date.fromordinal(round(value))))


def _finish_line(
    dated: Sequence[BaselineHead], finish: date | None, status: date, reports: Sequence[StatusReport]
) -> Trend:
    """The finish of the whole plan: in baselines, in status reports, now."""
    points = [(h.taken, h.finish) for h in dated if h.taken and h.finish]
    points += [(r.status_date, r.forecast_finish) for r in reports if r.forecast_finish]
    if finish:
        points.append((status, finish))
    return _line("actual", tr("Finish"), points)


def _line(kind: str, label: str, points: Sequence[tuple[date, date]]) -> Trend:
    """A line in order of time; of several dates said on one day the last one counts."""
    by_day = dict(sorted(points, key=lambda point: point[0]))
    return Trend(kind, label, tuple((day, float(on.toordinal())) for day, on in by_day.items()))


def _milestones(items: Sequence[PlanItem]) -> list[PlanItem]:
    """Gates, then milestones, as many as the chart has room for."""
    points = [i for i in items if i.gate or i.item_kind is ItemKind.MILESTONE]
    return sorted(points, key=lambda i: (not i.gate, i.position))[: _MOST_LINES - 1]


def _by_date(item: PlanItem) -> tuple[bool, str, int]:
    """Milestones by their dates, those without a date last."""
    return item.finish is None, item.finish.isoformat() if item.finish else "", item.position
