"""Small random problems for hypothesis, and one by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from pmo_desktop.scheduling.levelling.problem import Links, Problem, joined, links_of, make_problem, no_links

KINDS = ("FS", "SS", "FF", "SF")


@st.composite
def networks(draw: Any, tasks: int, most_lag: int = 2) -> Links:
    """Links of all four types from lower to higher numbers."""
    groups = [no_links()]
    for kind in KINDS:
        pairs = draw(st.lists(st.tuples(st.integers(0, tasks - 1), st.integers(0, tasks - 1)), max_size=2))
        rows = [(min(p), max(p), draw(st.integers(-1, most_lag))) for p in pairs if p[0] != p[1]]
        groups.append(links_of(rows, kind))
    return joined(*groups)


@st.composite
def steady_problems(draw: Any, most_tasks: int = 5) -> Problem:
    """One mode, constant capacities."""
    n = draw(st.integers(1, most_tasks))
    capacity = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    request = [[draw(st.integers(0, c)) for c in capacity] for _ in range(n)]
    return make_problem(_spans(draw, n), request, capacity, draw(networks(n)))


@st.composite
def late_problems(draw: Any) -> Problem:
    """Up to three tasks whose lateness counts, on one resource."""
    n = draw(st.integers(1, 3))
    request = [[draw(st.integers(0, 2))] for _ in range(n)]
    links = links_of([(i, i + 1, draw(st.integers(0, 1))) for i in range(n - 1) if draw(st.booleans())])
    due = [draw(st.integers(0, 5)) for _ in range(n)]
    weight = [draw(st.integers(0, 3)) for _ in range(n)]
    return make_problem(_spans(draw, n), request, [2], links, due=due, weight=weight)


@st.composite
def plans(draw: Any, most_tasks: int = 4) -> Problem:
    """Everything that a real plan brings: profiles, calendars, releases, fixed tasks, priorities."""
    n = draw(st.integers(1, most_tasks))
    top = draw(st.integers(1, 3))
    profile = [*draw(st.lists(st.integers(0, top), min_size=3, max_size=6)), top]
    working = [[draw(st.booleans()) for _ in range(5)] for _ in range(2)]
    return make_problem(
        _spans(draw, n),
        [[draw(st.integers(0, top))] for _ in range(n)],
        [profile],
        draw(networks(n)),
        release=[draw(st.integers(0, 3)) for _ in range(n)],
        fixed=[draw(st.sampled_from([-1, -1, -1, 0, 2])) for _ in range(n)],
        planned=[draw(st.integers(-1, 3)) for _ in range(n)],
        priority=[draw(st.integers(0, 2)) for _ in range(n)],
        calendar=[draw(st.sampled_from([-1, 0, 1])) for _ in range(n)],
        working=working,
    )


@st.composite
def moded_problems(draw: Any) -> Problem:
    """Two modes a task, one resource, something that is used up."""
    n = draw(st.integers(1, 3))
    rows = 2 * n
    return make_problem(
        _spans(draw, rows),
        [[draw(st.integers(0, 2))] for _ in range(rows)],
        [2],
        links_of([(i, i + 1, 0) for i in range(n - 1) if draw(st.booleans())]),
        modes=[2] * n,
        draw=[[draw(st.integers(0, 3))] for _ in range(rows)],
        stock=[draw(st.integers(0, 2 * n))],
    )


@st.composite
def lagged_problems(draw: Any) -> Problem:
    """Minimum and maximum lags from start to start."""
    n = draw(st.integers(2, 4))
    pairs = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), min_size=1, max_size=5))
    rows = [(a, b, draw(st.integers(-4, 3))) for a, b in pairs if a != b]
    request = [[draw(st.integers(0, 2))] for _ in range(n)]
    return make_problem(_spans(draw, n), request, [2], links_of(rows, "SS"))


def _spans(draw: Any, count: int) -> list[int]:
    return [draw(st.integers(0, 3)) for _ in range(count)]


def house() -> Problem:
    """Five tasks, two builders: walls, roof and windows, garden, moving in; the best takes 9 slots."""
    return make_problem(
        [3, 2, 2, 4, 0],
        [[2], [1], [2], [1], [0]],
        [2],
        links_of([(0, 1, 0), (0, 2, 0), (1, 4, 0), (2, 4, 0), (3, 4, 0)]),
        planned=np.array([0, 3, 3, 0, 5]),
    )
