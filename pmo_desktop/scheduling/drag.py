"""Drag: how much earlier a project would finish if a critical row took no time.

Devaux's drag cost measures a critical activity by the time that it adds to the project (S. Devaux, Total
Project Control, 1999). Worked out exactly here, calendars and constraints with it: each critical row is
scheduled once more with no length, and the project's finish compared.
"""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.clocks import tables_of
from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.kernels import kernel_for
from pmo_desktop.scheduling.network import Network
from pmo_desktop.scheduling.passes import extreme, first_span, rows_of, run_of
from pmo_desktop.scheduling.sheet import sheet_of
from pmo_desktop.scheduling.ticks import Ticks
from pmo_desktop.scheduling.timetable import Timetable


def drag(network: Network, timetable: Timetable) -> Ticks:
    """The drag of each row, in working time of its project's calendar; nought of all that is not critical.

    One forward pass for each critical row that has a length and has not started.
    """
    sheet = sheet_of(network)
    counter = Counter(tables_of(sheet.book, first_span(sheet)))
    run = run_of(sheet, kernel_for(len(sheet.topology.order)), first_span(sheet), counter)
    rows = run.form.columns(rows_of(sheet, timetable.project_start))
    home = np.array([project.calendar for project in network.projects], np.int64)
    parts, first, found = run.parts, sheet.parts.first, np.zeros(len(network.tasks), np.int64)
    free = timetable.critical & sheet.topology.leaf & ~sheet.started & ~sheet.fixed
    for row in np.flatnonzero(free & (network.tasks.duration > 0)).tolist():
        mine = range(int(first[row]), int(first[row + 1]))
        kept = [parts.length[part] for part in mine]
        for part in mine:
            parts.length[part] = 0
        run.form.forward(run.order, run.clocks, run.edges, parts, rows, run.dates, 0)
        for part, length in zip(mine, kept, strict=True):
            parts.length[part] = length
        finish = extreme(sheet, run.dates.early_finish, np.maximum)
        saved = counter.between(home, finish, timetable.project_finish)
        found[row] = saved[network.tasks.project[row]]
    return found
