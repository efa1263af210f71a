"""What a Primavera file asks beyond dates and links: second constraints, work begun out of sequence."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

import pytest

from pmo_desktop.domain.schedulefile import (
    ActivityKind,
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


@pytest.mark.parametrize(("used", "day"), [(True, 14), (False, 6)])
def test_an_expected_finish_makes_the_length_of_what_is_left(used: bool, day: int) -> None:
    task = dc.replace(_task(1), p6=P6Activity(expected_finish=_day(17, 14)))
    made = _worked([task, _task(2)], (Link(1, 2, LinkType.FS, 0.0),), use_expected_finish=used)
    assert moment(int(made.finish[0])) == _day(17, day)
    assert moment(int(made.start[1])) == _day(8, day + 1)
    assert made.free_float[0] == 0


def test_an_expected_finish_that_cannot_be_leaves_the_length() -> None:
    late = dc.replace(_task(2), p6=P6Activity(expected_finish=_day(17, 5)))
    made = _worked([_task(1), late], (Link(1, 2, LinkType.FS, 0.0),))
    assert moment(int(made.finish[1])) == _day(17, 8)
    pulled = dc.replace(_task(2), p6=P6Activity(expected_finish=_day(17, 8)))
    made = _worked([_task(1, 10), pulled], (Link(1, 2, LinkType.FF, 0.0),))
    assert moment(int(made.start[1])) == _day(8, 15)
    assert moment(int(made.finish[1])) == _day(17, 16)


def _milestone(uid: int, kind: ActivityKind) -> Task:
    return dc.replace(_task(uid, 0), kind=TaskKind.MILESTONE, p6=P6Activity(kind=kind))


def test_a_level_of_effort_spans_early_and_late_dates() -> None:
    spans = dc.replace(
        _task(3), kind=TaskKind.LEVEL_OF_EFFORT, p6=P6Activity(kind=ActivityKind.LEVEL_OF_EFFORT)
    )
    links = tuple(Link(one, 3, type_, 0.0) for one in (1, 2) for type_ in (LinkType.SS, LinkType.FF))
    made = _worked([_task(1), _task(2), spans, _task(4, 10)], (*links, Link(1, 2, LinkType.FS, 0.0)))
    assert moment(int(made.start[2])) == MONDAY
    assert moment(int(made.finish[2])) == _day(17, 8)
    assert moment(int(made.late_start[2])) == _day(8, 13)
    assert moment(int(made.late_finish[2])) == _day(17, 16)
    assert made.total_float[2] == 6 * 4800
    assert made.free_float[2] == 0


def test_late_milestones_stand_at_the_end_or_the_beginning_of_a_period() -> None:
    late = ConstraintKind.ALAP
    ends = dc.replace(_milestone(2, ActivityKind.FINISH_MILESTONE), constraint=late)
    begins = dc.replace(_milestone(3, ActivityKind.START_MILESTONE), constraint=late)
    links = (Link(1, 4, LinkType.FS, 0.0), Link(2, 4, LinkType.FS, 0.0), Link(3, 4, LinkType.FS, 0.0))
    made = _worked([_task(1), ends, begins, _task(4)], links)
    assert [moment(int(made.start[row])) for row in (1, 2)] == [_day(17, 6), _day(8, 7)]


def test_free_float_of_what_holds_no_other_counts_to_the_end_of_the_project() -> None:
    asked = dc.replace(_task(1), constraint=FNLT, constraint_date=_day(17, 7), p6=P6Activity())
    made = _worked([asked, _task(2, 10)])
    assert made.total_float[0] == 4800
    assert made.free_float[0] == 8 * 4800


def test_a_level_of_effort_begins_with_what_starts_with_it() -> None:
    spans = dc.replace(
        _task(1, 20), kind=TaskKind.LEVEL_OF_EFFORT, p6=P6Activity(kind=ActivityKind.LEVEL_OF_EFFORT)
    )
    links = (Link(3, 2, LinkType.FS, 0.0), Link(1, 2, LinkType.SS, 0.0), Link(2, 1, LinkType.FF, 0.0))
    made = _worked([spans, _task(2), _task(3)], links)
    assert moment(int(made.start[0])) == _day(8, 7)
    assert moment(int(made.finish[0])) == _day(17, 8)


def test_an_expected_finish_may_lie_years_ahead() -> None:
    task = dc.replace(_task(1), p6=P6Activity(expected_finish=datetime(2071, 3, 6, 17)))
    assert moment(int(_worked([task]).finish[0])) == datetime(2071, 3, 6, 17)
