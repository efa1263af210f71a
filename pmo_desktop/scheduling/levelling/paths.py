"""Longest paths along the links: earliest starts, tails, and whether maximum lags contradict each other."""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.levelling.problem import Ints, Problem

NEVER = -(2**40)
"""A path that is not there."""


def shortest_spans(problem: Problem) -> Ints:
    """(tasks,) the least duration of each task over its modes."""
    return np.minimum.reduceat(problem.duration, problem.first[:-1])


def start_lags(problem: Problem) -> Ints:
    """The links as lags from start to start, at least: with the durations that ask least.

    Exact where every task has one mode and no calendar; with calendars a task may only take longer.
    """
    least = shortest_spans(problem)
    most = np.maximum.reduceat(problem.duration, problem.first[:-1])
    links = problem.links
    lag = links.lag + np.where(links.from_finish, least[links.before], 0)
    return lag - np.where(links.to_finish, most[links.after], 0)


def earliest_starts(problem: Problem) -> Ints | None:
    """The earliest start of each task by links and releases alone; None where maximum lags go in circles.

    What is fixed stays where it is. Links are walked as often as it takes (Bellman and Ford), all at once.
    """
    links, lag = problem.links, start_lags(problem)
    pinned = problem.fixed >= 0
    starts = np.where(pinned, problem.fixed, problem.release)
    binding = ~pinned[links.after]
    before, after, lag = links.before[binding], links.after[binding], lag[binding]
    for _ in range(problem.tasks + 1):
        moved = starts.copy()
        np.maximum.at(moved, after, starts[before] + lag)
        if (moved == starts).all():
            return starts
        starts = moved
    return None


def tails(problem: Problem) -> Ints:
    """The least number of slots from the start of each task to the end of all.

    The links must not go in circles that grow; `earliest_starts` says so first.
    """
    links, lag = problem.links, start_lags(problem)
    found = shortest_spans(problem)
    binding = problem.fixed[links.after] < 0
    before, after, lag = links.before[binding], links.after[binding], lag[binding]
    for _ in range(problem.tasks + 1):
        moved = found.copy()
        np.maximum.at(moved, before, found[after] + lag)
        if (moved == found).all():
            break
        found = moved
    return found


def distances(problem: Problem) -> Ints | None:
    """(tasks + 1, tasks + 1): the least number of slots between two starts, NEVER where nothing holds them.

    The last row and column stand for slot 0. None where the lags contradict each other.
    """
    n = problem.tasks
    links = problem.links
    found = np.full((n + 1, n + 1), NEVER, np.int64)
    np.fill_diagonal(found, 0)
    binding = problem.fixed[links.after] < 0
    np.maximum.at(found, (links.before[binding], links.after[binding]), start_lags(problem)[binding])
    found[n, :n] = np.maximum(found[n, :n], problem.release)
    for i in np.flatnonzero(problem.fixed >= 0):
        found[n, i], found[i, n] = problem.fixed[i], -problem.fixed[i]
    for k in range(n + 1):
        np.maximum(found, found[:, k, None] + found[None, k, :], out=found)
    found[found < NEVER // 2] = NEVER
    return None if (np.diagonal(found) > 0).any() else found
