"""The front of a pack: cover, contents, decisions sought, agenda, attendance."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator, Mapping
from uuid import UUID

from pmo_desktop.domain.governance import Capacity, Membership
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaKind,
    Attendance,
    Declaration,
    InterestEffect,
    Presence,
    Purpose,
    Reply,
)
from pmo_desktop.domain.quorum import needed, recuses
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import inside, tr, trn
from pmo_desktop.readmodels import pack_front as front
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_values import Head
from pmo_desktop.services.meetings.series import parked_source
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.facts import before
from pmo_desktop.services.publishing.frame import Frame
from pmo_desktop.services.publishing.money import asked
from pmo_desktop.services.publishing.numbers import Numbers

MEETINGS_BACK = 6
SPOKEN = parked_source("")
"""How the source of what a line of minutes has made begins."""
Came = Mapping[tuple[UUID, UUID], Attendance]
"""Attendance by meeting and person."""


def cover(frame: Frame, numbers: Numbers) -> front.Cover:
    """Which meeting, who leads it, and the four figures that it is about."""
    meeting, sought = frame.facts.meeting.meeting, decisions(frame, numbers)
    parts = tuple(m for d in sought.decisions if (m := frame.base(d.amount)) is not None)
    following = frame.facts.meeting.next_meeting
    voting = len(voting_members(frame))
    return front.Cover(
        head=frame.head(keys.COVER, tr("Cover")),
        chair=frame.name(meeting.chair) or _seated(frame, Capacity.CHAIR),
        secretary=frame.name(meeting.secretary) or _seated(frame, Capacity.SECRETARY),
        scribe=frame.name(meeting.scribe) or _seated(frame, Capacity.SCRIBE),
        voting_members=voting,
        quorum_needed=needed(frame.facts.meeting.body.quorum, voting),
        decisions=len(sought.decisions),
        reds=len(frame.reds),
        reports_missing=len(frame.silent),
        asked=Money(sum(p.minor for p in parts), frame.currency) if parts else None,
        asked_parts=parts,
        next_meeting=shown.local(following.starts).date() if following else None,
        decisions_key=keys.DECISIONS,
        status_key=keys.STATUS,
    )


def contents(frame: Frame, _numbers: Numbers) -> front.Contents:
    """The list of sections; papers that are expected but not here are named."""
    here = {p.id for p in frame.papers}
    late = [p for p in frame.facts.papers if p.id not in here and p.archived_at is None]
    told = [p for p in late if frame.may_tell(frame.facts.meeting.agenda.get(p.item)) and p.document is None]
    return front.Contents(
        head=frame.head(keys.CONTENTS, tr("Contents")),
        minutes_booked=frame.facts.meeting.meeting.length,
        late_papers=tuple(" ".join(t for t in (p.number, frame.title(p)) if t) for p in told),
    )


def decisions(frame: Frame, numbers: Numbers) -> front.DecisionsSought:
    """Every proposed resolution in its own words, with the money that these words release."""
    items: dict[UUID, AgendaItem] = {i.id: i for i in frame.items}
    lines = tuple(
        front.SoughtDecision(
            number=resolution.number,
            text=resolution.text,
            amount=money.amount if (money := asked(resolution.text)) else None,
            fund=money.fund if money else "",
            key=numbers.key_of(items[uid]),
        )
        for uid, resolution in numbers.resolutions.items()
    )
    head = frame.head(keys.DECISIONS, tr("Decisions sought"), tab=tr("Decide"))
    return front.DecisionsSought(head=_with_finding(head, frame, lines), decisions=lines)


def _with_finding(head: Head, frame: Frame, lines: tuple[front.SoughtDecision, ...]) -> Head:
    """A title of our own only where amounts in several currencies have to be brought into one."""
    amounts = [d.amount for d in lines if d.amount is not None]
    if len({a.currency for a in amounts}) < 2:
        return dc.replace(head, ask=None)
    money = shown.money(frame.total(amounts), in_millions=True)
    said = trn("{money} asked in {n} decision", "{money} asked in {n} decisions", len(lines), money=money)
    return Head(head.key, head.title, said, None, tab=head.tab)


# -- agenda ----------------------------------------------------------------------------------------


def agenda(frame: Frame, numbers: Numbers) -> front.Agenda:
    """The order of business with times, leads and papers; what is restricted has a number and no title."""
    meeting = frame.facts.meeting.meeting
    starts = shown.local(meeting.starts)
    lines = tuple(_agenda_lines(frame, numbers, starts))
    return front.Agenda(
        head=frame.head(keys.AGENDA, tr("Agenda"), tab=tr("Meeting")),
        lines=lines,
        minutes_booked=meeting.length,
        quorum_needed=needed(frame.facts.meeting.body.quorum, len(voting_members(frame))),
        closes=(starts + dt.timedelta(minutes=meeting.length)).time(),
        attending=_attending(frame),
    )


def _agenda_lines(frame: Frame, numbers: Numbers, at: dt.datetime) -> Iterator[front.AgendaLine]:
    ordered = sorted(frame.facts.meeting.items, key=lambda i: i.part)
    for item in ordered:
        number, told = frame.numbers[item.id], frame.may_tell(item)
        level = 2 if "." in number else 1
        yield front.AgendaLine(
            number=number,
            title=frame.title(item) if told else tr("Restricted"),
            ask=item.purpose,
            minutes=item.allotted,
            starts=at.time(),
            lead=frame.short_name(item.presenter) if told else "",
            paper=numbers.paper_number(item) if told else "",
            key=numbers.key_of(item) if told else "",
            level=level,
            part=item.part.value.upper(),
        )
        if level == 1:
            at += dt.timedelta(minutes=item.allotted)


def _attending(frame: Frame) -> tuple[tuple[str, str], ...]:
    """Presenters who do not sit on the body, for their items only."""
    seats = {m.person for m in frame.facts.meeting.memberships.all()}
    guests = [i for i in frame.items if i.presenter is not None and i.presenter not in seats]
    return tuple((tr("Item {number}", number=frame.numbers[i.id]), frame.name(i.presenter)) for i in guests)


# -- attendance ------------------------------------------------------------------------------------


def voting_members(frame: Frame) -> tuple[Membership, ...]:
    """Who votes on the day of the meeting: the chair first, then by name."""
    on, order = frame.held_on, list(Capacity)
    kept = [
        m
        for m in frame.facts.meeting.memberships.all()
        if m.capacity.votes and (m.since is None or m.since <= on) and (m.until is None or m.until >= on)
    ]
    return tuple(sorted(kept, key=lambda m: (order.index(m.capacity), frame.name(m.person))))


def _seated(frame: Frame, capacity: Capacity) -> str:
    seats = (m for m in frame.facts.meeting.memberships.all() if m.capacity is capacity)
    return next((frame.name(m.person) for m in seats), "")


def attendance(frame: Frame, numbers: Numbers) -> front.Attendance:
    """Who is expected, who came to the last meetings, which interests touch this agenda."""
    held = before(frame.facts.meeting)[-MEETINGS_BACK:]
    seats = voting_members(frame)
    came: Came = {(a.meeting, a.person): a for a in frame.facts.attendance}
    members = tuple(_member(frame, seat, came, [m.id for m in held]) for seat in seats)
    declared = [
        d
        for d in frame.facts.meeting.declarations.all()
        if frame.may_tell(frame.facts.meeting.agenda.get(d.item))
    ]
    return front.Attendance(
        head=frame.head(keys.ATTENDANCE, tr("Attendance and interests"), numbers.taken_by(keys.ATTENDANCE)),
        meetings=tuple(shown.local(m.starts).date() for m in held),
        members=members,
        quorum_needed=needed(frame.facts.meeting.body.quorum, len(seats)),
        quorum=tuple(_quorum(frame, seats, members, declared)),
        interests=tuple(_interest(frame, d) for d in _told_once(frame, declared)),
        note=_beside(frame),
    )


def _member(
    frame: Frame,
    seat: Membership,
    came: Came,
    held: list[UUID],
) -> front.ExpectedMember:
    mine = came.get((frame.facts.meeting.meeting.id, seat.person))
    past = tuple(_presence(came.get((meeting, seat.person)), came, meeting, seat) for meeting in held)
    return front.ExpectedMember(
        name=frame.name(seat.person),
        represents=seat.represents or tr(seat.capacity.label),
        answer=_answer(frame, mine),
        expected=_expected(mine),
        past=past,
    )


def _expected(mine: Attendance | None) -> bool:
    if mine is None:
        return True
    if mine.presence is Presence.EXPECTED:
        return mine.reply is not Reply.DECLINED
    return mine.presence.here


def _answer(frame: Frame, mine: Attendance | None) -> str:
    if mine is None or (mine.presence is Presence.EXPECTED and mine.reply is Reply.NONE):
        return tr(Reply.NONE.label)
    if mine.presence in (Presence.APOLOGIES, Presence.DEPUTY):
        deputy = next((a for a in frame.facts.attendance if _stands_in(a, mine)), None)
        said = tr(Presence.APOLOGIES.label)
        return (
            tr("{answer}, {name} for them", answer=said, name=frame.name(deputy.person)) if deputy else said
        )
    return tr(mine.reply.label)


def _stands_in(one: Attendance, mine: Attendance) -> bool:
    return one.meeting == mine.meeting and one.deputy_for == mine.person


def _presence(
    mine: Attendance | None,
    came: Came,
    meeting: UUID,
    seat: Membership,
) -> Presence | None:
    deputy = any(
        a.deputy_for == seat.person and a.presence.here for (m, _), a in came.items() if m == meeting
    )
    if deputy:
        return Presence.DEPUTY
    return mine.presence if mine is not None and mine.presence is not Presence.EXPECTED else None


def _quorum(
    frame: Frame,
    seats: tuple[Membership, ...],
    members: tuple[front.ExpectedMember, ...],
    declared: list[Declaration],
) -> Iterator[front.QuorumAt]:
    expected = {seat.person for seat, member in zip(seats, members, strict=True) if member.expected}
    for item in frame.items:
        if item.purpose is Purpose.DECIDE:
            out = {d.person for d in declared if d.item == item.id and recuses(d.effect)}
            yield front.QuorumAt(frame.numbers[item.id], len(expected - out))


def _told_once(frame: Frame, declared: list[Declaration]) -> list[Declaration]:
    """Without the interests declared beforehand that were only called again at the meeting.

    A line of the minutes says one again when it is of the same person and effect, and was typed at that
    item or where interests are declared.
    """
    told = [d for d in declared if not _typed(d)]
    left = list(told)
    for spoken in (d for d in declared if _typed(d)):
        item = frame.facts.meeting.agenda.get(spoken.item)
        called = item is None or item.agenda_kind is AgendaKind.DECLARATIONS
        same = (b for b in left if (b.person, b.effect) == (spoken.person, spoken.effect))
        first = next((b for b in same if called or b.item == spoken.item), None)
        if first is None:
            told.append(spoken)
        else:
            left.remove(first)
    return told


def _typed(declared: Declaration) -> bool:
    """Whether a line of the minutes made it, not somebody before the meeting."""
    return declared.source.startswith(SPOKEN)


def _interest(frame: Frame, declared: Declaration) -> front.Interest:
    item: AgendaItem | None = frame.facts.meeting.agenda.get(declared.item)
    return front.Interest(
        member=frame.name(declared.person),
        interest=declared.nature,
        item=frame.numbers.get(item.id, "") if item else "",
        effect=tr(declared.effect.label),
        leaves=declared.effect is InterestEffect.LEAVES,
    )


def _beside(frame: Frame) -> str:
    """Who is there without a vote."""
    quiet = [m for m in frame.facts.meeting.memberships.all() if not m.capacity.votes]
    if not quiet:
        return ""
    said = ", ".join(
        frame.name(m.person)
        if m.capacity is Capacity.IN_ATTENDANCE
        else tr("{name} ({capacity})", name=frame.name(m.person), capacity=inside(tr(m.capacity.label)))
        for m in sorted(quiet, key=lambda m: frame.name(m.person))
    )
    return tr("In attendance and not counted: {people}.", people=said)
