"""A stored plan as the frozen value that schedule files are read into and written from."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from datetime import datetime, time

from pmo_desktop.domain import schedulefile as sf
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.organisation import Calendar
from pmo_desktop.domain.plans import (
    Assignment,
    ItemKind,
    LagKind,
    Plan,
    PlanCalendar,
    PlanItem,
    PlanLink,
    PlanResource,
)
from pmo_desktop.domain.schedulecalendar import USUAL_WEEK
from pmo_desktop.domain.schedulecalendar import Calendar as FileCalendar
from pmo_desktop.domain.schedulecalendar import CalendarException as FileException
from pmo_desktop.i18n import language, tr
from pmo_desktop.scheduling.pausing import splits_of
from pmo_desktop.scheduling.ticks import MINUTE
from pmo_desktop.scheduling.workpattern import pattern_of
from pmo_desktop.scheduling.worktime import WorkClock
from pmo_desktop.services.ports import Reader

_KINDS: Mapping[ItemKind, sf.TaskKind] = {
    ItemKind.SUMMARY: sf.TaskKind.SUMMARY,
    ItemKind.MILESTONE: sf.TaskKind.MILESTONE,
    ItemKind.LOE: sf.TaskKind.LEVEL_OF_EFFORT,
}


@dc.dataclass(frozen=True, slots=True)
class Records:
    """The records of one plan, in any order."""

    plan: Plan
    items: Sequence[PlanItem]
    links: Sequence[PlanLink] = ()
    calendars: Sequence[PlanCalendar] = ()
    resources: Sequence[PlanResource] = ()
    assigned: Sequence[Assignment] = ()
    office: Calendar | None = None
    """The calendar of the office, for plans that brought none."""


def plan_file(reader: Reader, ref: str) -> sf.ScheduleFile:
    """The plan of a work. Raises Fault when there is no such work, or it has no plan."""
    work = reader.by_ref("work", ref)
    if work is None:
        raise Fault(tr("The database has no work called {ref}.", ref=ref))
    plans = reader.where("plan", "work", [work.id])
    if not plans:
        raise Fault(tr("{ref} has no plan.", ref=ref))
    plan = plans[0]
    office = reader.get("calendar", [plan.calendar]).get(plan.calendar) if plan.calendar else None
    records = Records(
        plan,
        items=reader.where("plan_item", "plan", [plan.id]),
        links=reader.where("plan_link", "plan", [plan.id]),
        calendars=reader.where("plan_calendar", "plan", [plan.id]),
        resources=reader.where("plan_resource", "plan", [plan.id]),
        assigned=reader.where("assignment", "plan", [plan.id]),
        office=office,
    )
    return file_of(records, work.ref, str(work.title.said(language())))


def file_of(records: Records, source: str, title: str) -> sf.ScheduleFile:
    """The records of a plan as a file called `source`; `title` is for plans without one of their own."""
    plan = records.plan
    items = sorted(records.items, key=lambda i: (i.position, i.number))
    calendars = tuple(c.times for c in sorted(records.calendars, key=lambda c: c.number))
    calendars = calendars or (_office(records.office),)
    numbers, people = {i.number for i in items}, {r.number for r in records.resources}
    named = plan.calendar_number
    if named is None:
        named = next((c.uid for c in calendars if c.is_base), None)
    return sf.ScheduleFile(
        source=source,
        format="",
        header=_header(plan, plan.title or title, named),
        calendars=calendars,
        tasks=tuple(_tasks(items, named, {c.uid: c for c in calendars})),
        links=tuple(_link(n) for n in records.links),
        resources=tuple(
            _resource(r, n) for n, r in enumerate(sorted(records.resources, key=lambda r: r.number), 1)
        ),
        assignments=tuple(
            _assignment(a, a.resource_no, n)
            for n, a in enumerate(records.assigned, 1)
            if a.resource_no is not None and a.resource_no in people and a.item_no in numbers
        ),
    )


def _office(office: Calendar | None) -> FileCalendar:
    """The office's calendar as one of a file; the usual week where there is none."""
    if office is None:
        return FileCalendar(1, tr("Standard"), is_base=True, week=USUAL_WEEK)
    days = (FileException(e.name, e.first, e.last, e.times) for e in office.exceptions if not e.rule)
    name = str(office.title.said(language()))
    return FileCalendar(1, name, is_base=True, week=office.week.days, exceptions=tuple(days))


def _resource(one: PlanResource, place: int) -> sf.Resource:
    return sf.Resource(
        uid=one.number,
        id=place,
        name=one.name,
        kind=sf.ResourceKind[one.resource_kind.name],
        initials=one.initials,
        max_units=1.0 if one.max_units is None else one.max_units / 10_000,
        calendar_uid=one.calendar_number,
    )


def _assignment(one: Assignment, resource: int, uid: int) -> sf.Assignment:
    return sf.Assignment(
        uid=uid,
        task_uid=one.item_no,
        resource_uid=resource,
        units=1.0 if one.units is None else one.units / 10_000,
        work_minutes=one.work_minutes,
        actual_work_minutes=one.actual_minutes,
        remaining_work_minutes=one.remaining_minutes,
        delay_minutes=one.delay_minutes,
    )


def _header(plan: Plan, title: str, calendar: int | None) -> sf.FileHeader:
    status = None if plan.status_date is None else datetime.combine(plan.status_date, time(17))
    return sf.FileHeader(
        title=title,
        status_date=status,
        start=plan.begins or plan.file_start,
        finish=plan.ends or plan.file_finish,
        from_start=not plan.from_finish,
        calendar_uid=calendar,
        minutes_per_day=plan.minutes_per_day,
        minutes_per_week=5 * plan.minutes_per_day,
        critical_slack_days=plan.critical_limit / plan.minutes_per_day,
        honour_constraints=plan.honour_constraints,
    )


def _splits(
    item: PlanItem, usual: int | None, calendars: Mapping[int, FileCalendar]
) -> tuple[sf.Stretch, ...]:
    """When an item rests, between dates; `usual` is the calendar of the plan."""
    if not item.pauses or item.start is None:
        return ()
    uid = item.calendar_number if item.calendar_number is not None else usual
    pauses = [(pause.after * MINUTE, pause.length * MINUTE) for pause in item.pauses]
    return splits_of(item.start, pauses, WorkClock(pattern_of(uid, calendars)))


def _tasks(
    items: Sequence[PlanItem], usual: int | None, calendars: Mapping[int, FileCalendar]
) -> list[sf.Task]:
    levels: dict[int, int] = {}
    parents = {i.parent for i in items}
    found = []
    for place, item in enumerate(items, 1):
        levels[item.number] = levels.get(item.parent or 0, 0) + 1 if item.parent is not None else 1
        summary = item.number in parents
        kind = sf.TaskKind.SUMMARY if summary else _KINDS.get(item.item_kind, sf.TaskKind.TASK)
        made = _task(item, place, levels[item.number], kind)
        found.append(dc.replace(made, splits=_splits(item, usual, calendars)))
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
        resume=item.resume,
        work_rule=sf.WorkRule.FIXED_DURATION if item.fixed_duration else sf.WorkRule.FIXED_UNITS,
        ignore_resource_calendars=item.ignore_resource_calendars,
        external=item.external,
        levelling_delay_minutes=item.levelling_delay,
        levelling_delay_elapsed=item.levelling_elapsed,
        levelling_can_split=item.may_split,
        total_slack_minutes=item.total_slack,
        free_slack_minutes=item.free_slack,
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
