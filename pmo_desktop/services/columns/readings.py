"""How each column is to be read, worked out from all its cells, and the questions that they leave open."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.registersheet import (
    DATE_FIELDS,
    Choice,
    Guess,
    RegisterField,
    Sheet,
)
from pmo_desktop.i18n import tr
from pmo_desktop.services.columns.asking import Asker, column_cells
from pmo_desktop.services.columns.dates import DateOrder, OrderEvidence, order_of
from pmo_desktop.services.columns.guess import labels_of, rates_in_numbers
from pmo_desktop.services.columns.money import AmountStyle
from pmo_desktop.services.columns.styles import styles_of

_LARGE = 100_000


@dc.dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column, its name, and what its cells need to be read."""

    guess: Guess
    label: str
    order: DateOrder | None = None
    style: AmountStyle | None = None
    """None when the worth of one unit is not known: amounts are then named, not taken."""
    numbers: bool = False
    share: bool = False
    """Whether the file stores percentages as shares, as a workbook with a per cent format does."""


def readings_of(sheet: Sheet, guesses: Sequence[Guess], asker: Asker) -> tuple[ColumnReading, ...]:
    """Work out the date order of every date column, and mark, currency and unit of every money column."""
    labels = labels_of(sheet)
    orders = _orders(sheet, guesses, labels, asker)
    styles = styles_of(sheet, guesses, asker)
    return tuple(
        ColumnReading(
            g,
            labels[g.column],
            orders.get(g.column),
            styles.get(g.column),
            g.field is RegisterField.RATING and rates_in_numbers(g.header),
            g.column < len(sheet.formats) and "%" in sheet.formats[g.column],
        )
        for g in guesses
    )


def _orders(
    sheet: Sheet, guesses: Sequence[Guess], labels: Sequence[str], asker: Asker
) -> dict[int, DateOrder | None]:
    """Each column by its own cells; one that its cells do not decide follows its neighbours, and is asked."""
    seen = {g.column: order_of(column_cells(sheet, g.column)) for g in guesses if g.field in DATE_FIELDS}
    decided = {e.order for e in seen.values() if e.order}
    near = decided.pop() if len(decided) == 1 else None
    return {
        column: e.order if e.order or not e.needing else _ask_order(labels[column], e, near, asker)
        for column, e in seen.items()
    }


def _ask_order(label: str, evidence: OrderEvidence, near: DateOrder | None, asker: Asker) -> DateOrder | None:
    reason = tr("No cell of the column shows it")
    if evidence.disagree:
        near, reason = None, tr("Some cells have the day first and some the month")
    elif near:
        reason = tr("No cell of the column shows it; the other date columns do")
    text = tr("“{column}”: is {example} written day or month first?", column=label, example=evidence.example)
    day_first = Choice(DateOrder.DAY.value, tr("Day first"))
    month_first = Choice(DateOrder.MONTH.value, tr("Month first"))
    told = asker.ask(
        f"{label}/date-order", text, (day_first, month_first), near.value if near else "", reason
    )
    return DateOrder(told) if told in set(DateOrder) else None
