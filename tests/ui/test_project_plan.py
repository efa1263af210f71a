"""The plan of a work by keyboard and pointer: every act is one edit, stored, said and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.plans import ItemKind
from pmo_desktop.ui.pages.project.plan_tools import NO_BASELINE
from tests import builders as b
from tests.ui.plan_hands import PlanHands
from tests.ui.project_window import Made

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def plan(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[PlanHands]:
    found = PlanHands(made, qtbot, qapp, f"{made.work.id}/plan")
    yield found
    found.close()


def day(at: object) -> dt.date:
    assert isinstance(at, dt.datetime)
    return at.date()


def test_a_dragged_bar_moves_by_working_days_is_said_and_undone(plan: PlanHands) -> None:
    canvas = plan.tab.view.canvas
    uid = str(plan.made.lines[2].id)
    hit = next(h for h in canvas.hits.bars if h.id == uid)
    start = QPoint(round((hit.left + hit.right) / 2), round((hit.top + hit.bottom) / 2))
    step = round(canvas.span.per_day * 7)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEYS, start)
    QTest.mouseMove(canvas, start + QPoint(step // 2, 0))
    QTest.mouseMove(canvas, start + QPoint(step, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEYS, start + QPoint(step, 0))
    plan.settle()
    moved = plan.item(2)
    assert (day(moved.start), day(moved.finish)) == (dt.date(2026, 7, 27), dt.date(2026, 8, 7))
    assert moved.duration == plan.made.lines[2].duration
    assert day(plan.item(0).finish) == dt.date(2026, 8, 7), "the summary follows"
    assert day(plan.item(1).finish) == dt.date(2026, 7, 17), "nothing else does"
    assert plan.said[-1][0] == "Piling, pier 2"
    assert "27 Jul 2026 to 7 Aug 2026 (+5 wd)" in plan.said[-1][1]
    plan.desk.undo()
    plan.settle()
    assert plan.item(2).start == plan.made.lines[2].start
    assert plan.item(0).finish == plan.made.lines[0].finish
    row = plan.tab.view.model.rows[2]
    assert row.start == plan.made.lines[2].start, "the screen shows what is stored"


def test_cells_are_typed_into_with_f2_and_enter(plan: PlanHands) -> None:
    plan.type(1, "name", "Piling, pier one")
    assert plan.item(1).name == "Piling, pier one"
    plan.type(1, "duration", "3 w")
    assert (plan.item(1).duration, day(plan.item(1).finish)) == (15 * 480, dt.date(2026, 7, 24))
    plan.type(1, "start", "13 Jul 2026")
    assert (day(plan.item(1).start), plan.item(1).duration) == (dt.date(2026, 7, 13), 15 * 480)
    plan.type(1, "finish", "24 Jul 2026")
    assert plan.item(1).duration == 10 * 480
    plan.type(1, "done", "40 %")
    assert plan.item(1).percent == 4_000
    assert plan.item(1).actual_start == plan.item(1).start
    for _ in range(5):
        plan.desk.undo()
        plan.settle()
    before, after = plan.made.lines[1], plan.item(1)
    assert (after.name, after.start, after.finish, after.percent) == (
        before.name, before.start, before.finish, 0,
    )  # fmt: skip


def test_tab_goes_right_escape_restores_and_a_digit_types_over(plan: PlanHands) -> None:
    plan.cell(1, "name")
    QTest.keyClick(plan.tab.view.tree, Qt.Key.Key_Return)
    QTest.keyClick(plan.editor(), Qt.Key.Key_Tab)
    line = plan.editor()
    assert line.text() == "10 d"
    line.selectAll()
    QTest.keyClicks(line, "99 d")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    plan.settle()
    assert plan.item(1).duration == 4800
    assert not plan.tab.cells.editing
    plan.cell(1, "duration")
    QTest.keyClick(plan.tab.view.tree, Qt.Key.Key_5)
    assert plan.editor().text() == "5"
    QTest.keyClick(plan.editor(), Qt.Key.Key_Return)
    plan.settle()
    assert plan.item(1).duration == 5 * 480


def test_what_is_not_understood_is_said_and_changes_nothing(plan: PlanHands) -> None:
    plan.type(1, "start", "whenever")
    assert plan.said[-1][0] == "Not changed"
    assert "“whenever” is not a date" in plan.said[-1][1]
    assert plan.editor().text() == "whenever", "what was typed stays"
    QTest.keyClick(plan.editor(), Qt.Key.Key_Escape)
    plan.type(1, "duration", "long")
    assert "is not a length" in plan.said[-1][1]
    QTest.keyClick(plan.editor(), Qt.Key.Key_Escape)
    assert plan.item(1).start == plan.made.lines[1].start


def test_summaries_and_points_take_no_length(plan: PlanHands) -> None:
    plan.cell(0, "duration")
    assert not plan.tab.cells.open(plan.tab.view.tree.currentIndex())
    plan.cell(3, "duration")
    assert not plan.tab.cells.open(plan.tab.view.tree.currentIndex())


def test_while_a_cell_is_open_a_change_from_outside_waits(plan: PlanHands) -> None:
    plan.cell(1, "name")
    QTest.keyClick(plan.tab.view.tree, Qt.Key.Key_F2)
    QTest.keyClicks(plan.editor(), "Half a na")
    other = b.risk(plan.made.work.id, title="New one")
    plan.desk.submit(creation(other), "Elsewhere")
    plan.page.mark_stale()
    plan.settle()
    assert plan.editor().text() == "Half a na"
    QTest.keyClicks(plan.editor(), "me")
    QTest.keyClick(plan.editor(), Qt.Key.Key_Return)
    plan.settle()
    assert plan.item(1).name == "Half a name"


def test_the_outline_follows_its_keys(plan: PlanHands) -> None:
    plan.choose(3)
    plan.press(Qt.Key.Key_Right, ALT_SHIFT)
    assert plan.item(3).parent == 1
    plan.press(Qt.Key.Key_Left, ALT_SHIFT)
    assert plan.item(3).parent is None
    plan.choose(2)
    plan.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [r.name for r in plan.tab.view.model.rows[1:3]] == ["Piling, pier 2", "Piling, pier 1"]
    assert plan.tab.view.selected_ids == (str(plan.made.lines[2].id),), "the line stays selected"
    plan.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [r.name for r in plan.tab.view.model.rows[1:3]] == ["Piling, pier 1", "Piling, pier 2"]


def test_lines_are_added_linked_unlinked_and_archived(plan: PlanHands) -> None:
    plan.choose(2)
    plan.press(Qt.Key.Key_Insert)
    rows = plan.tab.view.model.rows
    assert [r.name for r in rows][2:4] == ["Piling, pier 2", "New task"]
    assert plan.tab.view.selected_ids == (rows[3].id,)
    plan.choose(1, 2)
    plan.press(Qt.Key.Key_L, CTRL)
    links = plan.office.store.reader.where("plan_link", "plan", [plan.made.plan.id])
    assert [(k.from_no, k.to_no) for k in links] == [(2, 3)]
    plan.press(Qt.Key.Key_U, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert not plan.office.store.reader.where("plan_link", "plan", [plan.made.plan.id])
    plan.choose(0)
    plan.press(Qt.Key.Key_Delete)
    assert [r.name for r in plan.tab.view.model.rows] == ["Gate G3"]
    plan.desk.undo()
    plan.settle()
    assert len(plan.tab.view.model.rows) == 5


def test_a_single_line_cannot_be_linked_and_that_is_said(plan: PlanHands) -> None:
    plan.choose(1)
    plan.press(Qt.Key.Key_L, CTRL)
    assert plan.said[-1] == (
        "Not changed",
        "Select two lines or more to link them (Shift and the arrow keys).",
    )


def test_the_baseline_is_shown_hidden_and_set_in_one_step(plan: PlanHands) -> None:
    assert plan.tab.tools.baselines.text() == "Baseline 1"
    plan.choose(1)
    plan.press(Qt.Key.Key_B)
    assert plan.tab.tools.baseline == NO_BASELINE
    plan.press(Qt.Key.Key_B)
    assert plan.tab.tools.baseline == 0
    plan.type(2, "start", "3 Aug 2026")
    assert plan.tab.view.model.slip(plan.tab.view.model.rows[2]) == 10
    plan.tab.set_baseline(0)
    plan.settle()
    assert plan.tab.view.model.slip(plan.tab.view.model.rows[2]) == 0
    plan.desk.undo()
    plan.settle()
    assert plan.tab.view.model.slip(plan.tab.view.model.rows[2]) == 10
    plan.tab.set_baseline(1)
    plan.settle()
    texts = [a.text() for a in plan.tab.tools.baseline_menu().actions()]
    assert "Baseline 2" in texts
    assert "Set Baseline 3 from these dates" in texts


def test_the_critical_path_is_switched_by_its_key(plan: PlanHands) -> None:
    assert plan.tab.tools.critical.isChecked()
    plan.choose(1)
    plan.press(Qt.Key.Key_P)
    assert not plan.tab.tools.critical.isChecked()


def test_the_status_bar_names_the_line_and_the_calendar(plan: PlanHands) -> None:
    plan.choose(1)
    assert plan.said[-1][0] == "Piling, pier 1"
    assert "10\u00a0d" in plan.said[-1][1]
    assert "on the critical path" in plan.said[-1][1]


def test_a_work_without_a_plan_begins_one(made: Made, qtbot: QtBot, qapp: QApplication) -> None:
    plan = PlanHands(made, qtbot, qapp, f"{made.service.id}/plan")
    plan.tab.new_plan()
    plan.settle()
    plan.tab.new_line()
    plan.settle()
    rows = plan.tab.view.model.rows
    assert [r.name for r in rows] == ["New task"]
    (stored,) = plan.office.store.reader.where("plan_item", "name", ["New task"])
    assert stored.item_kind is ItemKind.DUTY, "a service has duties"
    plan.close()


def test_the_plan_is_printed_on_a3(plan: PlanHands, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    plan.tab.write_pdf(path)
    plan.until(path.exists)
    plan.settle()
    assert path.read_bytes().startswith(b"%PDF")
    plan.tab.write_pdf(tmp_path / "no" / "plan.pdf")
    plan.until(lambda: len(plan.toasts) == 2)
    assert "could not be written" in plan.toasts[1]
