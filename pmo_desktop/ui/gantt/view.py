"""The plan view: tree and chart side by side, one vertical scroll, one selection, one folding."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollBar, QSplitter, QVBoxLayout, QWidget

from pmo_desktop.charts.palette import Palette
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, day_of
from pmo_desktop.ui.gantt.canvas import GanttCanvas
from pmo_desktop.ui.gantt.model import NAME, PlanModel
from pmo_desktop.ui.gantt.rolling import RollingTree
from pmo_desktop.ui.gantt.span import reach
from pmo_desktop.ui.gantt.tree import PlanTree
from pmo_desktop.ui.theme.force import current

TREE_WIDTH = 534


class PlanView(QWidget):
    """A plan to look at and to work in. It announces wishes; the page decides and gives a new model."""

    moved = Signal(str, object, object)
    """A bar was dragged: id, new start, new finish."""
    selected = Signal(tuple)
    """Other rows are selected; their ids from top to bottom."""
    opened = Signal(str)
    """A row was opened with Enter or a double click on the chart's side; its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = PlanModel(self)
        self.tree: PlanTree = RollingTree(self._rows)
        self.canvas = GanttCanvas(self)
        self._across = QScrollBar(Qt.Orientation.Horizontal, self)
        self._across.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._quiet = False
        self._lay_out()
        self._connect()
        self._shortcuts()

    @property
    def model(self) -> GanttModel:
        """The plan that is shown."""
        return self._rows.plan

    @property
    def collapsed(self) -> frozenset[str]:
        """Ids of the folded rows."""
        rows = self.model.rows
        return frozenset(
            rows[i].id
            for i, parent in enumerate(self.model.foldable)
            if parent and not self.tree.isExpanded(self._rows.index_of(rows[i].id))
        )

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """Ids of the selected rows from top to bottom."""
        chosen = {self._rows.row_at(i).id for i in self.tree.selectionModel().selectedRows()}
        return tuple(row.id for row in self.model.rows if row.id in chosen)

    def set_model(self, model: GanttModel, *, keep: bool = False) -> None:
        """Show a plan. With `keep`, folding, selection, scroll place and scale stay as they are."""
        folded, chosen = (self.collapsed, self.selected_ids) if keep else (frozenset(), ())
        place = self.tree.verticalScrollBar().value() if keep else 0
        self._quiet = True
        self._rows.set_plan(model)
        self.tree.expandAll()
        for row_id in folded:
            self.tree.collapse(self._rows.index_of(row_id))
        self._quiet = False
        self.canvas.set_model(model, keep_span=keep)
        self.canvas.set_folding(self.collapsed if folded else frozenset())
        self.select(chosen)
        self.tree.verticalScrollBar().setValue(place)

    def select(self, ids: Collection[str]) -> None:
        """Select rows by id, the last one becoming current, and bring it into view."""
        found = [i for i in (self._rows.index_of(row_id) for row_id in ids) if i.isValid()]
        chosen = QItemSelection()
        for index in found:
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        if found:
            last = found[-1].siblingAtColumn(NAME)
            self.tree.selectionModel().setCurrentIndex(last, flags.NoUpdate)
            self.tree.scrollTo(last)

    def reveal(self, row_id: str) -> None:
        """Bring a row's bar into view, in time as well."""
        at = self.model.places.get(row_id)
        when = None if at is None else self.model.rows[at].start or self.model.rows[at].finish
        if when is not None:
            self.canvas.show_span(self.canvas.span.centred(day_of(when), self.canvas.width()))

    def _reveal_current(self) -> None:
        for row_id in self.selected_ids[:1]:
            self.reveal(row_id)

    def fold(self, ids: Collection[str]) -> None:
        """Fold exactly these rows."""
        self._quiet = True
        self.tree.expandAll()
        for row_id in ids:
            self.tree.collapse(self._rows.index_of(row_id))
        self._quiet = False
        self._folded()

    def fold_to(self, level: int) -> None:
        """Fold every row at this level or deeper: 0 leaves the top rows only."""
        self.fold([row.id for row in self.model.rows if row.level >= level])

    def set_palette(self, palette: Palette) -> None:
        """Colours of the chart; it follows the window's theme by itself."""
        self.canvas.set_palette(palette)

    def set_layers(self, **on: bool) -> None:
        """Switch `links`, `critical`, `baseline` or `people` on or off."""
        self.canvas.set_layers(**on)

    def set_scale(self, name: str) -> None:
        """Show "week", "month" or "quarter" scale."""
        self.canvas.set_scale(name)

    def _lay_out(self) -> None:
        height = self._across.sizeHint().height()
        sides = (self._side(self.tree, None, height), self._side(self.canvas, self._across, height))
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for side in sides:
            splitter.addWidget(side)
        splitter.setSizes([current().px(TREE_WIDTH), 3 * TREE_WIDTH // 2])
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.setFocusProxy(self.tree)

    @staticmethod
    def _side(main: QWidget, below: QWidget | None, height: int) -> QWidget:
        """A side of the splitter; the strip below keeps rows of both sides at the same height."""
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(main)
        if below is None:
            layout.addSpacing(height)
        else:
            below.setFixedHeight(height)
            layout.addWidget(below)
        return side

    def _connect(self) -> None:
        bar = self.tree.verticalScrollBar()
        bar.valueChanged.connect(self.canvas.set_scroll)
        self.canvas.scrolled.connect(lambda pixels: bar.setValue(bar.value() + pixels))
        self.canvas.clicked.connect(lambda row_id: self.select([row_id]))
        self.canvas.stepped.connect(self._step)
        self.canvas.moved.connect(self.moved)
        self.canvas.span_changed.connect(self._time_changed)
        self.tree.selectionModel().selectionChanged.connect(self._chosen)
        self.tree.expanded.connect(self._folded)
        self.tree.collapsed.connect(self._folded)
        self.tree.activated.connect(lambda index: self.opened.emit(self._rows.row_at(index).id))
        self._across.valueChanged.connect(self._panned)

    def _shortcuts(self) -> None:
        canvas = self.canvas
        for keys, act in (
            ("T", canvas.go_today),
            ("S", self._reveal_current),
            ("Z", canvas.fit),
            ("+", lambda: canvas.zoom(1)),
            ("=", lambda: canvas.zoom(1)),
            ("-", lambda: canvas.zoom(-1)),
            ("Ctrl+Right", lambda: self._nudge(1)),
            ("Ctrl+Left", lambda: self._nudge(-1)),
            ("Ctrl+Shift+Right", lambda: self._nudge(1, stretch=True)),
            ("Ctrl+Shift+Left", lambda: self._nudge(-1, stretch=True)),
            ("Shift+Left", lambda: canvas.show_span(canvas.span.panned(-120))),
            ("Shift+Right", lambda: canvas.show_span(canvas.span.panned(120))),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _nudge(self, days: int, *, stretch: bool = False) -> None:
        """Wish the first selected row some days later, or only its end."""
        for row in [self.model.rows[self.model.places[i]] for i in self.selected_ids[:1]]:
            if row.start is None or row.finish is None or row.kind is GanttKind.SUMMARY:
                continue
            by = timedelta(days=days)
            if not stretch:
                self.moved.emit(row.id, row.start + by, row.finish + by)
            elif row.finish + by > row.start and row.kind not in POINT_KINDS:
                self.moved.emit(row.id, row.start, row.finish + by)

    def _step(self, by: int) -> None:
        at = self.tree.currentIndex()
        wanted = self.tree.indexBelow(at) if by > 0 else self.tree.indexAbove(at)
        if wanted.isValid():
            self.select([self._rows.row_at(wanted).id])

    def _chosen(self) -> None:
        ids = self.selected_ids
        self.canvas.set_selected(frozenset(ids))
        self.selected.emit(ids)

    def _folded(self, _index: QModelIndex | None = None) -> None:
        if not self._quiet:
            self.canvas.set_folding(self.collapsed)

    def _time_changed(self) -> None:
        """Put the horizontal bar where the chart is; a step of it is one pixel."""
        span, width = self.canvas.span, self.canvas.width()
        first, last = reach(self.model, span.per_day, width)
        self._quiet = True
        self._across.setRange(0, max(0, round((last - first) * span.per_day - width)))
        self._across.setPageStep(width)
        self._across.setSingleStep(48)
        self._across.setValue(round((span.start - first) * span.per_day))
        self._quiet = False

    def _panned(self, value: int) -> None:
        if self._quiet:
            return
        span = self.canvas.span
        first, _ = reach(self.model, span.per_day, self.canvas.width())
        self.canvas.show_span(type(span)(first + value / span.per_day, span.per_day))
