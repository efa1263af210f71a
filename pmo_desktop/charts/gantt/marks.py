"""What may be laid over the bars of a Gantt chart: float, deadlines, constraints, progress, more baselines.

Each kind is a shape of its own, so that a grey print tells them apart: float is a thin line with an end
stop, a deadline an arrow from above (filled when it is missed), a constraint a small triangle that points
away from the side it keeps free (a square for a must), progress one broken line down the chart.
"""

from __future__ import annotations

import dataclasses as dc

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.charts.gantt.frame import Ends, Frame
from pmo_desktop.charts.layers import Layer
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.sheet import Floats, Sheet, boxes, rules
from pmo_desktop.domain.plans import ConstraintKind
from pmo_desktop.readmodels.gantt import GanttModel, day_of
from pmo_desktop.readmodels.gantt_columns import CONSTRAINTS

_NO_LINES: Floats = np.empty((0, 2, 2))
_NO_BOXES: Floats = np.empty((0, 4, 2))
_NO_EARLIER = [CONSTRAINTS.index(k) for k in (ConstraintKind.SNET, ConstraintKind.FNET)]
_NO_LATER = [CONSTRAINTS.index(k) for k in (ConstraintKind.SNLT, ConstraintKind.FNLT)]
_MUST = [CONSTRAINTS.index(k) for k in (ConstraintKind.MSO, ConstraintKind.MFO)]
_NEAR = 200.0
"""So many points of words may stand after a bar."""
GHOST_DASHES = ((4.0, 1.6), (1.6, 1.6))
"""How the second and the third baseline differ from the first, which is a plain bar."""


@dc.dataclass(frozen=True, slots=True)
class Deadlines:
    """Arrows (n, 7, 2) over the days on which rows must have ended, and which are missed."""

    arrows: Floats
    missed: NDArray[np.bool_]


class MarkLayers:
    """The layers of a sheet for all of these; empty where a view does not ask for them."""

    def __init__(self, sheet: Sheet, palette: Palette) -> None:
        thin = 0.6 if palette.paper else 1.0
        self._more = [sheet.lines(colours=palette.baseline, width=2.0, dash=dash) for dash in GHOST_DASHES]
        self._float = sheet.lines(colours=palette.ghost_line, width=thin)
        self._constraints = sheet.fills(colours=palette.text2)
        self._met = sheet.fills(colours=palette.page, edges=palette.text2, width=thin)
        self._missed = sheet.fills(colours=palette.text, edges=palette.page, width=thin)
        self._progress = sheet.lines(colours=palette.text, width=1.0 if palette.paper else 1.6)
        self.layers: tuple[Layer, ...] = (
            *self._more,
            self._float,
            self._constraints,
            self._met,
            self._missed,
            self._progress,
        )

    def show(self, frame: Frame) -> None:
        """Put what a view asks for into the layers."""
        view = frame.view
        for place, layer in enumerate(self._more):
            layer.put(_ghost(frame, place) if view.baseline else _NO_LINES)
        self._float.put(float_lines(frame) if view.floats else _NO_LINES)
        self._constraints.put(constraint_marks(frame) if view.constraints else _NO_BOXES)
        found = deadlines(frame) if view.deadlines else Deadlines(_NO_BOXES, np.zeros(0, dtype=bool))
        self._met.put(found.arrows[~found.missed])
        self._missed.put(found.arrows[found.missed])
        line = progress_line(frame) if view.progress else _NO_LINES
        self._progress.put(line)


def _ghost(frame: Frame, place: int) -> Floats:
    if place >= len(frame.model.ghosts):
        return _NO_LINES
    ghost, rows = frame.model.ghosts[place], frame.rows
    left, right = frame.clipped(ghost.start[rows]), frame.clipped(ghost.finish[rows])
    known = np.isfinite(left) & np.isfinite(right)
    y = (frame.top(frame.shown.line[rows]) + (19.2 + 2.6 * place) * frame.view.unit)[known]
    return rules(left[known], y, np.maximum(right, left + 2)[known], y)


def float_until(model: GanttModel, rows: NDArray[np.intp]) -> Floats:
    """Where rows would end if all their float were used, in days; NaN where there is none.

    Whole days are counted over the days off of the chart, what is left over as hours.
    """
    finish, slack = model.columns.finish[rows], model.columns.slack[rows]
    found = np.full(len(rows), np.nan)
    free = np.isfinite(finish) & (slack > 0)
    week = [n not in model.days_off for n in range(7)]
    if not free.any() or not any(week):
        return found
    days = slack[free] / model.minutes_per_day
    off = np.array(sorted(model.holidays), dtype="datetime64[D]")
    begun = np.floor(finish[free]).astype("datetime64[D]")
    after = np.busday_offset(
        begun, np.floor(days).astype(int), roll="backward", weekmask=week, holidays=off
    ).astype(float)
    rest = (days - np.floor(days)) * model.minutes_per_day / 1440
    found[free] = np.maximum(after + finish[free] % 1 + rest, finish[free])
    return found


def float_lines(frame: Frame) -> Floats:
    """From the end of each bar to where its float ends, with a stop there: (2 n, 2, 2)."""
    rows = frame.rows
    until = float_until(frame.model, rows)
    columns = frame.model.columns
    free = np.isfinite(until) & ~columns.summary[rows] & (columns.progress[rows] < 1)
    edges, unit = frame.edges, frame.view.unit
    left, right = edges.right[free], frame.clipped(until)[free]
    y = ((edges.above + edges.below) / 2)[free] + 2.5 * unit
    seen = right > left + 1
    left, right, y = left[seen], right[seen], y[seen]
    stop = 2.5 * unit
    return np.concatenate([rules(left, y, right, y), rules(right, y - stop, right, y + stop)])


def beside_from(frame: Frame, edges: Ends) -> Floats:
    """Where words after bars may begin: behind the float, and behind a deadline that stands there."""
    after = edges.right
    if frame.view.floats:
        after = np.fmax(after, frame.clipped(float_until(frame.model, frame.rows)))
    if frame.view.deadlines:
        x = frame.x(frame.model.columns.deadline[frame.rows])
        near = (x > edges.right - 4) & (x < after + _NEAR)
        after = np.where(near, np.fmax(after, x + 4 * frame.view.unit), after)
    found: Floats = after
    return found


def deadlines(frame: Frame) -> Deadlines:
    """An arrow from above at each deadline that shows."""
    columns, rows = frame.model.columns, frame.rows
    day = columns.deadline[rows]
    x, unit = frame.x(day), frame.view.unit
    seen = np.isfinite(day) & (x >= frame.view.left) & (x <= frame.width)
    top = frame.top(frame.shown.line[rows])[seen] + 2 * unit
    x = x[seen]
    head, stem, high, low = 4 * unit, 1.2 * unit, 5 * unit, 11 * unit
    corners = (
        (x - stem, top), (x + stem, top), (x + stem, top + high), (x + head, top + high),
        (x, top + low), (x - head, top + high), (x - stem, top + high),
    )  # fmt: skip
    arrows = np.stack([np.stack(c, axis=-1) for c in corners], axis=1)
    return Deadlines(arrows, (columns.finish[rows] > day)[seen])


def constraint_marks(frame: Frame) -> Floats:
    """Triangles and squares (n, 4, 2) at the dates that rows are held to."""
    columns, rows = frame.model.columns, frame.rows
    kind, day = columns.constraint[rows], columns.constraint_date[rows]
    x, half = frame.x(day), 3.2 * frame.view.unit
    seen = np.isfinite(day) & (x >= frame.view.left) & (x <= frame.width)
    y = frame.top(frame.shown.line[rows]) + 19.5 * frame.view.unit
    earlier, later = seen & np.isin(kind, _NO_EARLIER), seen & np.isin(kind, _NO_LATER)
    must = seen & np.isin(kind, _MUST)
    return np.concatenate(
        [
            _wedges(x[earlier], y[earlier], half),
            _wedges(x[later], y[later], -half),
            boxes(x[must] - half, y[must] - half, x[must] + half, y[must] + half),
        ]
    )


def _wedges(x: Floats, y: Floats, along: float) -> Floats:
    """Triangles that point to the right of x, or to the left where `along` is negative."""
    half = abs(along)
    corners = ((x, y - half), (x + 2 * along, y), (x + 2 * along, y), (x, y + half))
    return np.stack([np.stack(c, axis=-1) for c in corners], axis=1)


def progress_line(frame: Frame) -> Floats:
    """One line (1, 3 n, 2) down the rows: at the date of the line, with a peak to where work stands.

    A row that is ahead bends it to the right, one that is behind to the left; what is done, or not due
    yet, leaves it straight.
    """
    as_at, columns, rows = frame.model.as_at, frame.model.columns, frame.rows
    if as_at is None or not len(rows):
        return _NO_LINES
    now, start, finish = day_of(as_at), columns.start[rows], columns.finish[rows]
    progress = columns.progress[rows]
    until = columns.rests.done_until(start, finish, progress, rows)
    stands = np.where(progress > 0, until, start)
    going = np.isfinite(start) & ~columns.summary[rows] & (progress < 1)
    going &= (progress > 0) | (start < now)
    line = frame.shown.line[rows]
    straight = np.full(len(rows), frame.clipped(now))
    peak = np.where(going, frame.clipped(np.where(going, stands, now)), straight)
    points = np.stack(
        [
            np.stack([straight, frame.top(line)], -1),
            np.stack([peak, frame.middle(line)], -1),
            np.stack([straight, frame.top(line + 1)], -1),
        ],
        axis=1,
    )
    return points.reshape(1, -1, 2)
