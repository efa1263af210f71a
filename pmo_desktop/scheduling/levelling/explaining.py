"""Why each task of a schedule cannot stand where it did: found afterwards, whatever method made it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmo_desktop.scheduling.levelling.answer import finishes
from pmo_desktop.scheduling.levelling.checking import load_of
from pmo_desktop.scheduling.levelling.moves import Move
from pmo_desktop.scheduling.levelling.nets import slots_of_work, spread_over, working_slots
from pmo_desktop.scheduling.levelling.problem import Ints, Problem, Schedule

_MOST_CELLS = 20_000_000
"""Slots times people that are looked at for reasons; beyond that links alone are."""


def moves_of(problem: Problem, schedule: Schedule) -> Iterator[Move]:
    """Why each task that a schedule puts later cannot stand where it did, as `level_minimal` says it."""
    ends = finishes(problem, schedule)
    last = int(ends.max(initial=0)) + int(problem.duration.max(initial=0)) + 1
    small = last * max(problem.resources, 1) <= _MOST_CELLS
    load = load_of(problem, schedule.starts, last) if small else None
    working = working_slots(problem, last) if small else None
    there = spread_over(problem.capacity, last) if small else None
    into: dict[int, list[int]] = {}
    for number, after in enumerate(problem.links.after.tolist()):
        into.setdefault(after, []).append(number)
    late = (schedule.starts > problem.planned) & (problem.planned >= 0) & (problem.fixed < 0)
    for i in np.flatnonzero(late).tolist():
        was, now = int(problem.planned[i]), int(schedule.starts[i])
        wanted, link = _by_links(problem, schedule, ends, i, into.get(i, []))
        move = Move(i, was, now, link)
        if wanted < now and load is not None and working is not None and there is not None:
            for start in (max(wanted, was), now - 1):
                slots = slots_of_work(problem, i, start, working)
                short = _short(problem, schedule, ends, i, slots, load, there)
                if short is not None:
                    move = Move(i, was, now, link, *short)
                    break
        yield move


def _by_links(
    problem: Problem, schedule: Schedule, ends: Ints, i: int,
    links: list[int],
) -> tuple[int, int]:  # fmt: skip
    """The start that plan and links ask for, and the task whose link is later than the plan, or -1."""
    best, who = int(problem.planned[i]), -1
    length = int(ends[i] - schedule.starts[i])
    for a in links:
        b = int(problem.links.before[a])
        until = int((ends if problem.links.from_finish[a] else schedule.starts)[b] + problem.links.lag[a])
        start = until - length if problem.links.to_finish[a] else until
        if start > best:
            best, who = start, b
    return best, who


def _short(
    problem: Problem,
    schedule: Schedule,
    ends: Ints,
    i: int,
    slots: Ints,
    load: Ints,
    there: Ints,
) -> tuple[int, int, tuple[int, ...]] | None:
    """The resource, the slot and the tasks in the way, if a task worked in these slots instead."""
    slots = slots[slots < load.shape[1]]
    own = (slots >= schedule.starts[i]) & (slots < ends[i])
    others = load[:, slots] - problem.request[i][:, None] * own[None, :]
    short = (others + problem.request[i][:, None] > there[:, slots]) & (problem.request[i] > 0)[:, None]
    if not short.any():
        return None
    at = int(short.any(axis=0).argmax())
    k, slot = int(short[:, at].argmax()), int(slots[at])
    busy = (problem.request[:, k] > 0) & (schedule.starts <= slot) & (ends > slot)
    busy[i] = False
    return k, slot, tuple(np.flatnonzero(busy).tolist())
