"""A plan of our own records as a network: a thin conversion, of inputs alone.

Rows stand in the order of the items' lines. An item scheduled by hand, an event and a duty keep their own
start and finish; of all others those are not looked at.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import datetime, time

import numpy as np

from pmo_desktop.domain.plans import (
    Assignment,
    ItemKind,
    LagKind,
    Plan,
    PlanCalendar,
    PlanItem,
    PlanLink,
    PlanResource,
    ResourceKind,
)
from pmo_desktop.domain.schedulecalendar import Calendar
from pmo_desktop.scheduling import columns as col
from pmo_desktop.scheduling.network import (
    Assignments,
    Constraint,
    Kind,
    Lag,
    Links,
    LinkType,
    Network,
    Project,
    Resources,
    Tasks,
)
from pmo_desktop.scheduling.ticks import MINUTE, tick

_OWN = -2
"""The number under which the organisation's calendar is looked up; numbers of a plan are never negative."""


@dc.dataclass(frozen=True, slots=True)
class PlanRecords:
    """A plan and all that belongs to it."""

    plan: Plan
    items: Sequence[PlanItem]
    links: Sequence[PlanLink] = ()
    calendars: Sequence[PlanCalendar] = ()
    resources: Sequence[PlanResource] = ()
    assignments: Sequence[Assignment] = ()
    own: Calendar | None = None
    """The working time of the organisation's calendar that `Plan.calendar` names."""


def network_of_plan(records: PlanRecords) -> Network:
    """The network of a plan. Links and assignments that lead to no item are left out."""
    items = sorted(records.items, key=lambda one: (one.position, one.number))
    rows = {one.number: row for row, one in enumerate(items)}
    book = _book(records)
    project = _project(records.plan, items, book)
    tasks = _tasks(items, rows, book)
    resources = _resources(records.resources, book)
    seats = {one.number: row for row, one in enumerate(records.resources)}
    return Network(
        tasks=tasks,
        links=_links(records.links, rows),
        calendars=book.patterns,
        projects=(project,),
        resources=resources,
        assignments=_assignments(records.assignments, rows, seats),
    )


def _book(records: PlanRecords) -> col.PatternBook:
    """The calendars: the plan's own, and the organisation's."""
    times = {one.number: dc.replace(one.times, uid=one.number) for one in records.calendars}
    if records.own is not None:
        times[_OWN] = dc.replace(records.own, uid=_OWN)
    usual = records.plan.calendar_number
    return col.PatternBook(times, usual if usual in times else _OWN)


def _project(plan: Plan, items: Sequence[PlanItem], book: col.PatternBook) -> Project:
    """The settings. A plan that does not say when it begins does so with its first item."""
    begins = plan.begins or plan.file_start or min(_stated(items), default=datetime(2000, 1, 3, 8))
    status = None if plan.status_date is None else datetime.combine(plan.status_date, time(17))
    return Project(
        name=plan.title,
        start=tick(begins),
        finish=tick(plan.ends),
        from_start=not (plan.from_finish and plan.ends),
        calendar=book.place(book.usual),
        status=tick(status),
        critical_limit=plan.critical_limit * MINUTE,
        near_limit=5 * plan.minutes_per_day * MINUTE,
        honour_constraints=plan.honour_constraints,
        minutes_per_day=plan.minutes_per_day,
    )


def _stated(items: Sequence[PlanItem]) -> list[datetime]:
    """The starts that are known."""
    return [one.start for one in items if one.start is not None]


def _tasks(items: Sequence[PlanItem], rows: dict[int, int], book: col.PatternBook) -> Tasks:
    """The items as columns."""
    pauses = [(row, pause) for row, one in enumerate(items) for pause in one.pauses]
    kept = [one.manual or one.external or one.item_kind in (ItemKind.EVENT, ItemKind.DUTY) for one in items]
    dated = list(zip(items, kept, strict=True))
    return Tasks(
        uid=col.uids(one.number for one in items),
        name=tuple(one.name for one in items),
        kind=col.small(Kind[one.item_kind.name] for one in items),
        parent=col.index(-1 if one.parent is None else rows.get(one.parent, -1) for one in items),
        project=np.zeros(len(items), np.int32),
        duration=col.lengths(one.duration for one in items),
        elapsed=col.flags(one.elapsed for one in items),
        calendar=col.index(book.own(one.calendar_number) for one in items),
        constraint=col.small(Constraint[one.constraint.name] for one in items),
        constraint_date=col.instants([one.constraint_date for one in items]),
        deadline=col.instants([one.deadline for one in items]),
        manual=col.flags(one.manual for one in items),
        manual_start=col.instants([one.start if stays else None for one, stays in dated]),
        manual_finish=col.instants([one.finish if stays else None for one, stays in dated]),
        placeholder=np.zeros(len(items), np.bool_),
        active=col.flags(one.active for one in items),
        external=col.flags(one.external for one in items),
        priority=col.index(one.priority for one in items),
        percent=col.numbers(one.percent / 100 for one in items),
        actual_start=col.instants([one.actual_start for one in items]),
        actual_finish=col.instants([one.actual_finish for one in items]),
        remaining=col.lengths(_remaining(one) for one in items),
        resume=col.instants([one.resume for one in items]),
        levelling_delay=col.lengths(one.levelling_delay for one in items),
        levelling_elapsed=col.flags(one.levelling_elapsed for one in items),
        by_duration=col.flags(one.fixed_duration for one in items),
        ignore_resource_calendars=col.flags(one.ignore_resource_calendars for one in items),
        pause_task=col.index(row for row, _ in pauses),
        pause_after=col.lengths(pause.after for _, pause in pauses),
        pause_length=col.lengths(pause.length for _, pause in pauses),
        baseline_start=col.instants([one.baseline_start for one in items]),
        baseline_finish=col.instants([one.baseline_finish for one in items]),
        baseline_duration=col.lengths(_promised(one) for one in items),
    )


def _remaining(item: PlanItem) -> float:
    """The duration left, worked out from the percentage where nobody said."""
    return item.duration * (10_000 - item.percent) / 10_000 if item.remaining is None else item.remaining


def _promised(item: PlanItem) -> int | None:
    """The duration in the first baseline."""
    return next((one.duration for one in item.baselines if one.number == 0), None)


def _links(links: Sequence[PlanLink], rows: dict[int, int]) -> Links:
    """The dependencies."""
    kept = [one for one in links if one.from_no in rows and one.to_no in rows]
    percent = [one.lag_kind is LagKind.PERCENT for one in kept]
    return Links(
        source=col.index(rows[one.from_no] for one in kept),
        target=col.index(rows[one.to_no] for one in kept),
        type=col.small(LinkType[one.link_kind.name] for one in kept),
        lag=col.uids(one.lag * (1 if share else MINUTE) for one, share in zip(kept, percent, strict=True)),
        lag_kind=col.small(Lag[one.lag_kind.name] for one in kept),
    )


def _resources(resources: Sequence[PlanResource], book: col.PatternBook) -> Resources:
    """The resources."""
    return Resources(
        uid=col.uids(one.number for one in resources),
        name=tuple(one.name for one in resources),
        calendar=col.index(book.own(one.calendar_number) for one in resources),
        max_units=col.numbers(1.0 if one.max_units is None else one.max_units / 10_000 for one in resources),
        labour=col.flags(one.resource_kind is ResourceKind.WORK for one in resources),
    )


def _assignments(made: Sequence[Assignment], rows: dict[int, int], seats: dict[int, int]) -> Assignments:
    """The assignments of a known resource to a known item."""
    kept = [
        (rows[a.item_no], seats[a.resource_no], a)
        for a in made
        if a.item_no in rows and a.resource_no in seats
    ]
    return Assignments(
        task=col.index(row for row, _, _ in kept),
        resource=col.index(seat for _, seat, _ in kept),
        units=col.numbers(1.0 if one.units is None else one.units / 10_000 for _, _, one in kept),
        work=col.stated(one.work_minutes for _, _, one in kept),
        actual_work=col.lengths(one.actual_minutes for _, _, one in kept),
        remaining_work=col.stated(one.remaining_minutes for _, _, one in kept),
        delay=col.lengths(one.delay_minutes for _, _, one in kept),
    )
