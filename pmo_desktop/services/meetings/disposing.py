"""Rough notes disposed of under the rule of the body, once the minutes are approved."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, timedelta
from uuid import UUID

from pmo_desktop.domain.governance import NotesRule
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.shown import local


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
