"""What is free in the lines of one sheet: bars, ghosts and words that references must spare."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable

import numpy as np

from pmo_desktop.charts.gantt.frame import Frame
from pmo_desktop.charts.sheet import Word

_APART = 2.0
"""Points between two words."""


@dc.dataclass(frozen=True)
class Room:
    """For each line of a sheet, counted from its first, what is taken: from and to, in points.

    The line after the last is the strip below the chart.
    """

    width: float
    head: float
    row: float
    below: int
    taken: dict[int, list[tuple[float, float]]]

    @classmethod
    def of(cls, frame: Frame, words: Iterable[Word] = ()) -> Room:
        """The room that bars, ghosts and the words of the chart leave."""
        made = cls(frame.width, frame.view.head, frame.view.row_height, len(frame.rows), {})
        columns, edges = frame.model.columns, frame.edges
        spans = [(edges.left, edges.right)]
        if frame.view.baseline:
            ghosts = (columns.base_start, columns.base_finish)
            left, right = (frame.clipped(days[frame.rows]) for days in ghosts)
            spans.append((left, right))
        for left, right in spans:
            for line in np.flatnonzero(np.isfinite(left) & np.isfinite(right)):
                made._add(int(line), float(left[line]), float(right[line]))
        for word in words:
            made._add(made.line_at(word.y), word.left, word.left + word.width)
        return made

    def line_at(self, y: float) -> int:
        """The line at a height in points."""
        return int(min(max((y - self.head) // self.row, 0), self.below))

    def take(self, line: int, left: float, right: float) -> bool:
        """Take a place where it is free, and say whether it was."""
        if left < 0 or right > self.width:
            return False
        if any(right + _APART > low and left - _APART < high for low, high in self.taken.get(line, ())):
            return False
        self._add(line, left, right)
        return True

    def beside(self, line: int, wide: float, away: float, *, after: bool) -> float | None:
        """Take a free place in a line, so far from what stands there, on the wanted side if there is room.

        Gives its left end; None where no place is wide enough.
        """
        spans = self.taken.get(line, [])
        wanted = [high + away for _, high in spans]
        other = [low - away - wide for low, _ in spans]
        following, before = sorted(wanted), sorted(other, reverse=True)
        places = [*following, *before] if after else [*before, *following]
        for left in (*places, 1.0):
            if self.take(line, left, left + wide):
                return left
        return None

    def _add(self, line: int, left: float, right: float) -> None:
        self.taken.setdefault(line, []).append((left, right))
