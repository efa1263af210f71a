"""Calling a meeting: who is asked, what the invitation says, and answers taken in with a receipt."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from pmo_desktop.domain.edits import Batch, Edit, batch, between
from pmo_desktop.domain.invitations import Answer, Invitation, Invited, Purport
from pmo_desktop.domain.meetings import Attendance, Meeting, MeetingState, Part
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.steps import Moment, walked

_DOMAIN = "meetings.pmo-desktop"


def uid_of(meeting: UUID) -> str:
    """What calendars know a meeting by, through all its changes."""
    return f"{meeting}@{_DOMAIN}"


def meeting_of(uid: str) -> UUID | None:
    """The meeting that a calendar's name for it means; None for a meeting of somebody else."""
    text, _, domain = uid.strip().partition("@")
    try:
        return UUID(text) if domain.casefold() == _DOMAIN else None
    except ValueError:
        return None


def without_address(facts: MeetingFacts) -> tuple[str, ...]:
    """The names of those who are asked and have no e-mail address."""
    people = (facts.people.get(a.person) for a in facts.present_list)
    return tuple(p.display_name for p in people if p is not None and not p.email.strip())


def invitation(facts: MeetingFacts, moment: Moment, purport: Purport = Purport.REQUEST) -> Invitation:
    """What goes out now, in the language of the meeting. Items of Part B are not named."""
    meeting = facts.meeting
    secretary = facts.people.get(meeting.secretary) or facts.people.get(meeting.chair)
    organiser = Invited(secretary.display_name if secretary else "", secretary.email if secretary else "")
    with speaking(facts.body.language):
        text = _text(facts)
    return Invitation(
        uid=uid_of(meeting.id),
        sequence=meeting.invitation,
        title=f"{meeting.title} ({meeting.ref})" if meeting.ref else str(meeting.title),
        starts=meeting.starts,
        length=timedelta(minutes=int(meeting.length)),
        place=meeting.venue,
        text=text,
        organiser=organiser,
        people=tuple(_asked(facts, a) for a in facts.present_list if _email(facts, a)),
        sent=moment.now,
        purport=purport,
    )


def _email(facts: MeetingFacts, seat: Attendance) -> str:
    person = facts.people.get(seat.person)
    return person.email.strip() if person is not None else ""


def _asked(facts: MeetingFacts, seat: Attendance) -> Invited:
    return Invited(facts.name(seat.person), _email(facts, seat), seat.capacity.votes, seat.reply)


def _text(facts: MeetingFacts) -> str:
    open_items = [i for i in facts.items if i.part is Part.A]
    lines = [f"{item.number}. {item.title}" for item in open_items]
    if len(open_items) < len(facts.items):
        lines.append(tr("There is also a restricted part."))
    days = facts.work_days
    due = days.add_working_days(facts.zone_day, -facts.body.papers_due)
    return "\n".join([tr("Agenda"), *lines, "", tr("Papers are due on {date}.", date=shown.long_date(due))])


@dc.dataclass(frozen=True, slots=True)
class Calling:
    """The edit that notes that a meeting was called, and what the notice lacks, in words."""

    edit: Batch
    short_by: int = 0


def called(facts: MeetingFacts, moment: Moment) -> Calling:
    """Note that invitations go out now; a meeting that was only planned is called by it.

    A second call is a change: the invitation's number goes up. `short_by` are the working days that the
    body's period of notice is missed by.
    """
    meeting = facts.meeting
    edits: list[Edit] = []
    if meeting.state is MeetingState.PLANNED:
        edits += walked(meeting, MeetingState.CALLED, called_at=moment.now)
    elif meeting.called_at is None:
        edits.append(between(meeting, dc.replace(meeting, called_at=moment.now)))
    else:
        edits.append(between(meeting, dc.replace(meeting, invitation=meeting.invitation + 1)))
    today = shown.local(facts.zoned(moment.now)).date()
    notice = facts.work_days.working_days_between(today, facts.zone_day)
    first = meeting.called_at is None
    return Calling(batch(edits), max(0, facts.body.notice - notice) if first else 0)


@dc.dataclass(frozen=True, slots=True)
class Taken:
    """One answer of a file: whose it is, and what was done with it, in words."""

    answer: Answer
    who: str
    says: str
    done: bool


def answers_in(
    meetings: Iterable[MeetingFacts], answers: Sequence[Answer], moment: Moment
) -> tuple[Batch, tuple[Taken, ...]]:
    """Answers put to the attendance lists of these meetings, with a receipt line by line.

    An answer to an older invitation, or one that came before the answer we have, is told and not taken.
    """
    by_id = {facts.meeting.id: facts for facts in meetings}
    replied: dict[UUID, Attendance] = {}
    edits: list[Edit] = []
    receipt = []
    for answer in sorted(answers, key=lambda a: (a.sequence, a.at or moment.now)):
        uid = meeting_of(answer.uid)
        facts = next((f for i, f in by_id.items() if i == uid), None)
        seat = _seat(facts, answer) if facts is not None else None
        now = replied.get(seat.id, seat) if seat is not None else None
        says = _not_taken(facts, now, answer)
        if now is not None and not says:
            wanted = dc.replace(now, reply=answer.reply, replied_at=answer.at or moment.now)
            edits += [between(now, wanted)] if wanted != now else []
            replied[now.id] = wanted
        who = facts.name(now.person) if facts is not None and now is not None else answer.name or answer.email
        receipt.append(Taken(answer, who, says or tr(answer.reply.label), not says))
    return batch(edits), tuple(receipt)


def _seat(facts: MeetingFacts, answer: Answer) -> Attendance | None:
    wanted = answer.email.casefold()
    return next((a for a in facts.present_list if _email(facts, a).casefold() == wanted), None)


def _not_taken(facts: MeetingFacts | None, seat: Attendance | None, answer: Answer) -> str:
    """Why an answer is not taken, or nothing."""
    if facts is None:
        return tr("This is about a meeting that is not in this database.")
    if seat is None:
        return tr("Nobody who was asked has the address {email}.", email=answer.email)
    if _closed(facts.meeting):
        return tr("The meeting is over.")
    if answer.sequence < facts.meeting.invitation:
        return tr("This answers an earlier invitation; the meeting was changed since.")
    if seat.replied_at is not None and answer.at is not None and answer.at < seat.replied_at:
        return tr("A later answer is there already.")
    return ""


def _closed(meeting: Meeting) -> bool:
    return meeting.state in (MeetingState.ENDED, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED)
