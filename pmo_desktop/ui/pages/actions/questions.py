"""Small questions before an act: a reason, a day and who agreed, a person, what shows that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.initials import Candidate
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.readmodels import shown
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label, surface


class Question(QDialog):
    """A heading, fields below each other, and two buttons; Enter takes it, Esc leaves it."""

    def __init__(self, title: str, act: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        surface(self, "page")
        self.form = Form()
        self.yes = Button(act, look="primary", key="Enter", on_click=self.try_accept)
        no = Button(tr("Cancel"), key="Esc", on_click=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(Label(title, size=16, weight=600, wrap=True))
        column.addWidget(self.form, 1)
        column.addLayout(row_of(0, no, self.yes))
        self.setMinimumWidth(current().px(460))

    def line(self, label: str, text: str = "", help: str = "", *, needed: bool = False) -> FieldRow:  # noqa: A002
        """One field to type in."""
        edit = QLineEdit(text)
        edit.returnPressed.connect(self.try_accept)
        return self.form.add(FieldRow(label, edit, help=help, needed=needed))

    def try_accept(self) -> None:
        """Take what was typed, or say at the field what is wrong with it."""
        if self.take():
            self.accept()
        else:
            self.form.focus_first_error()

    def take(self) -> bool:
        """Read the fields; False when one has an error. Overridden by each question."""
        return True


def typed(row: FieldRow) -> str:
    """What stands in a line."""
    return row.field.text().strip() if isinstance(row.field, QLineEdit) else ""


class WordsQuestion(Question):
    """One line of words, and for an action that is done what shows it."""

    def __init__(
        self,
        title: str,
        act: str,
        label: str,
        parent: QWidget | None,
        *,
        needed: bool = False,
        evidence: bool = False,
    ) -> None:
        super().__init__(title, act, parent)
        self._needed = needed
        self.words_row = self.line(label, needed=needed)
        hint = tr("A document, a place or a link")
        self.evidence_row = self.line(tr("Evidence"), help=hint) if evidence else None

    @property
    def words(self) -> str:
        """The words typed."""
        return typed(self.words_row)

    @property
    def evidence(self) -> str:
        """What shows that it is done."""
        return typed(self.evidence_row) if self.evidence_row else ""

    def take(self) -> bool:
        """Words are there where they are needed."""
        wrong = self._needed and not self.words
        self.words_row.set_error(tr("Say why: it stays with the action") if wrong else "")
        return not wrong


class DayQuestion(Question):
    """A day in words, and where it is agreed by whom."""

    def __init__(
        self,
        title: str,
        act: str,
        today: date,
        people: Sequence[Candidate],
        parent: QWidget | None,
        *,
        day: date | None = None,
        agreed: bool = True,
    ) -> None:
        super().__init__(title, act, parent)
        self._today, self._people = today, people
        self.day: date | None = None
        self.by = ""
        hint = tr("Type it like 10 Dec 2026, fri week or +10 wd")
        self.day_row = self.line(tr("Day"), shown.day(day) if day else "", hint, needed=True)
        said = tr("Initials or name; it is kept with the day before")
        self.by_row = self.line(tr("Agreed by"), help=said, needed=True) if agreed else None
        if self.by_row is not None:
            complete(self.by_row, people)

    def take(self) -> bool:
        """A day that is one, and somebody who agreed."""
        wrong_day = wrong_by = ""
        try:
            self.day = editing.day_of(typed(self.day_row), self._today)
        except ValueError as why:
            wrong_day = str(why)
        if self.day is None and not wrong_day:
            wrong_day = tr("A day is needed")
        if self.by_row is not None:
            who, wrong_by = _person(typed(self.by_row), self._people)
            self.by = next((p.name for p in self._people if p.id == who), "")
            self.by_row.set_error(wrong_by)
        self.day_row.set_error(wrong_day)
        return not (wrong_day or wrong_by)


class PersonQuestion(Question):
    """Somebody, by initials or name."""

    def __init__(self, title: str, act: str, people: Sequence[Candidate], parent: QWidget | None) -> None:
        super().__init__(title, act, parent)
        self._people = people
        self.who: UUID | None = None
        self.row = self.line(tr("Person"), help=tr("Initials or name"), needed=True)
        complete(self.row, people)

    def take(self) -> bool:
        """One person is meant."""
        self.who, wrong = _person(typed(self.row), self._people)
        self.row.set_error(wrong)
        return not wrong


def _person(text: str, people: Sequence[Candidate]) -> tuple[UUID | None, str]:
    """The person meant, or what is wrong."""
    try:
        found: Any = editing.person_of(text, people)
    except ValueError as why:
        return None, str(why)
    return (found, "") if found is not None else (None, tr("Somebody is needed"))


def complete(row: FieldRow, people: Sequence[Candidate]) -> None:
    """Offer names while somebody types."""
    if isinstance(row.field, QLineEdit):
        offered = QCompleter([p.name for p in people], row.field)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        row.field.setCompleter(offered)
