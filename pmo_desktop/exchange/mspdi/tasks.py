"""Tasks and links of MSPDI, one record at a time."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TypeVar
from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulefile import (
    ConstraintKind,
    Link,
    LinkType,
    Task,
    TaskBaseline,
    TaskKind,
    TimeUnit,
    WorkRule,
)
from pmo_desktop.exchange.mspdi.values import Ledger, Reader, custom_values, shown, values_of
from pmo_desktop.i18n import tr

Choice = TypeVar("Choice", bound=Enum)

_CONSTRAINTS = tuple(ConstraintKind)
"""In the order of the format's codes: ASAP 0, ALAP 1, MSO 2, MFO 3, SNET 4, SNLT 5, FNET 6, FNLT 7."""
_LINKS = (LinkType.FF, LinkType.FS, LinkType.SF, LinkType.SS)
_WORK_RULES = tuple(WorkRule)
PROJECT_ROW = (0, 0)
"""The id and outline level of the row that stands for the whole project."""
_DAY_FORMAT = 7
_ELAPSED_MINUTES = 4


class Outline:
    """Finds the parent of each row from the levels of the rows above it."""

    def __init__(self) -> None:
        self.above: list[tuple[int, int]] = []
        self.parents: set[int] = set()

    def place(self, level: int, uid: int) -> int | None:
        """The parent of the next row: the nearest row above with a lower level."""
        while self.above and self.above[-1][0] >= level:
            self.above.pop()
        parent = self.above[-1][1] if self.above else None
        self.above.append((level, uid))
        if parent is not None:
            self.parents.add(parent)
        return parent


def task(element: Element, outline: Outline, ledger: Ledger) -> Task | None:
    """One task; None when it has no id. The kind is summary only where the file says so."""
    read = Reader(values_of(element), ledger)
    uid = read.whole("UID")
    if uid is None:
        ledger.note(tr("A task without an id was left out."), read.text("Name"))
        return None
    duration = read.minutes("Duration")
    written = shown(read.count("DurationFormat", _DAY_FORMAT))
    percent_format = written.unit is TimeUnit.PERCENT
    kind, level = _kind(read, duration), max(0, read.count("OutlineLevel", 1))
    in_outline = kind is not TaskKind.BLANK and (uid, level) != PROJECT_ROW
    make = partial(
        Task,
        uid=uid,
        id=read.count("ID", uid),
        name=read.text("Name"),
        kind=kind,
        wbs=read.text("WBS") or read.text("OutlineNumber"),
        outline_level=level,
        parent_uid=outline.place(level, uid) if in_outline else None,
        manual=read.flag("Manual"),
        active=read.flag("Active", default=True),
        recurring=read.flag("Recurring"),
        external=read.flag("ExternalTask"),
        inserted=read.flag("IsSubproject"),
        marked_milestone=read.flag("Milestone"),
        start=read.moment("Start"),
        finish=read.moment("Finish"),
        duration_minutes=duration,
        duration_unit=TimeUnit.DAY if percent_format else written.unit,
        elapsed=written.elapsed and not percent_format,
        estimated=read.flag("Estimated", default=written.estimated),
        work_rule=_choice(_WORK_RULES, read, "Type", WorkRule.FIXED_UNITS),
        effort_driven=read.flag("EffortDriven"),
        work_minutes=read.minutes("Work"),
        actual_work_minutes=read.minutes("ActualWork"),
        remaining_work_minutes=read.minutes("RemainingWork"),
        constraint=_choice(_CONSTRAINTS, read, "ConstraintType", ConstraintKind.ASAP),
        constraint_date=read.moment("ConstraintDate"),
        deadline=read.moment("Deadline"),
        priority=read.count("Priority", 500),
        calendar_uid=_calendar_uid(read),
        ignore_resource_calendars=read.flag("IgnoreResourceCalendar"),
        manual_start=read.moment("ManualStart"),
        manual_finish=read.moment("ManualFinish"),
        manual_duration_minutes=read.minutes("ManualDuration"),
        start_words=_words(element, "StartText"),
        finish_words=_words(element, "FinishText"),
        duration_words=_words(element, "DurationText"),
        levelling_delay_minutes=read.tenths("LevelingDelay") or 0.0,
        levelling_delay_elapsed=shown(read.count("LevelingDelayFormat", _ELAPSED_MINUTES)).elapsed,
        levelling_can_split=read.flag("LevelingCanSplit", default=True),
        cost=read.hundredths("Cost"),
        fixed_cost=read.hundredths("FixedCost"),
        actual_cost=read.hundredths("ActualCost"),
        baselines=tuple(_baseline(e, ledger) for e in element.iterfind("Baseline")),
        custom=custom_values(element),
    )
    return _with_results(make, read)


def _with_results(make: Callable[..., Task], read: Reader) -> Task:
    """The task with what was noted and reported on it and what the writing program had worked out."""
    return make(
        notes=read.text("Notes"),
        percent_complete=read.count("PercentComplete", 0),
        percent_work_complete=read.count("PercentWorkComplete", 0),
        physical_percent_complete=read.count("PhysicalPercentComplete", 0),
        actual_start=read.moment("ActualStart"),
        actual_finish=read.moment("ActualFinish"),
        actual_duration_minutes=read.minutes("ActualDuration"),
        remaining_duration_minutes=read.minutes("RemainingDuration"),
        stop=read.moment("Stop"),
        resume=read.moment("Resume"),
        early_start=read.moment("EarlyStart"),
        early_finish=read.moment("EarlyFinish"),
        late_start=read.moment("LateStart"),
        late_finish=read.moment("LateFinish"),
        total_slack_minutes=read.tenths("TotalSlack"),
        free_slack_minutes=read.tenths("FreeSlack"),
        critical=read.flag("Critical"),
    )


def _kind(read: Reader, duration: float | None) -> TaskKind:
    """What the row is. A zero duration makes a milestone only where the file has no flag."""
    if read.flag("IsNull"):
        return TaskKind.BLANK
    if read.flag("Summary"):
        return TaskKind.SUMMARY
    return TaskKind.MILESTONE if read.flag("Milestone", default=duration == 0) else TaskKind.TASK


def _choice(codes: tuple[Choice, ...], read: Reader, field: str, default: Choice) -> Choice:
    """The member that a code stands for; a code outside the format goes to the ledger."""
    code = read.whole(field)
    if code is None:
        return default
    if 0 <= code < len(codes):
        return codes[code]
    read.ledger.unread(field, read.text(field))
    return default


def _words(element: Element, field: str) -> str | None:
    """A text that may be there and empty; None where it is not there."""
    found = element.find(field)
    return None if found is None else found.text or ""


def _calendar_uid(read: Reader) -> int | None:
    """The task's own calendar; -1 means none."""
    uid = read.whole("CalendarUID")
    return None if uid is None or uid < 0 else uid


def _baseline(element: Element, ledger: Ledger) -> TaskBaseline:
    """One numbered baseline."""
    read = Reader(values_of(element), ledger)
    return TaskBaseline(
        number=read.count("Number", 0),
        start=read.moment("Start"),
        finish=read.moment("Finish"),
        duration_minutes=read.minutes("Duration"),
        work_minutes=read.minutes("Work"),
        cost=read.hundredths("Cost"),
    )


def links(element: Element, successor_uid: int, ledger: Ledger) -> list[Link]:
    """The links into one task."""
    return [
        link
        for e in element.iterfind("PredecessorLink")
        if (link := _link(e, successor_uid, ledger)) is not None
    ]


def _link(element: Element, successor_uid: int, ledger: Ledger) -> Link | None:
    """One link; the lag is a percentage where its format is one, else tenths of a minute."""
    read = Reader(values_of(element), ledger)
    predecessor = read.whole("PredecessorUID")
    other = read.text("CrossProjectName") if read.flag("CrossProject") else ""
    if predecessor is None:
        ledger.note(tr("A link without a predecessor was left out."))
        return None
    lag, written = read.number("LinkLag") or 0.0, shown(read.count("LagFormat", _DAY_FORMAT))
    percent = written.unit is TimeUnit.PERCENT
    return Link(
        predecessor_uid=predecessor,
        successor_uid=successor_uid,
        type=_choice(_LINKS, read, "Type", LinkType.FS),
        lag_minutes=0.0 if percent else lag / 10,
        lag_percent=lag if percent else None,
        lag_elapsed=written.elapsed,
        lag_unit=written.unit,
        other_file=other,
    )
