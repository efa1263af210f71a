"""A time axis for milestones: months over it, baseline open, forecast solid, slip between them."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator

from pmo_desktop.packs import marks
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import HAIR, INK, MID, SMALL, SMALL_GREY, WHITE
from pmo_desktop.packs.text import Span
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import MilestoneLine


@dc.dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last` over a width in points, from `left` on."""

    first: dt.date
    last: dt.date
    left: float
    width: float

    def x(self, day: dt.date) -> float:
        """Where a day stands, held inside the axis."""
        whole = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days / whole, 0.0), 1.0)
        return self.left + part * self.width

    def months(self) -> Iterator[dt.date]:
        """The first of each month inside, thinned so that words do not touch."""
        months = max((self.last.year - self.first.year) * 12 + self.last.month - self.first.month, 1)
        every = next((n for n in (1, 2, 3, 6, 12) if self.width * n / months >= 26), 24)
        at = self.first.year * 12 + self.first.month - 1
        while True:
            year, month = divmod(at, 12)
            day = dt.date(year, month + 1, 1)
            if day > self.last:
                return
            if month % every == 0 and day >= self.first:
                yield day
            at += 1


def paint_months(pen: Pen, axis: Axis, top: float, bottom: float) -> None:
    """Month names over hairlines."""
    for day in axis.months():
        x = axis.x(day)
        pen.stroke([(x, top), (x, bottom)], 0.35, HAIR)


def month_words(pen: Pen, axis: Axis, y: float) -> None:
    """The names of months, the year with January."""
    days = list(axis.months())
    ends = [axis.x(d) for d in days[1:]] + [axis.left + axis.width + 6]
    for day, end in zip(days, ends, strict=True):
        room = end - axis.x(day) - 4
        choices = (shown.month(day), shown.month_name(day)) if day.month == 1 else (shown.month_name(day),)
        words = next((w for w in choices if Span(w, SMALL_GREY).width() <= room), "")
        pen.text(axis.x(day) + 2, y, words, SMALL_GREY)


def paint_milestone(pen: Pen, axis: Axis, y: float, line: MilestoneLine, *, dated: bool = True) -> None:
    """One milestone at its height: slip bar, open and solid diamond or ticked disc, the date beside."""
    known = [d for d in (line.baseline, line.forecast) if d is not None]
    if not known:
        return
    radius = 4.3 if line.gate else 3.0
    if line.baseline and line.forecast and line.baseline != line.forecast:
        start, end = sorted((axis.x(line.baseline), axis.x(line.forecast)))
        pen.stroke([(start, y), (end, y)], 2.2, MID)
    if line.baseline and line.baseline != line.forecast:
        marks.diamond(pen, axis.x(line.baseline), y, radius * 0.85, solid=False)
    if line.forecast is None:
        return
    at = axis.x(line.forecast)
    if line.done:
        marks.done(pen, at, y)
    else:
        marks.diamond(pen, at, y, radius, solid=True)
        if dated:
            _paint_date(pen, axis, at, y, line.forecast)


def _paint_date(pen: Pen, axis: Axis, at: float, y: float, day: dt.date) -> None:
    words = shown.day_month(day)
    wide = Span(words, SMALL).width()
    right = at + 7 + wide <= axis.left + axis.width + 20
    x = at + 7 if right else at - 7 - wide
    pen.box(x - 1, y - 4.5, wide + 2, 9.5, WHITE)
    pen.text(x, y + 3, words, SMALL)


def paint_day(pen: Pen, axis: Axis, day: dt.date, top: float, bottom: float, *, dotted: bool) -> None:
    """A vertical line at a day: solid for the data, dotted for the meeting."""
    if axis.first <= day <= axis.last:
        x = axis.x(day)
        pen.stroke([(x, top), (x, bottom)], 0.9, INK, (1, 1.6) if dotted else ())
