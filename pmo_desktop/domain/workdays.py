"""Whole working days on a calendar: deadlines, ageing and "+10 wd".

The schedule engine counts minutes; boards, papers and actions count days, which is all that this does.
A day is a working day when the weekly pattern says so, unless it is named as free or as worked.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import date, timedelta

from pmo_desktop.domain.declare import Worded
from pmo_desktop.i18n import N_, tr

MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})
_DAY = timedelta(days=1)


@dc.dataclass(frozen=True, slots=True)
class WorkDays:
    """A weekly pattern (Monday is 0) with single days that are free or worked against it.

    Raises ValueError for a week without any working day.
    """

    pattern: frozenset[int] = MONDAY_TO_FRIDAY
    free: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.pattern & frozenset(range(7)):
            raise ValueError(tr("A calendar needs at least one working day in its week."))

    @classmethod
    def of(cls, pattern: frozenset[int], exceptions: Mapping[date, bool]) -> WorkDays:
        """From exceptions as `{day: is it worked}`."""
        worked = frozenset(day for day, works in exceptions.items() if works)
        return cls(pattern, frozenset(exceptions) - worked, worked)

    def works_on(self, day: date) -> bool:
        """Whether this is a working day."""
        return day in self.worked or (day.weekday() in self.pattern and day not in self.free)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is worked, else the next working day."""
        while not self.works_on(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself when it is worked, else the working day before it."""
        while not self.works_on(day):
            day -= _DAY
        return day

    def add_working_days(self, start: date, days: int) -> date:
        """The working day that lies so many working days after (or before) a date.

        The start itself is never counted; with 0 days it is the first working day on or after it.
        Raises OverflowError beyond the calendar's end.
        """
        if days == 0:
            return self.on_or_after(start)
        step = _DAY if days > 0 else -_DAY
        day, left = start, abs(days)
        while left:
            day += step
            left -= self.works_on(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.working_days_between(end, start)
        weeks, rest = divmod((end - start).days, 7)
        count = weeks * len(self.pattern)
        count += sum((start + _DAY * n).weekday() in self.pattern for n in range(1, rest + 1))
        count -= sum(start < d <= end and d.weekday() in self.pattern for d in self.free - self.worked)
        return count + sum(start < d <= end and d.weekday() not in self.pattern for d in self.worked)


def common_days(*calendars: WorkDays) -> WorkDays:
    """The calendar of days that are worked in all of them, for a board across countries.

    Raises ValueError when no weekday is worked by all.
    """
    if not calendars:
        return WorkDays()
    pattern = frozenset.intersection(*(c.pattern for c in calendars))
    named = frozenset.union(*(c.free | c.worked for c in calendars))
    worked_by_all = frozenset(d for d in named if all(c.works_on(d) for c in calendars))
    return WorkDays(pattern, named - worked_by_all, worked_by_all)


class Overdue(Worded):
    """How late an open action is, in the steps of the ageing table."""

    NOT_DUE = "not_due", N_("Not due")
    WEEK = "week", N_("1 to 7 days late")
    FORTNIGHT = "fortnight", N_("8 to 14 days late")
    MONTH = "month", N_("15 to 30 days late")
    LONGER = "longer", N_("More than 30 days late")


ESCALATE_AFTER_DAYS = 14
ESCALATE_AFTER_MOVES = 2


def overdue_days(due: date, today: date) -> int:
    """Calendar days past the due date, 0 when it is not past."""
    return max(0, (today - due).days)


def overdue(due: date, today: date) -> Overdue:
    """The step of the ageing table for a due date."""
    match overdue_days(due, today):
        case 0:
            return Overdue.NOT_DUE
        case days if days <= 7:
            return Overdue.WEEK
        case days if days <= 14:
            return Overdue.FORTNIGHT
        case days if days <= 30:
            return Overdue.MONTH
        case _:
            return Overdue.LONGER


def goes_to_the_chair(due: date, today: date, moved: int) -> bool:
    """Whether an open action belongs on the chair's list: over 14 days late, or moved twice."""
    return overdue_days(due, today) > ESCALATE_AFTER_DAYS or moved >= ESCALATE_AFTER_MOVES
