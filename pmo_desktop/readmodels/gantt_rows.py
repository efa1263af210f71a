"""One line of a Gantt chart, one link, and time as the drawing side counts it.

Times are naive wall-clock instants of the plan's calendar. On the drawing side they are *days*: a float
that counts from 1 January 1970, 00:00, so that zooming and culling are arithmetic on arrays.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import inf
from typing import Generic, TypeVar, overload

from pmo_desktop.domain.plans import ConstraintKind, LinkKind
from pmo_desktop.domain.values import Minutes, Points

EPOCH = datetime(1970, 1, 1)
"""Day zero; plan time is wall-clock time without a zone."""
_DAY = timedelta(days=1)
NONE_DONE, DONE = Points(0), Points(10_000)


def day_of(at: datetime) -> float:
    """Days from the epoch to an instant."""
    return (at - EPOCH) / _DAY


def instant_of(day: float) -> datetime:
    """The instant of a day number, to the minute."""
    return EPOCH + timedelta(minutes=round(day * 1440))


def opening(day: date) -> datetime:
    """The start of work on a date, for sources that know dates only: 08:00."""
    return datetime.combine(day, time(8))


def closing(day: date) -> datetime:
    """The end of work on a date, for sources that know dates only: 17:00."""
    return datetime.combine(day, time(17))


class GanttKind(StrEnum):
    """What a row stands for."""

    SUMMARY = "summary"
    TASK = "task"
    MILESTONE = "milestone"
    EVENT = "event"
    DUTY = "duty"
    GATE = "gate"


POINT_KINDS = frozenset({GanttKind.MILESTONE, GanttKind.EVENT, GanttKind.GATE})
"""Kinds drawn at one instant."""


@dc.dataclass(frozen=True, slots=True, kw_only=True)
class GanttRow:
    """One line of the plan. `level` is 0 at the top; a row is a parent when the next one is deeper."""

    id: str
    number: int
    name: str
    wbs: str = ""
    level: int = 0
    kind: GanttKind = GanttKind.TASK
    start: datetime | None = None
    finish: datetime | None = None
    baseline_start: datetime | None = None
    baseline_finish: datetime | None = None
    progress: Points = NONE_DONE
    duration: Minutes | None = None
    total_slack: Minutes | None = None
    free_slack: Minutes | None = None
    deadline: datetime | None = None
    constraint: ConstraintKind = ConstraintKind.ASAP
    constraint_date: datetime | None = None
    critical: bool = False
    people: str = ""
    mark: str = ""
    """Short name beside a diamond, such as G3; the date follows it."""
    note: str = ""
    rests: tuple[tuple[datetime, datetime], ...] = ()
    """From when to when it is broken off."""

    def reached(self, share: float) -> float:
        """The day at which a share (0 to 1) of the line lies, rests left out. For lines with dates alone."""
        assert self.start is not None
        assert self.finish is not None
        at = day_of(self.start) + share * (day_of(self.finish) - day_of(self.start) - self._resting())
        for first, last in self.rests:
            if at > day_of(first):
                at += (last - first) / _DAY
        return at

    def share_at(self, day: float) -> float:
        """The share of the line that lies before a day, rests left out; below 0 before its start."""
        assert self.start is not None
        assert self.finish is not None
        length = day_of(self.finish) - day_of(self.start) - self._resting()
        return (day - day_of(self.start) - self._resting(day)) / max(length, 1e-9)

    def _resting(self, until: float = inf) -> float:
        """Days of rest, up to a day."""
        spans = ((day_of(first), min(day_of(last), until)) for first, last in self.rests)
        return sum(max(end - begin, 0.0) for begin, end in spans)

    def piece_at(self, day: float) -> int:
        """The number of the piece at a day, from 0; a rest belongs to the piece before it."""
        return sum(day >= day_of(last) for _, last in self.rests)


@dc.dataclass(frozen=True, slots=True)
class GanttLink:
    """A dependency between two rows, by their ids."""

    from_row: str
    to_row: str
    kind: LinkKind = LinkKind.FS


T = TypeVar("T")
_KEPT = 512


class Lazy(Sequence[T], Generic[T]):
    """A sequence whose parts are made when they are looked at: rows of a very long plan.

    Those looked at last are kept, a screen or two of them.
    """

    __slots__ = ("_count", "_kept", "_make")

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count, self._make = count, make
        self._kept: dict[int, T] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return tuple(self._make(i) for i in range(*at.indices(self._count)))
        if not -self._count <= at < self._count:
            raise IndexError(at)
        place = int(at) % self._count
        found = self._kept.get(place)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[place] = self._make(place)
        return found

    def __iter__(self) -> Iterator[T]:
        return map(self._make, range(self._count))
