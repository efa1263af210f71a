"""Small helpers that build a network's columns from records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt

from pmo_desktop.domain.schedulecalendar import Calendar
from pmo_desktop.scheduling.network import Flags, Index, Numbers, Small
from pmo_desktop.scheduling.ticks import Ticks, from_minutes, ticks
from pmo_desktop.scheduling.workpattern import Pattern, pattern_of


def flags(values: Iterable[bool]) -> Flags:
    """A column of yes and no."""
    return np.fromiter(values, np.bool_)


def small(values: Iterable[int]) -> Small:
    """A column of codes."""
    return np.fromiter(values, np.int8)


def index(values: Iterable[int]) -> Index:
    """A column of row numbers."""
    return np.fromiter(values, np.int32)


def numbers(values: Iterable[float]) -> Numbers:
    """A column of plain numbers."""
    return np.fromiter(values, np.float64)


def uids(values: Iterable[int]) -> npt.NDArray[np.int64]:
    """A column of ids."""
    return np.fromiter(values, np.int64)


def lengths(minutes: Iterable[float | None]) -> Ticks:
    """A column of durations in ticks; nought where there is none."""
    return np.fromiter((from_minutes(one) for one in minutes), np.int64)


def stated(minutes: Iterable[float | None]) -> Ticks:
    """A column of amounts in ticks; -1 where there is none."""
    return np.fromiter((-1 if one is None else from_minutes(one) for one in minutes), np.int64)


def instants(moments: Sequence[datetime | None]) -> Ticks:
    """A column of instants."""
    return ticks(moments)


class PatternBook:
    """The patterns of a plan, each once, and which calendar has which. `usual` is the project's calendar."""

    def __init__(self, calendars: Mapping[int, Calendar], usual: int | None) -> None:
        self.usual = usual
        self._calendars = calendars
        self._places: dict[Pattern, int] = {}
        self._known: dict[int | None, int] = {}

    def place(self, uid: int | None) -> int:
        """The index of a calendar's pattern; of the usual week for None or a calendar that is not there."""
        if uid not in self._known:
            pattern = pattern_of(uid, self._calendars)
            self._known[uid] = self._places.setdefault(pattern, len(self._places))
        return self._known[uid]

    def own(self, uid: int | None) -> int:
        """The index of a calendar's pattern; -1 where none is named, or it is not there."""
        return -1 if uid is None or uid not in self._calendars else self.place(uid)

    def pattern(self, uid: int | None) -> Pattern:
        """The pattern of a calendar; the project's where none is named, or it is not there."""
        return self.patterns[self.place(uid if uid in self._calendars else self.usual)]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All that were asked for, by index."""
        return tuple(self._places)
