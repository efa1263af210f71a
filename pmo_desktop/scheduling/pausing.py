"""Splits of a task: as a file has them, between two dates, and as a plan keeps them, in working time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from pmo_desktop.domain.scheduleresources import Stretch
from pmo_desktop.scheduling.ticks import Ticks, moment, tick, ticks
from pmo_desktop.scheduling.worktime import WorkClock


def pauses_of(start: datetime, splits: Sequence[Stretch], clock: WorkClock) -> Iterator[tuple[int, int]]:
    """Of each split the ticks of work done before it, and the working ticks that pass in it."""
    first, last = (ticks([stretch[end] for stretch in splits]) for end in (0, 1))
    passed = clock.between(np.full(len(first), tick(start)), first)
    rests = clock.between(first, last)
    for after, length in zip((passed - np.cumsum(rests) + rests).tolist(), rests.tolist(), strict=True):
        if length > 0:
            yield after, length


def splits_of(start: datetime, pauses: Sequence[tuple[int, int]], clock: WorkClock) -> tuple[Stretch, ...]:
    """The dates between which a task rests that began then; `pauses` as `pauses_of` gives them."""
    if not pauses:
        return ()
    after, length = (np.array(column, np.int64) for column in zip(*pauses, strict=True))
    begins = _later(tick(start), after + np.cumsum(length) - length, clock)
    ends = clock.next_start(_later(tick(start), after + np.cumsum(length), clock))
    return tuple(
        (begin, end)
        for begin, end in zip(map(moment, begins.tolist()), map(moment, ends.tolist()), strict=True)
        if begin is not None and end is not None
    )


def _later(start: int, work: Ticks, clock: WorkClock) -> Ticks:
    return clock.add(np.full(len(work), start, np.int64), work)
