"""Weeks, months, quarters and years as spans of days."""

from __future__ import annotations

import calendar
import dataclasses as dc
from collections.abc import Callable
from datetime import date, timedelta

from pmo_desktop.domain.datewords_tokens import Sort, Tok, Tokens, Unit

RECENT = timedelta(days=60)
"""A day without a year that lies no further back than this is a day that has passed, not next year's."""


@dc.dataclass(frozen=True, slots=True)
class Span:
    """A period with its first and last day."""

    unit: Unit
    first: date
    last: date

    @property
    def middle(self) -> date:
        """The day in the middle; of a month the 15th."""
        if self.unit is Unit.MONTH:
            return self.first.replace(day=15)
        return self.first + (self.last - self.first) // 2


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def shifted(day: date, n: int, what: Unit) -> date:
    """So many months, quarters or years on; the day is cut to the month's length.

    Raises ValueError beyond the calendar's end.
    """
    index = day.year * 12 + day.month - 1 + n * _MONTHS[what]
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def current(day: date, what: Unit) -> Span:
    """The week (from Monday), month, quarter or year that holds a day. Raises OverflowError, ValueError."""
    if what is Unit.WEEK:
        first = day - timedelta(days=day.weekday())
        return Span(what, first, first + timedelta(days=6))
    months = _MONTHS[what]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Span(what, first, shifted(first, 1, what) - timedelta(days=1))


def within_year(today: date, make: Callable[[int], date]) -> date:
    """A day of which only the year is open: this year's, or next year's when that lies well back.

    A day that only leap years have is looked for in the next of them. Raises ValueError when none has it.
    """
    for year in range(today.year, today.year + 9):
        try:
            day = make(year)
        except ValueError:
            continue
        if day >= today - RECENT:
            return day
    raise ValueError(today.year)


_SPANS = (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR)


def span(toks: Tokens, today: date) -> Span | None:
    """The period that signs name; None when they name none. Raises ValueError, OverflowError."""
    match toks:
        case (Tok(Sort.UNIT, what),) | (Tok(Sort.THIS), Tok(Sort.UNIT, what)) if what in _SPANS:
            return current(today, Unit(what))
        case (Tok(Sort.NEXT | Sort.COMING) as on, Tok(Sort.UNIT, what)) if what in _SPANS:
            return _later(today, max(1, on.value), Unit(what))
        case (Tok(Sort.NUMBER, year),) if 1900 <= year <= 2999:
            return current(date(year, 1, 1), Unit.YEAR)
        case (Tok(Sort.MONTH, month), *year):
            return _numbered(Unit.MONTH, month, year, today)
    return _by_number(toks, today)


def _by_number(toks: Tokens, today: date) -> Span | None:
    match toks:
        case (Tok(Sort.UNIT, Unit.WEEK | Unit.QUARTER as what), Tok(Sort.NUMBER | Sort.ORDINAL, n), *year):
            return _numbered(Unit(what), n, year, today)
        case (Tok(Sort.ORDINAL, n), Tok(Sort.UNIT, Unit.WEEK | Unit.QUARTER as what), *year):
            return _numbered(Unit(what), n, year, today)
    return None


def _later(today: date, n: int, what: Unit) -> Span:
    if what is Unit.WEEK:
        return current(today + timedelta(weeks=n), what)
    return current(shifted(current(today, what).first, n, what), what)


def _numbered(what: Unit, n: int, year: list[Tok], today: date) -> Span | None:
    """A month, quarter or ISO week by its number, in the year given or the fitting one."""
    match year:
        case []:
            last = within_year(today, lambda y: _of_year(what, n, y).last)
            return current(last, what)
        case [Tok(Sort.NUMBER, number)] if 1900 <= number <= 2999:
            return _of_year(what, n, number)
    return None


def _of_year(what: Unit, n: int, year: int) -> Span:
    if what is Unit.WEEK:
        return current(date.fromisocalendar(year, n, 1), what)
    return current(date(year, 1 + (n - 1) * _MONTHS[what], 1), what)
