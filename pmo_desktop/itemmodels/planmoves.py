"""What moves in a plan, as columns of a list."""

from __future__ import annotations

from datetime import datetime

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.services.plans.rescheduling import Moved


def move_columns() -> tuple[Column[Moved], ...]:
    """The line, its dates before and after, by how many working days, and why."""
    return (
        Column(tr("Name"), lambda m: m.item.name, lambda m: m.item.name, width=236),
        Column(tr("From"), lambda m: m.before.start, lambda m: _span(m.before), width=224,
               roles={Role.TONE: lambda _m: "text2"}),
        Column(tr("To"), lambda m: m.item.start, lambda m: _span(m.item), width=224),
        Column(tr("± wd"), lambda m: m.days, lambda m: shown.signed(m.days), width=60, number=True,
               roles={Role.TONE: lambda m: "neg" if m.days > 0 else "text"}),
        Column(tr("Why"), lambda m: m.why, lambda m: m.why, width=280, tip=lambda m: m.why),
    )  # fmt: skip


def _span(item: PlanItem) -> str:
    first, last = _day(item.start), _day(item.finish)
    return last if first == last else tr("{start} to {finish}", start=first, finish=last)


def _day(at: datetime | None) -> str:
    return shown.day(at.date()) if at else "–"
