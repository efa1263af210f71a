"""Backlog and forward plan of a body: what waits, what the next meetings deal with, moves between them."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pmo_desktop.domain.business import Business, BusinessState
from pmo_desktop.domain.edits import Archive, Batch, Edit, batch, between, creation
from pmo_desktop.domain.ids import BodyId, BusinessId
from pmo_desktop.domain.meetings import AgendaItem, AgendaState, Meeting, MeetingState, Outcome
from pmo_desktop.domain.values import Minutes
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.services.meetings.agenda import accept
from pmo_desktop.services.meetings.agenda_order import put_in_order
from pmo_desktop.services.meetings.business import put_on, waiting_for
from pmo_desktop.services.meetings.series import is_business
from pmo_desktop.services.meetings.steps import Moment, walked
from pmo_desktop.services.ports import Join, Reader

AHEAD = 6
"""Meetings that the plan shows."""
WAITING = "0"
_OPEN = (
    MeetingState.PLANNED,
    MeetingState.CALLED,
    MeetingState.AGENDA_AGREED,
    MeetingState.PACK_ISSUED,
)
_OUT = (AgendaState.WITHDRAWN, AgendaState.PROPOSED)


@dc.dataclass(frozen=True, slots=True)
class PlannedRow:
    """One piece of business in the plan: waiting, or an item of a coming meeting."""

    id: UUID
    slot: str
    title: str
    minutes: int
    wanted: str = ""
    deferrals: int = 0
    business: UUID | None = None
    item: UUID | None = None
    meeting: UUID | None = None


@dc.dataclass(frozen=True, slots=True)
class Slot:
    """A coming meeting as the plan names it; `key` sorts."""

    key: str
    meeting: UUID
    ref: str
    day: str


@dc.dataclass(frozen=True, slots=True)
class ForwardPlan:
    """What waits for a body, and its coming meetings with their business."""

    body: UUID
    rows: tuple[PlannedRow, ...] = ()
    slots: tuple[Slot, ...] = ()
    business: Mapping[UUID, Business] = dc.field(default_factory=dict)

    def row(self, uid: UUID) -> PlannedRow | None:
        """The row with this id."""
        return next((r for r in self.rows if r.id == uid), None)

    def beside(self, row: PlannedRow, by: int) -> UUID | None:
        """The meeting so many slots away from a row; None for the backlog."""
        keys = [WAITING, *(s.key for s in self.slots)]
        to = max(0, min(keys.index(row.slot) + by, len(self.slots)))
        return self.slots[to - 1].meeting if to else None


def read_forward(reader: Reader, body: BodyId, now: datetime) -> ForwardPlan:
    """Backlog and next six meetings of a body, in four statements."""
    waiting = waiting_for(reader.where("business", "body", [body]), body)
    meetings = [m for m in reader.where("meeting", "body", [body]) if live(m) and m.state in _OPEN]
    coming = sorted((m for m in meetings if m.starts.at >= now), key=lambda m: m.starts.at)[:AHEAD]
    slots = tuple(_slot(n, m) for n, m in enumerate(coming, 1))
    join = Join("business", "id", "agenda_item", "business")
    pairs: list[Any] = reader.joined("agenda_item", (join,), "meeting", [s.meeting for s in slots])
    kept = [(i, b) for i, b in pairs if live(i) and i.state not in _OUT and is_business(i)]
    placed = {i.business for i, _ in kept if i.business}
    still = [b for b in waiting if b.id not in placed]
    put_off = _deferrals(reader.where("agenda_item", "business", [b.id for b in still]) if still else [])
    rows = [_waiting(b, put_off[b.id]) for b in still]
    keys = {s.meeting: s.key for s in slots}
    kept.sort(key=lambda pair: (keys[pair[0].meeting], pair[0].position))
    rows += [_placed(i, keys[i.meeting]) for i, _ in kept]
    full = {r.slot for r in rows}
    rows += [_empty(s) for s in slots if s.key not in full]
    known = {b.id: b for b in (*still, *(b for _, b in kept if b is not None))}
    return ForwardPlan(body, tuple(rows), slots, known)


def _slot(n: int, meeting: Meeting) -> Slot:
    return Slot(str(n), meeting.id, meeting.ref, shown.day(shown.local(meeting.starts).date()))


def _empty(slot: Slot) -> PlannedRow:
    """What stands under a meeting that has no business, so that some can be put there."""
    return PlannedRow(slot.meeting, slot.key, tr("Nothing planned"), 0, meeting=slot.meeting)


def _deferrals(items: Iterable[AgendaItem]) -> Counter[UUID]:
    """How often each piece of business was put off."""
    return Counter(i.business for i in items if i.business and i.outcome is Outcome.DEFERRED)


def _waiting(b: Business, deferrals: int) -> PlannedRow:
    wanted = shown.day(b.wanted) if b.wanted else ""
    title = b.title.said(language())
    return PlannedRow(b.id, WAITING, title, int(b.minutes), wanted, deferrals, business=b.id)


def _placed(i: AgendaItem, slot: str) -> PlannedRow:
    title = i.title.said(language())
    return PlannedRow(
        i.id, slot, title, int(i.allotted), "", i.deferrals, i.business, item=i.id, meeting=i.meeting
    )


def put_row(
    facts: MeetingFacts, plan: ForwardPlan, row: PlannedRow, moment: Moment, before: UUID | None = None
) -> Batch | None:
    """Put what waits on the agenda of a meeting, perhaps before an item; None when it is there already."""
    business = plan.business.get(row.business) if row.business else None
    if row.item is not None or business is None:
        return None
    place = next((n for n, i in enumerate(facts.items) if i.id == before), None)
    return put_on(facts, business, moment, place, deferrals=row.deferrals)


def taken_along(source: MeetingFacts, item: AgendaItem, target: MeetingFacts) -> Batch:
    """Bring an item with its papers from one meeting to the agenda of another; it stays the same item."""
    moved = dc.replace(item, meeting=target.meeting.id)
    there = accept(target, dc.replace(moved, state=AgendaState.PROPOSED))
    placed = next(e for e in there.edits if getattr(e, "id", None) == item.id)
    values: dict[str, Any] = {c.name: c.new for c in getattr(placed, "changes", ()) if c.name != "state"}
    edits: list[Edit] = [between(item, dc.replace(moved, **values))]
    edits += [e for e in there.edits if getattr(e, "id", None) != item.id]
    papers = [p for p in source.papers.all() if p.item == item.id]
    edits += [between(p, dc.replace(p, meeting=target.meeting.id)) for p in papers]
    left = put_in_order(source, [i for i in source.items if i.id != item.id])
    return batch([*edits, *(left.edits if left else ())])


def back_to_wait(facts: MeetingFacts, item: AgendaItem, moment: Moment) -> Batch:
    """Take an item off a meeting and let it wait for the body again, as business that travels."""
    business = facts.business.get(item.business)
    edits: list[Edit] = [Archive("agenda_item", item.id)]
    if business is not None:
        edits += walked(business, BusinessState.WAITING)
    else:
        edits.append(creation(_business_of(facts, item, moment)))
    left = put_in_order(facts, [i for i in facts.items if i.id != item.id])
    return batch([*edits, *(left.edits if left else ())])


def _business_of(facts: MeetingFacts, item: AgendaItem, moment: Moment) -> Business:
    return Business(
        id=BusinessId(moment.new_id()),
        title=item.title,
        body=facts.body.id,
        agenda_kind=item.agenda_kind,
        purpose=item.purpose,
        minutes=Minutes(item.allotted),
        part=item.part,
        work=item.work,
        presenter=item.presenter,
    )
