"""Reading several works with their plans for one chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.readmodels.roadmap import WorkPlan, roadmap
from pmo_desktop.services.ports import Reader


def read_roadmap(reader: Reader, works: Sequence[UUID], as_at: datetime | None) -> GanttModel:
    """The roadmap of some works, in the order given, in four statements."""
    found = {UUID(int=uid.int): work for uid, work in reader.get("work", works).items()}
    plans = {UUID(int=p.work.int): p for p in reader.where("plan", "work", list(works))}
    ids = [plan.id for plan in plans.values()]
    items = _by_plan(reader.where("plan_item", "plan", ids)) if ids else {}
    links = _by_plan(reader.where("plan_link", "plan", ids)) if ids else {}
    known = []
    for uid in works:
        plan = plans.get(uid)
        if uid in found:
            own = plan.id if plan is not None else None
            known.append(WorkPlan(found[uid], plan, items.get(own, ()), links.get(own, ())))
    return roadmap(known, as_at)


def _by_plan(records: Iterable[Any]) -> dict[Any, list[Any]]:
    kept: dict[Any, list[Any]] = {}
    for record in records:
        kept.setdefault(record.plan, []).append(record)
    return kept
