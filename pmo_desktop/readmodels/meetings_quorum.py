"""Who is in the room, who may vote on the item, and whether that is enough."""

from __future__ import annotations

from uuid import UUID

from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.meetings import AgendaItem, Attendance
from pmo_desktop.domain.quorum import Quorum, quorum, recuses, seat
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live


def voters(facts: MeetingFacts) -> tuple[Attendance, ...]:
    """The places of all voting members, filled or not."""
    return tuple(a for a in facts.present_list if a.capacity.votes)


def recused(facts: MeetingFacts, item: AgendaItem | None) -> frozenset[UUID]:
    """Who may not count for an item, by an interest declared for it or for the whole meeting."""
    about = (None, item.id if item else None)
    return frozenset(
        d.person for d in facts.declarations.all() if live(d) and recuses(d.effect) and d.item in about
    )


def quorum_of(facts: MeetingFacts, item: AgendaItem | None = None) -> Quorum:
    """The quorum now; for an item without those recused from it."""
    represents = {m.person: m.represents for m in facts.memberships.all()}
    seats = [seat(a.person, a.capacity, a.presence, represents.get(a.person, "")) for a in voters(facts)]
    return quorum(facts.body.quorum, seats, recused(facts, item))


def able(facts: MeetingFacts, item: AgendaItem | None = None) -> tuple[PersonId, ...]:
    """The voting members who are in the room and may take part in a decision on an item, as seated."""
    out = recused(facts, item)
    return tuple(a.person for a in voters(facts) if a.presence.here and a.person not in out)
