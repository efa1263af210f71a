"""The table of every list: 30 px rows, hairlines, no zebra; sorting, columns, copy, density, groups."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.ui.delegates.cell import CellDelegate
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.columns import ColumnMenu, TableHead, copy_text, keep_widths, kept_widths
from pmo_desktop.ui.widgets.frozen import FrozenColumns
from pmo_desktop.ui.widgets.remembered import Memory, Remembered
from pmo_desktop.ui.widgets.tablebehaviour import behave

_FOLLOW_MS = 80
_LEAST_STRETCHED = 170
_LONGER_WORD = 40
_Hint = QAbstractItemView.ScrollHint
DENSE, COMPACT, TWO_LINES, PLAN = 30, 28, 46, 24


class RecordTable(QTableView):
    """A list of records over any item model that answers `Role`s.

    `name` with `remembered` keeps widths, order and hidden columns. `row` is the height of a row
    (DENSE 30, COMPACT 28, TWO_LINES 46, PLAN 24); dense rows become 36 when the person chooses roomy.
    `frozen` columns at the reading edge stay when the table is scrolled sideways.
    `row_focus` shows the selected row only, without a ring on a cell (lists that are not edited).
    """

    acted = Signal(QModelIndex)
    """A row's button was used, or Enter was pressed on a row."""
    followed = Signal(QModelIndex)
    """The current row has rested for 80 ms: time to fill the inspector. May be invalid."""
    group_toggled = Signal(str)
    """Key of the group whose head was clicked or folded by key."""
    sorted_by = Signal(int, Qt.SortOrder)
    """The person sorted; the model was sorted already."""
    level_wanted = Signal(int)
    """Shift+click on a column head: sort by this column as well."""

    def __init__(
        self,
        *,
        name: str = "",
        remembered: Remembered | None = None,
        row: int = DENSE,
        row_focus: bool = False,
        frozen: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._row, self._zoom = name, row, current().zoom
        self._kept: Remembered = Memory() if remembered is None else remembered
        self._sort: tuple[int, Qt.SortOrder] | None = None
        self._stretch: int | None = None
        self._least = _LEAST_STRETCHED
        self._placed = False
        self._frozen: FrozenColumns | None = None
        self.setProperty("row_focus", row_focus)
        self.setProperty("hover_row", -1)
        behave(self, row_focus=row_focus)
        self.head = TableHead(self)
        self.setHorizontalHeader(self.head)
        self.head.setResizeContentsPrecision(60)  # rows measured to fit a column: it happens after every sort
        self.head.sectionClicked.connect(self.head_clicked)
        self.head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.head.customContextMenuRequested.connect(self._show_menu)
        self.head.sectionResized.connect(self._changed_columns)
        self.head.sectionMoved.connect(self._changed_columns)
        delegate = CellDelegate(self)
        delegate.acted.connect(self.acted)
        self.setItemDelegate(delegate)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(lambda: self.followed.emit(self.currentIndex()))
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit_words)
        self._frozen = FrozenColumns(self, frozen) if frozen else None
        self._take_sizes()

    def set_columns(
        self,
        widths: Mapping[int, int] | None = None,
        *,
        stretch: int | None = None,
        hidden: set[int] | None = None,
        least: int = _LEAST_STRETCHED,
    ) -> None:
        """Set first widths by column, the column that takes what is left (`least` or more), and those hidden.

        Columns without a width fit their content. What the person changed before is kept instead.
        Call after `setModel`.
        """
        blocker = QSignalBlocker(self.head)
        for column in range(self.model().columnCount()):
            wide = (widths or {}).get(column)
            self.setColumnWidth(column, self._first_width(column, wide))
            self.setColumnHidden(column, column in (hidden or set()))
        self._stretch, self._least, self._placed = stretch, least, True
        if self._name:
            kept_widths(self.head, self._kept, self._name)
        blocker.unblock()
        self.head.viewport().update()
        self._share_out()

    def _first_width(self, column: int, wide: int | None) -> int:
        """The width asked for, and a little more where the head has a longer word in this language."""
        if not wide:
            return self._fitting(column)
        theme = current()
        head = self.head.sectionSizeHint(column) - (theme.px(16) if self.head.at_end(column) else 0)
        return max(theme.px(wide), min(head, theme.px(wide + _LONGER_WORD)))

    def _share_out(self) -> None:
        """Give the stretching column what the others leave, but never less than its least width."""
        if self._stretch is None or self.isColumnHidden(self._stretch):
            return
        others = sum(self.columnWidth(c) for c in range(self.model().columnCount()) if c != self._stretch)
        wide = max(self.viewport().width() - others, current().px(self._least))
        if wide != self.columnWidth(self._stretch):
            self.setColumnWidth(self._stretch, wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        if self.model() is not None:
            self._share_out()

    def _fitting(self, column: int) -> int:
        return max(self.sizeHintForColumn(column), self.head.sectionSizeHint(column))

    def _fit_words(self) -> None:
        """Widen columns of buttons, tags and numbers, so that nothing but names and texts is cut."""
        self.head.fit(self._stretch)
        self._share_out()

    def fit_column(self, column: int) -> None:
        """Make a column as wide as its content."""
        self.setColumnWidth(column, self._fitting(column))

    def _changed_columns(self) -> None:
        if self._name and self._placed:  # before, the widths are nobody's
            keep_widths(self.head, self._kept, self._name)

    def _show_menu(self, at: QPoint) -> None:
        ColumnMenu(self, self.head.logicalIndexAt(at)).popup(self.head.mapToGlobal(at))

    def columns_action(self, text: str) -> QAction:
        """An action that opens the list of columns, for a button of the tool strip."""
        action = QAction(text, self)
        action.setProperty("icon_name", "columns-3")
        action.triggered.connect(self._show_columns)
        return action

    def _show_columns(self) -> None:
        ColumnMenu(self, -1).popup(self.head.mapToGlobal(self.head.rect().bottomRight()))

    def head_clicked(self, column: int) -> None:
        """Sort by a column, the other way when clicked again; with Shift by this one as well."""
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.level_wanted.emit(column)
            return
        again = self._sort == (column, Qt.SortOrder.AscendingOrder)
        self.sort_by(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; selection and the current row stay."""
        self.show_sorted(column, order)
        self.model().sort(column, order)
        self.sorted_by.emit(column, order)

    @property
    def sort_state(self) -> tuple[int, Qt.SortOrder] | None:
        """Column and direction sorted by, None before."""
        return self._sort

    def show_sorted(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the arrow of an order that the model already has."""
        self._sort = (column, order)
        self.head.set_sorted(column, order)
        if self._frozen:
            self._frozen.head.set_sorted(column, order)

    # -- rows --------------------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; what is selected is followed from now on."""
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(lambda _now, _old: self._follow.start())
            for told in (model.modelReset, model.layoutChanged, model.rowsInserted):
                told.connect(self._fit_words)
            model.dataChanged.connect(lambda *_: self._fit_soon.start())
            if self._frozen:
                self._frozen.take(model)
        self._take_sizes()

    def column_place(self, column: int) -> int:
        """Where a column begins on the screen, for what stands below it; that of one that stays, stays."""
        stays = self._frozen is not None and self._frozen.isVisible() and self._frozen.holds(column)
        return self.head.sectionPosition(column) if stays else self.head.sectionViewportPosition(column)

    def selected_rows(self) -> list[int]:
        """Rows selected, in order, without heads of groups."""
        rows = sorted({i.row() for i in self.selectionModel().selectedRows()})
        return [r for r in rows if self._group(r) is None]

    def _group(self, row: int) -> GroupRow | None:
        found = self.model().index(row, 0).data(Role.GROUP)
        return found if isinstance(found, GroupRow) else None

    def select_row(self, row: int) -> None:
        """Select a row, make it current and bring it into view."""
        index = self.model().index(row, max(self.head.logicalIndex(0), 0))
        flags = QItemSelectionModel.SelectionFlag  # said outright: a key held down would toggle
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard: tab-separated, with heads."""
        QGuiApplication.clipboard().setText(copy_text(self, self.head))

    def _take_sizes(self) -> None:
        theme, before = current(), self._zoom
        self._zoom = theme.zoom
        if before != self._zoom and self.model() is not None:
            self.head.widen(self._zoom / before)
            self._fit_soon.start()
        roomy = 6 if theme.roomy and self._row == DENSE else 0
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row + roomy))

    # -- events ------------------------------------------------------------------------------------

    def _toggle(self, row: int) -> bool:
        group = self._group(row)
        if group is not None:
            self.group_toggled.emit(group.key or group.title)
        return group is not None

    def scrollTo(self, index: QModelIndex | QPersistentModelIndex, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a cell into view beside the columns that stay; those need no scrolling sideways."""
        bar = self.horizontalScrollBar()
        before, stays = bar.value(), self._frozen
        super().scrollTo(index, hint)
        if stays is not None and index.isValid():
            bar.setValue(stays.beside(index.column(), before, bar.value()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts, Ctrl+C copies, arrows fold groups, j and k move."""
        now, key = self.currentIndex(), Qt.Key(event.key())
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Copy) and now.isValid():
            self.copy_selection()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now.isValid() and not editing:
            if not self._toggle(now.row()):
                self.acted.emit(now)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and now.isValid() and self._folds(now.row(), key):
            self._toggle(now.row())
        elif self.property("row_focus") and event.text() in {"j", "k"}:
            self._step(1 if event.text() == "j" else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, rows: int) -> None:
        row = self.currentIndex().row() + rows
        if 0 <= row < self.model().rowCount():
            self.select_row(row)

    def _folds(self, row: int, key: Qt.Key) -> bool:
        group = self._group(row)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        opens = Qt.Key.Key_Left if rtl else Qt.Key.Key_Right
        return group is not None and group.open is not (key == opens)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head of a group folds it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and self._toggle(index.row()):
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        old = int(self.property("hover_row"))
        if row == old:
            return
        self.setProperty("hover_row", row)
        for changed in (old, row):
            if changed >= 0:
                height = self.rowHeight(changed)
                self.viewport().update(0, self.rowViewportPosition(changed), self.viewport().width(), height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard, there is always a current row."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        if by_key and self.model() and self.model().rowCount() and not self.currentIndex().isValid():
            self.select_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The selection turns grey."""
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Take row heights and colours of another look."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._take_sizes()
            self.viewport().update()
        super().changeEvent(event)
