"""A meetings page on a screen, and a scribe's hands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.ui.minutes.capture import Mode
from pmo_desktop.ui.pages.meetings import MeetingsPage
from tests.ui.meeting_window import Made, read

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
