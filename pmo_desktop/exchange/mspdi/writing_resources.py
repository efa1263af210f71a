"""Resources and assignments into MSPDI, in the order of elements that its schema asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_desktop.domain.schedulefile import Assignment, Contour, Resource, ResourceKind, Spread, Task
from pmo_desktop.exchange.mspdi.spread import COSTS
from pmo_desktop.exchange.mspdi.writing_values import custom, flag, moment, number, span, tenths
from pmo_desktop.exchange.xmlout import XmlOut

_CONTOURS = tuple(Contour)
_NOBODY = -65535
_TYPES = {ResourceKind.WORK: 1, ResourceKind.MATERIAL: 0, ResourceKind.COST: 0}


def resource(out: XmlOut, one: Resource, ids: Mapping[str, str]) -> None:
    """One resource."""
    with out.inside("Resource"):
        out.leaves(
            UID=one.uid,
            ID=one.id,
            Name=one.name or None,
            Type=_TYPES[one.kind],
            IsNull=0,
            Initials=one.initials or None,
            MaterialLabel=one.material_label or None,
            Group=one.group or None,
            EmailAddress=one.email or None,
            MaxUnits=number(one.max_units),
            CalendarUID=-1 if one.calendar_uid is None else one.calendar_uid,
            Notes=one.notes or None,
            IsGeneric=flag(one.generic),
        )
        custom(out, one.custom, dict(ids))
        out.leaf("IsCostResource", flag(one.kind is ResourceKind.COST))
        if one.availability:
            with out.inside("AvailabilityPeriods"):
                for period in one.availability:
                    with out.inside("AvailabilityPeriod"):
                        out.leaves(
                            AvailableFrom=moment(period.first),
                            AvailableTo=moment(period.last),
                            AvailableUnits=number(period.units),
                        )


def assignment(out: XmlOut, one: Assignment, ids: Mapping[str, str]) -> None:
    """One assignment."""
    with out.inside("Assignment"):
        out.leaves(
            UID=one.uid,
            TaskUID=one.task_uid,
            ResourceUID=one.resource_uid,
            ActualFinish=moment(one.actual_finish),
            ActualStart=moment(one.actual_start),
            ActualWork=span(one.actual_work_minutes),
            Cost=one.cost,
            Delay=tenths(one.delay_minutes),
            Finish=moment(one.finish),
            LevelingDelay=tenths(one.levelling_delay_minutes),
            OvertimeWork=span(one.overtime_minutes or None),
            RemainingOvertimeWork=span(one.remaining_overtime_minutes or None),
            RemainingWork=span(one.remaining_work_minutes),
            Start=moment(one.start),
            Units=number(one.units),
            Work=span(one.work_minutes),
            WorkContour=_CONTOURS.index(one.contour),
        )
        custom(out, one.custom, dict(ids))
        _spread(out, one.uid, one.spread)


def own_work(out: XmlOut, one: Task, uid: int) -> None:
    """The spread of work that nobody is assigned to."""
    with out.inside("Assignment"):
        out.leaves(
            UID=uid,
            TaskUID=one.uid,
            ResourceUID=_NOBODY,
            Finish=moment(one.finish),
            Start=moment(one.start),
            Units="1",
            Work=span(0.0),
            WorkContour=_CONTOURS.index(Contour.CONTOURED),
        )
        _spread(out, uid, one.spread)


def _spread(out: XmlOut, uid: int, values: Iterable[Spread]) -> None:
    for period in values:
        money = period.kind in COSTS
        with out.inside("TimephasedData"):
            out.leaves(
                Type=period.kind,
                UID=uid,
                Start=moment(period.first),
                Finish=moment(period.last),
                Unit=period.unit,
                Value=number(period.value) if money else span(period.value),
            )
