"""A plan as arrays: what the engine schedules from. Inputs alone; no computed date is in here.

Each group holds columns of equal length (struct of arrays). Tasks are rows in plan order, so that a
summary stands above what is under it; everything else refers to rows by index. Several projects with
links between them are one network: `Tasks.project` says whose row it is.
"""

from __future__ import annotations

import dataclasses as dc
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.workpattern import Pattern

Index = npt.NDArray[np.int32]
Small = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


class Kind(IntEnum):
    """What a row is to the engine."""

    TASK = 0
    MILESTONE = 1
    """Work of no length, or flagged as a milestone; it may stand at the end of a working period."""
    SUMMARY = 2
    """Its dates are those of what is under it; links and constraints on it pass to those rows."""
    LOE = 3
    """Level of effort: spans what it is linked to, drives nothing, is never critical."""
    EVENT = 4
    """A dated occurrence: it moves by decision only, and so keeps its manual dates."""
    DUTY = 5
    """A recurring obligation: keeps its manual dates, drives nothing, is never critical."""
    HAMMOCK = 6
    """Like level of effort: as long as from its start links to its finish links."""
    BRANCH = 7
    """Has the dates of the summary that it stands under (P6: WBS summary); drives nothing."""


class Constraint(IntEnum):
    """The eight constraints, in MS Project's order of codes."""

    ASAP = 0
    ALAP = 1
    MSO = 2
    MFO = 3
    SNET = 4
    SNLT = 5
    FNET = 6
    FNLT = 7


class LinkType(IntEnum):
    """Which end of the predecessor drives which end of the successor."""

    FS = 0
    SS = 1
    FF = 2
    SF = 3


class Lag(IntEnum):
    """How a lag is counted."""

    WORKING = 0
    """In working time of the successor's calendar."""
    ELAPSED = 1
    PERCENT = 2
    """`Links.lag` is in hundredths of a per cent of the predecessor's duration."""


class LagClock(IntEnum):
    """In whose working time a lag is counted."""

    SUCCESSOR = 0
    PREDECESSOR = 1
    PROJECT = 2
    ALWAYS = 3


class FloatRule(IntEnum):
    """What total float is where start float and finish float differ."""

    SMALLEST = 0
    START = 1
    FINISH = 2


@dc.dataclass(frozen=True)
class Tasks:
    """The rows: n of each. Instants and durations are ticks; instants are NO_DATE where there is none."""

    uid: npt.NDArray[np.int64]
    """What the file or plan calls the row; unique within its project."""
    name: tuple[str, ...]
    """For notices alone."""
    kind: Small
    parent: Index
    """The row of its summary; -1 at the top."""
    project: Index
    """Index into `Network.projects`."""
    duration: Ticks
    """Working time on the task's calendar, or plain time where `elapsed`. Not used of summaries."""
    elapsed: Flags
    calendar: Index
    """Index into `Network.calendars`; -1 is the project's."""
    constraint: Small
    constraint_date: Ticks
    deadline: Ticks
    manual: Flags
    """Scheduled by hand: keeps manual_start and manual_finish whatever links say."""
    manual_start: Ticks
    manual_finish: Ticks
    placeholder: Flags
    """By hand with words in place of dates: never critical."""
    active: Flags
    """An inactive row is scheduled and drives nothing."""
    external: Flags
    """A ghost of a row in another file: its manual dates stand."""
    priority: Index
    percent: Numbers
    """Of the duration, 0 to 100."""
    actual_start: Ticks
    actual_finish: Ticks
    remaining: Ticks
    """Working time left; the duration where nothing was reported."""
    resume: Ticks
    """When the remaining work of a started task goes on, where that was said."""
    levelling_delay: Ticks
    levelling_elapsed: Flags
    """Whether the delay is counted in plain time."""
    by_duration: Flags
    """The duration holds; otherwise the work of the assignments on their resources' calendars decides."""
    ignore_resource_calendars: Flags
    pause_task: Index
    """Splits, k in all: the row that has one, in order of row and place."""
    pause_after: Ticks
    """Working time that the row has done when the pause begins."""
    pause_length: Ticks
    """Working time that passes in the pause."""
    baseline_start: Ticks
    baseline_finish: Ticks
    baseline_duration: Ticks
    not_before: Ticks | None = None
    """A second bound on the start, from outside or another constraint; NO_DATE where there is none."""
    not_after: Ticks | None = None
    """A second bound on the late finish; NO_DATE where there is none."""
    soft: Flags | None = None
    """Rows whose must-dates and no-later dates bound their late dates and never pull the early ones."""
    expected: Ticks | None = None
    """When what is left of a row is to finish (P6), which makes its length; NO_DATE where nobody said."""
    opens: Flags | None = None
    """Rows of no length that begin something (P6's start milestone): they may stand late at the beginning
    of a working period."""
    whole: Flags | None = None
    """Rows that levelling does not break off."""

    def __len__(self) -> int:
        return len(self.uid)


@dc.dataclass(frozen=True)
class Links:
    """The dependencies: m of each, as rows of `Tasks`."""

    source: Index
    """The predecessor."""
    target: Index
    """The successor."""
    type: Small
    lag: Ticks
    """Negative is a lead. Ticks, or hundredths of a per cent where `lag_kind` is PERCENT."""
    lag_kind: Small

    def __len__(self) -> int:
        return len(self.source)


@dc.dataclass(frozen=True)
class Resources:
    """Who or what does the work: r of each."""

    uid: npt.NDArray[np.int64]
    name: tuple[str, ...]
    calendar: Index
    """Index into `Network.calendars`; -1 is the project's of each task."""
    max_units: Numbers
    """1.0 is one of them all the working time."""
    labour: Flags
    """False of materials and costs, which never make a task longer."""

    def __len__(self) -> int:
        return len(self.uid)


@dc.dataclass(frozen=True)
class Assignments:
    """Resources on tasks: a of each, as rows of `Tasks` and `Resources`."""

    task: Index
    resource: Index
    units: Numbers
    work: Ticks
    """Labour, in ticks; -1 where the file does not say."""
    actual_work: Ticks
    remaining_work: Ticks
    """Labour left; -1 where the file does not say."""
    delay: Ticks
    """Working time from the task's start to the assignment's."""

    def __len__(self) -> int:
        return len(self.task)


@dc.dataclass(frozen=True)
class Project:
    """The settings of one project of a network."""

    name: str = ""
    start: int = NO_DATE
    finish: int = NO_DATE
    """Needed where the project is scheduled from its finish; else worked out."""
    from_start: bool = True
    calendar: int = 0
    """Index into `Network.calendars`."""
    status: int = NO_DATE
    """The status date."""
    critical_limit: int = 0
    """Float up to this many ticks is critical."""
    near_limit: int = 5 * 8 * 600
    """Float up to this many ticks beyond the critical is near-critical."""
    honour_constraints: bool = True
    """Must-dates and no-later-than dates hold against links; otherwise links win."""
    move_remaining: bool = False
    """Work not done by the status date is put after it; not unless asked for."""
    from_status: bool = False
    """P6's way: what is left of every row is scheduled from the status date, behind its predecessors
    (retained logic); of lags, too, only what is left counts. Otherwise started rows keep their place."""
    lag_clock: LagClock = LagClock.SUCCESSOR
    float_rule: FloatRule = FloatRule.SMALLEST
    by_longest_path: bool = False
    """Critical is what drives the latest finish, whatever its float."""
    must_finish: int = NO_DATE
    """Where late dates count from; the latest early finish where there is none."""
    open_ends_critical: bool = False
    """Each network without a successor has its own finish (several critical paths)."""
    minutes_per_day: int = 480


@dc.dataclass(frozen=True)
class Network:
    """A plan, or several with links between them."""

    tasks: Tasks
    links: Links
    calendars: tuple[Pattern, ...]
    projects: tuple[Project, ...]
    resources: Resources
    assignments: Assignments
    shape: dict[str, Any] = dc.field(default_factory=dict, compare=False, repr=False)
    """What was worked out of the network's shape alone (`topology.shape_of`): shared with `with_tasks`."""

    def with_tasks(self, **columns: npt.NDArray[np.generic]) -> Network:
        """The same plan with other values in some columns of the tasks; the topology is kept.

        Only for columns that do not shape the network: not `kind`, `parent`, `active`, `project`.
        """
        made = dc.replace(self, tasks=dc.replace(self.tasks, **columns))  # type: ignore[arg-type]
        made.shape.update(self.shape)
        return made
