"""Work that is not done by the status date, put after it: nobody can work in the past."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.plans import ConstraintKind, ItemKind, PlanItem
from pmo_desktop.domain.values import Wall
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.edits import DAY_START, FULL, edit_of

_STAY = (ItemKind.SUMMARY, ItemKind.EVENT, ItemKind.DUTY, ItemKind.LOE)
"""Lines that follow others, or move by decision only."""
_DATED = (ConstraintKind.MSO, ConstraintKind.MFO)


def moved_on(file: PlanFile) -> Batch:
    """What is left of begun work goes on after the status date; what should have begun begins then.

    Must-dates and lines by hand stay. Empty where the plan has no status date, or nothing lies before it.
    """
    if file.plan.status_date is None:
        return Batch(())
    day = file.days.add_working_days(file.plan.status_date, 1)
    first = Wall(datetime.combine(day, DAY_START))
    return edit_of(file.items, [_moved(file, item, first) for item in file.items if _open(file, item)])


def _open(file: PlanFile, item: PlanItem) -> bool:
    """Whether a line is unfinished work that can be moved."""
    free = item.active and not item.manual and not item.external and item.percent < FULL
    return free and item.item_kind not in _STAY and item.number not in file.parents


def _moved(file: PlanFile, item: PlanItem, first: Wall) -> PlanItem:
    """A line with what is left of it from an instant on; as it is where that lies after it already."""
    if item.start is None or item.start >= first:
        return item
    if item.percent or item.actual_start:
        goes_on = item.resume is not None and item.resume >= first
        return item if goes_on or _reached(file, item) >= first else dc.replace(item, resume=first)
    if item.constraint in _DATED:
        return item
    return dc.replace(item, constraint=ConstraintKind.SNET, constraint_date=first)


def _reached(file: PlanFile, item: PlanItem) -> datetime:
    """Up to which day work is done: so many working days from its start as are behind it."""
    assert item.start
    left = item.duration * (FULL - item.percent) / FULL if item.remaining is None else item.remaining
    days = int((item.duration - left) // file.per_day)
    begun = item.actual_start or item.start
    return datetime.combine(file.days.add_working_days(begun.date(), days), begun.time())
