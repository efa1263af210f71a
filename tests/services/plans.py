"""Plans for tests as lines and arrows: eight hours a day, Monday to Friday, from 6 July 2026."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from pmo_desktop.domain.ids import PlanId, PlanItemId, PlanLinkId, WorkId
from pmo_desktop.domain.plans import LinkKind, Plan, PlanItem, PlanLink
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.rescheduling import rescheduled

MONDAY = date(2026, 7, 6)
PLAN = PlanId(UUID(int=1))


def wall(day: date, hour: int = 8) -> Wall:
    """An hour of a day."""
    return Wall(datetime.combine(day, time(hour)))


def item(number: int, days: float = 1, **more: Any) -> PlanItem:
    """A line called after its number, `days` working days long."""
    usual: dict[str, Any] = {
        "id": PlanItemId(uuid4()), "plan": PLAN, "number": number, "position": number * 100,
        "name": f"Line {number}", "duration": Minutes(round(days * 480)),
        "start": wall(MONDAY), "finish": wall(MONDAY, 17),
    }  # fmt: skip
    return PlanItem(**(usual | more))


def link(source: int, target: int, kind: LinkKind = LinkKind.FS, **more: Any) -> PlanLink:
    """A link between two numbers."""
    return PlanLink(id=PlanLinkId(uuid4()), plan=PLAN, from_no=source, to_no=target, link_kind=kind, **more)


def plan_file(*items: PlanItem, links: tuple[PlanLink, ...] = (), **plan: Any) -> PlanFile:
    """A plan whose dates are as the network has them, and follow at once."""
    usual: dict[str, Any] = {"automatic": True, "begins": wall(MONDAY)}
    file = PlanFile(Plan(id=PLAN, work=WorkId(uuid4()), **(usual | plan)), items, {}, links)
    return dc.replace(file, items=rescheduled(file).items)


def stretch(found: PlanItem) -> tuple[date, date]:
    """First and last day of a line."""
    assert found.start
    assert found.finish
    return found.start.date(), found.finish.date()
