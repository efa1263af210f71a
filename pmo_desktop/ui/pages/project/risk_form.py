"""A new risk as a sentence in three parts, with its score and owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.ids import PersonId, RiskId, WorkId
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.raid import Assessment, Risk, RiskState
from pmo_desktop.domain.values import LText, Rich, Score
from pmo_desktop.i18n import language, tr, trc
from pmo_desktop.itemmodels import editing
from pmo_desktop.ui.pages.project.fields import TextField
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label, surface


class RiskForm(QWidget):
    """`created(Risk)` when it is whole; Ctrl+Enter creates, Esc closes."""

    created = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._people: Sequence[Candidate] = ()
        self.cause, self.event_, self.effect = (TextField("", 2) for _ in range(3))
        self.probability, self.impact = _scale(), _scale()
        self.owner = QLineEdit()
        self._form = Form()
        self._cause = self._form.add(FieldRow(tr("Because"), self.cause, help=tr("the fact it comes from")))
        self._event = self._form.add(
            FieldRow(tr("There is a chance that"), self.event_, help=tr("what could happen"), needed=True)
        )
        self._effect = self._form.add(FieldRow(tr("Which would"), self.effect, help=tr("what it would do")))
        self._form.add_pair(
            FieldRow(tr("Probability"), self.probability, help=tr("1 to 5")),
            FieldRow(tr("Impact"), self.impact, help=tr("1 to 5")),
        )
        self._owner = self._form.add(FieldRow(tr("Owner"), self.owner, help=tr("initials or part of a name")))
        create = Button(tr("Create risk"), look="primary", key="Ctrl+Enter", on_click=self.send)
        close = Button(trc("act", "Close"), on_click=self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(10)
        column.addWidget(Label(tr("New risk"), size=16, weight=600))
        column.addWidget(self._form)
        column.addLayout(row_of(create, close, 1))
        column.addStretch(1)

    def begin(self, people: Sequence[Candidate]) -> None:
        """Empty the form and put the caret in it."""
        self._people = people
        for field in (self.cause, self.event_, self.effect):
            field.setPlainText("")
        self.owner.setText("")
        self.owner.setCompleter(_completer([p.name for p in people], self.owner))
        for box in (self.probability, self.impact):
            box.setCurrentIndex(2)
        for row in (self._event, self._owner):
            row.set_error("")
        self.cause.setFocus()

    def risk(self, work: WorkId, today: date, new_id: Callable[[], UUID]) -> Risk | None:
        """The risk as typed, or None with the fields marked that need another word."""
        event = self.event_.toPlainText().strip()
        self._event.set_error("" if event else tr("Say what could happen."))
        owner = None
        try:
            owner = editing.person_of(self.owner.text(), self._people)
            self._owner.set_error("")
        except ValueError as why:
            self._owner.set_error(str(why))
        if self._form.focus_first_error():
            return None
        return Risk(
            id=RiskId(new_id()),
            work=work,
            title=LText.of(_title(event), language()),
            state=RiskState.OPEN,
            owner=PersonId(owner) if owner else None,
            cause=Rich(self.cause.toPlainText().strip()),
            event=Rich(event),
            effect=Rich(self.effect.toPlainText().strip()),
            current=Assessment(
                Score(self.probability.currentIndex() + 1), Score(self.impact.currentIndex() + 1)
            ),
            raised_at=today,
        )

    def send(self) -> None:
        """Ask the page to make the risk."""
        self.created.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter creates, Esc closes."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _title(event: str) -> str:
    """The first words of what could happen, as a title."""
    line = " ".join(event.split())[:200]
    return line[:1].upper() + line[1:]


def _scale() -> QComboBox:
    box = QComboBox()
    box.addItems([str(n) for n in range(1, 6)])
    return box


def _completer(names: list[str], parent: QWidget) -> QCompleter:
    made = QCompleter(names, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made
