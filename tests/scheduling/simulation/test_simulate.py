"""Working a plan through many times: equal to the plan without doubt, and true to the theory with it."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.network import Constraint, Kind, LinkType, Network
from pmo_desktop.scheduling.simulation.model import Branch, Estimates, RiskEvent, Uncertainty
from pmo_desktop.scheduling.simulation.result import Simulation
from pmo_desktop.scheduling.simulation.run import simulate
from pmo_desktop.scheduling.ticks import moment, tick
from pmo_desktop.scheduling.workpattern import ROUND_THE_CLOCK, USUAL
from pmo_desktop.scheduling.worktime import OutOfTime
from tests.scheduling.small_plans import DAY, MONDAY, Arrow, Line, small_plan

WEEKS = [Line("Survey", 5), Line("Design", 10), Line("Permit", 10), Line("Build", 20)]
PATHS = [
    Arrow("Survey", "Design"),
    Arrow("Survey", "Permit"),
    Arrow("Design", "Build"),
    Arrow("Permit", "Build"),
]


def _run(plan: Network, uncertain: Uncertainty, runs: int = 2000, seed: int = 7) -> Simulation:
    return simulate(plan, schedule(plan), uncertain, runs=runs, seed=seed)


def _between(row: int, low: float, likely: float, high: float) -> tuple[int, int, int, int]:
    return row, round(low * DAY), round(likely * DAY), round(high * DAY)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_plan_without_doubt_ends_as_planned(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 9))
    lines = [
        Line(str(i), data.draw(st.integers(1, 12)) / 2, calendar=data.draw(st.sampled_from([-1, 1])))
        for i in range(count)
    ]
    arrows = [
        Arrow(str(a), str(b), data.draw(st.sampled_from(LinkType)), data.draw(st.integers(-2, 4)))
        for b in range(1, count)
        for a in data.draw(st.sets(st.integers(0, b - 1), max_size=2))
    ]
    plan = small_plan(lines, arrows, calendars=(USUAL, ROUND_THE_CLOCK))
    found = _run(plan, Uncertainty(), runs=3)
    assert not len(found.strained)
    assert [moment(one) for one in found.finish] == [moment(found.planned)] * 3


def test_the_same_seed_gives_the_same_finishes_and_another_seed_others() -> None:
    plan = small_plan(WEEKS, PATHS)
    doubt = Uncertainty(Estimates.of([_between(3, 15, 20, 40)]))
    one, same, other = _run(plan, doubt), _run(plan, doubt), _run(plan, doubt, seed=8)
    assert np.array_equal(one.finish, same.finish)
    assert not np.array_equal(one.finish, other.finish)


def test_the_percentiles_of_one_triangle_are_those_of_the_formula() -> None:
    plan = small_plan([Line("Build", 20)])
    found = _run(plan, Uncertainty(Estimates.of([_between(0, 10, 20, 40)])), runs=20_000)
    clock = schedule(small_plan([Line("Build", 40 - (0.2 * 30 * 20) ** 0.5)]))
    assert abs(found.percentile(80) - int(clock.finish[0])) < DAY
    assert found.chance_of(tick(datetime(2026, 1, 30, 17))) == pytest.approx(1 / 3, abs=0.02)


def test_two_equal_ways_share_the_criticality() -> None:
    points = [_between(1, 5, 10, 15), _between(2, 5, 10, 15)]
    found = _run(small_plan(WEEKS, PATHS), Uncertainty(Estimates.of(points)), runs=4000)
    assert found.criticality[0] == found.criticality[3] == 1
    assert found.criticality[1] == pytest.approx(0.5, abs=0.04)
    assert found.criticality[1] + found.criticality[2] >= 1


def test_a_merge_of_ways_ends_later_than_any_of_them() -> None:
    points = [_between(1, 5, 10, 15), _between(2, 5, 10, 15)]
    merged = _run(small_plan(WEEKS, PATHS), Uncertainty(Estimates.of(points)))
    alone = _run(small_plan(WEEKS, PATHS), Uncertainty(Estimates.of(points[:1])))
    assert merged.finish.mean() > alone.finish.mean()


def test_correlated_lengths_spread_the_finish_wider() -> None:
    chain = [Line(str(i), 10) for i in range(8)]
    plan = small_plan(chain, [Arrow(str(i), str(i + 1)) for i in range(7)])
    free = Estimates.of([_between(i, 5, 10, 20) for i in range(8)])
    bound = Estimates(free.row, free.low, free.likely, free.high, free.shape, np.zeros(8, np.int32))
    apart = _run(plan, Uncertainty(free), runs=4000)
    together = _run(plan, Uncertainty(bound, np.array([0.9])), runs=4000)
    assert together.finish.std() > 2 * apart.finish.std()


def test_a_risk_happens_as_often_as_it_says() -> None:
    strike = RiskEvent("Strike", 0.3, (0,), 10 * DAY, 10 * DAY, 10 * DAY)
    found = _run(small_plan([Line("Build", 20)]), Uncertainty(events=(strike,)), runs=10_000)
    assert np.mean(found.finish > found.planned) == pytest.approx(0.3, abs=0.02)
    assert found.tornado() == [0]


def test_one_of_two_ways_is_taken() -> None:
    lines = [Line("Buy", 5), Line("Make", 15), Line("Fit", 1)]
    plan = small_plan(lines, [Arrow("Buy", "Fit"), Arrow("Make", "Fit")])
    ways = Branch(((0.75, (0,)), (0.25, (1,))))
    found = _run(plan, Uncertainty(branches=(ways,)), runs=4000)
    assert np.mean(found.finish < found.planned) == pytest.approx(0.75, abs=0.03)
    assert set(np.unique(found.finish)) == {tick(datetime(2026, 1, 12, 17)), tick(datetime(2026, 1, 26, 17))}


def test_what_is_done_stays_and_what_is_under_way_varies_in_what_is_left() -> None:
    lines = [
        Line("Dig", 5, began=MONDAY, ended=datetime(2026, 1, 9, 17)),
        Line("Pour", 10, began=datetime(2026, 1, 12, 8), left=5),
    ]
    doubt = Uncertainty(Estimates.of([_between(0, 1, 5, 50), _between(1, 10, 10, 20)]))
    found = _run(small_plan(lines, [Arrow("Dig", "Pour")]), doubt)
    assert moment(int(found.finish[0])).date() >= datetime(2026, 1, 23).date()  # type: ignore[union-attr]
    assert moment(int(found.finish[-1])).date() <= datetime(2026, 1, 30).date()  # type: ignore[union-attr]


def test_links_on_a_summary_hold_what_is_under_it() -> None:
    lines = [
        Line("Before", 5),
        Line("Phase", 0, Kind.SUMMARY),
        Line("First", 5, under="Phase"),
        Line("Second", 10, under="Phase"),
        Line("After", 1),
    ]
    plan = small_plan(lines, [Arrow("Before", "Phase"), Arrow("Phase", "After")])
    found = _run(plan, Uncertainty(Estimates.of([_between(3, 10, 10, 30)])))
    assert not len(found.strained)
    assert int(found.finish[0]) >= found.planned
    assert found.criticality[[0, 3, 4]].tolist() == [1, 1, 1]
    assert found.criticality[2] == 0


def test_a_must_date_is_held_and_a_start_no_earlier_is_a_floor() -> None:
    lines = [
        Line("Wait", 1, constraint=Constraint.SNET, on=datetime(2026, 2, 2, 8)),
        Line("Open", 1, constraint=Constraint.MSO, on=datetime(2026, 3, 2, 8)),
    ]
    doubt = Uncertainty(Estimates.of([_between(0, 1, 1, 60)]))
    found = _run(small_plan(lines, [Arrow("Wait", "Open")]), doubt)
    assert int(found.finish[0]) == tick(datetime(2026, 3, 2, 17))


def test_the_result_so_far_is_told_and_a_stop_is_obeyed() -> None:
    seen: list[int] = []

    def look(so_far: Simulation) -> bool:
        seen.append(so_far.runs)
        return len(seen) < 2

    plan = small_plan(WEEKS, PATHS)
    found = simulate(plan, schedule(plan), Uncertainty(), runs=9000, seed=1, seen=look)
    assert seen == [1000, 2000]
    assert found.runs == 2000


def test_the_curve_climbs_from_nothing_to_all() -> None:
    doubt = Uncertainty(Estimates.of([_between(3, 15, 20, 40)]))
    instants, shares = _run(small_plan(WEEKS, PATHS), doubt).curve()
    assert (np.diff(instants) >= 0).all()
    assert (np.diff(shares) >= 0).all()
    assert shares[-1] == 1


@pytest.mark.parametrize("points", [(0, 30, 20, 40), (0, 10, 50, 40), (0, -5, 2, 4)])
def test_an_estimate_that_cannot_be_is_refused(points: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="estimate"):
        Uncertainty(Estimates.of([points]))


def test_a_plan_without_rows_is_refused() -> None:
    plan = small_plan([Line("Phase", 0, Kind.SUMMARY)])
    with pytest.raises(ValueError, match="nothing"):
        simulate(plan, schedule(plan), Uncertainty())


def test_a_row_long_before_its_project_is_simulated_where_it_stands() -> None:
    early = datetime(1984, 1, 2, 8)
    plan = small_plan([Line("a", constraint=Constraint.SNET, on=early), Line("b")], [Arrow("a", "b")])
    found = _run(plan, Uncertainty(Estimates.of([])), runs=5)
    assert found.percentile(50) == found.planned == tick(datetime(1984, 1, 3, 17))


def test_runs_that_end_beyond_the_years_are_out_of_time() -> None:
    plan = small_plan([Line("a", 250 * 120)])
    with pytest.raises(OutOfTime):
        _run(plan, Uncertainty(Estimates.of([_between(0, 250 * 100, 250 * 300, 250 * 400)])), runs=5)


@pytest.mark.filterwarnings("error")
def test_lengths_of_centuries_are_out_of_time() -> None:
    plan = small_plan([Line("a", 5), Line("b", 5)], [Arrow("a", "b")])
    long = [_between(row, 10**7, 2 * 10**7, 3 * 10**7) for row in (0, 1)]
    with pytest.raises(OutOfTime):
        _run(plan, Uncertainty(Estimates.of(long)), runs=5)


def test_ways_are_counted_and_one_that_is_not_taken_holds_nothing_up() -> None:
    lines = [Line("Test", 5), Line("Rework", 10), Line("Ship", 1)]
    plan = small_plan(lines, [Arrow("Test", "Rework"), Arrow("Rework", "Ship")])
    ways = Branch(((0.3, (1,)), (0.7, ())))
    found = _run(plan, Uncertainty(branches=(ways,)), runs=4000)
    assert sum(found.taken[0]) == 4000
    assert found.taken[0][0] / 4000 == pytest.approx(0.3, abs=0.03)
    assert found.criticality[1] == found.taken[0][0] / 4000
    assert found.criticality[2] == 1
