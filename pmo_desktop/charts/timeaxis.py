"""Two tiers of a time axis: years over quarters or months, months over weeks or days, days over hours.

The step follows from how wide a day is drawn. Dates are written in the language in force.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import EPOCH


@dc.dataclass(frozen=True, slots=True)
class Span:
    """One period of a tier: its first day, the first day after it (days from the epoch), its name."""

    start: float
    finish: float
    text: str
    short: str = ""
    """A name for little room, empty when there is none."""


@dc.dataclass(frozen=True, slots=True)
class TimeAxis:
    """The upper (wider) and the lower tier over the days that show."""

    upper: tuple[Span, ...]
    lower: tuple[Span, ...]


def _number(day: date) -> int:
    return (day - EPOCH.date()).days


def _date(number: float) -> date:
    return EPOCH.date() + timedelta(days=int(number // 1))


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


def _quarter(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def _month(day: date) -> date:
    return day.replace(day=1)


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())  # weeks begin on Monday (ISO 8601)


@dc.dataclass(frozen=True, slots=True)
class _Unit:
    """A kind of period: where the one holding a date begins, and a number of days beyond its end."""

    begin: Callable[[date], date]
    beyond: int
    text: Callable[[date], str]
    short: Callable[[date], str]


def _years(count: int) -> _Unit:
    def begin(day: date) -> date:
        return date(day.year - day.year % count, 1, 1)

    return _Unit(begin, 366 * count, lambda d: str(d.year), lambda d: f"’{d.year % 100:02}")


def _nothing(_day: date) -> str:
    return ""


_YEAR = _years(1)
_UNNAMED = _Unit(_years(10).begin, 3660, _nothing, _nothing)
_QUARTER = _Unit(
    _quarter, 93, lambda d: tr("Q{number}", number=(d.month + 2) // 3), lambda d: str((d.month + 2) // 3)
)
_MONTH = _Unit(_month, 32, shown.month_name, lambda d: str(d.month))
_MONTH_YEAR = _Unit(_month, 32, shown.month, _nothing)
_WEEK = _Unit(_week, 8, lambda d: str(d.day), _nothing)
_DAY = _Unit(lambda d: d, 1, lambda d: str(d.day), _nothing)

_DAY_NAMED = _Unit(lambda d: d, 1, shown.weekday_day, shown.day_month)
_HOURS = ((330.0, 1), (110.0, 3), (56.0, 6))
"""From so many points a day on: hours of a period of the lower tier."""

_TIERS = (  # from so many points a day on: upper unit, lower unit
    (14.0, _MONTH_YEAR, _DAY),
    (3.2, _MONTH_YEAR, _WEEK),
    (0.9, _YEAR, _MONTH),
    (0.26, _YEAR, _QUARTER),
    (0.07, _UNNAMED, _YEAR),
    (0.0, _UNNAMED, _years(10)),
)


def _spans(unit: _Unit, first: float, last: float) -> Iterator[Span]:
    day = unit.begin(_date(first))
    while _number(day) < last:
        after = unit.begin(day + timedelta(days=unit.beyond))
        yield Span(_number(day), _number(after), unit.text(day), unit.short(day))
        day = after


@lru_cache(maxsize=64)
def _hourly(first: int, last: int, step: int, _language: str) -> TimeAxis:
    """Days over hours."""
    lower = tuple(
        Span(day + hour / 24, day + (hour + step) / 24, f"{hour:02}")
        for day in range(first, last)
        for hour in range(0, 24, step)
    )
    return TimeAxis(tuple(_spans(_DAY_NAMED, first, last)), lower)


@lru_cache(maxsize=256)
def _axis(first: int, last: int, tier: int, _language: str) -> TimeAxis:
    _, upper, lower = _TIERS[tier]
    return TimeAxis(tuple(_spans(upper, first, last)), tuple(_spans(lower, first, last)))


def time_axis(first: float, last: float, per_day: float) -> TimeAxis:
    """The tiers for days `first` to `last` from the epoch, when a day is `per_day` points wide."""
    step = next((hours for least, hours in _HOURS if per_day >= least), None)
    if step is not None:
        return _hourly(int(first // 1), int(-(-last // 1)), step, language())
    tier = next(i for i, (least, _, _) in enumerate(_TIERS) if per_day >= least)
    return _axis(int(first // 1), int(-(-last // 1)), tier, language())
