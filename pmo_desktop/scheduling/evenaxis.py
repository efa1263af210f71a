"""The time of a plan whose rows all run on one calendar: instants as places on it, for `kerneleven`.

The place of an instant is the working time before it, times four, and how it stands to time off: 0 at the end
of work or within it, 1 in time off, 2 where work begins again. Places stand in the order of their instants.
"""

from __future__ import annotations

import dataclasses as dc
from bisect import bisect_left
from collections.abc import Collection
from typing import cast

import numpy as np

from pmo_desktop.scheduling.kernel import (
    AT_END,
    FAR,
    FF,
    FREE,
    FS,
    FS_INTO,
    MOVES,
    NO_HOLD,
    SF,
    SS,
    Clocks,
    Column,
    Edges,
    Parts,
    Rows,
)
from pmo_desktop.scheduling.ticks import Ticks

OFF, BEGINS = 1, 2
"""How a place stands to time off, beside 0."""


@dc.dataclass(frozen=True)
class Axis:
    """The one calendar, with its periods as in worktable, and the lengths of rows on it."""

    starts: Ticks
    before: Ticks
    lengths: list[int]
    left: list[int]
    reach: int
    """The most that a lag and a length together move a date."""

    def several(self, work: int) -> bool:
        """Whether time off lies where so much is worked: then one work has several instants."""
        at = bisect_left(self.before, work)
        return at < len(self.before) and bool(self.before[at] == work)

    def places(self, instants: Column) -> list[int]:
        """The place of each instant."""
        found = np.asarray(instants, np.int64)
        at = np.searchsorted(self.starts, found, side="right") - 1
        period = np.maximum(at, 0)
        since = found - self.starts[period]
        length = self.before[np.minimum(period + 1, len(self.before) - 1)] - self.before[period]
        work = self.before[period] + np.clip(since, 0, length)
        stands = np.where(since == 0, BEGINS, np.where((at < 0) | (since > length), OFF, 0))
        made: list[int] = (4 * work + stands).tolist()
        return made

    def instants(self, found: Ticks) -> list[int]:
        """The instants of places.

        None at all where one is in time off, or so near an end of the table that a date on the way to it
        may have been beyond.
        """
        work = found >> 2
        if (found & 3 == OFF).any() or work.min() <= self.reach or work.max() >= self.before[-1] - self.reach:
            return []
        ends = np.searchsorted(self.before, work, side="left") - 1
        begins = np.searchsorted(self.before, work, side="right") - 1
        period = np.where(found & 3, begins, ends)
        made: list[int] = (self.starts[period] + work - self.before[period]).tolist()
        return made


def listed(column: Column) -> list[int]:
    """A column as the plain passes have it."""
    return cast("list[int]", column)


def axis_of(order: Column, clocks: Clocks, edges: Edges, parts: Parts, rows: Rows) -> Axis | None:
    """The calendar that all rows run on; None for a plan of which a row or link asks for more."""
    clock = rows.clock[order[0]] if len(order) else -1
    allowed = (
        (rows.clock, {clock}),
        (rows.mode, {FREE}),
        (rows.hold, {NO_HOLD}),
        (rows.stands, {MOVES, AT_END}),
        (rows.raw, {0}),
        (rows.delay, {0}),
        (rows.done, {0}),
        (rows.begun, {-FAR}),
        (rows.by_hand, {0}),
    )
    if clock < 0 or not all(_among(listed(column), values, listed(order)) for column, values in allowed):
        return None
    lags = zip(listed(edges.lag), listed(edges.clock), strict=True)
    even = (
        set(listed(parts.clock)) == {clock}
        and set(listed(edges.type)) <= {FS, SS, FF, SF, FS_INTO}
        and all(at == clock for lag, at in lags if lag)
    )
    return _axis(clock, clocks, edges, parts) if even else None


def _among(column: list[int], values: Collection[int], order: list[int]) -> bool:
    """Whether the rows of the order have none but these values."""
    return set(column) <= set(values) or all(column[row] in values for row in order)


def _axis(clock: int, clocks: Clocks, edges: Edges, parts: Parts) -> Axis:
    """The calendar of a clock. A row is as long as the longest of its parts."""
    here = slice(clocks.first[clock], clocks.first[clock + 1])
    first = listed(parts.first)[:-1]
    lengths = np.maximum.reduceat(np.add(listed(parts.delay), listed(parts.length)), first)
    left = np.maximum.reduceat(np.array(listed(parts.left)), first)
    longest = int(max(lengths.max(), left.max()))
    starts, before = listed(clocks.starts)[here], listed(clocks.before)[here]
    lag = max(map(abs, listed(edges.lag)), default=0)
    return Axis(np.array(starts), np.array(before), lengths.tolist(), left.tolist(), longest + lag)
