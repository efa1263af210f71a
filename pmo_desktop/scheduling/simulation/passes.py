"""Going through a net: starts and finishes of many runs at once, and which steps were critical in each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.simulation.net import LONG_AGO, Net, Work
from pmo_desktop.scheduling.steps import Bound, Take


class Runs:
    """A block of runs: `start` and `finish` per step and run, on each step's own axis."""

    def __init__(self, net: Net, lengths: Work, waits: Work | None = None) -> None:
        """Lengths are ticks (rows, runs); waits are ticks per row that hold back its start."""
        self.net, self.count = net, lengths.shape[1]
        shape = (len(net.axis), self.count)
        self._lengths, self._waits = lengths, waits
        self.start: Work = np.zeros(shape, np.int32)
        self.finish: Work = np.zeros(shape, np.int32)
        self._bounds: Work = np.empty((len(net.bounds), self.count), np.int32)
        self._none: Work = np.zeros(self.count, np.int32)

    def forward(self) -> None:
        """Work out all starts and finishes."""
        for step in self.net.order:
            self.visit(step)

    def visit(self, step: int) -> None:
        """Work out one step, whose predecessors are known."""
        net, start = self.net, self.start[step]
        length = self._length(step)
        if net.fixed[step] or not net.into[step]:
            start[:] = net.floor[step]
        elif net.take[step] is Take.EARLIEST:
            start[:] = self._earliest(step)
        else:
            self._latest(step, start, length)
        if net.finish_floor[step] != LONG_AGO:
            np.maximum(start, net.finish_floor[step] - length, out=start)
        if self._waits is not None and step < net.rows and self._waits[step]:
            start += self._waits[step]
        np.add(start, length, out=self.finish[step])

    def _length(self, step: int) -> Work:
        return self._lengths[step] if step < self.net.rows else self._none

    def _latest(self, step: int, start: Work, length: Work) -> None:
        net = self.net
        start[:] = net.floor[step]
        for place in net.into[step]:
            bound = net.bounds[place]
            reached = self._bounds[place]
            reached[:] = self._reach(bound)
            if bound.to_finish:
                reached -= length
            np.maximum(start, reached, out=start)

    def _earliest(self, step: int) -> Work:
        places = self.net.into[step]
        for place in places:
            self._bounds[place] = self._reach(self.net.bounds[place])
        first: Work = self._bounds[list(places)].min(axis=0)
        return first

    def _reach(self, bound: Bound) -> Work:
        """Where a bound puts its target, on the target's axis."""
        net, source = self.net, bound.source
        work = self.finish[source] if bound.from_finish else self.start[source]
        here, there = int(net.axis[source]), int(net.axis[bound.target])
        if bound.elapsed and bound.lag:
            clock = net.always
            return net.across(net.across(work, here, clock) + np.int32(bound.lag), clock, there)
        moved = net.across(work, here, there)
        if bound.lag:
            moved = moved + np.int32(bound.lag)
        if bound.share:
            moved = moved + (self._length(source) * bound.share).astype(np.int32)
        return moved

    def critical(self, last: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which steps held up the finish, (steps, runs), from those that were last.

        A step is critical where a critical one began just when a link from it let it begin.
        """
        net = self.net
        held = last.copy()
        for step in reversed(net.order):
            mine = held[step]
            if net.fixed[step] or not net.into[step] or not mine.any():
                continue
            start = self.start[step]
            if self._waits is not None and step < net.rows and self._waits[step]:
                start = start - self._waits[step]
            for place in net.into[step]:
                held[net.bounds[place].source] |= mine & (self._bounds[place] == start)
        return held
