"""Controls for a finger: buttons of 44 px, lists with tall rows, plates to read from."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.itemmodels.meetings import ListModel
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.marks import paint_rag
from pmo_desktop.ui.theme.paint import paint_focus
from pmo_desktop.ui.widgets.buttons import Button

TARGET = 44
"""The least height of what a finger hits, px at 100 %."""
_ROW, _MARK = 60, 22
Index = QModelIndex | QPersistentModelIndex


class TouchButton(Button):
    """A button of 44 px; it never takes the focus by a click."""

    def sizeHint(self) -> QSize:
        """As wide as its words, and never less than a finger."""
        side, usual = current().px(TARGET), super().sizeHint()
        return QSize(max(usual.width(), side), side)


class Plate(QWidget):
    """A rounded plate in a colour of the theme, with an edge, or with a bar at its reading side."""

    def __init__(self, fill: str = "page", *, edge: str = "", bar: str = "", radius: int = 10) -> None:
        super().__init__()
        self._fill, self._edge, self._bar, self._radius = fill, edge, bar, radius
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate, then its bar."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen(self._edge) if self._edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._fill))
        radius = theme.px(self._radius)
        half = 0.5 if self._edge else 0.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        if self._bar:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            wide = theme.px(3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setClipRect(QRect(self.width() - wide if rtl else 0, 0, wide, self.height()))
            painter.setBrush(theme.colour(self._bar))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


@dc.dataclass(frozen=True, slots=True)
class TouchRow:
    """A row to tap: an optional rating or number in front, a name, a line below it, a value at the end."""

    id: UUID
    title: str
    note: str = ""
    end: str = ""
    tone: str = "text2"
    rating: str = ""
    lead: str = ""
    strong: bool = False
    dim: bool = False


class _Rows(QStyledItemDelegate):
    """Paints tall rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Tall enough for a finger."""
        return QSize(120, current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row in the reading direction."""
        row: TouchRow = index.data(Role.RECORD)
        theme, box = current(), option.rect
        state = option.state
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selected"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line_soft"))
        lead, wide = theme.px(16), 0
        if row.rating or row.lead:
            wide = theme.px(34)
            place = _at(box, lead, theme.px(28), rtl=rtl)
            if row.rating:
                paint_rag(painter, place, row.rating, theme, _MARK)
            else:
                painter.setPen(theme.colour("accent_text" if row.strong else "text3"))
                painter.setFont(font(14, 600 if row.strong else 400))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.lead)
        self._words(
            painter, row, box.adjusted(lead + (0 if rtl else wide), 0, -lead - (wide if rtl else 0), 0)
        )
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -1), theme)
        painter.restore()

    def _words(self, painter: QPainter, row: TouchRow, box: QRect) -> None:
        theme = current()
        start = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        far = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(13, 500))
        wide = painter.fontMetrics().horizontalAdvance(row.end) + theme.px(12) if row.end else 0
        painter.setPen(theme.colour(row.tone))
        painter.drawText(box, far, row.end)
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = box.adjusted(wide if rtl else 0, 0, 0 if rtl else -wide, 0)
        painter.setPen(theme.colour("text3" if row.dim else "text"))
        painter.setFont(font(15, 600 if row.strong else 500))
        upper = box.adjusted(0, theme.px(8), 0, -theme.px(28)) if row.note else box
        said = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(upper, start, said)
        if row.note:
            painter.setPen(theme.colour("text2"))
            painter.setFont(font(12))
            lower = box.adjusted(0, theme.px(32), 0, -theme.px(8))
            cut = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(lower, start, cut)


def _at(box: QRect, before: int, wide: int, *, rtl: bool) -> QRect:
    left = box.right() - before - wide if rtl else box.left() + before
    return QRect(left, box.top(), wide, box.height())


class TouchList(QListView):
    """Rows to tap, scrolled by a finger. `tapped(TouchRow)`; Enter taps the row with the focus."""

    tapped = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows: ListModel[TouchRow] = ListModel(
            lambda r: " ".join(p for p in (r.title, r.note, r.end) if p)
        )
        self.setModel(self.rows)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._tap)

    def show_rows(self, rows: Sequence[TouchRow]) -> None:
        """Show other rows."""
        self.rows.set_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0))

    def _tap(self, index: Index) -> None:
        row = index.data(Role.RECORD)
        if row is not None:
            self.tapped.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space tap; letters go on to whoever listens above."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._tap(self.currentIndex())
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)
