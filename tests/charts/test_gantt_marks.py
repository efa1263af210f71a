"""Float, deadlines, constraints, progress and further baselines as layers; a quick sheet draws the same."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

import numpy as np
import pytest
from matplotlib.figure import Figure

from pmo_desktop.charts.gantt.draw import GanttChart, draw_gantt
from pmo_desktop.charts.gantt.frame import Frame, GanttView, fitted
from pmo_desktop.charts.gantt.marks import (
    constraint_marks,
    deadlines,
    float_lines,
    float_until,
    progress_line,
)
from pmo_desktop.charts.layers import merged
from pmo_desktop.charts.load import LoadChart, LoadView, peak_words
from pmo_desktop.charts.palette import LIGHT, PAPER, turned
from pmo_desktop.charts.sheet import rules
from pmo_desktop.domain.plans import ConstraintKind
from pmo_desktop.domain.values import Minutes
from pmo_desktop.readmodels.gantt import GanttModel, Ghost, day_of, instant_of
from pmo_desktop.readmodels.load import Load
from tests.charts.samples import bridge


def marked() -> GanttModel:
    """The bridge with float, deadlines and constraints on some rows."""
    rows, model = list(bridge().rows), bridge()
    rows[10] = dc.replace(
        rows[10], total_slack=Minutes(3 * 480 + 240), deadline=datetime(2026, 9, 20, 17),
        constraint=ConstraintKind.SNET, constraint_date=datetime(2026, 7, 13, 8),
    )  # fmt: skip
    rows[9] = dc.replace(rows[9], deadline=datetime(2026, 9, 4, 17))
    rows[12] = dc.replace(rows[12], constraint=ConstraintKind.MSO, constraint_date=datetime(2026, 9, 14, 8))
    return GanttModel.of(rows, model.links, as_at=model.as_at)


def frame(model: GanttModel, **more: bool) -> Frame:
    chart = GanttChart(Figure(figsize=(14, 8), dpi=72), LIGHT)
    return chart.show(model, fitted(model, **more)).frame


def test_float_ends_after_working_days_and_hours() -> None:
    model = marked()
    until = float_until(model, np.array([9, 10]))
    assert np.isnan(until[0])
    # Thursday 27 August 17:00, three working days on is Tuesday, and half a day more
    assert instant_of(float(until[1])) == datetime(2026, 9, 1, 21)
    lines = float_lines(frame(model, floats=True))
    assert lines.shape == (2, 2, 2), "a line and its stop"


def test_missed_deadlines_are_told_from_those_kept() -> None:
    found = deadlines(frame(marked(), deadlines=True))
    assert found.arrows.shape == (2, 7, 2)
    assert found.missed.tolist() == [True, False]


def test_constraints_point_away_from_the_side_that_they_keep_free() -> None:
    shown = frame(marked(), constraints=True)
    wedge, square = constraint_marks(shown)
    x = shown.x(day_of(datetime(2026, 7, 13, 8)))
    assert wedge[:, 0].min() == pytest.approx(x)
    assert square[:, 0].max() - square[:, 0].min() == pytest.approx(6.4)


def test_the_line_of_progress_bends_back_where_work_is_late() -> None:
    model = marked()
    shown = frame(model, progress=True)
    points = progress_line(shown).reshape(20, 3, 2)
    assert model.as_at is not None
    now = shown.x(day_of(model.as_at))
    assert points[2, 1, 0] == pytest.approx(now), "done"
    assert points[13, 1, 0] < now, "55 % of the steel, more was due"
    assert points[19, 1, 0] == pytest.approx(now), "not due yet"


def test_words_stand_behind_float_and_deadline() -> None:
    model, plain = marked(), GanttView(0, 30, 20_620, 20_780)
    figure = Figure(figsize=(14, 8), dpi=72)
    without = {w.text: w.x for w in draw_gantt(figure, model, plain, LIGHT).words}
    view = dc.replace(plain, floats=True, deadlines=True)
    with_marks = {w.text: w.x for w in draw_gantt(figure, model, view, LIGHT).words}
    assert with_marks["Civil crew B"] > without["Civil crew B"]


def test_further_baselines_are_drawn_as_dashes() -> None:
    model = marked()
    columns = model.columns
    ghost = Ghost(1, columns.base_start - 10, columns.base_finish - 10)
    more = dc.replace(model, ghosts=(ghost,))
    figure = Figure(figsize=(14, 8), dpi=72)
    chart = GanttChart(figure, PAPER)
    chart.show(more, fitted(more))
    drawn = [len(layer.collection.get_paths()) for layer in chart._marks.layers[:2]]
    assert drawn == [20, 0]


@pytest.mark.parametrize("dpi", [72, 144])
def test_a_quick_sheet_draws_the_pixels_of_a_plain_one(dpi: int) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    model = marked()
    view = fitted(model, floats=True, deadlines=True, constraints=True, progress=True)
    pictures = []
    for ink in (None, LIGHT):
        figure = Figure(figsize=(12, 8), dpi=dpi)
        canvas = FigureCanvasAgg(figure)
        chart = GanttChart(figure, LIGHT, ink=ink)
        chart.show(model, view, words=False)
        if ink is None:
            canvas.draw()
        else:
            renderer = canvas.get_renderer()
            np.asarray(renderer.buffer_rgba())[...] = 255
            chart.sheet.paint(renderer)
        pictures.append(np.asarray(canvas.buffer_rgba())[..., :3].astype(int))
    different = np.abs(pictures[0] - pictures[1]).max(axis=2) > 24
    assert different.mean() < 0.004, "but for edges between two pixels"


def test_turned_colours_turn_back() -> None:
    assert turned(turned(LIGHT)) == LIGHT
    assert turned(LIGHT).today == "#1F16A3"


def test_lines_of_one_colour_are_one_path() -> None:
    path = merged(rules(np.arange(3.0), 0, np.arange(3.0), 5), closed=False)
    assert path.codes is not None
    assert np.array_equal(path.codes, [1, 2] * 3)


def a_load() -> Load:
    edges = np.arange(20_640.0, 20_668.0, 7.0)
    return Load("Crew", edges, np.array([20.0, 60.0, 5.0]), np.array([40.0, 40.0, 0.0]))


def test_too_much_is_hatched_marked_and_said() -> None:
    chart = LoadChart(Figure(figsize=(8, 1.5), dpi=72), LIGHT)
    words = chart.show(a_load(), LoadView(20_636.0, 20_670.0, 20_650.0))
    shapes = [len(layer.get_paths()) for layer in chart.sheet.axes.collections]
    bars, over, lines, marks, limit, today = shapes
    assert (bars, over, marks, limit, today) == (3, 2, 2, 1, 1)
    assert lines > 10
    assert words[0].text == "100 %"
    assert peak_words(a_load(), 1).startswith("150 %, week of ")
    assert peak_words(a_load(), 2).startswith("work without working time, ")
