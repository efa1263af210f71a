"""The resources of a plan and their work: from its assignments, else from who is responsible for lines."""

from __future__ import annotations

import dataclasses as dc
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from pmo_desktop.domain.plans import Assignment, ItemKind, PlanItem, PlanResource, ResourceKind
from pmo_desktop.readmodels.load import Assigned, LoadSource
from pmo_desktop.scheduling.plan_calendars import calendars_of
from pmo_desktop.scheduling.ticks import tick, ticks
from pmo_desktop.scheduling.workpattern import Pattern, pattern_of
from pmo_desktop.scheduling.worktime import WorkClock

if TYPE_CHECKING:
    from pmo_desktop.readmodels.planrests import Rests
    from pmo_desktop.readmodels.plans import PlanFile

_WHOLE = 10_000
"""Hundredths of a per cent."""
_Rows: TypeAlias = Mapping[int, tuple[int, PlanItem]]
_NO_WORK = (ItemKind.SUMMARY, ItemKind.MILESTONE)


def load_source(file: PlanFile) -> LoadSource | None:
    """Who works on what in a plan; None where nobody is named.

    People come from the assignments; in a plan without any, whoever is responsible for a line works on it
    all of its time.
    """
    ordered = sorted((i for i in file.items if i.active), key=lambda i: (i.position, i.number))
    rows = {item.number: (at, item) for at, item in enumerate(ordered) if item.start and item.finish}
    clocks = _Clocks(file)
    if file.assignments:
        found = _of_assignments(file, ordered, rows, clocks)
    else:
        found = _of_responsible(file.responsible, ordered, rows, clocks)
    if found is None or not file.rests:
        return found
    return dc.replace(found, work=_broken_off(found.work, ordered, file.rests))


def _broken_off(work: Assigned, ordered: Sequence[PlanItem], rests: Mapping[int, Rests]) -> Assigned:
    """The pieces of work with those of lines that are broken off in as many pieces."""
    pieces: list[tuple[int, int, int]] = []
    numbers = [ordered[row].number for row in work.row.tolist()]
    spans = zip(numbers, work.start.tolist(), work.finish.tolist(), strict=True)
    for at, (number, start, finish) in enumerate(spans):
        for rest, again in rests.get(number, ()):
            pieces.append((at, start, tick(rest)))
            start = tick(again)
        pieces.append((at, start, finish))
    of, starts, finishes = np.array(pieces, np.int64).reshape(-1, 3).T
    mine = of.astype(np.intp)
    who, row, rate, whole = work.who[mine], work.row[mine], work.rate[mine], work.work[mine]
    return Assigned(who, row, starts, finishes, rate, whole, mine)


class _Clocks:
    """The clocks of a plan's calendars; equal hours share one."""

    def __init__(self, file: PlanFile) -> None:
        self._calendars, self._usual = calendars_of(file.plan, file.calendars, file.office, file.office_base)
        self._made: dict[Pattern, WorkClock] = {}

    def of(self, number: int | None) -> WorkClock:
        """The clock of a calendar, of the plan's own one where the number says nothing."""
        known = number if number in self._calendars else self._usual
        pattern = pattern_of(known, self._calendars)
        return self._made.setdefault(pattern, WorkClock(pattern))


def _of_assignments(
    file: PlanFile, ordered: Sequence[PlanItem], rows: _Rows, clocks: _Clocks
) -> LoadSource | None:
    labour = [r for r in file.resources if r.resource_kind is ResourceKind.WORK]
    places = {r.number: i for i, r in enumerate(labour)}
    kept = [
        (a, *rows[a.item_no])
        for a in file.assignments
        if a.resource_no in places and a.item_no in rows and rows[a.item_no][1].item_kind not in _NO_WORK
    ]
    if not kept:
        return None
    work = _assigned(
        [places[a.resource_no] for a, _, _ in kept if a.resource_no is not None],
        [row for _, row, _ in kept],
        [item for _, _, item in kept],
        [a for a, _, _ in kept],
    )
    return LoadSource(
        tuple(r.name or r.initials for r in labour),
        np.array([1.0 if r.max_units is None else r.max_units / _WHOLE for r in labour]),
        [clocks.of(_calendar_of(r, file)) for r in labour],
        work,
        [str(item.id) for item in ordered],
    )


def _calendar_of(resource: PlanResource, file: PlanFile) -> int | None:
    if resource.calendar_number is not None:
        return resource.calendar_number
    own = (c.number for c in file.calendars if c.times.resource_uid == resource.number)
    return next(own, None)


def _of_responsible(
    responsible: Mapping[int, str], ordered: Sequence[PlanItem], rows: _Rows, clocks: _Clocks
) -> LoadSource | None:
    named = [(n, name) for n, name in responsible.items() if name and n in rows]
    named = [(n, name) for n, name in named if rows[n][1].item_kind not in (*_NO_WORK, ItemKind.DUTY)]
    if not named:
        return None
    names = sorted({name for _, name in named}, key=str.casefold)
    places = {name: i for i, name in enumerate(names)}
    items = [rows[n] for n, _ in named]
    work = _assigned([places[name] for _, name in named], [r for r, _ in items], [i for _, i in items])
    clock = clocks.of(None)
    ids = [str(item.id) for item in ordered]
    return LoadSource(tuple(names), np.ones(len(names)), [clock] * len(names), work, ids)


def _assigned(
    who: Sequence[int],
    row: Sequence[int],
    items: Sequence[PlanItem],
    given: Sequence[Assignment] | None = None,
) -> Assigned:
    starts: list[datetime | None] = [item.start for item in items]
    finishes: list[datetime | None] = [item.finish for item in items]
    units, work = [1.0] * len(items), [math.nan] * len(items)
    if given is not None:
        units = [_rate(a) for a in given]
        work = [math.nan if a.work_minutes is None else float(a.work_minutes) for a in given]
    return Assigned(
        np.array(who, dtype=np.intp), np.array(row, dtype=np.intp), ticks(starts), ticks(finishes),
        np.array(units), np.array(work),
    )  # fmt: skip


def _rate(given: Assignment) -> float:
    """Units, unless the effort says how much it is in all."""
    if given.work_minutes is not None:
        return math.nan
    return 1.0 if given.units is None else given.units / _WHOLE
