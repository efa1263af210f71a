"""A `ScheduleFile` as a Primavera P6 text file (XER).

Summary rows become the WBS; a plan that is not of P6 gets a project row of its own above them. What P6 has no
place for (links of summaries, elapsed durations, later baselines) is counted, so that an export can say so.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import datetime

from pmo_desktop.domain.schedulefile import (
    FileProject,
    OutOfSequence,
    P6Options,
    Resource,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.mspdi.writing import Written
from pmo_desktop.exchange.p6 import xer_out_usual as usual
from pmo_desktop.exchange.p6.xer_out_calendars import clndr_data, keeps_base
from pmo_desktop.exchange.p6.xer_out_custom import CustomOut
from pmo_desktop.exchange.p6.xer_out_tasks import (
    CRITICAL_CODES,
    FLOAT_CODES,
    LAG_CODES,
    activity,
    assignment,
    rates,
    relation,
    resource,
)
from pmo_desktop.exchange.p6.xer_out_values import Record, Sheet, flag, hours, moment
from pmo_desktop.i18n import tr

_VERSION = "19.12"


def write_xer(file: ScheduleFile, now: datetime) -> Written:
    """The whole file, and what could not be written. `now` is the date in its header."""
    made = _Export(file)
    head = file.header
    sheet = Sheet(
        [
            "ERMHDR",
            _VERSION,
            f"{now:%Y-%m-%d}",
            "Project",
            "pmo",
            head.author,
            "pmo",
            "Project Management",
            made.currency,
        ]
    )
    sheet.add("CURRTYPE", [_currency(made.currency)])
    sheet.add("OBS", [{"obs_id": 1, "parent_obs_id": None, "seq_num": 0, "obs_name": head.company or "-"}])
    sheet.add("ROLES", made.roles())
    sheet.add("PROJECT", made.projects())
    sheet.add("CALENDAR", made.calendars())
    sheet.add("SCHEDOPTIONS", made.options())
    sheet.add("PROJWBS", made.wbs())
    sheet.add("RSRC", (resource(r) for r in file.resources if not _is_role(r)))
    sheet.add("RSRCRATE", (rate for r in file.resources if not _is_role(r) for rate in rates(r)))
    custom = CustomOut(file.custom_fields, list(made.leaves.values()), made.home)
    for table, rows in custom.definitions():
        sheet.add(table, rows)
    sheet.add("TASK", made.activities())
    sheet.add("TASKPRED", made.relations())
    sheet.add("TASKRSRC", made.assignments())
    for table, rows in custom.values():
        sheet.add(table, rows)
    data, encoding = sheet.data()
    made.note_left(encoding)
    return Written(data, made.ledger.warnings(), len(made.rows))


def _currency(code: str) -> Record:
    """The record of CURRTYPE; P6 reads numbers by its separators."""
    return {
        "curr_id": 1,
        "decimal_digit_cnt": 2,
        "curr_symbol": code,
        "decimal_symbol": ".",
        "digit_group_symbol": ",",
        "pos_curr_fmt_type": "#1.1",
        "neg_curr_fmt_type": "(#1.1)",
        "curr_type": code,
        "curr_short_name": code,
        "group_digit_cnt": 3,
        "base_exch_rate": 1,
    }


def _is_role(one: Resource) -> bool:
    return one.generic


class _Export:
    """The rows of a plan as P6 has them: projects, WBS, activities with ids that are unique."""

    def __init__(self, file: ScheduleFile) -> None:
        self.file = file
        self.ledger = Ledger()
        self.currency = file.header.currency or "USD"
        self.rows = {t.uid: t for t in file.tasks if t.kind is not TaskKind.BLANK}
        self.leaves = {uid: t for uid, t in self.rows.items() if t.kind is not TaskKind.SUMMARY}
        highest = max((*self.rows, *(p.uid for p in file.projects)), default=0)
        self.found = file.projects or (_project_of(file, highest + 1),)
        self.first = self.found[0].uid
        self.roots = {p.uid: self._root(p, highest + 2 + n) for n, p in enumerate(self.found)}
        self.generics = {r.uid for r in file.resources if _is_role(r)}
        self.codes = self._codes()

    def _root(self, project: FileProject, free: int) -> int:
        """The topmost WBS row of a project: the only summary at the top, else one of its own."""
        own = [t for t in self.rows.values() if self.home(t) == project.uid and t.parent_uid is None]
        return own[0].uid if len(own) == 1 and own[0].kind is TaskKind.SUMMARY else free

    def home(self, task: Task) -> int:
        """The project of a row."""
        return self.first if task.project_uid is None else task.project_uid

    def _codes(self) -> dict[int, str]:
        """The activity ids: the file's own, else A1000, A1010 and on."""
        taken = {t.code for t in self.leaves.values() if t.code}
        free = (code for n in range(1000, 10_000_000, 10) if (code := f"A{n}") not in taken)
        return {uid: t.code or next(free) for uid, t in self.leaves.items()}

    def projects(self) -> Iterator[Record]:
        """The records of PROJECT."""
        for one in self.found:
            yield {
                "proj_id": one.uid,
                "proj_short_name": one.code or one.name[:20] or "PLAN",
                "clndr_id": one.calendar_uid,
                "project_flag": "Y",
                "critical_drtn_hr_cnt": hours(one.options.critical_float_minutes),
                "critical_path_type": CRITICAL_CODES[one.options.critical_rule],
                "last_recalc_date": moment(one.data_date or one.planned_start),
                "plan_start_date": moment(one.planned_start),
                "plan_end_date": moment(one.must_finish),
                "scd_end_date": moment(one.scheduled_finish),
                "export_flag": flag(not one.external),
                **usual.PROJECT,
            }

    def calendars(self) -> Iterator[Record]:
        """The records of CALENDAR."""
        head, known = self.file.header, self.file.calendar_by_uid
        for one in self.file.calendars:
            yield {
                "clndr_id": one.uid,
                "default_flag": flag(one.uid == head.calendar_uid),
                "clndr_name": one.name,
                "proj_id": None,
                "base_clndr_id": one.base_uid if keeps_base(one) else None,
                "clndr_type": "CA_Base" if one.is_base else "CA_Rsrc",
                "day_hr_cnt": hours(one.minutes_per_day or head.minutes_per_day),
                "week_hr_cnt": hours(one.minutes_per_week or head.minutes_per_week),
                "month_hr_cnt": hours(one.minutes_per_month or head.days_per_month * head.minutes_per_day),
                "year_hr_cnt": hours(one.minutes_per_year or 52 * head.minutes_per_week),
                "clndr_data": clndr_data(one, known, self.ledger),
            }

    def options(self) -> Iterator[Record]:
        """The records of SCHEDOPTIONS."""
        for number, one in enumerate(self.found, 1):
            rules = one.options
            yield {
                "schedoptions_id": number,
                "proj_id": one.uid,
                "sched_outer_depend_type": "SD_None" if rules.ignore_other_projects else "SD_Both",
                "sched_open_critical_flag": flag(rules.open_ends_critical),
                "sched_lag_early_start_flag": flag(rules.ss_lag_from_early_start),
                "sched_retained_logic": flag(rules.out_of_sequence is OutOfSequence.RETAINED_LOGIC),
                "sched_progress_override": flag(rules.out_of_sequence is OutOfSequence.PROGRESS_OVERRIDE),
                "sched_float_type": FLOAT_CODES[rules.float_rule],
                "sched_calendar_on_relationship_lag": LAG_CODES[rules.lag_calendar],
                "sched_use_expect_end_flag": flag(rules.use_expected_finish),
                "sched_use_project_end_date_for_float": flag(rules.float_to_project_finish),
            }

    def wbs(self) -> Iterator[Record]:
        """The records of PROJWBS: project rows, then summaries."""
        for one in self.found:
            root = self.roots[one.uid]
            if root not in self.rows:
                yield _wbs(root, one.uid, 0, one.code or one.name[:20], one.name, None)
        for task in self.rows.values():
            if task.kind is TaskKind.SUMMARY:
                project = self.home(task)
                code = task.wbs.rpartition(".")[2] or task.name[:20]
                parent = None if task.uid == self.roots[project] else self._parent(task)
                yield _wbs(task.uid, project, task.id, code, task.name, parent)

    def _parent(self, task: Task) -> int:
        root = self.roots.get(self.home(task), 0)
        return root if task.parent_uid is None else task.parent_uid

    def activities(self) -> Iterator[Record]:
        """The records of TASK."""
        calendars = {p.uid: p.calendar_uid for p in self.found}
        usual = self.file.header.calendar_uid
        for uid, task in self.leaves.items():
            project = self.home(task)
            calendar = task.calendar_uid or calendars.get(project) or usual
            yield activity(task, self.codes[uid], project, self._parent(task), calendar)

    def relations(self) -> Iterator[Record]:
        """The records of TASKPRED; per cent become the hours that they are now."""
        for number, link in enumerate(self.file.links, 1):
            before, after = self.leaves.get(link.predecessor_uid), self.leaves.get(link.successor_uid)
            if before is None or after is None:
                self.ledger.note(tr("The format has no place for: {what}.", what=tr("links of summaries")))
                continue
            lag = link.lag_minutes
            if link.lag_percent is not None:
                lag = (before.duration_minutes or 0.0) * link.lag_percent / 100
                self.ledger.note(tr("A lag in per cent was written as the hours that it is now."))
            if link.lag_elapsed:
                self.ledger.note(tr("A lag in elapsed time was written as working time."))
            yield relation(link, number, lag, self.home(after), self.home(before))

    def assignments(self) -> Iterator[Record]:
        """The records of TASKRSRC."""
        seen: set[int] = set()
        highest = max((a.uid for a in self.file.assignments), default=0)
        for number, one in enumerate(self.file.assignments, 1):
            task = self.leaves.get(one.task_uid)
            if task is None:
                what = tr("resources of summaries")
                self.ledger.note(tr("The format has no place for: {what}.", what=what))
                continue
            uid = one.uid if one.uid > 0 and one.uid not in seen else highest + number
            seen.add(uid)
            yield assignment(dc.replace(one, uid=uid), self.home(task), one.resource_uid in self.generics)

    def roles(self) -> Iterator[Record]:
        """The records of ROLES."""
        for one in self.file.resources:
            if _is_role(one):
                short = one.initials or f"ROLE{one.uid}"
                yield {
                    "role_id": one.uid,
                    "seq_num": 0,
                    "role_name": one.name,
                    "role_short_name": short,
                    **usual.ROLE,
                }

    def note_left(self, encoding: str) -> None:
        """What P6 has no place for."""
        left = {
            tr("baselines"): sum(bool(t.baselines) for t in self.rows.values()),
            tr("elapsed durations (written as working time)"): sum(t.elapsed for t in self.leaves.values()),
            tr("deadlines"): sum(t.deadline is not None for t in self.rows.values()),
            tr("splits of tasks"): sum(bool(t.splits) for t in self.rows.values()),
        }
        for what, count in left.items():
            if count:
                self.ledger.note(tr("The format has no place for: {what}.", what=what), count=count)
        if encoding != "windows-1252":
            self.ledger.note(tr("The file is in UTF-8: some of its letters are not in Windows-1252."))


def _project_of(file: ScheduleFile, uid: int) -> FileProject:
    """A plan that is not of P6 as a project."""
    head = file.header
    starts = [t.start for t in file.tasks if t.start is not None]
    options = head.p6 or P6Options(critical_float_minutes=head.critical_slack_days * head.minutes_per_day)
    start = head.start or min(starts, default=None)
    calendar = head.calendar_uid
    return FileProject(
        uid, "", head.title, head.status_date or start, start, None, head.finish, calendar, options=options
    )


def _wbs(uid: int, project: int, order: int, code: str, name: str, parent: int | None) -> Record:
    return {
        "wbs_id": uid,
        "proj_id": project,
        "obs_id": 1,
        "seq_num": order,
        "proj_node_flag": flag(parent is None),
        "status_code": "WS_Open",
        "wbs_short_name": code,
        "wbs_name": name,
        "parent_wbs_id": parent,
        **usual.WBS,
    }
