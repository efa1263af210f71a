"""Schedules of Primavera P6 worked out again from their inputs alone, against the dates that it stored.

What P6 calls critical is not compared: its files flag the driving path, whatever the threshold says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_desktop.domain.schedulefile import ScheduleFile, Task
from pmo_desktop.exchange.schedules import read_schedule
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.from_file import network_of
from pmo_desktop.scheduling.ticks import from_minutes, tick
from pmo_desktop.scheduling.timetable import Timetable

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PMO_REFERENCE_DATA", _REPOSITORY.parent / "shared" / "data")) / "schedules"
FILES = sorted(str(path.relative_to(DATA)) for kind in ("xer", "pmxml") for path in DATA.glob(f"{kind}/*"))

NEVER_SCHEDULED = "the dates stored are planned ones; nobody scheduled the project since"
DIFFERENT = {
    "pmxml/aspose_PrimaveraProject.xml.gz": (NEVER_SCHEDULED, 38),
    "xer/aspose_test.xer": (NEVER_SCHEDULED, 3),
}
"""Files, none of grade A, with the cause of the difference and the number of rows that differ."""

pytestmark = pytest.mark.conformance


def _differing(read: ScheduleFile) -> Iterator[str]:
    """Each row that comes out otherwise."""
    timetable = schedule(network_of(read))
    for row, task in enumerate(read.tasks):
        if other := [name for name, stored, found in _pairs(task, timetable, row) if stored != found]:
            yield f"{task.uid} {task.name}: {', '.join(other)}"


def _pairs(task: Task, timetable: Timetable, row: int) -> Iterator[tuple[str, int, int]]:
    """What the file says of a row where it does, and what the engine says."""
    if task.start is not None:
        yield "start", tick(task.start), int(timetable.start[row])
    if task.finish is not None:
        yield "finish", tick(task.finish), int(timetable.finish[row])
    if task.actual_finish is None and task.total_slack_minutes is not None:
        yield "float", from_minutes(task.total_slack_minutes), int(timetable.total_float[row])
    if task.actual_finish is None and task.late_finish is not None:
        yield "late finish", tick(task.late_finish), int(timetable.late_finish[row])


def test_the_reference_data_is_there() -> None:
    if not FILES:
        pytest.skip(f"no reference schedules in {DATA}")
    assert len(FILES) >= 13


@pytest.mark.parametrize("file", FILES)
def test_p6_comes_out_as_stored(file: str) -> None:
    cause, count = DIFFERENT.get(file, ("no known cause", 0))
    found = list(_differing(read_schedule(DATA / file)))
    assert len(found) <= count, f"{cause}: {found}"
