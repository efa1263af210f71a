"""What is uncertain about a plan, and what a simulation of it says."""

from __future__ import annotations

import dataclasses as dc
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.plans import ItemKind
from pmo_desktop.domain.raid import Polarity, RiskState
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.schedulerisk import ScheduleRisk, assumed_words
from pmo_desktop.services.plans.risk import simulated
from pmo_desktop.services.plans.riskinputs import (
    CHANCES,
    RiskInputs,
    RiskSettings,
    Spread,
    Together,
    delayable,
    inputs_of,
)
from tests import builders as b
from tests.services.quality_plans import DAY, chain

PLAIN = RiskSettings(runs=2000, spread=None)


def inputs(file: PlanFile, settings: RiskSettings = PLAIN, risks: Any = ()) -> RiskInputs:
    return inputs_of(file.network.network, settings, file.items, risks)


def with_lines(file: PlanFile, **fields: Any) -> PlanFile:
    return dc.replace(file, items=tuple(dc.replace(i, **fields) for i in file.items))


def risk_on(file: PlanFile, *numbers: int, **given: Any) -> Any:
    delays = tuple(i.id for i in file.items if i.number in numbers)
    fields: dict[str, Any] = {"delays": delays, "delay_impact": 10}
    return b.risk(file.plan.work, **(fields | given))


# -- inputs --------------------------------------------------------------------------------------------


def test_estimates_of_a_line_are_used_and_the_plan_lies_between_them() -> None:
    file = chain()
    first = dc.replace(file.items[0], optimistic=Minutes(3 * DAY), pessimistic=Minutes(4 * DAY))
    found = inputs(dc.replace(file, items=(first, *file.items[1:])))
    known = found.uncertain.estimates
    assert (known.low[0], known.likely[0], known.high[0]) == (3 * DAY * 10, 4 * DAY * 10, 4 * DAY * 10)
    assert (found.assumed.own, found.assumed.spread, found.assumed.exact) == (1, 0, 3)


def test_the_spread_is_for_lines_without_estimates_and_is_said() -> None:
    found = inputs(chain(), RiskSettings(spread=Spread(20, 50)))
    known = found.uncertain.estimates
    assert known.low.tolist() == [4 * DAY * 10] * 4
    assert known.high.tolist() == [round(7.5 * DAY * 10)] * 4
    assert "4 lines without estimates: \u221220\u00a0% to +50\u00a0% of the plan" in assumed_words(
        found.assumed
    )


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_risk_happens_with_the_middle_of_its_step(step: int) -> None:
    file = chain()
    found = inputs(file, PLAIN, [risk_on(file, 2, score=(step, 3))])
    (event,) = found.uncertain.events
    assert event.probability == CHANCES[step]
    assert (event.rows, event.likely) == ((1,), 10 * DAY * 10)


def test_an_opportunity_makes_its_lines_shorter() -> None:
    file = chain()
    found = inputs(file, PLAIN, [risk_on(file, 2, polarity=Polarity.OPPORTUNITY)])
    assert found.uncertain.events[0].likely == -10 * DAY * 10
    assert found.assumed.risks[0].days == -10


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"delays": ()}, "no plan item named"),
        ({"current": None}, "not assessed yet"),
        ({"delay_impact": None}, "no delay in working days"),
    ],
)
def test_a_risk_that_is_left_out_says_why(given: dict[str, Any], why: str) -> None:
    file = chain()
    found = inputs(file, PLAIN, [risk_on(file, 2, **given)])
    assert found.uncertain.events == ()
    assert [one.left_out for one in found.assumed.risks] == [why]
    assert found.assumed.counted == ()


def test_risks_that_are_over_or_not_wanted_do_not_happen() -> None:
    file = chain()
    closed, live = risk_on(file, 2, state=RiskState.CLOSED), risk_on(file, 2)
    assert len(inputs(file, PLAIN, [closed, live]).assumed.risks) == 1
    assert inputs(file, dc.replace(PLAIN, risks=False), [live]).uncertain.events == ()


def test_only_work_that_is_left_can_be_delayed() -> None:
    file = chain()
    done = dc.replace(file.items[0], percent=Points(10_000))
    assert [i.name for i in delayable((done, *file.items[1:]))] == ["Pour", "Build", "Fit out"]
    assert file.items[4].item_kind is ItemKind.MILESTONE


def test_durations_go_together_within_a_person_or_a_summary() -> None:
    file = with_lines(chain(), responsible=PersonId(uuid4()))
    settings = RiskSettings(together=Together.RESPONSIBLE, correlation=0.5)
    found = inputs(file, settings)
    assert found.uncertain.estimates.group.tolist() == [0, 0, 0, 0]
    assert found.uncertain.correlations.tolist() == [0.5]
    assert found.assumed.together == "Lines of the same person"
    alone = inputs(chain(), settings)
    assert alone.uncertain.estimates.group.tolist() == [-1, -1, -1, -1]
    assert alone.assumed.together == ""


def test_a_schedule_file_has_the_spread_alone() -> None:
    found = inputs_of(chain().network.network, RiskSettings())
    assert len(found.uncertain.estimates) == 4
    assert (found.assumed.own, found.assumed.spread) == (0, 4)


# -- outcome -------------------------------------------------------------------------------------------


def run(file: PlanFile, settings: RiskSettings = PLAIN, risks: Any = ()) -> ScheduleRisk:
    return simulated(file, risks, settings)


def test_without_doubt_the_plan_is_sure() -> None:
    found = run(chain())
    assert found.chance == 1
    assert {one.to_plan for one in found.percentiles} == {0}
    assert found.planned.date().isoformat() == "2026-07-31"
    assert found.tornado == ()
    assert found.baseline is None
    assert found.chance_baseline is None


def test_a_risk_moves_the_late_percentiles_by_its_days() -> None:
    file = chain()
    found = run(file, PLAIN, [risk_on(file, 2, score=(2, 3))])
    assert found.chance == pytest.approx(0.8, abs=0.03)
    assert (found.percentile(50).to_plan, found.percentile(90).to_plan) == (0, 10)
    assert [bar.name for bar in found.tornado] == ["Pour"]
    assert "chance of 31 Jul 2026" in found.finding


def test_every_line_of_a_chain_is_critical_in_every_run() -> None:
    found = run(chain(), RiskSettings(runs=1000))
    assert {one.name: one.criticality for one in found.items}["Pour"] == 1
    assert sum(one.share for one in found.bins) == pytest.approx(1)
    shares = [share for _, share in found.curve]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_percentiles_stand_against_the_baseline() -> None:
    file = chain()
    ends = [dc.replace(i, baseline_start=i.start, baseline_finish=i.finish) for i in file.items]
    found = run(dc.replace(file, items=tuple(ends)), RiskSettings(runs=1000, spread=Spread(0, 50)))
    assert found.chance_baseline == found.chance
    assert found.percentile(90).to_baseline == found.percentile(90).to_plan > 0


def test_the_same_seed_says_the_same_and_blocks_come_one_by_one() -> None:
    file, settings = chain(), RiskSettings(runs=3000)
    blocks: list[ScheduleRisk] = []

    def seen(so_far: ScheduleRisk) -> bool:
        blocks.append(so_far)
        return True

    one = simulated(file, [], settings, seen)
    assert [block.runs for block in blocks] == [1000, 2000, 3000]
    assert one == run(file, settings)
    assert one != run(file, dc.replace(settings, seed=2))


def test_a_run_that_is_stopped_keeps_what_was_found() -> None:
    found = simulated(chain(), [], RiskSettings(runs=5000), lambda _so_far: False)
    assert (found.runs, found.wanted) == (1000, 5000)


def test_a_plan_that_shows_another_finish_than_its_links_give_says_both() -> None:
    file = chain()
    last = file.items[3]
    assert last.finish is not None
    moved = dc.replace(last, finish=last.finish.replace(month=8, day=14))
    found = run(dc.replace(file, items=(*file.items[:3], moved, file.items[4])))
    assert found.planned.date() != found.worked_out.date()
    assert np.isclose(found.chance, 1)
