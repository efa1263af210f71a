"""The draft with the chair and out for comments: other wordings proposed, accepted and declined."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pmo_desktop.domain.edits import Batch, Edit, batch, between, creation
from pmo_desktop.domain.ids import AmendmentId, MeetingId, PersonId
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.domain.reviewing import Amendment, AmendmentState, AmendmentWhy
from pmo_desktop.domain.values import Rich
from pmo_desktop.readmodels.meetings_corrections import approving_meeting
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.readmodels.review import ReviewFacts
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.tidying import rewritten
from pmo_desktop.services.ports import Reader

KINDS = frozenset({"minute_comment", "amendment", "agenda_item"})
"""What a change must touch for the review to be read again."""


def read_review(reader: Reader, facts: MeetingFacts) -> ReviewFacts:
    """Comments, other wordings, and the agenda of the meeting that approves: three statements."""
    meeting = facts.meeting.id
    at: MeetingId | None = (facts.minutes.approved_at if facts.minutes else None) or approving_meeting(facts)
    return ReviewFacts(
        tuple(reader.where("minute_comment", "meeting", [meeting])),
        tuple(reader.where("amendment", "meeting", [meeting])),
        tuple(reader.where("agenda_item", "meeting", [at])) if at else (),
    )


def draft_due(facts: MeetingFacts) -> date:
    """The day the draft is to be with the chair, in working days of the body after the meeting."""
    closed = facts.meeting.closed_at or facts.meeting.starts.at
    day = local(facts.zoned(closed)).date()
    return facts.work_days.add_working_days(day, facts.body.minutes_draft)


def comments_due(facts: MeetingFacts, today: date) -> date:
    """The last day for comments on a draft that goes round today."""
    return facts.work_days.add_working_days(today, facts.body.minutes_comments)


def proposed(
    facts: MeetingFacts, review: ReviewFacts, entry: MinuteEntry, reads: str, by: UUID | None, m: Moment
) -> Batch:
    """Another wording of a line by whoever reviews the draft, in place of one of theirs that waits."""
    said = Rich(" ".join(reads.split()))
    waits = [a for a in review.proposed if a.entry == entry.id and a.by == by]
    if said == entry.text:
        return batch(_decided(a, AmendmentState.DECLINED) for a in waits)
    if waits:
        return batch([between(waits[-1], dc.replace(waits[-1], was=entry.text, reads=said))])
    made = Amendment(
        id=AmendmentId(m.new_id()),
        meeting=facts.meeting.id,
        entry=entry.id,
        number=review.next_number,
        why=AmendmentWhy.REVIEW,
        was=entry.text,
        reads=said,
        by=PersonId(by) if by else None,
        at=m.now,
    )
    return batch([creation(made)])


def _decided(amendment: Amendment, state: AmendmentState, reason: str = "") -> Edit:
    return between(amendment, dc.replace(amendment, state=state, reason=Rich(reason)))


def accepted(facts: MeetingFacts, amendments: Iterable[Amendment]) -> Batch:
    """Put other wordings in place of the lines they are for; what stood there last is kept as struck."""
    edits: list[Edit] = []
    for a in amendments:
        entry = facts.notes.get(a.entry)
        if a.state is not AmendmentState.PROPOSED:
            continue
        was = entry.text if entry is not None else a.was
        edits.append(between(a, dc.replace(a, state=AmendmentState.ACCEPTED, was=was)))
        if entry is not None and entry.text != a.reads:
            change = rewritten(facts, entry, a.reads)
            edits += change.edits
            facts = applied(facts, change)
    return batch(edits)


def declined(amendments: Iterable[Amendment], reason: str = "") -> Batch:
    """Leave the lines as they are."""
    return batch(
        _decided(a, AmendmentState.DECLINED, reason) for a in amendments if a.state is AmendmentState.PROPOSED
    )
