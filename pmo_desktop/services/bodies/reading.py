"""Read bodies: the list of all, and one with its members, terms, days and open actions."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.ageing import is_open
from pmo_desktop.domain.deadlines import Deadline, deadlines, work_days
from pmo_desktop.domain.governance import BodyState, DeadlineDays, GovernanceBody, Membership
from pmo_desktop.domain.ids import BodyId, CalendarId, PersonId
from pmo_desktop.domain.initials import Candidate, unique_initials
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.organisation import Calendar, Person, Role, RoleAssignment
from pmo_desktop.domain.raid import Action
from pmo_desktop.domain.terms import TermsState
from pmo_desktop.domain.workdays import WorkDays, common_days
from pmo_desktop.i18n import language
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.bodies import BodyRow, MemberRow, marked
from pmo_desktop.services.bodies.terms import TermsFile, read_terms
from pmo_desktop.services.meetings.boardyear import YearLine, read_year
from pmo_desktop.services.ports import Reader

_AHEAD = frozenset(
    {MeetingState.PLANNED, MeetingState.CALLED, MeetingState.AGENDA_AGREED, MeetingState.PACK_ISSUED}
)


@dc.dataclass(frozen=True, slots=True)
class BodyFile:
    """One body with all that its page shows."""

    body: GovernanceBody
    terms: TermsFile
    seats: tuple[MemberRow, ...] = ()
    people: tuple[Candidate, ...] = ()
    bodies: tuple[GovernanceBody, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    steps: tuple[Deadline, ...] = ()
    meeting: Meeting | None = None
    actions: tuple[Action, ...] = ()
    common: bool = False
    """Whether the steps are in days that are working for all members."""
    year: tuple[YearLine, ...] = ()

    @property
    def names(self) -> Mapping[UUID, str]:
        """People by id."""
        return {p.id: p.name for p in self.people}


def read_bodies(reader: Reader, today: date) -> list[BodyRow]:
    """Every body with its figures, in four statements; dissolved ones last."""
    bodies: list[GovernanceBody] = reader.all("body")
    seats = [m for m in reader.all("membership") if m.until is None or m.until >= today]
    held, votes = Counter(m.body for m in seats), Counter(m.body for m in seats if m.capacity.votes)
    ahead: dict[BodyId, date] = {}
    for meeting in reader.all("meeting"):
        day = shown.local(meeting.starts).date()
        if meeting.state in _AHEAD and day >= today:
            ahead[meeting.body] = min(day, ahead.get(meeting.body, day))
    current = {t.body: t for t in reader.all("terms") if t.state is TermsState.CURRENT}
    rows = [
        BodyRow(
            b.id, b.ref, b.code, b.title.said(language()), b.body_kind, b.state, held[b.id], votes[b.id],
            ahead.get(b.id), current[b.id].version if b.id in current else 0,
            current[b.id].review_by if b.id in current else None,
        )
        for b in bodies
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r.state is BodyState.DISSOLVED, r.ref, r.name))


def read_body(reader: Reader, uid: BodyId, today: date) -> BodyFile | None:
    """One body with its members, terms and days; None when it is not there any more."""
    terms = read_terms(reader, uid, today)
    if terms is None:
        return None
    people: list[Person] = reader.all("person")
    seats: list[Membership] = reader.where("membership", "body", [uid])
    calendars: list[Calendar] = reader.all("calendar")
    names: dict[PersonId, str] = {p.id: p.display_name for p in people}
    meeting = _next(reader.where("meeting", "body", [uid]), today)
    days, common = _days(reader, terms.body, seats, people, calendars, today)
    day = shown.local(meeting.starts).date() if meeting else None
    actions = [a for a in reader.where("action", "body", [uid]) if is_open(a)]
    return BodyFile(
        terms.body,
        terms,
        tuple(marked([MemberRow.of(m, names) for m in seats], _leader(reader, today), today)),
        _candidates(people),
        tuple(reader.all("body")),
        tuple(calendars),
        deadlines(day, terms.body, days) if day else (),
        meeting,
        tuple(sorted(actions, key=lambda a: (a.due or date.max, a.ref))),
        common,
        read_year(reader, uid, {p.id: p.display_name for p in people}, today),
    )


def _leader(reader: Reader, today: date) -> PersonId | None:
    """Who leads the PMO on a day."""
    found: list[RoleAssignment] = reader.where("role_assignment", "role", [Role.PMO_LEADER])
    return next((r.person for r in found if r.until is None or r.until >= today), None)


def _candidates(people: Sequence[Person]) -> tuple[Candidate, ...]:
    taken = [p.initials for p in people if p.initials]
    rest = [p for p in people if not p.initials]
    made = dict(
        zip((p.id for p in rest), unique_initials([p.display_name for p in rest], taken), strict=True)
    )
    return tuple(Candidate(p.id, p.display_name, p.initials or made[p.id], hint=p.job) for p in people)


def _next(meetings: Sequence[Meeting], today: date) -> Meeting | None:
    ahead = [m for m in meetings if m.state in _AHEAD and shown.local(m.starts).date() >= today]
    return min(ahead, key=lambda m: m.starts.at) if ahead else None


def _days(
    reader: Reader,
    body: GovernanceBody,
    seats: Sequence[Membership],
    people: Sequence[Person],
    calendars: Sequence[Calendar],
    today: date,
) -> tuple[WorkDays, bool]:
    """The days that deadlines of a body run on, and whether they are those of all members."""
    by_id: dict[CalendarId, Calendar] = {c.id: c for c in calendars}
    own = work_days(by_id.get(body.calendar) if body.calendar else None)
    if body.deadline_days is not DeadlineDays.COMMON:
        return own, False
    sit = {m.person for m in seats if m.until is None or m.until >= today}
    places = reader.get("location", {p.location for p in people if p.id in sit and p.location})
    used = {place.calendar for place in places.values() if place.calendar}
    theirs = [work_days(by_id[c]) for c in used if c in by_id]
    try:
        return (common_days(*theirs), True) if theirs else (own, False)
    except ValueError:
        return own, False
