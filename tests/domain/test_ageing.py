"""How actions age, and when their owners are told."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.domain.ageing import (
    ReminderStep,
    age,
    aged,
    closed_on_time,
    days_late,
    median_age,
    on_chairs_list,
    original_due,
    reminder,
)
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.raid import Action, ActionState, Chase, DueChange
from pmo_desktop.domain.workdays import Overdue, WorkDays
from tests import builders as make

TODAY = date(2026, 9, 17)
DAYS = WorkDays()


def due(day: date | None, **more: Any) -> Action:
    """An open action of somebody."""
    usual: dict[str, Any] = {"due": day, "owner": PersonId(uuid4())}
    return make.action(**(usual | more))


def test_days_late_as_the_board_counts_them() -> None:
    days = (date(2026, 9, 20), date(2026, 9, 14), date(2026, 9, 3), date(2026, 8, 1))
    actions = [due(day) for day in days]
    assert [days_late(a, TODAY) for a in actions] == [0, 3, 14, 47]
    assert aged([*actions, due(None)], TODAY) == {
        Overdue.NOT_DUE: 2,
        Overdue.WEEK: 1,
        Overdue.FORTNIGHT: 1,
        Overdue.MONTH: 0,
        Overdue.LONGER: 1,
    }


def test_closed_actions_are_never_late() -> None:
    done = due(date(2026, 8, 1), state=ActionState.DONE, done_on=date(2026, 9, 1))
    assert days_late(done, TODAY) == 0
    assert not on_chairs_list(done, TODAY)
    assert sum(aged([done], TODAY).values()) == 0


def test_the_first_day_stays_known_however_often_it_is_moved() -> None:
    moves = (DueChange(date(2026, 9, 1), date(2026, 8, 30)), DueChange(date(2026, 9, 10), date(2026, 9, 9)))
    moved = due(date(2026, 9, 30), due_history=moves)
    assert original_due(moved) == date(2026, 9, 1)
    assert on_chairs_list(moved, TODAY)


@pytest.mark.parametrize(("late", "before_the_chair"), [(14, False), (15, True)])
def test_more_than_fourteen_days_late_goes_to_the_chair(late: int, before_the_chair: bool) -> None:
    action = due(date.fromordinal(TODAY.toordinal() - late))
    assert on_chairs_list(action, TODAY) is before_the_chair


def test_somebody_may_put_it_before_the_chair_by_hand() -> None:
    assert on_chairs_list(due(date(2026, 10, 1), escalated_on=TODAY), TODAY)


def test_age_counts_working_days_and_the_middle_one_is_told() -> None:
    ages = [due(None, raised_at=day) for day in (date(2026, 9, 16), date(2026, 9, 10), date(2026, 9, 3))]
    assert [age(a, TODAY, DAYS) for a in ages] == [1, 5, 10]
    assert median_age(ages, TODAY, DAYS) == 5
    assert median_age([], TODAY, DAYS) is None


def test_closure_by_the_first_and_by_the_last_day_shows_the_moving() -> None:
    moved = DueChange(date(2026, 9, 1), date(2026, 9, 1))
    closed = {"state": ActionState.DONE, "done_on": date(2026, 9, 10)}
    found = closed_on_time(
        [
            due(date(2026, 9, 15), due_history=(moved,), **closed),
            due(date(2026, 9, 15), **closed),
            due(date(2026, 9, 5), **closed),
            due(date(2026, 9, 15)),
        ]
    )
    assert (found.closed, found.by_original, found.by_current) == (3, 1, 2)


# -- reminders ----------------------------------------------------------------------------------------


def told(*days: date) -> tuple[Chase, ...]:
    return tuple(Chase(day, "file") for day in days)


def test_a_reminder_five_working_days_before_once() -> None:
    monday = date(2026, 9, 21)
    assert reminder(due(monday), date(2026, 9, 11), DAYS) is None
    assert reminder(due(monday), date(2026, 9, 14), DAYS) is ReminderStep.BEFORE
    assert reminder(due(monday, chases=told(date(2026, 9, 14))), date(2026, 9, 15), DAYS) is None


def test_a_reminder_on_the_day_then_every_week_with_more_people() -> None:
    action = due(TODAY, chases=told(date(2026, 9, 10)))
    assert reminder(action, TODAY, DAYS) is ReminderStep.ON_THE_DAY
    first = due(TODAY, chases=told(TODAY))
    assert reminder(first, date(2026, 9, 23), DAYS) is None
    assert reminder(first, date(2026, 9, 24), DAYS) is ReminderStep.LATE
    second = due(TODAY, chases=told(TODAY, date(2026, 9, 24)))
    assert reminder(second, date(2026, 9, 30), DAYS) is None
    assert reminder(second, date(2026, 10, 1), DAYS) is ReminderStep.LATE_AGAIN
    third = due(TODAY, chases=told(TODAY, date(2026, 9, 24), date(2026, 10, 1)))
    assert reminder(third, date(2026, 10, 8), DAYS) is ReminderStep.LATE_LONG
    assert ReminderStep.LATE_LONG.tells_manager
    assert ReminderStep.LATE_LONG.tells_chair
    assert not ReminderStep.LATE.tells_manager


def test_a_day_that_nobody_looked_is_made_up_for() -> None:
    assert reminder(due(date(2026, 9, 15)), TODAY, DAYS) is ReminderStep.LATE


@pytest.mark.parametrize(
    "action",
    [
        due(None),
        due(TODAY, owner=None),
        due(TODAY, state=ActionState.DONE, done_on=TODAY),
        due(TODAY, quiet_until=date(2026, 10, 1)),
    ],
    ids=["no day", "no owner", "done", "quiet"],
)
def test_nobody_is_told_of(action: Action) -> None:
    assert reminder(action, TODAY, DAYS) is None
