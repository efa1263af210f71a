"""What the tabs of a body share: the file they show, and how an edit leaves them."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Edit, between
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.i18n import inside, tr, trl
from pmo_desktop.services.bodies.reading import BodyFile
from pmo_desktop.ui.widgets.text import surface


class BodyTab(QWidget):
    """A tab of one body. `edit_wanted(edit, label)` asks for an edit, `said(lead, rest)` tells something."""

    edit_wanted = Signal(object, str)
    said = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "page")
        self.file: BodyFile | None = None
        self.today = date.min

    def show_file(self, file: BodyFile, today: date) -> None:
        """Show a body."""
        self.file, self.today = file, today
        self.put()

    def put(self) -> None:
        """Put what `file` holds on the screen."""

    def focus_work(self) -> None:
        """Put the focus where work on this tab begins."""

    def send(self, edit: Edit, label: str) -> None:
        """Ask for an edit."""
        self.edit_wanted.emit(edit, label)

    def change(self, field: str, wanted: GovernanceBody) -> None:
        """Ask for the body to become another, by the field that a person changed."""
        if self.file is not None and wanted != self.file.body:
            label = trl("Change {field} of {ref}", field=inside(field), ref=self.file.body.code)
            self.send(between(self.file.body, wanted), label)

    def set_field(self, name: str, title: str, value: Any) -> None:
        """Ask for one field of the body to be another."""
        if self.file is not None:
            self.change(title, dc.replace(self.file.body, **{name: value}))

    def refuse(self, why: str) -> None:
        """Say why something was not done."""
        self.said.emit(tr("Not changed"), why)


def scrolled(inner: QWidget) -> QScrollArea:
    """A widget that scrolls down where there is no room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    surface(inner, "page")
    area.setWidget(inner)
    return area


def filled_by(tab: QWidget, *widgets: QWidget) -> None:
    """Widgets below each other from edge to edge; the last takes the room."""
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets[:-1]:
        column.addWidget(widget)
    column.addWidget(widgets[-1], 1)
