"""How values are written for people: dates, money, numbers and times in the language in force.

One place, so that a screen, a chart and a printed page never write the same value in two ways. Every
function is pure, takes `None` for "not known" and then gives an en dash. English is written with the
month in words and the day first (22 Sep 2026); other languages by their own patterns (CLDR, by Babel).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmo_desktop.domain.values import Minutes, Money, Points, Zoned
from pmo_desktop.i18n import PSEUDO, language, tr

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

NOTHING = "–"
"""What stands where a value is not known; zero is always written as a number."""
NBSP = "\u00a0"
MINUS = "\u2212"

_ENGLISH = {  # Babel's own en_GB writes "Sept", and en_US puts the month first
    "yMMMMEEEEd": "EEEE d MMMM y",
    "yMMMEd": "EEE d MMM y",
    "yMMMMd": "d MMMM y",
    "yMMMd": "d MMM y",
    "yyMMMd": "d MMM yy",
    "MMMd": "d MMM",
    "yMMM": "MMM y",
    "MMM": "MMM",
}
_WHOLE = {"yMMMMEEEEd": "full", "yMMMMd": "long"}  # CLDR names these formats, not their skeletons
_NO_MINOR = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "XPF", "UGX", "RWF", "PYG", "KMF"})
_THREE_MINOR = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})

Number: TypeAlias = int | float | Decimal


@cache
def _locale(code: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse("en" if code == PSEUDO else code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def language_name(code: str) -> str:
    """A language in words of the language in force: German, deutsch; the code where nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(code, sep="-").get_language_name(str(_locale(language())))
    except (UnknownLocaleError, ValueError):
        return code
    return found or code


def _dated(d: dt.date | None, skeleton: str) -> str:
    if d is None:
        return NOTHING
    from babel.dates import format_date, format_skeleton

    locale = _locale(language())
    if locale.language == "en":
        return format_date(d, _ENGLISH[skeleton], locale=locale)
    if skeleton in _WHOLE:
        return format_date(d, _WHOLE[skeleton], locale=locale)
    if skeleton == "yMMMd" and locale.language == "de":
        return format_date(d, "dd.MM.y", locale=locale)  # in German the short form is in digits
    if skeleton == "yyMMMd":
        return format_date(d, "dd.MM.yy" if locale.language == "de" else "d MMM yy", locale=locale)
    return format_skeleton(skeleton, dt.datetime(d.year, d.month, d.day, tzinfo=dt.UTC), locale=locale)


def long_date(d: dt.date | None) -> str:
    """With the day of the week: "Thursday 10 December 2026"."""
    return _dated(d, "yMMMMEEEEd")


def date(d: dt.date | None) -> str:
    """The month in full: "10 December 2026"."""
    return _dated(d, "yMMMMd")


def day(d: dt.date | None) -> str:
    """The month shortened, for tables: "10 Dec 2026"."""
    return _dated(d, "yMMMd")


def weekday_day(d: dt.date | None) -> str:
    """Shortened, with the day of the week: "Thu 10 Dec 2026"."""
    return _dated(d, "yMMMEd")


def short_day(d: dt.date | None) -> str:
    """With two digits of the year, for narrow tables only: "10 Dec 26"."""
    return _dated(d, "yyMMMd")


def day_month(d: dt.date | None) -> str:
    """Without the year, where the page says which: "10 Dec"."""
    return _dated(d, "MMMd")


def month(d: dt.date | None) -> str:
    """Month and year: "Dec 2026"."""
    return _dated(d, "yMMM")


def month_name(d: dt.date | None) -> str:
    """The month alone, shortened, for axes: "Dec"."""
    return _dated(d, "MMM")


@cache
def _pattern(code: str, decimals: int) -> NumberPattern:
    """The language's own grouping (1,23,456 in Hindi) with exactly so many decimals."""
    from babel.numbers import parse_pattern

    pattern = parse_pattern(_locale(code).decimal_formats[None].pattern)
    pattern.frac_prec = (decimals, decimals)
    return pattern


def number(n: Number | None, decimals: int = 0) -> str:
    """A number with the language's separators and exactly so many decimals; minus is U+2212."""
    if n is None:
        return NOTHING
    rounded = round(Decimal(str(n)), decimals)
    said: str = _pattern(language(), decimals).apply(abs(rounded), _locale(language()))
    return (MINUS if rounded < 0 else "") + said


def signed(n: Number | None, decimals: int = 0) -> str:
    """A change: "+5", "−3", and "0" without a sign."""
    said = number(n, decimals)
    if n is None or round(Decimal(str(n)), decimals) <= 0:
        return said
    return "+" + said


def percent(points: Points | int | None, decimals: int = 0) -> str:
    """A percentage from hundredths of a per cent: 7150 is "72 %" or, with one decimal, "71.5 %"."""
    return NOTHING if points is None else number(Decimal(points) / 100, decimals) + NBSP + "%"


def minor_digits(currency: str) -> int:
    """How many decimals the minor unit of a currency stands for (ISO 4217)."""
    if currency in _NO_MINOR:
        return 0
    return 3 if currency in _THREE_MINOR else 2


def major(m: Money) -> Decimal:
    """The amount in whole units of its currency."""
    return Decimal(m.minor).scaleb(-minor_digits(m.currency))


def money(m: Money | None, in_millions: bool = False) -> str:
    """With the currency's code: "EUR 4,800,000", or in millions "EUR 4.8 m"."""
    if m is None:
        return NOTHING
    if in_millions:
        return tr("{currency}\u00a0{amount}\u00a0m", currency=m.currency, amount=millions(m))
    value = major(m)
    digits = 0 if value == value.to_integral_value() else minor_digits(m.currency)
    return tr("{currency}\u00a0{amount}", currency=m.currency, amount=number(value, digits))


def millions(m: Money | None, decimals: int = 1) -> str:
    """Only the number, in millions, for a column whose head names currency and scale: "4.8"."""
    return NOTHING if m is None else number(major(m).scaleb(-6), decimals)


def time(t: dt.time | dt.datetime | None) -> str:
    """The wall clock by 24 hours: "09:05"."""
    return NOTHING if t is None else f"{t.hour:02}:{t.minute:02}"


def minutes(n: Minutes | int | None) -> str:
    """A duration: "45 min", "2 h" or "1 h 30 min"."""
    if n is None:
        return NOTHING
    hours, rest = divmod(abs(n), 60)
    sign = MINUS if n < 0 else ""
    if not hours:
        return sign + tr("{m}\u00a0min", m=rest)
    if not rest:
        return sign + tr("{h}\u00a0h", h=hours)
    return sign + tr("{h}\u00a0h\u00a0{m}\u00a0min", h=hours, m=rest)


def local(z: Zoned) -> dt.datetime:
    """The wall clock people meant; an unknown zone is read as UTC."""
    at = z.at if z.at.tzinfo else z.at.replace(tzinfo=dt.UTC)
    try:
        return at.astimezone(ZoneInfo(z.zone))
    except (ZoneInfoNotFoundError, ValueError):
        return at.astimezone(dt.UTC)


def offset(z: Zoned) -> str:
    """The distance of the wall clock from UTC: "UTC+01:00", or "UTC"."""
    gap = local(z).utcoffset() or dt.timedelta()
    if not gap:
        return "UTC"
    total = int(abs(gap).total_seconds()) // 60
    return f"UTC{'+' if gap > dt.timedelta() else MINUS}{total // 60:02}:{total % 60:02}"


def zoned(z: Zoned | None) -> str:
    """Date, time and distance from UTC: "Fri 11 Sep 2026, 18:00 UTC+01:00"."""
    if z is None:
        return NOTHING
    here = local(z)
    return f"{_dated(here.date(), 'yMMMEd')}, {time(here)}{NBSP}{offset(z)}"
