"""A plan becomes a levelling problem, and the answer delays that the engine turns into dates."""

from __future__ import annotations

import dataclasses as dc
import itertools
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_desktop.domain.schedulecalendar import DayHours
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.levelling.of_plan import PlanProblem, delayed, problem_of
from pmo_desktop.scheduling.levelling.solving import Options, solve
from pmo_desktop.scheduling.network import Kind, Network
from pmo_desktop.scheduling.ticks import HOUR, moment
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.scheduling.workpattern import USUAL, Pattern
from tests.scheduling.small_plans import MONDAY, Arrow, Line, small_plan

PLAIN = Options(fast=False, solver=False, rounds=3)
DAY: DayHours = ((480, 720), (780, 1020))
SUNDAY_TO_THURSDAY = Pattern((DAY, DAY, DAY, DAY, (), (), DAY))


def _levelled(plan: Network) -> tuple[PlanProblem, Timetable]:
    made = problem_of(plan, schedule(plan))
    answer = solve(made.problem, "instant", 5, options=PLAIN)
    assert answer.schedule is not None
    return made, schedule(delayed(made, answer.schedule))


def _overlaps(plan: Network, times: Timetable) -> bool:
    """Whether anybody works at two rows at once (each of our workers is one)."""
    spans = sorted((int(times.start[r]), int(times.finish[r])) for r in plan.assignments.task)
    return any(after < before for (_, before), (after, _) in itertools.pairwise(spans))


def test_two_rows_of_one_worker_come_one_after_the_other() -> None:
    plan = small_plan([Line("Paint", 3), Line("Clean", 2)], crew=["Paint", "Clean"])
    _, times = _levelled(plan)
    assert not _overlaps(plan, times)
    assert moment(int(times.project_finish[0])) == datetime(2026, 1, 9, 17)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_nobody_is_at_two_places_after_levelling(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 7))
    lines = [Line(str(i), data.draw(st.integers(1, 6))) for i in range(count)]
    arrows = [
        Arrow(str(a), str(b), days=data.draw(st.integers(0, 2)))
        for b in range(1, count)
        for a in data.draw(st.sets(st.integers(0, b - 1), max_size=1))
    ]
    crew = data.draw(st.lists(st.sampled_from([line.name for line in lines]), unique=True, min_size=1))
    plan = small_plan(lines, arrows, crew=crew)
    made, times = _levelled(plan)
    assert not _overlaps(plan, times)
    before = made.timetable
    for link in range(len(plan.links)):
        source, target = int(plan.links.source[link]), int(plan.links.target[link])
        assert times.start[target] >= times.finish[source]
    assert (times.start >= before.start).all()


def test_a_row_that_has_begun_or_must_not_move_stays() -> None:
    lines = [Line("Begun", 3, began=MONDAY, left=3), Line("New", 2), Line("Held", 2)]
    plan = small_plan(lines, crew=["Begun", "New"])
    plan = plan.with_tasks(priority=np.array([500, 500, 1000], np.int32))
    made, times = _levelled(plan)
    assert made.problem.fixed.tolist() == [0, -1, 0]
    assert moment(int(times.start[0])) == MONDAY
    assert moment(int(times.start[1])) == datetime(2026, 1, 8, 8)


def test_a_worker_with_another_week_is_not_asked_on_days_off() -> None:
    plan = small_plan([Line("Paint", 4, calendar=1), Line("Clean", 4, calendar=1)],
                      calendars=(USUAL, SUNDAY_TO_THURSDAY), crew=["Paint", "Clean"])  # fmt: skip
    plan = dc.replace(plan, resources=dc.replace(plan.resources, calendar=np.array([1], np.int32)))
    _, times = _levelled(plan)
    assert not _overlaps(plan, times)
    assert moment(int(times.project_finish[0])) == datetime(2026, 1, 14, 17)


def test_links_of_summaries_hold_their_rows() -> None:
    lines = [Line("Phase", 0, Kind.SUMMARY), Line("One", 2, under="Phase"), Line("Two", 2, under="Phase"),
             Line("After", 1)]  # fmt: skip
    plan = small_plan(lines, [Arrow("Phase", "After")], crew=["One", "Two"])
    _, times = _levelled(plan)
    assert moment(int(times.start[3])) == datetime(2026, 1, 9, 8)


def test_a_slot_is_as_long_as_the_durations_allow() -> None:
    days = small_plan([Line("A", 2), Line("B", 3)], crew=["A"])
    hours = small_plan([Line("A", 2), Line("B", 0.25)], crew=["A"])
    assert problem_of(days, schedule(days)).slot == 8 * HOUR
    assert problem_of(hours, schedule(hours)).slot == 2 * HOUR


def test_a_plan_without_people_has_nothing_to_level() -> None:
    plan = small_plan([Line("A", 2)])
    with pytest.raises(ValueError, match="nothing"):
        problem_of(plan, schedule(plan))


def test_a_plan_that_is_done_has_nothing_to_level() -> None:
    done = Line("Done", 1, began=MONDAY, ended=datetime(2026, 1, 5, 17))
    plan = small_plan([done])
    with pytest.raises(ValueError, match="nothing"):
        problem_of(plan, schedule(plan))


def test_one_person_with_years_of_work_has_years_to_do_it_in() -> None:
    lines = [Line(str(i), 10) for i in range(150)]
    plan = small_plan(lines, crew=[line.name for line in lines])
    made = problem_of(plan, schedule(plan))
    answer = solve(made.problem, "instant", 5, options=PLAIN)
    assert answer.schedule is not None
    times = schedule(delayed(made, answer.schedule))
    assert not _overlaps(plan, times)
    assert moment(int(times.project_finish[0])) == datetime(2031, 10, 3, 17)
