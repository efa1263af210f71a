"""Works to the agenda of a coming meeting: which meetings there are, and the edits."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from pmo_desktop.domain.edits import Batch, batch, creation
from pmo_desktop.domain.ids import AgendaItemId, MeetingId, WorkId
from pmo_desktop.domain.meetings import AgendaItem, MeetingState, Purpose
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.register_list import RegisterList

_STILL_OPEN = (
    MeetingState.PLANNED,
    MeetingState.CALLED,
    MeetingState.AGENDA_AGREED,
    MeetingState.PACK_ISSUED,
    MeetingState.IN_SESSION,
)


@dc.dataclass(frozen=True, slots=True)
class Coming:
    """A meeting whose agenda can still grow."""

    id: UUID
    title: str


def coming(office: Office) -> list[Coming]:
    """Meetings that are not over, the next first; two statements."""
    reader = office.store.reader
    meetings = [m for m in reader.all("meeting") if m.state in _STILL_OPEN]
    bodies = {b.id: b for b in reader.all("body")}
    found: list[Coming] = []
    for meeting in sorted(meetings, key=lambda m: m.starts.at):
        body = bodies.get(meeting.body)
        name = body.title.said(language()) if body else meeting.ref
        day = shown.day(shown.local(meeting.starts).date())
        found.append(Coming(meeting.id, tr("{body}, {day}", body=name, day=day)))
    return found


def agenda_edit(meeting: UUID, works: Sequence[WorkRow]) -> Batch:
    """One item to discuss for each work, named as the work is."""
    return batch(
        creation(
            AgendaItem(
                id=AgendaItemId(uuid4()),
                meeting=MeetingId(meeting),
                title=row.title,
                work=WorkId(row.id),
                purpose=Purpose.DISCUSS,
            )
        )
        for row in works
    )


def offer_meetings(
    desk: Desk, listed: RegisterList, put: Callable[[UUID, str, Sequence[WorkRow]], None]
) -> None:
    """Offer the coming meetings for the selected works at their line; `put` puts them on an agenda."""
    rows, table = listed.selected(), listed.table

    def show(meetings: list[Coming]) -> None:
        menu = QMenu(listed)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for meeting in meetings:
            title = meeting.title.replace("&", "&&")
            menu.addAction(title, partial(put, meeting.id, meeting.title, rows))
        if not meetings:
            menu.addAction(tr("No meeting is planned")).setEnabled(False)
        menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()))

    if rows:
        desk.query(coming, show)
