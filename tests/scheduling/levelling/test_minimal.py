"""Minimal change: what need not move stays, what moves says why, and nothing is over-used afterwards."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from pmo_desktop.scheduling.levelling.minimal import Splits, eased, level_minimal
from pmo_desktop.scheduling.levelling.moves import Levelled
from pmo_desktop.scheduling.levelling.paths import earliest_starts
from pmo_desktop.scheduling.levelling.problem import Problem, links_of, make_problem
from tests.scheduling.levelling.problems import lagged_problems, plans
from tests.scheduling.levelling.reference import available, complaints, shortest, slots_of, works

CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def starts_of(done: Levelled) -> list[int]:
    found: list[int] = done.schedule.starts.tolist()
    return found


@CALM
@given(plans())
def test_nothing_is_over_used_and_nothing_is_pulled_forward(problem: Problem) -> None:
    done = level_minimal(problem)
    starts = starts_of(done)
    assert complaints(problem, starts) == []
    free = problem.fixed < 0
    assert (done.schedule.starts >= np.where(free, problem.planned, 0)).all()
    moved = {move.task: move for move in done.moves}
    for task in np.flatnonzero(free & (problem.planned >= problem.release)):
        was = int(problem.planned[task])
        assert (starts[task] != was) == (int(task) in moved)


@CALM
@given(plans())
def test_every_move_has_a_reason_that_is_true(problem: Problem) -> None:
    done = level_minimal(problem)
    starts = starts_of(done)
    for move in done.moves:
        assert move.start_is == starts[move.task] > move.start_was
        assert move.link >= 0 or move.resource >= 0
        if move.resource >= 0:
            used = sum(int(problem.request[j, move.resource]) for j in move.others)
            asked = int(problem.request[move.task, move.resource])
            assert used + asked > available(problem, move.resource, move.slot) - fixed_load(problem, move)
            for other in move.others:
                assert move.slot in slots_of(problem, other, other, starts[other])


def fixed_load(problem: Problem, move: object) -> int:
    """What fixed tasks may take in any slot, at most."""
    return int(problem.request[problem.fixed >= 0].sum())


@CALM
@given(plans())
def test_what_may_be_split_works_only_where_there_is_room(problem: Problem) -> None:
    done = level_minimal(problem, Splits(np.ones(problem.tasks, bool)))
    whole = level_minimal(problem)
    for task in range(problem.tasks):
        parts = done.pieces.get(task)
        if parts is not None:
            slots = [slot for a, b in parts for slot in range(a, b) if works(problem, task, slot)]
            assert len(slots) == problem.duration[task]
            assert all(
                any(works(problem, task, slot) for slot in range(b, a)) for (_, b), (a, _) in pairwise(parts)
            )
            assert slots[-1] + 1 == done.ends[task]
    assert whole.pieces == {}


def test_a_plan_without_over_use_stays_as_it_is() -> None:
    problem = make_problem([2, 2], [[1], [1]], [2], planned=[0, 5])
    done = level_minimal(problem)
    assert (starts_of(done), done.moves) == ([0, 5], ())


def test_the_lower_priority_gives_way_and_says_to_whom() -> None:
    problem = make_problem([4, 4], [[1], [1]], [1], planned=[0, 2], priority=[100, 900])
    done = level_minimal(problem)
    assert starts_of(done) == [6, 2]
    (move,) = done.moves
    assert (move.task, move.start_was, move.start_is, move.delay) == (0, 0, 6, 6)
    assert (move.resource, move.slot, move.others, move.link) == (0, 2, (1,), -1)


def test_among_equals_the_one_with_float_gives_way() -> None:
    links = links_of([(0, 2, 0)])  # 0 and 2 are critical, 1 has a float of 4
    problem = make_problem([3, 2, 3], [[1], [1], [0]], [1], links, planned=[0, 0, 3])
    done = level_minimal(problem)
    assert starts_of(done) == [0, 3, 3]
    assert [move.task for move in done.moves] == [1]


def test_what_comes_before_an_important_task_is_important() -> None:
    links = links_of([(0, 1, 0)])
    problem = make_problem([3, 1, 3], [[1], [0], [1]], [1], links, planned=[0, 3, 0], priority=[0, 9, 5])
    assert starts_of(level_minimal(problem)) == [0, 3, 3]


def test_a_follower_that_is_pushed_names_the_link() -> None:
    problem = make_problem(
        [2, 2, 1], [[1], [1], [0]], [1], links_of([(1, 2, 0)]), planned=[0, 0, 2], priority=[9, 0, 0]
    )
    moves = {move.task: move for move in level_minimal(problem).moves}
    assert (moves[2].link, moves[2].resource, moves[2].delay) == (1, -1, 2)


def test_a_task_waits_while_its_resource_is_away() -> None:
    problem = make_problem([3], [[1]], [[1, 0, 0, 1]], planned=[0])
    (move,) = level_minimal(problem).moves
    assert (move.start_is, move.resource, move.slot, move.others) == (3, 0, 1, ())


def test_a_task_with_a_calendar_pauses_in_place_of_moving() -> None:
    working = [[True, False, False, True, True]]
    problem = make_problem([3], [[1]], [1], planned=[0], calendar=[0], working=working)
    done = level_minimal(problem)
    assert (starts_of(done), done.ends.tolist(), done.moves) == ([0], [5], ())


def test_a_task_is_split_only_when_that_is_asked() -> None:
    problem = make_problem([4, 1], [[1], [1]], [1], planned=[0, 2], priority=[0, 5])
    assert starts_of(level_minimal(problem)) == [3, 2]
    done = level_minimal(problem, Splits(np.array([True, False])))
    assert (starts_of(done), done.pieces) == ([0, 2], {0: ((0, 2), (3, 5))})
    assert [(move.task, move.delay, move.others) for move in done.moves] == [(0, 0, (1,))]


def test_what_has_begun_stays_even_where_too_much_is_used() -> None:
    problem = make_problem([4, 4, 2], [[1], [1], [1]], [1], fixed=[0, 1, -1], planned=[0, 1, 2])
    assert starts_of(level_minimal(problem)) == [0, 1, 5]


def test_a_task_that_asks_for_too_much_is_named_and_levelled_as_far_as_may_be() -> None:
    problem = make_problem([2, 2], [[3], [1]], [2], planned=[0, 1], priority=[5, 0])
    done = level_minimal(problem)
    assert (done.too_large, starts_of(done)) == ((0,), [0, 2])
    assert eased(problem)[0].request.tolist() == [[2], [1]]


def test_several_projects_share_a_pool_and_the_urgent_one_keeps_its_dates() -> None:
    links = links_of([(0, 1, 0), (2, 3, 0)])
    problem = make_problem(
        [3, 3, 3, 3], [[1]] * 4, [1], links, planned=[0, 3, 0, 3], priority=[1, 1, 500, 500]
    )
    assert starts_of(level_minimal(problem)) == [6, 9, 0, 3]


def test_a_maximum_lag_holds_back_what_would_begin_too_early() -> None:
    """0 must begin at most 3 before 1, which waits for the resource until 5: so 0 waits until 2."""
    circle = links_of([(0, 1, 1), (1, 0, -3)], "SS")
    problem = make_problem([1, 1, 5], [[0], [1], [1]], [1], circle, planned=[0, 1, 0], priority=[0, 0, 9])
    done = level_minimal(problem)
    assert starts_of(done) == [2, 5, 0]
    held, waits = done.moves
    assert (held.task, held.link, held.resource, held.delay) == (0, 1, -1, 2)
    assert (waits.task, waits.resource, waits.others, waits.delay) == (1, 0, (2,), 4)


@CALM
@given(lagged_problems())
def test_maximum_lags_are_kept_wherever_links_allow_a_schedule(problem: Problem) -> None:
    if earliest_starts(problem) is None:
        with pytest.raises(ValueError, match="contradict"):
            level_minimal(problem)
        return
    try:
        done = level_minimal(problem)
    except ValueError:
        assert shortest(problem, 14) is None
        return
    assert complaints(problem, starts_of(done)) == []
    assert all(move.link >= 0 or move.resource >= 0 for move in done.moves)


def test_a_broken_off_task_keeps_its_shape_and_lends_its_pause() -> None:
    problem = make_problem([5, 2], [[1], [1]], [1], planned=[0, 0], priority=[9, 0])
    rests = {0: ((0, 2), (4, 5))}
    assert starts_of(level_minimal(problem)) == [0, 5]
    done = level_minimal(problem, Splits(np.zeros(2, bool), rests=rests))
    assert (starts_of(done), done.ends.tolist()) == ([0, 2], [5, 4])


def test_no_piece_is_shorter_than_is_wished_but_the_last() -> None:
    problem = make_problem([5, 1, 2], [[1]] * 3, [1], planned=[0, 1, 4], priority=[0, 9, 9])
    may = np.array([True, False, False])
    assert level_minimal(problem, Splits(may)).pieces == {0: ((0, 1), (2, 4), (6, 8))}
    done = level_minimal(problem, Splits(may, 2))
    assert (starts_of(done)[0], done.pieces) == (2, {0: ((2, 4), (6, 9))})


def test_nothing_is_broken_off_where_that_ends_no_sooner() -> None:
    problem = make_problem([2, 2], [[1], [1]], [1], planned=[0, 0], priority=[0, 9])
    done = level_minimal(problem, Splits(np.ones(2, bool)))
    assert (starts_of(done), done.pieces) == ([2, 0], {})
