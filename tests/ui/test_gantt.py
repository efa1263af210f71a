"""The plan view: tree and chart move together, and dragging announces dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolTip

from pmo_desktop.charts.palette import DARK, LIGHT
from pmo_desktop.charts.rag import rag_history
from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.ui.gantt.chart import ChartView
from pmo_desktop.ui.gantt.gestures import grab, part_at
from pmo_desktop.ui.gantt.model import COLUMNS, NAME, PlanModel
from pmo_desktop.ui.gantt.span import LEAST, MOST, TimeSpan
from pmo_desktop.ui.gantt.tips import sentence, tip
from pmo_desktop.ui.gantt.view import PlanView
from tests.charts.samples import bridge, long_plan, ratings

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qapp: QApplication) -> Iterator[PlanView]:
    made = PlanView()
    made.resize(1240, 560)
    made.show()
    made.set_model(bridge())
    made.set_palette(LIGHT)
    yield made
    made.close()
    made.deleteLater()


def bar(view: PlanView, row: str) -> tuple[int, int]:
    hit = next(h for h in view.canvas.hits.bars if h.id == row)
    return round((hit.left + hit.right) / 2), round((hit.top + hit.bottom) / 2)


def drag(view: PlanView, start: tuple[int, int], by: int, *, end: bool = True) -> None:
    canvas, place = view.canvas, QPoint(*start)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEYS, place)
    QTest.mouseMove(canvas, place + QPoint(by // 2, 0))
    QTest.mouseMove(canvas, place + QPoint(by, 0))
    if end:
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEYS, place + QPoint(by, 0))


def wheel(view: PlanView, x: float, delta: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    place = QPointF(x, 200)
    event = QWheelEvent(
        place,
        view.canvas.mapToGlobal(place),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.canvas, event)


def test_the_tree_keeps_the_rules_of_item_models(qapp: QApplication) -> None:
    model = PlanModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_plan(bridge())
    model.set_plan(long_plan(60))
    model.set_plan(GanttModel())


def test_cells_say_number_name_duration_dates_slip_and_progress(view: PlanView) -> None:
    model = view.tree.model()
    assert isinstance(model, PlanModel)
    index = model.index_of("row9")
    said = [index.siblingAtColumn(i).data() for i in range(len(COLUMNS))]
    assert said[:7] == ["9", "Piling, pier 2", "30\u00a0d", "2 Jul", "12 Aug", "+13", "35\u00a0%"]


def test_dates_show_years_when_the_plan_reaches_over_more_than_one(view: PlanView) -> None:
    view.set_model(long_plan(1400))
    model = view.tree.model()
    assert isinstance(model, PlanModel)
    assert model.index_of("t3", 3).data().endswith(" 2026")


def test_rows_of_tree_and_chart_stand_at_the_same_height(view: PlanView) -> None:
    model, tree = view.tree.model(), view.tree
    assert isinstance(model, PlanModel)
    for hit in view.canvas.hits.bars:
        rect = tree.visualRect(model.index_of(hit.id, NAME))
        top = tree.viewport().mapTo(view, rect.topLeft()).y()
        chart = view.canvas.mapTo(view, QPoint(0, 0)).y()
        assert top <= chart + hit.top < chart + hit.bottom <= top + rect.height()


def test_choosing_in_the_tree_tints_the_chart(view: PlanView) -> None:
    heard: list[tuple[str, ...]] = []
    view.selected.connect(heard.append)
    view.select(["row9", "row3"])
    assert view.selected_ids == ("row3", "row9")
    assert heard[-1] == ("row3", "row9")
    assert view.canvas.hits.frame.view.selected == {"row3", "row9"}


def test_choosing_in_the_chart_selects_in_the_tree(view: PlanView) -> None:
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(*bar(view, "row14")))
    assert view.selected_ids == ("row14",)
    view.canvas.setFocus()
    QTest.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.selected_ids == ("row15",)


def test_folding_in_the_tree_folds_the_chart(view: PlanView) -> None:
    model = view.tree.model()
    assert isinstance(model, PlanModel)
    view.tree.collapse(model.index_of("row7"))
    assert view.collapsed == {"row7"}
    assert "row8" not in {h.id for h in view.canvas.hits.bars}
    view.tree.expand(model.index_of("row7"))
    assert len(view.canvas.hits.bars) == 20
    view.fold_to(1)
    assert [h.id for h in view.canvas.hits.bars] == ["row1", "row2", "row7", "row13", "row18"]


def test_a_new_model_can_keep_folding_selection_and_scale(view: PlanView) -> None:
    view.fold(["row7"])
    view.select(["row14"])
    view.canvas.zoom(2)
    span = view.canvas.span
    view.set_model(bridge(), keep=True)
    assert (view.collapsed, view.selected_ids, view.canvas.span) == (frozenset({"row7"}), ("row14",), span)
    view.set_model(bridge())
    assert (view.collapsed, view.selected_ids) == (frozenset(), ())


def test_scrolling_the_tree_scrolls_the_chart_and_the_wheel_scrolls_both(view: PlanView) -> None:
    view.set_model(long_plan(300))
    view.tree.verticalScrollBar().setValue(240)
    assert view.canvas.hits.frame.view.first_row == pytest.approx(10)
    wheel(view, 100, -120)
    assert view.tree.verticalScrollBar().value() == 240 + 72
    assert view.canvas.hits.frame.view.first_row == pytest.approx(13)


def test_dragging_a_bar_announces_whole_days(view: PlanView) -> None:
    heard: list[tuple[str, datetime, datetime]] = []
    view.wished.connect(lambda wish: heard.append((wish.row, wish.start, wish.finish)))
    row, per_day = view.model.rows[13], view.canvas.span.per_day
    x, y = bar(view, "row14")
    drag(view, (x, y), round(10 * per_day))
    assert row.start is not None
    assert row.finish is not None
    assert heard == [("row14", row.start + timedelta(days=10), row.finish + timedelta(days=10))]
    assert view.model.rows[13] == row  # nothing changed here


def test_dragging_the_end_stretches_and_never_past_the_start(view: PlanView) -> None:
    heard: list[tuple[str, datetime, datetime]] = []
    view.wished.connect(lambda wish: heard.append((wish.row, wish.start, wish.finish)))
    row = view.model.rows[13]
    hit = next(h for h in view.canvas.hits.bars if h.id == "row14")
    end = (round(hit.right) - 1, round(hit.top) + 4)
    drag(view, end, -600)
    (_, start, finish) = heard[0]
    assert row.start is not None
    assert start == row.start
    assert finish.date() == row.start.date()


def test_escape_lets_a_dragged_bar_go_back_and_a_click_moves_nothing(view: PlanView) -> None:
    heard: list[object] = []
    view.wished.connect(lambda wish: heard.append((wish.row, wish.start, wish.finish)))
    place = bar(view, "row14")
    view.activateWindow()
    view.canvas.setFocus()
    corner = QPoint(8, view.canvas.height() - 8)
    before = view.canvas.grab().toImage().pixelColor(corner)
    drag(view, place, 60, end=False)
    held = view.canvas.grab().toImage()  # the date at the pointer lies over the chart, and over no more
    assert held.pixelColor(corner) == before
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(*place))
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(*place))
    assert heard == []


def test_a_row_can_be_moved_and_stretched_by_keys(view: PlanView) -> None:
    heard: list[tuple[str, datetime, datetime]] = []
    view.wished.connect(lambda wish: heard.append((wish.row, wish.start, wish.finish)))
    row, one = view.model.rows[13], timedelta(days=1)
    assert row.start is not None
    assert row.finish is not None
    view.activateWindow()
    view.tree.setFocus()
    view.select(["row14"])
    QTest.keyClick(view.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view.tree, Qt.Key.Key_Left, both)
    view.select(["row1"])
    QTest.keyClick(view.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert heard == [
        ("row14", row.start + one, row.finish + one),
        ("row14", row.start, row.finish - one),
    ]


def test_any_chart_can_be_shown_on_a_page(qapp: QApplication) -> None:
    shown = ChartView()
    shown.resize(700, 420)
    shown.set_chart(lambda figure, palette: rag_history(figure, ratings(), palette), "Three reds", 300)
    shown.show()
    image = shown.grab().toImage()
    assert shown.accessibleName() == "Three reds"
    assert {image.pixelColor(x, 60).name() for x in range(700)} > {"#ffffff"}
    assert shown.sizeHint().height() > 400
    shown.close()


def test_summaries_cannot_be_held(view: PlanView) -> None:
    hit = view.canvas.hits.bars[0]
    assert part_at(hit, view.model.rows[0], hit.right) == ""
    assert grab(hit, view.model.rows[0], "", 20_000.0) is None
    gate = view.canvas.hits.bars[5]
    assert part_at(gate, view.model.rows[5], gate.right) == "body"


def test_zooming_keeps_the_day_under_the_pointer(view: PlanView) -> None:
    before = view.canvas.hits.frame.day(300)
    wheel(view, 300, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.hits.frame.day(300) == pytest.approx(before)
    assert view.canvas.hits.frame.per_day > 0


def test_the_scale_has_ends() -> None:
    assert TimeSpan(0, 1).zoomed(1e9, 0).per_day == MOST
    assert TimeSpan(0, 1).zoomed(1e-9, 0).per_day == LEAST


def test_dragging_empty_chart_and_shift_wheel_pan_in_time(view: PlanView) -> None:
    view.canvas.zoom(6)
    start = view.canvas.span.start
    drag(view, (300, 550 - 60), -50)
    assert view.canvas.span.start == pytest.approx(start + 50 / view.canvas.span.per_day)
    wheel(view, 300, -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.canvas.span.start > start + 50 / view.canvas.span.per_day


def test_keys_zoom_fit_and_go_to_today(view: PlanView) -> None:
    view.activateWindow()
    view.tree.setFocus()
    whole = view.canvas.span
    QTest.keyClick(view.tree, Qt.Key.Key_Plus)
    assert view.canvas.span.per_day > whole.per_day
    QTest.keyClick(view.tree, Qt.Key.Key_T)
    as_at = view.model.as_at
    assert as_at is not None
    frame = view.canvas.hits.frame
    assert frame.view.start < (as_at - datetime(1970, 1, 1)).days < frame.view.finish
    QTest.keyClick(view.tree, Qt.Key.Key_Z)
    assert view.canvas.span == whole


def test_the_bar_below_moves_time(view: PlanView) -> None:
    view.canvas.zoom(5)
    across = view._across
    across.setValue(across.maximum())
    late = view.canvas.span.start
    across.setValue(0)
    assert view.canvas.span.start < late


def test_a_plan_shown_whole_stays_so_when_the_window_grows(view: PlanView) -> None:
    before = view.canvas.span.per_day
    view.resize(1600, 560)
    QApplication.sendPostedEvents()
    assert view.canvas.span.per_day > before


def test_tooltips_hold_the_facts_and_escape_what_people_wrote(view: PlanView) -> None:
    model = bridge()
    assert "13 working days later than the baseline" in tip(model, model.rows[8])
    assert "On the critical path" in sentence(model, model.rows[8])
    evil = GanttModel.of([model.rows[8].__class__(id="x", number=1, name="<img src=x>", people="<b>A</b>")])
    assert "<img" not in tip(evil, evil.rows[0])
    assert "&lt;b&gt;A" in tip(evil, evil.rows[0])
    place = QPoint(*bar(view, "row9"))
    QApplication.sendEvent(
        view.canvas, QHelpEvent(QEvent.Type.ToolTip, place, view.canvas.mapToGlobal(place))
    )
    assert "Piling, pier 2" in QToolTip.text()


def test_another_palette_draws_the_same_rows_in_other_colours(view: PlanView) -> None:
    light = view.canvas.grab().toImage().pixelColor(3, 300)
    view.set_palette(DARK)
    dark = view.canvas.grab().toImage().pixelColor(3, 300)
    assert light.lightness() > 200
    assert dark.lightness() < 60
    assert len(view.canvas.hits.bars) == 20


def test_the_time_axis_is_not_mirrored(view: PlanView, qapp: QApplication) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.tree.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bars = view.canvas.hits.bars
    assert view.canvas.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert bars[2].left < bars[3].left
    view.grab()


def test_an_empty_plan_shows_a_sentence(view: PlanView) -> None:
    view.set_model(GanttModel())
    assert [w.text for w in view.canvas.hits.words] == ["This plan has no items yet."]
    view.grab()


def test_layers_can_be_switched_off(view: PlanView) -> None:
    view.set_layers(people=False)
    assert "Civil crew B" not in [w.text for w in view.canvas.hits.words]
