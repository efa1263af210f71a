"""The search behind levelling: little change first, then ever better, then what dating leaves over."""

from __future__ import annotations

import dataclasses as dc
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, get_args

import numpy as np

from pmo_desktop.i18n import tr
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.levelling.answer import Answer
from pmo_desktop.scheduling.levelling.answer import finishes as ends_of
from pmo_desktop.scheduling.levelling.bounds import value_bound
from pmo_desktop.scheduling.levelling.explaining import moves_of
from pmo_desktop.scheduling.levelling.minimal import level_minimal
from pmo_desktop.scheduling.levelling.nets import horizon
from pmo_desktop.scheduling.levelling.of_plan import PlanProblem, delayed
from pmo_desktop.scheduling.levelling.pieces import at_least, broken_off, splits_for
from pmo_desktop.scheduling.levelling.problem import Ints, Problem, Schedule
from pmo_desktop.scheduling.levelling.solving import Options, solve
from pmo_desktop.scheduling.network import Network
from pmo_desktop.scheduling.ticks import HOUR, moment
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.services.levelling.pool import Pool
from pmo_desktop.services.levelling.problem import settled, shared_problem, too_large
from pmo_desktop.services.levelling.reasons import Because, named

Method = Literal["minimal", "best", "exact"]
METHODS: tuple[Method, ...] = get_args(Method)
_WORKING_DAY = 8 * HOUR


@dc.dataclass(frozen=True, slots=True)
class Wishes:
    """How to level. `priorities` (0 to 1000) are those of the plans; the higher, the rather a plan stays.

    `may_split` lets little change break lines off and take them up again; the search for the soonest finish
    keeps lines whole.
    """

    method: Method = "minimal"
    seconds: float = 10.0
    priorities: tuple[int, ...] = ()
    options: Options = dc.field(default_factory=Options)
    may_split: bool = False


@dc.dataclass(frozen=True, slots=True)
class Step:
    """A better answer on the way: after how many seconds, when all ends, how many days of eight hours.

    `late` counts the working days by which finishes of several plans are late, by priority; `bound` is what
    `days` (or `late`, for several plans) cannot go below, None where that is not known.
    """

    seconds: float
    finish: date | None
    days: float
    late: float
    bound: float | None
    gap: float
    proven: bool
    method: str


Improved = Callable[[Step], None]
Stop = Callable[[], bool]


@dc.dataclass(frozen=True, slots=True)
class Found:
    """A schedule of a problem, and how good it is."""

    plan: PlanProblem
    schedule: Schedule
    ends: Ints
    """(tasks,) the slot after the last in which each works."""
    reasons: Mapping[int, Because]
    """By row of the network."""
    by: str
    gap: float
    proven: bool
    bound: int
    """No schedule is worth less, by the problem's own measure."""
    too_large: tuple[int, ...] = ()
    """Rows."""
    broken: frozenset[int] = frozenset()
    """Rows that are broken off."""


# -- searching ---------------------------------------------------------------------------------------


def searched(pool: Pool, wishes: Wishes, on_improved: Improved, stop: Stop) -> tuple[Found, Network]:
    """The best schedule found, and the network with the delays that it means.

    Raises ValueError, in words, where there is nothing to level or links go round in a ring.
    """
    began = time.monotonic()
    try:
        plan = shared_problem(pool, pool.network, schedule(pool.network), wishes.priorities)
    except ValueError as why:
        raise ValueError(tr("Nobody is assigned to work to come: there is nothing to level.")) from why
    try:
        plan, found = _minimal(pool, plan, may_split=wishes.may_split and wishes.method == "minimal")
    except ValueError as why:
        raise ValueError(tr("Links go round in a ring. Take one of them away, then level.")) from why
    on_improved(_step(plan, _answer(plan, found.schedule, found.ends), began))
    if wishes.method != "minimal" and not stop():
        found = _better(
            pool, plan, found, wishes, lambda answer: on_improved(_step(plan, answer, began)), stop
        )
    return _settled(pool, delayed(plan, found.schedule), found, wishes)


def _minimal(pool: Pool, plan: PlanProblem, *, may_split: bool) -> tuple[PlanProblem, Found]:
    """As little change as possible, with the reasons that it gives itself, and the plan with its pauses."""
    done = level_minimal(plan.problem, splits_for(plan, may_split=may_split))
    answer = _answer(plan, done.schedule, done.ends)
    reasons = {int(plan.rows[m.task]): named(pool, plan, m) for m in done.moves if m.task < len(plan.rows)}
    gap, large = _gap(plan.problem, answer), tuple(too_large(pool, plan.rows))
    broken = frozenset(int(plan.rows[task]) for task in done.pieces)
    found = Found(
        plan, done.schedule, done.ends, reasons, "minimal", gap, answer.proven, answer.lower_bound, large,
        broken,
    )  # fmt: skip
    return (broken_off(plan, done) if broken else plan), found


def _answer(plan: PlanProblem, made: Schedule, ends: Ints) -> Answer:
    """A schedule with what it is worth and what none is worth less than, in pieces or not."""
    problem = plan.problem
    scale = _scale(problem)
    late = int((problem.weight * np.maximum(ends - problem.due, 0)).sum())
    span = int(ends.max(initial=0))
    value, bound = scale * late + span, value_bound(at_least(plan), scale)
    return Answer(made, span, value, bound, value <= bound, infeasible=False, method="minimal", evaluated=1)


def _scale(problem: Problem) -> int:
    return horizon(problem) + 1 if problem.weighted else 0


def _better(
    pool: Pool,
    plan: PlanProblem,
    known: Found,
    wishes: Wishes,
    improved: Callable[[Answer], None],
    stop: Stop,
) -> Found:
    """What the search makes of it; what was known where that is as good."""
    problem = dc.replace(plan.problem, planned=known.schedule.starts)
    value = _answer(plan, known.schedule, known.ends).value

    def heard(answer: Answer) -> None:
        if answer.schedule is not None and answer.value < value:
            improved(answer)

    method: Literal["best", "exact"] = "exact" if wishes.method == "exact" else "best"
    found = solve(problem, method, wishes.seconds, options=wishes.options, on_improved=heard, stop=stop)
    if found.schedule is None:
        return known
    if not plan.rests:  # else the search took pauses for work: what it proves, it proves of that alone
        known = dc.replace(known, gap=_gap(problem, found), proven=found.proven, bound=found.lower_bound)
    if found.value >= value:
        return known
    moves = moves_of(plan.problem, found.schedule)
    reasons = {int(plan.rows[m.task]): named(pool, plan, m) for m in moves if m.task < len(plan.rows)}
    early = np.flatnonzero(found.schedule.starts[: len(plan.rows)] < plan.problem.planned[: len(plan.rows)])
    reasons |= {int(plan.rows[task]): Because(earlier=True) for task in early.tolist()}
    if plan.rests:
        answer = _answer(plan, found.schedule, ends_of(problem, found.schedule))
        known = dc.replace(known, gap=_gap(problem, answer), proven=answer.proven)
    return dc.replace(known, schedule=found.schedule, reasons=reasons, by=found.method)


def _gap(problem: Problem, answer: Answer) -> float:
    """How far above the best possible, at most: of the times to the finishes of plans, or of the span."""
    if answer.proven or answer.schedule is None:
        return 0.0
    scale = _scale(problem)
    if not scale:
        return answer.gap
    on_time = int((problem.weight * problem.due).sum())
    late, least = answer.value // scale, answer.lower_bound // scale
    return (late + on_time) / max(least + on_time, 1) - 1


def _step(plan: PlanProblem, answer: Answer, began: float) -> Step:
    """An answer on the way in dates and days."""
    problem, scale = plan.problem, _scale(plan.problem)
    per_slot = plan.slot / _WORKING_DAY
    end = plan.axis.finish_at(np.array([answer.makespan * plan.slot + plan.origin], np.int64))
    at = moment(int(end[0]))
    late = answer.value // scale * per_slot if scale else 0.0
    bound = (answer.lower_bound // scale if scale else answer.lower_bound) * per_slot
    return Step(
        time.monotonic() - began, at.date() if at else None, answer.makespan * per_slot, late, bound,
        _gap(problem, answer), answer.proven, answer.method,
    )  # fmt: skip


def _settled(pool: Pool, network: Network, found: Found, wishes: Wishes) -> tuple[Found, Network]:
    """Level what dating leaves over, and measure anew how good the outcome is where that moves anything."""

    def problem(now: Network) -> PlanProblem:
        return shared_problem(pool, now, schedule(now), wishes.priorities)

    network, again = settled(network, problem)
    if not again:
        return found, network
    reasons = dict(found.reasons)
    for plan, move in again:
        if move.task < len(plan.rows):
            reasons.setdefault(int(plan.rows[move.task]), named(pool, plan, move))
    dated = _as_dated(pool, found, schedule(network))
    gap = _gap(found.plan.problem, dated)
    return dc.replace(found, reasons=reasons, gap=gap, proven=dated.proven), network


def _as_dated(pool: Pool, found: Found, table: Timetable) -> Answer:
    """What dates are worth by the measure of the problem: when all ends, and how late each plan does."""
    plan, problem = found.plan, found.plan.problem
    worked = plan.axis.work_at(table.finish[plan.rows]) - plan.origin
    ends = -(-worked // plan.slot)
    late = 0
    if problem.weighted:
        whose = np.searchsorted(pool.first, plan.rows, side="right") - 1
        plans = np.unique(whose).tolist()
        for place, last in zip(plans, range(problem.tasks - len(plans), problem.tasks), strict=True):
            over = int(ends[whose == place].max()) - int(problem.due[last])
            late += int(problem.weight[last]) * max(over, 0)
    span = int(ends.max())
    value = _scale(problem) * late + span
    better = value <= found.bound
    return Answer(found.schedule, span, value, found.bound, better, infeasible=False, method="", evaluated=0)
