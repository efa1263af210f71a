"""Where the header of a table is, and which way the table runs."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.domain.ratings import RatingKind, read_rating
from pmo_desktop.domain.registersheet import Cell, Orientation, Sheet, SheetRow, said
from pmo_desktop.exchange.tables.grid import Grid
from pmo_desktop.i18n import trn
from pmo_desktop.services.columns.dates import DateOrder, read_date
from pmo_desktop.services.columns.words import header_score

_HEADER_WITHIN = 30
_LIKE_A_HEADER = 2.0

Rows = Sequence[tuple[Cell, ...]]


def sheet_of(file: str, grid: Grid) -> Sheet | None:
    """The table of a grid with every row as wide as its header; None when there is no row below a header.

    A table whose first full line is data has no header: its columns are told apart by their cells.
    """
    rows: Rows = grid.rows
    top, across = _best_line(rows)
    turned_rows = _turned(rows)
    left, down = _best_line(turned_rows) if turned_rows else (0, 0.0)
    turned = down >= _LIKE_A_HEADER and down > across
    rows, header = (turned_rows, left) if turned else (rows, top)
    if rows and not turned and not across and any(_is_data(c) for c in rows[header]):
        header -= 1
    if not rows or not any(said(c) for row in rows[header + 1 :] for c in row):
        return None
    return _sheet(file, grid, rows, header, Orientation.TURNED if turned else Orientation.ROWS)


def _sheet(file: str, grid: Grid, rows: Rows, header: int, orientation: Orientation) -> Sheet:
    """The sheet below the row with this index; -1 when there is no header."""
    below = list(enumerate(rows[header + 1 :], start=header + 2))
    line = rows[header] if header >= 0 else ()
    width = max(len(row) for row in (line, *(r for _, r in below)) if any(said(c) for c in row))
    above = enumerate(rows[: max(header, 0)], start=1)
    ragged = sum(1 for _, row in below if len(row) > len(line)) if header >= 0 else 0
    long = trn("{n} row is longer than the header", "{n} rows are longer than the header", ragged)
    return Sheet(
        file,
        grid.name,
        _names(rows, header, width),
        tuple(SheetRow(number, _padded(row, width)) for number, row in below),
        header + 1,
        orientation,
        grid.formats if orientation is Orientation.ROWS else (),
        tuple((n, " ".join(said(c) for c in row if said(c))) for n, row in above if any(map(said, row))),
        (*grid.warnings, long) if ragged else grid.warnings,
    )


def _is_data(cell: Cell) -> bool:
    """Whether a cell can be no header: a value, a rating, a date."""
    if cell is not None and not isinstance(cell, str):
        return True
    text = said(cell)
    return bool(text) and (
        read_rating(text).kind is RatingKind.RATED or bool(read_date(text, DateOrder.DAY).value)
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
    """The header's texts, each under the heading of several columns above it if that makes them clearer."""
    if header < 0:
        return ("",) * width
    line = tuple(said(c) for c in _padded(rows[header], width))
    above = tuple(said(c) for c in _padded(rows[header - 1], width)) if header else ()
    if sum(1 for a in above if a) < 2:
        return line
    groups: list[str] = []
    for heading in above:
        groups.append(heading or (groups[-1] if groups else ""))
    joined = tuple(" / ".join(filter(None, pair)) for pair in zip(groups, line, strict=True))
    return joined if header_score(joined) >= header_score(line) else line
