"""Short messages at the bottom start corner of the window, one at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from pmo_desktop.ui.widgets.notices import Toast

_KEPT = 12


class Toasts:
    """Shows a toast in a window and takes the one before away."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._now: Toast | None = None
        self.recent: deque[str] = deque(maxlen=_KEPT)
        """What was said lately, the latest first, for those who were not quick enough to read it."""

    def show(
        self, text: str, act: str, on_act: Callable[[], object] | None, *, start: int, lift: int
    ) -> None:
        """Show a text; `start` px from the reading edge and `lift` px above the lower one."""
        self.recent.appendleft(text)
        if self._now is not None:
            self._now.close()
        shown = Toast(self._window, text, act=act)
        shown.destroyed.connect(lambda: self._gone(shown))
        if shown.button and on_act:
            shown.button.clicked.connect(lambda _on=False: on_act())
        self._now = shown
        rtl = self._window.layoutDirection() == Qt.LayoutDirection.RightToLeft
        across = self._window.width() - start if rtl else start
        shown.show_at(QPoint(across, self._window.height() - lift))

    def _gone(self, gone: Toast) -> None:
        if self._now is gone:
            self._now = None
