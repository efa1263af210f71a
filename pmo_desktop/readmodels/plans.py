"""A plan as people look at it: its chart, its working days, its critical path and how well it is kept."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from pmo_desktop.domain import schedulecalendar as sc
from pmo_desktop.domain.organisation import Calendar
from pmo_desktop.domain.plans import (
    Assignment,
    ItemKind,
    Plan,
    PlanCalendar,
    PlanItem,
    PlanLink,
    PlanResource,
)
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import planchart
from pmo_desktop.readmodels.gantt import GanttModel, closing
from pmo_desktop.readmodels.planrests import Rests, rests_of_plan

if TYPE_CHECKING:
    from pmo_desktop.readmodels.load import LoadSource
    from pmo_desktop.scheduling.from_plan import PlanNetwork

_LONGEST = 400
"""Days of one exception of a calendar that are read."""
_IN_TIME = (ItemKind.MILESTONE, ItemKind.EVENT)


@dc.dataclass(frozen=True)
class PlanFile:
    """The records of one plan. `responsible` are names by number of the line; `days` its working days."""

    plan: Plan
    items: tuple[PlanItem, ...] = ()
    responsible: Mapping[int, str] = dc.field(default_factory=dict)
    links: tuple[PlanLink, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    resources: tuple[PlanResource, ...] = ()
    days: WorkDays = WorkDays()  # noqa: RUF009 - frozen
    calendar_name: str = ""
    calendars: tuple[PlanCalendar, ...] = ()
    """Those that came with the plan."""
    office: Calendar | None = None
    """The calendar of the office that the plan keeps, and the one that it is derived from."""
    office_base: Calendar | None = None
    service: bool = False
    """Whether it is the rhythm of an ongoing service, which is never partly done."""

    @cached_property
    def by_id(self) -> Mapping[str, PlanItem]:
        """Lines by the text of their id, as the chart names them."""
        return {str(item.id): item for item in self.items}

    @cached_property
    def by_number(self) -> Mapping[int, PlanItem]:
        """Lines by their number, as links and parents name them."""
        return {item.number: item for item in self.items}

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where each line stands among `items`, by its number."""
        return {item.number: place for place, item in enumerate(self.items)}

    @cached_property
    def people(self) -> Mapping[int, str]:
        """Who is on each line, by its number: those who work on it, else who is responsible."""
        return dict(self.responsible) | planchart.people_on(self.assignments, self.resources)

    @cached_property
    def numbers_shown(self) -> Mapping[int, int]:
        """The number of an item by that of its line on screen, where inactive items do not show."""
        return {line: item.number for line, item in enumerate(planchart.in_order(self.items), 1)}

    @cached_property
    def lines_shown(self) -> Mapping[int, int]:
        """The line on screen by the number of its item."""
        return {number: line for line, number in self.numbers_shown.items()}

    @cached_property
    def links_by_id(self) -> Mapping[UUID, PlanLink]:
        """The links by id."""
        return {link.id: link for link in self.links}

    @cached_property
    def assignments_by_id(self) -> Mapping[UUID, Assignment]:
        """The assignments by id."""
        return {given.id: given for given in self.assignments}

    @cached_property
    def links_into(self) -> Mapping[int, tuple[PlanLink, ...]]:
        """The links by the number of the item that waits."""
        return _grouped(self.links, lambda link: link.to_no)

    @cached_property
    def links_out(self) -> Mapping[int, tuple[PlanLink, ...]]:
        """The links by the number of the item that is waited for."""
        return _grouped(self.links, lambda link: link.from_no)

    @cached_property
    def work_on(self) -> Mapping[int, tuple[Assignment, ...]]:
        """The assignments by the number of the item."""
        return _grouped(self.assignments, lambda given: given.item_no)

    @cached_property
    def resource_names(self) -> Mapping[int, str]:
        """Resources by number."""
        return {one.number: one.name or one.initials for one in self.resources}

    @cached_property
    def parents(self) -> frozenset[int]:
        """The numbers of lines that others lie under."""
        return frozenset(item.parent for item in self.items if item.parent is not None)

    @cached_property
    def network(self) -> PlanNetwork:
        """What the dates are worked out from; built once."""
        from pmo_desktop.scheduling.from_plan import Records, network_of_plan
        from pmo_desktop.scheduling.plan_calendars import calendars_of

        calendars, usual = calendars_of(self.plan, self.calendars, self.office, self.office_base)
        people = self.resources, self.assignments
        return network_of_plan(Records(self.plan, self.items, self.links, calendars, usual, *people))

    @cached_property
    def rests(self) -> Mapping[int, Rests]:
        """When lines in pieces rest, by their number."""
        return rests_of_plan(self)

    @property
    def per_day(self) -> int:
        """Minutes of a working day."""
        return self.plan.minutes_per_day or 480


T = TypeVar("T")


def _grouped(records: Iterable[T], key: Callable[[T], int]) -> dict[int, tuple[T, ...]]:
    found: dict[int, list[T]] = {}
    for one in records:
        found.setdefault(key(one), []).append(one)
    return {number: tuple(these) for number, these in found.items()}


def gantt_model(
    file: PlanFile,
    today: date,
    baseline: int = 0,
    tolerance: int | None = None,
    items: Sequence[PlanItem] | None = None,
    also: Sequence[int] = (),
) -> GanttModel:
    """The chart of a plan with who does what, its days off, and today's line; of `items` alone if given.

    `also` are the numbers of baselines that show besides `baseline`.
    """
    made = planchart.gantt_model(
        file.plan,
        file.items if items is None else items,
        file.links,
        people=file.people,
        as_at=as_at(today),
        baseline=baseline,
        also=also,
        lines=None if items is None else file.lines_shown,
        rests=file.rests,
    )
    off = frozenset(range(7)) - file.days.pattern
    load = partial(load_of, file)
    return dc.replace(made, days_off=off, holidays=file.days.free, tolerance=tolerance, load=load)


def as_at(today: date) -> datetime:
    """Where the line of a day stands in the chart: at its end of work."""
    return datetime.combine(today, closing(today).time())


def load_of(file: PlanFile) -> LoadSource | None:
    """Who works on what, for the load under a chart."""
    from pmo_desktop.readmodels.load_plan import load_source

    return load_source(file)


def work_days(calendar: Calendar | None) -> WorkDays:
    """The working days of an office calendar; Monday to Friday without one."""
    if calendar is None:
        return WorkDays()
    pattern = frozenset(n for n, times in enumerate(calendar.week.days) if times)
    return _days(pattern, ((e.first, e.last, bool(e.times)) for e in calendar.exceptions))


def file_days(calendars: Sequence[PlanCalendar], number: int | None = None) -> tuple[WorkDays, str]:
    """The working days of the calendar of a plan that came with it, else of the base one, and its name."""
    known = {c.number: c.times for c in calendars}
    bases = [c for c in known.values() if c.is_base]
    if number not in known and not bases:
        return WorkDays(), ""
    standard = next((c for c in bases if c.name.casefold() == "standard"), bases[0] if bases else None)
    first = known.get(number, standard) if number is not None else standard
    assert first is not None
    pattern = frozenset(n for n, hours in enumerate(sc.week_of(first.uid, known)) if hours)
    plain = ((e.first, e.last, bool(e.hours)) for e in first.exceptions if e.recurrence is None)
    return _days(pattern, plain), first.name


def _days(pattern: frozenset[int], exceptions: Iterable[tuple[date, date, bool]]) -> WorkDays:
    named: dict[date, bool] = {}
    for first, last, worked in exceptions:
        for n in range(min((last - first).days + 1, _LONGEST)):
            named[first + timedelta(days=n)] = worked
    return WorkDays.of(pattern, named) if pattern else WorkDays()


def calendar_words(file: PlanFile) -> str:
    """The calendar's name and how many days its week has, for the status bar."""
    days = len(file.days.pattern)
    name = file.calendar_name or tr("Monday to Friday")
    return tr("Calendar: {name}, {n} days", name=name, n=days)


def office_calendar_name(calendar: Calendar | None) -> str:
    """A calendar's name in the language in force."""
    return calendar.title.said(language()) if calendar else ""


# -- how the plan stands -----------------------------------------------------------------------------


def leaves(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Active lines of finite work: no summaries, no duties, no points in time."""
    out = (ItemKind.SUMMARY, ItemKind.DUTY, *_IN_TIME)
    return [i for i in items if i.active and i.item_kind not in out]


@dc.dataclass(frozen=True, slots=True)
class CriticalPath:
    """What is left of the longest chain: working days from today to its end, its open tasks, least float."""

    days: int
    tasks: int
    slack: int


def critical_path(
    items: Sequence[PlanItem], today: date, days: WorkDays, per_day: int
) -> CriticalPath | None:
    """The rest of the critical path; None when nothing critical is left to do."""
    left = [i for i in items if i.active and i.critical and i.percent < 10_000 and i.finish]
    left = [i for i in left if i.item_kind is not ItemKind.SUMMARY]
    if not left:
        return None
    end = max(i.finish.date() for i in left if i.finish)
    begin = max(min((i.start.date() for i in left if i.start), default=today), today)
    tasks = sum(i.item_kind not in _IN_TIME for i in left)
    slack = min((i.total_slack or 0 for i in left), default=0)
    length = days.working_days_between(begin, end) + days.works_on(begin)
    return CriticalPath(max(length, 0), tasks, round(slack / per_day))


@dc.dataclass(frozen=True, slots=True)
class ScheduleIndex:
    """Work done against work that the baseline wanted done by a day, both as shares of all work (0 to 1).

    `value` is earned over planned (SPI of earned value, with duration as the weight).
    """

    earned: float
    planned: float

    @property
    def value(self) -> float:
        """Earned over planned; above 1 is ahead."""
        return self.earned / self.planned


def schedule_index(items: Iterable[PlanItem], on: date, days: WorkDays) -> ScheduleIndex | None:
    """How the plan is kept on a day; None without a baseline or before anything was due."""
    weighed = [
        (i, i.duration) for i in leaves(items) if i.baseline_start and i.baseline_finish and i.duration
    ]
    whole = sum(w for _, w in weighed)
    if not whole:
        return None
    earned = sum(i.percent / 10_000 * w for i, w in weighed) / whole
    planned = sum(_due(i, on, days) * w for i, w in weighed) / whole
    return ScheduleIndex(earned, planned) if planned > 0 else None


def _due(item: PlanItem, on: date, days: WorkDays) -> float:
    """The share of a line that its baseline wanted done at the end of a day."""
    assert item.baseline_start
    assert item.baseline_finish
    first, last = item.baseline_start.date(), item.baseline_finish.date()
    if on >= last:
        return 1.0
    if on < first:
        return 0.0
    whole = days.working_days_between(first, last) + 1
    return min((days.working_days_between(first, on) + 1) / whole, 1.0)


def finish_of(items: Iterable[PlanItem]) -> date | None:
    """The day on which the last line ends."""
    last = max((i.finish for i in items if i.finish and i.active), default=None)
    return None if last is None else last.date()


@dc.dataclass(frozen=True, slots=True)
class NextDate:
    """A milestone, gate or duty that comes next: its name, its gate code, its day and its slip.

    `slip` counts working days against the baseline, later is positive; None without a baseline.
    """

    name: str
    gate: str
    on: date
    slip: int | None
    critical: bool


def next_dates(items: Iterable[PlanItem], days: WorkDays, most: int = 5) -> tuple[NextDate, ...]:
    """Milestones and gates not reached yet (duties of a service too), the earliest first."""
    kinds = (ItemKind.MILESTONE, ItemKind.DUTY, ItemKind.EVENT)
    open_ = [i for i in items if i.active and i.percent < 10_000 and (i.gate or i.item_kind in kinds)]
    dated = sorted((i.finish or i.start, i.position, i) for i in open_ if i.finish or i.start)
    found = []
    for at, _, item in dated[:most]:
        base = item.baseline_finish or item.baseline_start
        slip = days.working_days_between(base.date(), at.date()) if base and at else None
        if at:
            found.append(NextDate(item.name, item.gate, at.date(), slip, item.critical))
    return tuple(found)


def next_gate(items: Iterable[PlanItem]) -> PlanItem | None:
    """The first gate that was not passed yet."""
    gates = [i for i in items if i.active and i.gate and i.percent < 10_000 and i.finish]
    return min(gates, key=lambda i: (i.finish, i.position), default=None)
