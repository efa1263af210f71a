"""Tasks and links into MSPDI, in the order of elements that its schema asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_desktop.domain.schedulefile import (
    ConstraintKind,
    Link,
    LinkType,
    Task,
    TaskBaseline,
    TaskKind,
    WorkRule,
)
from pmo_desktop.exchange.mspdi.writing_values import (
    custom,
    flag,
    moment,
    number,
    plain_number,
    shown,
    span,
    tenths,
)
from pmo_desktop.exchange.xmlout import XmlOut

_CONSTRAINTS = tuple(ConstraintKind)
_LINKS = (LinkType.FF, LinkType.FS, LinkType.SF, LinkType.SS)
_WORK_RULES = tuple(WorkRule)
_ELAPSED_DAYS, _DAYS = 8, 7


def task(out: XmlOut, one: Task, number_: str, into: Sequence[Link], ids: Mapping[str, str]) -> None:
    """One row; `number_` is its place in the outline, such as 1.2. What is as usual is left unsaid."""
    with out.inside("Task"):
        _what(out, one, number_)
        _state(out, one)
        _results(out, one)
        _asked(out, one)
        for link in into:
            _link(out, link)
        custom(out, one.custom, dict(ids))
        for promised in one.baselines:
            _baseline(out, promised)


def _what(out: XmlOut, one: Task, number_: str) -> None:
    blank = one.kind is TaskKind.BLANK
    out.leaves(
        UID=one.uid,
        ID=one.id,
        Name=one.name or None,
        Active=flag(one.active),
        Manual=flag(one.manual),
        Type=_WORK_RULES.index(one.work_rule),
        IsNull=flag(blank) or None,
        WBS=one.wbs or None,
        OutlineNumber=(number_ or None) if one.wbs else None,
        OutlineLevel=one.outline_level,
        Priority=one.priority,
        StartText=one.start_words,
        FinishText=one.finish_words,
        DurationText=one.duration_words,
        Start=moment(one.start),
        Finish=moment(one.finish),
        Duration=span(one.duration_minutes),
        ManualStart=moment(one.manual_start),
        ManualFinish=moment(one.manual_finish),
        ManualDuration=span(one.manual_duration_minutes),
        DurationFormat=shown(one.duration_unit, one.elapsed, one.estimated),
        Work=span(one.work_minutes),
        Stop=moment(one.stop),
        Resume=moment(one.resume),
    )


def _state(out: XmlOut, one: Task) -> None:
    implied = one.kind is TaskKind.MILESTONE and not one.marked_milestone and one.duration_minutes == 0
    out.leaves(
        EffortDriven=flag(one.effort_driven),
        Recurring=flag(one.recurring) or None,
        Estimated=flag(one.estimated),
        Milestone=None if implied else flag(one.marked_milestone or one.kind is TaskKind.MILESTONE),
        Summary=flag(one.kind is TaskKind.SUMMARY),
        Critical=flag(one.critical),
        ExternalTask=flag(one.external) or None,
        EarlyStart=moment(one.early_start),
        EarlyFinish=moment(one.early_finish),
        LateStart=moment(one.late_start),
        LateFinish=moment(one.late_finish),
        FreeSlack=tenths(one.free_slack_minutes),
        TotalSlack=tenths(one.total_slack_minutes),
        FixedCost=one.fixed_cost,
        PercentComplete=one.percent_complete,
        PercentWorkComplete=one.percent_work_complete or None,
        Cost=one.cost,
    )


def _results(out: XmlOut, one: Task) -> None:
    out.leaves(
        ActualStart=moment(one.actual_start),
        ActualFinish=moment(one.actual_finish),
        ActualDuration=span(one.actual_duration_minutes),
        ActualCost=one.actual_cost,
        ActualWork=span(one.actual_work_minutes),
        RemainingDuration=span(one.remaining_duration_minutes),
        RemainingWork=span(one.remaining_work_minutes),
    )


def _asked(out: XmlOut, one: Task) -> None:
    usual = one.levelling_delay_elapsed and not one.levelling_delay_minutes
    delay = _ELAPSED_DAYS if one.levelling_delay_elapsed else _DAYS
    out.leaves(
        ConstraintType=_CONSTRAINTS.index(one.constraint),
        CalendarUID=one.calendar_uid,
        ConstraintDate=moment(one.constraint_date),
        Deadline=moment(one.deadline),
        LevelingCanSplit=None if one.levelling_can_split else 0,
        LevelingDelay=tenths(one.levelling_delay_minutes or None),
        LevelingDelayFormat=None if usual else delay,
        IgnoreResourceCalendar=flag(one.ignore_resource_calendars) or None,
        Notes=one.notes or None,
        PhysicalPercentComplete=one.physical_percent_complete or None,
    )


def _link(out: XmlOut, link: Link) -> None:
    percent = link.lag_percent is not None
    lag = plain_number(link.lag_percent) if link.lag_percent is not None else tenths(link.lag_minutes)
    with out.inside("PredecessorLink"):
        out.leaves(
            PredecessorUID=link.predecessor_uid,
            Type=_LINKS.index(link.type),
            CrossProject=flag(bool(link.other_file)) or None,
            CrossProjectName=link.other_file or None,
            LinkLag=lag,
            LagFormat=19 + link.lag_elapsed if percent else shown(link.lag_unit, link.lag_elapsed),
        )


def _baseline(out: XmlOut, promised: TaskBaseline) -> None:
    with out.inside("Baseline"):
        out.leaves(
            Number=promised.number,
            Start=moment(promised.start),
            Finish=moment(promised.finish),
            Duration=span(promised.duration_minutes),
            Work=span(promised.work_minutes),
            Cost=number(promised.cost),
        )
