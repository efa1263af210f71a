"""What fits what is being typed: a small list over the line that never takes the focus."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current, font, paint_icon
from pmo_desktop.ui.theme.paint import paint_avatar

_ROW, _FOOT, _EDGE, _SHADOW = 34, 30, 4, 8


@dc.dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: what it puts in, its name, a hint after it, initials or an icon before it."""

    put: str
    name: str
    hint: str = ""
    short: str = ""
    icon: str = ""


class CompletionPopup(QWidget):
    """Painted over its window, with the first offer chosen. `taken(int)` when one is clicked."""

    taken = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self._at, self._foot = 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.hide()

    @property
    def offer(self) -> Offer | None:
        """The offer that Tab takes."""
        return self._offers[self._at] if self.isVisible() and self._offers else None

    @property
    def names(self) -> list[str]:
        """What is offered, from the top."""
        return [o.name for o in self._offers] if self.isVisible() else []

    def offer_these(self, offers: Sequence[Offer], foot: str, above: QPoint) -> None:
        """Show offers with their lower start corner at a point of the parent."""
        self._offers, self._at, self._foot = tuple(offers), 0, foot
        if not offers:
            self.hide()
            return
        size = self.sizeHint()
        parent = self.parentWidget()
        left = max(_SHADOW, min(above.x(), parent.width() - size.width() - _SHADOW)) if parent else above.x()
        self.setGeometry(QRect(QPoint(left, max(0, above.y() - size.height())), size))
        self.setAccessibleName(tr("Offers: {names}", names=", ".join(o.name for o in offers)))
        self.show()
        self.raise_()
        self.update()

    def step(self, rows: int) -> None:
        """Choose another offer."""
        if self._offers:
            self._at = (self._at + rows) % len(self._offers)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the longest offer, at most 420 px."""
        theme = current()
        wide = max(
            (
                QFontMetrics(font(14, 600)).horizontalAdvance(o.name) + self._hint_width(o)
                for o in self._offers
            ),
            default=200,
        )
        foot = QFontMetrics(font(12)).horizontalAdvance(self._foot) + theme.px(20)
        width = max(theme.px(300), min(theme.px(440), max(wide + theme.px(110), foot))) + 2 * _SHADOW
        return QSize(width, theme.px(_ROW) * len(self._offers) + theme.px(_FOOT) + 2 * _EDGE + 2 * _SHADOW)

    @staticmethod
    def _hint_width(offer: Offer) -> int:
        return QFontMetrics(font(13)).horizontalAdvance(offer.hint) + 8

    def _row(self, n: int) -> QRect:
        high = current().px(_ROW)
        return QRect(_SHADOW + _EDGE, _SHADOW + _EDGE + n * high, self.width() - 2 * (_SHADOW + _EDGE), high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes an offer; the caret stays where it is."""
        for n in range(len(self._offers)):
            if self._row(n).contains(event.position().toPoint()):
                self._at = n
                self.taken.emit(n)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shadow, plate, offers and the foot."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for n in range(_SHADOW):
            shade = theme.colour("shadow").toRgb()
            shade.setAlpha(5 if not theme.dark else 14)
            painter.setBrush(shade)
            grown = box.adjusted(n - _SHADOW, n - _SHADOW + 3, _SHADOW - n, _SHADOW - n)
            painter.drawRoundedRect(grown, 12, 12)
        painter.setPen(theme.pen("line"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for n, offer in enumerate(self._offers):
            self._paint_row(painter, n, offer)
        self._paint_foot(painter)

    def _paint_row(self, painter: QPainter, n: int, offer: Offer) -> None:
        theme, row = current(), self._row(n)
        if n == self._at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(QRectF(row), 5, 5)
        way = painter.layoutDirection()
        start = QRect(row.left() + theme.px(8), row.top(), theme.px(24), row.height())
        start = QStyle.visualRect(way, row, start)
        if offer.short:
            paint_avatar(painter, start, offer.short, theme, 22)
        elif offer.icon:
            paint_icon(painter, start, offer.icon, "text2")
        key = tr("Tab") if n == self._at else ""
        room = row.adjusted(theme.px(40), 0, -theme.px(44 if key else 10), 0)
        start_side = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font(14, 600))
        painter.setPen(theme.colour("text"))
        name = painter.fontMetrics().elidedText(offer.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QStyle.visualRect(way, row, room), start_side, name)
        rest = room.adjusted(painter.fontMetrics().horizontalAdvance(name) + theme.px(10), 0, 0, 0)
        painter.setFont(font(13))
        painter.setPen(theme.colour("text2"))
        hint = painter.fontMetrics().elidedText(offer.hint, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(QStyle.visualRect(way, row, rest), start_side, hint)
        if key:
            painter.setFont(font(12))
            painter.setPen(theme.colour("text3"))
            end = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QStyle.visualRect(way, row, row.adjusted(0, 0, -theme.px(10), 0)), end, key)

    def _paint_foot(self, painter: QPainter) -> None:
        theme, last = current(), self._row(len(self._offers))
        painter.fillRect(last.left(), last.top(), last.width(), 1, theme.colour("line_soft"))
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        room = QRect(last.left() + theme.px(10), last.top(), last.width() - theme.px(20), theme.px(_FOOT))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), self._foot)
