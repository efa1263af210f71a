"""Where rows that have started and are not done will finish."""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.network import Constraint
from pmo_desktop.scheduling.sheet import Sheet
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks


def started_finish(sheet: Sheet, counter: Counter) -> Ticks:
    """The early finish of each row: its length from its actual start. Of use only for started rows."""
    tasks, parts = sheet.network.tasks, sheet.parts
    start = tasks.actual_start[parts.row]
    wanted = sheet.started[parts.row]
    length = np.where(wanted, parts.delay + parts.length, 0)
    ends = counter.add(parts.clock, np.where(wanted, start, 0), length)
    finish = np.full(len(tasks), NO_DATE, np.int64)
    np.maximum.at(finish, parts.row[wanted], ends[wanted])
    not_before = (tasks.constraint == Constraint.FNET) & (tasks.constraint_date != NO_DATE)
    return np.where(not_before, np.maximum(finish, tasks.constraint_date), finish)
