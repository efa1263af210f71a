"""What the cells of the register are read against."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.health import Rating, Seen
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.readmodels.history import Name, Names
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.ports import Clash


@dc.dataclass(slots=True)
class Context:
    """What cells are read against: the day, the currency of sums, who and which units there are."""

    today: date
    currency: str = ""
    people: Sequence[Candidate] = ()
    units: Sequence[tuple[UUID, str]] = ()
    disputes: dict[tuple[UUID, str], Clash] = dc.field(default_factory=dict)
    """Fields of works that two people wrote, by work and field, until they are settled."""
    _known: dict[int, tuple[WorkRow, date, Rating]] = dc.field(default_factory=dict, repr=False)

    def rating(self, row: WorkRow) -> Rating:
        """The rating on this day, worked out once a row."""
        known = self._known.get(id(row))
        if known is None or known[1] != self.today:
            known = self._known[id(row)] = (row, self.today, self.seen(row).rating)
        return known[2]

    def dispute(self, row: WorkRow, field: str) -> Clash | None:
        """What waits to be settled in a field, as long as their value is the one stored."""
        found = self.disputes.get((row.id, field)) if self.disputes else None
        return found if found is not None and getattr(row, field, None) == found.theirs else None

    def named(self) -> Names:
        """People and units by what they are called."""
        people = {person.id: Name("", person.name) for person in self.people}
        return people | {uid: Name("", title) for uid, title in self.units}

    def forget(self) -> None:
        """Let go of the ratings of rows that are shown no more."""
        self._known.clear()

    def seen(self, row: WorkRow) -> Seen:
        """The rating of a work on this day."""
        return row.health(self.today)
