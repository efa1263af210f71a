"""A wall chart as an annex: the sheets of a plan, drawn as they are printed alone, on fold-out pages."""

from __future__ import annotations

import dataclasses as dc
from functools import lru_cache
from typing import TYPE_CHECKING

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.i18n import language
from pmo_desktop.packs.context import Composed, Context
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import FOLDS
from pmo_desktop.readmodels.pack_walls import WallChart, wall_model

if TYPE_CHECKING:
    from pmo_desktop.charts.paper.plan import Layout

_PAPERS = {PaperSize.A4: "A3", PaperSize.LETTER: "tabloid"}


@dc.dataclass(frozen=True)
class WallSheet:
    """One sheet of a wall chart, as a block that takes its whole page."""

    chart: WallChart
    layout: Layout
    place: int
    anchors: tuple[str, ...] = ()
    with_next: bool = False

    @property
    def height(self) -> float:
        """Of the page."""
        return self.layout.sheets[self.place].geometry.height

    def split(self, room: float) -> None:
        """A sheet is whole."""

    def draw(self, pen: Pen) -> None:
        """Draw it from the corner of the paper, whatever the origin of the pen."""
        from pmo_desktop.charts.drawing import drawing
        from pmo_desktop.charts.paper.pages import PrintFacts
        from pmo_desktop.charts.paper.sheet import sheet_figure
        from pmo_desktop.packs.painting import paint

        for anchor in self.anchors:
            pen.anchor(anchor)
        facts = PrintFacts(code=self.chart.ref, framed=True)
        pen.canvas.saveState()
        paint(pen.canvas, drawing(sheet_figure(self.layout, self.layout.sheets[self.place], facts)))
        pen.canvas.restoreState()


def compose(chart: WallChart, context: Context) -> Composed:
    """A page for each sheet; where there are several, each has its entry in the outline."""
    from pmo_desktop.charts.export import sheet_mark
    from pmo_desktop.charts.paper.finding import finding

    laid = _laid_out(chart, context.content.printing.paper, language())
    several = len(laid.sheets) > 1
    names = [f"{chart.head.key}-{sheet.label}" if several else "" for sheet in laid.sheets]
    blocks = tuple(WallSheet(chart, laid, n, (name,) if name else ()) for n, name in enumerate(names))
    marks = tuple((sheet_mark(sheet), name) for sheet, name in zip(laid.sheets, names, strict=True) if name)
    title = chart.head.finding or finding(wall_model(chart)) or chart.head.title
    return Composed(chart, title, blocks, look="sheet", outline=marks)


@lru_cache(maxsize=8)
def _laid_out(chart: WallChart, paper: PaperSize, _language: str) -> Layout:
    """The sheets; kept, because a pack is composed several times until its page numbers stand."""
    from pmo_desktop.charts.paper.layout import arrange
    from pmo_desktop.charts.paper.pages import Column, PaperSettings
    from pmo_desktop.packs.styles import MM

    settings = PaperSettings(paper=_PAPERS[paper], margin=FOLDS[paper].margin / MM, leave_blank=True)
    if chart.endless:
        settings = dc.replace(settings, columns=tuple(c for c in settings.columns if c is not Column.DONE))
    return arrange(wall_model(chart), settings)
