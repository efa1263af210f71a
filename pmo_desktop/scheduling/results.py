"""From the passes to a timetable: scheduled dates, summaries, floats, what is critical."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.floats import free_floats, link_floats
from pmo_desktop.scheduling.network import Constraint, Flags, Kind
from pmo_desktop.scheduling.noticing import notices_of
from pmo_desktop.scheduling.sheet import FAR, Sheet
from pmo_desktop.scheduling.spans import spanned
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable

if TYPE_CHECKING:
    from pmo_desktop.scheduling.passes import Passed


class Pair(NamedTuple):
    """Starts and finishes by row."""

    start: Ticks
    finish: Ticks


class Floats(NamedTuple):
    """Floats by row."""

    start: Ticks
    finish: Ticks
    total: Ticks


def timetable_of(sheet: Sheet, passed: Passed, counter: Counter) -> Timetable:
    """The timetable of a network from its passes."""
    early, late = _dates(sheet, passed, counter)
    floats = _floats(sheet, early, late, counter)
    slack = link_floats(sheet, early.start, early.finish, counter)
    critical, near = _critical(sheet, floats.total)
    return Timetable(
        start=early.start,
        finish=early.finish,
        duration=counter.between(sheet.clock, early.start, early.finish),
        early_start=early.start,
        early_finish=early.finish,
        late_start=late.start,
        late_finish=late.finish,
        start_float=floats.start,
        finish_float=floats.finish,
        total_float=floats.total,
        free_float=free_floats(sheet, slack, floats.total),
        critical=critical,
        near_critical=near,
        driver=_drivers(sheet, passed),
        project_start=passed.project_start,
        project_finish=passed.project_finish,
        notices=(*sheet.topology.notices, *notices_of(sheet, early.start, early.finish, slack)),
    )


def _dates(sheet: Sheet, passed: Passed, counter: Counter) -> tuple[Pair, Pair]:
    """Early dates (late ones of rows as late as possible), and late dates, of all rows and summaries."""
    is_late = sheet.network.tasks.constraint == Constraint.ALAP
    start = np.where(is_late, passed.late_start, passed.early_start)
    finish = np.where(is_late, passed.late_finish, passed.early_finish)
    start, finish = spanned(sheet, start, finish, passed.project_start, counter)
    span = sheet.topology.spans
    late = Pair(passed.late_start.copy(), passed.late_finish.copy())
    late.start[span], late.finish[span] = start[span], finish[span]
    return rolled_up(sheet, Pair(start, finish), by_hand=True), rolled_up(sheet, late, by_hand=False)


def _floats(sheet: Sheet, early: Pair, late: Pair, counter: Counter) -> Floats:
    """Start, finish and total float: the smaller of both, or the finish float where the start stands fast."""
    start = counter.between(sheet.clock, early.start, late.start)
    finish = counter.between(sheet.clock, early.finish, late.finish)
    total = np.where(_begun(sheet), finish, np.minimum(start, finish))
    is_late = sheet.network.tasks.constraint == Constraint.ALAP
    nowhere = early.start == NO_DATE
    return Floats(*(np.where(nowhere, 0, column) for column in (start, finish, np.where(is_late, 0, total))))


def _critical(sheet: Sheet, total: Ticks) -> tuple[Flags, Flags]:
    """Rows at or below their limit, and those not far above; none that is done or drives nothing."""
    tasks, projects = sheet.network.tasks, sheet.network.projects
    limit = np.array([one.critical_limit for one in projects], np.int64)[tasks.project]
    near = np.array([one.near_limit for one in projects], np.int64)[tasks.project]
    idle = np.isin(tasks.kind, (Kind.LOE, Kind.HAMMOCK, Kind.DUTY)) | tasks.placeholder
    live = ~sheet.done & ~idle & ~sheet.all_done & tasks.active
    critical = (total <= limit) & live
    return critical, (total <= limit + near) & live & ~critical


def _drivers(sheet: Sheet, passed: Passed) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """The link that decides each row's start, -1 where none does."""
    if not sheet.topology.edges:
        return np.full(len(sheet.network.tasks), -1, np.int32)
    link = sheet.topology.link[np.maximum(passed.driver, 0)]
    return np.where(passed.driver >= 0, link, -1).astype(np.int32)


def _begun(sheet: Sheet) -> Flags:
    """Rows whose start can no longer move: started, done, by hand; summaries of such as have started."""
    tasks = sheet.network.tasks
    begun = sheet.started | sheet.done
    for level in range(int(sheet.topology.depth.max(initial=0)), 0, -1):
        rows = np.flatnonzero((sheet.topology.depth == level) & begun & tasks.active)
        begun[tasks.parent[rows]] = True
    made: Flags = begun | sheet.fixed
    return made


def rolled_up(sheet: Sheet, dates: Pair, *, by_hand: bool) -> Pair:
    """Dates with those of summaries: from the earliest to the latest of what is under them.

    A summary scheduled by hand keeps its own dates where `by_hand` is set.
    """
    tasks, depth, leaf = sheet.network.tasks, sheet.topology.depth, sheet.topology.leaf
    counted = leaf & tasks.active & ~tasks.external & (dates.start != NO_DATE)
    own = by_hand & ~leaf & tasks.manual & (tasks.manual_start != NO_DATE) & (tasks.manual_finish != NO_DATE)
    first, last = np.where(counted, dates.start, FAR), np.where(counted, dates.finish, -FAR)
    for level in range(int(depth.max(initial=0)), -1, -1):
        here = depth == level
        kept = here & own
        first[kept], last[kept] = tasks.manual_start[kept], tasks.manual_finish[kept]
        rows = np.flatnonzero(here & tasks.active & (tasks.parent >= 0))
        np.minimum.at(first, tasks.parent[rows], first[rows])
        np.maximum.at(last, tasks.parent[rows], last[rows])
    empty = first == FAR
    start, finish = np.where(empty, NO_DATE, first), np.where(empty, NO_DATE, last)
    return Pair(np.where(leaf, dates.start, start), np.where(leaf, dates.finish, finish))
