"""The leader's window of a workplace: made when it is first wanted, closed with the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pmo_desktop.ui.desk import Desk
    from pmo_desktop.ui.leader.window import LeaderWindow
    from pmo_desktop.ui.minutes.sitting import Sitting
    from pmo_desktop.ui.theme import Look
    from pmo_desktop.ui.widgets.remembered import Remembered


class Leading(QObject):
    """Opens the leader's window beside the main one."""

    def __init__(self, desk: Desk, look: Look, remembered: Remembered, main: QWidget) -> None:
        super().__init__(main)
        self._desk, self._look, self._kept, self._main = desk, look, remembered, main
        self.window: LeaderWindow | None = None
        main.installEventFilter(self)

    def show(self, sitting: Sitting) -> None:
        """Show the meeting of a sitting; the focus stays where it is."""
        from pmo_desktop.ui.leader.window import LeaderWindow

        if sitting.facts is None:
            return
        if self.window is None:
            self.window = LeaderWindow(self._desk, self._look, self._kept, sitting)
        self.window.open(sitting.facts.meeting.id)
        self.window.show_beside(self._main)

    def close(self) -> None:
        """Let go of the window."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It ends with the main window."""
        if event.type() == QEvent.Type.Close and watched is self._main:
            self.close()
        return super().eventFilter(watched, event)
