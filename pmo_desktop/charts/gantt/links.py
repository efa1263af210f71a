"""Dependencies as rectilinear lines with an arrow, routed for all visible links at once."""

from __future__ import annotations

import dataclasses as dc

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.charts.gantt.frame import Frame, ends
from pmo_desktop.charts.sheet import Floats
from pmo_desktop.domain.plans import LinkKind

_KINDS = {kind: i for i, kind in enumerate(LinkKind)}


@dc.dataclass(frozen=True, slots=True)
class Routes:
    """For k links: lines (k, 6, 2), arrow heads (k, 3, 2), and which are on the critical path (k,).

    `which` are their places among the links of the model.
    """

    lines: Floats
    arrows: Floats
    critical: NDArray[np.bool_]
    which: NDArray[np.intp]

    def at(self, x: float, y: float, reach: float = 4.0) -> int | None:
        """The place in the model of the link whose line passes within `reach` points of a point."""
        if not len(self.which):
            return None
        a, b = self.lines[:, :-1], self.lines[:, 1:]
        along, to = b - a, np.array((x, y)) - a
        length = np.maximum((along**2).sum(axis=2), 1e-9)
        share = np.clip((along * to).sum(axis=2) / length, 0, 1)
        away = np.hypot(*np.moveaxis(to - share[..., None] * along, 2, 0)).min(axis=1)
        near = int(len(away) - 1 - np.argmin(away[::-1]))  # of two at one place the one drawn last
        return int(self.which[near]) if away[near] <= reach else None


@dc.dataclass(frozen=True, slots=True)
class _Sides:
    """Both ends of links: a drives b. `l` left, `r` right, `y` middle, all (k,) in points."""

    l1: Floats
    r1: Floats
    y1: Floats
    l2: Floats
    r2: Floats
    y2: Floats
    into: Floats
    """Where a line from above or below enters b."""
    edge: Floats
    """The edge of b that is towards a."""
    towards: Floats
    """+1 when b lies below a, else -1."""
    point: NDArray[np.bool_]
    """Whether a is a diamond."""
    hollow: Floats
    """The right end of a hollow diamond that shows left of the diamond b; NaN where there is none."""


def _seen(frame: Frame) -> NDArray[np.intp]:
    """The links with some part inside the window."""
    columns = frame.model.columns
    first, last = frame.lines
    found = np.flatnonzero((frame.shown.upper < last) & (frame.shown.lower >= first))
    one, two = columns.link_from[found], columns.link_to[found]
    low = np.fmin(columns.start[one], columns.start[two])
    high = np.fmax(columns.finish[one], columns.finish[two])
    margin = 20 / frame.per_day
    found = found[(high >= frame.view.start - margin) & (low <= frame.view.finish + margin)]
    if not frame.view.own_links:
        return found
    begins, ends_here = link_ends_in(frame, found)
    return found[begins | ends_here]


def link_days(frame: Frame, which: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """For those links the day on which each begins, and on which it ends."""
    columns = frame.model.columns
    kind, one, two = columns.link_kind[which], columns.link_from[which], columns.link_to[which]
    from_start = np.isin(kind, [_KINDS[LinkKind.SS], _KINDS[LinkKind.SF]])
    to_start = np.isin(kind, [_KINDS[LinkKind.FS], _KINDS[LinkKind.SS]])
    return (
        np.where(from_start, columns.start[one], columns.finish[one]),
        np.where(to_start, columns.start[two], columns.finish[two]),
    )


def link_ends_in(frame: Frame, which: NDArray[np.intp]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For those links whether they begin, and whether they end, inside the rows and the time that show."""
    columns, (first, last) = frame.model.columns, frame.lines
    begin, end = link_days(frame, which)

    def inside(rows: NDArray[np.intp], day: Floats) -> NDArray[np.bool_]:
        line = frame.shown.line[rows]
        in_time = (day >= frame.view.start) & (day <= frame.view.finish)
        seen: NDArray[np.bool_] = (line >= first) & (line < last) & in_time
        return seen

    return inside(columns.link_from[which], begin), inside(columns.link_to[which], end)


def _sides(frame: Frame, one: NDArray[np.intp], two: NDArray[np.intp]) -> _Sides:
    columns, unit = frame.model.columns, frame.view.unit
    a, b = ends(frame, one), ends(frame, two)
    point1, point2 = columns.point[one], columns.point[two]
    centre = (a.left + a.right) / 2
    y1, y2 = (a.above + a.below) / 2, (b.above + b.below) / 2
    towards = np.where(y2 >= y1, 1.0, -1.0)
    half = (b.right - b.left) / 2
    return _Sides(
        l1=np.where(point1, centre, a.left),
        r1=np.where(point1, centre, a.right),
        y1=y1,
        l2=b.left,
        r2=b.right,
        y2=y2,
        into=b.left + np.where(point2, half, np.minimum(6 * unit, half)),
        edge=np.where(towards > 0, b.above, b.below),
        towards=towards,
        point=point1,
        hollow=_hollow(frame, two, b.left, half),
    )


def _hollow(frame: Frame, two: NDArray[np.intp], left: Floats, half: Floats) -> Floats:
    """Where the baseline of a milestone ends that lies before it; NaN elsewhere."""
    columns = frame.model.columns
    right = frame.x(columns.base_finish[two]) + half
    before = columns.point[two] & (right - 2 * half < left - 1) & frame.view.baseline
    return np.where(before, right, np.nan)


def _bent(*points: tuple[Floats, Floats]) -> Floats:
    """Lines (k, 6, 2) through points; the last one is repeated to make six."""
    filled = [*points, *[points[-1]] * (6 - len(points))]
    return np.stack([np.stack(p, axis=-1) for p in filled], axis=1)


def _finish_start(s: _Sides, unit: float) -> tuple[Floats, Floats]:
    """Near: across and down into the bar. Far: a stub, down, across. Overlapping: a stub, straight down.

    Backwards: round between the rows. From a diamond with room after it: straight down, then across. Where
    a hollow diamond stands in the way: between the rows as far as b, then into it.
    """
    out = np.where(s.point, 0, 6 * unit)
    stub, gap, back = s.r1 + out, s.y2 - s.towards * 12 * unit, s.l2 - 6 * unit
    near = _bent((s.r1, s.y1), (s.into, s.y1), (s.into, s.edge))
    far = _bent((s.r1, s.y1), (stub, s.y1), (stub, s.y2), (s.l2, s.y2))
    over = _bent((s.r1, s.y1), (stub, s.y1), (stub, s.edge))
    around = _bent((s.r1, s.y1), (stub, s.y1), (stub, gap), (back, gap), (back, s.y2), (s.l2, s.y2))
    behind = _bent((s.r1, s.y1), (stub, s.y1), (stub, gap), (s.into, gap), (s.into, s.edge))
    room = s.into - s.r1
    is_far = np.where(s.point, s.l2 - s.r1 > 4 * unit, room > 34 * unit)
    is_behind = is_far & (s.hollow > stub)
    is_far &= ~is_behind
    is_over = (room < -0.5) & (stub <= s.r2)
    is_around = (room < -0.5) & ~is_over
    lines = np.where(is_far[:, None, None], far, near)
    lines = np.where(is_over[:, None, None], over, lines)
    lines = np.where(is_behind[:, None, None], behind, lines)
    lines = np.where(is_around[:, None, None], around, lines)
    down = np.stack([np.zeros_like(s.towards), s.towards], -1)
    return lines, np.where((is_far | is_around)[:, None], np.array([1.0, 0.0]), down)


def _other(s: _Sides, kind: LinkKind, unit: float) -> tuple[Floats, Floats]:
    side = 6 * unit
    ahead = np.tile([1.0, 0.0], (len(s.y1), 1))
    match kind:
        case LinkKind.SS:
            turn = np.minimum(s.l1, s.l2) - side
            return _bent((s.l1, s.y1), (turn, s.y1), (turn, s.y2), (s.l2, s.y2)), ahead
        case LinkKind.FF:
            turn = np.maximum(s.r1, s.r2) + side
            return _bent((s.r1, s.y1), (turn, s.y1), (turn, s.y2), (s.r2, s.y2)), -ahead
        case _:
            gap = s.y2 - s.towards * 12 * unit
            return _bent(
                (s.l1, s.y1),
                (s.l1 - side, s.y1),
                (s.l1 - side, gap),
                (s.r2 + side, gap),
                (s.r2 + side, s.y2),
                (s.r2, s.y2),
            ), -ahead


def _arrows(lines: Floats, heading: Floats, unit: float) -> Floats:
    tip, across = lines[:, -1], heading[:, ::-1] * (1, -1)
    base = tip - heading * 5 * unit
    return np.stack([tip, base + across * 3 * unit, base - across * 3 * unit], axis=1)


def routes(frame: Frame) -> Routes:
    """Lines and arrows of the links that show."""
    columns, unit = frame.model.columns, frame.view.unit
    seen = _seen(frame)
    one, two, kind = columns.link_from[seen], columns.link_to[seen], columns.link_kind[seen]
    sides = _sides(frame, one, two)
    lines, heading = _finish_start(sides, unit)
    for other in (LinkKind.SS, LinkKind.FF, LinkKind.SF):
        which = kind == _KINDS[other]
        if which.any():
            bent, way = _other(sides, other, unit)
            lines[which], heading[which] = bent[which], way[which]
    dated = np.isfinite(lines).all(axis=(1, 2))
    critical = (columns.critical[one] & columns.critical[two])[dated]
    over = np.argsort(critical, kind="stable")  # the critical path lies over the other links
    lines, heading = lines[dated][over], heading[dated][over]
    return Routes(lines, _arrows(lines, heading, unit), critical[over], seen[dated][over])
