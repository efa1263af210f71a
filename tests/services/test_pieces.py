"""Lines that are broken off: their pieces in chart, load and packs, moved by hand, taken back by clearing."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime

import numpy as np
import pytest

from pmo_desktop.domain.edits import batch, between
from pmo_desktop.domain.plans import ConstraintKind, Pause, PlanItem
from pmo_desktop.domain.values import Points
from pmo_desktop.readmodels.gantt import day_of
from pmo_desktop.readmodels.pack_codec import decode, encode
from pmo_desktop.readmodels.pack_values import Head
from pmo_desktop.readmodels.pack_walls import WallRow, wall_chart, wall_model
from pmo_desktop.readmodels.planlines import model_with_lines, with_lines
from pmo_desktop.readmodels.plans import PlanFile, gantt_model
from pmo_desktop.services.levelling.plans import Wishes, cleared, is_levelled, levelled, unlevelled
from pmo_desktop.services.plans.edits_times import moved_to, taken_up_at
from pmo_desktop.services.plans.rescheduling import rescheduled
from pmo_desktop.services.plans.state import applied
from tests.services.plans import MONDAY, item, link, stretch, wall
from tests.services.pools import on, resource, staffed

TODAY = date(2026, 7, 8)
OWN = (Pause(960, 480),)


def in_pieces(pauses: tuple[Pause, ...] = OWN, **more: object) -> PlanFile:
    """Ada paints five days from Monday, but not on Wednesday; then comes a day of something else."""
    file = staffed(
        [item(1, 5, name="Paint", pauses=pauses, **more), item(2, 1, name="After")],
        [resource(1, "Ada")],
        [on(1, 1)],
        (link(1, 2),),
    )
    return applied(file, rescheduled(file).edit)


def test_rests_are_dates_between_the_pieces() -> None:
    file = in_pieces()
    assert stretch(file.by_number[1]) == (MONDAY, date(2026, 7, 13))
    assert file.rests == {1: ((wall(date(2026, 7, 7), 17), wall(date(2026, 7, 9))),)}
    assert gantt_model(file, TODAY).rows[0].rests == file.rests[1]
    assert in_pieces(()).rests == {}


def test_the_columns_of_the_chart_have_them_and_follow_a_change() -> None:
    file = in_pieces()
    model = gantt_model(file, TODAY)
    rests = model.columns.rests
    assert (rests.row.tolist(), rests.start.tolist()) == ([0], [day_of(datetime(2026, 7, 7, 17))])
    moved = [dc.replace(file.by_number[1], start=wall(date(2026, 7, 7)), finish=wall(date(2026, 7, 14), 17))]
    later = with_lines(file, moved)
    assert later is not None
    other = model_with_lines(model, later, moved)
    assert other.columns.rests.start.tolist() == [day_of(datetime(2026, 7, 8, 17))]
    assert other.rows[0].rests == later.rests[1]


def test_nobody_works_while_the_line_rests() -> None:
    source = gantt_model(in_pieces(), TODAY).load
    assert source is not None
    load = source()
    assert load is not None
    hours = load.load(0, day_of(datetime(2026, 7, 6)) + np.array([0.0, 3.0])).hours
    assert hours.tolist() == pytest.approx([16])
    assert load.whole(0).hours.sum() == pytest.approx(40)


def test_what_is_done_is_a_share_of_the_work() -> None:
    row = gantt_model(in_pieces(), TODAY).rows[0]
    assert row.start is not None
    assert row.reached(0) == day_of(row.start)
    day = row.reached(0.9)
    assert row.share_at(day) == pytest.approx(0.9)
    assert row.share_at(day_of(datetime(2026, 7, 8))) == row.share_at(day_of(datetime(2026, 7, 9, 8)))
    assert (row.piece_at(day_of(datetime(2026, 7, 7))), row.piece_at(day_of(datetime(2026, 7, 9, 9)))) == (
        0,
        1,
    )


def test_a_line_is_dragged_with_its_pieces_and_a_piece_with_what_comes_after() -> None:
    file = in_pieces()
    paint = file.by_number[1]
    moved = moved_to(file, paint, wall(date(2026, 7, 7)))
    assert (moved.pauses, stretch(moved)) == (OWN, (date(2026, 7, 7), date(2026, 7, 14)))
    later = taken_up_at(file, paint, 1, wall(date(2026, 7, 10)))
    assert (later.pauses, stretch(later)) == ((Pause(960, 960),), (MONDAY, date(2026, 7, 14)))
    joined = taken_up_at(file, paint, 1, wall(date(2026, 7, 1)))
    assert (joined.pauses, stretch(joined)) == ((), (MONDAY, date(2026, 7, 10)))
    edit = rescheduled(file, batch([between(paint, later)]))
    after = {one.number: one for one in edit.items}
    assert stretch(after[2]) == (date(2026, 7, 15), date(2026, 7, 15))


def test_a_wall_chart_keeps_them_and_older_ones_are_read() -> None:
    model = gantt_model(in_pieces(), TODAY)
    chart = wall_chart(Head("wall", "Plan"), "P-1", model)
    assert wall_model(chart).rows[0].rests == model.rows[0].rests
    for row in chart.rows:
        assert decode(encode(row, WallRow), WallRow, "row") == row
    assert "rests" not in encode(chart.rows[1], WallRow), "what has none is written as it always was"


def interrupted(**more: object) -> PlanFile:
    """Ada is to paint five days from Monday; on Wednesday she must clean."""
    clean = item(2, 1, name="Clean", priority=900, constraint=ConstraintKind.SNET,
                 constraint_date=wall(date(2026, 7, 8)))  # fmt: skip
    return staffed([item(1, 5, name="Paint", **more), clean], [resource(1, "Ada")], [on(1, 1), on(2, 1)])


def pauses_of(items: tuple[PlanItem, ...]) -> list[tuple[Pause, ...]]:
    return [one.pauses for one in items]


def test_clearing_takes_the_pieces_of_levelling_back_and_no_others() -> None:
    file = levelled([interrupted()], Wishes(may_split=True)).files[0]
    assert file.by_number[1].pauses == (Pause(960, 480, levelled=True),)
    assert is_levelled(file)
    for made in (applied(file, cleared([file]).edit), applied(file, unlevelled(file).edit)):
        assert pauses_of(made.items) == [(), ()]
        assert stretch(made.by_number[1]) == (MONDAY, date(2026, 7, 10))
        assert not is_levelled(made)
    own = in_pieces()
    assert not is_levelled(own)
    assert applied(own, cleared([own]).edit).by_number[1].pauses == OWN


def test_what_may_not_be_broken_off_stays_whole() -> None:
    made = levelled([interrupted(may_split=False)], Wishes(may_split=True))
    assert pauses_of(made.files[0].items) == [(), ()]
    assert stretch(made.files[0].by_number[1]) == (date(2026, 7, 9), date(2026, 7, 15))


def test_progress_in_a_later_piece_is_where_the_work_stands() -> None:
    file = in_pieces(percent=Points(0))
    columns = gantt_model(file, TODAY).columns
    rows = columns.rests.row
    share = columns.progress[rows] + 0.9
    until = columns.rests.done_until(columns.start[rows], columns.finish[rows], share, rows)
    assert until.tolist() == pytest.approx([gantt_model(file, TODAY).rows[0].reached(0.9)])
