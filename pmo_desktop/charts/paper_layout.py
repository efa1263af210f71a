"""A plan parted into sheets of paper: type first, then rows, time scale and how many sheets. No drawing.

The smallest type that a person chose is kept. Rows follow from it, then the number of sheets down; the time
scale and the sheets across follow from how long the work is that has to be told apart.
"""

from __future__ import annotations

import dataclasses as dc
import math
from collections.abc import Collection, Iterator, Sequence

from pmo_desktop.charts.paper import FIXED, Fit, PaperSettings, Scale, larger, paper
from pmo_desktop.charts.paper_geometry import DESIGN_TYPE, TALLEST, Geometry, cuts, letters
from pmo_desktop.charts.paper_plan import Advice, Layout, Part, SheetPlan
from pmo_desktop.charts.paper_rows import Printed, chosen, reach, summarised
from pmo_desktop.charts.paper_table import Table, TableText, table
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttModel, day_of

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
_WHOLE = 0.25
"""Share of its lines that a sheet gives up to end with a whole group."""
_MANY = 60
"""Sheets from which a person is asked whether so many are wanted."""


@dc.dataclass(frozen=True)
class _Fitted:
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
        return len(self.bands) * len(self.spans)

    @property
    def lacks(self) -> tuple[int, int, bool]:
        """What must not become worse: columns left out, names cut, groups split."""
        return len(self.full.dropped), self.full.cut, self.split


def arrange(
    model: GanttModel,
    settings: PaperSettings,
    collapsed: Collection[str] = frozenset(),
    selected: Collection[str] = frozenset(),
) -> Layout:
    """Part a plan into sheets: the summary first where there are several, then the details."""
    part = _part(chosen(model, settings, collapsed, selected), settings)
    fitted = _best(part, settings)
    several = fitted.sheets > 1
    front = tuple(_summary(part, settings)) if settings.summary and several else ()
    details = list(_details(part, fitted, len(front)))
    if settings.leave_blank:
        kept = [sheet for sheet in details if sheet.across == 0 or _drawn(sheet)]
        details = [dc.replace(s, page=n) for n, s in enumerate(kept, len(front) + 1)]
    sheets = (*front, *details)
    advice = tuple(_advice(part, settings, fitted, len(sheets), front))
    return Layout(
        settings,
        sheets,
        len(fitted.bands),
        len(fitted.spans),
        fitted.geometry.type_size,
        model.name,
        model.as_at,
        advice,
    )


def sheets(
    model: GanttModel,
    settings: PaperSettings,
    collapsed: Collection[str] = frozenset(),
    selected: Collection[str] = frozenset(),
) -> tuple[SheetPlan, ...]:
    """The sheets alone."""
    return arrange(model, settings, collapsed, selected).sheets


def _part(printed: Printed, settings: PaperSettings) -> Part:
    first, last = reach(printed.model, settings)
    text = TableText.of(printed.model, settings.columns)
    return Part(printed, text, day_of(first), day_of(last))


def _details(part: Part, fitted: _Fitted, before: int) -> Iterator[SheetPlan]:
    page = before
    for down, (first, last) in enumerate(fitted.bands):
        for across, (start, finish) in enumerate(fitted.spans):
            page += 1
            yield SheetPlan(
                f"{letters(down)}{across + 1}",
                page,
                down,
                across,
                part,
                first,
                last - first,
                start,
                finish,
                fitted.short if across else fitted.full,
                fitted.geometry,
                last_across=across == len(fitted.spans) - 1,
            )


def _drawn(sheet: SheetPlan) -> bool:
    """Whether a bar, a diamond or a baseline of its lines is in the time of a sheet."""
    import numpy as np

    columns, rows = sheet.part.model.columns, slice(sheet.first, sheet.first + sheet.count)
    low = np.fmin(columns.start[rows], columns.base_start[rows])
    high = np.fmax(columns.finish[rows], columns.base_finish[rows])
    return bool(((low < sheet.finish) & (high >= sheet.start)).any())


def _summary(part: Part, settings: PaperSettings) -> Iterator[SheetPlan]:
    """One page by rule, at the same type as the details or larger."""
    alone = dc.replace(settings, fit=Fit.ONE, summary=False, scale=Scale.AUTO)
    most = Geometry.of(alone, settings.type_size).capacity
    printed, left_out = summarised(part.model, most)
    above = dc.replace(printed, above=((),) * len(printed.above))
    made = dc.replace(part, printed=above, text=TableText.of(above.model, settings.columns))
    fitted = _best(made, alone)
    for sheet in _details(made, fitted, 0):
        yield dc.replace(sheet, label="S", summary=True, left_out=left_out)


def _best(part: Part, settings: PaperSettings) -> _Fitted:
    """The sheets at the smallest type, smaller only when so many sheets must do; then grown for nothing."""
    size = _size(part, settings)
    fitted = _fit(part, settings, size or settings.type_size)
    if size == settings.type_size:
        fitted = _grown(part, settings, fitted)
    return _stretched(part, fitted)


def _size(part: Part, settings: PaperSettings) -> float:
    """The largest type, at most the one asked for, with which the sheets allowed suffice; 0 for none."""
    most, size = _most(settings), settings.type_size

    def enough(size: float) -> bool:
        return most is None or _fit(part, settings, size).sheets <= most

    if enough(size):
        return size
    low, high = LEAST_TYPE, size
    if not enough(low):
        return 0.0
    while high - low > 0.05:
        middle = (low + high) / 2
        low, high = (middle, high) if enough(middle) else (low, middle)
    return low


def _most(settings: PaperSettings) -> int | None:
    """How many sheets may be used, None where there may be as many as it takes."""
    return {Fit.ONE: 1, Fit.PAGES: max(settings.pages, 1)}.get(settings.fit)


def _grown(part: Part, settings: PaperSettings, fitted: _Fitted) -> _Fitted:
    """The same number of sheets with the largest type that costs nothing."""
    size = fitted.geometry.type_size
    limit = max(min(size * _GROWS, _GROWN), size)
    while size + _STEP <= limit:
        size += _STEP
        larger_type = _fit(part, settings, size)
        room = larger_type.full.width <= 0.45 * larger_type.geometry.inner_width
        if larger_type.sheets != fitted.sheets or larger_type.lacks > fitted.lacks or not room:
            break
        fitted = larger_type
    return fitted


def _stretched(part: Part, fitted: _Fitted) -> _Fitted:
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


def _fit(part: Part, settings: PaperSettings, size: float) -> _Fitted:
    """Part the lines and the time at one size of type."""
    geometry = Geometry.of(settings, size)
    room = geometry.inner_width * (0.58 if geometry.inner_width < 600 else 0.5)
    full = table(part.text, size, room)
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
    return _Fitted(dc.replace(geometry, per_day=per_day), full, short, bands, spans, split)


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


def _advice(
    part: Part, settings: PaperSettings, fitted: _Fitted, count: int, front: Sequence[SheetPlan]
) -> Iterator[Advice]:
    """What is not as it should be, and the next paper on which it would."""
    size, least, most = fitted.geometry.type_size, settings.type_size, _most(settings)
    if most is not None and fitted.sheets > most:
        text = trn(
            "The plan finds no room on {n} sheet of {paper}; it takes {all}.",
            "The plan finds no room on {n} sheets of {paper}; it takes {all}.",
            most, paper=paper(settings.paper).name, all=fitted.sheets,
        )  # fmt: skip
        yield _with_paper(text, part, settings)
    elif size < least - 1e-6:
        facts = {"size": shown.number(size, 1), "least": shown.number(least, 1)}
        text = tr("The type is {size} pt, below your smallest of {least} pt.", **facts)
        yield _with_paper(text, part, settings)
    if fitted.full.cut:
        yield Advice(trn("{n} name is shortened.", "{n} names are shortened.", fitted.full.cut))
    if fitted.full.dropped:
        n = len(fitted.full.dropped)
        yield Advice(trn("{n} column found no room.", "{n} columns found no room.", n))
    if count > _MANY:
        yield Advice(trn("It takes {n} sheet.", "It takes {n} sheets.", count))
    for sheet in front:
        if sheet.left_out:
            yield Advice(
                trn(
                    "The summary has no room for {n} line.",
                    "The summary has no room for {n} lines.",
                    sheet.left_out,
                )
            )


def _with_paper(text: str, part: Part, settings: PaperSettings) -> Advice:
    """The sentence with the next larger paper that keeps the type, or else comes nearest to it."""
    best, size, turned = "", 0.0, settings.portrait
    for one in larger(settings.paper):
        for portrait in (settings.portrait, not settings.portrait):
            found = _size(part, dc.replace(settings, paper=one.key, portrait=portrait))
            if found > size + 0.1:
                best, size, turned = one.key, found, portrait
        if size >= settings.type_size:
            break
    if not best:
        return Advice(text)
    name, said = paper(best).name, shown.number(size, 1)
    more = tr("{said} On {paper}, upright, it would be {size} pt.", said=text, paper=name, size=said)
    if not turned:
        more = tr("{said} On {paper} it would be {size} pt.", said=text, paper=name, size=said)
    return Advice(more, best, turned)


__all__ = ["Advice", "Layout", "Part", "SheetPlan", "arrange", "sheets"]
