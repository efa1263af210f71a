"""Lengths on one sheet of a plan, and where time is cut between sheets side by side."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, timedelta

from pmo_desktop.charts.paper.pages import POINTS_PER_MM, PaperSettings
from pmo_desktop.readmodels.gantt import EPOCH

DESIGN_TYPE = 8.5
"""Type for which the steps of the time scale are given."""
ROW, TWO_LINES, TALLEST, HEAD = 1.65, 2.6, 2.1, 3.6
"""Heights of a line, of one with a name of two, of the highest, of the time scale; parts of the type size."""
_GUTTER = 1.5
"""Room below the lines for where links lead, in parts of the type size."""
_HEADER, _FOOTER, _DEEPER = 4.6, 4.4, 5.9
"""Room above and below the chart, in parts of the type of the margins; deeper for two lines of legend."""
NARROW = 620.0
"""Points between the margins below which it does."""
_LEFT, _RIGHT = 0.9, 8.0
"""Room before the first and after the last day, in parts of the type size."""
_LOSS = 0.08
"""Share of a sheet's width that may stay empty so that it ends with a month or a year."""


@dc.dataclass(frozen=True, slots=True)
class Geometry:
    """Lengths on a sheet in points. `small` is the type of what stands in the margins."""

    width: float
    height: float
    margin: float
    type_size: float
    small: float
    row: float
    per_day: float = 1.0
    lines: int = 1
    """How many lines a name may take."""

    @classmethod
    def of(cls, settings: PaperSettings, size: float) -> Geometry:
        """The sheet of the settings, with one size of type."""
        wide, high = settings.size
        small = min(max(settings.type_size, 6.5), 9.0)
        return cls(wide, high, settings.margin * POINTS_PER_MM, size, small, size * ROW)

    def with_long_names(self) -> Geometry:
        """The same sheet with rows in which a name may take two lines."""
        return dc.replace(self, row=self.type_size * TWO_LINES, lines=2)

    @property
    def inner_width(self) -> float:
        """Between the margins."""
        return max(self.width - 2 * self.margin, 40.0)

    @property
    def top(self) -> float:
        """From the upper edge of the paper to the time scale."""
        return self.margin + _HEADER * self.small

    @property
    def bottom(self) -> float:
        """From the lower edge of the paper to the chart."""
        return self.margin + (_FOOTER if self.inner_width >= NARROW else _DEEPER) * self.small

    @property
    def head(self) -> float:
        """The height of the time scale."""
        return HEAD * self.type_size

    @property
    def rows_height(self) -> float:
        """Room for lines below the time scale."""
        return max(self.height - self.top - self.bottom - self.head - _GUTTER * self.type_size, 0.0)

    @property
    def capacity(self) -> int:
        """How many lines there is room for, at least one."""
        return max(int(self.rows_height / self.row + 1e-6), 1)

    @property
    def pads(self) -> float:
        """Room before the first and after the last day."""
        return (_LEFT + _RIGHT) * self.type_size

    def left_pad(self, across: int) -> float:
        """Room before the first day, on the first sheet across only."""
        return 0.0 if across else _LEFT * self.type_size


def cuts(
    reach: tuple[float, float], across: int, geometry: Geometry, widths: tuple[float, float]
) -> tuple[float, tuple[tuple[float, float], ...]]:
    """Points a day, and first and last day of each sheet across: contiguous, and at most so many.

    `widths` are those of the chart on the first sheet and on the others.
    """
    start, finish = reach
    first, other = (max(width, 20.0) for width in widths)
    per_day = max(first + (across - 1) * other - geometry.pads, 10.0) / (finish - start)
    while True:
        found = _cut(start, finish, per_day, geometry, (first, other))
        if len(found) <= across:
            return per_day, tuple(found)
        per_day *= 0.99


def _cut(
    start: float, finish: float, per_day: float, geometry: Geometry, widths: tuple[float, float]
) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    at = start
    after = geometry.pads - geometry.left_pad(0)
    while True:
        width = widths[min(len(found), 1)]
        room = width - geometry.left_pad(len(found))
        if (finish - at) * per_day + after <= room + 0.01:
            return [*found, (at, finish)]
        quantum = 1 / 24 if 2 * per_day > width else 1.0
        limit = min(at + room / per_day, finish - quantum)
        end = max(_boundary(limit, _LOSS * width / per_day, quantum), at + quantum)
        if end >= finish:
            return [*found, (at, finish)]
        found.append((at, end))
        at = end


def _boundary(limit: float, loss: float, quantum: float) -> float:
    """Where a year, quarter, month or week begins before a limit and loses little; else a day."""
    day = EPOCH.date() + timedelta(days=int(limit // 1))
    for begin in (
        day.replace(month=1, day=1),
        day.replace(month=day.month - (day.month - 1) % 3, day=1),
        day.replace(day=1),
        day - timedelta(days=day.weekday()),
    ):
        number = _number(begin)
        if limit - number <= loss:
            return number
    return (limit + 1e-9) // quantum * quantum


def _number(day: date) -> float:
    return float((day - EPOCH.date()).days)


def letters(down: int) -> str:
    """A, B … Z, AA, AB …: the name of a row of sheets, counted from 0."""
    text = ""
    down += 1
    while down:
        down, rest = divmod(down - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
