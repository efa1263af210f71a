"""The commands of the meetings page: their keys, and where and when each can be done."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from typing import TYPE_CHECKING

from pmo_desktop.domain.markers import MARKERS
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.i18n import tr
from pmo_desktop.ui.shell.acts import ActList

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

AGENDA, LIVE, AFTER, ACTIONS = "agenda", "live", "after", "actions"
MARKER_KEYS = (
    *("F7", "F9", "F11", "F12", "Shift+F2", "Shift+F3"),
    *("Shift+F4", "Shift+F5", "Shift+F7", "Shift+F9", "Shift+F12"),
)
"""A function key for each marker, for keyboards where the signs need AltGr."""
KEYS = tuple(zip(MARKERS, MARKER_KEYS, strict=True))


@dc.dataclass(frozen=True, slots=True)
class Where:
    """The tab in front ("" on the list) and the state of the meeting, None before it is read."""

    tab: str = ""
    state: MeetingState | None = None

    @property
    def running(self) -> bool:
        """Whether a session is open or only broken off."""
        return self.state in (MeetingState.IN_SESSION, MeetingState.ADJOURNED)

    def against(self, name: str) -> str:
        """Why a command of this tab cannot be done now, "" when it can."""
        if name == "start" and self.state is MeetingState.IN_SESSION:
            return tr("The meeting is in session")
        if name in ("end", "accept") and not self.running:
            return tr("The meeting is not in session")
        return "" if self.state is not None or not self.tab else tr("The meeting is being read")


class Acts:
    """The commands as acts of the page; each belongs to some of the tabs ("" is the list)."""

    def __init__(self, does: ActList) -> None:
        self._does, self._where = does, Where()
        self._tabs: dict[str, tuple[QAction, tuple[str, ...]]] = {}

    def add(
        self,
        name: str,
        text: str,
        run: Callable[[], object],
        tabs: tuple[str, ...],
        *,
        keys: str = "",
        shown_key: str = "",
        icon: str = "",
        band: int = 0,
        under: str = "",
        why_not: Callable[[], str] | None = None,
    ) -> None:
        """A command on some tabs; its text is translated."""

        def against() -> str:
            return self._where.against(name) or (why_not() if why_not is not None else "")

        action = self._does.add(text, run, keys=keys, icon=icon, band=band, why_not=against, under=under,
                                shown_key=shown_key)  # fmt: skip
        self._tabs[name] = action, tabs

    def show_for(self, where: Where) -> None:
        """Only what belongs here is offered, and only what can be done now can be done."""
        self._where = where
        for name, (action, tabs) in self._tabs.items():
            action.setVisible(where.tab in tabs)
            action.setEnabled(where.tab in tabs and not where.against(name))
            action.setToolTip(where.against(name))
