"""Splits of a task between dates and in working time are the same."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.scheduling.pausing import pauses_of, splits_of
from pmo_desktop.scheduling.ticks import HOUR
from pmo_desktop.scheduling.workpattern import USUAL
from pmo_desktop.scheduling.worktime import WorkClock

MONDAY = datetime(2026, 1, 5, 8)
DAY = 8 * HOUR


def test_a_rest_over_a_weekend_is_counted_in_days_of_work() -> None:
    splits = [(datetime(2026, 1, 8, 17), datetime(2026, 1, 13, 8))]
    assert list(pauses_of(MONDAY, splits, WorkClock(USUAL))) == [(4 * DAY, 2 * DAY)]


def test_a_rest_in_no_working_time_is_none() -> None:
    splits = [(datetime(2026, 1, 9, 17), datetime(2026, 1, 12, 8))]
    assert list(pauses_of(MONDAY, splits, WorkClock(USUAL))) == []


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), max_size=4))
def test_there_and_back(steps: list[tuple[int, int]]) -> None:
    done, pauses = 0, []
    for worked, rest in steps:
        done += worked * HOUR
        pauses.append((done, rest * HOUR))
    clock = WorkClock(USUAL)
    assert list(pauses_of(MONDAY, splits_of(MONDAY, pauses, clock), clock)) == pauses
