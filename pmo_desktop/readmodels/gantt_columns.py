"""The rows of a plan as arrays: what the chart draws from, and the outline (who lies under whom)."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pmo_desktop.domain.plans import ConstraintKind, LinkKind
from pmo_desktop.readmodels.gantt_rows import EPOCH, POINT_KINDS, GanttKind, GanttLink, GanttRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS: tuple[LinkKind, ...] = tuple(LinkKind)
"""Link kinds by the index that the columns hold."""
CONSTRAINTS: tuple[ConstraintKind, ...] = tuple(ConstraintKind)
"""Constraint kinds by the index that the columns hold."""


@dc.dataclass(frozen=True, slots=True)
class RestColumns:
    """When rows are broken off: the row, from when to when in days; by row, then by date."""

    row: NDArray[np.intp]
    start: NDArray[np.float64]
    finish: NDArray[np.float64]

    def of(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], RestColumns]:
        """The rests of some rows: the place of each among these rows, and the rests themselves."""
        import numpy as np

        first, last = (np.searchsorted(self.row, rows, side) for side in ("left", "right"))
        place = np.repeat(np.arange(len(rows)), last - first)
        at = np.arange(len(place)) + np.repeat(last - np.cumsum(last - first), last - first)
        return place, RestColumns(self.row[at], self.start[at], self.finish[at])

    def done_until(
        self, start: NDArray[np.float64], finish: NDArray[np.float64], share: NDArray[np.float64],
        rows: NDArray[np.intp],
    ) -> NDArray[np.float64]:  # fmt: skip
        """The day to which rows are done that go from start to finish, a share of the time in between.

        Rests count as no time.
        """
        import numpy as np

        if not len(self.row):
            return start + share * (finish - start)
        place, mine = self.of(rows)
        length = finish - start - np.bincount(place, mine.finish - mine.start, len(rows))
        until: NDArray[np.float64] = start + share * length
        for i, begin, end in zip(place.tolist(), mine.start.tolist(), mine.finish.tolist(), strict=True):
            if until[i] > begin:
                until[i] += end - begin
        return until


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
    """Index into `KINDS`."""
    level: NDArray[np.intp]
    """Depth in the outline, 0 at the top."""
    slack: NDArray[np.float64]
    """Total float in working minutes, NaN where it is not known."""
    deadline: NDArray[np.float64]
    constraint: NDArray[np.intp]
    """Index into `CONSTRAINTS`."""
    constraint_date: NDArray[np.float64]
    rests: RestColumns = dc.field(default_factory=lambda: rest_columns(()))


def rest_columns(rests: Iterable[tuple[int, Sequence[tuple[datetime, datetime]]]]) -> RestColumns:
    """The arrays of rests that are given by row, in the order of rows."""
    import numpy as np

    found = [(row, first, last) for row, stretches in rests for first, last in stretches]
    return RestColumns(
        np.array([row for row, _, _ in found], dtype=np.intp),
        days_from(first for _, first, _ in found),
        days_from(last for _, _, last in found),
    )


def days_from(times: Iterable[datetime | None]) -> NDArray[np.float64]:
    """Days from the epoch for many instants at once, NaN for None."""
    import numpy as np

    found = np.array(list(times), dtype="datetime64[us]")
    days: NDArray[np.float64] = (found - np.datetime64(EPOCH, "us")) / np.timedelta64(1, "D")
    return days


def link_ends(
    links: Iterable[GanttLink], places: Mapping[str, int]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """From, to and kind of those links whose rows are there."""
    import numpy as np

    kinds = {kind: i for i, kind in enumerate(KINDS)}
    ends = np.array(
        [
            (places[k.from_row], places[k.to_row], kinds[k.kind])
            for k in links
            if k.from_row in places and k.to_row in places
        ],
        dtype=np.intp,
    ).reshape(-1, 3)
    return ends[:, 0].copy(), ends[:, 1].copy(), ends[:, 2].copy()


def columns_of(
    rows: Sequence[GanttRow], links: Iterable[GanttLink], places: Mapping[str, int]
) -> GanttColumns:
    """The arrays of rows that are there as records."""
    import numpy as np

    def flags(values: Iterable[bool]) -> NDArray[np.bool_]:
        return np.fromiter(values, dtype=bool, count=len(rows))

    constraints = {kind: i for i, kind in enumerate(CONSTRAINTS)}
    one, two, kind = link_ends(links, places)
    return GanttColumns(
        start=days_from(r.start or r.finish for r in rows),
        finish=days_from(r.finish or r.start for r in rows),
        base_start=days_from(r.baseline_start or r.baseline_finish for r in rows),
        base_finish=days_from(r.baseline_finish or r.baseline_start for r in rows),
        progress=np.clip(np.array([r.progress for r in rows], dtype=float) / 10_000, 0, 1),
        critical=flags(r.critical for r in rows),
        point=flags(r.kind in POINT_KINDS for r in rows),
        gate=flags(r.kind is GanttKind.GATE for r in rows),
        summary=flags(r.kind is GanttKind.SUMMARY for r in rows),
        link_from=one,
        link_to=two,
        link_kind=kind,
        level=np.array([r.level for r in rows], dtype=np.intp),
        slack=np.array([np.nan if r.total_slack is None else r.total_slack for r in rows], dtype=float),
        deadline=days_from(r.deadline for r in rows),
        constraint=np.array([constraints[r.constraint] for r in rows], dtype=np.intp),
        constraint_date=days_from(r.constraint_date for r in rows),
        rests=rest_columns((i, r.rests) for i, r in enumerate(rows) if r.rests),
    )


class Outline:
    """Who lies under whom, from the levels of rows that stand in order; worked out level by level."""

    def __init__(self, level: NDArray[np.intp]) -> None:
        self._level = level

    @cached_property
    def parents(self) -> NDArray[np.intp]:
        """For each row the last one before it that is less deep, -1 at the top."""
        import numpy as np

        level, order = self._level, np.arange(len(self._level))
        found = np.full(len(level), -1, dtype=np.intp)
        for depth in np.unique(level):
            above = np.maximum.accumulate(np.where(level < depth, order, -1))
            at = level == depth
            found[at] = above[at]
        return found

    @cached_property
    def ends(self) -> NDArray[np.intp]:
        """For each row the first one after it that is not deeper: all between lie under it."""
        import numpy as np

        level, count = self._level, len(self._level)
        order, found = np.arange(count), np.full(count, count, dtype=np.intp)
        for depth in np.unique(level):
            after = np.minimum.accumulate(np.where(level <= depth, order, count)[::-1])[::-1]
            at = np.flatnonzero(level == depth)
            found[at] = np.append(after, count)[at + 1]
        return found

    @cached_property
    def foldable(self) -> NDArray[np.bool_]:
        """For each row whether other rows lie under it."""
        import numpy as np

        return np.append(self._level[1:] > self._level[:-1], np.zeros(min(len(self._level), 1), dtype=bool))

    def visible(self, folded: Sequence[int]) -> NDArray[np.intp]:
        """The rows that show when some are folded; a folded row itself still shows."""
        import numpy as np

        at = np.array(folded, dtype=np.intp)
        hidden = np.zeros(len(self._level) + 1, dtype=np.intp)
        np.add.at(hidden, at + 1, 1)
        np.add.at(hidden, self.ends[at], -1)
        return np.flatnonzero(np.cumsum(hidden[:-1]) == 0)
