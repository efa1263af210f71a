"""Working time to dates and back, for many instants at once, on one calendar.

The tables behind it cover some years around what was asked and grow on demand, up to the years 1900 to
2199; beyond them is a fault, said in words.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pmo_desktop.i18n import tr
from pmo_desktop.scheduling.ticks import DAY, FIRST_DAY, LAST_DAY, Ticks
from pmo_desktop.scheduling.workpattern import Pattern
from pmo_desktop.scheduling.worktable import FAR, WorkTable, compiled

_YEAR = 366


class OutOfTime(Exception):
    """Dates leave the years that the engine plans with. `str` is a translated sentence."""

    def __init__(self) -> None:
        super().__init__(tr("The dates of this plan would leave the years 1900 to 2199."))


def widened(first_day: int, last_day: int) -> tuple[int, int]:
    """A span of days four times as long, within bounds. Raises OutOfTime when it is as long as can be."""
    if (first_day, last_day) == (FIRST_DAY, LAST_DAY):
        raise OutOfTime
    more = max(2 * _YEAR, (3 * (last_day - first_day)) // 2)
    return max(FIRST_DAY, first_day - more), min(LAST_DAY, last_day + more)


def span_around(instants: Ticks) -> tuple[int, int]:
    """The days to compile for these instants: from a year before to five years after."""
    if not len(instants):
        return -_YEAR, 60 * _YEAR
    first, last = int(instants.min()) // DAY, int(instants.max()) // DAY
    if first < FIRST_DAY or last >= LAST_DAY:
        raise OutOfTime
    return max(FIRST_DAY, first - _YEAR), min(LAST_DAY, last + 5 * _YEAR)


class WorkClock:
    """A calendar that counts. Instants and durations are arrays of ticks of one length."""

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self._span = (0, 0)
        self._table: WorkTable | None = None

    def _over(self, instants: Ticks) -> WorkTable:
        """The table, wide enough for these instants."""
        first, last = span_around(instants)
        if self._table is None or first < self._span[0] or last > self._span[1]:
            known = self._span if self._table is not None else (first, last)
            self._span = min(first, known[0]), max(last, known[1])
            self._table = compiled(self.pattern, *self._span)
        return self._table

    def _answer(self, instants: Ticks, count: Callable[[WorkTable], Ticks]) -> Ticks:
        """What is counted on a table that is wide enough for the answer."""
        found = count(self._over(instants))
        while len(found) and bool((np.abs(found) >= FAR).any()):
            self._span = widened(*self._span)
            self._table = compiled(self.pattern, *self._span)
            found = count(self._table)
        return found

    def add(self, instants: Ticks, durations: Ticks) -> Ticks:
        """Each instant moved on by working time: to the end of a period; back, where negative, to a start.

        Nought leaves an instant where it is. Raises OutOfTime.
        """

        def moved(table: WorkTable) -> Ticks:
            work = table.work_at(instants) + durations
            there = np.where(durations > 0, table.finish_at(work), table.start_at(work))
            return np.where(durations == 0, instants, there)

        return self._answer(instants, moved)

    def between(self, first: Ticks, last: Ticks) -> Ticks:
        """The working time from one instant to another; negative where the second is earlier."""
        table = self._over(np.concatenate((first, last)))
        return table.work_at(last) - table.work_at(first)

    def next_start(self, instants: Ticks) -> Ticks:
        """The instant itself where work goes on at it, else the beginning of the next period."""
        return self._answer(instants, lambda table: table.start_at(table.work_at(instants)))

    def previous_finish(self, instants: Ticks) -> Ticks:
        """The instant itself where work went on until it, else the end of the period before."""
        return self._answer(instants, lambda table: _previous(table, instants))

    def periods(self, first: int, last: int) -> tuple[Ticks, Ticks]:
        """Starts and ends of the working periods that meet a span of time, cut to it."""
        table = self._over(np.array([first, last], np.int64))
        starts, ends = table.starts[:-1], table.ends
        meet = (ends > first) & (starts < last)
        return np.maximum(starts[meet], first), np.minimum(ends[meet], last)


def _previous(table: WorkTable, instants: Ticks) -> Ticks:
    """The end of work at or before each instant; -FAR before the first period of the table."""
    work = table.work_at(instants)
    return np.where(work <= 0, -FAR, table.finish_at(work))
