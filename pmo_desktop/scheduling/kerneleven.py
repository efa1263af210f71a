"""The passes for plans whose rows all run on one calendar, in Python: the same answers several times as fast.

On the axis of that calendar (`evenaxis`) a length or a lag is an addition, where the general passes look up
periods. Dates become places on it before a pass, and dates again after it. Each pass gives a plan of another
kind, or one whose dates come near the ends of the tables, to the general pass.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pmo_desktop.scheduling import kernelbackward, kernelforward
from pmo_desktop.scheduling.evenaxis import BEGINS, OFF, Axis, axis_of, listed
from pmo_desktop.scheduling.kernel import (
    AT_END,
    FF,
    FS,
    FS_INTO,
    SF,
    SS,
    Clocks,
    Column,
    Dates,
    Edges,
    Mutable,
    Parts,
    Rows,
)

_WORK = -4
"""Leaves the working time of a place alone."""
_FROM_FINISH, _TO_FINISH, _FROM_START = (FS, FF, FS_INTO), (FF, SF), (SS, SF)


def forward(
    order: Column, clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, again: int
) -> None:
    """Early dates of all rows in order; see kernelforward."""
    axis = None if again else axis_of(order, clocks, edges, parts, rows)
    if axis is None or not _forward(listed(order), edges, rows, dates, axis):
        kernelforward.forward(order, clocks, edges, parts, rows, dates, again)


def backward(
    order: Column, clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, ends: Column
) -> None:
    """Late dates of all rows, last first; see kernelbackward."""
    axis = axis_of(order, clocks, edges, parts, rows)
    if axis is None or not _backward(listed(order), edges, rows, dates, ends, axis):
        kernelbackward.backward(order, clocks, edges, parts, rows, dates, ends)


def _forward(order: list[int], edges: Edges, rows: Rows, dates: Dates, axis: Axis) -> bool:
    """Fill in the early dates; False where that is for the general pass."""
    begins = axis.places(rows.begins)
    if FF in listed(edges.type) and any(place & 3 == OFF for place in set(begins)):
        return False
    start, driver, stands, lengths = axis.places(rows.floor), dates.driver, listed(rows.stands), axis.lengths
    finish = list(start)
    driven = _driving(edges, axis, begins, start, finish)
    for row in order:
        at, driver[row], asked = driven(row)
        if stands[row] != AT_END or not _stays(rows, row, at, driver[row]):
            at = (at & _WORK) + BEGINS
        length = lengths[row]
        end = (at & _WORK) + 4 * length if length else at
        start[row] = at
        finish[row] = asked if asked > end >= asked & _WORK else end
    return _told(order, axis, (start, dates.early_start), (finish, dates.early_finish))


def _driving(
    edges: Edges, axis: Axis, begins: list[int], start: list[int], finish: list[int]
) -> Callable[[int], tuple[int, int, int]]:
    """What gives the place that floor and links allow a row, the link that decides, and the finish it asks.

    Of a row that is yet to come, `start` holds the floor.
    """
    first, lengths, several = listed(edges.in_first), axis.lengths, axis.several
    links = list(zip(listed(edges.source), listed(edges.type), listed(edges.lag), strict=True))

    def driven(row: int) -> tuple[int, int, int]:
        best, by, asked, edge = start[row], -1, -1, first[row]
        for other, kind, lag in links[edge : first[row + 1]]:
            at = finish[other] if kind in _FROM_FINISH else start[other]
            if lag:
                at = (at & _WORK) + 4 * lag + (BEGINS if lag < 0 else 0)
            end = at
            if kind in _TO_FINISH:
                at = (at & _WORK) - 4 * lengths[row] + BEGINS if lengths[row] else at
                at = max(at, begins[row]) if kind == FF else at
            if at > best and (at >> 2 > best >> 2 or several(at >> 2)):
                best, by, asked = at, edge, end if kind == SF else -1
            edge += 1
        return best, by, asked

    return driven


def _stays(rows: Rows, row: int, at: int, by: int) -> bool:
    """Whether a milestone may stand where no work begins: where work ends, or where the plan begins."""
    return not at & 3 or (by < 0 and rows.floor[row] == rows.begins[row])


def _backward(order: list[int], edges: Edges, rows: Rows, dates: Dates, ends: Column, axis: Axis) -> bool:
    """Fill in the late dates; False where that is for the general pass."""
    finish, ceiling, lefts = axis.places(ends), axis.places(rows.ceiling), axis.left
    start = list(finish)
    pulled = _pulling(edges, axis, start, finish)
    for row in reversed(order):
        at, left = min(pulled(row), ceiling[row]) & _WORK, lefts[row]
        start[row], finish[row] = at - 4 * left + BEGINS if left else at, at
    told = (start, dates.late_start), (start, dates.pull), (finish, dates.late_finish)
    return _told(order, axis, *told)


def _pulling(edges: Edges, axis: Axis, start: list[int], finish: list[int]) -> Callable[[int], int]:
    """What gives the latest finish that the successors allow a row.

    Of a row that is yet to come, `finish` holds the end of its project.
    """
    first, lengths = listed(edges.out_first), axis.lengths
    columns = (edges.target, edges.type, edges.lag, edges.holds)
    links = list(zip(*(listed(column) for column in columns), strict=True))
    links = [links[edge] for edge in listed(edges.out_edge)]

    def pulled(row: int) -> int:
        best = finish[row]
        for other, kind, lag, holds in links[first[row] : first[row + 1]]:
            if not holds:
                continue
            at = finish[other] if kind in _TO_FINISH else start[other]
            if kind == SS:
                at = (at & _WORK) + BEGINS
            if lag:
                at = (at & _WORK) - 4 * lag + (BEGINS if lag > 0 else 0)
            if kind in _FROM_START and lengths[row]:
                at = (at & _WORK) + 4 * lengths[row]
            best = min(best, at)
        return best

    return pulled


def _told(order: list[int], axis: Axis, *columns: tuple[list[int], Mutable]) -> bool:
    """Write places down as dates; False, and nothing written, where one cannot be said."""
    rows = np.array(order)
    made = [axis.instants(np.array(places)[rows]) for places, _ in columns]
    if not all(made):
        return False
    for dates, (_, column) in zip(made, columns, strict=True):
        for row, date in zip(order, dates, strict=True):
            column[row] = date
    return True
