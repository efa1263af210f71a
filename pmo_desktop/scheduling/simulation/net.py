"""The plan as a net of steps that thousands of runs go through at once.

Each row has its own axis: the working time of its calendar, in ticks from the beginning of the table. An
instant between two working periods is one point of the axis, so the end of Friday is Monday's beginning.
A summary that is linked becomes steps of no length: one that what is under it waits for, one for its
start and one for its finish.
"""

from __future__ import annotations

import dataclasses as dc
from collections import defaultdict, deque
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.clocks import tables_of
from pmo_desktop.scheduling.network import Constraint, Kind, Lag, LinkType, Network
from pmo_desktop.scheduling.sheet import Sheet, floor_of, sheet_of
from pmo_desktop.scheduling.ticks import DAY, FIRST_DAY, LAST_DAY, NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable, Trouble
from pmo_desktop.scheduling.worktable import WorkTable

Work = npt.NDArray[np.int32]
"""Ticks of working time on an axis: single precision integers hold four hundred years."""

DRIVES_NOTHING = frozenset({Kind.LOE, Kind.HAMMOCK, Kind.DUTY})
_YEARS_AFTER = 20
_FS, _FF, _SF = int(LinkType.FS), int(LinkType.FF), int(LinkType.SF)
_SUMMARY, _PERCENT, _ELAPSED = int(Kind.SUMMARY), int(Lag.PERCENT), int(Lag.ELAPSED)


LONG_AGO = np.int32(-(2**30))
"""Before every point of an axis."""


class Take(IntEnum):
    """What a step makes of the bounds that reach it."""

    LATEST = 0
    EARLIEST = 1
    """The start of a summary: that of the first thing under it."""


@dc.dataclass(frozen=True, slots=True)
class Bound:
    """A link as the runs use it. `lag` is ticks, or a share of the source's length where `share` is set."""

    source: int
    target: int
    from_finish: bool
    to_finish: bool
    lag: int = 0
    elapsed: bool = False
    share: float = 0.0


@dc.dataclass(frozen=True)
class Net:
    """Steps 0 to n-1 are the rows of the network; those of summaries follow."""

    axes: tuple[WorkTable, ...]
    axis: npt.NDArray[np.int32]
    always: int
    """The axis that runs round the clock."""
    order: tuple[int, ...]
    """Steps, each after all that it waits for; rows that are never linked are in it too."""
    bounds: tuple[Bound, ...]
    into: tuple[tuple[int, ...], ...]
    """Per step the places in `bounds` of what it waits for."""
    take: tuple[Take, ...]
    floor: Work
    """The earliest start, on the step's axis."""
    finish_floor: Work
    """The earliest finish; far in the past where there is none."""
    fixed: npt.NDArray[np.bool_]
    """Starts at its floor whatever it waits for."""
    rows: int

    def across(self, work: Work, source: int, target: int) -> Work:
        """Points of one axis on another."""
        if source == target:
            return work
        there = self.axes[target].work_at(self.axes[source].finish_at(work.astype(np.int64)))
        return there.astype(np.int32)

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """The rows whose finish can be the project's."""
        return tuple(step for step in self.order if step < self.rows)


def net_of(network: Network, timetable: Timetable) -> Net:
    """The net of a plan that was worked out. A link that closes a ring is left out, as the engine did."""
    sheet = sheet_of(network)
    first = int(timetable.project_start.min()) // DAY - 366
    last = int(timetable.project_finish.max()) // DAY + 366 * _YEARS_AFTER
    axes = tuple(tables_of(sheet.book, (max(first, FIRST_DAY), min(last, LAST_DAY))))
    rings = {notice.link for notice in timetable.notices if notice.trouble is Trouble.CYCLE}
    made = _Steps(network, rings)
    axis = sheet.clock[[*range(made.count), *(row for row, _ in made.extra)]].astype(np.int32)
    return _net(sheet, timetable, axes, axis, made)


class _Steps:
    """Which steps there are and what each waits for."""

    def __init__(self, network: Network, left_out: set[int]) -> None:
        tasks = network.tasks
        self.count = len(tasks)
        self.drives = (tasks.active & ~np.isin(tasks.kind, [*DRIVES_NOTHING, Kind.SUMMARY])).tolist()
        self.extra: list[tuple[int, Take]] = []
        self._known: dict[tuple[int, str], int] = {}
        self.bounds: list[Bound] = []
        self._below: dict[int, list[int]] = defaultdict(list)
        for row, parent in enumerate(tasks.parent.tolist()):
            if parent >= 0:
                self._below[parent].append(row)
        links, self._kinds = network.links, tasks.kind.tolist()
        columns = (links.source, links.target, links.type, links.lag, links.lag_kind)
        for number, link in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
            if number not in left_out:
                self._link(*link)

    def _leaves(self, row: int) -> list[int]:
        found: list[int] = []
        waiting = deque(self._below[row])
        while waiting:
            at = waiting.popleft()
            waiting.extend(self._below[at])
            if self.drives[at]:
                found.append(at)
        return found

    def _link(self, source: int, target: int, kind: int, lag: int, lag_kind: int) -> None:
        kinds = self._kinds
        from_finish = kind in (_FS, _FF)
        to_finish = kind in (_FF, _SF)
        if kinds[source] == _SUMMARY:
            source = self._end(source, from_finish)
        elif not self.drives[source]:
            return
        share = lag / 10_000 if lag_kind == _PERCENT else 0.0
        made = Bound(source, target, from_finish, to_finish, 0 if share else lag, lag_kind == _ELAPSED, share)
        if kinds[target] != _SUMMARY:
            self.bounds.append(made)
        elif to_finish:
            self.bounds += [dc.replace(made, target=leaf) for leaf in self._leaves(target)]
        else:
            self.bounds.append(dc.replace(made, target=self._gate(target)))

    def _step(self, row: int, name: str, take: Take) -> int:
        step = self.count + len(self.extra)
        self._known[row, name] = step
        self.extra.append((row, take))
        return step

    def _end(self, row: int, finish: bool) -> int:
        """The step of a summary's finish or start."""
        name = "finish" if finish else "start"
        if (row, name) not in self._known:
            step = self._step(row, name, Take.LATEST if finish else Take.EARLIEST)
            self.bounds += [
                Bound(leaf, step, from_finish=finish, to_finish=False) for leaf in self._leaves(row)
            ]
        return self._known[row, name]

    def _gate(self, row: int) -> int:
        """The step that everything under a summary waits for."""
        if (row, "gate") not in self._known:
            step = self._step(row, "gate", Take.LATEST)
            self.bounds += [
                Bound(step, leaf, from_finish=True, to_finish=False) for leaf in self._leaves(row)
            ]
        return self._known[row, "gate"]


def _net(
    sheet: Sheet, timetable: Timetable, axes: tuple[WorkTable, ...], axis: npt.NDArray[np.int32],
    made: _Steps,
) -> Net:  # fmt: skip
    total = len(axis)
    instants = np.full(total, NO_DATE, np.int64)
    finishes = np.full(total, NO_DATE, np.int64)
    fixed = np.zeros(total, bool)
    _hold(sheet, timetable, instants, finishes, fixed)
    floor = np.zeros(total, np.int32)
    finish_floor = np.full(total, LONG_AGO, np.int32)
    for number, table in enumerate(axes):
        here = axis == number
        floor[here] = np.where(instants[here] == NO_DATE, LONG_AGO, table.work_at(instants[here]))
        due = here & (finishes != NO_DATE)
        finish_floor[due] = table.work_at(finishes[due])
    wanted = [*np.flatnonzero(made.drives).tolist(), *range(made.count, total)]
    order, into = _ordered(total, wanted, made.bounds)
    take = (*(Take.LATEST,) * made.count, *(kind for _, kind in made.extra))
    return Net(
        axes,
        axis,
        sheet.book.always,
        order,
        tuple(made.bounds),
        into,
        take,
        floor,
        finish_floor,
        fixed,
        made.count,
    )


def _hold(
    sheet: Sheet, timetable: Timetable, instants: Ticks, finishes: Ticks, fixed: npt.NDArray[np.bool_]
) -> None:
    """What holds rows to dates: actuals, hands, constraints, the start of their project."""
    tasks, count = sheet.network.tasks, len(sheet.network.tasks)
    stays = sheet.fixed | sheet.done | sheet.started | (tasks.constraint == Constraint.MSO)
    floors = np.maximum(floor_of(sheet, timetable.project_start), NO_DATE)
    instants[:count] = np.where(stays, timetable.start, floors)
    late = np.isin(tasks.constraint, [Constraint.FNET, Constraint.MFO]) & ~stays
    finishes[:count] = np.where(late, tasks.constraint_date, NO_DATE)
    fixed[:count] = stays


def _ordered(
    total: int, wanted: list[int], bounds: list[Bound]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """An order in which each step follows what it waits for, and the places of its bounds (Kahn).

    What lies on a ring that was not broken before stands at the end, in plan order.
    """
    into: list[list[int]] = [[] for _ in range(total)]
    out: list[list[int]] = [[] for _ in range(total)]
    for number, bound in enumerate(bounds):
        into[bound.target].append(number)
        out[bound.source].append(bound.target)
    left = [len(places) for places in into]
    ready = deque(step for step in range(total) if not left[step])
    order: list[int] = []
    while ready:
        step = ready.popleft()
        order.append(step)
        for target in out[step]:
            left[target] -= 1
            if not left[target]:
                ready.append(target)
    inside = set(wanted)
    kept = [step for step in order if step in inside]
    kept += [step for step in wanted if left[step]]
    return tuple(kept), tuple(tuple(places) for places in into)
