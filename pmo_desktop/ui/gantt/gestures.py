"""Dragging in a chart: what a press takes hold of, and the wish that letting go would be."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, timedelta
from enum import Enum
from typing import Literal, TypeAlias

from pmo_desktop.charts.gantt.draw import Hit, Hits
from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.domain.values import Points
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, GanttRow, day_of
from pmo_desktop.ui.gantt.wishes import What, Wish

EDGE = 5.0
"""How far from an end of a bar the pointer still takes hold of the end, in points."""
SLOP = 4.0
"""A press that moves less than this is a click."""
HANDLE, HANDLE_REACH = 10.0, 5.0
"""How far from the ends of a bar links are drawn from, and the radius that takes hold there."""
_GRIP, _ROOM = 4.0, 26.0
"""Reach of the grip of progress, and the least width of a bar that has one."""
_SHORTEST = timedelta(minutes=15)
_STEP, _FINE = 500, 100
"""Steps of progress, in hundredths of a per cent."""

Part: TypeAlias = Literal["body", "start", "end", "progress", "link-start", "link-end", ""]


class Snap(Enum):
    """To what dates keep while they are dragged, from coarse to fine."""

    WEEKS = "weeks"
    DAYS = "days"
    HALVES = "halves"
    """Half working days."""
    HOURS = "hours"
    FREE = "free"
    """Quarters of an hour."""

    def finer(self) -> Snap:
        """The next one down, with Ctrl."""
        steps = list(Snap)
        return steps[min(steps.index(self) + 1, len(steps) - 1)]


_FROM = ((330.0, Snap.FREE), (110.0, Snap.HOURS), (56.0, Snap.HALVES), (1.0, Snap.DAYS))
"""From so many points a day on; the steps at which the head of the chart comes to name finer times."""


def usual_snap(per_day: float) -> Snap:
    """What dates keep to at a scale in points a day, so that one step is never less than a point or so."""
    return next((snap for least, snap in _FROM if per_day >= least), Snap.WEEKS)


def x_reached(hit: Hit, row: GanttRow, progress: Points) -> float:
    """Where so much of a bar ends, in points."""
    if not row.rests or row.start is None or row.finish is None:
        return hit.left + (hit.right - hit.left) * progress / 10_000
    start, finish = day_of(row.start), day_of(row.finish)
    share = (row.reached(progress / 10_000) - start) / max(finish - start, 1e-9)
    return hit.left + (hit.right - hit.left) * share


def done_at(hit: Hit, row: GanttRow) -> float:
    """Where the done part of a bar is taken hold of; kept off its ends."""
    inside = x_reached(hit, row, row.progress)
    return min(max(inside, hit.left + EDGE + _GRIP), hit.right - EDGE - _GRIP)


def near(hits: Hits, x: float, y: float) -> Hit | None:
    """The bar or diamond of the row at a height, when x is on it or on the handles beside it."""
    side, half = HANDLE + HANDLE_REACH, hits.frame.view.row_height / 2
    found = (b for b in hits.bars if abs(y - (b.top + b.bottom) / 2) <= half)
    return next((b for b in found if b.left - side <= x <= b.right + side), None)


def part_at(hit: Hit, row: GanttRow, x: float, y: float | None = None, *, shift: bool = False) -> Part:
    """What a press would take hold of; summaries follow their parts, and only links begin there."""
    middle = (hit.top + hit.bottom) / 2
    if y is not None and abs(y - middle) > (hit.bottom - hit.top) / 2 + 3:
        return ""
    if not hit.left - EDGE / 2 <= x <= hit.right + EDGE / 2:
        return "link-start" if x < hit.left else "link-end"
    if row.kind is GanttKind.SUMMARY or row.start is None or row.finish is None:
        return ""
    if row.kind in POINT_KINDS:
        return "body"
    return _part_of_bar(hit, row, x, shift=shift)


def _part_of_bar(hit: Hit, row: GanttRow, x: float, *, shift: bool) -> Part:
    inner = min(EDGE, (hit.right - hit.left) / 3)
    if x >= hit.right - inner:
        return "end"
    wide = hit.right - hit.left >= _ROOM
    if wide and x <= hit.left + inner:
        return "start"
    if shift or (wide and abs(x - done_at(hit, row)) <= _GRIP):
        return "progress"
    return "body"


@dc.dataclass(frozen=True, slots=True)
class Grab:
    """A part of a bar, held since the pointer was at a day."""

    hit: Hit
    part: Part
    day: float
    row: GanttRow

    def wish(self, day: float, snap: Snap, per_day: int = 480) -> Wish:
        """What letting go at a day would be; the end never before the start."""
        if self.part == "progress":
            return Wish(What.PROGRESS, self.row.id, progress=self._done(day, snap))
        by = snapped(day - self.day, snap, per_day, end=self.part == "end")
        start, finish = self.row.start or self.row.finish, self.row.finish or self.row.start
        assert start is not None
        assert finish is not None
        match self.part:
            case "start":
                return Wish(What.BEGIN, self.row.id, min(start + by, _latest(start, finish, snap)), finish)
            case "end":
                return Wish(What.END, self.row.id, start, max(finish + by, _earliest(start, finish, snap)))
            case _:
                start = self._begins or start
                return Wish(What.MOVE, self.row.id, start + by, finish + by, piece=self._piece)

    @property
    def _piece(self) -> int:
        """Which piece of the bar is held."""
        return self.row.piece_at(self.day) if self.part == "body" else 0

    @property
    def _begins(self) -> datetime | None:
        """The start of the piece that is held."""
        return self.row.rests[self._piece - 1][1] if self._piece else self.row.start

    def _done(self, day: float, snap: Snap) -> Points:
        share = self.row.share_at(day)
        step = _STEP if snap in (Snap.WEEKS, Snap.DAYS) else _FINE
        return Points(min(max(round(share * 10_000 / step) * step, 0), 10_000))

    def changes(self, wish: Wish) -> bool:
        """Whether a wish is anything else than what there is."""
        if wish.what is What.PROGRESS:
            return wish.progress != self.row.progress
        start, finish = self._begins or self.row.finish, self.row.finish or self.row.start
        return (wish.start, wish.finish) != (start, finish)


def _latest(start: datetime, finish: datetime, snap: Snap) -> datetime:
    """Where a start is dragged to at most: its last day in steps of days, else just before the finish."""
    if snap not in (Snap.WEEKS, Snap.DAYS):
        return finish - _SHORTEST
    latest = start.combine(finish.date(), start.time())
    return max(latest if latest < finish else latest - timedelta(days=1), start)


def _earliest(start: datetime, finish: datetime, snap: Snap) -> datetime:
    """Where a finish is dragged to at least: its first day in steps of days, else just after the start."""
    if snap not in (Snap.WEEKS, Snap.DAYS):
        return start + _SHORTEST
    earliest = finish.combine(start.date(), finish.time())
    return min(earliest if earliest > start else earliest + timedelta(days=1), finish)


def snapped(days: float, snap: Snap, per_day: int, *, end: bool = False) -> timedelta:
    """A stretch of time in steps of a snap. Half days of an `end` count back from the day after.

    So half a day is right on both sides of a rest at noon and of a night, once it is put in working time.
    """
    match snap:
        case Snap.WEEKS:
            return timedelta(weeks=round(days / 7))
        case Snap.DAYS:
            return timedelta(days=round(days))
        case Snap.HALVES:
            whole, half = divmod(round(days * 2), 2)
            rest = timedelta(minutes=half * per_day // 2)
            return timedelta(days=whole + half) - rest if end else timedelta(days=whole) + rest
        case Snap.HOURS:
            return timedelta(hours=round(days * 24))
        case Snap.FREE:
            return timedelta(minutes=round(days * 96) * 15)


def grab(hit: Hit, row: GanttRow, part: Part, day: float) -> Grab | None:
    """The hold that a press on a part gives, None where there is nothing to hold."""
    return Grab(hit, part, day, row) if part in ("body", "start", "end", "progress") else None


@dc.dataclass(frozen=True, slots=True)
class Rubber:
    """A link that is being drawn from one end of a row."""

    hit: Hit
    from_start: bool

    def wish(self, hits: Hits, model: GanttModel, x: float, y: float) -> Wish | None:
        """The link to what lies under the pointer: to its start, to its end over its last part."""
        target = hits.row_at(y)
        if target is None:
            return None
        bar = next((b for b in hits.bars if b.id == target), None)
        if bar is None or not bar.left - 24 <= x <= bar.right + 24:
            return None
        row = model.rows[model.places[target]]
        width = bar.right - bar.left
        at_end = row.kind not in POINT_KINDS and width >= 12 and x > bar.left + 0.65 * width
        return Wish(What.LINK, self.hit.id, other=target, kind=_kind(self.from_start, at_end))


def _kind(from_start: bool, to_end: bool) -> LinkKind:
    if from_start:
        return LinkKind.SF if to_end else LinkKind.SS
    return LinkKind.FF if to_end else LinkKind.FS


def later(row: GanttRow, what: What, by: timedelta) -> Wish | None:
    """The wish of a key that moves a row, its start or its end by so much; None where that cannot be."""
    start, finish = row.start, row.finish
    if start is None or finish is None or row.kind is GanttKind.SUMMARY:
        return None
    if what is What.MOVE:
        return Wish(What.MOVE, row.id, start + by, finish + by)
    if row.kind in POINT_KINDS:
        return None
    begin, end = (start + by, finish) if what is What.BEGIN else (start, finish + by)
    return Wish(what, row.id, begin, end) if begin < end else None
