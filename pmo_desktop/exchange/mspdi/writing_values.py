"""Values in the forms of MSPDI, the other way about; see `mspdi_values` for what they mean."""

from __future__ import annotations

from datetime import date, datetime

from pmo_desktop.domain.schedulefile import CustomValue, TimeUnit
from pmo_desktop.exchange.xmlout import XmlOut

_UNITS = {TimeUnit.MINUTE: 3, TimeUnit.HOUR: 5, TimeUnit.DAY: 7, TimeUnit.WEEK: 9, TimeUnit.MONTH: 11}
_ESTIMATED = 32


def span(minutes: float | None) -> str | None:
    """A duration such as PT6H14M24S."""
    if minutes is None:
        return None
    seconds = round(abs(minutes) * 60, 4)
    hours, rest = divmod(seconds, 3600)
    whole, left = divmod(rest, 60)
    return f"{'-' if minutes < 0 else ''}PT{int(hours)}H{int(whole)}M{plain_number(round(left, 4))}S"


def plain_number(number: float) -> str:
    """A number without an exponent and without needless noughts."""
    return str(int(number)) if number == int(number) else f"{number:.6f}".rstrip("0")


def number(value: float | None) -> str | None:
    """A plain number."""
    return None if value is None else plain_number(value)


def tenths(minutes: float | None) -> str | None:
    """Minutes in tenths of a minute."""
    return None if minutes is None else plain_number(round(minutes * 10, 6))


def moment(when: datetime | None) -> str | None:
    """A date and time."""
    return None if when is None else when.isoformat(timespec="seconds")


def midnight(day: date) -> str:
    """The beginning of a day."""
    return f"{day.isoformat()}T00:00:00"


def last_minute(day: date) -> str:
    """The end of a day as the format writes it."""
    return f"{day.isoformat()}T23:59:00"


def clock(minute: int) -> str:
    """A minute of the day; the midnight that ends it is 00:00."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}:00"


def flag(yes: bool) -> int:
    """A yes or no."""
    return 1 if yes else 0


def shown(unit: TimeUnit, elapsed: bool, estimated: bool = False) -> int:
    """The code of a unit."""
    plain = 19 if unit is TimeUnit.PERCENT else _UNITS[unit]
    return plain + elapsed + (_ESTIMATED if estimated else 0)


def custom(out: XmlOut, values: tuple[CustomValue, ...], ids: dict[str, str]) -> None:
    """The values of custom fields, by the ids that the format has for them."""
    for key, value in values:
        if key in ids:
            with out.inside("ExtendedAttribute"):
                out.leaves(FieldID=ids[key], Value=value or None)
