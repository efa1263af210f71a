"""Fields that are stored when they are left: a line, a text of several lines, a rating."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSizePolicy

from pmo_desktop.domain.health import Rating
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.project_reports import CHOICES
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.theme.marks import paint_rag

_MARK = 17


def rating_icon(rating: Rating) -> QIcon:
    """The mark of a rating as an icon for a list."""
    side = current().px(_MARK + 5)
    pixmap = QPixmap(QSize(side * 2, side * 2))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = pixmap.rect()
    box.setSize(QSize(side, side))
    paint_rag(painter, box, rating.value, current(), _MARK)
    painter.end()
    return QIcon(pixmap)


class RatingBox(QComboBox):
    """A list of the ratings with their marks; a first letter chooses. `picked` names the new one."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for rating in CHOICES:
            self.addItem(rating_icon(rating), tr(rating.label))
        side = current().px(_MARK + 5)
        self.setIconSize(QSize(side, side))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda at: self.picked.emit(CHOICES[at]))

    @property
    def rating(self) -> Rating:
        """The rating shown."""
        return CHOICES[self.currentIndex()]

    def set_rating(self, rating: Rating) -> None:
        """Show a rating without a signal."""
        self.setCurrentIndex(CHOICES.index(rating))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes a rating by accident."""
        event.ignore()


class TextField(QPlainTextEdit):
    """A text of several lines; `left` when the focus goes and the text was changed. Tab goes on."""

    left = Signal(str)

    def __init__(self, name: str, lines: int = 3) -> None:
        super().__init__()
        self._stored = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + current().px(20))

    @property
    def changed(self) -> bool:
        """Whether the text differs from what is stored."""
        return self.toPlainText() != self._stored

    def set_stored(self, text: str) -> None:
        """Show the stored text, unless somebody is typing here."""
        typing = self.hasFocus() and self.changed
        self._stored = text
        if not typing and self.toPlainText() != text:
            self.setPlainText(text)

    def finish(self) -> None:
        """Announce the text when it was changed."""
        if self.changed:
            self._stored = self.toPlainText()
            self.left.emit(self._stored)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving stores."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter stores, Esc takes the stored text back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and self.changed:
            self.setPlainText(self._stored)
        else:
            super().keyPressEvent(event)
