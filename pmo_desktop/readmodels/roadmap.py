"""Several works in one chart: a row for each work, below it its gates and milestones, and what leads across.

A plan knows a milestone of another plan as a stand-in of the same name (`external`). Where that other plan
is on the roadmap too, the link leads from its own milestone.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pmo_desktop.domain.plans import ItemKind, Plan, PlanItem, PlanLink
from pmo_desktop.domain.values import Points
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.readmodels.gantt_rows import GanttKind, GanttLink, GanttRow
from pmo_desktop.readmodels.plans import leaves

_POINTS = (ItemKind.MILESTONE, ItemKind.EVENT)


@dc.dataclass(frozen=True)
class WorkPlan:
    """A work with its plan, where it has one."""

    work: Any
    plan: Plan | None = None
    items: Sequence[PlanItem] = ()
    links: Sequence[PlanLink] = ()


def roadmap(works: Iterable[WorkPlan], as_at: datetime | None = None) -> GanttModel:
    """The chart of several works in the order given; ids of rows are those of works and of items."""
    kept = list(works)
    rows = [row for work in kept for row in _rows_of(work)]
    numbered = [dc.replace(row, number=i) for i, row in enumerate(rows, 1)]
    shown = {row.id for row in rows}
    links = dict.fromkeys((*_within(kept, shown), *_across(kept, shown)))
    return GanttModel.of(numbered, links, as_at=as_at, name=tr("Roadmap"))


def _rows_of(known: WorkPlan) -> Iterator[GanttRow]:
    items = [item for item in known.items if item.active and not item.external]
    start = min((i.start for i in items if i.start), default=None)
    finish = max((i.finish for i in items if i.finish), default=None)
    before = min((i.baseline_start for i in items if i.baseline_start), default=None)
    until = max((i.baseline_finish for i in items if i.baseline_finish), default=None)
    title = known.work.title.said(language())
    name = tr("{title} ({code})", code=known.work.ref, title=title)
    yield GanttRow(
        id=str(known.work.id),
        number=0,
        name=name if start else tr("{work} (no plan)", work=name),
        kind=GanttKind.SUMMARY,
        start=start,
        finish=finish,
        baseline_start=before,
        baseline_finish=until,
        progress=_done(items),
    )
    points = [i for i in items if (i.gate or i.item_kind in _POINTS) and (i.finish or i.start)]
    yield from map(_point, sorted(points, key=lambda i: (i.finish or i.start, i.position)))


def _done(items: Sequence[PlanItem]) -> Points:
    """The share done of all finite work, by duration."""
    weighed = [(item.percent, item.duration) for item in leaves(items) if item.duration]
    whole = sum(weight for _, weight in weighed)
    return Points(round(sum(share * weight for share, weight in weighed) / whole) if whole else 0)


def _point(item: PlanItem) -> GanttRow:
    at = item.finish or item.start
    return GanttRow(
        id=str(item.id),
        number=0,
        name=item.name,
        level=1,
        kind=GanttKind.GATE if item.gate else GanttKind.MILESTONE,
        start=at,
        finish=at,
        baseline_start=item.baseline_finish,
        baseline_finish=item.baseline_finish,
        progress=item.percent,
        total_slack=item.total_slack,
        deadline=item.deadline,
        critical=item.critical,
        mark=item.gate,
    )


def _within(works: Iterable[WorkPlan], shown: set[str]) -> Iterator[GanttLink]:
    """Links of a plan whose ends both show."""
    for known in works:
        by_number = {item.number: item for item in known.items}
        for link in known.links:
            one, two = by_number.get(link.from_no), by_number.get(link.to_no)
            if one and two and str(one.id) in shown and str(two.id) in shown:
                yield GanttLink(str(one.id), str(two.id), link.link_kind)


def _across(works: Sequence[WorkPlan], shown: set[str]) -> Iterator[GanttLink]:
    """From a milestone of one plan to what waits for its stand-in in another, or to that other work."""
    own = {
        item.name.casefold(): (known, item)
        for known in works
        for item in known.items
        if not item.external and str(item.id) in shown
    }
    for known in works:
        by_number = {item.number: item for item in known.items}
        for link in known.links:
            one, two = by_number.get(link.from_no), by_number.get(link.to_no)
            if one is None or two is None or not one.external:
                continue
            source, target = own.get(one.name.casefold()), _shown_above(two, by_number, shown)
            if source is not None and source[0] is not known:
                yield GanttLink(str(source[1].id), target or str(known.work.id), link.link_kind)


def _shown_above(item: PlanItem, by_number: Mapping[int, PlanItem], shown: set[str]) -> str:
    """The id of an item when it shows, else empty: its work stands for it."""
    return str(item.id) if str(item.id) in shown and item.number in by_number else ""
