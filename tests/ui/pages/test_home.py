"""Home in a real window: what it asks of the database, its acts and their undo, keys, an empty database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.governance import BodyKind
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.ui.newdatabase import NewDatabase
from pmo_desktop.ui.pages.home import HomePage
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.window import Workplace
from tests import builders as b
from tests.ui.windows import settled, statements, window

MOST = 5
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


class Office:
    """A database with a bridge whose report waits, seven late actions and a board in two weeks."""

    def __init__(self, path: Path) -> None:
        self.path, now = path, today()
        office = open_office(str(path), create=True)
        self.bridge, self.road = b.project(), b.project("Ring Road East")
        waits = b.report(self.bridge.id, now - DAY, state=ReportState.SUBMITTED)
        self.actions = [b.action(f"Act {n}", now - n * DAY, work=self.bridge.id) for n in range(1, 8)]
        board = b.body("Portfolio board", body_kind=BodyKind.PORTFOLIO_BOARD)
        self.meeting = b.meeting(board.id, now + 14 * DAY)
        b.stored(office, self.bridge, self.road, board)
        b.stored(office, waits, *self.actions, self.meeting)
        office.close()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office.db")


@pytest.fixture
def place(office: Office, qtbot: QtBot, qapp: QApplication) -> Iterator[Workplace]:
    with window(qtbot, qapp, office.path) as found:
        yield found


def home_of(place: Workplace) -> HomePage:
    page = place.shell.page("home")
    assert isinstance(page, HomePage)
    return page


def action_of(place: Workplace, wanted: Action) -> Action:
    found = place.desk.office.store.reader.get("action", [wanted.id])[wanted.id]
    assert isinstance(found, Action)
    return found


def test_a_day_is_read_in_few_statements(place: Workplace, qtbot: QtBot) -> None:
    with statements() as sent:
        home_of(place).mark_stale()
        settled(qtbot, place)
    assert 0 < len(sent) <= MOST, sent


def test_it_opens_on_the_first_row_that_needs_something(place: Workplace) -> None:
    table = home_of(place)._reports.table
    assert table.hasFocus()
    assert table.selected_rows() == [0]
    assert table.model().index(0, 1).data() == "Harbour Link Bridge"


def test_enter_and_c_open_the_report_to_check(place: Workplace, office: Office, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_C):
        place.shell.go("home")
        settled(qtbot, place)
        QTest.keyClick(home_of(place)._reports.table, key)
        settled(qtbot, place)
        assert place.shell.target == f"project/{office.bridge.id}/reports"


def test_the_button_says_how_many_reports_wait(place: Workplace) -> None:
    block = home_of(place)._reports
    assert block.check.isVisible()
    assert block.check.text() == "Check 1 report"


def test_done_marks_an_action_and_undo_takes_it_back(place: Workplace, office: Office, qtbot: QtBot) -> None:
    table, oldest = home_of(place)._actions.table, office.actions[-1]
    table.select_row(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settled(qtbot, place)
    done = action_of(place, oldest)
    assert (done.state, done.done_on) == (ActionState.DONE, today())
    assert len(home_of(place)._home.overdue) == len(office.actions) - 1  # type: ignore[union-attr]
    QTest.keyClick(place.shell, Qt.Key.Key_Z, CTRL)
    settled(qtbot, place)
    back = action_of(place, oldest)
    assert (back.state, back.done_on) == (ActionState.OPEN, None)


def test_a_long_list_is_opened_to_its_full_length(place: Workplace, office: Office) -> None:
    block = home_of(place)._actions
    row = block.table.verticalHeader().defaultSectionSize()
    folded = block.table.height()
    assert folded < row * len(office.actions)
    block._more.click()
    assert block.table.height() >= row * len(office.actions)
    block._more.click()
    assert block.table.height() == folded


def test_a_meeting_without_papers_does_not_claim_that_all_are_in(place: Workplace) -> None:
    block = home_of(place)._papers
    assert block.nothing.isVisible()
    assert block._said.text() == "No paper is planned yet."
    assert home_of(place)._track.isVisible()


def test_what_it_says_is_said_again_when_one_comes_back(place: Workplace, qtbot: QtBot) -> None:
    before = place.shell.status_line.said()
    assert "Harbour Link Bridge" in before
    place.shell.go("settings")
    settled(qtbot, place)
    place.shell.go("home")
    settled(qtbot, place)
    assert place.shell.status_line.said() == before


def test_an_empty_database_offers_the_first_work(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        start = home_of(place).findChild(NewDatabase)
        assert start is not None
        assert start.isVisible()
        write = next(w for w in start.findChildren(Button) if w.text() == "New work")
        write.click()
        settled(qtbot, place)
        assert place.shell.target == "register/new"
        assert place.shell.body.inspecting
