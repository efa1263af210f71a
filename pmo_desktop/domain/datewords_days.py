"""Dates with numbers: "7 Aug", "7/8", "7. 8.", "2026-08-07", "the 7th", "Fri 7 Aug"."""

from __future__ import annotations

import dataclasses as dc
import re
from datetime import date, timedelta

from pmo_desktop.domain.datewords_periods import current, within_year
from pmo_desktop.domain.datewords_reading import DAY_FIRST, MONTH_FIRST, PAST, WRONG_WEEKDAY, Asked, DateRead
from pmo_desktop.domain.datewords_tokens import Sort, Tok, Tokens, Unit


def calendar_day(toks: Tokens, asked: Asked) -> DateRead | None:
    """'7 Aug', 'Aug 7 2026', '7. 8.', '7/8', '2026-08-07', 'the 7th'."""
    match toks:
        case (Tok(Sort.NUMERIC, _, text),):
            return _numeric(text, asked)
        case (Tok(Sort.NUMERIC, _, text), Tok(Sort.NUMBER, year)) if text.endswith("."):
            return _numeric(f"{text}{year}", asked)
        case (Tok(Sort.NUMBER | Sort.ORDINAL, day), Tok(Sort.MONTH, month), *year):
            return _day_of(day, month, year, asked)
        case (Tok(Sort.MONTH, month), Tok(Sort.NUMBER | Sort.ORDINAL, day), *year) if day <= 31:
            return _day_of(day, month, year, asked)
        case (Tok(Sort.ORDINAL, day), Tok(Sort.ORDINAL, month), *year):
            return _day_of(day, month, year, asked)
        case (Tok(Sort.ORDINAL, day),):
            return DateRead(_day_of_month(day, asked.today))
    return None


def _day_of(day: int, month: int, year: list[Tok], asked: Asked) -> DateRead | None:
    match year:
        case []:
            return _marked(within_year(asked.today, lambda y: date(y, month, day)), asked)
        case [Tok(Sort.NUMBER, number)] if number < 100 or 1900 <= number <= 2999:
            return _marked(date(number + 2000 if number < 100 else number, month, day), asked)
    return None


def _marked(day: date, asked: Asked) -> DateRead:
    return DateRead(day, PAST if day < asked.today else "")


def _day_of_month(day: int, today: date) -> date:
    """The next such day of a month, today included; raises ValueError for a day above 31."""
    if not 1 <= day <= 31:
        raise ValueError(day)
    month = current(today, Unit.MONTH)
    while month.last.day < day or month.first + timedelta(days=day - 1) < today:
        month = current(month.last + timedelta(days=1), Unit.MONTH)
    return month.first + timedelta(days=day - 1)


_NUMERIC = re.compile(r"(\d+)([./-])(\d+)(?:\2(\d+))?(\.)?$")


def _numeric(text: str, asked: Asked) -> DateRead | None:
    parts = _NUMERIC.match(text)
    if parts is None:
        return None
    one, sep, two, three, dot = parts.groups()
    if len(one) == 4:
        return _marked(date(int(one), int(two), int(three)), asked) if three and not dot else None
    if len(one) > 2 or (three and len(three) not in (2, 4)) or (sep == "-" and not three):
        return None
    if sep == "." and not three and not dot and not asked.dotted:
        return None
    year = [Tok(Sort.NUMBER, int(three))] if three else []
    if sep == ".":
        return _day_of(int(one), int(two), year, asked)
    return _either_way(int(one), int(two), year, asked)


def _either_way(one: int, two: int, year: list[Tok], asked: Asked) -> DateRead | None:
    """Two numbers that may be day and month or month and day: the language decides, both are told."""
    month_first = asked.month_first if one <= 12 and two <= 12 else two > 12
    day, month = (two, one) if month_first else (one, two)
    found = _day_of(day, month, year, asked)
    if found is None:
        return None
    reading = MONTH_FIRST if month_first else DAY_FIRST
    if one == two or one > 12 or two > 12:
        return dc.replace(found, reading=found.reading or reading)
    other = _day_of(month, day, year, asked)
    others = (other.date,) if other and other.date else ()
    return dc.replace(found, reading=reading, alternatives=others, ambiguous=bool(others))


def weekday_and_day(toks: Tokens, asked: Asked) -> DateRead | None:
    """'Fri 7 Aug': the date counts, and a weekday that does not fit it is told."""
    if len(toks) < 2 or toks[0].sort is not Sort.WEEKDAY:
        return None
    found = calendar_day(toks[1:], asked)
    if found is None or found.date is None or found.date.weekday() == toks[0].value:
        return found
    fitting = tuple(d for d in found.alternatives if d.weekday() == toks[0].value)
    if fitting:
        return DateRead(fitting[0])
    return dc.replace(found, reading=WRONG_WEEKDAY, ambiguous=True)
