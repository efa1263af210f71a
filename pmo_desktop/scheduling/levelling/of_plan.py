"""A plan as a levelling problem, and the answer as delays of the plan's rows.

Time is cut into slots of equal length along the time that anybody in the plan works: nights and days off
that all share do not exist. A slot is as long as the durations allow, from a working day to a quarter of
an hour. A row works in the slots in which its assignments do, where they all share one calendar; else in
those of its own. It takes every slot that it touches where it stands now, so that nothing is rounded in
favour of two rows at once. What is rounded by this is only where rows are put: the dates themselves come from
the engine, which is given the delays that the answer means. A row that pauses counts as at work from its
start to its finish, but for `level_minimal`, which is told its shape; see `pieces`.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence

import numpy as np

from pmo_desktop.scheduling.clocks import tables_of
from pmo_desktop.scheduling.levelling.fitting import Pieces
from pmo_desktop.scheduling.levelling.pieces import all_pauses, shape_of_row
from pmo_desktop.scheduling.levelling.problem import NOT_SET, Ints, Links, Problem, Schedule, make_problem
from pmo_desktop.scheduling.network import Index, Kind, Network
from pmo_desktop.scheduling.sheet import Sheet, floor_of, sheet_of
from pmo_desktop.scheduling.simulation.net import net_of
from pmo_desktop.scheduling.simulation.run import held_back
from pmo_desktop.scheduling.steps import Bound, Steps
from pmo_desktop.scheduling.ticks import DAY, FIRST_DAY, HOUR, LAST_DAY, MINUTE, NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.scheduling.worktable import FAR, WorkTable, table_of
from pmo_desktop.scheduling.worktime import OutOfTime

SLOTS = (8 * HOUR, 4 * HOUR, 2 * HOUR, HOUR, 30 * MINUTE, 15 * MINUTE)
"""Lengths of a slot, the longest first."""
MOST_SLOTS = 60_000
STAYS = 1000
"""A row of this priority, or above, is never moved."""
UNIT = 100
"""Resources are counted in hundredths of one."""
_DIVIDES = 0.95


@dc.dataclass(frozen=True, eq=False)
class PlanProblem:
    """A problem with the plan it came from. Task i of it is the row `rows[i]`; steps of summaries follow."""

    network: Network
    timetable: Timetable
    problem: Problem
    rows: Index
    resources: Index
    """The resource of the network behind each resource of the problem."""
    slot: int
    """Ticks of working time."""
    axis: WorkTable
    origin: int
    """Slot 0 begins at this much work of the axis."""
    clock: Ticks
    """(rows,) the table of each row in `tables`."""
    tables: Sequence[WorkTable] = dc.field(repr=False)
    rests: Mapping[int, Pieces]
    """The shapes of tasks that pause, in slots of work from their start."""

    def instants(self, slots: Ints) -> Ticks:
        """Where slots begin. Raises OutOfTime for slots beyond the axis."""
        found = self.axis.start_at(slots * self.slot + self.origin)
        if (found >= FAR).any():
            raise OutOfTime
        return found


def problem_of(network: Network, timetable: Timetable) -> PlanProblem:
    """The problem of the rows that are not done. Raises ValueError when there is nothing to level: no
    work to come, or nobody who does it.

    Rows that have begun, stand by hand, or have priority 1,000 keep their dates and their people. A row that
    needs more of a resource than there ever is counts as needing all of it.
    """
    sheet = sheet_of(network)
    rows = _rows(network)
    if not len(rows):
        raise ValueError("nothing to level")
    first, last = int(timetable.start[rows].min()), int(timetable.finish[rows].max())
    begin, end = max(first // DAY - 8, FIRST_DAY), last // DAY + 2 * (last - first) // DAY + 366
    busy = _busiest(network, timetable, rows, tables_of(sheet.book, (begin, begin + 366)))
    tables = tables_of(sheet.book, (begin, min(end + 2 * busy, LAST_DAY)))
    clocks = sorted({int(clock) for clock in clocks_of(sheet)[rows]})
    axis = _together([tables[clock] for clock in clocks])
    made = _Build(sheet, timetable, rows, tables, axis)
    return made.built()


def _rows(network: Network) -> Index:
    """What takes part: work that is not done, in plan order."""
    tasks = network.tasks
    idle = (Kind.SUMMARY, Kind.LOE, Kind.HAMMOCK, Kind.DUTY)
    found = tasks.active & ~np.isin(tasks.kind, idle) & (tasks.actual_finish == NO_DATE)
    return np.flatnonzero(found).astype(np.int32)


def _busiest(network: Network, timetable: Timetable, rows: Index, year: list[WorkTable]) -> int:
    """Days that the person with the most work needs for it alone; `year` has the calendars for a year."""
    made, people = network.assignments, network.resources
    ahead = np.zeros(len(network.tasks), bool)
    ahead[rows] = True
    used = ahead[made.task] & people.labour[made.resource] & (people.max_units[made.resource] > 0)
    part = np.minimum(made.units[used] / people.max_units[made.resource[used]], 1)
    work = timetable.duration[made.task[used]] * part
    load = np.bincount(made.resource[used], work, len(people)).astype(np.float64)
    usual = network.projects[0].calendar
    worked = np.array([year[c if c >= 0 else usual].total for c in people.calendar.tolist()], np.float64)
    days = np.divide(load * 366, worked, out=np.zeros_like(load), where=worked > 0)
    return int(days.max(initial=0))


def clocks_of(sheet: Sheet) -> Ticks:
    """The clock of each row: that of its parts where they share one, else its own."""
    parts, found = sheet.parts, sheet.clock.copy()
    lowest, highest = np.full(len(found), FAR, np.int64), np.full(len(found), -FAR, np.int64)
    np.minimum.at(lowest, parts.row, parts.clock)
    np.maximum.at(highest, parts.row, parts.clock)
    shared = lowest == highest
    found[shared] = lowest[shared]
    return found


def _together(tables: list[WorkTable]) -> WorkTable:
    """The time in which any of these calendars works."""
    edges = np.unique(np.concatenate([edge for table in tables for edge in (table.starts[:-1], table.ends)]))
    begins, ends = edges[:-1], edges[1:]
    any_works = np.zeros(len(begins), bool)
    for table in tables:
        any_works |= table.work_at(ends) > table.work_at(begins)
    return table_of((begins[any_works], ends[any_works]))


class _Build:
    """Puts a problem together."""

    def __init__(
        self, sheet: Sheet, timetable: Timetable, rows: Index, tables: list[WorkTable], axis: WorkTable
    ) -> None:
        self.sheet, self.timetable, self.rows = sheet, timetable, rows
        self.tables, self.axis = tables, axis
        self.clock = clocks_of(sheet)[rows]
        self.lengths = self._lengths()
        self.origin = int(axis.work_at(timetable.start[rows].min()[None])[0])
        self.count = axis.total - self.origin
        self.slot = _slot(np.concatenate((self.lengths, self._worked(timetable.start[rows]))), self.count)
        self.slots = self.count // self.slot
        edges = axis.start_at(self.origin + np.arange(self.slots) * self.slot)
        ends = axis.finish_at(self.origin + (np.arange(self.slots) + 1) * self.slot)
        self.edges = edges, ends

    def built(self) -> PlanProblem:
        """The problem."""
        network, rows = self.sheet.network, self.rows
        steps = Steps(network, ())
        links, extra = self._links(steps)
        kinds, capacity, request = self._resources()
        if not len(kinds):
            raise ValueError("nothing to level")
        calendar, working = self._calendars()
        begun = self._at(self.timetable.start[rows])
        problem = make_problem(
            np.concatenate((self._durations(), np.zeros(extra, np.int64))),
            np.concatenate((request, np.zeros((extra, len(kinds)), np.int64))),
            capacity,
            links,
            release=np.concatenate((self._releases(begun), np.zeros(extra, np.int64))),
            fixed=np.concatenate((np.where(self._stays(), begun, NOT_SET), np.full(extra, NOT_SET))),
            planned=np.concatenate((begun, np.full(extra, NOT_SET))),
            priority=np.concatenate((network.tasks.priority[rows], np.zeros(extra, np.int64))),
            calendar=np.concatenate((calendar, np.full(extra, NOT_SET))),
            working=working,
        )
        return PlanProblem(
            network, self.timetable, problem, rows, kinds, self.slot, self.axis, self.origin,
            self.clock, self.tables, self._rests(),
        )  # fmt: skip

    def _rests(self) -> dict[int, Pieces]:
        """The shapes of rows that pause and may move."""
        places = dict(zip(self.rows.tolist(), range(len(self.rows)), strict=True))
        into = self._worked(self.timetable.start[self.rows]) % self.slot
        stays, found = self._stays(), {}
        for row, pauses in all_pauses(self.sheet.network).items():
            place = places.get(row)
            if place is None or stays[place]:
                continue
            shape = shape_of_row(pauses, int(self.lengths[place]), int(into[place]), self.slot)
            if len(shape) > 1:
                found[place] = shape
        return found

    def _lengths(self) -> Ticks:
        """The working time of each row between its start and its finish, pauses and work done included."""
        start, finish = self.timetable.start[self.rows], self.timetable.finish[self.rows]
        found = np.zeros(len(self.rows), np.int64)
        for clock in np.unique(self.clock).tolist():
            here, table = self.clock == clock, self.tables[clock]
            found[here] = table.work_at(finish[here]) - table.work_at(start[here])
        return found

    def _worked(self, instants: Ticks) -> Ticks:
        """The working time of the axis from slot 0 to each instant; 0 before it."""
        return np.maximum(self.axis.work_at(instants) - self.origin, 0)

    def _at(self, instants: Ticks) -> Ints:
        """The slot in which each instant lies; 0 before the first."""
        return (self._worked(instants) // self.slot).astype(np.int64)

    def _durations(self) -> Ints:
        """The slots that each row touches where it stands; none for what takes no time."""
        into = self._worked(self.timetable.start[self.rows]) % self.slot
        touched = -(-(into + self.lengths) // self.slot)
        return np.where(self.lengths > 0, touched, 0).astype(np.int64)

    def _releases(self, begun: Ints) -> Ints:
        """The first whole slot in which each row may begin; where it stands now it always may."""
        whole = -(-self._worked(self._floors()) // self.slot)
        return np.minimum(whole, begun).astype(np.int64)

    def _floors(self) -> Ticks:
        floors = floor_of(self.sheet, self.timetable.project_start)[self.rows]
        return np.where(floors == NO_DATE, self.timetable.start[self.rows].min(), np.maximum(floors, NO_DATE))

    def _stays(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Rows that keep their dates."""
        sheet, rows = self.sheet, self.rows
        held = sheet.fixed | sheet.started | (sheet.hold != 0)
        held |= sheet.network.tasks.priority >= STAYS
        found: np.ndarray[tuple[int], np.dtype[np.bool_]] = held[rows]
        return found

    def _resources(self) -> tuple[Index, Ints, Ints]:
        """Which resources count, how much there is of each, and what each row takes of each.

        When somebody is away says the row's calendar, which is theirs; so what there is never changes.
        """
        network = self.sheet.network
        made, people = network.assignments, network.resources
        place = np.full(len(network.tasks), -1, np.int64)
        place[self.rows] = np.arange(len(self.rows))
        used = (place[made.task] >= 0) & people.labour[made.resource] & (made.units > 0)
        kinds = np.unique(made.resource[used]).astype(np.int32)
        request = np.zeros((len(self.rows), len(kinds)), np.int64)
        seats = np.searchsorted(kinds, made.resource[used])
        taken = np.maximum(1, np.rint(made.units[used] * UNIT)).astype(np.int64)
        np.add.at(request, (place[made.task[used]], seats), taken)
        most = np.maximum(1, np.rint(people.max_units[kinds] * UNIT)).astype(np.int64)
        return kinds, most[:, None], np.minimum(request, most[None, :])

    def _works(self, table: WorkTable) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """The slots of which a calendar works at least half."""
        begins, ends = self.edges
        works: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
            2 * (table.work_at(ends) - table.work_at(begins)) >= self.slot
        )
        return works

    def _calendars(self) -> tuple[Ints, np.ndarray[tuple[int, int], np.dtype[np.bool_]]]:
        """The calendar of each row among those that do not work in every slot."""
        clock = self.clock
        found = np.full(len(clock), NOT_SET, np.int64)
        working: list[np.ndarray[tuple[int], np.dtype[np.bool_]]] = []
        for number in np.unique(clock).tolist():
            works = self._works(self.tables[number])
            if not works.all():
                found[clock == number] = len(working)
                working.append(works)
        return found, np.array(working, bool).reshape(len(working), -1 if working else 1)

    def _links(self, steps: Steps) -> tuple[Links, int]:
        """The bounds between what takes part; how many steps of summaries there are."""
        total = steps.count + len(steps.extra)
        place = np.full(total, -1, np.int64)
        place[self.rows] = np.arange(len(self.rows))
        place[steps.count :] = len(self.rows) + np.arange(len(steps.extra))
        kept = [bound for bound in steps.bounds if place[bound.source] >= 0 and place[bound.target] >= 0]
        return (
            Links(
                place[[bound.source for bound in kept]],
                place[[bound.target for bound in kept]],
                np.array([self._lag(bound) for bound in kept], np.int64),
                np.array([bound.from_finish for bound in kept], bool),
                np.array([bound.to_finish for bound in kept], bool),
            ),
            len(steps.extra),
        )

    def _lag(self, bound: Bound) -> int:
        """A lag in slots, rounded up; elapsed time by the part of it that is worked after the plan's date."""
        if bound.share:
            return -(-int(self.timetable.duration[bound.source] * bound.share) // self.slot)
        if not bound.elapsed or not bound.lag or bound.source >= len(self.sheet.network.tasks):
            return -(-bound.lag // self.slot)
        ends = self.timetable.finish if bound.from_finish else self.timetable.start
        at = np.array([ends[bound.source], ends[bound.source] + bound.lag], np.int64)
        work = self.axis.work_at(at)
        return -(-int(work[1] - work[0]) // self.slot)


def _slot(lengths: Ticks, work: int) -> int:
    """The longest slot that nearly all lengths and offsets are whole numbers of, and that is not too fine."""
    some = lengths[lengths > 0]
    fitting = [slot for slot in SLOTS if not len(some) or (some % slot == 0).mean() >= _DIVIDES]
    wanted = fitting[0] if fitting else SLOTS[-1]
    return next((slot for slot in reversed(SLOTS) if slot >= wanted and work // slot <= MOST_SLOTS), SLOTS[0])


def delayed(plan: PlanProblem, schedule: Schedule) -> Network:
    """The plan with delays that put its rows where a schedule has them; what the schedule left stays.

    Delays are working time on each row's calendar.
    """
    network, timetable = plan.network, plan.timetable
    rows, problem = plan.rows, plan.problem
    slots = schedule.starts[: len(rows)]
    moved = slots != problem.planned[: len(rows)]
    starts = timetable.start.copy()
    starts[rows[moved]] = plan.instants(slots[moved])
    net = net_of(network, timetable)
    tasks = network.tasks
    pauses = np.bincount(tasks.pause_task, tasks.pause_length, len(tasks)).astype(np.int64)
    lengths = (np.maximum(timetable.duration, 0) + pauses).astype(np.int32)
    waits, _ = held_back(network, net, lengths, starts)
    free = np.zeros(len(network.tasks), bool)
    free[rows] = problem.fixed[: len(rows)] < 0
    delay = np.where(free, waits, network.tasks.levelling_delay).astype(np.int64)
    elapsed = network.tasks.levelling_elapsed & ~free
    return network.with_tasks(levelling_delay=delay, levelling_elapsed=elapsed)
