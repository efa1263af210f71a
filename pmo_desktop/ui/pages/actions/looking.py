"""Two lists that are looked at before anything happens: reminders that would go out, answers that came in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.actions import answer_columns, letter_columns
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.services.actions.reminding import Letter
from pmo_desktop.services.actions.replying import Answer
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label, surface

_WIDE, _HIGH = 1000, 560


class LookBefore(QDialog):
    """A list with a tick in each line: what stays ticked is done. Space, Enter or a click turns a tick."""

    def __init__(
        self,
        title: str,
        lead: str,
        rows: Sequence[Any],
        able: Callable[[Any], bool],
        columns: Callable[[Callable[[Any], bool]], Sequence[Column[Any]]],
        stretch: int,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.setWindowTitle(title)
        self._able = able
        self._kept = {row.id for row in rows if able(row)}
        self.model: RowsModel[Any] = RowsModel(columns(lambda row: row.id in self._kept))
        self.model.set_rows(rows)
        self.table = RecordTable(row_focus=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(title)
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        self.table.set_columns(widths, stretch=stretch)
        self.table.acted.connect(self._turn)
        self.table.clicked.connect(lambda index: self._turn(index) if index.column() == 0 else None)
        self.table.installEventFilter(self)
        self._count = Label("", tone="text2")
        self.below = QSplitter(Qt.Orientation.Vertical)
        self.below.addWidget(self.table)
        self.buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(title, size=16, weight=600))
        column.addWidget(Label(lead, tone="text2", wrap=True))
        column.addWidget(self.below, 1)
        self._column = column
        self.resize(current().px(_WIDE), current().px(_HIGH))
        if rows:
            self.table.select_row(0)

    def end_with(self, *buttons: Button) -> None:
        """The buttons at the foot, the count before them."""
        self.buttons = list(buttons)
        self._column.addLayout(row_of(self._count, 0, *buttons))
        self._say()

    def kept(self) -> list[Any]:
        """The lines that are ticked, in their order."""
        return [row for row in self.model.all_rows() if row.id in self._kept]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Space turns the tick of the current line."""
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_Space:  # type: ignore[attr-defined]
            self._turn(self.table.currentIndex())
            return True
        return False

    def _turn(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is None or not self._able(row):
            return
        self._kept ^= {row.id}
        self.model.put_rows([row])
        self.table.viewport().update()
        self._say()

    def _say(self) -> None:
        n = len(self.kept())
        self._count.setText(tr("{n} of {all} taken", n=n, all=len(self.model.all_rows())))
        for button in self.buttons[:-1]:
            button.setEnabled(n > 0)


class RemindersDialog(LookBefore):
    """The letters that would go out, with the words of each. `out(letters, road)`: "file" or "smtp"."""

    out = Signal(object, str)

    def __init__(self, letters: Sequence[Letter], why_not_send: str, parent: QWidget | None) -> None:
        lead = tr("One mail an owner, with all his actions. Nothing goes out before you say so.")
        title = trn("{n} reminder to look at", "{n} reminders to look at", len(letters))
        super().__init__(title, lead, letters, lambda one: not one.problem, letter_columns, 3, parent)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text of the mail"))
        self.below.addWidget(self.text)
        self.below.setSizes([current().px(_HIGH // 2), current().px(_HIGH // 3)])
        self.table.selectionModel().currentRowChanged.connect(lambda now, _old: self._read(now))
        files = Button(
            tr("Write mail files…"), look="primary", icon="file-down", on_click=lambda: self._go("file")
        )
        send = Button(tr("Send"), icon="send", tip=why_not_send, on_click=lambda: self._go("smtp"))
        self._why_not_send = why_not_send
        self.end_with(send, files, Button(tr("Cancel"), key="Esc", on_click=self.reject))
        send.setEnabled(not why_not_send and bool(self.kept()))
        self._send = send
        self._read(self.table.currentIndex())

    def _say(self) -> None:
        super()._say()
        if self._why_not_send and self.buttons:
            self.buttons[0].setEnabled(False)

    def _read(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, Letter):
            self.text.setPlainText(row.subject + "\n\n" + row.text)

    def _go(self, road: str) -> None:
        self.out.emit(self.kept(), road)
        self.accept()


class AnswersDialog(LookBefore):
    """The lines of answers, each with what it would do; what is not understood is shown and left out."""

    def __init__(self, answers: Iterable[Answer], parent: QWidget | None) -> None:
        listed = list(answers)
        able = sum(a.usable for a in listed)
        lead = tr(
            "{n} can be taken. The others are shown so that none gets lost; nothing is changed before you "
            "say so.",
            n=able,
        )
        title = trn("{n} answer read", "{n} answers read", len(listed))
        super().__init__(title, lead, listed, lambda one: one.usable, answer_columns, 2, parent)
        take = Button(tr("Take the answers"), look="primary", icon="check", on_click=self.accept)
        self.end_with(take, Button(tr("Cancel"), key="Esc", on_click=self.reject))
