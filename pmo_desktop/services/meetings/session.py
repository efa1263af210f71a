"""Edits of a session: opening, coming and going, item after item, closing. The quorum is noted with each."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from datetime import datetime

from pmo_desktop.domain.edits import Batch, Edit, batch, between, creation
from pmo_desktop.domain.ids import MinuteSetId
from pmo_desktop.domain.initials import fold, resolve
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    Attendance,
    Meeting,
    MeetingState,
    Movement,
    Outcome,
    Presence,
    Purpose,
    QuorumNote,
)
from pmo_desktop.domain.minutes import MinuteSet, MinutesState
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.readmodels.meetings_quorum import quorum_of
from pmo_desktop.services.meetings.business import after_meeting
from pmo_desktop.services.meetings.series import is_business
from pmo_desktop.services.meetings.steps import Moment, walked

RUNNING = (MeetingState.IN_SESSION, MeetingState.ADJOURNED)


def with_quorum(before: MeetingFacts, edits: Iterable[Edit], at: datetime) -> Batch:
    """The edits and, when they change the quorum of a running session, the new count in its log."""
    made = list(edits)
    after = applied(before, batch(made))
    meeting = after.meeting
    if meeting.state not in RUNNING:
        return batch(made)
    now = quorum_of(after, after.current)
    last = meeting.quorum_log[-1] if meeting.quorum_log else None
    if last is None or (last.present, last.quorate) != (now.present, now.quorate):
        log = (*meeting.quorum_log, QuorumNote(at, now.present, now.quorate))
        made.append(between(meeting, dc.replace(meeting, quorum_log=log)))
    return batch(made)


def start(facts: MeetingFacts, moment: Moment) -> Batch:
    """Open the session (or go on after a break): the clock runs, the first item is under discussion.

    A meeting that was only planned passes through the states in between.
    """
    meeting = facts.meeting
    opened = meeting.opened_at or moment.now
    edits: list[Edit] = [*walked(meeting, MeetingState.IN_SESSION, opened_at=opened)]
    if facts.minutes is None:
        style, lang = facts.body.minute_style, facts.body.language
        minutes = MinuteSet(id=MinuteSetId(moment.new_id()), meeting=meeting.id, style=style, language=lang)
        edits.append(creation(minutes))
    if facts.current is None:
        coming = next((i for i in facts.items if i.started_at is None), None)
        edits += _begun(coming, moment.now) if coming else []
    return with_quorum(facts, edits, moment.now)


def _begun(item: AgendaItem, now: datetime) -> Iterable[Edit]:
    started = item.started_at or now
    return walked(item, AgendaState.IN_DISCUSSION, started_at=started, ended_at=None, outcome=None)


@dc.dataclass(frozen=True, slots=True)
class RollCall:
    """What a line of initials does, and those of them that nobody has."""

    edit: Batch | None
    unknown: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


_LETTERS: Mapping[str, Presence] = {
    "p": Presence.PRESENT,
    "r": Presence.REMOTE,
    "x": Presence.ABSENT,
    "a": Presence.APOLOGIES,
    "d": Presence.DEPUTY,
}
_ALL = frozenset({"all", "alle", "rest", "tous", "todos"})


def roll_call(facts: MeetingFacts, typed: str, moment: Moment) -> RollCall:
    """Presence by initials: "p is hb, r sl, x jt, a gw, d tb", "p all"; initials alone are present.

    "all" means everybody not called yet. Initials that fit nobody at the table come back as unknown.
    """
    wanted: dict[Attendance, Presence] = {}
    unknown: list[str] = []
    presence = Presence.PRESENT
    for word in typed.replace(",", " ").replace("@", " ").split():
        if fold(word) in _LETTERS:
            presence = _LETTERS[fold(word)]
        elif fold(word) in _ALL:
            waiting = (a for a in facts.present_list if a.presence is Presence.EXPECTED)
            wanted |= {a: presence for a in waiting if a not in wanted}
        elif (found := seat_of(facts, word)) is not None:
            wanted[found] = presence
        else:
            unknown.append(word)
    names = tuple(facts.name(a.person) for a in wanted)
    return RollCall(presences(facts, wanted, moment) if wanted else None, tuple(unknown), names)


def presences(facts: MeetingFacts, wanted: Mapping[Attendance, Presence], moment: Moment) -> Batch:
    """Set how people take part; coming and going in a running session is noted with the time."""
    running = facts.meeting.state in RUNNING
    edits = [set_presence(a, p, moment.now if running else None) for a, p in wanted.items()]
    return with_quorum(facts, [e for e in edits if e is not None], moment.now)


def set_presence(a: Attendance, wanted: Presence, at: datetime | None, item: str = "") -> Edit | None:
    """One person's presence; a movement with its time when `at` is given. None when nothing changes."""
    if a.presence is wanted:
        return None
    moves = a.movements
    if at is not None and wanted.here is not a.presence.here:
        moves = (*moves, Movement(at, wanted.here, item))
    return between(a, dc.replace(a, presence=wanted, movements=moves))


def seat_of(facts: MeetingFacts, typed: str) -> Attendance | None:
    """The person at the table whom these letters mean, or None when nobody or several fit."""
    seats = {a.person: a for a in facts.present_list}
    found = resolve(typed, [c for c in facts.candidates() if c.id in seats])
    return seats[found.id] if found else None  # type: ignore[index]


def came_or_went(facts: MeetingFacts, a: Attendance, moment: Moment, item: str = "") -> Batch:
    """Who is here leaves, who is not joins; the quorum follows. `item` when it is for this item only."""
    wanted = Presence.LEFT if a.presence.here else Presence.PRESENT
    edit = set_presence(a, wanted, moment.now, item)
    return with_quorum(facts, [edit] if edit else [], moment.now)


def _back_in(facts: MeetingFacts, item: AgendaItem, now: datetime) -> Iterable[Edit]:
    """Those who left for one item only come back when it ends."""
    for a in facts.present_list:
        last = a.movements[-1] if a.movements else None
        if a.presence is Presence.LEFT and last is not None and last.item == item.number and item.number:
            edit = set_presence(a, Presence.PRESENT, now)
            if edit is not None:
                yield edit


def outcome_of(facts: MeetingFacts, item: AgendaItem) -> Outcome | None:
    """How an item ends by what was minuted; None for one that asks for a decision and has none."""
    if item.outcome is not None:
        return item.outcome
    if any(e.decision is not None for e in facts.of_item(item.id)):
        return Outcome.DECIDED
    return None if item.purpose in (Purpose.DECIDE, Purpose.ENDORSE) else Outcome.NOTED


def _ended(facts: MeetingFacts, item: AgendaItem, now: datetime) -> Iterable[Edit]:
    yield from walked(item, AgendaState.CONCLUDED, ended_at=now, outcome=outcome_of(facts, item))
    yield from _back_in(facts, item, now)


def go_to_item(facts: MeetingFacts, item: AgendaItem, moment: Moment) -> Batch:
    """End the item under discussion and take up another; times are stamped on both."""
    edits: list[Edit] = []
    if facts.current is not None and facts.current.id != item.id:
        edits += _ended(facts, facts.current, moment.now)
    if item.state is not AgendaState.IN_DISCUSSION:
        edits += _begun(item, moment.now)
    return with_quorum(facts, edits, moment.now)


def next_item(facts: MeetingFacts, step: int) -> AgendaItem | None:
    """The item so many places further on the agenda (or back), from the one under discussion."""
    if facts.current is None:
        return next((i for i in facts.items if i.started_at is None), None) if step > 0 else None
    at = facts.items.index(facts.current) + step
    return facts.items[at] if 0 <= at < len(facts.items) else None


def set_outcome(item: AgendaItem, outcome: Outcome, moment: Moment) -> Batch:
    """Say how an item ended; a deferred one counts its deferrals when it comes back."""
    if outcome is Outcome.DEFERRED and item.state is not AgendaState.CONCLUDED:
        ended = item.ended_at or (moment.now if item.started_at else None)
        return batch(walked(item, AgendaState.DEFERRED, outcome=outcome, ended_at=ended))
    return batch([between(item, dc.replace(item, outcome=outcome))])


def end_meeting(facts: MeetingFacts, moment: Moment) -> Batch:
    """Close the session: the item under discussion ends, business not reached is deferred, minutes go on.

    What still lacks (`gaps` in readmodels) is shown by the caller before; it does not stop the closing.
    """
    edits: list[Edit] = []
    for item in facts.items:
        if item.state is AgendaState.IN_DISCUSSION:
            edits += _ended(facts, item, moment.now)
        elif item.started_at is None and item.outcome is None and is_business(item):
            edits += walked(item, AgendaState.DEFERRED, outcome=Outcome.DEFERRED)
    after = applied(facts, batch(edits))
    edits += after_meeting(after, after.items)
    edits += walked(facts.meeting, MeetingState.ENDED, closed_at=moment.now)
    if facts.minutes is not None and facts.minutes.state is MinutesState.CAPTURING:
        edits += walked(facts.minutes, MinutesState.DRAFTING)
    return batch(edits)


def adjourn(meeting: Meeting) -> Batch:
    """Break off for a while; starting again goes on."""
    return batch(walked(meeting, MeetingState.ADJOURNED))
