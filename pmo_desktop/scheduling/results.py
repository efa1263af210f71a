"""From the passes to a timetable: scheduled dates, summaries, floats, what is critical."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.floats import free_floats, link_floats, longest_path
from pmo_desktop.scheduling.network import Constraint, Flags, FloatRule, Index, Kind
from pmo_desktop.scheduling.noticing import notices_of
from pmo_desktop.scheduling.sheet import FAR, Sheet
from pmo_desktop.scheduling.spans import late_spans, spanned
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
    shown = _with_actuals(sheet, early)
    floats = _floats(sheet, early, late, counter)
    slack = link_floats(sheet, early.start, early.finish, counter)
    driver = _drivers(sheet, passed)
    critical, near = _critical(sheet, floats.total, longest_path(sheet, early.finish, slack, driver))
    return Timetable(
        start=shown.start,
        finish=shown.finish,
        duration=counter.between(sheet.clock, shown.start, shown.finish),
        early_start=early.start,
        early_finish=early.finish,
        late_start=late.start,
        late_finish=late.finish,
        start_float=floats.start,
        finish_float=floats.finish,
        total_float=floats.total,
        free_float=free_floats(sheet, slack, _open_end(sheet, passed, early, floats, counter)),
        critical=critical,
        near_critical=near,
        driver=driver,
        project_start=passed.project_start,
        project_finish=passed.project_finish,
        notices=(*sheet.topology.notices, *notices_of(sheet, shown.start, shown.finish, slack)),
    )


def _dates(sheet: Sheet, passed: Passed, counter: Counter) -> tuple[Pair, Pair]:
    """Early dates (late ones of rows as late as possible), and late dates, of all rows and summaries."""
    is_late = (sheet.network.tasks.constraint == Constraint.ALAP) & ~sheet.anew
    start = np.where(is_late, passed.late_start, passed.early_start)
    finish = np.where(is_late, passed.late_finish, passed.early_finish)
    start, finish = spanned(sheet, start, finish, passed.project_start, counter)
    span = sheet.topology.spans
    late = Pair(passed.late_start.copy(), passed.late_finish.copy())
    late.start[span], late.finish[span] = start[span], finish[span]
    late = Pair(*late_spans(sheet, late.start, late.finish, _last(sheet, passed), counter))
    early = rolled_up(sheet, Pair(start, finish), by_hand=True)
    return early, _late_with_summaries(sheet, early, late)


def _late_with_summaries(sheet: Sheet, early: Pair, late: Pair) -> Pair:
    """Late dates with those of summaries.

    For a summary, what is scheduled by hand counts where it stands, and what has started no earlier than it
    ends. A summary by hand may end late where it ends.
    """
    tasks, leaf = sheet.network.tasks, sheet.topology.leaf
    fixed = sheet.fixed & ~tasks.external
    start, finish = (np.where(fixed, one, other) for one, other in zip(early, late, strict=True))
    finish = np.where(sheet.started & ~sheet.anew, np.maximum(finish, early.finish), finish)
    made = rolled_up(sheet, Pair(start, finish), by_hand=False)
    own = ~leaf & tasks.manual & (made.finish != NO_DATE)
    until = np.where(own, np.maximum(made.finish, early.finish), made.finish)
    return Pair(np.where(leaf, late.start, made.start), np.where(leaf, late.finish, until))


def _with_actuals(sheet: Sheet, early: Pair) -> Pair:
    """The dates to show: actual ones in place of those of what is left, where only that was scheduled."""
    if not sheet.anew.any():
        return early
    tasks = sheet.network.tasks
    begun, done = sheet.anew & (tasks.actual_start != NO_DATE), sheet.anew & sheet.done
    start = np.where(begun, tasks.actual_start, early.start)
    return rolled_up(sheet, Pair(start, np.where(done, tasks.actual_finish, early.finish)), by_hand=True)


def _open_end(sheet: Sheet, passed: Passed, early: Pair, floats: Floats, counter: Counter) -> Ticks:
    """The free float of rows that hold no other: the total float; in P6 up to the end of the project,
    whatever the row's own dates ask.
    """
    projects, of = sheet.network.projects, sheet.network.tasks.project
    until = _last(sheet, passed)
    own = np.array([one.open_ends_critical for one in projects], np.bool_)[of]
    counts = sheet.anew & ~own & (early.finish != NO_DATE)
    room = counter.between(sheet.clock, np.where(counts, early.finish, 0), np.where(counts, until, 0))
    return np.where(counts, room, floats.total)


def _last(sheet: Sheet, passed: Passed) -> Ticks:
    """Where the late dates of each row's project count from."""
    must = np.array([one.must_finish for one in sheet.network.projects], np.int64)
    found: Ticks = np.where(must == NO_DATE, passed.project_finish, must)[sheet.network.tasks.project]
    return found


def _floats(sheet: Sheet, early: Pair, late: Pair, counter: Counter) -> Floats:
    """Start, finish and total float: the smaller of both, or the finish float where the start stands fast.

    A project may ask for one of the two instead.
    """
    start = counter.between(sheet.clock, early.start, late.start)
    finish = counter.between(sheet.clock, early.finish, late.finish)
    total = np.where(_begun(sheet), finish, np.minimum(start, finish))
    rule = np.array([one.float_rule for one in sheet.network.projects], np.int64)[sheet.network.tasks.project]
    total = np.where(rule == FloatRule.FINISH, finish, np.where(rule == FloatRule.START, start, total))
    idle = (early.start == NO_DATE) | (sheet.anew & sheet.done)
    is_late = (sheet.network.tasks.constraint == Constraint.ALAP) & ~sheet.anew
    return Floats(*(np.where(idle, 0, column) for column in (start, finish, np.where(is_late, 0, total))))


def _critical(sheet: Sheet, total: Ticks, longest: Flags) -> tuple[Flags, Flags]:
    """Rows at or below their limit, and those not far above; none that is done or drives nothing.

    Where a project says so, critical is what lies on its longest path.
    """
    tasks, projects = sheet.network.tasks, sheet.network.projects
    limit = np.array([one.critical_limit for one in projects], np.int64)[tasks.project]
    near = np.array([one.near_limit for one in projects], np.int64)[tasks.project]
    idle = np.isin(tasks.kind, (Kind.LOE, Kind.HAMMOCK, Kind.DUTY, Kind.BRANCH)) | tasks.placeholder
    live = ~sheet.done & ~idle & ~sheet.all_done & tasks.active & ~tasks.external
    by_path = np.array([one.by_longest_path for one in projects], np.bool_)[tasks.project]
    critical = np.where(by_path, longest, total <= limit) & live
    return critical, (total <= limit + near) & live & ~critical


def _drivers(sheet: Sheet, passed: Passed) -> Index:
    """The link that decides each row's start, -1 where none does."""
    if not sheet.topology.edges:
        return np.full(len(sheet.network.tasks), -1, np.int32)
    link = sheet.topology.link[np.maximum(passed.driver, 0)]
    return np.where(passed.driver >= 0, link, -1).astype(np.int32)


def _begun(sheet: Sheet) -> Flags:
    """Rows whose start can no longer move: started, done, by hand; summaries of such as have started."""
    tasks = sheet.network.tasks
    begun = sheet.started | sheet.done
    for rows in sheet.topology.levels[:0:-1]:
        begun[sheet.topology.parent[rows[begun[rows] & tasks.active[rows]]]] = True
    made: Flags = begun | sheet.fixed
    return made


def rolled_up(sheet: Sheet, dates: Pair, *, by_hand: bool) -> Pair:
    """Dates with those of summaries: from the earliest to the latest of what is under them.

    A summary scheduled by hand counts with its own dates for those above it, and shows them where `by_hand`
    is set. Ghosts count in ghosts alone.
    """
    tasks, parent, leaf = sheet.network.tasks, sheet.topology.parent, sheet.topology.leaf
    branch = tasks.kind == Kind.BRANCH
    ghost = tasks.external & ~((parent >= 0) & tasks.external[parent])
    counted = leaf & tasks.active & ~ghost & ~branch & (dates.start != NO_DATE)
    own = ~leaf & tasks.manual & (tasks.manual_start != NO_DATE) & (tasks.manual_finish != NO_DATE)
    first, last = np.where(counted, dates.start, FAR), np.where(counted, dates.finish, -FAR)
    for here in reversed(sheet.topology.levels):
        kept = here[own[here] & by_hand]
        first[kept], last[kept] = tasks.manual_start[kept], tasks.manual_finish[kept]
        rows = here[tasks.active[here] & (parent[here] >= 0)]
        np.minimum.at(first, parent[rows], np.where(own[rows], tasks.manual_start[rows], first[rows]))
        np.maximum.at(last, parent[rows], np.where(own[rows], tasks.manual_finish[rows], last[rows]))
    empty = first == FAR
    start, finish = np.where(empty, NO_DATE, first), np.where(empty, NO_DATE, last)
    above = np.maximum(parent, 0)
    made = Pair(np.where(leaf, dates.start, start), np.where(leaf, dates.finish, finish))
    return Pair(*(np.where(branch, column[above], column) for column in made))
