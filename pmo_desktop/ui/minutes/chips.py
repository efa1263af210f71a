"""The marker of a line as a coloured word, and the small facts below a line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle

from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_chips import Chip
from pmo_desktop.ui.minutes.looks import PURPOSE_ICONS
from pmo_desktop.ui.theme import current, font, paint_icon
from pmo_desktop.ui.theme.paint import paint_avatar, paint_tag, tag_width
from pmo_desktop.ui.widgets.marks import Painted

_ELIDE = Qt.TextElideMode.ElideRight
_START = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


class MarkerChips(Painted):
    """The marker as a coloured word."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[tuple[str, str, str]] = []
        self.hide()

    @property
    def text(self) -> str:
        """The words shown."""
        return " ".join(word for word, _, _ in self._words)

    def set_words(self, words: list[tuple[str, str, str]]) -> None:
        """Show words as (text, icon, tone)."""
        self._words = words
        self.setAccessibleName(self.text)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def _width(self, word: str, icon: str) -> int:
        theme = current()
        wide = QFontMetrics(font(13, 600)).horizontalAdvance(word) + theme.px(18)
        return wide + (theme.px(20) if icon else 0)

    def sizeHint(self) -> QSize:
        """All words side by side."""
        wide = sum(self._width(w, i) for w, i, _ in self._words) + 6 * max(0, len(self._words) - 1)
        return QSize(wide, current().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint pale plates with icon and word."""
        theme, painter, at = current(), self.painter(), 0
        for word, icon, tone in self._words:
            wide = self._width(word, icon)
            box = QRectF(at, 0, wide, self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.soft(tone))
            painter.drawRoundedRect(box, 5, 5)
            inner = box.adjusted(theme.px(9), 0, -theme.px(9), 0)
            if icon:
                rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
                left = inner.right() - theme.px(16) if rtl else inner.left()
                paint_icon(painter, QRectF(left, 0, theme.px(16), self.height()), icon, tone, 15)
                inner.adjust(0 if rtl else theme.px(20), 0, -theme.px(20) if rtl else 0, 0)
            painter.setPen(theme.tone(tone))
            painter.setFont(font(13, 600))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), word)
            at += wide + 6


class PurposeTag(Painted):
    """What the body is asked to do with the item."""

    def __init__(self) -> None:
        super().__init__()
        self._purpose: Purpose | None = None

    def show_purpose(self, purpose: Purpose | None) -> None:
        """Show another purpose, or nothing."""
        if purpose is not self._purpose:
            self._purpose = purpose
            self.setAccessibleName(self._text)
            self.updateGeometry()
            self.update()

    @property
    def _text(self) -> str:
        return tr(self._purpose.label) if self._purpose else ""

    def sizeHint(self) -> QSize:
        """As wide as its word; nothing without one."""
        theme = current()
        return QSize(tag_width(self._text, theme, "gavel") if self._purpose else 0, theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tag."""
        if self._purpose is not None:
            icon = PURPOSE_ICONS[self._purpose]
            paint_tag(self.painter(), self.rect(), self._text, "accent_text", current(), icon)


def chip_width(chip: Chip) -> int:
    """How wide a fact below a line is."""
    theme = current()
    match chip.look:
        case "made" | "ref":
            return tag_width(chip.text, theme)
        case "effect" | "correction":
            return tag_width(chip.text, theme, "stamp")
        case "person" | "date":
            return QFontMetrics(font(13, 500)).horizontalAdvance(chip.text) + theme.px(23)
        case _:
            return QFontMetrics(font(12)).horizontalAdvance(chip.text)


def paint_chip(painter: QPainter, rect: QRect, chip: Chip) -> None:
    """Paint a fact: a tag for what was made, a face with a name, a day, or plain words."""
    theme = current()
    match chip.look:
        case "made":
            paint_tag(painter, rect, chip.text, chip.tone, theme)
        case "effect":
            paint_tag(painter, rect, chip.text, chip.tone, theme, "stamp")
        case "correction":
            said = QFontMetrics(font(11, 500)).elidedText(chip.text, _ELIDE, rect.width() - theme.px(28))
            paint_tag(painter, rect, said, chip.tone, theme, "pen-line")
        case "ref":
            _paint_ref(painter, rect, chip)
        case "person" | "date":
            way = painter.layoutDirection()
            head = QRect(rect.left(), rect.top(), theme.px(18), rect.height())
            head = QStyle.visualRect(way, rect, head)
            if chip.look == "person":
                paint_avatar(painter, head, chip.short, theme, 18)
            else:
                paint_icon(painter, head, "calendar", "text2", 15)
            painter.setFont(font(13, 500))
            painter.setPen(theme.tone(chip.tone))
            name = QStyle.visualRect(way, rect, rect.adjusted(theme.px(23), 0, 4, 0))
            painter.drawText(name, _START, chip.text)
        case _:
            painter.setFont(font(12))
            painter.setPen(theme.tone(chip.tone))
            said = painter.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, rect.width() + 2)
            painter.drawText(rect.adjusted(0, 0, 4, 0), _START, said)


def _paint_ref(painter: QPainter, rect: QRect, chip: Chip) -> None:
    theme = current()
    painter.setPen(theme.pen("line"))
    painter.setBrush(theme.colour("page"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.tone(chip.tone))
    painter.setFont(font(11, 500))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), chip.text)
