"""Where links that leave a sheet go on: the label of the other sheet and the number of the line there."""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.charts.fonts import text_width
from pmo_desktop.charts.gantt.frame import Frame, ends
from pmo_desktop.charts.gantt.links import link_days, link_ends_in, routes
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.paper.plan import Layout
from pmo_desktop.charts.sheet import Floats, Word
from pmo_desktop.readmodels.gantt import POINT_KINDS

_SIZE = 0.86
"""Of the references, in parts of the type size."""
_MOST = 24
"""References at the upper or lower edge of one sheet; more would be a hedge, and the lines show anyway."""


@dc.dataclass(frozen=True, slots=True)
class Exit:
    """Where a line meets the edge of the chart: the side ("top", "bottom", "left", "right") and the point."""

    side: str
    x: float
    y: float


def left_at(points: Floats, box: tuple[float, float, float, float]) -> Exit | None:
    """Where a line of right angles, (n, 2), leaves a box (left, top, right, bottom) that it begins in."""
    left, top, right, bottom = box
    for x, y in points[1:]:
        if x > right:
            return Exit("right", right, float(y))
        if x < left:
            return Exit("left", left, float(y))
        if y > bottom:
            return Exit("bottom", float(x), bottom)
        if y < top:
            return Exit("top", float(x), top)
    return None


def references(frame: Frame, layout: Layout, here: str, palette: Palette) -> list[Word]:
    """The words at the edges of a sheet: "→ B2 · 118" where a link goes on, "← A1 · 12" whence it came."""
    found = routes(frame)
    begins, ends_here = link_ends_in(frame, found.which)
    first, last = link_days(frame, found.which)
    box = (0.0, frame.view.head, frame.width, frame.bottom)
    columns, size = frame.model.columns, frame.view.font * _SIZE
    kept = _Kept(frame, size)
    for at in np.flatnonzero(begins ^ ends_here):
        which, out = found.which[at], bool(begins[at])
        line = found.lines[at] if out else found.lines[at][::-1]
        gone = left_at(line, box)
        if gone is None:
            continue
        other = int((columns.link_to if out else columns.link_from)[which])
        label = layout.tile_of(int(frame.shown.line[other]), float((last if out else first)[at]))
        if label == here:  # the other end lies before or after all the time that is printed
            continue
        number = frame.model.rows[other].number
        text = f"→ {label} · {number}" if out else f"← {label} · {number}"  # signs, no sentence
        kept.put(gone, Word(gone.x, gone.y, text, palette.text2, size, patch=palette.page))
    return kept.words


class _Kept:
    """The references that found room; one that would lie on another, or on a bar, is left out."""

    def __init__(self, frame: Frame, size: float) -> None:
        self._frame, self._size = frame, size
        self._taken: dict[str, list[tuple[float, float]]] = {"top": _first_bar(frame)}
        self.words: list[Word] = []

    def put(self, gone: Exit, word: Word) -> None:
        """Place a reference at its edge."""
        upright = gone.side in {"bottom", "top"}
        taken = self._taken.setdefault(gone.side, [])
        if upright and len(taken) >= _MOST:
            return
        for placed in self._places(gone, word):
            low, high = (placed.left, placed.left + word.width) if upright else (gone.y - self._size, gone.y)
            inside = low >= 0 and (not upright or high <= self._frame.width)
            if inside and all(high + 2 <= a or low - 2 >= b for a, b in taken):
                taken.append((low, high))
                self.words.append(placed)
                return

    def _places(self, gone: Exit, word: Word) -> tuple[Word, ...]:
        """Where a reference may stand, the best place first."""
        size = self._size
        match gone.side:
            case "bottom" | "top":
                y = gone.y + size * (1.15 if gone.side == "bottom" else 0.95)
                right = dc.replace(word, x=gone.x + 1.5, y=y, patch="")
                return right, dc.replace(right, x=gone.x - 1.5, anchor="end")
            case "right":
                return (dc.replace(word, x=self._frame.width - 1, y=gone.y - 1, anchor="end"),)
            case _:
                return (dc.replace(word, x=1.0, y=gone.y - 1),)


def _first_bar(frame: Frame) -> list[tuple[float, float]]:
    """What the uppermost line holds, which references at the top must not cover."""
    if not len(frame.rows):
        return []
    edges = ends(frame, frame.rows[:1])
    left, right = float(edges.left[0]), float(edges.right[0])
    row, view = frame.model.rows[int(frame.rows[0])], frame.view
    if row.kind in POINT_KINDS:
        named = 9 * view.font
    else:
        named = 9 * view.unit + text_width(row.people, view.font) if view.people and row.people else 0.0
    return [(left - 2, right + 2 + named)] if np.isfinite(left) else []
