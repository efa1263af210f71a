"""Tables to CSV, XLSX and JSON. Text is never a formula on the way out."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from pmo_desktop.services.exporting import Cell, Table

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What spreadsheets run: also after blanks, and in the full-width forms of East Asian keyboards."""
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_NOT_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME = 31
_LONGEST_CELL = 32_767


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would run gets an apostrophe before it; all else stays."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return "'" + cell
    return cell


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime() | date():
            return cell.isoformat()
        case bool():
            return "true" if cell else "false"
        case _:
            return str(harmless(cell))


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(h) for h in table.heads])
    writer.writerows([_text(c) for c in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8


def _plain(cell: Cell) -> Any:
    match cell:
        case Decimal():
            return int(cell) if cell == cell.to_integral_value() else float(cell)
        case datetime() | date():
            return cell.isoformat()
        case _:
            return cell


def _json(table: Table) -> bytes:
    rows = [dict(zip(table.keys, map(_plain, row), strict=True)) for row in table.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _sheet_cell(cell: Cell) -> Any:
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        return cell.astimezone(UTC).replace(tzinfo=None)  # a sheet knows no zones
    if isinstance(cell, str):
        return _NOT_XML.sub("", cell)[:_LONGEST_CELL]
    return _plain(cell) if isinstance(cell, Decimal) else cell


def _put(place: Any, cell: Cell) -> None:
    """A value into a cell. A text that begins with = stays a text, also when somebody edits it there."""
    value = _sheet_cell(cell)
    place.value = value
    if isinstance(value, str):
        place.data_type = "s"
        place.quotePrefix = _FORMULA.match(value) is not None


def _xlsx(table: Table) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _NOT_A_TITLE.sub(" ", table.title)[:_SHEET_NAME]
    for at, head in enumerate(table.heads, 1):
        place = sheet.cell(1, at)
        _put(place, head)
        place.font = Font(bold=True)
    for line, row in enumerate(table.rows, 2):
        for at, cell in enumerate(row, 1):
            _put(sheet.cell(line, at), cell)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.heads))}{len(table.rows) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_bytes(table: Table, suffix: str) -> bytes:
    """The table as a file of this kind: `.csv`, `.xlsx` or `.json`."""
    return {".csv": _csv, ".xlsx": _xlsx, ".json": _json}[suffix](table)
