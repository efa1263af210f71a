"""How each column is to be read, worked out from all its cells, and the questions that they leave open."""

from __future__ import annotations

import dataclasses as dc
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pmo_desktop.domain.absences import folded
from pmo_desktop.domain.registersheet import (
    DATE_FIELDS,
    MONEY_FIELDS,
    Cell,
    Choice,
    Guess,
    Question,
    RegisterField,
    Sheet,
    said,
)
from pmo_desktop.i18n import tr
from pmo_desktop.services.columns_dates import DateOrder, order_of
from pmo_desktop.services.columns_guess import labels_of, rates_in_numbers
from pmo_desktop.services.columns_money import DOLLARS, AmountStyle, currency_in, decimal_mark_of, parts_of

_LARGE = 100_000
_ENOUGH_ROWS = 3
_MILLIONS = re.compile(r"[£$€] ?\d[\d.,]* ?(m|mn|million|bn|billion)\b|\([£$€]m\)|\bmillion", re.IGNORECASE)
_POINT_CURRENCIES = frozenset({"GBP", "USD", "CAD", "AUD", "NZD", "JPY", "INR", "CHF", "SGD", "HKD"})
"""Where a lone mark before three figures is a decimal point, and a lone comma groups thousands."""
_FACTOR_CHOICES = (1, 1_000, 1_000_000)


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


@dc.dataclass(frozen=True, slots=True)
class Asker:
    """Looks answers up and gathers the questions of one sheet."""

    sheet: Sheet
    answers: Mapping[str, str]
    asked: list[Question]

    def ask(self, topic: str, text: str, choices: Sequence[Choice], suggested: str, reason: str) -> str:
        """The answer for this sheet's topic (or for the topic in every sheet), else what is suggested."""
        key = f"{self.sheet.name}/{topic}"
        told = self.answers.get(key) or self.answers.get(topic.rsplit("/", 1)[-1], "")
        if told:
            return told
        if all(q.key != key for q in self.asked):
            self.asked.append(Question(key, text, tuple(choices), suggested, reason))
        return suggested


def readings_of(sheet: Sheet, guesses: Sequence[Guess], asker: Asker) -> tuple[ColumnReading, ...]:
    """Work out the date order of every date column, and mark, currency and unit of every money column."""
    labels = labels_of(sheet)
    orders = _orders(sheet, guesses, labels, asker)
    styles = _styles(sheet, guesses, labels, asker)
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


def column_cells(sheet: Sheet, column: int) -> list[Cell]:
    """The cells of one column, from the top."""
    return [row.cells[column] for row in sheet.rows]


def _orders(
    sheet: Sheet, guesses: Sequence[Guess], labels: Sequence[str], asker: Asker
) -> dict[int, DateOrder | None]:
    """Each column by its own cells; one that its cells do not decide follows its neighbours, and is asked."""
    seen = {g.column: order_of(column_cells(sheet, g.column)) for g in guesses if g.field in DATE_FIELDS}
    decided = {e.order for e in seen.values() if e.order}
    found: dict[int, DateOrder | None] = {}
    for column, evidence in seen.items():
        found[column] = evidence.order
        if not evidence.needing or evidence.order:
            continue
        near = next(iter(decided)).value if len(decided) == 1 and not evidence.disagree else ""
        reason = tr("No cell of the column shows it")
        if evidence.disagree:
            reason = tr("Some cells have the day first and some the month")
        elif near:
            reason = tr("No cell of the column shows it; the other date columns do")
        told = asker.ask(
            f"{labels[column]}/date-order",
            tr(
                "“{column}”: is {example} written day or month first?",
                column=labels[column],
                example=evidence.example,
            ),
            (Choice(DateOrder.DAY.value, tr("Day first")), Choice(DateOrder.MONTH.value, tr("Month first"))),
            near,
            reason,
        )
        found[column] = DateOrder(told) if told in set(DateOrder) else None
    return found


def _styles(
    sheet: Sheet, guesses: Sequence[Guess], labels: Sequence[str], asker: Asker
) -> dict[int, AmountStyle | None]:
    money = [g for g in guesses if g.field in MONEY_FIELDS]
    currencies = {g.column: _currency_of(sheet, g) for g in money}
    known = Counter(c for c in currencies.values() if c)
    usual = known.most_common(1)[0][0] if known else ""
    unsaid = [g for g in money if not g.factor and _unit_unsaid(column_cells(sheet, g.column))]
    factor = _ask_factor(sheet, [labels[g.column] for g in unsaid], asker) if unsaid else 1
    marks = {decimal_mark_of(column_cells(sheet, g.column))[0] for g in money} - {""}
    near = marks.pop() if len(marks) == 1 else ""
    styles: dict[int, AmountStyle | None] = {}
    for g in money:
        currency = currencies[g.column] or usual
        if currency in {"", DOLLARS} and any(parts_of(said(c)) for c in column_cells(sheet, g.column)):
            currency = _ask_currency(sheet, currency, asker)
        worth = factor if g in unsaid else g.factor or 1
        mark = _mark(sheet, g, currency, near, asker)
        styles[g.column] = AmountStyle(mark, currency, worth) if worth else None
    return styles


def _currency_of(sheet: Sheet, guess: Guess) -> str:
    """By the header, else by most cells, else by the number format."""
    if guess.currency and guess.currency != DOLLARS:
        return guess.currency
    cells = (c for c in column_cells(sheet, guess.column) if isinstance(c, str) and parts_of(c))
    named = Counter(found for c in cells if (found := currency_in(c)))
    if named:
        return named.most_common(1)[0][0]
    form = sheet.formats[guess.column] if guess.column < len(sheet.formats) else ""
    return guess.currency or currency_in(re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", form))


def _unit_unsaid(cells: Sequence[Cell]) -> bool:
    """Whether the amounts are too small to be whole money and no cell names its own multiplier."""
    parts = [p for c in cells if not isinstance(c, bool) and (p := parts_of(said(c)))]
    if not parts or any(p.factor for p in parts):
        return False
    return all(
        len(re.split(r"[.,]\d{1,2}$", p.digits)[0].replace(",", "").replace(".", "")) < 6 for p in parts
    )


def _ask_factor(sheet: Sheet, labels: Sequence[str], asker: Asker) -> int:
    telling = sum(
        1 for row in sheet.rows if any(isinstance(c, str) and _MILLIONS.search(c) for c in row.cells)
    )
    told = asker.ask(
        "unit",
        tr("What is one unit of these columns worth: {columns}?", columns=", ".join(labels)),
        tuple(Choice(str(f), tr("{factor} of the currency", factor=f"{f:,}")) for f in _FACTOR_CHOICES),
        str(1_000_000) if telling >= _ENOUGH_ROWS else "",
        tr("The texts of {rows} rows speak of millions", rows=telling)
        if telling >= _ENOUGH_ROWS
        else tr("Neither header nor cells name thousands or millions"),
    )
    return int(told) if told.isdecimal() else 0


def _ask_currency(sheet: Sheet, sign: str, asker: Asker) -> str:
    """Dollars are Canadian when the sheet speaks of Canada, else of the United States."""
    texts = (folded(said(c)) for row in sheet.rows[:200] for c in row.cells)
    canadian = sum(1 for t in texts if "canad" in t)
    suggested = ("CAD" if canadian >= _ENOUGH_ROWS else "USD") if sign == DOLLARS else ""
    told = asker.ask(
        "currency",
        tr("Which currency are the amounts in?"),
        tuple(Choice(c, c) for c in ("EUR", "GBP", "USD", "CAD", "AUD", "CHF")),
        suggested,
        tr("The file writes only “$”") if sign == DOLLARS else tr("The file names no currency"),
    )
    return told.upper()


def _mark(sheet: Sheet, guess: Guess, currency: str, near: str, asker: Asker) -> str:
    """The decimal mark: shown by the cells or the other amounts, else usual for the currency, else asked."""
    cells = column_cells(sheet, guess.column)
    mark, example = decimal_mark_of(cells)
    if mark or near or not example:
        return mark or near or "."
    if currency in _POINT_CURRENCIES:
        return "."
    label = labels_of(sheet)[guess.column]
    told = asker.ask(
        f"{label}/decimal-mark",
        tr("“{column}”: what does the mark in {example} stand for?", column=label, example=example),
        (Choice(".", tr("The point is the decimal mark")), Choice(",", tr("The comma is the decimal mark"))),
        "," if "." in example else ".",
        tr("Three figures after the only mark: read as thousands until answered"),
    )
    return told if told in {".", ","} else "."
