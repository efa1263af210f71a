"""A chart made from the records of a plan."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from pmo_desktop.domain.ids import AssignmentId, PlanId, PlanItemId, PlanLinkId, PlanResourceId, WorkId
from pmo_desktop.domain.plans import (
    Assignment,
    BaselineDates,
    ItemKind,
    Plan,
    PlanItem,
    PlanLink,
    PlanResource,
)
from pmo_desktop.domain.values import Minutes, Points, Wall
from pmo_desktop.readmodels.gantt import GanttKind
from pmo_desktop.readmodels.planchart import gantt_model, people_on

PLAN = PlanId(UUID(int=1))


def at(month: int, day: int, hour: int = 8) -> Wall:
    return Wall(datetime.combine(date(2026, month, day), time(hour)))


def item(number: int, **more: Any) -> PlanItem:
    made = PlanItem(id=PlanItemId(UUID(int=100 + number)), plan=PLAN, number=number, name=f"Item {number}")
    return dc.replace(made, **({"position": number} | more))


def plan(**more: Any) -> Plan:
    return dc.replace(Plan(id=PLAN, work=WorkId(UUID(int=2)), title="Bridge"), **more)


def test_items_are_ordered_by_position_and_indented_under_their_parents() -> None:
    items = [item(5, parent=3), item(3, parent=1, position=2), item(1, position=1), item(7, active=False)]
    rows = gantt_model(plan(), items).rows
    assert [(r.number, r.name, r.level) for r in rows] == [
        (1, "Item 1", 0),
        (2, "Item 3", 1),
        (3, "Item 5", 2),
    ]


@pytest.mark.parametrize("parents", [(2, 1), (9, 9), (1, 2)])
def test_parents_that_are_missing_or_circular_do_no_harm(parents: tuple[int, int]) -> None:
    rows = gantt_model(plan(), [item(1, parent=parents[0]), item(2, parent=parents[1])]).rows
    assert len(rows) == 2


def test_kinds_become_the_shapes_of_the_chart() -> None:
    items = [
        item(1, item_kind=ItemKind.SUMMARY, critical=True),
        item(2, item_kind=ItemKind.MILESTONE, gate="G2"),
        item(3, item_kind=ItemKind.MILESTONE),
        item(4, item_kind=ItemKind.EVENT, start=at(3, 1), finish=at(3, 1, 17)),
        item(5, item_kind=ItemKind.EVENT, start=at(3, 1), finish=at(3, 4)),
        item(6, item_kind=ItemKind.DUTY),
        item(7, item_kind=ItemKind.LOE),
    ]
    rows = gantt_model(plan(), items).rows
    assert [r.kind for r in rows] == [
        GanttKind.SUMMARY,
        GanttKind.GATE,
        GanttKind.MILESTONE,
        GanttKind.EVENT,
        GanttKind.TASK,
        GanttKind.DUTY,
        GanttKind.TASK,
    ]
    assert rows[1].mark == "G2"
    assert not rows[0].critical


def test_the_chosen_baseline_is_the_ghost() -> None:
    later = BaselineDates(2, at(5, 1), at(5, 9))
    one = item(1, baseline_start=at(4, 1), baseline_finish=at(4, 9), baselines=(later,), percent=Points(2500))
    assert gantt_model(plan(), [one]).rows[0].baseline_finish == at(4, 9)
    assert gantt_model(plan(), [one], baseline=2).rows[0].baseline_finish == at(5, 9)
    assert gantt_model(plan(), [one], baseline=3).rows[0].baseline_finish is None
    assert gantt_model(plan(), [one]).rows[0].progress == 2500


def test_links_to_items_that_do_not_show_are_left_out() -> None:
    links = [PlanLink(id=PlanLinkId(UUID(int=i)), plan=PLAN, from_no=1, to_no=i) for i in (2, 9)]
    model = gantt_model(plan(), [item(1), item(2)], links)
    assert [(k.from_row, k.to_row) for k in model.links] == [(str(UUID(int=101)), str(UUID(int=102)))]


def test_the_line_stands_at_the_status_date_unless_told_otherwise() -> None:
    dated = plan(status_date=date(2026, 7, 15), minutes_per_day=Minutes(450))
    model = gantt_model(dated, [item(1)])
    assert model.as_at == at(7, 15)
    assert (model.minutes_per_day, model.name) == (450, "Bridge")
    assert gantt_model(dated, [item(1)], as_at=at(8, 1)).as_at == at(8, 1)


def test_people_are_named_once_each() -> None:
    resources = [
        PlanResource(id=PlanResourceId(UUID(int=n)), plan=PLAN, number=n, name=name)
        for n, name in ((1, "M. Kowalska"), (2, "Crew A"))
    ]
    given = [
        Assignment(id=AssignmentId(UUID(int=i)), plan=PLAN, item_no=4, resource_no=n)
        for i, n in enumerate((1, 2, 1, None, 9))
    ]
    assert people_on(given, resources) == {4: "M. Kowalska · Crew A"}
    assert gantt_model(plan(), [item(4)], people=people_on(given, resources)).rows[0].people.startswith("M.")
