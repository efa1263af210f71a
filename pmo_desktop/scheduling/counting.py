"""Working time counted for many rows at once, each on its own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.worktable import FAR, WorkTable


class Counter:
    """Counts on the tables of a network. Columns are of one length; `clock` names each entry's table."""

    def __init__(self, tables: Sequence[WorkTable]) -> None:
        self.tables = list(tables)
        self._known: dict[int, tuple[Ticks, list[tuple[WorkTable, Ticks | slice]]]] = {}

    def _groups(self, clock: Ticks) -> list[tuple[WorkTable, Ticks | slice]]:
        """The entries by clock, worked out once for a column."""
        kept = self._known.get(id(clock))
        if kept is None:
            kept = self._known[id(clock)] = clock, list(self._by_clock(clock))
        return kept[1]

    def _by_clock(self, clock: Ticks) -> Iterator[tuple[WorkTable, Ticks | slice]]:
        """The entries by clock."""
        if not len(clock):
            return
        if (clock == clock[0]).all():
            yield self.tables[int(clock[0])], slice(None)
            return
        order = np.argsort(clock, kind="stable").astype(np.int64)
        edges = np.flatnonzero(np.diff(clock[order])) + 1
        for rows in np.split(order, edges):
            yield self.tables[int(clock[rows[0]])], rows

    def _count(self, clock: Ticks, count: Callable[[WorkTable, Ticks | slice], Ticks]) -> Ticks:
        """What is counted for each entry."""
        found = np.zeros(len(clock), np.int64)
        for table, rows in self._groups(clock):
            found[rows] = count(table, rows)
        return found

    def add(self, clock: Ticks, instants: Ticks, lengths: Ticks) -> Ticks:
        """The end of some working time from each instant (not negative); the instant for nought."""

        def ends(table: WorkTable, rows: Ticks | slice) -> Ticks:
            return table.finish_at(table.work_at(instants[rows]) + lengths[rows])

        return np.where(lengths == 0, instants, self._count(clock, ends))

    def between(self, clock: Ticks, first: Ticks, last: Ticks) -> Ticks:
        """The working time from one instant to another; negative where the second is earlier."""
        return self._count(clock, lambda table, rows: table.work_at(last[rows]) - table.work_at(first[rows]))

    def next_start(self, clock: Ticks, instants: Ticks) -> Ticks:
        """The instant where work goes on at it, else the beginning of the next period."""
        return self._count(clock, lambda table, rows: table.start_at(table.work_at(instants[rows])))


def beyond(*columns: Ticks) -> bool:
    """Whether an instant was counted past the end of a table."""
    return any(bool(((np.abs(column) >= FAR // 2) & (column != NO_DATE)).any()) for column in columns)
