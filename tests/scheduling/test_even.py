"""The quick passes for plans on one calendar say the same as the general ones."""

from __future__ import annotations

import dataclasses as dc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_desktop.scheduling import kernelforward, kernels
from pmo_desktop.scheduling.blank import network, tasks_of
from pmo_desktop.scheduling.network import Constraint, Kind, LinkType, Network, Project
from pmo_desktop.scheduling.passes import run
from pmo_desktop.scheduling.ticks import MINUTE, NO_DATE, tick
from pmo_desktop.scheduling.workpattern import USUAL, Pattern
from tests.scheduling.patterns import patterns
from tests.scheduling.walking import FIRST

COLUMNS = (
    "start", "finish", "early_start", "early_finish", "late_start", "late_finish", "total_float",
    "free_float", "driver", "critical",
)  # fmt: skip


def same(plan: Network) -> None:
    """Both forms agree on every date, float, driver and flag."""
    general, even = run(plan, kernels.GENERAL), run(plan, kernels.PLAIN)
    for name in COLUMNS:
        assert (getattr(general, name) == getattr(even, name)).all(), name


@st.composite
def plans(draw: st.DrawFn) -> Network:
    """A plan on one calendar: milestones, dates to begin from, deadlines, every type of link, lags and leads.

    Lengths and dates fall on half hours, so that many dates meet at the ends of working periods.
    """
    count = draw(st.integers(1, 9))
    begins = tick(FIRST) + 25 * 1440 * MINUTE + draw(st.integers(0, 96)) * 30 * MINUTE

    def dates(among: list[int | None]) -> list[int]:
        drawn = draw(st.lists(st.sampled_from(among), min_size=count, max_size=count))
        return [NO_DATE if at is None else begins + at * 30 * MINUTE for at in drawn]

    halves = st.integers(0, 20).map(lambda half: half * 30 * MINUTE)
    held = dates([None, None, None, -60, 3, 48, 200, 345])
    made = tasks_of(
        count,
        duration=draw(st.lists(halves, min_size=count, max_size=count)),
        kind=draw(st.lists(st.sampled_from((Kind.TASK, Kind.TASK, Kind.MILESTONE)), min_size=count,
                           max_size=count)),
        constraint=[Constraint.ASAP if at == NO_DATE else Constraint.SNET for at in held],
        constraint_date=held,
        deadline=dates([None, None, 10, 300, 1000]),
        active=draw(st.lists(st.sampled_from((True, True, True, False)), min_size=count, max_size=count)),
    )  # fmt: skip
    links = []
    for target in range(1, count):
        for source in draw(st.lists(st.integers(0, target - 1), max_size=3, unique=True)):
            lag = draw(st.sampled_from((0, 0, 0, 1, 4, 16, 60, -1, -4, -16))) * 30 * MINUTE
            links.append((source, target, draw(st.sampled_from(list(LinkType))), lag))
    project = Project(start=begins, open_ends_critical=draw(st.booleans()))
    return network(made, links, project, [draw(st.one_of(patterns(), st.just(USUAL)))])


@settings(max_examples=300, deadline=None)
@given(plans())
def test_the_quick_passes_say_the_same(plan: Network) -> None:
    same(plan)


def layered(count: int, calendars: list[Pattern], calendar: np.ndarray) -> Network:
    """A plan of some hundred rows."""
    chance = np.random.default_rng(count)
    target = np.repeat(np.arange(1, count), chance.integers(0, 4, count - 1))
    source = (target * chance.random(len(target))).astype(int)
    types = chance.choice(4, len(target), p=[0.7, 0.1, 0.1, 0.1])
    lags = chance.integers(-3, 6, len(target)) * 600
    rows = tasks_of(count, duration=chance.integers(0, 30, count) * 1200, calendar=calendar)
    links = [
        (int(a), int(b), LinkType(int(kind)), int(lag))
        for a, b, kind, lag in zip(source, target, types, lags, strict=True)
    ]
    return network(rows, links, Project(start=tick(FIRST) + 480 * MINUTE), calendars)


def test_a_plan_on_one_calendar_takes_the_quick_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = layered(400, [USUAL], np.full(400, -1))
    same(whole)  # which also finds how wide the tables have to be

    def slow(*_columns: object) -> None:
        raise AssertionError("the general pass ran")

    monkeypatch.setattr(kernelforward, "forward", slow)
    run(whole, kernels.PLAIN)


def test_a_plan_on_two_calendars_takes_the_general_passes() -> None:
    night = Pattern((((0, 360), (1320, 1440)),) * 5 + ((), ()))
    whole = layered(200, [USUAL, night], np.arange(200) % 2)
    same(whole)
    assert kernels.GENERAL.forward is kernelforward.forward


@pytest.mark.parametrize("change", ["begun", "late", "backwards", "far"])
def test_what_a_quick_pass_does_not_know_goes_to_the_general_one(change: str) -> None:
    whole = layered(60, [USUAL], np.full(60, -1))
    match change:
        case "begun":
            began = np.where(np.arange(60) == 4, tick(FIRST), NO_DATE)
            whole = whole.with_tasks(actual_start=began, remaining=whole.tasks.duration // 2)
        case "late":
            late = np.where(np.arange(60) % 7 == 3, Constraint.ALAP, Constraint.ASAP)
            whole = whole.with_tasks(constraint=late.astype(np.int8))
        case "backwards":
            project = dc.replace(whole.projects[0], from_start=False, finish=tick(FIRST) + 900 * 14400)
            whole = dc.replace(whole, projects=(project,))
        case _:
            whole = whole.with_tasks(duration=whole.tasks.duration * 400)
    same(whole)
