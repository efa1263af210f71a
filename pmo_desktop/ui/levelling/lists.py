"""Lists of the window in which resources are levelled: what moves, who is asked for too much."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.levelling import overload_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.services.levelling.overloads import Overload
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.text import Label

_LINES = 6


class OverloadList(QWidget):
    """Who is asked for too much, when and by how much; says so where nobody is.

    `chosen(place of the plan, id)` is the last of the lines that ask for it, where one was opened.
    """

    chosen = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowsModel[Overload] = RowsModel(overload_columns())
        self.table = RecordTable(row=COMPACT, row_focus=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Who is asked for too much"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.model.columns)}, stretch=_LINES)
        self.table.acted.connect(self._open)
        self.table.doubleClicked.connect(self._open)
        self.told = Label("", tone="text2", wrap=True)
        self._nobody = EmptyState(
            tr("Nobody is asked for too much"),
            tr("In these plans everybody has the time that their lines ask for."),
            icon="circle-check",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self._stack, 1)

    def _open(self, index: QModelIndex) -> None:
        over = self.model.row(index.row())
        if over is not None and over.items:
            place, item = over.items[-1]
            self.chosen.emit(place, item.id)

    def show_rows(self, found: Sequence[Overload]) -> None:
        """Show overloads."""
        self.model.set_rows(list(found))
        self._stack.setCurrentIndex(0 if found else 1)
        self.told.setText(overload_words(found))
        self.told.setVisible(bool(found))


def overload_words(found: Sequence[Overload]) -> str:
    """How many people are asked for how much too much."""
    people = trn("{n} person", "{n} people", len({over.resource for over in found}))
    hours = round(sum(over.minutes for over in found) / 60)
    return trn(
        "{people} asked for {n} hour too many.",
        "{people} asked for {n} hours too many.",
        hours,
        people=people,
    )
