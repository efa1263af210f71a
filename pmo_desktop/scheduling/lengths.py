"""How long each row is: by its own duration, or by the work of its assignments on their calendars.

Where a row's duration holds (fixed duration), or no labour is assigned, the duration runs on the row's
calendar. Otherwise each assignment runs for its work divided by its units, on the resource's calendar; on
the time that the row's calendar has in common with it where the row has one of its own; on the row's alone
where resource calendars are ignored. The row ends with the last.
"""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.scheduling.clocks import ClockBook
from pmo_desktop.scheduling.network import Flags, Index, Network
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks


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
    by_work = np.zeros(len(tasks), np.bool_)
    by_work[network.assignments.task[used & (clock != own[network.assignments.task])]] = True
    used &= by_work[network.assignments.task]
    plain = np.flatnonzero(~by_work)
    row = np.concatenate((plain, network.assignments.task[used])).astype(np.int32)
    order = np.argsort(row, kind="stable")
    span, left = _own_lengths(network)
    length, rest = _work_lengths(network)
    none = np.zeros(len(plain), np.int64)
    plain_clock = np.where(tasks.elapsed[plain], book.always, own[plain])
    return PartsOf(
        row=row[order],
        first=np.searchsorted(row[order], np.arange(len(tasks) + 1)).astype(np.int64),
        clock=np.concatenate((plain_clock, clock[used]))[order],
        length=np.concatenate((span[plain], length[used]))[order],
        left=np.concatenate((left[plain], rest[used]))[order],
        delay=np.concatenate((none, network.assignments.delay[used]))[order],
    )


def _used(network: Network) -> Flags:
    """Which assignments make a row longer: labour, with work and units, on rows not held by duration."""
    tasks, made, resources = network.tasks, network.assignments, network.resources
    labour = resources.labour[made.resource] if len(made) else np.zeros(0, np.bool_)
    known = (made.units > 0) & (made.work >= 0)
    rows = ~tasks.by_duration & ~tasks.elapsed & ~tasks.external
    used: Flags = labour & known & rows[made.task]
    return used


def assignment_clocks(network: Network, book: ClockBook, own: Ticks) -> Ticks:
    """The clock that each assignment runs on."""
    tasks, made, resources = network.tasks, network.assignments, network.resources
    clock: Ticks = own[made.task].copy()
    if not len(made):
        return clock
    calendar = resources.calendar[made.resource]
    takes = (calendar >= 0) & ~tasks.ignore_resource_calendars[made.task]
    mixed = takes & (tasks.calendar[made.task] >= 0)
    clock[takes] = calendar[takes]
    for at in np.flatnonzero(mixed).tolist():
        clock[at] = book.both(int(own[made.task[at]]), int(calendar[at]))
    return clock


def _own_lengths(network: Network) -> tuple[Ticks, Ticks]:
    """The duration of each row with its pauses, and what is left of it."""
    tasks = network.tasks
    pauses = np.bincount(tasks.pause_task, tasks.pause_length, len(tasks)).astype(np.int64)
    begun = tasks.actual_start != NO_DATE
    span = tasks.duration + pauses
    by_hand = tasks.manual | tasks.external
    left = np.where(begun & ~by_hand, tasks.remaining, span)
    return span, np.where(tasks.actual_finish != NO_DATE, np.where(by_hand, span, 0), left)


def _work_lengths(network: Network) -> tuple[Ticks, Ticks]:
    """The length of each assignment and what is left of it: work divided by units."""
    made = network.assignments
    units = np.where(made.units > 0, made.units, 1.0)
    length = np.rint(np.maximum(made.work, 0) / units).astype(np.int64)
    left = np.where(made.remaining_work >= 0, made.remaining_work, made.work - made.actual_work)
    begun = network.tasks.actual_start[made.task] != NO_DATE
    rest = np.rint(np.maximum(left, 0) / units).astype(np.int64)
    return length, np.where(begun, rest, length)
