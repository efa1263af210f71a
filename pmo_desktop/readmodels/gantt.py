"""What a Gantt chart shows, worked out and frozen: rows, links, folding, and the columns to draw from."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from pmo_desktop.readmodels.gantt_columns import KINDS, GanttColumns, Outline, columns_of
from pmo_desktop.readmodels.gantt_rows import (
    DONE,
    EPOCH,
    NONE_DONE,
    POINT_KINDS,
    GanttKind,
    GanttLink,
    GanttRow,
    Lazy,
    closing,
    day_of,
    instant_of,
    opening,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pmo_desktop.readmodels.load import LoadSource

__all__ = [
    "DONE",
    "EPOCH",
    "NONE_DONE",
    "POINT_KINDS",
    "WEEKEND",
    "GanttColumns",
    "GanttKind",
    "GanttLink",
    "GanttModel",
    "GanttRow",
    "Ghost",
    "closing",
    "day_of",
    "instant_of",
    "opening",
]

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` numbers them."""


@dc.dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """A further baseline to draw: its number, and start and finish of each row in days (NaN: none)."""

    number: int
    start: NDArray[np.float64]
    finish: NDArray[np.float64]


@dc.dataclass(frozen=True)
class GanttModel:
    """A plan to look at. `as_at` is the status date, or now; no line is drawn without it."""

    rows: Sequence[GanttRow] = ()
    links: Sequence[GanttLink] = ()
    as_at: datetime | None = None
    start: datetime | None = None
    finish: datetime | None = None
    days_off: frozenset[int] = WEEKEND
    """Weekdays without work, Monday is 0."""
    holidays: frozenset[date] = frozenset()
    minutes_per_day: int = 480
    name: str = ""
    tolerance: int | None = None
    """Working days of slip up to which a finish is within its tolerance; None is the usual one."""
    ghosts: tuple[Ghost, ...] = ()
    """Baselines besides that of the rows."""
    load: Callable[[], LoadSource | None] | None = dc.field(default=None, repr=False, compare=False)
    """Works out who works on what, where that is known; asked for when it is to be shown."""
    given: GanttColumns | None = dc.field(default=None, repr=False, compare=False)
    """The arrays, when they were there before the rows."""
    given_ids: Sequence[str] | None = dc.field(default=None, repr=False, compare=False)

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
        tolerance: int | None = None,
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
            tolerance,
        )

    @classmethod
    def from_columns(
        cls,
        columns: GanttColumns,
        ids: Sequence[str],
        rows: Lazy[GanttRow],
        *,
        as_at: datetime | None = None,
        minutes_per_day: int = 480,
        name: str = "",
        ghosts: tuple[Ghost, ...] = (),
    ) -> GanttModel:
        """A model of arrays; its rows and links are made only where they are looked at."""
        import numpy as np

        spans = [columns.start, columns.finish, columns.base_start, columns.base_finish]
        known = np.concatenate(spans)
        known = known[np.isfinite(known)]
        one, two, kind = columns.link_from, columns.link_to, columns.link_kind
        return cls(
            rows,
            Lazy(len(one), lambda i: GanttLink(ids[one[i]], ids[two[i]], KINDS[kind[i]])),
            as_at,
            instant_of(float(known.min())) if len(known) else None,
            instant_of(float(known.max())) if len(known) else None,
            minutes_per_day=minutes_per_day,
            name=name,
            ghosts=ghosts,
            given=columns,
            given_ids=ids,
        )

    @cached_property
    def ids(self) -> Sequence[str]:
        """The id of each row."""
        return self.given_ids if self.given_ids is not None else tuple(row.id for row in self.rows)

    @cached_property
    def places(self) -> dict[str, int]:
        """The index of each row by id."""
        return {row_id: i for i, row_id in enumerate(self.ids)}

    @cached_property
    def outline(self) -> Outline:
        """Who lies under whom."""
        return Outline(self.columns.level)

    @cached_property
    def parents(self) -> Sequence[int]:
        """For each row the index of the row it lies under, -1 at the top."""
        return tuple(self.outline.parents.tolist())

    @cached_property
    def foldable(self) -> Sequence[bool]:
        """For each row whether other rows lie under it."""
        return tuple(self.outline.foldable.tolist())

    def visible(self, collapsed: Collection[str] = frozenset()) -> NDArray[np.intp]:
        """Indices of the rows that show when those ids are folded; a folded row itself still shows."""
        return self.outline.visible([self.places[i] for i in collapsed if i in self.places])

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
        return self.given if self.given is not None else columns_of(self.rows, self.links, self.places)

    def leads_to(self, first: int, last: int) -> bool:
        """Whether links, and summaries with the rows under them, lead from one row to another.

        A link from `last` to `first` would then close a ring.
        """
        import numpy as np

        columns, seen = self.columns, np.zeros(len(self.rows), dtype=bool)
        wave = self._with_family(np.array([first]))
        seen[wave] = True
        while len(wave) and not seen[last]:
            reached = np.zeros(len(seen), dtype=bool)
            reached[wave] = True
            following = np.unique(columns.link_to[reached[columns.link_from]])
            following = self._with_family(following)
            wave = following[~seen[following]]
            seen[wave] = True
        return bool(seen[last])

    def _with_family(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Rows, those under them, and the summaries above them that their dates move."""
        import numpy as np

        found = [rows]
        spans = zip(rows, self.outline.ends[rows], strict=True)
        found.extend(np.arange(i + 1, end) for i, end in spans if end > i + 1)
        above = self.outline.parents[rows]
        while (above >= 0).any():
            above = np.unique(above[above >= 0])
            found.append(above)
            above = self.outline.parents[above]
        return np.unique(np.concatenate(found))
