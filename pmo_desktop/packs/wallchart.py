"""The sheets of a plan as a PDF: shapes and words as `charts` drew them, with page labels and bookmarks.

Pure and deterministic like a pack.
"""

from __future__ import annotations

import dataclasses as dc
import io
from collections.abc import Iterable
from typing import Any

from pmo_desktop.charts.drawing import Drawing
from pmo_desktop.packs.document import DRAWING
from pmo_desktop.packs.painting import folded, paint, register


@dc.dataclass(frozen=True, slots=True)
class WallPage:
    """One sheet: what is on it, its label ("B2"), and what its bookmark says."""

    drawing: Drawing
    label: str
    mark: str


def wall_pdf(pages: Iterable[WallPage], title: str, language: str) -> bytes:
    """Print sheets, one page each; the pages are asked for one after another.

    What asking for one raises (a person stopped it) ends the whole.
    """
    with DRAWING:
        register()  # before the canvas, which begins in one of the fonts
        out = io.BytesIO()
        canvas = _canvas(out, title, language)
        for n, page in enumerate(pages):
            canvas.setPageSize((page.drawing.width, page.drawing.height))
            canvas.addPageLabel(n, prefix=page.label)
            canvas.bookmarkPage(page.label)
            canvas.addOutlineEntry(folded(page.mark), page.label, 0)
            paint(canvas, page.drawing)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _canvas(out: io.BytesIO, title: str, language: str) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(
        out,
        pageCompression=1,
        invariant=1,
        lang=language,
        pdfVersion=(1, 7),
        initialFontName="NotoSans-Regular",
    )
    canvas.setTitle(folded(title))
    canvas.setAuthor("")
    canvas.setCreator("PMO Desktop")
    canvas.showOutline()
    return canvas
