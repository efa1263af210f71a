"""Ids from keys: the same key always names the same record."""

from __future__ import annotations

from uuid import UUID, uuid5

from pmo_desktop.domain.ids import (
    ActionId,
    AgendaItemId,
    BodyId,
    CalendarId,
    DecisionId,
    IssueId,
    LocationId,
    MeetingId,
    OrgUnitId,
    PersonId,
    PlanId,
    RiskId,
    VoteId,
    WorkId,
)

_SPACE = UUID("6b0f5a52-3f0e-4a43-9a1d-2f5f0d6f8c11")


def uid(kind: str, *keys: object) -> UUID:
    """The id of a record of some kind, from its key in the demo's files."""
    return uuid5(_SPACE, "/".join([kind, *map(str, keys)]))


def person(key: str) -> PersonId:
    """A person, by the key in people.csv (the initials in small letters)."""
    return PersonId(uid("person", key))


def someone(key: str) -> PersonId | None:
    """A person, or nobody for an empty key."""
    return person(key) if key else None


def unit(key: str) -> OrgUnitId:
    """A unit."""
    return OrgUnitId(uid("org_unit", key))


def place(key: str) -> LocationId:
    """A place."""
    return LocationId(uid("location", key))


def calendar(key: str) -> CalendarId:
    """A calendar."""
    return CalendarId(uid("calendar", key))


def work(key: str) -> WorkId:
    """A portfolio, programme, project or service."""
    return WorkId(uid("work", key))


def some_work(key: str) -> WorkId | None:
    """A work, or none for an empty key."""
    return work(key) if key else None


def plan(key: str) -> PlanId:
    """The plan of a work."""
    return PlanId(uid("plan", key))


def body(key: str) -> BodyId:
    """A governance body, by its short code."""
    return BodyId(uid("body", key))


def meeting(key: str) -> MeetingId:
    """A meeting: code of the body and how many meetings from the next one, such as PB-1."""
    return MeetingId(uid("meeting", key))


def item(meeting_key: str, number: str) -> AgendaItemId:
    """An agenda item by its number."""
    return AgendaItemId(uid("agenda_item", meeting_key, number))


def decision(key: str) -> DecisionId:
    """A decision."""
    return DecisionId(uid("decision", key))


def action(key: str) -> ActionId:
    """An action."""
    return ActionId(uid("action", key))


def vote(key: str) -> VoteId:
    """A vote."""
    return VoteId(uid("vote", key))


def risk(key: str) -> RiskId:
    """A risk."""
    return RiskId(uid("risk", key))


def issue(key: str) -> IssueId:
    """An issue."""
    return IssueId(uid("issue", key))
