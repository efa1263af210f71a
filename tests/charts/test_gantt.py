"""The Gantt chart: where things are drawn, how many artists it takes, what it says."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, time

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pmo_desktop import i18n
from pmo_desktop.charts.gantt.draw import GanttChart, draw_gantt
from pmo_desktop.charts.gantt.frame import GanttView, fitted
from pmo_desktop.charts.palette import DARK, LIGHT, PAPER, Palette
from pmo_desktop.readmodels.gantt import GanttModel, GanttRow, day_of, opening
from tests.charts.samples import bridge, day, long_plan

YEAR = GanttView(
    0,
    40,
    day_of(datetime.combine(day(3, 1), time())),
    day_of(datetime.combine(day(1, 25, 2027), time())),
)


def figure(width: float = 720, height: float = 540) -> Figure:
    made = Figure(figsize=(width / 72, height / 72), dpi=72)
    FigureCanvasAgg(made)
    return made


def pixels(made: Figure) -> np.ndarray:
    canvas = made.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).copy()


def test_each_row_is_hit_inside_its_own_line() -> None:
    hits = draw_gantt(figure(), bridge(), YEAR, LIGHT)
    assert [h.id for h in hits.bars] == [f"row{i}" for i in range(1, 21)]
    for i, hit in enumerate(hits.bars):
        assert 44 + 24 * i <= hit.top < hit.bottom <= 44 + 24 * (i + 1)
        assert hits.row_at((hit.top + hit.bottom) / 2) == hit.id


def test_a_bar_reaches_from_start_to_finish_in_points() -> None:
    model = bridge()
    hits = draw_gantt(figure(), model, YEAR, LIGHT)
    row, hit = model.rows[8], hits.bars[8]
    assert row.start is not None
    assert row.finish is not None
    assert hit.left == pytest.approx((day_of(row.start) - YEAR.start) * 720 / (YEAR.finish - YEAR.start))
    assert hits.instant_at(hit.right).date() == row.finish.date()


def test_the_picture_has_the_bar_where_the_hit_says() -> None:
    made = figure()
    hits = draw_gantt(made, bridge(), YEAR, LIGHT, words=False)
    image = pixels(made)
    hit = hits.bars[9]  # Pile caps: critical, nothing done
    inside = image[int(hit.top) + 3, int((hit.left + hit.right) / 2), :3]
    assert tuple(inside) == (0xC2, 0x45, 0x2F)


def test_the_pointer_finds_a_bar_within_reach_only() -> None:
    hits = draw_gantt(figure(), bridge(), YEAR, LIGHT)
    hit = hits.bars[3]
    assert hits.at(hit.right + 2, hit.top) == hit
    assert hits.at(hit.right + 30, hit.top) is None
    assert hits.row_at(10) is None


def test_the_number_of_artists_does_not_depend_on_rows_or_words() -> None:
    one, two, three = figure(), figure(), figure()
    draw_gantt(one, bridge(), YEAR, LIGHT)
    draw_gantt(two, long_plan(2000), fitted(long_plan(2000)), LIGHT)
    draw_gantt(three, GanttModel(), YEAR, LIGHT)
    counts = {len(f.axes[0].get_children()) for f in (one, two, three)}
    assert len(counts) == 1


def test_only_rows_in_the_window_are_drawn() -> None:
    made = figure(height=44 + 10 * 24)
    model = long_plan(2000)
    chart = GanttChart(made, LIGHT)
    chart.show(model, fitted(model, first_row=500, row_count=10))
    polygons = [len(c.get_paths()) for c in made.axes[0].collections]
    assert max(polygons) < 200
    hits = chart.show(model, fitted(model, first_row=500, row_count=10))
    assert [h.id for h in hits.bars] == [f"t{i}" for i in range(501, 511)]


def test_folded_rows_are_neither_drawn_nor_hit() -> None:
    folded = dc.replace(YEAR, collapsed=frozenset({"row7", "row13"}))
    hits = draw_gantt(figure(), bridge(), folded, LIGHT)
    assert {h.id for h in hits.bars} == {f"row{i}" for i in (*range(1, 8), 13, 18, 19, 20)}
    assert hits.bars[7].top == pytest.approx(44 + 7 * 24 + 5)


def test_gates_say_mark_and_date_and_bars_say_people() -> None:
    said = [w.text for w in draw_gantt(figure(), bridge(), YEAR, LIGHT).words]
    assert "G3 · 25 Sep" in said
    assert "M. Kowalska · Piling crew A" in said


def test_names_stand_only_where_there_is_room() -> None:
    ends_soon = dc.replace(YEAR, finish=day_of(opening(day(8, 20))))
    said = draw_gantt(figure(), bridge(), ends_soon, LIGHT)
    assert "M. Kowalska · Piling crew A" not in [w.text for w in said.words]
    assert all(w.left + w.width <= 720 for w in said.words)


def test_the_line_of_today_is_named_and_takes_the_room_it_needs() -> None:
    said = draw_gantt(figure(), bridge(), YEAR, LIGHT).head_words
    assert [w.text for w in said if "Today" in w.text] == ["Today 15 Jul"]
    assert [w.text for w in draw_gantt(figure(), bridge(), YEAR, PAPER).head_words][-1] == "As at 15 Jul"


def test_words_follow_the_language() -> None:
    with i18n.speaking("de"):
        said = draw_gantt(figure(), bridge(), YEAR, LIGHT)
    assert "G3 · 25. Sept." in [w.text for w in said.words]
    assert "Mai" in [w.text for w in said.head_words]


def test_time_runs_to_the_right_in_every_language() -> None:
    with i18n.speaking("ar"):
        hits = draw_gantt(figure(), bridge(), YEAR, LIGHT)
    assert hits.bars[2].left < hits.bars[3].left < hits.bars[16].left
    lower = [w for w in hits.head_words if w.weight == 400]
    assert [w.x for w in lower] == sorted(w.x for w in lower)


@pytest.mark.parametrize("palette", [LIGHT, DARK, PAPER])
def test_an_empty_plan_says_so_in_a_sentence(palette: Palette) -> None:
    made = figure()
    hits = draw_gantt(made, GanttModel(), YEAR, palette)
    assert [w.text for w in hits.words] == ["This plan has no items yet."]
    assert hits.bars == ()
    pixels(made)


def test_rows_without_dates_keep_their_line() -> None:
    rows = [GanttRow(id="a", number=1, name="Later"), dc.replace(bridge().rows[2], id="b")]
    hits = draw_gantt(figure(), GanttModel.of(rows), YEAR, LIGHT)
    assert [(h.id, h.line) for h in hits.bars] == [("b", 1)]
    assert hits.row_at(50) == "a"


def test_on_paper_critical_work_is_told_apart_without_colour() -> None:
    made = figure()
    hits = draw_gantt(made, bridge(), YEAR, PAPER, words=False)
    image = pixels(made).astype(int)
    assert np.abs(image[..., 0] - image[..., 2]).max() <= 0x5E - 0x17 + 12  # ink, navy and greys only
    critical, plain = hits.bars[14], hits.bars[10]
    inside = [
        image[int(h.top) + 2 : int(h.bottom) - 1, int(h.right) - 14 : int(h.right) - 3, 0].std()
        for h in (critical, plain)
    ]
    assert inside[0] > 20  # hatched
    assert inside[1] < 5  # plain


def test_names_on_paper_are_elided_in_their_column() -> None:
    view = dc.replace(YEAR, row_height=14, head=30, left=90, font=8.5)
    said = draw_gantt(figure(), bridge(), view, PAPER).words
    names = [w for w in said if w.x < 90]
    assert any(w.text.endswith("…") for w in names)
    assert all(w.left + w.width <= 90 for w in names)


def test_switching_layers_off_empties_them() -> None:
    made = figure()
    chart = GanttChart(made, LIGHT)
    chart.show(bridge(), YEAR)
    full = sum(len(c.get_paths()) for c in made.axes[0].collections)
    chart.show(bridge(), dc.replace(YEAR, links=False, baseline=False, people=False))
    assert sum(len(c.get_paths()) for c in made.axes[0].collections) < full - 30


def test_selected_rows_are_tinted_across_the_chart() -> None:
    made = figure()
    draw_gantt(made, bridge(), dc.replace(YEAR, selected=frozenset({"row9"})), LIGHT, words=False)
    assert tuple(pixels(made)[44 + 8 * 24 + 2, 5, :3]) == (0xE8, 0xE8, 0xFA)
