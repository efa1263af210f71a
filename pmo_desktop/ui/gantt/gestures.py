"""Dragging a bar: what was taken hold of, and the dates that letting go would give."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, timedelta
from typing import Literal

from pmo_desktop.charts.gantt import Hit
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttRow

EDGE = 5.0
"""How far from the right end of a bar the pointer still takes hold of the end, in points."""
SLOP = 4.0
"""A press that moves less than this is a click."""


@dc.dataclass(frozen=True, slots=True)
class Grab:
    """A bar held by its body or by its end, since x."""

    hit: Hit
    part: Literal["body", "end"]
    x: float
    start: datetime
    finish: datetime

    def moved(self, x: float, per_day: float) -> tuple[datetime, datetime]:
        """Start and finish when let go at x: whole days, the end never before the start."""
        by = timedelta(days=round((x - self.x) / per_day))
        if self.part == "body":
            return self.start + by, self.finish + by
        return self.start, max(self.finish + by, self.finish.combine(self.start.date(), self.finish.time()))


def part_at(hit: Hit, row: GanttRow, x: float) -> Literal["body", "end", ""]:
    """What a press at x would take hold of; summaries follow their parts and cannot be held."""
    if row.kind is GanttKind.SUMMARY or row.start is None or row.finish is None:
        return ""
    if row.kind in POINT_KINDS:
        return "body"
    inner = min(EDGE, (hit.right - hit.left) / 3)
    return "end" if x >= hit.right - inner else "body"


def grab(hit: Hit, row: GanttRow, x: float) -> Grab | None:
    """The hold that a press at x gives, None when the row cannot be moved."""
    part = part_at(hit, row, x)
    if not part or row.start is None or row.finish is None:
        return None
    return Grab(hit, part, x, row.start, row.finish)
