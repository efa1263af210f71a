"""What of a file the engine takes as given."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

from pmo_desktop.domain.schedulefile import FileHeader, Link, ScheduleFile, Task, TaskKind
from pmo_desktop.domain.scheduleresources import Assignment, Resource
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.from_file import network_of
from pmo_desktop.scheduling.ticks import HOUR, moment

HEADER = FileHeader(title="Move", start=datetime(2026, 1, 5, 8))


def task(uid: int, parent: int | None = None, *, kind: TaskKind = TaskKind.TASK, day: int = 5) -> Task:
    """A row of one day that the file shows on a day of January 2026."""
    start, finish = datetime(2026, 1, day, 8), datetime(2026, 1, day, 17)
    return Task(
        uid, uid, f"Row {uid}", kind, parent_uid=parent, duration_minutes=480, start=start, finish=finish
    )


def begins(file: ScheduleFile) -> list[int]:
    """The day on which each row begins."""
    found = (moment(int(instant)) for instant in schedule(network_of(file)).start)
    return [0 if instant is None else instant.day for instant in found]


def test_what_waits_for_another_file_starts_where_it_stood() -> None:
    rows = (task(1, kind=TaskKind.SUMMARY, day=7), task(2, 1, day=7), task(3, day=8), task(4, day=9))
    links = (Link(90, 1, other_file="other.mpp"), Link(2, 3))
    assert begins(ScheduleFile("plan.xml", "MSPDI", HEADER, tasks=rows, links=links)) == [7, 7, 8, 5]


def test_a_ghost_holds_by_its_own_dates() -> None:
    ghost = Task(
        9,
        9,
        "Elsewhere",
        TaskKind.TASK,
        external=True,
        start=datetime(2026, 1, 5, 8),
        finish=datetime(2026, 1, 5, 17),
    )
    links = (Link(9, 1, other_file="other.mpp"),)
    assert begins(ScheduleFile("plan.xml", "MSPDI", HEADER, tasks=(task(1, day=9), ghost), links=links)) == [
        6,
        5,
    ]


def test_overtime_takes_no_working_time() -> None:
    made = Assignment(
        1,
        1,
        1,
        work_minutes=480,
        remaining_work_minutes=480,
        overtime_minutes=120,
        remaining_overtime_minutes=120,
    )
    file = ScheduleFile(
        "plan.xml", "MSPDI", HEADER, tasks=(task(1),), resources=(Resource(1, 1, "Ada"),), assignments=(made,)
    )
    assignments = network_of(file).assignments
    assert [assignments.work.tolist(), assignments.remaining_work.tolist()] == [[6 * HOUR], [6 * HOUR]]


def test_an_inserted_file_keeps_its_dates_until_work_in_it_has_begun() -> None:
    begun = dc.replace(task(3, day=13), inserted=True, actual_start=datetime(2026, 1, 6, 8))
    rows = (task(1), dc.replace(task(2, day=12), inserted=True), begun, task(4))
    file = ScheduleFile("plan.xml", "MSPDI", HEADER, tasks=rows, links=(Link(1, 2), Link(2, 4)))
    assert begins(file) == [5, 12, 6, 13], "what waits for it starts after it"
    table = schedule(network_of(file))
    assert int(table.start_float[1]) == 0
