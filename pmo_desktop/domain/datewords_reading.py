"""What a reading of a date in words depends on, and what it gives."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from typing import TypeAlias

from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import N_

Day: TypeAlias = date

NO_DATE = N_("not a date yet")
NO_SUCH_DAY = N_("there is no such day")
NO_MEETING = N_("the next meeting has no date yet")
OPEN = N_("to be confirmed")
DAY_FIRST = N_("read as day, then month")
MONTH_FIRST = N_("read as month, then day")
NEXT_WEEK = N_("in the week after this one")
WEEKS_LATER = N_("counted from the coming one")
A_WEEK_ON = N_("the coming one, as today is that day")
PERIOD_END = N_("its last day")
WRONG_WEEKDAY = N_("the weekday does not fit the date")
PAST = N_("a day that has passed")


@dc.dataclass(frozen=True, slots=True)
class Asked:
    """What a reading depends on besides the words."""

    today: Day
    calendar: WorkDays
    next_meeting: Day | None = None
    month_first: bool = False
    dotted: bool = True


@dc.dataclass(frozen=True, slots=True)
class DateRead:
    """A day that was read, what to say about it, and other days that could have been meant.

    `date` is None when nothing could be read or the day is open on purpose (`to_be_confirmed`).
    `reading` is a source text; `said()` of `datewords` translates it.
    """

    date: Day | None
    reading: str = ""
    alternatives: tuple[Day, ...] = ()
    ambiguous: bool = False
    to_be_confirmed: bool = False

    @property
    def understood(self) -> bool:
        """Whether the words mean something that can be stored."""
        return self.date is not None or self.to_be_confirmed
