"""The demo's days: when reports were due, when boards meet, which days are worked."""

from __future__ import annotations

import dataclasses as dc
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from pmo_desktop.demo.freedays import COUNTRIES, free_days
from pmo_desktop.domain.values import Zoned
from pmo_desktop.domain.workdays import WorkDays

THURSDAY = 3
FRIDAY = 4
CYCLES = 6
ZONES = {"gb": "Europe/London", "de": "Europe/Berlin", "ae": "Asia/Dubai"}


def months_away(day: date, months: int) -> date:
    """The first of the month that lies so many months away."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def same_weekday(day: date, months: int) -> date:
    """The day that is the same weekday of its month (third Thursday, last Thursday) in another month."""
    first = months_away(day, months)
    nth = (day.day - 1) // 7
    found = first + timedelta((day.weekday() - first.weekday()) % 7 + 7 * nth)
    return found if found.month == first.month else found - timedelta(7)


def rule_of(day: date) -> str:
    """The RFC 5545 rule of a monthly meeting on this weekday of the month."""
    nth = (day.day - 1) // 7 + 1
    last = (day + timedelta(7)).month != day.month
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()]
    return f"FREQ=MONTHLY;BYDAY={-1 if last else nth}{weekday}"


def instant(day: date, hour: int, minute: int, country: str) -> datetime:
    """A wall-clock time in a country as an instant."""
    return datetime.combine(day, time(hour, minute), ZoneInfo(ZONES[country])).astimezone(UTC)


@dc.dataclass(frozen=True)
class Clock:
    """The days that follow from one: `today`."""

    today: date

    @cached_property
    def calendars(self) -> dict[str, WorkDays]:
        """Whole working days in each country."""
        return {
            c: WorkDays(free=frozenset(f.day for f in free_days(c, self.today)), pattern=COUNTRIES[c])
            for c in COUNTRIES
        }

    @cached_property
    def cycles(self) -> tuple[date, ...]:
        """The status dates of the monthly reports, the latest first: Fridays, the last 3 to 9 days ago."""
        latest = self.today - timedelta(3)
        latest -= timedelta((latest.weekday() - FRIDAY) % 7)
        return tuple(same_weekday(latest, -n) for n in range(CYCLES))

    @property
    def status_date(self) -> date:
        """The date to which progress is reported now."""
        return self.cycles[0]

    @cached_property
    def board_thursday(self) -> date:
        """The Thursday 8 to 14 days ahead that the portfolio board's rule gives."""
        ahead = self.today + timedelta(8)
        return ahead + timedelta((THURSDAY - ahead.weekday()) % 7)

    def board_day(self, number: int) -> date:
        """The day of the portfolio board so many meetings from the next; the day before a public holiday."""
        return self.calendars["gb"].on_or_before(same_weekday(self.board_thursday, number))

    def working(self, offset: int, country: str = "gb") -> date:
        """The working day on or after so many calendar days from today (on or before it, when past)."""
        day = self.today + timedelta(offset)
        days = self.calendars[country]
        return days.on_or_after(day) if offset > 0 else days.on_or_before(day)

    def at(self, day: date, hour: int, minute: int, country: str) -> Zoned:
        """A wall-clock time with its zone."""
        return Zoned(instant(day, hour, minute, country), ZONES[country])
