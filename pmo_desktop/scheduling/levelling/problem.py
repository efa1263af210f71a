"""What is to be levelled, as arrays: modes, requests, capacities in time slots, links with lags.

Time is counted in slots from 0; the package's docstring says how a plan becomes slots. Nothing here knows
dates, people or files.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
ArrayLike = npt.ArrayLike

NOT_SET = -1
"""A task without a fixed or planned start, or without a calendar of its own."""


@dc.dataclass(frozen=True, eq=False)
class Links:
    """Columns of equal length: `after`'s start or finish >= `before`'s start or finish + `lag` slots.

    A minimum lag is positive, a lead negative. A maximum lag is a link backwards with a negative lag: "b
    starts at most 5 after a" is `before=b, after=a, lag=-5`, from start to start.
    """

    before: Ints
    after: Ints
    lag: Ints
    from_finish: Flags
    to_finish: Flags

    def __len__(self) -> int:
        return len(self.before)


@dc.dataclass(frozen=True, eq=False)
class Problem:
    """A project, or several over one pool of resources. Made by `make_problem`; all arrays are int64."""

    first: Ints
    """(tasks + 1): the modes of task i are the rows `first[i]` to `first[i + 1]` of the next three."""
    duration: Ints
    """(modes,) slots of work."""
    request: Ints
    """(modes, renewable resources): what a mode takes in every slot in which it works."""
    draw: Ints
    """(modes, non-renewable resources): what a mode uses up once."""
    capacity: Ints
    """(renewable resources, slots): what there is in each slot; the last column holds for ever after."""
    stock: Ints
    """(non-renewable resources,): what there is in all."""
    links: Links
    release: Ints
    """(tasks,) no start before this slot."""
    fixed: Ints
    """(tasks,) the start of what has begun or must stay, else NOT_SET. Links into such a task do not bind:
    what has happened has happened. Its resources are used, even beyond the capacity."""
    planned: Ints
    """(tasks,) where the task stands in the plan in hand, else NOT_SET."""
    priority: Ints
    """(tasks,) the higher, the rather it stays where it is."""
    due: Ints
    """(tasks,) the slot by which it should be finished; counts where `weight` is positive."""
    weight: Ints
    """(tasks,) what a slot of lateness costs. All 0: the makespan alone counts."""
    calendar: Ints
    """(tasks,) row of `working`, or NOT_SET for a task that works in every slot."""
    working: Flags
    """(calendars, slots): whether there is work; after the last column there always is."""

    @property
    def tasks(self) -> int:
        """How many tasks."""
        return len(self.first) - 1

    @property
    def resources(self) -> int:
        """How many renewable resources."""
        return int(self.capacity.shape[0])

    @property
    def multi_mode(self) -> bool:
        """Whether a task can be done in more than one way, or something is used up."""
        return len(self.duration) > self.tasks or len(self.stock) > 0

    @property
    def weighted(self) -> bool:
        """Whether lateness counts, and the makespan only among equals."""
        return bool((self.weight > 0).any())

    @property
    def steady(self) -> bool:
        """Whether a schedule read backwards is worth the same: capacities never change, nothing holds a task
        but links and resources, and the makespan alone counts.
        """
        if self.weighted:
            return False
        still = self.capacity.shape[1] == 1 and not self.release.any() and not self.calendared
        return still and bool((self.fixed < 0).all())

    @property
    def calendared(self) -> bool:
        """Whether a task pauses where others work."""
        return bool((self.calendar >= 0).any())


@dc.dataclass(frozen=True, eq=False)
class Schedule:
    """When each task starts, and in which mode (a row of the problem's modes)."""

    starts: Ints
    modes: Ints


def no_links() -> Links:
    """No link at all."""
    none = np.zeros(0, np.int64)
    return Links(none, none, none, none.astype(bool), none.astype(bool))


def links_of(rows: Iterable[tuple[int, int, int]], kind: str = "FS") -> Links:
    """Links of one type (FS, SS, FF, SF) from (before, after, lag)."""
    table = np.array(list(rows), np.int64).reshape(-1, 3)
    flags = np.ones(len(table), bool)
    before, after, lag = (np.ascontiguousarray(column) for column in table.T)
    return Links(before, after, lag, flags & (kind[0] == "F"), flags & (kind[1] == "F"))


def joined(*groups: Links) -> Links:
    """Several groups of links as one."""
    return Links(*(np.concatenate([getattr(g, f.name) for g in groups]) for f in dc.fields(Links)))


def make_problem(
    duration: ArrayLike,
    request: ArrayLike,
    capacity: ArrayLike,
    links: Links | None = None,
    *,
    modes: Sequence[int] | None = None,
    draw: ArrayLike | None = None,
    stock: ArrayLike = (),
    release: ArrayLike = 0,
    fixed: ArrayLike = NOT_SET,
    planned: ArrayLike = NOT_SET,
    priority: ArrayLike = 0,
    due: ArrayLike = 0,
    weight: ArrayLike = 0,
    calendar: ArrayLike = NOT_SET,
    working: ArrayLike | None = None,
) -> Problem:
    """A problem from what is known of it; see Problem for shapes, which scalars are spread to.

    `capacity` may be (resources,) where it never changes; `modes` is the number of modes of each task, one
    each by default. Raises ValueError where shapes, signs or indexes do not fit together.
    """
    lengths = _ints(duration)
    count = np.ones(len(lengths), np.int64) if modes is None else _ints(list(modes))
    first = np.concatenate(([0], np.cumsum(count))).astype(np.int64)
    tasks = len(count)
    levels = _ints(capacity)
    levels = levels.reshape(len(levels), -1 if len(levels) else 1)
    reserve = _ints(stock)

    def spread(value: ArrayLike) -> Ints:
        return np.ascontiguousarray(np.broadcast_to(_ints(value), (tasks,)))

    made = Problem(
        first=first,
        duration=lengths,
        request=_ints(request).reshape(len(lengths), len(levels)),
        draw=_ints(np.zeros((len(lengths), len(reserve))) if draw is None else draw).reshape(
            len(lengths), len(reserve)
        ),
        capacity=levels,
        stock=reserve,
        links=no_links() if links is None else links,
        release=spread(release),
        fixed=spread(fixed),
        planned=spread(planned),
        priority=spread(priority),
        due=spread(due),
        weight=spread(weight),
        calendar=spread(calendar),
        working=np.ones((0, 1), bool) if working is None else np.asarray(working, bool),
    )
    _check(made)
    return made


def _ints(values: ArrayLike) -> Ints:
    return np.ascontiguousarray(values, np.int64)


def _check(made: Problem) -> None:
    """Raise ValueError where the arrays contradict each other."""
    if not made.tasks or made.first[-1] != len(made.duration) or (np.diff(made.first) < 1).any():
        raise ValueError("every task needs a mode, and every mode a task")
    amounts = (made.duration, made.request, made.draw, made.capacity, made.stock, made.release, made.weight)
    if any(bool((a < 0).any()) for a in amounts):
        raise ValueError("durations, requests, capacities, releases and weights are not negative")
    ends = np.concatenate((made.links.before, made.links.after))
    if len(ends) and (ends.min() < 0 or ends.max() >= made.tasks):
        raise ValueError("a link names a task that is not there")
    if made.calendar.max() >= len(made.working):
        raise ValueError("a task names a calendar that is not there")
    if made.multi_mode and (made.calendared or bool((made.fixed >= 0).any())):
        raise ValueError("a choice of modes does not go together with calendars of tasks or fixed starts")


def chosen(problem: Problem, modes: Ints) -> Problem:
    """The problem with one mode for each task, and nothing that is used up."""
    if not problem.multi_mode:
        return problem
    return dc.replace(
        problem,
        first=np.arange(problem.tasks + 1, dtype=np.int64),
        duration=np.ascontiguousarray(problem.duration[modes]),
        request=np.ascontiguousarray(problem.request[modes]),
        draw=np.zeros((problem.tasks, 0), np.int64),
        stock=np.zeros(0, np.int64),
    )
