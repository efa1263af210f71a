"""Plans over one pool as one levelling problem: shared people, priorities of plans, what lateness costs."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence

import numpy as np

from pmo_desktop.scheduling.levelling.minimal import level_minimal
from pmo_desktop.scheduling.levelling.moves import Move
from pmo_desktop.scheduling.levelling.of_plan import UNIT, PlanProblem, delayed, problem_of
from pmo_desktop.scheduling.levelling.pieces import splits_for
from pmo_desktop.scheduling.levelling.problem import NOT_SET, Ints, Links, Problem, joined
from pmo_desktop.scheduling.network import Index, Network
from pmo_desktop.scheduling.ticks import MINUTE
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.services.levelling.pool import Pool

USUAL_PRIORITY = 500
HIGHEST_PRIORITY = 1000
"""Of a plan, as of a line."""
_MOST_ROUNDS = 12
"""How often what is still too much after dating is levelled again."""


def shared_problem(
    pool: Pool, network: Network, table: Timetable, priorities: Sequence[int] = ()
) -> PlanProblem:
    """The levelling problem of a pool, `network` being its network with delays so far.

    Resource k of it is seat `resources[k]` of the pool. Of several plans the finish of each counts, by its
    priority, and the last finish among equals. Raises ValueError where there is nothing to level.
    """
    plan = problem_of(network, table)
    problem, seats = _one_person_once(pool, plan)
    if len(pool.files) > 1:
        ranks = list(priorities) or [USUAL_PRIORITY] * len(pool.files)
        problem = _with_finishes(pool, plan, problem, ranks)
    return dc.replace(plan, problem=problem, resources=seats)


def settled(
    network: Network, problem: Callable[[Network], PlanProblem]
) -> tuple[Network, list[tuple[PlanProblem, Move]]]:
    """Level once more what lengths on other days, or odd hours, leave over; gives what moved by that.

    A schedule counts in slots; the engine dates to the minute, by each calendar on the days it comes to.
    Each round only delays. Delays are whole minutes in the end, as lines keep them.
    """
    moved: list[tuple[PlanProblem, Move]] = []
    for _ in range(_MOST_ROUNDS):
        network = _whole_minutes(network)
        plan = problem(network)
        done = level_minimal(plan.problem, splits_for(plan, may_split=False))
        if not done.moves:
            break
        network = delayed(plan, done.schedule)
        moved += [(plan, move) for move in done.moves]
    return _whole_minutes(network), moved


def _whole_minutes(network: Network) -> Network:
    delay = -(-network.tasks.levelling_delay // MINUTE) * MINUTE
    return network.with_tasks(levelling_delay=delay)


def too_large(pool: Pool, rows: Index) -> list[int]:
    """Those of some rows that alone ask for more of a person than there ever is."""
    made, people = pool.network.assignments, pool.network.resources
    used = people.labour[made.resource] & (made.units > 0) & np.isin(made.task, rows)
    asked = np.stack((made.task[used].astype(np.int64), pool.person[made.resource[used]]), axis=1)
    pairs, which = np.unique(asked, axis=0, return_inverse=True)
    units = np.bincount(which.reshape(-1), made.units[used], len(pairs))
    over = units > pool.most[pairs[:, 1]] + 1 / UNIT if len(pairs) else np.zeros(0, np.bool_)
    found: list[int] = np.unique(pairs[over, 0]).tolist()
    return found


def _one_person_once(pool: Pool, plan: PlanProblem) -> tuple[Problem, Index]:
    """Entries of one person taken together."""
    problem = plan.problem
    seats, place = np.unique(pool.person[plan.resources], return_inverse=True)
    request = np.zeros((problem.tasks, len(seats)), np.int64)
    for kind, seat in enumerate(place.tolist()):
        request[:, seat] += problem.request[:, kind]
    most = np.maximum(1, np.rint(pool.most[seats] * UNIT)).astype(np.int64)
    made = dc.replace(problem, request=np.minimum(request, most), capacity=most[:, None])
    return made, seats.astype(np.int32)


def _with_finishes(pool: Pool, plan: PlanProblem, problem: Problem, ranks: Sequence[int]) -> Problem:
    """A step at the end of each plan, late after its present finish."""
    whose = np.searchsorted(pool.first, plan.rows, side="right") - 1
    plans = np.unique(whose)
    rows = np.arange(len(plan.rows), dtype=np.int64)
    ends = problem.tasks + np.searchsorted(plans, whose)
    yes = np.ones(len(rows), np.bool_)
    links = joined(problem.links, Links(rows, ends.astype(np.int64), np.zeros(len(rows), np.int64), yes, yes))
    begun = problem.planned[: len(rows)] + problem.duration[: len(rows)]
    due = np.array([int(begun[whose == at].max()) for at in plans.tolist()], np.int64)
    least = max(1, min(ranks[at] for at in plans.tolist()))
    weight = np.array([max(1, round(ranks[at] / least)) for at in plans.tolist()], np.int64)
    first = np.array([ranks[at] for at in whose.tolist()], np.int64) * (HIGHEST_PRIORITY + 1)
    priority = problem.priority.copy()
    priority[: len(rows)] += first
    return _longer(problem, len(plans), links, priority, due, weight)


def _longer(problem: Problem, more: int, links: Links, priority: Ints, due: Ints, weight: Ints) -> Problem:
    """The problem with more tasks of no length that need nobody."""
    none, unset = np.zeros(more, np.int64), np.full(more, NOT_SET, np.int64)
    nobody = np.zeros((more, problem.resources), np.int64)
    old = np.zeros(problem.tasks, np.int64)
    return dc.replace(
        problem,
        first=np.arange(problem.tasks + more + 1, dtype=np.int64),
        duration=np.concatenate((problem.duration, none)),
        request=np.concatenate((problem.request, nobody)),
        draw=np.concatenate((problem.draw, np.zeros((more, problem.draw.shape[1]), np.int64))),
        links=links,
        release=np.concatenate((problem.release, none)),
        fixed=np.concatenate((problem.fixed, unset)),
        planned=np.concatenate((problem.planned, due)),
        priority=np.concatenate((priority, none)),
        due=np.concatenate((old, due)),
        weight=np.concatenate((old, weight)),
        calendar=np.concatenate((problem.calendar, unset)),
    )
