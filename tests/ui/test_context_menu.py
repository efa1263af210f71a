"""The acts of a page stand in its context menu, by pointer and by the menu key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pmo_desktop.ui.pages.home import HomePage
from tests.ui.windows import window


def test_a_right_click_on_a_page_offers_its_acts(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        page = place.shell.page("home")
        assert isinstance(page, HomePage)
        here = QPoint(40, 40)
        for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
            qapp.sendEvent(page, QContextMenuEvent(reason, here, page.mapToGlobal(here)))
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            said = [a.text().partition("\t")[0] for a in menu.actions() if not a.isSeparator()]
            assert said[1] == "Check the next report"
            assert "New work" in said
            menu.close()
