"""A body's first meeting from what is typed: the body, its members, its series, the meeting; one step."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pmo_desktop.domain.edits import Batch, Edit, batch, creation
from pmo_desktop.domain.governance import BodyState, Capacity, GovernanceBody, MeetingSeries, Membership
from pmo_desktop.domain.ids import BodyId, MeetingId, MembershipId, PersonId, SeriesId
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.values import LText, Minutes, Zoned
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels.meetings_facts import live
from pmo_desktop.services.meetings.series import meeting_creation
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.ports import Reader

ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"
REPEATS: Mapping[str, str] = {
    MONTHLY: N_("Monthly, the same weekday"),
    FORTNIGHTLY: N_("Every two weeks"),
    WEEKLY: N_("Every week"),
    ONCE: N_("Only this once"),
}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_WEEK = 5
_LEAST_LETTERS = 4
"""So much of a word for a capacity has to be typed."""


@dc.dataclass(frozen=True, slots=True)
class Beginning:
    """What is asked for. `members` are lines "name, capacity"; `minutes` the time of day after midnight.

    With `body` the meeting is for that body, and code, title, language and members are not looked at.
    """

    first: date
    code: str = ""
    title: str = ""
    members: str = ""
    language: str = "en"
    venue: str = ""
    minutes: int = 600
    zone: str = "UTC"
    repeats: str = MONTHLY
    body: GovernanceBody | None = None


@dc.dataclass(frozen=True, slots=True)
class Begun:
    """The edit that makes all of it, and the meeting."""

    edit: Batch
    meeting: MeetingId


@dc.dataclass(frozen=True, slots=True)
class Seat:
    """A line of the members, understood."""

    name: str
    capacity: Capacity


def seats_in(text: str) -> tuple[Seat, ...]:
    """The members, one to a line: "Ingrid Solberg, chair"; the beginning of the word is enough.

    Without a chair the first member is the chair.
    """
    found = [_seat(" ".join(line.split())) for line in text.splitlines() if line.strip()]
    if found and all(s.capacity is not Capacity.CHAIR for s in found):
        first = next((n for n, s in enumerate(found) if s.capacity is Capacity.VOTING), 0)
        found[first] = dc.replace(found[first], capacity=Capacity.CHAIR)
    return tuple(found)


def _seat(line: str) -> Seat:
    name, _, said = (part.strip() for part in line.rpartition(","))
    words = [(fold(word), c) for c in Capacity for word in (c.label, tr(c.label))]
    wanted = fold(said)
    fits = [c for word, c in words if word == wanted]
    if len(wanted) >= _LEAST_LETTERS:
        fits += [c for word, c in words if word.startswith(wanted)]
    return Seat(name, fits[0]) if name and fits else Seat(line, Capacity.VOTING)


def rule_of(repeats: str, first: date) -> str:
    """The RFC 5545 rule of a series; monthly is "the second Tuesday", the fifth one is the last."""
    match repeats:
        case "weekly":
            return "FREQ=WEEKLY"
        case "fortnightly":
            return "FREQ=WEEKLY;INTERVAL=2"
        case _:
            nth = (first.day + 6) // 7
            return f"FREQ=MONTHLY;BYDAY={-1 if nth == _LAST_WEEK else nth}{_DAYS[first.weekday()]}"


def begin(reader: Reader, wanted: Beginning, moment: Moment) -> Begun:
    """Body, people who are not known yet, seats, series and first meeting, in three statements at most."""
    edits: list[Edit] = []
    body, members = wanted.body, list[Membership]()
    if body is None:
        body = _body(wanted, moment)
        people, members = _seated(reader.all("person"), wanted, body, moment)
        edits += [creation(r) for r in (body, *people, *members)]
    else:
        members = [m for m in reader.where("membership", "body", [body.id]) if live(m)]
    series = _series(wanted, body, moment)
    edits += [creation(series)] if series else []
    made = meeting_creation(body, _starts(wanted), members, moment, series=series)
    meeting = MeetingId(next(_created(made, "meeting")))
    return Begun(batch([*edits, *made.edits]), meeting)


def _created(made: Batch, kind: str) -> Iterator[MeetingId]:
    return (MeetingId(e.id) for e in made.edits if not isinstance(e, Batch) and e.kind == kind)


def _body(wanted: Beginning, moment: Moment) -> GovernanceBody:
    return GovernanceBody(
        id=BodyId(moment.new_id()),
        code=wanted.code.strip().upper(),
        title=LText.of(wanted.title.strip(), wanted.language),
        state=BodyState.CONSTITUTED,
        language=wanted.language,
        venue=wanted.venue.strip(),
    )


def _seated(
    known: Iterable[Person], wanted: Beginning, body: GovernanceBody, moment: Moment
) -> tuple[Sequence[Person], list[Membership]]:
    """People who are new, and a seat for everybody; somebody of the same name is the same person."""
    by_name = {fold(p.display_name): p for p in known if live(p)}
    fresh: list[Person] = []
    members: list[Membership] = []
    for seat in seats_in(wanted.members):
        person = by_name.get(fold(seat.name))
        if person is None:
            person = Person(id=PersonId(moment.new_id()), display_name=seat.name)
            fresh.append(person)
            by_name[fold(seat.name)] = person
        if all(m.person != person.id for m in members):
            uid = MembershipId(moment.new_id())
            members.append(Membership(id=uid, body=body.id, person=person.id, capacity=seat.capacity))
    return fresh, members


def _series(wanted: Beginning, body: GovernanceBody, moment: Moment) -> MeetingSeries | None:
    if wanted.repeats == ONCE:
        return None
    return MeetingSeries(
        id=SeriesId(moment.new_id()),
        title=body.title,
        body=body.id,
        recurrence=rule_of(wanted.repeats, wanted.first),
        first=wanted.first,
        at_minutes=Minutes(wanted.minutes),
        zone=wanted.zone,
        venue=wanted.venue.strip() or body.venue,
    )


def _starts(wanted: Beginning) -> Zoned:
    wall = datetime.combine(wanted.first, time(*divmod(wanted.minutes, 60)), ZoneInfo(wanted.zone))
    return Zoned(wall.astimezone(UTC), wanted.zone)
