"""Working calendars as a schedule file states them: the week, the exceptions, and what repeats.

Kept as data, nothing expanded: which dates an exception falls on is the schedule engine's to work out.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import date
from enum import Enum

Interval = tuple[int, int]
"""From and to, in minutes of the day: (480, 720) is 08:00 to 12:00; 1440 is the midnight that ends it."""
DayHours = tuple[Interval, ...]
"""The working intervals of one day; empty when nobody works."""

USUAL_DAY: DayHours = ((480, 720), (780, 1020))
"""What schedule programs assume where a file says 'working' and no hours: 08:00-12:00, 13:00-17:00."""
USUAL_WEEK: tuple[DayHours, ...] = (USUAL_DAY,) * 5 + ((),) * 2


class Rhythm(Enum):
    """How a calendar exception repeats."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_BY_DAY = "monthly by day"
    MONTHLY_BY_POSITION = "monthly by position"
    YEARLY_BY_DAY = "yearly by day"
    YEARLY_BY_POSITION = "yearly by position"


@dc.dataclass(frozen=True, slots=True)
class Recurrence:
    """When an exception comes again, between its first and last day; only what its rhythm uses is set."""

    rhythm: Rhythm
    every: int = 1
    """Each n-th day, week or month."""
    weekdays: tuple[int, ...] = ()
    """Monday is 0."""
    month: int | None = None
    """1 to 12."""
    month_day: int | None = None
    position: int | None = None
    """1 first, 2 second, 3 third, 4 fourth, 5 last."""
    position_of: str = ""
    """`day`, `weekday`, `weekend day`, or the number of a day of the week, Monday '0'."""
    occurrences: int | None = None
    by_occurrences: bool = False
    """Whether the count or the last day was given by the person."""


@dc.dataclass(frozen=True, slots=True)
class CalendarException:
    """Days that differ from the week: a holiday (no hours) or other hours."""

    name: str
    first: date
    last: date
    hours: DayHours = ()
    recurrence: Recurrence | None = None
    """None: every day from first to last."""


@dc.dataclass(frozen=True, slots=True)
class WorkWeek:
    """Another week pattern for a range of dates; None in `week` leaves the calendar's own day."""

    name: str
    first: date
    last: date
    week: tuple[DayHours | None, ...]


@dc.dataclass(frozen=True, slots=True)
class Calendar:
    """A working calendar. `week` has seven days from Monday; None is taken from the base calendar."""

    uid: int
    name: str
    is_base: bool
    base_uid: int | None = None
    week: tuple[DayHours | None, ...] = (None,) * 7
    exceptions: tuple[CalendarException, ...] = ()
    work_weeks: tuple[WorkWeek, ...] = ()
    resource_uid: int | None = None
    """The resource whose own calendar this is."""
    minutes_per_day: int | None = None
    """What one day means where durations are shown in days, if the calendar says so itself (P6)."""
    minutes_per_week: int | None = None
    minutes_per_month: int | None = None
    minutes_per_year: int | None = None


def week_of(uid: int | None, calendars: Mapping[int, Calendar]) -> tuple[DayHours, ...]:
    """The seven days of a calendar from Monday; what it leaves open comes from its bases, then from habit."""
    days: list[DayHours | None] = [None] * 7
    seen: set[int] = set()
    calendar = None if uid is None else calendars.get(uid)
    while calendar is not None and calendar.uid not in seen:
        seen.add(calendar.uid)
        days = [mine if mine is not None else hours for mine, hours in zip(days, calendar.week, strict=True)]
        calendar = None if calendar.base_uid is None else calendars.get(calendar.base_uid)
    return tuple(usual if day is None else day for day, usual in zip(days, USUAL_WEEK, strict=True))
