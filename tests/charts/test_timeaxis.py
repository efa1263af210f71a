"""The two tiers of the time axis."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop import i18n
from pmo_desktop.charts.timeaxis import time_axis
from pmo_desktop.readmodels.gantt import EPOCH


def number(day: date) -> int:
    return (day - EPOCH.date()).days


FIRST, LAST = number(date(2026, 3, 1)), number(date(2027, 1, 20))


@pytest.mark.parametrize(
    ("per_day", "upper", "lower"),
    [
        (20.0, "Mar 2026", "1"),
        (5.0, "Mar 2026", "23"),
        (2.0, "2026", "Mar"),
        (0.5, "2026", "Q1"),
        (0.1, "", "2026"),
        (0.01, "", "2020"),
    ],
)
def test_the_tiers_follow_the_scale(per_day: float, upper: str, lower: str) -> None:
    axis = time_axis(FIRST, LAST, per_day)
    assert (axis.upper[0].text, axis.lower[0].text) == (upper, lower)


@given(st.integers(0, 40_000), st.integers(1, 3000), st.sampled_from([20.0, 5.0, 2.0, 0.5, 0.1, 0.01]))
def test_periods_touch_and_cover_what_shows(first: int, days: int, per_day: float) -> None:
    axis = time_axis(first, first + days, per_day)
    for tier in (axis.upper, axis.lower):
        assert tier[0].start <= first
        assert tier[-1].finish >= first + days
        assert all(a.finish == b.start for a, b in pairwise(tier))


def test_weeks_begin_on_monday() -> None:
    assert {(EPOCH.date().toordinal() + s.start - 1) % 7 for s in time_axis(FIRST, LAST, 5.0).lower} == {0}


def test_months_are_named_in_the_language_in_force() -> None:
    with i18n.speaking("de"):
        german = [s.text for s in time_axis(FIRST, LAST, 2.0).lower]
    assert german[2] == "Mai"
    assert [s.text for s in time_axis(FIRST, LAST, 2.0).lower][2] == "May"


def test_a_day_wide_enough_is_parted_into_hours() -> None:
    every = time_axis(20_000, 20_002, 400.0)
    assert [s.text for s in every.lower[:3]] == ["00", "01", "02"]
    assert len(every.lower) == 48
    assert every.lower[7].start == 20_000 + 7 / 24
    assert len(time_axis(20_000, 20_002, 120.0).lower) == 16
    assert len(every.upper) == 2
