"""The compiled and the Python form are the same program, and build what a plain builder builds."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings

from pmo_desktop.scheduling.levelling.genetic import Island
from pmo_desktop.scheduling.levelling.ground import Ground
from pmo_desktop.scheduling.levelling.kernels import Kernels, compiled, plain
from pmo_desktop.scheduling.levelling.problem import Problem, links_of, make_problem
from pmo_desktop.scheduling.levelling.rules import rule_schedules
from tests.scheduling.levelling.problems import plans, steady_problems
from tests.scheduling.levelling.reference import complaints

CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def bred(problem: Problem, form: Kernels) -> tuple[list[int], int, list[int]]:
    """Best starts, their value, and how often each form drew and built."""
    ground = Ground(problem, form)
    island = Island(ground, seed=3, bound=0, crowd=8)
    island.populate(list(rule_schedules(ground, lambda: False)))
    island.run(60)
    best = island.best()
    return ground.outside(best.starts).tolist(), best.value, [island.evaluated]


@CALM
@given(plans())
def test_both_forms_breed_the_same_schedules(problem: Problem) -> None:
    assert bred(problem, plain()) == bred(problem, compiled())


@CALM
@given(steady_problems())
def test_both_forms_breed_the_same_schedules_where_the_mirror_counts(problem: Problem) -> None:
    starts, value, _ = bred(problem, plain())
    assert bred(problem, compiled()) == (starts, value, _)
    assert complaints(problem, starts) == []


def test_every_rule_builds_what_can_be_carried_out() -> None:
    dice = np.random.default_rng(2)
    pairs = [(int(dice.integers(0, j)), j, int(dice.integers(-1, 3))) for j in range(1, 25)]
    problem = make_problem(
        dice.integers(0, 7, 25), dice.integers(0, 4, (25, 2)), [[4, 3, 4], [5, 5, 4]], links_of(pairs)
    )
    for form in (plain(), compiled()):
        ground = Ground(problem, form)
        found = list(rule_schedules(ground, lambda: False))
        assert len(found) == 18
        for schedule in found:
            assert complaints(problem, ground.outside(schedule.starts).tolist()) == []


def test_a_justified_schedule_is_never_longer() -> None:
    dice = np.random.default_rng(5)
    pairs = [(int(dice.integers(0, j)), j, 0) for j in range(1, 40)]
    problem = make_problem(
        [*dice.integers(1, 9, 39), 0], dice.integers(0, 4, (40, 2)), [5, 6], links_of(pairs)
    )
    ground = Ground(problem, plain())
    room = ground.room()
    gains = []
    for _ in range(30):
        before = ground.built(dice.integers(0, 1000, 40), room, parallel=False)
        after = ground.form.justified(ground.net, mirror_of(ground), ground.goal, room)
        gains.append(before - after)
    assert min(gains) >= 0
    assert max(gains) > 0


def mirror_of(ground: Ground) -> object:
    """The net of the other direction."""
    from pmo_desktop.scheduling.levelling.nets import mirrored, net_of

    return net_of(mirrored(ground.problem, 1), ground.slots, ground.form)
