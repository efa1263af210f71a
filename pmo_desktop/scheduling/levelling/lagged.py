"""Minimum and maximum lags together: put tasks that do not fit side by side one after another.

Precedence constraint posting (after Cesta, Oddi and Smith 2002): from the earliest starts that lags allow,
take the first moment at which a resource is over-used, choose two tasks that run then, and order them; the
matrix of longest paths says at once which orders the lags still allow. Begun anew with some chance in the
choices until time is up. What is there before, and without, the solver.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pmo_desktop.scheduling.levelling.answer import in_first_mode, makespan_of
from pmo_desktop.scheduling.levelling.moded import Offer, able_modes, affordable
from pmo_desktop.scheduling.levelling.nets import spread_over
from pmo_desktop.scheduling.levelling.paths import distances
from pmo_desktop.scheduling.levelling.problem import Ints, Problem, Schedule, chosen

_MOST_TASKS = 1500
"""Above this the matrix of paths takes too much room."""


def search_lagged(problem: Problem, seed: int, offer: Offer, stop: Callable[[], bool]) -> int:
    """Offer ever better schedules until `stop`; gives how many attempts were made.

    Offers nothing where tasks have calendars of their own, or there are very many.
    """
    if problem.calendared or problem.tasks > _MOST_TASKS:
        return 0
    dice = np.random.default_rng(seed)
    owner = np.repeat(np.arange(problem.tasks), np.diff(problem.first))
    able = able_modes(problem)
    tried, best = 0, 0
    paths: Ints | None = None
    while not (tried and stop()):
        modes = affordable(problem, able, owner, dice)
        if modes is not None:
            plain = chosen(problem, modes)
            if paths is None or problem.multi_mode:
                paths = distances(plain)
            starts = (
                None if paths is None else _ordered(plain, _ending(plain, paths, best), dice, tried, stop)
            )
            if starts is not None and offer(Schedule(starts, modes), "repair"):
                best = makespan_of(plain, in_first_mode(plain, starts))
        tried += 1
    return tried


def _ending(plain: Problem, paths: Ints, best: int) -> Ints | None:
    """The paths when all must end before `best` (0: whenever); None where that cannot be."""
    if best == 0:
        return paths.copy()
    n = plain.tasks
    latest = paths[:, :n] + plain.duration - (best - 1)
    found = paths.copy()
    found[:, n] = np.maximum(found[:, n], latest.max(axis=1))
    found = np.maximum(found, found[:, n, None] + found[None, n, :])
    return None if (np.diagonal(found) > 0).any() else found


def _ordered(
    plain: Problem, paths: Ints | None, dice: np.random.Generator, tried: int, stop: Callable[[], bool]
) -> Ints | None:
    """Starts at which nothing is over-used, or None where this attempt does not get there."""
    if paths is None:
        return None
    n = plain.tasks
    bias = 0.0 if tried == 0 else float(dice.random())
    while not (tried and stop()):
        starts = paths[n, :n]
        found = _first_peak(plain, starts)
        if found is None:
            return starts.copy()
        arc = _order(plain, paths, *found, dice, bias)
        if arc is None:
            return None
        i, j, lag = arc
        np.maximum(paths, paths[:, i, None] + (lag + paths[None, j, :]), out=paths)
    return None


def _first_peak(plain: Problem, starts: Ints) -> tuple[Ints, int] | None:
    """The tasks at work in the first over-used slot that use the resource in question, and the slot."""
    ends = starts + plain.duration
    slots = int(ends.max()) + 1
    change = np.zeros((slots + 1, plain.resources), np.int64)
    np.add.at(change, starts, plain.request)
    np.add.at(change, ends, -plain.request)
    over = np.cumsum(change, axis=0)[:slots] > spread_over(plain.capacity, slots).T
    own = plain.fixed < 0
    for slot in np.flatnonzero(over.any(axis=1)):
        for k in np.flatnonzero(over[slot]):
            busy = (starts <= slot) & (ends > slot) & (plain.request[:, k] > 0)
            if (busy & own).any():
                return np.flatnonzero(busy), int(slot)
    return None


def _order(
    plain: Problem, paths: Ints, busy: Ints, slot: int, dice: np.random.Generator, bias: float
) -> tuple[int, int, int] | None:
    """The order that leaves most freedom among the pairs that have least: an arc (from, to, lag)."""
    spans = plain.duration[busy]
    slack = -paths[np.ix_(busy, busy)].T - spans[:, None]  # of putting row before column
    np.fill_diagonal(slack, -1)
    either = np.maximum(slack, slack.T)
    roots = np.sqrt(np.maximum(slack, 0) + 1.0)
    freedom = np.where(either >= 0, roots + roots.T, np.inf)
    if not np.isfinite(freedom).any():
        return _later(plain, paths, busy, slot)
    freedom = freedom * (1 + bias * dice.random(freedom.shape))
    a, b = np.unravel_index(int(freedom.argmin()), freedom.shape)
    forward, backward = slack[a, b] * (1 + bias * dice.random()), slack[b, a] * (1 + bias * dice.random())
    if slack[b, a] < 0 or (slack[a, b] >= 0 and forward >= backward):
        return int(busy[a]), int(busy[b]), int(plain.duration[busy[a]])
    return int(busy[b]), int(busy[a]), int(plain.duration[busy[b]])


def _later(plain: Problem, paths: Ints, busy: Ints, slot: int) -> tuple[int, int, int] | None:
    """Hold back, past the slot, the task that can wait longest; None where none can."""
    if slot >= plain.capacity.shape[1] - 1:
        return None  # it is the same ever after
    n = plain.tasks
    latest = np.where(plain.fixed[busy] < 0, -paths[busy, n], -1)
    best = int(latest.argmax())
    return (n, int(busy[best]), slot + 1) if latest[best] > slot else None
