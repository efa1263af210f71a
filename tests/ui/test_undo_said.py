"""What the window says of undo, and what it keeps under the bell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pmo_desktop.ui.pages.receipt import ReceiptPage
from tests.ui.windows import register_file, settled, window

CTRL = Qt.KeyboardModifier.ControlModifier


def test_undo_says_what_was_undone_and_the_bell_keeps_what_was_said(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([register_file(tmp_path)])
        settled(qtbot, place)
        page = place.shell.page("receipt")
        assert isinstance(page, ReceiptPage)
        page.import_now()
        settled(qtbot, place)
        said = "Import 3 works from register.csv"
        assert place.shell.news == [f"{said}: stored"]
        place.shell.go("settings")
        for key, lead in ((Qt.Key.Key_Z, "Undone"), (Qt.Key.Key_Y, "Made again")):
            QTest.keyClick(place.shell, key, CTRL)
            settled(qtbot, place)
            assert place.shell.status_line.said() == f"{lead} {said}"
        place.shell.strip.bell.click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.actions()[0].text() == f"{said}: stored"
        menu.close()
