"""A plan as it will be: an edit put onto the records of a plan file, without storing anything."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from pmo_desktop.domain.edits import Archive, Create, Edit, Restore, Set, Step, steps
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kinds
from pmo_desktop.readmodels.plans import PlanFile

R = TypeVar("R", bound=Record)
_PARTS = {
    "plan_item": "items",
    "plan_link": "links",
    "assignment": "assignments",
    "plan_resource": "resources",
    "plan_calendar": "calendars",
}
"""Kinds of records of a plan, and where a plan file holds them."""


def applied(file: PlanFile, edit: Edit) -> PlanFile:
    """The plan file with an edit in it. Steps on records of other kinds are passed over."""
    made: dict[str, Any] = {}
    plan = file.plan
    for step in steps(edit):
        if isinstance(step, Set) and step.id == plan.id:
            plan = _with(plan, step)
        elif step.kind in _PARTS:
            part = _PARTS[step.kind]
            if part not in made:
                made[part] = {record.id: record for record in getattr(file, part)}
            _put(made[part], step)
    parts: dict[str, Any] = {part: tuple(records.values()) for part, records in made.items()}
    if "items" in parts and _reordered(edit):
        parts["items"] = tuple(sorted(parts["items"], key=lambda item: (item.position, item.number)))
    return dc.replace(file, plan=plan, **parts)


def _reordered(edit: Edit) -> bool:
    """Whether an edit makes lines, or gives one another place."""
    return any(
        isinstance(step, Create)
        or (isinstance(step, Set) and any(change.name in ("position", "number") for change in step.changes))
        for step in steps(edit)
        if step.kind == "plan_item"
    )


def _put(records: dict[UUID, Any], step: Step) -> None:
    match step:
        case Create(kind, uid, values):
            records[uid] = kinds()[kind].cls(id=uid, **dict(values))
        case Set(_, uid) if uid in records:
            records[uid] = _with(records[uid], step)
        case Archive(_, uid):
            records.pop(uid, None)
        case Restore() | Set():
            pass


def _with(record: R, step: Set) -> R:
    return dc.replace(record, **{change.name: change.new for change in step.changes})


def besides_items(edit: Edit) -> Iterable[Step]:
    """The steps of an edit that neither make nor change lines."""
    return [step for step in steps(edit) if step.kind != "plan_item" or isinstance(step, (Archive, Restore))]
