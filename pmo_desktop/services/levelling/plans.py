"""Resource levelling as people use it: what moves, because of whom, what it costs, as one edit.

The plans in hand share a pool of people. Dates are worked out first, as `rescheduling` does; levelling then
delays lines until nobody is asked for more than there is, and the engine dates them. Lines are broken off
where that is wished for, and never else; in a plan whose dates follow on request, none comes to an earlier
date. What levelling writes is the delay of each line, its pauses, and the dates that follow: one step to
undo.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from pmo_desktop.domain.edits import Batch, batch, steps
from pmo_desktop.domain.ids import PlanItemId
from pmo_desktop.domain.plans import Pause, PlanItem
from pmo_desktop.domain.scheduleresources import Stretch
from pmo_desktop.domain.values import Minutes
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.scheduling.levelling.exact import has_solver
from pmo_desktop.scheduling.levelling.kernels import compiled, has_compiler
from pmo_desktop.scheduling.levelling.pieces import all_pauses
from pmo_desktop.scheduling.network import Network
from pmo_desktop.scheduling.ticks import MINUTE
from pmo_desktop.scheduling.worktime import OutOfTime
from pmo_desktop.services.levelling.held import held, let_go
from pmo_desktop.services.levelling.overloads import Overload, overloads_of
from pmo_desktop.services.levelling.pool import Pool, pooled
from pmo_desktop.services.levelling.reasons import Because, in_words
from pmo_desktop.services.levelling.rests import broken_at, with_rests
from pmo_desktop.services.levelling.search import METHODS, Improved, Method, Step, Stop, Wishes, searched
from pmo_desktop.services.plans.edits import edit_of
from pmo_desktop.services.plans.rescheduling import Rescheduling, rescheduled

__all__ = ["METHODS", "Improved", "Levelling", "Method", "Step", "Stop", "Wishes", "cleared", "levelled"]


@dc.dataclass(frozen=True, slots=True)
class Move:
    """A line that comes to other dates: the place of its plan, before, after, working days, and why."""

    plan: int
    before: PlanItem
    after: PlanItem
    days: int
    because: str
    why: Because
    title: str
    """Of the plan."""
    rests: tuple[Stretch, ...] = ()
    """When it is broken off, and taken up again."""

    @property
    def id(self) -> PlanItemId:
        """That of the line."""
        return self.after.id


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
    gap: float
    """At most so much above the best possible, as a fraction: of the time from the first start to the last
    finish; for several plans of the times to their finishes, by priority."""
    proven: bool
    """No way to do it is better."""
    too_large: tuple[PlanItem, ...] = ()
    """Lines that alone ask for more than there ever is."""
    anew: int = 0
    """Lines that stood elsewhere than links and dates say, and come there whoever works on them."""
    files: tuple[PlanFile, ...] = dc.field(repr=False, default=())
    """The plans as they will be."""


def levelled(
    files: Sequence[PlanFile],
    wishes: Wishes | None = None,
    *,
    titles: Sequence[str] = (),
    on_improved: Improved = lambda _step: None,
    stop: Stop = lambda: False,
) -> Levelling:
    """Level one plan, or several over their shared pool. Runs up to `seconds`, or until `stop`.

    `on_improved` hears of each better answer, from threads of this run. Raises ValueError, in words, where
    there is nothing to level, or where dates leave the years that can be planned with.
    """
    wanted = wishes or Wishes()
    pool = pooled([held(file) for file in files], titles)
    try:
        found, network = searched(pool, wanted, on_improved, stop)
    except OutOfTime as why:
        raise ValueError(str(why)) from why
    delays = (network.tasks.levelling_delay // MINUTE).tolist()
    pauses = _new_pauses(network, found.broken)
    made = [let_go(file, _put(pool, place, delays, pauses)) for place, file in enumerate(files)]
    after = tuple(_as_made(file, one) for file, one in zip(files, made, strict=True))
    return Levelling(
        method=wanted.method,
        found_by=found.by,
        moves=tuple(_moves(pool, made, found.reasons, broken_at(network, found.broken))),
        finishes=tuple(map(_finish, files, made, pool.titles)),
        before=overloads_of(pool),
        after=overloads_of(pooled(after)),
        edit=_as_one(made),
        gap=found.gap,
        proven=found.proven,
        too_large=tuple(pool.items[row] for row in found.too_large),
        anew=sum(_moved_anyway(file) for file in pool.files),
        files=after,
    )


@dc.dataclass(frozen=True, slots=True)
class Cleared:
    """What taking levelling back would do."""

    edit: Batch
    moves: tuple[Move, ...]
    finishes: tuple[PlanFinish, ...]


def cleared(files: Sequence[PlanFile], titles: Sequence[str] = ()) -> Cleared:
    """Take all delays and pauses for resources away and work the dates out anew, as one edit."""
    pool = pooled(files, titles)
    none = [0] * len(pool.items)
    made = [_put(pool, place, none, _own_pauses(pool)) for place in range(len(files))]
    return Cleared(
        _as_one(made), tuple(_moves(pool, made, {})), tuple(map(_finish, files, made, pool.titles))
    )


def unlevelled(file: PlanFile) -> Rescheduling:
    """One plan without what levelling did, and what moves by that. Raises ValueError if it has none."""
    if not is_levelled(file):
        raise ValueError(tr("No line of this plan waits for resources."))
    pool = pooled([file])
    return _put(pool, 0, [0] * len(file.items), _own_pauses(pool))


def is_levelled(file: PlanFile) -> bool:
    """Whether any line has a delay for resources, or was broken off for them."""
    return any(item.levelling_delay or any(pause.levelled for pause in item.pauses) for item in file.items)


@dc.dataclass(frozen=True, slots=True)
class Means:
    """What of the extra `optimise` is installed, and whether the search still has to be compiled."""

    compiler: bool
    solver: bool
    compiled: bool


def means() -> Means:
    """What levelling can use on this computer."""
    return Means(has_compiler(), has_solver(), compiled.cache_info().currsize > 0)


# -- the outcome -------------------------------------------------------------------------------------


def _put(
    pool: Pool, place: int, delays: Sequence[int], pauses: Mapping[int, tuple[Pause, ...]] | None = None
) -> Rescheduling:
    """A plan with these delays (minutes) and new pauses, by row of the pool, and the dates that follow."""
    file, first = pool.files[place], pool.first[place]
    new = pauses or {}
    given = (
        dc.replace(
            item,
            levelling_delay=Minutes(delays[first + row]),
            levelling_elapsed=item.levelling_elapsed and item.levelling_delay == delays[first + row],
            pauses=new.get(first + row, item.pauses),
        )
        for row, item in enumerate(file.network.items)
        if item.levelling_delay != delays[first + row] or first + row in new
    )
    return rescheduled(file, edit_of(file.items, given))


def _own_pauses(pool: Pool) -> dict[int, tuple[Pause, ...]]:
    """The pauses that lines have without levelling, by row, of those that it broke off."""
    return {
        row: tuple(pause for pause in item.pauses if not pause.levelled)
        for row, item in enumerate(pool.items)
        if any(pause.levelled for pause in item.pauses)
    }


def _new_pauses(network: Network, broken: Collection[int]) -> dict[int, tuple[Pause, ...]]:
    """What lines that are broken off keep of it, by row."""
    return {
        row: tuple(Pause(after // MINUTE, length // MINUTE, levelled=True) for after, length in pauses)
        for row, pauses in all_pauses(network).items()
        if row in broken
    }


def _moved_anyway(file: PlanFile) -> int:
    """How many lines rescheduling alone would move."""
    return sum(moved.item.number not in file.parents for moved in rescheduled(file).moved)


def _as_one(made: Iterable[Rescheduling]) -> Batch:
    return batch(step for one in made for step in steps(one.edit))


def _as_made(file: PlanFile, made: Rescheduling) -> PlanFile:
    return dc.replace(file, items=made.items)


def _moves(
    pool: Pool,
    made: Sequence[Rescheduling],
    reasons: Mapping[int, Because],
    rests: Mapping[int, tuple[Stretch, ...]] | None = None,
) -> Iterator[Move]:
    """The lines that come to other dates, plan by plan; summaries follow and are not counted."""
    titles = pool.titles
    for place, (file, one) in enumerate(zip(pool.files, made, strict=True)):
        rows = file.network.rows
        for moved in one.moved:
            if moved.item.number in file.parents:
                continue
            row = pool.first[place] + rows[moved.item.number]
            why, broken = reasons.get(row, Because()), (rests or {}).get(row, ())
            said = with_rests(in_words(why, titles, place) or moved.why, broken)
            yield Move(place, moved.before, moved.item, moved.days, said, why, titles[place], broken)


def _finish(file: PlanFile, made: Rescheduling, title: str) -> PlanFinish:
    before, after = made.finish_before, made.finish
    days = file.days.working_days_between(before, after) if before and after else 0
    return PlanFinish(title, before, after, days)
