"""The commands of the meetings page: their keys, and when each can be done."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.i18n import tr

AGENDA, LIVE, ACTIONS = "agenda", "live", "actions"
MARKER_KEYS = (
    *("F7", "F9", "F11", "F12", "Shift+F2", "Shift+F3"),
    *("Shift+F4", "Shift+F5", "Shift+F7", "Shift+F9", "Shift+F12"),
)
"""A function key for each marker, for keyboards where the signs need AltGr."""


@dc.dataclass(frozen=True, slots=True)
class Where:
    """The tab in front ("" on the list) and the state of the meeting, None before it is read."""

    tab: str = ""
    state: MeetingState | None = None

    @property
    def running(self) -> bool:
        """Whether a session is open or only broken off."""
        return self.state in (MeetingState.IN_SESSION, MeetingState.ADJOURNED)

    def allows(self, name: str) -> bool:
        """Whether a command can be done here."""
        match name:
            case "tab_after" | "tab_before" | "pdf":
                return bool(self.tab)
            case "item":
                return self.tab == AGENDA
            case "start":
                return bool(self.tab) and self.state not in (None, MeetingState.IN_SESSION)
            case "end" | "accept":
                return self.tab == LIVE and self.running
            case "plan_next" | "new_body":
                return not self.tab
            case _:
                return self.tab == LIVE


class Acts:
    """The commands as actions of the page."""

    def __init__(self, page: QWidget) -> None:
        self._page, self._acts = page, dict[str, QAction]()

    def add(self, name: str, text: str, keys: str, run: Callable[[], object]) -> None:
        """A command; its text is translated here."""
        action = QAction(tr(text), self._page)
        action.setShortcut(QKeySequence(keys) if keys else QKeySequence())
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on=False: run())
        self._page.addAction(action)
        self._acts[name] = action

    def show_for(self, where: Where) -> None:
        """Only what can be done now can be done."""
        for name, action in self._acts.items():
            action.setEnabled(where.allows(name))
