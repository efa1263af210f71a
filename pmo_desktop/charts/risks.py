"""Risks on a five by five matrix, with where each came from and where it is meant to go."""

from __future__ import annotations

import dataclasses as dc
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from pmo_desktop.charts.fonts import SEMIBOLD, text_width
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.parts import ROW, empty, title_room
from pmo_desktop.charts.sheet import SIZE, Floats, Sheet, Word, boxes, centred, circle, rules
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels.charts import RiskDot, RiskMatrix

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHANCES = (N_("1  to 10 %"), N_("2  to 30 %"), N_("3  to 50 %"), N_("4  to 70 %"), N_("5  over 70 %"))
IMPACTS = (N_("1 slight"), N_("2 minor"), N_("3 medium"), N_("4 major"), N_("5 severe"))
LEVELS = (N_("low"), N_("moderate"), N_("high"), N_("very high"))
_RADIUS, _RING = 7.0, 6.0


@dc.dataclass(frozen=True, slots=True)
class _Cells:
    """Where the cells stand; probability grows upwards, impact to the right."""

    left: float
    top: float
    wide: float
    high: float

    def corner(self, probability: int, impact: int) -> tuple[float, float]:
        """The upper left corner of a cell."""
        return self.left + (impact - 1) * self.wide, self.top + (5 - probability) * self.high


def risk_matrix(figure: Figure, matrix: RiskMatrix, palette: Palette = PAPER) -> None:
    """Cells in four greys by severity, numbered discs, arrows from the last meeting, rings for targets."""
    sheet = Sheet(figure, palette.page)
    if not matrix.dots:
        empty(sheet, tr("No open risks have been assessed."), palette)
        return
    top = title_room(matrix.title, sheet, palette) + ROW
    left = max(*(text_width(tr(c), SIZE) for c in CHANCES), text_width(tr("Chance"), SIZE, SEMIBOLD)) + 10
    side = max(text_width(_level(matrix, i), SIZE) for i in range(4)) + 30
    wide = (sheet.width - left - side) / 5
    lines = 2 if max(text_width(tr(i), SIZE) for i in IMPACTS) + 4 > wide else 1
    cells = _Cells(left, top, wide, (sheet.height - top - (lines + 1) * ROW - 2) / 5)
    _table(sheet, matrix, cells, palette)
    _scales(sheet, cells, palette, lines)
    _legend(sheet, matrix, cells, palette)
    _moves(sheet, matrix, cells, palette)


def _level(matrix: RiskMatrix, level: int) -> str:
    bounds = (1, *matrix.steps, max(map(max, matrix.severity)) + 1)
    return tr(
        "{level} {first}–{last}", level=tr(LEVELS[level]), first=bounds[level], last=bounds[level + 1] - 1
    )


def _table(sheet: Sheet, matrix: RiskMatrix, cells: _Cells, palette: Palette) -> None:
    places = [(p, i) for p in range(1, 6) for i in range(1, 6)]
    x, y = np.array([cells.corner(p, i) for p, i in places]).T
    sheet.fills(
        boxes(x, y, x + cells.wide, y + cells.high),
        [palette.steps[matrix.level(p, i)] for p, i in places],
        edges=palette.line,
        width=0.6,
    )
    low, right = cells.top + 5 * cells.high, cells.left + 5 * cells.wide
    sheet.lines(
        np.concatenate([rules(cells.left, cells.top, cells.left, low), rules(cells.left, low, right, low)]),
        palette.axis,
        0.6,
    )
    sheet.say(
        *(
            Word(
                float(cx) + cells.wide - 4,
                float(cy) + 10,
                str(matrix.severity[p - 1][i - 1]),
                palette.text2,
                anchor="end",
            )
            for (p, i), cx, cy in zip(places, x, y, strict=True)
        )
    )


def _scales(sheet: Sheet, cells: _Cells, palette: Palette, lines: int) -> None:
    """The words of both scales; those of the impact stand on two lines in turn where cells are narrow."""
    low = cells.top + 5 * cells.high
    sheet.say(
        Word(cells.left - 5, centred(cells.top - ROW / 2), tr("Chance"), palette.text, SIZE, SEMIBOLD, "end")
    )
    for p, chance in enumerate(CHANCES, 1):
        _, y = cells.corner(p, 1)
        sheet.say(Word(cells.left - 5, centred(y + cells.high / 2), tr(chance), palette.text2, anchor="end"))
    for i, impact in enumerate(IMPACTS, 1):
        x, _ = cells.corner(1, i)
        line = low + ROW / 2 + 1 + (i - 1) % lines * ROW
        sheet.say(Word(x + cells.wide / 2, centred(line), tr(impact), palette.text2, anchor="middle"))
    sheet.say(
        Word(
            cells.left + 2.5 * cells.wide,
            centred(low + (lines + 0.5) * ROW),
            tr("Impact"),
            palette.text,
            SIZE,
            SEMIBOLD,
            "middle",
        )
    )


def _legend(sheet: Sheet, matrix: RiskMatrix, cells: _Cells, palette: Palette) -> None:
    """Four greys with their severities, then the signs."""
    x, y = cells.left + 5 * cells.wide + 10, cells.top + 4
    tops = y + np.arange(4) * (ROW + 4)
    sheet.fills(
        boxes(x, tops, x + 12, tops + 12),
        [palette.steps[3 - i] for i in range(4)],
        edges=palette.text2,
        width=0.6,
    )
    for i in range(4):
        sheet.say(Word(x + 17, centred(float(tops[i]) + 6), _level(matrix, 3 - i), palette.text))
    y = float(tops[-1]) + 30
    sheet.paths([circle(x + 6, y, 5)], palette.disc)
    sheet.say(Word(x + 17, centred(y), tr("now"), palette.text))
    _arrow(sheet, np.array([[x, y + 17]]), np.array([[x + 13, y + 17]]), palette)
    sheet.say(Word(x + 17, centred(y + 17), tr("since then"), palette.text))
    sheet.paths([circle(x + 6, y + 34, 5)], palette.page, edges=palette.text2, width=0.8, dash=(2, 1.6))
    sheet.say(Word(x + 17, centred(y + 34), tr("target"), palette.text))


def _moves(sheet: Sheet, matrix: RiskMatrix, cells: _Cells, palette: Palette) -> None:
    now = _beside([((d.probability, d.impact), d) for d in matrix.dots], cells, (0.5, 0.5))
    targets = _beside([(d.target, d) for d in matrix.dots if d.target], cells, (0.19, 0.72))
    moved = [(d, at) for d, at in now if d.was and d.was != (d.probability, d.impact)]
    if moved:
        starts = np.array([_spot(cells, d.was or (1, 1), (0.5, 0.5)) for d, _ in moved])
        ends = np.array([at for _, at in moved])
        gap = ends - starts
        far = np.maximum(np.hypot(*gap.T), 1e-6)[:, None]
        _arrow(sheet, starts, ends - gap / far * (_RADIUS + 1.5), palette)
    if targets:
        sheet.paths(
            [circle(*at, _RING) for _, at in targets],
            palette.page,
            edges=palette.text2,
            width=0.8,
            dash=(2, 1.6),
        )
    sheet.paths([circle(*at, _RADIUS) for _, at in now], palette.disc, edges=palette.on_disc, width=0.8)
    sheet.say(
        *(
            Word(at[0], centred(at[1], 7.4), str(d.number), palette.text2, 7.4, anchor="middle")
            for d, at in targets
        )
    )
    sheet.say(
        *(
            Word(at[0], centred(at[1]), str(d.number), palette.on_disc, SIZE, SEMIBOLD, "middle")
            for d, at in now
        )
    )


def _spot(cells: _Cells, place: tuple[int, int], share: tuple[float, float]) -> tuple[float, float]:
    """A point of a cell, by its share of the width and of the height."""
    x, y = cells.corner(*place)
    return x + cells.wide * share[0], y + cells.high * share[1]


def _beside(
    dots: list[tuple[tuple[int, int] | None, RiskDot]], cells: _Cells, share: tuple[float, float]
) -> list[tuple[RiskDot, tuple[float, float]]]:
    """Several in one cell stand side by side, at most three in a row; targets begin at the left edge."""
    shared: dict[tuple[int, int], list[RiskDot]] = defaultdict(list)
    for place, dot in dots:
        if place is not None:
            shared[place].append(dot)
    found = []
    for place, here in shared.items():
        x, y = _spot(cells, place, share)
        rows, step = -(-len(here) // 3), min(cells.wide * 0.3, 18.0)
        for i, dot in enumerate(here):
            across = min(3, len(here) - i // 3 * 3)
            shift = (across - 1) / 2 if share[0] == 0.5 else 0.0
            found.append((dot, (x + (i % 3 - shift) * step, y + (i // 3 - (rows - 1) / 2) * 15)))
    return found


def _arrow(sheet: Sheet, start: Floats, end: Floats, palette: Palette) -> None:
    """Straight arrows (n, 2) to (n, 2)."""
    way = end - start
    way = way / np.maximum(np.hypot(*way.T), 1e-6)[:, None]
    across = way[:, ::-1] * (1, -1)
    sheet.lines(rules(*start.T, *(end - way * 3).T), palette.text, 1.0)
    sheet.fills(
        np.stack([end, end - way * 5 + across * 2.4, end - way * 5 - across * 2.4], axis=1), palette.text
    )
