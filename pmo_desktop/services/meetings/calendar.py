"""Read the governance calendar: every meeting with its steps, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.deadlines import work_days
from pmo_desktop.domain.governance import Capacity, DeadlineDays, GovernanceBody
from pmo_desktop.domain.meetings import Meeting, Paper
from pmo_desktop.domain.organisation import Calendar, Person
from pmo_desktop.domain.workdays import WorkDays, common_days
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.calendar import OUT, Around, MeetingSteps, steps_of
from pmo_desktop.services.ports import Join, Reader


def read_calendar(reader: Reader, today: date) -> tuple[MeetingSteps, ...]:
    """All meetings that are or were to be held, by day, with their steps: four statements."""
    joins = (
        Join("body", "id", "meeting", "body"),
        Join("calendar", "id", "body", "calendar"),
        Join("minute_set", "meeting", "meeting"),
        Join("pack", "meeting", "meeting"),
    )
    found: dict[UUID, Around] = {}
    calendars: dict[UUID, Calendar] = {}
    for meeting, body, calendar, minutes, pack in reader.joined("meeting", joins):
        if body is None or meeting.state in OUT:
            continue
        if calendar is not None:
            calendars[body.id] = calendar
        packs = (*found[meeting.id].packs, pack) if meeting.id in found else (pack,)
        found[meeting.id] = Around(meeting, body, minutes, [p for p in packs if p is not None])
    seats = _seats(reader, today)
    papers = _papers(reader)
    days = _days([a.body for a in found.values()], calendars, seats)
    following = _following([a.meeting for a in found.values()])
    names: dict[UUID, str] = {p.id: p.display_name for p in reader.all("person")}
    steps = [steps_of(_whole(around, papers, seats, days, following), names) for around in found.values()]
    return tuple(sorted(steps, key=lambda s: s.meeting.starts.at))


Seats = Mapping[UUID, Sequence[tuple[Capacity, Person, Calendar | None]]]


def _seats(reader: Reader, today: date) -> dict[UUID, list[tuple[Capacity, Person, Calendar | None]]]:
    """Who sits on each body today, with the calendar of the place where each works."""
    joins = (
        Join("person", "id", "membership", "person"),
        Join("location", "id", "person", "location"),
        Join("calendar", "id", "location", "calendar"),
    )
    seats = defaultdict(list)
    for seat, person, _place, calendar in reader.joined("membership", joins):
        if person is not None and (seat.until is None or seat.until >= today):
            seats[seat.body].append((seat.capacity, person, calendar))
    return seats


def _papers(reader: Reader) -> dict[UUID, list[Paper]]:
    papers: dict[UUID, list[Paper]] = defaultdict(list)
    for paper in reader.all("paper"):
        papers[paper.meeting].append(paper)
    return papers


def _days(
    bodies: Sequence[GovernanceBody], calendars: Mapping[UUID, Calendar], seats: Seats
) -> dict[UUID, WorkDays]:
    """The working days that each body counts its deadlines in."""
    days: dict[UUID, WorkDays] = {}
    for body in bodies:
        if body.id in days:
            continue
        own = work_days(calendars.get(body.id))
        others = [work_days(c) for _, _, c in seats.get(body.id, ()) if c is not None]
        days[body.id] = own
        if body.deadline_days is DeadlineDays.COMMON and others:
            try:
                days[body.id] = common_days(*others)
            except ValueError:
                days[body.id] = own  # no weekday is worked by all: the body's own calendar has to do
    return days


def _following(meetings: Sequence[Meeting]) -> dict[UUID, date]:
    """The day of the next meeting of the same body, where minutes are approved."""
    ordered = sorted(meetings, key=lambda m: m.starts.at)
    after: dict[UUID, date] = {}
    latest: dict[UUID, Meeting] = {}
    for meeting in ordered:
        if (before := latest.get(meeting.body)) is not None:
            after[before.id] = shown.local(meeting.starts).date()
        latest[meeting.body] = meeting
    return after


def _whole(
    around: Around,
    papers: Mapping[UUID, Sequence[Paper]],
    seats: Seats,
    days: Mapping[UUID, WorkDays],
    following: Mapping[UUID, date],
) -> Around:
    holders: dict[Capacity, list[UUID]] = defaultdict(list)
    for capacity, person, _calendar in seats.get(around.body.id, ()):
        holders[capacity].append(person.id)
    return Around(
        around.meeting,
        around.body,
        around.minutes,
        around.packs,
        papers.get(around.meeting.id, ()),
        days[around.body.id],
        holders,
        following.get(around.meeting.id),
    )
