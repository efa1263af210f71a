"""The passes put together: tables wide enough, forward, backward, and forward again where rows are late."""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.scheduling import kernel
from pmo_desktop.scheduling.aslate import moved_late, waits
from pmo_desktop.scheduling.clocks import Span, side_by_side, tables_of
from pmo_desktop.scheduling.counting import Counter, beyond
from pmo_desktop.scheduling.kernels import Kernel, kernel_for
from pmo_desktop.scheduling.lags import remaining_lags
from pmo_desktop.scheduling.network import Constraint, Kind, Network, Project
from pmo_desktop.scheduling.results import timetable_of
from pmo_desktop.scheduling.sheet import FAR, Sheet, floor_of, sheet_of
from pmo_desktop.scheduling.started import started_finish
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.scheduling.worktime import span_around, widened


@dc.dataclass(frozen=True)
class Passed:
    """What the passes found, by row; rows that are not in the order hold NO_DATE."""

    early_start: Ticks
    early_finish: Ticks
    late_start: Ticks
    late_finish: Ticks
    driver: Ticks
    """The edge that decides the early start, or -1."""
    project_start: Ticks
    project_finish: Ticks


def run(network: Network, form: Kernel | None = None) -> Timetable:
    """Schedule a network; see `engine.schedule`. `form` says which form of the passes to use."""
    sheet = sheet_of(network)
    form = form or kernel_for(len(sheet.topology.order))
    span = first_span(sheet)
    while True:
        counter = Counter(tables_of(sheet.book, span))
        passed = _pass(sheet, form, span, counter)
        if passed is not None:
            sheet.topology.reach["span"] = span
            return timetable_of(sheet, passed, counter)
        span = widened(*span)


def first_span(sheet: Sheet) -> Span:
    """The days around all dates that the network states."""
    tasks, projects = sheet.network.tasks, sheet.network.projects
    columns = [tasks.constraint_date, tasks.deadline, tasks.manual_start, tasks.manual_finish]
    columns += [] if tasks.expected is None else [tasks.expected]
    stated = np.concatenate(
        (
            *columns,
            tasks.actual_start,
            tasks.actual_finish,
            np.array([(one.start, one.finish, one.status) for one in projects], np.int64).ravel(),
        )
    )
    first, last = span_around(stated[stated != NO_DATE])
    known = sheet.topology.reach.get("span", (first, last))
    return min(first, known[0]), max(last, known[1])


def rows_of(sheet: Sheet, begins: Ticks) -> kernel.Rows:
    """The rows as the kernel reads them."""
    tasks, topology = sheet.network.tasks, sheet.topology
    fixed = sheet.fixed | ((sheet.done | sheet.started) & ~sheet.anew)
    done = sheet.done & ~sheet.anew
    mode = np.where(topology.leaf, np.where(fixed, kernel.FIXED, kernel.FREE), kernel.GATHERED)
    elapsed = tasks.levelling_elapsed
    return kernel.Rows(
        mode=mode,
        floor=floor_of(sheet, begins),
        begins=begins[tasks.project],
        hold=sheet.hold,
        hold_date=sheet.hold_date,
        ceiling=sheet.ceiling,
        clock=sheet.own,
        stands=_stands(sheet),
        raw=sheet.anew.astype(np.int64),
        delay=tasks.levelling_delay,
        delay_clock=np.where(elapsed, sheet.book.always, sheet.own),
        late=_late(sheet),
        done=(done | tasks.external).astype(np.int64),
        begun=np.where(sheet.started & ~sheet.anew, tasks.actual_start, -FAR),
        goes_on=_goes_on(sheet),
        by_hand=sheet.fixed.astype(np.int64),
        expected=_expected(sheet),
    )


def _stands(sheet: Sheet) -> Ticks:
    """Where each row may stand in time off; see kernel."""
    tasks = sheet.network.tasks
    usual = np.where(tasks.kind == Kind.MILESTONE, kernel.AT_END, kernel.MOVES)
    opens = np.zeros(len(tasks), np.bool_) if tasks.opens is None else tasks.opens
    p6 = np.where(sheet.done, kernel.DONE, np.where(opens, kernel.BEGINS, usual))
    return np.where(sheet.anew, p6, usual).astype(np.int64)


def _goes_on(sheet: Sheet) -> Ticks:
    """Where rows by hand that are in progress go on; -FAR of others."""
    tasks = sheet.network.tasks
    under_way = sheet.fixed & (tasks.actual_start != NO_DATE) & (tasks.actual_finish == NO_DATE)
    return np.where(under_way & (tasks.resume != NO_DATE), tasks.resume, -FAR)


def _holds(sheet: Sheet) -> Ticks:
    """Which edges hold their predecessor back; see kernel."""
    topology, links = sheet.topology, sheet.network.links
    done = sheet.done & ~sheet.anew
    into = topology.type == kernel.FS_INTO
    summary = links.target[topology.link[into]]
    finished = done[topology.target]
    finished[into] = sheet.all_done[summary]
    held: Ticks = (~finished & sheet.network.tasks.active[topology.target]).astype(np.int64)
    return held


def _late(sheet: Sheet) -> Ticks:
    """1 of rows that are as late as possible."""
    late: Ticks = ((sheet.network.tasks.constraint == Constraint.ALAP) & ~sheet.anew).astype(np.int64)
    return late


def _expected(sheet: Sheet) -> Ticks:
    """The expected finish of rows that are scheduled anew and not done; -FAR of others."""
    expected = sheet.network.tasks.expected
    if expected is None:
        return np.full(len(sheet.network.tasks), -FAR, np.int64)
    return np.where((expected != NO_DATE) & sheet.anew & ~sheet.done, expected, -FAR)


def _empty_dates(sheet: Sheet, counter: Counter) -> kernel.Dates:
    """The dates before the passes: those that are given, and of started rows those that follow."""
    tasks, n = sheet.network.tasks, len(sheet.network.tasks)
    start = np.where(sheet.fixed, tasks.manual_start, NO_DATE)
    finish = np.where(sheet.fixed, tasks.manual_finish, NO_DATE)
    begun = tasks.actual_start != NO_DATE
    start = np.where((sheet.done | sheet.started) & begun, tasks.actual_start, start)
    start = np.where(sheet.done & ~begun, tasks.actual_finish, start)
    finish = np.where(sheet.done, tasks.actual_finish, finish)
    finish = np.where(sheet.started, started_finish(sheet, counter), finish)
    blank = np.full(n, NO_DATE, np.int64)
    return kernel.Dates(start, finish, blank, blank.copy(), blank.copy(), np.full(n, -1, np.int64))


@dc.dataclass(frozen=True)
class Run:
    """One network in the form that the kernel wants."""

    form: Kernel
    order: kernel.Column
    clocks: kernel.Clocks
    edges: kernel.Edges
    parts: kernel.Parts
    dates: kernel.Dates

    def forward(self, rows: kernel.Rows, again: int) -> None:
        """Fill in the early dates."""
        made = self.form.columns(rows)
        self.form.forward(self.order, self.clocks, self.edges, self.parts, made, self.dates, again)

    def backward(self, rows: kernel.Rows, ends: Ticks) -> None:
        """Fill in the late dates."""
        made = self.form.columns(rows)
        until = ends.tolist() if self.form.lists else ends
        self.form.backward(self.order, self.clocks, self.edges, self.parts, made, self.dates, until)

    def beyond(self, sheet: Sheet) -> bool:
        """Whether a date of a row that is scheduled itself lies outside the tables."""
        rows = sheet.topology.order[sheet.topology.leaf[sheet.topology.order]]
        dates = self.dates
        columns = (dates.early_start, dates.early_finish, dates.late_start, dates.late_finish)
        return beyond(*(np.asarray(column, np.int64)[rows] for column in columns))


def run_of(sheet: Sheet, form: Kernel, span: Span, counter: Counter) -> Run:
    """Everything but the rows, in the kernel's form."""
    topology = sheet.topology
    edges = kernel.Edges(
        source=topology.source,
        target=topology.target,
        type=topology.type,
        lag=remaining_lags(sheet.network, topology, sheet.lag, sheet.lag_clock, counter),
        clock=sheet.lag_clock,
        holds=_holds(sheet),
        in_first=topology.in_first,
        out_first=topology.out_first,
        out_edge=topology.out_edge,
    )
    parts, order = sheet.parts, topology.order
    made = kernel.Parts(parts.first, parts.clock, parts.length.copy(), parts.left.copy(), parts.delay)
    return Run(
        form=form,
        order=order.tolist() if form.lists else order.astype(np.int64),
        clocks=form.columns(side_by_side(counter.tables, span)),
        edges=form.columns(edges),
        parts=form.columns(made),
        dates=form.columns(_empty_dates(sheet, counter)),
    )


def _pass(sheet: Sheet, form: Kernel, span: Span, counter: Counter) -> Passed | None:
    """Forward, backward, and forward again where late rows hold others or the start was yet to be found.

    None where a date lies beyond the tables.
    """
    run = run_of(sheet, form, span, counter)
    projects = sheet.network.projects
    given = np.array([_begins(one) for one in projects], np.int64)
    ends = np.array([one.finish for one in projects], np.int64)
    backwards = ~np.array([one.from_start for one in projects], np.bool_)
    begins = np.where(backwards & (given == NO_DATE), ends, given)
    rows = rows_of(sheet, begins)
    run.forward(rows, 0)
    if run.beyond(sheet):
        return None
    ends = np.where(backwards, ends, extreme(sheet, run.dates.early_finish, np.maximum))
    run.backward(rows, _until(sheet, ends, run))
    if backwards.any():
        found = extreme(sheet, run.dates.late_start, np.minimum)
        begins = np.where(backwards, found, begins)
        rows = rows_of(sheet, begins)
    if backwards.any() or bool(np.any(_late(sheet)[sheet.topology.order])):
        run.forward(rows, 1)
    if run.beyond(sheet):
        return None
    if waits(sheet).any():
        moved_late(sheet, run.clocks, run.edges, run.parts, run.dates, ends)
    return _passed(run, begins, ends)


def _begins(project: Project) -> int:
    """Where a project begins: its start; its status date where what is left is scheduled from there."""
    return max(project.start, project.status) if project.from_status else project.start


def _until(sheet: Sheet, ends: Ticks, run: Run) -> Ticks:
    """The latest finish of each row but for links: its project's, or its own where open ends are critical."""
    project = sheet.network.tasks.project
    own = np.array([one.open_ends_critical for one in sheet.network.projects], np.bool_)[project]
    own &= np.diff(sheet.topology.out_first) == 0
    must = np.array([one.must_finish for one in sheet.network.projects], np.int64)[project]
    until = np.where(must == NO_DATE, ends[project], must)
    return np.where(own, np.asarray(run.dates.early_finish, np.int64), until)


def extreme(sheet: Sheet, dates: kernel.Mutable, pick: np.ufunc) -> Ticks:
    """The earliest or latest date of each project's live rows."""
    tasks, order = sheet.network.tasks, sheet.topology.order
    counted = tasks.active & ~tasks.external & sheet.topology.leaf & (tasks.kind != Kind.DUTY)
    live = order[counted[order]]
    start = FAR if pick is np.minimum else -FAR
    found = np.full(len(sheet.network.projects), start, np.int64)
    pick.at(found, tasks.project[live], np.asarray(dates, np.int64)[live])
    return np.where(np.abs(found) == FAR, [one.start for one in sheet.network.projects], found)


def _passed(run: Run, begins: Ticks, ends: Ticks) -> Passed:
    """The kernel's dates as arrays."""
    dates = run.dates
    return Passed(
        early_start=np.asarray(dates.early_start, np.int64),
        early_finish=np.asarray(dates.early_finish, np.int64),
        late_start=np.asarray(dates.late_start, np.int64),
        late_finish=np.asarray(dates.late_finish, np.int64),
        driver=np.asarray(dates.driver, np.int64),
        project_start=begins,
        project_finish=ends,
    )
