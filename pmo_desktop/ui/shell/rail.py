"""The navigation rail: pages in the order of the month, what is pinned, and the rest at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import Theme, current, font, paint_icon
from pmo_desktop.ui.theme.marks import RATING_WORDS, paint_rag
from pmo_desktop.ui.theme.paint import paint_focus
from pmo_desktop.ui.widgets.text import Label, plain_tip, surface

OPEN, MOST, FOLDED = 196, 240, 56
_VISIBLE_DIGITS = 999


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: where it leads, its word, an icon (or a rating, painted as a mark)."""

    target: str
    text: str
    icon: str
    bottom: bool = False


class RailItem(QAbstractButton):
    """An entry of the rail; folded it is an icon with a dot for something new."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place, self.count, self.folded = place, 0, False
        self.setText(place.text)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many things wait for me there."""
        self.count = count
        said = tr("{page}, {n} waiting", page=self.text(), n=count) if count else self.text()
        self.setAccessibleName(said)
        self._tip()
        self.update()

    def fold(self, folded: bool) -> None:
        """Show the icon only, or icon and word."""
        self.folded = folded
        self._tip()
        self.updateGeometry()
        self.update()

    def _tip(self) -> None:
        self.setToolTip(plain_tip(self.accessibleName()) if self.folded else "")

    def wanted_width(self) -> int:
        """The width that shows the whole word and the count."""
        theme = current()
        return QFontMetrics(font(13, 600)).horizontalAdvance(self.text()) + theme.px(36 + 34 + 16)

    def sizeHint(self) -> QSize:
        """32 px high, folded 36."""
        return QSize(current().px(40), current().px(36 if self.folded else 32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the entry."""
        theme, painter, on = current(), QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if on else "selected_idle"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(6), theme.px(6))
        side = theme.px(18 if self.folded else 16)
        lead = (self.width() - side) // 2 if self.folded else theme.px(10)
        self._paint_icon(painter, theme, self._mirrored(QRect(lead, 0, side, self.height())), on=on)
        if self.folded:
            self._paint_dot(painter, theme)
        else:
            self._paint_words(painter, theme, on=on)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme, 6)

    def _mirrored(self, box: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right() - 1)
        return box

    def _paint_icon(self, painter: QPainter, theme: Theme, box: QRect, *, on: bool) -> None:
        if self.place.icon in RATING_WORDS:
            paint_rag(painter, box, self.place.icon, theme)
        else:
            tone = "accent_text" if on else "text2"
            paint_icon(painter, box, self.place.icon, tone, 18 if self.folded else 16)

    def _paint_dot(self, painter: QPainter, theme: Theme) -> None:
        if self.count:
            at = self._mirrored(QRect(self.width() - theme.px(14), theme.px(6), 6, 6))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_text"))
            painter.drawEllipse(QPointF(at.center()), 3, 3)

    def _paint_words(self, painter: QPainter, theme: Theme, *, on: bool) -> None:
        number = "" if not self.count else f"{min(self.count, _VISIBLE_DIGITS)}"
        wide = QFontMetrics(font(11, 500)).horizontalAdvance(number) + theme.px(10)
        words = self._mirrored(QRect(theme.px(36), 0, self.width() - theme.px(36) - wide, self.height()))
        painter.setFont(font(13, 600 if on else 400))
        painter.setPen(theme.colour("accent_text" if on else "text"))
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), said)
        painter.setFont(font(11, 500))
        painter.setPen(theme.colour("text2"))
        end = self._mirrored(QRect(self.width() - wide, 0, wide - theme.px(9), self.height()))
        painter.drawText(end, int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter), number)


class Rail(QWidget):
    """The rail itself. `chosen(target)` when a person goes somewhere."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "window")
        self._items: dict[str, RailItem] = {}
        self._pins: list[RailItem] = []
        self._folded = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(2)
        for place in places:
            if not place.bottom:
                self._column.addWidget(self._item(place))
        self._pinned = Label(tr("Pinned"), size=12, weight=500, tone="text2")
        self._pinned.setContentsMargins(10, 14, 10, 4)
        self._pinned.hide()
        self._column.addWidget(self._pinned)
        self._column.addStretch(1)
        for place in places:
            if place.bottom:
                self._column.addWidget(self._item(place))
        self.fold(folded=False)

    def _item(self, place: Place) -> RailItem:
        item = RailItem(place, self)
        item.clicked.connect(lambda _on=False: self._clicked(item))
        self._items[place.target] = item
        return item

    def _clicked(self, item: RailItem) -> None:
        item.setChecked(True)
        self.chosen.emit(item.place.target)

    @property
    def folded(self) -> bool:
        """Whether only icons are shown."""
        return self._folded

    def fold(self, *, folded: bool) -> None:
        """Show icons only, or words too."""
        self._folded = folded
        for item in [*self._items.values(), *self._pins]:
            item.fold(folded)
        self._pinned.setVisible(bool(self._pins) and not folded)
        self._take_width()

    def _take_width(self) -> None:
        theme = current()
        wanted = max((i.wanted_width() for i in self._items.values()), default=0)
        wide = min(max(wanted, theme.px(OPEN)), theme.px(MOST))
        self.setFixedWidth(theme.px(FOLDED) if self._folded else wide)

    def targets(self) -> list[str]:
        """Where the entries lead, from the top; what is pinned is not among them."""
        return list(self._items)

    def light(self, target: str) -> None:
        """Show where the person is."""
        for item in [*self._items.values(), *self._pins]:
            item.setChecked(item.place.target == target)

    def set_count(self, target: str, count: int) -> None:
        """Show how many things wait there."""
        self._items[target].set_count(count)

    def set_pinned(self, places: Sequence[Place]) -> None:
        """Show what is pinned, in order."""
        for item in self._pins:
            self._column.removeWidget(item)
            item.deleteLater()
        self._pins = []
        at = self._column.indexOf(self._pinned) + 1
        for place in places:
            item = RailItem(place, self)
            item.clicked.connect(lambda _on=False, item=item: self._clicked(item))
            item.fold(self._folded)
            self._pins.append(item)
            self._column.insertWidget(at, item)
            at += 1
        self._pinned.setVisible(bool(places) and not self._folded)

    def focus_first(self) -> None:
        """Put the focus on the entry of the page in force."""
        items = list(self._items.values())
        lit = next((i for i in items if i.isChecked()), items[0] if items else None)
        if lit:
            lit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move up and down, Enter goes."""
        items = [i for i in self.findChildren(RailItem) if i.isVisible()]
        items.sort(key=lambda i: i.y())
        now = next((n for n, i in enumerate(items) if i.hasFocus()), -1)
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if now >= 0:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                items[(now + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if now >= 0:
                self._clicked(items[now])
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of look."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_pins"):
            self._take_width()
        super().changeEvent(event)
