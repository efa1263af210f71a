"""The pane beside the agenda with what waits for the body and what its next six meetings deal with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.ordering import Grouping
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.agenda_plan import (
    WAITING,
    ForwardPlan,
    PlannedRow,
    back_to_wait,
    put_row,
    read_forward,
    taken_along,
)
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.pages.meetings.agenda_table import BUSINESS, DraggedTable, unpacked
from pmo_desktop.ui.widgets.text import Label


def _columns() -> tuple[Column[PlannedRow], ...]:
    return (
        Column(tr("Business"), lambda r: r.title, lambda r: r.title, key="title", width=160,
               tip=lambda r: r.title),
        Column(tr("Wanted by"), lambda r: r.wanted, _wanted, key="wanted", width=100,
               roles={Role.TONE: lambda r: "warn" if r.deferrals else "text2"}),
        Column(tr("min"), lambda r: r.minutes, lambda r: str(r.minutes or ""), key="minutes", width=46,
               number=True),
    )  # fmt: skip


def _wanted(row: PlannedRow) -> str:
    return tr("{n} × deferred", n=row.deferrals) if row.deferrals else row.wanted


class PlanTable(DraggedTable):
    """The plan. Alt with an arrow brings a row to the meeting before or after; Enter to the one shown."""

    moved = Signal(int)
    landed_on = Signal(object, int)

    def __init__(self) -> None:
        super().__init__(BUSINESS, (BUSINESS,), row_focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring a row to another meeting, else as every table."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        else:
            super().keyPressEvent(event)

    def landed(self, mime: QMimeData, line: int) -> None:
        """A row was let go over another meeting."""
        if line >= 0:
            self.landed_on.emit(unpacked(mime, BUSINESS), line)


class ForwardPane(QWidget):
    """Backlog and coming meetings of the body; rows are dragged or moved by keys from one to another."""

    refused = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._plan: ForwardPlan | None = None
        self.model: RowsModel[PlannedRow] = RowsModel(_columns())
        self.table = PlanTable()
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        self.table.set_columns(widths, stretch=0, least=110)
        self.table.setAccessibleName(tr("Forward plan"))
        self._facts = Label("", tone="text2", elide=True)
        keys = Label(tr("Enter puts on this agenda, Alt+↑ ↓ moves to another meeting"), tone="text3",
                     size=12, wrap=True)  # fmt: skip
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.addWidget(self._facts)
        foot.addWidget(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addLayout(foot)
        column.addLayout(row)
        self.table.acted.connect(lambda _index: self.put_on(self.table.chosen_ids(), None))
        self.table.moved.connect(self.move_chosen)
        self.table.landed_on.connect(self._landed)
        self.table.group_toggled.connect(self.model.toggle)
        sitting.desk.changed.connect(self._heard)

    @property
    def shown(self) -> ForwardPlan | None:
        """The plan on screen."""
        return self._plan

    def show_for(self, facts: MeetingFacts) -> None:
        """The plan of the body of this meeting, read when it is another body's."""
        if self._plan is None or self._plan.body != facts.body.id:
            self.refresh()

    def _heard(self, change: Change) -> None:
        kinds = change.kinds()
        if self._plan is not None and (not kinds or kinds & {"business", "agenda_item", "meeting"}):
            self.refresh()

    def refresh(self) -> None:
        """Read the plan again."""
        facts = self.sitting.facts
        if facts is None or not self.sitting.desk.is_open:
            return
        body = facts.body.id
        now = min(self.sitting.now, facts.meeting.starts.at)
        self.sitting.desk.query(lambda office: read_forward(office.store.reader, body, now), self._show)

    def _show(self, plan: ForwardPlan) -> None:
        self._plan = plan
        slots = {s.key: s for s in plan.slots}
        here = self.sitting.facts.meeting.id if self.sitting.facts else None

        def head(key: str, rows: Sequence[PlannedRow]) -> GroupRow:
            minutes = shown.minutes(sum(r.minutes for r in rows))
            if key == WAITING:
                return GroupRow(tr("Waiting for this body"), minutes, key=key)
            slot = slots[key]
            ref = tr("{ref}, this agenda", ref=slot.ref) if slot.meeting == here else slot.ref
            return GroupRow(ref, tr("{day} · {minutes}", day=slot.day, minutes=minutes), key=key)

        self.model.arrange((), None, Grouping(lambda r: r.slot), head, rows=plan.rows)
        waiting = sum(r.slot == WAITING for r in plan.rows)
        self._facts.setText(
            trn("{n} item waits", "{n} items wait", waiting) if waiting else tr("Nothing waits")
        )

    # -- moves -------------------------------------------------------------------------------------

    def put_on(self, ids: Sequence[UUID], before: UUID | None) -> None:
        """Bring rows onto the agenda that is shown, perhaps before an item."""
        plan = self._plan
        for uid in ids:
            row, facts = (plan.row(uid) if plan else None), self.sitting.facts
            if plan is None or row is None or facts is None:
                continue
            if row.item is not None and row.meeting != facts.meeting.id:
                self._bring(row, facts.meeting.id)
            elif (edit := put_row(facts, plan, row, self.sitting.moment, before)) is not None:
                self.sitting.send(edit, trl("“{title}” put on the agenda", title=row.title))

    def move_chosen(self, by: int) -> None:
        """Bring the selected rows to the meeting after (1) or before (-1); before the first they wait."""
        for uid in self.table.chosen_ids():
            row = self._plan.row(uid) if self._plan else None
            if row is not None and self._plan is not None:
                self._bring(row, self._plan.beside(row, by))

    def _landed(self, ids: Sequence[UUID], line: int) -> None:
        target = self.model.row(line)
        if target is None:  # the head of a group: the row below it says which
            target = self.model.row(line + 1)
        for uid in ids:
            row = self._plan.row(uid) if self._plan else None
            if row is not None and target is not None:
                self._bring(row, target.meeting)

    def _bring(self, row: PlannedRow, meeting: UUID | None) -> None:
        """Read both meetings, and move the row from the one to the other."""
        plan, moment = self._plan, self.sitting.moment
        if plan is None or row.meeting == meeting:
            return

        def read(office: Office) -> tuple[MeetingFacts | None, MeetingFacts | None]:
            reader = office.store.reader
            source = read_meeting(reader, MeetingId(row.meeting)) if row.meeting else None
            return source, read_meeting(reader, MeetingId(meeting)) if meeting else None

        def take(found: tuple[MeetingFacts | None, MeetingFacts | None]) -> None:
            source, target = found
            item = source.agenda.get(row.item) if source else None
            edit: Edit | None = None
            if source is not None and item is not None:
                edit = taken_along(source, item, target) if target else back_to_wait(source, item, moment)
            elif target is not None:
                edit = put_row(target, plan, row, moment)
            if edit is not None:
                self.sitting.desk.submit(edit, trl("“{title}” moved in the plan", title=row.title))

        self._ask(read, take)

    def _ask(self, read: Callable[[Office], Any], take: Callable[[Any], None]) -> None:
        self.sitting.desk.query(read, take, self.refused.emit)
