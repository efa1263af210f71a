"""Loads worked out from prefix sums are those of counting hour by hour."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.readmodels.gantt_rows import day_of, instant_of
from pmo_desktop.readmodels.load import Assigned, LoadSource, month_edges, period_edges, week_edges
from pmo_desktop.scheduling.ticks import ticks
from pmo_desktop.scheduling.workpattern import USUAL
from pmo_desktop.scheduling.worktime import WorkClock

MONDAY = datetime(2026, 7, 6)


def source(*pieces: tuple[datetime, datetime, float, float], units: float = 1.0) -> LoadSource:
    """One resource with pieces of work: start, finish, rate, minutes of effort."""
    starts, ends = [p[0] for p in pieces], [p[1] for p in pieces]
    count = len(pieces)
    work = Assigned(
        np.zeros(count, dtype=np.intp),
        np.arange(count),
        ticks(starts),
        ticks(ends),
        np.array([p[2] for p in pieces], dtype=float),
        np.array([p[3] for p in pieces], dtype=float),
    )
    return LoadSource(("Crew",), np.array([units]), [WorkClock(USUAL)], work, [str(i) for i in range(count)])


def at(days: float, hour: int = 8) -> datetime:
    return MONDAY + timedelta(days=days, hours=hour)


def test_full_time_work_fills_its_days_and_the_weekend_has_no_hours() -> None:
    found = source((at(0), at(4, 17), 1.0, np.nan)).load(0, day_of(MONDAY) + np.arange(8.0))
    assert found.hours == pytest.approx([8, 8, 8, 8, 8, 0, 0])
    assert found.capacity == pytest.approx([8, 8, 8, 8, 8, 0, 0])
    assert not found.over.any()
    assert found.share == pytest.approx([1, 1, 1, 1, 1, 0, 0])


def test_two_works_at_once_are_too_much_unless_there_are_two_people() -> None:
    pieces = (at(0), at(1, 17), 1.0, np.nan), (at(1), at(2, 17), 0.5, np.nan)
    edges = day_of(MONDAY) + np.arange(4.0)
    assert source(*pieces).load(0, edges).over.tolist() == [False, True, False]
    assert not source(*pieces, units=2.0).load(0, edges).over.any()


def test_effort_is_spread_over_the_working_time() -> None:
    found = source((at(0), at(3, 17), np.nan, 960.0)).load(0, day_of(MONDAY) + np.arange(5.0))
    assert found.hours == pytest.approx([4, 4, 4, 4])


def test_a_period_names_the_rows_that_are_worked_on() -> None:
    made = source((at(0), at(1, 17), 1.0, np.nan), (at(3), at(4, 17), 1.0, np.nan))
    assert made.rows_at(0, day_of(MONDAY), day_of(MONDAY) + 1) == ("0",)
    assert made.rows_at(0, day_of(MONDAY), day_of(MONDAY) + 7) == ("0", "1")


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(1, 200), st.sampled_from([0.25, 0.5, 1.0])),
        min_size=1,
        max_size=6,
    )
)
def test_loads_are_those_of_a_plain_count(pieces: list[tuple[int, int, float]]) -> None:
    spans = [(MONDAY + timedelta(hours=s), MONDAY + timedelta(hours=s + n), r, np.nan) for s, n, r in pieces]
    edges = week_edges(day_of(MONDAY), day_of(MONDAY) + 30)
    found = source(*spans).load(0, edges)
    plain = np.zeros(len(edges) - 1)
    for start, finish, rate, _ in spans:
        hour = start
        while hour < finish:
            if hour.weekday() < 5 and hour.hour in (8, 9, 10, 11, 13, 14, 15, 16):
                place = int(np.searchsorted(edges, day_of(hour), side="right")) - 1
                if 0 <= place < len(plain):
                    plain[place] += rate
            hour += timedelta(hours=1)
    assert found.hours == pytest.approx(plain)


def test_periods_are_days_weeks_or_months_by_the_scale() -> None:
    first, last = day_of(MONDAY) + 2, day_of(MONDAY) + 40
    assert np.diff(period_edges(first, last, 20.0)).tolist() == [1.0] * 38
    assert instant_of(float(period_edges(first, last, 2.0)[0])) == MONDAY
    months = [instant_of(float(d)) for d in month_edges(first, last)]
    assert months == [datetime(2026, 7, 1), datetime(2026, 8, 1), datetime(2026, 9, 1)]


def test_the_heaviest_comes_first() -> None:
    work = Assigned(
        np.array([0, 1, 1]), np.arange(3), ticks([at(0)] * 3), ticks([at(4, 17)] * 3), np.ones(3),
        np.full(3, np.nan),
    )  # fmt: skip
    clock = WorkClock(USUAL)
    assert LoadSource(("A", "B"), np.ones(2), [clock, clock], work, ["x", "y", "z"]).heaviest == 1
