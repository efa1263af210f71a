"""The plan view: tree and chart side by side, one vertical scroll, one selection, one folding."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QScrollBar, QSplitter, QVBoxLayout, QWidget

from pmo_desktop.charts.palette import Palette
from pmo_desktop.domain.values import Points
from pmo_desktop.readmodels.gantt import GanttKind, GanttModel, day_of
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.ui.gantt.canvas import GanttCanvas
from pmo_desktop.ui.gantt.gestures import later
from pmo_desktop.ui.gantt.load import LoadPanel
from pmo_desktop.ui.gantt.model import NAME, PlanModel
from pmo_desktop.ui.gantt.rolling import RollingTree
from pmo_desktop.ui.gantt.span import reach
from pmo_desktop.ui.gantt.tips import sentence
from pmo_desktop.ui.gantt.tree import PlanTree
from pmo_desktop.ui.gantt.wishes import Foresee, What, Wish
from pmo_desktop.ui.theme.force import current

TREE_WIDTH = 534


class PlanView(QWidget):
    """A plan to look at and to work in. It announces wishes; the page decides and gives a new model."""

    wished = Signal(object)
    """Something was dragged or nudged: the `Wish`."""
    announced = Signal(str)
    """What a screen reader says of the row that was chosen."""
    load_changed = Signal(bool, int)
    """The load under the chart was shown or hidden, or has another height (in pixels at 100 %)."""
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
        self.load = LoadPanel(self)
        self._quiet, self._source_due = False, True
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
        ids = self.model.ids
        return frozenset(
            ids[i]
            for i, parent in enumerate(self.model.foldable)
            if parent and not self.tree.isExpanded(self._rows.index_of(ids[i]))
        )

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """Ids of the selected rows from top to bottom."""
        places = sorted({i.internalId() for i in self.tree.selectionModel().selectedRows()})
        return tuple(self.model.ids[i] for i in places)

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
        self._source_due = True
        self._show_source()
        self.select(chosen)
        self.tree.verticalScrollBar().setValue(place)

    def set_values(self, model: GanttModel, file: PlanFile, changed: Collection[str]) -> None:
        """Show other values of some rows, by id; all that is chosen, folded and scrolled stays in place."""
        self._rows.set_values(model, file, changed)
        self.canvas.set_model(model, keep_span=True)
        self._source_due = True
        self._show_source()

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
        deep = (self.model.columns.level >= level).nonzero()[0]
        self.fold([self.model.ids[i] for i in deep.tolist()])

    def set_palette(self, palette: Palette) -> None:
        """Colours of the chart; it follows the window's theme by itself."""
        self.canvas.set_palette(palette)
        self.load.strip.set_palette(palette)

    def set_layers(self, **on: bool) -> None:
        """Switch layers on or off: those of `surface.LAYERS`."""
        self.canvas.set_layers(**on)

    def set_scale(self, name: str) -> None:
        """Show "week", "month" or "quarter" scale."""
        self.canvas.set_scale(name)

    def set_foresee(self, foresee: Foresee | None) -> None:
        """Who works out, while something is dragged, what it would do to other rows."""
        self.canvas.set_foresee(foresee)

    @property
    def load_shown(self) -> bool:
        """Whether the load stands under the chart."""
        return not self.load.isHidden()

    def show_load(self, on: bool, tall: int = 0) -> None:
        """Show or hide the load under the chart, at a height in pixels at 100 % (0: as it was)."""
        self.load.setVisible(on)
        if tall:
            self.load.set_tall(tall)
        self._show_source()
        self._sides_moved()
        self.load_changed.emit(on, self.load.tall)

    def _show_source(self) -> None:
        """Work out who is loaded, once it is looked at."""
        if self._source_due and self.load_shown:
            self._source_due = False
            self.load.set_source(self.model.load() if self.model.load else None)
            self._time_changed()

    def _sides_moved(self) -> None:
        self.load.set_left(self._splitter.sizes()[0])
        self.load.set_time(self.canvas.span, self._as_at())

    def _as_at(self) -> float | None:
        return None if self.model.as_at is None else day_of(self.model.as_at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The load begins where the chart begins."""
        super().resizeEvent(event)
        self._sides_moved()

    def _lay_out(self) -> None:
        height = self._across.sizeHint().height()
        sides = (self._side(self.tree, None, height), self._side(self.canvas, self._across, height))
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for side in sides:
            splitter.addWidget(side)
        splitter.setSizes([current().px(TREE_WIDTH), 3 * TREE_WIDTH // 2])
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.load)
        self.load.hide()
        splitter.splitterMoved.connect(self._sides_moved)
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
        self.canvas.wished.connect(self.wished)
        self.load.rows_picked.connect(self.select)
        self.load.resized.connect(lambda tall: self.load_changed.emit(self.load_shown, tall))
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
            ("H", lambda: self.show_load(not self.load_shown)),
            ("Ctrl+Right", lambda: self._nudge(What.MOVE, 1)),
            ("Ctrl+Left", lambda: self._nudge(What.MOVE, -1)),
            ("Ctrl+Shift+Right", lambda: self._nudge(What.END, 1)),
            ("Ctrl+Shift+Left", lambda: self._nudge(What.END, -1)),
            ("Ctrl+Alt+Right", lambda: self._nudge(What.BEGIN, 1)),
            ("Ctrl+Alt+Left", lambda: self._nudge(What.BEGIN, -1)),
            ("Ctrl+Shift+Up", lambda: self._more_done(1_000)),
            ("Ctrl+Shift+Down", lambda: self._more_done(-1_000)),
            ("Shift+Left", lambda: canvas.show_span(canvas.span.panned(-120))),
            ("Shift+Right", lambda: canvas.show_span(canvas.span.panned(120))),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _nudge(self, what: What, days: int) -> None:
        """Wish the first selected row some days later, or only its start or end."""
        for row in [self.model.rows[self.model.places[i]] for i in self.selected_ids[:1]]:
            wish = later(row, what, timedelta(days=days))
            if wish is not None:
                self.wished.emit(wish)

    def _more_done(self, by: int) -> None:
        """Wish more or less of the first selected row done, in hundredths of a per cent."""
        for row in [self.model.rows[self.model.places[i]] for i in self.selected_ids[:1]]:
            done = Points(min(max(row.progress + by, 0), 10_000))
            if row.kind is not GanttKind.SUMMARY and done != row.progress:
                self.wished.emit(Wish(What.PROGRESS, row.id, progress=done))

    def _step(self, by: int) -> None:
        at = self.tree.currentIndex()
        wanted = self.tree.indexBelow(at) if by > 0 else self.tree.indexAbove(at)
        if wanted.isValid():
            self.select([self._rows.row_at(wanted).id])

    def _chosen(self) -> None:
        ids = self.selected_ids
        self.canvas.set_selected(frozenset(ids))
        self.canvas.describe(ids[-1] if ids else "")
        if len(ids) == 1:
            self._announce(ids[0])
        self.selected.emit(ids)

    def _announce(self, row_id: str) -> None:
        """Let a screen reader say the dates of a row, wherever it was chosen."""
        said = sentence(self.model, self.model.rows[self.model.places[row_id]])
        self.announced.emit(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, said))

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
        if self.load_shown:
            self.load.set_time(span, self._as_at())

    def _panned(self, value: int) -> None:
        if self._quiet:
            return
        span = self.canvas.span
        first, _ = reach(self.model, span.per_day, self.canvas.width())
        self.canvas.show_span(type(span)(first + value / span.per_day, span.per_day))
