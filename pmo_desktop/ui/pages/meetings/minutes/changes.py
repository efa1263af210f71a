"""The chair's review: other wordings as words struck and added, accepted or declined one by one or all."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.reviewing import Amendment
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.readmodels.review import ChangeRow, change_rows
from pmo_desktop.services.meetings import reviewing
from pmo_desktop.ui.pages.meetings.minutes.painters import ChangeList
from pmo_desktop.ui.pages.meetings.minutes.state import TRACKED, Reviewing
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.text import Label


class _Changes(ChangeList):
    """A list in which A accepts and D declines."""

    def __init__(self, view: ChangesView) -> None:
        super().__init__()
        self._view = view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A or Enter accepts, D or Del declines."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_A | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._view.accept()
            case Qt.Key.Key_D | Qt.Key.Key_Delete:
                self._view.decline()
            case _:
                super().keyPressEvent(event)


class ChangesView(QWidget):
    """Tracked changes while the minutes are a draft. Afterwards the list stays to be read."""

    def __init__(self, state: Reviewing) -> None:
        super().__init__()
        self._state = state
        self.list = _Changes(self)
        self.facts = Label("", weight=600)
        self.hint = Label("", tone="text2", size=12, elide=True)
        self.accept_one = Button(tr("Accept"), key="A", small=True, icon="check", on_click=self.accept)
        self.decline_one = Button(tr("Decline"), key="D", small=True, icon="x", on_click=self.decline)
        self.accept_all = Button(
            tr("Accept all"), small=True, on_click=lambda: self._decide(yes=True, all_of=True)
        )
        self.decline_all = Button(
            tr("Decline all"), small=True, on_click=lambda: self._decide(yes=False, all_of=True)
        )
        self._empty = EmptyState("", icon="circle-check")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 6, 16, 6)
        tools.setSpacing(8)
        tools.addWidget(self.facts)
        tools.addWidget(self.hint, 1)
        for button in (self.accept_one, self.decline_one, self.accept_all, self.decline_all):
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def show_now(self) -> None:
        """Show the other wordings as they stand."""
        facts, review = self._state.facts, self._state.review
        if facts is None:
            return
        rows = change_rows(facts, review)
        self.list.rows.set_rows(rows)
        if rows and not self.list.currentIndex().isValid():
            self._go_to_first(rows)
        waits = len(review.proposed)
        self.facts.setText(trn("{n} other wording waits", "{n} other wordings wait", waits))
        for button in (self.accept_one, self.decline_one, self.accept_all, self.decline_all):
            button.setEnabled(bool(waits) and self.may_decide)
        self.hint.setText(self._next_step())
        self._empty.set_text(tr("No other wording was proposed"), self._how())
        self._stack.setCurrentIndex(0 if rows else 1)

    def _next_step(self) -> str:
        if self._state.review.proposed or not self._state.review.amendments:
            return ""
        return tr("All are decided. The draft can go on.")

    def _how(self) -> str:
        if self._state.state in TRACKED:
            return tr("Change a line under “Wording”: it is kept here as a tracked change.")
        return tr("Changes are tracked from the day the draft goes to the chair.")

    @property
    def may_decide(self) -> bool:
        """Whether tracked changes can be decided: while the text is a draft."""
        return self._state.state in TRACKED

    def _go_to_first(self, rows: Sequence[ChangeRow]) -> None:
        at = next((n for n, row in enumerate(rows) if row.waits), 0)
        self.list.setCurrentIndex(self.list.rows.index(at))

    # -- acts --------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Put the wording in place of the line."""
        self._decide(yes=True)

    def decline(self) -> None:
        """Leave the line as it is."""
        self._decide(yes=False)

    def _decide(self, *, yes: bool, all_of: bool = False) -> None:
        facts = self._state.facts
        chosen = self._state.review.proposed if all_of else self._chosen()
        if facts is None or not chosen or not self.may_decide:
            return
        edit = reviewing.accepted(facts, chosen) if yes else reviewing.declined(chosen)
        n = len(chosen)
        label = trl("{n} wordings accepted", n=n) if yes else trl("{n} wordings declined", n=n)
        if n == 1:
            number = facts.numbers.get(chosen[0].entry, "") if chosen[0].entry else ""
            label = (
                trl("Wording of {number} accepted", number=number)
                if yes
                else trl("Wording of {number} declined", number=number)
            )
        self._state.send(edit, label)
        self._to_next(chosen[-1].id)

    def _chosen(self) -> tuple[Amendment, ...]:
        row = self.list.row
        return tuple(a for a in self._state.review.proposed if row is not None and a.id == row.id)

    def _to_next(self, after: UUID) -> None:
        rows: Sequence[ChangeRow] = self.list.rows.rows
        at = next((n for n, row in enumerate(rows) if row.id == after), -1)
        following = [n for n, row in enumerate(rows) if row.waits and n > at]
        if following:
            self.list.setCurrentIndex(self.list.rows.index(following[0]))
