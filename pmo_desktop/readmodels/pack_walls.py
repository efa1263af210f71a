"""Wall charts in a pack: a plan, or the roadmap of all works, frozen line by line for an annex."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.readmodels.gantt import EPOCH, GanttKind, GanttLink, GanttModel, GanttRow
from pmo_desktop.readmodels.pack_codec import LATER
from pmo_desktop.readmodels.pack_values import Head


@dc.dataclass(frozen=True, slots=True)
class WallRest:
    """From when to when a line is broken off."""

    start: dt.datetime
    finish: dt.datetime


@dc.dataclass(frozen=True, slots=True)
class WallRow:
    """One line of the plan; `level` is 0 at the top, times are those of the plan's calendar."""

    number: int
    name: str
    level: int
    kind: GanttKind
    start: dt.datetime | None
    finish: dt.datetime | None
    baseline_start: dt.datetime | None
    baseline_finish: dt.datetime | None
    progress: Points
    duration: Minutes | None
    critical: bool
    mark: str
    rests: tuple[WallRest, ...] = dc.field(default=(), metadata=LATER)


@dc.dataclass(frozen=True, slots=True)
class WallLink:
    """A dependency between two lines, by their places."""

    from_row: int
    to_row: int
    kind: LinkKind


@dc.dataclass(frozen=True, slots=True)
class WallChart:
    """A plan as it hangs on a wall, on fold-out sheets.

    An `endless` one is of a service, where nothing is ever done; `days_off` are weekdays, Monday is 0.
    """

    head: Head
    ref: str
    name: str
    as_at: dt.datetime | None
    rows: tuple[WallRow, ...]
    links: tuple[WallLink, ...]
    days_off: tuple[int, ...]
    holidays: tuple[dt.date, ...]
    minutes_per_day: int
    endless: bool = False


def wall_chart(head: Head, ref: str, model: GanttModel, *, endless: bool = False) -> WallChart:
    """Freeze a plan; holidays outside its time are left out."""
    rows, places = tuple(model.rows), model.places
    first, last = model.start or EPOCH, model.finish or EPOCH
    return WallChart(
        head=head,
        ref=ref,
        name=model.name,
        as_at=model.as_at,
        rows=tuple(_frozen(row) for row in rows),
        links=tuple(WallLink(places[k.from_row], places[k.to_row], k.kind) for k in model.links),
        days_off=tuple(sorted(model.days_off)),
        holidays=tuple(sorted(d for d in model.holidays if first.date() <= d <= last.date())),
        minutes_per_day=model.minutes_per_day,
        endless=endless,
    )


def _frozen(row: GanttRow) -> WallRow:
    return WallRow(
        number=row.number,
        name=row.name,
        level=row.level,
        kind=row.kind,
        start=row.start,
        finish=row.finish,
        baseline_start=row.baseline_start,
        baseline_finish=row.baseline_finish,
        progress=row.progress,
        duration=row.duration,
        critical=row.critical,
        mark=row.mark,
        rests=tuple(WallRest(first, last) for first, last in row.rests),
    )


def wall_model(chart: WallChart) -> GanttModel:
    """The plan to draw; ids of rows are their places."""
    rows = [
        GanttRow(
            id=str(place),
            number=row.number,
            name=row.name,
            level=row.level,
            kind=row.kind,
            start=row.start,
            finish=row.finish,
            baseline_start=row.baseline_start,
            baseline_finish=row.baseline_finish,
            progress=row.progress,
            duration=row.duration,
            critical=row.critical,
            mark=row.mark,
            rests=tuple((rest.start, rest.finish) for rest in row.rests),
        )
        for place, row in enumerate(chart.rows)
    ]
    return GanttModel.of(
        rows,
        [GanttLink(str(k.from_row), str(k.to_row), k.kind) for k in chart.links],
        as_at=chart.as_at,
        days_off=frozenset(chart.days_off),
        holidays=frozenset(chart.holidays),
        minutes_per_day=chart.minutes_per_day,
        name=chart.name,
    )
