"""Who is at the table: presence by one letter, and the quorum that follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pmo_desktop.domain.meetings import Presence
from pmo_desktop.ui.minutes.capture import Mode
from tests.ui.meeting_table import Table

CTRL = Qt.KeyboardModifier.ControlModifier


def test_joined_or_left_by_initials_keeps_the_quorum_true(live: Table) -> None:
    live.key(Qt.Key.Key_L, CTRL)
    assert live.page.live.capture.chip.text == "Joined or left"
    live.type("hb")
    assert live.facts.entries[-1].text == "Henrik Baum left the meeting"
    assert live.page.header.quorum.text == "Quorate 6 of 9 needs 5"
    for who in ("ra", "mk"):
        live.key(Qt.Key.Key_L, CTRL)
        live.type(who)
    assert live.page.live.inquorate.lead == "Not quorate: decisions are subject to ratification"
    live.type("d go on all the same")
    live.settled()
    assert live.page.live.lines.rows.rows[-1].chips[-1].text == "subject to ratification"
    live.key(Qt.Key.Key_L, CTRL)
    live.type("hb")
    assert live.page.live.inquorate.lead == ""


def test_initials_that_nobody_has_stay_in_the_line(live: Table) -> None:
    live.key(Qt.Key.Key_L, CTRL)
    live.type("hb joined")
    assert live.page.live.problem.lead == "Nobody at the table is called hb joined"
    assert live.page.live.capture.edit.text == "hb joined"
    assert live.mode is Mode.MOVE
    for _ in " joined":
        live.key(Qt.Key.Key_Backspace)
    live.key(Qt.Key.Key_Return)
    assert live.facts.entries[-1].text == "Henrik Baum left the meeting"
    assert live.page.live.problem.lead == ""


def test_presence_by_one_letter(live: Table) -> None:
    people = live.page.live.side.people
    people.setFocus()
    people.setCurrentIndex(people.rows.index(1))
    row = people.row
    QTest.keyClicks(people, "r")
    seat = live.facts.attendance.get(row.id)
    assert seat is not None
    assert seat.presence is Presence.REMOTE
    assert people.currentIndex().row() == 2


def test_one_undo_takes_back_that_somebody_left(live: Table) -> None:
    live.key(Qt.Key.Key_L, CTRL)
    live.type("hb")
    live.settled()
    assert live.said[-1].endswith("Undo: Henrik Baum left the meeting, Ctrl+Z")
    live.desk.undo()
    live.until(lambda: len(live.facts.entries) == 9)
    assert live.page.header.quorum.text == "Quorate 7 of 9 needs 5"
