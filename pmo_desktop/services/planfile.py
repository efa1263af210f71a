"""A stored plan as the frozen value that schedule files are read into and written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from pmo_desktop.domain import schedulefile as sf
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.plans import ItemKind, LagKind, Plan, PlanItem, PlanLink
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import language, tr
from pmo_desktop.services.ports import Reader

_KINDS: Mapping[ItemKind, sf.TaskKind] = {
    ItemKind.SUMMARY: sf.TaskKind.SUMMARY,
    ItemKind.MILESTONE: sf.TaskKind.MILESTONE,
    ItemKind.LOE: sf.TaskKind.LEVEL_OF_EFFORT,
}


def plan_file(reader: Reader, ref: str) -> sf.ScheduleFile:
    """The plan of a work. Raises Fault when there is no such work, or it has no plan."""
    work = reader.by_ref("work", ref)
    if work is None:
        raise Fault(tr("The database has no work called {ref}.", ref=ref))
    plans = reader.where("plan", "work", [work.id])
    if not plans:
        raise Fault(tr("{ref} has no plan.", ref=ref))
    return _file(reader, work, plans[0])


def _file(reader: Reader, work: Work, plan: Plan) -> sf.ScheduleFile:
    """Everything of one plan, in six statements."""
    items = sorted(reader.where("plan_item", "plan", [plan.id]), key=lambda i: (i.position, i.number))
    calendars = sorted(reader.where("plan_calendar", "plan", [plan.id]), key=lambda c: c.number)
    resources = sorted(reader.where("plan_resource", "plan", [plan.id]), key=lambda r: r.number)
    assigned = reader.where("assignment", "plan", [plan.id])
    base = next((c.times.uid for c in calendars if c.times.is_base), None)
    numbers = {i.number for i in items}
    people = {r.number for r in resources}
    return sf.ScheduleFile(
        source=work.ref,
        format="",
        header=_header(work, plan, base),
        calendars=tuple(c.times for c in calendars),
        tasks=tuple(_tasks(items)),
        links=tuple(_link(n) for n in reader.where("plan_link", "plan", [plan.id])),
        resources=tuple(
            sf.Resource(
                uid=r.number,
                id=n,
                name=r.name,
                kind=sf.ResourceKind[r.resource_kind.name],
                initials=r.initials,
                max_units=1.0 if r.max_units is None else r.max_units / 10_000,
                calendar_uid=r.calendar_number,
            )
            for n, r in enumerate(resources, 1)
        ),
        assignments=tuple(
            sf.Assignment(
                uid=n,
                task_uid=a.item_no,
                resource_uid=a.resource_no,
                units=1.0 if a.units is None else a.units / 10_000,
                work_minutes=a.work_minutes,
            )
            for n, a in enumerate(assigned, 1)
            if a.resource_no in people and a.item_no in numbers
        ),
    )


def _header(work: Work, plan: Plan, calendar: int | None) -> sf.FileHeader:
    status = None if plan.status_date is None else datetime.combine(plan.status_date, time(17))
    return sf.FileHeader(
        title=plan.title or str(work.title.said(language())),
        status_date=status,
        start=plan.file_start,
        finish=plan.file_finish,
        calendar_uid=calendar,
        minutes_per_day=plan.minutes_per_day,
        minutes_per_week=5 * plan.minutes_per_day,
    )


def _tasks(items: Sequence[PlanItem]) -> list[sf.Task]:
    levels: dict[int, int] = {}
    parents = {i.parent for i in items}
    found = []
    for place, item in enumerate(items, 1):
        levels[item.number] = levels.get(item.parent or 0, 0) + 1 if item.parent is not None else 1
        summary = item.number in parents
        kind = sf.TaskKind.SUMMARY if summary else _KINDS.get(item.item_kind, sf.TaskKind.TASK)
        found.append(_task(item, place, levels[item.number], kind))
    return found


def _task(item: PlanItem, place: int, level: int, kind: sf.TaskKind) -> sf.Task:
    percent = round(item.percent / 100)
    return sf.Task(
        uid=item.number,
        id=place,
        name=item.name,
        kind=kind,
        wbs=item.wbs,
        outline_level=level,
        parent_uid=item.parent,
        manual=item.manual,
        active=item.active,
        critical=item.critical,
        marked_milestone=kind is sf.TaskKind.MILESTONE,
        start=item.start,
        finish=item.finish,
        manual_start=item.start if item.manual else None,
        manual_finish=item.finish if item.manual else None,
        duration_minutes=item.duration,
        elapsed=item.elapsed,
        work_minutes=item.effort,
        constraint=sf.ConstraintKind[item.constraint.name],
        constraint_date=item.constraint_date,
        deadline=item.deadline,
        priority=item.priority,
        calendar_uid=item.calendar_number,
        percent_complete=percent,
        actual_start=item.actual_start,
        actual_finish=item.actual_finish,
        remaining_duration_minutes=item.remaining,
        total_slack_minutes=item.total_slack,
        notes=item.notes,
        baselines=_baselines(item),
    )


def _baselines(item: PlanItem) -> tuple[sf.TaskBaseline, ...]:
    later = tuple(sf.TaskBaseline(b.number, b.start, b.finish, b.duration, b.work) for b in item.baselines)
    if item.baseline_start is None and item.baseline_finish is None:
        return later
    return (sf.TaskBaseline(0, item.baseline_start, item.baseline_finish), *later)


def _link(link: PlanLink) -> sf.Link:
    percent = link.lag_kind is LagKind.PERCENT
    return sf.Link(
        link.from_no,
        link.to_no,
        sf.LinkType[link.link_kind.name],
        0.0 if percent else float(link.lag),
        link.lag / 100 if percent else None,
        link.lag_kind is LagKind.ELAPSED,
        sf.TimeUnit.PERCENT if percent else sf.TimeUnit.DAY,
    )
