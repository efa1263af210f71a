"""What Primavera P6 says that Microsoft Project does not: how to schedule, and more about each activity.

All of it is the file's; nothing is worked out. Minutes are working minutes of the activity's calendar.
"""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

from pmo_desktop.domain.schedulewords import (
    ActivityKind,
    ConstraintKind,
    CriticalRule,
    FloatRule,
    LagCalendar,
    OutOfSequence,
    PercentRule,
)


@dc.dataclass(frozen=True, slots=True)
class P6Options:
    """The rules by which P6 scheduled a project; the defaults are P6's own."""

    out_of_sequence: OutOfSequence = OutOfSequence.RETAINED_LOGIC
    float_rule: FloatRule = FloatRule.FINISH
    critical_rule: CriticalRule = CriticalRule.TOTAL_FLOAT
    critical_float_minutes: float = 0.0
    """An activity is critical when its total float is not above this."""
    lag_calendar: LagCalendar = LagCalendar.PREDECESSOR
    open_ends_critical: bool = False
    """An activity without successors has no float of its own: its late finish is its early finish."""
    ss_lag_from_early_start: bool = True
    """The lag of a start-to-start link counts from the early start; otherwise from the actual start."""
    use_expected_finish: bool = True
    """An activity's expected finish sets its remaining duration."""
    ignore_other_projects: bool = False
    """Links from and to projects outside the file (their dates are in P6Activity) do not count."""
    float_to_project_finish: bool = True
    """With several projects, float counts to each project's own finish, not to the latest of all."""


@dc.dataclass(frozen=True, slots=True)
class FileProject:
    """One project of a file; P6 files may hold several. Its rows have this `uid` as `project_uid`."""

    uid: int
    code: str = ""
    """The short name by which P6 people call the project."""
    name: str = ""
    data_date: datetime | None = None
    """The status date: remaining work is scheduled from here."""
    planned_start: datetime | None = None
    must_finish: datetime | None = None
    """Where the backward pass begins; None is the latest early finish."""
    scheduled_finish: datetime | None = None
    calendar_uid: int | None = None
    external: bool = False
    """Only in the file because links lead to it; its rows are `external`."""
    options: P6Options = P6Options()


@dc.dataclass(frozen=True, slots=True)
class P6Activity:
    """What P6 says about one activity beyond what every schedule says.

    In its task `duration_minutes` is the original duration and `remaining_duration_minutes` the remaining;
    `start` and `finish` are the actual dates or, before those, the early dates of the remaining work;
    `stop` and `resume` are the suspension; `early_start` is as stored, which after the actual start means
    the early start of the remaining work.
    """

    kind: ActivityKind = ActivityKind.TASK_DEPENDENT
    percent_rule: PercentRule = PercentRule.DURATION
    planned_start: datetime | None = None
    planned_finish: datetime | None = None
    remaining_start: datetime | None = None
    remaining_finish: datetime | None = None
    remaining_late_start: datetime | None = None
    remaining_late_finish: datetime | None = None
    mandatory: bool = False
    """The first constraint is a mandatory start or finish, which breaks links; otherwise it only bounds."""
    constraint2: ConstraintKind = ConstraintKind.ASAP
    constraint2_date: datetime | None = None
    expected_finish: datetime | None = None
    external_early_start: datetime | None = None
    """What links from projects outside the file ask for."""
    external_late_finish: datetime | None = None
    longest_path: bool = False
    """P6 found it on the longest path."""
    float_path: int | None = None
