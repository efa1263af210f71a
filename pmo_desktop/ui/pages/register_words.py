"""What the register says of itself: the line of facts, the status bar, the as-at time."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.register import WorkRow, sums
from pmo_desktop.ui.pages.register_data import RegisterData


def header_facts(kept: Sequence[WorkRow], every: Sequence[WorkRow]) -> str:
    """How many works are shown of how many, and in how many programmes."""
    if not every:
        return tr("no works yet")
    count = trn("{n} work", "{n} works", len(every))
    if len(kept) != len(every):
        count = tr("{shown} of {works}", shown=len(kept), works=count)
    programmes = {r.parent for r in kept if r.parent} | {r.id for r in kept if r.kind == "programme"}
    if not programmes:
        return count
    inside = trn("{n} programme", "{n} programmes", len(programmes))
    return tr("{works} in {programmes}", works=count, programmes=inside)


def selection_words(rows: Sequence[WorkRow], currency: str, undo: str) -> tuple[str, str]:
    """For the status bar: how many are selected; what they add up to and what can be undone."""
    parts: list[str] = []
    if rows:
        found = sums(rows, currency)
        if found.budget:
            budget = shown.millions(Money(found.budget, found.currency))
            forecast = shown.millions(Money(found.forecast, found.currency))
            parts.append(tr("Budget {budget} m · forecast {forecast} m", budget=budget, forecast=forecast))
    if undo:
        parts.append(tr("Undo: {act}, Ctrl+Z", act=undo))
    lead = trn("{n} selected", "{n} selected", len(rows)) if rows else ""
    return lead, "   ·   ".join(parts)


def as_at(data: RegisterData) -> str:
    """The currency of amounts and the instant of what is shown."""
    at = tr("As at {day} {time}", day=shown.day(data.today), time=shown.time(data.at))
    if not data.currency:
        return at
    return tr("Amounts in {currency} million   ·   {at}", currency=data.currency, at=at)
