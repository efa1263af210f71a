"""Lines that were stored: changed, read back, taken back, refused, offered back after a crash."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import batch
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.services.meetings.steps import walked
from pmo_desktop.ui.minutes.capture import Mode
from tests.ui.meeting_table import Table
from tests.ui.meeting_window import Made, hold

CTRL = Qt.KeyboardModifier.ControlModifier


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


def test_read_back_and_check_later(live: Table) -> None:
    live.key(Qt.Key.Key_R, CTRL)
    assert live.page.live.overlay.isVisible()
    live.key(Qt.Key.Key_R, CTRL)
    assert not live.page.live.overlay.isVisible()
    live.key(Qt.Key.Key_Period, CTRL)
    assert live.facts.entries[-1].check_later


def test_what_is_read_back_follows_the_words_and_esc_goes_back(live: Table) -> None:
    from pmo_desktop.ui.widgets.text import Label

    overlay = live.page.live.overlay
    live.key(Qt.Key.Key_R, CTRL)
    live.type("d start in May instead")
    assert any("Start in May" in label.text() for label in overlay.findChildren(Label))
    live.key(Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is live.page.live.capture.edit


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


def test_the_database_is_read_in_few_statements(live: Table, tmp_path: Path) -> None:
    import sqlalchemy as sa

    seen: list[str] = []
    engine = live.desk.office.store.reader.engine  # type: ignore[attr-defined]
    sa.event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    live.page.sitting.open(live.facts.meeting.id)
    live.until(lambda: not live.desk.busy)
    assert len([s for s in seen if s.lstrip().upper().startswith("SELECT")]) <= 5
