"""Where rows that have started and are not done will finish."""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.network import Constraint
from pmo_desktop.scheduling.sheet import Sheet
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks


def started_finish(sheet: Sheet, counter: Counter) -> Ticks:
    """The early finish of each row; of use only for started rows.

    What is left runs from where the work goes on again, if that was said; else the whole of the row runs
    from its actual start.
    """
    tasks, parts = sheet.network.tasks, sheet.parts
    begun = tasks.actual_start[parts.row]
    resume = tasks.resume[parts.row]
    goes_on = (resume != NO_DATE) & (resume >= begun)
    start = np.where(goes_on, resume, begun)
    wanted = sheet.started[parts.row]
    length = np.where(goes_on, parts.left, parts.delay + parts.length)
    ends = counter.add(parts.clock, np.where(wanted, start, 0), np.where(wanted, length, 0))
    finish = np.full(len(tasks), NO_DATE, np.int64)
    np.maximum.at(finish, parts.row[wanted], ends[wanted])
    not_before = (tasks.constraint == Constraint.FNET) & (tasks.constraint_date != NO_DATE)
    return np.where(not_before, np.maximum(finish, tasks.constraint_date), finish)
