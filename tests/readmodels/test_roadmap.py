"""Several works in one chart: a row for each, gates and milestones below, links across plans."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime
from typing import Any
from uuid import uuid4

from pmo_desktop.domain.ids import PlanItemId, PlanLinkId
from pmo_desktop.domain.plans import ItemKind, Plan, PlanItem, PlanLink
from pmo_desktop.domain.values import Minutes, Points, Wall
from pmo_desktop.domain.works import Project
from pmo_desktop.readmodels.gantt import GanttKind
from pmo_desktop.readmodels.roadmap import WorkPlan, roadmap
from tests import builders as b


def at(month: int, day: int) -> Wall:
    return Wall(datetime(2026, month, day, 17))


def item(plan: Plan, number: int, **more: Any) -> PlanItem:
    made = PlanItem(id=PlanItemId(uuid4()), plan=plan.id, number=number, name=f"Item {number}")
    return dc.replace(made, **({"position": number} | more))


def link(plan: Plan, first: int, then: int) -> PlanLink:
    return PlanLink(id=PlanLinkId(uuid4()), plan=plan.id, from_no=first, to_no=then)


def planned(title: str) -> tuple[Project, Plan]:
    work = b.project(title)
    return work, b.plan(work.id)


def test_works_have_rows_with_their_milestones_by_date() -> None:
    work, plan = planned("Bridge")
    late = item(plan, 1, item_kind=ItemKind.MILESTONE, start=at(9, 1), finish=at(9, 1), gate="G2")
    early = item(plan, 2, item_kind=ItemKind.MILESTONE, start=at(3, 1), finish=at(3, 1))
    task = item(plan, 3, start=at(2, 1), finish=at(10, 1), duration=Minutes(480), percent=Points(2_500))
    other, _ = planned("No plan yet")
    model = roadmap([WorkPlan(work, plan, [late, early, task]), WorkPlan(other)])
    assert [(r.number, r.level, r.kind, r.progress) for r in model.rows] == [
        (1, 0, GanttKind.SUMMARY, 2_500),
        (2, 1, GanttKind.MILESTONE, 0),
        (3, 1, GanttKind.GATE, 0),
        (4, 0, GanttKind.SUMMARY, 0),
    ]
    assert (model.rows[0].start, model.rows[0].finish) == (at(2, 1), at(10, 1))
    assert model.rows[3].name.endswith("(no plan)")


def test_a_stand_in_links_to_the_milestone_of_the_other_plan() -> None:
    bridge, plan1 = planned("Bridge")
    road, plan2 = planned("Road")
    gate = item(plan1, 1, item_kind=ItemKind.MILESTONE, finish=at(5, 1), start=at(5, 1), name="Bridge open")
    stand_in = item(plan2, 1, external=True, name="Bridge open", start=at(5, 1), finish=at(5, 1))
    opening = item(plan2, 2, item_kind=ItemKind.MILESTONE, start=at(6, 1), finish=at(6, 1))
    paving = item(plan2, 3, start=at(5, 2), finish=at(5, 20))
    links = [link(plan2, 1, 2), link(plan2, 1, 3)]
    model = roadmap(
        [WorkPlan(bridge, plan1, [gate]), WorkPlan(road, plan2, [stand_in, opening, paving], links)]
    )
    found = {(one.from_row, one.to_row) for one in model.links}
    assert found == {(str(gate.id), str(opening.id)), (str(gate.id), model.rows[2].id)}
    assert str(stand_in.id) not in model.places
