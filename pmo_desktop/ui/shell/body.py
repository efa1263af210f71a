"""The place of pages and of the inspector: side by side, or the inspector over a narrow page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.notices import BannerPlace
from pmo_desktop.ui.widgets.text import surface

DEFAULT, LEAST, MOST = 324, 280, 480
FLOATS_BELOW = 1280
_GRIP = 7


class _Grip(QWidget):
    """The edge of the inspector that can be drawn; a double click gives the default width."""

    dragged = Signal(int)
    reset = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self._from: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        now = event.globalPosition().toPoint()
        if self._from is not None:
            self.dragged.emit(self._from.x() - now.x())
            self._from = now

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._from = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.reset.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.width() // 2, 0, 1, self.height(), current().colour("line"))


class Body(QWidget):
    """Holds the stack of pages, the banner and strips of the one in front, and the inspector at its side."""

    resized = Signal(int)
    """The inspector's new width, when a person changed it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._main = QWidget(self)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banners = BannerPlace()
        self.stack = QStackedWidget()
        self._said = QWidget()
        self._said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._strips = QVBoxLayout(self._said)
        self._strips.setContentsMargins(0, 0, 0, 0)
        self._strips.setSpacing(0)
        self._strips.addWidget(self.banners)
        self._above = QVBoxLayout()
        column.addLayout(self._above)
        column.addWidget(self.stack, 1)
        self.speak_in(None)
        self._place = surface(QWidget(self), "page")
        self._inner = QVBoxLayout(self._place)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._grip = _Grip(self)
        self._grip.dragged.connect(self._drag)
        self._grip.reset.connect(lambda: self.set_width(DEFAULT))
        self._shown: QWidget | None = None
        self._wide, self._wanted = DEFAULT, True
        self._lay_out()

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip below the banner; it shows itself when it has something to say."""
        self._strips.addWidget(strip)

    def speak_in(self, place: QBoxLayout | None) -> None:
        """Put banner and strips in a place of the page in front, None above the page; the focus stays."""
        where = self._above if place is None else place
        if where.indexOf(self._said) >= 0:
            return
        held = QApplication.focusWidget()
        inside = held is not None and self._said.isAncestorOf(held)
        where.insertWidget(0, self._said)
        self._said.show()
        if held is not None and inside:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def inspector(self) -> QWidget | None:
        """What is in the inspector's place."""
        return self._shown

    @property
    def inspecting(self) -> bool:
        """Whether the inspector is seen."""
        return self._shown is not None and self._wanted

    @property
    def floats(self) -> bool:
        """Whether the inspector lies over the page."""
        return self.window().width() < FLOATS_BELOW

    def inspect(self, widget: QWidget | None) -> None:
        """Put a widget in the inspector's place; the one before is hidden and still its page's."""
        if widget is self._shown:
            return
        if self._shown:
            self._inner.removeWidget(self._shown)
            self._shown.hide()
        self._shown = widget
        if widget:
            self._inner.addWidget(widget)
            widget.show()
        self._lay_out()

    def want(self, *, shown: bool) -> None:
        """Show or hide the inspector's place whatever is in it."""
        self._wanted = shown
        self._lay_out()

    def set_width(self, width: int) -> None:
        """Give the inspector a width within its limits, and tell."""
        self._wide = min(max(width, LEAST), MOST)
        self._lay_out()
        self.resized.emit(self._wide)

    def _drag(self, by: int) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.set_width(self._wide - by if rtl else self._wide + by)

    def _lay_out(self) -> None:
        seen, wide = self.inspecting, current().px(self._wide)
        self._place.setVisible(seen)
        self._grip.setVisible(seen)
        taken = wide if seen and not self.floats else 0
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._main.setGeometry(QRect(taken if rtl else 0, 0, self.width() - taken, self.height()))
        left = 0 if rtl else self.width() - wide
        edge = wide if rtl else left
        self._place.setGeometry(left, 0, wide, self.height())
        self._grip.setGeometry(edge - _GRIP // 2, 0, _GRIP, self.height())
        self._place.raise_()
        self._grip.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room."""
        super().resizeEvent(event)
        self._lay_out()
