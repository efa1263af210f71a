"""Schedules of Microsoft Project worked out again from their inputs alone, against the dates that it stored.

Grade A files are those on whose dates two programs agree: every task must come out equal. Of grades B and C
each difference is known by what it comes from; a share that falls is a fault.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_desktop.domain.schedulefile import ScheduleFile, Task, TaskKind
from pmo_desktop.exchange.mspdi.reading import read_mspdi
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.from_file import network_of
from pmo_desktop.scheduling.ticks import from_minutes, tick
from pmo_desktop.scheduling.timetable import Timetable

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PMO_REFERENCE_DATA", _REPOSITORY.parent / "shared" / "data")) / "schedules"

NO_SPLITS = "the file does not hold the splits or contours that the .mpp had"
STALE = "the dates stored were not calculated again after the last change"
NO_CALENDAR = "the conversion lost the night shift of a resource"
WRONG_ACTUALS = "actual dates were written over; the scheduled dates do not follow from them"

DIFFERENT = {
    "mspdi-from-mpp/aspose_SplitTaskFinishDate.xml": (NO_SPLITS, 9),
    "mspdi-from-mpp/aspose_TaskDurations.xml": (STALE, 1),
    "mspdi-from-mpp/mpxj_bug1.xml": (STALE, 2),
    "mspdi-from-mpp/mpxj_bug4.xml": (STALE, 1),
    "mspdi-from-mpp/mpxj_mpp14splittask.xml": (NO_SPLITS, 2),
    "mspdi-from-mpp/mpxj_mpp14timephasedsegments.xml": (STALE, 18),
    "mspdi-from-mpp/mpxj_sample98.xml": (NO_CALENDAR, 19),
    "mspdi-from-mpp/mpxj_splits9a.xml": (NO_SPLITS, 8),
    "mspdi-from-mpp/mpxj_timephased-multi-rate.xml": (NO_SPLITS, 2),
    "mspdi-msproject/aspose_not_updated.xml": (WRONG_ACTUALS, 10),
    "mspdi-msproject/ganttproject_issue2659.xml": (STALE, 1),
    "mspdi-msproject/mpxj_mspditimephasedsegments.xml": (STALE, 18),
    "mspdi-msproject/mpxj_sample1.xml": (STALE, 2),
}
"""Files, none of grade A, with the cause of the difference and the number of rows that differ."""

pytestmark = pytest.mark.conformance


def _listed() -> dict[str, str]:
    """The grade of each MSPDI file that is there."""
    index = DATA / "index_given.csv"
    if not index.is_file():
        return {}
    with index.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["file"].startswith("mspdi-")]
    return {row["file"]: row["agreement_grade"] for row in rows if (DATA / row["file"]).is_file()}


FILES = _listed()


def test_the_reference_data_is_there() -> None:
    if not FILES:
        pytest.skip(f"no reference schedules in {DATA}")
    assert sum(grade == "A" for grade in FILES.values()) >= 68


def _stored(file: str, task: Task) -> dict[str, object]:
    """What the file says of a task. Converted files leave a slack of nought out."""
    slack = task.total_slack_minutes
    if slack is None and not file.startswith("mspdi-msproject"):
        slack = 0.0
    found: dict[str, object] = {
        "start": tick(task.start),
        "finish": tick(task.finish),
        "critical": task.critical,
    }
    return found if slack is None else found | {"slack": from_minutes(slack)}


def _found(timetable: Timetable, row: int) -> dict[str, object]:
    """What the engine says of a row."""
    return {
        "start": int(timetable.start[row]),
        "finish": int(timetable.finish[row]),
        "critical": bool(timetable.critical[row]),
        "slack": int(timetable.total_float[row]),
    }


def _differing(file: str, read: ScheduleFile) -> Iterator[str]:
    """Each row that comes out otherwise, summaries among them, with the fields that differ."""
    network = network_of(read)
    timetable = schedule(network)
    rows = {uid: row for row, uid in enumerate(network.tasks.uid.tolist())}
    for task in read.tasks:
        if task.kind is TaskKind.BLANK or task.start is None:
            continue
        found = _found(timetable, rows[task.uid])
        other = [name for name, value in _stored(file, task).items() if found[name] != value]
        if other:
            yield f"{task.uid} {task.name}: {', '.join(other)}"


@pytest.mark.parametrize("file", [file for file, grade in FILES.items() if grade == "A"])
def test_grade_a_comes_out_as_stored(file: str) -> None:
    assert list(_differing(file, read_mspdi(DATA / file))) == []


@pytest.mark.parametrize("file", [file for file, grade in FILES.items() if grade != "A"])
def test_other_grades_differ_where_known_alone(file: str) -> None:
    cause, count = DIFFERENT.get(file, ("no known cause", 0))
    found = list(_differing(file, read_mspdi(DATA / file)))
    assert len(found) <= count, f"{cause}: {found}"
