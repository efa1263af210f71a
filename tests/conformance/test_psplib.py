"""The test problems of research: read, levelled within short budgets, and held to their published bounds.

Each schedule is checked by the plain reference of the tests, not by the program. Budgets are short; the
figures of whole sets come from `packaging/bench/levelling.py`.
"""

from __future__ import annotations

import csv
import os
import re
from functools import cache
from pathlib import Path

import pytest

from pmo_desktop.exchange.psplib.reading import read_benchmark
from pmo_desktop.scheduling.levelling.answer import Answer
from pmo_desktop.scheduling.levelling.problem import Problem
from pmo_desktop.scheduling.levelling.solving import Options, prepare, solve
from tests.scheduling.levelling.reference import complaints, makespan

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PMO_REFERENCE_DATA", _REPOSITORY.parent / "shared" / "data"))
PLAIN = Options(fast=False, solver=False)

pytestmark = pytest.mark.conformance


def _sample(folder: str, every: int, first: int = 3) -> list[Path]:
    """Every so-manieth file of a folder, in the order of its numbers."""
    found = [p for p in (DATA / folder).glob("*") if p.suffix.lower() in (".sm", ".mm", ".rcp", ".sch")]
    return sorted(found, key=lambda p: [int(n) for n in re.findall(r"\d+", p.name)])[first::every]


def _bounds(folder: str) -> dict[str, tuple[int, int] | None]:
    """Instance: best lower and upper bound known; None where there is no schedule."""
    path = DATA / folder / "bounds_given.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            row["instance"]: None
            if row.get("feasible") == "no"
            else (int(row["best_lb"]), int(row["best_ub"]))
            for row in csv.DictReader(stream)
        }


BOUNDS = _bounds("psplib-single")
MODED = _bounds("psplib-multi")
J30, J60 = _sample("psplib-single/j30", 24), _sample("psplib-single/j60", 60)
PATTERSON = _sample("rcpsp-other/patterson", 9)
MODES = [*_sample("psplib-multi/j10", 60), *_sample("psplib-multi/j30", 80)]
LAGS = [*_sample("rcpsp-other/rcpspmax-j10", 30), *_sample("rcpsp-other/rcpspmax-ubo10", 15)]
ALL = [*J30, *J60, *PATTERSON, *MODES, *LAGS]


@pytest.fixture(scope="module", autouse=True)
def ready() -> None:
    """Load and compile before anything is counted."""
    if not ALL:
        pytest.skip(f"no test problems in {DATA}")
    prepare()


@cache
def problem_in(path: Path) -> Problem:
    """The problem of a file, read once."""
    return read_benchmark(path).problem


def sound(path: Path, answer: Answer) -> int:
    """The makespan of an answer, after everything about it was checked by other means."""
    problem = problem_in(path)
    assert answer.schedule is not None
    starts, modes = answer.schedule.starts.tolist(), answer.schedule.modes.tolist()
    assert complaints(problem, starts, modes) == []
    assert answer.makespan == makespan(problem, starts, modes)
    assert answer.lower_bound <= answer.makespan
    assert answer.proven == (answer.lower_bound == answer.makespan)
    return answer.makespan


def test_there_are_problems_to_solve() -> None:
    assert all((J30, J60, PATTERSON, MODES, LAGS, BOUNDS, MODED))


@cache
def answer_to(path: Path) -> Answer:
    """What is found for thirty tasks, once."""
    return solve(problem_in(path), "best", 2.0)


@pytest.mark.parametrize("path", J30, ids=lambda p: p.name)
def test_thirty_tasks_are_solved_to_the_optimum_or_next_to_it(path: Path) -> None:
    lowest, best = BOUNDS[path.name] or (0, 0)
    answer = answer_to(path)
    assert lowest <= sound(path, answer) <= best + 1
    assert answer.lower_bound <= best


def test_of_thirty_tasks_nearly_all_are_solved_to_the_optimum() -> None:
    missed = [path.name for path in J30 if answer_to(path).makespan > (BOUNDS[path.name] or (0, 0))[1]]
    assert len(missed) <= 1


@pytest.mark.parametrize("path", J60, ids=lambda p: p.name)
def test_sixty_tasks_come_near_and_never_below(path: Path) -> None:
    lowest, best = BOUNDS[path.name] or (0, 0)
    answer = solve(problem_in(path), "best", 1.0)
    assert lowest <= sound(path, answer) <= best * 1.05
    assert answer.lower_bound <= best


@pytest.mark.parametrize("path", J60[:2], ids=lambda p: p.name)
def test_rules_and_search_do_without_the_extra(path: Path) -> None:
    lowest, best = BOUNDS[path.name] or (0, 0)
    instant = sound(path, solve(problem_in(path), "instant", 1.0, options=PLAIN))
    searched = sound(path, solve(problem_in(path), "best", 0.6, options=PLAIN))
    assert lowest <= searched <= min(instant, best * 1.1)


@pytest.mark.parametrize("path", PATTERSON, ids=lambda p: p.name)
def test_pattersons_projects_are_proven_optimal(path: Path) -> None:
    answer = solve(problem_in(path), "exact", 10.0)
    sound(path, answer)
    assert answer.proven


@pytest.mark.parametrize("path", MODES, ids=lambda p: p.name)
def test_a_choice_of_modes_is_feasible_or_proven_to_have_none(path: Path) -> None:
    bounds = MODED[path.name]
    answer = solve(problem_in(path), "best", 1.5)
    if bounds is None:
        assert answer.infeasible
    else:
        assert bounds[0] <= sound(path, answer)
        assert answer.lower_bound <= bounds[1]


@pytest.mark.parametrize("path", LAGS, ids=lambda p: p.name)
def test_minimum_and_maximum_lags_are_kept_or_proven_impossible(path: Path) -> None:
    answer = solve(problem_in(path), "exact", 10.0)
    assert answer.proven
    if not answer.infeasible:
        without = solve(problem_in(path), "instant", 0.2, options=PLAIN)
        assert sound(path, answer) >= without.lower_bound
