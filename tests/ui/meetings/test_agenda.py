"""The agenda of a meeting, arranged by keyboard; actions beside it."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pmo_desktop.domain.business import Business
from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.ids import BusinessId
from pmo_desktop.domain.meetings import AgendaKind
from pmo_desktop.domain.values import LText
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.services.meetings.agenda_order import put_under
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


def test_headings_consent_and_part_b_stand_over_their_items(table: Table) -> None:
    table.open()
    tab = table.page.agenda
    tab.table.select_row(3)
    tab.change(lambda facts, ids: put_under(facts, ids, "Gates"), "Heading")
    assert tab.model.rowCount() == len(table.facts.items) + 3
    assert tab.model.index(4, 0).data(Role.GROUP).title == "Gates"
    QTest.keyClick(tab.table, Qt.Key.Key_X)
    assert tab.current is not None
    assert tab.current.agenda_kind is AgendaKind.CONSENT
    QTest.keyClick(tab.table, Qt.Key.Key_X)
    assert tab.current.section == "Gates"
    assert table.stored().items[3].section == "Gates"


def test_what_is_typed_in_the_pane_is_stored_when_the_field_is_left(table: Table) -> None:
    table.open()
    tab = table.page.agenda
    tab.table.select_row(3)
    table.until(lambda: tab.item_pane.title.text().startswith("4 "))
    tab.item_pane.fields["guests"].setText("tilda")  # type: ignore[union-attr]
    tab.item_pane.store()
    assert [table.facts.name(p) for p in table.facts.items[3].guests] == ["Tilda Berg"]
    tab.item_pane.fields["guests"].setText("nobody at all")  # type: ignore[union-attr]
    tab.item_pane.store()
    assert tab.strip.lead == "Nobody is called nobody at all"


def test_business_waits_is_put_on_and_moves_to_the_next_meeting_with_its_id(table: Table) -> None:
    table.open()
    tab, facts = table.page.agenda, table.facts
    business = Business(id=BusinessId(uuid4()), title=LText.of("Second crane"), body=facts.body.id)
    table.desk.submit(creation(business), "business")
    pane = tab.forward
    table.until(lambda: pane.model.line_of(business.id) >= 0)
    pane.put_on([business.id], None)
    table.until(lambda: any(i.business == business.id for i in table.facts.items))
    item = next(i for i in table.facts.items if i.business == business.id)
    table.until(lambda: pane.model.line_of(item.id) >= 0)
    pane.table.select_row(pane.model.line_of(item.id))
    QTest.keyClick(pane.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    table.until(lambda: all(i.id != item.id for i in table.facts.items))

    def slot() -> str:
        row = pane.shown.row(item.id) if pane.shown is not None else None
        return row.slot if row is not None else ""

    table.until(lambda: slot() == "2")
