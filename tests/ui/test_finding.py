"""The palette over a real database: records as one types, commands, prefixes, and where Enter goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.ui.finding import TYPED_MS
from pmo_desktop.ui.window import Workplace
from tests.builders import person, project
from tests.ui.windows import settled, statements, window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def typed(qtbot: QtBot, place: Workplace, text: str) -> list[tuple[str, str]]:
    QTest.keyClicks(place.shell.palette_.line, text)
    qtbot.wait(TYPED_MS + 40)
    settled(qtbot, place)
    return [(item.kind, item.text) for item in place.shell.palette_.items()]


def test_typing_finds_records_with_one_statement_and_enter_opens(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    bridge = project("Harbour Link Bridge")
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.desk.submit(batch([creation(bridge), creation(person("Haruto Sato"))]), "Begin")
        settled(qtbot, place)
        QTest.keyClick(place.shell, Qt.Key.Key_K, CTRL)
        with statements() as sent:
            found = typed(qtbot, place, "har")
        assert len(sent) == 1
        assert found[:2] == [("work", "Harbour Link Bridge"), ("person", "Haruto Sato")]
        QTest.keyClick(place.shell.palette_.line, Qt.Key.Key_Return)
        settled(qtbot, place)
        assert place.shell.target == f"project/{bridge.id}"


def test_prefixes_narrow_and_search_everything_leaves_commands_out(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.desk.submit(
            batch([creation(project("Settings for all")), creation(person("Seta Vart"))]), "Begin"
        )
        settled(qtbot, place)
        palette = place.shell.palette_
        place.shell.search()
        assert {kind for kind, _ in typed(qtbot, place, "set")} >= {"work", "person", "place", "command"}
        for prefix, kinds in (("@", {"person"}), ("#", {"work"}), (">", {"command"})):
            palette.line.clear()
            assert {kind for kind, _ in typed(qtbot, place, f"{prefix}set")} == kinds
        palette.dismiss()
        place.shell.search_records()
        assert {kind for kind, _ in typed(qtbot, place, "set")} == {"work", "person"}
        palette.dismiss()
        QTest.keyClick(place.shell, Qt.Key.Key_F, CTRL | SHIFT)
        assert place.shell.target == "search"
