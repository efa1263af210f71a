"""What the health of governance is counted from: meetings with what met with them, frozen and small."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TypeAlias, TypeVar
from uuid import UUID

from pmo_desktop.domain.documents import Pack, PackState
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.governancehealth import MEETINGS
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.minutes import Decision, MinuteSet
from pmo_desktop.domain.raid import Action
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.domain.values import LText
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.readmodels import shown

HELD = (
    MeetingState.IN_SESSION,
    MeetingState.ADJOURNED,
    MeetingState.ENDED,
    MeetingState.MINUTES_APPROVED,
    MeetingState.CLOSED,
)
ISSUED = (PackState.ISSUED, PackState.REISSUED, PackState.ARCHIVED)


@dc.dataclass(frozen=True, slots=True)
class ItemFact:
    """One item of an agenda: words as stored, minutes planned, when it began and ended."""

    id: UUID
    meeting: UUID
    title: LText
    number: str
    purpose: str
    outcome: str
    kind: str
    allotted: int
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def minutes(self) -> float | None:
        """How long it took; None when nobody noted it."""
        if self.started_at is None or self.ended_at is None:
            return None
        return max(0.0, (self.ended_at - self.started_at).total_seconds() / 60)


@dc.dataclass(frozen=True, slots=True)
class PaperFact:
    """One paper: state and lateness as stored, and when it was handed in."""

    id: UUID
    meeting: UUID
    item: UUID | None
    title: LText
    number: str
    state: str
    lateness: str
    pages: int
    submitted_at: datetime | None


@dc.dataclass(frozen=True, slots=True)
class SeatFact:
    """Somebody who was asked to a meeting: capacity and presence as stored."""

    id: UUID
    meeting: UUID
    person: UUID
    capacity: str
    presence: str


@dc.dataclass(frozen=True, slots=True)
class LeaderFact:
    """Somebody who leads the office."""

    id: UUID
    person: UUID


Fact: TypeAlias = ItemFact | PaperFact | SeatFact | LeaderFact
F = TypeVar("F", ItemFact, PaperFact, SeatFact)


@dc.dataclass(frozen=True)
class HealthFacts:
    """Everything that the measures are counted from."""

    today: date
    bodies: Mapping[UUID, GovernanceBody] = dc.field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    minutes: Mapping[UUID, MinuteSet] = dc.field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    facts: tuple[Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    reports: tuple[StatusReport, ...] = ()
    days: WorkDays = dc.field(default_factory=WorkDays)

    def day(self, meeting: Meeting) -> date:
        """The day of a meeting where it is held."""
        return shown.local(meeting.starts).date()

    def past(self, body: UUID | None) -> list[Meeting]:
        """The meetings whose day has come, of a body or of all, the oldest first."""
        found = [m for m in self.meetings if body in (None, m.body) and self.day(m) <= self.today]
        return sorted(found, key=lambda m: m.starts.at)

    @cached_property
    def items(self) -> Mapping[UUID, list[ItemFact]]:
        """The items of each meeting."""
        return _by_meeting([f for f in self.facts if isinstance(f, ItemFact)])

    @cached_property
    def papers(self) -> Mapping[UUID, list[PaperFact]]:
        """The papers of each meeting."""
        return _by_meeting([f for f in self.facts if isinstance(f, PaperFact)])

    @cached_property
    def seats(self) -> Mapping[UUID, list[SeatFact]]:
        """Who was asked to each meeting."""
        return _by_meeting([f for f in self.facts if isinstance(f, SeatFact)])

    @cached_property
    def leaders(self) -> frozenset[UUID]:
        """Who leads the office."""
        return frozenset(f.person for f in self.facts if isinstance(f, LeaderFact))

    def pack(self, meeting: Meeting) -> Pack | None:
        """The pack that was issued first for a meeting."""
        mine = [p for p in self.packs if p.meeting == meeting.id and p.state in ISSUED and p.issued_at]
        return min(mine, key=lambda p: p.version, default=None)


def _by_meeting(facts: Sequence[F]) -> Mapping[UUID, list[F]]:
    found: dict[UUID, list[F]] = {}
    for fact in facts:
        found.setdefault(fact.meeting, []).append(fact)
    return found


@dc.dataclass(frozen=True, slots=True)
class Window:
    """A stretch of meetings, and the days after `since` up to `until` that what happens between falls in."""

    meetings: tuple[Meeting, ...]
    since: date
    until: date
    bodies: Collection[UUID]

    @property
    def held(self) -> list[Meeting]:
        """Those that took place."""
        return [m for m in self.meetings if m.state in HELD]

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.since < day <= self.until


def window(facts: HealthFacts, body: UUID | None, back: int = 0) -> Window:
    """The last meetings of a body, or of each body; `back` windows earlier for the trend."""
    wanted = [body] if body is not None else list(facts.bodies)
    chosen: list[Meeting] = []
    for uid in wanted:
        past = facts.past(uid)
        end = len(past) - back * MEETINGS
        chosen += past[max(0, end - MEETINGS) : max(0, end)]
    listed = tuple(sorted(chosen, key=lambda m: m.starts.at))
    if not listed:
        return Window((), facts.today, facts.today, wanted)
    until = facts.today if not back else facts.day(listed[-1])
    return Window(listed, _day_before(facts, wanted, listed[0]), until, wanted)


def _day_before(facts: HealthFacts, bodies: Sequence[UUID], first: Meeting) -> date:
    """The day of the meeting before, so that what was done since then counts."""
    earlier = [m for uid in bodies for m in facts.past(uid) if m.starts.at < first.starts.at]
    return facts.day(max(earlier, key=lambda m: m.starts.at)) if earlier else date.min


def single(facts: HealthFacts, meeting: Meeting) -> Window:
    """One meeting with what happened since the one before it."""
    past = facts.past(meeting.body)
    at = next((n for n, m in enumerate(past) if m.id == meeting.id), 0)
    since = facts.day(past[at - 1]) if at else date.min
    return Window((meeting,), since, facts.day(meeting), (meeting.body,))
