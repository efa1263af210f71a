"""Milestones and gates of several works on one time axis: agreed, expected, reached, and the slip between."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.path import Path

from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.parts import ROW, empty, title_room
from pmo_desktop.charts.sheet import SIZE, Sheet, Word, boxes, centred, circle, diamonds, rules
from pmo_desktop.charts.timeaxis import TimeAxis, time_axis
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.charts import MilestoneRow, MilestoneTimeline
from pmo_desktop.readmodels.gantt import EPOCH

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_GATE, _MILESTONE = 4.8, 3.4
_READY = 30.0


@dc.dataclass(frozen=True, slots=True)
class _Place:
    """The plot between the names and the columns of figures."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    per_day: float

    def x(self, day: date) -> float:
        """Points from the left for a date."""
        return self.left + ((day - EPOCH.date()).days - self.first) * self.per_day


def _lines(timeline: MilestoneTimeline) -> Iterator[str | MilestoneRow]:
    group = ""
    for row in timeline.rows:
        if row.group != group:
            group = row.group
            yield group
        yield row


def milestone_timeline_height(timeline: MilestoneTimeline) -> float:
    """Points of height that the chart needs at 14 points a line."""
    return title_room(timeline.title) + ROW * (2 + len(list(_lines(timeline))) + 1.4)


def milestone_timeline(figure: Figure, timeline: MilestoneTimeline, palette: Palette = PAPER) -> None:
    """A road map: hollow diamond agreed, solid diamond expected, grey bar the slip, disc reached."""
    sheet = Sheet(figure, palette.page)
    if not timeline.rows:
        empty(sheet, tr("No milestones fall into this time."), palette)
        return
    top = title_room(timeline.title, sheet, palette)
    place = _place(sheet, timeline, top)
    axis = time_axis(place.first, place.first + (timeline.finish - timeline.start).days + 1, place.per_day)
    _groups(sheet, timeline, place, palette)
    _axis(sheet, axis, place, palette)
    _heads(sheet, timeline, place, palette)
    _dates(sheet, timeline, place, palette)
    _points(sheet, timeline, place, palette)
    _figures(sheet, timeline, place, palette)
    _key(sheet, timeline, place, palette)


def _place(sheet: Sheet, timeline: MilestoneTimeline, top: float) -> _Place:
    names = max(text_width(r.name, SIZE, SEMIBOLD if r.gate else 400) for r in timeline.rows) + 12
    left = min(max(names, 90.0), sheet.width * 0.36)
    right = sheet.width - 34 - (_READY + 26 if any(r.ready is not None for r in timeline.rows) else 0)
    first = (timeline.start - EPOCH.date()).days
    days = max((timeline.finish - timeline.start).days + 1, 1)
    lines = len(list(_lines(timeline)))
    return _Place(left, right, top + 2 * ROW, top + ROW * (2 + lines), first, (right - left) / days)


def _groups(sheet: Sheet, timeline: MilestoneTimeline, place: _Place, palette: Palette) -> None:
    """Tinted group rows, names, hairlines."""
    tinted, hairs = [], []
    for i, line in enumerate(_lines(timeline)):
        y = place.top + i * ROW
        middle = centred(y + ROW / 2)
        if isinstance(line, str):
            tinted.append(y)
            sheet.say(Word(2, middle, line, palette.text, SIZE, SEMIBOLD))
            continue
        weight = SEMIBOLD if line.gate else 400
        sheet.say(
            Word(2, middle, elided(line.name, place.left - 10, SIZE, weight), palette.text, SIZE, weight)
        )
        hairs.append(y + ROW)
    tops = np.array(tinted, dtype=float)
    sheet.fills(boxes(0, tops, sheet.width, tops + ROW), palette.selected if palette.paper else palette.head)
    inner = np.array([h for h in hairs if h < place.bottom - 1])
    sheet.lines(rules(0, inner, sheet.width, inner), palette.hair, 0.35)
    sheet.lines(
        rules(0, [place.top, place.bottom], sheet.width, [place.top, place.bottom]), palette.axis, 0.8
    )


def _axis(sheet: Sheet, axis: TimeAxis, place: _Place, palette: Palette) -> None:
    lower = [s for s in axis.lower if place.first < s.start]
    at = np.array([place.left + (s.start - place.first) * place.per_day for s in lower])
    at = at[(at > place.left) & (at < place.right)]
    sheet.lines(rules(at, place.top - 3, at, place.bottom), palette.hair, 0.5)
    for spans, y, colour, weight in (
        (axis.upper, place.top - 1.5 * ROW, palette.text, SEMIBOLD),
        (axis.lower, place.top - 0.5 * ROW, palette.text2, 400),
    ):
        for span in spans:
            left = max(place.left + (span.start - place.first) * place.per_day, place.left)
            right = min(place.left + (span.finish - place.first) * place.per_day, place.right)
            if text_width(span.text, SIZE, weight) + 5 <= right - left:
                sheet.say(Word(left + 3, centred(y), span.text, colour, SIZE, weight))


def _heads(sheet: Sheet, timeline: MilestoneTimeline, place: _Place, palette: Palette) -> None:
    y = centred(place.top - ROW / 2)
    sheet.say(Word(2, y, tr("Milestone or gate"), palette.text2))
    sheet.say(Word(place.right + 30, y, tr("Days"), palette.text2, anchor="end"))
    if any(r.ready is not None for r in timeline.rows):
        sheet.say(Word(sheet.width, y, tr("Ready %"), palette.text2, anchor="end"))


def _dates(sheet: Sheet, timeline: MilestoneTimeline, place: _Place, palette: Palette) -> None:
    """The day of the data, solid, and the day of the meeting, dotted."""
    for day, dash in ((timeline.as_at, None), (timeline.meeting, (1.0, 1.4))):
        if day is not None and timeline.start <= day <= timeline.finish:
            x = place.x(day)
            sheet.lines(rules(x, place.top - 6, x, place.bottom), palette.today, 1.0, dash)


def _placed(timeline: MilestoneTimeline, place: _Place) -> Iterator[tuple[MilestoneRow, float, float]]:
    """Rows with a date inside the plot, their x and the middle of their line."""
    for i, row in enumerate(_lines(timeline)):
        if isinstance(row, MilestoneRow):
            day = row.forecast or row.baseline
            if day is not None and timeline.start <= day <= timeline.finish:
                yield row, place.x(day), place.top + (i + 0.5) * ROW


def _points(sheet: Sheet, timeline: MilestoneTimeline, place: _Place, palette: Palette) -> None:
    placed = list(_placed(timeline, place))
    slips, hollow, solid = [], [], []
    discs: list[Path] = []
    ticks: list[list[tuple[float, float]]] = []
    for row, x, y in placed:
        half = _GATE if row.gate else _MILESTONE
        if row.baseline is not None and row.forecast is not None and row.baseline != row.forecast:
            was = min(max(place.x(row.baseline), place.left), place.right)
            slips.append((was, y, x, y))
            hollow.append((was, y, half))
        if row.done:
            discs.append(circle(x, y, half * 0.92))
            ticks.append([(x - 1.8, y), (x - 0.5, y + 1.5), (x + 1.9, y - 1.6)])
        else:
            solid.append((x, y, half))
    sheet.lines(rules(*np.array(slips).reshape(-1, 4).T), palette.baseline, 2.2)
    sheet.fills(diamonds(*np.array(hollow).reshape(-1, 3).T), palette.page, edges=palette.text, width=0.8)
    sheet.fills(diamonds(*np.array(solid).reshape(-1, 3).T), palette.disc)
    sheet.paths(discs, palette.disc)
    sheet.lines(ticks, palette.on_disc, 0.9)
    for row, x, y in placed:
        _date(sheet, row, x, y, place, palette)


def _date(sheet: Sheet, row: MilestoneRow, x: float, y: float, place: _Place, palette: Palette) -> None:
    """The date beside the diamond, on the side with room; a reached one says nothing more."""
    if row.done:
        return
    half = _GATE if row.gate else _MILESTONE
    text = shown.day_month(row.forecast or row.baseline)
    if x + half + 4 + text_width(text, SIZE) <= place.right:
        sheet.say(Word(x + half + 4, centred(y), text, palette.text, patch=palette.page))
    else:
        sheet.say(Word(x - half - 4, centred(y), text, palette.text, anchor="end", patch=palette.page))


def _figures(sheet: Sheet, timeline: MilestoneTimeline, place: _Place, palette: Palette) -> None:
    """Days late, and how ready it is."""
    frames, fills, strong = [], [], []
    for i, row in enumerate(_lines(timeline)):
        if not isinstance(row, MilestoneRow):
            continue
        y = place.top + (i + 0.5) * ROW
        if row.slip is not None:
            weight = SEMIBOLD if row.slip > timeline.slip_limit else 400
            sheet.say(
                Word(place.right + 30, centred(y), shown.signed(row.slip), palette.text, SIZE, weight, "end")
            )
        if row.done:
            sheet.say(Word(sheet.width, centred(y), tr("done"), palette.text2, anchor="end"))
        elif row.ready is not None:
            x, low = sheet.width - 22 - _READY, row.ready < 6000
            frames.append((x, y - 3, x + _READY, y + 3))
            fills.append((x, y - 3, x + _READY * row.ready / 10_000, y + 3))
            strong.append(palette.disc if low else palette.series[1])
            sheet.say(
                Word(
                    sheet.width,
                    centred(y),
                    shown.number(row.ready / 100),
                    palette.text,
                    SIZE,
                    SEMIBOLD if low else 400,
                    "end",
                )
            )
    sheet.fills(boxes(*np.array(fills).reshape(-1, 4).T), strong or "none")
    sheet.fills(boxes(*np.array(frames).reshape(-1, 4).T), "none", edges=palette.text, width=0.6)


def _key(sheet: Sheet, timeline: MilestoneTimeline, place: _Place, palette: Palette) -> None:
    """What the signs mean, in one line."""
    y, x = place.bottom + ROW * 0.7, 2.0
    parts: list[tuple[str, str]] = [
        ("hollow", tr("baseline")),
        ("solid", tr("forecast")),
        ("slip", tr("slip")),
        ("disc", tr("done")),
    ]
    if timeline.as_at:
        parts.append(("line", tr("data, {day}", day=shown.day_month(timeline.as_at))))
    if timeline.meeting:
        parts.append(("dots", tr("meeting, {day}", day=shown.day_month(timeline.meeting))))
    for sign, text in parts:
        wide = 16.0 if sign == "slip" else 6.0
        match sign:
            case "hollow":
                sheet.fills(diamonds(x + 3, y, 3), palette.page, edges=palette.text, width=0.8)
            case "solid":
                sheet.fills(diamonds(x + 3, y, 3.4), palette.disc)
            case "slip":
                sheet.lines(rules(x, y, x + wide, y), palette.baseline, 2.2)
            case "disc":
                sheet.paths([circle(x + 3, y, 3)], palette.disc)
            case _:
                sheet.lines(
                    rules(x + 3, y - 5, x + 3, y + 5),
                    palette.today,
                    1.0,
                    (1.0, 1.4) if sign == "dots" else None,
                )
        sheet.say(Word(x + wide + 5, centred(y), text, palette.text2))
        x += wide + 5 + text_width(text, SIZE) + 16
