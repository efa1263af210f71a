"""Minimal-change levelling: each task stays where it is unless a resource is over-used there.

Tasks are put back one after another, those that should rather stay first: by priority (what comes before a
task of high priority counts as high), then by float. Who comes later finds the first place, from where
it was, that those before it leave free, and no earlier: nothing is pulled forward. Three ways to break ties
between equal priorities are tried; the one that ends soonest and moves least is kept.

Maximum lags are links backwards. Tasks are put back without them first; where one is broken, the task that
now stands too early is held until it keeps the lag, and all are put back once more. Where that leads nowhere,
tasks that do not fit side by side are put in order until they do (see `lagged`), from where they stand now.
"""

from __future__ import annotations

import dataclasses as dc
import heapq
import time
from collections.abc import Iterator, Mapping

import numpy as np

from pmo_desktop.scheduling.levelling.answer import finishes
from pmo_desktop.scheduling.levelling.explaining import moves_of
from pmo_desktop.scheduling.levelling.fitting import Pieces, at_one_go, in_pieces, in_shape, parts_of
from pmo_desktop.scheduling.levelling.lagged import search_lagged
from pmo_desktop.scheduling.levelling.moves import Levelled, Move
from pmo_desktop.scheduling.levelling.nets import along_links, horizon, supply_of, working_slots
from pmo_desktop.scheduling.levelling.paths import earliest_starts, start_lags, tails
from pmo_desktop.scheduling.levelling.problem import Flags, Ints, Links, Problem, Schedule

_WINDOW = 512
"""Slots looked at first for a place; then four times as many, and so on."""
_MOST_HOLDS = 60
"""Times that all is put back for maximum lags."""
_SEARCH = 1.5
"""Seconds for finding orders of tasks where that does not keep maximum lags."""


@dc.dataclass(frozen=True, eq=False)
class Splits:
    """Which tasks are in pieces, or may come to be. `may` (tasks,) are those that may be broken off and taken
    up again, no piece but the last being shorter than `least` slots. `rests` are tasks that were broken off
    before: they keep their shape, which says between which of their slots of work they do work.
    """

    may: Flags
    least: int = 1
    rests: Mapping[int, Pieces] = dc.field(default_factory=dict)


def level_minimal(problem: Problem, splits: Splits | None = None) -> Levelled:
    """Level a plan with as little change as possible, and say why each task moved.

    Starts from `problem.planned`, or the earliest start by links where that is NOT_SET. No task is broken off
    but those that `splits` names. Raises ValueError for a choice of modes, and where links ask for what
    cannot be.
    """
    if problem.multi_mode or earliest_starts(problem) is None:
        raise ValueError("minimal change needs one mode a task and links that do not contradict each other")
    fitting, too_large = eased(problem)
    planned = _planned(fitting)
    pieces = splits or Splits(np.zeros(problem.tasks, bool))
    keys = _ties(fitting, planned)
    tried = [done for key in keys if (done := _kept_together(fitting, planned, pieces, key, too_large))]
    if not tried:
        tried = [_in_order(fitting, planned, too_large)]
    return min(tried, key=lambda done: _change(problem, done))


def _kept_together(
    problem: Problem, planned: Ints, splits: Splits, key: Ints, too_large: tuple[int, ...]
) -> Levelled | None:
    """The plan levelled by one key, held back until maximum lags are kept too; None where that fails.

    Without maximum lags it cannot fail.
    """
    forward, back = _directions(problem)
    ahead = dc.replace(problem, links=forward)
    holds, holders = planned.copy(), np.full(problem.tasks, -1, np.int64)
    for _ in range(_MOST_HOLDS):
        plan = _Plan(ahead, planned, splits, holds, holders)
        try:
            done = plan.levelled(key, too_large)
        except ValueError:
            if not len(back):
                raise
            return None
        broken = list(plan.too_early(back))
        if not broken:
            return done
        for task, start, other in broken:
            if start > holds[task]:
                holds[task], holders[task] = start, other
    return None


def _in_order(problem: Problem, planned: Ints, too_large: tuple[int, ...]) -> Levelled:
    """The plan with its tasks in an order that keeps maximum lags; the first that is found.

    Raises ValueError where none is.
    """
    found: list[Schedule] = []

    def offer(schedule: Schedule, _method: str) -> bool:
        found.append(schedule)
        return True

    ends = time.monotonic() + _SEARCH
    later = dc.replace(problem, release=np.where(problem.fixed < 0, planned, problem.release))
    search_lagged(later, 1, offer, lambda: bool(found) or time.monotonic() > ends)
    if not found:
        raise ValueError("no way was found to keep the maximum lags")
    made = found[-1]
    before = dc.replace(problem, planned=planned)
    moves = sorted(moves_of(before, made), key=lambda move: (move.start_is, move.task))
    return Levelled(made, finishes(problem, made), tuple(moves), {}, too_large)


def _directions(problem: Problem) -> tuple[Links, Links]:
    """The links along which tasks can be put in order, and those that lead back: maximum lags."""
    every = np.ones(len(problem.links), bool)
    lag = start_lags(problem)
    for ahead in (every, lag >= 0):
        found = _only(problem.links, ahead)
        if along_links(dc.replace(problem, links=found)) is not None:
            return found, _only(problem.links, ~ahead)
    return _only(problem.links, lag > 0), _only(problem.links, lag <= 0)


def _only(links: Links, some: Flags) -> Links:
    return Links(*(getattr(links, field.name)[some] for field in dc.fields(Links)))


def eased(problem: Problem) -> tuple[Problem, tuple[int, ...]]:
    """The problem with no task asking for more than there is for ever after, and the tasks that did."""
    steady = problem.capacity[:, -1]
    over = (problem.request > steady).any(axis=1) & (problem.duration > 0)
    tasks = np.unique(np.searchsorted(problem.first, np.flatnonzero(over), side="right") - 1)
    made = dc.replace(problem, request=np.minimum(problem.request, steady))
    return made, tuple(int(i) for i in tasks if problem.fixed[i] < 0)


def _planned(problem: Problem) -> Ints:
    """Where each task stands before levelling."""
    heads = earliest_starts(problem)
    planned = problem.planned if heads is None else np.where(problem.planned < 0, heads, problem.planned)
    return np.where(problem.fixed >= 0, problem.fixed, np.maximum(planned, problem.release))


def _ties(problem: Problem, planned: Ints) -> list[Ints]:
    """Keys among equal priorities, smallest first: the latest start that delays nobody, float, the plan."""
    tail = tails(problem)
    latest = int((planned + tail).max()) - tail
    return [latest, latest - planned, planned]


def _change(problem: Problem, done: Levelled) -> tuple[int, int, int, int]:
    late = np.maximum(done.ends - problem.due, 0)
    delay = sum(move.delay for move in done.moves)
    return int((problem.weight * late).sum()), int(done.ends.max()), delay, len(done.moves)


class _Plan:
    """A plan that is being put together again."""

    def __init__(self, problem: Problem, planned: Ints, splits: Splits, holds: Ints, holders: Ints) -> None:
        self._problem = problem
        self._planned = planned
        self._split, self._least, self._rests = splits.may, splits.least, splits.rests
        self._holds, self._holders = holds, holders
        slots = max(horizon(problem), int((planned + problem.duration).max())) + int(problem.duration.sum())
        self._free = supply_of(problem, slots)
        self._working = working_slots(problem, slots)
        self._slots = slots
        self._starts = planned.copy()
        self._ends = planned.copy()
        self._taken: dict[int, Ints] = {}
        self._back = np.zeros(problem.tasks, bool)
        self._before: list[list[int]] = [[] for _ in range(problem.tasks)]
        for a, j in enumerate(problem.links.after.tolist()):
            if problem.fixed[j] < 0:
                self._before[j].append(a)

    def levelled(self, key: Ints, too_large: tuple[int, ...]) -> Levelled:
        """Put every task back, by priority and then by key."""
        moves = [move for i in self._order(key) if (move := self._place(i)) is not None]
        moves.sort(key=lambda move: (move.start_is, move.task))
        broken = {
            i: parts_of(slots, self._work(i, int(slots[0]), int(slots[-1]) + 1))
            for i, slots in self._taken.items()
            if self._broken(i, slots, int(self._starts[i]))
        }
        modes = self._problem.first[:-1].copy()
        return Levelled(Schedule(self._starts, modes), self._ends, tuple(moves), broken, too_large)

    def too_early(self, back: Links) -> Iterator[tuple[int, int, int]]:
        """Tasks that break a link backwards, where each would have to start, and what it is tied to."""
        ends, starts = self._ends, self._starts
        since = np.where(back.from_finish, ends[back.before], starts[back.before]) + back.lag
        until = np.where(back.to_finish, ends[back.after], starts[back.after])
        broken = (until < since) & (self._problem.fixed[back.after] < 0)
        for a in np.flatnonzero(broken).tolist():
            task, at = int(back.after[a]), int(since[a])
            start = self._start_for(task, at) if back.to_finish[a] else at
            yield task, max(start, int(starts[task]) + 1), int(back.before[a])

    def _order(self, key: Ints) -> list[int]:
        """Tasks after those they wait for, the important first; see the module."""
        problem = self._problem
        rank = (problem.priority + np.where(problem.fixed >= 0, 1 << 40, 0)).copy()
        order = along_links(problem)
        waits = [len(links) for links in self._before]
        after: list[list[int]] = [[] for _ in waits]
        for j, links in enumerate(self._before):
            for a in links:
                after[int(problem.links.before[a])].append(j)
        for i in [] if order is None else order[::-1].tolist():
            rank[i] = max([rank[i], *(rank[j] for j in after[i])])
        ready = [(-rank[i], key[i], i) for i, n in enumerate(waits) if n == 0]
        heapq.heapify(ready)
        found = []
        while ready:
            i = heapq.heappop(ready)[2]
            found.append(i)
            for j in after[i]:
                waits[j] -= 1
                if waits[j] == 0:
                    heapq.heappush(ready, (-rank[j], key[j], j))
        return found

    def _place(self, i: int) -> Move | None:
        """Put one task back; the move where it is not where it was."""
        wanted, link = self._wanted(i)
        slots = self._fit(i, wanted)
        if len(slots):
            begin = wanted if slots[0] == self._first_work(i, wanted) else int(slots[0])
            self._starts[i], self._ends[i] = begin, int(slots[-1]) + 1
        else:
            self._starts[i] = self._ends[i] = begin = wanted
        short = self._short(i, wanted) if begin > wanted or self._broken(i, slots, begin) else (-1, -1, ())
        if self._problem.fixed[i] < 0:
            self._free[:, slots] -= self._problem.request[i][:, None]
        self._taken[i] = slots
        self._back[i] = True
        if begin == self._planned[i] and short[0] < 0:
            return None
        return Move(i, int(self._planned[i]), begin, link, *short)

    def _wanted(self, i: int) -> tuple[int, int]:
        """The start that plan and links ask for, and the task whose link is later than the plan, or -1."""
        links, best, who = self._problem.links, int(self._holds[i]), int(self._holders[i])
        for a in self._before[i]:
            b = int(links.before[a])
            until = int((self._ends if links.from_finish[a] else self._starts)[b] + links.lag[a])
            start = self._start_for(i, until) if links.to_finish[a] else until
            if start > best:
                best, who = start, b
        return best, who

    def _start_for(self, i: int, until: int) -> int:
        """The earliest start that makes a task end at `until` or later."""
        span, row = int(self._problem.duration[i]), int(self._problem.calendar[i])
        if row < 0 or span == 0:
            return until - span
        work = np.flatnonzero(self._working[row, : max(until - 1, 0)])
        return int(work[-span + 1]) if 1 < span <= len(work) + 1 else (max(until - 1, 0) if span == 1 else 0)

    def _work(self, i: int, start: int, stop: int) -> Ints:
        """The slots between two in which a task could work by its calendar."""
        row = int(self._problem.calendar[i])
        if row < 0:
            return np.arange(start, min(stop, self._slots))
        work: Ints = start + np.flatnonzero(self._working[row, start:stop])
        return work

    def _first_work(self, i: int, start: int) -> int:
        work = self._work(i, start, start + _WINDOW)
        return int(work[0]) if len(work) else start

    def _fit(self, i: int, start: int) -> Ints:
        """The slots in which a task works when it starts at a slot or as soon after as there is room."""
        span, asks = int(self._problem.duration[i]), np.flatnonzero(self._problem.request[i])
        if self._problem.fixed[i] >= 0 or not span:
            asks = asks[:0]
        window = _WINDOW + 2 * span
        while True:
            work = self._work(i, start, start + window)
            if not len(asks) and len(work) >= span:
                return work[:span]
            room = (self._free[np.ix_(asks, work)] >= self._problem.request[i, asks][:, None]).all(axis=0)
            slots = work[self._chosen(i, room, span)]
            if len(slots):
                return slots
            if start + window >= self._slots:
                raise ValueError("there is no room for a task")
            window *= 4

    def _chosen(self, i: int, room: Flags, span: int) -> Ints:
        """Where a task works among the slots of its calendar, by the room that there is; else empty."""
        shape = self._rests.get(i)
        if shape is not None:
            return in_shape(room, shape)
        whole = at_one_go(room, span)
        if not self._split[i]:
            return whole
        parts = in_pieces(room, span, self._least)
        return parts if len(parts) and (not len(whole) or parts[-1] < whole[-1]) else whole

    def _broken(self, i: int, slots: Ints, begin: int) -> bool:
        """Whether a task that may be split was: it ends later than it would at one go."""
        span = int(self._problem.duration[i])
        if not (self._split[i] and span):
            return False
        return int(slots[-1]) > int(self._work(i, begin, self._slots)[span - 1])

    def _short(self, i: int, wanted: int) -> tuple[int, int, tuple[int, ...]]:
        """The resource, the slot and the tasks in the way at the place that was wanted."""
        problem = self._problem
        span = int(problem.duration[i])
        work = self._work(i, wanted, self._slots)[:span]
        if i in self._rests:
            work = np.concatenate([work[first:after] for first, after in self._rests[i]])
        short = self._free[:, work] < problem.request[i][:, None]
        if not short.any():
            return -1, -1, ()
        at = int(short.any(axis=0).argmax())
        k, slot = int(short[:, at].argmax()), int(work[at])
        near = self._back & (self._starts <= slot) & (self._ends > slot) & (problem.request[:, k] > 0)
        others = [j for j in np.flatnonzero(near).tolist() if slot in self._taken[j]]
        return k, slot, tuple(others)
