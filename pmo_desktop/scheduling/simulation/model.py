"""What is uncertain about a plan: durations, risks that may happen, and ways the work may take."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.network import Index, Numbers, Small
from pmo_desktop.scheduling.ticks import Ticks


class Shape(IntEnum):
    """How likely the lengths between the shortest and the longest are."""

    TRIANGULAR = 0
    PERT = 1
    """A beta distribution with mean (low + 4 likely + high) / 6."""
    UNIFORM = 2
    """The likely length is not used."""


@dc.dataclass(frozen=True)
class Estimates:
    """Three-point durations: k of each. Lengths are working time on the row's calendar, in ticks."""

    row: Index
    low: Ticks
    likely: Ticks
    high: Ticks
    shape: Small
    group: Index
    """Index into `Uncertainty.correlations`; -1 for a row whose length depends on no other's."""

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def of(cls, points: Sequence[tuple[int, int, int, int]], shape: Shape = Shape.TRIANGULAR) -> Estimates:
        """From (row, low, likely, high) in ticks, all of one shape and independent."""
        columns = np.array(points, dtype=np.int64).reshape(-1, 4)
        return cls(
            columns[:, 0].astype(np.int32),
            columns[:, 1],
            columns[:, 2],
            columns[:, 3],
            np.full(len(columns), shape, dtype=np.int8),
            np.full(len(columns), -1, dtype=np.int32),
        )


@dc.dataclass(frozen=True, slots=True)
class RiskEvent:
    """Something that may happen: each of its rows then takes longer (an opportunity: shorter).

    The lengths are ticks of working time that are added to a row, triangular between low and high.
    """

    name: str
    probability: float
    rows: tuple[int, ...]
    low: int
    likely: int
    high: int


@dc.dataclass(frozen=True, slots=True)
class Branch:
    """One of several ways is taken: probabilities, and the rows of each way. Rows of the others take no time.

    Probabilities that do not reach 1 leave the rest for none of the ways.
    """

    ways: tuple[tuple[float, tuple[int, ...]], ...]


def _no_correlations() -> Numbers:
    return np.zeros(0)


@dc.dataclass(frozen=True)
class Uncertainty:
    """All that a simulation varies; raises ValueError for numbers that cannot be."""

    estimates: Estimates = dc.field(default_factory=lambda: Estimates.of(()))
    correlations: Numbers = dc.field(default_factory=_no_correlations)
    """Per group: how much its rows' lengths go together, 0 (not at all) to 1 (as one)."""
    events: tuple[RiskEvent, ...] = ()
    branches: tuple[Branch, ...] = ()

    def __post_init__(self) -> None:
        known, shares = self.estimates, self.correlations
        bent = (known.low > known.high) | (
            (known.shape != Shape.UNIFORM) & ((known.likely < known.low) | (known.likely > known.high))
        )
        if bent.any() or (known.low < 0).any():
            raise ValueError(f"estimate of row {int(known.row[int(np.argmax(bent | (known.low < 0)))])}")
        if ((shares < 0) | (shares > 1)).any():
            raise ValueError("a correlation lies outside 0 to 1")
        if len(known) and int(known.group.max()) >= len(shares):
            raise ValueError("a group of estimates has no correlation")
        _check_chances(self)


def _check_chances(uncertain: Uncertainty) -> None:
    for event in uncertain.events:
        if not 0 <= event.probability <= 1 or not event.low <= event.likely <= event.high:
            raise ValueError(f"risk {event.name}")
    for branch in uncertain.branches:
        chances = [chance for chance, _ in branch.ways]
        if min(chances, default=0) < 0 or sum(chances) > 1 + 1e-9:
            raise ValueError("the chances of a branch lie outside 0 to 1")


Floats = npt.NDArray[np.float32]
"""Minutes, chances or samples: single precision is a minute in thirty years."""
