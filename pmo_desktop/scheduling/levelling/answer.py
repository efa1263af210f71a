"""What levelling answers: a schedule, what it is worth, and how far from the best possible it can be."""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.scheduling.levelling.nets import slots_of_work, working_slots
from pmo_desktop.scheduling.levelling.problem import Ints, Problem, Schedule, chosen


@dc.dataclass(frozen=True, eq=False)
class Answer:
    """The outcome of one run."""

    schedule: Schedule | None
    """None where none was found, or none can be."""
    makespan: int
    """Slots from 0 to the last finish; 0 without a schedule."""
    value: int
    """What was made small: the makespan, or `worth` where lateness is weighted."""
    lower_bound: int
    """No schedule has a smaller value."""
    proven: bool
    """The schedule is the best there is, or it is proven that there is none."""
    infeasible: bool
    """It is proven that there is no schedule."""
    method: str
    """What found the schedule: rules, genetic, repair, exact."""
    evaluated: int
    """Schedules that were built on the way."""

    @property
    def gap(self) -> float:
        """At most so much above the best possible, as a fraction; 0 where proven."""
        if self.proven or self.schedule is None or self.lower_bound <= 0:
            return 0.0
        return self.value / self.lower_bound - 1


def finishes(problem: Problem, schedule: Schedule) -> Ints:
    """(tasks,) the slot after the last in which each task works."""
    plain = chosen(problem, schedule.modes)
    found = schedule.starts + plain.duration
    if plain.calendared:
        last = int(schedule.starts.max(initial=0) + plain.duration.sum()) + plain.working.shape[1] + 1
        working = working_slots(plain, last)
        for i in np.flatnonzero((plain.calendar >= 0) & (plain.duration > 0)):
            found[i] = slots_of_work(plain, int(i), int(schedule.starts[i]), working)[-1] + 1
    return found


def makespan_of(problem: Problem, schedule: Schedule) -> int:
    """The slot after the last in which anything works."""
    return int(finishes(problem, schedule).max())


def worth_of(problem: Problem, schedule: Schedule, scale: int) -> int:
    """The value of a schedule: its makespan, after `scale` times its weighted lateness where that counts."""
    ends = finishes(problem, schedule)
    makespan = int(ends.max())
    if not problem.weighted:
        return makespan
    late = np.maximum(ends - problem.due, 0)
    return scale * int((problem.weight * late).sum()) + makespan


def in_first_mode(problem: Problem, starts: Ints) -> Schedule:
    """A schedule of a problem whose tasks have one mode each."""
    return Schedule(np.ascontiguousarray(starts, np.int64), problem.first[:-1].copy())
