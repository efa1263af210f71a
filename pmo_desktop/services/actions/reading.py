"""Read what the register of actions shows, and whom reminders go to, in three statements."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.governance import Capacity, Membership
from pmo_desktop.domain.initials import Candidate, unique_initials
from pmo_desktop.domain.organisation import Person
from pmo_desktop.readmodels.actions import ActionEntry
from pmo_desktop.services.ports import Reader


@dc.dataclass(frozen=True)
class Register:
    """All actions, the people of the office, and who chairs which body."""

    rows: tuple[ActionEntry, ...] = ()
    people: Mapping[UUID, Person] = dc.field(default_factory=dict)
    chairs: Mapping[UUID, UUID] = dc.field(default_factory=dict)

    def candidates(self) -> tuple[Candidate, ...]:
        """The people as typed names are matched with them."""
        listed = list(self.people.values())
        bare = [p for p in listed if not p.initials]
        taken = tuple(p.initials for p in listed if p.initials)
        made = unique_initials([p.display_name for p in bare], taken)
        given = dict(zip((p.id for p in bare), made, strict=True))
        return tuple(Candidate(p.id, p.display_name, p.initials or given[p.id], hint=p.job) for p in listed)

    def person(self, uid: UUID | None) -> Person | None:
        """Somebody by id."""
        return self.people.get(uid) if uid else None


def read_register(reader: Reader, today: date) -> Register:
    """Every action with its names, the people, and who is in the chair on a day."""
    people = {UUID(int=p.id.int): p for p in reader.all("person")}
    seats: Sequence[Membership] = reader.where("membership", "capacity", [Capacity.CHAIR])
    chairs = {UUID(int=s.body.int): UUID(int=s.person.int) for s in seats if _sits(s, today)}
    return Register(tuple(reader.action_register()), people, chairs)


def _sits(seat: Membership, day: date) -> bool:
    return (seat.since is None or seat.since <= day) and (seat.until is None or day <= seat.until)
