"""Keys that mean something else in a plan than in the window around it: found before the menus hear them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.project.plan import PlanTab


class PlanKeys(QObject):
    """Finds, fills, copies and pastes while the focus is in the tree or the chart."""

    def __init__(self, tab: PlanTab) -> None:
        super().__init__(tab)
        self._acts = {
            "Ctrl+F": tab.open_find,
            "Ctrl+D": tab.fill_down,
            "Ctrl+C": tab.copy,
            "Ctrl+V": tab.paste,
        }
        for widget in (tab.view.tree, tab.view.canvas):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim these keys, then do what they mean."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        act = self._acts.get(QKeySequence(event.keyCombination()).toString())
        if act is None:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            act()
            return True
        return super().eventFilter(watched, event)
