"""The value forms of MSPDI: durations, dates, flags, units; and the ledger of what could not be taken.

Facts of the format: `PT6H14M24S` is a duration in working time; slack and lag are tenths of a minute;
duration formats 3-12 are minutes to months with every second one elapsed, 19 and 20 per cent, and 32 more
for an estimate; costs are hundredths of the currency.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulefile import CustomValue, FileWarning, TimeUnit
from pmo_desktop.i18n import N_, tr

Values = Mapping[str, str]
"""The simple children of a record: element name to text."""

_DURATION = re.compile(
    r"(-?)P(?:(\d{1,7}(?:\.\d+)?)D)?"
    r"(?:T(?:(\d{1,9}(?:\.\d+)?)H)?(?:(\d{1,9}(?:\.\d+)?)M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"\s*[-+]?\d{1,15}(?:\.\d{0,30})?(?:[eE][-+]?\d{1,2})?\s*", re.ASCII)
_UNITS = (TimeUnit.MINUTE, TimeUnit.HOUR, TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH)
_LARGEST = 2**31 - 1
_EXAMPLES = 5
_UNREAD = N_("A value that cannot be read was left out: {field}.")


class Shown(NamedTuple):
    """How a person wrote a duration: its unit, whether it is elapsed time, whether it is an estimate."""

    unit: TimeUnit
    elapsed: bool
    estimated: bool


class Ledger:
    """Counts what the file holds and the reader did not take, for the receipt."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.seen: dict[str, list[str]] = {}

    def note(self, text: str, example: str = "", count: int = 1) -> None:
        """Count one more of this translated sentence, with an example of the text concerned."""
        self.found[text] += count
        kept = self.seen.setdefault(text, [])
        if example and len(kept) < _EXAMPLES and example not in kept:
            kept.append(example[:80])

    def unread(self, field: str, text: str) -> None:
        """Count a value that is not in the form of its field."""
        self.note(tr(_UNREAD, field=field), text)

    def warnings(self) -> tuple[FileWarning, ...]:
        """All that was counted, in the order first met."""
        return tuple(FileWarning(text, n, tuple(self.seen[text])) for text, n in self.found.items())


def values_of(element: Element) -> dict[str, str]:
    """The texts of an element's simple children; the last wins where one comes twice."""
    return {child.tag: child.text for child in element if child.text}


@lru_cache(maxsize=8192)
def minutes(text: str) -> float:
    """The minutes of a duration such as `PT6H14M24S`; a day is 24 hours. Raises ValueError."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(text)
    days, hours, mins, seconds = (float(part or 0) for part in found.groups()[1:])
    total = round(days * 1440 + hours * 60 + mins + seconds / 60, 6)
    return -total if found[1] else total


@lru_cache(maxsize=8192)
def moment(text: str) -> datetime:
    """The wall clock of a date and time; a zone, if one is written, is left off. Raises ValueError."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=None)


def shown(code: int) -> Shown:
    """The meaning of a duration or lag format; what is not known counts as days."""
    estimated = code >= 32
    plain = code - 32 if estimated else code
    if plain in (19, 20):
        return Shown(TimeUnit.PERCENT, plain == 20, estimated)
    if 3 <= plain <= 12:
        return Shown(_UNITS[(plain - 3) // 2], plain % 2 == 0, estimated)
    return Shown(TimeUnit.DAY, elapsed=False, estimated=estimated)


class Reader:
    """The fields of one record by their form: None when absent, and to the ledger when unreadable."""

    def __init__(self, values: Values, ledger: Ledger) -> None:
        self.values = values
        self.ledger = ledger

    def text(self, field: str) -> str:
        """A text, as it stands; empty when absent."""
        return self.values.get(field, "")

    def flag(self, field: str, default: bool = False) -> bool:
        """A yes or no: 1 and true are yes."""
        text = self.values.get(field)
        return default if text is None else text.strip().lower() in ("1", "true")

    def number(self, field: str) -> float | None:
        """A plain number."""
        text = self.values.get(field)
        if text is None:
            return None
        if _NUMBER.fullmatch(text) is None:
            self.ledger.unread(field, text)
            return None
        return float(text)

    def whole(self, field: str) -> int | None:
        """A whole number of at most 31 bits; a fraction is rounded."""
        number = self.number(field)
        if number is None:
            return None
        if abs(number) > _LARGEST:
            self.ledger.unread(field, self.values[field])
            return None
        return round(number)

    def count(self, field: str, default: int) -> int:
        """A whole number that has a usual value."""
        number = self.whole(field)
        return default if number is None else number

    def hundredths(self, field: str) -> int | None:
        """A cost in hundredths of the currency, which is how the format counts."""
        number = self.number(field)
        return None if number is None else round(number)

    def tenths(self, field: str) -> float | None:
        """Minutes from a field in tenths of a minute."""
        number = self.number(field)
        return None if number is None else number / 10

    def minutes(self, field: str) -> float | None:
        """Minutes from a duration."""
        text = self.values.get(field)
        if text is None:
            return None
        try:
            return minutes(text)
        except ValueError:
            self.ledger.unread(field, text)
            return None

    def moment(self, field: str) -> datetime | None:
        """A date and time on the file's wall clock."""
        text = self.values.get(field)
        if text is None:
            return None
        try:
            return moment(text)
        except ValueError:
            self.ledger.unread(field, text)
            return None


def custom_values(element: Element) -> tuple[CustomValue, ...]:
    """The custom field values of a task, resource or assignment."""
    pairs = []
    for child in element:
        if child.tag == "ExtendedAttribute":
            values = values_of(child)
            pairs.append((values.get("FieldID", ""), values.get("Value", "")))
    return tuple(pairs)
