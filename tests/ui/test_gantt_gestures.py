"""Dragging in the chart with a real pointer: wishes with what they would do, refusals, keys, layers, load."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.charts.gantt.draw import Hit
from pmo_desktop.charts.palette import LIGHT
from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.readmodels.gantt import GanttLink, GanttModel
from pmo_desktop.readmodels.load import Assigned, LoadSource
from pmo_desktop.scheduling.ticks import ticks
from pmo_desktop.scheduling.workpattern import USUAL
from pmo_desktop.scheduling.worktime import WorkClock
from pmo_desktop.ui.gantt.gestures import HANDLE, Snap, done_at, snapped, usual_snap
from pmo_desktop.ui.gantt.ghosts import badge_at
from pmo_desktop.ui.gantt.view import PlanView
from pmo_desktop.ui.gantt.wishes import Effect, What, Wish, finish_with, why_no_link
from tests.charts.samples import bridge, long_plan

NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


class Hand:
    """A pointer over the chart of a plan, and what it was heard to wish."""

    def __init__(self, view: PlanView) -> None:
        self.view, self.canvas = view, view.canvas
        self.wishes: list[Wish] = []
        view.wished.connect(self.wishes.append)

    def hit(self, row: str) -> Hit:
        return next(h for h in self.canvas.hits.bars if h.id == row)

    def middle(self, row: str) -> QPoint:
        hit = self.hit(row)
        return QPoint(round((hit.left + hit.right) / 2), round((hit.top + hit.bottom) / 2))

    def at(self, row: str, x: float) -> QPoint:
        return QPoint(round(x), self.middle(row).y())

    def drag(
        self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NO_KEYS, *, let: bool = True
    ) -> None:
        QTest.mouseMove(self.canvas, start)
        QTest.mousePress(self.canvas, LEFT, keys, start)
        QTest.mouseMove(self.canvas, start + (end - start) / 2)
        QTest.mouseMove(self.canvas, end)
        if let:
            QTest.mouseRelease(self.canvas, LEFT, keys, end)

    def link(self, first: str, then: str, *, from_start: bool = False, to_end: bool = False) -> Wish | None:
        """Draw a link and keep it in the hand; gives what it would be."""
        one, two = self.hit(first), self.hit(then)
        QTest.mouseMove(self.canvas, self.middle(first))
        handle = self.at(first, one.left - HANDLE if from_start else one.right + HANDLE)
        self.drag(handle, self.at(then, two.right - 2 if to_end else two.left + 2), let=False)
        return self.canvas.dragging.wish


@pytest.fixture
def hand(qapp: QApplication) -> Iterator[Hand]:
    view = PlanView()
    view.resize(1500, 640)
    view.show()
    view.set_model(bridge())
    view.set_palette(LIGHT)
    view.canvas.zoom(2)
    view.canvas.go_today()
    yield Hand(view)
    view.close()
    view.deleteLater()


def test_the_start_of_a_bar_is_stretched_and_its_finish_stays(hand: Hand) -> None:
    row, hit = hand.view.model.rows[8], hand.hit("row9")
    assert row.start
    days = round(hand.canvas.span.per_day * 5)
    start = hand.at("row9", hit.left + 1)
    hand.drag(start, start + QPoint(days, 0))
    assert hand.wishes == [Wish(What.BEGIN, "row9", row.start + timedelta(days=5), row.finish)]
    hand.drag(start, start + QPoint(900, 0))
    last = hand.wishes[-1]
    assert last.start is not None
    assert last.start <= (row.finish or row.start), "never past its finish"


def test_progress_is_dragged_by_its_grip_or_anywhere_with_shift(hand: Hand) -> None:
    hit, row = hand.hit("row9"), hand.view.model.rows[8]
    grip = hand.at("row9", done_at(hit, row))
    hand.drag(grip, hand.at("row9", hit.left + 0.6 * (hit.right - hit.left)))
    hand.drag(hand.middle("row9"), hand.at("row9", hit.left + 0.75 * (hit.right - hit.left)), SHIFT)
    assert [(w.what, w.row) for w in hand.wishes] == [(What.PROGRESS, "row9")] * 2
    assert hand.wishes[0].progress == 6_000
    assert hand.wishes[1].progress == pytest.approx(7_500, abs=150)


@pytest.mark.parametrize(
    ("from_start", "to_end", "kind"),
    [
        (False, False, LinkKind.FS),
        (True, False, LinkKind.SS),
        (False, True, LinkKind.FF),
        (True, True, LinkKind.SF),
    ],
)
def test_a_link_is_drawn_from_end_to_end(hand: Hand, from_start: bool, to_end: bool, kind: LinkKind) -> None:
    wish = hand.link("row9", "row11", from_start=from_start, to_end=to_end)
    assert wish == Wish(What.LINK, "row9", other="row11", kind=kind)
    words = hand.canvas.dragging.words(hand.view.model)[0]
    assert words.startswith("Piling, pier 2 → Abutments east and west: ")
    hand.canvas.grab()
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEYS, hand.canvas.dragging.pointer.toPoint())
    assert hand.wishes == [wish]


def test_a_link_that_closes_a_ring_is_refused_before_release(hand: Hand) -> None:
    hand.link("row10", "row9")
    assert "ring" in hand.canvas.dragging.words(hand.view.model)[1]
    hand.canvas.grab()
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEYS, hand.middle("row9"))
    assert hand.wishes == []
    model = hand.view.model
    assert "linked already" in why_no_link(model, "row8", "row9")
    assert "itself" in why_no_link(model, "row9", "row9")
    assert "ring" in why_no_link(model, "row9", "row7"), "its own summary"
    assert not why_no_link(model, "row9", "row11")


def test_rings_through_summaries_are_found() -> None:
    rows = list(bridge().rows)
    model = GanttModel.of(rows, [GanttLink("row7", "row15"), GanttLink("row16", "row20")])
    place = model.places
    assert model.leads_to(place["row9"], place["row15"]), "a part moves its summary, which row 15 waits for"
    assert model.leads_to(place["row9"], place["row13"]), "and row 15 moves the summary above it"
    assert not model.leads_to(place["row15"], place["row9"])
    assert not model.leads_to(place["row9"], place["row20"])


def test_what_follows_is_foreseen_while_a_bar_is_held(hand: Hand, qtbot: QtBot) -> None:
    asked: list[Wish] = []
    rows = hand.view.model.rows
    later = timedelta(days=60)

    def foresee(wish: Wish) -> Effect:
        asked.append(wish)
        moved = [(r.id, r.start + later, r.finish + later) for r in rows[18:20] if r.start and r.finish]
        return Effect(tuple(moved))

    hand.view.set_foresee(foresee)
    place = hand.middle("row9")
    hand.drag(place, place + QPoint(40, 0), let=False)
    qtbot.waitUntil(lambda: bool(hand.canvas.dragging.effect.bars))
    words = hand.canvas.dragging.words(hand.view.model)
    assert words[1] == "2 lines follow · the plan ends on 8 Feb 2027"
    assert asked[-1].what is What.MOVE
    hand.canvas.grab()
    QTest.keyClick(hand.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEYS, place + QPoint(40, 0))
    assert hand.wishes == []


def test_a_refusal_of_whoever_foresees_is_kept_to(hand: Hand, qtbot: QtBot) -> None:
    hand.view.set_foresee(lambda _wish: Effect(refusal="Its date is kept elsewhere."))
    place = hand.middle("row9")
    hand.drag(place, place + QPoint(60, 0), let=False)
    qtbot.waitUntil(lambda: bool(hand.canvas.dragging.effect.refusal))
    assert hand.canvas.dragging.words(hand.view.model)[1] == "Its date is kept elsewhere."
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEYS, place + QPoint(60, 0))
    assert hand.wishes == []


def test_the_end_of_a_plan_that_a_wish_would_give() -> None:
    model = bridge()
    row = model.rows[19]
    assert row.finish
    assert finish_with(model, Effect((("row20", row.finish, row.finish + timedelta(days=3)),))) == (
        row.finish + timedelta(days=3)
    )


def test_dates_keep_to_days_half_days_or_quarters_of_an_hour() -> None:
    assert snapped(2.4, Snap.DAYS, 480) == timedelta(days=2)
    assert snapped(2.4, Snap.HALVES, 480) == timedelta(days=2, hours=4)
    assert snapped(-0.5, Snap.HALVES, 480) == timedelta(days=-1, hours=4)
    assert snapped(0.5, Snap.HALVES, 480, end=True) == timedelta(days=1, hours=-4)
    assert snapped(-0.5, Snap.HALVES, 480, end=True) == timedelta(hours=-4)
    assert snapped(0.26, Snap.FREE, 480) == timedelta(hours=6, minutes=15)
    assert snapped(0.26, Snap.HOURS, 480) == timedelta(hours=6)
    assert snapped(9.0, Snap.WEEKS, 480) == timedelta(days=7)


def test_the_scale_says_to_what_dates_keep() -> None:
    scales = (0.3, 2.15, 7.0, 60.0, 200.0, 600.0)
    assert [usual_snap(scale) for scale in scales] == [
        Snap.WEEKS, Snap.DAYS, Snap.DAYS, Snap.HALVES, Snap.HOURS, Snap.FREE,
    ]  # fmt: skip
    assert [snap.finer() for snap in Snap] == [Snap.DAYS, Snap.HALVES, Snap.HOURS, Snap.FREE, Snap.FREE]


def test_a_link_is_chosen_by_a_click_and_taken_away_by_its_cross_or_a_key(hand: Hand) -> None:
    found = hand.canvas.hits.links
    assert found is not None
    which = list(found.which).index(4)  # from pier 1 to pier 2
    corners = [(float(x), float(y)) for x, y in found.lines[which]]
    spot = badge_at(corners).toPoint()
    QTest.mouseClick(hand.canvas, LEFT, NO_KEYS, spot)
    assert hand.wishes == []
    hand.canvas.grab()
    QTest.mouseClick(hand.canvas, LEFT, NO_KEYS, spot)
    away = Wish(What.UNLINK, "row8", other="row9")
    assert hand.wishes == [away]
    hand.canvas.choose_link(4)
    hand.canvas.setFocus()
    QTest.keyClick(hand.canvas, Qt.Key.Key_Delete)
    assert hand.wishes == [away, away]
    hand.canvas.choose_link(4)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Escape)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Delete)
    assert len(hand.wishes) == 2


def test_the_shape_of_the_pointer_says_what_a_press_would_do(hand: Hand) -> None:
    hit, shapes = hand.hit("row9"), []
    for x in (hit.left + 30, hit.left + 1, hit.right - 1, hit.right + HANDLE, hit.left - HANDLE):
        QTest.mouseMove(hand.canvas, hand.at("row9", x))
        shapes.append(hand.canvas.cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [
        shape.SizeAllCursor, shape.SizeHorCursor, shape.SizeHorCursor, shape.CrossCursor, shape.CrossCursor,
    ]  # fmt: skip


def test_the_chart_rolls_while_a_bar_is_held_at_its_border(hand: Hand, qtbot: QtBot) -> None:
    start = hand.canvas.span.start
    hand.drag(hand.middle("row9"), QPoint(hand.canvas.width() - 5, hand.middle("row9").y()), let=False)
    qtbot.waitUntil(lambda: hand.canvas.span.start > start)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Escape)


def test_keys_stretch_the_start_and_tell_more_done(hand: Hand) -> None:
    row, one = hand.view.model.rows[8], timedelta(days=1)
    assert row.start
    hand.view.activateWindow()
    hand.view.tree.setFocus()
    hand.view.select(["row9"])
    QTest.keyClick(hand.view.tree, Qt.Key.Key_Left, CTRL | ALT)
    QTest.keyClick(hand.view.tree, Qt.Key.Key_Up, CTRL | SHIFT)
    assert hand.wishes == [
        Wish(What.BEGIN, "row9", row.start - one, row.finish),
        Wish(What.PROGRESS, "row9", progress=row.progress + 1_000),  # type: ignore[arg-type]
    ]


def test_a_chart_to_look_at_cannot_be_taken_hold_of(hand: Hand) -> None:
    hand.canvas.set_editable(False)
    place = hand.middle("row9")
    hand.drag(place, place + QPoint(80, 0))
    assert hand.wishes == []


def test_the_dates_of_a_chosen_row_are_said(hand: Hand) -> None:
    said: list[str] = []
    hand.view.announced.connect(said.append)
    hand.view.select(["row9"])
    assert said[-1].startswith("Piling, pier 2, Start 2 Jul 2026, Finish 12 Aug 2026")
    assert hand.canvas.accessibleDescription() == said[-1]


def test_only_rows_that_come_into_sight_are_painted(hand: Hand) -> None:
    hand.view.set_model(long_plan(600))
    picture = hand.view.tree.viewport().grab().toImage()
    hand.view.tree.verticalScrollBar().setValue(240)
    rolled = hand.view.tree.viewport().grab().toImage()
    assert rolled != picture
    hand.view.tree.viewport().update()
    assert hand.view.tree.viewport().grab().toImage() == rolled


def loaded(model: GanttModel) -> GanttModel:
    """A plan in which one crew does all tasks at 60 per cent each."""
    tasks = [i for i, row in enumerate(model.rows) if row.kind == "task"]
    starts, ends = [model.rows[i].start for i in tasks], [model.rows[i].finish for i in tasks]
    work = Assigned(
        np.zeros(len(tasks), dtype=np.intp), np.array(tasks), ticks(starts), ticks(ends),
        np.full(len(tasks), 0.6), np.full(len(tasks), np.nan),
    )  # fmt: skip
    source = LoadSource(("Piling crew",), np.ones(1), [WorkClock(USUAL)], work, model.ids)
    return dc.replace(model, load=lambda: source)


def test_the_load_stands_under_the_chart_and_leads_to_its_rows(hand: Hand) -> None:
    view = hand.view
    view.set_model(loaded(bridge()))
    told: list[tuple[bool, int]] = []
    view.load_changed.connect(lambda on, tall: told.append((on, tall)))
    view.activateWindow()
    view.tree.setFocus()
    QTest.keyClick(view.tree, Qt.Key.Key_H)
    assert view.load_shown
    QApplication.sendPostedEvents()
    load = view.load
    assert load.name == "Piling crew"
    assert "Over 100 % in" in load.strip.accessibleDescription()
    assert load.strip.mapTo(view, QPoint(0, 0)).x() == pytest.approx(
        view.canvas.mapTo(view, QPoint(0, 0)).x(), abs=2
    )
    x = round((20_648 - view.canvas.span.start) * view.canvas.span.per_day)  # in July
    QTest.mouseClick(load.strip, LEFT, NO_KEYS, QPoint(x, 60))
    assert "row9" in view.selected_ids
    load.set_tall(200)
    assert told[-1] == (True, 200)
    load.grab()
    view.show_load(False)
    assert not view.load_shown
