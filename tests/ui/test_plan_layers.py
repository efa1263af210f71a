"""What a plan's chart shows over its bars is switched in the menu of the page and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.plan_hands import PlanHands
from tests.ui.project_window import Made


@pytest.fixture
def plan(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[PlanHands]:
    made = Made(tmp_path / "office.db")
    found = PlanHands(made, qtbot, qapp, f"{made.work.id}/plan")
    yield found
    found.close()


def _switch(plan: PlanHands, text: str) -> None:
    (act,) = [a for a in plan.tab.offered() if a.text == text]
    assert act.under == "In the chart"
    act.action.trigger()


def test_layers_are_switched_and_remembered(plan: PlanHands) -> None:
    shown = plan.tab.view.canvas.layers
    assert "floats" not in shown
    assert "deadlines" in shown
    _switch(plan, "Total float")
    _switch(plan, "Deadlines")
    assert "floats" in plan.tab.view.canvas.layers
    assert "deadlines" not in plan.tab.view.canvas.layers
    assert plan.tab.remembered.value("plan/layer/floats") is True
    assert plan.tab.remembered.value("plan/layer/deadlines") is False


def test_the_load_of_people_is_shown_and_hidden_and_the_menu_says_so(plan: PlanHands) -> None:
    (act,) = [a for a in plan.tab.offered() if a.text == "Load of people"]
    act.action.trigger()
    assert plan.tab.view.load_shown
    assert act.action.isChecked()
    plan.tab.view.show_load(on=False)
    assert not act.action.isChecked()


def test_further_baselines_show_behind_the_chosen_one(plan: PlanHands) -> None:
    plan.tab.set_baseline(1)
    plan.settle()
    plan.tab.set_baseline(2)
    plan.settle()
    assert not plan.tab.view.model.ghosts
    _switch(plan, "Further baselines")
    assert [ghost.number for ghost in plan.tab.view.model.ghosts] == [0, 1]
    assert plan.tab.remembered.value("plan/layer/baselines") is True
    _switch(plan, "Further baselines")
    assert not plan.tab.view.model.ghosts
