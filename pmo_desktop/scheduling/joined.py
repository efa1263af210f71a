"""Several networks with links between them as one network."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.network import (
    Assignments,
    Lag,
    Links,
    LinkType,
    Network,
    Project,
    Resources,
    Tasks,
)
from pmo_desktop.scheduling.ticks import NO_DATE
from pmo_desktop.scheduling.workpattern import Pattern

C = TypeVar("C", npt.NDArray[np.int64], npt.NDArray[np.bool_])
T = TypeVar("T", Tasks, Links, Resources, Assignments)


class CrossLink(NamedTuple):
    """A link from a row of one network to a row of another."""

    from_network: int
    from_row: int
    to_network: int
    to_row: int
    type: LinkType = LinkType.FS
    lag: int = 0
    lag_kind: Lag = Lag.WORKING


def joined(networks: Sequence[Network], crossing: Sequence[CrossLink] = ()) -> Network:
    """The networks, in order, as one: rows, resources and projects follow those of the network before.

    Resources stay apart; who shares a pool gives their rows one resource afterwards.
    """
    places: dict[Pattern, int] = {}
    maps = [_calendar_map(one, places) for one in networks]
    first = [0, *accumulate(len(one.tasks) for one in networks)]
    first_resource = [0, *accumulate(len(one.resources) for one in networks)]
    first_project = [0, *accumulate(len(one.projects) for one in networks)]
    return Network(
        tasks=_tasks(networks, maps, first, first_project),
        links=_links(networks, first, crossing),
        calendars=tuple(places),
        projects=tuple(_moved(p, at) for one, at in zip(networks, maps, strict=True) for p in one.projects),
        resources=_resources(networks, maps),
        assignments=_assignments(networks, first, first_resource),
    )


def _calendar_map(one: Network, places: dict[Pattern, int]) -> npt.NDArray[np.int32]:
    """The new index of each of a network's calendars; the last entry maps -1 to -1."""
    found = [places.setdefault(pattern, len(places)) for pattern in one.calendars]
    return np.array([*found, -1], np.int32)


def _moved(project: Project, at: npt.NDArray[np.int32]) -> Project:
    """A project's settings with its calendar's new index."""
    return dc.replace(project, calendar=int(at[project.calendar]))


def _shifted(column: npt.NDArray[np.int32], by: int) -> npt.NDArray[np.int32]:
    """Row numbers moved on; -1 stays."""
    return np.where(column >= 0, column + by, -1).astype(np.int32)


def _tasks(
    networks: Sequence[Network],
    maps: Sequence[npt.NDArray[np.int32]],
    first: Sequence[int],
    first_project: Sequence[int],
) -> Tasks:
    """All rows."""
    parts = []
    for one, at, row, project in zip(networks, maps, first, first_project, strict=False):
        moved = dc.replace(
            one.tasks,
            not_before=_given(one.tasks.not_before, len(one.tasks), NO_DATE),
            not_after=_given(one.tasks.not_after, len(one.tasks), NO_DATE),
            soft=_given(one.tasks.soft, len(one.tasks), usual=False),
            parent=_shifted(one.tasks.parent, row),
            pause_task=_shifted(one.tasks.pause_task, row),
            project=one.tasks.project + np.int32(project),
            calendar=at[one.tasks.calendar],
        )
        parts.append(moved)
    return _stacked(Tasks, parts)


def _given(column: C | None, n: int, usual: int | bool) -> C:
    """An optional column, filled with what is usual where it is not there."""
    made: Any = np.full(n, usual) if column is None else column
    given: C = made
    return given


def _links(networks: Sequence[Network], first: Sequence[int], crossing: Sequence[CrossLink]) -> Links:
    """All links, those between the networks last."""
    parts = [
        dc.replace(
            one.links, source=one.links.source + np.int32(row), target=one.links.target + np.int32(row)
        )
        for one, row in zip(networks, first, strict=False)
    ]
    across = Links(
        source=np.array([first[link.from_network] + link.from_row for link in crossing], np.int32),
        target=np.array([first[link.to_network] + link.to_row for link in crossing], np.int32),
        type=np.array([link.type for link in crossing], np.int8),
        lag=np.array([link.lag for link in crossing], np.int64),
        lag_kind=np.array([link.lag_kind for link in crossing], np.int8),
    )
    return _stacked(Links, [*parts, across])


def _resources(networks: Sequence[Network], maps: Sequence[npt.NDArray[np.int32]]) -> Resources:
    """All resources."""
    moved = zip(networks, maps, strict=True)
    parts = [dc.replace(one.resources, calendar=at[one.resources.calendar]) for one, at in moved]
    return _stacked(Resources, parts)


def _assignments(
    networks: Sequence[Network], first: Sequence[int], first_resource: Sequence[int]
) -> Assignments:
    """All assignments."""
    parts = []
    for one, row, seat in zip(networks, first, first_resource, strict=False):
        made = one.assignments
        moved = dc.replace(made, task=made.task + np.int32(row), resource=made.resource + np.int32(seat))
        parts.append(moved)
    return _stacked(Assignments, parts)


def _stacked(kind: type[T], parts: Sequence[T]) -> T:
    """The columns of several groups one after another."""
    made: dict[str, Any] = {}
    for field in dc.fields(kind):
        columns = [getattr(part, field.name) for part in parts]
        if all(column is None for column in columns):
            continue
        texts = isinstance(columns[0], tuple)
        made[field.name] = tuple(x for c in columns for x in c) if texts else np.concatenate(columns)
    return kind(**made)
