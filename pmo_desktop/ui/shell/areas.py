"""The areas of the window and the way between them by F6: navigation, page, inspector, strip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pmo_desktop.ui.shell.body import Body
from pmo_desktop.ui.shell.page import Page, takes_focus
from pmo_desktop.ui.shell.rail import Rail
from pmo_desktop.ui.shell.strip import Strip


class Areas:
    """Knows which areas are seen, which one has the focus, and gives it to the next."""

    def __init__(self, rail: Rail, body: Body, strip: Strip, page: Callable[[], QWidget | None]) -> None:
        self._rail, self._body, self._strip, self._page = rail, body, strip, page
        self._last: dict[QWidget, QWidget] = {}

    def _areas(self) -> list[QWidget]:
        inspector = self._body.inspector if self._body.inspecting else None
        found = [self._rail, self._page(), inspector, self._strip]
        return [area for area in found if area is not None]

    def move(self, step: int) -> None:
        """Give the focus to the next area (1) or the one before (-1), where it was there last."""
        areas, now = self._areas(), QApplication.focusWidget()
        at = next((n for n, a in enumerate(areas) if now and (a is now or a.isAncestorOf(now))), -1)
        if at >= 0 and now:
            self._last[areas[at]] = now
        for away in range(1, len(areas) + 1):
            if self._enter(areas[(at + away * step) % len(areas)]):
                return

    def _enter(self, area: QWidget) -> bool:
        last = self._last.get(area)
        if last is not None and _alive(last) and takes_focus(last):
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if isinstance(area, Rail | Page):
            area.focus_first()
        elif isinstance(area, Strip):
            area.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            first = next((w for w in area.findChildren(QWidget) if takes_focus(w)), None)
            if first:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        now = QApplication.focusWidget()
        return now is not None and (area is now or area.isAncestorOf(now))


def _alive(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return bool(isValid(widget))
