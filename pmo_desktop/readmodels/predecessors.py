"""What a line waits for as people type it: "3FS+2d; 5SS", by the numbers of the lines.

Kinds are the two letters of the language (English ones are understood too). A lag is so much working time,
elapsed time ("ed") or a share of the predecessor ("50%"). Lists are parted by semicolons, and by commas too
where those are no decimal marks.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from pmo_desktop.domain.plans import LagKind, LinkKind, PlanLink
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown

_CODES = {LinkKind.FS: N_("FS"), LinkKind.SS: N_("SS"), LinkKind.FF: N_("FF"), LinkKind.SF: N_("SF")}
_ONE = re.compile(r"^(\d+)\s*([^\W\d_]{2})?\s*(?:([+-])\s*(\d+(?:\.\d+)?)\s*([^\W\d_]*|%))?$")
_HOUR, _DAY, _WEEK = 60, 1440, 10_080
_UNITS = {"m": "min", "min": "min", "h": "h", "std": "h", "d": "d", "day": "d", "days": "d", "t": "d",
          "tag": "d", "tage": "d", "": "d", "w": "w", "wk": "w", "week": "w", "weeks": "w", "wo": "w",
          "woche": "w", "wochen": "w"}  # fmt: skip
_ELAPSED = {"min": 1, "h": _HOUR, "d": _DAY, "w": _WEEK}


@dc.dataclass(frozen=True, slots=True)
class Wait:
    """One thing that a line waits for. Lag in minutes, or hundredths of a per cent."""

    line: int
    """Number of the line as the plan shows it."""
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    lag_kind: LagKind = LagKind.WORKING


def waits_of(links: Iterable[PlanLink], numbers: Mapping[int, int]) -> tuple[Wait, ...]:
    """Links into a line as waits, in the order of the lines; `numbers` are those that the plan shows."""
    found = [
        Wait(numbers[one.from_no], one.link_kind, one.lag, one.lag_kind)
        for one in links
        if one.from_no in numbers
    ]
    return tuple(sorted(found, key=lambda one: (one.line, one.kind.value)))


def waits_text(waits: Iterable[Wait], per_day: int = 480) -> str:
    """What a line waits for, as it can be typed."""
    return (", " if _mark() == "." else "; ").join(_text(one, per_day) for one in waits)


def _text(wait: Wait, per_day: int) -> str:
    lag = _lag_text(wait.lag, wait.lag_kind, per_day)
    plain = wait.kind is LinkKind.FS and not lag
    return f"{wait.line}{'' if plain else tr(_CODES[wait.kind])}{lag}"


def _lag_text(lag: int, kind: LagKind, per_day: int) -> str:
    """A lag with its sign; nothing for none."""
    if lag == 0:
        return ""
    sign, size = "+" if lag > 0 else "-", abs(lag)
    if kind is LagKind.PERCENT:
        return f"{sign}{_decimal(Decimal(size) / 100)}%"
    day = _DAY if kind is LagKind.ELAPSED else per_day
    unit, each = next((u, e) for u, e in (("d", day), ("h", _HOUR), ("min", 1)) if size % e == 0)
    return f"{sign}{size // each}{_unit(unit, kind)}"


def _unit(unit: str, kind: LagKind) -> str:
    """The letters of a unit in the language in force."""
    words = {"d": tr("d"), "h": tr("h"), "min": tr("min")}
    return f"e{unit}" if kind is LagKind.ELAPSED else words[unit]


def _decimal(value: Decimal) -> str:
    said = format(value.normalize(), "f")
    return said.replace(".", _mark())


def _mark() -> str:
    """The decimal mark of the language in force."""
    return "," if "," in shown.number(0.5, 1) else "."


def lag_words(link: PlanLink, per_day: int) -> str:
    """A link's lag with its sign and unit; nothing for none."""
    return _lag_text(link.lag, link.lag_kind, per_day)


def waits_in(text: str, per_day: int = 480) -> tuple[Wait, ...]:
    """What was typed as waits. Raises ValueError with one sentence that names what was not understood."""
    parted = re.split(r"[;\n,]" if _mark() == "." else r"[;\n]", text.replace("\u2212", "-"))
    found = [_read(part.strip(), per_day) for part in parted if part.strip()]
    twice = {one.line for n, one in enumerate(found) if one.line in {other.line for other in found[:n]}}
    if twice:
        raise ValueError(tr("Line {n} is named twice.", n=min(twice)))
    return tuple(found)


def _read(part: str, per_day: int) -> Wait:
    plain = part.replace("\u00a0", " ").replace(_mark(), ".")
    found = _ONE.match(plain)
    kind = _kind(found.group(2)) if found else None
    if found is None or kind is None:
        raise ValueError(_not_read(part))
    sign, size, unit = found.group(3), found.group(4), (found.group(5) or "").casefold()
    if sign is None:
        return Wait(int(found.group(1)), kind)
    lag, lag_kind = _lag(Decimal(size), unit, per_day, part)
    return Wait(int(found.group(1)), kind, -lag if sign == "-" else lag, lag_kind if lag else LagKind.WORKING)


def _kind(code: str | None) -> LinkKind | None:
    if not code:
        return LinkKind.FS
    upper = code.upper()
    own = {tr(word).upper(): kind for kind, word in _CODES.items()}
    english = {word: kind for kind, word in _CODES.items()}
    return own.get(upper) or english.get(upper)


def _lag(size: Decimal, unit: str, per_day: int, part: str) -> tuple[int, LagKind]:
    if unit == "%":
        return round(size * 100), LagKind.PERCENT
    if unit in _UNITS:
        each = {"min": 1, "h": _HOUR, "d": per_day, "w": 5 * per_day}[_UNITS[unit]]
        return round(size * each), LagKind.WORKING
    if unit[:1] in ("e", "f") and unit[1:] and unit[1:] in _UNITS:
        return round(size * _ELAPSED[_UNITS[unit[1:]]]), LagKind.ELAPSED
    raise ValueError(_not_read(part))


def _not_read(part: str) -> str:
    return tr("“{text}” is no predecessor. Type it like 3, 3FS+2d or 5SS-50%.", text=part)
