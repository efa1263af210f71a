"""Levels of effort and hammocks: as long as from the rows that begin them to the rows that end them.

They begin with the earliest of what links into their start, or starts with them; they end with the latest
of what links into their finish, or waits for them. With one side open the duration fills it.
"""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.counting import Counter
from pmo_desktop.scheduling.network import LinkType
from pmo_desktop.scheduling.sheet import FAR, Sheet
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks


def spanned(
    sheet: Sheet, start: Ticks, finish: Ticks, project_start: Ticks, counter: Counter
) -> tuple[Ticks, Ticks]:
    """Starts and finishes with those of the spanning rows filled in."""
    rows = sheet.topology.spans
    if not len(rows):
        return start, finish
    start, finish = start.copy(), finish.copy()
    begins, ends = _edges(sheet, start, finish, counter)
    tasks, clock = sheet.network.tasks, sheet.clock[rows]
    first, last, length = begins[rows], ends[rows], tasks.duration[rows]
    usual = np.maximum(project_start[tasks.project[rows]], sheet.from_date[rows])
    begun = tasks.actual_start[rows]
    first = np.where(first < FAR, first, np.where(last > -FAR, last, usual))
    first = np.where(begun == NO_DATE, first, begun)
    filled = counter.add(clock, first, length)
    last = np.where(last > -FAR, np.maximum(last, first), filled)
    done = tasks.actual_finish[rows]
    start[rows], finish[rows] = first, np.where(done == NO_DATE, last, done)
    return start, finish


def late_spans(
    sheet: Sheet, start: Ticks, finish: Ticks, until: Ticks, counter: Counter
) -> tuple[Ticks, Ticks]:
    """Late dates with those of P6's levels of effort: they span the late dates of what they are linked to
    and is not done. Those that nothing closes end late with their project, which `until` gives.
    """
    rows = sheet.topology.spans[sheet.anew[sheet.topology.spans]]
    if not len(rows):
        return start, finish
    live = np.where(sheet.done, NO_DATE, finish)
    begins, ends = _edges(sheet, start, live, counter)
    clock, first, last = sheet.clock[rows], begins[rows], ends[rows]
    start, finish = start.copy(), finish.copy()
    start[rows] = np.where(first < FAR, first, start[rows])
    ended = np.where(last > -FAR, last, until[rows])
    worked = counter.between(clock, start[rows], ended)
    closed = worked > 0
    finish[rows] = np.where(closed, counter.add(clock, start[rows], np.where(closed, worked, 0)), ended)
    return start, finish


def _edges(sheet: Sheet, start: Ticks, finish: Ticks, counter: Counter) -> tuple[Ticks, Ticks]:
    """The earliest begin and the latest end that links give each row; FAR and -FAR where there are none."""
    links, n = sheet.network.links, len(start)
    begins, ends = np.full(n, FAR, np.int64), np.full(n, -FAR, np.int64)
    known = finish[links.source] != NO_DATE
    plain = np.where(
        np.isin(links.type, (LinkType.SS, LinkType.SF)), start[links.source], finish[links.source]
    )
    lag = np.where(known & (links.lag_kind == 0), np.maximum(links.lag, 0), 0)
    instant = counter.add(sheet.own[links.target], np.where(known, plain, 0), lag)
    opens = known & np.isin(links.type, (LinkType.FS, LinkType.SS))
    np.minimum.at(begins, links.target[opens], instant[opens])
    closes = known & ~opens
    np.maximum.at(ends, links.target[closes], instant[closes])
    held = finish[links.target] != NO_DATE
    opened = held & (links.type == LinkType.SS) & np.isin(links.source, sheet.topology.spans)
    np.minimum.at(begins, links.source[opened], start[links.target[opened]])
    for kind, column in ((LinkType.FF, finish), (LinkType.FS, start)):
        out = held & (links.type == kind)
        np.maximum.at(ends, links.source[out], column[links.target[out]])
    return begins, ends
