"""Labels and lines: every label shows plain text, in a size and tone of the scale."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.paint import isolated


class Label(QLabel):
    """Plain text in a size (28 to 11), weight (400, 500, 600) and tone ("text", "text2", "neg"...).

    `elide` cuts at the end where there is no room, with all of it in the tooltip; `wrap` breaks lines.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: float = 13,
        weight: int = 400,
        tone: str = "text",
        wrap: bool = False,
        elide: bool = False,
        italic: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wanted = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self._size, self._weight, self._italic, self._elide = size, weight, italic, elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, weight, italic=italic))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)
        self.setAlignment(self._wanted)

    def setAlignment(self, wanted: Qt.AlignmentFlag) -> None:  # noqa: N802
        """Align by the direction of the window; Qt alone would go by the script of the text."""
        self._wanted = wanted
        if not wanted & Qt.AlignmentFlag.AlignHorizontal_Mask:
            wanted |= Qt.AlignmentFlag.AlignLeading
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if rtl and wanted & sides and not wanted & Qt.AlignmentFlag.AlignAbsolute:
            wanted ^= sides
        super().setAlignment(wanted | Qt.AlignmentFlag.AlignAbsolute)

    def set_tone(self, tone: str) -> None:
        """Show the text in another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        """Take the font of the zoom in force."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._wanted)
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(font(self._size, self._weight, italic=self._italic))
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """An eliding label may become narrow."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), current().px(24)), hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip when it is cut."""
        super().resizeEvent(event)
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
            self.setToolTip(plain_tip(self.text()) if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, cut at the end where it has to be."""
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        said = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        flags = int(self.alignment()) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(room, flags, isolated(said, rtl=rtl))


def plain_tip(text: str) -> str:
    """A tooltip that shows text as it is: Qt would read a tooltip that looks like markup as markup."""
    if "<" not in text:
        return text
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<p style='white-space:pre-wrap'>{safe}</p>"


class Bar(QWidget):
    """A strip across a place, of one height in px at 100 %, that follows the zoom."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.setFixedHeight(current().px(height))

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of the zoom in force."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(current().px(self._height))
        super().changeEvent(event)


def line(*, vertical: bool = False, strong: bool = False, parent: QWidget | None = None) -> QFrame:
    """A hairline; `strong` in the tone of panel edges."""
    made = QFrame(parent)
    made.setProperty("surface", "edge" if strong else "line")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def surface(widget: QWidget, name: str) -> QWidget:
    """Give a widget the fill "window", "page", "sunken" or "raised"; returns the widget."""
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget
