"""What a schedule file says, whoever wrote it: tasks, links, calendars, resources, as frozen values.

Nothing here is worked out. Dates are the file's own wall clock (naive datetimes), durations and work are
working minutes as stored (a fraction where the file counts tenths of a minute), slack likewise. What the
file holds and this form does not is named in `ScheduleFile.warnings`, with counts.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from pmo_desktop.domain.schedulecalendar import Calendar, DayHours, week_of
from pmo_desktop.domain.schedulep6 import (
    FileProject,
    P6Activity,
    P6Options,
)
from pmo_desktop.domain.scheduleresources import (
    Assignment,
    Availability,
    CustomValue,
    Resource,
    Spread,
    Stretch,
)
from pmo_desktop.domain.schedulewords import (
    ActivityKind,
    ConstraintKind,
    Contour,
    CriticalRule,
    FloatRule,
    LagCalendar,
    LinkType,
    OutOfSequence,
    PercentRule,
    ResourceKind,
    TaskKind,
    TimeUnit,
    WorkRule,
)

__all__ = (
    "ActivityKind",
    "Assignment",
    "Availability",
    "ConstraintKind",
    "Contour",
    "CriticalRule",
    "CustomField",
    "CustomValue",
    "FileHeader",
    "FileProject",
    "FileWarning",
    "FloatRule",
    "LagCalendar",
    "Link",
    "LinkType",
    "OutOfSequence",
    "P6Activity",
    "P6Options",
    "PercentRule",
    "Resource",
    "ResourceKind",
    "ScheduleCounts",
    "ScheduleFile",
    "Spread",
    "Stretch",
    "Task",
    "TaskBaseline",
    "TaskKind",
    "TimeUnit",
    "WorkRule",
)


@dc.dataclass(frozen=True, slots=True)
class TaskBaseline:
    """What a task was promised to be, under a baseline's number. Cost in hundredths of the currency."""

    number: int
    start: datetime | None = None
    finish: datetime | None = None
    duration_minutes: float | None = None
    work_minutes: float | None = None
    cost: int | None = None


@dc.dataclass(frozen=True, slots=True)
class Task:
    """One row of the plan, as stored. Costs are hundredths of the file's currency."""

    uid: int
    id: int
    name: str
    kind: TaskKind
    wbs: str = ""
    outline_level: int = 1
    parent_uid: int | None = None
    """None at the top; the project's own summary row is never a parent."""
    manual: bool = False
    active: bool = True
    critical: bool = False
    recurring: bool = False
    external: bool = False
    """A ghost of a task that lives in another file."""
    inserted: bool = False
    """Stands for a whole file that is inserted here."""
    marked_milestone: bool = False
    """Flagged as a milestone, whatever its duration and kind."""
    start: datetime | None = None
    finish: datetime | None = None
    duration_minutes: float | None = None
    duration_unit: TimeUnit = TimeUnit.DAY
    elapsed: bool = False
    """The duration runs through nights and weekends."""
    estimated: bool = False
    work_rule: WorkRule = WorkRule.FIXED_UNITS
    effort_driven: bool = False
    work_minutes: float | None = None
    actual_work_minutes: float | None = None
    remaining_work_minutes: float | None = None
    constraint: ConstraintKind = ConstraintKind.ASAP
    constraint_date: datetime | None = None
    deadline: datetime | None = None
    priority: int = 500
    calendar_uid: int | None = None
    ignore_resource_calendars: bool = False
    percent_complete: int = 0
    percent_work_complete: int = 0
    physical_percent_complete: int = 0
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    actual_duration_minutes: float | None = None
    remaining_duration_minutes: float | None = None
    stop: datetime | None = None
    resume: datetime | None = None
    early_start: datetime | None = None
    early_finish: datetime | None = None
    late_start: datetime | None = None
    late_finish: datetime | None = None
    total_slack_minutes: float | None = None
    free_slack_minutes: float | None = None
    manual_start: datetime | None = None
    manual_finish: datetime | None = None
    manual_duration_minutes: float | None = None
    start_words: str | None = None
    """What somebody wrote in place of a date, perhaps nothing; None where dates are dates. Likewise below."""
    finish_words: str | None = None
    duration_words: str | None = None
    levelling_delay_minutes: float = 0.0
    levelling_delay_elapsed: bool = True
    levelling_can_split: bool = True
    cost: int | None = None
    fixed_cost: int | None = None
    actual_cost: int | None = None
    notes: str = ""
    baselines: tuple[TaskBaseline, ...] = ()
    custom: tuple[CustomValue, ...] = ()
    splits: tuple[Stretch, ...] = ()
    """When the task rests between its parts, as the spread of its work says; in order, apart."""
    spread: tuple[Spread, ...] = ()
    """Values by period of work that nobody is assigned to."""
    code: str = ""
    """The id that people give an activity (P6: A1000), where the format has one beside the WBS code."""
    project_uid: int | None = None
    """Which of `ScheduleFile.projects` the row is of; None where the file is one project."""
    p6: P6Activity | None = None
    """What Primavera says beyond this; None in files of other programs and for summaries."""

    @property
    def in_words(self) -> bool:
        """Whether its dates or length are not known yet: what stands in their place is only a guess."""
        return (self.start_words, self.finish_words, self.duration_words) != (None, None, None)


@dc.dataclass(frozen=True, slots=True)
class Link:
    """A dependency. The lag is minutes, unless `lag_percent` (of the predecessor's duration) is set."""

    predecessor_uid: int
    successor_uid: int
    type: LinkType = LinkType.FS
    lag_minutes: float = 0.0
    lag_percent: float | None = None
    lag_elapsed: bool = False
    lag_unit: TimeUnit = TimeUnit.DAY
    other_file: str = ""
    """Where the predecessor lives, when it is in another file."""


@dc.dataclass(frozen=True, slots=True)
class CustomField:
    """A field that the file's owner added or renamed; `id` is what custom values refer to."""

    id: str
    name: str
    alias: str = ""


@dc.dataclass(frozen=True, slots=True)
class FileWarning:
    """Something in the file that was not taken, or taken otherwise: a translated sentence and how often."""

    text: str
    count: int
    examples: tuple[str, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class FileHeader:
    """What the file says about the project as a whole and about how it counts time."""

    title: str = ""
    author: str = ""
    manager: str = ""
    company: str = ""
    written_by: str = ""
    """The program or version that saved the file, as it says itself."""
    created: datetime | None = None
    saved: datetime | None = None
    status_date: datetime | None = None
    start: datetime | None = None
    finish: datetime | None = None
    from_start: bool = True
    """Scheduled from the start; otherwise backwards from the finish."""
    calendar_uid: int | None = None
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20
    day_starts: int = 480
    """Minute of the day at which a date without a time begins."""
    day_ends: int = 1020
    currency: str = ""
    """ISO 4217, or empty."""
    critical_slack_days: float = 0.0
    honour_constraints: bool = True
    splits_in_progress: bool = True
    multiple_critical_paths: bool = False
    p6: P6Options | None = None
    """How P6 scheduled the (first) project; None in files of other programs."""


@dc.dataclass(frozen=True, slots=True)
class ScheduleCounts:
    """How much a file holds. Tasks are rows without children, milestones among them; no blank rows."""

    tasks: int
    summaries: int
    milestones: int
    blanks: int
    links: int
    lags: int
    percent_lags: int
    resources: int
    assignments: int
    calendars: int
    exceptions: int
    baselines: int
    """Tasks, of any kind, with at least one baseline."""
    constraints: Mapping[ConstraintKind, int]
    """Of tasks without children, other than as soon as possible."""


@dc.dataclass(frozen=True)
class ScheduleFile:
    """A whole schedule file. Rows keep the file's order."""

    source: str
    """The file's name."""
    format: str
    header: FileHeader
    calendars: tuple[Calendar, ...] = ()
    tasks: tuple[Task, ...] = ()
    links: tuple[Link, ...] = ()
    resources: tuple[Resource, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    project_row: Task | None = None
    """The summary row of the whole project, when the file has one; not among the tasks."""
    timephased: int = 0
    """How many values the file spreads over time; those of assignments are in `Assignment.spread`."""
    warnings: tuple[FileWarning, ...] = ()
    projects: tuple[FileProject, ...] = ()
    """The projects of a file that may hold several (P6); empty where the header is all there is."""

    @cached_property
    def calendar_by_uid(self) -> Mapping[int, Calendar]:
        """The calendars by their unique id."""
        return {calendar.uid: calendar for calendar in self.calendars}

    @cached_property
    def counts(self) -> ScheduleCounts:
        """How much of each kind the file holds."""
        kinds = Counter(task.kind for task in self.tasks)
        leaves = [t for t in self.tasks if t.kind not in (TaskKind.SUMMARY, TaskKind.BLANK)]
        asked: Counter[ConstraintKind] = Counter(t.constraint for t in leaves)
        del asked[ConstraintKind.ASAP]
        return ScheduleCounts(
            tasks=len(leaves),
            summaries=kinds[TaskKind.SUMMARY],
            milestones=kinds[TaskKind.MILESTONE],
            blanks=kinds[TaskKind.BLANK],
            links=len(self.links),
            lags=sum(bool(link.lag_minutes or link.lag_percent) for link in self.links),
            percent_lags=sum(bool(link.lag_percent) for link in self.links),
            resources=len(self.resources),
            assignments=len(self.assignments),
            calendars=len(self.calendars),
            exceptions=sum(len(calendar.exceptions) for calendar in self.calendars),
            baselines=sum(bool(task.baselines) for task in self.tasks),
            constraints=dict(asked),
        )

    def week_of(self, calendar_uid: int | None) -> tuple[DayHours, ...]:
        """The seven days of a calendar from Monday, with what its bases say filled in."""
        return week_of(calendar_uid, self.calendar_by_uid)
