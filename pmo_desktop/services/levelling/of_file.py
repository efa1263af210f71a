"""A schedule file levelled from the command line: delays, what moves and why, how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trn
from pmo_desktop.scheduling.ticks import MINUTE, moment

if TYPE_CHECKING:
    from pmo_desktop.scheduling.levelling.answer import Answer
    from pmo_desktop.scheduling.levelling.moves import Move
    from pmo_desktop.scheduling.levelling.of_plan import PlanProblem
    from pmo_desktop.scheduling.levelling.problem import Problem
    from pmo_desktop.scheduling.network import Network
    from pmo_desktop.scheduling.timetable import Timetable
    from pmo_desktop.services.plans.timetabling import Told, Wishes


def levelled_file(network: Network, table: Timetable, wishes: Wishes) -> tuple[Network, Told]:
    """The plan with delays and pauses, and what levelling says of itself. Raises Fault where it cannot be."""
    from pmo_desktop.scheduling.engine import schedule
    from pmo_desktop.scheduling.levelling.explaining import moves_of
    from pmo_desktop.scheduling.levelling.of_plan import delayed, problem_of
    from pmo_desktop.scheduling.worktable import FAR
    from pmo_desktop.services.levelling.problem import settled

    try:
        plan = problem_of(network, table)
    except ValueError:
        return network, ({"levelled": None}, [tr("Nobody is assigned to work to come: nothing to level.")])
    told: Iterable[Move] = ()
    if wishes.level == "minimal":
        plan, answer, told = _little_changed(plan, may_split=wishes.may_split)
    else:
        answer = solved_as(plan.problem, wishes)
    if answer.schedule is None:
        raise Fault(tr("No way was found to do this work with these resources."))
    if (plan.instants(answer.schedule.starts[: len(plan.rows)]) >= FAR).any():
        raise Fault(tr("There is far more work in this plan than its people can do in the years around it."))
    try:
        made, _ = settled(delayed(plan, answer.schedule), lambda now: problem_of(now, schedule(now)))
    except ValueError:
        raise Fault(tr("No way was found to do this work with these resources.")) from None
    said, lines = answered(answer)
    said["moves"] = _moves(plan, told or moves_of(plan.problem, answer.schedule), made)
    if wishes.may_split:
        said["broken_off"] = _broken_off(made)
    per_slot = plan.slot // MINUTE
    bound = {"lower_bound": answer.lower_bound * per_slot, "working_makespan": answer.makespan * per_slot}
    moved = int((answer.schedule.starts != plan.problem.planned)[: len(plan.rows)].sum())
    lines = [trn("{n} task moved", "{n} tasks moved", moved), *lines]
    return made, (said | bound | {"moved": moved}, lines)


def _little_changed(plan: PlanProblem, *, may_split: bool) -> tuple[PlanProblem, Answer, Sequence[Move]]:
    """Levelled with little change: the plan with new pauses, the answer, the moves with their reasons.

    Raises Fault where that cannot be.
    """
    from pmo_desktop.scheduling.levelling.answer import Answer
    from pmo_desktop.scheduling.levelling.bounds import value_bound
    from pmo_desktop.scheduling.levelling.minimal import level_minimal
    from pmo_desktop.scheduling.levelling.pieces import at_least, broken_off, splits_for

    try:
        done = level_minimal(plan.problem, splits_for(plan, may_split=may_split))
    except ValueError:
        raise Fault(tr("No way was found to do this work with these resources.")) from None
    span, bound = int(done.ends.max()), value_bound(at_least(plan), 0)
    answer = Answer(
        done.schedule, span, span, bound, span <= bound, infeasible=False, method="minimal", evaluated=1
    )
    return broken_off(plan, done) if done.pieces else plan, answer, done.moves


def _broken_off(network: Network) -> list[dict[str, Any]]:
    """When tasks rest, by their dates."""
    from pmo_desktop.scheduling.levelling.pieces import all_pauses
    from pmo_desktop.services.levelling.rests import broken_at

    return [
        {"uid": int(network.tasks.uid[row]), "from": _said(first), "to": _said(last)}
        for row, rests in broken_at(network, sorted(all_pauses(network))).items()
        for first, last in rests
    ]


def _moves(plan: PlanProblem, told: Iterable[Move], network: Network) -> list[dict[str, Any]]:
    """The tasks that start elsewhere than their links alone would have them, each with its reason."""
    from pmo_desktop.scheduling.engine import schedule
    from pmo_desktop.services.levelling.reasons import of_network

    because = {int(plan.rows[m.task]): of_network(plan, m) for m in told if m.task < len(plan.rows)}
    before, after = plan.timetable.start, schedule(network).start
    rows = [row for row in plan.rows.tolist() if before[row] != after[row]]
    return [
        {
            "uid": int(network.tasks.uid[row]),
            "from": _said(moment(int(before[row]))),
            "to": _said(moment(int(after[row]))),
            "because": because.get(row) or tr("moved with the lines before it"),
        }
        for row in rows
    ]


def solved_as(problem: Problem, wishes: Wishes) -> Answer:
    """The answer to a problem by the method and in the time that is wished for."""
    from pmo_desktop.scheduling.levelling.solving import Method, Options, solve

    methods: dict[str | None, Method] = {"minimal": "minimal", "exact": "exact"}
    method = methods.get(wishes.level, "best")
    return solve(problem, method, wishes.seconds, options=Options(seed=wishes.seed))


def answered(answer: Answer) -> Told:
    """How good an answer is."""
    said = {
        "method": answer.method,
        "lower_bound": answer.lower_bound,
        "proven": answer.proven,
        "infeasible": answer.infeasible,
        "evaluated": answer.evaluated,
    }
    if answer.infeasible:
        return said, [tr("It is proven that there is no way to do this.")]
    if answer.proven:
        return said, [tr("No schedule is shorter: this is proven.")]
    gap = f"{answer.gap:.1%}"
    return said, [tr("At most {gap} above the best possible.", gap=gap)]


def _said(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
