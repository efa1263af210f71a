"""Nine rules of thumb for who goes first, and the schedules they give: the instant answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from pmo_desktop.scheduling.levelling.paths import earliest_starts, start_lags, tails
from pmo_desktop.scheduling.levelling.problem import Ints, Problem


def rule_keys(problem: Problem) -> Iterator[tuple[str, Ints]]:
    """Each rule's name and its keys, smallest first; one mode a task, links not in circles."""
    heads = earliest_starts(problem)
    if heads is None:
        raise ValueError("the links go in circles")
    tail = tails(problem)
    span = problem.duration
    end = int((heads + tail).max())
    followers = np.bincount(problem.links.before, minlength=problem.tasks)
    follow = _following_span(problem)
    weight = problem.request @ (1000 // np.maximum(problem.capacity.max(axis=1), 1))
    latest = end - tail
    yield "latest finish", latest + span
    yield "latest start", latest
    yield "least slack", latest - heads
    yield "earliest start", heads
    yield "earliest finish", heads + span
    yield "most followers", -followers
    yield "greatest rank", -(span + follow)
    yield "most work", -(span * weight)
    yield "shortest", span


def _following_span(problem: Problem) -> Ints:
    """The summed duration of what directly follows each task."""
    found = np.zeros(problem.tasks, np.int64)
    np.add.at(found, problem.links.before, problem.duration[problem.links.after])
    return found
