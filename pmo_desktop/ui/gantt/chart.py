"""Any other chart on a page: drawn again when its size or the theme changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmo_desktop.charts.palette import Palette, screen
from pmo_desktop.ui.gantt.blit import picture
from pmo_desktop.ui.theme.force import current

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Draw: TypeAlias = "Callable[[Figure, Palette], None]"
SCALE = 12 / 8.5
"""Pixels for one point of a chart: its text of 8.5 points becomes 12 pixels high."""


class ChartView(QWidget):
    """Shows what a function draws, such as `lambda f, palette: rag_history(f, history, palette)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._draw: Draw | None = None
        self._height = 0.0
        self._figure: Figure | None = None
        self._image: QImage | None = None
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_chart(self, draw: Draw, finding: str = "", height: float = 0.0) -> None:
        """Show another chart; `finding` is read out, `height` in points is what it needs."""
        self._draw, self._height, self._image = draw, height, None
        self.setAccessibleName(finding)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the chart needs."""
        return QSize(360, round((self._height or 120) * SCALE * current().zoom))

    def minimumSizeHint(self) -> QSize:
        """Charts shrink in width only."""
        return QSize(160, self.sizeHint().height() if self._height else 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw if anything changed, then copy."""
        if self._image is None and self._draw is not None:
            self._image = self._drawn(self._draw)
        if self._image is not None:
            painter = QPainter(self)
            painter.drawImage(0, 0, self._image)
            painter.end()

    def _drawn(self, draw: Draw) -> QImage:
        from matplotlib.figure import Figure

        scale, ratio = SCALE * current().zoom, self.devicePixelRatioF()
        inches = (max(self.width(), 1) / scale / 72, max(self.height(), 1) / scale / 72)
        self._figure = Figure(figsize=inches, dpi=72 * scale * ratio)
        draw(self._figure, screen(dark=current().dark))
        return picture(self._figure, ratio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size is another drawing."""
        super().resizeEvent(event)
        self._image = None

    def changeEvent(self, event: QEvent) -> None:
        """So is another theme."""
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._image = None
            self.updateGeometry()
        super().changeEvent(event)
