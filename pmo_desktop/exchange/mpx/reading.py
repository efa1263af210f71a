"""MPX, the text files of Microsoft Project 98 and of many others (versions 3 and 4), into a `ScheduleFile`.

Each line is a record whose first cell is its kind; the character after `MPX` in the first line parts cells.
Records 41 and 61 say which fields the resources and tasks below have.
"""

from __future__ import annotations

import csv
import dataclasses as dc
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pmo_desktop.domain.schedulefile import (
    Assignment,
    CustomField,
    FileHeader,
    Link,
    Resource,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.codepages import decoded_text
from pmo_desktop.exchange.mpx.people import Times, calendars, exception, hours, resource
from pmo_desktop.exchange.mpx.tasks import assignment, links, task
from pmo_desktop.exchange.mpx.values import MpxReader, Settings
from pmo_desktop.exchange.mspdi.tasks import PROJECT_ROW, Outline
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load
from pmo_desktop.exchange.schedulekinds import Kind, kind_of, not_taken
from pmo_desktop.i18n import N_, tr

_CODE_PAGES = {"MAC": "mac_roman", "850": "cp850", "437": "cp437", "PC": "cp850"}
_LEFT = {
    "72": N_("rules of recurring tasks"),
    "76": N_("workgroup messages"),
    "81": N_("links to other programs"),
}
_EVERY = 4096


def read_mpx(
    path: Path, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in an MPX file. Raises FileRefused with one sentence; `stop` ends it by raising."""
    return parse_mpx(load(path, limits), path.name, stop, limits)


def parse_mpx(
    data: bytes, name: str, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in the bytes of an MPX file called `name`; see `read_mpx`."""
    if kind_of(data) is not Kind.MPX:
        raise not_taken(name, kind_of(data))
    gathered = _Gathered(name)
    text = _decoded(data, gathered.ledger)
    gathered.delimiter = text.lstrip()[3]
    most = (limits or Limits()).elements
    for number, cells in enumerate(_records(text, gathered.delimiter, name)):
        if stop is not None and number % _EVERY == 0:
            stop()
        if number > most:
            raise FileRefused(name, tr("it holds more than {limit} records.", limit=most))
        gathered.take(cells)
    return gathered.schedule()


def _decoded(data: bytes, ledger: Ledger) -> str:
    """The text, in the code page that the first line names, or that the bytes suggest."""
    first = data[:200].split(b"\n", 1)[0].decode("ascii", "replace").strip()
    named = _CODE_PAGES.get(first.replace(";", ",").replace("\t", ",").rpartition(",")[2].strip().upper())
    if named is not None:
        return data.decode(named, "replace")
    text, codec = decoded_text(data)
    if codec not in ("utf-8", "windows-1252"):
        ledger.note(tr("The text was taken to be in {encoding}.", encoding=codec))
    return text.lstrip("\ufeff")


def _records(text: str, delimiter: str, name: str) -> Iterable[list[str]]:
    """The records as cells; quoted cells may hold delimiters and line breaks."""
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", ""), newline=None), delimiter=delimiter)
    except csv.Error:
        raise FileRefused(name, tr("it is damaged: a quoted text in it never ends.")) from None


class _Gathered:
    """What was read so far, record by record."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.delimiter = ","
        self.ledger = Ledger()
        self.settings = Settings()
        self.outline = Outline()
        self.program = ""
        self.header = FileHeader()
        self.calendar = ""
        self.fields: dict[str, list[int]] = {"40": [], "60": []}
        self.times: list[Times] = []
        self.resources: list[Resource] = []
        self.tasks: dict[int, Task] = {}
        self.project_row: Task | None = None
        self.last: Task | None = None
        self.into: list[tuple[int, MpxReader]] = []
        self.assigned: list[tuple[int, list[str]]] = []
        self.taken: Mapping[str, Callable[[str, list[str]], None]] = {
            "MPX": self._program,
            **dict.fromkeys(("10", "11", "12"), self._settings),
            **dict.fromkeys(("20", "25", "26", "55", "56", "57"), self._times),
            **dict.fromkeys(("41", "61"), self._defined),
            "30": self._project,
            "50": self._resource,
            "51": self._resource_note,
            "70": self._task,
            "71": self._note,
            "75": self._assigned,
        }

    def take(self, record: list[str]) -> None:
        """One record."""
        if not record:
            return
        kind, cells = record[0].strip().upper(), record[1:]
        taken = self.taken.get(kind)
        if taken is not None:
            taken(kind, cells)
        elif kind in _LEFT:
            self.ledger.note(tr("Not taken from the file: {what}.", what=tr(_LEFT[kind])))

    def _program(self, _kind: str, cells: list[str]) -> None:
        self.program = " ".join(cells[:1])

    def _defined(self, kind: str, cells: list[str]) -> None:
        """Which fields the records of a kind have, by their numbers."""
        known = [int(c) if c.isascii() and c.isdigit() and len(c) < 5 else 0 for c in map(str.strip, cells)]
        self.fields[f"{kind[0]}0"] = known

    def _resource(self, _kind: str, cells: list[str]) -> None:
        self.resources.append(resource(self._reader("40", cells), len(self.resources) + 1))

    def _assigned(self, _kind: str, cells: list[str]) -> None:
        if self.last is not None:
            self.assigned.append((self.last.uid, cells))

    def _reader(self, kind: str, cells: Sequence[str]) -> MpxReader:
        known = {n: c for n, c in zip(self.fields[kind], cells, strict=False) if n}
        return MpxReader(known, self.settings, self.ledger)

    def _settings(self, kind: str, cells: list[str]) -> None:
        """How values are written in what follows."""
        said = [*cells, *[""] * 9]
        now = self.settings
        if kind == "10":
            now.thousands, now.decimal = said[3], said[4] or "."
        elif kind == "11":
            day, week = now.number(said[3]), now.number(said[4])
            now.minutes_per_day = round(day * 60) if day and 0 < day <= 24 else 480
            now.minutes_per_week = round(week * 60) if week and 0 < week <= 168 else 2400
        else:
            now.order = int(said[0]) if said[0] in ("0", "1", "2") else 0
            now.time_mark, now.afternoon = said[4] or ":", said[6] or "pm"
            starts = now.number(said[2])
            now.day_starts = round(starts) if starts is not None and 0 <= starts < 1440 else 480

    def _times(self, kind: str, cells: list[str]) -> None:
        """A calendar, its hours on one day, or an exception; of a base or of the resource before."""
        if kind == "20":
            self.times.append(Times(cells[0] if cells else "", flags=tuple(c.strip() for c in cells[1:8])))
        elif kind == "55":
            if self.resources:
                owner = self.resources[-1]
                flags = tuple(c.strip() for c in cells[1:8])
                self.times.append(Times(owner.name, cells[0] if cells else "", owner.uid, flags))
        elif self.times and kind in ("25", "56"):
            day = cells[0].strip() if cells else ""
            if day in ("1", "2", "3", "4", "5", "6", "7"):
                self.times[-1].hours[int(day)] = hours(cells[1:], self.settings, self.ledger)
        elif self.times:
            found = exception(cells, self.settings, self.ledger)
            self.times[-1].exceptions += [] if found is None else [found]

    def _project(self, _kind: str, cells: list[str]) -> None:
        read = MpxReader(dict(enumerate(cells, 1)), self.settings, self.ledger)
        self.calendar = read.text(4)
        self.header = FileHeader(
            title=read.text(1),
            company=read.text(2),
            manager=read.text(3),
            author=read.text(25),
            written_by=self.program,
            start=read.moment(5),
            finish=read.moment(6, ends=True),
            from_start=read.text(7) != "1",
            minutes_per_day=self.settings.minutes_per_day,
            minutes_per_week=self.settings.minutes_per_week,
            day_starts=self.settings.day_starts,
        )

    def _task(self, _kind: str, cells: list[str]) -> None:
        read = self._reader("60", cells)
        found = task(read, len(self.tasks) + 1, self.outline)
        self.last = found
        if (found.uid, found.outline_level) == PROJECT_ROW and self.project_row is None:
            self.project_row = found
            return
        if found.uid in self.tasks:
            raise FileRefused(
                self.name, tr("two of its tasks have the same unique id, {uid}.", uid=found.uid)
            )
        self.tasks[found.uid] = found
        self.into.append((found.uid, read))

    def _note(self, _kind: str, cells: list[str]) -> None:
        if self.last is not None and cells:
            noted = dc.replace(self.last, notes=cells[0].replace("\x7f", "\n"))
            if noted.uid in self.tasks:
                self.tasks[noted.uid] = noted
            self.last = noted

    def _resource_note(self, _kind: str, cells: list[str]) -> None:
        if self.resources and cells:
            self.resources[-1] = dc.replace(self.resources[-1], notes=cells[0].replace("\x7f", "\n"))

    def schedule(self) -> ScheduleFile:
        """Everything together, with references that lead nowhere left out."""
        if not (self.tasks or self.resources or self.times):
            raise FileRefused(self.name, tr("it is a project file without tasks, resources or calendars."))
        found = calendars(self.times)
        owners = {c.resource_uid: c.uid for c in found if c.resource_uid is not None}
        named = next((c.uid for c in found if c.is_base and c.name == self.calendar), None)
        title = self.header.title or self.name.rpartition(".")[0]
        tasks = tuple(self._settled(t) for t in self.tasks.values())
        people = self._people()
        return ScheduleFile(
            source=self.name,
            format="MPX",
            header=dc.replace(self.header, title=title, calendar_uid=named),
            calendars=found,
            tasks=tasks,
            links=tuple(self._links()),
            resources=tuple(dc.replace(r, calendar_uid=owners.get(r.uid)) for r in people.values()),
            assignments=tuple(self._assignments(people)),
            custom_fields=_fields(tasks, people.values()),
            project_row=self.project_row,
            warnings=self.ledger.warnings(),
        )

    def _settled(self, found: Task) -> Task:
        """A task as a summary where rows stand under it."""
        return dc.replace(found, kind=TaskKind.SUMMARY) if found.uid in self.outline.parents else found

    def _people(self) -> dict[int, Resource]:
        """The resources, each once."""
        found: dict[int, Resource] = {}
        for one in self.resources:
            if one.uid in found:
                self.ledger.note(tr("A record whose id is there twice was left out."), one.name)
            else:
                found[one.uid] = one
        return found

    def _links(self) -> Iterable[Link]:
        by_id = {t.id: t.uid for t in self.tasks.values()}
        for uid, read in self.into:
            for link in links(read, uid, self.delimiter, by_id):
                if link.predecessor_uid == uid:
                    self.ledger.note(tr("A link from a task to itself was left out."), str(uid))
                elif link.predecessor_uid in self.tasks:
                    yield link
                else:
                    text = tr("A link to or from a task that is not in the file was left out.")
                    self.ledger.note(text, str(link.predecessor_uid))

    def _assignments(self, people: dict[int, Resource]) -> Iterable[Assignment]:
        by_id = {r.id: r.uid for r in people.values()}
        for number, (task_uid, cells) in enumerate(self.assigned, 1):
            read = MpxReader({}, self.settings, self.ledger)
            found = assignment(cells, number, task_uid, by_id, people, read)
            if found is not None:
                yield found
            else:
                text = tr("An assignment whose task or resource is not in the file was left out.")
                self.ledger.note(text, str(task_uid))


def _fields(tasks: Sequence[Task], people: Iterable[Resource]) -> tuple[CustomField, ...]:
    """The fields that some task or resource has filled in."""
    values = (*(t.custom for t in tasks), *(r.custom for r in people))
    used = dict.fromkeys(key for one in values for key, _ in one)
    return tuple(CustomField(key, key.removeprefix("mpx:")) for key in used)
