"""How actions age: days late, the ageing table, age of what is open, closure on time, when to remind."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.raid import OPEN_ACTION, Action, ActionState
from pmo_desktop.domain.workdays import Overdue, WorkDays, goes_to_the_chair, overdue, overdue_days
from pmo_desktop.i18n import N_

STILL_OPEN = (*OPEN_ACTION, ActionState.TRANSFERRED)
"""Actions that somebody has to finish, those on their way to another owner too."""
CLOSED = (ActionState.DONE, ActionState.VERIFIED)
TO_BE_CONFIRMED = N_("to be confirmed")
"""The tag of an action whose day is still to be agreed."""
REMIND_BEFORE = 5
"""Working days before the due day on which the owner is reminded first."""
REMIND_EVERY = 7
"""Days between two reminders of an action that is late."""


class ReminderStep(Worded):
    """Why somebody is reminded, and so how many are told."""

    BEFORE = "before", N_("Due soon")
    ON_THE_DAY = "on_the_day", N_("Due today")
    LATE = "late", N_("Late")
    LATE_AGAIN = "late_again", N_("Late, manager told")
    LATE_LONG = "late_long", N_("Late, manager and chair told")

    @property
    def tells_manager(self) -> bool:
        """Whether the line manager gets a copy."""
        return self in (ReminderStep.LATE_AGAIN, ReminderStep.LATE_LONG)

    @property
    def tells_chair(self) -> bool:
        """Whether the chair of the body gets a copy."""
        return self is ReminderStep.LATE_LONG


_GROWING = (ReminderStep.LATE, ReminderStep.LATE_AGAIN, ReminderStep.LATE_LONG)


def is_open(action: Action) -> bool:
    """Whether somebody still has to finish it."""
    return action.state in STILL_OPEN


def original_due(action: Action) -> date | None:
    """The day that was agreed first, however often it was moved since."""
    return action.due_history[0].was if action.due_history else action.due


def days_late(action: Action, today: date) -> int:
    """Calendar days past the due day while it is open, else 0."""
    return overdue_days(action.due, today) if action.due and is_open(action) else 0


def on_chairs_list(action: Action, today: date) -> bool:
    """Whether it is before the chair: over 14 days late, moved twice, or put there by hand."""
    if not is_open(action):
        return False
    late = action.due is not None and goes_to_the_chair(action.due, today, len(action.due_history))
    return late or action.escalated_on is not None


def aged(actions: Iterable[Action], today: date) -> dict[Overdue, int]:
    """How many open actions are at each step of the ageing table; those without a day are not due."""
    counts = dict.fromkeys(Overdue, 0)
    for action in actions:
        if is_open(action):
            counts[overdue(action.due, today) if action.due else Overdue.NOT_DUE] += 1
    return counts


def age(action: Action, today: date, days: WorkDays) -> int | None:
    """Working days since it was agreed; None when nobody wrote when that was."""
    return max(0, days.working_days_between(action.raised_at, today)) if action.raised_at else None


def median_age(actions: Iterable[Action], today: date, days: WorkDays) -> float | None:
    """The middle age of open actions in working days; None when there are none."""
    ages = [a for x in actions if is_open(x) and (a := age(x, today, days)) is not None]
    return float(median(ages)) if ages else None


@dc.dataclass(frozen=True, slots=True)
class OnTime:
    """How many of the closed actions were closed in time: by the day agreed first, and by the last one."""

    closed: int = 0
    by_original: int = 0
    by_current: int = 0


def closed_on_time(actions: Iterable[Action]) -> OnTime:
    """Closure in time over the closed actions that had a day. The gap of the two shows the moving of days."""
    closed = [a for a in actions if a.state in CLOSED and a.done_on and a.due]
    return OnTime(len(closed), sum(map(in_time, closed)), sum(map(_in_time_now, closed)))


def in_time(action: Action) -> bool:
    """Whether it was done by the day agreed first."""
    first = original_due(action)
    return action.done_on is not None and first is not None and action.done_on <= first


def _in_time_now(action: Action) -> bool:
    return action.done_on is not None and action.due is not None and action.done_on <= action.due


def reminder(action: Action, today: date, days: WorkDays) -> ReminderStep | None:
    """Why its owner is to be reminded on a day: five working days before, on the day, then every week.

    Each step is taken once, also when nobody looked on the very day. None while there is nothing to say:
    not open, no owner or day, asked to be quiet, or told already.
    """
    due = action.due
    quiet = action.quiet_until is not None and today < action.quiet_until
    if not is_open(action) or due is None or action.owner is None or quiet:
        return None
    told = [c.on for c in action.chases]
    if today < due:
        begins = days.add_working_days(due, -REMIND_BEFORE)
        return ReminderStep.BEFORE if today >= begins and not _told_since(told, begins) else None
    late = [day for day in told if day > due]
    if not late and today < due + timedelta(days=REMIND_EVERY):
        return None if due in told else ReminderStep.ON_THE_DAY if today == due else ReminderStep.LATE
    if late and today < max(late) + timedelta(days=REMIND_EVERY):
        return None
    return _GROWING[min(len(late), len(_GROWING) - 1)]


def _told_since(told: Sequence[date], day: date) -> bool:
    return any(on >= day for on in told)
