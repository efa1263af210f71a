"""Lines typed in the session: markers, offers, proposed resolutions, short forms."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import MeetingState
from tests.ui.meeting_table import Table

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_whole_meeting_from_the_keys(table: Table) -> None:
    table.open()
    QTest.keyClick(table.page.agenda.table, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert table.mode.name == "ROLL"
    table.type("p is hb jt ra mk ek pa r sl")
    assert table.facts.meeting.state is MeetingState.IN_SESSION
    assert table.page.header.quorum.text == "Quorate 8 of 9 needs 5"
    table.type("a gw p np")
    assert table.mode.name == "LINE"
    table.key(Qt.Key.Key_Down, CTRL)
    table.key(Qt.Key.Key_Down, CTRL)
    assert table.facts.current is not None
    assert table.facts.current.number == "3"
    table.type("k capacity is the limit")
    table.type("d approve option 2")
    assert table.page.live.hint.lead == "Before item 3 closes: decision 3.2 has no reason yet"
    table.type("d because the crew is the limit")
    assert table.page.live.hint.lead == ""
    table.type("a confirm rates @mk >fri week")
    kept = table.stored()
    assert [e.entry_kind for e in kept.entries] == [
        EntryKind.KEY_POINT,
        EntryKind.DECISION,
        EntryKind.REASON,
        EntryKind.ACTION,
    ]
    assert table.said[-1].startswith("Line 3.3 saved")
    assert "on this computer and in the database" in table.said[-1]
    assert QApplication.focusWidget() is table.page.live.capture.edit


def test_the_marker_turns_into_a_word_and_back(live: Table) -> None:
    capture = live.page.live.capture
    live.type("d approve", enter=False)
    assert (capture.chip.text, capture.edit.text) == ("Decision", "approve")
    live.key(Qt.Key.Key_Home)
    live.key(Qt.Key.Key_Backspace)
    assert (capture.chip.text, capture.edit.text) == ("", "d approve")
    live.key(Qt.Key.Key_Return)
    assert live.facts.entries[-1].entry_kind is EntryKind.NOTE
    assert live.facts.entries[-1].text == "d approve"


def test_people_are_offered_and_the_caret_stays(live: Table) -> None:
    capture = live.page.live.capture
    live.type("a order the second shift @t", enter=False)
    assert capture.popup.names[0] == "Tomas Okafor"
    assert capture.end.text() == "then > and a date"
    live.key(Qt.Key.Key_Down)
    live.key(Qt.Key.Key_Up)
    live.key(Qt.Key.Key_Tab)
    assert capture.edit.text == "order the second shift @TO "
    assert not capture.popup.isVisible()
    assert QApplication.focusWidget() is capture.edit
    live.type(">fri week", enter=False)
    assert capture.end.text() == "Fri 7 Aug 2026"
    live.key(Qt.Key.Key_Return)
    action = live.facts.actions.get(live.facts.entries[-1].action)
    assert action is not None
    assert live.facts.name(action.owner) == "Tomas Okafor"


@pytest.mark.parametrize("marker", ["!", "#", "?", "~"])
def test_offers_come_after_every_marker_that_takes_people(live: Table, marker: str) -> None:
    live.type(f"{marker} something @mar", enter=False)
    assert live.page.live.capture.popup.names == ["Marta Kowalska"]


def test_works_are_offered_by_code_or_title(live: Table) -> None:
    live.type("! frost /harb", enter=False)
    assert live.page.live.capture.popup.names == ["PRJ-2026-012"]


def test_d_tab_takes_the_proposed_resolution(live: Table) -> None:
    live.type("d", enter=False)
    live.key(Qt.Key.Key_Tab)
    assert live.page.live.capture.edit.text.startswith("The board approves option 2")
    live.key(Qt.Key.Key_Return)
    assert live.facts.entries[-1].decision is not None


def test_f2_learns_short_forms_and_writes_them_out(live: Table) -> None:
    edit = live.page.live.capture.edit
    live.type("rre = Ring Road East", enter=False)
    live.key(Qt.Key.Key_F2)
    assert edit.text == ""
    live.type("k the gate of RRE", enter=False)
    live.key(Qt.Key.Key_F2)
    assert edit.text == "the gate of Ring Road East"
    live.key(Qt.Key.Key_F2)
    assert live.said[-1].startswith("No short form before the caret")
    assert len(live.facts.entries) == 9


def test_the_keys_of_interest_and_part_b_show_where_the_line_is_narrow(live: Table) -> None:
    keys = live.page.live.keys
    for width, least in ((1384, 8), (1224, 6)):
        live.page.resize(width, 664)
        QTest.qWait(20)
        shown = [key.marker.sign for key in keys._keys if key.isVisible()]
        assert shown[:least] == ["k", "d", "a", "v", "?", "!", "i", "*"][:least]
