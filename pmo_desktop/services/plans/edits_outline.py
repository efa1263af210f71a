"""Edits of the outline of a plan: new lines, deeper and higher, up and down, out of sight.

The order of lines is their `position`, their depth the `parent` that they name by number. Positions are
handed round among the lines that change places, so that a move touches those lines only.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from pmo_desktop.domain.edits import Archive, Batch, Edit, batch
from pmo_desktop.domain.ids import PlanId, PlanItemId
from pmo_desktop.domain.plans import ItemKind, PlanItem, PlanLink
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import tr
from pmo_desktop.services.plans.draft import Draft
from pmo_desktop.services.plans.edits import DAY_END, DAY_START, edit_of, in_order

DAY = Minutes(480)
ROOM = 100
"""Space left between positions, so that a line can be put between two others."""


@dc.dataclass(frozen=True, slots=True)
class NewLine:
    """What a new line starts with: its name, its kind, its first day and its length."""

    name: str
    kind: ItemKind = ItemKind.TASK
    on: date | None = None
    duration: Minutes = DAY


def below(items: Sequence[PlanItem], number: int) -> set[int]:
    """The numbers of a line and of all that lie under it."""
    found = {number}
    grown = True
    while grown:
        more = {i.number for i in items if i.parent in found} - found
        grown = bool(more)
        found |= more
    return found


def _block(order: Sequence[PlanItem], number: int) -> tuple[int, int]:
    """Where a line and what lies under it stand: first place and the place after the last."""
    inside = below(order, number)
    places = [i for i, item in enumerate(order) if item.number in inside]
    return places[0], places[-1] + 1


def _siblings(order: Sequence[PlanItem], item: PlanItem) -> list[PlanItem]:
    return [other for other in order if other.parent == item.parent]


def added(
    plan: PlanId, items: Sequence[PlanItem], after: int | None, new: NewLine, uid: UUID, days: WorkDays
) -> tuple[Batch, PlanItem]:
    """A new line after another one and what lies under it (or at the end), as deep as that one."""
    order = in_order(items)
    known = {item.number: item for item in order}
    place = _block(order, after)[1] if after in known else len(order)
    before = order[place - 1].position if place else 0
    behind = order[place].position if place < len(order) else before + 2 * ROOM
    position = (before + behind) // 2
    made = _made(plan, new, uid, max(known, default=0) + 1, known[after].parent if after in known else None)
    made = _placed(dc.replace(made, position=position), new, days)
    pushed = _pushed(order[place:], position)
    return edit_of(order, [*pushed, made]), made


def appended(draft: Draft, name: str, uid: UUID) -> PlanItem:
    """A new line at the end of a draft, as deep as the last line, beginning where the plan does."""
    file = draft.file
    number = max(draft.items, default=0) + 1
    order = in_order(draft.items.values())
    last = order[-1] if order else None
    begins = (
        file.plan.begins or file.plan.file_start or min((i.start for i in order if i.start), default=None)
    )
    new = NewLine(name, on=begins.date() if begins else None, duration=Minutes(file.per_day))
    made = _made(file.plan.id, new, uid, number, last.parent if last else None)
    position = (last.position if last else 0) + ROOM
    made = _placed(dc.replace(made, position=position, duration=new.duration), new, file.days)
    draft.put(made)
    draft.lines[max(draft.lines, default=0) + 1] = number
    return made


def _made(plan: PlanId, new: NewLine, uid: UUID, number: int, parent: int | None) -> PlanItem:
    name = " ".join(new.name.split())
    if not name:
        raise ValueError(tr("A line needs a name."))
    return PlanItem(
        id=PlanItemId(uid), plan=plan, number=number, parent=parent, name=name[:1000], item_kind=new.kind
    )


def _placed(item: PlanItem, new: NewLine, days: WorkDays) -> PlanItem:
    if new.on is None:
        return item
    day = days.on_or_after(new.on)
    if new.kind is ItemKind.MILESTONE:
        at = Wall(datetime.combine(day, DAY_END))
        return dc.replace(item, start=at, finish=at)
    last = days.add_working_days(day, max(new.duration // 480 - 1, 0))
    return dc.replace(
        item,
        start=Wall(datetime.combine(day, DAY_START)),
        finish=Wall(datetime.combine(last, DAY_END)),
        duration=new.duration,
    )


def _pushed(rest: Sequence[PlanItem], position: int) -> list[PlanItem]:
    """Lines that must make room below a position; as few as possible."""
    found = []
    for item in rest:
        if item.position > position:
            break
        position += 1
        found.append(dc.replace(item, position=position))
    return found


def indented(items: Sequence[PlanItem], numbers: Iterable[int]) -> Batch:
    """Put lines under the line above them at their depth, which becomes a summary."""
    order = in_order(items)
    wanted = {item.number: item for item in order}
    for number in numbers:
        item = wanted[number]
        now = [wanted[i.number] for i in order]
        before = _siblings(now, item)
        at = before.index(item)
        if at == 0:
            continue
        above = before[at - 1]
        wanted[above.number] = dc.replace(wanted[above.number], item_kind=ItemKind.SUMMARY)
        wanted[number] = dc.replace(item, parent=above.number)
    return edit_of(order, wanted.values())


def outdented(items: Sequence[PlanItem], numbers: Iterable[int]) -> Batch:
    """Take lines one level up; what stood below them at their depth comes under them, as it reads."""
    order = in_order(items)
    wanted = {item.number: item for item in order}
    for number in numbers:
        item = wanted[number]
        if item.parent is None or item.parent not in wanted:
            continue
        now = [wanted[i.number] for i in order]
        after = _siblings(now, item)
        following = after[after.index(item) + 1 :]
        for other in following:
            wanted[other.number] = dc.replace(other, parent=number)
        kind = ItemKind.SUMMARY if following else item.item_kind
        wanted[number] = dc.replace(item, parent=wanted[item.parent].parent, item_kind=kind)
        wanted = _without_empty(wanted, item.parent)
    return edit_of(order, wanted.values())


def _without_empty(wanted: dict[int, PlanItem], parent: int) -> dict[int, PlanItem]:
    """A summary that lost its last line is a task again."""
    left = any(i.parent == parent for i in wanted.values())
    if left or wanted[parent].item_kind is not ItemKind.SUMMARY:
        return wanted
    return wanted | {parent: dc.replace(wanted[parent], item_kind=ItemKind.TASK)}


def shifted(items: Sequence[PlanItem], number: int, step: int) -> Batch:
    """Change places with the line before (step -1) or after (+1) at the same depth, with all under both."""
    order = in_order(items)
    item = next(i for i in order if i.number == number)
    beside = _siblings(order, item)
    at = beside.index(item) + step
    if not 0 <= at < len(beside):
        return batch(())
    first, second = (number, beside[at].number) if step > 0 else (beside[at].number, number)
    start, middle = _block(order, first)
    middle, end = _block(order, second)
    places = [i.position for i in order[start:end]]
    swapped = [*order[middle:end], *order[start:middle]]
    rising = _rising(places)
    return edit_of(order, [dc.replace(i, position=p) for i, p in zip(swapped, rising, strict=True)])


def _rising(places: Sequence[int]) -> list[int]:
    """The same positions, each above the one before."""
    found: list[int] = []
    for place in places:
        found.append(max(place, found[-1] + 1) if found else place)
    return found


def removed(
    items: Sequence[PlanItem], numbers: Iterable[int], links: Iterable[PlanLink]
) -> tuple[Batch, int]:
    """Archive lines with all under them and their links; gives the edit and how many lines go."""
    gone: set[int] = set()
    for number in numbers:
        gone |= below(items, number)
    edits: list[Edit] = [
        Archive("plan_link", link.id) for link in links if link.from_no in gone or link.to_no in gone
    ]
    edits += [Archive("plan_item", item.id) for item in in_order(items) if item.number in gone]
    return batch(edits), len(gone)
