"""A calendar compiled for a span of days: where working time begins, and how much there was before.

An instant maps to the working time before it and back by binary search, many at once. Where no time is
worked between two instants they share one amount of work; going back, `finish_at` gives the earliest of
them (the end of a working period) and `start_at` the latest (the beginning of the next).
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from pmo_desktop.domain.schedulecalendar import DayHours
from pmo_desktop.scheduling.recurring import day_number, days_of
from pmo_desktop.scheduling.ticks import DAY, MINUTE, Ticks
from pmo_desktop.scheduling.workpattern import Pattern

_BY_DAY = 512
"""So many instants are looked up by their day: quicker than a search for each, but not for a few."""
FAR = 2**61
"""Beyond every date: what comes of counting past the end of a table; -FAR before its beginning."""


@dc.dataclass(frozen=True)
class WorkTable:
    """Working periods in order, none touching the next.

    `starts` has one more entry than there are periods, FAR; `before` likewise, the whole of the work.
    """

    starts: Ticks
    before: Ticks

    @property
    def ends(self) -> Ticks:
        """Where each period ends."""
        ends: Ticks = self.starts[:-1] + np.diff(self.before)
        return ends

    @property
    def total(self) -> int:
        """All working time in the table."""
        return int(self.before[-1])

    @cached_property
    def _days(self) -> tuple[int, Ticks, int]:
        """The first day, the period at or before each midnight from it, and the most periods of a day."""
        opens = self.starts[:-1]
        if not len(opens):
            return 0, np.zeros(1, np.int64), 0
        first, last = int(opens[0]) // DAY, int(self.ends[-1]) // DAY + 1
        midnights = np.arange(first, last + 1) * DAY
        there = np.searchsorted(opens, midnights, side="right")
        return first, np.maximum(there - 1, 0).astype(np.int64), int(np.diff(there).max(initial=0))

    def _place(self, instants: Ticks) -> Ticks:
        """The period at or before each instant; the first where there is none. Many go by way of the day."""
        if len(instants) < _BY_DAY:
            return np.maximum(np.searchsorted(self.starts, instants, side="right") - 1, 0)
        first, periods, most = self._days
        place = periods[np.clip(instants // DAY - first, 0, len(periods) - 1)]
        for _ in range(most):
            place = place + (self.starts[np.minimum(place + 1, len(self.starts) - 1)] <= instants)
        return np.minimum(place, len(self.starts) - 1)

    def work_at(self, instants: Ticks) -> Ticks:
        """The working time from the table's beginning to each instant."""
        place = self._place(instants)
        since = np.maximum(instants - self.starts[place], 0)
        after = self.before[np.minimum(place + 1, len(self.before) - 1)]
        worked: Ticks = np.minimum(self.before[place] + since, after)
        return worked

    def finish_at(self, work: Ticks) -> Ticks:
        """The earliest instant with that much work before it; FAR, or -FAR, beyond the table."""
        place = np.maximum(np.searchsorted(self.before, work, side="left") - 1, 0)
        found: Ticks = self.starts[place] + work - self.before[place]
        return np.where(work > self.total, FAR, np.where(work < 0, -FAR, found))

    def start_at(self, work: Ticks) -> Ticks:
        """The latest instant with that much work before it: the working time goes on there."""
        place = np.maximum(np.searchsorted(self.before, work, side="right") - 1, 0)
        found: Ticks = self.starts[place] + work - self.before[place]
        return np.where(work >= self.total, FAR, np.where(work < 0, -FAR, found))


def table_of(periods: tuple[Ticks, Ticks]) -> WorkTable:
    """The table of working periods given as starts and ends, in order; those that touch become one."""
    starts, ends = periods
    if len(starts):
        opens = np.concatenate(([True], starts[1:] > ends[:-1]))
        closes = np.concatenate((opens[1:], [True]))
        starts, ends = starts[opens], ends[closes]
    before = np.concatenate(([0], np.cumsum(ends - starts)))
    return WorkTable(np.concatenate((starts, [FAR])), before.astype(np.int64))


def compiled(pattern: Pattern, first_day: int, last_day: int) -> WorkTable:
    """The table of a pattern for the days from `first_day` up to, not including, `last_day`."""
    hours: dict[DayHours, int] = {}
    days = _hours_by_day(pattern, first_day, last_day, hours)
    return table_of(_periods(days, first_day, list(hours)))


def _number(hours: dict[DayHours, int], day: DayHours) -> int:
    """The number of these hours, a new one where they were not met before."""
    return hours.setdefault(_tidy(day), len(hours))


def _tidy(day: DayHours) -> DayHours:
    """The periods of a day in order, without overlap and within the day."""
    made: list[tuple[int, int]] = []
    for begin, end in sorted(day):
        begin, end = max(begin, made[-1][1] if made else 0), min(end, 1440)
        if end > begin:
            made.append((begin, end))
    return tuple(made)


def _hours_by_day(pattern: Pattern, first_day: int, last_day: int, hours: dict[DayHours, int]) -> Ticks:
    """The number of the hours of each day: the week, overlaid by work weeks, overlaid by exceptions."""
    dates = np.arange(first_day, last_day, dtype=np.int64)
    weekdays = (dates + 3) % 7
    week = np.array([_number(hours, day) for day in pattern.week], np.int64)
    days: Ticks = week[weekdays]
    for other in reversed(pattern.work_weeks):
        chosen = np.array([-1 if day is None else _number(hours, day) for day in other.week])[weekdays]
        inside = (dates >= day_number(other.first)) & (dates <= day_number(other.last)) & (chosen >= 0)
        days = np.where(inside, chosen, days)
    for exception in reversed(pattern.exceptions):
        fall = days_of(exception)
        fall = fall[(fall >= first_day) & (fall < last_day)] - first_day
        days[fall] = _number(hours, exception.hours)
    return days


def _periods(days: Ticks, first_day: int, hours: Iterable[DayHours]) -> tuple[Ticks, Ticks]:
    """Starts and ends of all periods of days whose hours are numbered."""
    shapes = list(hours)
    width = max(map(len, shapes), default=0)
    begins = np.full((len(shapes), width), -1, np.int64)
    ends = np.full((len(shapes), width), -1, np.int64)
    for row, shape in enumerate(shapes):
        begins[row, : len(shape)] = [begin * MINUTE for begin, _ in shape]
        ends[row, : len(shape)] = [end * MINUTE for _, end in shape]
    midnight = ((np.arange(len(days)) + first_day) * DAY)[:, None]
    there = begins[days] >= 0
    return (midnight + begins[days])[there], (midnight + ends[days])[there]


def common(one: WorkTable, other: WorkTable) -> WorkTable:
    """The table of the time in which both calendars work."""
    edges = np.unique(np.concatenate((one.starts[:-1], one.ends, other.starts[:-1], other.ends)))
    begins, ends = edges[:-1], edges[1:]
    both = (one.work_at(ends) > one.work_at(begins)) & (other.work_at(ends) > other.work_at(begins))
    return table_of((begins[both], ends[both]))
