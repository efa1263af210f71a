"""Primavera's activities, WBS rows and relationships, one record at a time."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

from pmo_desktop.domain.schedulefile import (
    ActivityKind,
    ConstraintKind,
    Link,
    LinkType,
    P6Activity,
    PercentRule,
    Task,
    TaskBaseline,
    TaskKind,
    TimeUnit,
    WorkRule,
)
from pmo_desktop.exchange.p6.values import Fields

ACTIVITIES = {
    "TT_Task": ActivityKind.TASK_DEPENDENT,
    "TT_Rsrc": ActivityKind.RESOURCE_DEPENDENT,
    "TT_LOE": ActivityKind.LEVEL_OF_EFFORT,
    "TT_WBS": ActivityKind.WBS_SUMMARY,
    "TT_Mile": ActivityKind.START_MILESTONE,
    "TT_FinMile": ActivityKind.FINISH_MILESTONE,
}
_KINDS = {
    ActivityKind.LEVEL_OF_EFFORT: TaskKind.LEVEL_OF_EFFORT,
    ActivityKind.WBS_SUMMARY: TaskKind.LEVEL_OF_EFFORT,
    ActivityKind.START_MILESTONE: TaskKind.MILESTONE,
    ActivityKind.FINISH_MILESTONE: TaskKind.MILESTONE,
}
CONSTRAINTS = {
    "CS_ALAP": ConstraintKind.ALAP,
    "CS_MSO": ConstraintKind.MSO,
    "CS_MEO": ConstraintKind.MFO,
    "CS_MSOA": ConstraintKind.SNET,
    "CS_MSOB": ConstraintKind.SNLT,
    "CS_MEOA": ConstraintKind.FNET,
    "CS_MEOB": ConstraintKind.FNLT,
    "CS_MANDSTART": ConstraintKind.MSO,
    "CS_MANDFIN": ConstraintKind.MFO,
}
MANDATORY = ("CS_MANDSTART", "CS_MANDFIN")
LINKS = {"PR_FS": LinkType.FS, "PR_SS": LinkType.SS, "PR_FF": LinkType.FF, "PR_SF": LinkType.SF}
PERCENTS = {
    "CP_Drtn": PercentRule.DURATION,
    "CP_Phys": PercentRule.PHYSICAL,
    "CP_Units": PercentRule.UNITS,
}
PRIORITIES = {"PT_Top": 900, "PT_High": 700, "PT_Normal": 500, "PT_Low": 300, "PT_Lowest": 100}
WORK_RULES = {
    "DT_FixedDrtn": (WorkRule.FIXED_DURATION, False),
    "DT_FixedDUR2": (WorkRule.FIXED_DURATION, True),
    "DT_FixedRate": (WorkRule.FIXED_UNITS, False),
    "DT_FixedQty": (WorkRule.FIXED_WORK, False),
}
"""Duration types: the rule, and whether the work stays when the duration changes (kept as effort driven)."""


def _either(*moments: datetime | None) -> datetime | None:
    """The first of these that is known."""
    return next((m for m in moments if m is not None), None)


def activity(read: Fields, uid: int, calendar_uid: int | None) -> Task:
    """One activity, not yet placed in the outline."""
    extra = _extra(read)
    late = read.moment("late_start_date"), read.moment("late_end_date")
    early = read.moment("early_start_date"), read.moment("early_end_date")
    rule, keeps_work = WORK_RULES.get(read.text("duration_type"), (WorkRule.FIXED_DURATION, True))
    begun, done = read.moment("act_start_date"), read.moment("act_end_date")
    actual, remaining, planned = (_work(read, part) for part in ("act", "remain", "target"))
    at_completion = planned if actual is None and remaining is None else (actual or 0.0) + (remaining or 0.0)
    return Task(
        uid=uid,
        id=0,
        name=read.text("task_name"),
        kind=_KINDS.get(extra.kind, TaskKind.TASK),
        code=read.text("task_code"),
        wbs=read.text("task_code"),
        marked_milestone=_KINDS.get(extra.kind) is TaskKind.MILESTONE,
        start=_either(begun, extra.remaining_start, early[0], extra.planned_start),
        finish=_either(done, extra.remaining_finish, early[1], extra.planned_finish),
        duration_minutes=read.minutes("target_drtn_hr_cnt"),
        duration_unit=TimeUnit.DAY,
        work_rule=rule,
        effort_driven=keeps_work,
        work_minutes=at_completion,
        actual_work_minutes=actual,
        remaining_work_minutes=remaining,
        constraint=read.choice("cstr_type", CONSTRAINTS, ConstraintKind.ASAP),
        constraint_date=read.moment("cstr_date"),
        priority=PRIORITIES.get(read.text("priority_type"), 500),
        calendar_uid=calendar_uid,
        ignore_resource_calendars=extra.kind is not ActivityKind.RESOURCE_DEPENDENT,
        percent_complete=_percent(read, extra.percent_rule),
        physical_percent_complete=_bounded(read.number("phys_complete_pct") or 0.0),
        actual_start=begun,
        actual_finish=done,
        actual_duration_minutes=read.minutes("act_drtn_hr_cnt"),
        remaining_duration_minutes=read.minutes("remain_drtn_hr_cnt"),
        stop=read.moment("suspend_date"),
        resume=read.moment("resume_date"),
        early_start=early[0],
        early_finish=early[1],
        late_start=late[0],
        late_finish=late[1],
        total_slack_minutes=read.minutes("total_float_hr_cnt"),
        free_slack_minutes=read.minutes("free_float_hr_cnt"),
        p6=extra,
    )


def _extra(read: Fields) -> P6Activity:
    """What only Primavera says."""
    return P6Activity(
        kind=read.choice("task_type", ACTIVITIES, ActivityKind.TASK_DEPENDENT),
        percent_rule=read.choice("complete_pct_type", PERCENTS, PercentRule.DURATION),
        planned_start=read.moment("target_start_date"),
        planned_finish=read.moment("target_end_date"),
        remaining_start=read.moment("restart_date"),
        remaining_finish=read.moment("reend_date"),
        remaining_late_start=read.moment("rem_late_start_date"),
        remaining_late_finish=read.moment("rem_late_end_date"),
        mandatory=read.text("cstr_type") in MANDATORY,
        constraint2=read.choice("cstr_type2", CONSTRAINTS, ConstraintKind.ASAP),
        constraint2_date=read.moment("cstr_date2"),
        expected_finish=read.moment("expect_end_date"),
        external_early_start=read.moment("external_early_start_date"),
        external_late_finish=read.moment("external_late_end_date"),
        longest_path=read.flag("driving_path_flag"),
        float_path=read.whole("float_path"),
    )


def _work(read: Fields, part: str) -> float | None:
    """Labour and non-labour hours together, in minutes."""
    labour, other = read.minutes(f"{part}_work_qty"), read.minutes(f"{part}_equip_qty")
    return None if labour is None and other is None else (labour or 0.0) + (other or 0.0)


def _percent(read: Fields, rule: PercentRule) -> int:
    """Progress by the activity's own rule; a finished activity is complete whatever the rule says."""
    if read.text("act_end_date"):
        return 100
    if rule is PercentRule.PHYSICAL:
        return _bounded(read.number("phys_complete_pct") or 0.0)
    if rule is PercentRule.UNITS:
        done, left = _work(read, "act") or 0.0, _work(read, "remain") or 0.0
        return _bounded(100 * done / (done + left)) if done + left > 0 else 0
    if not read.text("act_start_date"):
        return 0
    whole, left = read.minutes("target_drtn_hr_cnt") or 0.0, read.minutes("remain_drtn_hr_cnt") or 0.0
    return _bounded(100 * (whole - left) / whole) if whole > 0 else 0


def _bounded(percent: float) -> int:
    """A percentage as a whole number from 0 to 100."""
    return round(min(100.0, max(0.0, percent)))


def baseline(task: Task, number: int) -> TaskBaseline:
    """An activity of a baseline project as a promise to its namesake."""
    return TaskBaseline(number, task.start, task.finish, task.duration_minutes, task.work_minutes)


def relation(read: Fields, predecessor: int, successor: int) -> Link:
    """One relationship; the lag is working time of the calendar that the options name."""
    lag = read.minutes("lag_hr_cnt") or 0.0
    return Link(predecessor, successor, read.choice("pred_type", LINKS, LinkType.FS), lag)


def rolled_up(row: Task, below: list[Task]) -> Task:
    """A WBS row with the span of what stands under it; P6 stores none."""
    starts = [t.start for t in below if t.start is not None]
    ends = [t.finish for t in below if t.finish is not None]
    return dc.replace(row, start=min(starts, default=None), finish=max(ends, default=None))
