"""Which hours a calendar works on which day, with its bases filled in; nothing expanded yet."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Mapping

from pmo_desktop.domain.schedulecalendar import (
    USUAL_WEEK,
    Calendar,
    CalendarException,
    DayHours,
    WorkWeek,
    week_of,
)

WHOLE_DAY: DayHours = ((0, 1440),)


@dc.dataclass(frozen=True)
class Pattern:
    """A calendar ready to be compiled. Equal patterns work the same hours.

    An exception holds before every work week, a work week before the week; in each tuple the first that
    fits a day holds. A derived calendar's own come first, then its base's.
    """

    week: tuple[DayHours, ...] = USUAL_WEEK
    """Seven days from Monday."""
    exceptions: tuple[CalendarException, ...] = ()
    work_weeks: tuple[WorkWeek, ...] = ()


ROUND_THE_CLOCK = Pattern((WHOLE_DAY,) * 7)
"""Every hour of every day: the calendar of elapsed durations."""
USUAL = Pattern()
"""Monday to Friday, 08:00-12:00 and 13:00-17:00."""


def _chain(uid: int | None, calendars: Mapping[int, Calendar]) -> Iterator[Calendar]:
    """A calendar and its bases, each once."""
    seen: set[int] = set()
    found = None if uid is None else calendars.get(uid)
    while found is not None and found.uid not in seen:
        seen.add(found.uid)
        yield found
        found = None if found.base_uid is None else calendars.get(found.base_uid)


def pattern_of(uid: int | None, calendars: Mapping[int, Calendar]) -> Pattern:
    """The pattern of one calendar of a file or plan; the usual week where it is not there."""
    chain = tuple(_chain(uid, calendars))
    everywhere = [exception for one in chain for exception in one.exceptions]
    return Pattern(
        week=week_of(uid, calendars),
        exceptions=tuple(sorted(_plain(everywhere), key=lambda one: one.recurrence is not None)),
        work_weeks=tuple(week for one in chain for week in one.work_weeks),
    )


def _plain(exceptions: list[CalendarException]) -> Iterator[CalendarException]:
    """The exceptions without their names, so that equal hours compare equal."""
    return (dc.replace(one, name="") for one in exceptions)
