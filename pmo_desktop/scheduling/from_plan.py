"""A stored plan as a network: its records in, arrays out, and back from rows to items.

Inputs alone, as in `from_file`: what an item's start, finish and float were counts only of items by hand,
of events and duties, and of stand-ins from other plans. A network that was built once takes other values
of some items without being built again, as long as they keep their place, kind and pauses.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pmo_desktop.domain import schedulecalendar as sc
from pmo_desktop.domain.plans import (
    Assignment,
    ConstraintKind,
    ItemKind,
    LagKind,
    Plan,
    PlanItem,
    PlanLink,
    PlanResource,
    ResourceKind,
)
from pmo_desktop.domain.schedulefile import FileProject
from pmo_desktop.domain.schedulewords import LinkType as FileLink
from pmo_desktop.scheduling import columns as col
from pmo_desktop.scheduling.blank import no_assignments, no_resources, tasks_of
from pmo_desktop.scheduling.from_p6 import links_that_hold, p6_projects, p6_values, with_p6
from pmo_desktop.scheduling.kept_p6 import links_hang_on, projects_of, tasks_of_items
from pmo_desktop.scheduling.network import (
    Assignments,
    Flags,
    Index,
    Kind,
    Lag,
    Links,
    LinkType,
    Network,
    Project,
    Resources,
)
from pmo_desktop.scheduling.ticks import Ticks, from_minutes, tick

_KINDS = {
    ItemKind.TASK: Kind.TASK,
    ItemKind.EVENT: Kind.EVENT,
    ItemKind.DUTY: Kind.DUTY,
    ItemKind.SUMMARY: Kind.SUMMARY,
    ItemKind.MILESTONE: Kind.MILESTONE,
    ItemKind.LOE: Kind.LOE,
}
_CODES = {kind: code for code, kind in enumerate(
    (ConstraintKind.ASAP, ConstraintKind.ALAP, ConstraintKind.MSO, ConstraintKind.MFO,
     ConstraintKind.SNET, ConstraintKind.SNLT, ConstraintKind.FNET, ConstraintKind.FNLT)
)}  # fmt: skip
_LAGS = {LagKind.WORKING: Lag.WORKING, LagKind.ELAPSED: Lag.ELAPSED, LagKind.PERCENT: Lag.PERCENT}
_BY_DECISION = (ItemKind.EVENT, ItemKind.DUTY)
_SHAPING = ("parent", "item_kind", "active", "pauses", "position", "calendar_number")
_CLOSES = time(17)
UNKNOWN = -(2**62)
"""Stands for a length that an item does not have."""
_WHOLE = 10_000
"""Hundredths of a per cent."""


@dc.dataclass(frozen=True)
class Records:
    """The records of one plan; `calendars` by number, those of the office under OFFICE."""

    plan: Plan
    items: Sequence[PlanItem]
    links: Sequence[PlanLink] = ()
    calendars: Mapping[int, sc.Calendar] = dc.field(default_factory=dict)
    usual: int | None = None
    """The number of the plan's own calendar; None is Monday to Friday."""
    resources: Sequence[PlanResource] = ()
    assignments: Sequence[Assignment] = ()


@dc.dataclass(frozen=True)
class PlanNetwork:
    """The network of a plan, and whose row each item is."""

    network: Network
    items: tuple[PlanItem, ...]
    """By row."""
    links: tuple[PlanLink, ...]
    """In the order of the network's links."""
    book: col.PatternBook = dc.field(compare=False)
    projects: tuple[FileProject, ...] = ()
    """Those of the Primavera file that the plan came from: its rules hold then."""

    @cached_property
    def rows(self) -> Mapping[int, int]:
        """The row of each item by its number."""
        return {item.number: row for row, item in enumerate(self.items)}

    @cached_property
    def stored(self) -> Stored:
        """What the items have of what is worked out, by row."""
        return stored_of(self.items)

    def takes(self, changed: Iterable[PlanItem]) -> bool:
        """Whether other values of these items leave the shape of the network as it is."""
        for item in changed:
            row = self.rows.get(item.number)
            if row is None or any(getattr(self.items[row], n) != getattr(item, n) for n in _SHAPING):
                return False
            if self.projects and links_hang_on(self.items[row]) != links_hang_on(item):
                return False
        return True

    def with_items(self, changed: Sequence[PlanItem]) -> Network:
        """The network with other values of some items, for which `takes` holds; its shape is kept."""
        rows = self._places(changed)
        tasks = self.network.tasks
        new: dict[str, Any] = {}
        values_of = _values(changed, self.book)
        if self.projects:
            values_of |= p6_values(tasks_of_items(changed), self.projects)
        for name, values in values_of.items():
            column = getattr(tasks, name)
            if not np.array_equal(column[rows], values):
                new[name] = column.copy()
                new[name][rows] = values
        return self.network.with_tasks(**new) if new else self.network

    def updated(self, changed: Sequence[PlanItem]) -> PlanNetwork:
        """The same with other values of some items, for which `takes` holds; nothing else is built anew."""
        items = list(self.items)
        for item in changed:
            items[self.rows[item.number]] = item
        made = dc.replace(self, network=self.with_items(changed), items=tuple(items))
        columns = [column.copy() for column in self.stored]
        for column, values in zip(columns, stored_of(changed), strict=True):
            column[self._places(changed)] = values
        made.__dict__.update(rows=self.rows, stored=Stored._make(columns))
        return made

    def _places(self, items: Sequence[PlanItem]) -> npt.NDArray[np.int64]:
        return np.array([self.rows[item.number] for item in items], np.int64)


class Stored(NamedTuple):
    """What items have of what is worked out: instants in ticks, lengths in minutes, UNKNOWN for none."""

    start: Ticks
    finish: Ticks
    duration: npt.NDArray[np.int64]
    total: npt.NDArray[np.int64]
    free: npt.NDArray[np.int64]
    critical: Flags


def stored_of(items: Sequence[PlanItem]) -> Stored:
    """What items have of what is worked out."""
    return Stored(
        col.instants([item.start for item in items]),
        col.instants([item.finish for item in items]),
        col.uids(item.duration for item in items),
        col.uids(UNKNOWN if item.total_slack is None else item.total_slack for item in items),
        col.uids(UNKNOWN if item.free_slack is None else item.free_slack for item in items),
        col.flags(item.critical for item in items),
    )


def network_of_plan(records: Records) -> PlanNetwork:
    """The network of a plan. Links to items that are not there are left out."""
    items = outline(records.items)
    rows = {item.number: row for row, item in enumerate(items)}
    book = col.PatternBook(records.calendars, records.usual)
    settings: tuple[Project, ...] = (_project(records, items, book),)
    links = tuple(one for one in records.links if one.from_no in rows and one.to_no in rows)
    above = {item.parent for item in items}
    kind = col.small(Kind.SUMMARY if item.number in above else _KINDS[item.item_kind] for item in items)
    pauses = [(row, p.after, p.length) for row, item in enumerate(items) for p in item.pauses if p.length > 0]
    tasks = tasks_of(
        len(items),
        [item.name for item in items],
        uid=col.uids(item.number for item in items),
        kind=kind,
        parent=_parents(items, rows),
        pause_task=[row for row, _, _ in pauses],
        pause_after=[from_minutes(after) for _, after, _ in pauses],
        pause_length=[from_minutes(length) for _, _, length in pauses],
        **_values(items, book),
    )
    projects = projects_of(records.plan)
    if projects:
        asked = tasks_of_items(items)
        settings = p6_projects(projects, settings[0], book)
        tasks = with_p6(tasks, asked, projects)
        holds = links_that_hold(projects, asked)
        links = tuple(one for one in links if holds(one.from_no, one.to_no, FileLink[one.link_kind.name]))
    resources, assignments = _people(records, rows, book)
    network = Network(tasks, _links(links, rows), book.patterns, settings, resources, assignments)
    return PlanNetwork(network, tuple(items), links, book, projects)


def outline(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Items as they read: by position, each summary above what lies under it.

    An item under one that is not there, or under itself, stands at the top.
    """
    ordered = sorted(items, key=lambda item: (item.position, item.number))
    known = {item.number: item for item in ordered}
    below: dict[int | None, list[PlanItem]] = {}
    for item in ordered:
        below.setdefault(item.parent if item.parent in known else None, []).append(item)
    found: list[PlanItem] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        item = waiting.pop()
        found.append(item)
        waiting += reversed(below.pop(item.number, []))
    seen = {item.number for item in found}
    return found + [item for item in ordered if item.number not in seen]


def _parents(items: Sequence[PlanItem], rows: Mapping[int, int]) -> Index:
    """The row above each; a parent that does not stand above its item counts as none."""
    found = (-1 if item.parent is None else rows.get(item.parent, -1) for item in items)
    return col.index(above if above < row else -1 for row, above in enumerate(found))


def _project(records: Records, items: Sequence[PlanItem], book: col.PatternBook) -> Project:
    """The settings of the plan. Without a start it begins where its first item does."""
    plan = records.plan
    starts = [item.start for item in items if item.start and item.active]
    usual = datetime.combine(plan.status_date or date(2000, 1, 3), time(8))
    ends = plan.ends or max((item.finish for item in items if item.finish), default=None)
    return Project(
        name=plan.title,
        start=tick(plan.begins or plan.file_start or min(starts, default=usual)),
        finish=tick(ends),
        from_start=not plan.from_finish or ends is None,
        calendar=book.place(book.usual),
        status=tick(datetime.combine(plan.status_date, _CLOSES) if plan.status_date else None),
        critical_limit=from_minutes(plan.critical_limit),
        near_limit=from_minutes(5 * (plan.minutes_per_day or 480)),
        honour_constraints=plan.honour_constraints,
        minutes_per_day=plan.minutes_per_day or 480,
    )


def _values(items: Sequence[PlanItem], book: col.PatternBook) -> dict[str, Any]:
    """The columns that do not shape the network, for some items."""
    return {
        "duration": col.lengths(item.duration for item in items),
        "elapsed": col.flags(item.elapsed for item in items),
        "calendar": col.index(book.own(item.calendar_number) for item in items),
        "constraint": col.small(_CODES[item.constraint] for item in items),
        "constraint_date": col.instants([item.constraint_date for item in items]),
        "deadline": col.instants([item.deadline for item in items]),
        "manual": col.flags(item.manual for item in items),
        "manual_start": col.instants([item.start if _kept(item) else None for item in items]),
        "manual_finish": col.instants([_kept_finish(item) for item in items]),
        "placeholder": col.flags(item.manual and item.start is None for item in items),
        "active": col.flags(item.active for item in items),
        "external": col.flags(item.external for item in items),
        "priority": col.index(item.priority for item in items),
        "percent": col.numbers(item.percent / 100 for item in items),
        "actual_start": col.instants([_begun(item) for item in items]),
        "actual_finish": col.instants([_ended(item) for item in items]),
        "remaining": col.lengths(_left(item) for item in items),
        "resume": col.instants([item.resume for item in items]),
        "levelling_delay": col.lengths(item.levelling_delay for item in items),
        "levelling_elapsed": col.flags(item.levelling_elapsed for item in items),
        "whole": col.flags(not item.may_split for item in items),
        "by_duration": col.flags(item.fixed_duration for item in items),
        "ignore_resource_calendars": col.flags(item.ignore_resource_calendars for item in items),
        "baseline_start": col.instants([item.baseline_start for item in items]),
        "baseline_finish": col.instants([item.baseline_finish for item in items]),
    }


def _kept(item: PlanItem) -> bool:
    """Whether the item's dates are given, not worked out."""
    return item.manual or item.external or item.item_kind in _BY_DECISION


def _kept_finish(item: PlanItem) -> datetime | None:
    return (item.finish or item.start) if _kept(item) else None


def _begun(item: PlanItem) -> datetime | None:
    """The actual start; work that is done or partly done began when it was planned, if nobody said when."""
    return item.actual_start or (item.start if _ended(item) or item.percent else None)


def _ended(item: PlanItem) -> datetime | None:
    """The actual finish; work that is wholly done ended when it was planned to, if nobody said when."""
    return item.actual_finish or (item.finish if item.percent >= _WHOLE else None)


def _left(item: PlanItem) -> float:
    """The duration left, from the share done where it was not said."""
    if item.remaining is not None:
        return item.remaining
    return item.duration * (_WHOLE - item.percent) / _WHOLE


def _links(links: Sequence[PlanLink], rows: Mapping[int, int]) -> Links:
    return Links(
        source=col.index(rows[one.from_no] for one in links),
        target=col.index(rows[one.to_no] for one in links),
        type=col.small(LinkType[one.link_kind.name] for one in links),
        lag=np.fromiter((_lag(one) for one in links), np.int64),
        lag_kind=col.small(_LAGS[one.lag_kind] for one in links),
    )


def _lag(link: PlanLink) -> int:
    return link.lag if link.lag_kind is LagKind.PERCENT else from_minutes(link.lag)


def _people(
    records: Records, rows: Mapping[int, int], book: col.PatternBook
) -> tuple[Resources, Assignments]:
    """Resources, and assignments of somebody to an item that is there."""
    people = records.resources
    seats = {one.number: seat for seat, one in enumerate(people)}
    made = [one for one in records.assignments if one.item_no in rows and one.resource_no in seats]
    if not made:
        return no_resources(), no_assignments()
    return Resources(
        uid=col.uids(one.number for one in people),
        name=tuple(one.name for one in people),
        calendar=col.index(book.own(one.calendar_number) for one in people),
        max_units=col.numbers(1.0 if one.max_units is None else one.max_units / 10_000 for one in people),
        labour=col.flags(one.resource_kind is ResourceKind.WORK for one in people),
    ), Assignments(
        task=col.index(rows[one.item_no] for one in made),
        resource=col.index(seats[one.resource_no] for one in made if one.resource_no is not None),
        units=col.numbers(1.0 if one.units is None else one.units / 10_000 for one in made),
        work=col.stated(one.work_minutes for one in made),
        actual_work=col.lengths(one.actual_minutes for one in made),
        remaining_work=col.stated(one.remaining_minutes for one in made),
        delay=col.lengths(one.delay_minutes for one in made),
    )
