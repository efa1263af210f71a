"""All the records of one meeting, as its screens, its minutes and the edits to it need them."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from pmo_desktop.domain.business import Business
from pmo_desktop.domain.deadlines import work_days
from pmo_desktop.domain.edits import Archive, Create, Edit, Restore, Set, Step, steps
from pmo_desktop.domain.effects import Effect
from pmo_desktop.domain.governance import Capacity, GovernanceBody, Membership
from pmo_desktop.domain.initials import Candidate, unique_initials
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    Attendance,
    Declaration,
    Meeting,
    MeetingState,
    Paper,
)
from pmo_desktop.domain.minutes import Decision, MinuteEntry, MinuteSet, Vote
from pmo_desktop.domain.organisation import Calendar, Person
from pmo_desktop.domain.raid import Action, Issue, Risk
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import Zoned
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.domain.works import Work
from pmo_desktop.readmodels.meetings_known import KINDS, Known
from pmo_desktop.readmodels.meetings_numbers import APART, line_numbers
from pmo_desktop.readmodels.shown import local

R = TypeVar("R", bound=Record)


@dc.dataclass(frozen=True, slots=True)
class Shelf(Generic[R]):
    """Records of one kind by id, in the order they were read."""

    by_id: Mapping[UUID, R] = dc.field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[R | None]) -> Shelf[R]:
        """The records that are there, each once."""
        return cls({r.id: r for r in records if r is not None})

    def all(self) -> tuple[R, ...]:
        """Every record."""
        return tuple(self.by_id.values())

    def get(self, uid: UUID | None) -> R | None:
        """The record with this id, or None."""
        return self.by_id.get(uid) if uid is not None else None

    def put(self, record: R) -> Shelf[R]:
        """With this record, in place of the one with the same id."""
        return Shelf({**self.by_id, record.id: record})


_SHELVES: Mapping[str, str] = {
    "meeting": "meetings",
    "minute_set": "minute_sets",
    "agenda_item": "agenda",
    "paper": "papers",
    "attendance": "attendance",
    "declaration": "declarations",
    "minute_entry": "notes",
    "decision": "decisions",
    "action": "actions",
    "vote": "votes",
    "risk": "risks",
    "issue": "issues",
    "effect": "effects",
    "business": "business",
}


@dc.dataclass(frozen=True)
class MeetingFacts:
    """One meeting with everything around it. `meetings` are all of the body, `people` the whole office."""

    meeting: Meeting
    body: GovernanceBody
    calendar: Calendar | None = None
    meetings: Shelf[Meeting] = dc.field(default_factory=Shelf)
    minute_sets: Shelf[MinuteSet] = dc.field(default_factory=Shelf)
    agenda: Shelf[AgendaItem] = dc.field(default_factory=Shelf)
    papers: Shelf[Paper] = dc.field(default_factory=Shelf)
    people: Shelf[Person] = dc.field(default_factory=Shelf)
    attendance: Shelf[Attendance] = dc.field(default_factory=Shelf)
    memberships: Shelf[Membership] = dc.field(default_factory=Shelf)
    declarations: Shelf[Declaration] = dc.field(default_factory=Shelf)
    notes: Shelf[MinuteEntry] = dc.field(default_factory=Shelf)
    decisions: Shelf[Decision] = dc.field(default_factory=Shelf)
    actions: Shelf[Action] = dc.field(default_factory=Shelf)
    votes: Shelf[Vote] = dc.field(default_factory=Shelf)
    risks: Shelf[Risk] = dc.field(default_factory=Shelf)
    issues: Shelf[Issue] = dc.field(default_factory=Shelf)
    works: Shelf[Work] = dc.field(default_factory=Shelf)
    corrections: Shelf[MinuteEntry] = dc.field(default_factory=Shelf)
    """What was corrected in earlier minutes, at any meeting of the body."""
    effects: Shelf[Effect] = dc.field(default_factory=Shelf)
    """What the decisions of this meeting do to the register."""
    business: Shelf[Business] = dc.field(default_factory=Shelf)
    """What travels to other meetings, of the items on this agenda."""
    known: Known = dc.field(default_factory=Known)
    """What else lines may name; empty until it was read."""

    @cached_property
    def items(self) -> tuple[AgendaItem, ...]:
        """The agenda in order, without what was withdrawn or only proposed."""
        out = (AgendaState.WITHDRAWN, AgendaState.PROPOSED)
        kept = [i for i in self._agenda() if i.state not in out]
        return tuple(sorted(kept, key=lambda i: (i.position, i.id.int)))

    def _agenda(self) -> list[AgendaItem]:
        return [i for i in self.agenda.all() if live(i) and i.meeting == self.meeting.id]

    @cached_property
    def proposed(self) -> tuple[AgendaItem, ...]:
        """What waits to be put on the agenda."""
        return tuple(i for i in self._agenda() if i.state is AgendaState.PROPOSED)

    @cached_property
    def entries(self) -> tuple[MinuteEntry, ...]:
        """The lines of the minutes, by item and order."""
        place: dict[UUID | None, int] = {item.id: n for n, item in enumerate(self.items)}

        def order(e: MinuteEntry) -> tuple[int, int, bool, datetime]:
            return place.get(e.item, -1), e.sequence, e.entry_kind in APART, e.at

        return tuple(sorted((e for e in self.notes.all() if live(e)), key=order))

    @cached_property
    def numbers(self) -> Mapping[UUID, str]:
        """The number of each line by its id, as people read it ("4.9")."""
        items = {i.id: i.number for i in self.agenda.all()}
        return line_numbers(self.entries, items, self.minutes.state if self.minutes else None)

    @cached_property
    def minutes(self) -> MinuteSet | None:
        """The set of minutes of this meeting, once it was opened."""
        found = [s for s in self.minute_sets.all() if live(s) and s.meeting == self.meeting.id]
        return found[0] if found else None

    @cached_property
    def present_list(self) -> tuple[Attendance, ...]:
        """Who was asked to this meeting: the chair first, then as seated."""
        order = list(Capacity)
        kept = [a for a in self.attendance.all() if live(a) and a.meeting == self.meeting.id]
        return tuple(sorted(kept, key=lambda a: (order.index(a.capacity), self.name(a.person))))

    @cached_property
    def initials(self) -> Mapping[UUID, str]:
        """Initials of everybody, unique among all; those at the table keep the plain ones."""
        at_table = {a.person for a in self.present_list}
        people = sorted(self.people.all(), key=lambda p: p.id not in at_table)
        kept: dict[UUID, str] = {p.id: p.initials for p in people if p.initials}
        bare = [p for p in people if not p.initials]
        made = unique_initials([p.display_name for p in bare], tuple(kept.values()))
        return kept | dict(zip((p.id for p in bare), made, strict=True))

    @cached_property
    def zone_day(self) -> date:
        """The day of the meeting where it is held."""
        return local(self.meeting.starts).date()

    @cached_property
    def work_days(self) -> WorkDays:
        """The working days of the body's calendar; Monday to Friday when it has none."""
        return work_days(self.calendar)

    @cached_property
    def next_meeting(self) -> Meeting | None:
        """The first meeting of the body after this one that will be held."""
        out = (MeetingState.CANCELLED, MeetingState.POSTPONED)
        later = [m for m in self.meetings.all() if live(m) and m.starts.at > self.meeting.starts.at]
        return min((m for m in later if m.state not in out), key=lambda m: m.starts.at, default=None)

    @cached_property
    def current(self) -> AgendaItem | None:
        """The item under discussion."""
        return next((i for i in self.items if i.state is AgendaState.IN_DISCUSSION), None)

    def name(self, person: UUID | None) -> str:
        """A person's name, or nothing."""
        found = self.people.get(person)
        return found.display_name if found else ""

    def candidates(self, item: AgendaItem | None = None) -> tuple[Candidate, ...]:
        """Everybody who may be named: the presenter first, then who is at the table, then all others."""
        seats = {a.person: a for a in self.present_list}
        presenter = item.presenter if item else None

        def rank(p: Person) -> tuple[bool, bool, str]:
            return p.id != presenter, p.id not in seats, p.display_name

        people = [p for p in self.people.all() if live(p)]
        return tuple(self._candidate(p, seats.get(p.id), p.id == presenter) for p in sorted(people, key=rank))

    def _candidate(self, p: Person, seat: Attendance | None, presents: bool) -> Candidate:
        here = presents or (seat is not None and seat.presence.here)
        return Candidate(p.id, p.display_name, self.initials[p.id], here, p.job)

    def of_item(self, item: UUID | None) -> tuple[MinuteEntry, ...]:
        """The lines of one item, in order."""
        return tuple(e for e in self.entries if e.item == item)

    def work_called(self, ref: str) -> Work | None:
        """The work with this reference, in large or small letters."""
        wanted = ref.casefold()
        return next((w for w in self.works.all() if w.ref.casefold() == wanted), None)

    def zoned(self, at: datetime) -> Zoned:
        """An instant with the zone of the meeting."""
        return Zoned(at, self.meeting.starts.zone)


def live(record: Record) -> bool:
    """Whether a record was not put away."""
    return record.archived_at is None


def applied(facts: MeetingFacts, edit: Edit) -> MeetingFacts:
    """The facts as they will stand when an edit is stored; references given by the store stay empty."""
    for step in steps(edit):
        facts = _step(facts, step)
    return facts


def _step(facts: MeetingFacts, step: Step) -> MeetingFacts:
    facts = _known_step(facts, step)
    name = _SHELVES.get(step.kind)
    if name is None:
        return facts
    shelf: Shelf[Any] = getattr(facts, name)
    changed = _record(shelf.get(step.id), step)
    if changed is None:
        return facts
    values: dict[str, Any] = {name: shelf.put(changed)}
    if step.id == facts.meeting.id:
        values["meeting"] = changed
    return dc.replace(facts, **values)


def _known_step(facts: MeetingFacts, step: Step) -> MeetingFacts:
    """Records from elsewhere that this meeting changes, such as an action that it finds done."""
    before = facts.known.get(step.kind, step.id) if step.kind in KINDS else None
    changed = _record(before, step) if before is not None else None
    return dc.replace(facts, known=facts.known.put(step.kind, changed)) if changed is not None else facts


def _record(before: Any, step: Step) -> Any:
    match step:
        case Create():
            return before or kinds()[step.kind].cls(**{"id": step.id, **dict(step.values)})
        case Set() if before is not None:
            return dc.replace(before, **{c.name: c.new for c in step.changes})
        case Archive() if before is not None:
            return dc.replace(before, archived_at=datetime.now(UTC))
        case Restore() if before is not None:
            return dc.replace(before, archived_at=None)
        case _:
            return None
