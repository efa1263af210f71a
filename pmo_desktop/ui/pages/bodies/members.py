"""The members of a body: a table that is typed into, a line that adds one, and what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Archive, batch, creation
from pmo_desktop.domain.governance import Capacity, Membership
from pmo_desktop.domain.ids import MembershipId, PersonId
from pmo_desktop.i18n import inside, tr, trl, trnl
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.bodies import MemberContext, capacity_of, member_columns
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.bodies import MemberRow, lacking, sitting
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.bodies.tab import BodyTab, filled_by
from pmo_desktop.ui.widgets.buttons import Button, Switch
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label


class MembersTab(BodyTab):
    """Seats in the order of their capacities; past ones on request."""

    def __init__(self, desk: Desk, remembered: Remembered) -> None:
        super().__init__()
        self._desk = desk
        self.context = MemberContext(date.min)
        self.model: RowsModel[MemberRow] = RowsModel(member_columns(self.context))
        self.table = RecordTable(name="bodies/members", remembered=remembered)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Members"))
        columns = self.model.columns
        self.table.set_columns(
            {n: c.width for n, c in enumerate(columns)}, stretch=self.model.column_of("interests"), least=120
        )
        self.model.edit_requested.connect(self._edited)
        self.model.refused.connect(lambda _r, _c, _t, why: self.refuse(why))
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Name or initials, capacity, for whom"))
        self.line.setAccessibleName(tr("New member"))
        self.line.returnPressed.connect(self.add)
        self.past = Switch(tr("Past members"))
        self.past.toggled.connect(lambda _on: self.put())
        self.missing = Label("", tone="warn", wrap=True)
        self.missing.setContentsMargins(16, 0, 16, 8)
        filled_by(self, self._head(), self.table)

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(Button(tr("Add"), icon="user-plus", on_click=self.add))
        row.addSpacing(12)
        row.addWidget(self.past)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.missing)
        return head

    def put(self) -> None:
        """Show the seats."""
        if self.file is None:
            return
        self.context.today, self.context.people = self.today, self.file.people
        rows = sitting(self.file.seats, self.today)
        if self.past.isChecked():
            rows += [s for s in self.file.seats if s.past(self.today)]
        self.model.set_rows(rows)
        found = lacking(self.file.seats, self.today)
        self.missing.setText(" ".join(found))
        self.missing.setVisible(bool(found))
        if rows and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def focus_work(self) -> None:
        """The table."""
        self.table.setFocus()

    @property
    def current(self) -> MemberRow | None:
        """The seat with the focus."""
        return self.model.row(self.table.currentIndex().row())

    def add(self) -> None:
        """Seat whom the line names."""
        if self.file is None or not self.line.text().strip():
            self.line.setFocus()
            return
        try:
            seat = self._read(self.line.text())
        except ValueError as why:
            self.refuse(str(why))
            return
        self.line.clear()
        name = self.file.names.get(seat.person, "")
        self.send(creation(seat), trl("{name} joins {body}", name=name, body=self.file.body.code))

    def _read(self, typed: str) -> Membership:
        """The seat that a line means; ValueError with a sentence for what is not understood."""
        assert self.file is not None
        parts = [part.strip() for part in typed.split(",", 2)]
        person = editing.person_of(parts[0], self.file.people)
        if person is None:
            raise ValueError(tr("A name is needed."))
        return Membership(
            id=MembershipId(self._desk.office.new_id()),
            body=self.file.body.id,
            person=PersonId(person),
            capacity=capacity_of(parts[1]) if len(parts) > 1 and parts[1] else Capacity.VOTING,
            represents=parts[2] if len(parts) > 2 else "",
            since=self.today,
        )

    def _edited(self, row: MemberRow, column: Column[Any], wanted: Any) -> None:
        label = trl("Change {field} of {ref}", field=inside(column.title), ref=row.name)
        self.send(editing.set_of("membership", row, {column.field: wanted}), label)

    def why_none(self) -> str:
        """Why nothing can be done with a seat, "" when it can."""
        return "" if self.current is not None else tr("Select a member first")

    def end_seat(self) -> None:
        """The selected people leave the body today."""
        rows = self._selected()
        edits = [editing.set_of("membership", r, {"until": self.today}) for r in rows]
        if edits:
            label = trnl("{n} member leaves the body", "{n} members leave the body", len(edits))
            self.send(batch(edits), label)

    def archive(self) -> None:
        """Take seats away that were put in by mistake."""
        rows = self._selected()
        if rows:
            label = trnl("archiving {n} line", "archiving {n} lines", len(rows))
            self.send(batch(Archive("membership", r.id) for r in rows), label)

    def _selected(self) -> list[MemberRow]:
        found = (self.model.row(line) for line in self.table.selected_rows())
        return [row for row in found if row is not None]
