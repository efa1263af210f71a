"""Small networks for tests, written as lines and arrows."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from pmo_desktop.scheduling.network import (
    Assignments,
    Constraint,
    Kind,
    Lag,
    Links,
    LinkType,
    Network,
    Project,
    Resources,
    Tasks,
)
from pmo_desktop.scheduling.ticks import HOUR, NO_DATE, tick
from pmo_desktop.scheduling.workpattern import USUAL, Pattern

DAY = 8 * HOUR
"""A working day in ticks."""
MONDAY = datetime(2026, 1, 5, 8)


@dc.dataclass(frozen=True)
class Line:
    """A row of a small plan; lengths in working days, dates as datetimes."""

    name: str
    days: float = 1.0
    kind: Kind = Kind.TASK
    under: str = ""
    constraint: Constraint = Constraint.ASAP
    on: datetime | None = None
    calendar: int = -1
    began: datetime | None = None
    ended: datetime | None = None
    left: float | None = None
    agreed: tuple[datetime, datetime] | None = None
    manual: bool = False


@dc.dataclass(frozen=True)
class Arrow:
    """A link of a small plan; the lag in working days."""

    source: str
    target: str
    type: LinkType = LinkType.FS
    days: float = 0.0
    lag_kind: Lag = Lag.WORKING


def small_plan(
    lines: Sequence[Line],
    arrows: Sequence[Arrow] = (),
    *,
    calendars: tuple[Pattern, ...] = (USUAL,),
    status: datetime | None = None,
    crew: Sequence[str] = (),
) -> Network:
    """The network of some lines and arrows, begun on a Monday at eight. `crew` names lines with a worker."""
    rows = {line.name: row for row, line in enumerate(lines)}
    return Network(
        _tasks(lines, rows),
        _links(arrows, rows),
        calendars,
        (Project(start=tick(MONDAY), status=tick(status)),),
        Resources(np.array([1]), ("Ada",), np.array([-1], np.int32), np.ones(1), np.ones(1, bool)),
        _assignments([rows[name] for name in crew]),
    )


def _ticks(days: float) -> int:
    return round(days * DAY)


def _links(arrows: Sequence[Arrow], rows: dict[str, int]) -> Links:
    return Links(
        np.array([rows[a.source] for a in arrows], np.int32),
        np.array([rows[a.target] for a in arrows], np.int32),
        np.array([a.type for a in arrows], np.int8),
        np.array([_ticks(a.days) for a in arrows], np.int64),
        np.array([a.lag_kind for a in arrows], np.int8),
    )


def _assignments(rows: list[int]) -> Assignments:
    count = len(rows)
    unknown = np.full(count, -1, np.int64)
    return Assignments(
        np.array(rows, np.int32),
        np.zeros(count, np.int32),
        np.ones(count),
        unknown,
        np.zeros(count, np.int64),
        unknown,
        np.zeros(count, np.int64),
    )


def _tasks(lines: Sequence[Line], rows: dict[str, int]) -> Tasks:
    count = len(lines)
    no, none = np.zeros(count, bool), np.zeros(0, np.int64)
    lengths = np.array([_ticks(line.days) for line in lines], np.int64)
    left = [line.days if line.left is None else line.left for line in lines]
    left = [0.0 if line.ended else days for line, days in zip(lines, left, strict=True)]
    agreed = [line.agreed or (None, None) for line in lines]
    return Tasks(
        uid=np.arange(1, count + 1, dtype=np.int64),
        name=tuple(line.name for line in lines),
        kind=np.array([line.kind for line in lines], np.int8),
        parent=np.array([rows[line.under] if line.under else -1 for line in lines], np.int32),
        project=np.zeros(count, np.int32),
        duration=lengths,
        elapsed=no,
        calendar=np.array([line.calendar for line in lines], np.int32),
        constraint=np.array([line.constraint for line in lines], np.int8),
        constraint_date=np.array([tick(line.on) for line in lines], np.int64),
        deadline=np.full(count, NO_DATE, np.int64),
        manual=np.array([line.manual for line in lines], bool),
        manual_start=np.array([tick(line.on) if line.manual else NO_DATE for line in lines], np.int64),
        manual_finish=np.full(count, NO_DATE, np.int64),
        placeholder=no,
        active=~no,
        external=no,
        priority=np.full(count, 500, np.int32),
        percent=np.array([100.0 if line.ended else 0.0 for line in lines]),
        actual_start=np.array([tick(line.began) for line in lines], np.int64),
        actual_finish=np.array([tick(line.ended) for line in lines], np.int64),
        remaining=np.array([_ticks(days) for days in left], np.int64),
        resume=np.full(count, NO_DATE, np.int64),
        levelling_delay=np.zeros(count, np.int64),
        levelling_elapsed=no,
        by_duration=~no,
        ignore_resource_calendars=no,
        pause_task=np.zeros(0, np.int32),
        pause_after=none,
        pause_length=none,
        baseline_start=np.array([tick(start) for start, _ in agreed], np.int64),
        baseline_finish=np.array([tick(finish) for _, finish in agreed], np.int64),
        baseline_duration=np.where(np.array([tick(start) for start, _ in agreed]) == NO_DATE, 0, lengths),
    )
