"""The critical path against a plain reference, on small random networks, and by what float means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmo_desktop.scheduling import kernels
from pmo_desktop.scheduling.blank import network, tasks_of
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.network import Constraint, Kind, LinkType, Network, Project
from pmo_desktop.scheduling.passes import run
from pmo_desktop.scheduling.ticks import MINUTE, NO_DATE, tick
from pmo_desktop.scheduling.workpattern import USUAL, Pattern
from tests.scheduling.patterns import patterns
from tests.scheduling.walking import FIRST, NEVER, Arrow, Row, Walker, minutes_of, schedule_plainly

DAYS = 160
BEGINS = 21 * 1440
_ASKED = (
    Constraint.ASAP,
    Constraint.ASAP,
    Constraint.SNET,
    Constraint.FNET,
    Constraint.SNLT,
    Constraint.FNLT,
)


def instant(minute: int) -> int:
    """A minute of the reference as an instant."""
    return tick(FIRST) + minute * MINUTE


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Two to six rows on two calendars; some with a constraint."""
    count = draw(st.integers(2, 6))
    made = []
    for _ in range(count):
        asked = draw(st.sampled_from(_ASKED))
        date = BEGINS + draw(st.integers(0, 30)) * 720 + 600
        length = draw(st.integers(1, 40)) * 30
        made.append(Row(length, draw(st.integers(0, 1)), asked, date))
    return made


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Row], list[Arrow]]:
    """Rows, and links from earlier to later ones."""
    made = draw(rows())
    arrows = []
    for target in range(1, len(made)):
        for source in draw(st.lists(st.integers(0, target - 1), max_size=2, unique=True)):
            kind = draw(st.sampled_from(list(LinkType)))
            arrows.append(Arrow(source, target, kind, draw(st.integers(-4, 12)) * 60))
    return made, arrows


def as_network(made: list[Row], arrows: list[Arrow], calendars: list[Pattern]) -> Network:
    """The same plan for the engine."""
    dates = [NO_DATE if row.constraint is Constraint.ASAP else instant(row.date) for row in made]
    return network(
        tasks_of(
            len(made),
            duration=[row.length * MINUTE for row in made],
            calendar=[row.calendar for row in made],
            constraint=[row.constraint for row in made],
            constraint_date=dates,
        ),
        [(arrow.source, arrow.target, arrow.type, arrow.lag * MINUTE) for arrow in arrows],
        Project(start=instant(BEGINS)),
        calendars,
    )


@settings(max_examples=80, deadline=None)
@given(plans(), patterns())
def test_dates_and_floats_agree_with_the_walk(plan: tuple[list[Row], list[Arrow]], other: Pattern) -> None:
    made, arrows = plan
    walkers = [Walker(minutes_of(pattern, DAYS)) for pattern in (USUAL, other)]
    answer = schedule_plainly(made, arrows, walkers, BEGINS)
    edges = [minute for pair in (*answer.early, *answer.late) for minute in pair]
    assume(all(1440 < minute < (DAYS - 1) * 1440 for minute in edges) and NEVER not in edges)
    found = schedule(as_network(made, arrows, [USUAL, other]))
    early = list(zip(found.early_start.tolist(), found.early_finish.tolist(), strict=True))
    assert early == [(instant(start), instant(finish)) for start, finish in answer.early]
    late = [(instant(start), instant(finish)) for start, finish in answer.late]
    assert list(zip(found.late_start.tolist(), found.late_finish.tolist(), strict=True)) == late
    assert (found.total_float // MINUTE).tolist() == answer.total


@settings(max_examples=30, deadline=None)
@given(plans())
def test_total_float_is_how_far_a_row_may_slip(plan: tuple[list[Row], list[Arrow]]) -> None:
    rows_, arrows = plan
    made = [Row(row.length) for row in rows_]
    fs = [Arrow(a.source, a.target, LinkType.FS, abs(a.lag)) for a in arrows]
    whole = as_network(made, fs, [USUAL])
    found = schedule(whole)
    for row in range(len(made)):
        for more, same in ((0, True), (30 * MINUTE, False)):
            slipped = whole.tasks.duration.copy()
            slipped[row] += found.total_float[row] + more
            longer = schedule(whole.with_tasks(duration=slipped))
            assert bool(longer.project_finish[0] == found.project_finish[0]) == same
    assert found.critical.any()
    assert (found.free_float <= found.total_float).all()


@settings(max_examples=25, deadline=None)
@given(plans())
def test_free_float_is_how_far_a_row_may_slip_unnoticed(plan: tuple[list[Row], list[Arrow]]) -> None:
    rows_, arrows = plan
    made = [Row(row.length) for row in rows_]
    whole = as_network(made, [Arrow(a.source, a.target, LinkType.FS, 0) for a in arrows], [USUAL])
    found = schedule(whole)
    for row in range(len(made)):
        slipped = whole.tasks.duration.copy()
        slipped[row] += found.free_float[row]
        others = np.arange(len(made)) != row
        assert (schedule(whole.with_tasks(duration=slipped)).start == found.start)[others].all()


def random_network(n: int, seed: int) -> Network:
    """A larger network with everything that the kernel knows."""
    chance = np.random.default_rng(seed)
    target = np.repeat(np.arange(1, n), chance.integers(0, 4, n - 1))
    source = (target * chance.random(len(target))).astype(int)
    types = chance.integers(0, 4, len(target))
    lags = chance.integers(-3, 6, len(target)) * 600
    constraint = np.where(chance.random(n) < 0.2, chance.integers(1, 8, n), 0)
    begins = tick(FIRST)
    return network(
        tasks_of(
            n,
            duration=chance.integers(0, 30, n) * 1200,
            calendar=chance.integers(-1, 2, n),
            kind=np.where(chance.random(n) < 0.1, Kind.MILESTONE, Kind.TASK),
            constraint=constraint,
            constraint_date=np.where(constraint > 1, begins + chance.integers(0, 200, n) * 7200, NO_DATE),
            levelling_delay=np.where(chance.random(n) < 0.1, 4800, 0),
            elapsed=chance.random(n) < 0.05,
        ),
        [
            (int(a), int(b), LinkType(int(kind)), int(lag))
            for a, b, kind, lag in zip(source, target, types, lags, strict=True)
        ],
        Project(start=begins),
        (USUAL, Pattern((((1320, 1440),), *((((0, 360), (1320, 1440)),) * 4), ((0, 360),), ()))),
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_compiled_form_gives_the_same(seed: int) -> None:
    whole = random_network(400, seed)
    plain, fast = run(whole, kernels.PLAIN), run(whole, kernels.compiled())
    for name in ("start", "finish", "late_start", "late_finish", "total_float", "free_float", "driver"):
        assert (getattr(plain, name) == getattr(fast, name)).all(), name
