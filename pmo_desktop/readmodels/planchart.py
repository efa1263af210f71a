"""From the records of a plan to the rows and links of its Gantt chart."""

from __future__ import annotations

import dataclasses as dc
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pmo_desktop.domain.plans import Assignment, ItemKind, Plan, PlanItem, PlanLink, PlanResource
from pmo_desktop.readmodels.gantt import GanttModel, Ghost
from pmo_desktop.readmodels.gantt_columns import CONSTRAINTS, KINDS, GanttColumns, days_from, rest_columns
from pmo_desktop.readmodels.gantt_rows import DONE, POINT_KINDS, GanttKind, GanttRow, Lazy, opening

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pmo_desktop.readmodels.planrests import Rests

_KINDS = {
    ItemKind.SUMMARY: GanttKind.SUMMARY,
    ItemKind.MILESTONE: GanttKind.MILESTONE,
    ItemKind.EVENT: GanttKind.EVENT,
    ItemKind.DUTY: GanttKind.DUTY,
}
OUTLINED = ("ids", "places", "outline", "parents", "foldable")
"""What a model works out of its rows that stays while their outline does."""
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


def in_order(items: Iterable[PlanItem]) -> list[PlanItem]:
    """The items that show, as they stand below each other."""
    return sorted((item for item in items if item.active), key=lambda item: (item.position, item.number))


def gantt_model(
    plan: Plan,
    items: Sequence[PlanItem],
    links: Iterable[PlanLink] = (),
    *,
    people: Mapping[int, str] | None = None,
    as_at: datetime | None = None,
    baseline: int = 0,
    also: Sequence[int] = (),
    name: str = "",
    lines: Mapping[int, int] | None = None,
    rests: Mapping[int, Rests] | None = None,
) -> GanttModel:
    """The chart of a plan: active items by position, indented under their summaries.

    `as_at` is where the line stands, the plan's status date by default; `baseline` is the number of the
    one shown as a ghost, `also` names further ones. Rows are made where they are looked at. `lines` are
    their numbers by that of the item, where some are left out; 0 for none. `rests` are of lines in pieces,
    by number.
    """
    ordered = in_order(items)
    levels, known, broken = _levels(ordered), people or {}, rests or {}
    if as_at is None and plan.status_date is not None:
        as_at = opening(plan.status_date)

    def row(i: int) -> GanttRow:
        item = ordered[i]
        line = i + 1 if lines is None else lines.get(item.number, 0)
        return _row(line, item, levels[item.number], baseline, known, broken)

    columns = _columns(ordered, levels, links, baseline)
    if broken:
        columns = dc.replace(columns, rests=rest_columns(_by_row(ordered, broken)))
    return GanttModel.from_columns(
        columns,
        [str(item.id) for item in ordered],
        Lazy(len(ordered), row),
        as_at=as_at,
        minutes_per_day=plan.minutes_per_day or 480,
        name=name or plan.title,
        ghosts=tuple(_ghost(ordered, number) for number in also if number != baseline),
    )


def changed_model(
    model: GanttModel,
    items: Mapping[str, PlanItem],
    changed: Sequence[PlanItem],
    baseline: int,
    people: Mapping[int, str],
    lines: Mapping[int, int],
    rests: Mapping[int, Rests],
) -> GanttModel:
    """A chart with the values of some of its rows anew; the rows and their outline stay as they are.

    `items` are all lines by the text of their id, `lines` the numbers of rows by those of their items.
    """
    import numpy as np

    ids, columns, level = model.ids, model.columns, model.columns.level.tolist()
    rows = [item for item in changed if str(item.id) in model.places]
    at = np.array([model.places[str(item.id)] for item in rows], dtype=np.intp)
    depths = {item.number: level[i] for item, i in zip(rows, at.tolist(), strict=True)}
    fresh = _columns(rows, depths, (), baseline)
    new = {}
    for field in dc.fields(GanttColumns):
        if field.name != "rests" and not field.name.startswith("link_"):
            new[field.name] = getattr(columns, field.name).copy()
            new[field.name][at] = getattr(fresh, field.name)

    def row(i: int) -> GanttRow:
        item = items[ids[i]]
        return _row(lines[item.number], item, level[i], baseline, people, rests)

    if rests or len(columns.rests.row):
        new["rests"] = rest_columns(_by_row([items[row_id] for row_id in ids], rests))

    made = GanttModel.from_columns(dc.replace(columns, **new), ids, Lazy(len(ids), row))
    kept = {name: getattr(made, name) for name in ("rows", "start", "finish", "given")}
    found = dc.replace(model, **kept)
    found.__dict__.update({name: value for name, value in model.__dict__.items() if name in OUTLINED})
    return found


def _columns(
    items: Sequence[PlanItem], levels: Mapping[int, int], links: Iterable[PlanLink], baseline: int
) -> GanttColumns:
    """The arrays of a plan, straight from its items."""
    import numpy as np

    kinds = [_kind(item) for item in items]
    agreed = [_agreed(item, baseline) for item in items]
    places = {item.number: i for i, item in enumerate(items)}
    one, two, kind = _ends(links, places)
    constraints = {kind: i for i, kind in enumerate(CONSTRAINTS)}
    summary = np.array([k is GanttKind.SUMMARY for k in kinds], dtype=bool)
    slack = [np.nan if item.total_slack is None else item.total_slack for item in items]
    return GanttColumns(
        start=days_from(item.start or item.finish for item in items),
        finish=days_from(item.finish or item.start for item in items),
        base_start=days_from(start or finish for start, finish in agreed),
        base_finish=days_from(finish or start for start, finish in agreed),
        progress=np.clip(np.array([item.percent for item in items], dtype=float) / DONE, 0, 1),
        critical=np.array([item.critical for item in items], dtype=bool) & ~summary,
        point=np.array([k in POINT_KINDS for k in kinds], dtype=bool),
        gate=np.array([k is GanttKind.GATE for k in kinds], dtype=bool),
        summary=summary,
        link_from=one,
        link_to=two,
        link_kind=kind,
        level=np.array([levels[item.number] for item in items], dtype=np.intp),
        slack=np.array(slack, dtype=float),
        deadline=days_from(item.deadline for item in items),
        constraint=np.array([constraints[item.constraint] for item in items], dtype=np.intp),
        constraint_date=days_from(item.constraint_date for item in items),
    )


def _by_row(items: Sequence[PlanItem], rests: Mapping[int, Rests]) -> list[tuple[int, Rests]]:
    return [(row, rests[item.number]) for row, item in enumerate(items) if item.number in rests]


def _ends(
    links: Iterable[PlanLink], places: Mapping[int, int]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """From, to and kind of the links between items that show."""
    import numpy as np

    kinds = {kind: i for i, kind in enumerate(KINDS)}
    found = [
        (places[link.from_no], places[link.to_no], kinds[link.link_kind])
        for link in links
        if link.from_no in places and link.to_no in places
    ]
    ends = np.array(found, dtype=np.intp).reshape(-1, 3)
    return ends[:, 0].copy(), ends[:, 1].copy(), ends[:, 2].copy()


def _ghost(items: Sequence[PlanItem], number: int) -> Ghost:
    agreed = [_agreed(item, number) for item in items]
    return Ghost(
        number,
        days_from(start or finish for start, finish in agreed),
        days_from(finish or start for start, finish in agreed),
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


def _row(
    number: int,
    item: PlanItem,
    level: int,
    baseline: int,
    people: Mapping[int, str],
    rests: Mapping[int, Rests],
) -> GanttRow:
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
        free_slack=item.free_slack,
        deadline=item.deadline,
        constraint=item.constraint,
        constraint_date=item.constraint_date,
        critical=item.critical and item.item_kind is not ItemKind.SUMMARY,
        people=people.get(item.number, ""),
        mark=item.gate,
        note=str(item.notes),
        rests=rests.get(item.number, ()),
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
