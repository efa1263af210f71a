"""The leader's window follows the scribe, shows facts by tapping, and leaves the focus where it is."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.values import LText
from pmo_desktop.ui.leader.facts import CARD
from pmo_desktop.ui.leader.touch import TARGET, TouchButton
from pmo_desktop.ui.leader.window import LeaderWindow
from pmo_desktop.ui.theme import Look, Mode, current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.remembered import Memory
from pmo_desktop.ui.widgets.text import Label
from tests.ui.meeting_table import Table
from tests.ui.meeting_window import Made, database, hold, read


@pytest.fixture
def made(sqlite_url: str) -> Made:
    return database(sqlite_url)


@pytest.fixture
def live(made: Made, qapp: QApplication, qtbot: QtBot) -> Iterator[Table]:
    hold(made)
    there = Table(made, qtbot)
    there.open()
    yield there
    there.close()


@pytest.fixture
def leader(live: Table, qapp: QApplication, qtbot: QtBot) -> Iterator[LeaderWindow]:
    window = LeaderWindow(live.desk, Look(qapp, Mode.LIGHT), Memory(), live.page.sitting)
    window.open(live.made.meeting)
    window.show_beside(live.page)
    live.until(lambda: window.view is not None and bool(window._works))
    window.activateWindow()  # as a finger on it does
    live.until(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def _said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label)]


def test_a_line_of_the_scribe_is_there_at_once(live: Table, leader: LeaderWindow) -> None:
    before = len(leader.minuted.cards)
    live.page.live.capture.edit.setFocus()
    live.type("d Approve option 1 after all")
    cards = leader.minuted.cards  # nothing was waited for: it shows before the database has it
    assert len(cards) == before + 1
    assert (cards[-1].kind, cards[-1].text) == (EntryKind.DECISION, "Approve option 1 after all")
    live.until(lambda: leader.minuted.cards[-1].note.startswith("D-PB-2026-01-"))
    assert leader.minuted.cards[-1].stored


def test_it_shows_the_item_and_what_is_asked(leader: LeaderWindow) -> None:
    view = leader.view
    assert view is not None
    assert view.item is not None
    assert view.item.title == "Harbour Link: budget for a second shift"
    assert view.place.startswith("Item 3 of ")
    assert any("approves option 2" in said for said in _said(leader.item))
    assert any("left the room" in said for said in view.room)
    assert any("Interest: Joana Teixeira" in said for said in view.room)
    assert any("4:00 over its 20" in said for said in _said(leader.item))


def test_there_is_nothing_to_type(leader: LeaderWindow) -> None:
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
    leader.over.choose_work()
    assert not any(leader.findChildren(kind) for kind in kinds)


def test_buttons_are_as_large_as_a_finger(leader: LeaderWindow) -> None:
    buttons = [b for b in leader.findChildren(Button) if b.isVisible()]
    assert len(buttons) >= 5
    assert all(isinstance(b, TouchButton) for b in buttons)
    assert all(min(b.width(), b.height()) >= current().px(TARGET) for b in buttons)


def test_reading_ahead_leaves_the_meeting_alone(live: Table, leader: LeaderWindow) -> None:
    QTest.keyClick(leader, Qt.Key.Key_PageDown)
    view = leader.view
    assert view is not None
    assert view.item is not None
    assert view.now is not None
    assert (view.item.title, view.now.title) == (
        "Ring Road East: gate G3",
        "Harbour Link: budget for a second shift",
    )
    assert live.facts.current is not None
    assert live.facts.current.number == "3"
    QTest.keyClick(leader, Qt.Key.Key_Home)
    assert leader.view is not None
    assert leader.view.now is None


def test_it_does_not_take_the_focus_when_it_opens(leader: LeaderWindow) -> None:
    assert leader.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_facts_of_any_work_by_tapping(live: Table, leader: LeaderWindow) -> None:
    over = leader.over
    over.choose_work()
    assert over.choosing
    QTest.keyClick(leader, Qt.Key.Key_H)
    rows = over.facts.list.rows.rows
    assert [row.title for row in rows] == ["Harbour Link Bridge"]
    over.facts.list.tapped.emit(rows[0])
    live.until(lambda: over.facts.card is not None)
    card = over.facts.card
    assert card is not None
    assert card.work.ref == "PRJ-2026-012"
    assert over.facts.currentIndex() == CARD
    assert [line.end for line in card.decisions] == ["D-PB-2026-01-01"]
    QTest.keyClick(leader, Qt.Key.Key_Escape)
    assert not over.facts_drawer.isVisible()


def test_the_last_decision_is_read_back_in_large_letters(leader: LeaderWindow) -> None:
    QTest.keyClick(leader, Qt.Key.Key_R)
    assert leader.over.back.isVisible()
    largest = max(leader.over.back.findChildren(Label), key=lambda label: label.font().pixelSize())
    assert largest.text().startswith("Approve option 2")
    assert largest.font().pixelSize() >= 28


def test_text_grows_in_this_window_alone(leader: LeaderWindow) -> None:
    before = current().px(100)
    QTest.keyClick(leader, Qt.Key.Key_Plus)
    assert leader.scale.factor > 1
    assert current().px(100) == before
    assert any(label.font().pixelSize() > 24 for label in leader.item.findChildren(Label))


def test_what_another_computer_stores_is_heard(live: Table, leader: LeaderWindow, qtbot: QtBot) -> None:
    office = live.made.open()
    item = read(office, live.made.meeting).items[3]
    wanted = dc.replace(item, title=LText.of("Ring Road East: gate G3, again"))
    leader.watch.look()
    live.until(lambda: leader.watch._last > 0)
    office.change(between(item, wanted), "elsewhere")
    leader.watch.look()
    live.until(lambda: any("again" in row.title for row in (leader.view.agenda if leader.view else ())))
    office.close()


def test_own_changes_are_heard_once(live: Table, leader: LeaderWindow) -> None:
    live.until(lambda: leader.watch._last > 0)
    live.type("k One more point")
    live.until(lambda: leader.minuted.cards[-1].stored and not live.desk.busy)
    heard: list[object] = []
    live.desk.changed.connect(heard.append)
    leader.watch.look()
    live.until(lambda: not live.desk.busy)
    assert heard == []
