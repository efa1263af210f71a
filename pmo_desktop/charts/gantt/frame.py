"""Where things stand in a Gantt chart: the window that is looked at, and points for rows and days."""

from __future__ import annotations

import dataclasses as dc
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.charts.sheet import Floats
from pmo_desktop.readmodels.gantt import GanttModel, day_of

DESIGN_ROW = 24.0
"""Row height that the sizes of bars, diamonds and links are given for."""


@dc.dataclass(frozen=True, slots=True)
class GanttView:
    """What of a plan is looked at. Lengths in points (on screen: logical pixels), times in days."""

    first_row: float
    """Index among the visible rows of the one at the top; a fraction scrolls within a row."""
    row_count: float
    start: float
    finish: float
    row_height: float = DESIGN_ROW
    collapsed: frozenset[str] = frozenset()
    selected: frozenset[str] = frozenset()
    head: float = 44.0
    left: float = 0.0
    """Width of a column with numbers and names, for paper; the screen has a tree there."""
    font: float = 12.0
    links: bool = True
    critical: bool = True
    baseline: bool = True
    people: bool = True
    slips: bool = False
    """A chart of milestones alone: a bar over each slip, a ticked disc for each that was reached."""
    floats: bool = False
    """Total float as a thin line after the bar."""
    deadlines: bool = False
    constraints: bool = False
    progress: bool = False
    """A line through where each row's work stands."""
    marked: float | None = None
    """Another day with a line of its own, dotted: that of a meeting."""
    scale_at: float | None = None
    """Points a day that the time scale is chosen for, where type is small; None: those there are."""
    own_links: bool = False
    """Draw only links that begin or end here, and none that pass through: for one sheet of several."""

    @property
    def unit(self) -> float:
        """How much larger than designed everything is."""
        return self.row_height / DESIGN_ROW


def fitted(
    model: GanttModel,
    *,
    row_height: float = DESIGN_ROW,
    first_row: float = 0,
    row_count: float = 1e6,
    **more: Any,
) -> GanttView:
    """A view of the whole time of a plan, with a margin of 2 % before and 12 % (names) after it."""
    if model.start is None or model.finish is None:
        return GanttView(first_row, row_count, 0, 30, row_height, **more)
    start, finish = day_of(model.start), day_of(model.finish)
    length = max(finish - start, 7.0)
    return GanttView(first_row, row_count, start - 0.02 * length, finish + 0.12 * length, row_height, **more)


@dc.dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a model that are not folded away: their indices, and for each row its line or -1."""

    rows: NDArray[np.intp]
    line: NDArray[np.intp]
    upper: NDArray[np.intp]
    """The upper line of each link, past the last where an end is folded away."""
    lower: NDArray[np.intp]
    """The lower line of each link, -1 where an end is folded away."""

    @classmethod
    def of(cls, model: GanttModel, collapsed: frozenset[str]) -> Shown:
        """The rows that show when those ids are folded."""
        rows = np.array(model.visible(collapsed), dtype=np.intp)
        line = np.full(len(model.rows), -1, dtype=np.intp)
        line[rows] = np.arange(len(rows))
        one, two = line[model.columns.link_from], line[model.columns.link_to]
        low = np.minimum(one, two)
        return cls(rows, line, np.where(low < 0, len(rows), low), np.where(low < 0, -1, np.maximum(one, two)))


@dc.dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a plan: model, view and size in points."""

    model: GanttModel
    view: GanttView
    shown: Shown
    width: float
    height: float
    kept: dict[str, Ends] = dc.field(default_factory=dict, repr=False, compare=False)

    @property
    def edges(self) -> Ends:
        """The edges of the bars of `rows`, worked out once."""
        if "rows" not in self.kept:
            self.kept["rows"] = ends(self, self.rows)
        return self.kept["rows"]

    @property
    def per_day(self) -> float:
        """Points for one day."""
        return (self.width - self.view.left) / max(self.view.finish - self.view.start, 1e-6)

    @property
    def lines(self) -> tuple[int, int]:
        """The first line that shows, and the one after the last."""
        last = min(
            self.view.first_row + self.view.row_count,
            self.view.first_row + (self.height - self.view.head) / self.view.row_height,
        )
        return max(0, int(self.view.first_row)), min(len(self.shown.rows), int(np.ceil(last)))

    @property
    def rows(self) -> NDArray[np.intp]:
        """Indices of the rows that show, from top to bottom."""
        first, last = self.lines
        return self.shown.rows[first:last]

    @property
    def bottom(self) -> float:
        """Where the last row ends, in points from the top."""
        return min(self.height, float(self.top(self.lines[1])))

    def x(self, days: Any) -> Any:
        """Points from the left for days (array or number)."""
        return self.view.left + (days - self.view.start) * self.per_day

    def day(self, x: float) -> float:
        """The day at x points from the left."""
        return self.view.start + (x - self.view.left) / self.per_day

    def top(self, line: Any) -> Any:
        """Points from the top to the upper edge of a line (array or number)."""
        return self.view.head + (line - self.view.first_row) * self.view.row_height

    def clipped(self, days: Any) -> Any:
        """`x`, kept within a short distance of the sheet."""
        return np.clip(self.x(days), self.view.left - 40, self.width + 40)

    def middle(self, line: Any) -> Any:
        """The height of a line's bar, where links begin; no ghosts lie below milestones alone."""
        return self.top(line) + (11 if self.view.slips else 9) * self.view.unit


@dc.dataclass(frozen=True, slots=True)
class Ends:
    """Left, right, upper and lower edge of what is drawn for rows, in points; arrays of equal length."""

    left: Floats
    right: Floats
    above: Floats
    below: Floats


def ends(frame: Frame, rows: NDArray[np.intp]) -> Ends:
    """The edges of bars (at least 2 points long) and diamonds for rows, wherever they lie."""
    columns, unit = frame.model.columns, frame.view.unit
    middle = frame.middle(frame.shown.line[rows])
    left, right = frame.clipped(columns.start[rows]), frame.clipped(columns.finish[rows])
    point = columns.point[rows]
    half = np.where(columns.gate[rows], 6.5, 5.5) * unit
    right = np.where(point, right, np.maximum(right, left + 2))
    left = np.where(point, right, left)
    high = np.where(point, half, 4 * unit)
    return Ends(left - half * point, right + half * point, middle - high, middle + high)
