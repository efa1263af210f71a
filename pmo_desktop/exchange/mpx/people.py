"""Calendars and resources of MPX. Days count from Sunday; 0 is free, 1 works, 2 is as in the base."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.schedulecalendar import (
    USUAL_DAY,
    Calendar,
    CalendarException,
    DayHours,
    Interval,
)
from pmo_desktop.domain.schedulefile import Resource
from pmo_desktop.exchange.mpx.values import MpxReader, Settings
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.i18n import tr


@dc.dataclass(slots=True)
class Times:
    """A calendar while its records come in."""

    name: str
    base: str = ""
    owner: int | None = None
    flags: tuple[str, ...] = ()
    hours: dict[int, DayHours] = dc.field(default_factory=dict)
    exceptions: list[CalendarException] = dc.field(default_factory=list)

    def week(self) -> tuple[DayHours | None, ...]:
        """The seven days from Monday."""
        days: list[DayHours | None] = [None] * 7
        for number in range(1, 8):
            flag = self.flags[number - 1] if number <= len(self.flags) else "2"
            usual = USUAL_DAY if self.owner is None else None
            working = self.hours.get(number) or (USUAL_DAY if flag == "1" else usual)
            days[(number - 2) % 7] = () if flag == "0" else working if flag == "1" else self.hours.get(number)
        return tuple(days)


def hours(cells: Sequence[str], settings: Settings, ledger: Ledger) -> DayHours:
    """Up to three stretches of working time; the format writes those over midnight as two days."""
    found: list[Interval] = []
    for first, last in zip(cells[::2], cells[1::2], strict=False):
        if not first.strip() or not last.strip():
            continue
        begins, ends = settings.clock(first), settings.clock(last)
        if begins is None or ends is None:
            ledger.unread(tr("working time"), f"{first} - {last}")
        elif (ends or 1440) > begins % 1440:
            found.append((begins % 1440, ends or 1440))
        else:
            found += [(0, ends), (begins, 1440)]
    return tuple(sorted(found))


def exception(cells: Sequence[str], settings: Settings, ledger: Ledger) -> CalendarException | None:
    """Days that differ: from, to, whether people work, and the hours."""
    read = MpxReader(dict(enumerate(cells, 1)), settings, ledger)
    first, last = read.moment(1), read.moment(2)
    if first is None:
        ledger.note(tr("A calendar exception without readable dates was left out."))
        return None
    end = max(first, last or first)
    working = read.text(3) == "1"
    times = hours(cells[3:], settings, ledger) or USUAL_DAY if working else ()
    return CalendarException("", first.date(), end.date(), times)


def calendars(found: Sequence[Times]) -> tuple[Calendar, ...]:
    """All calendars, numbered as they came; a person's own has the base that it names."""
    numbers: dict[str, int] = {}
    for uid, one in enumerate(found, 1):
        if one.owner is None:
            numbers.setdefault(one.name, uid)
    return tuple(
        Calendar(
            uid=uid,
            name=one.name,
            is_base=one.owner is None,
            base_uid=numbers.get(one.base) if one.owner is not None else None,
            week=one.week(),
            exceptions=tuple(one.exceptions),
            resource_uid=one.owner,
        )
        for uid, one in enumerate(found, 1)
    )


def resource(read: MpxReader, place: int) -> Resource:
    """One resource; its unique id is the file's, else its id, else its place."""
    id_, uid = read.whole(40), read.whole(49)
    units = read.number(41)
    return Resource(
        uid=uid if uid is not None else id_ if id_ is not None else place,
        id=place if id_ is None else id_,
        name=read.text(1),
        initials=read.text(2),
        group=read.text(3),
        email=read.text(11),
        max_units=1.0 if units is None else units,
        notes=read.text(10),
        custom=tuple((f"mpx:Resource text{n}", text) for n in range(1, 6) if (text := read.said(4 + n))),
    )
