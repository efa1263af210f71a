"""The list of meetings: opening one, the next one and what it takes over, the first one of all."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.ids import AgendaItemId
from pmo_desktop.domain.meetings import AgendaItem, AgendaState
from pmo_desktop.domain.values import LText
from tests.meetings import START
from tests.ui.meeting_table import Table
from tests.ui.meeting_window import Clock, Made

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_list_opens_a_meeting_by_enter(table: Table) -> None:
    table.until(lambda: table.page.list.model.rowCount() == 2)
    row = table.page.list.model.row(0)
    assert row is not None
    assert (row.ref, row.next_step) == ("PB-2026-01", "Open agenda")
    table.page.list.table.setFocus()
    QTest.keyClick(table.page.list.table, Qt.Key.Key_Return)
    table.until(lambda: table.page.sitting.facts is not None)
    assert table.page.tabs.key == "agenda"
    assert table.page.agenda.model.rowCount() == 10


def test_past_meetings_are_apart_and_emptiness_names_the_next_step(table: Table) -> None:
    table.until(lambda: table.page.list.model.rowCount() == 2)
    table.page.list.which.chosen.emit("past")
    table.page.list.which.choose("past")
    table.page.list.which.chosen.emit("past")
    assert table.page.list.model.rowCount() == 0


def test_the_next_meeting_carries_over(live: Table) -> None:
    live.page.live.end()
    live.settled()
    live.page.show_list()
    live.until(lambda: bool(live.page.list._list.bodies))
    live.page.list.make.click()
    live.until(lambda: live.page.sitting.facts is not None and live.facts.meeting.ref == "PB-2026-03")
    titles = [i.title.said("en") for i in live.facts.items]
    assert "Matters arising and actions" in titles


def test_what_is_carried_over_is_chosen_first(live: Table) -> None:
    live.page.live.end()
    live.settled()
    for place, title in (("x", "Old roof"), ("y", "New roof")):
        facts = live.facts
        later = facts.next_meeting
        assert later is not None
        live.desk.office.change(
            creation(
                AgendaItem(
                    id=AgendaItemId(live.desk.office.new_id()),
                    meeting=later.id,
                    title=LText.of(title),
                    position=place,
                    state=AgendaState.SCHEDULED,
                )
            ),
            "item",
        )
    live.page.show_list()
    live.until(lambda: bool(live.page.list._list.bodies))
    live.page.list.make.click()
    panel = live.page.list.next
    live.until(panel.isVisible)
    assert [t.text() for t in panel.ticks] == ["Old roof (not reached)", "New roof (not reached)"]
    assert live.page.focusWidget() is panel.ticks[0]
    QTest.keyClick(panel.ticks[0], Qt.Key.Key_Space)
    QTest.keyClick(panel.ticks[0], Qt.Key.Key_Return)
    live.until(lambda: live.page.sitting.facts is not None and live.facts.meeting.ref == "PB-2026-03")
    titles = [i.title.said("en") for i in live.facts.items]
    assert "New roof" in titles
    assert "Old roof" not in titles


def test_an_empty_database_gets_to_its_first_meeting_by_keys(
    sqlite_url: str, qapp: QApplication, qtbot: QtBot
) -> None:
    made = Made(sqlite_url, Clock(START), UUID(int=0))
    open_office(sqlite_url, create=True).close()
    table = Table(made, qtbot)
    table.page.show_list()
    shown = table.page.list
    table.until(shown.first.isVisible)
    shown.first.click()
    form = shown.begin
    assert table.page.focusWidget() is form.code
    QTest.keyClicks(form.code, "sb")
    QTest.keyClick(form.code, Qt.Key.Key_Return, CTRL)
    assert table.page.focusWidget() is form.title
    QTest.keyClicks(form.title, "Steering board")
    form.members.setPlainText("Ingrid Solberg\nHenrik Baum, member\nNadia Petrova, scribe")
    QTest.keyClicks(form.day, "thu week")
    QTest.keyClick(form.day, Qt.Key.Key_Return, CTRL)
    table.until(lambda: table.page.sitting.facts is not None)
    facts = table.facts
    assert facts.meeting.ref == "SB-2026-01"
    assert [(facts.name(a.person), a.capacity.value) for a in facts.present_list] == [
        ("Ingrid Solberg", "chair"),
        ("Henrik Baum", "voting"),
        ("Nadia Petrova", "scribe"),
    ]
    assert facts.name(facts.meeting.chair) == "Ingrid Solberg"
    table.page.show_list()
    table.until(lambda: bool(shown._list.series))
    shown.make.click()
    table.until(lambda: shown.next.isVisible() or table.facts.meeting.ref == "SB-2026-02")
    table.close()
