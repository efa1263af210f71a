"""The stretch of time that a chart shows: scale, place, zoom about a point."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.readmodels.gantt import GanttModel, day_of

LEAST, MOST = 0.03, 960.0
"""Points per day at the ends of the scale: about a century, or one hour in 40 points."""
WIDEST = 60.0
"""Points per day of a short plan that is shown whole."""
STEP = 1.25
SCALES = {"week": 7.0, "month": 2.15, "quarter": 0.72}
"""Points per day of the named scales."""


@dc.dataclass(frozen=True, slots=True)
class TimeSpan:
    """Days from `start` (since the epoch) at `per_day` points each."""

    start: float
    per_day: float

    def finish(self, width: float) -> float:
        """The day at the right edge of a chart so wide."""
        return self.start + width / self.per_day

    def zoomed(self, factor: float, x: float) -> TimeSpan:
        """Another scale, with the day at x staying where it is."""
        per_day = min(max(self.per_day * factor, LEAST), MOST)
        return TimeSpan(self.start + x / self.per_day - x / per_day, per_day)

    def panned(self, points: float) -> TimeSpan:
        """Shifted, so that what was `points` to the right comes to the left edge."""
        return dc.replace(self, start=self.start + points / self.per_day)

    def centred(self, day: float, width: float) -> TimeSpan:
        """A day in the first third of the chart."""
        return dc.replace(self, start=day - width / 3 / self.per_day)


def whole(model: GanttModel, width: float) -> TimeSpan:
    """The scale at which all of a plan shows, with room for names after the last bar."""
    if model.start is None or model.finish is None or width <= 0:
        return TimeSpan(day_of(model.as_at) - 30 if model.as_at else 20_000.0, 2.15)
    start, finish = day_of(model.start), day_of(model.finish)
    per_day = min(max(width * 0.86 / max(finish - start, 14.0), LEAST), WIDEST)
    return TimeSpan(start - width * 0.02 / per_day, per_day)


def reach(model: GanttModel, per_day: float, width: float) -> tuple[float, float]:
    """First and last day that scrolling reaches: the plan and half a screen on both sides."""
    if model.start is None or model.finish is None:
        return 0.0, 0.0
    side = width / 2 / per_day
    return day_of(model.start) - side, day_of(model.finish) + side
