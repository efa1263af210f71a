"""Corrections to the minutes of a meeting: noted at the meeting that approves them, beside the text."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.markers import parse_line
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live


@dc.dataclass(frozen=True, slots=True)
class Correction:
    """One correction: the paragraph, what stands there, what it should say, who asked, who agreed and when.

    The paragraph itself is never changed. `agreed` is empty until the minutes are approved.
    """

    where: str
    was: str
    now: str
    by: str
    agreed: str

    @property
    def authority(self) -> str:
        """Who asked and who agreed."""
        return ", ".join(t for t in (self.by, self.agreed) if t)


def approving_meeting(facts: MeetingFacts) -> MeetingId | None:
    """The meeting that approves these minutes: the next one of the body that was opened, else the next."""
    later = [m for m in facts.meetings.all() if live(m) and m.starts.at > facts.meeting.starts.at]
    opened = min((m for m in later if m.opened_at), key=lambda m: m.starts.at, default=None)
    found = opened or facts.next_meeting
    return found.id if found else None


def corrections(facts: MeetingFacts) -> tuple[Correction, ...]:
    """What was corrected in the minutes of this meeting, in the order noted."""
    minutes = facts.minutes
    settled = minutes is not None and minutes.state.settled
    at = (minutes.approved_at if minutes and settled else None) or approving_meeting(facts)
    meeting = facts.meetings.get(at)
    if meeting is None:
        return ()
    texts = {number: facts.notes.by_id[uid].text for uid, number in facts.numbers.items()}
    agreed = _agreed(facts, meeting) if settled else ""
    noted = [e for e in facts.corrections.all() if live(e) and e.meeting == meeting.id]
    found = []
    for entry in sorted(noted, key=lambda e: (e.at, e.sequence)):
        where = parse_line(entry.raw, facts.body.language).about
        found.append(Correction(where, texts.get(where, ""), entry.text, facts.name(entry.speaker), agreed))
    return tuple(found)


def _agreed(facts: MeetingFacts, meeting: Meeting) -> str:
    day = shown.date(shown.local(meeting.starts).date())
    body = facts.body.title.said(language())
    return tr("agreed by the {body} at {meeting} on {date}", body=body, meeting=meeting.ref, date=day)
