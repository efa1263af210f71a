"""What a Primavera file adds to its network: P6's rules, its kinds of activity, its second dates."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pmo_desktop.domain.schedulefile import (
    ActivityKind,
    ConstraintKind,
    CriticalRule,
    FileProject,
    FloatRule,
    LagCalendar,
    LinkType,
    OutOfSequence,
    P6Options,
    Task,
)
from pmo_desktop.scheduling import columns as col
from pmo_desktop.scheduling import network as net
from pmo_desktop.scheduling.ticks import from_minutes, tick

_KINDS = {
    ActivityKind.TASK_DEPENDENT: net.Kind.TASK,
    ActivityKind.RESOURCE_DEPENDENT: net.Kind.TASK,
    ActivityKind.LEVEL_OF_EFFORT: net.Kind.LOE,
    ActivityKind.WBS_SUMMARY: net.Kind.BRANCH,
    ActivityKind.START_MILESTONE: net.Kind.TASK,
    ActivityKind.FINISH_MILESTONE: net.Kind.MILESTONE,
}
"""A start milestone begins with a working period, as a task of no length does."""
_LAGS = {
    LagCalendar.PREDECESSOR: net.LagClock.PREDECESSOR,
    LagCalendar.SUCCESSOR: net.LagClock.SUCCESSOR,
    LagCalendar.PROJECT_DEFAULT: net.LagClock.PROJECT,
    LagCalendar.TWENTY_FOUR_HOUR: net.LagClock.ALWAYS,
}
_FLOATS = {
    FloatRule.FINISH: net.FloatRule.FINISH,
    FloatRule.START: net.FloatRule.START,
    FloatRule.SMALLEST: net.FloatRule.SMALLEST,
}
_BOUNDS = (ConstraintKind.SNET, ConstraintKind.FNLT)
CODES = {kind: code for code, kind in enumerate(ConstraintKind)}


class Asked(NamedTuple):
    """A constraint and its date."""

    kind: ConstraintKind
    date: datetime | None


_NOTHING = Asked(ConstraintKind.ASAP, None)


def p6_projects(
    projects: Sequence[FileProject], usual: net.Project, book: col.PatternBook
) -> tuple[net.Project, ...]:
    """The projects of a Primavera file, each with its options; `usual` is what the file's header says."""
    return tuple(_project(one, usual, book) for one in projects)


def _project(one: FileProject, usual: net.Project, book: col.PatternBook) -> net.Project:
    """One project's settings."""
    rules: P6Options = one.options
    begins = one.planned_start or one.data_date
    return dc.replace(
        usual,
        name=one.name or one.code,
        start=usual.start if begins is None else tick(begins),
        status=tick(one.data_date),
        calendar=usual.calendar if one.calendar_uid is None else book.place(one.calendar_uid),
        from_status=True,
        lag_clock=_LAGS[rules.lag_calendar],
        float_rule=_FLOATS[rules.float_rule],
        by_longest_path=rules.critical_rule is CriticalRule.LONGEST_PATH,
        critical_limit=from_minutes(rules.critical_float_minutes),
        must_finish=tick(one.must_finish),
        open_ends_critical=rules.open_ends_critical,
    )


def with_p6(columns: net.Tasks, tasks: Sequence[Task], projects: Sequence[FileProject]) -> net.Tasks:
    """The rows with what Primavera says of them."""
    places = {one.uid: number for number, one in enumerate(projects)}
    kinds = columns.kind.copy()
    for row, task in enumerate(tasks):
        if task.p6 is not None and kinds[row] != net.Kind.SUMMARY:
            kinds[row] = _KINDS[task.p6.kind]
    return dc.replace(
        columns,
        kind=kinds,
        project=col.index(places.get(task.project_uid or 0, 0) for task in tasks),
        **p6_values(tasks, projects),
    )


def p6_values(tasks: Sequence[Task], projects: Sequence[FileProject]) -> dict[str, Any]:
    """The columns of some rows that Primavera has its own rules for and that do not shape the network."""
    pairs = [_pair(task) for task in tasks]
    alone = {one.uid for one in projects if one.options.ignore_other_projects}
    expecting = {one.uid for one in projects if one.options.use_expected_finish}
    both = [(task, pair[1], task.project_uid in alone) for task, pair in zip(tasks, pairs, strict=True)]
    return {
        "duration": col.lengths(_length(task) for task in tasks),
        "by_duration": col.flags(_by_duration(task) for task in tasks),
        "constraint": col.small(CODES[pair[0].kind] for pair in pairs),
        "constraint_date": col.instants([pair[0].date for pair in pairs]),
        "not_before": col.instants([_not_before(*one) for one in both]),
        "not_after": col.instants([_not_after(*one) for one in both]),
        "expected": col.instants([_expected(task, expecting) for task in tasks]),
        "opens": col.flags(_opens(task) for task in tasks),
        "soft": col.flags(task.p6 is None or not task.p6.mandatory for task in tasks),
        "resume": col.instants([None] * len(tasks)),
        "actual_start": col.instants([task.actual_start for task in tasks]),
        "actual_finish": col.instants([task.actual_finish for task in tasks]),
    }


def _opens(task: Task) -> bool:
    """Whether the activity is a start milestone."""
    return task.p6 is not None and task.p6.kind is ActivityKind.START_MILESTONE


def _length(task: Task) -> float | None:
    """The duration: what is left of an activity that has not started may differ from its original."""
    left = task.remaining_duration_minutes
    return task.duration_minutes if left is None or task.actual_start is not None else left


def _by_duration(task: Task) -> bool:
    """Whether the activity runs on its own calendar, not on those of its resources."""
    return task.p6 is None or task.p6.kind is not ActivityKind.RESOURCE_DEPENDENT


def _expected(task: Task, expecting: Collection[int]) -> datetime | None:
    """The expected finish of work, where its project goes by it."""
    if task.p6 is None or task.project_uid not in expecting or _KINDS[task.p6.kind] is not net.Kind.TASK:
        return None
    return task.p6.expected_finish


def _latest(*dates: datetime | None) -> datetime | None:
    """The latest of the dates that are there."""
    return max((date for date in dates if date is not None), default=None)


def _pair(task: Task) -> tuple[Asked, Asked]:
    """The two constraints of an activity, so that the second is one that a bound can hold.

    'Start no earlier' and 'finish no later' change places with a second constraint of another kind.
    """
    first = Asked(task.constraint, task.constraint_date)
    if task.p6 is None or task.p6.constraint2_date is None:
        return first, _NOTHING
    second = Asked(task.p6.constraint2, task.p6.constraint2_date)
    gives_way = first.kind in (*_BOUNDS, ConstraintKind.ASAP) and not task.p6.mandatory
    return (second, first) if gives_way and second.kind not in _BOUNDS else (first, second)


def _not_before(task: Task, second: Asked, alone: bool) -> datetime | None:
    """What links from outside, a second constraint and a suspension ask of the start."""
    resumed = task.resume if task.actual_start is not None else None
    outside = None if task.p6 is None or alone else task.p6.external_early_start
    return _latest(outside, second.date if second.kind is ConstraintKind.SNET else None, resumed)


def _not_after(task: Task, second: Asked, alone: bool) -> datetime | None:
    """What links to outside and a second constraint ask of the finish."""
    outside = None if task.p6 is None or alone else task.p6.external_late_finish
    asked = second.date if second.kind is ConstraintKind.FNLT else None
    return min((date for date in (outside, asked) if date is not None), default=None)


Holds = Callable[[int, int, LinkType], bool]


def links_that_hold(projects: Sequence[FileProject], tasks: Sequence[Task]) -> Holds:
    """Whether a link from one row to another, by their numbers, is not one that P6 passes over: under
    progress override, work that has begun out of sequence does not wait for a predecessor that is not done.
    """
    override = OutOfSequence.PROGRESS_OVERRIDE
    overriding = {one.uid for one in projects if one.options.out_of_sequence is override}
    begun = {task.uid for task in tasks if task.project_uid in overriding and _under_way(task)}
    done = {task.uid for task in tasks if task.actual_finish is not None}

    def holds(before: int, after: int, kind: LinkType) -> bool:
        waits = after in begun and kind in (LinkType.FS, LinkType.SS)
        return not waits or before in done

    return holds


def _under_way(task: Task) -> bool:
    """Begun and not done."""
    return task.actual_start is not None and task.actual_finish is None
