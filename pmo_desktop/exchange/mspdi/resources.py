"""Resources and assignments of MSPDI, one record at a time."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pmo_desktop.domain.schedulefile import (
    Assignment,
    Availability,
    Contour,
    Resource,
    ResourceKind,
    Spread,
)
from pmo_desktop.exchange.mspdi.spread import spread
from pmo_desktop.exchange.mspdi.values import Ledger, Reader, custom_values, values_of
from pmo_desktop.i18n import tr

CONTOURS = tuple(Contour)
"""In the order of the format's codes."""


def resource(element: Element, ledger: Ledger) -> Resource | None:
    """One resource; None for the placeholder, for blank rows, and when it has no id."""
    read = Reader(values_of(element), ledger)
    uid = read.whole("UID")
    if uid is None:
        ledger.note(tr("A resource without an id was left out."), read.text("Name"))
        return None
    if _nobody(uid) or read.flag("IsNull"):
        return None
    calendar_uid, units = read.whole("CalendarUID"), read.number("MaxUnits")
    return Resource(
        uid=uid,
        id=read.count("ID", uid),
        name=read.text("Name"),
        kind=_kind(read),
        initials=read.text("Initials"),
        group=read.text("Group"),
        email=read.text("EmailAddress"),
        max_units=1.0 if units is None else units,
        material_label=read.text("MaterialLabel"),
        calendar_uid=None if calendar_uid is None or calendar_uid < 0 else calendar_uid,
        generic=read.flag("IsGeneric"),
        notes=read.text("Notes"),
        availability=_availability(element, ledger),
        custom=custom_values(element),
    )


def _nobody(uid: int) -> bool:
    """Whether an id stands for nobody: the placeholder row, or a task's own work (-65535, also -1)."""
    return uid <= 0


def _kind(read: Reader) -> ResourceKind:
    """Cost resources are flagged; before that flag there were only material, 0, and work, 1."""
    code = read.count("Type", 1)
    if read.flag("IsCostResource") or code == 2:
        return ResourceKind.COST
    return ResourceKind.MATERIAL if code == 0 else ResourceKind.WORK


def _availability(element: Element, ledger: Ledger) -> tuple[Availability, ...]:
    """How much there is of the resource, by period."""
    found = []
    for period in element.iterfind("AvailabilityPeriods/AvailabilityPeriod"):
        read = Reader(values_of(period), ledger)
        units = read.number("AvailableUnits")
        first, last = read.moment("AvailableFrom"), read.moment("AvailableTo")
        found.append(Availability(first, last, 1.0 if units is None else units))
    return tuple(found)


def _contour(read: Reader) -> Contour:
    """How the work lies over the time; the format counts the shapes from 0."""
    code = read.count("WorkContour", 0)
    return CONTOURS[code] if 0 <= code < len(CONTOURS) else Contour.FLAT


def own_work(element: Element, ledger: Ledger) -> tuple[int, tuple[Spread, ...]] | None:
    """The task and the values by period of work that nobody is assigned to; None for other assignments."""
    read = Reader(values_of(element), ledger)
    task_uid, resource_uid = read.whole("TaskUID"), read.whole("ResourceUID")
    if task_uid is None or resource_uid is None or not _nobody(resource_uid):
        return None
    return task_uid, spread(element, ledger)


def assignment(element: Element, ledger: Ledger) -> Assignment | None:
    """One assignment; None when it assigns nobody."""
    read = Reader(values_of(element), ledger)
    task_uid, resource_uid = read.whole("TaskUID"), read.whole("ResourceUID")
    if task_uid is None or resource_uid is None:
        ledger.note(tr("An assignment without a task or a resource was left out."))
        return None
    if _nobody(resource_uid):
        return None
    units = read.number("Units")
    return Assignment(
        uid=read.count("UID", 0),
        task_uid=task_uid,
        resource_uid=resource_uid,
        units=1.0 if units is None else units,
        work_minutes=read.minutes("Work"),
        actual_work_minutes=read.minutes("ActualWork"),
        remaining_work_minutes=read.minutes("RemainingWork"),
        start=read.moment("Start"),
        finish=read.moment("Finish"),
        actual_start=read.moment("ActualStart"),
        actual_finish=read.moment("ActualFinish"),
        delay_minutes=read.tenths("Delay") or 0.0,
        levelling_delay_minutes=read.tenths("LevelingDelay") or 0.0,
        cost=read.hundredths("Cost"),
        custom=custom_values(element),
        contour=_contour(read),
        spread=spread(element, ledger),
        overtime_minutes=read.minutes("OvertimeWork") or 0.0,
        remaining_overtime_minutes=read.minutes("RemainingOvertimeWork") or 0.0,
    )
