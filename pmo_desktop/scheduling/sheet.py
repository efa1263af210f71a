"""What the passes need of a network, worked out for all rows at once: bounds, modes, lags.

Rules as Microsoft Project has them: a row starts no earlier than its project unless its own start-from
date says so; 'start no earlier' and 'finish no later' on a summary hold for all that is under it; a lag
runs on the successor's calendar; a percentage is of the predecessor's duration.
"""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.scheduling import kernel
from pmo_desktop.scheduling.bounds import ceiling_of, from_dates, holds_of
from pmo_desktop.scheduling.clocks import ClockBook
from pmo_desktop.scheduling.lags import lags_of
from pmo_desktop.scheduling.lengths import PartsOf, from_status, parts_of
from pmo_desktop.scheduling.network import Flags, Kind, Network
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.topology import Topology, shape_of

FAR = kernel.FAR


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
    anew: Flags
    """Rows of which what is left is scheduled, done ones with nothing left."""
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
    tasks, topology = network.tasks, shape_of(network)
    book = ClockBook(network.calendars)
    home = np.array([project.calendar for project in network.projects], np.int64)[tasks.project]
    own = np.where(tasks.calendar >= 0, tasks.calendar, home)
    done = tasks.actual_finish != NO_DATE
    kept = _kept(network)
    hold, hold_date = holds_of(network)
    from_date, from_above = from_dates(network, topology)
    from_above = np.maximum(from_above, _after_status(network))
    lag, lag_clock = lags_of(network, topology, own, book.always)
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
        anew=from_status(network) & ~kept & topology.leaf,
        started=(tasks.actual_start != NO_DATE) & ~done & ~kept & topology.leaf,
        from_date=from_date,
        from_above=from_above,
        hold=hold,
        hold_date=hold_date,
        ceiling=ceiling_of(network, topology),
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
    for rows in topology.levels[:0:-1]:
        open_[topology.parent[rows[open_[rows]]]] = True
    finished: Flags = ~open_ & ~topology.leaf & np.isin(np.arange(len(tasks)), topology.parent)
    return finished


def floor_of(sheet: Sheet, begins: Ticks) -> Ticks:
    """The earliest start of each row but for links; `begins` is the start of each project.

    A row with predecessors may start before its project where they lead it there; not where what is left
    is scheduled from the status date, which is the project's start then.
    """
    usual = begins[sheet.network.tasks.project]
    linked = np.diff(sheet.topology.in_first) > 0
    plain = np.where(linked, -FAR, usual)
    made = np.maximum(np.where(sheet.from_date == -FAR, plain, sheet.from_date), sheet.from_above)
    return np.where(sheet.anew, np.maximum(made, usual), made)


def status_of(network: Network) -> Ticks:
    """The status date of each row's project where what is left is moved behind it; -FAR elsewhere."""
    moving = [
        one.status if one.move_remaining and one.status != NO_DATE else -FAR for one in network.projects
    ]
    return np.array(moving, np.int64)[network.tasks.project]


def _after_status(network: Network) -> Ticks:
    """The status date for rows that have not started and should by then have; -FAR for others."""
    return np.where(network.tasks.actual_start == NO_DATE, status_of(network), -FAR)
