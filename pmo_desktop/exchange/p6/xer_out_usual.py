"""Columns of XER that P6 expects and a plan says nothing about, with the values that P6 begins with."""

from __future__ import annotations

from pmo_desktop.exchange.p6.xer_out_values import Record

PROJECT: Record = {
    "fy_start_month_num": 1,
    "rsrc_self_add_flag": "Y",
    "allow_complete_flag": "Y",
    "rsrc_multi_assign_flag": "Y",
    "checkout_flag": "N",
    "step_complete_flag": "N",
    "cost_qty_recalc_flag": "N",
    "batch_sum_flag": "Y",
    "name_sep_char": ".",
    "def_complete_pct_type": "CP_Drtn",
    "task_code_base": 1000,
    "task_code_step": 10,
    "priority_num": 10,
    "wbs_max_sum_level": 2,
    "strgy_priority_num": 500,
    "def_cost_per_qty": 0,
    "def_duration_type": "DT_FixedDUR2",
    "task_code_prefix": "A",
    "def_qty_type": "QT_Hour",
    "def_rate_type": "COST_PER_QTY",
    "add_act_remain_flag": "N",
    "act_this_per_link_flag": "Y",
    "def_task_type": "TT_Task",
    "act_pct_link_flag": "N",
    "task_code_prefix_flag": "Y",
    "def_rollup_dates_flag": "Y",
    "use_project_baseline_flag": "Y",
    "rem_target_link_flag": "Y",
    "reset_planned_flag": "N",
    "allow_neg_act_flag": "N",
    "sum_assign_level": "SL_Taskrsrc",
}
WBS: Record = {
    "est_wt": 1,
    "sum_data_flag": "N",
    "ev_user_pct": 6,
    "ev_etc_user_value": "0.88",
    "ev_compute_type": "EC_Cmp_pct",
    "ev_etc_compute_type": "EE_Rem_hr",
}
TASK: Record = {"rev_fdbk_flag": "N", "est_wt": 1, "lock_plan_flag": "N", "auto_compute_act_flag": "N"}
RESOURCE: Record = {
    "cost_qty_type": "QT_Hour",
    "ot_factor": 0,
    "auto_compute_act_flag": "N",
    "def_cost_qty_link_flag": "Y",
    "ot_flag": "N",
    "curr_id": 1,
}
ROLE: Record = {"def_cost_qty_link_flag": "Y", "cost_qty_type": "QT_Hour"}
ASSIGNMENT: Record = {
    "cost_qty_link_flag": "Y",
    "rollup_dates_flag": "Y",
    "ts_pend_act_end_flag": "N",
    "rate_type": "COST_PER_QTY",
    "cost_per_qty_source_type": "ST_Rsrc",
}
