"""A choice of modes: search over the choices, each scheduled by rules. What is there before the solver is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from pmo_desktop.scheduling.levelling.ground import Ground
from pmo_desktop.scheduling.levelling.kernels import Kernels
from pmo_desktop.scheduling.levelling.problem import Flags, Ints, Problem, Schedule, chosen
from pmo_desktop.scheduling.levelling.rules import rule_keys

_KICKS = 60
"""Random changes to a choice that uses up too much before a new one is begun."""
_WORSE = 0.03
"""Chance to go on from a choice that is worse."""

Offer = Callable[[Schedule, str], bool]


def search_modes(problem: Problem, form: Kernels, seed: int, offer: Offer, stop: Callable[[], bool]) -> int:
    """Offer ever better schedules until `stop`; gives how many were built. At least one choice is tried."""
    dice = np.random.default_rng(seed)
    able = able_modes(problem)
    owner = np.repeat(np.arange(problem.tasks), np.diff(problem.first))
    modes = affordable(problem, able, owner, dice)
    tried = 1
    while modes is None and not stop():
        modes = affordable(problem, able, owner, dice)
        tried += 1
    if modes is None:
        return tried
    worth = _scheduled(problem, modes, form, offer)
    while not stop():
        other = _neighbour(problem, modes, able, owner, dice)
        tried += 1
        if other is not None:
            value = _scheduled(problem, other, form, offer)
            if value <= worth or dice.random() < _WORSE:
                modes, worth = other, value
    return tried


def able_modes(problem: Problem) -> Flags:
    """(modes,) whether there is ever enough for a mode."""
    found: Flags = np.all(problem.request <= problem.capacity[:, -1], axis=1) | (problem.duration == 0)
    found &= np.all(problem.draw <= problem.stock, axis=1)
    return found


def affordable(problem: Problem, able: Flags, owner: Ints, dice: np.random.Generator) -> Ints | None:
    """A choice of modes that does not use up more than there is; None when this attempt finds none."""
    key = problem.duration + dice.random(len(owner)) * (problem.duration.max() + 1)
    modes = _least(np.where(able, key, np.inf), problem.first)
    for _ in range(_KICKS + problem.tasks):
        used = problem.draw[modes].sum(axis=0)
        excess = np.maximum(used - problem.stock, 0).sum()
        if excess == 0:
            return modes
        moved = used - problem.draw[modes][owner] + problem.draw
        left = np.maximum(moved - problem.stock, 0).sum(axis=1) + dice.random(len(owner))
        left[~able] = np.inf
        left[modes] = np.inf
        best = int(left.argmin())
        if left[best] >= excess + 1:  # nothing helps at once: shake
            best = int(dice.choice(np.flatnonzero(able)))
        modes[owner[best]] = best
    return None


def _least(key: Ints, first: Ints) -> Ints:
    """The mode of each task with the smallest key."""
    return np.array([a + int(key[a:b].argmin()) for a, b in pairwise(first.tolist())], np.int64)


def _neighbour(
    problem: Problem, modes: Ints, able: Flags, owner: Ints, dice: np.random.Generator
) -> Ints | None:
    """The choice with one or two tasks done otherwise, None where that uses up too much."""
    other = modes.copy()
    others = np.flatnonzero(able & (np.diff(problem.first)[owner] > 1))
    if not len(others):
        return None
    for mode in dice.choice(others, 1 + int(dice.integers(2))):
        other[owner[mode]] = mode
    return other if (problem.draw[other].sum(axis=0) <= problem.stock).all() else None


def _scheduled(problem: Problem, modes: Ints, form: Kernels, offer: Offer) -> int:
    """Schedule a choice by the best rule in both ways and offer it; gives its value."""
    ground = Ground(chosen(problem, modes), form)
    room = ground.room()
    _, key = next(rule_keys(ground.problem))
    best, value = None, 0
    for parallel in (True, False):
        found = ground.built(key, room, parallel=parallel)
        if best is None or found < value:
            best, value = Schedule(ground.outside(room.start), modes), found
    if best is not None:
        offer(best, "search")
    return value
