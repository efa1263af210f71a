"""A block from a spreadsheet put onto the lines of a plan, with new lines below the last."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.plancells import CHANGES, Typing, put_cell
from pmo_desktop.services.plans.draft import Draft
from pmo_desktop.services.plans.edits_outline import appended

_NEVER = frozenset({"number", "slip", "successors", "float", "free_float"})
"""Columns that are worked out: what is pasted onto them is passed over."""


@dc.dataclass(frozen=True)
class Pasting:
    """What pasting would do. `refused` holds text and sentence of each cell that was not understood."""

    draft: Draft
    cells: int
    lines: int
    """New ones."""
    refused: tuple[tuple[str, str], ...]
    rows: tuple[str, ...]
    """Ids of the lines that were pasted onto."""


def pasted(
    draft: Draft,
    grid: Sequence[Sequence[str]],
    numbers: Sequence[int],
    keys: Sequence[str],
    titles: Mapping[str, str],
    at: Typing,
) -> Pasting:
    """Put a grid of texts onto lines and columns from the first on; rows beyond the last line are new ones.

    `numbers` are lines in the order of the screen, `keys` columns in that order. A first row of nothing but
    titles says which columns are meant (`titles`: key by title). Nothing is stored.
    """
    grid, keys = _by_heads(grid, keys, titles)
    lines = list(numbers[: len(grid)])
    made: list[PlanItem] = []
    for _ in grid[len(lines) :]:
        made.append(appended(draft, tr("New task"), at.new_id()))
        lines.append(made[-1].number)
    cells, refused = 0, []
    for number, texts in zip(lines, grid, strict=False):
        for key, text in zip(keys, texts, strict=False):
            why = _put(draft, number, key, text, at)
            cells += why == ""
            if why:
                refused.append((text.strip(), why))
    rows = tuple(str(draft.items[number].id) for number in lines)
    return Pasting(draft, cells, len(made), tuple(refused), rows)


def _put(draft: Draft, number: int, key: str, text: str, at: Typing) -> str | None:
    """Put one text into its cell: "" when it was taken, None when there was nothing to do, else why not."""
    if key in _NEVER or (not text.strip() and key in ("name", "duration", "start", "finish", "done")):
        return None
    if key not in CHANGES:
        return tr("This column cannot be edited")
    try:
        put_cell(draft, number, key, text, at)
    except ValueError as why:
        return str(why)
    return ""


def _by_heads(
    grid: Sequence[Sequence[str]], keys: Sequence[str], titles: Mapping[str, str]
) -> tuple[list[list[str]], list[str]]:
    rows = [list(row) for row in grid]
    if len(rows) > 1 and all(cell.strip() in titles for cell in rows[0]):
        return rows[1:], [titles[cell.strip()] for cell in rows[0]]
    return rows, list(keys)
