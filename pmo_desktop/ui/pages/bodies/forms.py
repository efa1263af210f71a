"""Two forms in the place of the tabs: a new body from a template, and the end of one with its actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.terms_templates import TEMPLATES, template
from pmo_desktop.services.bodies.life import NewBody, problems, takers
from pmo_desktop.services.bodies.reading import BodyFile
from pmo_desktop.ui.pages.bodies.fields import Choice, FieldSet
from pmo_desktop.ui.pages.bodies.tab import filled_by, scrolled
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label

_LISTED = 12
"""Actions that are named before the rest is counted."""


class _Panel(QWidget):
    """A heading, fields, one act and the way back. Ctrl+Enter accepts, Esc goes back."""

    cancelled = Signal()

    def __init__(self, heading: str, act: str, icon: str) -> None:
        super().__init__()
        self.heading = Label(heading, size=16, weight=600, wrap=True)
        self.below, self.form = Label("", tone="text2", wrap=True), Form()
        inner = QWidget()
        inner.setMaximumWidth(current().px(640))
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(10)
        for widget in (self.heading, self.below, self.form):
            column.addWidget(widget)
        self.act = Button(act, look="primary", icon=icon, key="Ctrl+Enter", on_click=self.accept)
        back = Button(tr("Cancel"), key="Esc", on_click=self.cancelled.emit)
        column.addLayout(row_of(self.act, back, 1))
        column.addStretch(1)
        filled_by(self, scrolled(inner))

    def accept(self) -> None:
        """Do what the form is for."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter accepts, Esc goes back."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class NewBodyForm(_Panel):
    """Template, name, short code, and the body above. `made(NewBody)` when nothing is missing."""

    made = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("New body"), tr("Make the body"), "plus")
        self.template, self.above = Choice(), Choice()
        self.name, self.code = QLineEdit(), QLineEdit()
        self.code.setMaxLength(8)
        self._bodies: Sequence[GovernanceBody] = ()
        FieldSet.fill(self.template, [(tr(t.name), t.key) for t in TEMPLATES])
        self.rows = {
            "template": FieldRow(tr("Begin with the rules of"), self.template),
            "name": FieldRow(tr("Name"), self.name, needed=True),
            "code": FieldRow(
                tr("Short code"), self.code, help=tr("Starts the number of each meeting."), needed=True
            ),
            "above": FieldRow(tr("Escalates to"), self.above),
        }
        self.form.add(self.rows["template"])
        self.form.add(self.rows["name"])
        self.form.add_pair(self.rows["code"], self.rows["above"])
        self.template.activated.connect(lambda _at: self._explain())

    def show_for(self, bodies: Sequence[GovernanceBody]) -> None:
        """An empty form."""
        self._bodies = bodies
        listed: list[tuple[str, Any]] = [(tr("No body"), None)]
        FieldSet.fill(self.above, listed + [(b.title.said(language()), b.id) for b in bodies])
        for line in (self.name, self.code):
            line.clear()
        for row in self.rows.values():
            row.set_error("")
        self._explain()
        self.name.setFocus()

    def _explain(self) -> None:
        chosen = template(str(self.template.currentData()))
        self.rows["template"].set_help(
            tr("The {name} {purpose}", name=tr(chosen.name), purpose=tr(chosen.purpose))
        )
        self.below.setText(
            tr("All rules can be changed afterwards. It begins to work when its terms are in force and it "
               "is constituted.")
        )  # fmt: skip

    def accept(self) -> None:
        """Make it when nothing is missing; else say what is, beside each field."""
        wanted = NewBody(
            self.name.text(),
            self.code.text(),
            template(str(self.template.currentData())),
            self.above.currentData(),
        )
        found = problems(wanted, self._bodies)
        for name in ("name", "code"):
            self.rows[name].set_error(found.get(name, ""))
        if found:
            self.form.focus_first_error()
        else:
            self.made.emit(wanted)


class EndingForm(_Panel):
    """The end of a body: its open actions and who takes them. `ended(body id or None)`."""

    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__("", tr("Dissolve the body"), "circle-x")
        self.to = Choice()
        self.row = FieldRow(tr("Its open actions go to"), self.to, needed=True)
        self.form.add(self.row)
        self.listed = Label("", wrap=True)
        self.form.add(FieldRow(tr("Open actions"), self.listed))

    def show_for(self, file: BodyFile) -> None:
        """The actions that have to be moved."""
        name = file.body.title.said(language())
        self.heading.setText(tr("Dissolve: {name}", name=name))
        self.below.setText(
            trn("It has {n} open action, which has to go on somewhere else.",
                "It has {n} open actions, which have to go on somewhere else.", len(file.actions))
            if file.actions else tr("It has no open actions. Its meetings, minutes and decisions stay.")
        )  # fmt: skip
        FieldSet.fill(self.to, [(b.title.said(language()), b.id) for b in takers(file)])
        self.form.setVisible(bool(file.actions))
        lines = [
            tr("{ref}, due {day}: {text}", ref=a.ref, day=shown.day(a.due), text=str(a.text))
            for a in file.actions[:_LISTED]
        ]
        if (rest := len(file.actions) - _LISTED) > 0:
            lines.append(trn("and {n} more", "and {n} more", rest))
        self.listed.setText("\n".join(lines))
        (self.to if file.actions else self.act).setFocus()

    def accept(self) -> None:
        """Dissolve it."""
        self.ended.emit(self.to.currentData())
