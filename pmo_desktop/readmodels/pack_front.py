"""The front of a pack: cover, contents, decisions sought, agenda, attendance, minutes, actions."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

from pmo_desktop.domain.meetings import Presence, Purpose
from pmo_desktop.domain.values import Money
from pmo_desktop.readmodels.minutes import MinutesModel
from pmo_desktop.readmodels.pack_codec import LATER
from pmo_desktop.readmodels.pack_values import Head


@dc.dataclass(frozen=True, slots=True)
class Cover:
    """The first page. `asked` is all the money sought, `asked_parts` what it is made of.

    The keys name the sections that the four figures point to.
    """

    head: Head
    chair: str
    secretary: str
    scribe: str
    voting_members: int
    quorum_needed: int
    decisions: int
    reds: int
    reports_missing: int
    asked: Money | None = None
    asked_parts: tuple[Money, ...] = ()
    next_meeting: dt.date | None = None
    decisions_key: str = ""
    status_key: str = ""


@dc.dataclass(frozen=True, slots=True)
class Contents:
    """The list of sections, worked out from the pack itself; only what cannot be is held here."""

    head: Head
    minutes_booked: int | None = None
    late_papers: tuple[str, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class SoughtDecision:
    """One decision the meeting is asked for. `consequence` says what follows from not deciding."""

    number: str
    text: str
    amount: Money | None = None
    fund: str = ""
    consequence: str = ""
    by: dt.date | None = None
    key: str = ""


@dc.dataclass(frozen=True, slots=True)
class Fund:
    """Money that can be asked for: all of it, what forecasts have used up already, what is asked today."""

    name: str
    available: Money
    committed: Money
    asked: Money


@dc.dataclass(frozen=True, slots=True)
class DecisionsSought:
    """Every decision on one page, in the exact words the body would adopt."""

    head: Head
    decisions: tuple[SoughtDecision, ...] = ()
    funds: tuple[Fund, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of business; `level` 2 is part of the item above. `key` names the section it takes."""

    number: str
    title: str
    ask: Purpose
    minutes: int
    starts: dt.time | None = None
    lead: str = ""
    paper: str = ""
    key: str = ""
    level: int = 1
    part: str = "A"


@dc.dataclass(frozen=True, slots=True)
class Agenda:
    """The order of business. `minutes_booked` is the length of the meeting; `attending` is who, for what."""

    head: Head
    lines: tuple[AgendaLine, ...] = ()
    minutes_booked: int | None = None
    quorum_needed: int = 0
    closes: dt.time | None = None
    attending: tuple[tuple[str, str], ...] = ()


@dc.dataclass(frozen=True, slots=True)
class ExpectedMember:
    """A voting member: the answer to the call, and presence at the last meetings.

    `past` runs from the oldest on; `None` is a meeting before the person became a member.
    """

    name: str
    represents: str
    answer: str
    expected: bool
    past: tuple[Presence | None, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Interest:
    """An interest that touches this agenda, and what follows from it."""

    member: str
    interest: str
    item: str
    effect: str
    leaves: bool = False


@dc.dataclass(frozen=True, slots=True)
class QuorumAt:
    """How many voting members are expected for an item to decide."""

    item: str
    expected: int


@dc.dataclass(frozen=True, slots=True)
class Attendance:
    """Apologies, deputies and declarations; `meetings` are the dates of the last six, oldest first."""

    head: Head
    meetings: tuple[dt.date, ...] = ()
    members: tuple[ExpectedMember, ...] = ()
    quorum_needed: int = 0
    quorum: tuple[QuorumAt, ...] = ()
    interests: tuple[Interest, ...] = ()
    note: str = ""


@dc.dataclass(frozen=True, slots=True)
class PreviousMinutes:
    """The minutes of the last meeting, for approval or as approved."""

    head: Head
    minutes: MinutesModel


@dc.dataclass(frozen=True, slots=True)
class OpenAction:
    """An action not yet done. `late` counts days after the due date at the meeting, 0 when not late."""

    ref: str
    text: str
    owner: str
    due: dt.date | None
    late: int
    moved: int
    state: str
    escalated: bool = False
    changed: bool = False


@dc.dataclass(frozen=True, slots=True)
class ClosedAction:
    """An action closed since the last meeting."""

    ref: str
    text: str
    owner: str
    done: dt.date | None
    verified_by: str = ""


@dc.dataclass(frozen=True, slots=True)
class DecisionFollowed:
    """A decision of an earlier meeting; `progress` is 0, 50 or 100 for not started, in hand, done."""

    ref: str
    text: str
    effective: dt.date | None
    progress: int
    since: dt.date | None = None


@dc.dataclass(frozen=True, slots=True)
class DecidedBetween:
    """A decision between meetings with its four facts: time, place, date and names."""

    ref: str
    text: str
    route: str
    on: dt.date | None
    at: dt.time | None
    place: str
    names: str
    state: str


@dc.dataclass(frozen=True, slots=True)
class AgeCount:
    """Open actions of one age: label ("1–7 days"), how many at the last meeting, how many now."""

    label: str
    before: int
    now: int


@dc.dataclass(frozen=True, slots=True)
class ActionLog:
    """Matters arising: what is late or due, what was closed, what became of the last decisions."""

    head: Head
    since: dt.date | None = None
    ages: tuple[AgeCount, ...] = ()
    open: tuple[OpenAction, ...] = ()
    closed: tuple[ClosedAction, ...] = ()
    decisions: tuple[DecisionFollowed, ...] = ()
    between: tuple[DecidedBetween, ...] | None = dc.field(default=None, metadata=LATER)
    """Decisions between meetings that wait or were made since the last one; empty prints as none."""
