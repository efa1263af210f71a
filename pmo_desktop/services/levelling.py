"""Resource levelling as people use it: what moves, because of whom, what it costs, as one edit.

The plans in hand share a pool of people. Dates are worked out first, as `rescheduling` does; levelling then
delays lines until nobody is asked for more than there is, and the engine dates them. Lines are never broken
off. What levelling writes is the delay of each line and the dates that follow from it: one step to undo.
"""

from __future__ import annotations

import dataclasses as dc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

import numpy as np

from pmo_desktop.domain.edits import Batch, batch, steps
from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.values import Minutes
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.levelling.answer import Answer
from pmo_desktop.scheduling.levelling.answer import finishes as ends_of
from pmo_desktop.scheduling.levelling.bounds import value_bound
from pmo_desktop.scheduling.levelling.minimal import level_minimal
from pmo_desktop.scheduling.levelling.nets import horizon
from pmo_desktop.scheduling.levelling.of_plan import PlanProblem, delayed
from pmo_desktop.scheduling.levelling.problem import Problem, Schedule
from pmo_desktop.scheduling.levelling.solving import Options, solve
from pmo_desktop.scheduling.network import Network
from pmo_desktop.scheduling.ticks import HOUR, MINUTE, moment
from pmo_desktop.scheduling.worktime import OutOfTime
from pmo_desktop.services.levelling_problem import settled, shared_problem, too_large
from pmo_desktop.services.levelling_reasons import Because, in_words, moves_of, named
from pmo_desktop.services.overloads import Overload, overloads_of
from pmo_desktop.services.plan_edits import edit_of
from pmo_desktop.services.pool import Pool, pooled
from pmo_desktop.services.rescheduling import Rescheduling, rescheduled

Method = Literal["minimal", "best", "exact"]
METHODS: tuple[Method, ...] = get_args(Method)
_WORKING_DAY = 8 * HOUR


@dc.dataclass(frozen=True, slots=True)
class Wishes:
    """How to level. `priorities` (0 to 1000) are those of the plans; the higher, the rather a plan stays."""

    method: Method = "minimal"
    seconds: float = 10.0
    priorities: tuple[int, ...] = ()
    options: Options = dc.field(default_factory=Options)


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
class Move:
    """A line that comes to other dates: the place of its plan, before, after, working days, and why."""

    plan: int
    before: PlanItem
    after: PlanItem
    days: int
    because: str
    why: Because


@dc.dataclass(frozen=True, slots=True)
class PlanFinish:
    """When a plan ends without and with levelling."""

    title: str
    before: date | None
    after: date | None
    days: int
    """Working days later; negative is earlier."""


@dc.dataclass(frozen=True, slots=True)
class Levelling:
    """What levelling would do. Nothing is stored before `edit` is."""

    method: Method
    found_by: str
    moves: tuple[Move, ...]
    finishes: tuple[PlanFinish, ...]
    before: tuple[Overload, ...]
    after: tuple[Overload, ...]
    edit: Batch
    gap: float | None
    """At most so much above the best possible, as a fraction: of the time from the first start to the last
    finish; for several plans of the days that they finish late, by priority. None: nothing can be said."""
    proven: bool
    """No way to do it is better."""
    too_large: tuple[PlanItem, ...] = ()
    """Lines that alone ask for more than there ever is."""
    files: tuple[PlanFile, ...] = dc.field(repr=False, default=())
    """The plans as they will be."""


@dc.dataclass(frozen=True, slots=True)
class _Found:
    """A schedule of a problem, and how good it is."""

    plan: PlanProblem
    schedule: Schedule
    reasons: Mapping[int, Because]
    """By row of the network."""
    by: str
    gap: float | None
    proven: bool
    too_large: tuple[int, ...] = ()
    """Rows."""


def levelled(
    files: Sequence[PlanFile],
    wishes: Wishes | None = None,
    *,
    on_improved: Improved = lambda _step: None,
    stop: Stop = lambda: False,
) -> Levelling:
    """Level one plan, or several over their shared pool. Runs up to `seconds`, or until `stop`.

    `on_improved` hears of each better answer, from threads of this run. Raises ValueError, in words, where
    there is nothing to level, or where dates leave the years that can be planned with.
    """
    wanted = wishes or Wishes()
    pool = pooled(files)
    try:
        found, network = _searched(pool, wanted, on_improved, stop)
        network, found = _settled(pool, network, found, wanted)
    except OutOfTime as why:
        raise ValueError(str(why)) from why
    delays = (network.tasks.levelling_delay // MINUTE).tolist()
    made = [_put(pool, place, delays) for place in range(len(files))]
    after = tuple(_as_made(file, one) for file, one in zip(files, made, strict=True))
    return Levelling(
        method=wanted.method,
        found_by=found.by,
        moves=tuple(_moves(pool, made, found.reasons)),
        finishes=tuple(map(_finish, files, made)),
        before=overloads_of(pool),
        after=overloads_of(pooled(after)),
        edit=_as_one(made),
        gap=found.gap,
        proven=found.proven,
        too_large=tuple(pool.items[row] for row in found.too_large),
        files=after,
    )


@dc.dataclass(frozen=True, slots=True)
class Cleared:
    """What taking levelling back would do."""

    edit: Batch
    moves: tuple[Move, ...]
    finishes: tuple[PlanFinish, ...]


def cleared(files: Sequence[PlanFile]) -> Cleared:
    """Take all delays for resources away and work the dates out anew, as one edit."""
    pool = pooled(files)
    none = [0] * len(pool.items)
    made = [_put(pool, place, none) for place in range(len(files))]
    return Cleared(_as_one(made), tuple(_moves(pool, made, {})), tuple(map(_finish, files, made)))


def is_levelled(file: PlanFile) -> bool:
    """Whether any line has a delay for resources."""
    return any(item.levelling_delay for item in file.items)


# -- searching ---------------------------------------------------------------------------------------


def _searched(pool: Pool, wishes: Wishes, on_improved: Improved, stop: Stop) -> tuple[_Found, Network]:
    """The best schedule found, and the network with the delays that it means."""
    began = time.monotonic()
    try:
        plan = shared_problem(pool, pool.network, schedule(pool.network), wishes.priorities)
    except ValueError as why:
        raise ValueError(tr("Nobody is assigned to work to come: there is nothing to level.")) from why
    found = _minimal(pool, plan)
    on_improved(_step(plan, _answer(plan.problem, found.schedule), began))
    if wishes.method != "minimal" and not stop():
        found = _better(
            pool, plan, found, wishes, lambda answer: on_improved(_step(plan, answer, began)), stop
        )
    return found, delayed(plan, found.schedule)


def _minimal(pool: Pool, plan: PlanProblem) -> _Found:
    """As little change as possible, with the reasons that it gives itself."""
    done = level_minimal(plan.problem)
    answer = _answer(plan.problem, done.schedule)
    reasons = {int(plan.rows[m.task]): named(pool, plan, m) for m in done.moves if m.task < len(plan.rows)}
    gap, large = _gap(plan.problem, answer), tuple(too_large(pool, plan.rows))
    return _Found(plan, done.schedule, reasons, "minimal", gap, answer.proven, large)


def _answer(problem: Problem, made: Schedule) -> Answer:
    """A schedule with what it is worth and what none is worth less than."""
    scale = _scale(problem)
    ends = ends_of(problem, made)
    late = int((problem.weight * np.maximum(ends - problem.due, 0)).sum())
    span = int(ends.max(initial=0))
    value, bound = scale * late + span, value_bound(problem, scale)
    return Answer(made, span, value, bound, value <= bound, infeasible=False, method="minimal", evaluated=1)


def _scale(problem: Problem) -> int:
    return horizon(problem) + 1 if problem.weighted else 0


def _better(
    pool: Pool,
    plan: PlanProblem,
    known: _Found,
    wishes: Wishes,
    improved: Callable[[Answer], None],
    stop: Stop,
) -> _Found:
    """What the search makes of it; what was known where that is as good."""
    problem = dc.replace(plan.problem, planned=known.schedule.starts)
    value = _answer(problem, known.schedule).value

    def heard(answer: Answer) -> None:
        if answer.schedule is not None and answer.value < value:
            improved(answer)

    method: Literal["best", "exact"] = "exact" if wishes.method == "exact" else "best"
    found = solve(problem, method, wishes.seconds, options=wishes.options, on_improved=heard, stop=stop)
    gap, proven = _gap(problem, found), found.proven and found.schedule is not None
    if found.schedule is None or found.value >= value:
        return dc.replace(known, gap=gap if found.schedule is not None else known.gap, proven=proven)
    moves = moves_of(plan.problem, found.schedule)
    reasons = {int(plan.rows[m.task]): named(pool, plan, m) for m in moves if m.task < len(plan.rows)}
    early = np.flatnonzero(found.schedule.starts[: len(plan.rows)] < plan.problem.planned[: len(plan.rows)])
    reasons |= {int(plan.rows[task]): Because(earlier=True) for task in early.tolist()}
    return dc.replace(
        known, schedule=found.schedule, reasons=reasons, by=found.method, gap=gap, proven=proven
    )


def _gap(problem: Problem, answer: Answer) -> float:
    """How far above the best possible, at most: of the lateness where that counts, else of the whole span."""
    if answer.proven or answer.schedule is None:
        return 0.0
    scale = _scale(problem)
    if not scale:
        return answer.gap
    late, least = answer.value // scale, answer.lower_bound // scale
    if late > least:
        return late / least - 1 if least else float("inf")
    return (answer.value % scale) / max(answer.lower_bound % scale, 1) - 1


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


def _settled(pool: Pool, network: Network, found: _Found, wishes: Wishes) -> tuple[Network, _Found]:
    """Level what dating leaves over; see `settled`. What was said of the best possible does not hold any more where anything is moved here."""

    def problem(now: Network) -> PlanProblem:
        return shared_problem(pool, now, schedule(now), wishes.priorities)

    network, again = settled(network, problem)
    for plan, move in again:
        more = {int(plan.rows[move.task]): named(pool, plan, move)} if move.task < len(plan.rows) else {}
        found = dc.replace(found, reasons=more | dict(found.reasons), gap=None, proven=False)
    return network, found


# -- the outcome -------------------------------------------------------------------------------------


def _put(pool: Pool, place: int, delays: Sequence[int]) -> Rescheduling:
    """A plan with these delays (minutes, by row of the pool), and the dates that follow."""
    file, first = pool.files[place], pool.first[place]
    given = (
        dc.replace(item, levelling_delay=Minutes(delays[first + row]), levelling_elapsed=False)
        for row, item in enumerate(file.network.items)
        if item.levelling_delay != delays[first + row]
    )
    return rescheduled(file, edit_of(file.items, given))


def _as_one(made: Iterable[Rescheduling]) -> Batch:
    return batch(step for one in made for step in steps(one.edit))


def _as_made(file: PlanFile, made: Rescheduling) -> PlanFile:
    return dc.replace(file, items=made.items)


def _moves(pool: Pool, made: Sequence[Rescheduling], reasons: Mapping[int, Because]) -> Iterator[Move]:
    """The lines that come to other dates, plan by plan; summaries follow and are not counted."""
    titles = tuple(file.plan.title for file in pool.files)
    for place, (file, one) in enumerate(zip(pool.files, made, strict=True)):
        rows = file.network.rows
        for moved in one.moved:
            if moved.item.number in file.parents:
                continue
            why = reasons.get(pool.first[place] + rows[moved.item.number], Because())
            said = in_words(why, titles, place) or moved.why
            yield Move(place, moved.before, moved.item, moved.days, said, why)


def _finish(file: PlanFile, made: Rescheduling) -> PlanFinish:
    before, after = made.finish_before, made.finish
    days = file.days.working_days_between(before, after) if before and after else 0
    return PlanFinish(file.plan.title, before, after, days)
