"""The exact method: a constraint model for CP-SAT, with its proven bound.

OR-Tools is part of the optional extra `optimise` and imported here, inside functions. Eight workers even on
two cores: the workers differ, and with one or two of them the bound does not close.
"""

from __future__ import annotations

import dataclasses as dc
import importlib.util
import math
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pmo_desktop.scheduling.levelling.paced import Paced, limit, paced, too_many, weeks_of
from pmo_desktop.scheduling.levelling.paths import earliest_starts, tails
from pmo_desktop.scheduling.levelling.problem import Ints, Problem, Schedule

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver

WORKERS = 8
_POLL = 0.02
"""Seconds between two looks at whether to stop."""

Improved = Callable[[Schedule], object]


@dc.dataclass(frozen=True)
class Proof:
    """What the solver knows at its end."""

    schedule: Schedule | None
    bound: int
    """No schedule that was looked for has a smaller value."""
    done: bool
    """Either `schedule` is the best that was looked for, or there is none."""


@dc.dataclass(frozen=True)
class Limits:
    """How long the solver may go on, and how repeatably: seconds of work counted by it, not by the clock."""

    seconds: float
    seed: int = 1
    repeatable: bool = False


@dc.dataclass(frozen=True)
class _Model:
    """The model and what its variables stand for."""

    cp: CpModel
    starts: list[Any]
    spans: list[Any]
    chosen: list[Any]
    """One for each mode; empty for tasks of one mode."""
    value: Any


def has_solver() -> bool:
    """Whether the extra that proves is installed."""
    return importlib.util.find_spec("ortools") is not None


def load_solver() -> None:
    """Import the solver, which takes a moment. Raises ImportError without the extra."""
    from ortools.sat.python import cp_model

    cp_model.CpModel()


def prove(
    problem: Problem,
    limits: Limits,
    *,
    bound: int,
    below: int | None,
    most: int,
    scale: int,
    on_improved: Improved,
    stop: Callable[[], bool],
) -> Proof:
    """Search for the best schedule and for a proof of it.

    `bound` is a lower bound on the value; with `below`, the value of a schedule in hand, only better ones are
    looked for, so that finding none is the proof; `most` is the greatest makespan that is looked at.
    `on_improved` is called from another thread. Gives the bound back where calendars of tasks would make the
    model too large.
    """
    from ortools.sat.python import cp_model

    if problem.calendared and too_many(problem, most):
        return Proof(None, bound, done=False)
    model = _model(problem, bound, most, scale)
    if below is not None:
        model.cp.add(model.value < below)
    solver = cp_model.CpSolver()
    _set_limits(solver, limits)

    class Heard(cp_model.CpSolverSolutionCallback):
        """Hands improvements on while the search goes on."""

        def on_solution_callback(self) -> None:
            on_improved(_schedule(model, problem, self.value))

    status = _solved(solver, model, Heard(), stop)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    none = status == cp_model.INFEASIBLE
    return Proof(
        _schedule(model, problem, solver.value) if found else None,
        bound if none else max(bound, math.ceil(solver.best_objective_bound - 1e-6)),
        none or status == cp_model.OPTIMAL,
    )


def _set_limits(solver: CpSolver, limits: Limits) -> None:
    own = solver.parameters
    own.num_workers = WORKERS
    own.random_seed = limits.seed
    if limits.repeatable:
        own.interleave_search = True
        own.max_deterministic_time = max(limits.seconds, 0.01)
    else:
        own.max_time_in_seconds = max(limits.seconds, 0.01)


def _solved(solver: CpSolver, model: _Model, heard: Any, stop: Callable[[], bool]) -> int:
    """Run the solver while a thread asks whether to stop."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL):
            if stop():
                solver.stop_search()
                return

    watcher = threading.Thread(target=watch, name="levelling-stop", daemon=True)
    watcher.start()
    try:
        return int(solver.solve(model.cp, heard))
    finally:
        done.set()
        watcher.join()


def _schedule(model: _Model, problem: Problem, value: Callable[[Any], int]) -> Schedule:
    starts = np.array([value(s) for s in model.starts], np.int64)
    modes = problem.first[:-1].copy()
    if model.chosen:
        picked = np.flatnonzero([value(c) for c in model.chosen])
        modes = picked.astype(np.int64)
    return Schedule(starts, modes)


def _model(problem: Problem, bound: int, most: int, scale: int) -> _Model:
    from ortools.sat.python import cp_model

    cp = cp_model.CpModel()
    heads = earliest_starts(problem)
    low = np.maximum(problem.release, 0) if heads is None else heads
    high = np.full(problem.tasks, most, np.int64) if heads is None else most - tails(problem)
    pinned = problem.fixed >= 0
    low, high = np.where(pinned, problem.fixed, low), np.where(pinned, problem.fixed, np.maximum(high, low))
    starts = [cp.new_int_var(int(a), int(b), "") for a, b in zip(low, high, strict=True)]
    chosen: list[Any] = []
    if problem.calendared:
        spans = _in_calendars(cp, problem, starts, low, most)
    else:
        spans, chosen, demands = _modes(cp, problem, starts)
        _capacities(cp, problem, demands, most)
    _link(cp, problem, starts, spans)
    if chosen:
        for k, amount in enumerate(problem.stock.tolist()):
            cp.add(sum(int(problem.draw[m, k]) * chosen[m] for m in range(len(chosen))) <= amount)
    value = _objective(cp, problem, starts, spans, (bound, most, scale))
    return _Model(cp, starts, spans, chosen, value)


def _in_calendars(cp: CpModel, problem: Problem, starts: list[Any], low: Ints, most: int) -> list[Any]:
    """The slots from start to finish of each task, pauses included; no resource is over-used."""
    weeks = weeks_of(problem, most + 2 * int(problem.duration.max(initial=0)) + problem.working.shape[1] + 2)
    spans: list[Any] = problem.duration.tolist()
    tasks: dict[int, Paced] = {}
    for i in np.flatnonzero((problem.calendar >= 0) & (problem.duration > 0)).tolist():
        if problem.fixed[i] >= 0:
            at = np.searchsorted(weeks[problem.calendar[i]].slots, problem.fixed[i]) + problem.duration[i] - 1
            spans[i] = int(weeks[problem.calendar[i]].slots[at]) + 1 - int(problem.fixed[i])
            continue
        tasks[i] = paced(cp, problem, i, weeks[problem.calendar[i]], starts[i], (int(low[i]), most))
        spans[i] = tasks[i].finish - starts[i]
    limit(cp, problem, starts, tasks, weeks, most)
    return spans


def _modes(cp: CpModel, problem: Problem, starts: list[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Duration of each task, a literal for each mode, and (interval, mode) of all that uses resources."""
    spans: list[Any] = []
    chosen: list[Any] = []
    demands: list[Any] = []
    for i, start in enumerate(starts):
        modes = range(int(problem.first[i]), int(problem.first[i + 1]))
        lengths = problem.duration[modes.start : modes.stop].tolist()
        if not problem.multi_mode:
            spans.append(lengths[0])
            demands.append((cp.new_fixed_size_interval_var(start, lengths[0], ""), modes.start))
            continue
        picks = [cp.new_bool_var("") for _ in modes]
        cp.add_exactly_one(picks)
        chosen += picks
        spans.append(sum(p * length for p, length in zip(picks, lengths, strict=True)))
        for mode, pick, length in zip(modes, picks, lengths, strict=True):
            demands.append((cp.new_optional_fixed_size_interval_var(start, length, pick, ""), mode))
    return spans, chosen, demands


def _link(cp: CpModel, problem: Problem, starts: list[Any], spans: list[Any]) -> None:
    links = problem.links
    columns = (links.before, links.after, links.lag, links.from_finish, links.to_finish)
    for before, after, lag, from_finish, to_finish in zip(*(c.tolist() for c in columns), strict=True):
        if problem.fixed[after] < 0:
            since = starts[before] + spans[before] if from_finish else starts[before]
            until = starts[after] + spans[after] if to_finish else starts[after]
            cp.add(until >= since + lag)


def _capacities(cp: CpModel, problem: Problem, demands: list[Any], most: int) -> None:
    """A cumulative constraint for each resource; where there is less for a while, a load takes the rest."""
    for k in range(problem.resources):
        asked = problem.request[:, k].tolist()
        used = [(interval, asked[mode]) for interval, mode in demands if asked[mode]]
        if not used:
            continue
        top, dips = _dips(problem, k, most)
        used += [(cp.new_fixed_size_interval_var(a, b - a, ""), less) for a, b, less in dips]
        cp.add_cumulative([interval for interval, _ in used], [amount for _, amount in used], top)


def _dips(problem: Problem, k: int, most: int) -> tuple[int, list[tuple[int, int, int]]]:
    """The most there ever is of a resource, and (from, to, less) where there is less.

    What fixed tasks take beyond the capacity is there for them alone.
    """
    from pmo_desktop.scheduling.levelling.nets import horizon, spread_over, supply_of

    level = spread_over(problem.capacity[k : k + 1], most + 1)[0]
    pinned = problem.fixed >= 0
    if pinned.any():
        slots = max(most, horizon(problem)) + 1
        held = spread_over(problem.capacity, slots) - supply_of(problem, slots)
        asked = _pinned_load(problem, k, slots)
        level = level + (asked - held[k])[: most + 1]
    top = int(level.max())
    edges = np.concatenate(([0], np.flatnonzero(np.diff(level)) + 1, [len(level)]))
    found = [(int(a), int(b), top - int(level[a])) for a, b in pairwise(edges)]
    return top, [dip for dip in found if dip[2] > 0]


def _pinned_load(problem: Problem, k: int, slots: int) -> Ints:
    from pmo_desktop.scheduling.levelling.checking import load_of

    load: Ints = load_of(problem, problem.fixed, slots, only=np.flatnonzero(problem.fixed >= 0))[k]
    return load


def _objective(
    cp: CpModel, problem: Problem, starts: list[Any], spans: list[Any], ends: tuple[int, int, int]
) -> Any:
    bound, most, scale = ends
    makespan = cp.new_int_var(0 if problem.weighted else min(bound, most), most, "")
    for start, span in zip(starts, spans, strict=True):
        cp.add(makespan >= start + span)
    value: Any = makespan
    for i in np.flatnonzero(problem.weight > 0):
        late = cp.new_int_var(0, most, "")
        cp.add(late >= starts[i] + spans[i] - int(problem.due[i]))
        value = value + scale * int(problem.weight[i]) * late
    cp.minimize(value)
    return value
