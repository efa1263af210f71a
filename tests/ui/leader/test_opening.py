"""The leader's window is opened from a meeting and ends with the main window; the focus stays there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.ui.shell import Page
from tests.ui.meeting_window import database, file_url, hold
from tests.ui.windows import settled, window


def test_it_opens_from_the_meeting_and_closes_with_the_window(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    url = file_url(tmp_path)
    open_office(url, create=True).close()
    made = database(url)
    hold(made)
    with window(qtbot, qapp, tmp_path / "meeting.db", create=False) as place:
        place.shell.go(f"meetings/{made.meeting}/live")
        settled(qtbot, place)
        page = place.shell.page_shown()
        assert isinstance(page, Page)
        act = next(a for a in page.offered() if a.text.startswith("Leader's view"))
        focus = QApplication.focusWidget()
        act.action.trigger()
        settled(qtbot, place)
        opened = place.leading.window
        assert opened is not None
        assert opened.isVisible()
        assert opened.view is not None
        assert opened.view.ref == "PB-2026-01"
        assert not opened.isActiveWindow()
        assert QApplication.focusWidget() is focus
        place.shell.close()
        assert place.leading.window is None
