"""The order of an agenda: items under headings, the consent block together, the restricted part last."""

from __future__ import annotations

import dataclasses as dc
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import groupby
from uuid import UUID

from pmo_desktop.domain.edits import Batch, Edit, batch, between, creation
from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, Part, Purpose
from pmo_desktop.readmodels.agenda import CONSENT, RESTRICTED, heading_of
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.steps import rank_between

_ASKS = (Purpose.DECIDE, Purpose.ENDORSE)


def put_in_order(facts: MeetingFacts, order: Sequence[AgendaItem]) -> Batch | None:
    """The edits that give these items this order, numbers and whatever else was changed in them.

    What belongs under one heading is gathered where its first item stands, Part B comes last. Items that
    the meeting does not have yet are made. None when nothing changes.
    """
    edits: list[Edit] = []
    for n, item in enumerate(_ranked(gathered(order))):
        wanted = dc.replace(item, number=str(n + 1))
        before = facts.agenda.get(item.id)
        if before is None:
            edits.append(creation(wanted))
        elif before != wanted:
            edits.append(between(before, wanted))
    return batch(edits) if edits else None


def gathered(order: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items with those under one heading together, the restricted ones last."""
    in_place = sorted(order, key=lambda i: i.part is Part.B)
    found: list[AgendaItem] = []
    seen: set[str] = set()
    for item in in_place:
        heading = heading_of(item)
        if not heading:
            found.append(item)
        elif heading not in seen:
            seen.add(heading)
            found += [i for i in in_place if heading_of(i) == heading]
    return found


def _ranked(order: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items with ranks in this order; as many as possible keep theirs."""
    kept = _rising([i.position for i in order])
    made: list[AgendaItem] = []
    for n, item in enumerate(order):
        if n not in kept:
            before = made[-1].position if made else ""
            after = next((order[m].position for m in range(n + 1, len(order)) if m in kept), "")
            item = dc.replace(item, position=rank_between(before, after))
        made.append(item)
    return made


def _rising(ranks: Sequence[str]) -> frozenset[int]:
    """The places of a longest series of ranks that rise."""
    ends: list[str] = []
    places: list[int] = []
    back: list[int] = []
    for n, rank in enumerate(ranks):
        at = bisect_left(ends, rank)
        ends[at:] = [rank]
        places[at:] = [n]
        back.append(places[at - 1] if at else -1)
    found: list[int] = []
    n = places[-1] if places else -1
    while n >= 0:
        found.append(n)
        n = back[n]
    return frozenset(found)


def dropped(facts: MeetingFacts, chosen: Collection[UUID], before: UUID | None) -> Batch | None:
    """Bring items before another one, under its heading; at the end without one."""
    moved = [i for i in facts.items if i.id in chosen]
    rest = [i for i in facts.items if i.id not in chosen]
    ids = [i.id for i in facts.items]
    below = ids[next((n for n, uid in enumerate(ids) if uid == before), len(ids)) :]
    target = next((n for n, i in enumerate(rest) if i.id in below), len(rest))
    beside = rest[target] if target < len(rest) else (rest[-1] if rest else None)
    if beside is not None and _plain(beside):
        moved = [dc.replace(i, section=beside.section) if _plain(i) else i for i in moved]
    return put_in_order(facts, [*rest[:target], *moved, *rest[target:]])


def _plain(item: AgendaItem) -> bool:
    return heading_of(item) not in (CONSENT, RESTRICTED)


def nudged(facts: MeetingFacts, chosen: Collection[UUID], by: int) -> Batch | None:
    """Bring items one place up (-1) or down (1); at the border of a heading they first change over."""
    items = list(facts.items)
    places = [n for n, i in enumerate(items) if i.id in chosen]
    if not places:
        return None
    moved = [items[n] for n in places]
    rest = [i for i in items if i.id not in chosen]
    at = places[0] if by < 0 else places[-1] - len(places) + 1
    neighbour = (at - 1) if by < 0 else at
    if not 0 <= neighbour < len(rest):
        return _over(facts, rest, moved, "") if any(i.section and _plain(i) for i in moved) else None
    other = rest[neighbour]
    if not _plain(other) or not all(_plain(i) for i in moved):
        return _past(facts, rest, moved, neighbour, by)
    if any(i.section != other.section for i in moved):
        return _over(facts, rest, moved, other.section, at)
    return put_in_order(facts, [*rest[: at + by], *moved, *rest[at + by :]])


def _over(
    facts: MeetingFacts, rest: list[AgendaItem], moved: list[AgendaItem], section: str, at: int | None = None
) -> Batch | None:
    """The items where they stand, under another heading."""
    changed = [dc.replace(i, section=section) for i in moved]
    place = facts.items.index(moved[0]) if at is None else at
    return put_in_order(facts, [*rest[:place], *changed, *rest[place:]])


def _past(
    facts: MeetingFacts, rest: list[AgendaItem], moved: list[AgendaItem], at: int, by: int
) -> Batch | None:
    """Beyond a block that items are not moved into: one place inside it, or to its other side."""
    block = heading_of(rest[at])
    alike = {heading_of(i) for i in moved} == {block}
    while not alike and 0 <= at + by < len(rest) and heading_of(rest[at + by]) == block:
        at += by
    place = at if by < 0 else at + 1
    return put_in_order(facts, [*rest[:place], *moved, *rest[place:]])


def put_under(facts: MeetingFacts, chosen: Collection[UUID], section: str) -> Batch | None:
    """Put items at the end of a heading; a heading that is new begins where the first of them stands."""
    name = " ".join(section.split())[:80]
    moved = [dc.replace(i, section=name) for i in facts.items if i.id in chosen]
    there = [n for n, i in enumerate(facts.items) if i.section == name and i.id not in chosen]
    if not moved or not name or not there:
        changed = {i.id: i for i in moved}
        return put_in_order(facts, [changed.get(i.id, i) for i in facts.items])
    rest = [i for i in facts.items if i.id not in chosen]
    place = rest.index(facts.items[there[-1]]) + 1
    return put_in_order(facts, [*rest[:place], *moved, *rest[place:]])


def renamed(facts: MeetingFacts, section: str, name: str) -> Batch | None:
    """Another heading over the same items; an empty name takes the heading away."""
    wanted = " ".join(name.split())[:80]
    order = [dc.replace(i, section=wanted) if i.section == section else i for i in facts.items]
    return put_in_order(facts, order) if section else None


def section_moved(facts: MeetingFacts, section: str, by: int) -> Batch | None:
    """Bring a heading with its items before the block above it, or after the one below."""
    blocks = [list(run) for _, run in groupby(facts.items, heading_of)]
    at = next((n for n, run in enumerate(blocks) if heading_of(run[0]) == section), -1)
    to = at + by
    if at < 0 or not section or not 0 <= to < len(blocks):
        return None
    blocks[at], blocks[to] = blocks[to], blocks[at]
    return put_in_order(facts, [i for run in blocks for i in run])


def in_consent(facts: MeetingFacts, chosen: Collection[UUID], *, together: bool) -> Batch | None:
    """Put items in the block that is passed together, or take them out to be discussed after it."""
    kind = AgendaKind.CONSENT
    changed = [_agreed(i, together=together) for i in facts.items if i.id in chosen]
    rest = [i for i in facts.items if i.id not in chosen]
    block = [n for n, i in enumerate(rest) if i.agenda_kind is kind and i.part is Part.A]
    if not changed:
        return None
    place = block[-1] + 1 if block else facts.items.index(facts.agenda.by_id[changed[0].id])
    return put_in_order(facts, [*rest[:place], *changed, *rest[place:]])


def _agreed(item: AgendaItem, *, together: bool) -> AgendaItem:
    if together:
        return dc.replace(item, agenda_kind=AgendaKind.CONSENT, part=Part.A)
    if item.agenda_kind is not AgendaKind.CONSENT:
        return item
    kind = AgendaKind.DECISION if item.purpose in _ASKS else AgendaKind.DISCUSSION
    return dc.replace(item, agenda_kind=kind)


def in_part(facts: MeetingFacts, chosen: Collection[UUID], part: Part) -> Batch | None:
    """Put items in the restricted part, which comes last, or back into the open one."""
    order = [dc.replace(i, part=part) if i.id in chosen else i for i in facts.items]
    return put_in_order(facts, order)
