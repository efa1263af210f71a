"""Every real schedule file comes in as an independent count says, or is refused in words.

The counts are those of the set's index, made by other means. What the index calls a task is a row below
the project's own that has a start and no children; it counts an exception only in the newer of the two
forms, and an assignment of resource -1, which is nobody.
"""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pmo_desktop.domain.schedulefile import (
    Assignment,
    ConstraintKind,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.mspdi.reading import read_mspdi
from tests.conformance.schedulefiles import DATA, MSPDI

NS = "{http://schemas.microsoft.com/project}"

EXPLAINED = {
    ("aspose_not_updated.xml", "assignments"): 0,  # ten of resource -1
    ("mpxj_caltest.xml", "exceptions"): 2,  # the form of 2003, which the index passes over
    ("mpxj_mspditimephasedsegments.xml", "exceptions"): 6,  # the same
    ("aspose_Residential_Construction.xml.gz", "extended_attributes"): 192,  # two on the work of nobody
    ("mpxj_mspdinulltasks.xml", "task_calendars"): 0,  # three blank rows name calendar 0, which is none
}
"""Where the reader is right to differ from the index: file and column, and the reader's count."""


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
