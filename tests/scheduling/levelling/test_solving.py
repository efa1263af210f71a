"""Every answer can be carried out, none is better than the best, and what is called proven is."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_desktop.scheduling.levelling.answer import Answer
from pmo_desktop.scheduling.levelling.problem import Problem, links_of, make_problem
from pmo_desktop.scheduling.levelling.solving import Method, Options, prepare, solve
from tests.scheduling.levelling.problems import (
    house,
    lagged_problems,
    late_problems,
    moded_problems,
    plans,
    steady_problems,
)
from tests.scheduling.levelling.reference import complaints, least_lateness, makespan, shortest

PLAIN = Options(fast=False, solver=False, rounds=6)
EXACT = Options(fast=False, rounds=4)
"""Repeatable: ended by rounds, not by the clock."""
CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = 1000.0
"""Seconds that no test uses."""


def assert_sound(problem: Problem, answer: Answer) -> None:
    """The schedule keeps every rule, and the numbers beside it are right."""
    assert answer.schedule is not None
    starts, modes = answer.schedule.starts.tolist(), answer.schedule.modes.tolist()
    assert complaints(problem, starts, modes) == []
    assert answer.makespan == makespan(problem, starts, modes)
    assert answer.lower_bound <= answer.value


@CALM
@given(steady_problems())
def test_the_exact_method_finds_and_proves_the_best(problem: Problem) -> None:
    best = shortest(problem, 16)
    answer = solve(problem, "exact", 1.0, options=EXACT)
    assert_sound(problem, answer)
    assert (answer.makespan, answer.proven) == (best, True)


@settings(CALM, max_examples=120)
@given(plans(most_tasks=3))
def test_the_exact_method_proves_also_where_tasks_have_calendars(problem: Problem) -> None:
    best = shortest(problem, 14)
    answer = solve(problem, "exact", 2.0, options=EXACT)
    if best is None:
        assert answer.schedule is None or answer.makespan > 14
        return
    assert_sound(problem, answer)
    assert (answer.makespan, answer.proven) == (best, True)


def test_people_of_different_weeks_are_proven_together() -> None:
    """One works Monday to Friday, one Sunday to Thursday, and both share a room, over four weeks."""
    days = np.arange(28) % 7
    working = np.array([(days > 0) & (days < 6), days < 5])
    lengths = [4, 3, 6, 2, 5, 3]
    problem = make_problem(
        lengths,
        [[1, 0, 1], [1, 0, 0], [0, 1, 1], [0, 1, 0], [1, 0, 0], [0, 1, 1]],
        [1, 1, 1],
        links_of([(0, 3, 0), (2, 4, 1)]),
        calendar=[0, 0, 1, 1, 0, 1],
        working=working,
    )
    answer = solve(problem, "exact", 10.0, options=EXACT)
    assert_sound(problem, answer)
    assert answer.proven
    searched = solve(problem, "best", LONG, options=PLAIN)
    assert answer.makespan <= searched.makespan
    assert searched.lower_bound <= answer.makespan


@CALM
@given(steady_problems(), st.sampled_from(["instant", "best", "minimal"]))
def test_without_the_extra_answers_are_sound_and_bounds_hold(problem: Problem, method: Method) -> None:
    best = shortest(problem, 16)
    answer = solve(problem, method, LONG, options=PLAIN)
    assert_sound(problem, answer)
    assert best is not None
    assert answer.lower_bound <= best <= answer.makespan
    assert not answer.proven or answer.makespan == best


@CALM
@given(plans(), st.sampled_from(["instant", "best", "minimal"]))
def test_calendars_profiles_releases_and_fixed_tasks_are_kept(problem: Problem, method: Method) -> None:
    answer = solve(problem, method, LONG, options=PLAIN)
    assert_sound(problem, answer)
    best = shortest(problem, answer.makespan)
    assert best is not None
    assert answer.lower_bound <= best <= answer.makespan


@settings(CALM, max_examples=25)
@given(plans())
def test_profiles_and_fixed_tasks_are_proven_where_no_task_has_a_calendar(problem: Problem) -> None:
    common = make_problem(
        problem.duration,
        problem.request,
        problem.capacity,
        problem.links,
        release=problem.release,
        fixed=problem.fixed,
    )
    answer = solve(common, "exact", 1.0, options=EXACT)
    assert_sound(common, answer)
    assert (answer.makespan, answer.proven) == (shortest(common, answer.makespan), True)


@settings(CALM, max_examples=30)
@given(moded_problems(), st.booleans())
def test_a_choice_of_modes(problem: Problem, with_solver: bool) -> None:
    best = shortest(problem, 9)
    answer = solve(problem, "best", 0.3, options=EXACT if with_solver else PLAIN)
    if answer.schedule is not None:
        assert_sound(problem, answer)
        assert best is not None
        assert answer.lower_bound <= best <= answer.makespan
    if with_solver:
        assert answer.proven
        assert answer.infeasible == (best is None)


@settings(CALM, max_examples=30)
@given(lagged_problems(), st.booleans())
def test_minimum_and_maximum_lags(problem: Problem, with_solver: bool) -> None:
    best = shortest(problem, 14)
    answer = solve(problem, "best", 0.3, options=EXACT if with_solver else PLAIN)
    if answer.schedule is not None:
        assert_sound(problem, answer)
        assert best is not None
        assert answer.lower_bound <= best <= answer.makespan
    if answer.infeasible:
        assert best is None
    if with_solver:
        assert answer.proven


def test_a_small_house_is_built_in_nine_and_without_the_solver_at_most_so_much_above_the_best() -> None:
    answer = solve(house(), "best", LONG, options=PLAIN)
    assert (answer.makespan, answer.lower_bound, answer.proven) == (9, 8, False)
    assert answer.gap == pytest.approx(0.125)
    proof = solve(house(), "exact", 2.0, options=EXACT)
    assert (proof.makespan, proof.lower_bound, proof.proven, proof.gap) == (9, 9, True, 0)


def test_improvements_come_one_after_another_and_each_is_sound() -> None:
    heard: list[Answer] = []
    problem = knotty()
    solve(problem, "best", LONG, options=PLAIN, on_improved=heard.append)
    values = [answer.value for answer in heard]
    assert values == sorted(values, reverse=True)
    for answer in heard:
        assert_sound(problem, answer)


def test_a_plan_in_hand_that_can_be_carried_out_is_never_made_worse() -> None:
    problem = knotty()
    good = solve(problem, "best", LONG, options=PLAIN)
    assert good.schedule is not None
    again = make_problem(
        problem.duration, problem.request, problem.capacity, problem.links, planned=good.schedule.starts
    )
    assert solve(again, "instant", LONG, options=PLAIN).makespan <= good.makespan


def test_stopping_gives_the_best_so_far() -> None:
    heard: list[Answer] = []
    answer = solve(knotty(), "best", LONG, on_improved=heard.append, stop=lambda: len(heard) > 0)
    assert answer.schedule is not None
    assert answer.value == heard[-1].value


def test_the_same_seed_gives_the_same_answer_compiled_or_not() -> None:
    problem = knotty()
    options = Options(seed=7, fast=True, solver=False, rounds=3)
    first, second = (solve(problem, "best", LONG, options=options) for _ in range(2))
    assert first.schedule is not None
    assert second.schedule is not None
    assert first.schedule.starts.tolist() == second.schedule.starts.tolist()
    assert first.evaluated == second.evaluated


def test_a_schedule_read_backwards_is_not_worth_the_same_where_lateness_is_weighted() -> None:
    assert make_problem([4, 2], [[1], [1]], [1]).steady
    assert not make_problem([4, 2], [[1], [1]], [1], due=[4, 2], weight=[1, 3]).steady


def test_lateness_counts_before_the_makespan_where_it_is_weighted() -> None:
    problem = make_problem([4, 2], [[1], [1]], [1], due=[4, 2], weight=[1, 3])
    answer = solve(problem, "exact", 2.0, options=EXACT)
    assert answer.schedule is not None
    assert answer.schedule.starts.tolist() == [2, 0]
    assert answer.proven


@settings(CALM, max_examples=25)
@given(late_problems())
def test_the_least_lateness_is_found_and_proven(problem: Problem) -> None:
    late, ends = least_lateness(problem, 11)
    answer = solve(problem, "exact", 1.0, options=EXACT)
    assert_sound(problem, answer)
    assert answer.proven
    assert answer.schedule is not None
    done = answer.schedule.starts + problem.duration
    assert int((problem.weight * np.maximum(done - problem.due, 0)).sum()) == late
    assert answer.makespan == ends
    searched = solve(problem, "best", LONG, options=PLAIN)
    assert answer.value <= searched.value
    assert searched.lower_bound <= answer.value


def test_a_task_that_asks_for_more_than_there_ever_is_makes_it_impossible() -> None:
    answer = solve(make_problem([1], [[3]], [2]), "best", LONG)
    assert (answer.schedule, answer.infeasible, answer.proven) == (None, True, True)


def test_lags_that_contradict_each_other_are_told_without_the_solver() -> None:
    circle = links_of([(0, 1, 3), (1, 0, -2)], "SS")
    answer = solve(make_problem([1, 1], [[0], [0]], [1], circle), "best", LONG, options=PLAIN)
    assert (answer.infeasible, answer.proven) == (True, True)


def test_many_resources_do_not_fit_into_one_word_and_are_kept_all_the_same() -> None:
    dice = np.random.default_rng(4)
    request = dice.integers(0, 90, (20, 12)) * (dice.random((20, 12)) < 0.3)
    problem = make_problem(dice.integers(1, 6, 20), request, [100] * 12)
    for fast in (True, False):
        assert_sound(
            problem, solve(problem, "best", LONG, options=Options(fast=fast, solver=False, rounds=2))
        )


@pytest.mark.parametrize("fast", [True, False])
def test_a_second_means_a_second(fast: bool) -> None:
    options = Options(fast=fast, solver=fast)
    prepare(options)
    began = time.thread_time()
    answer = solve(knotty(), "best", 0.2, options=options)
    assert answer.schedule is not None
    assert time.thread_time() - began < 5  # of this thread's work, whatever else goes on


def knotty() -> Problem:
    """Thirty tasks that no rule schedules best."""
    dice = np.random.default_rng(11)
    pairs = [(int(dice.integers(0, j)), j, 0) for j in range(1, 30) for _ in range(2)]
    return make_problem(dice.integers(1, 9, 30), dice.integers(0, 5, (30, 3)), [7, 6, 7], links_of(pairs))
