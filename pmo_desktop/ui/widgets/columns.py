"""The head of a table and what belongs to its columns: painting, menu, remembered widths, copying."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.ui.theme import current, font, paint_icon
from pmo_desktop.ui.theme.paint import isolated
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import Bar

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.table import RecordTable

_ENDS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTrailing


class TableHead(QHeaderView):
    """Column heads: 30 px, 12/500; the sorted one 600 with an arrow (before the text over numbers)."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setStretchLastSection(False)

    def set_sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Show which column the rows are sorted by."""
        self._sorted = (column, order)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(super().sizeHint().width(), current().px(30))

    def sectionSizeFromContents(self, column: int) -> QSize:
        """The room for the text in its heavier form; over numbers, which are narrow, with the arrow."""
        wide = QFontMetrics(font(12, 600)).horizontalAdvance(self._text(column)) + 1
        extra = (6 if self.visualIndex(column) == 0 else 0) + (16 if self.at_end(column) else 0)
        return QSize(wide + current().px(17 + extra), current().px(30))

    def _text(self, column: int) -> str:
        shown = self.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        return "" if shown is None else str(shown)

    def at_end(self, column: int) -> bool:
        """Whether the column holds numbers, which end at the far edge."""
        model, role = self.model(), Qt.ItemDataRole.TextAlignmentRole
        align = model.headerData(column, Qt.Orientation.Horizontal, role)
        return bool(align is not None and int(align) & int(_ENDS))

    def fit(self, stretch: int | None) -> None:
        """Widen columns of buttons, tags and numbers to their content: what is cut of these is not guessed.

        The column that takes what is left, `stretch`, stays.
        """
        table, roles = self.parent(), getattr(self.model(), "column_roles", None)
        if roles is None or not isinstance(table, QTableView):
            return
        for column in range(self.count()):
            whole = self.at_end(column) or roles(column) & {Role.BUTTON, Role.TAG}
            if whole and column != stretch and not self.isSectionHidden(column):
                self.resizeSection(column, max(self.sectionSize(column), table.sizeHintForColumn(column)))

    def widen(self, by: float) -> None:
        """Make every column wider or narrower, as the zoom of the interface became."""
        for column in range(self.count()):
            if not self.isSectionHidden(column):
                self.resizeSection(column, round(self.sectionSize(column) * by))

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Paint one head."""
        theme = current()
        painter.save()
        painter.setLayoutDirection(self.layoutDirection())
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        at_end = self.at_end(column)
        order = self._sorted[1] if self._sorted and self._sorted[0] == column else None
        self._write(painter, rect, column, at_end=at_end, order=order)
        painter.restore()

    def _write(
        self, painter: QPainter, rect: QRect, column: int, *, at_end: bool, order: Qt.SortOrder | None
    ) -> None:
        theme, rtl = current(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead = theme.px(14 if self.visualIndex(column) == 0 else 8)
        inner = rect.adjusted(theme.px(8) if rtl else lead, 0, -(lead if rtl else theme.px(8)), -1)
        painter.setFont(font(12, 500 if order is None else 600))
        painter.setPen(theme.colour("text2" if order is None else "text"))
        arrow = theme.px(16) if order is not None else 0
        said = painter.fontMetrics().elidedText(
            self._text(column), Qt.TextElideMode.ElideRight, max(inner.width() - arrow, 0)
        )
        edge = Qt.AlignmentFlag.AlignTrailing if at_end else Qt.AlignmentFlag.AlignLeading
        painter.drawText(inner, int(edge | Qt.AlignmentFlag.AlignVCenter), isolated(said, rtl=rtl))
        if order is not None:
            wide = painter.fontMetrics().horizontalAdvance(said) + theme.px(2)
            from_right = at_end is not rtl
            left = inner.right() - wide - theme.px(14) if from_right else inner.left() + wide
            box = QRect(left, inner.top(), theme.px(14), inner.height())
            down = order is Qt.SortOrder.DescendingOrder
            paint_icon(painter, box, "arrow-down" if down else "arrow-up", "text", 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads, and the strip behind the last one in the same tone."""
        painter, theme = QPainter(self.viewport()), current()
        painter.fillRect(self.viewport().rect(), theme.colour("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another look."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


class ColumnMenu(QMenu):
    """What can be done with columns: sort, fit, hide, and which are shown."""

    def __init__(self, table: RecordTable, column: int) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if column >= 0:
            up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
            self.addAction(tr("Sort ascending"), lambda: table.sort_by(column, up))
            self.addAction(tr("Sort descending"), lambda: table.sort_by(column, down))
            self.addSeparator()
            self.addAction(tr("Fit width to content"), lambda: table.fit_column(column))
            self.addAction(tr("Hide column"), partial(table.setColumnHidden, column, True))  # noqa: FBT003
            self.addSeparator()
        head = table.horizontalHeader()
        for at in range(head.count()):
            self._add_column(table, head.logicalIndex(at))

    def _add_column(self, table: RecordTable, column: int) -> None:
        shown = table.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        tip = table.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        text = str(shown or tip or "").replace("&", "&&")
        if not text:
            return
        action = QAction(text, self)
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(column))
        action.toggled.connect(lambda on: table.setColumnHidden(column, not on))
        self.addAction(action)


def keep_widths(head: QHeaderView, kept: Remembered, name: str) -> None:
    """Keep order, widths and hidden columns of a table under its name."""
    state = bytes(head.saveState().data()).hex()
    kept.setValue(f"table/{name}/{head.count()}", state)


def kept_widths(head: QHeaderView, kept: Remembered, name: str) -> None:
    """Take order, widths and hidden columns kept before; nothing when the columns are other ones."""
    found = kept.value(f"table/{name}/{head.count()}")
    if not found:
        return
    try:
        head.restoreState(QByteArray(bytes.fromhex(str(found))))
    except ValueError:
        return  # written by hand: the widths of the program are as good
    head.setSectionsClickable(True)
    head.setSortIndicatorShown(False)


def copy_text(table: QTableView, head: QHeaderView) -> str:
    """The selected rows as shown: tab-separated, heads first, columns in the order of the screen."""
    columns = [c for c in map(head.logicalIndex, range(head.count())) if not head.isSectionHidden(c)]
    model = table.model()
    heads = [model.headerData(c, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) for c in columns]
    rows = sorted({i.row() for i in table.selectionModel().selectedRows()})
    lines = ["\t".join(_one_line(h) for h in heads)]
    for row in rows:
        cells = (model.index(row, c).data(Qt.ItemDataRole.DisplayRole) for c in columns)
        lines.append("\t".join(_one_line(c) for c in cells))
    return "\n".join(lines) + "\n"


def _one_line(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


class TotalsRow(Bar):
    """The line below a table that stays when it scrolls: `set_totals({2: "18 works", 7: "778.2"})`."""

    def __init__(self, table: RecordTable, *, parent: QWidget | None = None) -> None:
        super().__init__(32, parent)
        self._table, self._totals = table, dict[int, str]()
        head = table.horizontalHeader()
        head.sectionResized.connect(self._moved)
        head.sectionMoved.connect(self._moved)
        table.horizontalScrollBar().valueChanged.connect(self._moved)

    def _moved(self) -> None:
        self.update()

    def set_totals(self, totals: dict[int, str]) -> None:
        """Show texts under columns; texts may run on over empty columns to their end."""
        self._totals = dict(totals)
        self.setAccessibleName(", ".join(self._totals.values()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line with the columns of the table."""
        theme, painter, head = current(), QPainter(self), self._table.horizontalHeader()
        painter.setLayoutDirection(self.layoutDirection())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.rect(), theme.colour("page"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        painter.setFont(font(13, 600))
        painter.setPen(theme.colour("text"))
        for column, text in self._totals.items():
            if head.isSectionHidden(column):
                continue
            left, wide = self._table.column_place(column), head.sectionSize(column)
            lead = theme.px(14 if head.visualIndex(column) == 0 else 8)
            before, after = (theme.px(8), lead) if rtl else (lead, theme.px(8))
            box = QRect(left + before, 0, wide - before - after, self.height())
            if self._table.head.at_end(column):
                flags = Qt.AlignmentFlag.AlignTrailing
            else:
                flags, more = Qt.AlignmentFlag.AlignLeading, theme.px(200)
                box = box.adjusted(-more if rtl else 0, 0, 0 if rtl else more, 0)
            painter.drawText(box, int(flags | Qt.AlignmentFlag.AlignVCenter), isolated(text, rtl=rtl))
