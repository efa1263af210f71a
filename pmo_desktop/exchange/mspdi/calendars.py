"""Calendars of MSPDI: the week, ranges with another week, and exceptions in both of the format's forms.

Files of 2003 write an exception as a week day of type 0 with a time period; later ones write `Exception`
elements, or `WorkWeek`, and repeat their days in the old form for old readers. The old form counts only
where a calendar has none of the new.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulecalendar import (
    USUAL_DAY,
    Calendar,
    CalendarException,
    DayHours,
    Interval,
    Recurrence,
    Rhythm,
    WorkWeek,
)
from pmo_desktop.exchange.mspdi.values import Ledger, Reader, values_of
from pmo_desktop.i18n import N_, tr

_RHYTHMS = {
    2: Rhythm.YEARLY_BY_DAY,
    3: Rhythm.YEARLY_BY_POSITION,
    4: Rhythm.MONTHLY_BY_DAY,
    5: Rhythm.MONTHLY_BY_POSITION,
    6: Rhythm.WEEKLY,
    7: Rhythm.DAILY,
}
_POSITION_OF = ("day", "weekday", "weekend day", "6", "0", "1", "2", "3", "4", "5")
_RHYTHM = N_("A calendar exception repeats in a way that is not known; every day of its range was taken.")
_SPAN = N_("A calendar exception without readable dates was left out.")


def calendar(element: Element, ledger: Ledger) -> Calendar | None:
    """One calendar; None when it has no id."""
    read = Reader(values_of(element), ledger)
    uid = read.whole("UID")
    if uid is None:
        ledger.note(tr("A calendar without an id was left out."), read.text("Name"))
        return None
    base = read.whole("BaseCalendarUID")
    listed = [_exception(e, ledger) for e in element.iterfind("Exceptions/Exception")]
    weeks = [_work_week(e, ledger) for e in element.iterfind("WorkWeeks/WorkWeek")]
    older = [] if listed or weeks else _older(element, ledger)
    return Calendar(
        uid=uid,
        name=read.text("Name"),
        is_base=read.flag("IsBaseCalendar"),
        base_uid=None if base is None or base < 0 else base,
        week=_week(element, ledger),
        exceptions=tuple(e for e in (*listed, *older) if e is not None),
        work_weeks=tuple(w for w in weeks if w is not None),
    )


def _week(element: Element, ledger: Ledger) -> tuple[DayHours | None, ...]:
    """The seven days from Monday; the format counts them from Sunday, 1."""
    days: list[DayHours | None] = [None] * 7
    for day in element.iterfind("WeekDays/WeekDay"):
        number = Reader(values_of(day), ledger).count("DayType", 0)
        if 1 <= number <= 7:
            days[(number - 2) % 7] = _hours(day, ledger)
    return tuple(days)


def _hours(day: Element, ledger: Ledger) -> DayHours:
    """The working intervals of a day, in order; the usual ones where it only says that it is working."""
    if not Reader(values_of(day), ledger).flag("DayWorking"):
        return ()
    stated = day.findall("WorkingTimes/WorkingTime")
    if not stated:
        return USUAL_DAY
    return tuple(sorted(part for item in stated for part in _interval(item, ledger)))


def _interval(item: Element, ledger: Ledger) -> Iterable[Interval]:
    """One interval, cut in two where it runs over midnight."""
    values = values_of(item)
    try:
        first, last = (minute_of_day(values.get(field, "")) for field in ("FromTime", "ToTime"))
    except ValueError:
        ledger.unread("WorkingTime", " - ".join(values.values()))
        return ()
    if last == 0:
        return ((first, 1440),)
    if last <= first:
        return ((0, last), (first, 1440))
    return ((first, last),)


def minute_of_day(text: str) -> int:
    """The minute of the day of a clock time; the last second of the day is its end. Raises ValueError."""
    if "T" in text:
        return minute_of_day(text.partition("T")[2])
    clock = time.fromisoformat(text.strip())
    return 0 if clock >= time(23, 59, 30) else clock.hour * 60 + clock.minute


def _span(element: Element, ledger: Ledger) -> tuple[date, date] | None:
    """The first and last day of a time period."""
    period = element.find("TimePeriod")
    read = Reader({} if period is None else values_of(period), ledger)
    first, last = read.moment("FromDate"), read.moment("ToDate")
    if first is None:
        ledger.note(tr(_SPAN), values_of(element).get("Name", ""))
        return None
    return first.date(), _last_day(first, last)


def _last_day(first: datetime, last: datetime | None) -> date:
    """The last day of a period; a period never ends before it begins."""
    return max(first, last or first).date()


def _exception(element: Element, ledger: Ledger) -> CalendarException | None:
    """One exception of the newer form."""
    span = _span(element, ledger)
    if span is None:
        return None
    name = values_of(element).get("Name", "")
    return CalendarException(name, *span, _hours(element, ledger), _recurrence(element, ledger))


def _older(element: Element, ledger: Ledger) -> list[CalendarException]:
    """The exceptions of the older form, which have no names and do not repeat."""
    found = []
    for day in element.iterfind("WeekDays/WeekDay"):
        if values_of(day).get("DayType", "0").strip() == "0":
            span = _span(day, ledger)
            if span is not None:
                found.append(CalendarException("", *span, _hours(day, ledger)))
    return found


def _recurrence(element: Element, ledger: Ledger) -> Recurrence | None:
    """How an exception repeats; None for every day of its range."""
    read = Reader(values_of(element), ledger)
    rhythm = _RHYTHMS.get(read.count("Type", 1))
    if rhythm is None:
        if read.count("Type", 1) not in (1, 9):
            ledger.note(tr(_RHYTHM), read.text("Name"))
        return None
    mask = read.count("DaysOfWeek", 0)
    month, position, item = read.whole("Month"), read.whole("MonthPosition"), read.whole("MonthItem")
    return Recurrence(
        rhythm=rhythm,
        every=max(1, read.count("Period", 1)),
        weekdays=tuple(sorted((bit - 1) % 7 for bit in range(7) if mask >> bit & 1)),
        month=None if month is None else month + 1,
        month_day=read.whole("MonthDay"),
        position=None if position is None else position + 1,
        position_of=_POSITION_OF[item] if item is not None and 0 <= item < len(_POSITION_OF) else "",
        occurrences=read.whole("Occurrences"),
        by_occurrences=read.flag("EnteredByOccurrences"),
    )


def _work_week(element: Element, ledger: Ledger) -> WorkWeek | None:
    """Another week for a range of dates."""
    span = _span(element, ledger)
    if span is None:
        return None
    return WorkWeek(values_of(element).get("Name", ""), *span, _week(element, ledger))
