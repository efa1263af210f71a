"""Edits of a plan: working days are kept, summaries follow, links and baselines are one step each."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.edits import Archive, Create, Set
from pmo_desktop.domain.ids import PlanId, PlanItemId, PlanLinkId
from pmo_desktop.domain.plans import ConstraintKind, ItemKind, PlanItem, PlanLink
from pmo_desktop.domain.values import Minutes, Points, Wall
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.readmodels.baselines import baseline_numbers
from pmo_desktop.services.plans import edits as pe

PLAN = PlanId(uuid4())
DAYS = WorkDays(free=frozenset({date(2026, 7, 20)}))
MONDAY = date(2026, 7, 6)


def wall(day: date, hour: int) -> Wall:
    return Wall(datetime.combine(day, datetime.min.time()) + timedelta(hours=hour))


def task(number: int, start: date, days: int, **more: object) -> PlanItem:
    last = DAYS.add_working_days(start, days - 1) if days > 1 else start
    usual: dict[str, object] = {
        "id": PlanItemId(uuid4()), "plan": PLAN, "number": number, "position": number * 100,
        "name": f"Task {number}", "start": wall(start, 8), "finish": wall(last, 17),
        "duration": Minutes(days * 480),
    }  # fmt: skip
    return PlanItem(**(usual | more))  # type: ignore[arg-type]


def test_a_moved_line_keeps_its_working_days_over_a_holiday() -> None:
    moved = pe.moved(task(1, MONDAY, 5), date(2026, 7, 16), DAYS)
    assert moved.start == wall(date(2026, 7, 16), 8)
    assert moved.finish == wall(date(2026, 7, 23), 17), "16, 17, 21, 22, 23 July: the 20th is free"
    assert moved.duration == 5 * 480
    assert (moved.constraint, moved.constraint_date) == (ConstraintKind.SNET, moved.start)


@pytest.mark.parametrize(
    ("wanted", "found"), [(date(2026, 7, 11), date(2026, 7, 13)), (date(2026, 7, 4), date(2026, 7, 3))]
)
def test_a_day_off_means_the_next_working_day_in_the_direction_of_the_move(wanted: date, found: date) -> None:
    assert pe.moved(task(1, MONDAY, 3), wanted, DAYS).start == wall(found, 8)


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    wanted=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 60),
)
def test_moving_never_changes_the_length(start: date, wanted: date, days: int) -> None:
    before = task(1, DAYS.on_or_after(start), days)
    after = pe.moved(before, wanted, DAYS)
    assert before.start
    assert before.finish
    assert after.start
    assert after.finish
    length = DAYS.working_days_between(before.start.date(), before.finish.date())
    assert DAYS.working_days_between(after.start.date(), after.finish.date()) == length
    assert DAYS.works_on(after.start.date())
    assert after.start.time() == before.start.time()


def test_stretching_counts_working_days_and_never_ends_before_the_start() -> None:
    longer = pe.ended_on(task(1, MONDAY, 5), date(2026, 7, 21), DAYS)
    assert longer.duration == 11 * 480
    least = pe.ended_on(task(1, MONDAY, 5), date(2026, 6, 1), DAYS)
    assert least.finish
    assert least.finish.date() == MONDAY


def test_a_typed_length_sets_the_finish_and_what_remains() -> None:
    half = pe.progressed(task(1, MONDAY, 4), Points(5_000))
    longer = pe.lasting(half, Minutes(10 * 480), DAYS)
    assert longer.finish == wall(date(2026, 7, 17), 17)
    assert longer.remaining == 5 * 480
    assert pe.lasting(half, Minutes(0), DAYS).finish == half.start
    with pytest.raises(ValueError, match="not less than nothing"):
        pe.lasting(half, Minutes(-1), DAYS)


def test_progress_sets_and_takes_back_actual_dates() -> None:
    whole = pe.progressed(task(1, MONDAY, 3), Points(10_000))
    assert whole.actual_start == whole.start
    assert whole.actual_finish == whole.finish
    assert whole.remaining == 0
    none = pe.progressed(whole, Points(0))
    assert none.actual_start is None
    assert none.actual_finish is None
    with pytest.raises(ValueError, match="0 to 100"):
        pe.progressed(whole, Points(10_001))


def test_a_line_without_dates_is_placed_by_its_start_and_cannot_be_dragged() -> None:
    bare = dc.replace(task(1, MONDAY, 5), start=None, finish=None)
    placed = pe.begun_on(bare, MONDAY, DAYS)
    assert placed.finish == wall(date(2026, 7, 10), 17)
    with pytest.raises(ValueError, match="no dates yet"):
        pe.moved(bare, MONDAY, DAYS)


def test_summaries_above_follow_and_nothing_else_does() -> None:
    top = task(1, MONDAY, 10, item_kind=ItemKind.SUMMARY)
    inner = task(2, MONDAY, 10, item_kind=ItemKind.SUMMARY, parent=1)
    one, two = task(3, MONDAY, 5, parent=2), task(4, date(2026, 7, 13), 5, parent=2)
    items = [top, inner, one, two]
    found = pe.with_summaries(items, pe.moved(two, date(2026, 7, 14), DAYS), DAYS)
    assert [i.number for i in found] == [4, 2, 1]
    assert all(i.finish == wall(date(2026, 7, 21), 17) for i in found)
    assert all(isinstance(e, Set) for e in pe.edit_of(items, found).edits)


def test_links_follow_the_order_of_lines_and_refuse_a_circle() -> None:
    a, b, c = (task(n, MONDAY, 2) for n in (1, 2, 3))
    edit, made = pe.linked(PLAN, [c, a, b], [], uuid4)
    assert made == 2
    pairs = [dict(e.values) for e in edit.edits if isinstance(e, Create)]
    assert [(p["from_no"], p["to_no"]) for p in pairs] == [(1, 2), (2, 3)]
    back = PlanLink(id=PlanLinkId(uuid4()), plan=PLAN, from_no=3, to_no=1)
    with pytest.raises(ValueError, match="waits for"):
        pe.linked(PLAN, [a, b, c], [back], uuid4)
    assert pe.unlinked([a], [back]).edits == (Archive("plan_link", back.id),)
    assert pe.unlinked([a, b], [back]).edits == ()


def test_a_baseline_is_one_batch_and_a_later_one_lies_beside_the_first() -> None:
    items = [task(1, MONDAY, 5), task(2, MONDAY, 2, active=False)]
    first = pe.baselined(items, 0)
    assert len(first.edits) == 1
    assert first.inverse().edits != first.edits
    kept = pe._baselined(items[0], 2)
    assert baseline_numbers([dc.replace(kept, baseline_start=kept.start)]) == (0, 2)
    assert kept.baselines[0].finish == items[0].finish


def test_a_name_is_needed() -> None:
    item = task(1, MONDAY, 1)
    assert pe.renamed(item, "  Piling,  pier 2 ").changes[0].new == "Piling, pier 2"
    with pytest.raises(ValueError, match="needs a name"):
        pe.renamed(item, "  ")
