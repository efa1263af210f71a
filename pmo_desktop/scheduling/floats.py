"""The float of links, and the free float of rows that follows from it.

Free float is how far a row may move without moving any other: the smallest float of the links out of it,
never below nought; its total float where no link leaves it. Counted on the row's own calendar.
"""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.network import Flags, Index, Kind, Lag, LinkType
from pmo_desktop.scheduling.sheet import FAR, Sheet
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks


def link_floats(sheet: Sheet, start: Ticks, finish: Ticks, counter: Counter) -> Ticks:
    """The working time, on the predecessor's calendar, that each link leaves between its ends, less its lag.

    Negative where the successor stands earlier than the link allows; FAR of links between rows without
    dates.
    """
    links, tasks = sheet.network.links, sheet.network.tasks
    from_start = np.isin(links.type, (LinkType.SS, LinkType.SF))
    to_start = np.isin(links.type, (LinkType.FS, LinkType.SS))
    first = np.where(from_start, start[links.source], finish[links.source])
    last = np.where(to_start, start[links.target], finish[links.target])
    gone = (first == NO_DATE) | (last == NO_DATE)
    clock = sheet.clock[links.source]
    room = counter.between(clock, np.where(gone, 0, first), np.where(gone, 0, last))
    share = np.rint(tasks.duration[links.source] * (links.lag / 10_000.0)).astype(np.int64)
    lag = np.where(links.lag_kind == Lag.PERCENT, share, links.lag)
    elapsed = (links.lag_kind == Lag.ELAPSED) & ~gone
    made = np.where(gone, FAR, room - lag)
    if elapsed.any():
        plain = counter.between(clock, np.where(elapsed, first + lag, 0), np.where(elapsed, last, 0))
        made = np.where(elapsed, plain, made)
    return made


def free_floats(sheet: Sheet, slack: Ticks, open_end: Ticks) -> Ticks:
    """The free float of each row, from the floats of links. Nought of what is done.

    `open_end` is that of rows which hold no other.
    """
    links, tasks = sheet.network.links, sheet.network.tasks
    idle = np.isin(tasks.kind, (Kind.LOE, Kind.HAMMOCK, Kind.DUTY, Kind.BRANCH))
    counts = ~sheet.done[links.target] & tasks.active[links.target] & ~idle[links.target] & (slack < FAR)
    free = np.full(len(tasks), FAR, np.int64)
    np.minimum.at(free, links.source[counts], slack[counts])
    free = np.where(free == FAR, open_end, free)
    return np.where(sheet.done | _without_free(sheet), 0, np.maximum(free, 0))


def _without_free(sheet: Sheet) -> Flags:
    """The rows without free float to P6: levels of effort, and what finishes when it is expected to."""
    tasks = sheet.network.tasks
    spans = tasks.kind == Kind.LOE
    none: Flags = sheet.anew & (spans if tasks.expected is None else spans | (tasks.expected != NO_DATE))
    return none


def longest_path(sheet: Sheet, finish: Ticks, slack: Ticks, driver: Index) -> Flags:
    """The rows on a driving path to the latest finish of their project (P6's longest path).

    A link drives where it decides the start of its successor, or leaves it no room.
    """
    tasks, links, order = sheet.network.tasks, sheet.network.links, sheet.topology.order
    found = np.zeros(len(tasks), np.bool_)
    if not any(one.by_longest_path for one in sheet.network.projects):
        return found
    leaves = order[sheet.topology.leaf[order]]
    last = np.full(len(sheet.network.projects), NO_DATE, np.int64)
    np.maximum.at(last, tasks.project[leaves], finish[leaves])
    found[leaves] = finish[leaves] == last[tasks.project[leaves]]
    drives = (driver[links.target] >= 0) & ((slack == 0) | (driver[links.target] == np.arange(len(links))))
    into: dict[int, list[int]] = {}
    for link in np.flatnonzero(drives).tolist():
        into.setdefault(int(links.target[link]), []).append(int(links.source[link]))
    for row in order[::-1].tolist():
        if found[row]:
            found[into.get(row, [])] = True
    return found
