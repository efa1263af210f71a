"""Drawing durations: a block of runs at a time, reproducible from the seed and the place of the block."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.simulation.model import Branch, Estimates, Floats, RiskEvent, Shape, Uncertainty
from pmo_desktop.scheduling.ticks import MINUTE

_TINY = np.float32(1e-7)
_STRIP = 48


def stream(seed: int, block: int) -> np.random.Generator:
    """The random numbers of one block of runs: the same for the same seed, whatever ran before."""
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence((seed, block))))


def drawn(
    uncertain: Uncertainty, plan: Floats, runs: int, chance: np.random.Generator
) -> tuple[Floats, tuple[tuple[int, ...], ...]]:
    """Durations in minutes, (rows, runs): the plan's own (minutes, per row) where nothing is uncertain.

    With them per branch how many of the runs took each of its ways.
    """
    lengths = np.repeat(plan[:, None], runs, axis=1)
    known = uncertain.estimates
    if len(known):
        lengths[known.row] = _lengths(known, _levels(uncertain, runs, chance))
    for event in uncertain.events:
        _happen(event, lengths, runs, chance)
    counts = tuple(_choose(branch, lengths, runs, chance) for branch in uncertain.branches)
    return np.maximum(lengths, 0, out=lengths), counts


def _choose(branch: Branch, lengths: Floats, runs: int, chance: np.random.Generator) -> tuple[int, ...]:
    """Let rows of ways that are not taken last no time; how many runs took each way."""
    pick, edge, counts = chance.random(runs, dtype=np.float32), 0.0, []
    for share, rows in branch.ways:
        taken = (pick >= edge) & (pick < edge + share)
        lengths[list(rows)] *= taken
        counts.append(int(np.count_nonzero(taken)))
        edge += share
    return tuple(counts)


def _levels(uncertain: Uncertainty, runs: int, chance: np.random.Generator) -> Floats:
    """Where in its distribution each estimate falls, (k, runs) in 0 to 1; groups move together.

    A group shares one normal factor f: z = sqrt(c) f + sqrt(1 - c) e gives each pair of its rows the
    correlation c (one-factor Gaussian copula).
    """
    group = uncertain.estimates.group
    levels = chance.random((len(group), runs), dtype=np.float32)
    for number, share in enumerate(uncertain.correlations):
        rows = np.flatnonzero(group == number)
        if share > 0 and len(rows) > 1:
            factor = chance.standard_normal(runs, dtype=np.float32) * np.float32(np.sqrt(share))
            own = chance.standard_normal((len(rows), runs), dtype=np.float32)
            levels[rows] = normal_share(factor + own * np.float32(np.sqrt(1 - share)))
    return levels


def normal_share(z: Floats) -> Floats:
    """The share of a standard normal distribution below z, to 1e-7.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
    """
    x = np.abs(z) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * x)
    series = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + np.float32(factor)) * t
    tail = series * np.exp(-x * x) / 2
    share: Floats = np.where(z > 0, 1 - tail, tail).astype(np.float32)
    return np.clip(share, _TINY, 1 - _TINY)


def _lengths(known: Estimates, levels: Floats) -> Floats:
    """Minutes at those levels, (k, runs)."""
    low, likely, high = (_minutes(part) for part in (known.low, known.likely, known.high))
    bell = known.shape == Shape.PERT
    flat = known.shape == Shape.UNIFORM
    peak = np.where(flat[:, None], low, likely)
    found = np.empty_like(levels)
    for first in range(0, len(levels), _STRIP):  # a strip stays in the processor's cache
        part = slice(first, first + _STRIP)
        found[part] = triangular(levels[part], low[part], peak[part], high[part])
    if flat.any():
        found[flat] = (low + (high - low) * levels)[flat]
    if bell.any():
        found[bell] = _pert(levels[bell], low[bell], likely[bell], high[bell])
    return found


def _minutes(ticks: npt.NDArray[np.int64]) -> Floats:
    return (ticks / MINUTE).astype(np.float32)[:, None]


def triangular(level: Floats, low: Floats, likely: Floats, high: Floats) -> Floats:
    """The length below which that share of a triangular distribution lies (inverse of its distribution)."""
    width = high - low
    share = np.divide(likely - low, width, out=np.zeros_like(width), where=width > 0)
    first = level < share
    ratio = np.where(first, level, 1 - level)
    ratio *= np.where(first, likely - low, high - likely) * width
    np.sqrt(ratio, out=ratio)
    np.negative(ratio, out=ratio, where=~first)
    ratio += np.where(first, low, high)
    return ratio


_GRID = np.linspace(0, 1, 257)


def _pert(level: Floats, low: Floats, likely: Floats, high: Floats) -> Floats:
    """The same for a PERT beta distribution, from a table of 257 points a row (within 0.2 % of the width)."""
    found = np.empty_like(level)
    for row in range(len(level)):
        a, m, b = float(low[row, 0]), float(likely[row, 0]), float(high[row, 0])
        if b <= a:
            found[row] = a
            continue
        below = _beta_share(1 + 4 * (m - a) / (b - a), 1 + 4 * (b - m) / (b - a))
        found[row] = a + (b - a) * np.interp(level[row], below, _GRID)
    return found


def _beta_share(p: float, q: float) -> npt.NDArray[np.float64]:
    """The distribution function of beta(p, q) on the grid, by the midpoint rule on a finer grid."""
    middle = (np.arange(4096) + 0.5) / 4096
    density = middle ** (p - 1) * (1 - middle) ** (q - 1)
    total = np.concatenate([[0.0], np.cumsum(density)])
    shares: npt.NDArray[np.float64] = total[:: 4096 // 256] / total[-1]
    return shares


def _happen(event: RiskEvent, lengths: Floats, runs: int, chance: np.random.Generator) -> None:
    """Add what a risk costs its rows in the runs in which it happens."""
    happens = chance.random(runs, dtype=np.float32) < event.probability
    points = [np.full((1, 1), part / MINUTE, np.float32) for part in (event.low, event.likely, event.high)]
    added = triangular(chance.random((1, runs), dtype=np.float32), *points)[0]
    lengths[list(event.rows)] += np.where(happens, added, np.float32(0))
