"""Tasks with calendars of their own in the solver's model: they pause in slots in which others work.

Such a task is counted along the slots in which its calendar works: there it is one piece of fixed length. The
slot behind a place on that axis is the place and all gaps before it, one truth value for each gap. What all
its users have on one calendar is limited along that axis. Where calendars differ, a task takes a resource in
each stretch of its calendar by as much of it as lies between its start and its finish.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pmo_desktop.scheduling.levelling.nets import supply_of, working_slots
from pmo_desktop.scheduling.levelling.problem import Ints, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel

MOST_PARTS = 20_000
"""Gaps and stretches of all tasks together, above which a model is not made."""


@dc.dataclass(frozen=True, eq=False)
class Week:
    """One calendar: the slots in which it works, and where gaps lie before them."""

    slots: Ints
    gaps: Ints
    """Places on the axis that have a gap before them."""
    widths: Ints

    def stretches(self, first: int, last: int) -> list[tuple[int, int]]:
        """The stretches (from, to) of slots in a row between two places."""
        cuts = [first, *(int(g) for g in self.gaps if first < g <= last), last + 1]
        return [(int(self.slots[a]), int(self.slots[b - 1]) + 1) for a, b in pairwise(cuts)]


@dc.dataclass(frozen=True, eq=False)
class Paced:
    """One task: its place on the axis of its calendar, its first slot of work, the slot after its last."""

    place: Any
    first: Any
    finish: Any
    span: int
    stretches: list[tuple[int, int]]


def weeks_of(problem: Problem, slots: int) -> list[Week]:
    """The calendars over so many slots."""
    found = []
    for flags in working_slots(problem, slots):
        at = np.flatnonzero(flags)
        before = np.diff(np.concatenate(([-1], at))) - 1
        gaps = np.flatnonzero(before > 0)
        found.append(Week(at, gaps, before[gaps]))
    return found


def too_many(problem: Problem, most: int) -> bool:
    """Whether the model would have too many parts."""
    weeks = weeks_of(problem, most + 1)
    rows = problem.calendar[(problem.calendar >= 0) & (problem.fixed < 0) & (problem.duration > 0)]
    return sum(3 * len(weeks[row].gaps) for row in rows.tolist()) > MOST_PARTS


def paced(cp: CpModel, problem: Problem, task: int, week: Week, start: Any, ends: tuple[int, int]) -> Paced:
    """A task that may start in `ends[0]` at the earliest and must be done by `ends[1]`."""
    span = int(problem.duration[task])
    low = int(np.searchsorted(week.slots, ends[0]))
    high = max(int(np.searchsorted(week.slots, ends[1])) - span, low)
    place = cp.new_int_var(low, high, "")
    reached = _Reached(cp, place, low, high)
    offset = int(week.slots[low]) - low
    gaps = [(int(g), int(w)) for g, w in zip(week.gaps, week.widths, strict=True) if low < g <= high + span]
    first = place + offset + sum(width * reached(gap) for gap, width in gaps)
    finish = place + span + offset + sum(width * reached(gap - span + 1) for gap, width in gaps)
    if _starts_count(problem, task):
        # it may also start in the gap before its first slot: for what is linked to its start that is sooner
        before = [(low, int(w)) for g, w in zip(week.gaps, week.widths, strict=True) if g == low]
        base = offset - sum(width for _, width in before)
        cp.add(start <= first)
        cp.add(start >= place + base + sum(width * reached(gap + 1) for gap, width in [*before, *gaps]))
    else:
        cp.add(start == first)
    return Paced(place, first, finish, span, week.stretches(low, high + span - 1))


def _starts_count(problem: Problem, task: int) -> bool:
    """Whether anything is linked to the start of a task."""
    return bool(((problem.links.before == task) & ~problem.links.from_finish).any())


class _Reached:
    """Truth values "the place is this or later", each made once."""

    def __init__(self, cp: CpModel, place: Any, low: int, high: int) -> None:
        self._cp, self._place, self._low, self._high = cp, place, low, high
        self._known: dict[int, Any] = {}

    def __call__(self, least: int) -> Any:
        if least <= self._low:
            return 1
        if least > self._high:
            return 0
        if least not in self._known:
            flag = self._known[least] = self._cp.new_bool_var("")
            self._cp.add(self._place >= least).only_enforce_if(flag)
            self._cp.add(self._place < least).only_enforce_if(~flag)
        return self._known[least]


def limit(
    cp: CpModel,
    problem: Problem,
    starts: Sequence[Any],
    tasks: dict[int, Paced],
    weeks: Sequence[Week],
    most: int,
) -> None:
    """No resource is over-used: one constraint for each, along one calendar where all its users keep one."""
    supply = supply_of(problem, most + 1)
    pieces: dict[int, list[Any]] = {}
    for k in range(problem.resources):
        asked = problem.request[:, k]
        users = np.flatnonzero((asked > 0) & (problem.duration > 0) & (problem.fixed < 0)).tolist()
        if not users:
            continue
        rows = set(problem.calendar[users].tolist())
        level = supply[k]
        used: list[tuple[Any, int]] = []
        if len(rows) == 1 and (row := rows.pop()) >= 0:
            slots = weeks[row].slots
            level = level[slots[slots <= most]]
            for i in users:
                one = tasks[i]
                used += [(cp.new_fixed_size_interval_var(one.place, one.span, ""), int(asked[i]))]
        else:
            for i in users:
                if i in tasks:
                    if i not in pieces:
                        pieces[i] = [_piece(cp, tasks[i], a, b) for a, b in tasks[i].stretches]
                    used += [(piece, int(asked[i])) for piece in pieces[i]]
                else:
                    span = int(problem.duration[i])
                    used.append((cp.new_fixed_size_interval_var(starts[i], span, ""), int(asked[i])))
        _cumulative(cp, used, level)


def _piece(cp: CpModel, task: Paced, begin: int, end: int) -> Any:
    """The part of a task that lies in one stretch of its calendar; of no length where none does."""

    def within(at: Any) -> Any:
        low, found = cp.new_int_var(0, end, ""), cp.new_int_var(begin, end, "")
        cp.add_min_equality(low, [end, at])
        cp.add_max_equality(found, [begin, low])
        return found

    start, finish = within(task.first), within(task.finish)
    length = cp.new_int_var(0, min(end - begin, task.span), "")
    return cp.new_interval_var(start, length, finish, "")


def _cumulative(cp: CpModel, used: list[tuple[Any, int]], level: Ints) -> None:
    top = int(level.max(initial=0))
    edges = np.concatenate(([0], np.flatnonzero(np.diff(level)) + 1, [len(level)]))
    for a, b in pairwise(edges.tolist()):
        if b > a and level[a] < top:
            used.append((cp.new_fixed_size_interval_var(a, b - a, ""), top - int(level[a])))
    cp.add_cumulative([interval for interval, _ in used], [amount for _, amount in used], top)
