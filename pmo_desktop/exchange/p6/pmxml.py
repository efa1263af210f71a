"""Primavera P6's XML (PMXML) into a `ScheduleFile`: translated into XER's tables, then read as those are.

Ends of working hours are written as their last minute (15:59 for 16:00). Projects that only lend an
activity to a link carry nothing but their id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulecalendar import Calendar, DayHours, Interval
from pmo_desktop.domain.schedulefile import ScheduleFile
from pmo_desktop.exchange.mspdi.values import Ledger, values_of
from pmo_desktop.exchange.p6.calendars import interval, listed
from pmo_desktop.exchange.p6.pmxml_words import options_row, translated
from pmo_desktop.exchange.p6.reading import Origin, schedule_of
from pmo_desktop.exchange.p6.values import Fields, Numbers, Row
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load, pieces
from pmo_desktop.exchange.schedulekinds import Kind, kind_of, not_taken
from pmo_desktop.i18n import tr

ROOT = "APIBusinessObjects"
_PROJECTS = ("Project", "BaselineProject")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UDF = ("TextValue", "DoubleValue", "IntegerValue", "CostValue", "StartDateValue", "FinishDateValue")


def read_pmxml(
    path: Path, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in a P6 XML file. Raises FileRefused with one sentence; `stop` ends it by raising."""
    return parse_pmxml(load(path, limits), path.name, stop, limits)


def parse_pmxml(
    data: bytes, name: str, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in the bytes of a P6 XML file called `name`; see `read_pmxml`."""
    if kind_of(data) is not Kind.PMXML:
        raise not_taken(name, kind_of(data))
    gathered = _Gathered(name)
    for parent, element in pieces(data, name, limits, stop):
        gathered.take(parent, element)
    return gathered.schedule()


class _Gathered:
    """The tables while the document comes in, record by record."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ledger = Ledger()
        self.tables: dict[str, list[Row]] = {}
        self.values: dict[str, str] = {}
        self.parts: list[Element] = []
        self.unplaced: list[dict[str, str]] = []
        self.calendars: list[tuple[dict[str, str], list[Element]]] = []
        self.origin = Origin("Primavera P6")

    def take(self, parent: str, element: Element) -> None:
        """One piece: a record of a project, a part of a record at the top, or the end of one."""
        if parent == "":
            self._root(element.tag)
        elif parent == ROOT:
            self._top(element.tag)
        elif parent in _PROJECTS and (len(element) or element.tag in ("Calendar", "Activity")):
            self._record(element.tag, values_of(element), list(element))
        elif len(element):
            self.parts.append(element)
        elif element.text:
            self.values[element.tag] = element.text

    def _root(self, tag: str) -> None:
        if tag.rpartition("}")[2] != ROOT:
            raise not_taken(self.name, Kind.OTHER_XML)

    def _top(self, tag: str) -> None:
        """The end of a record at the top, whose parts came before."""
        if tag == "Currency" and not self.origin.currency:
            self.origin = Origin("Primavera P6", currency=self.values.get("Id", ""))
        self._record(tag, self.values, self.parts)
        if tag in _PROJECTS:
            for row in self.unplaced:
                row["proj_id"] = self.values.get("ObjectId", "").strip()
            self.unplaced.clear()
        self.values, self.parts = {}, []

    def _record(self, tag: str, values: dict[str, str], parts: list[Element]) -> None:
        if tag == "Calendar":
            self.calendars.append((values, parts))
            self.tables.setdefault("CALENDAR", []).append({"clndr_id": values.get("ObjectId", "")})
            return
        if tag == "ScheduleOptions":
            self.values.update({k: v for k, v in values.items() if k != "ObjectId"})
            return
        made = translated(tag, values)
        if made is None:
            return
        if made.table == "PROJECT":
            self._project(tag, made.row)
        elif "proj_id" not in made.row:
            self.unplaced.append(made.row)
        if made.table == "TASK":
            self._attached(made.row.get("task_id", ""), parts)
        self.tables.setdefault(made.table, []).append(made.row)

    def _project(self, tag: str, row: dict[str, str]) -> None:
        """A project: exported, a baseline, or there only because a link leads to it."""
        row["export_flag"] = "Y" if row.get("name") else "N"
        if tag == "Project":
            row.pop("orig_proj_id", None)
        self.tables.setdefault("SCHEDOPTIONS", []).append(options_row(row))

    def _attached(self, task: str, parts: list[Element]) -> None:
        """Activity codes and own fields, which stand inside the activity."""
        for part in parts:
            values = values_of(part)
            type_ = values.get("TypeObjectId", "")
            if part.tag == "Code":
                row = {"task_id": task, "actv_code_id": values.get("ValueObjectId", "")}
                self.tables.setdefault("TASKACTV", []).append(row)
            elif part.tag == "UDF":
                said = next((v for k in _UDF if (v := values.get(k))), "")
                said = said or next((v for k, v in values.items() if k.endswith("Value")), "")
                self.tables.setdefault("UDFVALUE", []).append(
                    {"udf_type_id": type_, "fk_id": task, "udf_text": said}
                )

    def schedule(self) -> ScheduleFile:
        """Everything together."""
        if not self.tables.get("PROJECT"):
            raise FileRefused(self.name, tr("there is no project in it."))
        self._roots()
        numbers = Numbers()
        numbers.add(filter(None, (v.get("ObjectId", "").strip() for v, _ in self.calendars)))
        found = {c.uid: c for v, p in self.calendars if (c := _calendar(v, p, numbers, self.ledger))}
        return schedule_of(self.name, "PMXML", self.tables, self.origin, self.ledger, tuple(found.values()))

    def _roots(self) -> None:
        """With several projects, a row for each, above the WBS that the file has of it."""
        projects = [p for p in self.tables["PROJECT"] if not p.get("orig_proj_id", "")]
        if len(projects) < 2:
            return
        tops = {p.get("proj_id", ""): f"project {p.get('proj_id', '')}" for p in projects}
        known = {w.get("wbs_id", "") for w in self.tables.get("PROJWBS", ())}
        for table in ("PROJWBS", "TASK"):
            column = "parent_wbs_id" if table == "PROJWBS" else "wbs_id"
            for row in self.tables.get(table, ()):
                if isinstance(row, dict) and row.get(column, "") not in known:
                    row[column] = tops.get(row.get("proj_id", ""), "")
        for project in projects:
            key = project.get("proj_id", "")
            self.tables.setdefault("PROJWBS", []).append(
                {
                    "wbs_id": tops[key],
                    "proj_id": key,
                    "proj_node_flag": "Y",
                    "wbs_short_name": project.get("proj_short_name", ""),
                    "wbs_name": project.get("name", "") or project.get("proj_short_name", ""),
                }
            )


def _calendar(
    values: dict[str, str], parts: list[Element], numbers: Numbers, ledger: Ledger
) -> Calendar | None:
    """One calendar; None without an id."""
    read = Fields(values, ledger)
    uid = numbers.get(read.text("ObjectId"))
    if uid is None:
        ledger.note(tr("A calendar without an id was left out."), read.text("Name"))
        return None
    days: dict[str, DayHours] = {}
    exceptions: dict[date, list[Interval]] = {}
    for part in parts:
        for item in part:
            if item.tag == "StandardWorkHours":
                days[values_of(item).get("DayOfWeek", "").strip()] = tuple(sorted(_hours(item, ledger)))
            elif (day := Fields(values_of(item), ledger).moment("Date")) is not None:
                exceptions.setdefault(day.date(), []).extend(_hours(item, ledger))
    base = numbers.get(read.text("BaseCalendarObjectId"))
    minutes = (read.minutes(f"HoursPer{n}") for n in ("Day", "Week", "Month", "Year"))
    day_, week, month, year = (round(m) if m and m >= 1 else None for m in minutes)
    return Calendar(
        uid=uid,
        name=read.text("Name"),
        is_base=read.text("Type") != "Resource",
        base_uid=None if base == uid else base,
        week=tuple(days.get(d, ()) for d in _DAYS) if days else (None,) * 7,
        exceptions=listed(exceptions),
        minutes_per_day=day_,
        minutes_per_week=week,
        minutes_per_month=month,
        minutes_per_year=year,
    )


def _hours(item: Element, ledger: Ledger) -> Iterator[Interval]:
    """The working intervals of a day."""
    for time in item.iterfind("WorkTime"):
        values = values_of(time)
        if values:
            yield from interval(values.get("Start", ""), _after(values.get("Finish", "")), ledger)


def _after(text: str) -> str:
    """The end of working time: one minute after the last, unless it is a round time already."""
    hour, _, minute = text.strip()[:5].partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return text
    whole = int(hour) * 60 + int(minute)
    whole += 1 if whole % 5 else 0
    return f"{whole // 60}:{whole % 60:02}"
