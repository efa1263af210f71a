"""Baselines: taken with a name and a reason, named, dated, compared line by line and over time."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest

from pmo_desktop.domain.edits import Batch, Set
from pmo_desktop.domain.plans import BaselineName
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.readmodels.baselines import BaselineComparison, compared, name_of
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.baselines import dated, renamed, taken, taken_as
from pmo_desktop.services.plans.state import applied
from tests import builders as b
from tests.services.quality_plans import chain, wall

TODAY = dt.date(2026, 7, 15)
TAKEN = dt.date(2026, 6, 1)


def agreed() -> PlanFile:
    """The chain with a first baseline, and its last two lines a week later since."""
    file = chain()
    lines = [dc.replace(i, baseline_start=i.start, baseline_finish=i.finish) for i in file.items]
    late = dt.date(2026, 8, 7)
    lines[3] = dc.replace(lines[3], finish=wall(late, 17))
    lines[4] = dc.replace(lines[4], start=wall(late, 17), finish=wall(late, 17))
    plan = dc.replace(file.plan, baseline_names=(BaselineName(0, "Contract", TAKEN, "signed"),))
    return dc.replace(file, plan=plan, items=tuple(lines))


def comparison(file: PlanFile, **more: object) -> BaselineComparison:
    return compared(file.plan, file.items, WorkDays(), TODAY, **more)  # type: ignore[arg-type]


def test_the_finish_and_every_line_are_compared_in_working_days() -> None:
    found = comparison(agreed())
    (head,) = found.heads
    assert (head.name, head.taken, head.reason, head.slip) == ("Contract", TAKEN, "signed", 5)
    assert [row.slips for row in found.rows] == [(0,), (0,), (0,), (5,), (5,)]


def test_a_new_baseline_takes_the_next_number_its_name_and_its_day() -> None:
    file = agreed()
    after = applied(file, taken(file.plan, file.items, "After the tender", " by  the board ", TODAY))
    found = comparison(after)
    assert [(h.number, h.name, h.slip) for h in found.heads] == [
        (0, "Contract", 5),
        (1, "After the tender", 0),
    ]
    assert (found.heads[1].taken, found.heads[1].reason) == (TODAY, "by the board")
    assert [row.slips for row in found.rows][3:] == [(5, 0), (5, 0)]


def test_taking_one_is_one_step_and_the_first_is_never_overwritten() -> None:
    file = agreed()
    edit = taken(file.plan, file.items, "", "", TODAY)
    assert isinstance(edit, Batch)
    touched = {change.name for step in edit.edits if isinstance(step, Set) for change in step.changes}
    assert touched == {"baselines", "baseline_names"}


def test_a_name_that_another_baseline_has_is_refused() -> None:
    file = agreed()
    with pytest.raises(ValueError, match="Another baseline is called"):
        taken(file.plan, file.items, "contract", "", TODAY)
    assert name_of(applied(file, renamed(file.plan, 0, "Contract")).plan, 0).name == "Contract"


def test_a_plan_without_dates_has_nothing_to_keep() -> None:
    file = chain()
    with pytest.raises(ValueError, match="No line has dates"):
        taken(file.plan, (), "First", "", TODAY)


def test_a_name_that_is_taken_away_is_the_default_again() -> None:
    file = agreed()
    after = applied(file, renamed(file.plan, 0, "  ")).plan
    assert name_of(after, 0).name == "Baseline 1"
    assert name_of(after, 0).taken == TAKEN


def test_the_trend_goes_from_baselines_by_reports_to_now() -> None:
    file = agreed()
    report = b.report(file.plan.work, dt.date(2026, 6, 30), forecast_finish=dt.date(2026, 8, 3))
    found = comparison(file, reports=(report,))
    finish = found.trends.lines[0]
    assert [day for day, _ in finish.points] == [TAKEN, dt.date(2026, 6, 30), TODAY]
    assert found.trends.said is not None
    assert [found.trends.said(value) for _, value in finish.points] == [
        "31 Jul 2026", "3 Aug 2026", "7 Aug 2026",
    ]  # fmt: skip
    assert [line.label for line in found.trends.lines] == ["Finish", "Handed over"]


def test_a_baseline_of_unknown_day_is_left_out_of_the_trend_and_named() -> None:
    file = agreed()
    plan = applied(file, dated(file.plan, 0, None)).plan
    found = comparison(dc.replace(file, plan=plan))
    assert found.undated == ("Contract",)
    assert found.trends.lines == ()


def test_a_baseline_that_is_set_again_keeps_its_name_and_takes_the_day() -> None:
    file = agreed()
    after = applied(file, taken_as(file.plan, file.items, 0, TODAY))
    assert name_of(after.plan, 0) == BaselineName(0, "Contract", TODAY, "signed")
    assert comparison(after).heads[0].slip == 0
    assert not taken_as(file.plan, (), 3, TODAY).edits
