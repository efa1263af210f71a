"""Which lines of a plan go on paper: as on screen, all, selected, to a level; and the summary of one page."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import TypeAlias

from pmo_desktop.charts.paper.pages import PaperSettings, Rows
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, GanttRow

Rule: TypeAlias = Callable[[GanttRow, bool], bool]
"""Whether a line is kept, told whether others lie under it."""


@dc.dataclass(frozen=True, slots=True)
class Printed:
    """The plan with the lines that are printed alone, and for each the names of those it lies under."""

    model: GanttModel
    above: tuple[tuple[str, ...], ...]


def chosen(
    model: GanttModel,
    settings: PaperSettings,
    collapsed: Collection[str] = frozenset(),
    selected: Collection[str] = frozenset(),
) -> Printed:
    """The lines that settings ask for; those outside the dates chosen are left out."""
    match settings.rows:
        case Rows.SHOWN:
            rows = [int(i) for i in model.visible(frozenset(collapsed))]
        case Rows.SELECTED:
            rows = _with_children(model, selected)
        case Rows.LEVEL:
            rows = [i for i, row in enumerate(model.rows) if row.level < settings.level]
        case _:
            rows = list(range(len(model.rows)))
    return printed(model, [i for i in rows if _in_time(model.rows[i], settings)], today=settings.today)


def _with_children(model: GanttModel, selected: Collection[str]) -> list[int]:
    """Selected lines and all that lie under them."""
    found: list[int] = []
    within: int | None = None
    for i, row in enumerate(model.rows):
        if within is not None and row.level <= within:
            within = None
        if within is None and row.id in selected:
            within = row.level
        if within is not None:
            found.append(i)
    return found


def _in_time(row: GanttRow, settings: PaperSettings) -> bool:
    start, finish = row.start or row.finish, row.finish or row.start
    if start is None or finish is None:
        return True
    late = settings.last is not None and start.date() > settings.last
    early = settings.first is not None and finish.date() < settings.first
    return not (late or early)


def printed(model: GanttModel, rows: Sequence[int], *, today: bool = True) -> Printed:
    """A plan of some of its lines; links between others are left out, and the line of today on wish."""
    parents, all_rows = model.parents, model.rows
    kept = tuple(all_rows[i] for i in rows)
    ids = {row.id for row in kept}
    links = [k for k in model.links if k.from_row in ids and k.to_row in ids]
    names = [all_rows[i].name for i in range(len(all_rows))]
    above = []
    for i in rows:
        path: list[str] = []
        at = int(parents[i])
        while at >= 0:
            path.append(names[at])
            at = int(parents[at])
        above.append(tuple(reversed(path)))
    made = GanttModel.of(
        kept,
        links,
        as_at=model.as_at if today else None,
        days_off=model.days_off,
        holidays=model.holidays,
        minutes_per_day=model.minutes_per_day,
        name=model.name,
        tolerance=model.tolerance,
    )
    return Printed(made, tuple(above))


def _levels(most: int, points: Collection[GanttKind]) -> Rule:
    def rule(row: GanttRow, parent: bool) -> bool:
        return (parent and row.level < most) or row.kind in points

    return rule


_GATES = frozenset({GanttKind.GATE})
_NOTHING: frozenset[GanttKind] = frozenset()
_RULES: tuple[Rule, ...] = (
    *(_levels(n, POINT_KINDS) for n in (9, 3, 2, 1)),
    *(_levels(n, _GATES) for n in (2, 1)),
    _levels(1, _NOTHING),
    lambda row, _parent: row.level == 0,
)
"""From the richest to the poorest: levels of summaries with all milestones, with gates only, alone."""


def summarised(model: GanttModel, most: int) -> tuple[Printed, int]:
    """Summaries, milestones and gates by the richest rule that leaves at most so many lines.

    Gives also how many lines of the poorest rule had to be left out: 0 but for plans without an outline.
    """
    foldable = model.foldable
    found: list[int] = []
    for rule in _RULES:
        found = [i for i, row in enumerate(model.rows) if rule(row, bool(foldable[i]))]
        if 0 < len(found) <= most:
            return printed(model, found), 0
    return printed(model, found[:most]), max(len(found) - most, 0)


def reach(model: GanttModel, settings: PaperSettings) -> tuple[datetime, datetime]:
    """The first and the last instant on paper, whole days; thirty days for a plan without dates."""
    times = _times(model.rows) if model.start is None else [model.start, model.finish or model.start]
    low = min(times, default=model.as_at or datetime(2000, 1, 1))
    high = max(times, default=low + timedelta(days=30))
    if settings.first is not None:
        low = datetime.combine(settings.first, time())
        high = max(high, low)
    if settings.last is not None:
        high = datetime.combine(settings.last, time(23, 59))
        low = min(low, high)
    begin = datetime.combine(low.date(), time())
    return begin, datetime.combine(high.date() + timedelta(days=1), time())


def _times(rows: Iterable[GanttRow]) -> list[datetime]:
    return [t for row in rows for t in (row.start, row.finish) if t is not None]
