"""The calendars of a stored plan: those that came with it, and that of the office in the same form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pmo_desktop.domain import organisation as org
from pmo_desktop.domain import schedulecalendar as sc
from pmo_desktop.domain.plans import Plan, PlanCalendar

OFFICE, OFFICE_BASE = -1, -2
"""What the calendar of the office and the one it is derived from are called beside those of the plan."""


def calendars_of(
    plan: Plan,
    own: Iterable[PlanCalendar],
    office: org.Calendar | None = None,
    base: org.Calendar | None = None,
) -> tuple[dict[int, sc.Calendar], int | None]:
    """The calendars of a plan by number, and which of them is the plan's.

    The one of the office comes first, then the one that the file named, then the file's standard one.
    """
    found = {one.number: one.times for one in own}
    if office is not None:
        if base is not None:
            found[OFFICE_BASE] = _office(base, OFFICE_BASE, None)
        found[OFFICE] = _office(office, OFFICE, None if base is None else OFFICE_BASE)
        return found, OFFICE
    if plan.calendar_number in found:
        return found, plan.calendar_number
    bases = [(number, one) for number, one in found.items() if one.is_base]
    standard = (number for number, one in bases if one.name.casefold() == "standard")
    return found, next(standard, bases[0][0] if bases else None)


def _office(calendar: org.Calendar, number: int, base: int | None) -> sc.Calendar:
    """A calendar of the office in the form of a plan's; weeks from a date on hold until the next one."""
    later = sorted(
        ((one.valid_from, one) for one in calendar.later_weeks if one.valid_from), key=lambda pair: pair[0]
    )
    ends = [*(begins for begins, _ in later), date(2200, 1, 1)][1:]
    weeks = [
        sc.WorkWeek("", begins, date.fromordinal(end.toordinal() - 1), one.days)
        for (begins, one), end in zip(later, ends, strict=True)
    ]
    plain = [one for one in calendar.exceptions if not one.rule]
    return sc.Calendar(
        uid=number,
        name="",
        is_base=True,
        base_uid=base,
        week=calendar.week.days,
        exceptions=tuple(sc.CalendarException(one.name, one.first, one.last, one.times) for one in plain),
        work_weeks=tuple(weeks),
    )
