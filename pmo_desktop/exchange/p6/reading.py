"""Primavera P6's tables, from XER or XML, into a `ScheduleFile`.

Activities keep their ids; WBS rows, which P6 numbers apart, get another where theirs is taken. Each project
is a branch under its topmost WBS row. A project that was copied from another of the file is a baseline of
that one, and its activities become promises to those with the same activity id.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable

from pmo_desktop.domain.schedulecalendar import Calendar
from pmo_desktop.domain.schedulefile import (
    Assignment,
    CriticalRule,
    FileHeader,
    FileProject,
    Link,
    ScheduleFile,
    Task,
    TaskBaseline,
)
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.p6.calendars import calendars
from pmo_desktop.exchange.p6.custom import Custom, note_left, notes
from pmo_desktop.exchange.p6.outline import outlined, wbs_rows
from pmo_desktop.exchange.p6.projects import Projects, projects
from pmo_desktop.exchange.p6.resources import assignment, numbers_of, resources
from pmo_desktop.exchange.p6.tasks import activity, baseline, relation
from pmo_desktop.exchange.p6.values import Fields, Numbers, Tables
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr


@dc.dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote the file: program and version, date, user, currency."""

    program: str = ""
    date: str = ""
    user: str = ""
    currency: str = ""


def schedule_of(
    name: str,
    format_: str,
    tables: Tables,
    origin: Origin,
    ledger: Ledger,
    read_calendars: tuple[Calendar, ...] | None = None,
) -> ScheduleFile:
    """Everything together. Raises FileRefused when two activities share an id, or there is no project."""
    made = _Assembly(name, tables, ledger, read_calendars)
    shown = made.projects.shown
    tasks = outlined(made.activities(), made.wbs, shown)
    head = next(iter(shown.values()))
    note_left(tables, ledger)
    return ScheduleFile(
        source=name,
        format=format_,
        header=_header(head, made.calendars, origin, ledger),
        calendars=made.owned_calendars(),
        tasks=tasks,
        links=tuple(made.links()),
        resources=made.resources,
        assignments=tuple(made.assignments()),
        custom_fields=tuple(made.custom.fields.values()),
        projects=tuple(shown.values()),
        warnings=ledger.warnings(),
    )


class _Assembly:
    """What the parts of the file need from one another: numbers, projects, calendars."""

    def __init__(
        self, name: str, tables: Tables, ledger: Ledger, read_calendars: tuple[Calendar, ...] | None
    ) -> None:
        self.name, self.tables, self.ledger = name, tables, ledger
        self.calendar_numbers = _numbered(tables, "CALENDAR", "clndr_id", ledger)
        self.calendars = (
            calendars(tables.get("CALENDAR", ()), self.calendar_numbers, ledger)
            if read_calendars is None
            else read_calendars
        )
        self.wbs = wbs_rows(tables, ledger)
        names = {w.project: w.name for w in reversed(self.wbs) if w.is_project}
        self.projects: Projects = projects(tables, self.calendar_numbers, names, ledger)
        if not self.projects.shown:
            raise FileRefused(name, tr("there is no project in it."))
        self.resource_numbers = numbers_of(tables, ledger)
        self.resources = resources(tables, self.resource_numbers, self.calendar_numbers, ledger)
        self.custom = Custom(tables, ledger)
        self.uids: dict[str, int] = {}

    def activities(self) -> dict[str, list[Task]]:
        """The activities of the projects that are shown, by the id of their WBS row."""
        numbers = _numbered(self.tables, "TASK", "task_id", self.ledger)
        memos = notes(self.tables, self.ledger)
        promised = self._promises(numbers)
        found: dict[str, list[Task]] = {}
        for row in self.tables.get("TASK", ()):
            read = Fields(row, self.ledger)
            key, project = read.text("task_id"), self.projects.shown.get(read.text("proj_id"))
            if project is None:
                self._homeless(read)
                continue
            uid = numbers.get(key)
            if uid is None:
                self.ledger.note(tr("A task without an id was left out."), read.text("task_name"))
                continue
            if key in self.uids:
                raise FileRefused(self.name, tr("two of its tasks have the same unique id, {uid}.", uid=uid))
            self.uids[key] = uid
            task = dc.replace(
                activity(read, uid, self._calendar(read, project)),
                external=project.external,
                project_uid=project.uid,
                notes=memos.get(key, ""),
                baselines=promised.get((read.text("proj_id"), read.text("task_code")), ()),
                custom=self.custom.of(key),
            )
            task = dc.replace(task, critical=_critical(task, project))
            found.setdefault(read.text("wbs_id"), []).append(task)
        return found

    def _homeless(self, read: Fields) -> None:
        if read.text("proj_id") not in self.projects.baselines:
            self.ledger.note(
                tr("A task of a project that is not in the file was left out."), read.text("task_name")
            )

    def _calendar(self, read: Fields, project: FileProject) -> int | None:
        """The activity's own calendar, which P6 always names; without one, the project's."""
        own = self.calendar_numbers.get(read.text("clndr_id"))
        if own is None and read.text("clndr_id"):
            self.ledger.note(tr("The calendar of a task is not in the file."), read.text("task_name"))
        return own if own is not None else project.calendar_uid

    def _promises(self, numbers: Numbers) -> dict[tuple[str, str], tuple[TaskBaseline, ...]]:
        """Baselines by project and activity id."""
        found: dict[tuple[str, str], list[TaskBaseline]] = {}
        for row in self.tables.get("TASK", ()):
            read = Fields(row, self.ledger)
            of = self.projects.baselines.get(read.text("proj_id"))
            if of is not None:
                promised = baseline(activity(read, numbers.get(read.text("task_id")) or 0, None), of[1])
                found.setdefault((of[0], read.text("task_code")), []).append(promised)
        return {key: tuple(sorted(promised, key=lambda b: b.number)) for key, promised in found.items()}

    def owned_calendars(self) -> tuple[Calendar, ...]:
        """The calendars, each with the resource whose own it is."""
        owner = {r.calendar_uid: r.uid for r in self.resources}
        return tuple(
            dc.replace(c, resource_uid=None if c.is_base else owner.get(c.uid)) for c in self.calendars
        )

    def links(self) -> Iterable[Link]:
        """The relationships between activities that are in the file."""
        for row in self.tables.get("TASKPRED", ()):
            read = Fields(row, self.ledger)
            before, after = self.uids.get(read.text("pred_task_id")), self.uids.get(read.text("task_id"))
            if before is None or after is None:
                if read.text("proj_id") not in self.projects.baselines:
                    text = tr("A link to or from a task that is not in the file was left out.")
                    self.ledger.note(text, f"{read.text('pred_task_id')} - {read.text('task_id')}")
            elif before == after:
                self.ledger.note(tr("A link from a task to itself was left out."), str(after))
            else:
                yield relation(read, before, after)

    def assignments(self) -> Iterable[Assignment]:
        """The assignments whose activity and resource are in the file."""
        numbers = _numbered(self.tables, "TASKRSRC", "taskrsrc_id", self.ledger)
        for row in self.tables.get("TASKRSRC", ()):
            read = Fields(row, self.ledger)
            task, uid = self.uids.get(read.text("task_id")), numbers.get(read.text("taskrsrc_id"))
            made = None if task is None else assignment(read, uid or 0, task, self.resource_numbers)
            if made is not None:
                yield made
            elif read.text("proj_id") not in self.projects.baselines:
                text = tr("An assignment whose task or resource is not in the file was left out.")
                self.ledger.note(text, read.text("taskrsrc_id"))


def _numbered(tables: Tables, table: str, column: str, ledger: Ledger) -> Numbers:
    numbers = Numbers()
    numbers.add(filter(None, (Fields(r, ledger).text(column) for r in tables.get(table, ()))))
    return numbers


def _critical(task: Task, project: FileProject) -> bool:
    """Whether the file's own definition makes an unfinished activity critical."""
    if task.p6 is None or task.actual_finish is not None:
        return False
    if project.options.critical_rule is CriticalRule.LONGEST_PATH:
        return task.p6.longest_path
    slack = task.total_slack_minutes
    return slack is not None and slack <= project.options.critical_float_minutes


def _header(project: FileProject, found: tuple[Calendar, ...], origin: Origin, ledger: Ledger) -> FileHeader:
    """The first project's facts as those of the file."""
    calendar = next((c for c in found if c.uid == project.calendar_uid), None)
    day = calendar.minutes_per_day if calendar and calendar.minutes_per_day else 480
    week = calendar.minutes_per_week if calendar and calendar.minutes_per_week else 5 * day
    month = calendar.minutes_per_month if calendar and calendar.minutes_per_month else 20 * day
    saved = Fields({"saved": origin.date}, ledger).moment("saved")
    return FileHeader(
        title=project.name,
        author=origin.user,
        written_by=origin.program,
        saved=saved,
        status_date=project.data_date,
        start=project.planned_start,
        finish=project.must_finish or project.scheduled_finish,
        calendar_uid=project.calendar_uid,
        minutes_per_day=day,
        minutes_per_week=week,
        days_per_month=max(1, round(month / day)),
        currency=origin.currency[:3].upper() if origin.currency.isalpha() else "",
        critical_slack_days=project.options.critical_float_minutes / day,
        multiple_critical_paths=False,
        p6=project.options,
    )
