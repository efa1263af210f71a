"""A chart of milestones alone: a bar over each slip, and a ticked disc for each that was reached."""

from __future__ import annotations

import dataclasses as dc

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.charts.gantt.frame import Frame
from pmo_desktop.charts.sheet import Floats, discs, rules

_DISC = 6.2
_TICK = ((-2.9, 0.2), (-0.7, 2.5), (3.3, -2.6))
"""A tick round the middle of its disc, for rows of the height that all sizes are given for."""


@dc.dataclass(frozen=True, slots=True)
class Slips:
    """What is drawn for milestones, in points: lines (n, 2, 2), discs (m, 24, 2) and their ticks (m, 3, 2).

    `reached` tells which of the frame's rows have a disc in place of a diamond.
    """

    bars: Floats
    discs: Floats
    ticks: Floats
    reached: NDArray[np.bool_]

    @classmethod
    def of(cls, frame: Frame) -> Slips:
        """Those of the rows that show; none of them in a chart of a whole plan."""
        columns, rows = frame.model.columns, frame.rows
        if not frame.view.slips:
            none = np.empty((0, 2, 2))
            return cls(none, none, none, np.zeros(len(rows), dtype=bool))
        asked = columns.point[rows] & frame.view.slips
        at, was = frame.clipped(columns.finish[rows]), frame.clipped(columns.base_finish[rows])
        middle = frame.middle(frame.shown.line[rows])
        slipped = asked & np.isfinite(at) & np.isfinite(was) & (at != was)
        reached = asked & np.isfinite(at) & (columns.progress[rows] >= 1)
        bars = rules(was[slipped], middle[slipped], at[slipped], middle[slipped])
        x, y, unit = at[reached], middle[reached], frame.view.unit
        ticks = np.stack([x, y], axis=-1)[:, None, :] + np.array(_TICK) * unit
        return cls(bars, discs(x, y, _DISC * unit), ticks, reached)
