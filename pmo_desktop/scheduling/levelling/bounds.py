"""Numbers that no schedule can go below: critical path, resource energy, and refuted ends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pmo_desktop.scheduling.levelling.nets import horizon, spread_over
from pmo_desktop.scheduling.levelling.paths import earliest_starts, shortest_spans, tails
from pmo_desktop.scheduling.levelling.problem import Flags, Ints, Problem

_MOST_STEPS = 64
"""Different heads and tails that the energy bound looks at."""
_MOST_REFUTED = 160
"""Tasks up to which ends are refuted interval by interval."""


def never_enough(problem: Problem) -> bool:
    """Whether some task cannot be done in any mode, ever, or too much is used up in any choice of modes."""
    most = problem.capacity[:, -1] if problem.capacity.shape[1] else problem.capacity.sum(axis=1)
    able = (problem.request <= most).all(axis=1) | (problem.duration == 0)
    if not _each_task(problem, able).all():
        return True
    if not len(problem.stock):
        return False
    least = np.minimum.reduceat(problem.draw, problem.first[:-1], axis=0).sum(axis=0)
    return bool((least > problem.stock).any())


def _each_task(problem: Problem, able: Flags) -> Flags:
    """Whether each task has a mode that is able, or needs none because it is fixed."""
    return np.logical_or.reduceat(able, problem.first[:-1]) | (problem.fixed >= 0)


def path_bound(problem: Problem) -> int | None:
    """The longest path through links and releases; None where the links contradict each other."""
    heads = earliest_starts(problem)
    return None if heads is None else int((heads + tails(problem)).max())


def value_bound(problem: Problem, scale: int) -> int:
    """What no schedule is worth less than, by paths and energy; the links must not contradict each other."""
    heads = earliest_starts(problem)
    if heads is None:
        return 0
    least = max(int((heads + tails(problem)).max()), energy_bound(problem))
    late = np.maximum(heads + shortest_spans(problem) - problem.due, 0)
    return scale * int((problem.weight * late).sum()) + least


def energy_bound(problem: Problem) -> int:
    """For each resource and each pair of a head and a tail: the tasks between them need so much time."""
    heads = earliest_starts(problem)
    if heads is None:
        return 0
    free = problem.fixed < 0
    after = tails(problem) - shortest_spans(problem)
    slots = horizon(problem) if problem.capacity.shape[1] > 1 else 0
    best = 0
    for k in range(problem.resources):
        work = np.minimum.reduceat(problem.duration * problem.request[:, k], problem.first[:-1])
        used = np.flatnonzero(free & (work > 0))
        if len(used):
            best = max(best, _energy(heads[used], after[used], work[used], problem.capacity[k], slots))
    return best


def _energy(heads: Ints, after: Ints, work: Ints, capacity: Ints, slots: int) -> int:
    """The bound of one resource; `capacity` may change over `slots`."""
    begins, ends = _steps(heads), _steps(after)
    within = (heads[None, :] >= begins[:, None]).astype(np.float64) * work
    demand = (within @ (after[:, None] >= ends[None, :])).astype(np.int64)
    if len(capacity) == 1:
        length = -(-demand // max(int(capacity[0]), 1))
        found = begins[:, None] + length + ends[None, :]
    else:
        supply = np.concatenate(([0], np.cumsum(spread_over(capacity[None, :], slots)[0])))
        begun = np.minimum(begins, slots)
        found = np.searchsorted(supply, supply[begun][:, None] + demand) + ends[None, :]
    return int(np.where(demand > 0, found, 0).max())


def _steps(values: Ints) -> Ints:
    """The different values, thinned out where there are many."""
    steps = np.unique(values)
    return steps if len(steps) <= _MOST_STEPS else steps[:: len(steps) // _MOST_STEPS + 1]


def refuted_bound(problem: Problem, low: int, high: int, stop: Callable[[], bool]) -> int:
    """Raise a bound `low`, at most to `high`, by refuting one end after the other.

    An end is refuted where, in some interval, the part of the work that must lie inside whatever the schedule
    is more than a resource has (energetic reasoning). For steady problems of one mode; else gives `low`.
    """
    heads = earliest_starts(problem)
    if heads is None or problem.multi_mode or not problem.steady or problem.tasks > _MOST_REFUTED:
        return low
    after = tails(problem) - problem.duration
    while low < high and not stop() and _refuted(problem, heads, low - after):
        low += 1
    return low


def _refuted(problem: Problem, heads: Ints, finishes: Ints) -> bool:
    """Whether no schedule keeps every task between its head and its latest finish."""
    span, latest = problem.duration, finishes - problem.duration
    used = (span > 0) & problem.request.any(axis=1)
    span, latest, heads, finishes = span[used], latest[used], heads[used], finishes[used]
    request = problem.request[used].astype(np.float64)
    right = np.unique(np.concatenate((finishes, heads + span)))
    for left in np.unique(np.concatenate((heads, latest))):
        ends = right[right > left]
        inside = np.minimum(span, np.maximum(0, heads + span - left))
        must = np.minimum(inside[None, :], np.maximum(0, ends[:, None] - latest[None, :]))
        must = np.minimum(must, (ends - left)[:, None])
        if (must @ request > (ends - left)[:, None] * problem.capacity[:, 0]).any():
            return True
    return False
