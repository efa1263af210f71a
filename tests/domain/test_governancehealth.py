"""Targets, scores and the index of governance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.governancehealth import AIMS, WEIGHTS, Measure, index_of, met, score, weighted


def test_the_index_of_the_worked_example() -> None:
    weights = (0.15, 0.15, 0.15, 0.10, 0.15, 0.20, 0.10)
    scores = (0.92, 0.80, 1, 0.85, 1, 0.70, 0.60)
    found = weighted(zip(weights, scores, strict=True))
    assert found is not None
    assert round(found, 1) == 84.3


def test_the_weights_are_those_of_the_example_and_add_up() -> None:
    assert [w / 100 for w in WEIGHTS.values()] == [0.15, 0.15, 0.15, 0.10, 0.15, 0.20, 0.10]
    assert sum(WEIGHTS.values()) == 100


def test_every_measure_has_a_target() -> None:
    assert len(Measure) == 16
    assert set(AIMS) == set(Measure)


@pytest.mark.parametrize(
    ("measure", "value", "reached"),
    [
        (Measure.HELD, 90, True),
        (Measure.HELD, 89.9, False),
        (Measure.DEFERRED, 10, True),
        (Measure.DEFERRED, 10.1, False),
        (Measure.LATENCY, 15, True),
        (Measure.PACK_SIZE, 61, False),
    ],
)
def test_a_target_is_met_from_its_side(measure: Measure, value: float, reached: bool) -> None:
    assert met(measure, value) is reached


def test_what_is_over_the_target_counts_no_more() -> None:
    assert score(Measure.ATTENDANCE, 100) == 1
    assert score(Measure.ATTENDANCE, 40) == 0.5
    assert score(Measure.LATENCY, 30) == 0.5
    assert score(Measure.LATENCY, 0) == 1


def test_what_was_not_measured_gives_its_weight_to_the_others() -> None:
    assert index_of(dict.fromkeys(Measure)) is None
    assert index_of({Measure.PACK: 95.0}) == 100
    assert index_of({Measure.PACK: 95.0, Measure.PAPERS: 0.0}) == 50


@given(st.dictionaries(st.sampled_from(list(WEIGHTS)), st.floats(0, 1000), min_size=1))
def test_the_index_lies_between_nothing_and_a_hundred(values: dict[Measure, float]) -> None:
    found = index_of(dict(values))
    assert found is not None
    assert 0 <= found <= 100.000001
