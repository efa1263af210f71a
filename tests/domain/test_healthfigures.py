"""Ratings derived from figures, at and beside their limits."""

from __future__ import annotations

import pytest

from pmo_desktop.domain.health import Dimension, Rating
from pmo_desktop.domain.healthfigures import (
    DEFAULT_LIMITS,
    Derived,
    rate_benefits,
    rate_cost,
    rate_duties,
    rate_governance,
    rate_measure,
    rate_resources,
    rate_risk,
    rate_scope,
    rate_time,
    ratings_of,
)

G, A, R, N = Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NONE


@pytest.mark.parametrize(
    ("slip", "gate", "spi", "wanted"),
    [
        (-4, None, None, G),
        (13, None, None, G),
        (13.5, None, None, A),
        (26, None, None, A),
        (27, None, None, R),
        (0, 5, None, G),
        (0, 6, None, A),
        (0, 21, None, R),
        (0, 0, 0.95, G),
        (0, 0, 0.90, A),
        (0, 0, 0.8571, R),
    ],
)
def test_time(slip: float, gate: float | None, spi: float | None, wanted: Rating) -> None:
    assert rate_time(260, slip, gate_slip_days=gate, spi_t=spi).rating is wanted


def test_time_says_why() -> None:
    assert rate_time(260, 18).said() == "Finish moved by 18 wd, 6.9 % of the baseline"
    assert rate_time(0, 18).rating is rate_time(260, None).rating is N


@pytest.mark.parametrize(
    ("forecast", "wanted"), [(105, G), (106, A), (110, A), (111, R), (90, G), (89, A), (100, G)]
)
def test_cost(forecast: int, wanted: Rating) -> None:
    assert rate_cost(100, forecast).rating is wanted


def test_contingency_running_ahead_of_the_work() -> None:
    assert rate_cost(100, 100, contingency_used_pct=60, progress_pct=40).rating is G
    ahead = rate_cost(100, 100, contingency_used_pct=61, progress_pct=40)
    assert (ahead.rating, ahead.said()) == (A, "61 % of contingency used at 40 % progress")
    assert rate_cost(100, 120, contingency_used_pct=61, progress_pct=40).rating is R
    assert rate_cost(None, 5).rating is rate_cost(0, 5).rating is N


def test_own_tolerances_win_when_tighter() -> None:
    tight = DEFAULT_LIMITS.tightened((10, 20), (2, 4))
    assert rate_cost(100, 103, limits=tight).rating is A
    assert rate_time(100, 8, limits=tight).rating is A


def test_scope() -> None:
    assert rate_scope(on_course=True).rating is G
    assert rate_scope(on_course=False, planned_deviation=True).rating is A
    assert rate_scope(on_course=False).rating is R
    assert rate_scope(on_course=True, critical_overdue=1).rating is R
    assert rate_scope(on_course=None, unachievable=True).rating is R
    assert rate_scope(on_course=None).rating is N


def test_benefits() -> None:
    assert [rate_benefits(f, 100).rating for f in (95, 94, 85, 84)] == [G, A, A, R]
    assert rate_benefits(10, 0).rating is N


def test_risk() -> None:
    assert rate_risk(40, 40).rating is G
    assert rate_risk(44, 40).rating is A
    assert rate_risk(48, 40).rating is A
    assert rate_risk(49, 40).rating is R
    assert rate_risk(10, 40, very_high=1).rating is A
    assert rate_risk(10, 40, very_high=2).rating is R
    assert rate_risk(None, None, very_high_unplanned=1).rating is R
    assert rate_risk(0, 0).rating is G
    assert rate_risk(1, 0).rating is R
    assert rate_risk(None, 4).rating is N


def test_resources_and_governance() -> None:
    assert [rate_resources(p).rating for p in (5, 15, 16, None)] == [G, A, R, N]
    assert [rate_governance(late=n).rating for n in (0, 1, 2)] == [G, A, R]
    assert rate_governance(late=0, report_missing=True).rating is R
    assert rate_governance(late=0, gate_without_authority=True).rating is R


def test_services() -> None:
    assert [rate_measure(v, 100).rating for v in (100, 95, 94)] == [G, A, R]
    assert [rate_measure(v, 4, down_is_good=True).rating for v in (0, 4, 4.2, 5)] == [G, G, A, R]
    assert rate_measure(None, 4).rating is rate_measure(4, 0).rating is N
    assert [rate_duties(n, 100).rating for n in (98, 90, 89)] == [G, A, R]
    assert rate_duties(0, 0).rating is N


def test_only_the_ratings() -> None:
    assert ratings_of({Dimension.RISK: Derived(A, "")}) == {Dimension.RISK: A}
