"""Dates that follow in the plan page: at once or on request, listed, said, and undone in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.plans import ConstraintKind, LinkKind
from pmo_desktop.ui.gantt.wishes import What, Wish
from pmo_desktop.ui.pages.project.plan_dialogs import MovesDialog, PlanSettings
from tests.ui.plan_hands import PlanHands
from tests.ui.project_window import MONDAY, Made, wall

CTRL = Qt.KeyboardModifier.ControlModifier
GATE = 3


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def plan(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[PlanHands]:
    found = PlanHands(made, qtbot, qapp, f"{made.work.id}/plan")
    yield found
    found.close()


@pytest.fixture
def chain(plan: PlanHands) -> PlanHands:
    plan.chained(automatic=True)
    return plan


def dialog(plan: PlanHands) -> MovesDialog:
    found = [d for d in plan.tab.findChildren(MovesDialog) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def day(at: dt.datetime | None) -> dt.date:
    assert at
    return at.date()


# -- at once -----------------------------------------------------------------------------------------


def test_an_edit_moves_what_waits_for_it_and_one_undo_brings_all_back(chain: PlanHands) -> None:
    before = [chain.item(n) for n in range(4)]
    chain.type(1, "duration", "15 d")
    assert day(chain.item(1).finish) == dt.date(2026, 7, 24)
    assert (day(chain.item(2).start), day(chain.item(2).finish)) == (
        dt.date(2026, 7, 27),
        dt.date(2026, 8, 7),
    )
    assert day(chain.item(0).finish) == dt.date(2026, 8, 7), "and the summary"
    lead, rest = chain.said[-1]
    assert lead == "Piling, pier 1"
    assert "6 Jul 2026 to 24 Jul 2026 (+5 wd)" in rest
    assert "lines moved with it" in rest
    assert "finish of the plan" in rest
    chain.desk.undo()
    chain.settle()
    assert [chain.item(n).finish for n in range(3)] == [one.finish for one in before[:3]]


def test_the_list_of_what_moved_is_one_click_away(chain: PlanHands) -> None:
    assert chain.tab.tools.moved.isHidden()
    chain.type(1, "duration", "15 d")
    assert chain.tab.tools.moved.isVisible()
    chain.tab.tools.moved.click()
    shown = dialog(chain)
    rows = {row.item.name: row for row in shown.model.shown_rows()}
    assert rows["Piling, pier 1"].why == "was changed"
    assert rows["Piling, pier 2"].why == "waits for “Piling, pier 1”"
    assert rows["Foundations"].why == "follows the lines under it"
    assert not shown.yes.isVisible()
    shown.reject()


def test_a_typed_start_holds_the_line_and_says_so(chain: PlanHands) -> None:
    chain.type(1, "start", "13 Jul 2026")
    assert (chain.item(1).constraint, day(chain.item(1).start)) == (ConstraintKind.SNET, dt.date(2026, 7, 13))
    assert day(chain.item(2).start) == dt.date(2026, 7, 27)
    assert "start no earlier than" in chain.said[-1][1]
    chain.type(1, "start", "")
    assert chain.item(1).constraint is ConstraintKind.ASAP
    assert day(chain.item(1).start) == MONDAY, "let go, it goes back"


def test_a_start_that_links_do_not_allow_is_said_to_stay(chain: PlanHands) -> None:
    chain.type(2, "start", "6 Jul 2026")
    assert day(chain.item(2).start) == dt.date(2026, 7, 20)
    said = chain.said[-1][1]
    assert said.startswith("start no earlier than · stays on 20 Jul 2026: waits for “Piling, pier 1”")


def test_predecessors_are_typed_and_what_waits_moves(chain: PlanHands) -> None:
    chain.tab.view.tree.set_columns(frozenset({"start", "finish", "predecessors"}))
    chain.type(2, "predecessors", "2SS+2d")
    found = [k for k in chain.links() if k.to_no == 3]
    assert [(k.from_no, k.link_kind, k.lag) for k in found] == [(2, LinkKind.SS, 960)]
    assert chain.shown(2, "predecessors") == "2SS+2d"
    assert day(chain.item(2).start) == dt.date(2026, 7, 8)


def test_a_ring_is_refused_with_both_names(chain: PlanHands) -> None:
    chain.tab.view.tree.set_columns(frozenset({"predecessors"}))
    chain.type(1, "predecessors", "3")
    assert chain.said[-1][0] == "Not changed"
    assert "waits for" in chain.said[-1][1]
    assert len(chain.links()) == 2


def test_a_link_drawn_in_the_chart_is_foreseen_then_made(plan: PlanHands) -> None:
    plan.chained(automatic=True)
    one, gate = (str(plan.made.lines[n].id) for n in (1, 3))
    longer = Wish(What.END, one, finish=wall(dt.date(2026, 7, 24), 17))
    effect = plan.tab._foresee(longer)
    assert str(plan.made.lines[2].id) in {uid for uid, _, _ in effect.bars}
    assert plan.tab._foresee(Wish(What.LINK, gate, other=one)).refusal
    plan.tab.view.wished.emit(Wish(What.LINK, one, other=gate, kind=LinkKind.FF))
    plan.settle()
    assert (2, 4, LinkKind.FF) in [(k.from_no, k.to_no, k.link_kind) for k in plan.links()]
    plan.tab.view.wished.emit(Wish(What.UNLINK, one, other=gate, kind=LinkKind.FF))
    plan.settle()
    assert len(plan.links()) == 2


# -- on request --------------------------------------------------------------------------------------


def test_on_request_nothing_else_moves_and_that_is_said(plan: PlanHands) -> None:
    plan.chained(automatic=False)
    plan.type(1, "duration", "15 d")
    assert day(plan.item(2).start) == dt.date(2026, 7, 20)
    assert "stays until you reschedule (F9)" in plan.said[-1][1]


def test_f9_shows_what_would_move_and_does_it_when_it_is_taken(plan: PlanHands) -> None:
    plan.chained(automatic=False)
    plan.type(1, "duration", "15 d")
    plan.tab.reschedule()
    shown = dialog(plan)
    assert [row.item.name for row in shown.model.shown_rows()][:2] == ["Foundations", "Piling, pier 2"]
    shown.reject()
    plan.settle()
    assert day(plan.item(2).start) == dt.date(2026, 7, 20), "cancelled"
    plan.tab.reschedule()
    dialog(plan).yes.click()
    plan.settle()
    assert day(plan.item(2).start) == dt.date(2026, 7, 27)
    assert not plan.plan.automatic
    plan.desk.undo()
    plan.settle()
    assert day(plan.item(2).start) == dt.date(2026, 7, 20)


def test_the_choice_is_switched_with_what_moves_by_it(plan: PlanHands) -> None:
    plan.chained(automatic=False)
    plan.type(1, "duration", "15 d")
    plan.tab.set_automatic(on=True)
    dialog(plan).yes.click()
    plan.settle()
    assert plan.plan.automatic
    assert plan.tab.tools.dates.text() == "Dates follow"
    assert day(plan.item(2).start) == dt.date(2026, 7, 27)
    plan.tab.set_automatic(on=False)
    plan.settle()
    assert (plan.plan.automatic, plan.tab.tools.dates.text()) == (False, "On request")


def test_unfinished_work_moves_after_the_status_date(plan: PlanHands) -> None:
    plan.chained(automatic=False)
    plan.tab.move_unfinished()
    dialog(plan).yes.click()
    plan.settle()
    status = plan.plan.status_date
    assert status
    assert day(plan.item(1).start) > status
    assert plan.item(1).constraint is ConstraintKind.SNET


def test_plan_settings_are_checked_and_change_the_plan_in_one_step(plan: PlanHands) -> None:
    plan.chained(automatic=False)
    plan.tab.settings()
    form = next(f for f in plan.tab.findChildren(PlanSettings) if f.isVisible())
    form.way.setCurrentIndex(1)
    form.yes.click()
    assert form.isVisible(), "a plan that is planned backwards needs an end"
    form.ends.setText("28 Aug 2026")
    form.yes.click()
    plan.settle()
    assert plan.plan.from_finish
    assert plan.plan.ends == wall(dt.date(2026, 8, 28), 17)
    assert day(plan.item(2).start) == dt.date(2026, 7, 20), "dates stay until asked for"
    plan.tab.reschedule()
    dialog(plan).yes.click()
    plan.settle()
    assert day(plan.item(GATE).finish) == dt.date(2026, 8, 28)


def test_a_new_plan_follows_at_once(made: Made, qtbot: QtBot, qapp: QApplication) -> None:
    found = PlanHands(made, qtbot, qapp, f"{made.programme.id}/plan")
    found.tab.new_plan()
    found.settle()
    assert found.tab.file is not None
    assert found.tab.file.plan.automatic
    found.tab.new_line()
    found.settle()
    assert [item.wbs for item in found.tab.file.items] == ["1"]
    found.close()
