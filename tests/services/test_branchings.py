"""Ways that the work of a plan may go: what may be kept, and what the simulation makes of it."""

from __future__ import annotations

import dataclasses as dc

import pytest

from pmo_desktop.domain.plans import Branching, Way
from pmo_desktop.domain.values import Points, Wall
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.branchings import (
    shares_between,
    ways_told,
    with_branching,
    without_branching,
)
from pmo_desktop.services.plans.risk import simulated
from pmo_desktop.services.plans.riskinputs import RiskSettings
from tests.services.quality_plans import chain

PLAIN = RiskSettings(runs=2000, spread=None)


def parted(file: PlanFile, *ways: tuple[int, int | None], after: int | None = None) -> PlanFile:
    """The plan with these ways (per cent, number of the line) after its first line."""
    first = file.items[0].number if after is None else after
    made = Branching(first, tuple(Way(Points(share * 100), item) for share, item in ways))
    edit = with_branching(file.plan, file.items, made)
    return dc.replace(file, plan=dc.replace(file.plan, **{c.name: c.new for c in edit.changes}))


def test_ways_are_taken_as_often_as_their_shares_say() -> None:
    file = chain()
    second = file.items[1]
    found = simulated(parted(file, (30, second.number), (70, None)), (), PLAIN)
    assert [(one.said, one.share) for one in found.ways] == [
        (second.name, 0.3),
        ("Nothing more is done", 0.7),
    ]
    taken = [one.taken for one in found.ways]
    assert taken[0] == pytest.approx(0.3, abs=0.04)
    assert sum(one or 0 for one in taken) == pytest.approx(1)
    assert found.percentile(10).on < found.worked_out


def test_without_the_switch_all_ways_are_done() -> None:
    file = parted(chain(), (30, chain().items[1].number), (70, None))
    found = simulated(file, (), dc.replace(PLAIN, ways=False))
    assert found.ways == ()
    assert found.percentile(10).on == found.worked_out


def test_a_way_that_was_begun_is_certain() -> None:
    file = chain()
    second = file.items[1]
    file = parted(file, (30, second.number), (70, None))
    begun = dc.replace(second, actual_start=Wall(second.start)) if second.start else second
    items = tuple(begun if item is second else item for item in file.items)
    found = simulated(dc.replace(file, items=items), (), PLAIN)
    assert [one.taken for one in found.ways] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        (((30, 2), (60, None)), "The shares add up to 90\u00a0%; they must add up to 100 %."),
        (((100, 2),), "Name at least two ways; one of them may be that nothing more is done."),
        (((0, 2), (100, None)), "Each way needs a share above 0 % and below 100 %."),
        (((30, None), (70, None)), "That nothing more is done can be one way only."),
    ],
)
def test_ways_that_cannot_be_are_refused_in_a_sentence(
    ways: tuple[tuple[int, int | None], ...], said: str
) -> None:
    file = chain()
    numbered = tuple((share, None if item is None else file.items[1].number) for share, item in ways)
    with pytest.raises(ValueError, match=r".") as why:
        parted(file, *numbered)
    assert str(why.value) == said


def test_a_line_belongs_to_one_way_only_and_never_follows_itself() -> None:
    file = chain()
    first, second, third = file.items[:3]
    with pytest.raises(ValueError, match="cannot follow itself"):
        parted(file, (50, first.number), (50, None))
    once = parted(file, (50, second.number), (50, None))
    with pytest.raises(ValueError, match="part of another way already"):
        parted(once, (50, second.number), (50, None), after=third.number)


def test_what_follows_is_certain_again_and_lines_that_are_gone_stand_for_none() -> None:
    file = chain()
    made = parted(file, (30, file.items[1].number), (70, None))
    assert without_branching(made.plan, file.items[0].number).changes[0].new == ()
    left = [item for item in made.items if item.number != file.items[1].number]
    assert [one.name for one in ways_told(made.plan, left)] == ["", ""]
    assert ways_told(made.plan, made.items[1:]) == ()


def test_equal_shares_always_make_up_the_whole() -> None:
    assert all(sum(shares_between(n)) == 10_000 for n in range(2, 7))
    assert shares_between(3) == (3400, 3300, 3300)
