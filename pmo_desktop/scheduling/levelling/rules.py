"""Nine rules of thumb for who goes first, and the schedules they give: the instant answer."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterator

import numpy as np

from pmo_desktop.scheduling.levelling.ground import Ground
from pmo_desktop.scheduling.levelling.paths import earliest_starts, tails
from pmo_desktop.scheduling.levelling.problem import Ints, Problem


@dc.dataclass(frozen=True, eq=False)
class Found:
    """A schedule (starts numbered as in `Ground`) and its value."""

    starts: Ints
    value: int


def rule_keys(problem: Problem) -> Iterator[tuple[str, Ints]]:
    """Each rule's name and its keys, smallest first, the best rules first; one mode a task."""
    heads = earliest_starts(problem)
    if heads is None:
        raise ValueError("the links go round in a circle")
    tail, span = tails(problem), problem.duration
    latest = int((heads + tail).max()) - tail
    share = 1000 // np.maximum(problem.capacity.max(axis=1), 1)
    yield "latest finish", latest + span
    yield "latest start", latest
    yield "least slack", latest - heads
    yield "greatest rank", -(span + _following_span(problem))
    yield "most followers", -np.bincount(problem.links.before, minlength=problem.tasks)
    yield "earliest start", heads
    yield "earliest finish", heads + span
    yield "most work", -(span * (problem.request @ share))
    yield "shortest", span


def _following_span(problem: Problem) -> Ints:
    """The summed duration of what directly follows each task."""
    found = np.zeros(problem.tasks, np.int64)
    np.add.at(found, problem.links.before, problem.duration[problem.links.after])
    return found


def by_priority(problem: Problem, key: Ints) -> Ints:
    """Keys that put the higher priority first and use a rule among equals; the rule alone without any."""
    if (problem.priority == problem.priority[0]).all():
        return key
    ranked: Ints = (problem.priority.max() - problem.priority) * (int(np.ptp(key)) + 1) + key - key.min()
    return ranked


def rule_schedules(ground: Ground, stop: Callable[[], bool]) -> Iterator[Found]:
    """The schedule of each rule, built through time and task by task; at least one, then until `stop`.

    The order of the plan in hand is a rule too, where there is a plan.
    """
    room = ground.room()
    keys = [key for _, key in rule_keys(ground.problem)]
    if (ground.problem.planned >= 0).all():
        keys.insert(1, ground.problem.planned)
    for n, (key, parallel) in enumerate((key, p) for key in keys for p in (True, False)):
        if n and stop():
            return
        value = ground.built(by_priority(ground.problem, key), room, parallel=parallel)
        yield Found(np.array(room.start, np.int64), value)
