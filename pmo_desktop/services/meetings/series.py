"""The next meetings of a series, and the edit that makes one: people, agenda, and what is carried over."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Container, Iterable, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pmo_desktop.domain.ageing import on_chairs_list
from pmo_desktop.domain.edits import Batch, Edit, batch, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.governance import Capacity, GovernanceBody, MeetingSeries, Membership
from pmo_desktop.domain.ids import AgendaItemId, AttendanceId, MeetingId, PersonId, SeriesId
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaKind,
    AgendaState,
    Attendance,
    Meeting,
    Outcome,
    Purpose,
)
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import LText, Minutes, Rich, Zoned
from pmo_desktop.i18n import N_, speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.occurrences import ever_comes
from pmo_desktop.services.meetings.agenda_order import gathered
from pmo_desktop.services.meetings.agenda_usual import usual_items
from pmo_desktop.services.meetings.steps import Moment, ranks

MONTHLY = "FREQ=MONTHLY;BYDAY=-1TH"
"""The last Thursday of each month."""
_EVERY = re.compile(r"\bFREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)\b", re.IGNORECASE)
_NEVER_ENDS = re.compile(r"[\r\n]|INTERVAL=0*(?!\d)", re.IGNORECASE)
"""Several rules in one, and steps of no length."""


class BadRule(Fault, ValueError):
    """A series of meetings whose rule, time or zone is none."""


def next_meetings(series: MeetingSeries, after: datetime, n: int = 1) -> tuple[Zoned, ...]:
    """The next so many instants of a series after an instant.

    The wall clock of the series' zone stays the same over a change of the clocks. Raises BadRule with a
    sentence when the rule cannot be read, would never come to an end, or names a day that never comes.
    """
    from dateutil.rrule import rrulestr

    said = tr("The series repeats by a rule that cannot be read: {rule}", rule=series.recurrence)
    rule_text = series.recurrence.removeprefix("RRULE:")
    if not _EVERY.search(rule_text) or _NEVER_ENDS.search(rule_text):
        raise BadRule(said)
    try:
        zone = ZoneInfo(series.zone)
        start = datetime.combine(series.first, time(*divmod(int(series.at_minutes), 60)))
    except (ValueError, KeyError, OSError) as why:
        raise BadRule(tr("The series has no time of day or time zone that exists.")) from why
    try:
        rule = rrulestr(rule_text, dtstart=start, ignoretz=True)
    except (ValueError, KeyError, TypeError) as why:
        raise BadRule(said) from why
    if not ever_comes(rule_text, start):
        never = tr("The series repeats on a day that never comes: {rule}", rule=series.recurrence)
        raise BadRule(never)
    wall = after.astimezone(zone).replace(tzinfo=None)
    walls = rule.xafter(wall, count=n)
    return tuple(Zoned(at.replace(tzinfo=zone).astimezone(UTC), series.zone) for at in walls)


def series_creation(
    body: GovernanceBody, first: date, moment: Moment, *, rule: str = MONTHLY, zone: str = "Europe/London"
) -> Edit:
    """A series of meetings for a body that has none yet."""
    made = MeetingSeries(
        id=SeriesId(moment.new_id()),
        title=body.title,
        body=body.id,
        recurrence=rule,
        first=first,
        zone=zone,
        venue=body.venue,
    )
    return creation(made)


_FOLLOW_UP = Minutes(5)
"""For an item that comes back for an open action only."""


@dc.dataclass(frozen=True, slots=True)
class Carried:
    """Business of the last meeting that goes on: an item again, or a point that was parked."""

    title: LText
    why: str
    item: AgendaItem | None = None
    keep: bool = True


_ROUTINE = frozenset(
    {
        AgendaKind.OPENING,
        AgendaKind.APOLOGIES,
        AgendaKind.DECLARATIONS,
        AgendaKind.MINUTES,
        AgendaKind.MATTERS_ARISING,
        AgendaKind.AOB,
        AgendaKind.NEXT_MEETING,
    }
)


def carry_over(previous: MeetingFacts) -> tuple[Carried, ...]:
    """What goes to the next meeting unless somebody says no.

    Items deferred or not reached, items with an action that is still open, and parked points. Business that
    comes back by a rule of its own waits for its day instead.
    """
    acted = {a.item for a in open_actions(previous.actions.all())}
    reasons = ((i, _why(i, acted)) for i in previous.items if is_business(i))
    found = [Carried(i.title, why, i) for i, why in reasons if why]
    waiting = {i.source for i in previous.agenda.all()}
    parked = [e for e in previous.entries if e.entry_kind is EntryKind.PARKED]
    fresh = [e for e in parked if parked_source(e.id) not in waiting]
    lang = previous.body.language
    return (*found, *(Carried(LText.of(e.text[:200], lang), tr("parked")) for e in fresh))


def parked_source(entry: object) -> str:
    """How an agenda item says which line it was parked by."""
    return f"minute {entry}"


def is_business(item: AgendaItem) -> bool:
    """Whether an item is business of its own, not one that every agenda has."""
    return item.agenda_kind not in _ROUTINE


def _unfinished(item: AgendaItem) -> bool:
    return item.outcome is Outcome.DEFERRED or item.state is not AgendaState.CONCLUDED


def _why(item: AgendaItem, acted: Container[AgendaItemId | None]) -> str:
    """Why an item comes back, "" when it does not."""
    if _unfinished(item):
        return tr("deferred") if item.outcome is Outcome.DEFERRED else tr("not reached")
    return tr("open action") if item.id in acted else ""


def open_actions(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions that somebody still has to finish, the earliest due first."""
    over = (ActionState.DONE, ActionState.VERIFIED, ActionState.CANCELLED)
    kept = [a for a in actions if live(a) and a.state not in over]
    return tuple(sorted(kept, key=lambda a: (a.due or date.max, a.ref)))


def meeting_creation(
    body: GovernanceBody,
    starts: Zoned,
    members: Sequence[Membership],
    moment: Moment,
    *,
    series: MeetingSeries | None = None,
    previous: Meeting | None = None,
    carried: Sequence[Carried] = (),
    actions: Sequence[Action] = (),
) -> Batch:
    """A planned meeting with its standard agenda, everybody who sits on the body, and what is carried over.

    `actions` are the open ones of the body; the matters arising name them.
    """
    seats = [m for m in members if live(m) and _sits(m, shown.local(starts).date())]
    meeting = Meeting(
        id=MeetingId(moment.new_id()),
        title=body.title,
        body=body.id,
        series=series.id if series else None,
        starts=starts,
        length=series.length if series else Minutes(120),
        venue=(series.venue if series else "") or body.venue,
        chair=_holder(seats, Capacity.CHAIR),
        secretary=_holder(seats, Capacity.SECRETARY),
        scribe=_holder(seats, Capacity.SCRIBE),
        previous=previous.id if previous else None,
    )
    with speaking(body.language):
        items = _agenda(meeting, body.language, series, previous, carried, actions, moment)
    asked = [
        Attendance(id=AttendanceId(moment.new_id()), meeting=meeting.id, person=m.person, capacity=m.capacity)
        for m in seats
    ]
    return batch(creation(r) for r in (meeting, *items, *asked))


def _sits(member: Membership, day: date) -> bool:
    return (member.since is None or member.since <= day) and (member.until is None or member.until >= day)


def _holder(seats: Iterable[Membership], capacity: Capacity) -> PersonId | None:
    return next((m.person for m in seats if m.capacity is capacity), None)


@dc.dataclass(frozen=True, slots=True)
class _Usual:
    """An item that every agenda has."""

    kind: AgendaKind
    title: str
    purpose: Purpose
    minutes: int


_BEFORE = (
    _Usual(AgendaKind.OPENING, N_("Welcome and apologies"), Purpose.NOTE, 5),
    _Usual(AgendaKind.DECLARATIONS, N_("Interests declared"), Purpose.NOTE, 5),
)
_MINUTES = _Usual(AgendaKind.MINUTES, N_("Minutes of {meeting}"), Purpose.DECIDE, 5)
_ARISING = _Usual(AgendaKind.MATTERS_ARISING, N_("Matters arising and actions"), Purpose.DISCUSS, 10)
_AFTER = (
    _Usual(AgendaKind.AOB, N_("Other matters"), Purpose.DISCUSS, 10),
    _Usual(AgendaKind.NEXT_MEETING, N_("Next meeting"), Purpose.NOTE, 2),
)


def _agenda(
    meeting: Meeting,
    lang: str,
    series: MeetingSeries | None,
    previous: Meeting | None,
    carried: Sequence[Carried],
    actions: Sequence[Action],
    moment: Moment,
) -> list[AgendaItem]:
    """The standard items in the language in force, the carried ones in the middle."""

    def usual(what: _Usual, background: str = "") -> AgendaItem:
        title = tr(what.title, meeting=previous.ref) if previous and what is _MINUTES else tr(what.title)
        return AgendaItem(
            id=AgendaItemId(moment.new_id()),
            meeting=meeting.id,
            title=LText.of(title, lang),
            agenda_kind=what.kind,
            purpose=what.purpose,
            state=AgendaState.SCHEDULED,
            allotted=Minutes(what.minutes),
            background=Rich(background),
        )

    kept = [_again(c, meeting, moment) for c in carried if c.keep]
    if series is not None and series.usual:
        first, last = usual_items(series, meeting, lang, previous, moment)
        arising = Rich(_arising(actions, moment.now.date()))
        first = [dc.replace(i, background=arising) if i.agenda_kind is _ARISING.kind else i for i in first]
        return _numbered([*first, *kept, *last])
    before = [usual(u) for u in _BEFORE] + ([usual(_MINUTES)] if previous else [])
    before += [usual(_ARISING, _arising(actions, moment.now.date()))] if previous or actions else []
    return _numbered([*before, *kept, *(usual(u) for u in _AFTER)])


def _numbered(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items under their headings, Part B last, with rank and number."""
    items = gathered(items)
    places = ranks(len(items))
    return [dc.replace(i, position=places[n], number=str(n + 1)) for n, i in enumerate(items)]


def _arising(actions: Sequence[Action], today: date) -> str:
    """The open actions, one to a line, as prepared text; those on the chair's list first, and said to be."""
    chair = {a.id for a in actions if on_chairs_list(a, today)}

    def due(action: Action) -> str:
        day = tr("Due {date}.", date=shown.day(action.due)) if action.due else ""
        listed = tr("On the chair's list.") if action.id in chair else ""
        return " ".join(part for part in (day, listed) if part)

    said = [(a, due(a)) for a in sorted(actions, key=lambda a: a.id not in chair)]
    return "\n".join(" ".join(part for part in (a.ref, a.text, words) if part) for a, words in said)


def _again(carried: Carried, meeting: Meeting, moment: Moment) -> AgendaItem:
    """The item as it comes back, one deferral on; or a parked point as a new item."""
    fresh = AgendaItem(
        id=AgendaItemId(moment.new_id()),
        meeting=meeting.id,
        title=carried.title,
        state=AgendaState.SCHEDULED,
    )
    was = carried.item
    if was is None:
        return fresh
    again = dc.replace(
        fresh,
        agenda_kind=was.agenda_kind,
        purpose=was.purpose,
        allotted=was.allotted,
        presenter=was.presenter,
        part=was.part,
        work=was.work,
        proposed_resolution=was.proposed_resolution,
        background=was.background,
        carried_from=was.id,
        business=was.business,
        section=was.section,
        guests=was.guests,
        deferrals=was.deferrals + 1,
    )
    return again if _unfinished(was) else _followed_up(again, was)


def _followed_up(again: AgendaItem, was: AgendaItem) -> AgendaItem:
    """An item that was concluded comes back for its open action: to discuss, nothing left to resolve."""
    return dc.replace(
        again,
        purpose=Purpose.DISCUSS,
        proposed_resolution=Rich(""),
        deferrals=was.deferrals,
        allotted=_FOLLOW_UP,
    )
