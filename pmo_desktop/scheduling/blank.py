"""Networks made from a few columns; the rest is filled with what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.network import (
    Assignments,
    Kind,
    Lag,
    Links,
    LinkType,
    Network,
    Project,
    Resources,
    Tasks,
)
from pmo_desktop.scheduling.ticks import NO_DATE
from pmo_desktop.scheduling.workpattern import USUAL, Pattern

Column = npt.NDArray[np.generic] | Sequence[object]
LinkRow = tuple[int, int, LinkType, int]
"""Predecessor, successor, type, lag in working ticks."""

_TYPES: dict[str, tuple[type[np.generic], object]] = {
    "kind": (np.int8, Kind.TASK),
    "parent": (np.int32, -1),
    "project": (np.int32, 0),
    "duration": (np.int64, 0),
    "elapsed": (np.bool_, False),
    "calendar": (np.int32, -1),
    "constraint": (np.int8, 0),
    "constraint_date": (np.int64, NO_DATE),
    "deadline": (np.int64, NO_DATE),
    "manual": (np.bool_, False),
    "manual_start": (np.int64, NO_DATE),
    "manual_finish": (np.int64, NO_DATE),
    "placeholder": (np.bool_, False),
    "active": (np.bool_, True),
    "external": (np.bool_, False),
    "priority": (np.int32, 500),
    "percent": (np.float64, 0),
    "actual_start": (np.int64, NO_DATE),
    "actual_finish": (np.int64, NO_DATE),
    "resume": (np.int64, NO_DATE),
    "levelling_delay": (np.int64, 0),
    "levelling_elapsed": (np.bool_, True),
    "by_duration": (np.bool_, False),
    "ignore_resource_calendars": (np.bool_, False),
    "baseline_start": (np.int64, NO_DATE),
    "baseline_finish": (np.int64, NO_DATE),
    "baseline_duration": (np.int64, 0),
    "not_before": (np.int64, NO_DATE),
    "not_after": (np.int64, NO_DATE),
    "soft": (np.bool_, False),
    "expected": (np.int64, NO_DATE),
    "opens": (np.bool_, False),
    "whole": (np.bool_, False),
}


def tasks_of(n: int, names: Sequence[str] = (), **columns: Column) -> Tasks:
    """Rows with these columns; `remaining` is the duration and `uid` the row unless given."""
    made: dict[str, Any] = {
        name: _column(n, kind, columns.get(name, usual)) for name, (kind, usual) in _TYPES.items()
    }
    none = np.zeros(0, np.int64)
    return Tasks(
        uid=_column(n, np.int64, columns.get("uid", np.arange(n))),
        name=tuple(names) or tuple(str(row) for row in range(n)),
        remaining=_column(n, np.int64, columns.get("remaining", made["duration"])),
        pause_task=np.asarray(columns.get("pause_task", none), np.int32),
        pause_after=np.asarray(columns.get("pause_after", none), np.int64),
        pause_length=np.asarray(columns.get("pause_length", none), np.int64),
        **made,
    )


def _column(n: int, kind: type[np.generic], value: object) -> Any:
    """A column of n entries of one kind, from as many values or from one."""
    return np.ascontiguousarray(np.broadcast_to(np.asarray(value), (n,)).astype(kind))


def links_of(rows: Sequence[LinkRow], kinds: Sequence[Lag] = ()) -> Links:
    """Links from rows of predecessor, successor, type and lag."""
    table = np.array(rows, np.int64).reshape(-1, 4)
    return Links(
        source=table[:, 0].astype(np.int32),
        target=table[:, 1].astype(np.int32),
        type=table[:, 2].astype(np.int8),
        lag=table[:, 3].copy(),
        lag_kind=np.array(kinds or [Lag.WORKING] * len(table), np.int8),
    )


def no_resources() -> Resources:
    """Nobody."""
    return Resources(
        np.zeros(0, np.int64), (), np.zeros(0, np.int32), np.zeros(0, np.float64), np.zeros(0, np.bool_)
    )


def no_assignments() -> Assignments:
    """Nobody on anything."""
    none, rows = np.zeros(0, np.int64), np.zeros(0, np.int32)
    return Assignments(rows, rows, np.zeros(0, np.float64), none, none, none, none)


def network(
    tasks: Tasks,
    links: Sequence[LinkRow] = (),
    project: Project | None = None,
    calendars: Sequence[Pattern] = (USUAL,),
) -> Network:
    """One project without resources."""
    return Network(
        tasks=tasks,
        links=links_of(links),
        calendars=tuple(calendars),
        projects=(project or Project(),),
        resources=no_resources(),
        assignments=no_assignments(),
    )
