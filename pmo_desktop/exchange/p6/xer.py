"""Primavera P6's text files (XER) into a `ScheduleFile`.

A file is a header line and tables: `%T` names one, `%F` its columns, each `%R` is a record, `%E` ends the
file; cells are parted by tabs. A line that begins otherwise goes on with the record before it, whose last
cell holds a line break. The text is in the code page of the computer that wrote it, which the file does not
name.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

from pmo_desktop.domain.schedulefile import ScheduleFile
from pmo_desktop.exchange.codepages import decoded_text
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.p6.reading import Origin, schedule_of
from pmo_desktop.exchange.p6.values import Row
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, cut_short, load
from pmo_desktop.exchange.schedulekinds import Kind, kind_of, not_taken
from pmo_desktop.i18n import tr

_EVERY = 4096
_LINES = frozenset(("%T", "%F", "%R", "%E"))


def read_xer(
    path: Path, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in an XER file. Raises FileRefused with one sentence; `stop` ends it by raising."""
    return parse_xer(load(path, limits), path.name, stop, limits)


def parse_xer(
    data: bytes, name: str, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in the bytes of an XER file called `name`; see `read_xer`."""
    if kind_of(data) is not Kind.XER:
        raise not_taken(name, kind_of(data))
    ledger = Ledger()
    text, codec = decoded_text(data)
    if codec not in ("utf-8", "windows-1252"):
        ledger.note(tr("The text was taken to be in {encoding}.", encoding=codec))
    header, tables = _tables(text, name, ledger, stop, (limits or Limits()).elements)
    return schedule_of(name, "XER", tables, _origin(header), ledger)


def _origin(header: list[str]) -> Origin:
    """Who wrote the file, from its first line: version, date, project or user, currency."""
    cells = [*header, *[""] * 9]
    return Origin(f"Primavera P6 {cells[1]}".strip(), cells[2], cells[5] or cells[4], cells[8])


class Cells:
    """A record as its cells; all records of a table share the places of the columns."""

    __slots__ = ("cells", "places")

    def __init__(self, places: Mapping[str, int], cells: list[str]) -> None:
        self.places = places
        self.cells = cells

    def get(self, key: str, default: str, /) -> str:
        """The text of a column; `default` where the table or the record has none."""
        place = self.places.get(key, -1)
        return self.cells[place] if 0 <= place < len(self.cells) else default


class _Sheet:
    """The tables of a file while its lines come in."""

    def __init__(self, name: str, ledger: Ledger, most: int) -> None:
        self.name = name
        self.ledger = ledger
        self.most = most
        self.seen = 0
        self.tables: dict[str, list[Row]] = {}
        self.table: list[Row] | None = None
        self.places: dict[str, int] | None = None
        self.last: list[str] | None = None
        self.more: list[str] = []

    def take(self, line: str, number: int) -> bool:
        """One line; True at the mark that ends the file."""
        mark, _, rest = line.partition("\t")
        if self.more and mark in _LINES:
            self.close()
        match mark:
            case "%T":
                self.table, self.places, self.last = self.tables.setdefault(rest.strip(), []), None, None
            case "%F":
                self.places = {column.strip(): n for n, column in enumerate(rest.split("\t"))}
            case "%R":
                self._record(rest, number)
            case "%E":
                return True
            case _:
                if self.last is not None:
                    self.more.append(line)
        return False

    def close(self) -> None:
        """Give the last record the lines that went on with it."""
        if self.last is not None:
            self.last[-1:] = "\n".join((self.last[-1], *self.more)).split("\t")
        self.more.clear()

    def _record(self, rest: str, number: int) -> None:
        if self.table is None or self.places is None:
            reason = tr("it is damaged: line {line} is a record without a table.", line=number)
            raise FileRefused(self.name, reason)
        self.seen += 1
        if self.seen > self.most:
            raise FileRefused(self.name, tr("it holds more than {limit} records.", limit=self.most))
        self.last = rest.split("\t")
        if len(self.last) > len(self.places):
            self.ledger.note(tr("A record has more cells than its table has columns."), f"%R {number}")
        self.table.append(Cells(self.places, self.last))


def _tables(
    text: str, name: str, ledger: Ledger, stop: Callable[[], None] | None, most: int
) -> tuple[list[str], dict[str, list[Row]]]:
    """The cells of the header, and the records by table."""
    lines = io.StringIO(text, newline=None)
    header = lines.readline().lstrip("\ufeff").rstrip("\n").split("\t")
    sheet = _Sheet(name, ledger, most)
    line = "\n"
    for number, line in enumerate(lines, 2):
        if stop is not None and number % _EVERY == 0:
            stop()
        if sheet.take(line.rstrip("\n"), number):
            return header, sheet.tables
    sheet.close()
    if not line.endswith("\n"):
        raise cut_short(name)
    ledger.note(tr("The mark that ends the file is missing; the last rows may be, too."))
    return header, sheet.tables
