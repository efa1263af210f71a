"""Activities, relationships and assignments as records of XER."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_desktop.domain.schedulefile import (
    ActivityKind,
    Assignment,
    ConstraintKind,
    Link,
    P6Activity,
    Resource,
    Task,
    TaskKind,
    WorkRule,
)
from pmo_desktop.exchange.p6 import xer_out_usual as usual
from pmo_desktop.exchange.p6.projects import CRITICAL, FLOATS, LAGS
from pmo_desktop.exchange.p6.resources import RESOURCES
from pmo_desktop.exchange.p6.tasks import ACTIVITIES, CONSTRAINTS, LINKS, PERCENTS, PRIORITIES, WORK_RULES
from pmo_desktop.exchange.p6.xer_out_values import Record, flag, hours, moment, money, plain

_ACTIVITIES = {kind: code for code, kind in ACTIVITIES.items()}
_CONSTRAINTS = {kind: code for code, kind in reversed(CONSTRAINTS.items())}
_LINKS = {kind: code for code, kind in LINKS.items()}
_PERCENTS = {rule: code for code, rule in PERCENTS.items()}
_RULES = {pair: code for code, pair in WORK_RULES.items()}
_RESOURCES = {kind: code for code, kind in reversed(RESOURCES.items())}
FLOAT_CODES = {rule: code for code, rule in FLOATS.items()}
LAG_CODES = {rule: code for code, rule in LAGS.items()}
CRITICAL_CODES = {rule: code for code, rule in CRITICAL.items()}
_USUAL_KINDS = {
    TaskKind.MILESTONE: ActivityKind.FINISH_MILESTONE,
    TaskKind.LEVEL_OF_EFFORT: ActivityKind.LEVEL_OF_EFFORT,
}


def activity(one: Task, code: str, project: int, wbs: int, calendar: int | None) -> Record:
    """One record of TASK."""
    extra = one.p6 or P6Activity(
        kind=_USUAL_KINDS.get(one.kind, ActivityKind.TASK_DEPENDENT),
        planned_start=one.start,
        planned_finish=one.finish,
        remaining_start=None if one.actual_finish else one.resume or one.start,
        remaining_finish=None if one.actual_finish else one.finish,
    )
    return {
        "task_id": one.uid,
        "proj_id": project,
        "wbs_id": wbs,
        "clndr_id": calendar,
        "phys_complete_pct": one.physical_percent_complete,
        "complete_pct_type": _PERCENTS[extra.percent_rule],
        "task_type": _ACTIVITIES[extra.kind],
        "duration_type": _rule(one),
        "status_code": _status(one),
        "task_code": code,
        "task_name": one.name,
        "total_float_hr_cnt": hours(one.total_slack_minutes),
        "free_float_hr_cnt": hours(one.free_slack_minutes),
        "remain_drtn_hr_cnt": hours(_remaining(one)),
        "act_work_qty": hours(one.actual_work_minutes),
        "remain_work_qty": hours(one.remaining_work_minutes),
        "target_work_qty": hours(one.work_minutes),
        "target_drtn_hr_cnt": hours(one.duration_minutes),
        **_asked(one, extra),
        **_dates(one, extra),
        "priority_type": _priority(one.priority),
        "float_path": extra.float_path,
        "driving_path_flag": flag(extra.longest_path),
        **usual.TASK,
    }


def _rule(one: Task) -> str:
    keeps = one.effort_driven if one.work_rule is WorkRule.FIXED_DURATION else False
    return _RULES[one.work_rule, keeps]


def _status(one: Task) -> str:
    if one.actual_finish is not None or one.percent_complete == 100:
        return "TK_Complete"
    return "TK_NotStart" if one.actual_start is None else "TK_Active"


def _remaining(one: Task) -> float | None:
    """The remaining duration: as stated, else what the progress leaves of the duration."""
    if one.remaining_duration_minutes is not None or one.duration_minutes is None:
        return one.remaining_duration_minutes
    return one.duration_minutes * (100 - one.percent_complete) / 100


def _priority(number: int) -> str:
    """The nearest of P6's five priorities."""
    return min(PRIORITIES, key=lambda code: abs(PRIORITIES[code] - number))


def _constraint(kind: ConstraintKind, mandatory: bool) -> str | None:
    if mandatory and kind in (ConstraintKind.MSO, ConstraintKind.MFO):
        return "CS_MANDSTART" if kind is ConstraintKind.MSO else "CS_MANDFIN"
    return _CONSTRAINTS.get(kind)


def _asked(one: Task, extra: P6Activity) -> Record:
    return {
        "cstr_type": _constraint(one.constraint, extra.mandatory),
        "cstr_date": moment(one.constraint_date),
        "cstr_type2": _constraint(extra.constraint2, mandatory=False),
        "cstr_date2": moment(extra.constraint2_date),
        "expect_end_date": moment(extra.expected_finish),
        "suspend_date": moment(one.stop) if one.p6 else None,
        "resume_date": moment(one.resume) if one.p6 else None,
        "external_early_start_date": moment(extra.external_early_start),
        "external_late_end_date": moment(extra.external_late_finish),
    }


def _dates(one: Task, extra: P6Activity) -> Record:
    return {
        "act_start_date": moment(one.actual_start),
        "act_end_date": moment(one.actual_finish),
        "late_start_date": moment(one.late_start),
        "late_end_date": moment(one.late_finish),
        "early_start_date": moment(one.early_start),
        "early_end_date": moment(one.early_finish),
        "restart_date": moment(extra.remaining_start),
        "reend_date": moment(extra.remaining_finish),
        "target_start_date": moment(extra.planned_start),
        "target_end_date": moment(extra.planned_finish),
        "rem_late_start_date": moment(extra.remaining_late_start),
        "rem_late_end_date": moment(extra.remaining_late_finish),
    }


def relation(link: Link, number: int, lag_minutes: float, project: int, before_project: int) -> Record:
    """One record of TASKPRED."""
    return {
        "task_pred_id": number,
        "task_id": link.successor_uid,
        "pred_task_id": link.predecessor_uid,
        "proj_id": project,
        "pred_proj_id": before_project,
        "pred_type": _LINKS[link.type],
        "lag_hr_cnt": hours(lag_minutes),
    }


def resource(one: Resource) -> Record:
    """One record of RSRC."""
    return {
        "rsrc_id": one.uid,
        "clndr_id": one.calendar_uid,
        "rsrc_name": one.name,
        "rsrc_short_name": one.initials or f"R{one.uid}",
        "rsrc_title_name": one.group,
        "email_addr": one.email,
        "def_qty_per_hr": plain(one.max_units),
        "active_flag": "Y",
        "rsrc_type": _RESOURCES.get(one.kind, "RT_Mat"),
        "rsrc_notes": one.notes,
        **usual.RESOURCE,
    }


def rates(one: Resource) -> Iterator[Record]:
    """The records of RSRCRATE: how much there is of a resource, from when on."""
    for period in one.availability:
        since = moment(period.first)
        yield {
            "rsrc_id": one.uid,
            "max_qty_per_hr": plain(period.units),
            "start_date": since,
            "cost_per_qty": 0,
        }


def assignment(one: Assignment, project: int, role: bool) -> Record:
    """One record of TASKRSRC."""
    return {
        "taskrsrc_id": one.uid,
        "task_id": one.task_uid,
        "proj_id": project,
        "role_id": one.resource_uid if role else None,
        "rsrc_id": None if role else one.resource_uid,
        "remain_qty": hours(one.remaining_work_minutes),
        "target_qty": hours(one.work_minutes),
        "remain_qty_per_hr": plain(one.units),
        "target_qty_per_hr": plain(one.units),
        "target_lag_drtn_hr_cnt": hours(one.delay_minutes),
        "act_reg_qty": hours(one.actual_work_minutes),
        "remain_cost": money(one.cost),
        "act_start_date": moment(one.actual_start),
        "act_end_date": moment(one.actual_finish),
        "restart_date": moment(one.start) if one.actual_start is None else None,
        "reend_date": moment(one.finish) if one.actual_finish is None else None,
        "target_start_date": moment(one.start),
        "target_end_date": moment(one.finish),
        **usual.ASSIGNMENT,
    }
