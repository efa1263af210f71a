"""The cells of one sheet as read, before anything is known about its header."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.registersheet import Cell

MOST_CELLS = 3_000_000
"""Cells of one file, empty ones inside a row counted."""
MOST_ROWS = 200_000
MOST_COLUMNS = 5_000


@dc.dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells from row 1 of the sheet, each as long as it was; `formats` are those of the columns."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    formats: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
