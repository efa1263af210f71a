"""Primavera XER: P6 plans come back equal; plans of other programs become ones that P6 takes."""

from __future__ import annotations

import dataclasses as dc
from datetime import UTC, date, datetime

import pytest

from pmo_desktop.domain.schedulecalendar import Calendar, CalendarException, Recurrence, Rhythm, WorkWeek
from pmo_desktop.domain.schedulefile import (
    Assignment,
    FileHeader,
    Link,
    Resource,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.p6.xer import parse_xer
from pmo_desktop.exchange.p6.xer_out import write_xer
from tests.exchange.p6_writer import WBS, activity, plan

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = ((480, 960),)


def _again(file: ScheduleFile) -> ScheduleFile:
    return parse_xer(write_xer(file, NOW).data, file.source)


def test_a_plan_of_primavera_comes_back() -> None:
    inner = {"wbs_id": 11, "proj_id": 1, "parent_wbs_id": 10, "wbs_short_name": "1", "wbs_name": "Civil"}
    rows = [
        activity(1, act_start_date="2026-01-05 08:00", cstr_type="CS_MANDFIN", cstr_date="2026-02-01 17:00"),
        activity(2, wbs_id=11, task_type="TT_LOE", total_float_hr_cnt="-12.5", cstr_type2="CS_MSOB"),
        activity(3, wbs_id=11, task_type="TT_Mile", restart_date="2026-01-07 08:00", driving_path_flag="Y"),
    ]
    options = {
        "proj_id": 1,
        "sched_float_type": "FT_SF",
        "sched_calendar_on_relationship_lag": "rcal_Successor",
    }
    text = plan(
        PROJWBS=[WBS, inner],
        SCHEDOPTIONS=[options],
        RSRC=[
            {
                "rsrc_id": 7,
                "rsrc_name": "Crew",
                "rsrc_short_name": "C",
                "rsrc_type": "RT_Labor",
                "clndr_id": 5,
            }
        ],
        ROLES=[{"role_id": 8, "role_name": "Welder", "role_short_name": "W"}],
        ACTVTYPE=[{"actv_code_type_id": 1, "actv_code_type": "Phase"}],
        ACTVCODE=[
            {"actv_code_id": 1, "actv_code_type_id": 1, "short_name": "EX", "actv_code_name": "Execute"}
        ],
        TASK=rows,
        TASKACTV=[{"task_id": 2, "actv_code_id": 1}],
        TASKMEMO=[{"task_id": 2, "task_memo": "a &lt; b\x7fsecond"}],
        TASKPRED=[{"task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_FF", "lag_hr_cnt": "8"}],
        TASKRSRC=[
            {"taskrsrc_id": 1, "task_id": 1, "proj_id": 1, "rsrc_id": 7, "target_qty": 40},
            {"taskrsrc_id": 2, "task_id": 1, "proj_id": 1, "role_id": 8},
        ],
    )
    file = parse_xer(text.encode(), "plan.xer")
    again = _again(file)
    assert again.tasks == file.tasks
    assert (again.links, again.calendars, again.projects) == (file.links, file.calendars, file.projects)
    assert (again.resources, again.assignments) == (file.resources, file.assignments)
    assert again.header == dc.replace(file.header, saved=again.header.saved)


def _other() -> ScheduleFile:
    start = datetime(2026, 1, 5, 8)
    shell = Task(1, 1, "Shell", TaskKind.SUMMARY, wbs="1", project_uid=None)
    walls = Task(
        2, 2, "Walls\tand\nroof", TaskKind.TASK, wbs="1.1", outline_level=2, parent_uid=1, start=start,
        duration_minutes=960, percent_complete=50, actual_start=start, notes="first\nsecond <b>",
    )  # fmt: skip
    done = Task(
        3, 3, "Done", TaskKind.MILESTONE, duration_minutes=0, start=start, finish=start, deadline=start
    )
    return ScheduleFile(
        "plan.xml",
        "MSPDI",
        FileHeader(title="House", start=start, calendar_uid=1),
        calendars=(Calendar(1, "Standard", is_base=True, week=(DAY,) * 5 + ((), ())),),
        tasks=(shell, walls, done),
        links=(Link(2, 3, lag_percent=50), Link(1, 3), Link(2, 3, lag_minutes=60, lag_elapsed=True)),
        resources=(Resource(1, 1, "Ann"),),
        assignments=(Assignment(0, 2, 1, 0.5, 480), Assignment(0, 1, 1)),
    )


def test_a_plan_of_another_program() -> None:
    written = write_xer(_other(), NOW)
    again = parse_xer(written.data, "plan.xer")
    root, shell, walls, done = again.tasks[0], again.tasks[2], again.tasks[3], again.tasks[1]
    assert (root.name, shell.name, shell.parent_uid, done.parent_uid) == (
        "House",
        "Shell",
        root.uid,
        root.uid,
    )
    assert (walls.name, walls.code, walls.remaining_duration_minutes) == ("Walls and\nroof", "A1000", 480)
    assert (walls.notes, walls.percent_complete) == ("first\nsecond <b>", 50)
    assert [n.lag_minutes for n in again.links] == [480, 60]
    assert [a.units for a in again.assignments] == [0.5]
    assert sum(w.count for w in written.warnings) == 5


@pytest.mark.parametrize(("name", "encoding"), [("Mü", "windows-1252"), ("Ж", "utf-8")])
def test_the_encoding_that_carries_all_letters(name: str, encoding: str) -> None:
    file = dc.replace(_other(), tasks=(Task(1, 1, name, TaskKind.TASK),), links=(), assignments=())
    assert name.encode(encoding) in write_xer(file, NOW).data


def test_what_repeats_is_written_day_by_day() -> None:
    weekly = Recurrence(Rhythm.WEEKLY, weekdays=(0,), occurrences=2, by_occurrences=True)
    other = (None,) * 5 + (DAY, None)
    calendar = Calendar(
        1,
        "Standard",
        is_base=True,
        exceptions=(
            CalendarException("Mondays", date(2026, 1, 5), date(2026, 1, 31), (), weekly),
            CalendarException("Break", date(2026, 2, 2), date(2026, 2, 3)),
        ),
        work_weeks=(WorkWeek("Summer", date(2026, 7, 1), date(2026, 7, 12), other),),
    )
    (found,) = _again(dc.replace(_other(), calendars=(calendar,))).calendars
    assert [(e.first.isoformat(), e.hours) for e in found.exceptions] == [
        ("2026-01-05", ()),
        ("2026-01-12", ()),
        ("2026-02-02", ()),
        ("2026-02-03", ()),
        ("2026-07-04", DAY),
        ("2026-07-11", DAY),
    ]
    assert found.week[0] == ((480, 720), (780, 1020))
