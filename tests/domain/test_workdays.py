"""Working days on calendars, deadlines across countries and the ageing of actions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.workdays import (
    MONDAY_TO_FRIDAY,
    SUNDAY_TO_THURSDAY,
    Overdue,
    WorkDays,
    common_days,
    goes_to_the_chair,
    overdue,
    overdue_days,
)

THURSDAY = date(2026, 9, 17)
EUROPE = WorkDays()
GULF = WorkDays(SUNDAY_TO_THURSDAY)

days = st.dates(date(2020, 1, 1), date(2035, 1, 1))
calendars = st.builds(
    WorkDays,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(days, max_size=6),
    st.frozensets(days, max_size=6),
)


@pytest.mark.parametrize(
    ("calendar", "wanted"),
    [
        (EUROPE, date(2026, 9, 10)),
        (GULF, date(2026, 9, 10)),
        (common_days(EUROPE, GULF), date(2026, 9, 9)),
    ],
)
def test_five_working_days_before_a_meeting(calendar: WorkDays, wanted: date) -> None:
    assert calendar.add_working_days(THURSDAY, -5) == wanted


def test_a_free_day_is_stepped_over_and_a_worked_saturday_counts() -> None:
    calendar = WorkDays.of(MONDAY_TO_FRIDAY, {date(2026, 9, 18): False, date(2026, 9, 19): True})
    assert calendar.add_working_days(THURSDAY, 1) == date(2026, 9, 19)
    assert calendar.add_working_days(THURSDAY, 2) == date(2026, 9, 21)
    assert calendar.working_days_between(THURSDAY, date(2026, 9, 21)) == 2


def test_no_days_from_a_weekend_is_the_monday() -> None:
    assert EUROPE.add_working_days(date(2026, 9, 19), 0) == date(2026, 9, 21)


def test_common_days_keep_a_holiday_of_one_side() -> None:
    both = common_days(EUROPE, WorkDays.of(MONDAY_TO_FRIDAY, {THURSDAY: False}))
    assert not both.works_on(THURSDAY)
    assert common_days() == WorkDays()


def test_a_week_without_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one working day"):
        WorkDays(frozenset())


@given(calendars, days, days)
def test_days_between_is_what_counting_gives(calendar: WorkDays, one: date, other: date) -> None:
    start, end = sorted((one, min(other, one + timedelta(days=400))))
    counted = sum(calendar.works_on(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    assert calendar.working_days_between(start, end) == counted
    assert calendar.working_days_between(end, start) == -counted


@given(calendars, days, st.integers(-60, 60).filter(bool))
def test_there_and_back(calendar: WorkDays, start: date, n: int) -> None:
    there = calendar.add_working_days(start, n)
    assert calendar.works_on(there)
    if n > 0:
        assert calendar.working_days_between(start, there) == n
    else:
        assert calendar.working_days_between(there - timedelta(days=1), start - timedelta(days=1)) == -n


def test_ageing_of_four_actions() -> None:
    today = THURSDAY
    dues = [date(2026, 9, 20), date(2026, 9, 14), date(2026, 9, 3), date(2026, 8, 1)]
    assert [overdue_days(due, today) for due in dues] == [0, 3, 14, 47]
    assert [overdue(due, today) for due in dues] == [
        Overdue.NOT_DUE,
        Overdue.WEEK,
        Overdue.FORTNIGHT,
        Overdue.LONGER,
    ]
    assert [goes_to_the_chair(due, today, 0) for due in dues] == [False, False, False, True]
    assert goes_to_the_chair(dues[0], today, 2)
