"""Codes of the outline: kept up where a plan uses them, left alone where it has its own."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.edits import Batch, batch, between, creation
from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans import edits_outline as po
from pmo_desktop.services.plans.numbering import are_ours, codes, with_codes
from pmo_desktop.services.plans.state import applied
from tests.services.plans import item, link, plan_file


def plan(*wbs: str) -> PlanFile:
    """1 over 2 and 3, then 4."""
    items = (item(1), item(2, parent=1), item(3, parent=1), item(4))
    return plan_file(*(dc.replace(i, wbs=code) for i, code in zip(items, wbs, strict=True)))


def after(file: PlanFile, edit: Batch) -> list[tuple[int, str]]:
    return [(i.number, i.wbs) for i in applied(file, with_codes(file, edit)).items]


def test_codes_follow_the_outline() -> None:
    assert codes(plan("", "", "", "").items) == {1: "1", 2: "1.1", 3: "1.2", 4: "2"}
    assert codes([item(1, active=False), item(2)]) == {2: "1"}


def test_our_codes_are_kept_up_when_lines_come_go_and_change_places() -> None:
    file = plan("1", "1.1", "1.2", "2")
    assert after(file, po.outdented(file.items, [2])) == [(1, "1"), (2, "2"), (3, "2.1"), (4, "3")]
    assert after(file, po.indented(file.items, [4])) == [(1, "1"), (2, "1.1"), (3, "1.2"), (4, "1.3")]
    assert after(file, po.removed(file.items, [2], ())[0]) == [(1, "1"), (3, "1.1"), (4, "2")]
    assert after(file, po.shifted(file.items, 1, 1)) == [(4, "1"), (1, "2"), (2, "2.1"), (3, "2.2")]


def test_codes_of_their_own_are_left_alone() -> None:
    file = plan("A", "A-1", "A-2", "B")
    assert after(file, po.outdented(file.items, [2])) == [(1, "A"), (2, "A-1"), (3, "A-2"), (4, "B")]
    assert not are_ours(file.items)
    assert not are_ours(plan("", "", "", "").items)


def test_a_plan_made_here_has_codes_from_its_first_line_on() -> None:
    file = plan_file()
    made = with_codes(file, batch([creation(item(1))]))
    assert [i.wbs for i in applied(file, made).items] == ["1"]


def test_edits_that_leave_the_outline_alone_are_passed_on() -> None:
    file = plan("1", "1.1", "1.2", "2")
    first: PlanItem = file.items[0]
    edit = batch([between(first, dc.replace(first, name="Piling")), creation(link(2, 3))])
    assert with_codes(file, edit) == edit
