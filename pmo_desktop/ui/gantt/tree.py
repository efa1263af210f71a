"""The tree at the left of a plan: rows as high as those of the chart, painted in the look of the tables."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.ui.gantt.columns import COLUMNS, FIXED, KEYS, USUAL
from pmo_desktop.ui.gantt.model import (
    DONE,
    DURATION,
    FINISH,
    NAME,
    NUMBER,
    SLIP,
    START,
    PlanModel,
    within_years,
)
from pmo_desktop.ui.gantt.surface import HEAD, ROW
from pmo_desktop.ui.theme.fonts import font
from pmo_desktop.ui.theme.force import current
from pmo_desktop.ui.theme.icons import paint_icon

_PAD = 8
_LEFT_TO_RIGHT = frozenset({NUMBER, DURATION, SLIP, DONE})
_LEAST_NAME, _MOST_NAME = 150, 330
_CUT = 4_000
"""Texts whose cut is kept."""
_MEASURED = 400
"""Rows whose names are measured to say how wide the column of names would like to be."""
_GIVEN_UP = (DONE, DURATION)
"""Columns that make room for the name when the tree is narrow, first given up first."""


class PlanDelegate(QStyledItemDelegate):
    """Paints one cell: selection, text, hairline below, focus ring."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[tuple[str, int, QFont.Weight, int], str] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a row of the chart."""
        return QSize(40, current().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell in the theme in force."""
        theme, told = current(), _told(option)
        rect: QRect = told.rect
        painter.save()
        if told.state & QStyle.StateFlag.State_Selected:
            active = told.state & QStyle.StateFlag.State_Active
            painter.fillRect(rect, theme.colour("selected" if active else "selected_idle"))
        painter.setPen(theme.colour("line_soft"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font(13, 600 if index.data(Role.STRONG) else 400))
        painter.setPen(theme.colour(index.data(Role.TONE) or "text"))
        room = rect.adjusted(theme.px(2 if index.column() == NAME else _PAD), 0, -theme.px(_PAD), 0)
        said = str(index.data() or "")
        if told.direction is Qt.LayoutDirection.RightToLeft and index.column() in _LEFT_TO_RIGHT:
            said = f"\u2066{said}\u2069"  # isolated, or +18 would read as 18+
        text = self._cut(said, painter.font(), room.width())
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if told.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.pen("focus", 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()

    def _cut(self, said: str, letters: QFont, room: int) -> str:
        """A text as far as there is room; measured once, since scrolling paints the same words again."""
        key = said, letters.pixelSize(), letters.weight(), room
        if key not in self._known:
            if len(self._known) >= _CUT:
                self._known.clear()
            self._known[key] = QFontMetrics(letters).elidedText(said, Qt.TextElideMode.ElideRight, room)
        return self._known[key]


def _told(option: Any) -> Any:
    """What Qt fills in for a cell; its stubs leave the fields out."""
    return option


class PlanTree(QTreeView):
    """Number, name and the columns chosen; folding by chevrons and keys.

    `columns_chosen` says which columns somebody wants from now on.
    """

    columns_chosen = Signal(frozenset)

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan_model = model
        self._columns = USUAL
        self._across = QScrollBar(Qt.Orientation.Horizontal)
        self.setModel(model)
        self.setItemDelegate(PlanDelegate(self))
        self.setTreePosition(NAME)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setExpandsOnDoubleClick(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setAccessibleName(tr("Plan"))
        self.setProperty("role", "plan")
        self._lay_out()
        model.modelReset.connect(self._fit_columns)
        head = self.header()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.column_menu().popup(head.mapToGlobal(at)))
        self._join_scrolling()

    def _lay_out(self) -> None:
        """Sizes that follow the zoom."""
        theme, header = current(), self.header()
        self.setIndentation(theme.px(16))
        header.setFixedHeight(theme.px(HEAD))
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(theme.px(30))
        header.setFont(font(12, 500))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Room for titles, the largest number and the widest date; the name takes what is left."""
        theme, cells, header = current(), QFontMetrics(font(13)), self.header()
        titles, samples = QFontMetrics(self.header().font()), self._samples()
        widths = {}
        for i, column in enumerate(COLUMNS):
            title = titles.horizontalAdvance(tr(column.title)) + theme.px(2 * _PAD + 4)
            sample = max((cells.horizontalAdvance(s) for s in samples.get(i, ())), default=0)
            widths[i] = max(theme.px(column.width), title, sample + theme.px(2 * _PAD + 3))
            self.setColumnWidth(i, widths[i])
        shown = {i for i, key in enumerate(KEYS) if key in self._columns or key in FIXED}
        room = self.viewport().width() - theme.px(_LEAST_NAME)
        room -= sum(widths[i] for i in shown if i != NAME)
        for i in _GIVEN_UP if self._columns == USUAL else ():
            if room < 0:
                shown.discard(i)
                room += widths[i]
        for i in widths:
            self.setColumnHidden(i, i not in shown)
        fits = room >= 0 or self._columns == USUAL
        mode = QHeaderView.ResizeMode
        header.setSectionResizeMode(NAME, mode.Stretch if fits else mode.Interactive)
        if not fits:
            self.setColumnWidth(NAME, max(theme.px(COLUMNS[NAME].width), self._name_width()))

    def _name_width(self) -> int:
        """Room for the longest name of the first rows under its indentation, up to a limit."""
        theme, plan, cells = current(), self._plan_model.plan, QFontMetrics(font(13, 600))
        level, side = plan.columns.level, theme.px(_PAD + 8)
        rows = range(min(len(plan.rows), _MEASURED))
        widths = (
            cells.horizontalAdvance(plan.rows[i].name) + (int(level[i]) + 1) * self.indentation()
            for i in rows
        )
        return min(max(widths, default=0) + side, theme.px(_MOST_NAME))

    def wanted_width(self) -> int:
        """How wide the tree is with all of its columns and names that are not cut, up to a limit."""
        keys = self._columns | FIXED
        wanted = sum(self.columnWidth(i) for i, key in enumerate(KEYS) if key in keys and i != NAME)
        return wanted + max(self._name_width(), current().px(_LEAST_NAME))

    @property
    def columns(self) -> frozenset[str]:
        """The keys of the columns wanted, beside number and name."""
        return self._columns

    def set_columns(self, keys: frozenset[str]) -> None:
        """Show these columns, beside number and name."""
        self._columns = keys & frozenset(KEYS)
        self._fit_columns()

    def column_menu(self) -> QMenu:
        """Which columns show, each to be switched; the last line brings the usual ones back."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in COLUMNS:
            if column.key not in FIXED:
                action = menu.addAction(tr(column.title))
                action.setCheckable(True)
                action.setChecked(column.key in self._columns)
                action.toggled.connect(lambda on, key=column.key: self._switch(key, on=on))
        menu.addSeparator()
        menu.addAction(tr("The usual columns"), partial(self._choose, USUAL))
        return menu

    def _switch(self, key: str, *, on: bool) -> None:
        self._choose(self._columns | {key} if on else self._columns - {key})

    def _choose(self, keys: frozenset[str]) -> None:
        self.set_columns(keys)
        self.columns_chosen.emit(keys)

    def _join_scrolling(self) -> None:
        """A bar of its own below the tree, where the chart has its bar, so that rows stay level."""
        inner = self.horizontalScrollBar()
        inner.valueChanged.connect(self._across.setValue)
        self._across.valueChanged.connect(inner.setValue)
        inner.rangeChanged.connect(lambda _first, _last: self._place_bar())

    def _place_bar(self) -> None:
        inner, side = self.horizontalScrollBar(), self.parentWidget()
        self._across.setRange(inner.minimum(), inner.maximum())
        self._across.setPageStep(inner.pageStep())
        if side is None:
            return
        if self._across.parentWidget() is not side:
            self._across.setParent(side)
        below = side.height() - self.geometry().bottom() - 1
        self._across.setGeometry(self.x(), self.geometry().bottom() + 1, self.width(), below)
        self._across.setVisible(inner.maximum() > 0 and below > 0)

    def _samples(self) -> dict[int, list[str]]:
        plan = self._plan_model.plan
        written = shown.day if within_years(plan) else shown.day_month
        dates = [written(date(2028, month, 28)) for month in range(1, 13)]
        file = self._plan_model.sheet.file
        most = len(plan.rows if file is None else file.lines_shown)
        return {NUMBER: [str(most)], START: dates, FINISH: dates, DONE: [shown.percent(10_000)]}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns come and go with the room there is."""
        super().resizeEvent(event)
        self._fit_columns()
        self._place_bar()

    def changeEvent(self, event: QEvent) -> None:
        """Take new sizes with a new zoom."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_plan_model"):
            self._lay_out()

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row, and the bar at the leading edge of a selected one."""
        super().drawRow(painter, option, index)
        if self.selectionModel().isSelected(index):
            rect: QRect = _told(option).rect
            side = rect.right() - 2 if self._mirrored() else rect.left()
            painter.fillRect(QRect(side, rect.top(), 3, rect.height()), current().colour("focus"))

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A chevron where rows lie below; the surface of the row under it."""
        theme = current()
        if self.selectionModel().isSelected(index):
            idle = not self.isActiveWindow()
            painter.fillRect(rect, theme.colour("selected_idle" if idle else "selected"))
        painter.setPen(theme.colour("line_soft"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not self._plan_model.hasChildren(index):
            return
        size, mirrored = self.indentation(), self._mirrored()
        left = rect.left() if mirrored else rect.right() - size + 1
        place = QRect(left, rect.top(), size, rect.height())
        folded = "chevron-left" if mirrored else "chevron-right"
        paint_icon(painter, place, "chevron-down" if self.isExpanded(index) else folded, "text2", 14)
