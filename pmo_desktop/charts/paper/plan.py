"""The sheets that a plan is parted into: values that say what stands on each, before anything is drawn."""

from __future__ import annotations

import dataclasses as dc
from bisect import bisect_right
from datetime import datetime
from functools import cached_property

from pmo_desktop.charts.paper.geometry import Geometry, letters
from pmo_desktop.charts.paper.pages import PaperSettings
from pmo_desktop.charts.paper.rows import Printed
from pmo_desktop.charts.paper.table import Table, TableText
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, day_of


@dc.dataclass(frozen=True)
class Part:
    """The lines of one part (the summary, or the details) with their texts; `days` is its time."""

    printed: Printed
    text: TableText
    first_day: float
    last_day: float

    @property
    def model(self) -> GanttModel:
        """The plan of the lines printed."""
        return self.printed.model

    @property
    def days(self) -> float:
        """The length of its time."""
        return self.last_day - self.first_day

    @cached_property
    def middling(self) -> float:
        """The length in days of a middling task; 5 where there is none."""
        no_bar = {*POINT_KINDS, GanttKind.SUMMARY}
        spans = [
            day_of(r.finish) - day_of(r.start)
            for r in self.model.rows
            if r.start and r.finish and r.kind not in no_bar
        ]
        spans = sorted(s for s in spans if s > 0)
        return spans[len(spans) // 2] if spans else 5.0

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The depth of each line in the outline."""
        return tuple(row.level for row in self.model.rows)


@dc.dataclass(frozen=True)
class SheetPlan:
    """One sheet: which lines, which time, at what size. Times in days since the epoch, lengths in points."""

    label: str
    page: int
    down: int
    across: int
    part: Part
    first: int
    count: int
    start: float
    finish: float
    table: Table
    geometry: Geometry
    summary: bool = False
    last_across: bool = True
    left_out: int = 0

    @property
    def rows(self) -> range:
        """Places of its lines in the plan of its part."""
        return range(self.first, self.first + self.count)

    @property
    def chart_left(self) -> float:
        """Points from the left edge of the paper to the chart."""
        return self.geometry.margin + self.table.width

    @property
    def chart_width(self) -> float:
        """The chart ends where its days end, on the last sheet across at the margin."""
        if self.last_across:
            return self.geometry.inner_width - self.table.width
        return self.geometry.left_pad(self.across) + (self.finish - self.start) * self.geometry.per_day

    @property
    def seen(self) -> tuple[float, float]:
        """The days from edge to edge of the chart, with the room before the first and after the last."""
        begin = self.start - self.geometry.left_pad(self.across) / self.geometry.per_day
        return begin, begin + self.chart_width / self.geometry.per_day

    @property
    def crumbs(self) -> tuple[str, ...]:
        """Names of the summaries above the first line of a continued sheet, which stand on sheets before."""
        return self.part.printed.above[self.first] if self.first and self.count else ()


@dc.dataclass(frozen=True, slots=True)
class Advice:
    """What a person should know before printing, in a sentence; perhaps a paper on which it would be well."""

    text: str
    paper: str = ""
    portrait: bool = False


@dc.dataclass(frozen=True)
class Layout:
    """All sheets in the order in which they are printed, and what to say about them."""

    settings: PaperSettings
    sheets: tuple[SheetPlan, ...]
    down: int
    across: int
    type_size: float
    name: str = ""
    as_at: datetime | None = None
    advice: tuple[Advice, ...] = ()
    model: GanttModel = dc.field(default_factory=GanttModel, repr=False)
    """The lines that are printed."""

    @cached_property
    def details(self) -> tuple[SheetPlan, ...]:
        """The sheets without the summary, from left to right and from top to bottom."""
        return tuple(sheet for sheet in self.sheets if not sheet.summary)

    @cached_property
    def places(self) -> frozenset[tuple[int, int]]:
        """Where there are sheets, counted down and across; blank ones may have been left out."""
        return frozenset((sheet.down, sheet.across) for sheet in self.details)

    @cached_property
    def _edges(self) -> tuple[list[int], dict[float, int]]:
        """First lines of the rows of sheets, and their columns by the first day."""
        lines = [sheet.first for sheet in self.details if sheet.across == 0]
        return lines, dict(sorted((sheet.start, sheet.across) for sheet in self.details))

    def tile_of(self, line: int, day: float) -> str:
        """The label of the detail sheet that has a line at a day; days beyond are on the nearest sheet."""
        lines, columns = self._edges
        down = max(bisect_right(lines, line) - 1, 0)
        starts = list(columns)
        across = columns[starts[max(bisect_right(starts, day) - 1, 0)]]
        return f"{letters(down)}{across + 1}"
