"""What of a schedule file is not as the file has it, after coming in or after rescheduling, and why.

The file's dates are kept until somebody asks to reschedule; these functions only compare.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from itertools import islice
from typing import Any

from pmo_desktop.domain.schedulefile import ConstraintKind, Link, ScheduleFile, Task, TaskKind
from pmo_desktop.i18n import N_, tr

MOST = 100_000
"""More differences than this are not listed."""


class About(Enum):
    """What a difference is about."""

    DATE = N_("Date")
    DURATION = N_("Duration")
    LINK = N_("Link")
    RESOURCE = N_("Resource")
    ASSIGNMENT = N_("Assignment")


@dc.dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs. `uid` is the task's, the link's successor's or the resource's in the file."""

    about: About
    uid: int
    name: str
    field: str
    """The field's name as records have it: start, finish, deadline ..."""
    theirs: datetime | float | str | None
    """What the file says."""
    ours: datetime | float | str | None
    reason: str
    """One translated sentence."""


_DATES = (
    "start",
    "finish",
    "actual_start",
    "actual_finish",
    "constraint_date",
    "deadline",
)
_FIELDS: Mapping[str, str] = {
    "start": N_("Start"),
    "finish": N_("Finish"),
    "actual_start": N_("Actual start"),
    "actual_finish": N_("Actual finish"),
    "constraint_date": N_("Constraint date"),
    "deadline": N_("Deadline"),
    "duration": N_("Duration"),
    "predecessor": N_("Predecessor"),
    "lag": N_("Lag"),
    "resource": N_("Resource"),
    "name": N_("Name"),
    "max_units": N_("Most at once"),
    "baseline_start": N_("Baseline start"),
    "baseline_finish": N_("Baseline finish"),
}
"""What people call the fields."""
_ROUNDED = N_("Rounded to whole minutes.")
_EMPTY_ROW = N_("Empty rows of the file are left out.")
_LEADS_OUT = N_("It leads out of this file.")
_NOT_KEPT = N_("Not kept.")
_SUMMARY = N_("The resource or the item is not in the plan.")


def said(one: Difference) -> str:
    """One difference in a line for people."""
    field, theirs = tr(_FIELDS[one.field]), _value(one.theirs)
    if one.ours is None:
        return tr("{field} {value} of the file: {reason}", field=field, value=theirs, reason=one.reason)
    return tr(
        "{field} {value} of the file is {ours} here: {reason}",
        field=field,
        value=theirs,
        ours=_value(one.ours),
        reason=one.reason,
    )


def _value(value: datetime | float | str | None) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def as_row(one: Difference) -> dict[str, Any]:
    """One difference for a script."""
    plain = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in dc.asdict(one).items()}
    return plain | {"about": one.about.name.lower()}


def differences(file: ScheduleFile, dates: Mapping[int, tuple[datetime, datetime]]) -> tuple[Difference, ...]:
    """The starts and finishes of a file against others by task uid, to the minute, in the file's order.

    Tasks that the file gives no date, and those that are not in `dates`, are not compared.
    """
    return tuple(islice(_moved(file, dates), MOST))


def _moved(file: ScheduleFile, dates: Mapping[int, tuple[datetime, datetime]]) -> Iterator[Difference]:
    for task in file.tasks:
        ours = dates.get(task.uid)
        if ours is None:
            continue
        for field, theirs, mine in zip(("start", "finish"), (task.start, task.finish), ours, strict=True):
            if theirs is not None and abs((theirs - mine).total_seconds()) >= 60:
                yield Difference(About.DATE, task.uid, task.name, field, theirs, mine, why_moved(task))


def why_moved(task: Task) -> str:
    """What about a task makes another engine give it other dates; the first that applies."""
    if task.kind is TaskKind.SUMMARY:
        return tr("It follows from the items below it.")
    if task.manual:
        return tr("It is scheduled by hand in the file.")
    if task.external:
        return tr("It belongs to another file.")
    if task.actual_start is not None and task.actual_finish is None:
        return tr("Work on it has begun and is not finished.")
    if task.splits:
        return tr("It rests between its parts.")
    if task.levelling_delay_minutes:
        return tr("The file delays it because of its resources.")
    if task.constraint is not ConstraintKind.ASAP:
        return tr("A date is asked for it.")
    return tr("Worked out anew from links, calendars and durations.")


def left_behind(file: ScheduleFile) -> tuple[tuple[str, int], ...]:
    """What a plan has no fields for: a translated sentence and how often."""
    counts = {
        tr("Not kept in the plan: values of custom fields."): sum(len(t.custom) for t in file.tasks),
        tr("Not kept in the plan: the scheduling options of Primavera."): len(file.projects),
    }
    return tuple((text, count) for text, count in counts.items() if count)


def came_in(file: ScheduleFile, kept: ScheduleFile) -> tuple[Difference, ...]:
    """Every date, duration, link, resource and assignment of a file that is not as it was in `kept`."""
    parts = (_tasks(file, kept), _links(file, kept), _resources(file, kept), _assignments(file, kept))
    return tuple(islice((d for part in parts for d in part), MOST))


def _tasks(file: ScheduleFile, kept: ScheduleFile) -> Iterator[Difference]:
    ours = {t.uid: t for t in kept.tasks}
    for task in file.tasks:
        mine = ours.get(task.uid)
        if mine is None:
            yield from _gone(task)
            continue
        for field in _DATES:
            theirs, here = getattr(task, field), getattr(mine, field)
            if theirs != here:
                yield _about_task(About.DATE, task, field, theirs, here)
        theirs, here = task.duration_minutes or 0.0, mine.duration_minutes or 0.0
        if theirs != here:
            yield _about_task(About.DURATION, task, "duration", theirs, here)
        yield from _promises(task, mine)


def _gone(task: Task) -> Iterator[Difference]:
    """The dates of a row that is not kept."""
    reason = tr(_EMPTY_ROW) if task.kind is TaskKind.BLANK else tr(_NOT_KEPT)
    for field in ("start", "finish"):
        theirs = getattr(task, field)
        if theirs is not None:
            yield Difference(About.DATE, task.uid, task.name, field, theirs, None, reason)


def _about_task(about: About, task: Task, field: str, theirs: Any, ours: Any) -> Difference:
    rounded = isinstance(theirs, float) and isinstance(ours, int | float) and abs(theirs - ours) < 1
    return Difference(about, task.uid, task.name, field, theirs, ours, tr(_ROUNDED if rounded else _NOT_KEPT))


def _promises(task: Task, mine: Task) -> Iterator[Difference]:
    """The dates of baselines."""
    ours = {b.number: b for b in mine.baselines}
    for theirs in task.baselines:
        here = ours.get(theirs.number)
        for field in ("start", "finish"):
            said, kept = getattr(theirs, field), getattr(here, field, None)
            if said != kept:
                yield _about_task(About.DATE, task, f"baseline_{field}", said, kept)


def _links(file: ScheduleFile, kept: ScheduleFile) -> Iterator[Difference]:
    """The links that were left out, or have another lag."""
    names = {t.uid: t.name for t in file.tasks}
    ours = Counter(_ends(link) for link in kept.links)
    lags = {_ends(link): _lag(link) for link in kept.links}
    for link in file.links:
        key, name = _ends(link), names.get(link.successor_uid, "")
        text = f"{link.predecessor_uid} {link.type.value}"
        if not ours[key]:
            gone = tr(_LEADS_OUT) if link.other_file or link.predecessor_uid not in names else tr(_NOT_KEPT)
            yield Difference(About.LINK, link.successor_uid, name, "predecessor", text, None, gone)
            continue
        ours[key] -= 1
        if abs(_lag(link) - lags[key]) > 1e-6 and ours[key] == 0:
            near = abs(_lag(link) - lags[key]) < 1
            reason = tr(_ROUNDED if near else _NOT_KEPT)
            yield Difference(About.LINK, link.successor_uid, name, "lag", _lag(link), lags[key], reason)


def _ends(link: Link) -> tuple[int, int, str]:
    return link.predecessor_uid, link.successor_uid, link.type.value


def _lag(link: Link) -> float:
    return link.lag_minutes if link.lag_percent is None else link.lag_percent


def _resources(file: ScheduleFile, kept: ScheduleFile) -> Iterator[Difference]:
    ours = {r.uid: r for r in kept.resources}
    for one in file.resources:
        mine = ours.get(one.uid)
        if mine is None:
            yield Difference(About.RESOURCE, one.uid, one.name, "resource", one.name, None, tr(_NOT_KEPT))
            continue
        if one.name != mine.name:
            reason = tr("Longer than names may be.")
            yield Difference(About.RESOURCE, one.uid, one.name, "name", one.name, mine.name, reason)
        if abs(one.max_units - mine.max_units) > 0.00005:
            said = (one.max_units, mine.max_units)
            yield Difference(About.RESOURCE, one.uid, one.name, "max_units", *said, tr(_NOT_KEPT))


def _assignments(file: ScheduleFile, kept: ScheduleFile) -> Iterator[Difference]:
    names = {r.uid: r.name for r in file.resources}
    ours = Counter((a.task_uid, a.resource_uid) for a in kept.assignments)
    for one in file.assignments:
        key = (one.task_uid, one.resource_uid)
        if ours[key]:
            ours[key] -= 1
        else:
            name = names.get(one.resource_uid, "")
            yield Difference(About.ASSIGNMENT, one.task_uid, name, "resource", name, None, tr(_SUMMARY))
