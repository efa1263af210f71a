"""Put a governed field before its body again: an item to decide on the agenda of a coming meeting."""

from __future__ import annotations

import dataclasses as dc
from uuid import UUID

from pmo_desktop.domain.edits import Batch, batch, creation
from pmo_desktop.domain.ids import AgendaItemId, MeetingId, WorkId
from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, AgendaState, Purpose
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import language, speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.services.decisions.between import OPEN
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.ports import Join, Reader


@dc.dataclass(frozen=True, slots=True)
class Coming:
    """A meeting whose agenda can still grow: its id, what it is called, and the language of its body."""

    id: UUID
    said: str
    lang: str


def coming(reader: Reader) -> tuple[Coming, ...]:
    """The meetings ahead, the next first, in one statement."""
    rows = reader.joined("meeting", (Join("body", "id", "meeting", "body"),))
    ahead = sorted((r for r in rows if r[0].state in OPEN), key=lambda r: r[0].starts.at)
    return tuple(
        Coming(
            UUID(int=meeting.id.int),
            tr(
                "{body}, {day}",
                body=body.title.said(language()) if body else meeting.ref,
                day=shown.day(shown.local(meeting.starts).date()),
            ),
            body.language if body else language(),
        )
        for meeting, body in ahead
    )


def put_before(meeting: Coming, work: UUID, title: str, field: str, moment: Moment) -> Batch:
    """An item that asks to decide about a field of a work; the chair accepts it onto the agenda."""
    with speaking(meeting.lang):
        said = tr("{work}: {field} to be decided anew", work=title, field=field)
    made = AgendaItem(
        id=AgendaItemId(moment.new_id()),
        meeting=MeetingId(meeting.id),
        title=LText.of(said[:200], meeting.lang),
        agenda_kind=AgendaKind.DECISION,
        purpose=Purpose.DECIDE,
        state=AgendaState.PROPOSED,
        work=WorkId(work),
    )
    return batch([creation(made)])
