"""A schedule file as a network: its inputs alone, whatever dates it holds.

What counts as input: durations, work, constraints, deadlines, actual dates, percentages, calendars, links,
assignments; the dates of tasks that are scheduled by hand and of ghosts from other files; the delay that
levelling put on a task; where a row stood that waits for a row of a file not at hand. Start, finish, early,
late, slack and critical are not looked at otherwise.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from pmo_desktop.domain.schedulefile import (
    Link,
    ResourceKind,
    ScheduleFile,
    Task,
    TaskKind,
    WorkRule,
)
from pmo_desktop.scheduling import columns as col
from pmo_desktop.scheduling.from_p6 import CODES, links_that_hold, p6_projects, with_p6
from pmo_desktop.scheduling.network import (
    Assignments,
    Kind,
    Lag,
    Links,
    LinkType,
    Network,
    Project,
    Resources,
    Tasks,
)
from pmo_desktop.scheduling.outside import not_before
from pmo_desktop.scheduling.pausing import pauses_of
from pmo_desktop.scheduling.ticks import LONGEST, from_minutes, tick
from pmo_desktop.scheduling.worktime import WorkClock

_KINDS = {
    TaskKind.LEVEL_OF_EFFORT: Kind.LOE,
    TaskKind.SUMMARY: Kind.SUMMARY,
    TaskKind.MILESTONE: Kind.MILESTONE,
    TaskKind.TASK: Kind.TASK,
}
_MOST_UNITS = 1e6


def network_of(schedule: ScheduleFile) -> Network:
    """The network of one file. Blank rows and links to other files are left out."""
    tasks = [task for task in schedule.tasks if task.kind is not TaskKind.BLANK]
    places = {task.uid: row for row, task in enumerate(tasks)}
    book = col.PatternBook(schedule.calendar_by_uid, schedule.header.calendar_uid)
    projects: tuple[Project, ...] = (_project(schedule, tasks, book),)
    columns = dc.replace(_tasks(tasks, places, book), not_before=not_before(tasks, schedule.links, places))
    if schedule.header.p6 is not None and schedule.projects:
        projects = p6_projects(schedule.projects, projects[0], book)
        columns = with_p6(columns, tasks, schedule.projects)
    resources, assignments = _people(schedule, places, book)
    return Network(
        tasks=columns,
        links=_links(_holding(schedule), places),
        calendars=book.patterns,
        projects=projects,
        resources=resources,
        assignments=assignments,
    )


def _holding(schedule: ScheduleFile) -> Sequence[Link]:
    """The links without those that Primavera passes over."""
    holds = links_that_hold(schedule.projects, schedule.tasks)
    return [one for one in schedule.links if holds(one.predecessor_uid, one.successor_uid, one.type)]


def _project(schedule: ScheduleFile, tasks: Sequence[Task], book: col.PatternBook) -> Project:
    """The settings. A file without a start begins where its first task does.

    'Honour constraints' is taken as on: Microsoft Project writes 0 into every file, its default of on too.
    """
    header = schedule.header
    stated = [task.start for task in tasks if task.start is not None]
    start = header.start or min(stated, default=header.created or datetime(2000, 1, 3, 8))
    return Project(
        name=header.title,
        start=tick(start),
        finish=tick(header.finish),
        from_start=header.from_start or header.finish is None,
        calendar=book.place(book.usual),
        status=tick(header.status_date),
        critical_limit=from_minutes(header.critical_slack_days * header.minutes_per_day),
        near_limit=from_minutes(5 * header.minutes_per_day),
        open_ends_critical=header.multiple_critical_paths,
        minutes_per_day=header.minutes_per_day,
    )


def _kind(task: Task) -> Kind:
    """What a row is to the engine; a flag makes a milestone of any leaf."""
    kind = _KINDS[task.kind]
    return Kind.MILESTONE if kind is Kind.TASK and task.marked_milestone else kind


def _tasks(tasks: Sequence[Task], places: dict[int, int], book: col.PatternBook) -> Tasks:
    """The rows as columns."""
    first = [next((one for one in task.baselines if one.number == 0), None) for task in tasks]
    pauses = [pause for row, task in enumerate(tasks) for pause in _pauses(row, task, book)]
    return Tasks(
        uid=col.uids(task.uid for task in tasks),
        name=tuple(task.name for task in tasks),
        kind=col.small(_kind(task) for task in tasks),
        parent=col.index(-1 if t.parent_uid is None else places.get(t.parent_uid, -1) for t in tasks),
        project=np.zeros(len(tasks), np.int32),
        duration=col.lengths(task.duration_minutes for task in tasks),
        elapsed=col.flags(task.elapsed for task in tasks),
        calendar=col.index(book.own(task.calendar_uid) for task in tasks),
        constraint=col.small(CODES[task.constraint] for task in tasks),
        constraint_date=col.instants([task.constraint_date for task in tasks]),
        deadline=col.instants([task.deadline for task in tasks]),
        manual=col.flags(by_hand(task) for task in tasks),
        manual_start=col.instants([_kept(task, task.manual_start, task.start) for task in tasks]),
        manual_finish=col.instants([_kept(task, task.manual_finish, task.finish) for task in tasks]),
        placeholder=col.flags(task.in_words for task in tasks),
        active=col.flags(task.active for task in tasks),
        external=col.flags(task.external for task in tasks),
        priority=col.index(task.priority for task in tasks),
        percent=col.numbers(task.percent_complete for task in tasks),
        actual_start=col.instants([task.actual_start for task in tasks]),
        actual_finish=col.instants([task.actual_finish for task in tasks]),
        remaining=col.lengths(_remaining(task) for task in tasks),
        resume=col.instants([task.resume for task in tasks]),
        levelling_delay=col.lengths(task.levelling_delay_minutes for task in tasks),
        levelling_elapsed=col.flags(task.levelling_delay_elapsed for task in tasks),
        whole=col.flags(not task.levelling_can_split for task in tasks),
        by_duration=col.flags(task.work_rule is WorkRule.FIXED_DURATION for task in tasks),
        ignore_resource_calendars=col.flags(task.ignore_resource_calendars for task in tasks),
        pause_task=col.index(row for row, _, _ in pauses),
        pause_after=np.fromiter((after for _, after, _ in pauses), np.int64),
        pause_length=np.fromiter((length for _, _, length in pauses), np.int64),
        baseline_start=col.instants([None if one is None else one.start for one in first]),
        baseline_finish=col.instants([None if one is None else one.finish for one in first]),
        baseline_duration=col.lengths(None if one is None else one.duration_minutes for one in first),
    )


def _pauses(row: int, task: Task, book: col.PatternBook) -> Iterator[tuple[int, int, int]]:
    """The splits of a task: its row, the working time done before each, and the working time in each."""
    if task.splits and task.start is not None:
        clock = WorkClock(book.pattern(task.calendar_uid))
        yield from ((row, *pause) for pause in pauses_of(task.start, task.splits, clock))


def _kept(task: Task, stated: datetime | None, shown: datetime | None) -> datetime | None:
    """A date that is an input: of a row that keeps its dates, or of a ghost."""
    if task.external:
        return shown
    return (shown or stated) if by_hand(task) else None


def by_hand(task: Task) -> bool:
    """Whether a row keeps its dates: set by hand, or a file inserted here in which nothing has begun."""
    begun = task.actual_start is not None or task.percent_complete > 0
    return task.manual or (task.inserted and task.start is not None and not begun)


def _remaining(task: Task) -> float | None:
    """The duration left, worked out from the percentage where the file does not say."""
    if task.remaining_duration_minutes is not None or task.duration_minutes is None:
        return task.remaining_duration_minutes
    return task.duration_minutes * (100 - task.percent_complete) / 100


def _links(links: Sequence[Link], places: dict[int, int]) -> Links:
    """The dependencies within the file."""
    kept = [one for one in links if one.predecessor_uid in places and one.successor_uid in places]
    return Links(
        source=col.index(places[one.predecessor_uid] for one in kept),
        target=col.index(places[one.successor_uid] for one in kept),
        type=col.small(LinkType[one.type.name] for one in kept),
        lag=np.fromiter((_lag(one) for one in kept), np.int64),
        lag_kind=col.small(_lag_kind(one) for one in kept),
    )


def _lag(link: Link) -> int:
    """A lag in ticks, or in hundredths of a per cent."""
    if link.lag_percent is None:
        return from_minutes(link.lag_minutes)
    return round(min(max(link.lag_percent * 100, -LONGEST), LONGEST))


def _lag_kind(link: Link) -> Lag:
    """How a lag is counted."""
    if link.lag_percent is not None:
        return Lag.PERCENT
    return Lag.ELAPSED if link.lag_elapsed else Lag.WORKING


def _people(
    schedule: ScheduleFile, places: dict[int, int], book: col.PatternBook
) -> tuple[Resources, Assignments]:
    """Resources and assignments; those on the project's own row, or of no resource, are left out."""
    seats = {resource.uid: row for row, resource in enumerate(schedule.resources)}
    made = [a for a in schedule.assignments if a.task_uid in places and a.resource_uid in seats]
    resources = Resources(
        uid=col.uids(one.uid for one in schedule.resources),
        name=tuple(one.name for one in schedule.resources),
        calendar=col.index(book.own(one.calendar_uid) for one in schedule.resources),
        max_units=col.numbers(_units(one.max_units) for one in schedule.resources),
        labour=col.flags(one.kind is ResourceKind.WORK for one in schedule.resources),
    )
    return resources, Assignments(
        task=col.index(places[one.task_uid] for one in made),
        resource=col.index(seats[one.resource_uid] for one in made),
        units=col.numbers(_units(one.units) for one in made),
        work=col.stated(_regular(one.work_minutes, one.overtime_minutes) for one in made),
        actual_work=col.lengths(one.actual_work_minutes for one in made),
        remaining_work=col.stated(
            _regular(one.remaining_work_minutes, one.remaining_overtime_minutes) for one in made
        ),
        delay=col.lengths(one.delay_minutes for one in made),
    )


def _regular(work: float | None, overtime: float) -> float | None:
    """Work without overtime, which takes no working time."""
    return None if work is None else max(work - overtime, 0.0)


def _units(units: float) -> float:
    """How many of a resource: none is less than nobody, or more than a million."""
    return min(max(units, 0.0), _MOST_UNITS)
