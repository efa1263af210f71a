"""P6 XML in the words of XER: which element is which table, column and code.

One reader then serves both. A column may be filled by several elements; the first that says something wins.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from contextlib import suppress

from pmo_desktop.exchange.p6.values import Row

_ACTIVITY = {
    "ObjectId": "task_id",
    "ProjectObjectId": "proj_id",
    "WBSObjectId": "wbs_id",
    "CalendarObjectId": "clndr_id",
    "Id": "task_code",
    "Name": "task_name",
    "Type": "task_type",
    "DurationType": "duration_type",
    "PercentCompleteType": "complete_pct_type",
    "PhysicalPercentComplete": "phys_complete_pct",
    "PlannedDuration": "target_drtn_hr_cnt",
    "RemainingDuration": "remain_drtn_hr_cnt",
    "ActualDuration": "act_drtn_hr_cnt",
    "ActualStartDate": "act_start_date",
    "ActualFinishDate": "act_end_date",
    "PlannedStartDate": "target_start_date",
    "PlannedFinishDate": "target_end_date",
    "EarlyStartDate": "early_start_date",
    "EarlyFinishDate": "early_end_date",
    "LateStartDate": "late_start_date",
    "LateFinishDate": "late_end_date",
    "RemainingEarlyStartDate": "restart_date",
    "RemainingEarlyFinishDate": "reend_date",
    "RemainingLateStartDate": "rem_late_start_date",
    "RemainingLateFinishDate": "rem_late_end_date",
    "ExpectedFinishDate": "expect_end_date",
    "ExternalEarlyStartDate": "external_early_start_date",
    "ExternalLateFinishDate": "external_late_end_date",
    "PrimaryConstraintType": "cstr_type",
    "PrimaryConstraintDate": "cstr_date",
    "SecondaryConstraintType": "cstr_type2",
    "SecondaryConstraintDate": "cstr_date2",
    "SuspendDate": "suspend_date",
    "ResumeDate": "resume_date",
    "LevelingPriority": "priority_type",
    "TotalFloat": "total_float_hr_cnt",
    "FreeFloat": "free_float_hr_cnt",
    "FloatPath": "float_path",
    "IsLongestPath": "driving_path_flag",
    "PlannedLaborUnits": "target_work_qty",
    "PlannedNonLaborUnits": "target_equip_qty",
    "ActualLaborUnits": "act_work_qty",
    "ActualNonLaborUnits": "act_equip_qty",
    "RemainingLaborUnits": "remain_work_qty",
    "RemainingNonLaborUnits": "remain_equip_qty",
}
_ASSIGNMENT = {
    "ObjectId": "taskrsrc_id",
    "ActivityObjectId": "task_id",
    "ProjectObjectId": "proj_id",
    "ResourceObjectId": "rsrc_id",
    "RoleObjectId": "role_id",
    "PlannedUnits": "target_qty",
    "RemainingUnits": "remain_qty",
    "ActualRegularUnits": "act_reg_qty",
    "ActualOvertimeUnits": "act_ot_qty",
    "PlannedUnitsPerTime": "target_qty_per_hr",
    "RemainingUnitsPerTime": "remain_qty_per_hr",
    "PlannedLag": "target_lag_drtn_hr_cnt",
    "ActualRegularCost": "act_reg_cost",
    "ActualOvertimeCost": "act_ot_cost",
    "RemainingCost": "remain_cost",
    "ActualStartDate": "act_start_date",
    "ActualFinishDate": "act_end_date",
    "RemainingStartDate": "restart_date",
    "RemainingFinishDate": "reend_date",
    "PlannedStartDate": "target_start_date",
    "PlannedFinishDate": "target_end_date",
}
_PROJECT = {
    "ObjectId": "proj_id",
    "Id": "proj_short_name",
    "Name": "name",
    "DataDate": "last_recalc_date",
    "PlannedStartDate": "plan_start_date",
    "MustFinishByDate": "plan_end_date",
    "ScheduledFinishDate": "scd_end_date",
    "ActivityDefaultCalendarObjectId": "clndr_id",
    "OriginalProjectObjectId": "orig_proj_id",
    "CurrentBaselineProjectObjectId": "sum_base_proj_id",
    "CriticalActivityPathType": "critical_path_type",
    "CriticalActivityFloatLimit": "critical_drtn_hr_cnt",
    "CriticalActivityFloatThreshold": "critical_drtn_hr_cnt",
    "WBSObjectId": "wbs_id",
    "OutOfSequenceScheduleType": "order",
    "ComputeTotalFloatType": "sched_float_type",
    "RelationshipLagCalendar": "sched_calendar_on_relationship_lag",
    "MakeOpenEndedActivitiesCritical": "sched_open_critical_flag",
    "StartToStartLagCalculationType": "sched_lag_early_start_flag",
    "UseExpectedFinishDates": "sched_use_expect_end_flag",
    "IgnoreOtherProjectRelationships": "sched_outer_depend_type",
    "CalculateFloatBasedOnFinishDate": "sched_use_project_end_date_for_float",
}
TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Activity": ("TASK", _ACTIVITY),
    "ResourceAssignment": ("TASKRSRC", _ASSIGNMENT),
    "Project": ("PROJECT", _PROJECT),
    "BaselineProject": ("PROJECT", _PROJECT),
    "Relationship": (
        "TASKPRED",
        {
            "PredecessorActivityObjectId": "pred_task_id",
            "SuccessorActivityObjectId": "task_id",
            "SuccessorProjectObjectId": "proj_id",
            "Type": "pred_type",
            "Lag": "lag_hr_cnt",
        },
    ),
    "WBS": (
        "PROJWBS",
        {
            "ObjectId": "wbs_id",
            "ProjectObjectId": "proj_id",
            "ParentObjectId": "parent_wbs_id",
            "Code": "wbs_short_name",
            "Name": "wbs_name",
            "SequenceNumber": "seq_num",
        },
    ),
    "Resource": (
        "RSRC",
        {
            "ObjectId": "rsrc_id",
            "CalendarObjectId": "clndr_id",
            "Name": "rsrc_name",
            "Id": "rsrc_short_name",
            "Title": "rsrc_title_name",
            "EmailAddress": "email_addr",
            "ResourceType": "rsrc_type",
            "ResourceNotes": "rsrc_notes",
            "DefaultUnitsPerTime": "def_qty_per_hr",
        },
    ),
    "ResourceRate": (
        "RSRCRATE",
        {
            "ResourceObjectId": "rsrc_id",
            "MaxUnitsPerTime": "max_qty_per_hr",
            "EffectiveDate": "start_date",
            "PricePerUnit": "cost_per_qty",
        },
    ),
    "Role": ("ROLES", {"ObjectId": "role_id", "Name": "role_name", "Id": "role_short_name"}),
    "ActivityCodeType": ("ACTVTYPE", {"ObjectId": "actv_code_type_id", "Name": "actv_code_type"}),
    "ActivityCode": (
        "ACTVCODE",
        {
            "ObjectId": "actv_code_id",
            "CodeTypeObjectId": "actv_code_type_id",
            "CodeValue": "short_name",
            "Description": "actv_code_name",
        },
    ),
    "UDFType": (
        "UDFTYPE",
        {"ObjectId": "udf_type_id", "Title": "udf_type_name", "SubjectArea": "table_name"},
    ),
    "NotebookTopic": ("MEMOTYPE", {"ObjectId": "memo_type_id", "Name": "memo_type"}),
    "ActivityNote": (
        "TASKMEMO",
        {"ActivityObjectId": "task_id", "NotebookTopicObjectId": "memo_type_id", "Note": "task_memo"},
    ),
    "ActivityExpense": ("PROJCOST", {"ObjectId": "cost_item_id"}),
    "ActivityStep": ("TASKPROC", {"ObjectId": "proc_id"}),
    "Document": ("TASKDOC", {"ObjectId": "taskdoc_id"}),
    "ResourceCurve": ("RSRCCURVDATA", {"ObjectId": "curv_id"}),
    "ProjectNote": ("WBSMEMO", {"ObjectId": "wbs_memo_id"}),
    "WBSMilestone": ("WBSSTEP", {"ObjectId": "wbs_step_id"}),
    "ResourceRole": ("RSRCROLE", {"ResourceObjectId": "rsrc_id"}),
    "RoleRate": ("ROLERATE", {"ObjectId": "role_rate_id"}),
    "Risk": ("RISK", {"ObjectId": "risk_id"}),
    "ProjectIssue": ("PROJISSU", {"ObjectId": "issue_id"}),
    "ProjectThreshold": ("PROJTHRS", {"ObjectId": "thresh_id"}),
}
"""Element to table, and its children to columns."""

CODES: Mapping[str, Mapping[str, str]] = {
    "task_type": {
        "Task Dependent": "TT_Task",
        "Resource Dependent": "TT_Rsrc",
        "Level of Effort": "TT_LOE",
        "WBS Summary": "TT_WBS",
        "Start Milestone": "TT_Mile",
        "Finish Milestone": "TT_FinMile",
    },
    "duration_type": {
        "Fixed Duration and Units/Time": "DT_FixedDrtn",
        "Fixed Duration and Units": "DT_FixedDUR2",
        "Fixed Units/Time": "DT_FixedRate",
        "Fixed Units": "DT_FixedQty",
    },
    "complete_pct_type": {
        "Duration": "CP_Drtn",
        "Physical": "CP_Phys",
        "Units": "CP_Units",
        "Scope": "CP_Phys",
    },
    "priority_type": {
        "Top": "PT_Top",
        "High": "PT_High",
        "Normal": "PT_Normal",
        "Low": "PT_Low",
        "Lowest": "PT_Lowest",
    },
    "pred_type": {
        "Finish to Start": "PR_FS",
        "Start to Start": "PR_SS",
        "Finish to Finish": "PR_FF",
        "Start to Finish": "PR_SF",
    },
    "rsrc_type": {"Labor": "RT_Labor", "Nonlabor": "RT_Equip", "Material": "RT_Mat"},
    "critical_path_type": {
        "Critical Float": "CT_TotFloat",
        "Total Float": "CT_TotFloat",
        "Longest Path": "CT_DrivPath",
    },
    "sched_float_type": {
        "Finish Float = Late Finish - Early Finish": "FT_FF",
        "Start Float = Late Start - Early Start": "FT_SF",
        "Smallest of Start Float and Finish Float": "FT_MIN",
    },
    "sched_calendar_on_relationship_lag": {
        "Predecessor Activity Calendar": "rcal_Predecessor",
        "Successor Activity Calendar": "rcal_Successor",
        "24 Hour Calendar": "rcal_24Hour",
        "Project Default Calendar": "rcal_ProjDefault",
    },
    "sched_outer_depend_type": {"1": "SD_None", "true": "SD_None", "0": "SD_Both", "false": "SD_Both"},
    "table_name": {"Activity": "TASK"},
}
_CONSTRAINTS = {
    "As Late As Possible": "CS_ALAP",
    "Start On": "CS_MSO",
    "Start On or Before": "CS_MSOB",
    "Start On or After": "CS_MSOA",
    "Finish On": "CS_MEO",
    "Finish On or Before": "CS_MEOB",
    "Finish On or After": "CS_MEOA",
    "Mandatory Start": "CS_MANDSTART",
    "Mandatory Finish": "CS_MANDFIN",
}
_FALLBACKS = (
    ("early_start_date", "restart_date"),
    ("early_end_date", "reend_date"),
    ("late_start_date", "rem_late_start_date"),
    ("late_end_date", "rem_late_end_date"),
)


@dc.dataclass(frozen=True, slots=True)
class Translated:
    """A record in the words of XER."""

    table: str
    row: dict[str, str]


def translated(name: str, values: Mapping[str, str]) -> Translated | None:
    """An element's simple children as a record; None for elements that are no table of ours."""
    known = TABLES.get(name)
    if known is None:
        return None
    table, columns = known
    row: dict[str, str] = {}
    for tag, column in columns.items():
        if text := values.get(tag, "").strip():
            row.setdefault(column, _code(column, text))
    if table == "TASK":
        _completed(row)
    return Translated(table, row)


def _code(column: str, text: str) -> str:
    """The code that XER has for a word of the XML; other texts as they are."""
    codes = _CONSTRAINTS if column in ("cstr_type", "cstr_type2") else CODES.get(column)
    return text if codes is None else codes.get(text, text)


def _completed(row: dict[str, str]) -> None:
    """Dates of the whole activity where only those of its remaining work are given; per cent from parts."""
    for column, other in _FALLBACKS:
        if column not in row and other in row:
            row[column] = row[other]
    fraction = row.get("phys_complete_pct", "").replace(",", ".")
    with suppress(ValueError):  # what is no number stays: the reader of the tables names it
        row["phys_complete_pct"] = f"{float(fraction) * 100:.6f}" if fraction else ""


def options_row(project: Row) -> dict[str, str]:
    """The part of a project's record that XER keeps in SCHEDOPTIONS."""
    order = project.get("order", "")
    columns = ("proj_id", *(c for c in _PROJECT.values() if c.startswith("sched_")))
    return {
        **{c: project.get(c, "") for c in columns},
        "sched_retained_logic": "N" if order in ("Progress Override", "Actual Dates") else "Y",
        "sched_progress_override": "Y" if order == "Progress Override" else "N",
    }
