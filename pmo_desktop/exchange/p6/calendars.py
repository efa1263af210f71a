"""Primavera's calendars: the week and the exceptions out of `clndr_data`.

That text nests `(0||name(attributes)(children))`. Days of the week count from Sunday, 1; hours are
`s|08:00|f|16:00` in either order; an exception's `d` counts days since 30 December 1899.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pmo_desktop.domain.schedulecalendar import Calendar, CalendarException, DayHours, Interval
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.p6.values import Fields, Numbers, Row
from pmo_desktop.i18n import tr

_MARK = re.compile(
    r"\(\s*\d*\s*\|\|\s*(?P<name>[^()|]{0,60})\((?P<said>[^()]{0,200})\)\s*\(|(?P<close>\)\s*\))"
)
_CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp]?)[Mm]?\s*", re.ASCII)
_EPOCH = date(1899, 12, 30)
_DEEPEST = 12
_LAST_SERIAL = (date.max - _EPOCH).days


class _Node(NamedTuple):
    """One element of the nested text, with how deep it stands."""

    depth: int
    name: str
    said: dict[str, str]


def calendars(rows: Sequence[Row], numbers: Numbers, ledger: Ledger) -> tuple[Calendar, ...]:
    """The calendars of the table CALENDAR, each once."""
    found: dict[int, Calendar] = {}
    for row in rows:
        one = _calendar(Fields(row, ledger), numbers)
        if one is not None and one.uid in found:
            ledger.note(tr("A record whose id is there twice was left out."), one.name)
        elif one is not None:
            found[one.uid] = one
    return tuple(found.values())


def _calendar(read: Fields, numbers: Numbers) -> Calendar | None:
    uid = numbers.get(read.text("clndr_id"))
    if uid is None:
        read.ledger.note(tr("A calendar without an id was left out."), read.text("clndr_name"))
        return None
    base = numbers.get(read.text("base_clndr_id"))
    week, exceptions = _times(read.text("clndr_data"), read.ledger)
    return Calendar(
        uid=uid,
        name=read.text("clndr_name"),
        is_base=read.text("clndr_type") != "CA_Rsrc",
        base_uid=None if base == uid else base,
        week=week,
        exceptions=exceptions,
        minutes_per_day=_hours(read, "day_hr_cnt"),
        minutes_per_week=_hours(read, "week_hr_cnt"),
        minutes_per_month=_hours(read, "month_hr_cnt"),
        minutes_per_year=_hours(read, "year_hr_cnt"),
    )


def _hours(read: Fields, column: str) -> int | None:
    minutes = read.minutes(column)
    return round(minutes) if minutes is not None and minutes >= 1 else None


def _nodes(text: str) -> Iterator[_Node]:
    """The elements of the nested text in their order."""
    depth = 0
    for found in _MARK.finditer(text):
        if found["close"]:
            depth = max(0, depth - 1)
        else:
            parts = [p.strip() for p in found["said"].split("|")]
            yield _Node(depth, found["name"].strip(), dict(zip(parts[::2], parts[1::2], strict=False)))
            depth = min(depth + 1, _DEEPEST)


def _times(text: str, ledger: Ledger) -> tuple[tuple[DayHours | None, ...], tuple[CalendarException, ...]]:
    """The seven days from Monday, and the exceptions. Days that the text does not name are free."""
    if not text:
        return (None,) * 7, ()
    days: dict[int, list[Interval]] = {}
    exceptions: dict[date, list[Interval]] = {}
    part, now = "", None
    for node in _nodes(text):
        if node.depth <= 1:
            part, now = node.name, None
        elif node.depth == 2:
            now = _owner(part, node, days, exceptions, ledger)
        elif now is not None:
            now += interval(node.said.get("s", ""), node.said.get("f", ""), ledger)
    week = tuple(tuple(sorted(days.get((n + 1) % 7 + 1, ()))) for n in range(7))
    return week if days else (None,) * 7, listed(exceptions)


def _owner(
    part: str,
    node: _Node,
    days: dict[int, list[Interval]],
    exceptions: dict[date, list[Interval]],
    ledger: Ledger,
) -> list[Interval] | None:
    """The list that the hours under this element belong to."""
    if part == "DaysOfWeek" and node.name in ("1", "2", "3", "4", "5", "6", "7"):
        return days.setdefault(int(node.name), [])
    if part == "Exceptions" and "d" in node.said:
        serial = node.said["d"].partition(".")[0]
        if serial.isascii() and serial.isdigit() and len(serial) < 8 and int(serial) <= _LAST_SERIAL:
            return exceptions.setdefault(_EPOCH + timedelta(days=int(serial)), [])
        ledger.unread("clndr_data", node.said["d"])
    return None


def listed(exceptions: dict[date, list[Interval]]) -> tuple[CalendarException, ...]:
    """Single days as exceptions, in the order of their dates."""
    return tuple(
        CalendarException("", day, day, tuple(sorted(hours))) for day, hours in sorted(exceptions.items())
    )


def interval(first: str, last: str, ledger: Ledger) -> tuple[Interval, ...]:
    """Working hours from two clock times, cut in two where they run over midnight."""
    begins, ends = _minute(first), _minute(last)
    if begins is None or ends is None:
        ledger.unread("clndr_data", f"{first} - {last}")
        return ()
    begins, ends = begins % 1440, ends or 1440
    if ends <= begins:
        return ((0, ends), (begins, 1440))
    return ((begins, ends),)


def _minute(text: str) -> int | None:
    """The minute of the day of a clock time such as 16:00, 4:00 PM or 24:00."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), found[3].upper()
    if half:
        hour = hour % 12 + (12 if half == "P" else 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= 1440 else None
