"""A chart of milestones alone: slips, ticked discs, and the day of a meeting."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime

import numpy as np
from matplotlib.figure import Figure

from pmo_desktop.charts.drawing import Shape, drawing
from pmo_desktop.charts.gantt.draw import draw_gantt
from pmo_desktop.charts.gantt.frame import Frame, GanttView, Shown
from pmo_desktop.charts.gantt.slips import Slips
from pmo_desktop.charts.palette import PAPER
from pmo_desktop.readmodels.gantt import DONE, NONE_DONE, GanttKind, GanttModel, GanttRow, day_of

VIEW = GanttView(0, 10, day_of(datetime(2026, 9, 1)), day_of(datetime(2026, 12, 31)), 14, head=28, font=8.5)
SLIPS = dc.replace(VIEW, slips=True)


def row(number: int, finish: datetime | None, planned: datetime | None, *, done: bool = False) -> GanttRow:
    return GanttRow(
        id=str(number),
        number=number,
        name=f"Gate {number}",
        kind=GanttKind.GATE,
        finish=finish,
        baseline_finish=planned,
        progress=DONE if done else NONE_DONE,
    )


PLAN = GanttModel.of(
    [
        row(1, datetime(2026, 11, 20), datetime(2026, 10, 9)),
        row(2, datetime(2026, 10, 12), datetime(2026, 10, 12)),
        row(3, datetime(2026, 9, 14), datetime(2026, 9, 21), done=True),
        row(4, None, datetime(2026, 10, 30)),
    ],
    as_at=datetime(2026, 10, 2),
)


def frame(view: GanttView) -> Frame:
    return Frame(PLAN, view, Shown.of(PLAN, frozenset()), 300, 90)


def figure() -> Figure:
    return Figure(figsize=(300 / 72, 90 / 72), dpi=72)


def shapes(view: GanttView) -> list[Shape]:
    made = figure()
    draw_gantt(made, PLAN, view, PAPER)
    return [part for part in drawing(made).parts if isinstance(part, Shape)]


def test_a_slip_reaches_from_baseline_to_forecast_and_only_where_both_differ() -> None:
    found, at = Slips.of(frame(SLIPS)), frame(SLIPS)
    ends = at.x(np.array([day_of(datetime(2026, 10, 9)), day_of(datetime(2026, 11, 20))]))
    assert len(found.bars) == 2
    assert found.bars[0][:, 0].tolist() == ends.tolist()


def test_what_was_reached_is_a_disc_with_a_tick_and_no_diamond() -> None:
    found = Slips.of(frame(SLIPS))
    assert found.reached.tolist() == [False, False, True, False]
    assert (len(found.discs), len(found.ticks)) == (1, 1)
    assert len([s for s in shapes(SLIPS) if len(s.steps) >= 24]) == 1


def test_a_chart_of_a_whole_plan_has_neither() -> None:
    found = Slips.of(frame(VIEW))
    assert not found.reached.any()
    assert [len(part) for part in (found.bars, found.discs, found.ticks)] == [0, 0, 0]


def test_a_milestone_without_a_date_still_shows_its_baseline() -> None:
    hollow = [s for s in shapes(SLIPS) if s.fill == (1.0, 1.0, 1.0) and s.stroke and len(s.steps) < 7]
    assert len(hollow) == 3  # of the first, third and fourth


def test_the_day_of_the_meeting_is_a_dotted_line() -> None:
    def dotted(view: GanttView) -> int:
        return sum(bool(s.dash) for s in shapes(view))

    assert dotted(SLIPS) == 0
    assert dotted(dc.replace(SLIPS, marked=day_of(datetime(2026, 10, 14)))) == 1
    assert dotted(dc.replace(SLIPS, marked=day_of(datetime(2027, 10, 14)))) == 0


def test_the_date_of_the_data_hides_no_year() -> None:
    def head(as_at: date) -> list[str]:
        plan = dc.replace(PLAN, as_at=datetime.combine(as_at, datetime.min.time()))
        return [w.text for w in draw_gantt(figure(), plan, SLIPS, PAPER).head_words]

    for day in (date(2026, 9, 20), date(2026, 10, 2), date(2026, 12, 30)):
        assert "2026" in head(day)


def test_a_month_cut_by_the_edge_is_not_named_by_a_number() -> None:
    view = dc.replace(SLIPS, finish=day_of(datetime(2027, 1, 4)))
    words = [w.text for w in draw_gantt(figure(), PLAN, view, PAPER).head_words]
    assert "Dec" in words
    assert "1" not in words
