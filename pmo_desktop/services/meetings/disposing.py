"""Rough notes disposed of under the rule of the body, once the minutes are approved."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, timedelta
from uuid import UUID

from pmo_desktop.domain.edits import Batch, batch, between
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.governance import NotesRule
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.i18n import tr, trnl
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Receipt


@dc.dataclass(frozen=True, slots=True)
class Rough:
    """One line whose rough wording goes: its number and the first words of what was typed."""

    id: UUID
    number: str
    raw: str
    prepared: bool


@dc.dataclass(frozen=True, slots=True)
class Disposal:
    """What would be disposed of, and why it cannot be now; `from_day` when the rule lets it."""

    notes: tuple[Rough, ...] = ()
    why_not: str = ""
    from_day: date | None = None

    @property
    def allowed(self) -> bool:
        """Whether there is something, and the rule lets it go now."""
        return bool(self.notes) and not self.why_not


def disposal(facts: MeetingFacts, now: datetime) -> Disposal:
    """The rough notes of a meeting that the rule of its body lets go; to be looked at before it is done."""
    minutes = facts.minutes
    notes = tuple(
        Rough(e.id, facts.numbers[e.id], e.raw, e.prepared)
        for e in facts.entries
        if e.raw and e.text  # a line without final words would lose all that it says
    )
    if minutes is None or not minutes.state.settled:
        return Disposal(notes, tr("Rough notes are kept until the minutes are approved."))
    if facts.body.notes_rule is NotesRule.HOLD:
        return Disposal(notes, tr("The rough notes of this body are on hold."))
    day = minutes.approved_on or local(facts.meeting.starts).date()
    if facts.body.notes_rule is NotesRule.KEEP:
        day += timedelta(days=facts.body.notes_days)
    if local(facts.zoned(now)).date() < day:
        return Disposal(notes, tr("The rule keeps the rough notes until {date}.", date=shown.date(day)), day)
    if not notes:
        return Disposal((), tr("There are no rough notes."), day)
    return Disposal(notes, "", day)


def emptied(facts: MeetingFacts, found: Disposal, now: datetime) -> Batch:
    """The edit that empties the rough notes and notes when."""
    notes = [facts.notes.by_id[note.id] for note in found.notes]
    edits = [between(e, dc.replace(e, raw="")) for e in notes]
    minutes = facts.minutes
    if minutes is not None and minutes.notes_disposed_at is None:
        edits.append(between(minutes, dc.replace(minutes, notes_disposed_at=now)))
    return batch(edits)


def dispose(office: Office, meeting: MeetingId) -> tuple[Receipt, int]:
    """Dispose of the rough notes of a meeting now, in the minutes and in the trail; gives how many lines.

    It goes neither through the journal nor the list of undo, which would keep what is to go. The trail says
    who did it, when and how many. Raises Fault with the reason where the rule does not let them go.
    """
    facts = read_meeting(office.store.reader, meeting)
    if facts is None:
        raise Fault(tr("The meeting does not exist any more."))
    found = disposal(facts, office.now())
    if not found.allowed:
        raise Fault(found.why_not)
    n = len(found.notes)
    label = trnl("{n} rough note disposed of", "{n} rough notes disposed of", n)
    receipt = office.change(emptied(facts, found, office.now()), label)
    office.store.purge_notes(meeting)
    return receipt, n
