"""The plan as a net of steps that thousands of runs go through at once.

Each row has its own axis: the working time of its calendar, in ticks from the beginning of the table. An
instant between two working periods is one point of the axis, so the end of Friday is Monday's beginning.
A summary that is linked becomes steps of no length: one that what is under it waits for, one for its
start and one for its finish.
"""

from __future__ import annotations

import dataclasses as dc
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.clocks import tables_of
from pmo_desktop.scheduling.network import Constraint, Network
from pmo_desktop.scheduling.sheet import Sheet, floor_of, sheet_of
from pmo_desktop.scheduling.steps import Bound, Steps, Take, ordered
from pmo_desktop.scheduling.ticks import DAY, FIRST_DAY, LAST_DAY, NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable, Trouble
from pmo_desktop.scheduling.worktable import WorkTable

Work = npt.NDArray[np.int32]
"""Ticks of working time on an axis: single precision integers hold four hundred years."""

_YEARS_AFTER = 20


LONG_AGO = np.int32(-(2**30))
"""Before every point of an axis."""


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
    ends = timetable.project_start, timetable.project_finish, timetable.start, timetable.finish
    dates = np.concatenate(ends)
    dates = dates[dates != NO_DATE]
    first, last = int(dates.min()) // DAY - 366, int(dates.max()) // DAY + 366 * _YEARS_AFTER
    axes = tuple(tables_of(sheet.book, (max(first, FIRST_DAY), min(last, LAST_DAY))))
    rings = {notice.link for notice in timetable.notices if notice.trouble is Trouble.CYCLE}
    made = Steps(network, rings)
    axis = sheet.clock[[*range(made.count), *(row for row, _ in made.extra)]].astype(np.int32)
    return _net(sheet, timetable, axes, axis, made)


def _net(
    sheet: Sheet, timetable: Timetable, axes: tuple[WorkTable, ...], axis: npt.NDArray[np.int32],
    made: Steps,
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
    order, into = ordered(total, wanted, made.bounds)
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
