"""GanttProject's files (.gan) into a `ScheduleFile`.

The format counts whole days: a task has its first day and a number of working days, no finish; the finish
here is the end of the last of them. Working days are taken as the usual eight hours. Ids count from 0, ours
from 1.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulefile import (
    Assignment,
    ConstraintKind,
    CustomField,
    FileHeader,
    Link,
    LinkType,
    Resource,
    ScheduleFile,
    Task,
    TaskBaseline,
    TaskKind,
    TimeUnit,
)
from pmo_desktop.exchange.gan.calendar import Days, calendars
from pmo_desktop.exchange.mspdi.values import Ledger, Reader
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load, pieces
from pmo_desktop.exchange.schedulekinds import Kind, kind_of, not_taken
from pmo_desktop.i18n import tr

_LINKS = {"1": LinkType.SS, "2": LinkType.FS, "3": LinkType.FF, "4": LinkType.SF}
_PRIORITIES = {"3": 100, "0": 300, "1": 500, "2": 700, "4": 900}
_DAY = 480
_BEGINS, _ENDS = time(8), time(17)
_EARLIEST_BEGIN = "1"
_MOST_BASELINES = 11


def read_gan(
    path: Path, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in a GanttProject file. Raises FileRefused in one sentence; `stop` ends it by raising."""
    return parse_gan(load(path, limits), path.name, stop, limits)


def parse_gan(
    data: bytes, name: str, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in the bytes of a GanttProject file called `name`; see `read_gan`."""
    if kind_of(data) is not Kind.GAN:
        raise not_taken(name, kind_of(data))
    gathered = _Gathered(name)
    for parent, element in pieces(data, name, limits, stop):
        gathered.take(parent, element)
    return gathered.schedule()


class _Gathered:
    """What was read so far. Tasks wait until the calendar, which may come later, is known."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ledger = Ledger()
        self.project: dict[str, str] = {}
        self.calendar_parts: list[Element] = []
        self.vacations: list[Element] = []
        self.rows: list[Element] = []
        self.allocations: list[Element] = []
        self.roles: dict[str, str] = {}
        self.resources: dict[int, Resource] = {}
        self.fields: list[CustomField] = []
        self.previous: list[Element] = []
        self.tasks: dict[int, Task] = {}
        self.links: list[Link] = []
        self.days = Days((), ())

    def take(self, parent: str, element: Element) -> None:
        """One piece of the document."""
        match parent, element.tag:
            case "", _:
                self.project = dict(element.attrib)
            case "calendars", _:
                self.calendar_parts.append(element)
            case "tasks", "taskproperties":
                self._fields(element)
            case "tasks", "task":
                self.rows.append(element)
            case "resources", "resource":
                self._resource(element)
            case "allocations", "allocation":
                self.allocations.append(element)
            case "vacations", "vacation":
                self.vacations.append(element)
            case "previous", "previous-tasks":
                self.previous.append(element)
            case "roles", "role":
                self.roles[element.get("id", "")] = element.get("name", "")

    def _fields(self, element: Element) -> None:
        for item in element.iterfind("taskproperty"):
            if item.get("type") == "custom":
                self.fields.append(CustomField(item.get("id", ""), item.get("name", "")))

    def _resource(self, element: Element) -> None:
        uid = self._uid(element, "id")
        if uid is None or uid in self.resources:
            self.ledger.note(tr("A resource without an id was left out."), element.get("name", ""))
            return
        self.resources[uid] = Resource(
            uid,
            uid,
            element.get("name", ""),
            group=element.get("function", ""),
            email=element.get("contacts", ""),
        )

    def _uid(self, element: Element, name: str) -> int | None:
        number = Reader(element.attrib, self.ledger).whole(name)
        return None if number is None or number < 0 else number + 1

    def schedule(self) -> ScheduleFile:
        """Everything together."""
        found, self.days = calendars(self.calendar_parts, self.vacations, self._names(), self.ledger)
        for place, element in enumerate(self.rows, 1):
            self._task(element, 1, None, str(place))
        if not self.rows and not self.resources:
            raise FileRefused(self.name, tr("it is a project file without tasks, resources or calendars."))
        self._promised()
        owners = {c.resource_uid: c.uid for c in found if c.resource_uid is not None}
        return ScheduleFile(
            source=self.name,
            format="GanttProject",
            header=self._header(),
            calendars=found,
            tasks=tuple(self.tasks.values()),
            links=tuple(self._sound_links()),
            resources=tuple(
                dc.replace(r, calendar_uid=owners.get(r.uid), group=self._role(r.group))
                for r in self.resources.values()
            ),
            assignments=tuple(self._assignments()),
            custom_fields=tuple(self.fields),
            warnings=self.ledger.warnings(),
        )

    def _names(self) -> dict[int, str]:
        return {uid: r.name for uid, r in self.resources.items()}

    def _role(self, function: str) -> str:
        """The name of a role; those that the program brings along have numbers only."""
        return self.roles.get(function, "")

    def _header(self) -> FileHeader:
        starts = [t.start for t in self.tasks.values() if t.start is not None]
        return FileHeader(
            title=self.project.get("name", "").strip() or self.name.rpartition(".")[0],
            company=self.project.get("company", ""),
            written_by=f"GanttProject {self.project.get('version', '')}".strip(),
            start=min(starts, default=None),
            calendar_uid=1,
        )

    def _task(self, element: Element, level: int, parent: int | None, wbs: str) -> None:
        """One row, those below it, and the links out of it."""
        uid = self._uid(element, "id")
        if uid is None:
            self.ledger.note(tr("A task without an id was left out."), element.get("name", ""))
            return
        if uid in self.tasks:
            raise FileRefused(self.name, tr("two of its tasks have the same unique id, {uid}.", uid=uid - 1))
        below = element.findall("task")
        self.tasks[uid] = self._made(element, uid, bool(below), level, parent, wbs)
        self.links += self._into_others(element, uid)
        for number, child in enumerate(below, 1):
            self._task(child, level + 1, uid, f"{wbs}.{number}")

    def _made(
        self, element: Element, uid: int, summary: bool, level: int, parent: int | None, wbs: str
    ) -> Task:
        read = Reader(element.attrib, self.ledger)
        start, days = read.moment("start"), read.number("duration")
        milestone = read.flag("meeting")
        days = 0.0 if milestone else days
        begins, ends = self._span(start, days, milestone)
        kind = TaskKind.MILESTONE if milestone else TaskKind.TASK
        bound = read.moment("thirdDate") if read.text("thirdDate-constraint") == _EARLIEST_BEGIN else None
        cost = read.number("cost-manual-value") if not read.flag("cost-calculated") else None
        complete = read.count("complete", 0)
        return Task(
            uid=uid,
            id=len(self.tasks) + 1,
            name=read.text("name"),
            kind=TaskKind.SUMMARY if summary else kind,
            wbs=wbs,
            outline_level=level,
            parent_uid=parent,
            marked_milestone=milestone,
            start=begins,
            finish=ends,
            duration_minutes=None if days is None else days * _DAY,
            constraint=ConstraintKind.SNET if bound else ConstraintKind.ASAP,
            constraint_date=None if bound is None else datetime.combine(bound.date(), _BEGINS),
            priority=_PRIORITIES.get(read.text("priority"), 500),
            percent_complete=min(100, max(0, complete)),
            cost=None if not cost else round(cost * 100),
            notes=(element.findtext("notes") or "").strip(),
            custom=tuple(
                (p.get("taskproperty-id", ""), p.get("value", "")) for p in element.iterfind("customproperty")
            ),
        )

    def _span(
        self, start: datetime | None, days: float | None, milestone: bool
    ) -> tuple[datetime | None, datetime | None]:
        """From the morning of the first day to the evening of the last working day."""
        if start is None:
            return None, None
        begins = datetime.combine(start.date(), _BEGINS)
        if milestone:
            return begins, begins
        last: date | None = None if days is None else self.days.last(start.date(), round(days))
        return begins, None if last is None else datetime.combine(last, _ENDS)

    def _into_others(self, element: Element, uid: int) -> Iterable[Link]:
        """The links to the tasks that follow."""
        for item in element.iterfind("depend"):
            after, read = self._uid(item, "id"), Reader(item.attrib, self.ledger)
            if after is not None:
                type_ = _LINKS.get(read.text("type"), LinkType.FS)
                lag = (read.number("difference") or 0.0) * _DAY
                yield Link(uid, after, type_, lag, lag_unit=TimeUnit.DAY)

    def _sound_links(self) -> Iterable[Link]:
        for link in self.links:
            if link.successor_uid not in self.tasks:
                text = tr("A link to or from a task that is not in the file was left out.")
                self.ledger.note(text, self.tasks[link.predecessor_uid].name)
            elif link.successor_uid == link.predecessor_uid:
                self.ledger.note(tr("A link from a task to itself was left out."), str(link.successor_uid))
            else:
                yield link

    def _assignments(self) -> Iterable[Assignment]:
        for number, item in enumerate(self.allocations, 1):
            task, resource = self._uid(item, "task-id"), self._uid(item, "resource-id")
            load = Reader(item.attrib, self.ledger).number("load")
            if task in self.tasks and resource in self.resources:
                yield Assignment(number, task, resource, 1.0 if load is None else load / 100)
            else:
                text = tr("An assignment whose task or resource is not in the file was left out.")
                self.ledger.note(text, item.get("task-id", ""))

    def _promised(self) -> None:
        """The baselines, in the file's order."""
        for number, element in enumerate(self.previous[:_MOST_BASELINES]):
            for item in element.iterfind("previous-task"):
                uid, read = self._uid(item, "id"), Reader(item.attrib, self.ledger)
                if uid is None or uid not in self.tasks:
                    continue
                days = read.number("duration")
                begins, ends = self._span(read.moment("start"), days, read.flag("meeting"))
                promised = TaskBaseline(number, begins, ends, None if days is None else days * _DAY)
                task = self.tasks[uid]
                self.tasks[uid] = dc.replace(task, baselines=(*task.baselines, promised))
