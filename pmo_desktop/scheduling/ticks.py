"""The engine's clock: whole ticks of a tenth of a minute since 1970-01-01 00:00 on the plan's wall clock.

A tenth of a minute is what Microsoft Project counts in. Instants are naive: a plan has one wall clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt

Ticks = npt.NDArray[np.int64]
"""Instants (ticks since 1970) or durations (ticks)."""

MINUTE = 10
"""Ticks in a minute."""
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NO_DATE = -(2**62)
"""Stands in an array of instants for: there is none."""

_EPOCH = datetime(1970, 1, 1)
_TICK = timedelta(seconds=6)
FIRST_DAY = (date(1900, 1, 1) - _EPOCH.date()).days
"""The first day that the engine plans with, in days since 1970."""
LAST_DAY = (date(2200, 1, 1) - _EPOCH.date()).days
"""The day after the last."""
LONGEST = 2 * (LAST_DAY - FIRST_DAY) * DAY
"""Longer than all the time that the engine plans with: what is longer counts as this long."""


def tick(moment: datetime | date | None) -> int:
    """The instant of a naive datetime (or the midnight that begins a date); NO_DATE for None.

    Seconds are rounded to the nearest tick.
    """
    if moment is None:
        return NO_DATE
    if not isinstance(moment, datetime):
        return (moment - _EPOCH.date()).days * DAY
    return round((moment.replace(tzinfo=None) - _EPOCH) / _TICK)


def moment(instant: int) -> datetime | None:
    """The naive datetime of an instant; None for NO_DATE."""
    return None if instant == NO_DATE else _EPOCH + int(instant) * _TICK


def ticks(moments: Sequence[datetime | date | None]) -> Ticks:
    """The instants of many naive datetimes; NO_DATE for None."""
    return np.fromiter((tick(one) for one in moments), np.int64, len(moments))


def moments(instants: Ticks) -> list[datetime | None]:
    """The naive datetimes of many instants; None for NO_DATE."""
    seconds: list[datetime] = (instants * 6).astype("datetime64[s]").tolist()
    return [None if gone else one for one, gone in zip(seconds, (instants == NO_DATE).tolist(), strict=True)]


def from_minutes(minutes: float | None) -> int:
    """A duration in ticks from minutes; none is nought, and none is longer than LONGEST."""
    return 0 if minutes is None else round(min(max(minutes * MINUTE, -LONGEST), LONGEST))
