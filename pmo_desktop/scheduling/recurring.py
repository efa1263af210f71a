"""On which days a calendar exception falls, as whole days since 1970."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

import numpy as np
import numpy.typing as npt

from pmo_desktop.domain.schedulecalendar import CalendarException, Recurrence, Rhythm

Days = npt.NDArray[np.int64]
_EPOCH = date(1970, 1, 1)
_MOST = 200_000
"""More days than there are between 1900 and 2200."""


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def days_of(exception: CalendarException) -> Days:
    """The days of one exception, in order.

    A count of occurrences ends the series where the person gave the count; else the last day does.
    """
    rule, first, last = exception.recurrence, exception.first, exception.last
    if rule is None:
        return np.arange(day_number(first), day_number(last) + 1, dtype=np.int64)
    limit = rule.occurrences if rule.by_occurrences and rule.occurrences else _MOST
    within = (day for day in _fitting(rule, first, last) if first <= day <= last)
    return np.fromiter((day_number(day) for day in islice(within, limit)), np.int64)


def _fitting(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """The days that a rule names from about the first to about the last."""
    match rule.rhythm:
        case Rhythm.DAILY:
            yield from _daily(rule, first, last)
        case Rhythm.WEEKLY:
            yield from _weekly(rule, first, last)
        case Rhythm.MONTHLY_BY_DAY | Rhythm.MONTHLY_BY_POSITION:
            yield from _in_months(rule, first, last, max(1, rule.every))
        case Rhythm.YEARLY_BY_DAY | Rhythm.YEARLY_BY_POSITION:
            begin = date(first.year, rule.month or first.month, 1)
            yield from _in_months(rule, begin, last, 12)


def _daily(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """Each n-th day."""
    step = max(1, rule.every)
    for ahead in range(0, (last - first).days + 1, step):
        yield first + timedelta(days=ahead)


def _weekly(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """The named days of each n-th week; weeks begin on Sunday, as the writing program counts them."""
    named = rule.weekdays or (first.weekday(),)
    sunday = first - timedelta(days=(first.weekday() + 1) % 7)
    offsets = sorted((day + 1) % 7 for day in named)
    while sunday <= last:
        for offset in offsets:
            yield sunday + timedelta(days=offset)
        if (date.max - sunday).days <= 7 * max(1, rule.every):
            return
        sunday += timedelta(weeks=max(1, rule.every))


def _in_months(rule: Recurrence, first: date, last: date, step: int) -> Iterator[date]:
    """One day in each n-th month: the day of that number, or the one at that position."""
    by_day = rule.rhythm in (Rhythm.MONTHLY_BY_DAY, Rhythm.YEARLY_BY_DAY)
    number = first.year * 12 + first.month - 1
    while number <= last.year * 12 + last.month - 1:
        year, month = number // 12, number % 12 + 1
        found = _numbered(rule, year, month) if by_day else _positioned(rule, year, month)
        if found is not None:
            yield found
        number += step


def _numbered(rule: Recurrence, year: int, month: int) -> date | None:
    """The n-th of a month; the last where the month is shorter."""
    length = monthrange(year, month)[1]
    return date(year, month, min(max(1, rule.month_day or 1), length))


def _positioned(rule: Recurrence, year: int, month: int) -> date | None:
    """The first to fourth, or the last, of the days of its sort in a month."""
    length = monthrange(year, month)[1]
    sort = [day for n in range(1, length + 1) if _is(day := date(year, month, n), rule.position_of)]
    position = rule.position or 1
    if not sort:
        return None
    return sort[-1] if position >= 5 else sort[min(position, len(sort)) - 1]


def _is(day: date, sort: str) -> bool:
    """Whether a day is of a sort: any day, a weekday, a weekend day, or one day of the week."""
    match sort:
        case "" | "day":
            return True
        case "weekday":
            return day.weekday() < 5
        case "weekend day":
            return day.weekday() >= 5
        case number:
            return day.weekday() == int(number)
