"""What the live page of a meeting shows: agenda with times, lines, people, quorum, hints."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, timedelta
from uuid import UUID

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    Attendance,
    MeetingState,
    Part,
    Presence,
    Purpose,
)
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteEntry
from pmo_desktop.domain.quorum import Quorum
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_chips import Chip, chips
from pmo_desktop.readmodels.meetings_corrections import Correction, corrections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_gaps import hint_of
from pmo_desktop.readmodels.meetings_quorum import quorum_of, recused


@dc.dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item beside the lines: `taken` and `left` are seconds, `left` below zero when over."""

    id: UUID
    number: str
    title: str
    purpose: Purpose
    allotted: int
    state: AgendaState
    presenter: str = ""
    paper: str = ""
    taken: int = 0
    lines: int = 0

    @property
    def running(self) -> bool:
        """Whether it is under discussion."""
        return self.state is AgendaState.IN_DISCUSSION

    @property
    def done(self) -> bool:
        """Whether it is behind us."""
        return self.state in (AgendaState.CONCLUDED, AgendaState.DEFERRED)

    @property
    def left(self) -> int:
        """Seconds of its time that are left, below zero when over."""
        return self.allotted * 60 - self.taken

    @property
    def share(self) -> float:
        """How much of its time is used, 0 to 1."""
        return min(1.0, self.taken / (self.allotted * 60)) if self.allotted else 1.0


@dc.dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the minutes as shown; `stored` is False until the database has it."""

    id: UUID
    number: str
    kind: EntryKind
    text: str
    at: str
    chips: tuple[Chip, ...] = ()
    prepared: bool = False
    restricted: bool = False
    check_later: bool = False
    stored: bool = True


@dc.dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person at the table."""

    id: UUID
    person: UUID
    name: str
    initials: str
    presence: Presence
    capacity: str
    votes: bool
    item: str = ""
    recused: bool = False


@dc.dataclass(frozen=True, slots=True)
class Decided:
    """A decision of today: its number in the meeting and its words."""

    id: UUID
    number: str
    text: str
    to_ratify: bool = False


@dc.dataclass(frozen=True, slots=True)
class LiveMeeting:
    """The whole page at one moment."""

    ref: str
    title: str
    facts: str
    state: MeetingState
    agenda: tuple[AgendaRow, ...]
    current: AgendaRow | None
    lines: tuple[EntryRow, ...]
    people: tuple[AttendanceRow, ...]
    quorum: Quorum
    decided: tuple[Decided, ...]
    hint: tuple[str, str]
    resolution: str = ""
    resolution_source: str = ""
    clock: str = ""
    elapsed: str = ""
    ends: str = ""
    behind: int = 0
    corrections: tuple[Correction, ...] = ()
    """What the meeting that approves these minutes noted; the lines themselves stay as they were."""

    @property
    def running(self) -> bool:
        """Whether the session is open."""
        return self.state is MeetingState.IN_SESSION


def taken(facts: MeetingFacts, item: AgendaItem, now: datetime) -> int:
    """Seconds spent on an item; what other items took in between does not count."""
    if item.started_at is None:
        return 0
    begin, end = (
        item.started_at,
        item.ended_at or (now if item.state is AgendaState.IN_DISCUSSION else item.started_at),
    )
    between = timedelta()
    for other in facts.items:
        if other.id == item.id or other.started_at is None or other.started_at < begin:
            continue
        stop = min(other.ended_at or now, end)
        between += max(timedelta(), stop - other.started_at) if other.started_at < end else timedelta()
    return max(0, int((end - begin - between).total_seconds()))


def agenda_rows(facts: MeetingFacts, now: datetime) -> tuple[AgendaRow, ...]:
    """The agenda in order, with what each item took so far."""
    papers = {p.item: p.number for p in facts.papers.all()}
    return tuple(
        AgendaRow(
            i.id,
            i.number,
            i.title.said(language()),
            i.purpose,
            int(i.allotted),
            i.state,
            facts.name(i.presenter),
            papers.get(i.id, ""),
            taken(facts, i, now),
            len(facts.of_item(i.id)),
        )
        for i in facts.items
    )


def _entry(facts: MeetingFacts, entry: MinuteEntry, unsaved: frozenset[UUID]) -> EntryRow:
    return EntryRow(
        entry.id,
        facts.numbers[entry.id],
        entry.entry_kind,
        entry.text,
        shown.time(shown.local(facts.zoned(entry.at))),
        tuple(chips(facts, entry)),
        entry.prepared,
        entry.part is Part.B,
        entry.check_later,
        entry.id not in unsaved,
    )


def entry_rows(
    facts: MeetingFacts, item: UUID | None, unsaved: frozenset[UUID] = frozenset()
) -> tuple[EntryRow, ...]:
    """The lines of one item."""
    return tuple(_entry(facts, e, unsaved) for e in facts.of_item(item))


def corrected(rows: tuple[EntryRow, ...], noted: tuple[Correction, ...]) -> tuple[EntryRow, ...]:
    """The lines with what was corrected in them below; the lines themselves stay as they were."""
    found: dict[str, list[Chip]] = {}
    for one in noted:
        found.setdefault(one.where, []).append(Chip(correction_said(one), "correction", "warn"))
    return tuple(dc.replace(r, chips=(*r.chips, *found[r.number])) if r.number in found else r for r in rows)


def correction_said(one: Correction) -> str:
    """A correction in words: what it should say, who asked and who agreed."""
    said = tr("Correction: {text}", text=one.now)
    return tr("{said} ({who})", said=said, who=one.authority) if one.authority else said


def attendance_rows(facts: MeetingFacts, item: AgendaItem | None) -> tuple[AttendanceRow, ...]:
    """Who was asked, the chair first."""
    out = recused(facts, item)
    return tuple(_seat(facts, a, a.person in out) for a in facts.present_list)


def _seat(facts: MeetingFacts, a: Attendance, out: bool) -> AttendanceRow:
    last = a.movements[-1].item if a.movements and a.presence is Presence.LEFT else ""
    name, short = facts.name(a.person), facts.initials.get(a.person, "")
    return AttendanceRow(
        a.id, a.person, name, short, a.presence, tr(a.capacity.label), a.capacity.votes, last, out
    )


def decided_rows(facts: MeetingFacts) -> tuple[Decided, ...]:
    """The decisions of this meeting in the order they were made."""
    order = [e.decision for e in facts.entries if e.decision and e.entry_kind is not EntryKind.REASON]
    found = [d for d in map(facts.decisions.get, dict.fromkeys(order)) if d is not None]
    return tuple(_decided(d, n) for n, d in enumerate(found, 1))


def _decided(d: Decision, n: int) -> Decided:
    tail = d.ref.rsplit("-", maxsplit=1)[-1] if d.ref else f"{n:02}"
    return Decided(d.id, tail, d.text, d.state is DecisionState.TO_RATIFY)


def live_meeting(
    facts: MeetingFacts,
    now: datetime,
    item: UUID | None = None,
    unsaved: frozenset[UUID] = frozenset(),
) -> LiveMeeting:
    """The page at an instant; `item` when another one than that under discussion is looked at."""
    agenda = agenda_rows(facts, now)
    chosen = facts.agenda.get(item) or facts.current or (facts.items[0] if facts.items else None)
    current = next((r for r in agenda if chosen and r.id == chosen.id), None)
    paper = next((p for p in facts.papers.all() if chosen and p.item == chosen.id), None)
    words = (chosen.proposed_resolution if chosen else "") or (paper.proposed_resolution if paper else "")
    behind, noted = _behind(facts, agenda, now), corrections(facts)
    return LiveMeeting(
        facts.meeting.ref,
        facts.meeting.title.said(language()),
        _facts_line(facts),
        facts.meeting.state,
        agenda,
        current,
        corrected(entry_rows(facts, chosen.id if chosen else None, unsaved), noted),
        attendance_rows(facts, chosen),
        quorum_of(facts, chosen),
        decided_rows(facts),
        hint_of(facts, chosen),
        words,
        tr("paper {number}", number=paper.number) if paper and paper.number else "",
        shown.time(shown.local(facts.zoned(now))),
        _elapsed(facts, now),
        _ends(facts, agenda, now),
        behind,
        noted,
    )


def _facts_line(facts: MeetingFacts) -> str:
    day = shown.long_date(facts.zone_day)
    return f"{day} · {facts.meeting.venue}" if facts.meeting.venue else day


def _elapsed(facts: MeetingFacts, now: datetime) -> str:
    opened = facts.meeting.opened_at
    return shown.minutes(int((now - opened).total_seconds()) // 60) if opened else ""


def _behind(facts: MeetingFacts, agenda: tuple[AgendaRow, ...], now: datetime) -> int:
    """Minutes behind the plan of the agenda (ahead when below zero); an item in time counts as its time."""
    opened = facts.meeting.opened_at
    if opened is None or facts.meeting.closed_at is not None:
        return 0
    begun = [r for r in agenda if r.done or r.running]
    planned = sum(r.allotted * 60 for r in begun if r.done)
    planned += sum(min(r.taken, r.allotted * 60) for r in begun if r.running)
    return int((now - opened).total_seconds() - planned) // 60


def _ends(facts: MeetingFacts, agenda: tuple[AgendaRow, ...], now: datetime) -> str:
    """When the meeting will end when each item left takes its time."""
    if facts.meeting.opened_at is None or facts.meeting.closed_at is not None:
        return ""
    ahead = sum(max(0, r.left) if r.running else r.allotted * 60 for r in agenda if not r.done)
    return shown.time(shown.local(facts.zoned(now + timedelta(seconds=ahead))))
