"""The rows and links that the checks look at, and their lengths in working days."""

from __future__ import annotations

import dataclasses as dc
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.network import Flags, Index, Kind, Network
from pmo_desktop.scheduling.ticks import MINUTE, NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.scheduling.worktime import WorkClock

_NO_WORK = (Kind.SUMMARY, Kind.LOE, Kind.HAMMOCK, Kind.MILESTONE, Kind.DUTY)


@dc.dataclass(frozen=True)
class Population:
    """A plan and its timetable, as the checks see them."""

    network: Network
    timetable: Timetable
    costed: Flags | None = None
    """Rows with a cost of their own, where that is known."""

    @cached_property
    def work(self) -> Flags:
        """Active rows of work: no summaries, milestones, level of effort or duties."""
        tasks = self.network.tasks
        found: Flags = tasks.active & ~tasks.external & ~np.isin(tasks.kind, _NO_WORK)
        return found

    @cached_property
    def complete(self) -> Flags:
        """Rows that are done."""
        tasks = self.network.tasks
        done: Flags = (tasks.actual_finish != NO_DATE) | (tasks.percent >= 100)
        return done

    @cached_property
    def open(self) -> Flags:
        """The population of most checks: rows of work that are not done."""
        return self.work & ~self.complete

    @cached_property
    def links(self) -> Index:
        """Links between rows of which the later one is not done."""
        links, tasks = self.network.links, self.network.tasks
        live = tasks.active & (tasks.kind != Kind.SUMMARY)
        kept = live[links.source] & live[links.target] & ~self.complete[links.target]
        return np.flatnonzero(kept).astype(np.int32)

    @cached_property
    def day(self) -> Ticks:
        """Ticks of a working day, per row."""
        per = np.array([project.minutes_per_day * MINUTE for project in self.network.projects], np.int64)
        found: Ticks = per[self.network.tasks.project]
        return found

    @cached_property
    def status(self) -> Ticks:
        """The status date of each row's project; NO_DATE where there is none."""
        dates = np.array([project.status for project in self.network.projects], np.int64)
        found: Ticks = dates[self.network.tasks.project]
        return found

    @cached_property
    def resourced(self) -> Flags:
        """Rows with a resource or a cost."""
        found = np.zeros(len(self.network.tasks), bool)
        found[self.network.assignments.task] = True
        return found if self.costed is None else found | self.costed

    def working_days(self, project: int, first: int, last: int) -> float:
        """Working days from one instant to another on a project's calendar; negative where it is earlier."""
        settings = self.network.projects[project]
        clock = WorkClock(self.network.calendars[settings.calendar])
        ends = np.array([first], np.int64), np.array([last], np.int64)
        return int(clock.between(*ends)[0]) / (settings.minutes_per_day * MINUTE)

    @cached_property
    def last(self) -> int | None:
        """The end milestone: the row that ends last, a milestone before a task; None in an empty plan."""
        tasks = self.network.tasks
        rows = np.flatnonzero(tasks.active & np.isin(tasks.kind, (Kind.TASK, Kind.MILESTONE, Kind.EVENT)))
        if not len(rows):
            return None
        keys = (rows, tasks.kind[rows] == Kind.MILESTONE, self.timetable.finish[rows])
        return int(rows[np.lexsort(keys)[-1]])


def places(flags: npt.NDArray[np.bool_]) -> tuple[int, ...]:
    """The rows that are flagged."""
    return tuple(np.flatnonzero(flags).tolist())
