"""What a measure of governance gives: how much of how much, and each record behind it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from statistics import median
from uuid import UUID

from pmo_desktop.domain.governancehealth import Measure
from pmo_desktop.domain.meetings import Meeting


@dc.dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a measure: where it is shown, its code and words, and whether it counts as good."""

    id: UUID
    target: str
    code: str
    said: str
    good: bool


@dc.dataclass(frozen=True, slots=True)
class Reading:
    """A measure on one stretch. `value` is None where there is nothing to count; `beside` says more."""

    measure: Measure
    part: float = 0
    whole: float = 0
    value: float | None = None
    beside: str = ""
    behind: tuple[Behind, ...] = ()


def share(measure: Measure, part: float, whole: float, behind: Iterable[Behind], beside: str = "") -> Reading:
    """A part of a whole."""
    value = 100 * part / whole if whole else None
    return Reading(measure, part, whole, value, beside, tuple(behind))


def counted(measure: Measure, behind: Iterable[Behind], beside: str = "") -> Reading:
    """A share of records that are good."""
    listed = tuple(behind)
    return share(measure, sum(b.good for b in listed), len(listed), listed, beside)


def middle(measure: Measure, values: list[float], behind: list[Behind], beside: str = "") -> Reading:
    """The median of values."""
    value = float(median(values)) if values else None
    return Reading(measure, sum(values), len(values), value, beside, tuple(behind))


def of_meeting(m: Meeting, said: str, *, good: bool) -> Behind:
    """A meeting behind a measure."""
    return Behind(UUID(int=m.id.int), f"meetings/{m.id}", m.ref, said, good)
