"""Folding, slips and arrays of the plan that a chart shows."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.readmodels.gantt import (
    GanttLink,
    GanttModel,
    GanttRow,
    closing,
    day_of,
    instant_of,
    opening,
)
from pmo_desktop.readmodels.gantt_columns import Outline
from pmo_desktop.readmodels.gantt_rows import Lazy
from tests.charts.samples import bridge, long_plan

LEVELS = st.lists(st.integers(0, 4), min_size=1, max_size=30)


def rows(levels: list[int]) -> GanttModel:
    return GanttModel.of(GanttRow(id=str(i), number=i, name=str(i), level=k) for i, k in enumerate(levels))


def test_nothing_folded_shows_every_row() -> None:
    assert tuple(bridge().visible()) == tuple(range(20))


def test_a_folded_parent_hides_all_below_it_and_stays() -> None:
    shown = [bridge().rows[i].name for i in bridge().visible(frozenset({"row2", "row7", "row13", "row18"}))]
    assert shown == ["Harbour Link Bridge", "Enabling works", "Foundations", "Deck", "Handover"]
    assert tuple(bridge().visible({"row1"})) == (0,)


def test_folding_a_row_without_children_hides_nothing() -> None:
    assert tuple(bridge().visible({"row3", "unknown"})) == tuple(range(20))


@given(LEVELS, st.sets(st.integers(0, 29)))
def test_a_row_shows_exactly_when_no_row_above_it_is_folded(levels: list[int], folded: set[int]) -> None:
    model = rows(levels)
    shown = set(model.visible({str(i) for i in folded}))
    for i in range(len(levels)):
        above, hidden = model.parents[i], False
        while above >= 0:
            hidden |= above in folded
            above = model.parents[above]
        assert (i in shown) is not hidden


@given(LEVELS)
def test_parents_are_the_nearest_shallower_row_before(levels: list[int]) -> None:
    model = rows(levels)
    for i, parent in enumerate(model.parents):
        before = [j for j in range(i) if levels[j] < levels[i]]
        assert parent == (before[-1] if before else -1)
        assert model.foldable[i] == (i + 1 < len(levels) and levels[i + 1] > levels[i])


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(-60, 60))
def test_working_days_equal_counting_day_by_day(seen: date, by: int) -> None:
    model = dc.replace(rows([0]), holidays=frozenset({date(2025, 12, 25), date(2026, 5, 1)}))
    now = seen + timedelta(days=by)
    low, high = min(seen, now), max(seen, now)
    passed = (low + timedelta(days=i + 1) for i in range((high - low).days))
    count = sum(not model.is_off(d) for d in passed)
    assert abs(model.workdays(seen, now)) == count
    assert model.workdays(seen, now) == -model.workdays(now, seen)


def test_the_slip_is_counted_in_working_days() -> None:
    model = bridge()
    assert model.slip(model.rows[3]) == 4  # 8 to 15 May with a holiday on the 14th
    assert dc.replace(model, holidays=frozenset()).slip(model.rows[3]) == 5
    assert model.slip(GanttRow(id="x", number=1, name="x")) is None


def test_start_and_finish_reach_over_the_baseline() -> None:
    model = bridge()
    assert model.start == opening(date(2026, 3, 9))
    assert model.finish == closing(date(2026, 12, 10))


def test_rows_without_dates_become_nan_and_unknown_links_are_left_out() -> None:
    model = GanttModel.of([GanttRow(id="a", number=1, name="a")], [GanttLink("a", "gone")])
    assert np.isnan(model.columns.start).all()
    assert model.columns.link_from.shape == (0,)


def test_days_and_instants_are_each_others_inverse() -> None:
    at = closing(date(2026, 7, 15))
    assert instant_of(day_of(at)) == at


def test_the_long_plan_is_as_long_as_it_says() -> None:
    assert len(long_plan(2440).rows) == 2440


def test_rows_of_a_long_plan_are_made_when_they_are_looked_at() -> None:
    made: list[int] = []

    def make(i: int) -> str:
        made.append(i)
        return f"row {i}"

    rows = Lazy(10_000, make)
    assert (len(rows), rows[3], rows[-1], rows[3]) == (10_000, "row 3", "row 9999", "row 3")
    assert made == [3, 9999]
    assert rows[1:3] == ("row 1", "row 2")
    with pytest.raises(IndexError):
        rows[10_000]
    assert next(iter(rows)) == "row 0"


def test_the_outline_is_worked_out_for_all_rows_at_once() -> None:
    outline = Outline(np.array([0, 1, 2, 2, 1, 0, 1]))
    assert outline.parents.tolist() == [-1, 0, 1, 1, 0, -1, 5]
    assert outline.ends.tolist() == [5, 4, 3, 4, 5, 7, 7]
    assert outline.foldable.tolist() == [True, True, False, False, False, True, False]
    assert outline.visible([1, 5]).tolist() == [0, 1, 4, 5]
    assert Outline(np.array([], dtype=np.intp)).visible([]).tolist() == []
