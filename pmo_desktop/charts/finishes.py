"""When a plan may end: the S-curve over its histogram, with the percentiles and the promised dates."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.parts import ROW, empty, spread, title_room
from pmo_desktop.charts.sheet import SIZE, Anchor, Sheet, Word, boxes, centred, circle, rules
from pmo_desktop.charts.timeaxis import Span, time_axis
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import EPOCH
from pmo_desktop.readmodels.schedulerisk import ScheduleRisk, TornadoBar

if TYPE_CHECKING:
    from matplotlib.figure import Figure

START: Anchor = "start"
END: Anchor = "end"
_NAMES = 0.5
"""The most of the width that names of lines take."""
_REACH = N_("±\u202f{n}\u00a0d")
_SHARES = (0, 25, 50, 75, 100)
_HISTOGRAM = 0.5
"""The part of the height that the highest bar takes."""
_GAP = 5.0
_FARTHEST, _LEAST_DAYS = 1.5, 10.0
"""A promised date farther from the curve than so many times its width is named at the edge."""


@dc.dataclass(frozen=True, slots=True)
class _Plot:
    """The rectangle of the curve, in points; days count from the epoch of charts."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float

    @property
    def per_day(self) -> float:
        """Points that a day is wide."""
        return (self.right - self.left) / (self.last - self.first)

    def x(self, at: datetime) -> float:
        """Points from the left for an instant."""
        return self.left + (_days(at) - self.first) * self.per_day

    def y(self, share: float) -> float:
        """Points from the top for a share of runs, 0 to 1."""
        return self.bottom - share * (self.bottom - self.top)


def _days(at: datetime) -> float:
    return (at - EPOCH) / timedelta(days=1)


def s_curve(figure: Figure, risk: ScheduleRisk, palette: Palette = PAPER, title: str = "") -> None:
    """The share of runs that had ended by each day, bars of when they ended, P-marks, plan and baseline."""
    put_s_curve(Sheet(figure, palette.page), risk, palette, title)


def put_s_curve(sheet: Sheet, risk: ScheduleRisk, palette: Palette, title: str = "") -> None:
    """The same on a sheet."""
    if not risk.curve:
        empty(sheet, tr("Nothing has been worked through yet."), palette)
        return
    top = title_room(title, sheet, palette)
    plot = _plot(sheet, risk, top + ROW + 4)
    placed = _placed(sheet, risk, plot)
    if any(one.row for one in placed):
        plot = dc.replace(plot, top=plot.top + ROW)
    _axes(sheet, plot, palette)
    _histogram(sheet, risk, plot, palette)
    _promised(sheet, placed, plot, top, palette)
    points = [(plot.left, plot.bottom), (plot.x(risk.curve[0][0]), plot.bottom)]
    points += [(plot.x(at), plot.y(share)) for at, share in risk.curve]
    sheet.lines([np.array([*points, (plot.right, plot.y(1))])], palette.text, 1.8)
    _percentiles(sheet, risk, plot, palette)


def _plot(sheet: Sheet, risk: ScheduleRisk, top: float) -> _Plot:
    first, last = _days(risk.curve[0][0]), _days(risk.curve[-1][0])
    reach = max(last - first, _LEAST_DAYS) * _FARTHEST
    near = [d for at, _, _ in _promises(risk) if first - reach <= (d := _days(at)) <= last + reach]
    first, last = min(first, *near, first), max(last, *near, last)
    room = max((last - first) * 0.05, 1.0)
    left = text_width(_share(100), SIZE) + 8
    return _Plot(left, sheet.width - 4, top, sheet.height - 2 * ROW - 5, first - room, last + room)


def _share(part: int) -> str:
    return shown.percent(part * 100)


# -- axes --------------------------------------------------------------------------------------------


def _axes(sheet: Sheet, plot: _Plot, palette: Palette) -> None:
    for part in _SHARES:
        y = plot.y(part / 100)
        sheet.say(Word(plot.left - 5, centred(y), _share(part), palette.text2, anchor="end"))
        if part:
            sheet.lines(rules(plot.left, y, plot.right, y), palette.hair, 0.35)
    sheet.lines(rules(plot.left, plot.bottom, plot.right, plot.bottom), palette.axis, 0.6)
    axis = time_axis(plot.first, plot.last, plot.per_day)
    _tier(sheet, plot, axis.lower, plot.bottom + 3, palette)
    _tier(sheet, plot, axis.upper, plot.bottom + 3 + ROW, palette)


def _tier(sheet: Sheet, plot: _Plot, spans: tuple[Span, ...], top: float, palette: Palette) -> None:
    """Names of periods at their beginnings, as many as there is room for."""
    taken = plot.left - 1
    ticks = []
    for span in spans:
        x = max(plot.left + (span.start - plot.first) * plot.per_day, plot.left)
        end = min(plot.left + (span.finish - plot.first) * plot.per_day, plot.right)
        if span.start > plot.first:
            ticks.append(x)
        text = next((t for t in (span.text, span.short) if t and text_width(t, SIZE) + 4 < end - x), "")
        if text and x >= taken:
            sheet.say(Word(x + 2.5, centred(top + ROW / 2), text, palette.text2))
            taken = x + text_width(text, SIZE) + 6
    if ticks:
        sheet.lines(rules(ticks, top - 3, ticks, top + ROW - 4), palette.line, 0.4)


# -- what is drawn -----------------------------------------------------------------------------------


def _histogram(sheet: Sheet, risk: ScheduleRisk, plot: _Plot, palette: Palette) -> None:
    most = max((one.share for one in risk.bins), default=0.0)
    if not most:
        return
    kept = [one for one in risk.bins if one.share]
    left = np.array([plot.x(one.begin) for one in kept])
    right = np.array([plot.x(one.end) for one in kept])
    high = np.array([one.share for one in kept]) / most * (plot.bottom - plot.top) * _HISTOGRAM
    gap = np.minimum(0.5, (right - left) * 0.1)
    shapes = boxes(left + gap, plot.bottom - high, right - gap, plot.bottom)
    sheet.fills(shapes, palette.series[2], edges=palette.series[1], width=0.4)


@dc.dataclass(frozen=True, slots=True)
class _Promise:
    """A promised date: where its line stands, its words and where they begin, in which row above the plot."""

    x: float
    text: str
    left: float
    row: int
    strong: bool


def _placed(sheet: Sheet, risk: ScheduleRisk, plot: _Plot) -> list[_Promise]:
    """The promised dates; one whose words would touch those of another stands a row lower."""
    found: list[_Promise] = []
    for at, said, strong in _promises(risk):
        x = plot.x(at)
        text = tr("◂ {date}", date=said) if x < plot.left else said
        text = tr("{date} ▸", date=said) if x > plot.right else text
        wide = text_width(text, SIZE, SEMIBOLD)
        left = min(max(x - wide / 2, 0.0), sheet.width - wide)
        touches = any(one.left - wide - 6 < left < one.left + wide + 6 for one in found)
        found.append(_Promise(x, text, left, int(touches), strong))
    return found


def _promised(sheet: Sheet, placed: list[_Promise], plot: _Plot, top: float, palette: Palette) -> None:
    """The finish of the plan and of the baseline as upright lines, named above with their chance."""
    for one in placed:
        y = top + ROW / 2 + ROW * one.row
        colour, dash = (palette.today, None) if one.strong else (palette.text2, (3.0, 2.0))
        if plot.left <= one.x <= plot.right:
            sheet.lines(
                rules(one.x, y + ROW / 2, one.x, plot.bottom), colour, 1.2 if one.strong else 0.9, dash
            )
        weight = SEMIBOLD if one.strong else 400
        sheet.say(Word(one.left, centred(y), one.text, colour, SIZE, weight))


def _promises(risk: ScheduleRisk) -> Iterator[tuple[datetime, str, bool]]:
    """Instant, words, and whether it is the plan's own."""
    day = shown.day(risk.planned.date())
    yield risk.planned, tr("Plan {day}: {share}", day=day, share=_whole(risk.chance)), True
    if risk.baseline is not None and risk.chance_baseline is not None:
        day, share = shown.day(risk.baseline.date()), _whole(risk.chance_baseline)
        yield risk.baseline, tr("Baseline {day}: {share}", day=day, share=share), False


def _whole(share: float) -> str:
    return shown.percent(round(share * 10_000))


def _percentiles(sheet: Sheet, risk: ScheduleRisk, plot: _Plot, palette: Palette) -> None:
    """Discs on the curve with a rule down to the days; the date beside each where there is room."""
    spots = [(one, plot.x(one.on), plot.y(one.share / 100)) for one in risk.percentiles]
    sheet.lines(
        rules([x for _, x, _ in spots], [y for _, _, y in spots], [x for _, x, _ in spots], plot.bottom),
        palette.text2, 0.6, (1.2, 1.8),
    )  # fmt: skip
    sheet.paths([circle(x, y, 3.0) for _, x, y in spots], palette.disc, edges=palette.on_disc, width=0.8)
    heights = spread([y - 4 for _, _, y in spots], SIZE + 2.5, plot.bottom)
    for (one, x, _), y in zip(spots, heights, strict=True):
        text = tr("{percentile} {day}", percentile=one.label, day=shown.day(one.on.date()))
        room = x - _GAP - text_width(text, SIZE, SEMIBOLD) > plot.left
        at, anchor = (x - _GAP, END) if room else (x + _GAP, START)
        sheet.say(Word(at, centred(y), text, palette.text, SIZE, SEMIBOLD, anchor, palette.page))


# -- tornado -----------------------------------------------------------------------------------------


def tornado_height(risk: ScheduleRisk, title: str = "") -> float:
    """Points of height that the tornado needs."""
    return title_room(title) + ROW * (max(len(risk.tornado), 1) + 1.6)


def tornado(figure: Figure, risk: ScheduleRisk, palette: Palette = PAPER, title: str = "") -> None:
    """The lines that move the finish most, the strongest on top, by days either way of its mean."""
    put_tornado(Sheet(figure, palette.page), risk, palette, title)


def put_tornado(sheet: Sheet, risk: ScheduleRisk, palette: Palette, title: str = "") -> None:
    """The same on a sheet."""
    if not risk.tornado:
        empty(sheet, tr("No line that varies moves the finish."), palette)
        return
    top = title_room(title, sheet, palette)
    room = int((sheet.height - top) // ROW - 1)
    bars = risk.tornado[: max(room, 1)]
    names = max(text_width(bar.name, SIZE) for bar in bars) + 10
    left = min(names, sheet.width * _NAMES)
    right = sheet.width - text_width(tr(_REACH, n=shown.number(88.8, 1)), SIZE) - 8
    middle, most = (left + right) / 2, max(abs(bar.days) for bar in bars)
    scale = (right - left) / 2 / most
    _bars(sheet, bars, (top, left, middle, scale), palette)


def _bars(
    sheet: Sheet, bars: Sequence[TornadoBar], at: tuple[float, float, float, float], palette: Palette
) -> None:
    top, left, middle, scale = at
    y = top + (np.arange(len(bars)) + 0.5) * ROW
    reach = np.array([abs(bar.days) for bar in bars]) * scale
    sheet.fills(
        boxes(middle - reach, y - 4, middle, y + 4), palette.series[2], edges=palette.series[0], width=0.5
    )
    sheet.fills(boxes(middle, y - 4, middle + reach, y + 4), palette.series[0])
    bottom = float(y[-1]) + ROW / 2
    sheet.lines(rules(middle, top, middle, bottom), palette.axis, 0.6)
    for bar, line, far in zip(bars, y.tolist(), reach.tolist(), strict=True):
        sheet.say(Word(0, centred(line), elided(bar.name, left - 8, SIZE), palette.text))
        days = tr(_REACH, n=shown.number(abs(bar.days), 1))
        sheet.say(Word(middle + far + 5, centred(line), days, palette.text2))
    foot = centred(bottom + ROW / 2)
    sheet.say(
        Word(middle - 6, foot, tr("earlier"), palette.text2, anchor="end"),
        Word(middle + 6, foot, tr("later"), palette.text2),
    )
