"""The frame of a document of its own: head, title, blocks, page x of y, in the house style of packs."""

from __future__ import annotations

import dataclasses as dc
import io
from typing import Any

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.packs import fonts, furniture
from pmo_desktop.packs.blocks import Block
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.document import new_canvas
from pmo_desktop.packs.layout import Page, number, paginate, title_lines
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BOX_H, BOX_W, MM, SHEETS, SMALL_BOLD, SMALL_GREY
from pmo_desktop.readmodels.pack_values import Head

_KEY = "document"


@dc.dataclass(frozen=True, slots=True)
class Single:
    """What stands on every page of a document, and its marks for the side panel of a reader.

    `continued` is the title of the later pages. `foot` stands inside the foot of each page.
    `outline` are pairs (title, anchor of a block).
    """

    title: str
    continued: str
    language: str
    organisation: str = ""
    about: str = ""
    classification: str = ""
    foot: str = ""
    paper_size: PaperSize = PaperSize.A4
    watermark: str = ""
    outline: tuple[tuple[str, str], ...] = ()


@dc.dataclass(frozen=True, slots=True)
class _Part:
    """What the layout asks of a section."""

    head: Head


def build_single(frame: Single, blocks: tuple[Block, ...]) -> bytes:
    """Print a document; the same frame and blocks always give the same bytes.

    Blocks are set before: make them within `speaking` of the same language, after `fonts.register`.
    Raises `fonts.GlyphMissing` for a character that no bundled font has.
    """
    part: Any = _Part(Head(_KEY, frame.title))
    composed = Composed(part, frame.title, blocks, watermark=frame.watermark, outline=frame.outline)
    with speaking(frame.language), placed(frame):
        pages = paginate([composed], [frame.continued], duplex=True)
        return _draw(frame, pages)


def _draw(frame: Single, pages: list[Page]) -> bytes:
    sheet = SHEETS[frame.paper_size]
    out = io.BytesIO()
    canvas = new_canvas(out, sheet, frame.language)
    canvas.setTitle(fonts.fold(frame.title))
    canvas.setAuthor(fonts.fold(frame.organisation))
    canvas.setSubject(fonts.fold(frame.foot))
    canvas.setCreator("PMO Desktop")
    places = number(pages).pages
    for page in pages:
        pen = Pen(canvas, page.number, places)
        pen.x = sheet.inside if page.number % 2 else sheet.outside
        pen.y = sheet.height - sheet.top
        _page(pen, page, frame)
        _header(pen, frame)
        _footer(pen, frame, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(pen: Pen, page: Page, frame: Single) -> None:
    composed = page.of
    if composed is None:
        return
    if composed.watermark:
        furniture.watermark(pen, composed.watermark)
    if page.nth == 1:
        pen.anchor(_KEY)
        pen.outline(composed.title, _KEY, 0)
        for title, key in composed.outline:
            pen.outline(title, key, 1)
    for n, line in enumerate(title_lines(composed, first=page.nth == 1, continued=frame.continued)):
        pen.line(0, furniture.TITLE_AT + n * furniture.TITLE_LEAD, line)
    for item in page.placed:
        with pen.at(0, item.y):
            item.block.draw(pen)


def _header(pen: Pen, frame: Single) -> None:
    right = pen.fitted(BOX_W, -20, frame.classification, SMALL_BOLD, BOX_W * 0.45, "r")
    said = "  ·  ".join(t for t in (frame.organisation, frame.about) if t)
    pen.fitted(0, -20, said, SMALL_GREY, BOX_W - right - 14)
    pen.rule(0, -13.6, BOX_W)


def _footer(pen: Pen, frame: Single, total: int) -> None:
    """Page x of y at the outer side, what the document is at the inner one."""
    low = BOX_H + 8.2 * MM
    pen.rule(0, BOX_H + 3.5 * MM, BOX_W)
    said = tr("Page {number} of {total}", number=pen.page, total=total)
    outer = BOX_W if pen.outer_right else 0.0
    pen.text(outer, low, said, SMALL_BOLD, "r" if pen.outer_right else "l")
    inner = 0.0 if pen.outer_right else BOX_W
    pen.fitted(inner, low, frame.foot, SMALL_GREY, BOX_W * 0.7, "l" if pen.outer_right else "r")
