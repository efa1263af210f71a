"""How links are routed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.charts.gantt.frame import Frame, Shown, ends, fitted
from pmo_desktop.charts.gantt.links import routes
from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.readmodels.gantt import GanttKind, GanttLink, GanttModel, GanttRow, closing, opening

KINDS = st.sampled_from([GanttKind.TASK, GanttKind.GATE, GanttKind.SUMMARY, GanttKind.MILESTONE])


@st.composite
def plans(draw: st.DrawFn) -> GanttModel:
    rows = []
    for i in range(draw(st.integers(2, 6))):
        start = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 200)))
        rows.append(
            GanttRow(
                id=str(i),
                number=i,
                name=str(i),
                kind=draw(KINDS),
                start=opening(start),
                finish=closing(start + timedelta(days=draw(st.integers(0, 60)))),
                critical=draw(st.booleans()),
            )
        )
    pair = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(rows) - 1))
    pairs = draw(st.lists(pair.filter(lambda p: p[0] != p[1]), max_size=8))
    return GanttModel.of(
        rows, [GanttLink(str(a), str(b), draw(st.sampled_from(list(LinkKind)))) for a, b in pairs]
    )


def frame(model: GanttModel, **more: object) -> Frame:
    return Frame(model, fitted(model), Shown.of(model, frozenset()), 800.0, 400.0)


@given(plans())
def test_links_run_along_the_axes_and_end_at_their_row(model: GanttModel) -> None:
    shown = frame(model)
    found = routes(shown)
    steps = np.abs(np.diff(found.lines, axis=1))
    assert (np.minimum(steps[..., 0], steps[..., 1]) < 1e-6).all()
    columns = model.columns
    critical = columns.critical[columns.link_from] & columns.critical[columns.link_to]
    rows = columns.link_to[np.argsort(critical, kind="stable")]
    assert len(found.lines) == len(rows)
    target = ends(shown, rows)
    tip = found.lines[:, -1]
    assert (tip[:, 1] >= target.above - 1e-6).all()
    assert (tip[:, 1] <= target.below + 1e-6).all()
    assert (tip[:, 0] >= target.left - 1e-6).all()
    assert (tip[:, 0] <= target.right + 1e-6).all()
    assert np.allclose(found.arrows[:, 0], tip)


def plan(gap: int, *, critical: bool = True, kind: LinkKind = LinkKind.FS) -> GanttModel:
    start, length = date(2026, 1, 1), timedelta(days=20)
    rows = [
        GanttRow(id=i, number=1, name=i, start=opening(s), finish=closing(s + length), critical=critical)
        for i, s in (("a", start), ("b", start + length + timedelta(days=gap)))
    ]
    return GanttModel.of(rows, [GanttLink("a", "b", kind)])


def test_a_near_follower_is_entered_from_above() -> None:
    line = routes(frame(plan(1))).lines[0]
    assert line[-1, 0] == line[-2, 0] or (line[-1] == line[-2]).all()
    assert line[-1, 1] > line[0, 1]
    assert len(np.unique(line, axis=0)) == 3


def test_a_far_follower_is_entered_from_the_left() -> None:
    line = np.unique(routes(frame(plan(120))).lines[0], axis=0)
    assert len(line) == 4
    assert routes(frame(plan(120))).arrows[0, 0, 0] > routes(frame(plan(120))).arrows[0, 1, 0]


def test_a_link_is_critical_when_both_of_its_rows_are() -> None:
    assert routes(frame(plan(1))).critical.tolist() == [True]
    assert routes(frame(plan(1, critical=False))).critical.tolist() == [False]


def test_links_into_folded_rows_are_not_drawn() -> None:
    rows = [
        GanttRow(id="s", number=1, name="s", kind=GanttKind.SUMMARY),
        *(
            GanttRow(id=r.id, number=2, name=r.id, level=1, start=r.start, finish=r.finish)
            for r in plan(1).rows
        ),
    ]
    model = GanttModel.of(rows, [GanttLink("a", "b")])
    folded = frozenset({"s"})
    shown = Frame(model, fitted(model, collapsed=folded), Shown.of(model, folded), 800.0, 400.0)
    assert routes(shown).lines.shape == (0, 6, 2)


def test_a_link_goes_round_the_hollow_diamond_of_a_milestone_that_slipped() -> None:
    first, meant, now = date(2026, 1, 1), date(2026, 2, 20), date(2026, 4, 1)
    task = GanttRow(id="a", number=1, name="a", start=opening(first), finish=closing(date(2026, 1, 20)))
    gate = GanttRow(
        id="b", number=2, name="b", kind=GanttKind.MILESTONE, start=closing(now), finish=closing(now),
        baseline_start=closing(meant), baseline_finish=closing(meant),
    )  # fmt: skip
    model = GanttModel.of([task, gate], [GanttLink("a", "b")])
    shown = frame(model)
    (line,) = routes(shown).lines
    middle, half = float(shown.middle(1)), 5.5 * shown.view.unit
    hollow = float(shown.x(model.columns.base_finish[1]))
    for (x0, y0), (x1, y1) in pairwise(line.tolist()):
        crosses = min(x0, x1) < hollow + half and max(x0, x1) > hollow - half
        assert not (crosses and min(y0, y1) < middle + half and max(y0, y1) > middle - half)
    assert np.allclose(line[-1], (float(shown.x(model.columns.finish[1])), middle - half))
