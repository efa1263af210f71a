"""The risk matrix: 25 fields in four greys, discs with numbers, arrows from last time, rings as targets."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from pmo_desktop.i18n import N_, tr
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BAND, GREY, HAIR, INK, SMALL_BOLD, SMALL_GREY, TINT2, WHITE, Style
from pmo_desktop.packs.text import Span
from pmo_desktop.readmodels.pack_portfolio import Place, RiskLine, TopRisks

HIGHEST, LOWEST = 36.5, 30.0
"""Points of one field: at the lowest, the discs above and the rings below just do not touch."""
_LEFT, _TOP = 62.0, 14.0
_W = 64.6
_FILLS = {1: WHITE, 2: "#F2F4F6", 3: TINT2, 4: BAND}
_CHANCES = (N_("1  to 10 %"), N_("2  to 30 %"), N_("3  to 50 %"), N_("4  to 70 %"), N_("5  over 70 %"))
_IMPACTS = (N_("1 slight"), N_("2 minor"), N_("3 medium"), N_("4 major"), N_("5 severe"))
_LEVELS = ((4, N_("very high")), (3, N_("high")), (2, N_("moderate")), (1, N_("low")))
MOST_IN_FIELD = 4


def height(field: float) -> float:
    """The whole chart, with the words of both scales, for fields so high."""
    return _TOP + 5 * field + 13.5


def _corner(place: Place, high: float) -> tuple[float, float]:
    return _LEFT + (place.impact - 1) * _W, _TOP + (5 - place.chance) * high


def _disc_at(high: float) -> float:
    """How far below the top of a field its discs stand."""
    return min(high * 0.42, high - 22.0)


def _inside(place: Place) -> bool:
    return 1 <= place.chance <= 5 and 1 <= place.impact <= 5


def paint(pen: Pen, section: TopRisks, high: float) -> None:
    """The whole chart, its fields so high."""
    long = Span(tr("Chance"), SMALL_BOLD).width() > _LEFT - 4
    pen.text(0 if long else _LEFT - 4, 6, tr("Chance"), SMALL_BOLD, "l" if long else "r")
    _fields(pen, section, high)
    stands = _stands(section.risks, high)
    _targets(pen, section.risks, high)
    _arrows(pen, section.risks, stands, high)
    _discs(pen, section.risks, stands)
    _legend(pen)


def _fields(pen: Pen, section: TopRisks, high: float) -> None:
    for chance in range(1, 6):
        for impact in range(1, 6):
            x, y = _corner(Place(chance, impact), high)
            level = section.levels[chance - 1][impact - 1]
            pen.box(x, y, _W, high, _FILLS.get(level, WHITE), WHITE, 1.2)
            pen.text(x + _W - 4, y + 10, str(chance * impact), SMALL_GREY, "r")
        pen.text(
            _LEFT - 4,
            _corner(Place(chance, 1), high)[1] + high / 2 + 3,
            tr(_CHANCES[chance - 1]),
            SMALL_GREY,
            "r",
        )
    bottom = _TOP + 5 * high
    pen.stroke([(_LEFT, _TOP), (_LEFT, bottom), (_LEFT + 5 * _W, bottom)], 0.5, HAIR)
    for impact in range(1, 6):
        pen.text(_LEFT + (impact - 0.5) * _W, bottom + 10, tr(_IMPACTS[impact - 1]), SMALL_GREY, "c")
    pen.text(_LEFT + 5 * _W + 8, bottom + 10, tr("Impact"), SMALL_BOLD)


def _stands(risks: Sequence[RiskLine], high: float) -> dict[str, tuple[float, float]]:
    """Where each risk's disc is; several in one field stand side by side."""
    fields: dict[Place, list[RiskLine]] = defaultdict(list)
    for risk in risks:
        if _inside(risk.now):
            fields[risk.now].append(risk)
    found: dict[str, tuple[float, float]] = {}
    for place, members in fields.items():
        x, y = _corner(place, high)
        pitch = min(17.0, (_W - 8) / len(members))
        for n, risk in enumerate(members):
            middle = x + _W / 2 - (6 if len(members) > 2 else 0)  # clear of the product in the corner
            found[risk.number] = (middle + (n - (len(members) - 1) / 2) * pitch, y + _disc_at(high))
    return found


def _targets(pen: Pen, risks: Sequence[RiskLine], high: float) -> None:
    used: dict[Place, int] = defaultdict(int)
    for risk in risks:
        if risk.target is None or not _inside(risk.target) or risk.target == risk.now:
            continue
        x, y = _corner(risk.target, high)
        n = used[risk.target]
        used[risk.target] += 1
        if n < MOST_IN_FIELD:
            at = x + 10 + n * 14.5
            pen.disc(at, y + high - 7.5, 6, WHITE, INK, 0.7)
            pen.text(at, y + high - 5, _digits(risk.number), Style("sans", 7, colour=GREY), "c")


def _arrows(pen: Pen, risks: Sequence[RiskLine], stands: dict[str, tuple[float, float]], high: float) -> None:
    for risk in risks:
        if risk.before is None or risk.before == risk.now or risk.number not in stands:
            continue
        if not _inside(risk.before):
            continue
        x, y = _corner(risk.before, high)
        to_x, to_y = stands[risk.number]
        from_x = to_x if risk.before.impact == risk.now.impact else x + _W * 0.5
        from_y = to_y if risk.before.chance == risk.now.chance else y + _disc_at(high)
        _arrow(pen, from_x, from_y, to_x, to_y)


def _arrow(pen: Pen, x: float, y: float, to_x: float, to_y: float) -> None:
    angle = math.atan2(to_y - y, to_x - x)
    end_x, end_y = to_x - 9 * math.cos(angle), to_y - 9 * math.sin(angle)
    pen.stroke([(x, y), (end_x, end_y)], 1.0, INK)
    wings = [
        (end_x - 5 * math.cos(angle + turn), end_y - 5 * math.sin(angle + turn)) for turn in (0.42, -0.42)
    ]
    pen.shape([(end_x, end_y), *wings], INK)


def _discs(pen: Pen, risks: Sequence[RiskLine], stands: dict[str, tuple[float, float]]) -> None:
    for risk in risks:
        if risk.number in stands:
            x, y = stands[risk.number]
            pen.disc(x, y, 7.2, INK, WHITE, 0.8)
            pen.text(x, y + 3, _digits(risk.number), Style("sans-bold", 8.5, colour=WHITE), "c")


def _digits(number: str) -> str:
    """The short number inside a disc: what follows the last letter."""
    digits = "".join(c for c in number if c.isdigit())
    return (digits or number)[-2:].lstrip("0") or "0"


def _legend(pen: Pen) -> None:
    x = _LEFT + 5 * _W + 8
    for n, (level, word) in enumerate(_LEVELS):
        y = _TOP + 8 + n * 20.0
        pen.box(x, y, 14, 13, _FILLS[level], INK, 0.7)
        pen.fitted(x + 18, y + 10, tr(word), SMALL_GREY, 72)
    notes = (tr("disc: now"), tr("arrow: from last time"), tr("ring: target"))
    for n, words in enumerate(notes):
        pen.fitted(x, _TOP + 96 + n * 13.0, words, SMALL_GREY, 90)
