"""The lag of each edge: how long, and in whose working time.

A percentage is of the predecessor's duration. Where a project schedules what is left from the status date,
only what is left of a positive lag counts once its predecessor's end has come about; a lead of such an end
no longer counts, nor does a finish-to-finish link from what is done.
"""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling import kernel
from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.lengths import from_status
from pmo_desktop.scheduling.network import Lag, LagClock, LinkType, Network
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.topology import Topology
from pmo_desktop.scheduling.worktable import FAR


def lags_of(network: Network, topology: Topology, own: Ticks, always: int) -> tuple[Ticks, Ticks]:
    """The whole lag of each edge in ticks, and the clock it runs on; `own` is the calendar of each row."""
    tasks, links = network.tasks, network.links
    if not len(links):
        return np.zeros(topology.edges, np.int64), np.zeros(topology.edges, np.int64)
    real = topology.type != kernel.MEMBER
    link = np.where(real, topology.link, 0)
    share, kind = links.lag[link], links.lag_kind[link]
    of_length = np.rint(tasks.duration[topology.source] * (share / 10_000.0)).astype(np.int64)
    percent = kind == Lag.PERCENT
    plain = (kind == Lag.ELAPSED) | (percent & tasks.elapsed[topology.source])
    lag = np.where(real, np.where(percent, of_length, share), 0)
    return lag, np.where(plain, always, _clocks(network, topology, own, always)).astype(np.int64)


def _clocks(network: Network, topology: Topology, own: Ticks, always: int) -> Ticks:
    """The clock that each edge's project says lags run on."""
    project = network.tasks.project[topology.target]
    rule = np.array([one.lag_clock for one in network.projects], np.int64)[project]
    home = np.array([one.calendar for one in network.projects], np.int64)[project]
    made = np.where(rule == LagClock.PREDECESSOR, own[topology.source], own[topology.target])
    made = np.where(rule == LagClock.PROJECT, home, made)
    return np.where(rule == LagClock.ALWAYS, always, made)


def remaining_lags(network: Network, topology: Topology, lag: Ticks, clock: Ticks, counter: Counter) -> Ticks:
    """The lags of which only what is left counts, where projects schedule from their status date.

    -FAR makes a link hold nothing.
    """
    tasks = network.tasks
    if not any(one.from_status for one in network.projects):
        return lag
    by_start = np.isin(topology.type, (LinkType.SS, LinkType.SF))
    came = np.where(by_start, tasks.actual_start[topology.source], tasks.actual_finish[topology.source])
    status = np.array([one.status for one in network.projects], np.int64)[tasks.project[topology.target]]
    counts = from_status(network)[topology.target] & (came != NO_DATE) & (status != NO_DATE)
    passed = counter.between(clock, np.where(counts, came, 0), np.where(counts, np.maximum(status, came), 0))
    left = np.where(counts, np.maximum(lag - passed, 0), lag)
    idle = counts & (topology.type == LinkType.FF) & (left == 0)
    return np.where(idle, -FAR, left)
