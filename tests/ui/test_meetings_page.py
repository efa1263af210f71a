"""The meetings page by keyboard alone, over a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.ids import AgendaItemId
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import AgendaItem, AgendaState, MeetingState, Presence
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings_steps import walked
from pmo_desktop.ui.minutes.capture import Mode
from pmo_desktop.ui.pages.meetings import MeetingsPage
from tests.meetings import START
from tests.ui.meeting_window import Clock, Made, database, hold, read

CTRL = Qt.KeyboardModifier.ControlModifier
WAIT = 15_000


class Table:
    """The page on a screen, and a scribe's hands."""

    def __init__(self, made: Made, qtbot: QtBot) -> None:
        self.made, self.bot = made, qtbot
        self.desk = made.desk()
        self.printed: list[object] = []
        self.said: list[str] = []
        self.page = MeetingsPage(self.desk, None, self.printed.append)
        self.page.go.connect(
            lambda target: self.page.open(target.partition("/")[2]) if "/" in target else None
        )
        self.page.says.connect(lambda lead, rest: self.said.append(f"{lead} {rest}"))
        self.page.resize(1384, 820)
        self.page.show()
        qtbot.waitExposed(self.page)

    @property
    def facts(self) -> MeetingFacts:
        facts = self.page.sitting.facts
        assert facts is not None
        return facts

    @property
    def mode(self) -> Mode:
        return self.page.live.capture.mode

    def until(self, true: Callable[[], bool]) -> None:
        self.bot.waitUntil(true, timeout=WAIT)

    def open(self) -> None:
        self.page.show_meeting(self.made.meeting)
        self.until(lambda: self.page.sitting.facts is not None)

    def type(self, text: str, *, enter: bool = True) -> None:
        edit = self.page.live.capture.edit
        QTest.keyClicks(edit, text)
        if enter:
            self.key(Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.live.capture.edit, key, modifier)

    def settled(self) -> None:
        """Wait until the database has everything."""
        self.until(lambda: not self.page.sitting.unsaved and not self.desk.busy)

    def stored(self) -> MeetingFacts:
        self.settled()
        return read(self.desk.office, self.made.meeting)

    def close(self) -> None:
        self.settled()
        self.page.close()
        self.desk.close()
        self.page.deleteLater()


@pytest.fixture
def made(sqlite_url: str) -> Made:
    return database(sqlite_url)


@pytest.fixture
def table(made: Made, qapp: QApplication, qtbot: QtBot) -> Iterator[Table]:
    there = Table(made, qtbot)
    yield there
    there.close()


@pytest.fixture
def live(made: Made, qapp: QApplication, qtbot: QtBot) -> Iterator[Table]:
    """In the middle of the third item, as in the picture."""
    hold(made)
    there = Table(made, qtbot)
    there.open()
    yield there
    there.close()


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


def test_up_edits_the_last_line_and_its_record(live: Table) -> None:
    capture = live.page.live.capture
    live.key(Qt.Key.Key_Up)
    assert (live.mode, capture.chip.text) == (Mode.EDIT, "Change 3.9 Action")
    assert capture.edit.text == "Confirm night rates with finance @mk >fri week"
    capture.edit.put("Confirm all rates @to >31 aug")
    live.key(Qt.Key.Key_Return)
    action = live.facts.actions.get(live.facts.entries[-1].action)
    assert action is not None
    assert action.text == "Confirm all rates"
    assert len(live.facts.entries) == 9
    live.key(Qt.Key.Key_Up)
    live.key(Qt.Key.Key_Escape)
    assert live.mode is Mode.LINE
    assert capture.empty


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


def test_read_back_and_check_later(live: Table) -> None:
    live.key(Qt.Key.Key_R, CTRL)
    assert live.page.live.overlay.isVisible()
    live.key(Qt.Key.Key_R, CTRL)
    assert not live.page.live.overlay.isVisible()
    live.key(Qt.Key.Key_Period, CTRL)
    assert live.facts.entries[-1].check_later


def test_the_end_lists_what_lacks_and_stays_possible(live: Table) -> None:
    live.page.live.ask_to_end()
    assert live.page.live.overlay.kind == "end"
    live.key(Qt.Key.Key_Return, CTRL)
    assert live.facts.meeting.state is MeetingState.ENDED
    assert live.stored().meeting.state is MeetingState.ENDED
    assert not live.page.header.act.isVisible()
    assert live.page.tabs.isVisible()


def test_undo_takes_the_last_line_with_its_record(live: Table) -> None:
    live.type("a something else @mk >fri")
    live.settled()
    assert len(live.facts.entries) == 10
    live.desk.undo()
    live.until(lambda: len(live.facts.entries) == 9)
    assert live.stored().entries[-1].text == "Confirm night rates with finance"


def test_two_quick_lines_get_two_numbers(live: Table) -> None:
    live.type("one")
    live.type("two")
    live.type("three")
    assert [e.sequence for e in live.stored().entries] == list(range(1, 13))


def test_a_refused_line_is_back_in_the_line(live: Table) -> None:
    minutes = live.facts.minutes
    assert minutes is not None
    live.desk.office.change(batch(walked(minutes, MinutesState.APPROVED)), "approved by somebody else")
    live.type("k too late")
    live.until(lambda: live.page.live.problem.lead != "")
    assert live.page.live.problem.lead.startswith("Not stored:")
    assert live.page.live.capture.edit.text == "too late"
    assert len(live.facts.entries) == 9


def test_the_growing_line_is_offered_back(made: Made, qapp: QApplication, qtbot: QtBot) -> None:
    hold(made)
    first = Table(made, qtbot)
    first.open()
    journal = first.desk.office.journal
    assert journal is not None
    first.type("a order the second sh", enter=False)
    first.until(lambda: bool(journal.typed(f"minutes/{made.meeting}")))
    assert journal.typed(f"minutes/{made.meeting}") == "a order the second sh"
    first.close()
    second = Table(made, qtbot)
    second.page.open(f"{made.meeting}/live")
    second.until(lambda: second.page.sitting.facts is not None)
    capture = second.page.live.capture
    assert (capture.chip.text, capture.edit.text) == ("Action", "order the second sh")
    assert second.page.live.offered.lead == "This line was being typed when the program ended"
    second.type("ift @mk >fri")
    assert second.stored().entries[-1].text == "Order the second shift"
    again = second.desk.office.journal
    assert again is not None
    assert again.typed(f"minutes/{made.meeting}") == ""
    second.close()


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


def test_the_next_meeting_carries_over(live: Table) -> None:
    live.page.live.end()
    live.settled()
    live.page.show_list()
    live.until(lambda: bool(live.page.list._list.bodies))
    live.page.list.make.click()
    live.until(lambda: live.page.sitting.facts is not None and live.facts.meeting.ref == "PB-2026-03")
    titles = [i.title.said("en") for i in live.facts.items]
    assert "Matters arising and actions" in titles


def test_the_draft_is_printed(live: Table) -> None:
    live.page.choose("agenda")
    live.page.pdf.click()
    assert live.printed == [live.made.meeting]


def test_the_database_is_read_in_few_statements(live: Table, tmp_path: Path) -> None:
    import sqlalchemy as sa

    seen: list[str] = []
    engine = live.desk.office.store.reader.engine  # type: ignore[attr-defined]
    sa.event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    live.page.sitting.open(live.facts.meeting.id)
    live.until(lambda: not live.desk.busy)
    assert len([s for s in seen if s.lstrip().upper().startswith("SELECT")]) <= 5


def test_what_is_read_back_follows_the_words_and_esc_goes_back(live: Table) -> None:
    from pmo_desktop.ui.widgets.text import Label

    overlay = live.page.live.overlay
    live.key(Qt.Key.Key_R, CTRL)
    live.type("d start in May instead")
    assert any("Start in May" in label.text() for label in overlay.findChildren(Label))
    live.key(Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is live.page.live.capture.edit


def test_one_undo_takes_back_that_somebody_left(live: Table) -> None:
    live.key(Qt.Key.Key_L, CTRL)
    live.type("hb")
    live.settled()
    assert live.said[-1].endswith("Undo: Henrik Baum left the meeting, Ctrl+Z")
    live.desk.undo()
    live.until(lambda: len(live.facts.entries) == 9)
    assert live.page.header.quorum.text == "Quorate 7 of 9 needs 5"


def test_the_minutes_go_on_step_by_step(live: Table) -> None:
    live.page.live.end()
    live.settled()
    steps = live.page.steps
    assert [b.text() for b in steps.buttons] == ["Send to the chair", "Back to drafting"][
        : len(steps.buttons)
    ]
    for words in ("Send to the chair", "Circulate the draft", "Table for approval", "Approve"):
        button = next(b for b in steps.buttons if b.text() == words)
        button.click()
        live.settled()
    kept = live.stored()
    assert kept.minutes is not None
    assert kept.minutes.state is MinutesState.APPROVED
    assert kept.minutes.approved_at == kept.next_meeting.id  # type: ignore[union-attr]
    assert len(kept.minutes.body_hash) == 64
    assert kept.meeting.state is MeetingState.MINUTES_APPROVED


def test_minutes_with_an_action_of_nobody_do_not_go_to_the_chair(live: Table) -> None:
    live.type("a find a room >fri")
    live.page.live.end()
    live.settled()
    live.page.steps.buttons[0].click()
    assert live.page.live.problem.lead == "Action 3.10 has no owner."
    assert live.facts.minutes is not None
    assert live.facts.minutes.state is MinutesState.DRAFTING


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
