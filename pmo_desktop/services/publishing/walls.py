"""The annex of wall charts: the roadmap of all works of a body, and the plan of each of them."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.values import Zoned
from pmo_desktop.domain.works import OngoingService
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.gantt import GanttModel, closing
from pmo_desktop.readmodels.pack import PackContent
from pmo_desktop.readmodels.pack_health import GovernanceHealth
from pmo_desktop.readmodels.pack_walls import WallChart, wall_chart
from pmo_desktop.readmodels.plans import PlanFile, file_days, gantt_model, work_days
from pmo_desktop.readmodels.roadmap import WorkPlan, roadmap
from pmo_desktop.services.ports import Join, Reader, Store
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.facts import PackFacts, gather
from pmo_desktop.services.publishing.frame import Delivered, Frame
from pmo_desktop.services.publishing.numbers import Numbers

BOARD = "board"
HEALTH = keys.HEALTH
"""What the roadmap of all works is called where wall charts are chosen."""
_TIMES = (Join("plan_calendar", "plan", "plan"), Join("calendar", "id", "plan", "calendar"))


def with_plans(reader: Reader, facts: PackFacts) -> PackFacts:
    """The facts with the whole plans of the body's works, in three more statements."""
    works = {w.id: w for w in Frame(facts, facts.meeting.meeting.starts, "en").works}
    rows = reader.joined("plan", _TIMES, "work", list(works))
    ids = list(dict.fromkeys(row[0].id for row in rows))
    items = _by_plan(reader.where("plan_item", "plan", ids)) if ids else {}
    links = _by_plan(reader.where("plan_link", "plan", ids)) if ids else {}
    plans = []
    for plan, group in groupby(sorted(rows, key=lambda row: row[0].id.int), key=lambda row: row[0]):
        found = list(group)
        calendars = {row[1].id: row[1] for row in found if row[1] is not None}
        office = found[0][2]
        own = sorted(calendars.values(), key=lambda one: one.number)
        plans.append(
            PlanFile(
                plan,
                tuple(sorted(items.get(plan.id, ()), key=lambda item: (item.position, item.number))),
                links=tuple(links.get(plan.id, ())),
                days=work_days(office) if office is not None else file_days(own, plan.calendar_number)[0],
                service=isinstance(works[plan.work], OngoingService),
            )
        )
    return dc.replace(facts, plans=tuple(plans))


def _by_plan(records: Iterable[Any]) -> Mapping[UUID, list[Any]]:
    kept: dict[UUID, list[Any]] = {}
    for record in records:
        kept.setdefault(record.plan, []).append(record)
    return kept


def roadmap_chart(frame: Frame, _numbers: Numbers) -> Iterator[WallChart]:
    """The wall chart of the board: every work with its gates and milestones, by reference."""
    model = board_roadmap(frame)
    if model is not None:
        head = frame.head(keys.ROADMAP, tr("Wall chart: roadmap of all works"))
        yield wall_chart(head, "", model)


def board_roadmap(frame: Frame) -> GanttModel | None:
    """The roadmap of the works of a body that have a plan; None without any."""
    known = [WorkPlan(work, file.plan, file.items, file.links) for work, file in _planned(frame)]
    if not known:
        return None
    model = roadmap(known, closing(frame.day))
    return dc.replace(model, name=tr("Roadmap of the {body}", body=frame.title(frame.facts.meeting.body)))


def body_roadmap(store: Store, meeting: MeetingId, as_of: Zoned) -> GanttModel | None:
    """The roadmap of the works of a meeting's body, to be printed alone; None where no work has a plan.

    Raises Fault when there is no such meeting.
    """
    facts = with_plans(store.reader, gather(store, meeting))
    return board_roadmap(Frame(facts, as_of, language()))


def plan_charts(frame: Frame, _numbers: Numbers) -> Iterator[WallChart]:
    """The plan of each work."""
    for work, file in _planned(frame):
        model = gantt_model(file, frame.day)
        if len(model.rows):
            title = tr("Wall chart: {work}", work=frame.title(work))
            named = dc.replace(model, name=frame.title(work))
            yield wall_chart(frame.head(plan_key(work.ref), title), work.ref, named, endless=file.service)


def _planned(frame: Frame) -> list[tuple[Delivered, PlanFile]]:
    """Works with a plan, by reference."""
    plans = {file.plan.work: file for file in frame.facts.plans if file.items}
    found = ((work, plans[work.id]) for work in frame.works if work.id in plans)
    return sorted(found, key=lambda one: one[0].ref)


def plan_key(ref: str) -> str:
    """The section with the plan of a work."""
    return f"{keys.PLANS}-{ref}"


def chart_keys(content: PackContent) -> frozenset[str]:
    """Wall charts and the health of governance: a pack has these sections only where they are wanted."""
    return frozenset(s.head.key for s in content.sections if isinstance(s, WallChart | GovernanceHealth))


def chosen_charts(content: PackContent, charts: Collection[str]) -> PackContent:
    """The content with only those wall charts. Raises Fault naming one that there is not."""
    known_names = {BOARD: keys.ROADMAP, HEALTH: keys.HEALTH}
    wanted = {known_names.get(name) or plan_key(name): name for name in charts}
    known = chart_keys(content)
    for key, name in wanted.items():
        if key not in known:
            raise Fault(tr("{ref} has no plan that could go into this pack.", ref=name))
    kept = tuple(s for s in content.sections if s.head.key not in known or s.head.key in wanted)
    return dc.replace(content, sections=kept)
