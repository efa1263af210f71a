"""Reading amounts and percentages as registers write them, in exact decimal arithmetic."""

from __future__ import annotations

import dataclasses as dc
import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from pmo_desktop.domain.absences import absence, folded
from pmo_desktop.domain.registersheet import Cell, said
from pmo_desktop.domain.values import Money, Points
from pmo_desktop.i18n import tr

DOLLARS = "$"
"""Stands for a dollar sign until the country is known."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SYMBOLS = {
    "us$": "USD", "ca$": "CAD", "can$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "$": DOLLARS, "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR",
    "dollars": DOLLARS, "dollar": DOLLARS, "euros": "EUR", "euro": "EUR", "pounds": "GBP", "francs": "CHF",
}  # fmt: skip
_CODES = _set(
    "usd cad aud nzd gbp eur jpy inr chf sek nok dkk pln czk huf ron bgn brl mxn ars clp cop cny hkd sgd krw"
    " zar aed sar kwd bhd tnd omr jod ils try thb idr myr php vnd ngn kes egp mad"
)
_DIGITS = dict.fromkeys(_set("JPY KRW CLP VND ISK PYG XOF XAF"), 0) | dict.fromkeys(
    _set("BHD KWD OMR JOD TND IQD LYD"), 3
)
_THOUSAND, _MILLION, _BILLION = 1_000, 1_000_000, 1_000_000_000
_FACTORS = (
    dict.fromkeys(_set("k t thousand thousands tsd tausend milliers miles mil 000 000s"), _THOUSAND)
    | dict.fromkeys(_set("m mm mn mio mill million millions millionen millon millones m€ m£ m$"), _MILLION)
    | dict.fromkeys(_set("b bn billion billions mrd milliarde milliarden milliard milliards md"), _BILLION)
)
_ALL_SYMBOLS = "|".join(sorted(map(re.escape, _SYMBOLS), key=len, reverse=True))
_CURRENCY = re.compile(rf"({_ALL_SYMBOLS})|(?<![a-z])({'|'.join(sorted(_CODES))})(?![a-z])")
_NUMBER = re.compile(r"^\d[\d.,' ’]*$|^[.,]\d+$")
_HEADER_WORDS = re.compile(
    r"(?<![a-z])(thousands?|tausend|tsd|milliers|miles|millions?|millionen|millon(?:es)?|mio|mn|billions?"
    r"|mrd|milliarden?|milliards?|000s?)(?![a-z])"
)
_HEADER_LETTER = re.compile(r"(?<![a-z])(?:(mm|m|k|t|bn|b) ?(?:[$£€]|usd|eur|gbp|cad|chf))"
                            r"|(?:[$£€]|usd|eur|gbp|cad|chf) ?[’']?(mm|m|k|bn|b|000s?)(?![a-z])")  # fmt: skip


@dc.dataclass(frozen=True, slots=True)
class AmountStyle:
    """How a column writes amounts: its decimal mark, its currency, and what one unit is worth."""

    decimal: str = "."
    currency: str = ""
    factor: int = 1


@dc.dataclass(frozen=True, slots=True)
class AmountRead:
    """An amount, or none and the reason."""

    value: Money | None
    reason: str = ""


@dc.dataclass(frozen=True, slots=True)
class AmountParts:
    """A cell taken apart: the digits as written, its sign, and the currency and multiplier it names."""

    digits: str
    negative: bool
    currency: str
    factor: int


def currency_in(text: str) -> str:
    """The currency that a text names, `$` for dollars of no named country, or an empty text."""
    found = _CURRENCY.search(folded(text))
    if not found:
        return ""
    return _SYMBOLS[found[1]] if found[1] else found[2].upper()


def factor_in(header: str) -> int:
    """What one unit is worth by a header such as “(£m)”, “in Mio. €” or “$000”; 0 when it does not say."""
    text = folded(header).replace("’", "'")
    found = _HEADER_LETTER.search(text)
    word = (found[1] or found[2]) if found else ""
    if not word and (named := _HEADER_WORDS.search(text)):
        word = named[1]
    return _FACTORS.get(word, 0)


def parts_of(text: str) -> AmountParts | None:
    """Take an amount apart; None when there is more than one number, or words."""
    flat = folded(text).replace("\u2212", "-").replace("\u2013", "-")
    found = _CURRENCY.search(flat)
    currency = currency_in(flat)
    if found:
        flat = flat[: found.start()] + " " + flat[found.end() :]
    flat = flat.strip()
    negative = flat.startswith("(") and flat.endswith(")")
    flat = flat.strip("() ")
    negative = negative or flat[:1] == "-" or flat[-1:] == "-"
    flat = flat.strip("-+ ")
    factor = 0
    if match := re.search(r"([a-z]+)\.?$", flat):
        factor = _FACTORS.get(match[1], 0)
        flat = flat[: match.start()].strip() if factor else flat
    return AmountParts(flat, negative, currency, factor) if _NUMBER.match(flat) else None


def decimal_mark_of(cells: Iterable[Cell]) -> tuple[str, str]:
    """The decimal mark that the cells of a column show ("." or "," or ""), and a cell that needs to know it.

    A lone mark before exactly three figures could be either; anything else decides.
    """
    seen = set()
    example = ""
    for cell in cells:
        parts = parts_of(cell) if isinstance(cell, str) else None
        marks = re.sub(r"[^.,]", "", parts.digits) if parts else ""
        if not parts or not marks:
            continue
        mark = marks[-1]
        after = len(parts.digits) - 1 - parts.digits.rindex(mark)
        if len(set(marks)) == 2 or (len(marks) == 1 and (after != 3 or parts.digits[0] == "0")):
            seen.add(mark)
        elif len(marks) > 1:
            seen.add("," if mark == "." else ".")
        else:
            example = example or said(cell)
    return (seen.pop() if len(seen) == 1 else "", example)


def _number(digits: str, decimal: str) -> Decimal | None:
    """A number with grouping taken out; None when the groups are not of three, or the mark comes twice."""
    plain = re.sub(r"[ '’]", "", digits)
    group = "," if decimal == "." else "."
    whole, _, rest = plain.partition(decimal)
    if group in rest or decimal in rest:
        return None
    if group in whole and not re.fullmatch(rf"\d{{1,3}}(\{group}\d{{2,3}})*\{group}\d{{3}}", whole):
        return None
    try:
        return Decimal(f"{whole.replace(group, '') or '0'}.{rest or '0'}")
    except InvalidOperation:
        return None


def _money(number: Decimal, factor: int, currency: str) -> AmountRead:
    scale = Decimal(10) ** _DIGITS.get(currency, 2)
    minor = (number * factor * scale).to_integral_value(ROUND_HALF_EVEN)
    if abs(minor) >= 2**63:
        return AmountRead(None, tr("The amount is too large"))
    return AmountRead(Money(int(minor), currency))


def read_amount(cell: Cell, style: AmountStyle) -> AmountRead:
    """Read one cell as money in minor units; a currency or multiplier in the cell itself goes first."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return AmountRead(None, tr("Not an amount"))
    if isinstance(cell, str):
        return _from_text(cell, style)
    if not math.isfinite(cell):
        return AmountRead(None, tr("Not an amount"))
    return _named(_money(Decimal(repr(cell)), style.factor, style.currency))


def _from_text(text: str, style: AmountStyle) -> AmountRead:
    if why := absence(text):
        return AmountRead(None, why)
    parts = parts_of(text)
    if parts is None:
        several = len(re.findall(r"\d+", text)) > 1 and " " in text.strip()
        return AmountRead(None, tr("More than one amount") if several else tr("Words, not an amount"))
    number = _number(parts.digits, style.decimal)
    if number is None:
        return AmountRead(None, tr("The figures are not grouped as in the rest of the column"))
    currency = parts.currency if parts.currency not in {"", DOLLARS} else style.currency
    return _named(_money(-number if parts.negative else number, parts.factor or style.factor, currency))


def _named(read: AmountRead) -> AmountRead:
    """No amount without a currency: which it is, is asked."""
    if read.value and read.value.currency in {"", DOLLARS}:
        return AmountRead(None, tr("The currency is not known yet"))
    return read


def read_percent(cell: Cell, *, share: bool = False) -> tuple[Points | None, str]:
    """A percentage in hundredths of a per cent, or none and the reason; `share` reads 0.05 as 5 %."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return None, tr("Not a percentage")
    text = said(cell)
    if why := absence(text):
        return None, why
    parts = parts_of(text.replace("%", "").strip())
    mark = decimal_mark_of([text.replace("%", "")])[0] or "."
    number = _number(parts.digits, mark) if parts and not parts.currency else None
    if parts is None or number is None:
        return None, tr("Words, not a percentage")
    number = number * (100 if share and not isinstance(cell, str) else 1)
    points = int((number * 100).to_integral_value(ROUND_HALF_EVEN))
    return Points(-points if parts.negative else points), ""
