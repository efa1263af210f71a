"""From the records of a plan to the rows and links of its Gantt chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from pmo_desktop.domain.plans import Assignment, ItemKind, Plan, PlanItem, PlanLink, PlanResource
from pmo_desktop.readmodels.gantt import GanttKind, GanttLink, GanttModel, GanttRow, opening

_KINDS = {
    ItemKind.SUMMARY: GanttKind.SUMMARY,
    ItemKind.MILESTONE: GanttKind.MILESTONE,
    ItemKind.EVENT: GanttKind.EVENT,
    ItemKind.DUTY: GanttKind.DUTY,
}
_ONE_DAY = timedelta(days=1)


def people_on(assignments: Iterable[Assignment], resources: Iterable[PlanResource]) -> dict[int, str]:
    """The names of those who work on each item, by the item's number."""
    names = {resource.number: resource.name or resource.initials for resource in resources}
    found: dict[int, list[str]] = defaultdict(list)
    for given in assignments:
        name = names.get(given.resource_no, "") if given.resource_no is not None else ""
        if name and name not in found[given.item_no]:
            found[given.item_no].append(name)
    return {item: " · ".join(kept) for item, kept in found.items()}


def gantt_model(
    plan: Plan,
    items: Sequence[PlanItem],
    links: Iterable[PlanLink] = (),
    *,
    people: Mapping[int, str] | None = None,
    as_at: datetime | None = None,
    baseline: int = 0,
    name: str = "",
) -> GanttModel:
    """The chart of a plan: active items by position, indented under their summaries.

    `as_at` is where the line stands, the plan's status date by default; `baseline` is the number of the
    one shown as a ghost.
    """
    ordered = sorted((item for item in items if item.active), key=lambda item: (item.position, item.number))
    levels = _levels(ordered)
    ids = {item.number: str(item.id) for item in ordered}
    rows = [_row(i, item, levels[item.number], baseline, people or {}) for i, item in enumerate(ordered, 1)]
    kept = [
        GanttLink(ids[link.from_no], ids[link.to_no], link.link_kind)
        for link in links
        if link.from_no in ids and link.to_no in ids
    ]
    if as_at is None and plan.status_date is not None:
        as_at = opening(plan.status_date)
    return GanttModel.of(
        rows, kept, as_at=as_at, minutes_per_day=plan.minutes_per_day or 480, name=name or plan.title
    )


def _levels(items: Sequence[PlanItem]) -> dict[int, int]:
    """The depth of each item by number; a parent that is missing, or above itself, counts as none."""
    parents = {item.number: item.parent for item in items}
    levels: dict[int, int] = {}
    for number in parents:
        path: list[int] = []
        at: int | None = number
        while at is not None and at in parents and at not in levels and at not in path:
            path.append(at)
            at = parents[at]
        depth = levels[at] + 1 if at is not None and at in levels else 0
        for below in reversed(path):
            levels[below] = depth
            depth += 1
    return levels


def _row(number: int, item: PlanItem, level: int, baseline: int, people: Mapping[int, str]) -> GanttRow:
    start, finish = _agreed(item, baseline)
    return GanttRow(
        id=str(item.id),
        number=number,
        name=item.name,
        wbs=item.wbs,
        level=level,
        kind=_kind(item),
        start=item.start,
        finish=item.finish,
        baseline_start=start,
        baseline_finish=finish,
        progress=item.percent,
        duration=item.duration,
        total_slack=item.total_slack,
        critical=item.critical and item.item_kind is not ItemKind.SUMMARY,
        people=people.get(item.number, ""),
        mark=item.gate,
        note=str(item.notes),
    )


def _kind(item: PlanItem) -> GanttKind:
    """A milestone with a gate number is a gate; an event of several days is drawn as long as it is."""
    if item.gate:
        return GanttKind.GATE
    if (
        item.item_kind is ItemKind.EVENT
        and item.start
        and item.finish
        and item.finish - item.start > _ONE_DAY
    ):
        return GanttKind.TASK
    return _KINDS.get(item.item_kind, GanttKind.TASK)


def _agreed(item: PlanItem, baseline: int) -> tuple[datetime | None, datetime | None]:
    if baseline == 0:
        return item.baseline_start, item.baseline_finish
    found = next((b for b in item.baselines if b.number == baseline), None)
    return (found.start, found.finish) if found else (None, None)
