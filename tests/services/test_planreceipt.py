"""What an import or a rescheduling changes against the file, told with a reason."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from pmo_desktop.domain.schedulefile import (
    Assignment,
    ConstraintKind,
    FileHeader,
    Link,
    P6Activity,
    Resource,
    ScheduleFile,
    Task,
    TaskBaseline,
    TaskKind,
)
from pmo_desktop.services.plans.importing import plan_receipt
from pmo_desktop.services.plans.receipt import (
    About,
    Difference,
    as_row,
    came_in,
    differences,
    left_behind,
    said,
)

START = datetime(2026, 1, 5, 8)
END = START + timedelta(hours=9)


def _task(uid: int, **more: object) -> Task:
    usual = {
        "name": f"Task {uid}",
        "kind": TaskKind.TASK,
        "start": START,
        "finish": END,
        "duration_minutes": 480.0,
    }
    return Task(**{"uid": uid, "id": uid, **usual, **more})  # type: ignore[arg-type]


def _file(*tasks: Task, **more: object) -> ScheduleFile:
    return ScheduleFile("plan.xml", "MSPDI", FileHeader(title="Plan"), tasks=tasks, **more)  # type: ignore[arg-type]


def _arrived(file: ScheduleFile) -> tuple[Difference, ...]:
    return plan_receipt(file, uuid4).differences


def test_a_file_comes_in_as_it_is() -> None:
    file = _file(
        _task(1, baselines=(TaskBaseline(0, START, END), TaskBaseline(3, START, END)), deadline=END),
        _task(2, constraint=ConstraintKind.FNLT, constraint_date=END),
        _task(3, p6=P6Activity(expected_finish=END)),
        links=(Link(1, 2, lag_percent=12.5),),
        resources=(Resource(1, 1, "Ann", max_units=0.5),),
        assignments=(Assignment(1, 2, 1, 0.25),),
    )
    assert _arrived(file) == ()


@pytest.mark.parametrize(
    ("file", "about", "field", "theirs", "ours", "reason"),
    [
        (_file(_task(1, duration_minutes=480.5)), About.DURATION, "duration", 480.5, 480, "Rounded"),
        (_file(_task(1), links=(Link(1, 1),)), About.LINK, "predecessor", "1 FS", None, "Not kept"),
        (
            _file(_task(1), links=(Link(7, 1, other_file="b.mpp"),)),
            About.LINK,
            "predecessor",
            "7 FS",
            None,
            "leads out",
        ),
        (
            _file(_task(1), _task(2), links=(Link(1, 2, lag_minutes=0.6),)),
            About.LINK,
            "lag",
            0.6,
            1,
            "Rounded",
        ),
        (
            _file(resources=(Resource(1, 1, "A" * 301),)),
            About.RESOURCE,
            "name",
            "A" * 301,
            "A" * 300,
            "Longer",
        ),
    ],
)
def test_each_difference_has_its_reason(
    file: ScheduleFile, about: About, field: str, theirs: object, ours: object, reason: str
) -> None:
    (found,) = _arrived(file)
    assert (found.about, found.field, found.theirs, found.ours) == (about, field, theirs, ours)
    assert reason in found.reason
    assert found.reason in said(found)
    assert as_row(found)["about"] == about.name.lower()


def test_rows_resources_and_assignments_that_are_gone() -> None:
    file = _file(
        _task(1),
        dc.replace(_task(2), kind=TaskKind.BLANK),
        resources=(Resource(1, 1, "Ann"),),
        assignments=(Assignment(1, 1, 1),),
    )
    found = came_in(file, dc.replace(file, tasks=(_task(1),), resources=(), assignments=()))
    assert [(d.about, d.uid, d.field) for d in found] == [
        (About.DATE, 2, "start"),
        (About.DATE, 2, "finish"),
        (About.RESOURCE, 1, "resource"),
        (About.ASSIGNMENT, 1, "resource"),
    ]


def test_dates_worked_out_anew_against_those_of_the_file() -> None:
    later = END + timedelta(days=1)
    file = _file(_task(1), _task(2), _task(3, start=None, finish=None), _task(4))
    dates = {1: (START, later), 2: (START + timedelta(seconds=59), END), 3: (START, END)}
    (found,) = differences(file, dates)
    assert (found.uid, found.field, found.theirs, found.ours) == (1, "finish", END, later)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, "Worked out anew"),
        ({"manual": True}, "by hand"),
        ({"kind": TaskKind.SUMMARY}, "items below"),
        ({"actual_start": START}, "has begun"),
        ({"levelling_delay_minutes": 60.0}, "because of its resources"),
        ({"splits": ((START, END),)}, "rests"),
        ({"constraint": ConstraintKind.MSO}, "A date is asked"),
        ({"external": True}, "another file"),
    ],
)
def test_why_a_date_may_move(more: dict[str, object], reason: str) -> None:
    found = differences(_file(_task(1, **more)), {1: (END, END + timedelta(days=2))})
    assert len(found) == 2
    assert reason in found[0].reason


def test_what_a_plan_has_no_fields_for() -> None:
    file = _file(_task(1, custom=(("188743731", "x"),)))
    assert [n for _, n in left_behind(file)] == [1]
    assert "Not kept in the plan: values of custom fields. (1)" in plan_receipt(file, uuid4).warnings
