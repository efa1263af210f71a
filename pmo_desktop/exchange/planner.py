"""Files of Planner (GNOME) into a `ScheduleFile`.

Dates are 20070223T080000Z, durations and work are seconds. The format keeps the work of a task and, for a
fixed duration, the duration; else the duration is that between its start of work and its end.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulecalendar import Calendar, CalendarException, DayHours, Interval, week_of
from pmo_desktop.domain.schedulefile import (
    Assignment,
    ConstraintKind,
    FileHeader,
    Link,
    LinkType,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
    TaskKind,
    WorkRule,
)
from pmo_desktop.exchange.mspdi.values import Ledger, Reader
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load, pieces
from pmo_desktop.exchange.schedulekinds import Kind, kind_of, not_taken
from pmo_desktop.i18n import tr

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CONSTRAINTS = {
    "must-start-on": ConstraintKind.MSO,
    "start-no-earlier-than": ConstraintKind.SNET,
    "finish-no-later-than": ConstraintKind.FNLT,
}
_FREE, _AS_BASE = "1", "2"
_USUAL_PRIORITY = 500


def parse_planner(
    data: bytes, name: str, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in the bytes of a Planner file called `name`. Raises FileRefused in one sentence."""
    if kind_of(data) is not Kind.PLANNER:
        raise not_taken(name, kind_of(data))
    gathered = _Gathered(name)
    for parent, element in pieces(data, name, limits, stop):
        gathered.take(parent, element)
    return gathered.schedule()


def read_planner(
    path: Path, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in a Planner file; see `parse_planner`."""
    return parse_planner(load(path, limits), path.name, stop, limits)


class _Gathered:
    """What was read so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ledger = Ledger()
        self.project: Mapping[str, str] = {}
        self.calendars: dict[int, Calendar] = {}
        self.rows: list[Element] = []
        self.tasks: dict[int, Task] = {}
        self.links: list[Link] = []
        self.groups: dict[str, str] = {}
        self.resources: dict[int, Resource] = {}
        self.allocations: list[Element] = []

    def take(self, parent: str, element: Element) -> None:
        """One piece of the document."""
        match parent, element.tag:
            case "", _:
                self.project = dict(element.attrib)
            case "calendars", "calendar":
                self._calendar(element, None)
            case "tasks", "task":
                self.rows.append(element)
            case "resource-groups", "group":
                self.groups[element.get("id", "")] = element.get("name", "")
            case "resources", "resource":
                self._resource(element)
            case "allocations", "allocation":
                self.allocations.append(element)

    def _calendar(self, element: Element, base: int | None) -> None:
        """A calendar and those derived from it, which stand inside."""
        read = Reader(element.attrib, self.ledger)
        uid = read.whole("id")
        if uid is None or uid in self.calendars:
            self.ledger.note(tr("A calendar without an id was left out."), read.text("name"))
            return
        hours = {
            item.get("id", ""): tuple(sorted(_intervals(item)))
            for item in element.iterfind("overridden-day-types/overridden-day-type")
        }
        week = element.find("default-week")
        kinds = {} if week is None else week.attrib
        self.calendars[uid] = Calendar(
            uid=uid,
            name=read.text("name"),
            is_base=True,
            base_uid=base,
            week=tuple(_hours(kinds.get(day, _AS_BASE), hours) for day in _WEEK),
            exceptions=tuple(self._exceptions(element, hours)),
        )
        for inner in element.findall("calendar"):
            self._calendar(inner, uid)

    def _exceptions(self, element: Element, hours: Mapping[str, DayHours]) -> Iterator[CalendarException]:
        for item in element.iterfind("days/day"):
            day = self._day(item.get("date", ""))
            if day is None:
                continue
            own = tuple(sorted(_intervals(item)))
            usual = () if item.get("id") == _FREE else hours.get(item.get("id", ""), ())
            yield CalendarException("", day, day, own or usual)

    def _day(self, text: str) -> date | None:
        when = self._moment(text)
        return None if when is None else when.date()

    def _moment(self, text: str) -> datetime | None:
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            self.ledger.unread("date", text)
            return None

    def _resource(self, element: Element) -> None:
        read = Reader(element.attrib, self.ledger)
        uid = read.whole("id")
        if uid is None or uid in self.resources:
            self.ledger.note(tr("A resource without an id was left out."), read.text("name"))
            return
        units, calendar = read.number("units"), read.whole("calendar")
        material = read.text("type") == "2"
        self.resources[uid] = Resource(
            uid=uid,
            id=uid,
            name=read.text("name"),
            kind=ResourceKind.MATERIAL if material else ResourceKind.WORK,
            initials=read.text("short-name"),
            group=read.text("group"),
            email=read.text("email"),
            max_units=units / 100 if units else 1.0,
            calendar_uid=calendar,
            notes=read.text("note"),
        )

    def schedule(self) -> ScheduleFile:
        """Everything together."""
        if not (self.rows or self.resources or self.calendars):
            raise FileRefused(self.name, tr("it is a project file without tasks, resources or calendars."))
        for place, element in enumerate(self.rows, 1):
            self._task(element, 1, None, str(place))
        people = tuple(self._settled(r) for r in self.resources.values())
        read = Reader(self.project, self.ledger)
        calendar = read.whole("calendar")
        return ScheduleFile(
            source=self.name,
            format="Planner",
            header=FileHeader(
                title=read.text("name").strip() or self.name.rpartition(".")[0],
                company=read.text("company"),
                manager=read.text("manager"),
                written_by="Planner",
                start=self._moment(read.text("project-start")),
                calendar_uid=calendar if calendar in self.calendars else next(iter(self.calendars), None),
            ),
            calendars=tuple(self.calendars.values()),
            tasks=tuple(self.tasks.values()),
            links=tuple(self._sound_links()),
            resources=people,
            assignments=tuple(self._assignments()),
            warnings=self.ledger.warnings(),
        )

    def _settled(self, one: Resource) -> Resource:
        """A resource with the name of its group, and only a calendar that is there."""
        calendar = one.calendar_uid if one.calendar_uid in self.calendars else None
        return dc.replace(one, group=self.groups.get(one.group, ""), calendar_uid=calendar)

    def _task(self, element: Element, level: int, parent: int | None, wbs: str) -> None:
        """One row, those below it, and the links into it."""
        read = Reader(element.attrib, self.ledger)
        uid = read.whole("id")
        if uid is None:
            self.ledger.note(tr("A task without an id was left out."), read.text("name"))
            return
        if uid in self.tasks:
            raise FileRefused(self.name, tr("two of its tasks have the same unique id, {uid}.", uid=uid))
        below = element.findall("task")
        kind = TaskKind.MILESTONE if read.text("type") == "milestone" else TaskKind.TASK
        fixed = read.text("scheduling") == "fixed-duration"
        bound = element.find("constraint")
        work, length = read.number("work"), read.number("duration")
        start = self._moment(read.text("work-start")) or self._moment(read.text("start"))
        finish = self._moment(read.text("end"))
        if kind is TaskKind.MILESTONE:
            start = finish = finish or start
        minutes = 0.0 if kind is TaskKind.MILESTONE else None if length is None else length / 60
        self.tasks[uid] = Task(
            uid=uid,
            id=len(self.tasks) + 1,
            name=read.text("name"),
            kind=TaskKind.SUMMARY if below else kind,
            wbs=wbs,
            outline_level=level,
            parent_uid=parent,
            marked_milestone=kind is TaskKind.MILESTONE,
            start=start,
            finish=finish,
            duration_minutes=self._length(start, finish) if minutes is None else minutes,
            work_rule=WorkRule.FIXED_DURATION if fixed else WorkRule.FIXED_WORK,
            work_minutes=None if work is None else work / 60,
            constraint=ConstraintKind.ASAP if bound is None else self._constraint(bound),
            constraint_date=None if bound is None else self._moment(bound.get("time", "")),
            priority=min(1000, max(0, read.count("priority", 0))) or _USUAL_PRIORITY,
            percent_complete=min(100, max(0, read.count("percent-complete", 0))),
            notes=read.text("note"),
        )
        self.links += self._into(element, uid)
        for place, inner in enumerate(below, 1):
            self._task(inner, level + 1, uid, f"{wbs}.{place}")

    def _constraint(self, bound: Element) -> ConstraintKind:
        found = _CONSTRAINTS.get(bound.get("type", ""))
        if found is None:
            self.ledger.unread("constraint", bound.get("type", ""))
        return found or ConstraintKind.ASAP

    def _length(self, start: datetime | None, finish: datetime | None) -> float | None:
        """The working time of the project's calendar between two dates; by the week alone, for years."""
        if start is None or finish is None or finish < start or (finish - start).days > 36_500:
            return None
        week = week_of(next(iter(self.calendars), None), self.calendars)
        return float(_worked(start, finish, week))

    def _into(self, element: Element, uid: int) -> Iterator[Link]:
        for item in element.iterfind("predecessors/predecessor"):
            read = Reader(item.attrib, self.ledger)
            before = read.whole("predecessor-id")
            if before is not None:
                kind = LinkType.__members__.get(read.text("type"), LinkType.FS)
                yield Link(before, uid, kind, (read.number("lag") or 0.0) / 60)

    def _sound_links(self) -> Iterator[Link]:
        for link in self.links:
            if link.predecessor_uid not in self.tasks:
                text = tr("A link to or from a task that is not in the file was left out.")
                self.ledger.note(text, self.tasks[link.successor_uid].name)
            elif link.predecessor_uid == link.successor_uid:
                self.ledger.note(tr("A link from a task to itself was left out."), str(link.successor_uid))
            else:
                yield link

    def _assignments(self) -> Iterable[Assignment]:
        for number, item in enumerate(self.allocations, 1):
            read = Reader(item.attrib, self.ledger)
            task, resource, units = read.whole("task-id"), read.whole("resource-id"), read.number("units")
            if task in self.tasks and resource in self.resources:
                yield Assignment(number, task, resource, 1.0 if units is None else units / 100)
            else:
                text = tr("An assignment whose task or resource is not in the file was left out.")
                self.ledger.note(text, read.text("task-id"))


def _intervals(element: Element) -> Iterator[Interval]:
    """Hours written as 0800."""
    for item in element.iterfind("interval"):
        first, last = item.get("start", ""), item.get("end", "")
        if all(len(t) == 4 and t.isascii() and t.isdigit() for t in (first, last)):
            begins, ends = (int(t[:2]) * 60 + int(t[2:]) for t in (first, last))
            if begins < (ends or 1440) <= 1440:
                yield begins, ends or 1440


def _hours(kind: str, hours: Mapping[str, DayHours]) -> DayHours | None:
    """The hours of a day of the week; None for those of the base."""
    if kind == _AS_BASE:
        return None
    return () if kind == _FREE else hours.get(kind)


def _worked(start: datetime, finish: datetime, week: tuple[DayHours, ...]) -> int:
    """Working minutes between two moments: whole weeks at once, then day by day."""
    total, day = 0, start.toordinal()
    last = finish.toordinal()
    weeks = max(0, (last - day - 1) // 7)
    first_minute, last_minute = start.hour * 60 + start.minute, finish.hour * 60 + finish.minute
    total += weeks * sum(b - a for hours in week for a, b in hours)
    days = [day, *range(day + 1 + 7 * weeks, last + 1)] if last > day else [day]
    for number in days:
        low = first_minute if number == day else 0
        high = last_minute if number == last else 1440
        for begins, ends in week[(number - 1) % 7]:
            total += max(0, min(ends, high) - max(begins, low))
    return total
