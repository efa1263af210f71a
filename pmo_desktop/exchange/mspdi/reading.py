"""Microsoft Project's XML (MSPDI), 2003 to today, into a `ScheduleFile`.

Every date, duration, slack and flag is kept as the file has it; nothing is computed. What refers to
something that is not there (a link to no task, an assignment of no resource) is left out and counted.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulecalendar import Calendar
from pmo_desktop.domain.schedulefile import (
    Assignment,
    CustomField,
    FileWarning,
    Link,
    Resource,
    ScheduleFile,
    Spread,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.mspdi.calendars import calendar
from pmo_desktop.exchange.mspdi.header import header
from pmo_desktop.exchange.mspdi.left import note_left
from pmo_desktop.exchange.mspdi.resources import assignment, own_work, resource
from pmo_desktop.exchange.mspdi.spread import splits
from pmo_desktop.exchange.mspdi.tasks import PROJECT_ROW, Outline, links, task
from pmo_desktop.exchange.mspdi.values import Ledger, Reader, values_of
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load, pieces
from pmo_desktop.exchange.schedulekinds import NAMESPACE, Kind, kind_of, not_taken
from pmo_desktop.i18n import tr

Record = TypeVar("Record", Calendar, Resource)
_SECTIONS = frozenset(("Calendars", "Tasks", "Resources", "Assignments", "ExtendedAttributes"))


def read_mspdi(
    path: Path, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in an MSPDI file, which may be gzipped.

    `stop` is called now and then and ends the reading by raising. Raises FileRefused with one clear
    sentence when the file is damaged, foreign, empty, too large, or carries what is never read.
    """
    return parse_mspdi(load(path, limits), path.name, stop, limits)


def parse_mspdi(
    data: bytes, name: str, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in the bytes of an MSPDI file called `name`; see `read_mspdi`."""
    kind = kind_of(data)
    if kind not in (Kind.MSPDI, Kind.BARE_PROJECT, Kind.OTHER_XML):
        raise not_taken(name, kind)
    gathered = _Gathered(name)
    for parent, element in pieces(data, name, limits, stop):
        gathered.take(parent, element)
    return gathered.schedule()


class _Gathered:
    """What was read so far, record by record."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ledger = Ledger()
        self.outline = Outline()
        self.project: dict[str, str] = {}
        self.sections: set[str] = set()
        self.project_row: Task | None = None
        self.tasks: dict[int, Task] = {}
        self.links: list[Link] = []
        self.calendars: dict[int, Calendar] = {}
        self.resources: dict[int, Resource] = {}
        self.assignments: list[Assignment] = []
        self.fields: list[CustomField] = []
        self.timephased = self.spread = 0
        self.own_work: dict[int, tuple[Spread, ...]] = {}

    def take(self, parent: str, element: Element) -> None:
        """One piece of the document."""
        match parent, element.tag:
            case "", tag:
                self._root(tag)
            case "Project", tag:
                self._project(tag, element.text or "")
            case "Calendars", "Calendar":
                self._keep(self.calendars, calendar(element, self.ledger))
            case "Tasks", "Task":
                self._task(element)
            case "Resources", "Resource":
                self._keep(self.resources, resource(element, self.ledger))
            case "Assignments", "Assignment":
                self._assignment(element)
            case "ExtendedAttributes", "ExtendedAttribute":
                self._field(Reader(values_of(element), self.ledger))
        self.timephased += note_left(parent, element, self.ledger)

    def _project(self, tag: str, text: str) -> None:
        """A simple element of the project, or the end of a section."""
        self.project[tag] = text
        if tag in _SECTIONS:
            self.sections.add(tag)

    def _field(self, read: Reader) -> None:
        """The definition of a custom field."""
        self.fields.append(CustomField(read.text("FieldID"), read.text("FieldName"), read.text("Alias")))

    def _root(self, tag: str) -> None:
        """Refuse XML of another kind."""
        space, _, local = tag.rpartition("}")
        if local != "Project" or (space and not space.startswith(NAMESPACE)):
            reason = tr(
                "it is XML, but no Microsoft Project schedule: it begins with {root}.", root=local[:60]
            )
            raise FileRefused(self.name, reason)

    def _keep(self, kept: dict[int, Record], found: Record | None) -> None:
        """Keep a record, unless its id was there before."""
        if found is None:
            return
        if found.uid in kept:
            self.ledger.note(tr("A record whose id is there twice was left out."), found.name)
        else:
            kept[found.uid] = found

    def _task(self, element: Element) -> None:
        """One row of the plan and the links into it."""
        found = task(element, self.outline, self.ledger)
        if found is None:
            return
        if (found.uid, found.outline_level) == PROJECT_ROW and self.project_row is None:
            self.project_row = found
            return
        if found.uid in self.tasks:
            raise FileRefused(
                self.name, tr("two of its tasks have the same unique id, {uid}.", uid=found.uid)
            )
        self.tasks[found.uid] = found
        self.links += links(element, found.uid, self.ledger)

    def _assignment(self, element: Element) -> None:
        """An assignment, or the work of a task that nobody is assigned to."""
        found = assignment(element, self.ledger)
        if found is not None:
            self.assignments.append(found)
            self.spread += len(found.spread)
        elif (own := own_work(element, self.ledger)) is not None:
            self.own_work[own[0]] = own[1]
            self.spread += len(own[1])

    def schedule(self) -> ScheduleFile:
        """Everything together, with references that lead nowhere left out."""
        if not self.sections:
            raise FileRefused(self.name, tr("it is a project file without tasks, resources or calendars."))
        known = set(self.calendars)
        self._split()
        tasks = tuple(self._settled(t, known) for t in self.tasks.values())
        return ScheduleFile(
            source=self.name,
            format="MSPDI",
            header=header(self.project, self.project_row, self.name, self.ledger),
            calendars=tuple(self._calendars(known)),
            tasks=tasks,
            links=tuple(self._sound_links()),
            resources=tuple(self.resources.values()),
            assignments=tuple(self._sound_assignments()),
            custom_fields=tuple(self.fields),
            project_row=self.project_row,
            timephased=self.timephased,
            warnings=self._warnings(),
        )

    def _settled(self, found: Task, calendars: set[int]) -> Task:
        """A task as a summary when rows stand under it, and without a calendar that is not there."""
        if found.uid in self.outline.parents and found.kind is not TaskKind.SUMMARY:
            found = dc.replace(found, kind=TaskKind.SUMMARY)
        if found.calendar_uid is not None and found.calendar_uid not in calendars:
            if found.kind is not TaskKind.BLANK:
                self.ledger.note(tr("The calendar of a task is not in the file."), found.name)
            found = dc.replace(found, calendar_uid=None)
        return found

    def _split(self) -> None:
        """Give each task the rests that the spread of its work shows."""
        spreads: dict[int, list[tuple[Spread, ...]]] = {}
        for found in self.assignments:
            if found.spread:
                spreads.setdefault(found.task_uid, []).append(found.spread)
        for uid in {*spreads, *self.own_work} & set(self.tasks):
            own = self.own_work.get(uid, ())
            rests = splits([*spreads.get(uid, ()), own])
            if own or rests:
                self.tasks[uid] = dc.replace(self.tasks[uid], splits=rests, spread=own)

    def _calendars(self, known: set[int]) -> Iterable[Calendar]:
        """The calendars, each with the resource that owns it; a base of 0 means none in some versions."""
        owner = {r.calendar_uid: r.uid for r in self.resources.values() if r.calendar_uid is not None}
        for found in self.calendars.values():
            base = found.base_uid if found.base_uid in known - {found.uid} else None
            if base is None and found.base_uid:
                self.ledger.note(tr("The base of a calendar is not in the file."), found.name)
            yield dc.replace(
                found, base_uid=base, resource_uid=None if found.is_base else owner.get(found.uid)
            )

    def _sound_links(self) -> Iterable[Link]:
        """The links whose predecessor is in this file, or in another that is named."""
        for link in self.links:
            if link.predecessor_uid == link.successor_uid:
                self.ledger.note(tr("A link from a task to itself was left out."), str(link.successor_uid))
            elif link.predecessor_uid in self.tasks or link.other_file:
                yield link
            else:
                text = tr("A link from a task that is not in the file was left out.")
                self.ledger.note(text, self.tasks[link.successor_uid].name)

    def _sound_assignments(self) -> Iterable[Assignment]:
        """The assignments whose task and resource are in the file."""
        for found in self.assignments:
            if found.resource_uid in self.resources and (found.task_uid in self.tasks or found.task_uid == 0):
                yield found
            else:
                text = tr("An assignment whose task or resource is not in the file was left out.")
                self.ledger.note(text, str(found.uid))

    def _warnings(self) -> tuple[FileWarning, ...]:
        """What was left out, the values spread over time among it."""
        if left := self.timephased - self.spread:
            self.ledger.note(tr("Not taken from the file: values spread over time."), count=left)
        return self.ledger.warnings()
