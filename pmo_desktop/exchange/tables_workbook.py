"""XLSX workbooks: the stored values of every visible sheet; bombs, macros' data and damage are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from pmo_desktop.domain.registersheet import Cell
from pmo_desktop.exchange.cells import LONGEST, plain_cell
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.tables_grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid
from pmo_desktop.i18n import tr, trn

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_DAMAGE = (
    ValueError, LookupError, TypeError, AttributeError, SyntaxError, OSError, EOFError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What the archive and openpyxl raise when a part is not what it should be."""
LARGEST_UNPACKED = 400 * 1024 * 1024
_STEEPEST = 250
"""Times that a part may grow when unpacked; a sheet of repeated cells reaches about 100."""
_SMALL = 2 * 1024 * 1024
_MOST_PARTS = 5_000
_WITHOUT_RESULT = re.compile(rb"<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_EMPTY_RUN = 2_000


def read_workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    """Every visible sheet that holds cells; hidden sheets are named in the warnings of the first.

    Raises:
        FileRefused: the archive is damaged, foreign, encrypted or would unpack to too much.

    """
    warnings = _checked_archive(name, data)
    book = _opened(name, data)
    try:
        hidden = [s.title for s in book.worksheets if s.sheet_state != "visible"]
        if hidden:
            warnings.append(tr("Hidden sheets are not read: {names}", names=", ".join(hidden)))
        grids = _grids(name, book)
    except FileRefused:
        raise
    except _DAMAGE as error:
        raise FileRefused(name, tr("the workbook is damaged: {why}", why=str(error)[:120])) from error
    finally:
        book.close()
    if grids and warnings:
        first = grids[0]
        grids[0] = Grid(first.name, first.rows, first.formats, (*warnings, *first.warnings))
    return tuple(grids)


def _checked_archive(name: str, data: bytes) -> list[str]:
    """Look at the archive's list before anything is unpacked; the warning for formulas without a result."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(name, archive.infolist())
            names = set(archive.namelist())
            if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:80]:
                raise FileRefused(name, tr("it is an OpenDocument file: save it as .xlsx"))
            if "xl/workbook.xml" not in names:
                raise FileRefused(name, tr("it is an archive, but not a workbook"))
            return _checked_parts(name, archive)
    except FileRefused:
        raise
    except _DAMAGE as error:
        raise FileRefused(name, tr("the workbook is damaged or incomplete")) from error


def _refuse_bomb(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise FileRefused(name, tr("it would unpack to more than {n} MB", n=LARGEST_UNPACKED // 1024 // 1024))
    for part in parts:
        if part.flag_bits & 1:
            raise FileRefused(name, tr("it is protected by a password: save it without one"))
        if part.file_size > _SMALL and part.file_size > _STEEPEST * max(1, part.compress_size):
            raise FileRefused(name, tr("it unpacks to more than {n} times its size", n=_STEEPEST))


def _checked_parts(name: str, archive: zipfile.ZipFile) -> list[str]:
    missing = 0
    for part in archive.namelist():
        if not part.endswith((".xml", ".rels")):
            continue
        body = archive.read(part)
        if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body[:4096]:
            raise FileRefused(name, tr("a part of it declares entities, which no workbook needs"))
        if part.startswith("xl/worksheets/"):
            missing += len(_WITHOUT_RESULT.findall(body))
    if not missing:
        return []
    return [
        trn(
            "{n} formula has no stored result: open the file in a spreadsheet program and save it",
            "{n} formulas have no stored result: open the file in a spreadsheet program and save it",
            missing,
        )
    ]


def _opened(name: str, data: bytes) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, *_DAMAGE) as error:
        raise FileRefused(name, tr("the workbook is damaged: {why}", why=str(error)[:120])) from error


def _grids(name: str, book: Workbook) -> list[Grid]:
    grids = []
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # the size that a file states of itself is often wrong
        rows, formats = _rows(name, sheet.iter_rows())
        cells += sum(len(r) for r in rows)
        if cells > MOST_CELLS:
            raise FileRefused(name, tr("it holds more than {n} rows or {m} cells", n=MOST_ROWS, m=MOST_CELLS))
        if any(c is not None for row in rows for c in row):
            grids.append(Grid(sheet.title, tuple(rows), formats))
    return grids


def _rows(name: str, source: Iterable[tuple[object, ...]]) -> tuple[list[tuple[Cell, ...]], tuple[str, ...]]:
    """Cells row by row until 2,000 empty rows follow one another, and the first number format per column."""
    rows: list[tuple[Cell, ...]] = []
    formats: dict[int, str] = {}
    empty = cells = 0
    for row in islice(source, MOST_ROWS + 1):
        values = tuple(plain_cell(getattr(c, "value", None)) for c in row)
        while values and values[-1] is None:
            values = values[:-1]
        cells += len(values)
        empty = 0 if values else empty + 1
        if empty > _EMPTY_RUN:
            break
        if len(rows) >= MOST_ROWS or cells > MOST_CELLS or len(values) > MOST_COLUMNS:
            raise FileRefused(name, tr("it holds more than {n} rows or {m} cells", n=MOST_ROWS, m=MOST_CELLS))
        if any(isinstance(v, str) and len(v) > LONGEST for v in values):
            raise FileRefused(name, tr("a cell holds more than {n} characters", n=LONGEST))
        for column, value in enumerate(values):
            if isinstance(value, int | float) and column not in formats:
                formats[column] = str(getattr(row[column], "number_format", ""))
        rows.append(values)
    width = max(formats, default=-1) + 1
    return rows, tuple(formats.get(n, "") for n in range(width))
