"""Who is loaded how much: hours of work by period against the hours that there are.

Work is spread evenly over the working time between start and finish of its item. With W(t) the working
time of a calendar up to an instant, the work done by t is the sum of rate x (W(t) - W(start)), cut at the
finish; after sorting by W(start) and W(finish) both sums are prefix sums, so that any number of periods
costs one search in each: O((n + k) log n) for n assignments and k periods.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.readmodels.gantt_rows import instant_of
from pmo_desktop.scheduling.ticks import DAY, HOUR, MINUTE, Ticks
from pmo_desktop.scheduling.worktime import WorkClock

OVER = 1e-6
"""Load beyond capacity by less than this is rounding."""


@dc.dataclass(frozen=True, eq=False)
class Assigned:
    """Pieces of work as arrays of one length: which resource, which row of the plan, when, at what rate."""

    who: NDArray[np.intp]
    row: NDArray[np.intp]
    start: Ticks
    finish: Ticks
    rate: NDArray[np.float64]
    """Part of the working time, 1 is all of it; NaN: `work` says how much in all."""
    work: NDArray[np.float64]
    """Minutes in all, NaN where the rate says it."""
    of: NDArray[np.intp] | None = None
    """Whose piece each is, where work is broken off: those of one stand together and share its `work`."""


@dc.dataclass(frozen=True, eq=False)
class Load:
    """Of one resource: edges of periods in days (k + 1), hours of work and hours there are (k)."""

    name: str
    edges: NDArray[np.float64]
    hours: NDArray[np.float64]
    capacity: NDArray[np.float64]
    units: float = 1.0
    """How many of it work at once: 1 is one full-time person."""

    @property
    def over(self) -> NDArray[np.bool_]:
        """The periods with more work than there are hours."""
        return self.hours > self.capacity * (1 + OVER) + OVER

    @property
    def share(self) -> NDArray[np.float64]:
        """Work as a part of the hours there are; 0 where there is neither, infinite on days without hours."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.hours > OVER, self.hours / self.capacity, 0.0)


@dc.dataclass(frozen=True, eq=False)
class LoadSource:
    """The resources of a plan, by name, and the work that each has."""

    names: tuple[str, ...]
    units: NDArray[np.float64]
    clocks: Sequence[WorkClock]
    """One for each resource; equal calendars share one."""
    work: Assigned
    ids: Sequence[str]
    """The rows of the plan that `work.row` counts in, by id."""

    @cached_property
    def _parts(self) -> list[NDArray[np.intp]]:
        """The pieces of work of each resource."""
        order = np.argsort(self.work.who, kind="stable")
        cuts = np.searchsorted(self.work.who[order], np.arange(1, len(self.names)))
        return np.split(order, cuts)

    def load(self, resource: int, edges: NDArray[np.float64]) -> Load:
        """The load of one resource over periods between edges, in days."""
        clock, mine = self.clocks[resource], self._parts[resource]
        at = np.round(edges * DAY).astype(np.int64)
        start, finish = self.work.start[mine], self.work.finish[mine]
        began, ended, until = _worked(clock, start, finish, at)
        length = (ended - began).astype(float)
        if self.work.of is not None:
            length = _together(length, self.work.of[mine])
        given = np.divide(self.work.work[mine] * MINUTE, length, out=np.zeros_like(length), where=length > 0)
        rate = np.where(np.isfinite(self.work.rate[mine]), self.work.rate[mine], given)
        units = float(self.units[resource])
        hours = np.diff(_done(began, ended, np.nan_to_num(rate), until)) / HOUR
        return Load(self.names[resource], edges, hours, np.diff(until) / HOUR * units, units)

    def rows_at(self, resource: int, first: float, last: float) -> tuple[str, ...]:
        """The ids of the rows that a resource works on between two days."""
        mine = self._parts[resource]
        meets = (self.work.start[mine] < last * DAY) & (self.work.finish[mine] > first * DAY)
        return tuple(self.ids[i] for i in np.unique(self.work.row[mine[meets]]).tolist())

    @cached_property
    def _weeks(self) -> NDArray[np.float64]:
        """The edges of all weeks with work."""
        if not len(self.work.start):
            return np.empty(0)
        return week_edges(float(self.work.start.min()) / DAY, float(self.work.finish.max()) / DAY)

    def whole(self, resource: int) -> Load:
        """The load of one resource by weeks over all of the plan."""
        return self.load(resource, self._weeks)

    @cached_property
    def heaviest(self) -> int:
        """The resource with the most hours beyond what there are, by weeks; the first one if none is over."""
        if not len(self.work.start):
            return 0
        loads = (self.whole(i) for i in range(len(self.names)))
        return int(np.argmax([float(np.maximum(one.hours - one.capacity, 0).sum()) for one in loads]))


def _together(length: NDArray[np.float64], of: NDArray[np.intp]) -> NDArray[np.float64]:
    """The length of all pieces of one, for each of them."""
    if not len(of):
        return length
    first = np.flatnonzero(np.diff(of, prepend=-1))
    found: NDArray[np.float64] = np.repeat(np.add.reduceat(length, first), np.diff(first, append=len(of)))
    return found


def _worked(clock: WorkClock, start: Ticks, finish: Ticks, at: Ticks) -> tuple[Ticks, Ticks, Ticks]:
    """Working time up to each instant, from one origin."""
    everything = np.concatenate((start, finish, at))
    origin = np.full(len(everything), everything.min() if len(everything) else 0, np.int64)
    worked = clock.between(origin, everything)
    one, two = len(start), len(start) + len(finish)
    return worked[:one], worked[one:two], worked[two:]


def _done(began: Ticks, ended: Ticks, rate: NDArray[np.float64], until: Ticks) -> NDArray[np.float64]:
    """Ticks of work done up to each of the instants `until`, all given as working time."""
    return _ramp(began, rate, until) - _ramp(ended, rate, until)


def _ramp(at: Ticks, rate: NDArray[np.float64], until: Ticks) -> NDArray[np.float64]:
    """The sum of rate x max(0, until - at), for each of `until`."""
    order = np.argsort(at, kind="stable")
    rates, moments = np.zeros(len(at) + 1), np.zeros(len(at) + 1)
    np.cumsum(rate[order], out=rates[1:])
    np.cumsum(rate[order] * at[order], out=moments[1:])
    passed = np.searchsorted(at[order], until, side="right")
    done: NDArray[np.float64] = rates[passed] * until - moments[passed]
    return done


def week_edges(first: float, last: float) -> NDArray[np.float64]:
    """Mondays (ISO weeks) from the one at or before a day to the one after another."""
    begin = np.floor((first + 3) / 7) * 7 - 3  # day 0, 1 January 1970, was a Thursday
    edges: NDArray[np.float64] = np.arange(begin, last + 7, 7.0, dtype=np.float64)
    return edges


def month_edges(first: float, last: float) -> NDArray[np.float64]:
    """First days of months around a stretch of time."""
    begin = np.datetime64(instant_of(first).date(), "M")
    end = np.datetime64(instant_of(last).date(), "M") + 2
    return np.arange(begin, end).astype("datetime64[D]").astype(float)


def period_edges(first: float, last: float, per_day: float) -> NDArray[np.float64]:
    """Days, weeks or months around a stretch of time, so that a bar is not too thin to see."""
    if per_day >= 14:
        return np.arange(np.floor(first), np.ceil(last) + 1.0)
    return week_edges(first, last) if per_day >= 1 else month_edges(first, last)
