"""Many cells at once, looks and columns of the plan page: filled, pasted, found, filtered, remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.plans import ConstraintKind
from pmo_desktop.ui.gantt.columns import KEYS, PLACES, USUAL
from tests.ui.plan_hands import PlanHands
from tests.ui.project_window import Made

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def plan(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[PlanHands]:
    found = PlanHands(made, qtbot, qapp, f"{made.work.id}/plan")
    yield found
    found.close()


def names(plan: PlanHands) -> list[str]:
    return [row.name for row in plan.tab.view.model.rows]


# -- many cells --------------------------------------------------------------------------------------


def test_typing_with_several_rows_selected_changes_all_in_one_step(plan: PlanHands) -> None:
    plan.type(2, "duration", "3 d", also=(1,))
    assert [plan.item(n).duration for n in (1, 2)] == [1440, 1440]
    assert "2 cells changed" in plan.said[-1][0]
    assert len(plan.tab.view.selected_ids) == 2, "they stay selected"
    plan.desk.undo()
    plan.settle()
    assert [plan.item(n).duration for n in (1, 2)] == [4800, 4800]


def test_a_cell_is_filled_down(plan: PlanHands) -> None:
    plan.type(1, "duration", "4 d")
    plan.cell(1, "duration", also=(2,))
    plan.press(Qt.Key.Key_D, CTRL)
    assert plan.item(2).duration == 4 * 480
    plan.cell(1, "slip", also=(2,))
    plan.press(Qt.Key.Key_D, CTRL)
    assert plan.said[-1] == ("Not changed", "This column cannot be edited")


def test_a_block_is_copied_and_pasted_with_new_lines_below_the_last(plan: PlanHands) -> None:
    plan.choose(1, 2)
    plan.press(Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t")[:4] == ["#", "Name", "Duration", "Start"]
    assert copied[1].split("\t")[1:4] == ["Piling, pier 1", "10 d", "6 Jul 2026"]
    QGuiApplication.clipboard().setText("Gate review\t\nDeck\t5 d\nRails\t2 d\n")
    plan.cell(3, "name")
    plan.press(Qt.Key.Key_V, CTRL)
    assert names(plan)[3:] == ["Gate review", "Deck", "Rails"]
    assert "2 new lines" in plan.said[-1][0]
    plan.desk.undo()
    plan.settle()
    assert len(names(plan)) == 4


def test_what_was_not_understood_of_a_paste_is_told(plan: PlanHands) -> None:
    QGuiApplication.clipboard().setText("Piles\tsoon\n")
    plan.cell(1, "name")
    plan.press(Qt.Key.Key_V, CTRL)
    assert plan.item(1).name == "Piles"
    assert "1 cell was not understood" in plan.said[-1][1]
    QGuiApplication.clipboard().setText("")
    plan.press(Qt.Key.Key_V, CTRL)
    assert plan.said[-1][0] == "Nothing pasted"


def test_people_are_known_when_a_responsible_is_typed(plan: PlanHands) -> None:
    plan.tab.view.tree.set_columns(frozenset({"responsible", "resources"}))
    plan.type(1, "responsible", "Tomas")
    assert plan.item(1).responsible == plan.made.manager.id
    assert plan.shown(1, "responsible") == "Tomas Okafor"
    plan.type(1, "resources", "Piling crew [50%]")
    assert plan.shown(1, "resources") == "Piling crew [50%]"


def test_a_choice_offers_its_words(plan: PlanHands) -> None:
    plan.tab.view.tree.set_columns(frozenset({"constraint"}))
    plan.cell(1, "constraint")
    QTest.keyClick(plan.tab.view.tree, Qt.Key.Key_F2)
    line = plan.editor()
    assert line.completer() is not None
    QTest.keyClick(line, Qt.Key.Key_Down)
    popup = line.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    assert line.isVisible(), "the cell stays open"
    popup.hide()
    line.setText("must finish on")
    QTest.keyClick(line, Qt.Key.Key_Return)
    plan.settle()
    assert plan.item(1).constraint is ConstraintKind.MFO


# -- looks -------------------------------------------------------------------------------------------


def test_lines_are_found_while_typing_and_escape_shows_all(plan: PlanHands) -> None:
    plan.choose(1)
    plan.press(Qt.Key.Key_F, CTRL)
    assert plan.tab.found.isVisible()
    plan.tab.found.line.setText("pier 2")
    plan.until(lambda: names(plan) == ["Foundations", "Piling, pier 2"])
    assert plan.tab.found.count.text() == "1 line found"
    assert plan.shown(2, "number") == "3", "lines keep their numbers"
    QTest.keyClick(plan.tab.found.line, Qt.Key.Key_Escape)
    assert (len(names(plan)), plan.tab.found.isVisible()) == (4, False)


def test_filters_and_groups_are_chosen_shown_and_remembered(
    plan: PlanHands, made: Made, qtbot: QtBot, qapp: QApplication
) -> None:
    plan.tab.looks.choose("critical")
    assert names(plan) == ["Foundations", "Piling, pier 1", "Piling, pier 2"]
    plan.tab.looks.group_by("kind")
    assert names(plan) == ["Task", "Piling, pier 1", "Piling, pier 2"]
    assert plan.tab.tools.look.text() == "Critical · By kind"
    head = plan.rows.index_of(plan.tab.view.model.rows[0].id, PLACES["name"])
    assert not plan.rows.may_type(head), "the head of a group is no line"
    plan.tab.view.select([plan.tab.view.model.rows[0].id])
    plan.tab.archive()
    plan.settle()
    assert len(plan.office.store.reader.where("plan_item", "plan", [made.plan.id])) == 4
    assert plan.kept.value("plan/only") == "critical"
    assert plan.kept.value("plan/group") == "kind"


def test_columns_are_chosen_and_remembered(plan: PlanHands) -> None:
    tree = plan.tab.view.tree
    menu = tree.column_menu()
    action = next(a for a in menu.actions() if a.text() == "Deadline")
    action.trigger()
    assert not tree.isColumnHidden(PLACES["deadline"])
    assert "deadline" in str(plan.kept.value("plan/columns")).split()
    next(a for a in menu.actions() if a.text() == "The usual columns").trigger()
    assert tree.columns == USUAL
    menu.close()


def test_more_columns_than_there_is_room_are_scrolled_to(plan: PlanHands) -> None:
    tree = plan.tab.view.tree
    tree.set_columns(frozenset(KEYS))
    plan.settle()
    assert tree.horizontalScrollBar().maximum() > 0
    assert tree.columnWidth(PLACES["name"]) >= 150
    plan.cell(1, "venue")
    tree.scrollTo(tree.currentIndex())
    assert tree.horizontalScrollBar().value() > 0


def test_menus_offer_every_look(plan: PlanHands) -> None:
    menu = QMenu()
    plan.tab.looks.fill(menu)
    said = [a.text() for a in menu.actions() if a.text()]
    assert said[:6] == ["All lines", "Critical", "Late", "This month", "Mine", "Not done"]
    assert said[-2:] == ["Days of duties", "Columns"]
    dates = [a.text().split("\t")[0] for a in plan.tab.dates_menu().actions() if a.text()]
    assert "Reschedule" in dates
    assert "Plan settings" in dates
