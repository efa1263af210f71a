"""What a Gantt chart shows, worked out and frozen: rows, links, folding, and the columns to draw from.

Times are naive wall-clock instants of the plan's calendar. On the drawing side they are *days*: a float
that counts from 1 January 1970, 00:00, so that zooming and culling are arithmetic on arrays.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.domain.values import Minutes, Points

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EPOCH = datetime(1970, 1, 1)
"""Day zero; plan time is wall-clock time without a zone."""
_DAY = timedelta(days=1)
NONE_DONE, DONE = Points(0), Points(10_000)
WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` numbers them."""


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
    critical: bool = False
    people: str = ""
    mark: str = ""
    """Short name beside a diamond, such as G3; the date follows it."""
    note: str = ""


@dc.dataclass(frozen=True, slots=True)
class GanttLink:
    """A dependency between two rows, by their ids."""

    from_row: str
    to_row: str
    kind: LinkKind = LinkKind.FS


@dc.dataclass(frozen=True, slots=True)
class GanttColumns:
    """The rows as arrays of length n; times in days, NaN where there is none."""

    start: NDArray[np.float64]
    finish: NDArray[np.float64]
    base_start: NDArray[np.float64]
    base_finish: NDArray[np.float64]
    progress: NDArray[np.float64]
    """0 to 1."""
    critical: NDArray[np.bool_]
    point: NDArray[np.bool_]
    """Drawn as a diamond."""
    gate: NDArray[np.bool_]
    summary: NDArray[np.bool_]
    link_from: NDArray[np.intp]
    link_to: NDArray[np.intp]
    link_kind: NDArray[np.intp]
    """Index into `tuple(LinkKind)`."""


@dc.dataclass(frozen=True)
class GanttModel:
    """A plan to look at. `as_at` is the status date, or now; no line is drawn without it."""

    rows: tuple[GanttRow, ...] = ()
    links: tuple[GanttLink, ...] = ()
    as_at: datetime | None = None
    start: datetime | None = None
    finish: datetime | None = None
    days_off: frozenset[int] = WEEKEND
    """Weekdays without work, Monday is 0."""
    holidays: frozenset[date] = frozenset()
    minutes_per_day: int = 480
    name: str = ""
    slip_limit: int = 10
    """Working days of slip above which a finish is outside its tolerance."""

    @classmethod
    def of(
        cls,
        rows: Iterable[GanttRow],
        links: Iterable[GanttLink] = (),
        *,
        as_at: datetime | None = None,
        days_off: frozenset[int] = WEEKEND,
        holidays: frozenset[date] = frozenset(),
        minutes_per_day: int = 480,
        name: str = "",
        slip_limit: int = 10,
    ) -> GanttModel:
        """A model whose start and finish are those of the earliest and the latest row."""
        kept = tuple(rows)
        times = [t for r in kept for t in (r.start, r.finish, r.baseline_start, r.baseline_finish) if t]
        return cls(
            kept,
            tuple(links),
            as_at,
            min(times, default=None),
            max(times, default=None),
            days_off,
            holidays,
            minutes_per_day,
            name,
            slip_limit,
        )

    @cached_property
    def places(self) -> dict[str, int]:
        """The index of each row by id."""
        return {row.id: i for i, row in enumerate(self.rows)}

    @cached_property
    def parents(self) -> tuple[int, ...]:
        """For each row the index of the row it lies under, -1 at the top."""
        found: list[int] = []
        path: list[int] = []
        for i, row in enumerate(self.rows):
            while path and self.rows[path[-1]].level >= row.level:
                path.pop()
            found.append(path[-1] if path else -1)
            path.append(i)
        return tuple(found)

    @cached_property
    def foldable(self) -> tuple[bool, ...]:
        """For each row whether other rows lie under it."""
        levels = [row.level for row in self.rows]
        return tuple(b > a for a, b in zip(levels, [*levels[1:], -1], strict=True)) if levels else ()

    def visible(self, collapsed: Collection[str] = frozenset()) -> tuple[int, ...]:
        """Indices of the rows that show when those ids are folded; a folded row itself still shows."""
        if not collapsed:
            return tuple(range(len(self.rows)))
        shown: list[int] = []
        below: int | None = None
        for i, row in enumerate(self.rows):
            if below is not None and row.level > below:
                continue
            below = row.level if row.id in collapsed and self.foldable[i] else None
            shown.append(i)
        return tuple(shown)

    def is_off(self, day: date) -> bool:
        """Whether nobody works on a date."""
        return day.weekday() in self.days_off or day in self.holidays

    def workdays(self, seen: date, now: date) -> int:
        """Working days from one date to another; negative when `now` is the earlier one."""
        low, high = min(seen, now), max(seen, now)
        weeks, rest = divmod((high - low).days, 7)
        tail = (high - timedelta(days=i) for i in range(rest))
        count = weeks * (7 - len(self.days_off)) + sum(d.weekday() not in self.days_off for d in tail)
        count -= sum(low < d <= high and d.weekday() not in self.days_off for d in self.holidays)
        return count if now >= seen else -count

    def slip(self, row: GanttRow) -> int | None:
        """Working days that a row's finish is later than its baseline, None without a baseline."""
        if row.finish is None or row.baseline_finish is None:
            return None
        return self.workdays(row.baseline_finish.date(), row.finish.date())

    @cached_property
    def columns(self) -> GanttColumns:
        """The arrays that the chart draws from, made when first asked for."""
        return _columns(self)


def _columns(model: GanttModel) -> GanttColumns:
    import numpy as np

    rows = model.rows

    def days(times: Iterable[datetime | None]) -> NDArray[np.float64]:
        return np.array([np.nan if t is None else day_of(t) for t in times], dtype=float)

    def flags(values: Iterable[bool]) -> NDArray[np.bool_]:
        return np.fromiter(values, dtype=bool, count=len(rows))

    places = model.places
    kinds = {kind: i for i, kind in enumerate(LinkKind)}
    ends = np.array(
        [
            (places[k.from_row], places[k.to_row], kinds[k.kind])
            for k in model.links
            if k.from_row in places and k.to_row in places
        ],
        dtype=np.intp,
    ).reshape(-1, 3)
    return GanttColumns(
        start=days(r.start or r.finish for r in rows),
        finish=days(r.finish or r.start for r in rows),
        base_start=days(r.baseline_start or r.baseline_finish for r in rows),
        base_finish=days(r.baseline_finish or r.baseline_start for r in rows),
        progress=np.clip(np.array([r.progress for r in rows], dtype=float) / 10_000, 0, 1),
        critical=flags(r.critical for r in rows),
        point=flags(r.kind in POINT_KINDS for r in rows),
        gate=flags(r.kind is GanttKind.GATE for r in rows),
        summary=flags(r.kind is GanttKind.SUMMARY for r in rows),
        link_from=ends[:, 0],
        link_to=ends[:, 1],
        link_kind=ends[:, 2],
    )
