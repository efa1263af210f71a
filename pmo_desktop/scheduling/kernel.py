"""The passes over the network, one row at a time: the same source runs as Python and compiled by Numba.

Rules of this module: plain functions over scalars and indexable columns (lists as Python, arrays when
compiled), the tuples below, no other library. `kernels.py` says which of the two is used.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple, Protocol

FAR = 2**61
"""Beyond every date; -FAR before all (as in worktable)."""
DAY = 14400
"""Ticks in a day."""
FREE, FIXED, GATHERED = 0, 1, 2
"""Modes of a row: scheduled here, with early dates given, or gathering what is under it."""
NO_HOLD, START_AT, FINISH_AT, START_BY, FINISH_BY, FINISH_FROM, LATE_START = range(7)
"""What a constraint asks for beside a floor on the start; LATE_START bounds the late start alone."""
MOVES, AT_END, DONE, BEGINS = range(4)
"""Where a row of no length stands: with working time; at the end of a working period too (a milestone of
MS Project, P6's finish milestone); wherever it is put (P6's finished activity); late at the beginning of a
working period too (P6's start milestone)."""
FS, SS, FF, SF, MEMBER, FS_INTO = range(6)
"""Types of edges: the four links, a row in its summary, and a finish-to-start link into a summary."""


class Column(Protocol):
    """A column of whole numbers: a list, or an array."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> int: ...


class Mutable(Column, Protocol):
    """A column that the passes fill in."""

    def __setitem__(self, at: int, value: int, /) -> None: ...


class Clocks(NamedTuple):
    """The tables of all calendars one after another; see worktable.WorkTable."""

    first: Column
    """Where each calendar's table begins, and the end of the last."""
    starts: Column
    before: Column
    day: int
    """The first day of all tables, since 1970."""
    days: Column
    """Where each calendar's days begin in `by_day`, and the end of the last."""
    by_day: Column
    """The last period that begins at or before each midnight."""


class Edges(NamedTuple):
    """The links; see topology.Topology. `lag` is ticks on `clock`."""

    source: Column
    target: Column
    type: Column
    lag: Column
    clock: Column
    holds: Column
    """1 where the successor holds its predecessor back: not finished, and active. A link into a summary
    does until all of that is finished."""
    in_first: Column
    out_first: Column
    out_edge: Column


class Parts(NamedTuple):
    """What the length of a row is made of: one part for the row itself, or one for each assignment.

    A row finishes with the last of its parts. Each has a calendar, a length, what is left of it, and a
    delay after the row's start.
    """

    first: Column
    clock: Column
    length: Mutable
    left: Mutable
    delay: Column


class Rows(NamedTuple):
    """What else holds a row."""

    mode: Column
    floor: Column
    """No earlier start than this."""
    begins: Column
    """The start of the row's project."""
    hold: Column
    hold_date: Column
    ceiling: Column
    """No later finish than this: deadline, must-dates, the project's finish."""
    clock: Column
    """The row's own calendar."""
    stands: Column
    """Where a row may stand in time off; one of the codes below."""
    raw: Column
    """1 of rows whose finish stands where a finish-to-finish link asks for it, in time off too (P6)."""
    delay: Column
    """Levelling delay, in ticks of delay_clock."""
    delay_clock: Column
    late: Column
    """1 of rows as late as possible."""
    done: Column
    """1 of finished rows."""
    begun: Column
    """When work on a started row began, -FAR of others."""
    goes_on: Column
    """Where the work of a row by hand that is in progress goes on, -FAR of others."""
    by_hand: Column
    expected: Column
    """When the row is expected to finish, which makes its length; -FAR where nobody said."""


class Dates(NamedTuple):
    """What the passes fill in. `pull` is the late start that holds predecessors (of started rows too)."""

    early_start: Mutable
    early_finish: Mutable
    late_start: Mutable
    late_finish: Mutable
    pull: Mutable
    driver: Mutable


def place(clocks: Clocks, clock: int, instant: int) -> int:
    """The last period that begins at or before an instant; one before the clock's first where none does."""
    first = clocks.days[clock]
    day = instant // DAY - clocks.day
    at = clocks.by_day[first + min(max(day, 0), clocks.days[clock + 1] - first - 1)]
    last = clocks.first[clock + 1] - 2
    while at < last and clocks.starts[at + 1] <= instant:
        at += 1
    return at


def worked(clocks: Clocks, at: int, instant: int) -> int:
    """The working time before an instant that lies in or after a period, and before the next."""
    return min(clocks.before[at] + instant - clocks.starts[at], clocks.before[at + 1])


def work_at(clocks: Clocks, clock: int, instant: int) -> int:
    """The working time before an instant."""
    at = place(clocks, clock, instant)
    return 0 if at < clocks.first[clock] else worked(clocks, at, instant)


def ahead(clocks: Clocks, clock: int, instant: int, length: int) -> int:
    """The end of `length` of working time from an instant; the instant itself where the length is nought."""
    if length <= 0:
        return instant
    low, high = clocks.first[clock], clocks.first[clock + 1] - 1
    at = place(clocks, clock, instant)
    work = length
    if at < low:
        at = low
    else:
        work += worked(clocks, at, instant)
    if work > clocks.before[high]:
        return FAR
    step = 1
    while at + step < high and clocks.before[at + step] < work:
        at += step
        step *= 2
    at = bisect_left(clocks.before, work, at, min(at + step, high)) - 1 if step > 1 else at
    return clocks.starts[at] + work - clocks.before[at]


def back(clocks: Clocks, clock: int, instant: int, length: int) -> int:
    """The beginning of `length` of working time up to an instant; the instant itself for nought."""
    if length <= 0:
        return instant
    low = clocks.first[clock]
    at = place(clocks, clock, instant)
    if at < low:
        return -FAR
    work = worked(clocks, at, instant) - length
    if work < 0:
        return -FAR
    step, top = 1, at + 1
    while at > low and clocks.before[at] > work:
        top = at
        at = max(low, at - step)
        step *= 2
    at = bisect_right(clocks.before, work, at, top) - 1
    return clocks.starts[at] + work - clocks.before[at]


def next_start(clocks: Clocks, clock: int, instant: int) -> int:
    """The instant where work goes on at it, else the beginning of the next period."""
    at = place(clocks, clock, instant)
    if at >= clocks.first[clock] and instant - clocks.starts[at] < clocks.before[at + 1] - clocks.before[at]:
        return instant
    return clocks.starts[at + 1]


def last_finish(clocks: Clocks, clock: int, instant: int) -> int:
    """The instant where work went on until it, else the end of the period before."""
    low = clocks.first[clock]
    at = place(clocks, clock, instant)
    if at >= low and clocks.starts[at] == instant:
        at -= 1
    if at < low:
        return -FAR
    return min(instant, clocks.starts[at] + clocks.before[at + 1] - clocks.before[at])


def moved(clocks: Clocks, clock: int, instant: int, length: int) -> int:
    """An instant moved on by working time, or back where the length is negative."""
    if length < 0:
        return back(clocks, clock, instant, -length)
    return ahead(clocks, clock, instant, length)


def row_start(clocks: Clocks, parts: Parts, rows: Rows, row: int, instant: int) -> int:
    """Where a row that may start at an instant does: with the first of its parts to find working time."""
    if rows.stands[row] == DONE:
        return instant
    found = FAR
    for part in range(parts.first[row], parts.first[row + 1]):
        found = min(found, next_start(clocks, parts.clock[part], instant))
    if rows.stands[row] == AT_END and found > instant:
        part = parts.first[row]
        if last_finish(clocks, parts.clock[part], instant) == instant:
            return instant
    return found


def row_finish(clocks: Clocks, parts: Parts, row: int, start: int) -> int:
    """Where a row that starts at an instant ends: with the last of its parts."""
    found = -FAR
    for part in range(parts.first[row], parts.first[row + 1]):
        end = ahead(clocks, parts.clock[part], start, parts.delay[part] + parts.length[part])
        found = max(found, end)
    return found


def row_before(clocks: Clocks, parts: Parts, row: int, finish: int) -> int:
    """Where a row must start to end at an instant."""
    found = FAR
    for part in range(parts.first[row], parts.first[row + 1]):
        begin = back(clocks, parts.clock[part], finish, parts.delay[part] + parts.length[part])
        found = min(found, begin)
    return found


def row_left(clocks: Clocks, parts: Parts, row: int, finish: int) -> int:
    """Where what is left of a row must start to end at an instant."""
    found = FAR
    for part in range(parts.first[row], parts.first[row + 1]):
        found = min(found, back(clocks, parts.clock[part], finish, parts.left[part]))
    return found


def row_stop(clocks: Clocks, parts: Parts, row: int, start: int) -> int:
    """Where what is done of a row that started at an instant ends."""
    found = start
    for part in range(parts.first[row], parts.first[row + 1]):
        done = parts.delay[part] + parts.length[part] - parts.left[part]
        found = max(found, ahead(clocks, parts.clock[part], start, done))
    return found


def row_end(clocks: Clocks, parts: Parts, row: int, instant: int) -> int:
    """The end of a working period that is the same to a row as an instant, where there is one."""
    found = -FAR
    for part in range(parts.first[row], parts.first[row + 1]):
        found = max(found, last_finish(clocks, parts.clock[part], instant))
    return found
