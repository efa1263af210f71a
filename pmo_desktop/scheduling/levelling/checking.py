"""Whether a schedule keeps every rule: asked of each answer before it leaves this package."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from enum import Enum

import numpy as np

from pmo_desktop.scheduling.levelling.answer import finishes
from pmo_desktop.scheduling.levelling.nets import slots_of_work, spread_over, working_slots
from pmo_desktop.scheduling.levelling.problem import Ints, Problem, Schedule, chosen


class Rule(Enum):
    """What a schedule can break."""

    MODE = "a mode that is not the task's"
    RELEASE = "a start before the release"
    FIXED = "a fixed task was moved"
    LINK = "a link and its lag"
    CAPACITY = "more of a resource than there is"
    STOCK = "more used up than there is"


@dc.dataclass(frozen=True)
class Breach:
    """One rule broken. `other` is the task at the link's other end; `resource` and `slot` where it is one."""

    rule: Rule
    task: int = -1
    other: int = -1
    resource: int = -1
    slot: int = -1


class WrongAnswer(AssertionError):
    """A schedule that breaks a rule was about to be given out: a mistake of this package."""


def breaches(problem: Problem, schedule: Schedule) -> list[Breach]:
    """Every rule that a schedule breaks; empty for a schedule that can be carried out."""
    wrong = (schedule.modes < problem.first[:-1]) | (schedule.modes >= problem.first[1:])
    if wrong.any():
        return [Breach(Rule.MODE, int(i)) for i in np.flatnonzero(wrong)]
    return [*_dates(problem, schedule), *_links(problem, schedule), *_resources(problem, schedule)]


def check(problem: Problem, schedule: Schedule) -> Schedule:
    """The schedule, if it keeps every rule. Raises WrongAnswer."""
    found = breaches(problem, schedule)
    if found:
        raise WrongAnswer(f"{len(found)} rules broken, first {found[0]}")
    return schedule


def _dates(problem: Problem, schedule: Schedule) -> Iterator[Breach]:
    pinned = problem.fixed >= 0
    for i in np.flatnonzero(~pinned & (schedule.starts < np.maximum(problem.release, 0))):
        yield Breach(Rule.RELEASE, int(i))
    for i in np.flatnonzero(pinned & (schedule.starts != problem.fixed)):
        yield Breach(Rule.FIXED, int(i))


def _links(problem: Problem, schedule: Schedule) -> Iterator[Breach]:
    links = problem.links
    ends = finishes(problem, schedule)
    since = np.where(links.from_finish, ends[links.before], schedule.starts[links.before])
    until = np.where(links.to_finish, ends[links.after], schedule.starts[links.after])
    broken = (until < since + links.lag) & (problem.fixed[links.after] < 0)
    for a in np.flatnonzero(broken):
        yield Breach(Rule.LINK, int(links.after[a]), int(links.before[a]))


def _resources(problem: Problem, schedule: Schedule) -> Iterator[Breach]:
    """What is over-used, but for slots in which fixed tasks alone take more than there is."""
    used = problem.draw[schedule.modes].sum(axis=0)
    for k in np.flatnonzero(used > problem.stock):
        yield Breach(Rule.STOCK, resource=int(k))
    plain = chosen(problem, schedule.modes)
    last = int(finishes(problem, schedule).max(initial=0)) + 1
    pinned = plain.fixed >= 0
    load = load_of(plain, schedule.starts, last)
    own = load - load_of(plain, schedule.starts, last, only=np.flatnonzero(pinned))
    over = (load > spread_over(plain.capacity, last)) & (own > 0)
    for k, u in zip(*np.nonzero(over), strict=True):
        yield Breach(Rule.CAPACITY, resource=int(k), slot=int(u))


def load_of(plain: Problem, starts: Ints, slots: int, only: Ints | None = None) -> Ints:
    """(resources, slots): what a schedule takes, of all tasks or of some; one mode a task."""
    load = np.zeros((plain.resources, slots), np.int64)
    working = working_slots(plain, slots)
    for i in range(plain.tasks) if only is None else only.tolist():
        if plain.duration[i] and plain.request[i].any():
            load[:, slots_of_work(plain, i, int(starts[i]), working)] += plain.request[i][:, None]
    return load
