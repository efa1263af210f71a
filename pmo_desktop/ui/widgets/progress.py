"""A thin bar that says how far something is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.marks import Painted


class ThinProgress(Painted):
    """A thin bar from 0 to 1, filled from the reading edge."""

    def __init__(self, share: float = 0.0, *, height: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share, self._thick = share, height

    def set_share(self, share: float) -> None:
        """Show another share."""
        self._share = min(max(share, 0.0), 1.0)
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(current().px(80), current().px(self._thick))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint trough and share."""
        theme, painter = current(), self.painter()
        painter.setPen(Qt.PenStyle.NoPen)
        box, radius = QRectF(self.rect()), self.height() / 2
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(box, radius, radius)
        wide = box.width() * self._share
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setBrush(theme.colour("accent"))
        filled = QRectF(box.right() - wide if rtl else 0, 0, wide, box.height())
        painter.drawRoundedRect(filled, radius, radius)
