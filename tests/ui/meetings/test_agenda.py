"""The agenda of a meeting, arranged by keyboard; actions beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.meeting_table import Table


def test_items_are_moved_by_alt_and_arrows(table: Table) -> None:
    table.open()
    agenda = table.page.agenda.table
    agenda.select_row(3)
    QTest.keyClick(agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert table.facts.items[2].title.said("en") == "Ring Road East: gate G3"
    assert agenda.currentIndex().row() == 2
    assert table.stored().items[2].title.said("en") == "Ring Road East: gate G3"


def test_an_agenda_that_is_too_long_says_so_and_minutes_are_edited_in_place(table: Table) -> None:
    table.open()
    tab = table.page.agenda
    assert tab.strip.lead == "2 minutes more than the meeting has"
    column = tab.model.column_of("allotted")
    tab.model.setData(tab.model.index(3, column), "18")
    assert table.facts.items[3].allotted == 18
    assert tab.strip.lead == "Less than a tenth of the time is free"
    tab.model.setData(tab.model.index(3, column), "soon")
    assert tab.strip.lead == "Minutes are a whole number from 0 to 600."


def test_a_presenter_is_found_by_a_part_of_the_name(table: Table) -> None:
    table.open()
    tab = table.page.agenda
    tab.model.setData(tab.model.index(3, tab.model.column_of("presenter")), "tilda")
    assert table.facts.name(table.facts.items[3].presenter) == "Tilda Berg"


def test_actions_are_edited_in_place(live: Table) -> None:
    live.page.choose("actions")
    tab = live.page.actions_tab
    live.until(lambda: tab.model.rowCount() == 1)
    tab.model.setData(tab.model.index(0, tab.model.column_of("due")), "31 aug 2026")
    live.until(lambda: tab.model.row(0) is not None and tab.model.row(0).moved == 1)  # type: ignore[union-attr]
    tab.model.setData(tab.model.index(0, tab.model.column_of("owner")), "tilda")
    live.until(lambda: tab.model.row(0).owner_name == "Tilda Berg")  # type: ignore[union-attr]
    tab.model.setData(tab.model.index(0, tab.model.column_of("due")), "whenever")
    assert "is no day" in tab.strip.lead
    tab.model.setData(tab.model.index(0, tab.model.column_of("state")), "done")
    live.until(lambda: tab.model.rowCount() == 0)
