"""A table of records with a line of words and buttons above it, its edits sent to the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Archive, batch
from pmo_desktop.i18n import inside, tr, trl, trnl
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.project_raid import edit_of
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.putbefore import offer_bodies
from pmo_desktop.ui.shell.acts import ActList
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label, line, surface


class Listing(QWidget):
    """Rows of one kind: heading, count, buttons, table. Cells are typed into; the desk gets the edits."""

    said = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        kind: str,
        heading: str,
        columns: Sequence[Column[Any]],
        buttons: Sequence[QWidget],
        remembered: Remembered,
        *,
        stretch: int,
    ) -> None:
        super().__init__()
        surface(self, "page")
        self._desk, self._kind = desk, kind
        self.model: RowsModel[Any] = RowsModel(columns)
        self.table = RecordTable(name=f"project/{kind}", remembered=remembered)
        self.table.setModel(self.model)
        self.table.setAccessibleName(heading)
        widths = {i: c.width for i, c in enumerate(columns)}
        hidden = {i for i, c in enumerate(columns) if c.hidden}
        self.table.set_columns(widths, stretch=stretch, hidden=hidden)
        self.model.edit_requested.connect(self._edited)
        self.model.refused.connect(lambda _r, _c, _t, why: self.said.emit(tr("Not changed"), why))
        self.facts = Label("", size=12, tone="text2", elide=True)
        self.none = Label("", tone="text2", wrap=True)
        self.none.setContentsMargins(16, 10, 16, 10)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(Label(heading, weight=600))
        row.addWidget(self.facts, 1)
        for button in buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line())
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def show_rows(self, rows: Sequence[Any], facts: str, none: str) -> None:
        """Show these rows; `none` is said where there are none."""
        self.model.set_rows(list(rows))
        self.facts.setText(facts)
        self.none.setText(none)
        self.none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(4, 0 if rows else 1)
        if rows and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def current(self) -> Any:
        """The row with the focus, or None."""
        return self.model.row(self.table.currentIndex().row())

    def choose(self, uid: UUID, edit: str = "") -> bool:
        """Select a row by id, and open one of its cells; False while it is not there."""
        at = self.model.line_of(uid)
        if at < 0:
            return False
        self.table.select_row(at)
        if edit:
            self.table.setCurrentIndex(self.model.index(at, self.model.column_of(edit)))
            self.table.setFocus()
            self.table.edit(self.table.currentIndex())
        return True

    def selected(self) -> list[Any]:
        """The rows selected, from the top."""
        found = (self.model.row(line) for line in self.table.selected_rows())
        return [row for row in found if row is not None]

    def edit_cell(self) -> None:
        """Open the cell with the focus to be typed into."""
        self.table.setFocus()
        self.table.edit(self.table.currentIndex())

    def why_locked(self) -> str:
        """Why the cell with the focus cannot be typed into, "" when it can."""
        now = self.table.currentIndex()
        if self.current() is None:
            return tr("Select a row first")
        return "" if now.flags() & Qt.ItemFlag.ItemIsEditable else tr("This cell is not typed into")

    def archive(self) -> None:
        """Take the selected rows out of sight; undo brings them back."""
        rows = self.selected()
        if rows:
            label = trnl("archiving {n} line", "archiving {n} lines", len(rows))
            self._desk.submit(batch(Archive(self._kind, row.id) for row in rows), label)

    def put_before(self) -> None:
        """Offer the bodies that the selected rows can be put before."""
        offer_bodies(self._desk, self.table, self._kind, [row.id for row in self.selected()])

    def _edited(self, row: Any, column: Column[Any], wanted: Any) -> None:
        label = trl("Change {field} of {ref}", field=inside(column.title), ref=row.ref)
        self._desk.submit(
            edit_of(self._kind, row, column, wanted),
            label,
            lambda _receipt: self.said.emit(label, tr("stored")),
        )


def offer_rows(does: ActList, now: Callable[[], Listing]) -> None:
    """Declare what can be done with the rows of a list; `now` gives the one that is worked in."""

    def why_none() -> str:
        return "" if now().selected() else tr("Select a row first")

    def edit() -> None:
        now().edit_cell()

    def copy() -> None:
        now().table.copy_selection()

    def archive() -> None:
        now().archive()

    def why_locked() -> str:
        return now().why_locked()

    add = does.add
    add(tr("Edit the cell"), edit, icon="pencil", band=1, shown_key="F2", why_not=why_locked)
    add(tr("Copy as a table"), copy, icon="copy", band=1, shown_key="Ctrl+C", why_not=why_none)
    add(tr("Put before a body…"), lambda: now().put_before(), icon="scale", band=1, why_not=why_none)
    add(tr("Archive"), archive, keys="Del", icon="archive", band=1, why_not=why_none)
