"""A line that is broken off is drawn as its pieces, with a dotted line where it rests."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

import pytest
from matplotlib.figure import Figure

from pmo_desktop.charts.gantt.draw import draw_gantt
from pmo_desktop.charts.gantt.frame import Frame, GanttView, Shown, fitted
from pmo_desktop.charts.gantt.pieces import Cut, pieces
from pmo_desktop.charts.palette import DARK, LIGHT, PAPER, Palette
from pmo_desktop.domain.values import Points
from pmo_desktop.readmodels.gantt import GanttModel, GanttRow, day_of

RESTS = (
    (datetime(2026, 7, 7, 17), datetime(2026, 7, 9, 8)),
    (datetime(2026, 7, 10, 17), datetime(2026, 7, 15, 8)),
)
WHOLE = GanttRow(
    id="a", number=1, name="Whole", start=datetime(2026, 7, 6, 8), finish=datetime(2026, 7, 17, 17)
)
BROKEN = dc.replace(WHOLE, id="b", number=2, name="Broken off", rests=RESTS, progress=Points(5000))


def cut_of(*rows: GanttRow, view: GanttView | None = None) -> tuple[Frame, Cut]:
    model = GanttModel.of(rows)
    frame = Frame(model, view or fitted(model), Shown.of(model, frozenset()), 800, 200)
    return frame, pieces(frame, frame.edges, ~model.columns.summary)


def test_a_whole_line_is_one_bar() -> None:
    frame, cut = cut_of(WHOLE, WHOLE)
    assert cut.place.tolist() == [0, 1]
    assert (cut.left.tolist(), cut.right.tolist()) == (frame.edges.left.tolist(), frame.edges.right.tolist())
    assert not len(cut.rests)


def test_each_piece_is_a_bar_and_each_rest_a_line() -> None:
    frame, cut = cut_of(WHOLE, BROKEN, WHOLE)
    assert cut.place.tolist() == [0, 1, 1, 1, 2]
    begins = [BROKEN.start, RESTS[0][1], RESTS[1][1]]
    ends = [RESTS[0][0], RESTS[1][0], BROKEN.finish]
    assert cut.left[1:4] == pytest.approx([frame.x(day_of(at)) for at in begins if at])
    assert cut.right[1:4] == pytest.approx([frame.x(day_of(at)) for at in ends if at])
    assert cut.rests[:, :, 0].tolist() == [[cut.right[n], cut.left[n + 1]] for n in (1, 2)]
    assert cut.rests_of.tolist() == [1, 1]


def test_half_the_work_ends_in_a_piece() -> None:
    frame, cut = cut_of(BROKEN)
    done = frame.day(float(cut.done[0]))
    assert done == pytest.approx(BROKEN.reached(0.5))
    assert day_of(RESTS[0][1]) < done < day_of(RESTS[1][0])


def test_pieces_outside_of_the_window_stay_out_of_it() -> None:
    first = day_of(datetime(2026, 7, 13))
    frame, cut = cut_of(BROKEN, view=GanttView(0, 10, first, first + 10))
    assert (cut.left[:2] < 0).all()
    assert (cut.right[:2] < 0).all()
    assert cut.left[2] == pytest.approx(frame.x(day_of(RESTS[1][1])))


@pytest.mark.parametrize("palette", [LIGHT, DARK, PAPER])
def test_the_line_is_hit_as_one_whatever_it_is_drawn_as(palette: Palette) -> None:
    model = GanttModel.of([WHOLE, BROKEN])
    hits = draw_gantt(Figure(figsize=(10, 3), dpi=72), model, fitted(model), palette)
    assert [(hit.id, hit.left, hit.right) for hit in hits.bars][1][1:] == (
        hits.bars[0].left,
        hits.bars[0].right,
    )
