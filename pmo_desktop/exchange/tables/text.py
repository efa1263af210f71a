"""Text tables: which encoding, which delimiter, and every record with its line breaks and quotes kept."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import suppress

from pmo_desktop.domain.registersheet import Cell
from pmo_desktop.exchange.cells import LONGEST, has_control, plain_text
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.tables.grid import MOST_CELLS, MOST_ROWS, Grid
from pmo_desktop.i18n import tr, trn

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200_000
_SAMPLE_ROWS = 300
_END = "\x1eend"
_WIDE_ENOUGH = 12


def read_text_table(name: str, sheet: str, data: bytes) -> Grid:
    """One table out of a text file.

    Raises:
        FileRefused: it is not text, a quoted cell is never closed, or it is too large.

    """
    text, warnings = decoded(name, data)
    text, delimiter = _declared(text)
    rows, loose = _records(name, text, delimiter or delimiter_of(text))
    if loose:
        warnings = (*warnings, tr("Some quotation marks stand inside cells; they were read as they are"))
    if has_control(text):
        warnings = (*warnings, tr("Control characters (such as NUL) were left out"))
    return Grid(sheet, tuple(rows), warnings=warnings)


def decoded(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file: by its byte order mark, else UTF-8, else UTF-16 by its zeros, else Windows-1252."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(name, data, codec)
    head = data[:4000]
    zeros = head.count(0)
    if zeros > len(head) // 4:
        return _strict(name, data, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        if zeros > 8:
            raise FileRefused(name, tr("it is not a text")) from None
    text = data.decode("cp1252", errors="replace")
    if (lost := text.count("\ufffd")) * 100 > len(text):
        raise FileRefused(name, tr("it is not a text"))
    lost_note = (
        (trn("{n} character could not be read", "{n} characters could not be read", lost),) if lost else ()
    )
    return text, (tr("The text is in Windows-1252"), *lost_note)


def _strict(name: str, data: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError:
        raise FileRefused(name, tr("its text is damaged")) from None


def _declared(text: str) -> tuple[str, str]:
    """A first line `sep=;` as spreadsheets write it names the delimiter, and is no row."""
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"').lower()
    return (rest, line[4]) if line.startswith("sep=") and len(line) == 5 else (text, "")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the text into the most even rows of more than one cell."""
    sample = text[:_SAMPLE]
    return max(DELIMITERS, key=lambda d: _evenness(sample, d))


def _evenness(sample: str, delimiter: str) -> float:
    """The share of records of the commonest width, weighed by that width; 0 for one cell per record.

    A cell too long, as after a quotation mark that is never closed, ends the counting: the records before
    it still speak for the delimiter, and reading the file with it will name the fault.
    """
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
            if number >= _SAMPLE_ROWS:
                break
            widths[len(row)] += 1 if row else 0
    wide = [(width, n) for width, n in widths.items() if width > 1]
    if not wide:
        return 0.0
    width, n = max(wide, key=lambda pair: pair[1] * min(pair[0], _WIDE_ENOUGH))
    return n / widths.total() * min(width, _WIDE_ENOUGH)


def _records(name: str, text: str, delimiter: str) -> tuple[list[tuple[Cell, ...]], bool]:
    """All records, and whether quotes were read loosely; a last line of our own shows an open quote."""
    with suppress(csv.Error):
        return _parsed(name, text, delimiter, strict=True), False
    ended = text if text.endswith(("\n", "\r")) else text + "\n"
    try:
        rows = _parsed(name, ended + _END, delimiter, strict=False)
    except csv.Error as error:
        raise FileRefused(
            name, tr("a cell holds more than {n} characters", n=csv.field_size_limit())
        ) from error
    if rows[-1] != (plain_text(_END),):
        start = next(
            (n for n, row in enumerate(rows, start=1) if any(_END[1:] in str(c) for c in row)), len(rows)
        )
        raise FileRefused(name, tr("the quotation mark opened in record {n} is never closed", n=start))
    return rows[:-1], True


def _parsed(name: str, text: str, delimiter: str, *, strict: bool) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict):
        cells += len(row)
        if len(rows) >= MOST_ROWS or cells > MOST_CELLS:
            raise FileRefused(name, tr("it holds more than {n} rows or {m} cells", n=MOST_ROWS, m=MOST_CELLS))
        if any(len(c) > LONGEST for c in row):
            raise FileRefused(name, tr("a cell holds more than {n} characters", n=LONGEST))
        rows.append(tuple(plain_text(c) or None for c in row))
    return rows
