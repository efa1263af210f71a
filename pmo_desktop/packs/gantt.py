"""Milestones on paper: frozen lines as a plan, drawn by the function that draws the Gantt chart on screen."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import LINE, SMALL
from pmo_desktop.readmodels.gantt import DONE, NONE_DONE, GanttKind, GanttModel, GanttRow, day_of
from pmo_desktop.readmodels.pack_portfolio import MilestoneGroup, MilestoneLine

if TYPE_CHECKING:
    from pmo_desktop.charts.drawing import Drawing

HEAD = 2 * LINE
"""The height of the time scale: years over months."""
RULE = 0.35
"""The weight of the rules between rows, to carry on beside the chart."""


@dc.dataclass(frozen=True, slots=True)
class Window:
    """The part of time that is shown, the day of the data in it (none: no line), and that of the meeting."""

    first: dt.date
    last: dt.date
    data_on: dt.date | None = None
    meeting_on: dt.date | None = None


def milestone_plan(rows: Sequence[MilestoneGroup | MilestoneLine], data_on: dt.date | None) -> GanttModel:
    """Groups and their milestones as the rows of a plan, each at noon of its day."""
    made = [_row(n, row) for n, row in enumerate(rows, 1)]
    return GanttModel.of(made, as_at=_noon(data_on))


def _row(number: int, row: MilestoneGroup | MilestoneLine) -> GanttRow:
    if isinstance(row, MilestoneGroup):
        return GanttRow(id=str(number), number=number, name=row.name, kind=GanttKind.SUMMARY)
    return GanttRow(
        id=str(number),
        number=number,
        name=row.title,
        level=1,
        kind=GanttKind.GATE if row.gate else GanttKind.MILESTONE,
        finish=_noon(row.forecast),
        baseline_finish=_noon(row.baseline),
        progress=DONE if row.done else NONE_DONE,
    )


def _noon(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(12)) if day else None


def milestone_chart(
    rows: Sequence[MilestoneGroup | MilestoneLine], window: Window, width: float, row_height: float = LINE
) -> Drawing:
    """The chart of those rows under their time scale, as shapes and words; sizes in points."""
    from matplotlib.figure import Figure

    from pmo_desktop.charts.drawing import drawing
    from pmo_desktop.charts.gantt.draw import draw_gantt
    from pmo_desktop.charts.gantt.frame import GanttView
    from pmo_desktop.charts.palette import PAPER

    meeting = _noon(window.meeting_on)
    first, last = (day_of(dt.datetime.combine(d, dt.time())) for d in (window.first, window.last))
    margin = (last - first) * 0.02  # signs at the edge stay whole
    view = GanttView(
        first_row=0,
        row_count=len(rows),
        start=first - margin,
        finish=last + 1 + margin,
        row_height=row_height,
        head=HEAD,
        font=SMALL.size,
        slips=True,
        marked=day_of(meeting) if meeting else None,
    )
    figure = Figure(figsize=(width / 72, (HEAD + len(rows) * row_height + 1) / 72), dpi=72)
    draw_gantt(figure, milestone_plan(rows, window.data_on), view, PAPER)
    return drawing(figure)


def paint_milestones(
    pen: Pen,
    x: float,
    rows: Sequence[MilestoneGroup | MilestoneLine],
    window: Window,
    width: float,
    row_height: float = LINE,
) -> None:
    """Draw the chart from the pen's origin down; half a point lower its rules lie on those of a table."""
    pen.chart(x, 0.5, milestone_chart(rows, window, width, row_height))
