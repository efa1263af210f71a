"""Pasting a range of cells: what would change and what was not understood, before anything is stored."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from typing import Any

from pmo_desktop.domain.edits import Set
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.editing import set_of, text_of


@dc.dataclass(frozen=True, slots=True)
class Pasted:
    """What pasting would do: edits a row, how many cells change, and cells that were not understood.

    `refused` holds (text, sentence) for each of those; pasting the rest leaves them as they are.
    """

    edits: tuple[Set, ...] = ()
    cells: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    beyond: int = 0

    @property
    def works(self) -> int:
        """Rows that would change."""
        return len(self.edits)


def grid_of(text: str) -> list[list[str]]:
    """Tab-separated text as rows of cells; a last empty line is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines] if text.strip("\n\r") else []


def pasted(
    grid: Sequence[Sequence[str]],
    rows: Sequence[Any],
    columns: Sequence[Column[Any]],
    kind_of: Callable[[Any], str],
) -> Pasted:
    """Put a grid of texts onto rows and columns from their first on; nothing is stored.

    `columns` stand in the order of the screen. A first line that repeats
    their heads is left out, and then its heads say which columns are meant. One cell fills all rows.
    """
    grid, columns = _by_heads(grid, columns)
    if len(grid) == 1 and len(grid[0]) == 1 and len(rows) > 1:
        grid = [grid[0]] * len(rows)
    edits: list[Set] = []
    refused: list[tuple[str, str]] = []
    cells = 0
    for row, texts in zip(rows, grid, strict=False):
        wanted, wrong = _wanted(row, texts, columns)
        refused += wrong
        cells += len(wanted)
        if wanted:
            edits.append(set_of(kind_of(row), row, wanted))
    return Pasted(tuple(edits), cells, tuple(refused), max(0, len(grid) - len(rows)))


def _by_heads(
    grid: Sequence[Sequence[str]], columns: Sequence[Column[Any]]
) -> tuple[list[list[str]], list[Column[Any]]]:
    heads = {c.title: c for c in columns}
    if not grid or len(grid) < 2 or not all(cell in heads for cell in grid[0]):
        return [list(line) for line in grid], list(columns)
    return [list(line) for line in grid[1:]], [heads[cell] for cell in grid[0]]


def _wanted(
    row: Any, texts: Sequence[str], columns: Sequence[Column[Any]]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values that a line of texts means for a row, and what was not understood."""
    wanted: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for text, column in zip(texts, columns, strict=False):
        if text_of(text) == text_of(column.text(row)):
            continue
        if not column.may_edit(row):
            why = column.locked(row) if column.locked else ""
            wrong.append((text, why or tr("{column} cannot be edited", column=column.title)))
            continue
        try:
            value = column.read(row, text)
        except ValueError as sentence:
            wrong.append((text, str(sentence)))
            continue
        if value != column.seen(row):
            wanted[column.field] = value
    return wanted, wrong
