"""What goes on paper for a body: to whom, in which class and style, and what becomes of rough notes."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.domain.governance import MinuteStyle, NotesRule
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.record import Secrecy
from pmo_desktop.i18n import language, languages, tr
from pmo_desktop.itemmodels.editing import person_of
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.bodies import notes_said, style_said
from pmo_desktop.ui.pages.bodies.fields import FieldSet, of_body
from pmo_desktop.ui.pages.bodies.tab import BodyTab, filled_by, scrolled


class PaperTab(BodyTab):
    """Purpose, distribution, class, style with its explanation, rough notes."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = add = FieldSet(2)
        self.styled = add.choice(of_body("minute_style"), MinuteStyle)
        add.choice(of_body("class_default", tr("Where a paper does not say another.")), Secrecy)
        self.notes = add.choice(of_body("notes_rule"), NotesRule)
        self.days = add.number(of_body("notes_days", tr("Days after the minutes are approved.")))
        add.line(of_body("distribution"), self._names, self._people)
        add.line(of_body("reports_to"))
        spoken = sorted({"en", "de", language(), *languages()})
        add.choice(of_body("language"), [(shown.language_name(code), code) for code in spoken])
        add.line(of_body("venue"))
        add.text(of_body("purpose"), 3)
        add.changed.connect(self.change)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 10, 16, 16)
        column.addWidget(add)
        column.addStretch(1)
        filled_by(self, scrolled(inner))

    def _names(self, people: tuple[PersonId, ...]) -> str:
        names = self.file.names if self.file is not None else {}
        return ", ".join(names.get(uid, "") for uid in people)

    def _people(self, typed: str) -> tuple[PersonId, ...]:
        found: list[UUID] = []
        for part in typed.replace(";", ",").split(","):
            who = person_of(part.strip(), self.file.people if self.file is not None else ())
            if who is not None and who not in found:
                found.append(who)
        return tuple(PersonId(uid) for uid in found)

    def put(self) -> None:
        """Show what is stored, and explain what is chosen."""
        if self.file is None:
            return
        body = self.file.body
        self.fields.show_body(body)
        self.styled.set_help(style_said(body.minute_style))
        self.notes.set_help(notes_said(body))
        self.days.setEnabled(body.notes_rule is NotesRule.KEEP)

    def focus_work(self) -> None:
        """The first field."""
        self.styled.field.setFocus()
