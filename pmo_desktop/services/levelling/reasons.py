"""Because of whom or what a line stands where levelling has put it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.scheduling.levelling.moves import Move
from pmo_desktop.scheduling.levelling.of_plan import PlanProblem
from pmo_desktop.scheduling.ticks import moment
from pmo_desktop.services.levelling.pool import Pool


@dc.dataclass(frozen=True, slots=True)
class Because:
    """Why a line moved: whoever is short on which day, and the other lines there (with their plan)."""

    resource: str = ""
    on: date | None = None
    others: tuple[tuple[int, PlanItem], ...] = ()
    link: tuple[int, PlanItem] | None = None
    """The line that it waits for, where a link moved it."""
    earlier: bool = False


def named(pool: Pool, plan: PlanProblem, move: Move) -> Because:
    """A move in the terms of the plans."""
    item = _items(pool, plan)
    if move.resource < 0:
        return Because(link=item(move.link))
    others = tuple(found for found in (item(task) for task in move.others) if found is not None)
    name = pool.names[int(plan.resources[move.resource])]
    return Because(name, _day(plan, move.slot), others, item(move.link))


def _items(pool: Pool, plan: PlanProblem) -> Callable[[int], tuple[int, PlanItem] | None]:
    """The line behind a task, with its plan; None for steps of summaries and ends of plans."""

    def found(task: int) -> tuple[int, PlanItem] | None:
        if not 0 <= task < len(plan.rows):
            return None
        row = int(plan.rows[task])
        return pool.plan_of(row), pool.items[row]

    return found


def in_words(why: Because, plans: tuple[str, ...], own: int) -> str:
    """One sentence for a move, "" if nothing is known; lines of other plans with the name of their plan."""

    def name(where: int, item: PlanItem) -> str:
        short = item.name if len(item.name) <= 60 else item.name[:59] + "…"
        if where == own or len(plans) < 2:
            return tr("“{name}”", name=short)
        return tr("“{name}” ({plan})", name=short, plan=plans[where])

    if why.earlier:
        return tr("there is room earlier")
    names = [name(*other) for other in why.others]
    return sentence(why.resource, why.on, names, name(*why.link) if why.link else "")


def sentence(resource: str, on: date | None, others: Sequence[str], after: str) -> str:
    """Who is short on which day, and where they are; else what is waited for. "" where there is nothing."""
    day = shown.day(on)
    if resource and len(others) == 1:
        return tr("{resource} is at {line} on {day}", resource=resource, line=others[0], day=day)
    if resource and others:
        more = len(others) - 1
        return trn(
            "{resource} is at {line} and {n} more line on {day}",
            "{resource} is at {line} and {n} more lines on {day}",
            more,
            resource=resource,
            line=others[0],
            day=day,
        )
    if resource:
        return tr("{resource} is not free on {day}", resource=resource, day=day)
    return tr("waits for {line}", line=after) if after else ""


def of_network(plan: PlanProblem, move: Move) -> str:
    """A move of a network that is no stored plan, in one sentence."""
    network, rows = plan.network, plan.rows

    def name(task: int) -> str:
        return tr("“{name}”", name=network.tasks.name[int(rows[task])])

    known = [task for task in move.others if task < len(rows)]
    after = name(move.link) if 0 <= move.link < len(rows) else ""
    if move.resource < 0:
        return sentence("", None, (), after)
    who = network.resources.name[int(plan.resources[move.resource])]
    return sentence(who, _day(plan, move.slot), [name(task) for task in known], after)


def _day(plan: PlanProblem, slot: int) -> date | None:
    at = moment(int(plan.instants(np.array([slot], np.int64))[0]))
    return at.date() if at else None
