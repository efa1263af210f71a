"""Columns that stay when a table is scrolled sideways: a second view of the same rows, over the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.ui.delegates.cell import CellDelegate
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.columns import TableHead

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.table import RecordTable


_MOST = 0.65
"""The share of a table's width that columns which stay may take, as at 150 per cent beside a panel."""


class FrozenColumns(QTableView):
    """Shows the first columns of a table at its reading edge while it is scrolled sideways.

    It shares model and selection with the table and never takes the focus; scrolled home it is hidden.
    """

    def __init__(self, table: RecordTable, count: int) -> None:
        super().__init__(table)
        self._table, self._count = table, count
        self._beside = table.viewport()  # asked for by events that come after the table itself has gone
        self.head = TableHead(self)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.setItemDelegate(CellDelegate(self))
        self.setFocusProxy(table)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setAutoScroll(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head.sectionClicked.connect(table.head_clicked)
        self.setProperty("row_focus", table.property("row_focus"))
        self.setProperty("hover_row", -1)
        self._follow()

    def _follow(self) -> None:
        """Scroll with the table, both ways, and show only what is due."""
        theirs, mine = self._table.verticalScrollBar(), self.verticalScrollBar()
        theirs.valueChanged.connect(mine.setValue)
        mine.valueChanged.connect(theirs.setValue)
        theirs.rangeChanged.connect(mine.setRange)
        self._table.horizontalScrollBar().valueChanged.connect(self.fit)
        self._table.horizontalHeader().sectionResized.connect(self.fit)
        self._table.horizontalHeader().sectionMoved.connect(self.fit)
        self._beside.installEventFilter(self)

    def take(self, model: QAbstractItemModel) -> None:
        """Show the table's model and selection."""
        self.setModel(model)
        self.setSelectionModel(self._table.selectionModel())
        self.fit()

    def _columns(self) -> list[int]:
        """The first columns seen, by their place on the screen, as long as they leave room for others."""
        head = self._table.horizontalHeader()
        seen = (head.logicalIndex(at) for at in range(head.count()))
        kept = [column for column in seen if not head.isSectionHidden(column)][: self._count]
        while len(kept) > 1 and sum(map(head.sectionSize, kept)) > _MOST * self._beside.width():
            kept.pop()
        return kept

    def holds(self, column: int) -> bool:
        """Whether a column is one of those that stay."""
        return column in self._columns()

    def fit(self) -> None:
        """Take widths and place from the table."""
        if self.model() is None:
            return
        scrolled = self._table.horizontalScrollBar().value() > 0
        self.setVisible(scrolled)
        if not scrolled:
            return
        kept = self._columns()
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column not in kept)
            self.setColumnWidth(column, self._table.columnWidth(column))
        self.verticalHeader().setDefaultSectionSize(self._table.verticalHeader().defaultSectionSize())
        wide = sum(self._table.columnWidth(column) for column in kept) + 1
        place = self._table.viewport().geometry()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = place.right() + 1 - wide if rtl else place.left()
        self.setGeometry(left, 0, wide, place.bottom() + 1)
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.raise_()

    def beside(self, column: int, before: int, now: int) -> int:
        """Where to scroll sideways, from `before` by Qt's word `now`, so that these cover no cell shown."""
        kept = self._columns()
        if column in kept:
            return before
        covered = sum(self._table.columnWidth(other) for other in kept)
        return min(now, max(0, self._table.horizontalHeader().sectionPosition(column) - covered))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects in both; on the head of a group it folds it."""
        index = self.indexAt(event.position().toPoint())
        group = index.data(Role.GROUP) if index.isValid() else None
        if isinstance(group, GroupRow) and event.button() == Qt.MouseButton.LeftButton:
            self._table.group_toggled.emit(group.key or group.title)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits in the table itself, which shows the cell for that."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._table.horizontalScrollBar().setValue(0)
            self._table.doubleClicked.emit(index)
            self._table.edit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the table."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the table."""
        if watched is self._beside and event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows and the edge that parts them from what scrolls."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = 0 if rtl else self.viewport().width() - 1
        painter.fillRect(edge, 0, 1, self.viewport().height(), current().colour("line"))
