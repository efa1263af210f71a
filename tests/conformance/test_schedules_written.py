"""Every schedule file of the set: other kinds counted by the index, and all written as they were read."""

from __future__ import annotations

import dataclasses as dc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmo_desktop.domain.schedulecalendar import USUAL_WEEK, Calendar
from pmo_desktop.domain.schedulefile import (
    ConstraintKind,
    Link,
    LinkType,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.mspdi.reading import parse_mspdi, read_mspdi
from pmo_desktop.exchange.mspdi.writing import write_mspdi
from pmo_desktop.exchange.p6.xer import parse_xer
from pmo_desktop.exchange.p6.xer_out import write_xer
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.schedules import read_schedule
from tests.conformance.schedulefiles import DATA, MSPDI, OTHERS

READ = [row for row in OTHERS if row["file"].partition("/")[0] in ("xer", "pmxml", "gan", "mpx", "planner")]
PRIMAVERA = [row for row in READ if row["file"].startswith(("xer/", "pmxml/"))]
PROJECT = [row for row in OTHERS if row["file"].startswith("mpp/")]
REFUSED = [row for row in OTHERS if row["file"].startswith("plan/")]

pytestmark = pytest.mark.conformance


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


@pytest.mark.parametrize("row", MSPDI, ids=[row["file"] for row in MSPDI])
def test_mspdi_file_becomes_one_of_primavera(row: dict[str, str]) -> None:
    """Tasks with their dates and durations, and the links between them; P6 links no summaries."""
    read = read_mspdi(DATA / row["file"])
    found = parse_xer(write_xer(read, datetime(2026, 1, 1, tzinfo=UTC)).data, read.source)
    ours = [t for t in _leaves(read) if t.kind is not TaskKind.BLANK]
    assert [_dated(t) for t in _leaves(found)] == [_dated(t) for t in ours]
    leaves = {t.uid for t in ours}
    joined = [n for n in read.links if {n.predecessor_uid, n.successor_uid} <= leaves]
    assert [_ends(n) for n in found.links] == [_ends(n) for n in joined]


def _ends(link: Link) -> tuple[int, int, LinkType]:
    return link.predecessor_uid, link.successor_uid, link.type


def _dated(t: Task) -> tuple[object, ...]:
    dates = (t.actual_start or t.start, t.actual_finish or t.finish)
    minute = [None if d is None else d.replace(second=0) for d in dates]
    return (t.uid, " ".join(t.name.split()), *minute, round(t.duration_minutes or 0, 1))


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
