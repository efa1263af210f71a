"""Meetings proposed around the holidays of every member's country, and made in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from pmo_desktop.domain.deadlines import work_days
from pmo_desktop.domain.governance import GovernanceBody, MeetingSeries
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.organisation import Location
from pmo_desktop.domain.proposing import Attendee, Proposal, proposed
from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels import shown
from pmo_desktop.services.ports import Join, Reader

_OUT = (MeetingState.CANCELLED, MeetingState.POSTPONED)


_ANY_YEAR = 2026


@cache
def _of_country(country: str, region: str, year: int) -> Mapping[date, str] | None:
    import holidays

    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError:
        if not region:
            return None
        return _of_country(country, "", year)
    return {day: str(name) for day, name in found.items()}


def holiday(country: str, region: str, day: date) -> str:
    """The name of a public holiday, in the language of the country; nothing on any other day."""
    return (_of_country(country, region, day.year) or {}).get(day, "") if country else ""


def is_known(country: str) -> bool:
    """Whether the public holidays of a country are known."""
    return bool(country) and _of_country(country, "", _ANY_YEAR) is not None


def attendees(reader: Reader, body: GovernanceBody, on: date) -> tuple[Attendee, ...]:
    """Everybody who sits on a body, with place, calendar and other meetings: two statements."""
    joins = (
        Join("person", "id", "membership", "person"),
        Join("location", "id", "person", "location"),
        Join("calendar", "id", "location", "calendar"),
    )
    rows = reader.joined("membership", joins)
    seats = [row for row in rows if row[1] is not None and (row[0].until is None or row[0].until >= on)]
    bodies: dict[UUID, set[UUID]] = defaultdict(set)
    for seat, person, *_ in seats:
        if seat.body != body.id:
            bodies[person.id].add(seat.body)
    others = _others(reader, {b for some in bodies.values() for b in some})
    found: dict[UUID, Attendee] = {}
    for seat, person, place, calendar in seats:
        if seat.body == body.id:
            busy = {day: ref for b in bodies[person.id] for day, ref in others.get(b, {}).items()}
            found[person.id] = _attendee(seat, person, place, calendar, busy)
    return tuple(found.values())


def _attendee(
    seat: Any, person: Any, place: Location | None, calendar: Any, busy: Mapping[date, str]
) -> Attendee:
    free: Callable[[date], str] = partial(holiday, place.country, _region(place)) if place else _none
    return Attendee(
        person=person.id,
        name=person.display_name,
        zone=place.time_zone if place else "",
        counts=seat.capacity.votes,
        works=work_days(calendar).works_on,
        free=free,
        busy=busy,
    )


def _none(_day: date) -> str:
    return ""


def _region(place: Location) -> str:
    """The part of the country as the holidays know it: "BY" of "DE-BY"."""
    return place.subdivision.partition("-")[2] or place.subdivision


def _others(reader: Reader, bodies: Collection[UUID]) -> dict[UUID, dict[date, str]]:
    """The days on which other bodies meet."""
    days: dict[UUID, dict[date, str]] = defaultdict(dict)
    meetings: list[Meeting] = reader.where("meeting", "body", bodies) if bodies else []
    for meeting in meetings:
        if meeting.state not in _OUT:
            days[meeting.body][shown.local(meeting.starts).date()] = meeting.ref or str(meeting.title)
    return days


def proposals(
    series: MeetingSeries, starts: Sequence[Zoned], people: Sequence[Attendee]
) -> tuple[Proposal, ...]:
    """The next meetings of a series, without the days left out, each with whom it does not suit."""
    kept = [at for at in starts if shown.local(at).date().isoformat() not in series.left_out]
    return proposed(kept, timedelta(minutes=int(series.length)), people)
