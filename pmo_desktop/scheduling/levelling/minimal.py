"""Minimal-change levelling: each task stays where it is unless a resource is over-used there.

Tasks are put back one after another, those that should rather stay first: by priority (what comes before a
task of high priority counts as high), then by float. Who comes later finds the first place, from where
it was, that those before it leave free, and no earlier: nothing is pulled forward. Three ways to break ties
between equal priorities are tried; the one that ends soonest and moves least is kept.
"""

from __future__ import annotations

import dataclasses as dc
import heapq

import numpy as np

from pmo_desktop.scheduling.levelling.moves import Levelled, Move
from pmo_desktop.scheduling.levelling.nets import along_links, horizon, supply_of, working_slots
from pmo_desktop.scheduling.levelling.paths import earliest_starts, tails
from pmo_desktop.scheduling.levelling.problem import Flags, Ints, Problem, Schedule

_WINDOW = 512
"""Slots looked at first for a place; then four times as many, and so on."""


def level_minimal(problem: Problem, may_split: Flags | None = None) -> Levelled:
    """Level a plan with as little change as possible, and say why each task moved.

    Starts from `problem.planned`, or the earliest start by links where that is NOT_SET. `may_split` (tasks,)
    names the tasks that may be broken off and taken up again. Raises ValueError for a choice of modes and for
    links that go round in circles (maximum lags): `solve` takes those.
    """
    if problem.multi_mode or along_links(problem) is None:
        raise ValueError("minimal change needs one mode a task and no maximum lags")
    fitting, too_large = eased(problem)
    planned = _planned(fitting)
    split = np.zeros(problem.tasks, bool) if may_split is None else np.asarray(may_split, bool)
    tried = [_Plan(fitting, planned, split).levelled(key, too_large) for key in _ties(fitting, planned)]
    return min(tried, key=lambda done: _change(problem, done))


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

    def __init__(self, problem: Problem, planned: Ints, split: Flags) -> None:
        self._problem = problem
        self._planned = planned
        self._split = split
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
        parts = {i: _parts(slots) for i, slots in self._taken.items() if self._split[i]}
        broken = {i: p for i, p in parts.items() if self._broken(i, self._taken[i], int(self._starts[i]))}
        modes = self._problem.first[:-1].copy()
        return Levelled(Schedule(self._starts, modes), self._ends, tuple(moves), broken, too_large)

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
        links, best, who = self._problem.links, int(self._planned[i]), -1
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
            if self._split[i]:
                slots: Ints = work[room][:span]
            else:
                at = _first_run(room, span)
                slots = work[at : at + span] if at >= 0 else work[:0]
            if len(slots) == span:
                return slots
            if start + window >= self._slots:
                raise ValueError("there is no room for a task")
            window *= 4

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
        short = self._free[:, work] < problem.request[i][:, None]
        if not short.any():
            return -1, -1, ()
        at = int(short.any(axis=0).argmax())
        k, slot = int(short[:, at].argmax()), int(work[at])
        near = self._back & (self._starts <= slot) & (self._ends > slot) & (problem.request[:, k] > 0)
        others = [j for j in np.flatnonzero(near).tolist() if slot in self._taken[j]]
        return k, slot, tuple(others)


def _first_run(room: Flags, span: int) -> int:
    """The first place from which so many flags in a row are set, -1 where there is none."""
    if len(room) < span:
        return -1
    taken = np.concatenate(([0], np.cumsum(~room)))
    free = taken[span:] == taken[:-span]
    return int(free.argmax()) if free.any() else -1


def _parts(slots: Ints) -> tuple[tuple[int, int], ...]:
    """Slots as stretches (from, to)."""
    if not len(slots):
        return ()
    cuts = np.flatnonzero(np.diff(slots) > 1) + 1
    return tuple((int(part[0]), int(part[-1]) + 1) for part in np.split(slots, cuts))
