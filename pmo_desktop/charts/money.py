"""Budget, forecast and actual cost of works as bullet bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.parts import ROW, empty, title_room
from pmo_desktop.charts.sheet import SIZE, Sheet, Word, boxes, centred, hatch, rules
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.charts import CostBars, CostRow

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLUMN = 46.0


def cost_bars_height(costs: CostBars) -> float:
    """Points of height that the chart needs at 14 points a line."""
    return title_room(costs.title) + ROW * (len(costs.rows) + 2.4)


def cost_bars(figure: Figure, costs: CostBars, palette: Palette = PAPER) -> None:
    """Solid is spent, hatched still expected, the upright rule the budget; figures stand at the right."""
    sheet = Sheet(figure, palette.page)
    if not costs.rows:
        empty(sheet, tr("No work has a budget yet."), palette)
        return
    top = title_room(costs.title, sheet, palette) + ROW
    names = max(text_width(r.name, SIZE, SEMIBOLD) for r in costs.rows) + 10
    left = min(names, sheet.width * 0.34)
    right = sheet.width - 4 * _COLUMN - 6
    most = max(max(r.budget, r.forecast, r.actual) for r in costs.rows) or 1.0
    scale = (right - left) / most
    _bars(sheet, costs, (left, top, scale), palette)
    _figures(sheet, costs, left, top, palette)
    _key(sheet, top + ROW * len(costs.rows) + ROW * 0.7, palette)


def _bars(sheet: Sheet, costs: CostBars, at: tuple[float, float, float], palette: Palette) -> None:
    left, top, scale = at
    y = top + (np.arange(len(costs.rows)) + 0.5) * ROW
    spent, due, agreed = np.array([(r.actual, r.forecast, r.budget) for r in costs.rows]).T * scale + left
    still = boxes(np.minimum(spent, due), y - 3.6, np.maximum(due, spent), y + 3.6)
    sheet.fills(still, palette.page, edges=palette.series[0], width=0.6)
    sheet.lines(hatch(still[due > spent], 2.4), palette.series[0], 0.45)
    sheet.fills(boxes(left, y - 3.6, spent, y + 3.6), palette.series[0])
    sheet.lines(rules(agreed, y - 6, agreed, y + 6), palette.text, 1.6)
    under = y[:-1] + ROW / 2
    sheet.lines(rules(0, under, sheet.width, under), palette.hair, 0.35)
    sheet.lines(rules(left, top, left, y[-1] + ROW / 2), palette.axis, 0.6)
    sheet.lines(rules(0, [top, y[-1] + ROW / 2], sheet.width, [top, y[-1] + ROW / 2]), palette.axis, 0.8)


def _figures(sheet: Sheet, costs: CostBars, left: float, top: float, palette: Palette) -> None:
    columns = [sheet.width - _COLUMN * i for i in (3, 2, 1, 0)]
    heads = (tr("Budget"), tr("Forecast"), tr("Over"), tr("%"))
    for x, head in zip(columns, heads, strict=True):
        sheet.say(Word(x, centred(top - ROW / 2), head, palette.text2, anchor="end"))
    sheet.say(Word(0, centred(top - ROW / 2), costs.unit, palette.text2))
    for i, row in enumerate(costs.rows):
        y = centred(top + (i + 0.5) * ROW)
        part = 100 * row.over / row.budget if row.budget else 0.0
        weight = SEMIBOLD if part > costs.limit else 400
        sheet.say(Word(0, y, elided(row.name, left - 8, SIZE, weight), palette.text, SIZE, weight))
        for x, text, strong in zip(
            columns, _said(row, part, costs.decimals), (400, 400, weight, weight), strict=True
        ):
            sheet.say(Word(x, y, text, palette.text, SIZE, strong, "end"))


def _said(row: CostRow, part: float, decimals: int) -> tuple[str, str, str, str]:
    return (
        shown.number(row.budget, decimals),
        shown.number(row.forecast, decimals),
        shown.signed(row.over, decimals),
        shown.signed(part, 1) if row.budget else "–",
    )


def _key(sheet: Sheet, y: float, palette: Palette) -> None:
    x = 2.0
    for sign, text in (("spent", tr("spent")), ("due", tr("still expected")), ("budget", tr("budget"))):
        wide = 3.0 if sign == "budget" else 18.0
        box = boxes(x, y - 3.6, x + wide, y + 3.6)
        match sign:
            case "spent":
                sheet.fills(box, palette.series[0])
            case "due":
                sheet.fills(box, palette.page, edges=palette.series[0], width=0.6)
                sheet.lines(hatch(box, 2.4), palette.series[0], 0.45)
            case _:
                sheet.lines(rules(x + 1.5, y - 5, x + 1.5, y + 5), palette.text, 1.6)
        sheet.say(Word(x + wide + 5, centred(y), text, palette.text2))
        x += wide + 5 + text_width(text, SIZE) + 16
