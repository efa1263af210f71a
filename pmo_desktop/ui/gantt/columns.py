"""The columns of a tree of a plan: what each shows, what is edited in it, which show at first."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import datetime

from pmo_desktop.domain.plans import ConstraintKind, ItemKind, PlanItem
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, GanttRow
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.predecessors import Wait, waits_of, waits_text
from pmo_desktop.readmodels.rules import rule_words
from pmo_desktop.services.plans.edits_links import resources_text
from pmo_desktop.ui.gantt.tips import days_text


@dc.dataclass(frozen=True)
class Sheet:
    """A plan as its tree shows it: the rows of the chart, and the records behind them where there are any."""

    plan: GanttModel = dc.field(default_factory=GanttModel)
    file: PlanFile | None = None

    def item(self, row: GanttRow) -> PlanItem | None:
        """The line behind a row; None of rows that stand for no line, such as heads of groups."""
        return None if self.file is None else self.file.by_id.get(row.id)

    @property
    def per_day(self) -> int:
        """Minutes of a working day."""
        return self.plan.minutes_per_day


Text = Callable[[Sheet, GanttRow], str]


@dc.dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its key, title and width in px at 100 %, the text of a row, and that text while edited."""

    key: str
    title: str
    width: int
    text: Text
    number: bool = True
    edit: Text | None = None
    usual: bool = False
    """Whether it shows until somebody chooses."""

    def typed(self, sheet: Sheet, row: GanttRow) -> str:
        """What stands in the cell while it is edited."""
        return (self.edit or self.text)(sheet, row).replace("\u00a0", " ")


def of_item(text: Callable[[Sheet, PlanItem], str]) -> Text:
    """A text of the line behind a row; empty without one."""

    def found(sheet: Sheet, row: GanttRow) -> str:
        item = sheet.item(row)
        return "" if item is None else text(sheet, item)

    return found


def _duration(sheet: Sheet, row: GanttRow) -> str:
    item = sheet.item(row)
    if row.kind in POINT_KINDS:
        return ""
    if item is not None and item.elapsed and row.kind is not GanttKind.SUMMARY:
        return tr("{days}\u00a0ed", days=shown.number(item.duration / 1440, int(item.duration % 1440 > 0)))
    return days_text(row.duration, sheet.per_day)


def _date(sheet: Sheet, at: datetime | None) -> str:
    """Without the year while the plan stays in one, since the head of the chart says which."""
    if at is None:
        return ""
    return shown.day(at.date()) if within_years(sheet.plan) else shown.day_month(at.date())


def within_years(model: GanttModel) -> bool:
    """Whether a plan reaches over more than one year."""
    return model.start is not None and model.finish is not None and model.start.year != model.finish.year


def _whole(at: datetime | None) -> str:
    return shown.day(at.date()) if at else ""


def _dated(field: str) -> tuple[Text, Text]:
    """A date of the line, as it shows and as it is edited."""
    return (
        of_item(lambda sheet, item: _date(sheet, getattr(item, field))),
        of_item(lambda _sheet, item: _whole(getattr(item, field))),
    )


def _lasting(field: str) -> Text:
    return of_item(lambda sheet, item: days_text(getattr(item, field), sheet.per_day))


def _slip(sheet: Sheet, row: GanttRow) -> str:
    slip = sheet.plan.slip(row)
    return "" if slip is None else shown.signed(slip)


def _done(sheet: Sheet, row: GanttRow) -> str:
    """Never of a duty, of anything in the rhythm of a service, nor of the head of a group."""
    file = sheet.file
    if row.kind is GanttKind.DUTY or (file is not None and (file.service or sheet.item(row) is None)):
        return ""
    return shown.percent(row.progress)


def _waits(sheet: Sheet, item: PlanItem) -> str:
    assert sheet.file
    links = sheet.file.links_into.get(item.number, ())
    return waits_text(waits_of(links, sheet.file.lines_shown), sheet.per_day)


def _waited(sheet: Sheet, item: PlanItem) -> str:
    assert sheet.file
    lines, links = sheet.file.lines_shown, sheet.file.links_out.get(item.number, ())
    found = [Wait(lines[k.to_no], k.link_kind, k.lag, k.lag_kind) for k in links if k.to_no in lines]
    return waits_text(sorted(found, key=lambda one: one.line), sheet.per_day)


def _resources(sheet: Sheet, item: PlanItem) -> str:
    assert sheet.file
    return resources_text(sheet.file.work_on.get(item.number, ()), sheet.file.resource_names)


def _responsible(sheet: Sheet, item: PlanItem) -> str:
    return "" if sheet.file is None else sheet.file.responsible.get(item.number, "")


def _constraint(_sheet: Sheet, item: PlanItem) -> str:
    return "" if item.constraint is ConstraintKind.ASAP else tr(item.constraint.label)


def _calendar(sheet: Sheet, item: PlanItem) -> str:
    assert sheet.file
    return next((c.name for c in sheet.file.calendars if c.number == item.calendar_number), "")


_day = _dated
COLUMNS = (
    PlanColumn("number", N_("#"), 34, lambda _s, row: str(row.number or ""), usual=True),
    PlanColumn("name", N_("Name"), 208, lambda _s, row: row.name, number=False, usual=True),
    PlanColumn("duration", N_("Duration"), 64, _duration, usual=True),
    PlanColumn(
        "start", N_("Start"), 60, lambda s, row: _date(s, row.start), usual=True,
        edit=lambda _s, row: _whole(row.start),
    ),
    PlanColumn(
        "finish", N_("Finish"), 60, lambda s, row: _date(s, row.finish), usual=True,
        edit=lambda _s, row: _whole(row.finish),
    ),
    PlanColumn("slip", N_("± plan"), 52, _slip, usual=True),
    PlanColumn("done", N_("Done"), 56, _done, usual=True),
    PlanColumn("predecessors", N_("Predecessors"), 110, of_item(_waits), number=False),
    PlanColumn("successors", N_("Successors"), 110, of_item(_waited), number=False),
    PlanColumn("responsible", N_("Responsible"), 130, of_item(_responsible), number=False),
    PlanColumn("resources", N_("Resources"), 150, of_item(_resources), number=False),
    PlanColumn("float", N_("Float"), 64, _lasting("total_slack")),
    PlanColumn("free_float", N_("Free float"), 76, _lasting("free_slack")),
    PlanColumn(
        "kind", N_("Kind"), 100, of_item(lambda _s, i: tr(i.item_kind.label)), number=False
    ),
    PlanColumn("wbs", N_("WBS"), 64, of_item(lambda _s, i: i.wbs), number=False),
    PlanColumn("constraint", N_("Constraint"), 150, of_item(_constraint), number=False),
    PlanColumn("constraint_date", N_("Constraint date"), 96, _day("constraint_date")[0],
               edit=_day("constraint_date")[1]),
    PlanColumn("deadline", N_("Deadline"), 80, _day("deadline")[0], edit=_day("deadline")[1]),
    PlanColumn("optimistic", N_("At best"), 64, _lasting("optimistic")),
    PlanColumn("pessimistic", N_("At worst"), 64, _lasting("pessimistic")),
    PlanColumn("remaining", N_("Remaining"), 72, _lasting("remaining")),
    PlanColumn("effort", N_("Effort"), 64, _lasting("effort")),
    PlanColumn("actual_start", N_("Actual start"), 84, _day("actual_start")[0], edit=_day("actual_start")[1]),
    PlanColumn(
        "actual_finish", N_("Actual finish"), 84, _day("actual_finish")[0], edit=_day("actual_finish")[1]
    ),
    PlanColumn("calendar", N_("Calendar"), 120, of_item(_calendar), number=False),
    PlanColumn(
        "manual", N_("By hand"), 64, of_item(lambda _s, i: tr("Yes") if i.manual else ""), number=False,
        edit=of_item(lambda _s, i: tr("Yes") if i.manual else tr("No")),
    ),
    PlanColumn(
        "may_split", N_("May be split"), 84,
        of_item(lambda _s, i: "" if i.item_kind is ItemKind.SUMMARY or i.may_split else tr("No")),
        number=False, edit=of_item(lambda _s, i: tr("Yes") if i.may_split else tr("No")),
    ),
    PlanColumn("priority", N_("Priority"), 60, of_item(lambda _s, i: str(i.priority))),
    PlanColumn(
        "repeats", N_("Repeats"), 210, of_item(lambda _s, i: rule_words(i.recurrence)), number=False,
        edit=of_item(lambda _s, i: i.recurrence),
    ),
    PlanColumn("venue", N_("Venue"), 110, of_item(lambda _s, i: i.venue), number=False),
)  # fmt: skip
KEYS = tuple(column.key for column in COLUMNS)
PLACES = {key: place for place, key in enumerate(KEYS)}
USUAL = frozenset(column.key for column in COLUMNS if column.usual)
"""What shows until somebody chooses."""
FIXED = frozenset({"number", "name"})
"""What always shows."""
