"""The outline of a plan: every act changes only the lines that it has to."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.edits import Batch, Create, Set, steps
from pmo_desktop.domain.ids import PlanId, PlanItemId, PlanLinkId
from pmo_desktop.domain.plans import ItemKind, PlanItem, PlanLink
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.services.plans import edits_outline as po

PLAN = PlanId(uuid4())
DAYS = WorkDays()


def line(number: int, parent: int | None = None, position: int | None = None) -> PlanItem:
    return PlanItem(
        id=PlanItemId(uuid4()), plan=PLAN, number=number, parent=parent, name=f"Line {number}",
        position=number * 100 if position is None else position,
    )  # fmt: skip


def applied(items: Sequence[PlanItem], edit: Batch) -> list[PlanItem]:
    """The lines after an edit, in order."""
    known = {i.id: i for i in items}
    for step in steps(edit):
        if isinstance(step, Set):
            uid = PlanItemId(step.id)
            known[uid] = dc.replace(known[uid], **{c.name: c.new for c in step.changes})
        elif isinstance(step, Create):
            uid = PlanItemId(step.id)
            known[uid] = PlanItem(id=uid, **dict(step.values))
        else:
            known.pop(PlanItemId(step.id), None)
    return sorted(known.values(), key=lambda i: (i.position, i.number))


def outline(items: Sequence[PlanItem]) -> list[tuple[int, int | None]]:
    return [(i.number, i.parent) for i in items]


def plan() -> list[PlanItem]:
    """1 over 2 and 3; 4 alone; 5 over 6."""
    made = [line(1), line(2, 1), line(3, 1), line(4), line(5), line(6, 5)]
    return [dc.replace(i, item_kind=ItemKind.SUMMARY) if i.number in (1, 5) else i for i in made]


def test_a_new_line_stands_below_the_whole_block_at_its_depth() -> None:
    items = plan()
    edit, made = po.added(PLAN, items, 1, po.NewLine("Survey", on=date(2026, 7, 11)), uuid4(), DAYS)
    assert outline(applied(items, edit))[:4] == [(1, None), (2, 1), (3, 1), (7, None)]
    assert made.start
    assert made.start.date() == date(2026, 7, 13), "a Saturday means Monday"
    assert len(edit.edits) == 1, "there was room between two positions"


def test_lines_below_make_room_only_where_there_is_none() -> None:
    items = [line(1, position=1), line(2, position=2), line(3, position=9)]
    edit, _ = po.added(PLAN, items, 1, po.NewLine("New"), uuid4(), DAYS)
    after = applied(items, edit)
    assert [i.number for i in after] == [1, 4, 2, 3]
    assert len(edit.edits) <= 2


def test_indenting_makes_the_line_above_a_summary() -> None:
    items = plan()
    after = applied(items, po.indented(items, [4]))
    assert outline(after)[3] == (4, 1)
    again = [line(1), line(2)]
    assert applied(again, po.indented(again, [2]))[0].item_kind is ItemKind.SUMMARY
    assert po.indented(again, [1]).edits == (), "the first line has none above it"


def test_outdenting_takes_those_below_along_and_leaves_no_empty_summary() -> None:
    items = plan()
    after = applied(items, po.outdented(items, [2]))
    assert outline(after)[:3] == [(1, None), (2, None), (3, 2)]
    assert [i.item_kind for i in after[:2]] == [ItemKind.TASK, ItemKind.SUMMARY]
    assert po.outdented(items, [4]).edits == ()


@pytest.mark.parametrize(("number", "step", "order"), [
    (4, -1, [4, 1, 2, 3, 5, 6]),
    (1, 1, [4, 1, 2, 3, 5, 6]),
    (5, -1, [1, 2, 3, 5, 6, 4]),
    (3, -1, [1, 3, 2, 4, 5, 6]),
])  # fmt: skip
def test_blocks_change_places(number: int, step: int, order: list[int]) -> None:
    items = plan()
    after = applied(items, po.shifted(items, number, step))
    assert [i.number for i in after] == order
    assert {i.number: i.parent for i in after} == {i.number: i.parent for i in items}


def test_nothing_moves_past_the_ends() -> None:
    assert po.shifted(plan(), 1, -1).edits == ()
    assert po.shifted(plan(), 5, 1).edits == ()


def test_a_line_goes_with_all_below_it_and_their_links() -> None:
    items = plan()
    link = PlanLink(id=PlanLinkId(uuid4()), plan=PLAN, from_no=3, to_no=4)
    edit, count = po.removed(items, [1], [link])
    assert count == 3
    assert [s.kind for s in steps(edit)] == ["plan_link", "plan_item", "plan_item", "plan_item"]
    assert outline(applied(items, edit)) == [(4, None), (5, None), (6, 5)]


def acted(items: Sequence[PlanItem], act: str, number: int) -> Batch:
    match act:
        case "in":
            return po.indented(items, [number])
        case "out":
            return po.outdented(items, [number])
        case _:
            return po.shifted(items, number, -1 if act == "up" else 1)


@given(st.lists(st.tuples(st.sampled_from(["in", "out", "up", "down"]), st.integers(1, 6)), max_size=12))
def test_every_row_of_acts_keeps_a_tree_and_can_be_taken_back(acts: list[tuple[str, int]]) -> None:
    items = plan()
    for act, number in acts:
        edit = acted(items, act, number)
        after = applied(items, edit)
        assert {i.number for i in after} == {1, 2, 3, 4, 5, 6}
        place = {i.number: at for at, i in enumerate(after)}
        assert all(i.parent is None or place[i.parent] < place[i.number] for i in after), "below its summary"
        assert applied(after, edit.inverse()) == sorted(items, key=lambda i: (i.position, i.number))
        items = after
