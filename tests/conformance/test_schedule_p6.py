"""Schedules of Primavera P6 worked out again from their inputs alone, against the dates that it stored.

What is critical in P6 follows from the float, or is its longest path; files flag the latter alone, so that
is compared, for rows that are not done, where the dates came out as stored.
"""

from __future__ import annotations

import dataclasses as dc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from pmo_desktop.domain import plans
from pmo_desktop.domain.edits import Create
from pmo_desktop.domain.jsoncodec import decode, encode
from pmo_desktop.domain.schedulefile import CriticalRule, ScheduleFile, Task, TaskKind
from pmo_desktop.domain.schema import kinds
from pmo_desktop.exchange.schedules import read_schedule
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.from_file import network_of
from pmo_desktop.scheduling.from_plan import PlanNetwork, Records, network_of_plan
from pmo_desktop.scheduling.plan_calendars import calendars_of
from pmo_desktop.scheduling.ticks import from_minutes, tick
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.services.plans.importing import plan_receipt

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


def _stored(read: ScheduleFile) -> dict[str, list[Any]]:
    """The records that bringing a file in makes, as a database gives them back, by kind."""
    found: dict[str, list[Any]] = {}
    for made in plan_receipt(read, uuid4).edit.edits:
        assert isinstance(made, Create)
        kind = kinds()[made.kind]
        values = {name: decode(kind, name, encode(kind, name, value)) for name, value in made.values}
        found.setdefault(made.kind, []).append(kind.cls(id=made.id, **values))
    return found


def _plan(read: ScheduleFile) -> PlanNetwork:
    """The network of the plan that a file becomes."""
    kept = _stored(read)
    plan: plans.Plan = kept["plan"][0]
    calendars, usual = calendars_of(plan, kept.get("plan_calendar", []))
    people = kept.get("plan_resource", []), kept.get("assignment", [])
    return network_of_plan(
        Records(plan, kept.get("plan_item", []), kept.get("plan_link", []), calendars, usual, *people)
    )


@pytest.mark.parametrize("file", FILES)
def test_a_stored_plan_is_worked_out_by_the_rules_of_its_file(file: str) -> None:
    read = read_schedule(DATA / file)
    plan = _plan(read)
    of_plan, of_file = schedule(plan.network), schedule(network_of(read))
    uids = [task.uid for task in read.tasks if task.kind is not TaskKind.BLANK]
    rows = np.array([plan.rows[uid] for uid in uids], np.int64)
    for name in ("start", "finish", "late_start", "late_finish", "total_float", "free_float", "critical"):
        assert np.array_equal(getattr(of_plan, name)[rows], getattr(of_file, name)), name
    same = plan.with_items(plan.items)
    assert np.array_equal(schedule(same).start, of_plan.start)


@pytest.mark.parametrize("file", [one for one in FILES if one not in DIFFERENT and one.startswith("xer")])
def test_the_longest_path_is_the_one_that_p6_flagged(file: str) -> None:
    read = read_schedule(DATA / file)
    if not any(task.p6 is not None and task.p6.longest_path for task in read.tasks):
        return
    found = schedule(network_of(_by_longest_path(read)))
    open_ = [(row, task) for row, task in enumerate(read.tasks) if task.p6 and not task.actual_start]
    assert [task.name for row, task in open_ if task.p6 and task.p6.longest_path != found.critical[row]] == []


def _by_longest_path(read: ScheduleFile) -> ScheduleFile:
    """The same file, with its critical rows by longest path."""
    longest = CriticalRule.LONGEST_PATH
    made = [dc.replace(one, options=dc.replace(one.options, critical_rule=longest)) for one in read.projects]
    return dc.replace(read, projects=tuple(made))
