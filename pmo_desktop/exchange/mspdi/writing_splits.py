"""Splits of tasks as MSPDI keeps them: work of each assignment by day, with noughts where the task rests.

What a file had by period stays as it was as long as it shows the same splits; else remaining and actual
work (kinds 1 and 2) are laid out anew, at an even pace over the working days of the task's calendar.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from pmo_desktop.domain.schedulefile import Assignment, ResourceKind, ScheduleFile, Task
from pmo_desktop.domain.scheduleresources import ACTUAL, REMAINING, Spread, Stretch
from pmo_desktop.exchange.mspdi.spread import splits
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.i18n import tr

_BY_WORK = (REMAINING, ACTUAL)
_MIDNIGHT, _DAY = time(), timedelta(days=1)


def with_splits(file: ScheduleFile, ledger: Ledger) -> ScheduleFile:
    """The file with work by period for every task that rests; what cannot be said so is noted."""
    split = {task.uid: task for task in file.tasks if task.splits}
    if not split:
        return file
    workers = {r.uid for r in file.resources if r.kind is ResourceKind.WORK}
    on: dict[int, list[Assignment]] = {}
    for one in file.assignments:
        if one.task_uid in split:
            on.setdefault(one.task_uid, []).append(one)
    clocks: dict[int | None, _Clock] = {}
    tasks: dict[int, Task] = {}
    assigned: dict[int, Assignment] = {}
    for uid, task in split.items():
        if _shown(task, on.get(uid, ())) == task.splits:
            continue
        calendar = task.calendar_uid if task.calendar_uid is not None else file.header.calendar_uid
        clock = clocks.setdefault(calendar, _Clock(file, calendar))
        made, own = _laid_out(task, on.get(uid, ()), workers, clock)
        if _shown(made, own) == task.splits:
            tasks[uid] = made
            assigned |= {one.uid: one for one in own}
        else:
            ledger.note(tr("The format has no place for: {what}.", what=tr("splits of tasks")), task.name)
    return dc.replace(
        file,
        tasks=tuple(tasks.get(task.uid, task) for task in file.tasks),
        assignments=tuple(_replaced(file.assignments, assigned)),
    )


def _replaced(found: Iterable[Assignment], made: Mapping[int, Assignment]) -> Iterator[Assignment]:
    for one in found:
        yield made.get(one.uid, one)


def _shown(task: Task, assignments: Iterable[Assignment]) -> tuple[Stretch, ...]:
    """The splits that a reader would find."""
    return splits([*(one.spread for one in assignments if one.spread), task.spread])


class _Clock:
    """How much working time lies between two dates of one calendar, in minutes."""

    def __init__(self, file: ScheduleFile, calendar: int | None) -> None:
        from pmo_desktop.scheduling.workpattern import pattern_of
        from pmo_desktop.scheduling.worktime import WorkClock

        self._clock = WorkClock(pattern_of(calendar, file.calendar_by_uid))

    def minutes(self, parts: Sequence[Stretch]) -> list[float]:
        """The working minutes of each part."""
        from pmo_desktop.scheduling.ticks import MINUTE, ticks

        first, last = ticks([a for a, _ in parts]), ticks([b for _, b in parts])
        return [float(length) / MINUTE for length in self._clock.between(first, last).tolist()]

    def after(self, start: datetime, minutes: float) -> datetime:
        """The moment by which this much work can be done."""
        import numpy as np

        from pmo_desktop.scheduling.ticks import from_minutes, moment, ticks

        moved = self._clock.add(ticks([start]), np.array([from_minutes(minutes)], np.int64))
        return moment(int(moved[0])) or start


def _laid_out(
    task: Task, on: Sequence[Assignment], workers: Container[int], clock: _Clock
) -> tuple[Task, tuple[Assignment, ...]]:
    """The task and its assignments with work by period; without people at work, the task has its own."""
    others = tuple(s for s in task.spread if s.kind not in _BY_WORK)
    made = []
    for one in on:
        kept = tuple(s for s in one.spread if s.kind not in _BY_WORK)
        if one.resource_uid in workers:
            new = _periods(task, clock, one.work_minutes, one.actual_work_minutes, one)
            kept = (*new, *kept)
        made.append(dc.replace(one, spread=kept))
    if any(s.value for one in made for s in one.spread if s.kind in _BY_WORK):
        return dc.replace(task, spread=others), tuple(made)
    own = _periods(task, clock, None, None, None)
    return dc.replace(task, spread=(*own, *others)), tuple(made)


def _periods(
    task: Task, clock: _Clock, work: float | None, actual: float | None, one: Assignment | None
) -> tuple[Spread, ...]:
    """The work of one assignment, or of the task itself, day by day; the part that is done first."""
    if task.start is None or task.finish is None:
        return ()
    delay, units = (one.delay_minutes, one.units) if one is not None else (0.0, 1.0)
    begins = clock.after(task.start, delay) if delay > 0 else task.start
    days = list(_days(begins, task.finish, task.splits))
    lengths = clock.minutes([(first, last) for first, last, _ in days])
    total = sum(length for length, (_, _, works) in zip(lengths, days, strict=True) if works)
    work = total * units if work is None else work
    if not total or not work:
        return ()
    done = total * (task.percent_complete / 100 if actual is None else min(1.0, actual / work))
    found: list[Spread] = []
    for length, (first, last, works) in zip(lengths, days, strict=True):
        if length <= 0:
            continue
        if not works:
            found.append(Spread(ACTUAL if done > 0 else REMAINING, first, last, 0.0))
            continue
        found += _cut(first, last, length, done, work / total, clock)
        done = max(0.0, done - length)
    return tuple(found)


def _cut(
    first: datetime, last: datetime, length: float, done: float, pace: float, clock: _Clock
) -> Iterator[Spread]:
    """A day's work, in two where only a part of it is done."""
    if done <= 0 or done >= length:
        yield Spread(ACTUAL if done >= length else REMAINING, first, last, length * pace)
        return
    at = clock.after(first, done)
    yield Spread(ACTUAL, first, at, done * pace)
    yield Spread(REMAINING, at, last, (length - done) * pace)


def _days(
    first: datetime, last: datetime, rests: Sequence[Stretch]
) -> Iterator[tuple[datetime, datetime, bool]]:
    """The days from one date to another, cut where work is broken off and taken up: whether they work."""
    at = first
    for begins, ends in (*rests, (last, last)):
        yield from ((a, b, True) for a, b in _by_day(at, min(begins, last)))
        at = max(at, begins)
        yield from ((a, b, False) for a, b in _by_day(at, min(ends, last)))
        at = max(at, ends)


def _by_day(first: datetime, last: datetime) -> Iterator[Stretch]:
    """From one date to another, cut at midnight."""
    while first < last:
        until = min(last, datetime.combine(first.date() + _DAY, _MIDNIGHT))
        yield first, until
        first = until
