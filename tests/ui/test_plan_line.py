"""The window of a line of the plan: sections, typing for one or many, links, why it is here, its rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.plans import ConstraintKind, ItemKind, LinkKind
from pmo_desktop.i18n import tr
from pmo_desktop.ui.pages.project.line_fields import LineForm
from pmo_desktop.ui.pages.project.line_window import LineWindow
from pmo_desktop.ui.pages.project.rule_dialog import RuleDialog
from tests.ui.plan_hands import PlanHands
from tests.ui.project_window import Made


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def plan(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[PlanHands]:
    found = PlanHands(made, qtbot, qapp, f"{made.work.id}/plan")
    yield found
    found.close()


def window(plan: PlanHands, *at: int) -> LineWindow:
    plan.choose(*at)
    plan.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    plan.until(lambda: not plan.desk.busy)
    found = plan.tab.findChild(LineWindow)
    assert found is not None
    assert found.isVisible()
    return found


def fill(plan: PlanHands, form: LineForm, key: str, text: str) -> None:
    """Type into a field and leave it, or choose."""
    field = form.rows[key].field
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findText(text))
        field.activated.emit(field.currentIndex())
    elif isinstance(field, QLineEdit):
        field.setText(text)
        field.editingFinished.emit()
    plan.settle()
    plan.until(lambda: not plan.desk.busy)


def test_a_line_is_changed_in_its_window_and_undone_in_one_step(plan: PlanHands) -> None:
    found = window(plan, 1)
    assert found.title.text() == plan.item(1).name
    fill(plan, found.general, "duration", "3 d")
    assert plan.item(1).duration == 3 * 480
    fill(plan, found.dates, "constraint", tr(ConstraintKind.FNLT.label))
    assert plan.item(1).constraint is ConstraintKind.FNLT
    plan.desk.undo()
    plan.settle()
    assert plan.item(1).constraint is ConstraintKind.ASAP


def test_what_cannot_be_taken_is_said_at_its_field(plan: PlanHands) -> None:
    found = window(plan, 1)
    fill(plan, found.general, "duration", "soon")
    assert "soon" in found.general.rows["duration"].error
    fill(plan, found.general, "duration", "4 d")
    plan.until(lambda: not found.general.rows["duration"].error)


def test_what_is_typed_is_for_all_selected_lines(plan: PlanHands) -> None:
    found = window(plan, 1, 2)
    name = found.general.rows["name"].field
    assert isinstance(name, QLineEdit)
    assert (name.text(), name.placeholderText()) == ("", "several")
    fill(plan, found.general, "duration", "6 d")
    assert [plan.item(n).duration for n in (1, 2)] == [6 * 480] * 2


def test_the_window_follows_the_selection(plan: PlanHands) -> None:
    found = window(plan, 1)
    plan.choose(2)
    plan.until(lambda: found.title.text() == plan.item(2).name)


def test_links_are_changed_one_by_one_and_lead_to_their_lines(plan: PlanHands) -> None:
    plan.chained(automatic=False)
    found = window(plan, 2)
    found.choose("links")
    rows = found.links.rows
    assert [row.into for row in rows.all_rows()] == [True, False]
    rows.setData(rows.index(0, 2), "SS")
    plan.until(lambda: any(link.link_kind is LinkKind.SS for link in plan.links()))
    plan.until(lambda: rows.all_rows()[0].link.link_kind is LinkKind.SS)
    rows.setData(rows.index(0, 3), "2d")
    plan.until(lambda: any(link.lag == 960 for link in plan.links()))
    found.links.table.select_row(0)
    found.links.table.acted.emit(rows.index(0, 4))
    assert plan.tab.view.selected_ids == (str(plan.made.lines[1].id),)


def test_it_says_why_the_line_is_here_and_goes_to_what_drives_it(plan: PlanHands) -> None:
    plan.chained(automatic=True)
    found = window(plan, 2)
    plan.until(lambda: plan.item(1).name in found.why.text())
    found.driver.click()
    assert plan.tab.view.selected_ids == (str(plan.made.lines[1].id),)


def test_notes_are_kept_with_undo(plan: PlanHands) -> None:
    found = window(plan, 1)
    found.notes.setPlainText("Ask the city first")
    found.notes.finish()
    plan.until(lambda: plan.item(1).notes == "Ask the city first")
    plan.settle()
    plan.desk.undo()
    plan.until(lambda: plan.item(1).notes == "")


def test_the_rule_of_a_duty_is_chosen_in_a_form(plan: PlanHands) -> None:
    found = window(plan, 1)
    fill(plan, found.general, "kind", tr(ItemKind.DUTY.label))
    plan.tab.change_rule()
    form = plan.tab.findChild(RuleDialog)
    assert form is not None
    form.every.setCurrentIndex(form.every.findData("MONTHLY"))
    form.falls.setCurrentIndex(0)
    form.nth.setCurrentIndex(form.nth.findData(-1))
    form.weekday.setCurrentIndex(3)
    form.apply()
    plan.until(lambda: plan.item(1).recurrence == "FREQ=MONTHLY;BYDAY=-1TH")
    plan.until(lambda: plan.shown(1, "repeats") == "Monthly, on the last Thursday")


def test_a_rule_that_cannot_be_is_marked_and_not_taken(plan: PlanHands) -> None:
    found = window(plan, 1)
    fill(plan, found.general, "kind", tr(ItemKind.DUTY.label))
    plan.tab.change_rule()
    form = plan.tab.findChild(RuleDialog)
    assert form is not None
    form.interval.setText("0")
    assert not form.yes.isEnabled()
    form.interval.setText("2")
    for box in form.weekdays:
        box.setChecked(False)
    assert not form.yes.isEnabled()
    form.apply()
    assert plan.item(1).recurrence == ""
