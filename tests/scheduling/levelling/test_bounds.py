"""Bounds hold for every schedule there is, and are not idle."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from pmo_desktop.scheduling.levelling.answer import in_first_mode
from pmo_desktop.scheduling.levelling.bounds import energy_bound, never_enough, path_bound, refuted_bound
from pmo_desktop.scheduling.levelling.checking import Breach, Rule, WrongAnswer, breaches, check
from pmo_desktop.scheduling.levelling.paths import distances, earliest_starts
from pmo_desktop.scheduling.levelling.problem import Problem, Schedule, links_of, make_problem
from tests.scheduling.levelling.problems import lagged_problems, steady_problems
from tests.scheduling.levelling.reference import complaints, shortest

CALM = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(steady_problems())
def test_no_bound_is_above_the_best(problem: Problem) -> None:
    best = shortest(problem, 16)
    assert best is not None
    path = path_bound(problem)
    assert path is not None
    low = max(path, energy_bound(problem))
    assert low <= refuted_bound(problem, low, 100, lambda: False) <= best


@CALM
@given(lagged_problems())
def test_longest_paths_agree_however_they_are_walked(problem: Problem) -> None:
    heads, matrix = earliest_starts(problem), distances(problem)
    assert (heads is None) == (matrix is None)
    if heads is not None and matrix is not None:
        assert matrix[-1, :-1].tolist() == heads.tolist()


def test_energy_counts_what_must_lie_between_a_head_and_a_tail() -> None:
    links = links_of([(0, 1, 0), (0, 2, 0), (1, 3, 0), (2, 3, 0)])
    problem = make_problem([2, 3, 3, 4], [[0], [1], [1], [0]], [1], links)
    assert (path_bound(problem), energy_bound(problem)) == (9, 12)


def test_energy_knows_when_a_resource_is_away() -> None:
    assert energy_bound(make_problem([2, 2], [[1], [1]], [[1, 0, 0, 0, 1]])) == 7


def test_an_end_is_refuted_by_what_must_lie_in_an_interval() -> None:
    problem = make_problem([3, 3, 3], [[2], [2], [2]], [3])  # two never fit side by side
    low = energy_bound(problem)
    assert low == 6
    assert refuted_bound(problem, low, 9, lambda: False) >= low


def test_what_can_never_be_is_told() -> None:
    assert never_enough(make_problem([1], [[2]], [[9, 1]]))
    assert not never_enough(make_problem([1], [[2]], [[1, 9]]))
    spent = make_problem([1, 1], [[], []], [], draw=[[2], [2]], stock=[3])
    assert never_enough(spent)


def test_the_checker_names_each_rule() -> None:
    problem = make_problem(
        [2, 2, 2], [[1]] * 3, [1], links_of([(0, 1, 1)]), release=[0, 0, 3], fixed=[-1, -1, 7]
    )
    found = breaches(problem, in_first_mode(problem, problem.release))
    assert {breach.rule for breach in found} == {Rule.FIXED, Rule.LINK, Rule.CAPACITY}
    assert Breach(Rule.LINK, 1, 0) in found
    wrong = Schedule(problem.release, problem.first[1:].copy())
    assert {breach.rule for breach in breaches(problem, wrong)} == {Rule.MODE}
    with pytest.raises(WrongAnswer):
        check(problem, wrong)


@CALM
@given(steady_problems(4))
def test_the_checker_agrees_with_the_plain_reference(problem: Problem) -> None:
    for shift in (0, 1, 3):
        starts = [i * shift for i in range(problem.tasks)]
        schedule = in_first_mode(problem, problem.release + starts)
        assert bool(breaches(problem, schedule)) == bool(complaints(problem, starts))


@pytest.mark.parametrize(
    "wrong",
    [
        {"duration": [-1]},
        {"duration": [1], "modes": [2]},
        {"duration": [1], "calendar": [0]},
        {"duration": []},
    ],
)
def test_arrays_that_contradict_each_other_are_refused(wrong: dict[str, list[int]]) -> None:
    count = len(wrong["duration"])
    with pytest.raises(ValueError, match=r"."):
        make_problem(request=[[0]] * count, capacity=[1], **wrong)  # type: ignore[arg-type]


def test_a_link_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="not there"):
        make_problem([1], [[0]], [1], links_of([(0, 1, 0)]))
