"""XLSX workbooks: the stored values of every visible sheet; bombs, macros' data and damage are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pmo_desktop.domain.registersheet import Cell
from pmo_desktop.exchange.cells import LONGEST, plain_cell
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.tables.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid
from pmo_desktop.exchange.tables.merges import Range, filled_down, merged_down
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


def read_workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    """Every visible sheet that holds cells; hidden sheets are named in the warnings of the first.

    Raises:
        FileRefused: the archive is damaged, foreign, encrypted or would unpack to too much.

    """
    warnings, merges = _checked_archive(name, data)
    book = _opened(name, data)
    try:
        hidden = [s.title for s in book.worksheets if s.sheet_state != "visible"]
        if hidden:
            warnings.append(tr("Hidden sheets are not read: {names}", names=", ".join(hidden)))
        grids = _grids(name, book, merges)
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


def _checked_archive(name: str, data: bytes) -> tuple[list[str], dict[str, tuple[Range, ...]]]:
    """Look at the archive's list before anything is unpacked; warnings, and the cells merged down."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(name, archive.infolist())
            names = set(archive.namelist())
            if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:80]:
                raise FileRefused(name, tr("it is an OpenDocument file: save it as .xlsx"))
            if "xl/workbook.xml" not in names:
                raise FileRefused(name, tr("it is an archive, but not a workbook"))
            return _checked_parts(name, archive), merged_down(archive)
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


def _grids(name: str, book: Workbook, merges: Mapping[str, tuple[Range, ...]]) -> list[Grid]:
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
            whole = filled_down(rows, merges.get(sheet.title, ()))
            grids.append(Grid(sheet.title, tuple(whole), formats))
    return grids


def _rows(name: str, source: Iterable[tuple[object, ...]]) -> tuple[list[tuple[Cell, ...]], tuple[str, ...]]:
    """The cells row by row, and the first number format of each column."""
    rows: list[tuple[Cell, ...]] = []
    formats: dict[int, str] = {}
    cells = 0
    for row in source:
        values = _values(row)
        cells += len(values)
        if values:
            _refuse_large(name, values, len(rows), cells)
            _note_formats(formats, row, values)
        if len(rows) < MOST_ROWS:
            rows.append(values)
    width = max(formats, default=-1) + 1
    return rows, tuple(formats.get(n, "") for n in range(width))


def _values(row: tuple[object, ...]) -> tuple[Cell, ...]:
    """The values of a row up to its last filled cell."""
    values = [plain_cell(getattr(c, "value", None)) for c in row]
    while values and values[-1] is None:
        values.pop()
    return tuple(values)


def _refuse_large(name: str, values: tuple[Cell, ...], above: int, cells: int) -> None:
    if above >= MOST_ROWS or cells > MOST_CELLS or len(values) > MOST_COLUMNS:
        raise FileRefused(name, tr("it holds more than {n} rows or {m} cells", n=MOST_ROWS, m=MOST_CELLS))
    if any(isinstance(v, str) and len(v) > LONGEST for v in values):
        raise FileRefused(name, tr("a cell holds more than {n} characters", n=LONGEST))


def _note_formats(formats: dict[int, str], row: tuple[object, ...], values: tuple[Cell, ...]) -> None:
    for column, value in enumerate(values):
        if column not in formats and isinstance(value, int | float):
            formats[column] = str(getattr(row[column], "number_format", ""))
