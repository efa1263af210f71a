"""On which days a calendar exception falls, as whole days since 1970."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from pmo_desktop.domain.schedulecalendar import CalendarException, Recurrence, Rhythm
from pmo_desktop.scheduling.ticks import FIRST_DAY, LAST_DAY

Days = npt.NDArray[np.int64]
_EPOCH = date(1970, 1, 1)
_BEGINNING = _EPOCH + timedelta(days=FIRST_DAY)
_END = _EPOCH + timedelta(days=LAST_DAY)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def days_of(exception: CalendarException) -> Days:
    """The days of one exception within the years that the engine plans with, in order.

    A count of occurrences ends the series where the person gave the count; else the last day does.
    """
    rule, first, last = exception.recurrence, exception.first, min(exception.last, _END)
    begin, end = day_number(first), day_number(last)
    if rule is None:
        return np.arange(max(begin, FIRST_DAY), end + 1, dtype=np.int64)
    days = _fitting(rule, first, last)
    days = days[(days >= begin) & (days <= end)]
    if rule.by_occurrences and rule.occurrences is not None and rule.occurrences > 0:
        days = days[: rule.occurrences]
    return days[days >= FIRST_DAY]


def _fitting(rule: Recurrence, first: date, last: date) -> Days:
    """The days that a rule names from about the first to about the last."""
    begin, end, every = day_number(first), day_number(last), max(1, rule.every)
    match rule.rhythm:
        case Rhythm.DAILY:
            return np.arange(begin, end + 1, every, dtype=np.int64)
        case Rhythm.WEEKLY:
            return _weekly(rule.weekdays or (first.weekday(),), begin, end, every)
        case Rhythm.MONTHLY_BY_DAY | Rhythm.MONTHLY_BY_POSITION:
            return _numbers(_in_months(rule, first, last, every))
        case Rhythm.YEARLY_BY_DAY | Rhythm.YEARLY_BY_POSITION:
            month = rule.month if rule.month and 1 <= rule.month <= 12 else first.month
            return _numbers(_in_months(rule, date(first.year, month, 1), last, 12))


def _numbers(days: Iterable[date]) -> Days:
    """Dates as days since 1970."""
    return np.fromiter((day_number(day) for day in days), np.int64)


def _weekly(weekdays: tuple[int, ...], begin: int, end: int, every: int) -> Days:
    """The named days of each n-th week; weeks begin on Sunday, as the writing program counts them."""
    sunday = begin - (begin + 4) % 7
    sundays = np.arange(sunday, end + 1, 7 * every, dtype=np.int64)
    offsets = np.array(sorted((day + 1) % 7 for day in weekdays), np.int64)
    return (sundays[:, None] + offsets).ravel()


def _in_months(rule: Recurrence, first: date, last: date, step: int) -> Iterator[date]:
    """One day in each n-th month: the day of that number, or the one at that position."""
    by_day = rule.rhythm in (Rhythm.MONTHLY_BY_DAY, Rhythm.YEARLY_BY_DAY)
    begin, end = (day.year * 12 + day.month - 1 for day in (first, last))
    if not rule.by_occurrences:  # what lies before all plans need not be walked through
        begin += max(0, (_BEGINNING.year * 12 - begin) // step * step)
    for number in range(begin, end + 1, step):
        year, month = number // 12, number % 12 + 1
        found = _numbered(rule, year, month) if by_day else _positioned(rule, year, month)
        if found is not None:
            yield found


def _numbered(rule: Recurrence, year: int, month: int) -> date | None:
    """The n-th of a month; the last where the month is shorter."""
    length = monthrange(year, month)[1]
    return date(year, month, min(max(1, rule.month_day or 1), length))


def _positioned(rule: Recurrence, year: int, month: int) -> date | None:
    """The first to fourth, or the last, of the days of its sort in a month."""
    length = monthrange(year, month)[1]
    sort = [day for n in range(1, length + 1) if _is(day := date(year, month, n), rule.position_of)]
    position = max(1, rule.position or 1)
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
