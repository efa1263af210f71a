"""Where rows that have started and are not done will finish."""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.network import Constraint
from pmo_desktop.scheduling.sheet import Sheet, status_of
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks


def started_finish(sheet: Sheet, counter: Counter) -> Ticks:
    """The early finish of each row; of use only for started rows.

    What is left runs from where the work goes on again, if that was said, but not before the status date
    where the project moves what is left behind it; else the whole of the row runs from its actual start.
    """
    tasks, parts = sheet.network.tasks, sheet.parts
    if not sheet.started.any():
        return np.full(len(tasks), NO_DATE, np.int64)
    wanted = sheet.started[parts.row]
    begun = np.where(wanted, tasks.actual_start[parts.row], 0)
    done = np.where(wanted, parts.delay + parts.length - parts.left, 0)
    resume, status = tasks.resume[parts.row], status_of(sheet.network)[parts.row]
    goes_on = wanted & (resume != NO_DATE) & (resume >= begun)
    stopped = np.where(goes_on, resume, counter.add(parts.clock, begun, done))
    behind = wanted & (stopped < status)
    apart = goes_on | behind
    start = np.where(apart, np.maximum(stopped, np.where(behind, status, stopped)), begun)
    length = np.where(apart, parts.left, parts.delay + parts.length)
    ends = counter.add(parts.clock, start, np.where(wanted, length, 0))
    finish = np.full(len(tasks), NO_DATE, np.int64)
    np.maximum.at(finish, parts.row[wanted], ends[wanted])
    not_before = (tasks.constraint == Constraint.FNET) & (tasks.constraint_date != NO_DATE)
    return np.where(not_before, np.maximum(finish, tasks.constraint_date), finish)
