"""What a Primavera file asks beyond dates and links: second constraints, work begun out of sequence."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

import pytest

from pmo_desktop.domain.schedulefile import (
    ConstraintKind,
    FileHeader,
    FileProject,
    Link,
    LinkType,
    OutOfSequence,
    P6Activity,
    P6Options,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.from_file import network_of
from pmo_desktop.scheduling.ticks import moment
from pmo_desktop.scheduling.timetable import Timetable

MONDAY = datetime(2026, 1, 5, 8)


def _task(uid: int, days: int = 2) -> Task:
    return Task(
        uid, uid, f"A{uid}", TaskKind.TASK, duration_minutes=480 * days,
        remaining_duration_minutes=480 * days, project_uid=1, p6=P6Activity(),
    )  # fmt: skip


def _worked(tasks: list[Task], links: tuple[Link, ...] = (), **options: object) -> Timetable:
    rules = dc.replace(P6Options(), **options)  # type: ignore[arg-type]
    project = FileProject(1, "P", data_date=MONDAY, planned_start=MONDAY, options=rules)
    header = FileHeader(title="P", start=MONDAY, status_date=MONDAY, p6=rules)
    file = ScheduleFile("p.xer", "XER", header, tasks=tuple(tasks), links=links, projects=(project,))
    return schedule(network_of(file))


def _day(hour: int, day: int) -> datetime:
    return datetime(2026, 1, day, hour)


FNET, SNET = ConstraintKind.FNET, ConstraintKind.SNET
SNLT, FNLT = ConstraintKind.SNLT, ConstraintKind.FNLT


@pytest.mark.parametrize("turned", [False, True])
def test_finish_from_and_start_from_both_hold(turned: bool) -> None:
    asked = [(SNET, _day(8, 7)), (FNET, _day(17, 14))]
    first, second = reversed(asked) if turned else asked
    extra = P6Activity(constraint2=second[0], constraint2_date=second[1])
    task = dc.replace(_task(1), constraint=first[0], constraint_date=first[1], p6=extra)
    made = _worked([task])
    assert moment(int(made.finish[0])) == _day(17, 14)
    assert (moment(int(made.start[0])) or MONDAY) >= _day(8, 7)


@pytest.mark.parametrize("turned", [False, True])
def test_start_by_and_start_from_both_hold(turned: bool) -> None:
    asked = [(SNET, _day(8, 7)), (SNLT, _day(8, 8))]
    first, second = reversed(asked) if turned else asked
    extra = P6Activity(constraint2=second[0], constraint2_date=second[1])
    task = dc.replace(_task(1), constraint=first[0], constraint_date=first[1], p6=extra)
    made = _worked([task, _task(2, 20)])
    assert moment(int(made.start[0])) == _day(8, 7)
    assert moment(int(made.late_start[0])) == _day(8, 8)


def test_a_second_constraint_alone_is_the_first() -> None:
    extra = P6Activity(constraint2=FNET, constraint2_date=_day(17, 14))
    made = _worked([dc.replace(_task(1), p6=extra)])
    assert moment(int(made.finish[0])) == _day(17, 14)


@pytest.mark.parametrize(
    ("rule", "finish"), [(OutOfSequence.RETAINED_LOGIC, 8), (OutOfSequence.PROGRESS_OVERRIDE, 6)]
)
def test_work_begun_out_of_sequence(rule: OutOfSequence, finish: int) -> None:
    begun = dc.replace(_task(2), actual_start=datetime(2026, 1, 2, 8))
    links = (Link(1, 2, LinkType.FS),)
    made = _worked([_task(1), begun], links, out_of_sequence=rule)
    assert moment(int(made.finish[1])) == _day(17, finish)


@pytest.mark.parametrize(("alone", "day"), [(False, 12), (True, 5)])
def test_links_to_other_projects_count_unless_the_project_says_not(alone: bool, day: int) -> None:
    task = dc.replace(_task(1), p6=P6Activity(external_early_start=_day(8, 12)))
    made = _worked([task], ignore_other_projects=alone)
    assert moment(int(made.start[0])) == _day(8, day)
