"""From the passes to a timetable: scheduled dates, summaries, floats, what is critical."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.network import Constraint, Flags
from pmo_desktop.scheduling.sheet import FAR, Sheet
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable

if TYPE_CHECKING:
    from pmo_desktop.scheduling.passes import Passed


def timetable_of(sheet: Sheet, passed: Passed, counter: Counter) -> Timetable:
    """The timetable of a network from its passes."""
    late = sheet.network.tasks.constraint == Constraint.ALAP
    start = np.where(late, passed.late_start, passed.early_start)
    finish = np.where(late, passed.late_finish, passed.early_finish)
    start, finish = rolled_up(sheet, start, finish)
    early = rolled_up(
        sheet, np.where(late, start, passed.early_start), np.where(late, finish, passed.early_finish)
    )
    latest = rolled_up(sheet, passed.late_start, passed.late_finish)
    start_float = counter.between(sheet.clock, early[0], latest[0])
    finish_float = counter.between(sheet.clock, early[1], latest[1])
    begun = _begun(sheet)
    total = np.where(begun, finish_float, np.minimum(start_float, finish_float))
    total = np.where(late, 0, total)
    limits = np.array([project.critical_limit for project in sheet.network.projects])
    critical = (total <= limits[sheet.network.tasks.project]) & ~sheet.done
    driver = (
        np.where(passed.driver >= 0, sheet.topology.link[np.maximum(passed.driver, 0)], -1)
        if sheet.topology.edges
        else passed.driver
    )
    return Timetable(
        start=start,
        finish=finish,
        duration=counter.between(sheet.clock, start, finish),
        early_start=early[0],
        early_finish=early[1],
        late_start=latest[0],
        late_finish=latest[1],
        start_float=start_float,
        finish_float=finish_float,
        total_float=total,
        free_float=total,
        critical=critical,
        near_critical=critical,
        driver=driver.astype(np.int32),
        project_start=passed.project_start,
        project_finish=passed.project_finish,
        notices=sheet.topology.notices,
    )


def _begun(sheet: Sheet) -> Flags:
    """Rows whose start can no longer move: started, done, by hand; summaries of such as have started."""
    tasks = sheet.network.tasks
    begun = sheet.started | sheet.done
    for level in range(int(sheet.topology.depth.max(initial=0)), 0, -1):
        rows = np.flatnonzero((sheet.topology.depth == level) & begun & tasks.active)
        begun[tasks.parent[rows]] = True
    made: Flags = begun | sheet.fixed
    return made


def rolled_up(sheet: Sheet, start: Ticks, finish: Ticks) -> tuple[Ticks, Ticks]:
    """Dates with those of summaries: from the earliest to the latest of what is under them."""
    tasks, depth = sheet.network.tasks, sheet.topology.depth
    leaf = sheet.topology.leaf
    counted = leaf & tasks.active & (start != NO_DATE)
    first = np.where(counted, start, FAR)
    last = np.where(counted, finish, -FAR)
    for level in range(int(depth.max(initial=0)), 0, -1):
        rows = np.flatnonzero(depth == level)
        np.minimum.at(first, tasks.parent[rows], first[rows])
        np.maximum.at(last, tasks.parent[rows], last[rows])
    empty = first == FAR
    return (
        np.where(leaf, start, np.where(empty, NO_DATE, first)),
        np.where(leaf, finish, np.where(empty, NO_DATE, last)),
    )
