"""A plan and its chart with other values of a few lines: whatever was worked out of all others is kept.

A plan of ten thousand lines is put together in a tenth of a second, and people change one line at a time.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.readmodels import planchart
from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.readmodels.plans import PlanFile, load_of

_SHAPING = ("number", "parent", "position", "active", "item_kind", "gate", "baselines")
"""Fields that give lines another place or another look in the outline, or other ghosts behind them."""
_KEPT = (
    "places", "numbers_shown", "lines_shown", "links_into", "links_out", "links_by_id", "assignments_by_id",
    "work_on", "resource_names", "parents",
)  # fmt: skip
"""What does not hang on the values of lines."""


def with_lines(
    file: PlanFile, changed: Sequence[PlanItem], names: Mapping[int, str] | None = None
) -> PlanFile | None:
    """The plan with other values of some of its lines; None where that changes the outline.

    `names` are of those responsible, by number of the line.
    """
    places = file.places
    if not all(_stays(file, item) for item in changed):
        return None
    items = list(file.items)
    for item in changed:
        items[places[item.number]] = item
    responsible = file.responsible
    if names is not None and any(responsible.get(n, "") != name for n, name in names.items()):
        responsible = {n: name for n, name in {**responsible, **names}.items() if name}
    made = dc.replace(file, items=tuple(items), responsible=responsible)
    made.__dict__.update(_worked_out(file, changed))
    if responsible is file.responsible and "people" in file.__dict__:
        made.__dict__["people"] = file.people
    return made


def _stays(file: PlanFile, item: PlanItem) -> bool:
    """Whether a line is one of the plan already, and in the same place of its outline."""
    was = file.by_number.get(item.number)
    return was is not None and was.id == item.id and same_shape(was, item)


def same_shape(one: PlanItem, other: PlanItem) -> bool:
    """Whether two states of a line stand in the same place of the outline."""
    return all(getattr(one, name) == getattr(other, name) for name in _SHAPING)


def _worked_out(file: PlanFile, changed: Sequence[PlanItem]) -> dict[str, Any]:
    known = file.__dict__
    found = {name: known[name] for name in _KEPT if name in known}
    if "by_id" in known:
        found["by_id"] = {**file.by_id, **{str(item.id): item for item in changed}}
    found["by_number"] = {**file.by_number, **{item.number: item for item in changed}}
    if "network" in known and _begins(file) and file.network.takes(changed):
        found["network"] = file.network.updated(changed)
    return found


def _begins(file: PlanFile) -> bool:
    """Whether a plan says when it begins, so that its lines do not."""
    plan = file.plan
    return not plan.from_finish and (plan.begins or plan.file_start) is not None


def differing(before: PlanFile, after: PlanFile) -> list[PlanItem] | None:
    """The lines that have other values in the same plan; None where anything else may be different too."""
    parts = ("plan", "links", "assignments", "resources", "calendars", "office", "days", "service")
    if len(before.items) != len(after.items) or any(
        getattr(before, part) is not getattr(after, part) for part in parts
    ):
        return None
    pairs = [(one, two) for one, two in zip(before.items, after.items, strict=True) if one is not two]
    return [two for one, two in pairs] if all(same_shape(one, two) for one, two in pairs) else None


def model_with_lines(
    model: GanttModel, file: PlanFile, changed: Sequence[PlanItem], baseline: int = 0
) -> GanttModel:
    """The chart of all lines of a plan, with the values of some of them taken from `file`."""
    known = file.people, file.lines_shown, file.rests
    made = planchart.changed_model(model, file.by_id, changed, baseline, *known)
    kept = {name: value for name, value in made.__dict__.items() if name in planchart.OUTLINED}
    found = dc.replace(made, load=partial(load_of, file))
    found.__dict__.update(kept)
    return found
