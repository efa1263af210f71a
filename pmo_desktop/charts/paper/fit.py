"""How many sheets a plan takes, and at what type: lines into rows of sheets, days into columns of sheets."""

from __future__ import annotations

import dataclasses as dc
import math
from collections.abc import Iterator, Sequence

from pmo_desktop.charts.paper.geometry import DESIGN_TYPE, TALLEST, Geometry, cuts
from pmo_desktop.charts.paper.pages import FIXED, Fit, PaperSettings, Scale
from pmo_desktop.charts.paper.plan import Part
from pmo_desktop.charts.paper.table import Table, table

LEAST_TYPE = 0.7
"""Points below which type is never drawn, whatever is asked for."""
_GROWS, _GROWN = 1.5, 10.5
"""Type grows by at most this factor, and to at most so many points, where it costs no sheet."""
_STEP = 0.25
"""Points by which type grows."""
_MOST_ACROSS = 3
"""Sheets across that are taken unasked."""
_READABLE = 0.55
"""Length of a middling bar, in parts of the type size, from which bars can be told apart."""
_PER_DAY = {
    Scale.HOURS: 340.0,
    Scale.DAYS: 14.5,
    Scale.WEEKS: 3.3,
    Scale.MONTHS: 0.95,
    Scale.QUARTERS: 0.28,
    Scale.YEARS: 0.075,
}
"""Points a day from which the units of a scale can be named, at the type that charts are designed for."""
_FEW = 0.04
"""Share of names that may be shortened; with more, names take two lines."""
_WHOLE = 0.25
"""Share of its lines that a sheet gives up to end with a whole group."""


@dc.dataclass(frozen=True)
class Fitted:
    """How a part would be parted at one size of type."""

    geometry: Geometry
    full: Table
    short: Table
    bands: tuple[tuple[int, int], ...]
    spans: tuple[tuple[float, float], ...]
    split: bool
    """Whether groups go on over sheets, since whole ones would take more sheets."""

    @property
    def sheets(self) -> int:
        """How many there are."""
        return len(self.bands) * len(self.spans)

    @property
    def lacks(self) -> tuple[int, int, bool]:
        """What must not become worse: columns left out, names cut, groups split."""
        return len(self.full.dropped), self.full.cut, self.split


def best(part: Part, settings: PaperSettings) -> Fitted:
    """The sheets at the smallest type, smaller only when so many sheets must do; then grown for nothing."""
    size = size_for(part, settings)
    fitted = fit(part, settings, size or settings.type_size)
    if size == settings.type_size:
        fitted = _grown(part, settings, fitted)
    return _stretched(part, fitted)


def size_for(part: Part, settings: PaperSettings) -> float:
    """The largest type, at most the one asked for, with which the sheets allowed suffice; 0 for none."""
    most, size = most_sheets(settings), settings.type_size

    def enough(size: float) -> bool:
        return most is None or fit(part, settings, size).sheets <= most

    if enough(size):
        return size
    low, high = LEAST_TYPE, size
    if not enough(low):
        return 0.0
    while high - low > 0.05:
        middle = (low + high) / 2
        low, high = (middle, high) if enough(middle) else (low, middle)
    return low


def most_sheets(settings: PaperSettings) -> int | None:
    """How many sheets may be used, None where there may be as many as it takes."""
    return {Fit.ONE: 1, Fit.PAGES: max(settings.pages, 1)}.get(settings.fit)


def _grown(part: Part, settings: PaperSettings, fitted: Fitted) -> Fitted:
    """The same number of sheets with the largest type that costs nothing."""
    size = fitted.geometry.type_size
    limit = max(min(size * _GROWS, _GROWN), size)
    while size + _STEP <= limit:
        size += _STEP
        larger_type = fit(part, settings, size)
        room = larger_type.full.width <= 0.45 * larger_type.geometry.inner_width
        if larger_type.sheets != fitted.sheets or larger_type.lacks > fitted.lacks or not room:
            break
        fitted = larger_type
    return fitted


def _stretched(part: Part, fitted: Fitted) -> Fitted:
    """The lines evenly over the sheets, groups whole where that costs no sheet, as high as there is room."""
    bands, geometry = fitted.bands, fitted.geometry
    least = -(-len(part.levels) // max(len(bands), 1))
    tries = [(most, whole) for whole in (_WHOLE, 0.0) for most in range(max(least, 1), geometry.capacity + 1)]
    for most, whole in tries:
        even = tuple(_bands(part.levels, most, whole))
        if len(even) == len(bands):
            bands = even
            break
    fullest = max((last - first for first, last in bands), default=1)
    row = min(geometry.rows_height / max(fullest, 1), geometry.type_size * TALLEST)
    return dc.replace(fitted, bands=bands, geometry=dc.replace(geometry, row=max(row, geometry.row)))


def fit(part: Part, settings: PaperSettings, size: float) -> Fitted:
    """Part the lines and the time at one size of type."""
    geometry = Geometry.of(settings, size)
    room = geometry.inner_width * (0.58 if geometry.inner_width < 600 else 0.5)
    full = table(part.text, size, room)
    if full.cut > _FEW * len(part.levels):
        geometry = geometry.with_long_names()
    short = table(part.text, size, room, FIXED) if settings.short_table else full
    plain, bands = (tuple(_bands(part.levels, geometry.capacity, whole)) for whole in (0.0, _WHOLE))
    split = len(bands) > len(plain)
    bands = plain if split else bands
    across = _across(part, settings, geometry, (full.width, short.width), len(bands))
    per_day, spans = cuts(
        (part.first_day, part.last_day),
        across,
        geometry,
        (geometry.inner_width - full.width, geometry.inner_width - short.width),
    )
    return Fitted(dc.replace(geometry, per_day=per_day), full, short, bands, spans, split)


def _across(
    part: Part, settings: PaperSettings, geometry: Geometry, widths: tuple[float, float], down: int
) -> int:
    """How many sheets stand side by side."""
    if settings.fit in (Fit.ONE, Fit.WIDE):
        return 1
    auto = settings.scale is Scale.AUTO
    if auto:
        per_day = _READABLE * geometry.type_size / part.middling
    else:
        per_day = _PER_DAY[settings.scale] * geometry.type_size / DESIGN_TYPE
    first, other = (geometry.inner_width - wide for wide in widths)
    needed = part.days * per_day + geometry.pads - first
    across = 1 + max(math.ceil(needed / other - 1e-6), 0)
    if auto:
        across = min(across, _MOST_ACROSS)
    if settings.fit is Fit.PAGES:
        across = min(across, max(settings.pages // down, 1))
    return across


def _bands(levels: Sequence[int], most: int, whole: float = 0.0) -> Iterator[tuple[int, int]]:
    """Runs of lines for sheets below one another; a summary goes over to the sheet of what is under it.

    A sheet may end by this share of its lines earlier, so that it ends with a whole group.
    """
    first, count = 0, len(levels)
    while first < count or not count:
        last = min(first + most, count)
        least = first + max(most // 2, 1)
        if whole and last < count:
            last = _before_group(levels, last, max(least, last - int(whole * most)))
        while least < last < count and levels[last] > levels[last - 1]:
            last -= 1
        yield first, last
        if not count:
            return
        first = last


def _before_group(levels: Sequence[int], last: int, least: int) -> int:
    """The end of the highest group that ends within the last lines of a sheet, the latest of equals."""
    ends = range(last, least - 1, -1)
    return min(ends, key=lambda end: levels[end], default=last)
