"""What a simulation found: finishes with their percentiles, criticality, and what the spread comes from."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.network import Index, Numbers
from pmo_desktop.scheduling.ticks import Ticks

PERCENTILES = (10, 50, 80, 90)


@dc.dataclass(frozen=True)
class Simulation:
    """The outcome of `runs` runs. Instants are ticks since 1970."""

    runs: int
    seed: int
    finish: Ticks
    """The project's finish in each run, in order of time."""
    planned: int
    """The finish that the plan says."""
    criticality: Numbers
    """Per row the share of runs, 0 to 1, in which it held up the finish."""
    influence: Numbers
    """Per row the correlation of its length with the finish, -1 to 1; 0 of a row that never varies."""
    spread: Numbers
    """Per row the days (of 24 hours) by which the finish moves with a usual change of its length: the slope
    of the finish over the length, times the standard deviation of the length."""
    strained: Index
    """Rows that the plan has earlier than their links allow: the simulation starts them where links do."""
    taken: tuple[tuple[int, ...], ...] = ()
    """Per branch, in how many runs each of its ways was taken."""

    def percentile(self, share: float) -> int:
        """The instant by which the project was finished in that many per cent of the runs."""
        return int(np.percentile(self.finish, share, method="inverted_cdf"))

    @property
    def percentiles(self) -> tuple[int, ...]:
        """The finish at P10, P50, P80 and P90."""
        return tuple(self.percentile(share) for share in PERCENTILES)

    def chance_of(self, instant: int) -> float:
        """The share of runs that were finished by an instant, 0 to 1."""
        return float(np.searchsorted(self.finish, instant, side="right")) / max(1, self.runs)

    def curve(self, points: int = 101) -> tuple[Ticks, Numbers]:
        """The S-curve: instants, and the share of runs finished by each."""
        shares = np.linspace(0, 1, points)
        places = np.minimum((shares * (self.runs - 1)).round().astype(int), self.runs - 1)
        return self.finish[places], (places + 1) / self.runs

    def tornado(self, most: int = 12) -> Sequence[int]:
        """The rows that move the finish most, the strongest first."""
        ranked = np.argsort(-np.abs(self.spread), kind="stable")[:most]
        return [int(row) for row in ranked if self.spread[row] != 0]


class Tally:
    """What is kept while the blocks of runs go by: sums, so that memory does not grow with the runs."""

    def __init__(self, rows: int, vary: npt.NDArray[np.bool_]) -> None:
        self._vary = np.flatnonzero(vary)
        self._critical = np.zeros(rows)
        self._finishes: list[Ticks] = []
        self._sums = np.zeros((3, len(self._vary)))
        self._origin: float | None = None
        self._taken: tuple[tuple[int, ...], ...] = ()

    def add_ways(self, taken: tuple[tuple[int, ...], ...]) -> None:
        """Take in per branch how many runs of a block took each of its ways."""
        before = self._taken or tuple((0,) * len(ways) for ways in taken)
        self._taken = tuple(
            tuple(a + b for a, b in zip(had, more, strict=True))
            for had, more in zip(before, taken, strict=True)
        )

    def add(self, lengths: npt.NDArray[np.int32], finish: Ticks, critical: npt.NDArray[np.bool_]) -> None:
        """Take a block in: lengths (rows, runs), the project's finish, and the critical rows."""
        self._critical += np.count_nonzero(critical, axis=1)
        self._finishes.append(finish)
        if self._origin is None:
            self._origin = float(finish.mean())
        late = (finish - self._origin).astype(np.float32)
        mine = lengths[self._vary].astype(np.float32)
        self._sums[0] += mine.sum(axis=1)
        self._sums[1] += np.einsum("ij,ij->i", mine, mine)
        self._sums[2] += mine @ late

    def result(self, seed: int, planned: int, strained: Index) -> Simulation:
        """All that was taken in so far."""
        finish = np.sort(np.concatenate(self._finishes))
        runs = len(finish)
        influence, spread = np.zeros(len(self._critical)), np.zeros(len(self._critical))
        late = finish - (self._origin or 0.0)
        mean = self._sums[0] / runs
        variance = np.maximum(self._sums[1] / runs - mean * mean, 0)
        shared = self._sums[2] / runs - mean * late.mean()
        deviation, own = late.std(), np.sqrt(variance)
        varies = (own > 0.5) & (deviation > 0)
        slope = np.divide(shared, own, out=np.zeros_like(own), where=varies)
        influence[self._vary] = np.clip(slope / deviation, -1, 1) if deviation > 0 else 0.0
        spread[self._vary] = slope / 14_400
        share = self._critical / runs
        return Simulation(runs, seed, finish, planned, share, influence, spread, strained, self._taken)
