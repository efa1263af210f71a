"""Who is asked for more than there is of them, when, and by how much, over one plan or several.

Exact to the instant: a line takes its people in the working time of each between its start and its finish,
but not while it pauses.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.scheduling.clocks import tables_of
from pmo_desktop.scheduling.lengths import assignment_clocks
from pmo_desktop.scheduling.levelling.of_plan import clocks_of
from pmo_desktop.scheduling.levelling.pieces import Rests, rests_of
from pmo_desktop.scheduling.network import Kind
from pmo_desktop.scheduling.sheet import sheet_of
from pmo_desktop.scheduling.ticks import DAY, MINUTE, NO_DATE, Ticks, moment
from pmo_desktop.scheduling.worktable import WorkTable
from pmo_desktop.services.levelling.pool import Pool, pooled

ROUNDING = 0.005
"""Units by which more than there is counts as as much as there is."""
_IDLE = (Kind.SUMMARY, Kind.LOE, Kind.HAMMOCK, Kind.DUTY)


@dc.dataclass(frozen=True, slots=True)
class Overload:
    """A stretch of time in which somebody is asked for too much.

    `most` is the worst moment and `capacity` what there is, in per cent of one; `minutes` of work are too
    many in all. `items` are the lines that ask for it, with the place of their plan.
    """

    resource: str
    start: datetime
    finish: datetime
    most: int
    capacity: int
    minutes: int
    items: tuple[tuple[int, PlanItem], ...] = ()

    @property
    def id(self) -> tuple[str, datetime]:
        """Whose it is, and when it begins."""
        return self.resource, self.start

    @property
    def by(self) -> int:
        """Per cent of one that there are too few."""
        return self.most - self.capacity


@dc.dataclass(frozen=True, eq=False)
class _Pieces:
    """Work of people on lines that are not done: row, seat, clock, units, start, finish."""

    row: npt.NDArray[np.int64]
    seat: npt.NDArray[np.int64]
    clock: npt.NDArray[np.int64]
    units: npt.NDArray[np.float64]
    start: Ticks
    finish: Ticks

    def of(self, seat: int) -> _Pieces:
        """Those of one person."""
        here = self.seat == seat
        return _Pieces(*(getattr(self, field.name)[here] for field in dc.fields(self)))


def overloads(files: Sequence[PlanFile] | PlanFile) -> tuple[Overload, ...]:
    """The overloads of a plan, or of several over one pool, by their dates as they are stored."""
    return overloads_of(pooled([files] if isinstance(files, PlanFile) else files))


def overloads_of(pool: Pool) -> tuple[Overload, ...]:
    """The overloads of a pool by the stored dates of its lines: by person, then by date."""
    pieces, tables = _pieces(pool)
    found: list[Overload] = []
    for seat in sorted(np.unique(pieces.seat).tolist(), key=lambda seat: pool.names[seat].casefold()):
        found += _of_one(pool, seat, pieces.of(seat), tables)
    return tuple(found)


def _pieces(pool: Pool) -> tuple[_Pieces, list[WorkTable]]:
    network, (starts, finishes) = pool.network, pool.stored
    tasks, made = network.tasks, network.assignments
    sheet = sheet_of(network)
    clock = assignment_clocks(network, sheet.book, sheet.own)
    clock = np.where(tasks.elapsed[made.task], sheet.book.always, clock)
    live = tasks.active & ~np.isin(tasks.kind, _IDLE) & (tasks.actual_finish == NO_DATE)
    live &= (starts != NO_DATE) & (finishes > starts)
    used = live[made.task] & network.resources.labour[made.resource] & (made.units > 0)
    row = made.task[used].astype(np.int64)
    pieces = _Pieces(
        row, pool.person[made.resource[used]], clock[used], made.units[used], starts[row], finishes[row]
    )
    if not len(row):
        return pieces, []
    span = int(pieces.start.min()) // DAY - 1, int(pieces.finish.max()) // DAY + 2
    tables = tables_of(sheet.book, span)
    shown = np.where(live, starts, NO_DATE)
    return _at_work(pieces, rests_of(network, shown, clocks_of(sheet), tables)), tables


def _at_work(pieces: _Pieces, rests: Rests) -> _Pieces:
    """The pieces cut where their rows pause."""
    resting = np.isin(pieces.row, rests.row)
    if not resting.any():
        return pieces
    cut = []
    for at in np.flatnonzero(resting).tolist():
        resumed = int(pieces.start[at])
        for rest, again in rests.of(int(pieces.row[at])):
            cut.append((at, resumed, rest))
            resumed = again
        cut.append((at, resumed, int(pieces.finish[at])))
    which, starts, finishes = np.array(cut, np.int64).reshape(-1, 3).T
    place = np.concatenate((np.flatnonzero(~resting), which))
    return _Pieces(
        pieces.row[place],
        pieces.seat[place],
        pieces.clock[place],
        pieces.units[place],
        np.concatenate((pieces.start[~resting], starts)),
        np.concatenate((pieces.finish[~resting], finishes)),
    )


def _of_one(pool: Pool, seat: int, pieces: _Pieces, tables: Sequence[WorkTable]) -> Iterator[Overload]:
    edges = _edges(pieces, tables)
    if len(edges) < 2:
        return
    load = np.zeros(len(edges) - 1)
    for clock in np.unique(pieces.clock).tolist():
        here = pieces.clock == clock
        change = np.zeros(len(edges))
        np.add.at(change, np.searchsorted(edges, pieces.start[here]), pieces.units[here])
        np.add.at(change, np.searchsorted(edges, pieces.finish[here]), -pieces.units[here])
        works = np.diff(tables[clock].work_at(edges)) > 0
        load += np.cumsum(change)[:-1] * works
    there = float(pool.most[seat])
    busy = np.flatnonzero(load > ROUNDING)
    over = np.flatnonzero(load[busy] > there + ROUNDING)
    for stretch in np.split(over, np.flatnonzero(np.diff(over) > 1) + 1):
        if len(stretch):
            yield _overload(pool, seat, pieces, edges, load, busy[stretch])


def _edges(pieces: _Pieces, tables: Sequence[WorkTable]) -> Ticks:
    """The instants at which anything of somebody's work can change."""
    first, last = int(pieces.start.min()), int(pieces.finish.max())
    used = [tables[clock] for clock in np.unique(pieces.clock).tolist()]
    worked = np.concatenate([edge for table in used for edge in (table.starts[:-1], table.ends)])
    within = worked[(worked > first) & (worked < last)]
    return np.unique(np.concatenate((pieces.start, pieces.finish, within)))


def _overload(
    pool: Pool,
    seat: int,
    pieces: _Pieces,
    edges: Ticks,
    load: npt.NDArray[np.float64],
    stretch: npt.NDArray[np.intp],
) -> Overload:
    begin, end = int(edges[stretch[0]]), int(edges[stretch[-1] + 1])
    there = float(pool.most[seat])
    beyond = (load[stretch] - there) * (edges[stretch + 1] - edges[stretch])
    meets = (pieces.start < end) & (pieces.finish > begin)
    rows = np.unique(pieces.row[meets]).tolist()
    start, finish = moment(begin), moment(end)
    assert start is not None
    assert finish is not None
    return Overload(
        pool.names[seat],
        start,
        finish,
        round(100 * float(load[stretch].max())),
        round(100 * there),
        round(float(beyond.sum()) / MINUTE),
        tuple((pool.plan_of(row), pool.items[row]) for row in rows),
    )
