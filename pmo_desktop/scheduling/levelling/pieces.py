"""Rows that are broken off and taken up again: their shape in slots, the dates of their rests, new pauses.

What a network keeps of a pause is the working time that the row has done when it begins, and the working time
that passes in it, both on the row's clock. So a row in pieces stays in these pieces wherever it is moved to.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from pmo_desktop.scheduling.levelling.fitting import Pieces
from pmo_desktop.scheduling.levelling.minimal import Splits
from pmo_desktop.scheduling.levelling.moves import Levelled
from pmo_desktop.scheduling.levelling.problem import Flags, Problem
from pmo_desktop.scheduling.network import Kind, Network
from pmo_desktop.scheduling.sheet import sheet_of
from pmo_desktop.scheduling.ticks import HOUR, MINUTE, NO_DATE, Ticks
from pmo_desktop.scheduling.worktable import WorkTable

if TYPE_CHECKING:
    from pmo_desktop.scheduling.levelling.of_plan import PlanProblem

LEAST_PIECE = 4 * HOUR
"""No piece of a row that levelling breaks off is shorter, but the last."""

Pauses = tuple[tuple[int, int], ...]
"""Of each pause the ticks of work done before it, and the working ticks that pass in it."""


@dc.dataclass(frozen=True, eq=False)
class Rests:
    """When rows rest: row, from, to; by row, then by date."""

    row: Ticks
    start: Ticks
    finish: Ticks

    def of(self, row: int) -> Iterator[tuple[int, int]]:
        """Those of one row."""
        here = self.row == row
        return zip(self.start[here].tolist(), self.finish[here].tolist(), strict=True)


def all_pauses(network: Network) -> dict[int, Pauses]:
    """The pauses of each row that has any."""
    tasks = network.tasks
    found: dict[int, list[tuple[int, int]]] = {}
    columns = (tasks.pause_task, tasks.pause_after, tasks.pause_length)
    for row, after, length in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault(row, []).append((after, length))
    return {row: tuple(pauses) for row, pauses in found.items()}


def rests_of(network: Network, starts: Ticks, clock: Ticks, tables: Sequence[WorkTable]) -> Rests:
    """The dates of all pauses, by the start of each row; `clock` is the table of each row."""
    rows, begins, ends = [], [], []
    for row, pauses in all_pauses(network).items():
        if starts[row] == NO_DATE:
            continue
        table = tables[int(clock[row])]
        begun = int(table.work_at(starts[row][None])[0])
        passed = np.array(list(accumulate(length for _, length in pauses)), np.int64)
        done = np.array([after for after, _ in pauses], np.int64) + begun
        lengths = np.array([length for _, length in pauses], np.int64)
        begins.append(table.finish_at(done + passed - lengths))
        ends.append(table.start_at(done + passed))
        rows.append(np.full(len(pauses), row, np.int64))
    none = np.zeros(0, np.int64)
    return Rests(*(np.concatenate(part) if part else none for part in (rows, begins, ends)))


def shape_of_row(pauses: Pauses, length: int, into: int, slot: int) -> Pieces:
    """The slots that a row touches with its work, from that in which it starts, `into` ticks after its begin.

    `length` is all of its working time, pauses included.
    """
    found: list[tuple[int, int]] = []
    begun, rested = 0, 0
    for after, rest in (*pauses, (length, 0)):
        ended = min(after + rested, length)
        first, last = (into + begun) // slot, -(-(into + ended) // slot)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        elif last > first:
            found.append((first, last))
        rested += rest
        begun = after + rested
    return tuple(found)


def splits_for(plan: PlanProblem, *, may_split: bool) -> Splits:
    """What may be broken off, and what is in pieces already."""
    problem = plan.problem
    may = np.zeros(problem.tasks, bool)
    if may_split:
        may[: len(plan.rows)] = _breakable(plan)
    return Splits(may, max(1, -(-LEAST_PIECE // plan.slot)), plan.rests)


def at_least(plan: PlanProblem) -> Problem:
    """The problem without the work of tasks that pause: in their pauses others can work."""
    if not plan.rests:
        return plan.problem
    request = plan.problem.request.copy()
    request[list(plan.rests)] = 0
    return dc.replace(plan.problem, request=request)


def _breakable(plan: PlanProblem) -> Flags:
    """Rows of finite work that may move and do not pause yet, all of whose work keeps one calendar."""
    tasks, rows = plan.network.tasks, plan.rows
    parts = sheet_of(plan.network).parts
    lowest = np.full(len(tasks), np.iinfo(np.int64).max)
    highest = np.full(len(tasks), -1, np.int64)
    np.minimum.at(lowest, parts.row, parts.clock)
    np.maximum.at(highest, parts.row, parts.clock)
    free = (tasks.kind == Kind.TASK) & ~tasks.elapsed & (lowest == highest)
    free[tasks.pause_task] = False
    if tasks.whole is not None:
        free &= ~tasks.whole
    found: Flags = free[rows] & (plan.problem.fixed[: len(rows)] < 0)
    return found


def broken_off(plan: PlanProblem, done: Levelled) -> PlanProblem:
    """The plan with the pauses of the rows that levelling has broken off."""
    tasks = plan.network.tasks
    made = all_pauses(plan.network) | {
        int(plan.rows[task]): _pauses(plan, done, task, parts) for task, parts in done.pieces.items()
    }
    table = [(row, *pause) for row in sorted(made) for pause in made[row]]
    row, after, length = np.array(table, np.int64).reshape(-1, 3).T
    network = plan.network.with_tasks(
        pause_task=row.astype(tasks.pause_task.dtype), pause_after=after.copy(), pause_length=length.copy()
    )
    return dc.replace(plan, network=network)


def _pauses(plan: PlanProblem, done: Levelled, task: int, parts: Pieces) -> Pauses:
    """The pauses, in whole minutes, of a row that works between these slots."""
    start = int(done.schedule.starts[task])
    stays = start == plan.problem.planned[task]
    begins = plan.instants(np.array([first for first, _ in parts], np.int64))
    if stays:
        begins[0] = plan.timetable.start[plan.rows[task]]
    ends = plan.axis.finish_at(np.array([last for _, last in parts], np.int64) * plan.slot + plan.origin)
    table = plan.tables[int(plan.clock[task])]
    begun, ended = table.work_at(begins).tolist(), table.work_at(ends).tolist()
    found: list[tuple[int, int]] = []
    worked, rested, length = 0, 0, int(plan.timetable.duration[plan.rows[task]])
    for place in range(len(parts) - 1):
        worked += ended[place] - begun[place]
        after = worked // MINUTE * MINUTE
        rest = -(-(begun[place + 1] - begun[0] - after - rested) // MINUTE) * MINUTE
        if 0 < after < length and rest > 0:
            found.append((after, rest))
            rested += rest
    return tuple(found)
