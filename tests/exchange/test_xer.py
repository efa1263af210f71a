"""Primavera's text files: projects, options, calendars, activities, links, people, codes, baselines."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from pmo_desktop.domain.schedulefile import (
    ActivityKind,
    ConstraintKind,
    CriticalRule,
    FloatRule,
    LagCalendar,
    LinkType,
    OutOfSequence,
    PercentRule,
    ScheduleFile,
    TaskKind,
    WorkRule,
)
from pmo_desktop.exchange.p6.xer import parse_xer, read_xer
from pmo_desktop.exchange.refused import FileRefused
from tests.exchange.p6_writer import PROJECT, WBS, activity, plan, xer


def _read(text: str, encoding: str = "utf-8") -> ScheduleFile:
    return parse_xer(text.encode(encoding), "plan.xer")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_project_with_its_wbs_and_activities() -> None:
    inner = {
        "wbs_id": 11,
        "proj_id": 1,
        "parent_wbs_id": 10,
        "wbs_short_name": "1",
        "wbs_name": "Civil",
        "seq_num": 2,
    }
    schedule = _read(
        plan(PROJWBS=[WBS, inner], TASK=[activity(102, wbs_id=11), activity(101), activity(100, wbs_id=11)])
    )
    shown = [(t.id, t.uid, t.kind, t.wbs, t.outline_level, t.parent_uid) for t in schedule.tasks]
    assert shown == [
        (1, 10, TaskKind.SUMMARY, "PLANT", 1, None),
        (2, 101, TaskKind.TASK, "A101", 2, 10),
        (3, 11, TaskKind.SUMMARY, "PLANT.1", 2, 10),
        (4, 100, TaskKind.TASK, "A100", 3, 11),
        (5, 102, TaskKind.TASK, "A102", 3, 11),
    ]
    assert (schedule.header.title, schedule.header.currency, schedule.header.author) == (
        "New plant",
        "EUR",
        "Pat Doe",
    )
    assert schedule.header.status_date == _moment("2026-01-05T08:00")
    assert schedule.warnings == ()


def test_an_activity_keeps_what_primavera_says() -> None:
    row = activity(
        1,
        task_type="TT_Rsrc",
        target_drtn_hr_cnt="80",
        remain_drtn_hr_cnt="20,5",
        act_start_date="2026-01-05 08:00",
        early_start_date="2026-01-12 08:00",
        restart_date="2026-01-12 08:00",
        reend_date="2026-01-14 12:30",
        late_end_date="2026-01-20 17:00",
        target_start_date="2026-01-04 08:00",
        total_float_hr_cnt="-8",
        free_float_hr_cnt="0",
        cstr_type="CS_MANDSTART",
        cstr_date="2026-01-06 08:00",
        cstr_type2="CS_MEOB",
        cstr_date2="2026-02-01 17:00",
        expect_end_date="2026-01-30 17:00",
        driving_path_flag="Y",
        suspend_date="2026-01-07 08:00",
        resume_date="2026-01-09 08:00",
        priority_type="PT_High",
    )
    (_, task) = _read(plan(TASK=[row])).tasks
    assert task.p6 is not None
    assert (task.duration_minutes, task.remaining_duration_minutes) == (4800, 1230)
    assert (task.percent_complete, task.total_slack_minutes, task.critical) == (74, -480, True)
    assert (task.start, task.finish) == (_moment("2026-01-05T08:00"), _moment("2026-01-14T12:30"))
    assert (task.constraint, task.p6.mandatory) == (ConstraintKind.MSO, True)
    assert (task.p6.constraint2, task.p6.constraint2_date) == (
        ConstraintKind.FNLT,
        _moment("2026-02-01T17:00"),
    )
    assert (task.p6.kind, task.p6.percent_rule) == (ActivityKind.RESOURCE_DEPENDENT, PercentRule.DURATION)
    assert task.p6.expected_finish == _moment("2026-01-30T17:00")
    assert (task.stop, task.resume) == (_moment("2026-01-07T08:00"), _moment("2026-01-09T08:00"))
    assert (task.p6.longest_path, task.priority) == (True, 700)
    assert (task.work_rule, task.effort_driven) == (WorkRule.FIXED_DURATION, True)


@pytest.mark.parametrize(
    ("code", "kind", "activity_kind"),
    [
        ("TT_LOE", TaskKind.LEVEL_OF_EFFORT, ActivityKind.LEVEL_OF_EFFORT),
        ("TT_WBS", TaskKind.LEVEL_OF_EFFORT, ActivityKind.WBS_SUMMARY),
        ("TT_Mile", TaskKind.MILESTONE, ActivityKind.START_MILESTONE),
        ("TT_FinMile", TaskKind.MILESTONE, ActivityKind.FINISH_MILESTONE),
        ("TT_Unheard", TaskKind.TASK, ActivityKind.TASK_DEPENDENT),
    ],
)
def test_types_of_activities(code: str, kind: TaskKind, activity_kind: ActivityKind) -> None:
    schedule = _read(plan(TASK=[activity(1, task_type=code)]))
    task = schedule.tasks[1]
    assert task.p6 is not None
    assert (task.kind, task.p6.kind) == (kind, activity_kind)
    assert len(schedule.warnings) == (code == "TT_Unheard")


@pytest.mark.parametrize(
    ("more", "percent"),
    [
        ({"complete_pct_type": "CP_Phys", "phys_complete_pct": "33.3"}, 33),
        ({"complete_pct_type": "CP_Units", "act_work_qty": 30, "remain_work_qty": 10}, 75),
        ({"remain_drtn_hr_cnt": 10}, 0),
        ({"remain_drtn_hr_cnt": 10, "act_start_date": "2026-01-05 08:00"}, 75),
        ({"act_end_date": "2026-01-05 08:00"}, 100),
        ({"remain_drtn_hr_cnt": 90, "act_start_date": "2026-01-05 08:00"}, 0),
    ],
)
def test_progress_goes_by_the_activitys_own_rule(more: dict[str, object], percent: int) -> None:
    assert _read(plan(TASK=[activity(1, **more)])).tasks[1].percent_complete == percent


def test_the_options_of_a_project() -> None:
    options = {
        "proj_id": 1,
        "sched_retained_logic": "N",
        "sched_progress_override": "Y",
        "sched_float_type": "FT_MIN",
        "sched_calendar_on_relationship_lag": "rcal_24Hour",
        "sched_open_critical_flag": "Y",
        "sched_outer_depend_type": "SD_None",
    }
    project = {**PROJECT, "critical_path_type": "CT_DrivPath", "critical_drtn_hr_cnt": "16"}
    (found,) = _read(plan(PROJECT=[project], SCHEDOPTIONS=[options])).projects
    rules = found.options
    assert rules.out_of_sequence is OutOfSequence.PROGRESS_OVERRIDE
    assert (rules.float_rule, rules.lag_calendar) == (FloatRule.SMALLEST, LagCalendar.TWENTY_FOUR_HOUR)
    assert (rules.critical_rule, rules.critical_float_minutes) == (CriticalRule.LONGEST_PATH, 960)
    assert (rules.open_ends_critical, rules.ignore_other_projects) == (True, True)


def test_a_calendar_with_hours_in_either_order_nights_and_exceptions() -> None:
    (calendar,) = _read(plan()).calendars
    assert calendar.week[0] == ((480, 720), (780, 1020))
    assert calendar.week[1] == ((480, 960),)
    assert calendar.week[2] == ()
    assert calendar.week[4] == ((0, 360), (1320, 1440))
    first, second = calendar.exceptions
    assert (first.first, first.hours) == (date(2019, 7, 4), ())
    assert (second.first, second.hours) == (date(2019, 7, 5), ((540, 600),))
    assert calendar.minutes_per_day == 480


def test_a_calendar_spread_over_lines_with_whole_days() -> None:
    text = (
        "(0||CalendarData()(\x7f\x7f  (0||DaysOfWeek()(\x7f\x7f    (0||1()(\x7f\x7f      "
        "(0||0(s|00:00|f|00:00)())))\x7f\x7f    (0||2()())))\x7f\x7f  (0||Exceptions()(\x7f\x7f    "
        "(0||0(d|43650)())))))"
    )
    calendar = {"clndr_id": 5, "clndr_name": "Site", "clndr_data": text}
    (found,) = _read(plan(CALENDAR=[calendar])).calendars
    assert (found.week[6], found.week[0], found.week[1]) == (((0, 1440),), (), ())
    assert len(found.exceptions) == 1


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [
        ("s|8:00|f|4:00 PM", ((480, 960),)),
        ("s|20:00|f|24:00", ((1200, 1440),)),
        ("s|22:00|f|06:00", ((0, 360), (1320, 1440))),
        ("s|25:00|f|26:00", ()),
        ("f|16:00", ()),
    ],
)
def test_hours_of_a_day(hours: str, wanted: tuple[tuple[int, int], ...]) -> None:
    text = f"(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0({hours})()))))))"
    schedule = _read(plan(CALENDAR=[{"clndr_id": 5, "clndr_name": "Site", "clndr_data": text}]))
    assert schedule.calendars[0].week[0] == wanted
    assert bool(schedule.warnings) == (not wanted)


def test_relationships() -> None:
    links = [
        {"task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_SS", "lag_hr_cnt": "-4"},
        {"task_id": 2, "pred_task_id": 99, "proj_id": 1, "pred_type": "PR_FS"},
        {"task_id": 2, "pred_task_id": 2, "proj_id": 1, "pred_type": "PR_FS"},
    ]
    schedule = _read(plan(TASK=[activity(1), activity(2)], TASKPRED=links))
    (link,) = schedule.links
    assert (link.predecessor_uid, link.successor_uid, link.type, link.lag_minutes) == (
        1,
        2,
        LinkType.SS,
        -240,
    )
    assert [w.count for w in schedule.warnings] == [1, 1]


def test_resources_roles_and_assignments() -> None:
    schedule = _read(
        plan(
            TASK=[activity(1)],
            RSRC=[{"rsrc_id": 7, "rsrc_name": "Crane", "rsrc_type": "RT_Equip", "def_qty_per_hr": "2"}],
            ROLES=[{"role_id": 7, "role_name": "Welder", "role_short_name": "W"}],
            TASKRSRC=[
                {"taskrsrc_id": 1, "task_id": 1, "proj_id": 1, "rsrc_id": 7, "target_qty": 80,
                 "remain_qty": 60, "act_reg_qty": 20, "remain_qty_per_hr": "1.5", "remain_cost": "10.5"},
                {"taskrsrc_id": 2, "task_id": 1, "proj_id": 1, "role_id": 7},
                {"taskrsrc_id": 3, "task_id": 1, "proj_id": 1, "rsrc_id": 8},
            ],
        )
    )  # fmt: skip
    crane, welder = schedule.resources
    assert (crane.uid, crane.max_units, welder.name, welder.generic) == (7, 2.0, "Welder", True)
    first, second = schedule.assignments
    assert (first.resource_uid, first.units, first.work_minutes, first.cost) == (7, 1.5, 4800, 1050)
    assert second.resource_uid == welder.uid
    assert schedule.warnings[-1].count == 1


def test_codes_own_fields_and_notes() -> None:
    schedule = _read(
        plan(
            ACTVTYPE=[{"actv_code_type_id": 3, "actv_code_type": "Phase"}],
            ACTVCODE=[
                {"actv_code_id": 4, "actv_code_type_id": 3, "short_name": "EX", "actv_code_name": "Execute"}
            ],
            UDFTYPE=[
                {"udf_type_id": 9, "table_name": "TASK", "udf_type_name": "user1", "udf_type_label": "Zone"}
            ],
            TASK=[activity(1)],
            TASKACTV=[{"task_id": 1, "actv_code_id": 4, "proj_id": 1}],
            UDFVALUE=[{"udf_type_id": 9, "fk_id": 1, "udf_text": "North"}, {"udf_type_id": 8, "fk_id": 1}],
            MEMOTYPE=[{"memo_type_id": 1, "memo_type": "Notes"}],
            TASKMEMO=[
                {"task_id": 1, "memo_type_id": 1, "task_memo": "<HTML><p>First &amp; last</p>\x7fThen</HTML>"}
            ],
        )
    )
    task = schedule.tasks[1]
    assert task.custom == (("code:3", "EX - Execute"), ("udf:9", "North"))
    assert [(f.name, f.alias) for f in schedule.custom_fields] == [("Phase", ""), ("user1", "Zone")]
    assert task.notes == "First & last\nThen"
    assert schedule.warnings[-1].count == 1


def test_baselines_are_copies_of_a_project() -> None:
    current = {**PROJECT, "sum_base_proj_id": 3}
    old = {"proj_id": 2, "orig_proj_id": 1, "proj_short_name": "B1"}
    signed = {"proj_id": 3, "orig_proj_id": 1, "proj_short_name": "B2"}
    dates = {"target_start_date": "2026-01-02 08:00", "target_end_date": "2026-01-08 17:00"}
    tasks = [
        activity(1),
        activity(21, proj_id=2, task_code="A1", **dates),
        activity(31, proj_id=3, task_code="A1", target_start_date="2026-01-03 08:00"),
    ]
    schedule = _read(plan(PROJECT=[current, old, signed], TASK=tasks))
    assert schedule.counts.tasks == 1
    first, second = schedule.tasks[1].baselines
    assert (first.number, first.start) == (0, _moment("2026-01-03T08:00"))
    assert (second.number, second.finish) == (1, _moment("2026-01-08T17:00"))


def test_several_projects_with_a_link_between_them() -> None:
    other = {"proj_id": 2, "proj_short_name": "ROAD", "export_flag": "N"}
    wbs = {"wbs_id": 1, "proj_id": 2, "proj_node_flag": "Y", "wbs_short_name": "ROAD", "wbs_name": "Road"}
    schedule = _read(
        plan(
            PROJECT=[other, PROJECT],
            PROJWBS=[wbs, WBS],
            TASK=[activity(1), activity(2, proj_id=2, wbs_id=1)],
            TASKPRED=[{"task_id": 1, "pred_task_id": 2, "proj_id": 1, "pred_proj_id": 2}],
        )
    )
    assert [(p.code, p.external) for p in schedule.projects] == [("PLANT", False), ("ROAD", True)]
    assert [(t.uid, t.project_uid, t.external) for t in schedule.tasks] == [
        (10, 1, False),
        (1, 1, False),
        (11, 2, True),
        (2, 2, True),
    ]
    assert schedule.counts.links == 1
    assert schedule.header.title == "New plant"


def test_a_wbs_that_runs_in_a_ring_is_cut() -> None:
    ring = [
        {"wbs_id": 11, "proj_id": 1, "parent_wbs_id": 12, "wbs_name": "a"},
        {"wbs_id": 12, "proj_id": 1, "parent_wbs_id": 11, "wbs_name": "b"},
    ]
    schedule = _read(plan(PROJWBS=[WBS, *ring], TASK=[activity(1, wbs_id=12)]))
    assert sorted(t.uid for t in schedule.tasks) == [1, 10, 11, 12]


def test_ids_that_are_no_numbers_get_one() -> None:
    schedule = _read(
        plan(
            TASK=[activity(1), {**activity(2), "task_id": "new-1"}, {**activity(3), "task_id": 99999999999}],
            TASKPRED=[{"task_id": "new-1", "pred_task_id": 99999999999, "proj_id": 1}],
        )
    )
    uids = {t.uid for t in schedule.tasks}
    assert len(uids) == 4
    assert {schedule.links[0].predecessor_uid, schedule.links[0].successor_uid} <= uids


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Фундамент и стены"),
        ("windows-1251", "Фундамент и стены"),
        ("windows-1252", "Gründung für Wände"),
        ("euc_kr", "기초 공사"),
        ("gb18030", "基础工程施工"),
        ("shift_jis", "基礎コンクリート工事"),
    ],
)
def test_the_code_page_is_told_by_the_bytes(encoding: str, name: str) -> None:
    schedule = _read(plan(TASK=[activity(n, task_name=name) for n in range(1, 9)]), encoding)
    assert schedule.tasks[1].name == name
    assert bool(schedule.warnings) == (encoding not in ("utf-8", "windows-1252"))


def test_a_text_over_several_lines_belongs_to_its_record() -> None:
    text = plan(TASK=[{**activity(1), "task_name": "First\nsecond"}, activity(2)])
    assert [t.name for t in _read(text).tasks[1:]] == ["First\nsecond", "Task 2"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (plan(TASK=[activity(1), activity(1)]), "two of its tasks have the same unique id, 1"),
        (xer(CALENDAR=[]), "there is no project in it"),
        ("ERMHDR\t1\r\n%R\t1\r\n%E\r\n", "line 2 is a record without a table"),
        (plan(TASK=[activity(1)])[:-30], "the end of the file is missing"),
        ("PLAN\t1", "it is text, but no schedule"),
    ],
)
def test_refusals(text: str, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        _read(text)


def test_values_that_cannot_be_read_are_counted() -> None:
    row = activity(1, act_start_date="0000-00-00 00:00", target_drtn_hr_cnt="long", float_path="1e30")
    schedule = _read(plan(TASK=[row]))
    assert schedule.tasks[1].actual_start is None
    assert {w.examples[0] for w in schedule.warnings} == {"0000-00-00 00:00", "long", "1e30"}


def test_a_file_without_its_end_mark_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.xer"
    path.write_text(plan(TASK=[activity(1)]).replace("%E\r\n", ""), newline="")
    (warning,) = read_xer(path).warnings
    assert "mark that ends the file" in warning.text
