"""A plan parted into sheets of paper: type first, then rows, time scale and how many sheets. No drawing.

The smallest type that a person chose is kept. Rows follow from it, then the number of sheets down; the time
scale and the sheets across follow from how long the work is that has to be told apart.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Iterator, Sequence

from pmo_desktop.charts.paper.fit import Fitted, best, most_sheets, size_for
from pmo_desktop.charts.paper.geometry import Geometry, letters
from pmo_desktop.charts.paper.pages import Column, Fit, PaperSettings, Scale, larger, paper
from pmo_desktop.charts.paper.plan import Advice, Layout, Part, SheetPlan
from pmo_desktop.charts.paper.rows import Printed, chosen, reach, summarised
from pmo_desktop.charts.paper.table import TableText, name_lines
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttModel, day_of

_MANY = 60
"""Sheets from which a person is asked whether so many are wanted."""


def arrange(
    model: GanttModel,
    settings: PaperSettings,
    collapsed: Collection[str] = frozenset(),
    selected: Collection[str] = frozenset(),
) -> Layout:
    """Part a plan into sheets: the summary first where there are several, then the details."""
    part = _part(chosen(model, settings, collapsed, selected), settings)
    fitted = best(part, settings)
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
        part.model,
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


def _details(part: Part, fitted: Fitted, before: int) -> Iterator[SheetPlan]:
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
    fitted = best(made, alone)
    for sheet in _details(made, fitted, 0):
        yield dc.replace(sheet, label="S", summary=True, left_out=left_out)


def _advice(
    part: Part, settings: PaperSettings, fitted: Fitted, count: int, front: Sequence[SheetPlan]
) -> Iterator[Advice]:
    """What is not as it should be, and the next paper on which it would."""
    size, least, most = fitted.geometry.type_size, settings.type_size, most_sheets(settings)
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
    cut = _shortened(part, fitted) if fitted.full.cut else 0
    if cut:
        yield Advice(trn("{n} name is shortened.", "{n} names are shortened.", cut))
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


def _shortened(part: Part, fitted: Fitted) -> int:
    """How many names end with … where all columns stand."""
    geometry = fitted.geometry
    column = next(c for c in fitted.full.columns if c.column is Column.NAME)
    said = (name_lines(row, column, geometry.type_size, geometry.lines) for row in part.model.rows)
    return sum(lines[-1].endswith("…") for lines in said)


def _with_paper(text: str, part: Part, settings: PaperSettings) -> Advice:
    """The sentence with the next larger paper that keeps the type, or else comes nearest to it."""
    offer, size, turned = "", 0.0, settings.portrait
    for one in larger(settings.paper):
        for portrait in (settings.portrait, not settings.portrait):
            found = size_for(part, dc.replace(settings, paper=one.key, portrait=portrait))
            if found > size + 0.1:
                offer, size, turned = one.key, found, portrait
        if size >= settings.type_size:
            break
    if not offer:
        return Advice(text)
    name, said = paper(offer).name, shown.number(size, 1)
    more = tr("{said} On {paper}, upright, it would be {size} pt.", said=text, paper=name, size=said)
    if not turned:
        more = tr("{said} On {paper} it would be {size} pt.", said=text, paper=name, size=said)
    return Advice(more, offer, turned)


__all__ = ["Advice", "Layout", "Part", "SheetPlan", "arrange", "sheets"]
