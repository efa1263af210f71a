"""Primavera's rules between a file and a stored plan: what a plan keeps of them, and as a file has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pmo_desktop.domain import schedulefile as sf
from pmo_desktop.domain.planp6 import P6Line, P6Project
from pmo_desktop.domain.plans import Plan, PlanItem
from pmo_desktop.domain.values import Wall


def kept_projects(file: sf.ScheduleFile) -> tuple[P6Project, ...]:
    """What a plan keeps of the projects of a Primavera file; of other files nothing."""
    if file.header.p6 is None:
        return ()
    return tuple(
        P6Project(
            one.uid,
            one.name or one.code,
            _wall(one.data_date),
            _wall(one.planned_start),
            _wall(one.must_finish),
            one.calendar_uid,
            one.options,
        )
        for one in file.projects
    )


def kept_line(task: sf.Task) -> P6Line | None:
    """What a line keeps of an activity of Primavera, or of a row of its outline; of other tasks nothing."""
    said = task.p6
    if said is None:
        return None if task.project_uid is None else P6Line(task.project_uid, kind=None)
    return P6Line(
        project=task.project_uid or 0,
        kind=said.kind,
        mandatory=said.mandatory,
        second=said.constraint2,
        second_date=_wall(said.constraint2_date),
        expected_finish=_wall(said.expected_finish),
        external_start=_wall(said.external_early_start),
        external_finish=_wall(said.external_late_finish),
        whole=task.duration_minutes,
        left=task.remaining_duration_minutes,
    )


def projects_of(plan: Plan) -> tuple[sf.FileProject, ...]:
    """The projects of a plan as its file had them, from the plan's status date where that was moved."""
    first = next((one.data_date.date() for one in plan.p6 if one.data_date), None)
    moved = plan.status_date if plan.status_date != first else None
    return tuple(
        sf.FileProject(
            one.number,
            name=one.name,
            data_date=_from(one.data_date, moved),
            planned_start=one.planned_start,
            must_finish=one.must_finish,
            calendar_uid=one.calendar,
            options=one.options,
        )
        for one in plan.p6
    )


def tasks_of_items(items: Sequence[PlanItem]) -> list[sf.Task]:
    """Lines as tasks of a file, as far as Primavera's rules read them."""
    return [_task(item) for item in items]


def links_hang_on(item: PlanItem) -> tuple[bool, bool]:
    """Whether an item has yet to begin, and to end: under progress override some links hold then alone."""
    return item.actual_start is None, item.actual_finish is None


def _task(item: PlanItem) -> sf.Task:
    """One line as a task. What was said of its length counts as long as nobody gave it another."""
    line = item.p6
    kept = line if line is not None and round(line.whole or 0.0) == item.duration else None
    return sf.Task(
        uid=item.number,
        id=item.position,
        name=item.name,
        kind=sf.TaskKind.TASK,
        project_uid=None if line is None else line.project,
        duration_minutes=item.duration,
        remaining_duration_minutes=_left(item, kept),
        constraint=sf.ConstraintKind[item.constraint.name],
        constraint_date=item.constraint_date,
        actual_start=item.actual_start,
        actual_finish=item.actual_finish,
        resume=item.resume,
        p6=None if line is None else _activity(line, None if kept is None else kept.expected_finish),
    )


def _left(item: PlanItem, kept: P6Line | None) -> float | None:
    """The duration left: of work that has begun what the line says, before that what the file said."""
    stated = None if kept is None else kept.left
    if item.actual_start is None or (stated is not None and round(stated) == item.remaining):
        return stated
    return item.remaining


def _activity(line: P6Line, expected: Wall | None) -> sf.P6Activity | None:
    """What a line keeps, as a file has it."""
    if line.kind is None:
        return None
    return sf.P6Activity(
        kind=line.kind,
        mandatory=line.mandatory,
        constraint2=line.second,
        constraint2_date=line.second_date,
        expected_finish=expected,
        external_early_start=line.external_start,
        external_late_finish=line.external_finish,
    )


def _wall(moment: datetime | None) -> Wall | None:
    return None if moment is None else Wall(moment)


def _from(stated: datetime | None, moved: date | None) -> datetime | None:
    """A data date, on the day that it was moved to."""
    if stated is None or moved is None:
        return stated
    return datetime.combine(moved, stated.time())
