"""Single keys of the register: they act while no text is being edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from pmo_desktop.ui.widgets.table import RecordTable

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class RegisterKeys(QObject):
    """Watches the keys of a table: `acts` by letter (False: not now); j, k, Space; Ctrl+V; edits of locks.

    `explain` is called when somebody begins to edit a cell that cannot be edited; it says whether there
    is a reason. What is typed into such a cell goes nowhere: it would search the column and move away.
    """

    def __init__(
        self,
        table: RecordTable,
        acts: Mapping[str, Callable[[], object]],
        paste: Callable[[], object],
        explain: Callable[[], bool],
    ) -> None:
        super().__init__(table)
        self._table, self._acts, self._paste, self._explain = table, acts, paste, explain
        table.installEventFilter(self)
        table.doubleClicked.connect(lambda _index: self._explain_locked())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys that are acts; all others go on to the table."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._table.state() == QAbstractItemView.State.EditingState:
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return True
        if event.key() == Qt.Key.Key_F2 or (event.key() == Qt.Key.Key_Return and not event.modifiers()):
            return self._explain_locked()
        if event.modifiers() in _PLAIN and self._letter(event.text()):
            return True
        return event.text().isprintable() and bool(event.text()) and self._explain_locked()

    def _letter(self, text: str) -> bool:
        act = {"j": self._down, "k": self._up, " ": self._toggle, **self._acts}.get(text)
        if act is None:
            return False
        return act() is not False

    def _explain_locked(self) -> bool:
        """True when the current cell is locked, and why was said."""
        now = self._table.currentIndex()
        if not now.isValid() or now.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        return self._explain()

    def _down(self) -> None:
        self._step(1)

    def _up(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        now = self._table.currentIndex()
        to = self._table.model().index(now.row() + by, max(now.column(), 0))
        if to.isValid():
            self._table.setCurrentIndex(to)

    def _toggle(self) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self._table.selectionModel().select(self._table.currentIndex(), flags.Toggle | flags.Rows)
