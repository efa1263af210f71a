"""Resources and assignments as a schedule file states them, and how work lies in time."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime
from typing import NamedTuple

from pmo_desktop.domain.schedulewords import Contour, ResourceKind

CustomValue = tuple[str, str]
"""The id of a custom field and the text that the file holds for it."""
Stretch = tuple[datetime, datetime]
"""From and to."""

REMAINING, ACTUAL, ACTUAL_OVERTIME = 1, 2, 3
"""The kinds of `Spread` that say how work lies in time; other numbers are baselines and costs."""


class Spread(NamedTuple):
    """A value of an assignment in one period. Kinds are Microsoft Project's numbers for time-phased data."""

    kind: int
    first: datetime
    last: datetime
    value: float | None
    """Minutes of work, or hundredths for costs; None where the period has no working time; 0 is a split."""
    unit: int = 2
    """The scale of the period as the file notes it: 0 minutes, 1 hours, 2 days, 3 weeks, 5 months."""


@dc.dataclass(frozen=True, slots=True)
class Availability:
    """How much of a resource there is for a while; None is open."""

    first: datetime | None
    last: datetime | None
    units: float


@dc.dataclass(frozen=True, slots=True)
class Resource:
    """A person, group, material or cost. Units: 1.0 is one of them for the whole working time."""

    uid: int
    id: int
    name: str
    kind: ResourceKind = ResourceKind.WORK
    initials: str = ""
    group: str = ""
    email: str = ""
    max_units: float = 1.0
    material_label: str = ""
    calendar_uid: int | None = None
    generic: bool = False
    notes: str = ""
    availability: tuple[Availability, ...] = ()
    custom: tuple[CustomValue, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Assignment:
    """A resource on a task. For a material, `units` is the quantity that the file states."""

    uid: int
    task_uid: int
    resource_uid: int
    units: float = 1.0
    work_minutes: float | None = None
    actual_work_minutes: float | None = None
    remaining_work_minutes: float | None = None
    start: datetime | None = None
    finish: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    delay_minutes: float = 0.0
    levelling_delay_minutes: float = 0.0
    cost: int | None = None
    custom: tuple[CustomValue, ...] = ()
    contour: Contour = Contour.FLAT
    spread: tuple[Spread, ...] = ()
    """Values by period, in the file's order: how the work lies in time, where the file says so."""
    overtime_minutes: float = 0.0
    """The part of the work that is done beyond working time, and so takes none of it."""
    remaining_overtime_minutes: float = 0.0
