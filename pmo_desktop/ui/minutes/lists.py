"""A list whose rows are painted by a painter of their own, as high as they need to be."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmo_desktop.itemmodels.meetings import ListModel
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.theme.paint import paint_focus

Index = QModelIndex | QPersistentModelIndex
WIDEST = 8000


def placed(painter: QPainter, whole: QRect, box: QRect) -> QRect:
    """A box inside a whole where it stands in the painter's direction of reading."""
    return QStyle.visualRect(painter.layoutDirection(), whole, box)


class RowPainter(QStyledItemDelegate):
    """Paints one row; derive and give `height` and `paint_row`."""

    def height(self, row: Any, width: int) -> int:
        """How high a row is at a width."""
        return current().px(30) if row is not None and width else 0

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, *, hover: bool, chosen: bool) -> None:
        """Paint a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The row's own height at the width of the list."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else WIDEST
        return QSize(width, self.height(index.data(Role.RECORD), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row, with the ring when the keyboard is on it."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        row = index.data(Role.RECORD)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        self.paint_row(painter, rect, row, hover=hover, chosen=focused)
        if focused:
            paint_focus(painter, rect.adjusted(2, 1, -2, -1), current(), 6)
        painter.restore()


class RowList(QListView):
    """A list of rows; Enter or a double click acts on one, a click chooses it."""

    acted = Signal(object)
    """The row that Enter was pressed on, or that was clicked twice."""
    clicked_on = Signal(object)
    """The row that was clicked."""

    def __init__(self, model: ListModel[Any], painter: RowPainter, name: str) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        painter.setParent(self)
        self.setItemDelegate(painter)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; border: none; outline: none; }")
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda i: self.acted.emit(i.data(Role.RECORD)))
        self.clicked.connect(lambda i: self.clicked_on.emit(i.data(Role.RECORD)))

    @property
    def row(self) -> Any:
        """The row that the keyboard is on, or None."""
        return self.currentIndex().data(Role.RECORD) if self.currentIndex().isValid() else None

    def full_height(self) -> int:
        """How high the list is with all its rows."""
        return sum(self.sizeHintForIndex(self.rows.index(n)).height() for n in range(self.rows.rowCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts on the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row is not None:
            self.acted.emit(self.row)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard, there is always a row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights follow the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another look."""
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)
