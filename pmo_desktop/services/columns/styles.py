"""How each money column writes its amounts: decimal mark, currency, and what one unit is worth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pmo_desktop.domain.absences import folded
from pmo_desktop.domain.registersheet import MONEY_FIELDS, Cell, Choice, Guess, Sheet, said
from pmo_desktop.i18n import tr
from pmo_desktop.services.columns.asking import Asker, column_cells
from pmo_desktop.services.columns.guess import labels_of
from pmo_desktop.services.columns.money import DOLLARS, AmountStyle, currency_in, decimal_mark_of, parts_of

_ENOUGH_ROWS = 3
_MILLIONS = re.compile(r"[£$€] ?\d[\d.,]* ?(m|mn|million|bn|billion)\b|\([£$€]m\)|\bmillion", re.IGNORECASE)
_FACTOR_CHOICES = (1, 1_000, 1_000_000)
_POINT_CURRENCIES = frozenset({"GBP", "USD", "CAD", "AUD", "NZD", "JPY", "INR", "CHF", "SGD", "HKD"})
"""Where a lone mark before three figures is a decimal point, and a lone comma groups thousands."""


def styles_of(sheet: Sheet, guesses: Sequence[Guess], asker: Asker) -> dict[int, AmountStyle | None]:
    """A style for every money column, None where the worth of one unit is not known.

    What a column does not show itself it takes from the other money columns of the sheet, then it is asked.
    """
    money = [g for g in guesses if g.field in MONEY_FIELDS]
    currencies = {g.column: _currency_of(sheet, g) for g in money}
    usual = _commonest([c for c in currencies.values() if c])
    near = _agreed({decimal_mark_of(column_cells(sheet, g.column))[0] for g in money} - {""})
    factors = _factors(sheet, money, asker)
    styles: dict[int, AmountStyle | None] = {}
    for g in money:
        currency = currencies[g.column] or usual
        if currency in {"", DOLLARS} and _has_amounts(sheet, g):
            currency = _ask_currency(sheet, currency, asker)
        worth = factors[g.column]
        styles[g.column] = (
            AmountStyle(_mark(sheet, g, currency, near, asker), currency, worth) if worth else None
        )
    return styles


def _commonest(values: Sequence[str]) -> str:
    return Counter(values).most_common(1)[0][0] if values else ""


def _agreed(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _has_amounts(sheet: Sheet, guess: Guess) -> bool:
    return any(parts_of(said(c)) for c in column_cells(sheet, guess.column))


def _factors(sheet: Sheet, money: Sequence[Guess], asker: Asker) -> dict[int, int]:
    """What one unit of each column is worth; one question for all that do not say; 0 while it is open."""
    unsaid = [g.column for g in money if not g.factor and _unit_unsaid(column_cells(sheet, g.column))]
    labels = labels_of(sheet)
    asked = _ask_factor(sheet, [labels[n] for n in unsaid], asker) if unsaid else 1
    return {g.column: asked if g.column in unsaid else g.factor or 1 for g in money}


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
    suggested, reason = "", tr("Neither header nor cells name thousands or millions")
    if telling >= _ENOUGH_ROWS:
        suggested, reason = str(1_000_000), tr("The texts of {rows} rows speak of millions", rows=telling)
    text = tr("What is one unit of these columns worth: {columns}?", columns=", ".join(labels))
    choices = [Choice(str(f), tr("{factor} of the currency", factor=f"{f:,}")) for f in _FACTOR_CHOICES]
    told = asker.ask("unit", text, choices, suggested, reason)
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
