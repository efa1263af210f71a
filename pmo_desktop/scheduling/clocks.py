"""The calendars that a network's rows, links and assignments run on, and their tables side by side."""

from __future__ import annotations

import dataclasses as dc
from functools import lru_cache

import numpy as np

from pmo_desktop.scheduling.kernel import DAY, Clocks
from pmo_desktop.scheduling.workpattern import ROUND_THE_CLOCK, Pattern
from pmo_desktop.scheduling.worktable import WorkTable, common, compiled

Pair = tuple[int, int]
Span = tuple[int, int]

_compiled = lru_cache(maxsize=64)(compiled)


@dc.dataclass
class ClockBook:
    """Gathers the calendars in use: the network's patterns first, then round the clock, then pairs."""

    patterns: tuple[Pattern, ...]
    pairs: dict[Pair, int] = dc.field(default_factory=dict)

    @property
    def always(self) -> int:
        """The number of the clock that never stops."""
        return len(self.patterns)

    def both(self, one: int, other: int) -> int:
        """The number of the time that two calendars have in common."""
        if one == other:
            return one
        key = (min(one, other), max(one, other))
        return self.pairs.setdefault(key, self.always + 1 + len(self.pairs))


def tables_of(book: ClockBook, span: Span) -> list[WorkTable]:
    """The tables of all clocks for a span of days."""
    made = [_compiled(pattern, *span) for pattern in (*book.patterns, ROUND_THE_CLOCK)]
    return made + [common(made[one], made[other]) for one, other in book.pairs]


def side_by_side(tables: list[WorkTable], span: Span) -> Clocks:
    """The tables as the kernel reads them: one after another, each with its place."""
    first = np.concatenate(([0], np.cumsum([len(table.starts) for table in tables])))
    midnights = np.arange(span[0], span[1], dtype=np.int64) * DAY
    by_day = [np.searchsorted(table.starts, midnights, side="right") - 1 for table in tables]
    return Clocks(
        first=first.astype(np.int64),
        starts=np.concatenate([table.starts for table in tables]),
        before=np.concatenate([table.before for table in tables]),
        day=span[0],
        days=np.arange(len(tables) + 1, dtype=np.int64) * len(midnights),
        by_day=np.concatenate([places + at for places, at in zip(by_day, first[:-1], strict=True)]),
    )
