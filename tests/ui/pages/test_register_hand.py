"""The register under a coordinator's hands: locked cells, edits given up, works that leave the view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import WorkState
from pmo_desktop.itemmodels.register import totals
from pmo_desktop.itemmodels.register_context import Context
from tests.builders import TODAY, eur
from tests.readmodels.test_register import row
from tests.ui.pages.test_register import BRIDGE, Scene


@pytest.fixture
def here(sqlite_url: str, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(sqlite_url, qtbot)
    yield made
    made.close()


def locked_title(here: Scene) -> str:
    column = next(c for c in here.page.listed.model.columns if c.key == "budget")
    assert column.locked is not None
    return next(t for t, uid in here.ids.items()
                if (r := next((r for r in here.page.listed.model.shown_rows() if r.id == uid), None))
                and column.locked(r))  # fmt: skip


def test_typing_into_a_locked_cell_says_why_and_stays_there(here: Scene) -> None:
    title = locked_title(here)
    here.current(title, "budget")
    table = here.page.listed.table
    before = table.currentIndex()
    QTest.keyClick(table, Qt.Key.Key_3)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (before.row(), before.column())
    assert here.notices[-1].icon == "lock"


def test_esc_ends_an_edit_that_was_not_understood_and_what_was_said_of_it(here: Scene) -> None:
    over: list[str] = []
    here.page.notice_over.connect(over.append)
    here.type_into(BRIDGE, "finish_forecast", "rubbish")
    here.settle()
    assert "rubbish" in here.notices[-1].text
    (line,) = (w for w in here.page.listed.table.viewport().findChildren(QLineEdit) if w.isVisible())
    over.clear()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    here.settle()
    assert over == ["register"]


def test_when_a_work_leaves_the_view_the_next_one_is_current(here: Scene) -> None:
    here.current(BRIDGE, "state")
    listed = here.page.listed
    line = listed.table.currentIndex().row()
    here.type_into(BRIDGE, "state", WorkState.ON_HOLD)
    here.wait(lambda: listed.model.line_of(here.ids[BRIDGE]) < 0)
    here.settle()
    assert abs(listed.table.currentIndex().row() - line) <= 1
    assert [r.id for r in listed.selected()] == [listed.current().id]  # type: ignore[union-attr]


def test_a_filter_that_leaves_the_current_work_out_goes_to_the_first_match(here: Scene) -> None:
    here.current(BRIDGE, "title")
    here.page.listed.bar.line.setText("ring road")
    here.settle()
    (found,) = here.page.listed.selected()
    assert str(found.title) == "Ring Road East"


@pytest.mark.parametrize("by", ["ref", "id"])
def test_a_work_is_shown_by_its_code_or_its_id(here: Scene, by: str) -> None:
    wanted = here.row(BRIDGE)
    here.page.open(str(getattr(wanted, by)))
    assert [r.id for r in here.page.listed.selected()] == [wanted.id]


def test_a_sum_names_the_works_it_leaves_out() -> None:
    rows = [row(budget=eur(2)), row(budget=eur(3)), row(budget=Money(500, "GBP"))]
    assert totals(rows, Context(TODAY, "EUR"))["title"] == "3 works, 1 in another currency"
