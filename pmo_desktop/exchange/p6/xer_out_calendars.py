"""Calendars into `clndr_data`: bases filled in, everything that repeats written day by day."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pmo_desktop.domain.schedulecalendar import Calendar, DayHours
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.i18n import tr
from pmo_desktop.scheduling.workpattern import Pattern, pattern_of

_EPOCH = date(1899, 12, 30)
_UNIX = date(1970, 1, 1)
_MOST_DAYS = 20_000


def clndr_data(one: Calendar, calendars: Mapping[int, Calendar], ledger: Ledger) -> str:
    """The nested text of one calendar; a base that P6 can name stays out of it, see `keeps_base`."""
    if one.base_uid is None and not one.exceptions and all(day is None for day in one.week):
        return ""
    own = dc.replace(one, base_uid=None) if keeps_base(one) else one
    pattern = pattern_of(one.uid, {**calendars, one.uid: own})
    week = "".join(_day(number, pattern.week[(number - 2) % 7]) for number in range(1, 8))
    days = _days(pattern, ledger)
    exceptions = "".join(
        f"(0||{n}(d|{(day - _EPOCH).days})({_hours(hours)}))"
        for n, (day, hours) in enumerate(sorted(days.items()))
    )
    return f"(0||CalendarData()((0||DaysOfWeek()({week}))(0||Exceptions()({exceptions}))))"


def keeps_base(one: Calendar) -> bool:
    """Whether a calendar says its whole week itself, so that only its exceptions add to those of its base."""
    return one.base_uid is not None and all(day is not None for day in one.week)


def _day(number: int, hours: DayHours) -> str:
    return f"(0||{number}()({_hours(hours)}))"


def _hours(hours: DayHours) -> str:
    return "".join(f"(0||{n}(s|{_clock(first)}|f|{_clock(last)})())" for n, (first, last) in enumerate(hours))


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _days(pattern: Pattern, ledger: Ledger) -> dict[date, DayHours]:
    """Every day that differs from the week, with its hours."""
    from pmo_desktop.scheduling.recurring import days_of

    found: dict[date, DayHours] = {}
    for exception in pattern.exceptions:
        if (exception.last - exception.first).days <= 366 * 200:
            dated = (_UNIX + timedelta(days=int(n)) for n in days_of(exception)[:_MOST_DAYS])
            _add(found, ((day, exception.hours) for day in dated))
        else:
            ledger.note(tr("An exception of a calendar was too long to be written."))
    for week in pattern.work_weeks:
        length = min((week.last - week.first).days + 1, _MOST_DAYS)
        spanned = (week.first + timedelta(days=n) for n in range(length))
        differing = ((day, week.week[day.weekday()]) for day in spanned)
        _add(found, ((day, hours) for day, hours in differing if hours is not None))
    return found


def _add(found: dict[date, DayHours], days: Iterable[tuple[date, DayHours]]) -> None:
    """The first that fits a day holds."""
    for day, hours in days:
        if len(found) < _MOST_DAYS:
            found.setdefault(day, hours)
