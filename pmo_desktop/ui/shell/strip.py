"""The strip at the top: menus, search, state of the store, news, person."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from pmo_desktop.i18n import N_, tr
from pmo_desktop.ui.theme import current, font, paint_icon
from pmo_desktop.ui.theme.paint import initials, paint_avatar, paint_focus
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Bar, plain_tip, surface

STORE_STATES = {
    "saved": ("cloud-check", N_("Saved"), "text2"),
    "saving": ("cloud-upload", N_("Saving"), "text2"),
    "offline": ("cloud-off", N_("Kept here"), "warn"),
    "conflict": ("git-compare", N_("1 to settle"), "warn"),
    "read_only": ("lock", N_("Read only"), "text2"),
}
_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_TRAILING = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)


class SearchField(QAbstractButton):
    """Looks like a field and opens the palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tr("Search or run a command"))
        self.setAccessibleName(self.text())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """340 x 26 px."""
        return QSize(current().px(340), current().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint edge, icon, hint and key."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(theme.pen("line"))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRect(self.width() - 28 if rtl else 8, 0, 20, self.height())
        paint_icon(painter, box, "search", "text2", 14)
        words = self.rect().adjusted(10 if rtl else 32, 0, -32 if rtl else -10, -1)
        painter.setPen(theme.colour("text3"))
        painter.setFont(font(12.5))
        key = "Ctrl+K" if sys.platform != "darwin" else "⌘K"
        room = words.width() - QFontMetrics(font(11, 500)).horizontalAdvance(key) - theme.px(8)
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, _LEADING, said)
        painter.setFont(font(11, 500))
        painter.setPen(theme.colour("text2"))
        painter.drawText(words, _TRAILING, key)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme, 6)


class PersonButton(QAbstractButton):
    """Who works here."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Another person."""
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.update()

    def sizeHint(self) -> QSize:
        """A square of 26 px."""
        return QSize(current().px(26), current().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the initials."""
        painter = QPainter(self)
        if self.text():
            paint_avatar(painter, self.rect(), initials(self.text()), current(), 24)
        else:
            paint_icon(painter, self.rect(), "circle-user", "text2", 18)
        if self.hasFocus():
            paint_focus(painter, self.rect(), current(), 13)


class StoreState(Button):
    """Icon and word of what the store last said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Saved"), look="quiet", icon="cloud-check", small=True, parent=parent)
        self._tone = "text2"

    def set_state(self, state: str, text: str = "") -> None:
        """One of `STORE_STATES`, with a text of its own ("Saved 10:45")."""
        icon, word, self._tone = STORE_STATES[state]
        self.set_icon(icon)
        self.setText(text or tr(word))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the warning tone where it is due."""
        if self._tone != "warn":
            super().paintEvent(event)
            return
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warn_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRect(self.width() - 30 if rtl else 10, 0, 20, self.height())
        paint_icon(painter, box, self._icon, "warn")
        painter.setPen(theme.colour("warn"))
        painter.setFont(font(13, 600))
        words = self.rect().adjusted(8 if rtl else 35, 0, -35 if rtl else -4, 0)
        painter.drawText(words, _LEADING, self.text())


class Strip(Bar):
    """40 px: menus at the start, search in the middle, state, bell and person at the end."""

    search = Signal()

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(40, parent)
        surface(self, "window")
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 13, 0)
        row.setSpacing(4)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(sys.platform == "darwin")
        self.menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.field = SearchField()
        self.field.clicked.connect(lambda _on=False: self.search.emit())
        row.addWidget(self.field, 2)
        self.field.setMaximumWidth(current().px(340))
        row.addStretch(1)
        self.store = StoreState()
        self.bell = Button(look="quiet", icon="bell", tip=tr("News"), small=True)
        self.person = PersonButton(person)
        for widget in (self.store, self.bell, self.person):
            row.addWidget(widget)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip and its hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, current().colour("line_soft"))
