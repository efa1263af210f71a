"""GanttProject's calendar: days of the week that are free, holidays, and the vacations of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulecalendar import (
    USUAL_DAY,
    Calendar,
    CalendarException,
    DayHours,
    Recurrence,
    Rhythm,
)
from pmo_desktop.exchange.mspdi.values import Ledger, Reader
from pmo_desktop.i18n import tr

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST, _LAST = date(1990, 1, 1), date(2089, 12, 31)
"""How far a holiday without a year is taken to go."""
_LONGEST = 40_000


class Days:
    """Tells working days, to find where a number of them ends."""

    def __init__(self, week: Sequence[DayHours], exceptions: Iterable[CalendarException]) -> None:
        self.week = week
        self.dates: dict[date, bool] = {}
        self.yearly: dict[tuple[int, int], bool] = {}
        for one in exceptions:
            if one.recurrence is not None and one.recurrence.month and one.recurrence.month_day:
                self.yearly[one.recurrence.month, one.recurrence.month_day] = bool(one.hours)
            else:
                self.dates[one.first] = bool(one.hours)

    def works(self, day: date) -> bool:
        """Whether people work on a day."""
        usual = bool(self.week[day.weekday()])
        return self.dates.get(day, self.yearly.get((day.month, day.day), usual))

    def last(self, first: date, days: int) -> date | None:
        """The last of so many working days from the first day on; None where there is no end."""
        if days <= 0:
            return first
        if days > _LONGEST:
            return None
        day, idle = first, 0
        try:
            while days:
                works = self.works(day)
                days -= works
                idle = 0 if works else idle + 1
                if idle > 366:
                    return None
                day = day + timedelta(days=1) if days else day
        except OverflowError:
            return None
        return day


def calendars(
    parts: Sequence[Element], vacations: Sequence[Element], names: Mapping[int, str], ledger: Ledger
) -> tuple[tuple[Calendar, ...], Days]:
    """The project's calendar, 1, and one for each person with vacations."""
    week = _week(parts)
    exceptions = tuple(e for part in parts if part.tag == "date" for e in _holiday(part, ledger))
    base = Calendar(1, tr("Standard"), is_base=True, week=week, exceptions=exceptions)
    own: dict[int, list[CalendarException]] = {}
    for element in vacations:
        read = Reader(element.attrib, ledger)
        uid, first, last = read.whole("resourceid"), read.moment("start"), read.moment("end")
        if uid is None or uid + 1 not in names or first is None or last is None or last < first:
            ledger.note(tr("A vacation without a person or dates was left out."))
            continue
        own.setdefault(uid + 1, []).append(CalendarException("", first.date(), last.date()))
    people = (
        Calendar(n, names[uid], is_base=False, base_uid=1, exceptions=tuple(away), resource_uid=uid)
        for n, (uid, away) in enumerate(own.items(), 2)
    )
    return (base, *people), Days(week, exceptions)


def _week(parts: Sequence[Element]) -> tuple[DayHours, ...]:
    """The seven days from Monday; where weekends are only shown, people work on them."""
    for part in parts:
        default = part.find("default-week")
        if part.tag == "day-types" and default is not None:
            shown = part.find("only-show-weekends")
            free = shown is None or shown.get("value") != "true"
            return tuple(() if free and default.get(day) == "1" else USUAL_DAY for day in _WEEK)
    return (USUAL_DAY,) * 5 + ((),) * 2


def _holiday(element: Element, ledger: Ledger) -> Iterable[CalendarException]:
    """A day that differs, once or every year."""
    read = Reader({k: v for k, v in element.attrib.items() if v}, ledger)
    year, month, day = read.whole("year"), read.whole("month"), read.whole("date")
    hours = USUAL_DAY if read.text("type") == "WORKING_DAY" else ()
    name = (element.text or "").strip()
    try:
        if month is None or day is None:
            raise ValueError(name)
        when = date(2000 if year is None else year, month, day)
    except ValueError:
        ledger.note(tr("A calendar exception without readable dates was left out."), name)
        return
    if year is not None:
        yield CalendarException(name, when, when, hours)
    else:
        rule = Recurrence(Rhythm.YEARLY_BY_DAY, month=month, month_day=day)
        yield CalendarException(name, _FIRST, _LAST, hours, rule)
