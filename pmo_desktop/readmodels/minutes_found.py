"""What a search over minutes, decisions and actions asks of the store, and what it finds."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.minutes import DecisionState
from pmo_desktop.domain.raid import ActionState, IssueState, RiskState
from pmo_desktop.domain.searchwords import Phrase
from pmo_desktop.domain.searchwords_keys import FoundKind, Key
from pmo_desktop.domain.values import LText

MOST = 200
"""Lines of a search that are shown at first."""
STATES: Mapping[FoundKind, type[Worded]] = {
    FoundKind.DECISION: DecisionState,
    FoundKind.ACTION: ActionState,
    FoundKind.RISK: RiskState,
    FoundKind.ISSUE: IssueState,
}
"""The kinds that have a state of their own."""
OPEN: Mapping[FoundKind, tuple[str, ...]] = {
    FoundKind.DECISION: ("proposed", "made", "communicated", "to_ratify", "ratified"),
    FoundKind.ACTION: ("open", "in_progress", "blocked"),
    FoundKind.RISK: ("draft", "open", "treated", "escalated"),
    FoundKind.ISSUE: ("open", "in_progress", "blocked", "escalated"),
}
"""The states in which something remains to be done."""


@dc.dataclass(frozen=True, slots=True)
class Condition:
    """One value of `values` has to fit (with `without` none may).

    Ids for people, bodies, works and meetings; `Being`, `FoundKind` or `Span` for the others.
    """

    key: Key
    values: tuple[Any, ...]
    without: bool = False


@dc.dataclass(frozen=True, slots=True)
class Wanted:
    """A search with every name resolved; `today` tells what is overdue."""

    phrases: tuple[Phrase, ...]
    conditions: tuple[Condition, ...]
    today: date


@dc.dataclass(frozen=True, slots=True)
class FoundLine:
    """One record found. `day` is that of its meeting where it has no own; `more` are reasons and the like.

    `restricted` says that it belongs to Part B or is kept from some people.
    """

    kind: FoundKind
    id: UUID
    ref: str
    text: str
    more: str
    day: date | None
    state: str
    due: date | None
    owner: str
    speaker: str
    body: str
    meeting: UUID | None
    meeting_ref: str
    item: str
    work: UUID | None
    work_ref: str
    restricted: bool
    overdue: bool

    @property
    def target(self) -> str:
        """Where the window shows it: the minutes of its meeting, else its work."""
        if self.meeting is not None:
            return f"meetings/{self.meeting}/live"
        return f"project/{self.work}/raid" if self.work is not None else f"history/{self.id}"


@dc.dataclass(frozen=True, slots=True)
class FoundLines:
    """The best lines of a search, and how many there are of each kind (whatever kind is asked for)."""

    lines: tuple[FoundLine, ...] = ()
    counts: Mapping[FoundKind, int] = dc.field(default_factory=dict)


@dc.dataclass(frozen=True, slots=True)
class Known:
    """A person, body, work or meeting that a search may name: its short codes, and its title."""

    id: UUID
    codes: tuple[str, ...]
    title: LText


@dc.dataclass(frozen=True, slots=True)
class KnownNames:
    """All that may be named, in the order of their codes, and the meetings the newest first."""

    people: tuple[Known, ...] = ()
    bodies: tuple[Known, ...] = ()
    works: tuple[Known, ...] = ()
    meetings: tuple[Known, ...] = ()

    def of(self, key: Key) -> tuple[Known, ...]:
        """What a key may name; nothing for keys with words of their own."""
        match key:
            case Key.OWNER | Key.BY:
                return self.people
            case Key.BODY:
                return self.bodies
            case Key.WORK:
                return self.works
            case Key.MEETING:
                return self.meetings
        return ()
