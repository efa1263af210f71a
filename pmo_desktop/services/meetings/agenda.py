"""Edits of an agenda: move, add, retime, withdraw; and how its minutes fill the meeting."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from pmo_desktop.domain.edits import Archive, Batch, Edit, batch, between, creation
from pmo_desktop.domain.ids import AgendaItemId
from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, AgendaState, Purpose
from pmo_desktop.domain.values import LText, Minutes
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.steps import Moment, rank_between, ranks, walked


def _renumbered(items: Sequence[AgendaItem], fresh: Iterable[AgendaItem] = ()) -> list[Edit]:
    """Number the items in their order; items in `fresh` do not exist yet and are left out."""
    new = {i.id for i in fresh}
    pairs = [(item, str(n + 1)) for n, item in enumerate(items)]
    return [between(i, dc.replace(i, number=n)) for i, n in pairs if i.number != n and i.id not in new]


def move(facts: MeetingFacts, item: AgendaItem, to: int) -> Batch | None:
    """Bring an item to a place on the agenda (from 0); None when it stands there already."""
    rest = [i for i in facts.items if i.id != item.id]
    to = max(0, min(to, len(rest)))
    if facts.items.index(item) == to:
        return None
    order = [*rest[:to], item, *rest[to:]]
    if any(a.position >= b.position for a, b in pairwise(rest)):  # imported with equal places: rank anew
        places = ranks(len(order))
        return batch(
            between(i, dc.replace(i, position=places[n], number=str(n + 1))) for n, i in enumerate(order)
        )
    moved = dc.replace(item, position=_place(rest, to), number=str(to + 1))
    return batch([between(item, moved), *_renumbered([*rest[:to], moved, *rest[to:]])])


def _place(rest: Sequence[AgendaItem], to: int) -> str:
    before = rest[to - 1].position if to > 0 else ""
    after = rest[to].position if to < len(rest) else ""
    return rank_between(before, after if after > before else "")


def add(
    facts: MeetingFacts,
    title: str,
    moment: Moment,
    *,
    at: int | None = None,
    purpose: Purpose = Purpose.DISCUSS,
    minutes: int = 10,
    **more: Any,
) -> Batch:
    """A new item; without a place it comes before the closing items. `more` are fields of AgendaItem."""
    closing = (AgendaKind.AOB, AgendaKind.NEXT_MEETING)
    last = next((n for n, i in enumerate(facts.items) if i.agenda_kind in closing), len(facts.items))
    to = last if at is None else max(0, min(at, len(facts.items)))
    kind = AgendaKind.DECISION if purpose in (Purpose.DECIDE, Purpose.ENDORSE) else AgendaKind.DISCUSSION
    made = AgendaItem(
        id=AgendaItemId(moment.new_id()),
        meeting=facts.meeting.id,
        title=LText.of(title, facts.body.language),
        position=_place(facts.items, to),
        number=str(to + 1),
        agenda_kind=kind,
        purpose=purpose,
        state=AgendaState.SCHEDULED,
        allotted=Minutes(minutes),
        **more,
    )
    order = [*facts.items[:to], made, *facts.items[to:]]
    return batch([creation(made), *_renumbered(order, [made])])


def accept(facts: MeetingFacts, item: AgendaItem) -> Batch:
    """Put a proposed item on the agenda, before the closing items."""
    closing = (AgendaKind.AOB, AgendaKind.NEXT_MEETING)
    to = next((n for n, i in enumerate(facts.items) if i.agenda_kind in closing), len(facts.items))
    placed = dc.replace(item, position=_place(facts.items, to), number=str(to + 1))
    order = [*facts.items[:to], placed, *facts.items[to:]]
    fresh = walked(item, AgendaState.SCHEDULED, position=placed.position, number=placed.number)
    return batch([*fresh, *_renumbered(order, [placed])])


def withdraw(facts: MeetingFacts, item: AgendaItem) -> Batch:
    """Take an item off the agenda; one that was never discussed is put away."""
    rest = [i for i in facts.items if i.id != item.id]
    gone: list[Edit] = [Archive("agenda_item", item.id)]
    return batch([*gone, *_renumbered(rest)])


@dc.dataclass(frozen=True, slots=True)
class Load:
    """How the items fill a meeting, in minutes; a tenth is kept free."""

    booked: int
    length: int

    @property
    def over(self) -> int:
        """Minutes beyond the length."""
        return max(0, self.booked - self.length)

    @property
    def tight(self) -> bool:
        """Whether less than a tenth is left free."""
        return not self.over and self.booked * 10 > self.length * 9


def load_of(facts: MeetingFacts) -> Load:
    """The minutes of all items against the length of the meeting."""
    return Load(sum(i.allotted for i in facts.items), int(facts.meeting.length))
