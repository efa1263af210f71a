"""A new work: the few fields that it needs to begin with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from pmo_desktop.domain.ids import OrgUnitId, PersonId, WorkId
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import LText
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import language, tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.panels import Block, Inspector

T = TypeVar("T")
_KINDS = ("project", "programme", "service", "portfolio")


class NewWork(Inspector):
    """Kind, title, unit, sponsor, manager; `made(Work)` when Create was chosen and all could be read."""

    made = Signal(object)
    left = Signal()

    def __init__(self, at: Context) -> None:
        create = Button(tr("Create"), look="primary", key="Ctrl+Enter")
        leave = Button(tr("Cancel"), key="Esc")
        super().__init__(tr("Register"), tr("New work"), actions=(create, leave))
        create.clicked.connect(lambda _on=False: self.create_work())
        leave.clicked.connect(lambda _on=False: self.left.emit())
        self._at = at
        self._kind = QComboBox()
        for kind in _KINDS:
            self._kind.addItem(tr(kinds()[kind].label), kind)
        self._title, self._unit, self._sponsor, self._manager = (QLineEdit() for _ in range(4))
        people = [p.name for p in at.people]
        units = [name for _, name in at.units]
        for field, offered in ((self._unit, units), (self._sponsor, people), (self._manager, people)):
            _offer(field, offered)
        form, help_people = Form(), tr("Initials or part of a name")
        form.add(FieldRow(tr("Kind"), self._kind))
        self._rows = {
            "title": form.add(FieldRow(tr("Title"), self._title, needed=True)),
            "unit": form.add(FieldRow(tr("Unit"), self._unit)),
            "sponsor": form.add(FieldRow(tr("Sponsor"), self._sponsor, help=help_people)),
            "manager": form.add(FieldRow(tr("Manager"), self._manager, help=help_people)),
        }
        self._form = form
        block = Block()
        block.add(form)
        self.add(block)
        self.closed.connect(self.left)

    def start(self) -> None:
        """Put the caret in the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def create_work(self) -> None:
        """Read the fields; errors stand beside them, else the work is handed on."""
        at = self._at
        title = self._read("title", lambda: editing.needed_text(self._title.text(), tr("Title")))
        unit = self._read("unit", lambda: editing.named_of(self._unit.text(), at.units, tr("unit")))
        sponsor = self._read("sponsor", lambda: editing.person_of(self._sponsor.text(), at.people))
        manager = self._read("manager", lambda: editing.person_of(self._manager.text(), at.people))
        if self._form.focus_first_error():
            return
        cls = kinds()[str(self._kind.currentData())].cls
        assert issubclass(cls, Work)
        self.made.emit(
            cls(
                id=WorkId(uuid4()),
                title=LText.of(str(title), language()),
                org_unit=OrgUnitId(unit) if unit else None,
                sponsor=PersonId(sponsor) if sponsor else None,
                manager=PersonId(manager) if manager else None,
            )
        )

    def _read(self, key: str, read: Callable[[], T]) -> T | None:
        """The value of a field; what was not understood is said beside it."""
        try:
            found = read()
        except ValueError as why:
            self._rows[key].set_error(str(why))
            return None
        self._rows[key].set_error("")
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter and Enter create, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.create_work()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _offer(field: QLineEdit, offered: list[str]) -> None:
    """Offer texts while one is typed."""
    completer = QCompleter(offered, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
