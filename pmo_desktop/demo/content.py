"""The demo's files: rows of text, with the dates and references of the day filled in."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeVar

from pmo_desktop.assets import resource
from pmo_desktop.domain.values import Money

W = TypeVar("W", bound=StrEnum)
Row = Mapping[str, str]
Fill = Callable[[str], str]
_HOLE = re.compile(r"\{([a-z]+):([^{}]*)\}")
CURRENCY = "EUR"


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one file: fields apart by bars, no quoting, `//` for a line break inside a field.

    Raises ValueError with file and line when a row has too many or too few fields.
    """
    with resource("demo", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE, strict=True)
        found = []
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(f"{name}.csv, line {reader.line_num}: the number of fields is wrong")
            found.append({key: value.strip().replace("//", "\n") for key, value in row.items()})
    return tuple(found)


def choice(words: type[W], value: str) -> W:
    """The member of a closed list with this value. Raises ValueError when there is none."""
    found = next((member for member in words if member.value == value), None)
    if found is None:
        raise ValueError(f"{value!r} is not one of {[member.value for member in words]}")
    return found


def filled(text: str, holes: Mapping[str, Callable[[str], str]]) -> str:
    """A text with `{name:argument}` replaced. KeyError for a name or argument that is unknown."""
    return _HOLE.sub(lambda m: holes[m[1]](m[2]), text)


def millions(text: str) -> Money | None:
    """An amount in millions of the base currency, or none for an empty text."""
    return Money(round(float(text) * 100_000_000), CURRENCY) if text else None


def said(day: date) -> str:
    """A date in British words, as people write it in a text: 5 December 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
