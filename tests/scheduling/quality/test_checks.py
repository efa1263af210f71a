"""The fourteen checks of a schedule, each with a plan that passes and one that does not."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.network import Constraint, Kind, LinkType, Network
from pmo_desktop.scheduling.quality.checks import assess, bei, cpli
from pmo_desktop.scheduling.quality.finding import Check, Finding, Limits, Verdict, passed
from tests.scheduling.small_plans import MONDAY, Arrow, Line, small_plan

FRIDAY = datetime(2026, 1, 9, 17)
NEXT_FRIDAY = datetime(2026, 1, 16, 17)


def _found(plan: Network, check: Check, limits: Limits | None = None) -> Finding:
    return assess(plan, schedule(plan), limits or Limits())[check - 1]


def _chain(*days: float, **more: object) -> list[Line]:
    return [Line(f"Step {i}", length) for i, length in enumerate(days, 1)]


def _arrows(count: int, **more: object) -> list[Arrow]:
    return [Arrow(f"Step {i}", f"Step {i + 1}", **more) for i in range(1, count)]  # type: ignore[arg-type]


def test_all_fourteen_come_in_order() -> None:
    plan = small_plan(_chain(5, 5), _arrows(2))
    assert [one.check for one in assess(plan, schedule(plan))] == list(Check)


def test_rows_without_predecessor_or_successor_are_open_ends() -> None:
    lines = [Line("Start", 0, Kind.MILESTONE), *_chain(5, 5, 5), Line("End", 0, Kind.MILESTONE)]
    whole = [Arrow("Start", "Step 1"), *_arrows(3), Arrow("Step 3", "End")]
    assert _found(small_plan(lines, whole), Check.LOGIC).verdict is Verdict.PASSED
    broken = _found(small_plan(lines, whole[:-1]), Check.LOGIC)
    assert (broken.verdict, broken.population, broken.rows) == (Verdict.FAILED, 3, (3,))


def test_leads_lags_and_types_are_counted_over_the_links() -> None:
    lines = _chain(5, 5, 5)
    kinds = [Arrow("Step 1", "Step 2", days=-1), Arrow("Step 2", "Step 3", LinkType.SS, 2)]
    plan = small_plan(lines, kinds)
    leads, lags, types = (_found(plan, check) for check in (Check.LEADS, Check.LAGS, Check.LINK_TYPES))
    assert (leads.value, leads.rows, leads.links) == (1, (1,), (0,))
    assert (lags.value, lags.rows, lags.links) == (0.5, (2,), (1,))
    assert (types.value, types.verdict, types.rows) == (0.5, Verdict.FAILED, (2,))


def test_links_into_work_that_is_done_do_not_count() -> None:
    lines = [Line("Step 1", 5, began=MONDAY, ended=FRIDAY), Line("Step 2", 5, began=MONDAY, ended=FRIDAY)]
    assert _found(small_plan(lines, _arrows(2, days=-5)), Check.LEADS).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("constraint", "hard"),
    [
        (Constraint.MSO, True),
        (Constraint.MFO, True),
        (Constraint.SNLT, True),
        (Constraint.FNLT, True),
        (Constraint.SNET, False),
        (Constraint.FNET, False),
    ],
)
def test_hard_constraints_are_four(constraint: Constraint, *, hard: bool) -> None:
    plan = small_plan([Line("Build", 5, constraint=constraint, on=NEXT_FRIDAY)])
    assert bool(_found(plan, Check.HARD_CONSTRAINTS).rows) is hard


def test_a_float_above_two_months_is_high_and_one_of_two_months_is_not() -> None:
    for days, verdict in ((46, Verdict.FAILED), (45, Verdict.PASSED)):
        plan = small_plan([Line("Long", days), Line("Short", 1)])
        assert _found(plan, Check.HIGH_FLOAT).verdict is verdict


def test_a_negative_float_is_found() -> None:
    due = Line("Build", 10, constraint=Constraint.FNLT, on=FRIDAY)
    plan = small_plan([Line("Design", 5), due], [Arrow("Design", "Build")])
    assert _found(plan, Check.NEGATIVE_FLOAT).verdict is Verdict.FAILED


def test_a_long_duration_is_that_of_the_baseline_where_there_is_one() -> None:
    short = Line("Build", 60, agreed=(MONDAY, FRIDAY))
    plan = small_plan([short])
    plan = plan.with_tasks(baseline_duration=np.array([5 * 4800]))
    assert _found(plan, Check.LONG_DURATION).verdict is Verdict.PASSED
    assert _found(small_plan([Line("Build", 60)]), Check.LONG_DURATION).verdict is Verdict.FAILED


def test_forecasts_before_the_status_date_and_actuals_after_it_are_invalid() -> None:
    lines = [
        Line("Forgotten", 2),
        Line("Foreseen", 2, began=datetime(2026, 1, 20, 8), ended=datetime(2026, 1, 21, 17)),
        Line("Right", 5, constraint=Constraint.SNET, on=datetime(2026, 1, 19, 8)),
    ]
    found = _found(small_plan(lines, status=NEXT_FRIDAY), Check.INVALID_DATES)
    assert (found.verdict, found.rows) == (Verdict.FAILED, (0, 1))
    assert _found(small_plan(lines), Check.INVALID_DATES).verdict is Verdict.NOT_APPLICABLE


def test_rows_without_anybody_are_reported_and_not_judged() -> None:
    found = _found(small_plan(_chain(5, 5, 0.5), crew=["Step 1"]), Check.RESOURCES)
    assert (found.verdict, found.value, found.rows) == (Verdict.REPORTED, 0.5, (1,))


def test_missed_rows_are_those_later_than_agreed_by_the_status_date() -> None:
    lines = [
        Line("On time", 5, began=MONDAY, ended=FRIDAY, agreed=(MONDAY, FRIDAY)),
        Line("Late", 10, agreed=(MONDAY, FRIDAY)),
        Line("Not due", 20, agreed=(MONDAY, datetime(2026, 2, 6, 17))),
    ]
    found = _found(small_plan(lines, status=NEXT_FRIDAY), Check.MISSED)
    assert (found.population, found.value, found.rows) == (2, 0.5, (1,))


def test_a_delay_of_the_critical_path_must_reach_the_finish() -> None:
    assert _found(small_plan(_chain(5, 5), _arrows(2)), Check.CRITICAL_PATH).verdict is Verdict.PASSED
    held = Line("Step 2", 5, constraint=Constraint.MSO, on=datetime(2026, 1, 12, 8))
    ending = Line("End", 0, Kind.MILESTONE, constraint=Constraint.MSO, on=datetime(2026, 1, 16, 17))
    plan = small_plan([Line("Step 1", 5), held, ending], [*_arrows(2), Arrow("Step 2", "End")])
    assert _found(plan, Check.CRITICAL_PATH).verdict is not Verdict.PASSED


def test_the_indices_are_those_of_the_defense_acquisition_university() -> None:
    assert cpli(720, -60) == pytest.approx(0.9167, abs=1e-4)
    assert bei(1516, 1955) == pytest.approx(0.7754, abs=1e-4)


def test_the_length_index_counts_from_the_status_date_to_the_last_milestone() -> None:
    end = Line("End", 0, Kind.MILESTONE, agreed=(FRIDAY, FRIDAY))
    plan = small_plan([Line("Build", 10), end], [Arrow("Build", "End")], status=MONDAY)
    found = _found(plan, Check.CPLI)
    assert found.value == pytest.approx((10 - 5) / 10)
    assert found.verdict is Verdict.FAILED


def test_the_execution_index_counts_what_has_no_baseline_as_due() -> None:
    lines = [
        Line("Done", 5, began=MONDAY, ended=FRIDAY, agreed=(MONDAY, FRIDAY)),
        Line("Due", 10, agreed=(MONDAY, FRIDAY)),
        Line("Unplanned", 5),
    ]
    found = _found(small_plan(lines, status=NEXT_FRIDAY), Check.BEI)
    assert (found.population, found.rows) == (3, (1, 2))
    assert found.value == pytest.approx(1 / 3)


def test_the_score_counts_only_what_can_pass_or_fail() -> None:
    plan = small_plan(_chain(5, 5), _arrows(2))
    good, counted = passed(assess(plan, schedule(plan)))
    assert counted < len(Check)
    assert good <= counted
