"""The narrow list of works at the left: mark, code, title, and a line to filter by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.initials import fold
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.project import chooser_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.register import RUNNING, WorkRow
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.text import Label, surface

_URGENCY = (Rating.RED, Rating.AMBER, Rating.NONE, Rating.GREEN, Rating.COMPLETE)


class Chooser(QWidget):
    """Choose a work with the arrows and Enter, or a click."""

    chosen = Signal(object)
    """The id of the work."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.model: RowsModel[WorkRow] = RowsModel(chooser_columns(today))
        self.filter = QLineEdit(placeholderText=tr("Filter works"), clearButtonEnabled=True)
        self.filter.setAccessibleName(tr("Filter works"))
        self.table = RecordTable(row=COMPACT, row_focus=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Works"))
        self.table.head.hide()
        self.table.set_columns({0: 40, 1: 104, 2: 130}, stretch=2)
        self._none = Label(tr("No works match."), tone="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 0, 12, 0)
        inner.addWidget(self.filter)
        inner.addWidget(self._none)
        column.addLayout(inner)
        column.addWidget(self.table, 1)
        self._none.hide()
        self.filter.textChanged.connect(self._filtered)
        self.filter.installEventFilter(self)
        self.table.acted.connect(self._acted)
        self.table.clicked.connect(self._acted)

    def show_works(self, rows: Sequence[WorkRow], current: UUID | None) -> None:
        """Show these works, the one that is open selected."""
        self.model.set_rows(list(rows))
        line = self.model.line_of(current) if current else -1
        if line >= 0:
            self.table.select_row(line)

    def _filtered(self, text: str) -> None:
        words = fold(text).split()
        self.model.set_filter((lambda row: _found(row, words)) if words else None)
        empty = self.model.rowCount() == 0 and bool(words)
        self._none.setVisible(empty)
        if self.model.rowCount() and words:
            self.table.select_row(0)

    def _acted(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.chosen.emit(row.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from the filter line to the list, Enter opens the selected work."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._acted(self.table.currentIndex())
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.model.rowCount():
                at = self.table.currentIndex().row() + (1 if key is Qt.Key.Key_Down else -1)
                self.table.select_row(min(max(at, 0), self.model.rowCount() - 1))
                return True
        return super().eventFilter(watched, event)


def worst(rows: Sequence[WorkRow], today: date) -> WorkRow | None:
    """The project under way that needs somebody most: by its rating, then by its code."""
    running = (row for row in rows if row.kind == "project" and row.state.value in RUNNING)
    return min(running, key=lambda row: (_URGENCY.index(row.health(today).rating), row.ref), default=None)


def _found(row: WorkRow, words: Sequence[str]) -> bool:
    """Whether a work's code, title or people hold every word."""
    titles = " ".join(text for _, text in row.title.texts)
    told = fold(f"{row.ref} {titles} {row.sponsor_name} {row.manager_name}")
    return all(word in told for word in words)
