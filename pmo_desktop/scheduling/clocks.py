"""The calendars that a network's rows, links and assignments run on, and their tables side by side."""

from __future__ import annotations

import dataclasses as dc
from functools import lru_cache

import numpy as np

from pmo_desktop.scheduling.kernel import DAY, Clocks
from pmo_desktop.scheduling.ticks import FIRST_DAY, LAST_DAY
from pmo_desktop.scheduling.workpattern import ROUND_THE_CLOCK, Pattern
from pmo_desktop.scheduling.worktable import WorkTable, common, compiled

Pair = tuple[int, int]
Span = tuple[int, int]

_compiled = lru_cache(maxsize=128)(compiled)


@dc.dataclass
class ClockBook:
    """Gathers the calendars in use: the network's patterns first, then round the clock, then pairs."""

    patterns: tuple[Pattern, ...]
    pairs: dict[Pair, int] = dc.field(default_factory=dict)
    idle: list[int] = dc.field(default_factory=list)
    """Clocks that have no working time in any year; known once there are tables."""

    @property
    def always(self) -> int:
        """The number of the clock that never stops."""
        return len(self.patterns)

    def both(self, one: int, other: int) -> int:
        """The number of the time that a row's calendar has in common with another."""
        if one == other:
            return one
        return self.pairs.setdefault((one, other), self.always + 1 + len(self.pairs))


def tables_of(book: ClockBook, span: Span) -> list[WorkTable]:
    """The tables of all clocks for a span of days. A clock that never works is stood in for."""
    made = [_compiled(pattern, *span) for pattern in (*book.patterns, ROUND_THE_CLOCK)]
    made += [common(made[one], made[other]) for one, other in book.pairs]
    empty = [clock for clock, table in enumerate(made) if not table.total]
    book.idle = [clock for clock in empty if not _ever(book, clock).total]
    return [made[clock] for clock in _stand_ins(book)]


def _stand_ins(book: ClockBook) -> list[int]:
    """Which clock's table each clock uses: its own; where it never works, the row's own, or the whole day."""
    found = list(range(book.always + 1 + len(book.pairs)))
    for clock in book.idle:
        found[clock] = book.always
    for pair, clock in book.pairs.items():
        if clock in book.idle:
            found[clock] = found[pair[0]]
    return found


def _ever(book: ClockBook, clock: int) -> WorkTable:
    """A clock's table for all years."""
    if clock <= book.always:
        return _compiled((*book.patterns, ROUND_THE_CLOCK)[clock], FIRST_DAY, LAST_DAY)
    one, other = next(pair for pair, number in book.pairs.items() if number == clock)
    return common(_ever(book, one), _ever(book, other))


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
