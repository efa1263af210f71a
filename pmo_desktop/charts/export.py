"""A whole plan on paper: its sheets as figures, drawings, SVG and PNG; `packs` makes the PDF of drawings."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from pmo_desktop.charts.drawing import Drawing, drawing
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.paper.pages import NO_FACTS, PrintFacts
from pmo_desktop.charts.paper.plan import Layout, SheetPlan
from pmo_desktop.charts.paper.sheet import sheet_figure
from pmo_desktop.charts.vector import figure_png
from pmo_desktop.i18n import tr

MOST_PIXELS = 120_000_000
"""Of one picture; a finer one would not be opened by most programs."""


def sheet_figures(
    layout: Layout,
    facts: PrintFacts = NO_FACTS,
    palette: Palette = PAPER,
) -> Iterator[Figure]:
    """One figure a sheet, made when it is asked for."""
    for sheet in layout.sheets:
        yield sheet_figure(layout, sheet, facts, palette)


def sheet_drawings(layout: Layout, facts: PrintFacts = NO_FACTS) -> Iterator[Drawing]:
    """One list of shapes and words a sheet."""
    for figure in sheet_figures(layout, facts):
        yield drawing(figure)


def pdf_pages(layout: Layout, facts: PrintFacts = NO_FACTS) -> Iterator[tuple[Drawing, str, str]]:
    """What a PDF is made of: each sheet with its label and what its bookmark says."""
    for sheet, drawn in zip(layout.sheets, sheet_drawings(layout, facts), strict=True):
        yield drawn, sheet.label, sheet_mark(sheet)


def sheet_mark(sheet: SheetPlan) -> str:
    """A sheet in words: its label, and the lines that it holds."""
    if sheet.summary:
        return tr("Summary")
    if not sheet.count:
        return tr("Sheet {label}", label=sheet.label)
    rows = sheet.part.model.rows
    first, last = rows[sheet.rows[0]].number, rows[sheet.rows[-1]].number
    return tr("Sheet {label}: lines {first} to {last}", label=sheet.label, first=first, last=last)


def sheet_pictures(
    layout: Layout, facts: PrintFacts, suffix: str, dpi: float = 150
) -> Iterator[tuple[SheetPlan, bytes]]:
    """Each sheet as a file of its own: ".svg" or ".png" at so many pixels an inch."""
    for sheet, figure in zip(layout.sheets, sheet_figures(layout, facts), strict=True):
        yield sheet, figure_svg(figure) if suffix == ".svg" else figure_picture(figure, dpi)


def figure_svg(figure: Figure) -> bytes:
    """A figure as SVG with its words as text, the same bytes every time."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.BytesIO()
    rules: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "plan", "path.simplify": False}
    with rc_context(rules):
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})
    return out.getvalue()


def figure_picture(figure: Figure, dpi: float) -> bytes:
    """A figure as PNG, with fewer pixels an inch where a very large sheet asks for too many."""
    wide, high = figure.get_size_inches()
    most = (MOST_PIXELS / (float(wide) * float(high))) ** 0.5
    return figure_png(figure, min(dpi, most))
