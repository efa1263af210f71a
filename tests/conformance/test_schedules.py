"""Every real schedule file comes in as an independent count says, or is refused in words.

The counts are those of the set's index, made by other means. What the index calls a task is a row below
the project's own that has a start and no children; it counts an exception only in the newer of the two
forms, and an assignment of resource -1, which is nobody.
"""

from __future__ import annotations

import csv
import dataclasses as dc
import gzip
import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pmo_desktop.domain.schedulecalendar import USUAL_WEEK, Calendar
from pmo_desktop.domain.schedulefile import (
    Assignment,
    ConstraintKind,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.mspdi import parse_mspdi, read_mspdi
from pmo_desktop.exchange.mspdi_out import write_mspdi
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.schedules import read_schedule
from pmo_desktop.exchange.xer import parse_xer
from pmo_desktop.exchange.xer_out import write_xer

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PMO_REFERENCE_DATA", _REPOSITORY.parent / "shared" / "data")) / "schedules"
NS = "{http://schemas.microsoft.com/project}"

EXPLAINED = {
    ("aspose_not_updated.xml", "assignments"): 0,  # ten of resource -1
    ("mpxj_caltest.xml", "exceptions"): 2,  # the form of 2003, which the index passes over
    ("mpxj_mspditimephasedsegments.xml", "exceptions"): 6,  # the same
    ("aspose_Residential_Construction.xml.gz", "extended_attributes"): 192,  # two on the work of nobody
    ("mpxj_mspdinulltasks.xml", "task_calendars"): 0,  # three blank rows name calendar 0, which is none
}
"""Where the reader is right to differ from the index: file and column, and the reader's count."""


def _listed() -> list[dict[str, str]]:
    index = DATA / "index_given.csv"
    if not index.is_file():
        return []
    with index.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if (DATA / row["file"]).is_file()]


ROWS = _listed()
MSPDI = [row for row in ROWS if row["file"].startswith("mspdi-")]
OTHERS = [row for row in ROWS if not row["file"].startswith("mspdi-")]
READ = [row for row in OTHERS if row["file"].partition("/")[0] in ("xer", "pmxml", "gan", "mpx", "planner")]
PRIMAVERA = [row for row in READ if row["file"].startswith(("xer/", "pmxml/"))]
PROJECT = [row for row in OTHERS if row["file"].startswith("mpp/")]
REFUSED = [row for row in OTHERS if row["file"].startswith("plan/")]

pytestmark = pytest.mark.conformance


def _as_indexed(schedule: ScheduleFile) -> dict[str, str]:
    """The reader's result counted in the index's columns."""
    rows = [t for t in schedule.tasks if t.kind is not TaskKind.SUMMARY and t.start is not None]
    kinds = Counter(resource.kind for resource in schedule.resources)
    top = [] if schedule.project_row is None else [schedule.project_row]
    carriers: list[Task | Resource | Assignment] = [*top, *schedule.tasks]
    carriers += [*schedule.resources, *schedule.assignments]
    counts, status = schedule.counts, schedule.header.status_date
    found: dict[str, object] = {
        "tasks": len(rows),
        "summaries": counts.summaries,
        "links": counts.links,
        "lags": counts.lags,
        "pctlags": counts.percent_lags,
        "resources": counts.resources,
        "assignments": counts.assignments,
        "calendars": counts.calendars,
        "exceptions": counts.exceptions,
        "tasks_with_baseline": counts.baselines,
        "tasks_with_latefinish": sum(t.late_finish is not None for t in rows),
        "tasks_with_totalslack": sum(t.total_slack_minutes is not None for t in rows),
        "critical": sum(t.critical for t in rows),
        "manual": sum(t.manual for t in rows),
        "actual_started": sum(t.actual_start is not None for t in rows),
        "constraints": _constraints(rows),
        "deadlines": sum(t.deadline is not None for t in schedule.tasks),
        "task_calendars": sum(t.calendar_uid is not None for t in schedule.tasks),
        "levelled": sum(bool(t.levelling_delay_minutes) for t in rows),
        "recurring": sum(t.recurring for t in (*top, *schedule.tasks)),
        "timephased": schedule.timephased,
        "statusdate": "" if status is None else status.isoformat(),
        "crossproject_links": sum(bool(link.other_file) for link in schedule.links),
        "extended_attributes": len(schedule.custom_fields) + sum(len(c.custom) for c in carriers),
        "material_res": kinds[ResourceKind.MATERIAL] + kinds[ResourceKind.COST],
        "cost_res": kinds[ResourceKind.COST],
        "from_finish": int(not schedule.header.from_start),
        "workweeks": sum(len(c.work_weeks) for c in schedule.calendars),
    }
    return {column: str(value) for column, value in found.items()}


def _constraints(rows: list[Task]) -> str:
    codes = list(ConstraintKind)
    found = Counter(codes.index(t.constraint) for t in rows if t.constraint is not ConstraintKind.ASAP)
    return " ".join(f"{code}:{number}" for code, number in sorted(found.items()))


def _as_given(row: dict[str, str]) -> dict[str, str]:
    name = Path(row["file"]).name
    return {column: str(EXPLAINED.get((name, column), value)) for column, value in row.items()}


def test_reference_files_are_all_in_the_index(reference_data: Path) -> None:
    present = {p.relative_to(DATA).as_posix() for p in DATA.glob("mspdi-*/*.xml*")}
    assert present == {row["file"] for row in MSPDI}
    assert len(present) > 100


@pytest.mark.parametrize("row", MSPDI, ids=[row["file"] for row in MSPDI])
def test_mspdi_file_has_the_counts_of_the_index(row: dict[str, str]) -> None:
    found = _as_indexed(read_mspdi(DATA / row["file"]))
    given = _as_given(row)
    assert found == {column: given[column] for column in found}


@pytest.mark.parametrize("row", MSPDI, ids=[row["file"] for row in MSPDI])
def test_mspdi_file_keeps_its_own_dates_and_links(row: dict[str, str]) -> None:
    """Against a plain reading of the same XML that shares no code with the reader."""
    path = DATA / row["file"]
    stored = path.read_bytes()
    root = ET.fromstring(gzip.decompress(stored) if path.suffix == ".gz" else stored)
    schedule = read_mspdi(path)
    raw = list(root.iterfind(f"{NS}Tasks/{NS}Task"))
    top = [] if schedule.project_row is None else [schedule.project_row]
    assert [_raw_row(t) for t in raw] == [_row(t) for t in (*top, *schedule.tasks)]
    joined = [
        (int(link.findtext(f"{NS}PredecessorUID") or -1), int(t.findtext(f"{NS}UID") or -1))
        for t in raw
        for link in t.iterfind(f"{NS}PredecessorLink")
    ]
    assert joined == [(link.predecessor_uid, link.successor_uid) for link in schedule.links]


_DATES = (
    "Start",
    "Finish",
    "EarlyStart",
    "EarlyFinish",
    "LateStart",
    "LateFinish",
    "ConstraintDate",
    "Deadline",
)


def _raw_row(task: ET.Element) -> tuple[object, ...]:
    slack = task.findtext(f"{NS}TotalSlack")
    return (
        int(task.findtext(f"{NS}UID") or -1),
        task.findtext(f"{NS}Name") or "",
        [text and datetime.fromisoformat(text) for text in (task.findtext(NS + field) for field in _DATES)],
        None if slack is None else float(slack) / 10,
        task.findtext(f"{NS}Critical") == "1",
        int(task.findtext(f"{NS}PercentComplete") or 0),
    )


def _row(t: Task) -> tuple[object, ...]:
    dates = [
        t.start,
        t.finish,
        t.early_start,
        t.early_finish,
        t.late_start,
        t.late_finish,
        t.constraint_date,
        t.deadline,
    ]
    return (t.uid, t.name, dates, t.total_slack_minutes, t.critical, t.percent_complete)


@pytest.mark.parametrize("row", MSPDI, ids=[row["file"] for row in MSPDI])
def test_mspdi_file_is_written_as_it_was_read(row: dict[str, str]) -> None:
    """All but the name of the writing program, and values by period of tasks and resources themselves."""
    read = read_mspdi(DATA / row["file"])
    again = parse_mspdi(write_mspdi(read).data, read.source)
    header = dc.replace(read.header, written_by=again.header.written_by)
    assert dc.replace(again, warnings=(), timephased=0) == dc.replace(
        read, warnings=(), timephased=0, header=header
    )


def _counted(schedule: ScheduleFile) -> dict[str, str]:
    """The columns that the index has for files of other kinds."""
    counts = schedule.counts
    found = {
        "tasks": counts.tasks,
        "summaries": counts.summaries,
        "links": counts.links,
        "lags": counts.lags,
        "resources": counts.resources,
        "assignments": counts.assignments,
        "calendars": counts.calendars,
        "exceptions": counts.exceptions,
        "constraints": dict(sorted((_INDEXED[kind], n) for kind, n in counts.constraints.items())),
    }
    return {column: str(value) for column, value in found.items()}


_INDEXED = {
    ConstraintKind.ALAP: "AS_LATE_AS_POSSIBLE",
    ConstraintKind.MSO: "MUST_START_ON",
    ConstraintKind.MFO: "MUST_FINISH_ON",
    ConstraintKind.SNET: "START_NO_EARLIER_THAN",
    ConstraintKind.SNLT: "START_NO_LATER_THAN",
    ConstraintKind.FNET: "FINISH_NO_EARLIER_THAN",
    ConstraintKind.FNLT: "FINISH_NO_LATER_THAN",
}
OTHERS_EXPLAINED: dict[str, dict[str, object]] = {
    # The index counts one project of each file: here there is a second, which a link leads to,
    "aspose_MultiprojectWithExternal.xer": {"tasks": 3, "summaries": 2, "links": 1},
    "aspose_MultiprojectWithExternal.xml": {"tasks": 3, "summaries": 2, "links": 1},
    # four projects without activities,
    "aspose_ScheduleOptions.xer": {"summaries": 4},
    # and two whole ones with two that lend an activity each; a summary for every project.
    "aspose_PrimaveraProject.xml.gz": {
        "tasks": 28,
        "summaries": 14,
        "links": 26,
        "lags": 2,
        "assignments": 82,
    },
    # Links to rows further down, which the index missed; the calendar of a person with a vacation; and
    # an earliest begin that is written down but switched off.
    "HouseBuildingSample.gan": {"links": 17, "calendars": 2, "exceptions": 2, "constraints": "{}"},
    "ganttproject.gan": {
        "links": 2,
        "calendars": 2,
        "exceptions": 1,
        "constraints": "{START_NO_EARLIER_THAN=2}",
    },
    # The file has 8 calendars and 3 resources, one of them without a name.
    "mpxj_planner-calendar.planner": {"calendars": 8, "resources": 3},
}


@pytest.mark.parametrize("row", READ, ids=[row["file"] for row in READ])
def test_files_of_other_kinds_have_the_counts_of_the_index(row: dict[str, str]) -> None:
    found = _counted(read_schedule(DATA / row["file"]))
    given = {**row, **{k: str(v) for k, v in OTHERS_EXPLAINED.get(Path(row["file"]).name, {}).items()}}
    said = {column: given[column] or found[column] for column in found if column != "constraints"}
    said["constraints"] = str(
        dict(_constraint(part) for part in given["constraints"].strip("{}").split(", ") if part)
    )
    assert found == said


def _constraint(part: str) -> tuple[str, int]:
    name, _, count = part.partition("=")
    return name, int(count)


@pytest.mark.parametrize("row", PRIMAVERA, ids=[row["file"] for row in PRIMAVERA])
def test_primavera_file_is_written_as_it_was_read(row: dict[str, str]) -> None:
    """Activities, links, people and times; what other programs add to the file is not compared."""
    read = read_schedule(DATA / row["file"])
    again = parse_xer(write_xer(read, datetime(2026, 1, 1, tzinfo=UTC)).data, read.source)
    assert [_settled(t) for t in _leaves(again)] == [_settled(t) for t in _leaves(read)]
    assert (again.links, again.assignments, again.resources) == (read.links, read.assignments, read.resources)
    assert [_without_base(c) for c in again.calendars] == [_without_base(c) for c in read.calendars]
    assert again.projects == read.projects


def _leaves(schedule: ScheduleFile) -> list[Task]:
    return sorted((t for t in schedule.tasks if t.kind is not TaskKind.SUMMARY), key=lambda t: t.uid)


def _settled(t: Task) -> Task:
    """A task without its place in the outline and without the ids of its own fields."""
    bare = dc.replace(t, id=0, outline_level=1, parent_uid=None, custom=(), actual_duration_minutes=None)
    return dc.replace(bare, calendar_uid=None) if t.external else bare


def _without_base(calendar: Calendar) -> Calendar:
    """A calendar as it works, whether its text was there or not."""
    week = USUAL_WEEK if all(day is None for day in calendar.week) else calendar.week
    return dc.replace(calendar, week=week)


@pytest.mark.parametrize("row", REFUSED, ids=[row["file"] for row in REFUSED])
def test_kinds_that_are_not_read_are_refused_by_name_with_what_to_do(row: dict[str, str]) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_schedule(DATA / row["file"])
    assert "Calligra" in str(refusal.value)
    assert "XML" in refusal.value.reason
    assert Path(row["file"]).name in str(refusal.value)


@pytest.mark.parametrize("row", PROJECT, ids=[row["file"] for row in PROJECT])
def test_project_files_are_read_or_say_what_is_missing(row: dict[str, str]) -> None:
    """With Java and MPXJ the answer is the converted file's; without, a sentence says what to install."""
    path = DATA / row["file"]
    try:
        found = read_schedule(path)
    except FileRefused as refusal:
        missing = "install" in refusal.reason
    else:
        folder = DATA / "mspdi-from-mpp"
        (answer,) = list(folder.glob(f"{path.stem}.xml*"))
        missing = read_mspdi(answer).counts == found.counts
    assert missing


def test_recurring_exceptions_are_kept_as_rules(reference_data: Path) -> None:
    folder = reference_data / "schedules" / "mspdi-msproject"
    (calendar,) = read_mspdi(folder / "calendar-recurring-exceptions-project2016-mspdi.xml").calendars
    by_name = {e.name: e for e in calendar.exceptions}
    assert by_name["Daily 1"].recurrence is None
    weekly = by_name["Weekly 7 Sunday"].recurrence
    assert weekly is not None
    assert (weekly.every, weekly.weekdays, weekly.occurrences) == (7, (6,), 9)
    yearly = by_name["Yearly Relative 3"].recurrence
    assert yearly is not None
    assert (yearly.month, yearly.position, yearly.position_of) == (5, 3, "3")
    assert by_name["Recurring Working"].hours == ((540, 780), (840, 1020))
