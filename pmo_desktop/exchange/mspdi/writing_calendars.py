"""Calendars into MSPDI: the week, exceptions with their rhythms, and other weeks for a range of dates."""

from __future__ import annotations

from datetime import date

from pmo_desktop.domain.schedulecalendar import (
    Calendar,
    CalendarException,
    DayHours,
    Recurrence,
    Rhythm,
    WorkWeek,
)
from pmo_desktop.exchange.mspdi.writing_values import clock, flag, last_minute, midnight
from pmo_desktop.exchange.xmlout import XmlOut

_RHYTHMS = {
    Rhythm.YEARLY_BY_DAY: 2,
    Rhythm.YEARLY_BY_POSITION: 3,
    Rhythm.MONTHLY_BY_DAY: 4,
    Rhythm.MONTHLY_BY_POSITION: 5,
    Rhythm.WEEKLY: 6,
    Rhythm.DAILY: 7,
}
_EVERY_DAY = 1
_POSITION_OF = ("day", "weekday", "weekend day", "6", "0", "1", "2", "3", "4", "5")


def calendars(out: XmlOut, found: tuple[Calendar, ...]) -> None:
    """All calendars."""
    with out.inside("Calendars"):
        for one in found:
            with out.inside("Calendar"):
                _calendar(out, one)


def _calendar(out: XmlOut, one: Calendar) -> None:
    out.leaves(
        UID=one.uid,
        Name=one.name or None,
        IsBaseCalendar=flag(one.is_base),
        BaseCalendarUID=-1 if one.base_uid is None else one.base_uid,
    )
    _week(out, one.week)
    if one.exceptions:
        with out.inside("Exceptions"):
            for exception in one.exceptions:
                _exception(out, exception)
    if one.work_weeks:
        with out.inside("WorkWeeks"):
            for week in one.work_weeks:
                _work_week(out, week)


def _week(out: XmlOut, days: tuple[DayHours | None, ...]) -> None:
    """The days that are said, from Sunday, 1."""
    if all(day is None for day in days):
        return
    with out.inside("WeekDays"):
        for number in range(1, 8):
            hours = days[(number - 2) % 7]
            if hours is not None:
                with out.inside("WeekDay"):
                    out.leaves(DayType=number, DayWorking=flag(bool(hours)))
                    _hours(out, hours)


def _hours(out: XmlOut, hours: DayHours) -> None:
    if hours:
        with out.inside("WorkingTimes"):
            for first, last in hours:
                with out.inside("WorkingTime"):
                    out.leaves(FromTime=clock(first), ToTime=clock(last))


def _period(out: XmlOut, first: date, last: date) -> None:
    with out.inside("TimePeriod"):
        out.leaves(FromDate=midnight(first), ToDate=last_minute(last))


def _exception(out: XmlOut, one: CalendarException) -> None:
    repeats = one.recurrence
    with out.inside("Exception"):
        if repeats is not None:
            out.leaf("EnteredByOccurrences", flag(repeats.by_occurrences))
        _period(out, one.first, one.last)
        if repeats is None:
            days = (one.last - one.first).days + 1
            out.leaves(Occurrences=max(1, days), Name=one.name or None, Type=_EVERY_DAY)
        else:
            _rhythm(out, one.name, repeats)
        out.leaf("DayWorking", flag(bool(one.hours)))
        _hours(out, one.hours)


def _rhythm(out: XmlOut, name: str, repeats: Recurrence) -> None:
    mask = sum(1 << (day + 1) % 7 for day in repeats.weekdays)
    known = repeats.position_of in _POSITION_OF
    out.leaves(
        Occurrences=repeats.occurrences,
        Name=name or None,
        Type=_RHYTHMS[repeats.rhythm],
        Period=repeats.every,
        DaysOfWeek=mask or None,
        MonthItem=_POSITION_OF.index(repeats.position_of) if known else None,
        MonthPosition=None if repeats.position is None else repeats.position - 1,
        Month=None if repeats.month is None else repeats.month - 1,
        MonthDay=repeats.month_day,
    )


def _work_week(out: XmlOut, one: WorkWeek) -> None:
    with out.inside("WorkWeek"):
        _period(out, one.first, one.last)
        out.leaf("Name", one.name or None)
        _week(out, one.week)
