"""The value forms of MPX: dates, durations and money as the writing program's settings say.

Dates come in many shapes (`Fri 17/10/14`, `14 November 2005 08:00`); the file names the order of day, month
and year and the separators. A date without a time is the beginning of the day, for a finish its end.
"""

from __future__ import annotations

import dataclasses as dc
import re
from datetime import datetime, time
from typing import NamedTuple

from pmo_desktop.domain.schedulefile import TimeUnit
from pmo_desktop.exchange.mspdi.values import Ledger

_MONTHS = (
    ("jan", "gen", "ene"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz", "maa"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "maj", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic", "déc"),
)
_UNITS = {
    "m": TimeUnit.MINUTE,
    "h": TimeUnit.HOUR,
    "s": TimeUnit.HOUR,
    "d": TimeUnit.DAY,
    "t": TimeUnit.DAY,
    "j": TimeUnit.DAY,
    "g": TimeUnit.DAY,
    "w": TimeUnit.WEEK,
}
_MONTH_UNITS = ("mo", "me")
_DURATION = re.compile(r"([-+]?[\d.,\s']{0,20}\d[.,]?)\s*([^\W\d_]{0,10})\s*\??", re.ASCII)
_NUMBER = re.compile(r"[-+]?\d[\d.,'\s]{0,30}", re.ASCII)
_WORDS = re.compile(r"[0-9]{1,4}|[^\W\d_]+")
_DIGITS = frozenset("0123456789")
_LARGEST = 1e12
NOTHING = frozenset(("", "NA", "NV", "N/A"))


class Duration(NamedTuple):
    """A duration in minutes, with how it was written. A percentage has its number in `minutes`."""

    minutes: float
    unit: TimeUnit
    elapsed: bool


@dc.dataclass(slots=True)
class Settings:
    """How the file writes values; each record of settings changes it."""

    order: int = 0
    """0 month-day-year, 1 day-month-year, 2 year-month-day."""
    time_mark: str = ":"
    afternoon: str = "pm"
    day_starts: int = 480
    day_ends: int = 1020
    thousands: str = ","
    decimal: str = "."
    minutes_per_day: int = 480
    minutes_per_week: int = 2400

    def number(self, text: str) -> float | None:
        """A number between signs of currency or per cent; None where there is none."""
        found = _NUMBER.search(text)
        if found is None:
            return None
        bare = found[0].replace(" ", "").replace("'", "")
        if self.thousands and self.thousands != self.decimal:
            bare = bare.replace(self.thousands, "")
        try:
            value = float(bare.replace(self.decimal, "."))
        except ValueError:
            return None
        return value if abs(value) < _LARGEST else None

    def duration(self, text: str) -> Duration | None:
        """A duration such as 1.5d, 2ew or 30%; None where it cannot be read."""
        bare = text.strip()
        if bare.endswith("%"):
            value = self.number(bare)
            return None if value is None else Duration(value, TimeUnit.PERCENT, elapsed=False)
        found = _DURATION.fullmatch(bare)
        value = None if found is None else self.number(found[1])
        if found is None or value is None:
            return None
        word = found[2].lower()
        elapsed = len(word) > 1 and word.startswith("e")
        unit = self._unit(word[1:] if elapsed else word)
        if unit is None:
            return None
        return Duration(round(value * self._minutes(unit, elapsed), 4), unit, elapsed)

    def _unit(self, word: str) -> TimeUnit | None:
        if not word:
            return TimeUnit.DAY
        return TimeUnit.MONTH if word.startswith(_MONTH_UNITS) else _UNITS.get(word[0])

    def _minutes(self, unit: TimeUnit, elapsed: bool) -> float:
        day, week = (1440, 7 * 1440) if elapsed else (self.minutes_per_day, self.minutes_per_week)
        month = 30 * 1440 if elapsed else 20 * self.minutes_per_day
        worth = {TimeUnit.MINUTE: 1, TimeUnit.HOUR: 60, TimeUnit.DAY: day, TimeUnit.WEEK: week}
        return worth.get(unit, month)

    def moment(self, text: str, ends: bool = False) -> datetime | None:
        """A date with or without a time; None where it cannot be read."""
        day, minute = self._parted(text.strip())
        words = _WORDS.findall(day)
        month = next((m for w in words if w[0] not in _DIGITS and (m := _month(w))), None)
        numbers = [int(w) for w in words if w[0] in _DIGITS]
        try:
            year, month, day_ = self._ordered(numbers, month)
            usual = self.day_ends if ends else self.day_starts
            at = usual if minute is None else minute
            return datetime.combine(datetime(year, month, day_).date(), time(at // 60 % 24, at % 60))
        except ValueError:
            return None

    def _parted(self, text: str) -> tuple[str, int | None]:
        """The date, and the minute of the day where there is a time."""
        mark = re.escape(self.time_mark or ":")
        found = re.search(rf"(\d{{1,2}}){mark}(\d{{2}})(?::\d{{2}})?\s*([^\W\d_.]*)\.?$", text)
        if found is None:
            return text, None
        minute = self.clock(found[0])
        return text[: found.start()], minute

    def clock(self, text: str) -> int | None:
        """The minute of the day of a clock time such as 17:00 or 05:00 PM."""
        mark = re.escape(self.time_mark or ":")
        found = re.fullmatch(rf"\s*(\d{{1,2}}){mark}(\d{{2}})(?::\d{{2}})?\s*([^\W\d_.]*)\.?\s*", text)
        if found is None or int(found[1]) > 24 or int(found[2]) > 59:
            return None
        hour, half = int(found[1]), found[3].lower()
        if half:
            late = half in (self.afternoon.lower(), "pm", "p")
            hour = hour % 12 + (12 if late else 0)
        return min(1440, hour * 60 + int(found[2]))

    def _ordered(self, numbers: list[int], month: int | None) -> tuple[int, int, int]:
        """Year, month and day by the file's order. Raises ValueError."""
        if month is not None:
            if len(numbers) != 2:
                raise ValueError(numbers)
            day, year = numbers if numbers[0] <= 31 else (numbers[1], numbers[0])
        elif len(numbers) == 3:
            first, second, third = numbers
            order = 2 if first > 31 else self.order
            month, day, year = ((first, second, third), (second, first, third), (second, third, first))[order]
        else:
            raise ValueError(numbers)
        return year if year > 99 else year + (2000 if year < 50 else 1900), month, day


def _month(word: str) -> int | None:
    """The month that a word begins like, in the languages that MPX was written in."""
    low = word.lower()
    return next((n for n, starts in enumerate(_MONTHS, 1) if low.startswith(starts)), None)


class MpxReader:
    """The fields of one record by their number: None when absent, to the ledger when unreadable."""

    def __init__(self, cells: dict[int, str], settings: Settings, ledger: Ledger) -> None:
        self.cells = cells
        self.settings = settings
        self.ledger = ledger

    def text(self, field: int) -> str:
        """A text; line breaks are kept as control characters in the file."""
        return self.cells.get(field, "").replace("\x7f", "\n").strip()

    def said(self, field: int) -> str:
        """A text unless it says that there is nothing."""
        text = self.text(field)
        return "" if text.upper() in NOTHING else text

    def flag(self, field: int) -> bool:
        """A yes or no, in the writer's language."""
        return self.text(field)[:1].lower() in ("y", "j", "o", "s", "1", "w", "t")

    def number(self, field: int) -> float | None:
        """A plain number, per cent or money."""
        text = self.said(field)
        value = self.settings.number(text) if text else None
        if text and value is None:
            self.ledger.unread(str(field), text)
        return value

    def whole(self, field: int) -> int | None:
        """A whole number of at most 31 bits."""
        value = self.number(field)
        return round(value) if value is not None and abs(value) < 2**31 else None

    def hundredths(self, field: int) -> int | None:
        """Money in hundredths."""
        value = self.number(field)
        return None if value is None else round(value * 100)

    def duration(self, field: int) -> Duration | None:
        """A duration."""
        text = self.said(field)
        value = self.settings.duration(text) if text else None
        if text and value is None:
            self.ledger.unread(str(field), text)
        return value

    def minutes(self, field: int) -> float | None:
        """The minutes of a duration."""
        value = self.duration(field)
        return None if value is None or value.unit is TimeUnit.PERCENT else value.minutes

    def moment(self, field: int, ends: bool = False) -> datetime | None:
        """A date; `ends` for those that are ends of days where no time is given."""
        text = self.said(field)
        value = self.settings.moment(text, ends) if text else None
        if text and value is None:
            self.ledger.unread(str(field), text)
        return value
