"""What levelling would do: finishes and overloads before and after, moves with reasons, old places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.levelling import PLAN, move_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.services.levelling.plans import Levelling, Move, PlanFinish
from pmo_desktop.ui.gantt.view import PlanView
from pmo_desktop.ui.levelling.ghosts import with_ghosts
from pmo_desktop.ui.levelling.lists import OverloadList
from pmo_desktop.ui.levelling.live import bound_figure
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.figures import KeyFigure
from pmo_desktop.ui.widgets.header import Tabs
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.tablefile import ask_and_write
from pmo_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from pmo_desktop.services.exporting import Table

_BECAUSE = 5
_MOST_FINISHES = 4
_TREE = 380
"""Width of the tree beside the chart."""


class Result(QWidget):
    """Shows a levelling. `told` is one sentence for the foot: where rows were written."""

    told = Signal(str)

    def __init__(
        self, table_bytes: Callable[[Table, str], bytes] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bytes = table_bytes
        self._made: Levelling | None = None
        self._today = date.min
        self._drawn = False
        self.ends = KeyFigure(tr("Ends"), shown.NOTHING)
        self.moving = KeyFigure(tr("Lines that move"), shown.NOTHING)
        self.over = KeyFigure(tr("Hours too many"), shown.NOTHING)
        self.bound = KeyFigure(tr("Above the best possible"), shown.NOTHING)
        self.finishes = Label("", tone="text2", wrap=True)
        self.held = Label("", tone="warn", wrap=True)
        self.moves: RowsModel[Move] = RowsModel(move_columns())
        self.table = RecordTable(row=COMPACT, row_focus=True)
        self.table.setModel(self.moves)
        self.table.setAccessibleName(tr("What moves"))
        self.left = OverloadList()
        self._lay_out()

    def _lay_out(self) -> None:
        self.tabs = Tabs()
        for key, text in (("moves", tr("Moves")), ("chart", tr("Chart")), ("left", tr("Still too much"))):
            self.tabs.add(key, text)
        self.copy = Button(tr("Copy"), look="quiet", icon="copy", small=True, on_click=self._copy)
        self.export = Button(tr("Export these rows"), look="quiet", icon="file-down", small=True,
                             on_click=self._export)  # fmt: skip
        self.export.setVisible(self._bytes is not None)
        self.tabs.add_end(self.copy)
        self.tabs.add_end(self.export)
        self._stack = QStackedWidget()
        for widget in (self.table, self._chart(), self.left):
            self._stack.addWidget(widget)
        self.tabs.chosen.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row_of(self.ends, self.moving, self.over, self.bound))
        column.addWidget(self.finishes)
        column.addWidget(self.held)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    def _chart(self) -> QWidget:
        self.whose = QComboBox()
        self.whose.setAccessibleName(tr("Plan"))
        self.whose.activated.connect(lambda _at: self._draw())
        self.view = PlanView()
        self.view.set_layers(baseline=True, critical=False)
        self.view.tree.set_columns(frozenset({"finish", "slip"}))
        splitter = self.view.findChild(QSplitter)
        if splitter is not None:
            splitter.setSizes([current().px(_TREE), current().px(2 * _TREE)])
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.whose)
        column.addWidget(self.view, 1)
        said = tr("Thin bars and hollow diamonds show where lines stood before.")
        column.addWidget(Label(said, size=12, tone="text2"))
        return holder

    # -- showing -----------------------------------------------------------------------------------

    def take(self, made: Levelling, today: date) -> None:
        """Show what levelling would do."""
        self._made, self._today = made, today
        several = len(made.files) > 1
        self._figures(made)
        self.finishes.setText("\n".join(_finish_words(f) for f in made.finishes[:_MOST_FINISHES]))
        self.finishes.setVisible(several)
        self.held.setText("\n".join(w for w in (_held_words(made), _anew_words(made)) if w))
        self.held.setVisible(bool(self.held.text()))
        self.moves.set_rows(list(made.moves))
        widths = {i: c.width for i, c in enumerate(self.moves.columns)}
        self.table.set_columns(widths, stretch=_BECAUSE, hidden=set() if several else {PLAN})
        self.left.show_rows(made.after)
        self.tabs.set_count("moves", len(made.moves))
        self.tabs.set_count("left", len(made.after) or None)
        self.whose.blockSignals(True)  # noqa: FBT003 - Qt takes it by place
        self.whose.clear()
        self.whose.addItems([_finish_words(one) for one in made.finishes])
        self.whose.blockSignals(False)  # noqa: FBT003
        self.whose.setVisible(several)
        self._drawn = False
        self.tabs.choose("moves")
        self._stack.setCurrentIndex(0)

    def _figures(self, made: Levelling) -> None:
        last = max((f for f in made.finishes if f.after), key=lambda f: f.after or date.min, default=None)
        if last is not None:
            words = tr("{slip} wd; {day} before", slip=shown.signed(last.days), day=shown.day(last.before))
            self.ends.set_value(
                shown.day(last.after), words if last.days else tr("as before"),
                tone="neg" if last.days > 0 else "text2",
            )  # fmt: skip
        latest = max((move.days for move in made.moves), default=0)
        self.moving.set_value(
            shown.number(len(made.moves)),
            trn("{n} working day at most", "{n} working days at most", latest) if made.moves else "",
        )
        hours = [round(sum(o.minutes for o in over) / 60) for over in (made.before, made.after)]
        self.over.set_value(
            shown.number(hours[1]), tr("{n} before", n=shown.number(hours[0])),
            tone="warn" if hours[1] else "text2",
        )  # fmt: skip
        self.bound.set_value(*bound_figure(made.gap, proven=made.proven))

    def _draw(self) -> None:
        at = max(self.whose.currentIndex(), 0)
        if self._made is None or at >= len(self._made.files):
            return
        moves = [move for move in self._made.moves if move.plan == at]
        self.view.set_model(with_ghosts(self._made.files[at], moves, self._today))
        if moves:
            self.view.select([str(moves[0].after.id)])
        self.view.canvas.fit()

    def _show(self, key: str) -> None:
        self._stack.setCurrentIndex(self.tabs.keys().index(key))
        if key == "chart" and not self._drawn:
            self._drawn = True
            self._draw()

    def _front(self) -> RecordTable:
        return self.left.table if self.tabs.key == "left" else self.table

    def _copy(self) -> None:
        table = self._front()
        if not table.selectionModel().hasSelection():
            table.selectAll()
        table.copy_selection()
        self.told.emit(tr("Copied."))

    def _export(self) -> None:
        if self._bytes is not None:
            said = ask_and_write(self, self._front(), tr("Levelled resources"), self._bytes)
            if said:
                self.told.emit(said)


def _finish_words(found: PlanFinish) -> str:
    if found.before == found.after:
        return tr("{plan}: ends on {day} as before", plan=found.title, day=shown.day(found.after))
    return tr(
        "{plan}: ends on {after} in place of {before} ({slip} wd)",
        plan=found.title, after=shown.day(found.after), before=shown.day(found.before),
        slip=shown.signed(found.days),
    )  # fmt: skip


def _anew_words(made: Levelling) -> str:
    """That lines did not stand where the network has them, so that they move for that alone."""
    if not made.anew:
        return ""
    return trn(
        "{n} line did not stand where its links and dates put it, and moves there whoever works on it.",
        "{n} lines did not stand where their links and dates put them, and move there whoever works on them.",
        made.anew,
    )


def _held_words(made: Levelling) -> str:
    """Why somebody is still asked for too much, where one knows."""
    if made.too_large:
        return trn(
            "“{name}” alone asks for more than there is.",
            "“{name}” and others ({n} in all) alone ask for more than there is.",
            len(made.too_large), name=made.too_large[0].name,
        )  # fmt: skip
    if made.after:
        return tr(
            "What has begun, must-dates and lines of priority 1,000 were not moved; they still collide."
        )
    return ""
