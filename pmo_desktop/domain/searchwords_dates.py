"""Spans of days as people type them into a search: 2026, 2026-07, >2026-03-01, last month, letzte Woche."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from pmo_desktop.domain.datewords import read_date
from pmo_desktop.domain.initials import fold, foldings

_DAY = timedelta(days=1)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|-?q([1-4]))?$")


@dc.dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` on and before `end`; None where that side is open."""

    first: date | None = None
    end: date | None = None

    def has(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or day >= self.first) and (self.end is None or day < self.end)


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months on."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, 1)


def _days(back: int, many: int = 1) -> Callable[[date], Span]:
    return lambda today: Span(today - back * _DAY, today + (many - back) * _DAY)


def _week(back: int) -> Callable[[date], Span]:
    def week(today: date) -> Span:
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return Span(monday, monday + 7 * _DAY)

    return week


def _months(long: int, back: int) -> Callable[[date], Span]:
    """The period of so many months (1, 3, 12) that holds the day, or one before it."""

    def period(today: date) -> Span:
        first = _months_on(today, -((today.month - 1) % long) - back * long)
        return Span(first, _months_on(first, long))

    return period


_PERIODS: tuple[tuple[Callable[[date], Span], Mapping[str, str]], ...] = (
    (_days(0), {"en": "today", "de": "heute"}),
    (_days(1), {"en": "yesterday", "de": "gestern"}),
    (_week(0), {"en": "this week", "de": "diese Woche|dieser Woche"}),
    (_week(1), {"en": "last week", "de": "letzte Woche|letzter Woche|vorige Woche"}),
    (_months(1, 0), {"en": "this month", "de": "dieser Monat|diesen Monat|diesem Monat"}),
    (_months(1, 1), {"en": "last month", "de": "letzter Monat|letzten Monat|letztem Monat|voriger Monat"}),
    (_months(3, 0), {"en": "this quarter", "de": "dieses Quartal|diesem Quartal"}),
    (_months(3, 1), {"en": "last quarter", "de": "letztes Quartal|letztem Quartal|voriges Quartal"}),
    (_months(12, 0), {"en": "this year", "de": "dieses Jahr|diesem Jahr"}),
    (_months(12, 1), {"en": "last year", "de": "letztes Jahr|letztem Jahr|voriges Jahr"}),
)


def periods(lang: str) -> tuple[str, ...]:
    """The periods with a name that a language offers."""
    return tuple(words.get(_short(lang), words["en"]).split("|")[0] for _, words in _PERIODS)


def _short(lang: str) -> str:
    return lang.replace("_", "-").split("-")[0].lower()


@cache
def _named(lang: str) -> dict[str, Callable[[date], Span]]:
    said: dict[str, Callable[[date], Span]] = {}
    for span, words in _PERIODS:
        for phrase in f"{words['en']}|{words.get(_short(lang), words['en'])}".split("|"):
            said.update((way, span) for way in foldings(phrase))
    return said


def span_meant(typed: str, today: date, lang: str = "en") -> Span | None:
    """The days that were typed, as in `a..b`, `>a`, `>=a`, `<a` and `<=a` too; None when they are none."""
    text = fold(" ".join(typed.replace("_", " ").split()))
    try:
        return _bounded(text, today, lang)
    except (ValueError, OverflowError):
        return None


def _bounded(text: str, today: date, lang: str) -> Span | None:
    if ".." in text:
        left, _, right = text.partition("..")
        first = _plain(left.strip(), today, lang) if left.strip() else Span()
        last = _plain(right.strip(), today, lang) if right.strip() else Span()
        return Span(first.first, last.end) if first is not None and last is not None else None
    sign = next((s for s in (">=", "<=", ">", "<") if text.startswith(s)), "")
    found = _plain(text[len(sign) :].strip(), today, lang)
    if found is None or not sign:
        return found
    match sign:
        case ">=":
            return Span(found.first)
        case ">":
            return Span(found.end)
        case "<=":
            return Span(None, found.end)
        case _:
            return Span(None, found.first)


def _plain(text: str, today: date, lang: str) -> Span | None:
    iso = _ISO.match(text)
    if iso is not None:
        return _of_numbers(*(int(part) if part else 0 for part in iso.groups()))
    named = _named(lang).get(text) or _named(lang).get(text.replace("-", " "))
    if named is not None:
        return named(today)
    day = read_date(text, today, lang).date if text else None
    return Span(day, day + _DAY) if day is not None else None


def _of_numbers(year: int, month: int, day: int, quarter: int) -> Span:
    """A year, a quarter, a month or a day."""
    if day:
        only = date(year, month, day)
        return Span(only, only + _DAY)
    if quarter:
        first = date(year, 3 * quarter - 2, 1)
        return Span(first, _months_on(first, 3))
    first = date(year, month or 1, 1)
    return Span(first, _months_on(first, 1 if month else 12))
