"""Around the line: sheets by one key, the trial before the meeting, phrases, votes foreseen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pmo_desktop.packs.sheets import build_sheet
from pmo_desktop.ui.minutes.phrases import PHRASES, phrase
from tests.ui.meeting_table import Table

CTRL = Qt.KeyboardModifier.ControlModifier


def test_one_key_prints_decisions_and_actions(live: Table, tmp_path: Path) -> None:
    shown: list[Path] = []
    printer = live.page.live.printer
    printer.build, printer.folder, printer.show = build_sheet, tmp_path, shown.append
    live.key(Qt.Key.Key_P, CTRL)
    live.until(lambda: bool(shown))
    assert shown[0].read_bytes().startswith(b"%PDF")
    assert "decisions and actions" in shown[0].name
    assert live.page.live.capture.edit.hasFocus()
    printer.crib()
    live.until(lambda: len(shown) == 2)


def test_the_trial_says_where_a_line_is_kept(live: Table) -> None:
    live.page.live.try_capture()
    live.until(lambda: bool(live.page.live.standing.good.lead or live.page.live.problem.lead))
    assert "Capture works" in (live.page.live.standing.good.lead, live.page.live.problem.lead)


def test_a_phrase_of_the_bank_is_written_out(live: Table) -> None:
    edit = live.page.live.capture.edit
    QTest.keyClicks(edit, "k rn")
    QTest.keyClick(edit, Qt.Key.Key_F2)
    assert edit.text == "The report was noted."
    assert phrase("dann kw", "de") == "dann Es gibt keine Wortmeldungen."
    assert phrase("nothing here", "en") is None
    assert set(PHRASES) == {"en", "de"}


def test_the_result_of_a_vote_shows_while_it_is_typed(live: Table) -> None:
    live.type("v Option 3 2-4-1", enter=False)
    assert live.page.live.capture.end.text().endswith("Lost")
    live.key(Qt.Key.Key_Return)


def test_a_term_of_the_word_list_is_offered_after_three_letters(live: Table) -> None:
    line = live.page.live.capture
    live.type("k the caisson", enter=False)
    live.key(Qt.Key.Key_W, CTRL | Qt.KeyboardModifier.ShiftModifier)
    live.key(Qt.Key.Key_Return)
    live.type("k more Cai", enter=False)
    assert line.popup.names == ["caisson"]
    live.key(Qt.Key.Key_Tab)
    assert line.edit.text == "more caisson "
    live.page.live.turn_word()
    live.key(Qt.Key.Key_Return)
    live.type("k cai", enter=False)
    assert line.popup.names == []
