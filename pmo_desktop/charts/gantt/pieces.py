"""Bars of lines that are broken off: a bar for each piece, a dotted line where the work rests."""

from __future__ import annotations

import dataclasses as dc

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.charts.gantt.frame import Ends, Frame
from pmo_desktop.charts.sheet import Floats, rules


@dc.dataclass(frozen=True, slots=True)
class Cut:
    """The bars to draw for some rows, in points; `place` is the row of each among those that show."""

    place: NDArray[np.intp]
    left: Floats
    right: Floats
    done: Floats
    """How far the row of each is done."""
    rests: Floats
    """Lines (n, 2, 2) between the pieces, and `rests_of` the row of each."""
    rests_of: NDArray[np.intp]


def pieces(frame: Frame, edges: Ends, bar: NDArray[np.bool_]) -> Cut:
    """The bars of those rows of a frame that have one: one each, and one more for each rest."""
    columns, rows = frame.model.columns, frame.rows
    place = np.flatnonzero(bar)
    mine = rows[place]
    done = frame.clipped(
        columns.rests.done_until(columns.start[mine], columns.finish[mine], columns.progress[mine], mine)
    )
    which, rests = columns.rests.of(mine)
    left, right = edges.left[place], edges.right[place]
    if not len(which):
        return Cut(place, left, right, done, np.empty((0, 2, 2)), which)
    rest, again = frame.clipped(rests.start), frame.clipped(rests.finish)
    all_of = np.concatenate([np.arange(len(place)), which])
    begins, at = _in_turn(np.concatenate([left, again]), all_of)
    ends, _ = _in_turn(np.concatenate([right, rest]), all_of)
    middle = ((edges.above + edges.below) / 2)[place[which]]
    lines = rules(rest, middle, again, middle)
    return Cut(place[at], begins, np.maximum(ends, begins + 1), done[at], lines, place[which])


def _in_turn(x: Floats, of: NDArray[np.intp]) -> tuple[Floats, NDArray[np.intp]]:
    """Places by row, then from left to right, and whose they are."""
    order = np.lexsort((x, of))
    return x[order], of[order]
