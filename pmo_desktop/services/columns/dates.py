"""Reading dates as registers write them; which of day and month comes first is decided per column."""

from __future__ import annotations

import dataclasses as dc
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from pmo_desktop.domain.absences import absence, folded
from pmo_desktop.domain.registersheet import Cell, said
from pmo_desktop.i18n import tr

_MONTHS = (
    "january januar janvier enero",
    "february februar fevrier febrero",
    "march marz maerz mars marzo mrz",
    "april avril abril",
    "may mai mayo",
    "june juni juin junio",
    "july juli juillet julio",
    "august aout agosto",
    "september septembre septiembre setiembre sept",
    "october oktober octobre octubre",
    "november novembre noviembre",
    "december dezember decembre diciembre",
)
_FILLERS = "de del of the st nd rd th er le el am den vom end ende fin late by circa"
_QUARTERS = "q t quarter quartal trimestre trim"
_WEEKDAYS = "mo tu we th fr sa su di mi do so lu ma me je ve vi"
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d.*)?$")
_NUMERIC = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[t ]\d{1,2}:.*)?$")
_FISCAL = re.compile(r"^(?:fiscal year |financial year |fy ?|exercice )?(\d{4}) ?[-/\u2013] ?(\d{2}|\d{4})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_SERIAL = range(20_000, 80_000)
_YEARS = range(1900, 2200)
_PIVOT = 70


class DateOrder(StrEnum):
    """Which part of a date in figures comes first."""

    DAY = "day_first"
    MONTH = "month_first"


@dc.dataclass(frozen=True, slots=True)
class DateRead:
    """A date, with what was assumed (`note`), or none and the reason."""

    value: date | None
    note: str = ""
    reason: str = ""


@dc.dataclass(frozen=True, slots=True)
class OrderEvidence:
    """What a column's cells say about the order: the order if they agree, and how many need it."""

    order: DateOrder | None
    needing: int
    example: str = ""
    """A cell that could be two days."""
    disagree: bool = False
    """Whether some cells need one order and some the other."""


@cache
def _months() -> dict[str, int]:
    """Every month word and every abbreviation of three letters or more that means one month only."""
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_MONTHS, start=1):
        for word in words.split():
            for end in range(3, len(word) + 1):
                found.setdefault(word[:end], set()).add(number)
    return {word: numbers.copy().pop() for word, numbers in found.items() if len(numbers) == 1}


def order_of(cells: Iterable[Cell]) -> OrderEvidence:
    """Look at all the cells of a column: a part over 12 shows which one is the day."""
    day = month = needing = 0
    example = ""
    for cell in cells:
        match = _NUMERIC.match(folded(said(cell))) if isinstance(cell, str) else None
        if not match:
            continue
        first, second = int(match[1]), int(match[3])
        if match[2] == "." or first > 12:
            day += 1
        elif second > 12:
            month += 1
        elif first != second:
            needing, example = needing + 1, example or match[0]
    order = None if bool(day) == bool(month) else DateOrder.DAY if day else DateOrder.MONTH
    return OrderEvidence(order, needing, example, bool(day and month))


def read_date(cell: Cell, order: DateOrder | None = None, *, last: bool = False) -> DateRead:
    """Read one cell; of a month, quarter or year alone the first day is taken, or the `last`."""
    if isinstance(cell, date):
        return _sane(cell)
    if isinstance(cell, bool) or cell is None:
        return DateRead(None, reason=tr("Not a date"))
    text = folded(said(cell)).strip(" .,;_")
    if text.isdecimal():
        return _from_number(int(text), last)
    if match := _ISO.match(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.match(text):
        return _from_figures(match, order)
    if match := _MONTH_YEAR.match(text):
        return _span(int(match[2]), int(match[1]), 1, last)
    if match := _FISCAL.match(text):
        return _from_pair(text, int(match[1]), match[2], last)
    return _from_words(text, last)


def _sane(day: date, note: str = "") -> DateRead:
    if day.year not in _YEARS:
        return DateRead(None, reason=tr("The year {year} is not one a plan can have", year=day.year))
    return DateRead(day, note)


def _made(year: int, month: int, day: int, note: str = "") -> DateRead:
    try:
        return _sane(date(year, month, day), note)
    except ValueError:
        return DateRead(None, reason=tr("There is no such day in the calendar"))


def _span(year: int, month: int, months: int, last: bool) -> DateRead:
    """The first or the last day of a month, a quarter (3 months) or a year (12)."""
    if not (1 <= month <= 12 and year in _YEARS):
        return DateRead(None, reason=tr("There is no such day in the calendar"))
    end = month + months - 1
    note = tr("The day is not given: the last one is taken") if last else ""
    note = note or tr("The day is not given: the first one is taken")
    return _made(year, end, monthrange(year, end)[1], note) if last else _made(year, month, 1, note)


def _full_year(figures: str) -> tuple[int, str]:
    """A year of two figures is of this century up to 69; the note says so."""
    year = int(figures)
    if len(figures) > 2:
        return year, ""
    return year + (2000 if year < _PIVOT else 1900), tr("The year is written with two figures")


def _from_number(number: int, last: bool) -> DateRead:
    if number in _YEARS:
        return _span(number, 1, 12, last)
    if number in _SERIAL:
        return _sane(date(1899, 12, 30) + timedelta(days=number), tr("Read as a spreadsheet's day number"))
    return DateRead(None, reason=tr("A number, not a date"))


def _from_figures(match: re.Match[str], order: DateOrder | None) -> DateRead:
    first, second = int(match[1]), int(match[3])
    year, note = _full_year(match[4])
    if match[2] == "." or first > 12 or first == second:
        order = DateOrder.DAY
    elif second > 12:
        order = DateOrder.MONTH
    if order is None:
        return DateRead(None, reason=tr("Day and month could be either way round"))
    day, month = (first, second) if order is DateOrder.DAY else (second, first)
    return _made(year, month, day, note)


def _from_pair(text: str, year: int, second: str, last: bool) -> DateRead:
    """`2024-03` is a month; `2019-20` and `FY 2019/20` are financial years, whose end no file says."""
    follows = int(second) in {(year + 1) % 100, year + 1}
    if text[:1].isdigit() and len(second) == 2 and 1 <= int(second) <= 12 and not follows:
        return _span(year, int(second), 1, last)
    return DateRead(None, reason=tr("A financial year, not a day"))


def _from_words(text: str, last: bool) -> DateRead:
    """Forms with a month or quarter word: 31 Dec 2019, Mar-21, 1er mars 2020, Q2 2020."""
    why = absence(text)
    pieces = [p for p in re.findall(r"[^\W\d_]+|\d+", text) if p not in _FILLERS.split()]
    if why or not pieces or len(pieces) > 5:
        return DateRead(None, reason=why or tr("Words, not a date"))
    words = [p for p in pieces if not p.isdecimal()]
    numbers = [p for p in pieces if p.isdecimal()]
    if len(words) == 2 and _months().get(words[1]) and not _months().get(words[0]):
        words = words[1:] if words[0][:2] in _WEEKDAYS.split() else words
    if len(words) != 1 or not 1 <= len(numbers) <= 2:
        return DateRead(None, reason=tr("Words, not a date"))
    if month := _months().get(words[0]):
        return _from_month(month, numbers, last)
    if words[0] in _QUARTERS.split() and len(numbers) == 2:
        return _from_quarter(numbers, last)
    return DateRead(None, reason=tr("Words, not a date"))


def _from_month(month: int, numbers: list[str], last: bool) -> DateRead:
    if len(numbers) == 1:
        year, _ = _full_year(numbers[0])
        return _span(year, month, 1, last)
    day, figures = numbers if len(numbers[0]) < 4 else reversed(numbers)
    year, note = _full_year(figures)
    return _made(year, month, int(day), note)


def _from_quarter(numbers: list[str], last: bool) -> DateRead:
    quarter, figures = sorted(numbers, key=len)
    year, _ = _full_year(figures)
    if not 1 <= int(quarter) <= 4 or len(figures) == 1:
        return DateRead(None, reason=tr("There is no such day in the calendar"))
    return _span(year, int(quarter) * 3 - 2, 3, last)
