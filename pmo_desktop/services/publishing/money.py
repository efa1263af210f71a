"""The money that a proposed resolution asks for, read from its own words and never guessed.

A board's resolutions say "releases EUR 2.9 million from the portfolio contingency" or "returns
EUR 1.1 million". Only an amount that directly follows such a verb is taken; all others stay words.
"""

from __future__ import annotations

import dataclasses as dc
import re
from decimal import Decimal, InvalidOperation

from pmo_desktop.domain.values import Money
from pmo_desktop.readmodels.shown import minor_digits

_GIVES = (
    "release|releases|releasing|grant|grants|granting|add|adds|adding|allocate|allocates|allocating"
    "|gibt|bewilligt|freigabe von|bewilligung von"
)
_TAKES = "return|returns|returning|führt|fließen|fliessen"
_SCALE = {"": 0, "k": 3, "thousand": 3, "m": 6, "million": 6, "mio": 6, "millionen": 6, "bn": 9, "billion": 9}
_SUM = (
    r"(?P<currency>[A-Z]{3})[\s\u00a0](?P<number>\d[\d.,'\u00a0]*\d|\d)"
    r"(?:[\s\u00a0](?P<scale>k|thousand|million|millionen|mio|m|bn|billion)\b\.?)?"
)
_AMOUNT = re.compile(rf"\b(?P<verb>{_GIVES}|{_TAKES})\s+(?:up to |bis zu )?{_SUM}", re.IGNORECASE)
_ALONE = re.compile(_SUM, re.IGNORECASE)
_FUND = re.compile(
    r"\b(?:from|to|in|aus|an)\s+(?:the |its own |der |die )?([^.,;:]{0,40}contingency)", re.IGNORECASE
)


@dc.dataclass(frozen=True, slots=True)
class Asked:
    """What one resolution asks for; an amount that is given back is negative. `fund` as the words name it."""

    amount: Money
    fund: str = ""


def asked(text: str) -> Asked | None:
    """What a resolution releases less what it returns, in one currency; None when it names no amount."""
    found = [(m, _minor(m)) for m in _AMOUNT.finditer(text) if m["currency"].isupper()]
    known = [(m, minor) for m, minor in found if minor is not None]
    if not known or len({m["currency"] for m, _ in known}) > 1:
        return None
    total = sum(-minor if _returned(m) else minor for m, minor in known)
    fund = _FUND.search(text, known[0][0].end())
    return Asked(Money(total, known[0][0]["currency"]), fund[1].strip() if fund else "")


def amount(text: str) -> Money | None:
    """A text that is nothing but an amount, such as "EUR 43.9 million"; None for anything else."""
    found = _ALONE.fullmatch(text.strip().removesuffix("."))
    minor = _minor(found) if found is not None and found["currency"].isupper() else None
    return Money(minor, found["currency"]) if found is not None and minor is not None else None


def _returned(match: re.Match[str]) -> bool:
    return match["verb"].lower() in _TAKES.split("|")


def _minor(match: re.Match[str]) -> int | None:
    scale = _SCALE[(match["scale"] or "").lower()]
    digits = _plain(match["number"], scaled=scale > 0)
    try:
        return int(Decimal(digits).scaleb(scale + minor_digits(match["currency"])))
    except InvalidOperation:
        return None


def _plain(number: str, *, scaled: bool) -> str:
    """Digits with a point: the last sign is the decimal one unless three digits follow a whole amount."""
    kept = re.sub(r"['\u00a0]", "", number)
    last = max(kept.rfind("."), kept.rfind(","))
    if last < 0:
        return kept
    whole, rest = re.sub(r"[.,]", "", kept[:last]), kept[last + 1 :]
    return whole + rest if len(rest) == 3 and not scaled else f"{whole}.{rest}"
