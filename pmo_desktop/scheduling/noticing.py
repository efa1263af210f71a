"""What a schedule has to say about itself: links that dates given by people break, and dates missed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmo_desktop.scheduling.network import Constraint, Flags
from pmo_desktop.scheduling.sheet import Sheet
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Notice, Trouble


def notices_of(sheet: Sheet, start: Ticks, finish: Ticks, slack: Ticks) -> Iterator[Notice]:
    """The notices of a schedule, given the float of each link."""
    yield from _contradicting(sheet)
    yield from _without_time(sheet)
    yield from _broken(sheet, slack)
    yield from _late(sheet, start, finish)


def _broken(sheet: Sheet, slack: Ticks) -> Iterator[Notice]:
    """Links whose successor is held, by its own date, earlier than they allow."""
    links = sheet.network.links
    live = ~sheet.done[links.target] & sheet.network.tasks.active[links.source]
    broken = np.flatnonzero((slack < 0) & live)
    ends = zip(links.source[broken].tolist(), links.target[broken].tolist(), strict=True)
    for pair, link in zip(ends, broken.tolist(), strict=True):
        yield Notice(Trouble.LINK_BROKEN, pair, link)


def _late(sheet: Sheet, start: Ticks, finish: Ticks) -> Iterator[Notice]:
    """Rows that end after their deadline, or start or end after their latest date."""
    tasks = sheet.network.tasks
    date = tasks.constraint_date
    dated, due = date != NO_DATE, (tasks.deadline != NO_DATE) & (finish > tasks.deadline)
    by_finish = np.isin(tasks.constraint, (Constraint.MFO, Constraint.FNLT)) & (finish > date)
    by_start = np.isin(tasks.constraint, (Constraint.MSO, Constraint.SNLT)) & (start > date)
    for row in np.flatnonzero((due | (dated & (by_finish | by_start))) & ~sheet.done & tasks.active).tolist():
        yield Notice(Trouble.LATE, (row,))


def _without_time(sheet: Sheet) -> Iterator[Notice]:
    """Rows on calendars, or on pairs of calendars, that have no working time."""
    without = np.isin(sheet.parts.clock, sheet.book.idle)
    for row in np.unique(sheet.parts.row[without]).tolist():
        yield Notice(Trouble.NO_WORKING_TIME, (row,))


def _contradicting(sheet: Sheet) -> Iterator[Notice]:
    """Rows whose own dates cannot all be true, or whose constraint lacks its date."""
    tasks = sheet.network.tasks
    backwards = _after(tasks.actual_start, tasks.actual_finish) | _after(
        tasks.manual_start, tasks.manual_finish
    )
    undated = (tasks.constraint > Constraint.ALAP) & (tasks.constraint_date == NO_DATE)
    for row in np.flatnonzero(backwards | undated).tolist():
        yield Notice(Trouble.CONTRADICTION, (row,))


def _after(first: Ticks, last: Ticks) -> Flags:
    """Where the first of two dates lies after the second."""
    after: Flags = (first != NO_DATE) & (last != NO_DATE) & (first > last)
    return after
