"""Overall ratings, hysteresis, trend, age, honesty and roll-up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.health import (
    DEFAULT_RULES,
    SERVICE_RULES,
    Age,
    Dimension,
    OverallRule,
    OverallRules,
    Rating,
    Share,
    Trend,
    difference,
    distribution,
    governance_index,
    is_watermelon,
    overall,
    programme_rating,
    seen_on,
    settled,
    trend,
    validation_problem,
    watermelon_rate,
)

G, A, R, C, N = Rating.GREEN, Rating.AMBER, Rating.RED, Rating.COMPLETE, Rating.NONE
TIME, COST, RISK, RESOURCES = Dimension.TIME, Dimension.COST, Dimension.RISK, Dimension.RESOURCES
SIX = (TIME, COST, Dimension.BENEFITS, Dimension.SCOPE, RISK, RESOURCES)
DAY = date(2026, 7, 30)


def rated(changes: Mapping[Dimension, Rating]) -> dict[Dimension, Rating]:
    """All six dimensions green but for the changes."""
    return dict.fromkeys(SIX, G) | dict(changes)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({TIME: A}, A),
        ({RISK: R}, A),
        ({RISK: R, RESOURCES: R}, R),
        ({COST: R}, R),
        ({COST: N}, N),
        ({RISK: A, RESOURCES: A}, A),
        ({RISK: A}, G),
        ({}, G),
        ({RISK: N}, G),
    ],
)
def test_overall_by_critical_worst(changes: Mapping[Dimension, Rating], wanted: Rating) -> None:
    assert overall(rated(changes)) is wanted


def test_closed_and_old_data() -> None:
    assert overall({}, closed=True) is C
    assert overall(rated({}), age_days=35) is G
    assert overall(rated({}), age_days=36) is N
    assert overall({}) is N


def test_other_rules() -> None:
    worst = OverallRules(OverallRule.WORST_OF)
    assert overall(rated({RISK: R}), rules=worst) is R
    assert overall(rated({RISK: A}), rules=worst) is A
    weighted = OverallRules(OverallRule.WEIGHTED, weights=((TIME, 4), (COST, 4)))
    assert overall(rated({TIME: R, COST: R}), rules=weighted) is A
    assert overall(rated({TIME: R}), rules=weighted) is A
    assert overall(rated({RISK: R}), rules=weighted) is G


def test_a_service_is_judged_by_its_level_and_duties() -> None:
    good = {Dimension.SERVICE_LEVEL: G, Dimension.DUTIES: G, COST: R}
    assert overall(good, rules=SERVICE_RULES) is A
    assert overall({**good, Dimension.DUTIES: R}, rules=SERVICE_RULES) is R
    assert overall({Dimension.SERVICE_LEVEL: G}, rules=SERVICE_RULES) is N


@given(
    st.fixed_dictionaries(dict.fromkeys(SIX, st.sampled_from([G, A, R]))),
    st.sampled_from(SIX),
    st.sampled_from(OverallRule),
)
def test_a_worse_dimension_never_improves_the_whole(
    ratings: dict[Dimension, Rating], which: Dimension, rule: OverallRule
) -> None:
    rules = OverallRules(rule)
    before = overall(ratings, rules=rules).rank
    after = overall({**ratings, which: R}, rules=rules).rank
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize(
    ("shown", "earlier", "now", "wanted"),
    [
        (G, [G], R, R),
        (A, [A], A, A),
        (R, [R], G, R),
        (R, [A], G, A),
        (R, [G], G, G),
        (A, [G], G, G),
        (A, [], G, A),
        (N, [], G, G),
        (G, [G], N, N),
        (R, [R], C, C),
    ],
)
def test_worse_at_once_better_when_it_lasts(
    shown: Rating, earlier: list[Rating], now: Rating, wanted: Rating
) -> None:
    assert settled(shown, earlier, now) is wanted


def test_a_validated_note_lets_it_improve_at_once() -> None:
    assert settled(R, [R], G, note="Recovery plan checked on site") is G
    assert settled(R, [R], G, note="looks fine") is R


def test_trend() -> None:
    assert trend(A, G) is Trend.BETTER
    assert trend(A, R) is Trend.WORSE
    assert trend(A, A) is Trend.SAME
    assert trend(None, A) is trend(N, A) is Trend.NEW
    assert trend(A, N) is None
    assert [way.mark for way in Trend] == ["▲", "►", "▼", "◆"]


@pytest.mark.parametrize(
    ("days", "shown", "age"),
    [(0, R, Age.FRESH), (14, R, Age.FRESH), (15, R, Age.AGEING), (35, R, Age.AGEING), (36, N, Age.EXPIRED)],
)
def test_reports_grow_old(days: int, shown: Rating, age: Age) -> None:
    seen = seen_on(DAY, R, DAY - timedelta(days=days))
    assert (seen.rating, seen.last, seen.days, seen.age) == (shown, R, days, age)


def test_no_report_and_complete() -> None:
    assert seen_on(DAY, N, None).age is Age.EXPIRED
    assert seen_on(DAY, C, DAY - timedelta(days=400)).rating is C


def test_watermelons() -> None:
    assert is_watermelon(G, R)
    assert not is_watermelon(R, G)
    assert not is_watermelon(G, N)
    assert difference(G, R) == 2
    assert difference(N, R) is None
    assert watermelon_rate([(G, R), (A, A), (N, R), (R, A), (G, G)]) == 0.25
    assert watermelon_rate([(N, R)]) is None


def test_a_validated_rating_that_differs_needs_a_reason() -> None:
    assert validation_problem(A, A, "") is None
    assert validation_problem(A, R, "x" * DEFAULT_RULES.note_length) is None
    assert "at least 20 characters" in (validation_problem(A, R, "because") or "")


def test_programme_and_portfolio() -> None:
    assert programme_rating(G, [G, R], 0.1) is A
    assert programme_rating(R, [R], 0.1) is R
    assert programme_rating(A, [G], 0.31) is R
    assert programme_rating(G, [A], 0.30) is G
    parts = distribution([(G, 100), (R, 50), (G, 25)])
    assert parts[0] == Share(G, 2, 125)
    assert [part.rating for part in parts] == list(Rating)


def test_governance_health_index() -> None:
    weights = [0.15, 0.15, 0.15, 0.10, 0.15, 0.20, 0.10]
    scores = [0.92, 0.80, 1, 0.85, 1, 0.70, 0.60]
    assert governance_index(list(zip(weights, scores, strict=True))) == pytest.approx(84.3)
    assert governance_index([(1, 1.4)]) == 100
    assert governance_index([]) is None


def test_letters_stay_in_every_language() -> None:
    assert [rating.letter for rating in Rating] == ["G", "A", "R", "C", "–"]
