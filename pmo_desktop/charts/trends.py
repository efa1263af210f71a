"""Lines over time: what was spent and forecast, how a finish drifted; and the spark line of a tile."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from pmo_desktop.charts.fonts import SEMIBOLD, text_width
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.parts import ROW, empty, spread, title_room
from pmo_desktop.charts.sheet import SIZE, Sheet, Word, centred, circle, rules
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.charts import Trend, Trends

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WIDTH = {"actual": 2.0, "forecast": 1.4, "plan": 1.1, "limit": 1.0}
_DASH = {"actual": None, "forecast": (1.4, 1.82), "plan": (4.4, 2.42), "limit": (3.0, 2.0)}


@dc.dataclass(frozen=True, slots=True)
class _Plot:
    """The rectangle of the lines, and what days and values mean in it."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    days: int
    least: float
    most: float

    def x(self, day: date) -> float:
        """Points from the left for a date."""
        return self.left + (day.toordinal() - self.first) / self.days * (self.right - self.left)

    def y(self, value: float) -> float:
        """Points from the top for a value."""
        return self.bottom - (value - self.least) / (self.most - self.least) * (self.bottom - self.top)


def trend_lines(figure: Figure, trends: Trends, palette: Palette = PAPER) -> None:
    """Actual solid, forecast dotted, plan dashed grey, limit dashed; each line is named at its end."""
    sheet = Sheet(figure, palette.page)
    lines = [line for line in trends.lines if line.points]
    if not lines:
        empty(sheet, tr("Nothing has been measured yet."), palette)
        return
    top = title_room(trends.title, sheet, palette)
    plot = _plot(sheet, trends, lines, top)
    _axis(sheet, trends, plot, palette)
    for line in lines:
        colour = palette.text2 if line.kind == "plan" else palette.text
        sheet.lines(
            [np.array([(plot.x(day), plot.y(value)) for day, value in line.points])],
            colour,
            _WIDTH[line.kind],
            _DASH[line.kind],
        )
    ends = [
        (plot.x(line.points[-1][0]), plot.y(line.points[-1][1])) for line in lines if line.kind == "actual"
    ]
    sheet.paths([circle(x, y, 2.6) for x, y in ends], palette.text)
    _names(sheet, trends, lines, plot, palette)


def _said(trends: Trends, value: float) -> str:
    return trends.said(value) if trends.said else shown.number(value, trends.decimals)


def _name(trends: Trends, line: Trend) -> str:
    return tr("{name} {value}", name=line.label, value=_said(trends, line.points[-1][1])).strip()


def _plot(sheet: Sheet, trends: Trends, lines: Sequence[Trend], top: float) -> _Plot:
    days = [day.toordinal() for line in lines for day, _ in line.points]
    values = [value for line in lines for _, value in line.points]
    least, most = (0.0 if trends.from_zero else min(values)), max(values)
    room = (most - least) or abs(most) or 1.0
    names = max(text_width(_name(trends, line), SIZE, SEMIBOLD) for line in lines) + 9
    axis = max(text_width(_said(trends, v), SIZE) for v in (least, most)) + 6 if trends.from_zero else 4.0
    if trends.dates:
        axis = max((text_width(_month(day), SIZE) for day in _months(least, most)), default=0.0) + 10
    low = least if trends.from_zero else least - 0.08 * room
    return _Plot(
        axis,
        sheet.width - min(names, sheet.width * 0.45),
        top + 8,
        sheet.height - ROW - 4,
        min(days),
        max(max(days) - min(days), 1),
        low,
        most + 0.04 * room,
    )


def _axis(sheet: Sheet, trends: Trends, plot: _Plot, palette: Palette) -> None:
    sheet.lines(rules(plot.left, plot.bottom, plot.right, plot.bottom), palette.axis, 0.6)
    if trends.from_zero:
        for value in _steps(plot.most):
            y = plot.y(value)
            text = trends.said(value) if trends.said else shown.number(value, 0 if value == int(value) else 1)
            sheet.say(Word(plot.left - 4, centred(y), text, palette.text2, anchor="end"))
            if value:
                sheet.lines(rules(plot.left, y, plot.right, y), palette.hair, 0.35)
    if trends.dates:
        for value in _months(plot.least, plot.most):
            y = plot.y(value)
            sheet.say(Word(plot.left - 4, centred(y), _month(value), palette.text2, anchor="end"))
            sheet.lines(rules(plot.left, y, plot.right, y), palette.hair, 0.35)
    days = sorted({day for line in trends.lines for day, _ in line.points})
    taken = -1e9
    for day in days:
        x, name = plot.x(day), shown.month_name(day)
        half = text_width(name, SIZE) / 2
        if x - half > taken and x - half >= 0:
            sheet.lines(rules(x, plot.bottom, x, plot.bottom + 2.2), palette.axis, 0.4)
            sheet.say(Word(x, plot.bottom + 3 + centred(ROW / 2), name, palette.text2, anchor="middle"))
            taken = x + half + 6


def _month(value: float) -> str:
    return shown.month(date.fromordinal(round(value)))


def _months(least: float, most: float) -> list[int]:
    """The first days of months between two days, at most five, the same number of months apart."""
    first, last = date.fromordinal(int(least)), date.fromordinal(int(most))
    begin, end = first.year * 12 + first.month, last.year * 12 + last.month - 1
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60) if (end - begin) / n < 5), 120)
    places = [at for at in range(begin, end + 1) if at % every == 0]
    return [date(at // 12, at % 12 + 1, 1).toordinal() for at in places]


def _steps(most: float) -> list[float]:
    """Zero and at most four round values up to the largest."""
    power = 10.0 ** np.floor(np.log10(max(most, 1e-9)))
    step = next((s * power for s in (0.2, 0.25, 0.5, 1.0, 2.0) if most / (s * power) <= 4), 5 * power)
    return [float(v) for v in np.arange(0, most, step)]


def _names(sheet: Sheet, trends: Trends, lines: Sequence[Trend], plot: _Plot, palette: Palette) -> None:
    """Names at the right edge, kept apart; a line that ends before it is named above its end."""
    ends = {id(line): plot.x(line.points[-1][0]) for line in lines}
    inside = [line for line in lines if line.kind == "actual" and ends[id(line)] < plot.right - 20]
    for line in inside:
        x, y = ends[id(line)] - 4, plot.y(line.points[-1][1]) - 6
        sheet.say(Word(x, y, _name(trends, line), palette.text, SIZE, SEMIBOLD, "end"))
    ordered = sorted((k for k in lines if k not in inside), key=lambda line: -plot.y(line.points[-1][1]))
    heights = _kept_below(spread([plot.y(line.points[-1][1]) for line in ordered], 11.0, plot.bottom), plot)
    for line, y in zip(ordered, heights, strict=True):
        colour = palette.text if line.kind in {"actual", "forecast"} else palette.text2
        weight = SEMIBOLD if line.kind == "actual" else 400
        sheet.say(Word(plot.right + 6, centred(y), _name(trends, line), colour, SIZE, weight))


def _kept_below(heights: Sequence[float], plot: _Plot) -> list[float]:
    """The same heights, those pushed above the plot brought down again and kept apart."""
    found: list[float] = []
    for height in reversed(heights):
        found.append(max(height, found[-1] + 11.0 if found else plot.top))
    return found[::-1]


def sparkline(figure: Figure, values: Sequence[float], palette: Palette = PAPER, *, first: str = "") -> None:
    """The last periods as one line without axis: end point solid, the first value written if given."""
    sheet = Sheet(figure, palette.page)
    if len(values) < 2:
        return
    left = text_width(first, SIZE) + 4 if first else 3.0
    least, most = min(values), max(values)
    room = (most - least) or 1.0
    x = np.linspace(left, sheet.width - 4, len(values))
    y = sheet.height - 4 - (np.array(values) - least) / room * (sheet.height - 8)
    sheet.lines([np.column_stack([x, y])], palette.text, 1.1)
    sheet.paths([circle(float(x[-1]), float(y[-1]), 1.8)], palette.text)
    if first:
        sheet.say(Word(left - 3, centred(float(y[0])), first, palette.text2, anchor="end"))
