"""A board with nine people, a project, a series and a meeting, for tests of meetings and their screens."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Edit, batch, creation
from pmo_desktop.domain.governance import BodyState, Capacity, GovernanceBody, MeetingSeries, Membership
from pmo_desktop.domain.ids import BodyId, MembershipId, PersonId, SeriesId, WorkId
from pmo_desktop.domain.markers import parse_line
from pmo_desktop.domain.meetings import AgendaItem, Attendance, Meeting, Presence, Purpose
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes, Rich, Zoned
from pmo_desktop.domain.works import Project
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, Shelf, applied
from pmo_desktop.services.meetings import agenda as meetings_agenda
from pmo_desktop.services.meetings import entries as meetings_entries
from pmo_desktop.services.meetings import series as meetings
from pmo_desktop.services.meetings import session as meetings_session
from pmo_desktop.services.meetings.steps import Moment

START = datetime(2026, 7, 30, 9, 0, tzinfo=UTC)
NAMES = (
    ("Ingrid Solberg", Capacity.CHAIR, "board chair"),
    ("Henrik Baum", Capacity.VOTING, "finance director"),
    ("Sofia Lindqvist", Capacity.VOTING, "operations director"),
    ("Joana Teixeira", Capacity.VOTING, "technical director"),
    ("Rashid Al-Amin", Capacity.VOTING, "regional director"),
    ("Marta Kowalska", Capacity.VOTING, "programme manager"),
    ("Eun-ji Kang", Capacity.VOTING, "people director"),
    ("Paul Adeyemi", Capacity.VOTING, "legal counsel"),
    ("Grace Whitfield", Capacity.VOTING, "customer director"),
    ("Nadia Petrova", Capacity.SCRIBE, "scribe"),
)
OUTSIDE = (
    ("Tomas Okafor", "project manager"),
    ("Tilda Berg", "finance partner"),
    ("Thu Nguyen", "planner"),
)


def counted() -> Callable[[], UUID]:
    """Ids that are the same in every run."""
    numbers: Iterator[int] = iter(range(1, 10**6))
    return lambda: UUID(int=next(numbers))


@dc.dataclass
class Room:
    """A meeting that is changed by edits, as the page does it, kept in memory."""

    facts: MeetingFacts
    clock: datetime = START
    new_id: Callable[[], UUID] = dc.field(default_factory=counted)

    @property
    def moment(self) -> Moment:
        return Moment(self.clock, self.new_id)

    def wait(self, minutes: float) -> Room:
        """Let time pass."""
        self.clock += timedelta(minutes=minutes)
        return self

    def do(self, edit: Edit | None) -> Room:
        """Take an edit as stored."""
        assert edit is not None
        self.facts = applied(self.facts, edit)
        return self

    def item(self, number: str) -> AgendaItem:
        return next(i for i in self.facts.items if i.number == number)

    def type(self, text: str, number: str = "") -> MinuteEntry:
        """One line, on an item or on that under discussion."""
        item = self.item(number) if number else self.facts.current
        line = parse_line(text, self.facts.body.language, initials=self.facts.initials.values())
        made = meetings_entries.entered(self.facts, item, line, text, self.moment)
        self.do(made.edit)
        found = self.facts.notes.get(made.entry)
        assert found is not None
        return found

    def revise(self, entry: MinuteEntry, text: str) -> MinuteEntry:
        """The same line in other words."""
        line = parse_line(text, self.facts.body.language, initials=self.facts.initials.values())
        self.do(meetings_entries.revised(self.facts, entry, line, text, self.moment))
        found = self.facts.notes.get(entry.id)
        assert found is not None
        return found

    def start(self, roll: str = "p is hb jt ra mk ek pa r sl a gw p np") -> Room:
        """Open the session and call the roll."""
        self.do(meetings_session.start(self.facts, self.moment))
        return self.do(meetings_session.roll_call(self.facts, roll, self.moment).edit)

    def go(self, number: str) -> Room:
        """Take up an item."""
        return self.do(meetings_session.go_to_item(self.facts, self.item(number), self.moment))

    def seat(self, initials: str) -> Attendance:
        found = meetings_session.seat_of(self.facts, initials)
        assert found is not None
        return found


@dc.dataclass(frozen=True)
class Board:
    """The records that a meeting stands on."""

    body: GovernanceBody
    series: MeetingSeries
    people: tuple[Person, ...]
    memberships: tuple[Membership, ...]
    project: Project

    @property
    def records(self) -> tuple[Record, ...]:
        return (*self.people, self.project, self.body, *self.memberships, self.series)

    def person(self, name: str) -> PersonId:
        return next(p.id for p in self.people if p.display_name == name)


def board(new_id: Callable[[], UUID], **of_body: Any) -> Board:
    """A portfolio board of nine voting members with a scribe, and people outside it."""
    body = GovernanceBody(
        id=BodyId(new_id()),
        ref="B-001",
        code="PB",
        title=LText.of("Portfolio board"),
        state=BodyState.CONSTITUTED,
        venue="Harbour House, room 4",
        **of_body,
    )
    jobs = [(name, job) for name, _, job in NAMES] + list(OUTSIDE)
    people = tuple(Person(id=PersonId(new_id()), display_name=name, job=job) for name, job in jobs)
    seats = tuple(
        Membership(id=MembershipId(new_id()), body=body.id, person=people[n].id, capacity=capacity)
        for n, (_, capacity, _) in enumerate(NAMES)
    )
    series = MeetingSeries(
        id=SeriesId(new_id()),
        title=body.title,
        body=body.id,
        recurrence="FREQ=MONTHLY;BYDAY=-1TH",
        first=date(2026, 1, 1),
        at_minutes=Minutes(600),
        venue="Harbour House, room 4",
    )
    project = Project(
        id=WorkId(new_id()), title=LText.of("Harbour Link Bridge"), ref="PRJ-2026-012", source="test"
    )
    return Board(body, series, people, seats, project)


def harbour_item(made: Board) -> dict[str, Any]:
    """The business that the meeting is about."""
    return {
        "title": "Harbour Link: budget for a second shift",
        "purpose": Purpose.DECIDE,
        "minutes": 20,
        "work": made.project.id,
        "presenter": made.person("Tomas Okafor"),
        "proposed_resolution": Rich("The board approves option 2 and releases EUR 1.2 m from contingency."),
    }


def room(
    new_id: Callable[[], UUID] | None = None, *, previous: Meeting | None = None, **of_body: Any
) -> Room:
    """A planned meeting of the board with its agenda, in memory."""
    made_id = new_id or counted()
    made = board(made_id, **of_body)
    moment = Moment(START, made_id)
    starts = Zoned(START, "Europe/London")
    edit = meetings.meeting_creation(
        made.body, starts, made.memberships, moment, series=made.series, previous=previous
    )
    facts = with_board(made, edit)
    facts = applied(facts, meetings_agenda.add(facts, moment=moment, **harbour_item(made)))
    return Room(facts, START, made_id)


def with_board(made: Board, edit: Edit) -> MeetingFacts:
    """The facts of a meeting that an edit makes for a board."""
    from pmo_desktop.domain.edits import steps
    from pmo_desktop.domain.schema import kinds

    first = next(iter(steps(edit)))
    values: dict[str, Any] = {"id": first.id, **dict(first.values)}  # type: ignore[union-attr]
    meeting = dc.replace(kinds()["meeting"].cls(**values), ref="PB-2026-07")
    empty = MeetingFacts(
        meeting,  # type: ignore[arg-type]
        made.body,
        meetings=Shelf.of([meeting]),  # type: ignore[list-item]
        people=Shelf.of(made.people),
        memberships=Shelf.of(made.memberships),
        works=Shelf.of([made.project]),
    )
    return applied(empty, edit)


def stored(made: Board) -> Edit:
    """The edit that stores a board."""
    return batch(creation(r) for r in made.records)


def here(room_: Room) -> list[str]:
    """The names of who is in the room."""
    return [
        room_.facts.name(a.person)
        for a in room_.facts.present_list
        if a.presence is not Presence.EXPECTED and a.presence.here
    ]
