"""Primavera's projects, the options they were scheduled with, and which of them are baselines."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence

from pmo_desktop.domain.schedulefile import (
    CriticalRule,
    FileProject,
    FloatRule,
    LagCalendar,
    OutOfSequence,
    P6Options,
)
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.p6.values import Fields, Numbers, Row, Tables
from pmo_desktop.i18n import tr

FLOATS = {"FT_FF": FloatRule.FINISH, "FT_SF": FloatRule.START, "FT_MIN": FloatRule.SMALLEST}
LAGS = {
    "rcal_Predecessor": LagCalendar.PREDECESSOR,
    "rcal_Successor": LagCalendar.SUCCESSOR,
    "rcal_24Hour": LagCalendar.TWENTY_FOUR_HOUR,
    "rcal_ProjDefault": LagCalendar.PROJECT_DEFAULT,
}
CRITICAL = {"CT_TotFloat": CriticalRule.TOTAL_FLOAT, "CT_DrivPath": CriticalRule.LONGEST_PATH}
_MOST_BASELINES = 11


@dc.dataclass(frozen=True, slots=True)
class Projects:
    """The projects of a file by their id in it."""

    shown: Mapping[str, FileProject]
    """In the file's order; external ones after those that were exported."""
    baselines: Mapping[str, tuple[str, int]]
    """Baseline project to the project it was taken from and the baseline's number, 0 the current one."""


def projects(tables: Tables, calendars: Numbers, names: Mapping[str, str], ledger: Ledger) -> Projects:
    """The projects of the table PROJECT; `names` are those of their topmost WBS rows."""
    rows = {Fields(r, ledger).text("proj_id"): r for r in tables.get("PROJECT", ())}
    rows.pop("", None)
    numbers = Numbers()
    numbers.add(rows)
    options = {Fields(r, ledger).text("proj_id"): r for r in tables.get("SCHEDOPTIONS", ())}
    baselines = _baselines(rows)
    exported = {k for k, r in rows.items() if r.get("export_flag", "").strip() == "Y"}
    found = {}
    for key, row in rows.items():
        if key in baselines:
            continue
        read = Fields(row, ledger)
        rules = _options(read, Fields(options.get(key, {}), ledger))
        external = bool(exported) and key not in exported
        found[key] = _project(read, numbers.by_key[key], calendars, names.get(key, ""), rules, external)
    if len(found) > 1:
        text = tr("The file holds several projects; each became a part of one plan.")
        ledger.note(text, ", ".join(p.name or p.code for p in found.values()), count=len(found))
    return Projects(dict(sorted(found.items(), key=lambda i: i[1].external)), baselines)


def _baselines(rows: Mapping[str, Row]) -> dict[str, tuple[str, int]]:
    """Projects that were copied from another of the file; the one it names as current is number 0."""
    found: dict[str, tuple[str, int]] = {}
    taken: dict[str, Sequence[str]] = {}
    for key, row in rows.items():
        origin = row.get("orig_proj_id", "").strip()
        if origin in rows and origin != key and not rows[origin].get("orig_proj_id", "").strip():
            taken[origin] = (*taken.get(origin, ()), key)
    for origin, copies in taken.items():
        current = rows[origin].get("sum_base_proj_id", "").strip()
        ordered = sorted(copies, key=lambda k: k != current)
        first = 0 if current in copies else 1
        found.update({key: (origin, n) for n, key in enumerate(ordered[:_MOST_BASELINES], first)})
    return found


def _project(
    read: Fields, uid: int, calendars: Numbers, name: str, options: P6Options, external: bool
) -> FileProject:
    return FileProject(
        uid=uid,
        code=read.text("proj_short_name"),
        name=name or read.text("name") or read.text("proj_short_name"),
        data_date=read.moment("last_recalc_date"),
        planned_start=read.moment("plan_start_date"),
        must_finish=read.moment("plan_end_date"),
        scheduled_finish=read.moment("scd_end_date"),
        calendar_uid=calendars.get(read.text("clndr_id")),
        external=external,
        options=options,
    )


def _options(project: Fields, options: Fields) -> P6Options:
    """How a project is scheduled; what the file does not say is P6's usual."""
    override = options.flag("sched_progress_override")
    retained = options.flag("sched_retained_logic", default=not override)
    out_of_sequence = OutOfSequence.PROGRESS_OVERRIDE if override else OutOfSequence.ACTUAL_DATES
    usual = P6Options()
    return P6Options(
        out_of_sequence=OutOfSequence.RETAINED_LOGIC if retained else out_of_sequence,
        float_rule=options.choice("sched_float_type", FLOATS, usual.float_rule),
        critical_rule=project.choice("critical_path_type", CRITICAL, usual.critical_rule),
        critical_float_minutes=project.minutes("critical_drtn_hr_cnt") or 0.0,
        lag_calendar=options.choice("sched_calendar_on_relationship_lag", LAGS, usual.lag_calendar),
        open_ends_critical=options.flag("sched_open_critical_flag"),
        ss_lag_from_early_start=options.flag("sched_lag_early_start_flag", default=True),
        use_expected_finish=options.flag("sched_use_expect_end_flag", default=True),
        ignore_other_projects=options.text("sched_outer_depend_type") == "SD_None",
        float_to_project_finish=options.flag("sched_use_project_end_date_for_float", default=True),
    )
