"""What the passes need of a network, worked out for all rows at once: bounds, modes, lags.

Rules as Microsoft Project has them: a row starts no earlier than its project unless its own start-from
date says so; 'start no earlier' and 'finish no later' on a summary hold for all that is under it; a lag
runs on the successor's calendar; a percentage is of the predecessor's duration.
"""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.scheduling import kernel
from pmo_desktop.scheduling.clocks import ClockBook
from pmo_desktop.scheduling.lengths import PartsOf, parts_of
from pmo_desktop.scheduling.network import Constraint, Flags, Kind, Lag, Network
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.topology import Topology

FAR = kernel.FAR
_HOLDS = {
    Constraint.MSO: kernel.START_AT,
    Constraint.MFO: kernel.FINISH_AT,
    Constraint.SNLT: kernel.START_BY,
    Constraint.FNLT: kernel.FINISH_BY,
    Constraint.FNET: kernel.FINISH_FROM,
}
_WEAK = {Constraint.MFO: kernel.FINISH_FROM, Constraint.FNET: kernel.FINISH_FROM}
"""What holds where links win over must-dates."""


@dc.dataclass(frozen=True)
class Sheet:
    """A network made ready. Columns are by row, but those of the edges."""

    network: Network
    topology: Topology
    book: ClockBook
    clock: Ticks
    """The row's own calendar: round the clock for elapsed durations."""
    own: Ticks
    """The calendar of the row whatever its duration: lags into it run on that."""
    parts: PartsOf
    fixed: Flags
    done: Flags
    started: Flags
    """Started and not finished."""
    all_done: Flags
    """Summaries under which all is done."""
    from_date: Ticks
    """No earlier start than this, by the row's own date; -FAR where it has none."""
    from_above: Ticks
    """The same, by the dates of summaries above."""
    hold: Ticks
    hold_date: Ticks
    ceiling: Ticks
    from_start: Flags
    lag: Ticks
    lag_clock: Ticks


def sheet_of(network: Network) -> Sheet:
    """The sheet of a network."""
    tasks, topology = network.tasks, network.topology
    book = ClockBook(network.calendars)
    home = np.array([project.calendar for project in network.projects], np.int64)[tasks.project]
    own = np.where(tasks.calendar >= 0, tasks.calendar, home)
    done = tasks.actual_finish != NO_DATE
    kept = _kept(network)
    hold, hold_date = _holds(network)
    from_date, from_above = _from_dates(network, topology)
    from_above = np.maximum(from_above, _after_status(network))
    lag, lag_clock = _lags(network, topology, own, book.always)
    return Sheet(
        all_done=_all_done(network, topology, done),
        network=network,
        topology=topology,
        book=book,
        clock=np.where(tasks.elapsed, book.always, own),
        own=own,
        parts=parts_of(network, book, own),
        fixed=kept,
        done=done,
        started=(tasks.actual_start != NO_DATE) & ~done & ~kept & topology.leaf,
        from_date=from_date,
        from_above=from_above,
        hold=hold,
        hold_date=hold_date,
        ceiling=_ceiling(network, topology),
        from_start=np.array([one.from_start for one in network.projects])[tasks.project],
        lag=lag,
        lag_clock=lag_clock,
    )


def _kept(network: Network) -> Flags:
    """Rows whose dates are given: by hand, events and duties with dates, ghosts."""
    tasks = network.tasks
    dated = (tasks.manual_start != NO_DATE) & (tasks.manual_finish != NO_DATE)
    fixed = np.isin(tasks.kind, (Kind.EVENT, Kind.DUTY))
    kept: Flags = (tasks.manual | tasks.external | fixed) & dated & (tasks.kind != Kind.SUMMARY)
    return kept


def _all_done(network: Network, topology: Topology, done: Flags) -> Flags:
    """The summaries under which every active row is done."""
    tasks = network.tasks
    open_ = topology.leaf & tasks.active & ~done
    for level in range(int(topology.depth.max(initial=0)), 0, -1):
        rows = np.flatnonzero((topology.depth == level) & open_)
        open_[tasks.parent[rows]] = True
    finished: Flags = ~open_ & ~topology.leaf & np.isin(np.arange(len(tasks)), tasks.parent)
    return finished


def _asked(network: Network, *which: Constraint) -> Flags:
    """Rows with one of these constraints and a date to it."""
    tasks = network.tasks
    asked: Flags = np.isin(tasks.constraint, which) & (tasks.constraint_date != NO_DATE)
    return asked


def _holds(network: Network) -> tuple[Ticks, Ticks]:
    """What each row's constraint asks for, and when."""
    tasks = network.tasks
    honour = np.array([project.honour_constraints for project in network.projects])[tasks.project]
    dated = tasks.constraint_date != NO_DATE
    strong, weak = np.zeros(len(Constraint), np.int64), np.zeros(len(Constraint), np.int64)
    for table, codes in ((strong, _HOLDS), (weak, _WEAK)):
        table[list(codes)] = list(codes.values())
    hold = np.where(honour, strong[tasks.constraint], weak[tasks.constraint])
    return np.where(dated, hold, kernel.NO_HOLD), np.where(dated, tasks.constraint_date, 0)


def _inherited(column: Ticks, topology: Topology, network: Network, pick: np.ufunc) -> Ticks:
    """A bound with those of all summaries above it, from the top down."""
    parent = network.tasks.parent
    made = column.copy()
    for level in range(1, int(topology.depth.max(initial=0)) + 1):
        rows = np.flatnonzero(topology.depth == level)
        made[rows] = pick(made[rows], made[parent[rows]])
    return made


def floor_of(sheet: Sheet, begins: Ticks) -> Ticks:
    """The earliest start of each row but for links; `begins` is the start of each project.

    A row with predecessors may start before its project where they lead it there.
    """
    tasks = sheet.network.tasks
    linked = np.diff(sheet.topology.in_first) > 0
    plain = np.where(linked, -FAR, begins[tasks.project])
    return np.maximum(np.where(sheet.from_date == -FAR, plain, sheet.from_date), sheet.from_above)


def _from_dates(network: Network, topology: Topology) -> tuple[Ticks, Ticks]:
    """The 'no earlier' dates of rows, and those of the summaries above them; -FAR where there is none.

    A summary by hand passes its start on.
    """
    tasks = network.tasks
    weak = ~np.array([project.honour_constraints for project in network.projects])[tasks.project]
    asks = _asked(network, Constraint.SNET) | (weak & _asked(network, Constraint.MSO))
    asked = np.where(asks, tasks.constraint_date, -FAR)
    by_hand = tasks.manual & (tasks.manual_start != NO_DATE)
    passed_on = np.maximum(asked, np.where(by_hand, tasks.manual_start, -FAR))
    above = _inherited(np.where(topology.leaf, -FAR, passed_on), topology, network, np.maximum)
    return asked, above


def status_of(network: Network) -> Ticks:
    """The status date of each row's project where what is left is moved behind it; -FAR elsewhere."""
    moving = [
        one.status if one.move_remaining and one.status != NO_DATE else -FAR for one in network.projects
    ]
    return np.array(moving, np.int64)[network.tasks.project]


def _after_status(network: Network) -> Ticks:
    """The status date for rows that have not started and should by then have; -FAR for others."""
    return np.where(network.tasks.actual_start == NO_DATE, status_of(network), -FAR)


def _ceiling(network: Network, topology: Topology) -> Ticks:
    """The latest finish of each row but for links: no-later dates of the row and above it, deadlines."""
    tasks = network.tasks
    latest = _asked(network, Constraint.FNLT)
    weak = ~np.array([project.honour_constraints for project in network.projects])[tasks.project]
    latest |= weak & _asked(network, Constraint.MFO)
    asked = np.where(latest, tasks.constraint_date, FAR)
    above = _inherited(np.where(topology.leaf, FAR, asked), topology, network, np.minimum)
    due = np.where(tasks.deadline == NO_DATE, FAR, tasks.deadline)
    return np.minimum(np.minimum(asked, above), due)


def _lags(network: Network, topology: Topology, own: Ticks, always: int) -> tuple[Ticks, Ticks]:
    """The lag of each edge in ticks, and the clock it runs on."""
    tasks, links = network.tasks, network.links
    real = topology.type != kernel.MEMBER
    link = np.where(real, topology.link, 0)
    if not len(links):
        return np.zeros(topology.edges, np.int64), np.zeros(topology.edges, np.int64)
    share, kind = links.lag[link], links.lag_kind[link]
    of_length = np.rint(tasks.duration[topology.source] * (share / 10_000.0)).astype(np.int64)
    percent = kind == Lag.PERCENT
    plain = (kind == Lag.ELAPSED) | (percent & tasks.elapsed[topology.source])
    lag = np.where(real, np.where(percent, of_length, share), 0)
    return lag, np.where(plain, always, own[topology.target]).astype(np.int64)
