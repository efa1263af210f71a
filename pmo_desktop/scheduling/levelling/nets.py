"""A problem in the form the kernels want: numbered along its links, packed, seen from both ends of time."""

from __future__ import annotations

import dataclasses as dc
import heapq
from typing import Any

import numpy as np

from pmo_desktop.scheduling.levelling.kernel import RADIX, Goal, Net, Room
from pmo_desktop.scheduling.levelling.kernels import Kernels
from pmo_desktop.scheduling.levelling.problem import NOT_SET, Flags, Ints, Links, Problem

WORD = 62
"""Bits of a packed slot in the compiled form."""


def along_links(problem: Problem) -> Ints | None:
    """The tasks so that each stands after those it waits for, or None where links go round.

    Links into a fixed task do not bind and do not count.
    """
    binding = problem.fixed[problem.links.after] < 0
    followers: list[list[int]] = [[] for _ in range(problem.tasks)]
    waits = [0] * problem.tasks
    for before, after in zip(
        problem.links.before[binding].tolist(), problem.links.after[binding].tolist(), strict=True
    ):
        followers[before].append(after)
        waits[after] += 1
    ready = [i for i, n in enumerate(waits) if n == 0]
    found = []
    while ready:
        i = heapq.heappop(ready)
        found.append(i)
        for j in followers[i]:
            waits[j] -= 1
            if waits[j] == 0:
                heapq.heappush(ready, j)
    return np.array(found, np.int64) if len(found) == problem.tasks else None


def renumbered(problem: Problem, order: Ints) -> Problem:
    """The problem (one mode a task) with its tasks in another order, links into fixed tasks left out."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    links = problem.links
    binding = problem.fixed[links.after] < 0
    kept = Links(
        place[links.before][binding],
        place[links.after][binding],
        links.lag[binding],
        links.from_finish[binding],
        links.to_finish[binding],
    )
    names = ("duration", "request", "release", "fixed", "planned", "priority", "due", "weight", "calendar")
    return dc.replace(problem, links=kept, **{name: getattr(problem, name)[order] for name in names})


def horizon(problem: Problem) -> int:
    """Slots enough for any order of the tasks, one mode each."""
    known = max(problem.capacity.shape[1], problem.working.shape[1], int(problem.release.max()))
    pinned = problem.fixed >= 0
    begun = int((problem.fixed[pinned] + problem.duration[pinned]).max()) if pinned.any() else 0
    lags = int(np.maximum(problem.links.lag, 0).sum())
    return int(max(known, begun) + problem.duration.sum() + lags + 2)


def spread_over(profile: Ints, slots: int) -> Ints:
    """A profile (rows, n) over so many slots; its last column goes on."""
    return profile[:, np.minimum(np.arange(slots), profile.shape[1] - 1)]


def working_slots(problem: Problem, slots: int) -> Flags:
    """(calendars, slots): when each calendar works; always, after its last column."""
    known = min(problem.working.shape[1], slots)
    found = np.ones((len(problem.working), slots), bool)
    found[:, :known] = problem.working[:, :known]
    return found


def slots_of_work(problem: Problem, i: int, start: int, working: Flags) -> Ints:
    """The slots in which a task (one mode) works when it starts at a slot."""
    if problem.calendar[i] < 0:
        return np.arange(start, start + problem.duration[i])
    return start + np.flatnonzero(working[problem.calendar[i], start:])[: problem.duration[i]]


def supply_of(problem: Problem, slots: int) -> Ints:
    """(resources, slots): what is there for the tasks that are not fixed; never below 0."""
    supply = spread_over(problem.capacity, slots).copy()
    working = working_slots(problem, slots)
    for i in np.flatnonzero(problem.fixed >= 0):
        supply[:, slots_of_work(problem, int(i), int(problem.fixed[i]), working)] -= problem.request[
            i, :, None
        ]
    return np.maximum(supply, 0)


def mirrored(problem: Problem, anchor: int) -> Problem:
    """The problem (numbered along its links) in the other direction of time, beginning at slot `anchor`.

    Releases fall away: what comes out is an order of the tasks, and a schedule only where the problem is
    steady.
    """
    n = problem.tasks
    links = problem.links
    turned = Links(n - 1 - links.after, n - 1 - links.before, links.lag, ~links.to_finish, ~links.from_finish)
    pinned = problem.fixed >= 0
    fixed = np.where(pinned, np.maximum(anchor - problem.fixed - problem.duration, 0), NOT_SET)
    supply = supply_of(problem, max(horizon(problem), anchor))[:, :anchor]
    beyond = problem.capacity.max(axis=1, keepdims=True)
    capacity = problem.capacity if problem.steady else np.hstack((supply[:, ::-1], beyond))
    return dc.replace(
        problem,
        duration=problem.duration[::-1],
        request=np.where(pinned[:, None], 0, problem.request)[::-1],
        capacity=capacity,
        links=turned,
        release=np.zeros(n, np.int64),
        fixed=fixed[::-1],
        calendar=problem.calendar[::-1],
        working=working_slots(problem, anchor)[:, ::-1],
    )


def net_of(problem: Problem, slots: int, form: Kernels, against: int = 0) -> Net:
    """The net of a problem that is numbered along its links, one mode a task; see kernel.Net."""
    links = problem.links
    order = np.argsort(links.after, kind="stable")
    after = links.after[order]
    paused = problem.calendar[after] >= 0
    onto = links.to_finish[order] & paused & (problem.duration[after] > 0)
    back = np.where(links.to_finish[order] & ~onto, problem.duration[after], 0)
    work, rank = _calendars(working_slots(problem, slots))
    (supply, width, guard, need, wide), (ask_first, resource, amount) = _requests(problem, slots, form)
    odd = (problem.fixed >= 0) | (problem.calendar >= 0)
    column = form.column
    return Net(
        problem.tasks,
        slots,
        against,
        column(problem.duration),
        column(problem.release),
        column(problem.fixed),
        column(_firsts(after, problem.tasks)),
        column(links.before[order]),
        column(links.lag[order] - back),
        column(links.from_finish[order].astype(np.int64)),
        column(onto.astype(np.int64)),
        column(_firsts(links.before, problem.tasks)),
        column(links.after[np.argsort(links.before, kind="stable")]),
        supply,
        width,
        guard,
        need,
        wide,
        column(odd.astype(np.int64)),
        ask_first,
        resource,
        amount,
        column(problem.calendar),
        column(work),
        column(rank),
    )


def _firsts(owner: Ints, size: int) -> Ints:
    """(size + 1,): where the rows of each owner begin when they lie in order."""
    found: Ints = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=size)))).astype(np.int64)
    return found


def _calendars(working: Flags) -> tuple[Ints, Ints]:
    """The working slots of each calendar and the counts before each slot, flat; see kernel.Net."""
    rows, slots = working.shape
    work = np.full((rows, slots + 1), slots, np.int64)
    for row, flags in enumerate(working):
        at = np.flatnonzero(flags)
        work[row, : len(at)] = at
    rank = np.zeros((rows, slots + 1), np.int64)
    np.cumsum(working, axis=1, out=rank[:, 1:])
    return work.ravel(), rank.ravel()


def _requests(problem: Problem, slots: int, form: Kernels) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Supply, its width, guard, packed need, `wide`; and the requests one by one. See kernel.Net."""
    supply = supply_of(problem, slots)
    request = np.where(problem.fixed[:, None] >= 0, 0, problem.request)
    scarce = request.sum(axis=0) > supply.min(axis=1)
    supply, request = supply[scarce], request[:, scarce]
    bits = [int(most).bit_length() + 1 for most in supply.max(axis=1)]
    wide = sum(bits) > WORD and not form.lists
    asked = tuple(form.column(part) for part in _asked(request if wide else request[:, :0]))
    if wide:
        return (form.column(supply.T.ravel()), len(bits), 0, form.column([0] * problem.tasks), 1), asked
    return _packed(supply, request, bits, form), asked


def _packed(supply: Ints, request: Ints, bits: list[int], form: Kernels) -> tuple[Any, ...]:
    at: list[int] = np.concatenate(([0], np.cumsum(bits)))[:-1].tolist() if bits else []
    unit = np.array([1 << shift for shift in at], object)
    guard = sum(1 << (shift + width - 1) for shift, width in zip(at, bits, strict=True))
    slots = np.zeros(supply.shape[1], object) + guard
    need = np.zeros(len(request), object)
    if len(unit):
        slots = slots + supply.T.astype(object) @ unit
        need = need + request.astype(object) @ unit
    return form.column(list(slots)), 1, guard, form.column(list(need)), 0


def _asked(request: Ints) -> tuple[Ints, Ints, Ints]:
    """The requests that are not 0, task after task: first place of each task, resource, amount."""
    task, resource = np.nonzero(request)
    return _firsts(task, len(request)), resource, request[task, resource]


def goal_of(problem: Problem, slots: int, form: Kernels) -> Goal:
    """What schedules of a problem are worth."""
    scale = slots + 1 if problem.weighted else 0
    return Goal(scale, form.column(problem.weight), form.column(problem.due))


def room_for(net: Net, form: Kernels) -> Room:
    """Places for the kernels to work in; one for each thread."""
    start, finish, start2, finish2, key, order, spare = (form.column([0] * net.size) for _ in range(7))
    buckets = form.column([0] * (RADIX + 1))
    free, free2 = (
        form.column(np.append(np.asarray(net.supply, object if form.lists else np.int64), len(net.supply)))
        for _ in range(2)
    )
    return Room(free, free2, start, finish, start2, finish2, key, order, spare, buckets)
