"""Where the header of a table is, and which way the table runs."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.domain.registersheet import Cell, Orientation, Sheet, SheetRow, said
from pmo_desktop.exchange.tables_grid import Grid
from pmo_desktop.i18n import trn
from pmo_desktop.services.columns_words import header_score

_HEADER_WITHIN = 30
_LIKE_A_HEADER = 2.0

Rows = Sequence[tuple[Cell, ...]]


def sheet_of(file: str, grid: Grid) -> Sheet | None:
    """The table of a grid with every row as wide as its header; None when there is no row below a header."""
    rows: Rows = grid.rows
    top, across = _best_line(rows)
    turned_rows = _turned(rows)
    left, down = _best_line(turned_rows) if turned_rows else (0, 0.0)
    turned = down >= _LIKE_A_HEADER and down > across
    rows, header = (turned_rows, left) if turned else (rows, top)
    if not rows or not any(said(c) for row in rows[header + 1 :] for c in row):
        return None
    width = max((len(row) for row in rows[header:] if any(said(c) for c in row)), default=0)
    names = _names(rows, header, width)
    body = tuple(
        SheetRow(number, _padded(row, width))
        for number, row in enumerate(rows[header + 1 :], start=header + 2)
    )
    before = tuple(line for row in rows[:header] if (line := " ".join(said(c) for c in row if said(c))))
    ragged = sum(1 for row in rows[header + 1 :] if len(row) > len(rows[header]))
    extra = (
        (trn("{n} row is longer than the header", "{n} rows are longer than the header", ragged),)
        if ragged
        else ()
    )
    orientation = Orientation.TURNED if turned else Orientation.ROWS
    formats = () if turned else grid.formats
    return Sheet(
        file, grid.name, names, body, header + 1, orientation, formats, before, (*grid.warnings, *extra)
    )


def _best_line(rows: Rows) -> tuple[int, float]:
    """The likeliest header among the first lines and how like a header it is; else the fullest line."""
    best, score, widest = 0, 0.0, 0
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        texts = tuple(c.strip() if isinstance(c, str) else "" for c in row)
        like = header_score(texts)
        filled = sum(1 for t in texts if t)
        if like > score or (like == score == 0 and filled > widest):
            best, score, widest = number, like, filled
    return best, score


def _turned(rows: Rows) -> list[tuple[Cell, ...]]:
    """Columns as rows; cells that a short row lacks are empty."""
    width = max((len(r) for r in rows), default=0)
    if len(rows) > 400 or width < 2:
        return []  # fields down the side are few: a long table is no turned one
    return [tuple(row[n] if n < len(row) else None for row in rows) for n in range(width)]


def _padded(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return row + (None,) * (width - len(row)) if len(row) < width else row[:width]


def _names(rows: Rows, header: int, width: int) -> tuple[str, ...]:
    """The header's texts; where it is empty below a heading of several columns, that heading."""
    line = _padded(rows[header], width)
    above = _padded(rows[header - 1], width) if header and len(rows[header - 1]) > 1 else (None,) * width
    return tuple(said(c) or said(a) for c, a in zip(line, above, strict=True))
