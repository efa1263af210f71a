"""Values in the forms of XER, and tables put together as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

_BREAKS = re.compile(r"[\t\r\n]+")
_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
Cell = str | int | None
Record = Mapping[str, Cell]


def hours(minutes: float | None) -> str | None:
    """Minutes as hours, without needless noughts."""
    return None if minutes is None else plain(minutes / 60)


def plain(number: float) -> str:
    """A number without an exponent."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def money(hundredths: int | None) -> str | None:
    """An amount with four places, as P6 writes it."""
    return None if hundredths is None else f"{hundredths / 100:.4f}"


def moment(when: datetime | None) -> str | None:
    """A date and time to the minute."""
    return None if when is None else f"{when:%Y-%m-%d %H:%M}" if when.year > 999 else None


def flag(yes: bool) -> str:
    """A yes or no."""
    return "Y" if yes else "N"


def cell(text: Cell) -> str:
    """A text on one line without tabs; line breaks become the mark that P6 keeps for them."""
    return "" if text is None else _BARRED.sub("", _BREAKS.sub(_break, str(text)))


def _break(found: re.Match[str]) -> str:
    return "\x7f" if "\n" in found[0] or "\r" in found[0] else " "


class Sheet:
    """The tables of a file in the order in which they were added; empty ones are left out."""

    def __init__(self, header: Iterable[str]) -> None:
        self.lines = ["\t".join(cell(c) for c in header)]

    def add(self, table: str, records: Iterable[Record]) -> None:
        """One table; its columns are those of its first record."""
        rows = list(records)
        if rows:
            columns = list(rows[0])
            self.lines += [f"%T\t{table}", "\t".join(["%F", *columns])]
            self.lines += ["\t".join(["%R", *(cell(row.get(c)) for c in columns)]) for row in rows]

    def data(self) -> tuple[bytes, str]:
        """The bytes and their encoding: Windows-1252, which P6 expects, else UTF-8."""
        text = "\r\n".join([*self.lines, "%E", ""])
        try:
            return text.encode("windows-1252"), "windows-1252"
        except UnicodeEncodeError:
            return text.encode("utf-8"), "utf-8"
