"""The approval: where it is given, what it changes in the register, and what was corrected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.minutes import MinuteSet, MinutesState
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.itemmodels.review import register_change_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_corrections import corrections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.review import ReviewFacts, approval_place, waiting_minutes
from pmo_desktop.services.meetings.approvals import (
    Approval,
    RegisterChange,
    look_back,
    look_before,
    put_on_agenda,
    told_after,
)
from pmo_desktop.services.meetings.minutes import lacking
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.minutes.state import Reviewing
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Card
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label

_MOST_ROWS = 7
_MOST_EARLIER = 3
_SHOWN_FROM = (MinutesState.REVISED, MinutesState.CIRCULATED, MinutesState.TABLED)


class ApprovalPart(QWidget):
    """`go(meeting id)` when the meeting that approves is to be shown; `told` when something was done."""

    go = Signal(object)
    told = Signal(str)

    def __init__(self, state: Reviewing) -> None:
        super().__init__()
        self._state = state
        self._place = Label("", wrap=True)
        self._link = Button(tr("Open the meeting"), look="link", small=True, on_click=self._open)
        self.put = Button(tr("Put them on its agenda"), small=True, icon="plus", on_click=self.put_now)
        self._corrections = Label("", wrap=True)
        self._waiting = Label("", wrap=True)
        self.problem = Strip("warn", "circle-alert")
        columns = register_change_columns()
        self.model: RowsModel[RegisterChange] = RowsModel(columns)
        self.table = RecordTable(row_focus=True)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("record"))
        self.table.setAccessibleName(tr("What changes in the register"))
        self.approve = Button(
            tr("Approve"), look="primary", icon="check-check", small=True, on_click=self.approve_now
        )
        self._wait = [Button("", look="link", small=True) for _ in range(_MOST_EARLIER)]
        for n, button in enumerate(self._wait):
            button.clicked.connect(lambda _on=False, n=n: self._open_earlier(n))
        self._lay_out()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self._place, 1)
        where.addWidget(self.put)
        where.addWidget(self._link)
        where.addWidget(self.approve)
        self.card = Card(tr("Approval"), icon="check-check")
        self.card.add(where)
        self.card.add(self._corrections)
        self.card.add(self.problem)
        self.changes = Card(tr("What changes in the register"), icon="arrow-right-left")
        self.changes.add_wide(self.table)
        self.earlier = Card(tr("To approve at this meeting"), icon="file-check")
        self.earlier.add(self._waiting)
        row = QHBoxLayout()
        for button in self._wait:
            row.addWidget(button)
        row.addStretch(1)
        self.earlier.add(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.earlier, self.card, self.changes):
            column.addWidget(card)

    # -- showing -----------------------------------------------------------------------------------

    def show_now(self) -> None:
        """Show where the minutes are approved and what that does."""
        facts = self._state.facts
        if facts is None:
            return
        self._show_place(facts)
        self._show_corrections(facts)
        self._show_earlier(facts)
        self.approve.setEnabled(self._state.state is MinutesState.TABLED)
        settled = self._state.state is not None and self._state.state.settled
        self.approve.setVisible(not settled)
        self._show_changes(facts)

    def _show_place(self, facts: MeetingFacts) -> None:
        place, minutes = approval_place(facts, self._state.review), facts.minutes
        settled = minutes is not None and minutes.state.settled
        self._link.setVisible(place is not None)
        self.put.setVisible(place is not None and not place.item and not settled)
        if place is None:
            self._place.setText(_without_a_meeting(minutes))
            return
        day = shown.date(place.day)
        item = f" {place.item} {place.title}".rstrip() if place.item else ""
        where = tr("{meeting} on {date}", meeting=place.ref, date=day)
        item = tr("item {item}", item=item.strip()) if item else tr("no item for minutes on its agenda yet")
        said = tr("To be approved at {where}, {item}.", where=where, item=item)
        if minutes is not None and minutes.state.settled:
            said = tr("{state} at {where}, {item}.", state=tr(minutes.state.label), where=where, item=item)
            if minutes.state in (MinutesState.SIGNED, MinutesState.PUBLISHED):
                said = tr("Approved at {where}, {item}.", where=where, item=item)
        self._place.setText(said)

    def _show_corrections(self, facts: MeetingFacts) -> None:
        found = corrections(facts)
        lines = [
            tr("Correction to {n}: “{was}” reads “{now}” ({by})", n=c.where, was=c.was, now=c.now, by=c.by)
            for c in found
        ]
        settled = self._state.state is not None and self._state.state.settled
        if not lines and settled:
            lines = [tr("No correction was noted: they were approved as presented.")]
        elif not lines:
            lines = [tr("No correction was noted: they are approved as presented.")]
        self._corrections.setText("\n".join(lines))
        corrected = tr("Approve as corrected") if found else tr("Approve as presented")
        self.approve.setText(corrected)
        self.approve.setAccessibleName(corrected)
        self.approve.updateGeometry()

    def _show_earlier(self, facts: MeetingFacts) -> None:
        waiting = waiting_minutes(facts)
        self.earlier.setVisible(bool(waiting))
        self._waiting.setText(
            trn(
                "The minutes of {n} earlier meeting are on the table here.",
                "The minutes of {n} earlier meetings are on the table here.",
                len(waiting),
            )
        )
        for n, button in enumerate(self._wait):
            button.setVisible(n < len(waiting))
            if n < len(waiting):
                meeting = waiting[n]
                button.setText(meeting.ref)
                button.setAccessibleName(meeting.ref)
                button.updateGeometry()

    def _show_changes(self, facts: MeetingFacts) -> None:
        state = self._state.state
        settled = state is not None and state.settled
        if state not in _SHOWN_FROM and not settled:
            self.changes.hide()
            return
        moment = self._state.moment

        def work(office: Office) -> Approval:
            reader = office.store.reader
            return look_back(reader, facts) if settled else look_before(reader, facts, moment)

        self._state.sitting.desk.query(work, self._take_changes)

    def _take_changes(self, found: Approval) -> None:
        self.model.set_rows(list(found.rows))
        self.changes.setVisible(bool(found.rows))
        n = min(max(len(found.rows), 1), _MOST_ROWS)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + n * current().px(30) + 4)
        into = trn("{n} change comes into the register", "{n} changes come into the register", found.applied)
        if found.goal.settled and not found.edit.edits:
            into = trn("{n} change is in the register", "{n} changes are in the register", found.applied)
        self.changes.set_title(tr("What changes in the register"), into)

    # -- acts --------------------------------------------------------------------------------------

    def _open(self) -> None:
        facts = self._state.facts
        place = approval_place(facts, self._state.review) if facts else None
        if place is not None:
            self.go.emit(place.meeting)

    def put_now(self) -> None:
        """Put the minutes on the agenda of the meeting that approves them."""
        facts = self._state.facts
        place = approval_place(facts, self._state.review) if facts else None
        if facts is None or place is None:
            return
        at, moment = MeetingId(place.meeting), self._state.moment

        def work(office: Office) -> Batch | None:
            found = read_meeting(office.store.reader, at)
            return put_on_agenda(found, facts, moment) if found is not None else None

        def done(edit: Batch | None) -> None:
            if edit is not None:
                label = trl("Minutes on the agenda of {meeting}", meeting=place.ref)
                self._state.sitting.desk.submit(edit, label)

        self._state.sitting.desk.query(work, done)

    def _open_earlier(self, n: int) -> None:
        facts = self._state.facts
        waiting = waiting_minutes(facts) if facts else ()
        if n < len(waiting):
            self.go.emit(waiting[n].id)

    def approve_now(self) -> None:
        """Approve the minutes, with all that was decided, in one edit."""
        self._state.ask(self._approve)

    def _approve(self, facts: MeetingFacts, review: ReviewFacts) -> None:
        goal = MinutesState.CORRECTED if corrections(facts) else MinutesState.APPROVED
        why = lacking(facts, goal, review)
        self.problem.say(why)
        if why or facts.minutes is None or facts.minutes.state is not MinutesState.TABLED:
            return
        moment = self._state.moment

        def work(office: Office) -> Approval:
            return look_before(office.store.reader, facts, moment)

        def done(found: Approval) -> None:
            self._state.send(found.edit, trl("Minutes: {state}", state=trl(found.goal.label)))
            said = trn("{n} change is in the register", "{n} changes are in the register", found.applied)
            self.told.emit(said)
            self.problem.say(told_after(found.left))

        self._state.sitting.desk.query(work, done)


def _without_a_meeting(minutes: MinuteSet | None) -> str:
    """What is told of the approval while no later meeting is planned."""
    if minutes is not None and minutes.state.settled and minutes.approved_on is not None:
        return tr("Approved on {date}; no later meeting is planned.", date=shown.date(minutes.approved_on))
    return tr("No later meeting is planned yet: the minutes are approved at the next one.")
