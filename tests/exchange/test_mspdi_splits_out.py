"""Splits of tasks written to Microsoft Project XML, and read again as they were."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

import pytest

from pmo_desktop.domain.plans import Pause
from pmo_desktop.domain.schedulecalendar import USUAL_WEEK, Calendar
from pmo_desktop.domain.schedulefile import (
    Assignment,
    FileHeader,
    Resource,
    ResourceKind,
    ScheduleFile,
    Spread,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from pmo_desktop.exchange.mspdi.writing import write_mspdi
from pmo_desktop.scheduling.pausing import pauses_of
from pmo_desktop.scheduling.workpattern import pattern_of
from pmo_desktop.scheduling.worktime import WorkClock


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-{text}")


RESTS = (
    (_at("06T17:00"), _at("08T08:00")),  # Wednesday
    (_at("09T12:00"), _at("13T13:00")),  # from Friday noon to Tuesday after lunch
)
TASK = Task(
    1, 1, "Wiring", TaskKind.TASK, start=_at("05T08:00"), finish=_at("14T17:00"), duration_minutes=2400,
    splits=RESTS, wbs="1",
)  # fmt: skip
PEOPLE = (Resource(1, 1, "Ann", ResourceKind.WORK), Resource(2, 2, "Ben", ResourceKind.WORK))
CABLE = Resource(3, 3, "Cable", ResourceKind.MATERIAL)


def _file(task: Task, *assignments: Assignment) -> ScheduleFile:
    calendar = Calendar(1, "Standard", is_base=True, week=USUAL_WEEK)
    head = FileHeader(title="t", calendar_uid=1)
    people = (*PEOPLE, CABLE)
    return ScheduleFile(
        "x", "", head, calendars=(calendar,), tasks=(task,), resources=people, assignments=assignments
    )


def _again(file: ScheduleFile) -> ScheduleFile:
    written = write_mspdi(file)
    assert written.warnings == ()
    return parse_mspdi(written.data, "x")


def _work(spread: tuple[Spread, ...], *kinds: int) -> float:
    return sum(s.value or 0.0 for s in spread if s.kind in (kinds or (1, 2)))


def test_pieces_and_dates_come_back_of_work_that_nobody_is_assigned_to() -> None:
    again = _again(_file(TASK))
    found = again.tasks[0]
    assert (found.start, found.finish, found.splits) == (TASK.start, TASK.finish, RESTS)
    assert (again.assignments, _work(found.spread)) == ((), 2400.0)
    assert _again(again) == again


def test_every_assignment_rests_and_keeps_its_work() -> None:
    ann = Assignment(1, 1, 1, 1.0, 2400.0)
    ben = Assignment(2, 1, 2, 0.5, None)
    cable = Assignment(3, 1, 3, 7.0, None)
    again = _again(_file(TASK, ann, ben, cable))
    assert again.tasks[0].splits == RESTS
    assert [_work(one.spread) for one in again.assignments] == [2400.0, 1200.0, 0.0]
    assert [s.value for s in again.assignments[0].spread if s.first.day == 7] == [0.0]
    assert all(
        dc.replace(a, spread=()) == b for a, b in zip(again.assignments, (ann, ben, cable), strict=True)
    )


def test_what_is_done_comes_first_and_splits_a_day() -> None:
    again = _again(_file(TASK, Assignment(1, 1, 1, 1.0, 2400.0, 1200.0, 1200.0)))
    spread = again.assignments[0].spread
    assert (_work(spread, 2), _work(spread, 1)) == (1200.0, 1200.0)
    assert max(s.last for s in spread if s.kind == 2) <= min(s.first for s in spread if s.kind == 1)
    assert again.tasks[0].splits == RESTS


def test_only_material_leaves_the_work_to_the_task_itself() -> None:
    again = _again(_file(TASK, Assignment(1, 1, 3, 7.0, None)))
    assert again.tasks[0].splits == RESTS
    assert (_work(again.tasks[0].spread), _work(again.assignments[0].spread)) == (2400.0, 0.0)


def test_values_that_show_the_splits_stay_and_others_are_laid_out_anew() -> None:
    first = _again(_file(TASK, Assignment(1, 1, 1, 1.0, 2400.0)))
    assert _again(first).assignments == first.assignments
    moved = dc.replace(first.tasks[0], splits=RESTS[:1], finish=_at("12T12:00"))
    again = _again(dc.replace(first, tasks=(moved,)))
    assert again.tasks[0].splits == RESTS[:1]
    assert _work(again.assignments[0].spread) == pytest.approx(2400.0, abs=0.001)


@pytest.mark.parametrize(
    "file",
    [
        _file(dc.replace(TASK, start=None)),
        _file(TASK, Assignment(1, 1, 1, 1.0, 2400.0, delay_minutes=1920.0)),
    ],
    ids=["no start", "an assignment that begins after the first split"],
)
def test_what_cannot_be_carried_is_named(file: ScheduleFile) -> None:
    written = write_mspdi(file)
    assert [w.text for w in written.warnings] == ["The format has no place for: splits of tasks."]
    assert parse_mspdi(written.data, "x").tasks[0].splits == ()


def test_the_working_time_of_pieces_is_as_a_plan_keeps_it() -> None:
    file = _again(_file(TASK))
    clock = WorkClock(pattern_of(1, file.calendar_by_uid))
    found = file.tasks[0]
    assert found.start is not None
    kept = [Pause(after // 10, length // 10) for after, length in pauses_of(found.start, found.splits, clock)]
    assert kept == [Pause(960, 480), Pause(1680, 960)]
