"""The load of one resource under a Gantt chart: bars by period against what there is, on the same time axis.

Work within the capacity is a plain bar. What is beyond it stands on top, hatched and outlined, under a
triangle, so that it is told by shape and pattern as well as by colour.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.charts.fonts import SEMIBOLD, text_width
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.sheet import Floats, Sheet, Word, boxes, hatch, rules
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt_rows import instant_of
from pmo_desktop.readmodels.load import Load

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Flags: TypeAlias = NDArray[np.bool_]
_LEAST, _MOST = 1.35, 3.0
"""The share of capacity at the top of the chart: at least, and at most, whatever the load."""
_TOP = 26.0
"""Room above the bars for words, in points."""
_MARK = 4.0


@dc.dataclass(frozen=True, slots=True)
class LoadView:
    """The stretch of time that shows, the day of the line, and the size of words; lengths in points."""

    start: float
    finish: float
    as_at: float | None = None
    font: float = 12.0


class LoadChart:
    """The layers of one strip of load, from the back to the front."""

    def __init__(self, figure: Figure, palette: Palette, *, ink: Palette | None = None) -> None:
        """`ink` are the colours of the shapes where they are not those of the words: of a quick picture."""
        self._words, drawn = palette, ink or palette
        self._palette = drawn
        self.sheet = sheet = Sheet(figure, drawn.page, merged=ink is not None)
        self._bars = sheet.fills(colours=drawn.bar)
        self._over = sheet.fills(colours=drawn.page, edges=drawn.critical_edge, width=1.0)
        self._hatch = sheet.lines(colours=drawn.critical_edge, width=0.9)
        self._marks = sheet.fills(colours=drawn.critical_edge)
        self._limit = sheet.lines(colours=drawn.text2, width=1.0)
        self._today = sheet.lines(colours=drawn.today, width=0.8 if drawn.paper else 1.4)

    def show(self, load: Load, view: LoadView) -> tuple[Word, ...]:
        """Put a load into the layers; gives the words that lie over them."""
        width, height = self.sheet.width, self.sheet.height
        per_day = width / max(view.finish - view.start, 1e-6)
        x = np.clip((load.edges - view.start) * per_day, -10, width + 10)
        left, right = x[:-1], x[1:]
        seen = (right > 0) & (left < width) & (load.hours > 0)
        share = np.minimum(load.share, 99.0)
        most = float(share[seen].max()) if seen.any() else 0.0
        scale = (height - _TOP) / min(max(most, _LEAST), _MOST)
        limit = height - scale
        gap = np.where(right - left >= 6, 1.0, 0.0)
        top = np.maximum(height - share * scale, _TOP)
        self._bars.put(boxes((left + gap)[seen], np.maximum(top, limit)[seen], right[seen], height))
        over = seen & load.over
        above = boxes((left + gap)[over], top[over], right[over], limit)
        self._over.put(above)
        self._hatch.put(_lines(above))
        self._marks.put(_triangles(((left + right) / 2)[over], top[over]))
        self._limit.put(rules(0, limit, width, limit))
        at = (view.as_at - view.start) * per_day if view.as_at is not None else -1.0
        self._today.put(rules(at, 0, at, height) if 0 <= at <= width else np.empty((0, 2, 2)))
        return self._said(load, view, (left + right) / 2, share, seen, limit)

    def _said(
        self, load: Load, view: LoadView, middle: Floats, share: Floats, seen: Flags, limit: float
    ) -> tuple[Word, ...]:
        colour, size = self._words, view.font
        units = shown.number(load.units, 1 if load.units % 1 else 0)
        text = tr("100 %") if load.units == 1 else tr("100 % of {units}", units=units)
        words = [Word(self.sheet.width - 8, limit - 4, text, colour.text2, size, anchor="end",
                      patch=colour.page)]  # fmt: skip
        if (seen & load.over).any():
            at = int(np.argmax(np.where(seen & load.over, share.round(3), -1)))
            peak = peak_words(load, at)
            half = text_width(peak, size, SEMIBOLD) / 2 + 4
            x = min(max(float(middle[at]), half), self.sheet.width - half)
            words.append(Word(x, size, peak, colour.text, size, SEMIBOLD, "middle", colour.page))
        return tuple(words)


def peak_words(load: Load, at: int) -> str:
    """How much and when: "133 %, week of 20 Jul"."""
    day = shown.day_month(instant_of(float(load.edges[at])).date())
    days = load.edges[at + 1] - load.edges[at]
    if not load.capacity[at]:
        return tr("work without working time, {day}", day=day)
    percent = shown.number(float(load.share[at]) * 100, 0)
    if days < 2:
        return tr("{percent} %, {day}", percent=percent, day=day)
    if days < 10:
        return tr("{percent} %, week of {day}", percent=percent, day=day)
    return tr("{percent} %, month from {day}", percent=percent, day=day)


def _lines(rects: Floats) -> Floats:
    found = hatch(rects, 4.5)
    return np.array(found) if found else np.empty((0, 2, 2))


def _triangles(x: Floats, y: Floats) -> Floats:
    """Small triangles (n, 3, 2) with their foot on y."""
    corners = ((x - _MARK, y), (x + _MARK, y), (x, y - 1.6 * _MARK))
    return np.stack([np.stack(c, axis=-1) for c in corners], axis=1)
