"""The fourteen checks of a stored plan: figures, words, lines at fault, score."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest

from pmo_desktop.domain.plans import ConstraintKind
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.quality import QualityCheck, ScheduleQuality
from pmo_desktop.scheduling.quality.finding import Check, Verdict
from pmo_desktop.services.plans.quality import quality_of, score_of
from tests.services.quality_plans import MONDAY, chain, wall


def check(found: ScheduleQuality, which: Check) -> QualityCheck:
    return found.checks[which - 1]


def with_line(file: PlanFile, number: int, **fields: object) -> PlanFile:
    items = tuple(dc.replace(i, **fields) if i.number == number else i for i in file.items)  # type: ignore[arg-type]
    return dc.replace(file, items=items)


def names(one: QualityCheck) -> list[str]:
    return [offender.name for offender in one.offenders]


def test_all_fourteen_are_there_in_order_with_words() -> None:
    found = quality_of(chain())
    assert [one.id for one in found.checks] == list(range(1, 15))
    assert all(one.title and one.says and one.value and one.limit for one in found.checks)


def test_ends_that_hang_on_nothing_are_named_with_what_they_lack() -> None:
    found = check(quality_of(chain()), Check.LOGIC)
    assert found.verdict is Verdict.FAILED
    assert found.value == "25.0\u00a0%, 1 of 4"
    assert [(o.name, o.why) for o in found.offenders] == [("Dig", "no predecessor")]


def test_a_lead_is_told_as_a_planner_writes_it() -> None:
    file = chain()
    links = (dc.replace(file.links[0], lag=-3 * 480), *file.links[1:])
    found = check(quality_of(dc.replace(file, links=links)), Check.LEADS)
    assert (found.verdict, found.value, found.limit) == (Verdict.FAILED, "1 of 4", "none")
    assert found.offenders[0].why == "FS \u22123\u00a0wd after Dig"


def test_a_hard_date_is_at_fault_with_its_kind_and_day() -> None:
    day = wall(MONDAY + dt.timedelta(weeks=1), 8)
    file = with_line(chain(), 2, constraint=ConstraintKind.MSO, constraint_date=day)
    found = check(quality_of(file), Check.HARD_CONSTRAINTS)
    assert [(o.name, o.why) for o in found.offenders] == [("Pour", "Must start on 13 Jul 2026")]


def test_checks_that_need_a_status_date_or_baseline_do_not_apply_without() -> None:
    found = quality_of(chain())
    for which in (Check.INVALID_DATES, Check.MISSED, Check.CPLI, Check.BEI):
        assert check(found, which).verdict is Verdict.NOT_APPLICABLE
        assert check(found, which).look.mark == "not_applicable"


def test_missed_lines_say_what_the_baseline_wanted() -> None:
    file = chain(status_date=dt.date(2026, 7, 17))
    was = wall(dt.date(2026, 7, 9), 17)
    file = with_line(file, 1, baseline_start=wall(MONDAY, 8), baseline_finish=was)
    found = check(quality_of(file), Check.MISSED)
    assert found.verdict is Verdict.FAILED
    assert found.offenders[0].why == "baseline 9 Jul 2026, now 10 Jul 2026"


def test_a_long_line_is_measured_by_its_baseline() -> None:
    long = wall(MONDAY + dt.timedelta(weeks=10), 17)
    file = with_line(chain(), 1, baseline_start=wall(MONDAY, 8), baseline_finish=long)
    found = check(quality_of(file), Check.LONG_DURATION)
    assert names(found) == ["Dig"]


def test_forecasts_in_the_past_are_those_that_the_plan_shows() -> None:
    found = check(quality_of(chain(status_date=dt.date(2026, 7, 8))), Check.INVALID_DATES)
    assert names(found) == ["Dig"]
    assert found.offenders[0].why == "forecast to begin 6 Jul 2026, before the status date"


@pytest.mark.parametrize("staffed", [True, False])
def test_resources_are_reported_only_where_assignments_were_read(staffed: bool) -> None:
    found = check(quality_of(chain(), staffed=staffed), Check.RESOURCES)
    assert found.verdict is (Verdict.REPORTED if staffed else Verdict.NOT_APPLICABLE)
    assert len(found.offenders) == (4 if staffed else 0)


def test_the_critical_path_test_moves_the_finish_by_the_delay() -> None:
    found = check(quality_of(chain()), Check.CRITICAL_PATH)
    assert (found.verdict, found.value, found.limit) == (
        Verdict.PASSED,
        "moves 600\u00a0wd",
        "by 600\u00a0wd",
    )


def test_the_score_counts_what_applies_and_names_what_failed() -> None:
    score = score_of(chain())
    assert score.failures == ("Logic",)
    assert (score.passed, score.applicable) == (8, 9)
    assert score.words == "8 of 9 passed"
