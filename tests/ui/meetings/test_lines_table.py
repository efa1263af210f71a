"""The table of lines: the same entries, edited by the mouse."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.domain.raid import Action
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.ui.minutes.table import LinesView
from tests.ui.meeting_table import Table

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(live: Table) -> LinesView:
    """The table, by its key from the line."""
    live.key(Qt.Key.Key_T, CTRL_SHIFT)
    view = live.page.live.table_view()
    assert view.isVisible()
    return view


def action(facts: MeetingFacts, entry: MinuteEntry) -> Action:
    """What a line made."""
    found = facts.actions.get(entry.action)
    assert found is not None
    return found


def put(view: LinesView, text: str, key: str, value: object) -> None:
    """Type into a cell of the line with a text."""
    row = next(n for n, r in enumerate(view.model.shown_rows()) if text in r.text)
    view.model.setData(view.model.index(row, view.model.column_of(key)), value)


def test_one_key_shows_the_table_and_the_list_again(live: Table) -> None:
    view = opened(live)
    item = live.page.live.scribe.item
    assert item is not None
    numbers = [live.facts.numbers[e.id] for e in live.facts.of_item(item.id)]
    assert [r.number for r in view.model.shown_rows()] == numbers
    QTest.keyClick(view.table, Qt.Key.Key_T, CTRL_SHIFT)
    assert not view.isVisible()
    assert live.page.live.capture.edit.hasFocus()


def test_a_cell_changes_the_line_and_its_record(live: Table) -> None:
    view = opened(live)
    put(view, "night rates", "owner", "sl")
    put(view, "night rates", "due", "7 Aug 2026")
    put(view, "night rates", "check", "yes")
    facts = live.stored()
    entry = next(e for e in facts.entries if "night rates" in e.text)
    made = action(facts, entry)
    assert facts.name(made.owner) == "Sofia Lindqvist"
    assert str(made.due) == "2026-08-07"
    assert entry.check_later
    put(view, "night rates", "text", "a Confirm day rates @hb >fri week")
    facts = live.stored()
    again = facts.notes.by_id[entry.id]
    assert again.text == "Confirm day rates"
    assert facts.name(action(facts, again).owner) == "Henrik Baum"


def test_several_lines_change_at_once_in_one_step(live: Table) -> None:
    view = opened(live)
    flags = QItemSelectionModel.SelectionFlag
    for row in (3, 4):
        view.table.selectionModel().select(view.model.index(row, 0), flags.Select | flags.Rows)
    ids = view.table.ids()
    column = view.model.column_of("kind")
    view.model.setData(view.model.index(3, column), EntryKind.KEY_POINT.value)
    kinds = {live.stored().notes.by_id[i].entry_kind for i in ids}
    assert kinds == {EntryKind.KEY_POINT}
    live.desk.undo()
    live.settled()
    assert {live.stored().notes.by_id[i].entry_kind for i in ids} != kinds


def test_copied_lines_are_pasted_as_lines(live: Table) -> None:
    view = opened(live)
    view.table.selectAll()
    view.table.copy_selection()
    before = len(live.facts.entries)
    n = len(view.model.shown_rows())
    assert "\t" in QGuiApplication.clipboard().text()
    QTest.keyClick(view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    facts = live.stored()
    assert len(facts.entries) == before + n
    again = facts.entries[-1]
    assert (again.text, again.entry_kind) == ("Confirm night rates with finance", EntryKind.ACTION)
    assert facts.name(action(facts, again).owner) == "Marta Kowalska"


def test_lines_go_to_another_item_with_what_they_made(live: Table) -> None:
    view = opened(live)
    facts = live.facts
    entry = next(e for e in facts.entries if "night rates" in e.text)
    other = facts.items[-1]
    view.bring((entry.id,), other.id)
    facts = live.stored()
    moved = facts.notes.by_id[entry.id]
    assert moved.item == other.id
    assert action(facts, moved).item == other.id
    first = view.model.shown_rows()[0]
    last = view.model.shown_rows()[-1]
    view.table.dropped.emit((last.id,), first)
    assert live.stored().of_item(first.item)[0].id == last.id


def test_filter_sort_and_delete(live: Table) -> None:
    view = opened(live)
    view.which.choose("actions")
    view.which.chosen.emit("actions")
    assert {r.kind for r in view.model.shown_rows()} == {EntryKind.ACTION}
    view.words.setText("nothing like it")
    assert view.model.rowCount() == 0
    view.words.clear()
    view.which.choose("all")
    view.which.chosen.emit("all")
    view.table.sort_by(view.model.column_of("kind"))
    kinds = [r.kind.label for r in view.model.shown_rows()]
    assert kinds == sorted(kinds)
    n = len(live.facts.entries)
    view.table.select_row(0)
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert len(live.stored().entries) == n - 1
