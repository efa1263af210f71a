"""The plain reference that the engine is held against: one minute after another, one row after another.

Slow and obviously right. Instants are whole minutes from a Monday; a calendar is a list of yes and no, one
for each minute of some weeks.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from pmo_desktop.domain.schedulecalendar import DayHours
from pmo_desktop.scheduling.network import Constraint, LinkType
from pmo_desktop.scheduling.workpattern import Pattern

FIRST = date(2026, 1, 5)
"""A Monday: minute nought is its midnight."""
NEVER = 10**9


def hours_on(pattern: Pattern, day: date) -> DayHours:
    """The hours that a calendar works on a day, by its exceptions, work weeks and week (no recurrence)."""
    for exception in pattern.exceptions:
        if exception.first <= day <= exception.last:
            return exception.hours
    for week in pattern.work_weeks:
        hours = week.week[day.weekday()]
        if week.first <= day <= week.last and hours is not None:
            return hours
    return pattern.week[day.weekday()]


def minutes_of(pattern: Pattern, days: int) -> list[bool]:
    """Whether each minute of so many days is worked."""
    worked = [False] * (1440 * days)
    for number in range(days):
        for begin, end in hours_on(pattern, FIRST + timedelta(days=number)):
            for minute in range(begin, end):
                worked[1440 * number + minute] = True
    return worked


@dc.dataclass(frozen=True)
class Walker:
    """A calendar to be walked; before and after its list nobody works."""

    worked: Sequence[bool]

    def works(self, minute: int) -> bool:
        """Whether the minute that begins here is worked."""
        return 0 <= minute < len(self.worked) and self.worked[minute]

    def next_start(self, minute: int) -> int:
        """The first worked minute from here on."""
        while not self.works(minute):
            minute += 1
            if minute > len(self.worked):
                return NEVER
        return minute

    def last_finish(self, minute: int) -> int:
        """The end of the last worked minute up to here."""
        while not self.works(minute - 1):
            minute -= 1
            if minute < 0:
                return -NEVER
        return minute

    def add(self, minute: int, length: int) -> int:
        """Where so much work from here ends."""
        while length > 0:
            length -= self.works(minute)
            minute += 1
            if minute > len(self.worked):
                return NEVER
        return minute

    def subtract(self, minute: int, length: int) -> int:
        """Where so much work up to here begins."""
        while length > 0:
            minute -= 1
            length -= self.works(minute)
            if minute < 0:
                return -NEVER
        return minute

    def moved(self, minute: int, length: int) -> int:
        """On, or back."""
        return self.add(minute, length) if length >= 0 else self.subtract(minute, -length)

    def between(self, first: int, last: int) -> int:
        """The work from one minute to another."""
        if last < first:
            return -self.between(last, first)
        return sum(self.works(minute) for minute in range(first, last))


@dc.dataclass(frozen=True)
class Row:
    """A row to schedule: minutes of work on a calendar, and a constraint."""

    length: int
    calendar: int = 0
    constraint: Constraint = Constraint.ASAP
    date: int = 0


@dc.dataclass(frozen=True)
class Arrow:
    """A link: rows, type, minutes of lag on the successor's calendar."""

    source: int
    target: int
    type: LinkType = LinkType.FS
    lag: int = 0


@dc.dataclass(frozen=True)
class Answer:
    """Dates and floats by row, in minutes."""

    early: list[tuple[int, int]]
    late: list[tuple[int, int]]
    total: list[int]


def schedule_plainly(
    rows: Sequence[Row], arrows: Sequence[Arrow], calendars: Sequence[Walker], begins: int
) -> Answer:
    """Forward and backward over rows whose arrows all point to later rows."""
    early: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        into = [arrow for arrow in arrows if arrow.target == number]
        early.append(_early(row, calendars[row.calendar], into, early, begins))
    ends = max(finish for _, finish in early)
    late = [(0, 0)] * len(rows)
    for number in reversed(range(len(rows))):
        late[number] = _late(number, rows, arrows, calendars, late, ends)
    total = [
        min(calendars[row.calendar].between(a, b) for a, b in zip(early[n], late[n], strict=True))
        for n, row in enumerate(rows)
    ]
    return Answer(early, late, total)


def _early(
    row: Row, clock: Walker, into: Sequence[Arrow], early: Sequence[tuple[int, int]], begins: int
) -> tuple[int, int]:
    """The earliest dates of one row. A finish that was asked for stands, if only time off lies before it."""
    start, asked = -NEVER if into else begins, -NEVER
    for arrow in into:
        pushed = _pushed(arrow, early[arrow.source], row, clock, begins)
        if pushed > start:
            end = clock.moved(early[arrow.source][0], arrow.lag)
            start, asked = pushed, end if arrow.type is LinkType.SF else -NEVER
    free = clock.next_start(start)
    start = _held(row, clock, start, not into)
    if start != free:
        asked = row.date if row.constraint is Constraint.FNET and not into else -NEVER
    finish = clock.add(start, row.length)
    return start, max(finish, asked if clock.last_finish(max(asked, 1440)) <= finish else finish)


def _pushed(arrow: Arrow, early: tuple[int, int], row: Row, clock: Walker, begins: int) -> int:
    """The start that an arrow asks of its target."""
    end = early[arrow.type in (LinkType.FS, LinkType.FF)]
    end = clock.moved(end, arrow.lag)
    if arrow.type in (LinkType.FS, LinkType.SS):
        return end
    start = clock.subtract(end, row.length)
    return max(start, begins) if arrow.type is LinkType.FF else start


def _held(row: Row, clock: Walker, start: int, first: bool) -> int:
    """The start after the row's own date has had its say."""
    if row.constraint is Constraint.SNET:
        return clock.next_start(row.date if first else max(start, row.date))
    start = clock.next_start(start)
    match row.constraint:
        case Constraint.FNET:
            return max(start, clock.subtract(row.date, row.length))
        case Constraint.SNLT:
            return min(start, row.date)
        case Constraint.FNLT:
            return min(start, clock.subtract(row.date, row.length))
        case _:
            return start


def _late(
    number: int,
    rows: Sequence[Row],
    arrows: Sequence[Arrow],
    calendars: Sequence[Walker],
    late: Sequence[tuple[int, int]],
    ends: int,
) -> tuple[int, int]:
    """The latest dates of one row, given those of all after it."""
    row, clock, finish = rows[number], calendars[rows[number].calendar], ends
    for arrow in arrows:
        if arrow.source != number:
            continue
        other = calendars[rows[arrow.target].calendar]
        begin, end = late[arrow.target]
        if arrow.type is LinkType.SS:
            begin = clock.next_start(begin)
        limit = other.moved(begin if arrow.type in (LinkType.FS, LinkType.SS) else end, -arrow.lag)
        if arrow.type in (LinkType.SS, LinkType.SF):
            limit = clock.add(limit, row.length)
        finish = min(finish, limit)
    if row.constraint is Constraint.FNLT:
        finish = min(finish, row.date)
    if row.constraint is Constraint.SNLT:
        finish = min(finish, clock.add(row.date, row.length))
    finish = clock.last_finish(finish)
    return clock.subtract(finish, row.length), finish


def runs(marks: Sequence[int]) -> DayHours:
    """The hours of a day from an even number of minutes, in order."""
    return tuple((a, b) for n, (a, b) in enumerate(pairwise(marks)) if n % 2 == 0 and a < b)
