"""Grey bars where rows will be, while a list is read for the first time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current

_BARS = (0.06, 0.10, 0.30, 0.08, 0.12, 0.10)
_ROW = 30


class LoadingBars(QWidget):
    """Still bars in the shape of rows; nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Reading"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint rows of bars."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line_soft"))
        high, room = theme.px(_ROW), self.width() - theme.px(32)
        for row in range(1, self.height() // high):
            left = float(theme.px(16))
            for share in _BARS:
                wide = share * room * (0.8 + 0.2 * ((row * 7 + int(share * 100)) % 3) / 2)
                painter.drawRoundedRect(QRectF(left, row * high + high * 0.32, wide, high * 0.36), 4, 4)
                left += share * room + theme.px(24)
