"""A schedule file as the edits that bring it in: one project, its plan, and a receipt row by row."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from pmo_desktop.domain import schedulefile as sf
from pmo_desktop.domain.edits import Batch, Create, creation
from pmo_desktop.domain.ids import (
    AssignmentId,
    PlanCalendarId,
    PlanId,
    PlanItemId,
    PlanLinkId,
    PlanResourceId,
    WorkId,
)
from pmo_desktop.domain.plans import (
    Assignment,
    BaselineDates,
    ConstraintKind,
    ItemKind,
    LagKind,
    LinkKind,
    Pause,
    Plan,
    PlanCalendar,
    PlanItem,
    PlanLink,
    PlanResource,
    ResourceKind,
)
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes, Points, Rich, Wall
from pmo_desktop.domain.works import Project, WorkState
from pmo_desktop.i18n import language, tr
from pmo_desktop.scheduling.from_file import by_hand
from pmo_desktop.scheduling.kept_p6 import kept_line, kept_projects
from pmo_desktop.scheduling.pausing import pauses_of
from pmo_desktop.scheduling.ticks import MINUTE
from pmo_desktop.scheduling.workpattern import pattern_of
from pmo_desktop.scheduling.worktime import WorkClock
from pmo_desktop.services.plans.file import Records, file_of
from pmo_desktop.services.plans.receipt import Difference, came_in, left_behind

NewId = Callable[[], UUID]

_ITEM_KINDS: Mapping[sf.TaskKind, ItemKind] = {
    sf.TaskKind.TASK: ItemKind.TASK,
    sf.TaskKind.SUMMARY: ItemKind.SUMMARY,
    sf.TaskKind.MILESTONE: ItemKind.MILESTONE,
    sf.TaskKind.LEVEL_OF_EFFORT: ItemKind.LOE,
}
_NAME = 1000


@dc.dataclass(frozen=True, slots=True)
class PlanReceipt:
    """What bringing a schedule file in would do: rows of the file, records made, rows left out and why."""

    rows: int
    edit: Batch
    created: int
    skipped: tuple[tuple[int, str], ...]
    warnings: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    """Every date, link, resource that is not as the file has it, and why."""


def _minutes(value: float | None) -> Minutes | None:
    return None if value is None else Minutes(round(value))


def _wall(value: datetime | None) -> Wall | None:
    return None if value is None else Wall(value)


def _baselines(task: sf.Task) -> tuple[BaselineDates, ...]:
    return tuple(
        BaselineDates(
            b.number, _wall(b.start), _wall(b.finish), _minutes(b.duration_minutes), _minutes(b.work_minutes)
        )
        for b in task.baselines
    )


def _pauses(file: sf.ScheduleFile) -> dict[int, tuple[Pause, ...]]:
    """The splits of tasks by uid, in working minutes."""
    found = {}
    for task in file.tasks:
        if task.splits and task.start is not None:
            uid = task.calendar_uid if task.calendar_uid is not None else file.header.calendar_uid
            clock = WorkClock(pattern_of(uid, file.calendar_by_uid))
            ticks = pauses_of(task.start, task.splits, clock)
            found[task.uid] = tuple(Pause(after // MINUTE, length // MINUTE) for after, length in ticks)
    return found


def _item(plan: PlanId, uid: UUID, task: sf.Task, position: int, pauses: tuple[Pause, ...] = ()) -> PlanItem:
    first = next((b for b in task.baselines if b.number == 0), None)
    return PlanItem(
        id=PlanItemId(uid),
        plan=plan,
        number=task.uid,
        position=position,
        parent=task.parent_uid,
        wbs=task.wbs[:120],
        name=(task.name or tr("(no name)"))[:_NAME],
        item_kind=_ITEM_KINDS[task.kind],
        manual=by_hand(task),
        active=task.active,
        start=_wall(task.start),
        finish=_wall(task.finish),
        duration=_minutes(task.duration_minutes) or Minutes(0),
        elapsed=task.elapsed,
        effort=_minutes(task.work_minutes),
        constraint=ConstraintKind[task.constraint.name],
        constraint_date=_wall(task.constraint_date),
        deadline=_wall(task.deadline),
        priority=task.priority,
        calendar_number=task.calendar_uid,
        percent=Points(task.percent_complete * 100),
        actual_start=_wall(task.actual_start),
        actual_finish=_wall(task.actual_finish),
        remaining=_minutes(task.remaining_duration_minutes),
        resume=_wall(task.resume),
        pauses=pauses,
        fixed_duration=task.work_rule is sf.WorkRule.FIXED_DURATION,
        ignore_resource_calendars=task.ignore_resource_calendars,
        external=task.external,
        levelling_delay=_minutes(task.levelling_delay_minutes) or Minutes(0),
        levelling_elapsed=task.levelling_delay_elapsed,
        may_split=task.levelling_can_split,
        total_slack=_minutes(task.total_slack_minutes),
        free_slack=_minutes(task.free_slack_minutes),
        critical=task.critical,
        baseline_start=_wall(first.start if first else None),
        baseline_finish=_wall(first.finish if first else None),
        baselines=tuple(b for b in _baselines(task) if b.number),
        notes=Rich(task.notes),
        p6=kept_line(task),
    )


def _link(plan: PlanId, uid: UUID, link: sf.Link) -> PlanLink:
    lag, kind = round(link.lag_minutes), LagKind.ELAPSED if link.lag_elapsed else LagKind.WORKING
    if link.lag_percent is not None:
        lag, kind = round(link.lag_percent * 100), LagKind.PERCENT
    return PlanLink(
        id=PlanLinkId(uid),
        plan=plan,
        from_no=link.predecessor_uid,
        to_no=link.successor_uid,
        link_kind=LinkKind[link.type.name],
        lag=lag,
        lag_kind=kind,
    )


def _people_and_times(plan: PlanId, file: sf.ScheduleFile, new_id: NewId) -> list[Record]:
    calendars = [
        PlanCalendar(id=PlanCalendarId(new_id()), plan=plan, number=c.uid, name=c.name[:300], times=c)
        for c in file.calendars
    ]
    resources = [
        PlanResource(
            id=PlanResourceId(new_id()),
            plan=plan,
            number=r.uid,
            name=r.name[:300],
            initials=r.initials[:30],
            resource_kind=ResourceKind[r.kind.name],
            max_units=Points(round(r.max_units * 10_000)),
            calendar_number=r.calendar_uid,
        )
        for r in file.resources
    ]
    assignments = [
        Assignment(
            id=AssignmentId(new_id()),
            plan=plan,
            item_no=a.task_uid,
            resource_no=a.resource_uid,
            units=Points(round(a.units * 10_000)),
            work_minutes=_minutes(a.work_minutes),
            actual_minutes=_minutes(a.actual_work_minutes),
            remaining_minutes=_minutes(a.remaining_work_minutes),
            delay_minutes=_minutes(a.delay_minutes) or Minutes(0),
        )
        for a in file.assignments
    ]
    return [*calendars, *resources, *assignments]


def _links(
    plan: PlanId, links: Iterable[sf.Link], known: Mapping[int, sf.Task], new_id: NewId
) -> tuple[list[PlanLink], list[str]]:
    made: list[PlanLink] = []
    left: list[str] = []
    for link in links:
        here = link.predecessor_uid in known and link.successor_uid in known
        if here and link.predecessor_uid != link.successor_uid:
            made.append(_link(plan, new_id(), link))
        else:
            left.append(
                tr(
                    "A link from {first} to {second} was left out: it leads out of this file.",
                    first=link.predecessor_uid,
                    second=link.successor_uid,
                )
            )
    return made, left


def _project(file: sf.ScheduleFile, uid: UUID) -> Project:
    title = file.header.title.strip() or file.source.rsplit(".", 1)[0]
    head = file.header
    tasks = file.tasks
    starts = [t.start for t in tasks if t.start] or ([head.start] if head.start else [])
    ends = [t.finish for t in tasks if t.finish] or ([head.finish] if head.finish else [])
    first, last = min(starts, default=None), max(ends, default=None)
    begun = any(t.percent_complete for t in tasks)
    done = bool(tasks) and all(t.percent_complete == 100 for t in tasks if t.kind is not sf.TaskKind.BLANK)
    state = WorkState.ACTIVE if begun or not done else WorkState.PROPOSED
    return Project(
        id=WorkId(uid),
        title=LText.of(title[:200], language()),
        state=WorkState.CLOSING if done else state,
        start_planned=first.date() if first else None,
        finish_planned=last.date() if last else None,
        finish_forecast=last.date() if last else None,
        external_ref=file.source[:80],
        source=tr("file {name}", name=file.source),
    )


def plan_receipt(file: sf.ScheduleFile, new_id: NewId, work: WorkId | None = None) -> PlanReceipt:
    """What bringing a file in would make: a plan under `work`, or under a new project of the file's title."""
    records: list[Record] = []
    if work is None:
        project = _project(file, new_id())
        records.append(project)
        work = project.id
    plan = Plan(
        id=PlanId(new_id()),
        work=work,
        title=file.header.title[:200],
        status_date=file.header.status_date.date() if file.header.status_date else None,
        file_name=file.source[:260],
        file_start=_wall(file.header.start),
        file_finish=_wall(file.header.finish),
        minutes_per_day=Minutes(file.header.minutes_per_day),
        calendar_number=file.header.calendar_uid,
        begins=_wall(file.header.start),
        from_finish=not file.header.from_start,
        ends=_wall(file.header.finish) if not file.header.from_start else None,
        critical_limit=_minutes(file.header.critical_slack_days * file.header.minutes_per_day) or Minutes(0),
        p6=kept_projects(file),
    )
    known = {t.uid: t for t in file.tasks if t.kind is not sf.TaskKind.BLANK}
    rests = _pauses(file)
    items = [_item(plan.id, new_id(), t, n, rests.get(t.uid, ())) for n, t in enumerate(known.values(), 1)]
    links, left = _links(plan.id, file.links, known, new_id)
    others = _people_and_times(plan.id, file, new_id)
    records += [plan, *items, *links, *others]
    skipped = [(t.id, tr("An empty row")) for t in file.tasks if t.kind is sf.TaskKind.BLANK]
    noted = [(w.text, w.count) for w in file.warnings] + list(left_behind(file))
    warnings = [f"{text} ({count})" for text, count in noted] + left
    kept = Records(
        plan,
        items,
        links,
        resources=[r for r in others if isinstance(r, PlanResource)],
        assigned=[r for r in others if isinstance(r, Assignment)],
    )
    differing = came_in(file, file_of(kept, file.source, plan.title))
    edit = _created(records)
    return PlanReceipt(len(file.tasks), edit, len(items), tuple(skipped), tuple(warnings), differing)


def _created(records: Sequence[Record]) -> Batch:
    made: list[Create] = [creation(r) for r in records]
    return Batch(tuple(made))
