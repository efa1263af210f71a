"""A stored plan as a file: outline, dates, links, people and the calendar that holds."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime
from uuid import uuid4

import pytest

from pmo_desktop.domain import schedulefile as sf
from pmo_desktop.domain.edits import Create
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import AssignmentId, CalendarId, PlanResourceId, WorkId
from pmo_desktop.domain.organisation import Calendar, CalendarException
from pmo_desktop.domain.plans import Assignment, ItemKind, LagKind, Pause, Plan, PlanResource
from pmo_desktop.domain.schedulefile import LinkType, TaskKind, TimeUnit, WorkRule
from pmo_desktop.domain.values import LText, Minutes, Points, Wall
from pmo_desktop.domain.works import Project
from pmo_desktop.services.plans.file import Records, file_of, plan_file
from pmo_desktop.services.plans.importing import plan_receipt
from tests.services.memory import MemoryStore
from tests.services.plans import MONDAY, PLAN, item, link, wall


def _plan(**more: object) -> Plan:
    return Plan(**{"id": PLAN, "work": WorkId(uuid4()), **more})  # type: ignore[arg-type]


def test_lines_links_and_people() -> None:
    person = PlanResource(id=PlanResourceId(uuid4()), plan=PLAN, number=3, name="Ann", max_units=Points(5000))
    busy = Assignment(
        id=AssignmentId(uuid4()),
        plan=PLAN,
        item_no=2,
        resource_no=3,
        units=Points(2500),
        work_minutes=Minutes(60),
    )
    file = file_of(
        Records(
            _plan(),
            items=[
                item(2, parent=1, percent=Points(5000), fixed_duration=False, baseline_start=wall(MONDAY)),
                item(1, item_kind=ItemKind.SUMMARY),
                item(3, item_kind=ItemKind.MILESTONE, deadline=wall(MONDAY)),
                item(4, item_kind=ItemKind.LOE),
            ],
            links=[link(2, 3, lag=-60), link(2, 4, lag=1250, lag_kind=LagKind.PERCENT)],
            resources=[person],
            assigned=[busy, dc.replace(busy, resource_no=9)],
        ),
        "PRJ-1",
        "House",
    )
    summary, work, milestone, effort = file.tasks
    assert (summary.kind, work.parent_uid, work.outline_level) == (TaskKind.SUMMARY, 1, 2)
    assert (work.percent_complete, work.work_rule) == (50, WorkRule.FIXED_UNITS)
    assert work.baselines[0].start == wall(MONDAY)
    assert (milestone.kind, effort.kind) == (TaskKind.MILESTONE, TaskKind.LEVEL_OF_EFFORT)
    first, second = file.links
    assert (first.type, first.lag_minutes, second.lag_percent, second.lag_unit) == (
        LinkType.FS,
        -60,
        12.5,
        TimeUnit.PERCENT,
    )
    assert [(a.resource_uid, a.units) for a in file.assignments] == [(3, 0.25)]
    assert (file.resources[0].max_units, file.header.title) == (0.5, "House")


def test_a_plan_without_calendars_takes_the_offices() -> None:
    closed = CalendarException(date(2026, 12, 24), date(2026, 12, 31), "Closed")
    office = Calendar(id=CalendarId(uuid4()), title=LText.of("Office", "en"), exceptions=(closed,))
    (found,) = file_of(Records(_plan(), [], office=office), "PRJ-1", "House").calendars
    assert (found.name, found.week[0], found.week[6]) == ("Office", ((480, 720), (780, 1020)), ())
    assert [(e.name, e.last) for e in found.exceptions] == [("Closed", date(2026, 12, 31))]
    (usual,) = file_of(Records(_plan(), []), "PRJ-1", "House").calendars
    assert usual.week[5] == ()


def test_the_plan_of_a_work() -> None:
    store = MemoryStore()
    work = Project(id=WorkId(uuid4()), title=LText.of("House", "en"), ref="PRJ-1")
    for record in (work, _plan(work=work.id), item(1)):
        store.records[record.id] = record
    assert [t.name for t in plan_file(store.reader, "PRJ-1").tasks] == ["Line 1"]
    with pytest.raises(Fault, match="no work called PRJ-9"):
        plan_file(store.reader, "PRJ-9")
    store.records = {work.id: work}
    with pytest.raises(Fault, match="PRJ-1 has no plan"):
        plan_file(store.reader, "PRJ-1")


def test_splits_of_a_file_come_back_out_of_the_stored_plan() -> None:
    monday, friday = datetime(2026, 1, 5, 8), datetime(2026, 1, 16, 17)
    rest = (datetime(2026, 1, 7, 17), datetime(2026, 1, 14, 8))
    task = sf.Task(
        1, 1, "Dig", TaskKind.TASK, start=monday, finish=friday, duration_minutes=2400, splits=(rest,)
    )
    read = sf.ScheduleFile("plan.xml", "", sf.FileHeader(), tasks=(task,))
    made = [one for one in plan_receipt(read, uuid4).edit.edits if isinstance(one, Create)]
    (kept,) = (dict(one.values)["pauses"] for one in made if one.kind == "plan_item")
    assert kept == (Pause(after=3 * 480, length=4 * 480),)
    stored = item(1, pauses=kept, start=Wall(monday), finish=Wall(friday))
    assert file_of(Records(_plan(), [stored], []), "x", "").tasks[0].splits == (rest,)
