"""A small plan of five lines in a chain, to check, to simulate and to compare."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import Any
from uuid import uuid4

from pmo_desktop.domain.ids import PlanItemId, PlanLinkId
from pmo_desktop.domain.plans import ItemKind, LinkKind, Plan, PlanItem, PlanLink
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.readmodels.plans import PlanFile
from tests import builders as b

MONDAY = dt.date(2026, 7, 6)
DAY = 480
NAMES = ("Dig", "Pour", "Build", "Fit out")


def wall(day: dt.date, hour: int) -> Wall:
    """A wall-clock time."""
    return Wall(dt.datetime.combine(day, dt.time(hour)))


def line(plan: Plan, number: int, name: str, begin: dt.date, days: int, **more: Any) -> PlanItem:
    """A line of so many working days from eight to five."""
    end = WorkDays().add_working_days(begin, days - 1) if days > 1 else begin
    usual: dict[str, Any] = {
        "id": PlanItemId(uuid4()), "plan": plan.id, "number": number, "position": number * 100, "name": name,
        "start": wall(begin, 8), "finish": wall(end, 17), "duration": Minutes(days * DAY),
    }  # fmt: skip
    return PlanItem(**(usual | more))


def chain(**plan_fields: Any) -> PlanFile:
    """Four lines of a working week each, one after the other, and a milestone at the end."""
    plan = b.plan(uuid4(), begins=wall(MONDAY, 8), **plan_fields)
    begins = [MONDAY + dt.timedelta(weeks=n) for n in range(4)]
    lines = [line(plan, n, name, begins[n - 1], 5) for n, name in enumerate(NAMES, 1)]
    ends = lines[-1].finish
    done = line(plan, 5, "Handed over", begins[3], 1, item_kind=ItemKind.MILESTONE, duration=Minutes(0))
    lines.append(dc.replace(done, start=ends, finish=ends))
    links = tuple(
        PlanLink(id=PlanLinkId(uuid4()), plan=plan.id, from_no=n, to_no=n + 1, link_kind=LinkKind.FS)
        for n in range(1, 5)
    )
    return PlanFile(plan, tuple(lines), links=links)
