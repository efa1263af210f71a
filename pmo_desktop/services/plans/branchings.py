"""Ways that the work of a plan may go: kept with the plan, checked, and brought to the simulation."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pmo_desktop.domain.edits import Set, between
from pmo_desktop.domain.plans import Branching, ItemKind, Plan, PlanItem, Way
from pmo_desktop.domain.values import Points
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.schedulerisk import WayRisk

if TYPE_CHECKING:
    from pmo_desktop.scheduling.network import Network
    from pmo_desktop.scheduling.simulation.model import Branch

WHOLE = 10_000
_DONE = 10_000


def choosable(items: Sequence[PlanItem]) -> list[PlanItem]:
    """Lines that a way can name: tasks with a length, and summaries, that have not ended."""
    above = {item.parent for item in items}
    return [
        item
        for item in items
        if item.active and item.percent < _DONE and item.actual_finish is None
        and (item.number in above or (item.item_kind is ItemKind.TASK and item.duration > 0))
    ]  # fmt: skip


def lines_under(items: Iterable[PlanItem], number: int) -> frozenset[int]:
    """The numbers of a line and of all that lies under it."""
    below: dict[int | None, list[int]] = {}
    for item in items:
        below.setdefault(item.parent, []).append(item.number)
    found, waiting = {number}, [number]
    while waiting:
        fresh = [n for n in below.get(waiting.pop(), ()) if n not in found]
        found.update(fresh)
        waiting += fresh
    return frozenset(found)


def with_branching(plan: Plan, items: Sequence[PlanItem], wanted: Branching) -> Set:
    """Keep what may follow a line, in place of what was kept for it.

    Raises ValueError with one sentence where the ways do not add up or name a line twice.
    """
    others = [one for one in plan.branchings if one.after != wanted.after]
    _check_shares(wanted.ways)
    _check_lines(wanted, others, items)
    every = sorted((*others, wanted), key=lambda one: one.after)
    return between(plan, dc.replace(plan, branchings=tuple(every)))


def without_branching(plan: Plan, after: int) -> Set:
    """What follows a line is certain again."""
    return between(
        plan, dc.replace(plan, branchings=tuple(one for one in plan.branchings if one.after != after))
    )


def _check_shares(ways: Sequence[Way]) -> None:
    if len(ways) < 2:
        raise ValueError(tr("Name at least two ways; one of them may be that nothing more is done."))
    if any(not 0 < way.share < WHOLE for way in ways):
        raise ValueError(tr("Each way needs a share above 0 % and below 100 %."))
    total = sum(way.share for way in ways)
    if total != WHOLE:
        said = shown.percent(total)
        raise ValueError(tr("The shares add up to {total}; they must add up to 100 %.", total=said))


def _check_lines(wanted: Branching, others: Sequence[Branching], items: Sequence[PlanItem]) -> None:
    names = {item.number: item.name for item in items}
    if wanted.after not in names:
        raise ValueError(tr("Choose the line after which the work may go one way or another."))
    if sum(way.item is None for way in wanted.ways) > 1:
        raise ValueError(tr("That nothing more is done can be one way only."))
    taken = {number for one in others for way in one.ways if way.item is not None
             for number in lines_under(items, way.item)}  # fmt: skip
    for way in wanted.ways:
        if way.item is None:
            continue
        mine = lines_under(items, way.item)
        if wanted.after in mine:
            raise ValueError(tr("“{name}” cannot follow itself.", name=names[wanted.after]))
        if mine & taken:
            twice = names.get(way.item, "")
            raise ValueError(tr("“{name}” is part of another way already.", name=twice))
        taken |= mine


def live(plan: Plan, items: Sequence[PlanItem]) -> list[Branching]:
    """Those whose line is still in the plan, with ways of lines that are gone as ways of no line."""
    numbers = {item.number for item in items if item.active}
    found = []
    for one in plan.branchings:
        if one.after in numbers:
            ways = (way if way.item in numbers else dc.replace(way, item=None) for way in one.ways)
            found.append(dc.replace(one, ways=tuple(ways)))
    return found


def branches_of(
    plan: Plan, items: Sequence[PlanItem], rows: Mapping[int, int], network: Network
) -> tuple[Branch, ...]:
    """What the simulation chooses between; where work on a way has begun, that way is certain."""
    from pmo_desktop.scheduling.simulation.model import Branch
    from pmo_desktop.scheduling.simulation.run import drives

    varies, made = drives(network), []
    for one in live(plan, items):
        under = [frozenset() if way.item is None else lines_under(items, way.item) for way in one.ways]
        begun = [any(item.actual_start is not None for item in items if item.number in lines)
                 for lines in under]  # fmt: skip
        ways = []
        for way, lines, mine in zip(one.ways, under, begun, strict=True):
            share = float(mine) / sum(begun) if any(begun) else way.share / WHOLE
            places = (rows[number] for number in sorted(lines) if number in rows)
            ways.append((share, tuple(row for row in places if varies[row])))
        made.append(Branch(tuple(ways)))
    return tuple(made)


def ways_told(
    plan: Plan, items: Sequence[PlanItem], taken: Sequence[Sequence[int]] = (), runs: int = 0
) -> tuple[WayRisk, ...]:
    """Each way with its share, and in what share of the runs it was taken; None before a run."""
    by_number = {item.number: item for item in items}
    told = []
    for place, one in enumerate(live(plan, items)):
        counts = taken[place] if place < len(taken) else ()
        for n, way in enumerate(one.ways):
            item = None if way.item is None else by_number[way.item]
            share = counts[n] / runs if runs and n < len(counts) else None
            after = by_number[one.after]
            told.append(
                WayRisk(one.after, after.name, None if item is None else item.id, item.name if item else "",
                        way.share / WHOLE, share)
            )  # fmt: skip
    return tuple(told)


def shares_between(ways: int) -> tuple[Points, ...]:
    """Equal shares for so many ways, the first taking what is left over."""
    each = WHOLE // ways // 100 * 100
    return (Points(WHOLE - each * (ways - 1)), *(Points(each) for _ in range(ways - 1)))
