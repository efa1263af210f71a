"""The value forms of Primavera P6: hours, flags, dates, ids; shared by XER and P6 XML.

P6 counts durations in hours and flags with Y or N (1 or 0 in XML). Decimal commas come with some regional
settings.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Protocol, TypeVar

from pmo_desktop.exchange.mspdi.values import Ledger

Choice = TypeVar("Choice", bound=Enum)

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d{0,30})?(?:[eE][-+]?\d{1,2})?", re.ASCII)
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3}){0,4}[.,]\d{1,6}", re.ASCII)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_BYTE_MARK = re.compile("\ufeff|ï»¿")
_LARGEST = 2**31 - 1


class Row(Protocol):
    """One record of a P6 table: column name to text, empty where the record is silent."""

    def get(self, key: str, default: str, /) -> str:
        """The text of a column."""
        ...


Tables = Mapping[str, Sequence[Row]]
"""The records of a file by the name of their table, as XER calls it."""


class Fields:
    """The columns of one record by their form: None when absent, to the ledger when unreadable."""

    def __init__(self, row: Row, ledger: Ledger) -> None:
        self.row = row
        self.ledger = ledger

    def text(self, column: str) -> str:
        """A text without the spaces around it; empty when absent. P6 keeps a line break as 7F."""
        return self.row.get(column, "").replace("\x7f", "\n").strip()

    def flag(self, column: str, default: bool = False) -> bool:
        """A yes or no."""
        text = self.text(column).upper()
        return default if not text else text in ("Y", "1", "TRUE")

    def number(self, column: str) -> float | None:
        """A plain number, with a point or a comma."""
        text = self.text(column)
        if not text:
            return None
        if _GROUPED.fullmatch(text):
            point = max(text.rfind("."), text.rfind(","))
            text = text[:point].replace(".", "").replace(",", "") + "." + text[point + 1 :]
        if _NUMBER.fullmatch(text) is None:
            self.ledger.unread(column, text)
            return None
        return float(text.replace(",", "."))

    def minutes(self, column: str) -> float | None:
        """Minutes from a column in hours."""
        hours = self.number(column)
        return None if hours is None else round(hours * 60, 4)

    def hundredths(self, column: str) -> int | None:
        """A cost in hundredths of the currency."""
        amount = self.number(column)
        return None if amount is None else round(amount * 100)

    def whole(self, column: str) -> int | None:
        """A whole number of at most 31 bits."""
        number = self.number(column)
        if number is None:
            return None
        if abs(number) > _LARGEST:
            self.ledger.unread(column, self.text(column))
            return None
        return round(number)

    def moment(self, column: str) -> datetime | None:
        """A date and time on the file's wall clock."""
        text = self.text(column)
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            self.ledger.unread(column, text)
            return None

    def choice(self, column: str, codes: Mapping[str, Choice], usual: Choice) -> Choice:
        """The member that a code stands for; a code that is not known goes to the ledger."""
        text = self.text(column)
        found = codes.get(text)
        if found is None and text:
            self.ledger.unread(column, text)
        return usual if found is None else found


class Numbers:
    """Gives each id of the file a number: its own where it is a whole number that is still free."""

    def __init__(self, taken: Iterable[int] = ()) -> None:
        self.taken = set(taken)
        self.by_key: dict[str, int] = {}

    def add(self, keys: Iterable[str], prefix: str = "") -> None:
        """Number these ids, those that cannot keep theirs after all others; known under prefix and id."""
        late = []
        for key in dict.fromkeys(keys):
            number = int(key) if key.isascii() and key.isdigit() and len(key) < 11 else -1
            if 0 < number <= _LARGEST and number not in self.taken:
                self.by_key[prefix + key] = number
                self.taken.add(number)
            else:
                late.append(prefix + key)
        highest = max(self.taken, default=0)
        following = highest + 1 if highest + len(late) < _LARGEST else 1
        for key in late:
            while following in self.taken:
                following += 1
            self.by_key[key] = following
            self.taken.add(following)

    def get(self, key: str) -> int | None:
        """The number of an id; None where no record has it."""
        return self.by_key.get(key)


def plain(text: str) -> str:
    """The words of a note that P6 keeps as a web page; control characters stand for line breaks."""
    bare = html.unescape(_TAG.sub(" ", text) if "<" in text else text)
    lines = (" ".join(_BYTE_MARK.sub("", line).split()) for line in bare.splitlines())
    return "\n".join(line for line in lines if line)
