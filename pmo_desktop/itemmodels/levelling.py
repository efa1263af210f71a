"""What levelling moves, and who is asked for too much, as columns of lists."""

from __future__ import annotations

from datetime import datetime

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.services.levelling.overloads import Overload
from pmo_desktop.services.levelling.plans import Move

PLAN = 0
"""The column of the plan's title, which a single plan does not need."""


def move_columns() -> tuple[Column[Move], ...]:
    """Plan, line, dates before and after, by how many working days, and because of whom."""
    return (
        Column(tr("Plan"), lambda m: m.title, lambda m: m.title, width=130, tip=lambda m: m.title,
               roles={Role.TONE: lambda _m: "text2"}),
        Column(tr("Name"), lambda m: m.after.name, lambda m: m.after.name, width=190,
               tip=lambda m: m.after.name, roles={Role.STRONG: lambda _m: True}),
        Column(tr("Start was"), lambda m: m.before.start, lambda m: _day(m.before.start), width=104,
               tip=lambda m: _span(m.before), roles={Role.TONE: lambda _m: "text2"}),
        Column(tr("Starts"), lambda m: m.after.start, lambda m: _day(m.after.start), width=104,
               tip=lambda m: _span(m.after)),
        Column(tr("± wd"), lambda m: m.days, lambda m: shown.signed(m.days), width=60, number=True,
               roles={Role.TONE: lambda m: "neg" if m.days > 0 else "text"}),
        Column(tr("Because"), lambda m: m.because, lambda m: m.because, width=220, tip=lambda m: m.because),
    )  # fmt: skip


def overload_columns() -> tuple[Column[Overload], ...]:
    """Who, from when to when, what is asked, what there is, how many hours too many, for which lines."""
    return (
        Column(tr("Who"), lambda o: o.resource.casefold(), lambda o: o.resource, width=146,
               roles={Role.STRONG: lambda _o: True}),
        Column(tr("From"), lambda o: o.start, lambda o: shown.day(o.start.date()), width=108),
        Column(tr("To"), lambda o: o.finish, lambda o: shown.day(o.finish.date()), width=108),
        Column(tr("Asked for"), lambda o: o.most, lambda o: shown.percent(o.most * 100), width=80,
               number=True, roles={Role.TONE: lambda _o: "neg"}),
        Column(tr("There is"), lambda o: o.capacity, lambda o: shown.percent(o.capacity * 100), width=76,
               number=True),
        Column(tr("Hours too many"), lambda o: o.minutes, lambda o: shown.number(o.minutes / 60),
               width=98, number=True),
        Column(tr("Lines"), lambda o: len(o.items), _lines, width=180, tip=_each_line),
    )  # fmt: skip


def _lines(over: Overload) -> str:
    return " · ".join(item.name for _, item in over.items)


def _each_line(over: Overload) -> str:
    return "\n".join(item.name for _, item in over.items)


def _span(item: PlanItem) -> str:
    first, last = _day(item.start), _day(item.finish)
    return last if first == last else tr("{start} to {finish}", start=first, finish=last)


def _day(at: datetime | None) -> str:
    return shown.day(at.date()) if at else shown.NOTHING
