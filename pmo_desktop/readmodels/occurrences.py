"""The days on which a duty falls due: its recurrence rule, kept to working days."""

from __future__ import annotations

import re
from calendar import isleap, weekday
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from itertools import takewhile

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import tr

AHEAD = timedelta(days=365)
"""How far duties are looked ahead."""
_MOST = 400
_EVERY = re.compile(r"\bFREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)\b", re.IGNORECASE)
_END = re.compile(r";?\b(COUNT|UNTIL)=[^;]*", re.IGNORECASE)
_SEEN_YEARS = 41
"""A rule that gives no day within these years never will: 29 February on one weekday comes every 28."""
_NEVER_ENDS = re.compile(r"[\r\n]|INTERVAL=0*(?!\d)", re.IGNORECASE)


def needed_rule(text: str, start: datetime | None) -> str:
    """A rule as it was typed, without its label. Raises ValueError with a sentence for one that is none."""
    rule = "".join(text.split()).upper().removeprefix("RRULE:")
    if not _days(rule, start or datetime(2026, 1, 1), most=1):
        raise ValueError(
            tr("“{text}” is no rule of repetition. Type it like FREQ=MONTHLY;BYDAY=1MO.", text=text)
        )
    return rule


def _days(rule: str, start: datetime, most: int, until: date = date.max) -> list[date]:
    """The first days of a rule; none for a rule that cannot be read or has no day within ten years."""
    from dateutil.rrule import rrulestr

    if not _EVERY.search(rule) or _NEVER_ENDS.search(rule):
        return []
    last = min(until, date(min(start.year + 10, 9998), 12, 31))
    try:
        bounded = f"{rule};UNTIL={last:%Y%m%d}T235959" if _open(rule) else rule
        rule_set = rrulestr(bounded, dtstart=start, ignoretz=True)
        if not ever_comes(bounded, start):
            return []
        found = takewhile(lambda at: at.date() <= last, rule_set)
        return [at.date() for _, at in zip(range(most), found, strict=False)]
    except (ValueError, LookupError, TypeError):  # some rules fail only when they are walked
        return []


def ever_comes(rule: str, start: datetime) -> bool:
    """Whether a rule that was read gives any day at all, wherever it ends.

    A rule is walked to the end of the calendar when nothing matches, so it is asked from a year that stands
    near that end and has the same weekdays.
    """
    from dateutil.rrule import rrulestr

    late = (start.replace(year=y) for y in range(MAXYEAR - _SEEN_YEARS, MINYEAR, -1) if _alike(y, start.year))
    days = rrulestr(_END.sub("", rule).strip(";"), dtstart=next(late), ignoretz=True)
    return next(iter(days), None) is not None


def _alike(year: int, other: int) -> bool:
    """Whether two years have the same days of the week throughout."""
    return isleap(year) == isleap(other) and weekday(year, 1, 1) == weekday(other, 1, 1)


def next_day(rule: str, after: date) -> date | None:
    """The first day of a rule after a day; None for one that has ended or cannot be read."""
    read = "".join(rule.split()).upper().removeprefix("RRULE:")
    days = _days(read, datetime.combine(after, time()), most=2)
    return next((day for day in days if day > after), None)


def _open(rule: str) -> bool:
    """Whether a rule names no end of its own."""
    return "UNTIL=" not in rule and "COUNT=" not in rule


def occurrences(item: PlanItem, days: WorkDays, until: date) -> tuple[date, ...]:
    """The working days on which a duty falls due up to a day; one that falls on a day off is due before it.

    Empty for a line without a rule, or with one that cannot be read.
    """
    if not item.recurrence or item.start is None:
        return ()
    found = _days(item.recurrence.upper().removeprefix("RRULE:"), item.start, _MOST, until)
    return tuple(dict.fromkeys(days.on_or_before(day) for day in found))
