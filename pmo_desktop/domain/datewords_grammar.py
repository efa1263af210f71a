"""What a row of signs means as a day: the one grammar of dates in words, for all languages."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, timedelta

from pmo_desktop.domain.datewords_days import calendar_day, weekday_and_day
from pmo_desktop.domain.datewords_periods import Span, current, shifted, span
from pmo_desktop.domain.datewords_reading import (
    A_WEEK_ON,
    NEXT_WEEK,
    NO_MEETING,
    OPEN,
    PAST,
    PERIOD_END,
    WEEKS_LATER,
    Asked,
    DateRead,
)
from pmo_desktop.domain.datewords_tokens import Sort, Tok, Tokens, Unit
from pmo_desktop.domain.workdays import WorkDays

LONGEST_COUNT = 5000
_IDIOM_DAYS = {8: 1, 14: 2, 15: 2}
"""'In eight days' is a week in German and French, fifteen are two."""


def meaning(toks: Tokens, asked: Asked) -> DateRead | None:
    """The day that signs stand for; None when they are not a date. Raises ValueError, OverflowError."""
    if not toks:
        return None
    if toks == (Tok(Sort.OPEN),):
        return DateRead(None, OPEN, to_be_confirmed=True)
    for n, tok in enumerate(toks):
        if tok.sort in (Sort.BEFORE, Sort.AFTER):
            return _around(toks[:n], tok.sort is Sort.BEFORE, toks[n + 1 :], asked)
    return _plain(_turned(toks), asked)


def _turned(toks: Tokens) -> Tokens:
    """With 'next' before what it belongs to, and 'end' before its period."""
    match toks:
        case (
            *rest,
            Tok(Sort.UNIT | Sort.WEEKDAY | Sort.MEETING) as what,
            Tok(Sort.NEXT | Sort.COMING) as on,
        ):
            return (*rest, on, what)
        case (Tok(Sort.UNIT) as period, Tok(Sort.END) as end):
            return end, period
    return toks


def _plain(toks: Tokens, asked: Asked) -> DateRead | None:
    for rule in (_near, _weekday, _weekday_with_count, _count, _period, calendar_day, weekday_and_day):
        found = rule(toks, asked)
        if found is not None:
            return found
    return None


def _around(count: Tokens, before: bool, anchor: Tokens, asked: Asked) -> DateRead | None:
    """So many days before or after another date; without a count the nearest working day."""
    base = meaning(anchor, asked)
    if base is None or base.date is None:
        return base
    sign = -1 if before else 1
    match count:
        case ():
            day = asked.calendar.add_working_days(base.date, sign)
        case (Tok(Sort.NUMBER, n), Tok(Sort.UNIT, what)) if n <= LONGEST_COUNT:
            day = _counted(base.date, sign * n, Unit(what), asked.calendar)
        case _:
            return None
    return dc.replace(base, date=day, alternatives=())


def _near(toks: Tokens, asked: Asked) -> DateRead | None:
    match toks:
        case (Tok(Sort.DAY, days),):
            return DateRead(asked.today + timedelta(days=days), PAST if days < 0 else "")
        case (Tok(Sort.MEETING),) | (
            Tok(Sort.NEXT, 1) | Tok(Sort.THIS) | Tok(Sort.COMING),
            Tok(Sort.MEETING),
        ):
            return DateRead(asked.next_meeting, "" if asked.next_meeting else NO_MEETING)
    return None


def coming(today: date, weekday: int) -> date:
    """The next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _in_week(asked: Asked, weeks: int, weekday: int) -> date:
    return current(asked.today, Unit.WEEK).first + timedelta(weeks=weeks, days=weekday)


def _weekday(toks: Tokens, asked: Asked) -> DateRead | None:
    today = asked.today
    match toks:
        case (Tok(Sort.WEEKDAY, day),):
            if today.weekday() == day:
                return DateRead(coming(today, day), A_WEEK_ON, (today,), ambiguous=True)
            return DateRead(coming(today, day))
        case (Tok(Sort.COMING), Tok(Sort.WEEKDAY, day)):
            return DateRead(coming(today, day))
        case (Tok(Sort.THIS), Tok(Sort.WEEKDAY, day)):
            return DateRead(today + timedelta(days=(day - today.weekday()) % 7))
        case (Tok(Sort.NEXT, weeks), Tok(Sort.WEEKDAY, day)):
            found, other = _in_week(asked, weeks, day), coming(today, day)
            doubtful = found != other and weeks == 1
            return DateRead(found, NEXT_WEEK if doubtful else "", (other,) if doubtful else (), doubtful)
        case (Tok(Sort.WEEKDAY, day), Tok(Sort.NEXT, weeks), Tok(Sort.UNIT, Unit.WEEK)):
            return DateRead(_in_week(asked, weeks, day))
        case (Tok(Sort.WEEKDAY, day), Tok(Sort.THIS), Tok(Sort.UNIT, Unit.WEEK)):
            return DateRead(_in_week(asked, 0, day))
    return None


def _weekday_with_count(toks: Tokens, asked: Asked) -> DateRead | None:
    """'Fri week', 'a week on Friday', 'Freitag in einer Woche', 'vendredi en huit', 'Fr KW 32'."""
    match tuple(t for t in toks if t.sort is not Sort.IN):
        case (Tok(Sort.WEEKDAY, day), Tok(Sort.UNIT, Unit.WEEK)) | (
            Tok(Sort.UNIT, Unit.WEEK),
            Tok(Sort.WEEKDAY, day),
        ):
            weeks = 1
        case (Tok(Sort.WEEKDAY, day), Tok(Sort.UNIT, Unit.FORTNIGHT)):
            weeks = 2
        case (Tok(Sort.WEEKDAY, day), Tok(Sort.UNIT, Unit.WEEK), *number):
            found = span((Tok(Sort.UNIT, Unit.WEEK), *number), asked.today)
            return DateRead(found.first + timedelta(days=day)) if found else None
        case (Tok(Sort.WEEKDAY, day), Tok(Sort.NUMBER, weeks), Tok(Sort.UNIT, Unit.WEEK)):
            pass
        case (Tok(Sort.NUMBER, weeks), Tok(Sort.UNIT, Unit.WEEK), Tok(Sort.WEEKDAY, day)):
            pass
        case (Tok(Sort.WEEKDAY, day), Tok(Sort.NUMBER, n), *unit) if n in _IDIOM_DAYS and _is_idiom(
            toks, unit
        ):
            weeks = _IDIOM_DAYS[n]
        case _:
            return None
    return DateRead(coming(asked.today, day) + timedelta(weeks=weeks), WEEKS_LATER)


def _is_idiom(toks: Tokens, unit: list[Tok]) -> bool:
    return any(t.sort is Sort.IN for t in toks) and unit in ([], [Tok(Sort.UNIT, int(Unit.DAY))])


def _count(toks: Tokens, asked: Asked) -> DateRead | None:
    """'+10 wd', 'in 3 weeks', '-5 wd', '+3'."""
    sign = 1
    if toks[0].sort in (Sort.IN, Sort.PLUS, Sort.MINUS):
        sign = -1 if toks[0].sort is Sort.MINUS else 1
        if toks[1:] and len(toks) == 2 and toks[1].sort is Sort.NUMBER and toks[0].sort is not Sort.IN:
            toks = (*toks, Tok(Sort.UNIT, int(Unit.DAY)))
        toks = toks[1:]
    match toks:
        case (Tok(Sort.NUMBER, n), Tok(Sort.UNIT, what)) if n <= LONGEST_COUNT:
            day = _counted(asked.today, sign * n, Unit(what), asked.calendar)
            return DateRead(day, PAST if day < asked.today else "")
    return None


def _counted(start: date, n: int, what: Unit, calendar: WorkDays) -> date:
    match what:
        case Unit.WORKDAY:
            return calendar.add_working_days(start, n)
        case Unit.DAY:
            return start + timedelta(days=n)
        case Unit.WEEK:
            return start + timedelta(weeks=n)
        case Unit.FORTNIGHT:
            return start + timedelta(weeks=2 * n)
        case _:
            return shifted(start, n, what)


def _period(toks: Tokens, asked: Asked) -> DateRead | None:
    """'End of month', 'next week', 'mid August', 'Q3', 'KW 32', 'August'."""
    edge = toks[0].sort
    if edge not in (Sort.START, Sort.MIDDLE, Sort.END):
        found = None if _is_bare(toks) else span(toks, asked.today)
        return DateRead(_last(found, asked), PERIOD_END, (_first(found, asked),)) if found else None
    found = span(toks[1:], asked.today)
    if found is None:
        return None
    match edge:
        case Sort.START:
            return _not_past(_first(found, asked), asked)
        case Sort.MIDDLE:
            return _not_past(found.middle, asked)
        case _:
            day = _last(found, asked)
            if day < asked.today and toks[1:] == (Tok(Sort.UNIT, int(Unit.WEEK)),):
                day = _last(current(asked.today + timedelta(weeks=1), Unit.WEEK), asked)
            return _not_past(day, asked)


def _is_bare(toks: Tokens) -> bool:
    """Whether these are a period without saying which: 'week'; or a number that only could be a year."""
    return len(toks) == 1 and toks[0].sort in (Sort.UNIT, Sort.NUMBER)


def _not_past(day: date, asked: Asked) -> DateRead:
    return DateRead(day, PAST if day < asked.today else "")


def _first(found: Span, asked: Asked) -> date:
    return asked.calendar.on_or_after(found.first)


def _last(found: Span, asked: Asked) -> date:
    """The last day of a period; of a week its last working day, counted to Saturday."""
    if found.unit is Unit.WEEK:
        return asked.calendar.on_or_before(found.first + timedelta(days=5))
    return found.last
