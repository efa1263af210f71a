"""What a plan keeps of a Primavera file, so that it is worked out anew by the rules of that file."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.schedulep6 import P6Options
from pmo_desktop.domain.schedulewords import ActivityKind, ConstraintKind
from pmo_desktop.domain.values import Wall

_USUAL = P6Options()


@dc.dataclass(frozen=True, slots=True)
class P6Project:
    """A project of the file that a plan came from: where it stands, and how it is scheduled."""

    number: int
    name: str = ""
    data_date: Wall | None = None
    """What is left is scheduled from here; a later status date of the plan takes its place."""
    planned_start: Wall | None = None
    must_finish: Wall | None = None
    calendar: int | None = None
    options: P6Options = _USUAL


@dc.dataclass(frozen=True, slots=True)
class P6Line:
    """What Primavera says of one line beyond what every plan says."""

    project: int = 0
    """The number of its project in the plan's."""
    kind: ActivityKind | None = ActivityKind.TASK_DEPENDENT
    """None is a row of the outline."""
    mandatory: bool = False
    second: ConstraintKind = ConstraintKind.ASAP
    second_date: Wall | None = None
    expected_finish: Wall | None = None
    """While the line keeps the duration of the file."""
    external_start: Wall | None = None
    """What links from other projects ask of the start."""
    external_finish: Wall | None = None
    whole: float | None = None
    """The duration in the file, in minutes; while the line has it, what follows holds as well."""
    left: float | None = None
    """What was left of it in the file, which may differ before the start too."""
