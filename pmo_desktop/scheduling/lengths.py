"""How long each row is: by its own duration, or by the work of its assignments on their calendars.

Where a row's duration holds (fixed duration), or no labour is assigned, the duration runs on the row's
calendar. An assignment runs on its resource's calendar; on the time that the row's calendar has in common
with it where the row has one of its own; on the row's alone where resource calendars are ignored. Where all
of a row's assignments run on one calendar, so does its duration (which knows of overtime and contours);
where they run on several, each takes its work divided by its units, and the row ends with the last.
"""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.scheduling.clocks import ClockBook
from pmo_desktop.scheduling.network import Flags, Index, Network, Numbers
from pmo_desktop.scheduling.ticks import LONGEST, NO_DATE, Ticks
from pmo_desktop.scheduling.worktable import FAR


@dc.dataclass(frozen=True)
class PartsOf:
    """The parts of rows, in order of row; see kernel.Parts. `row` says whose each is."""

    row: Index
    first: Ticks
    clock: Ticks
    length: Ticks
    left: Ticks
    delay: Ticks


def parts_of(network: Network, book: ClockBook, own: Ticks) -> PartsOf:
    """The parts of all rows; `own` is each row's calendar."""
    tasks = network.tasks
    used = _used(network)
    clock = assignment_clocks(network, book, own)
    shared, by_work = _clocks_of_rows(network, clock, used, own)
    used &= by_work[network.assignments.task]
    plain = np.flatnonzero(~by_work)
    row = np.concatenate((plain, network.assignments.task[used])).astype(np.int32)
    order = np.argsort(row, kind="stable")
    span, left = _own_lengths(network)
    length, rest = _work_lengths(network)
    every, later = _pauses(network)
    none = np.zeros(len(plain), np.int64)
    plain_clock = np.where(tasks.elapsed[plain], book.always, shared[plain])
    return PartsOf(
        row=row[order],
        first=np.searchsorted(row[order], np.arange(len(tasks) + 1)).astype(np.int64),
        clock=np.concatenate((plain_clock, clock[used]))[order],
        length=np.concatenate((span[plain], length[used]))[order] + every[row[order]],
        left=np.concatenate((left[plain], rest[used]))[order] + later[row[order]],
        delay=np.concatenate((none, network.assignments.delay[used]))[order],
    )


def _clocks_of_rows(network: Network, clock: Ticks, used: Flags, own: Ticks) -> tuple[Ticks, Flags]:
    """The clock that each row's duration runs on, and the rows whose assignments run on several."""
    row = network.assignments.task[used]
    lowest, highest = np.full(len(own), FAR, np.int64), np.full(len(own), -FAR, np.int64)
    np.minimum.at(lowest, row, clock[used])
    np.maximum.at(highest, row, clock[used])
    return np.where(lowest == highest, lowest, own), highest > lowest


def _used(network: Network) -> Flags:
    """Which assignments make a row longer: labour, with work and units, on rows not held by duration."""
    tasks, made, resources = network.tasks, network.assignments, network.resources
    labour = resources.labour[made.resource] if len(made) else np.zeros(0, np.bool_)
    known = (made.units > 0) & (made.work >= 0)
    rows = ~tasks.by_duration & ~tasks.elapsed & ~tasks.external
    used: Flags = labour & known & rows[made.task]
    return used


def assignment_clocks(network: Network, book: ClockBook, own: Ticks) -> Ticks:
    """The clock that each assignment runs on. P6 knows resources' calendars alone, or the project's."""
    tasks, made, resources = network.tasks, network.assignments, network.resources
    clock: Ticks = own[made.task].copy()
    if not len(made):
        return clock
    p6 = from_status(network)[made.task]
    home = np.array([one.calendar for one in network.projects], np.int64)[tasks.project[made.task]]
    calendar = resources.calendar[made.resource].astype(np.int64)
    calendar = np.where(p6 & (calendar < 0), home, calendar)
    takes = (calendar >= 0) & ~tasks.ignore_resource_calendars[made.task]
    mixed = takes & (tasks.calendar[made.task] >= 0) & ~p6
    clock[takes] = calendar[takes]
    for at in np.flatnonzero(mixed).tolist():
        clock[at] = book.both(int(own[made.task[at]]), int(calendar[at]))
    return clock


def _pauses(network: Network) -> tuple[Ticks, Ticks]:
    """The working time of each row's pauses: of all, and of those still to come."""
    tasks = network.tasks
    done = np.where(tasks.actual_start != NO_DATE, tasks.duration - tasks.remaining, -1)
    ahead = tasks.pause_after > done[tasks.pause_task]
    every = np.bincount(tasks.pause_task, tasks.pause_length, len(tasks))
    later = np.bincount(tasks.pause_task, tasks.pause_length * ahead, len(tasks))
    return every.astype(np.int64), later.astype(np.int64)


def from_status(network: Network) -> Flags:
    """The rows of projects that schedule what is left from the status date."""
    return np.array([one.from_status for one in network.projects], np.bool_)[network.tasks.project]


def _own_lengths(network: Network) -> tuple[Ticks, Ticks]:
    """The duration of each row, and what is left of it; pauses apart."""
    tasks = network.tasks
    begun = tasks.actual_start != NO_DATE
    by_hand = tasks.manual | tasks.external
    left = np.where(begun & ~by_hand, tasks.remaining, tasks.duration)
    left = np.where((tasks.actual_finish != NO_DATE) & ~by_hand, 0, left)
    return np.where(from_status(network), left, tasks.duration), left


def _work_lengths(network: Network) -> tuple[Ticks, Ticks]:
    """The length of each assignment and what is left of it: work divided by units."""
    made = network.assignments
    units = np.where(made.units > 0, made.units, 1.0)
    length = _ticks(made.work, units)
    left = np.where(made.remaining_work >= 0, made.remaining_work, made.work - made.actual_work)
    begun = network.tasks.actual_start[made.task] != NO_DATE
    rest = _ticks(left, units)
    left = np.where(begun, rest, length)
    left = np.where(network.tasks.actual_finish[made.task] != NO_DATE, 0, left)
    return np.where(from_status(network)[made.task], left, length), left


def _ticks(work: Ticks, units: Numbers) -> Ticks:
    """How long work takes by these units: none takes less than no time, or longer than LONGEST."""
    return np.rint(np.clip(work / units, 0, LONGEST)).astype(np.int64)
