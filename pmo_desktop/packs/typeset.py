"""A written paper (headings, paragraphs, tables) as a PDF of its own, the same bytes for the same text."""

from __future__ import annotations

import io
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pmo_desktop.demo.papers import DocumentText, Part, TextTable
from pmo_desktop.packs import fonts
from pmo_desktop.packs.document import DRAWING
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.styles import GREY, HAIR, INK, MM, NAVY, TINT

TITLE = ParagraphStyle("title", fontName="NotoSans-Bold", fontSize=17, leading=22, textColor=HexColor(NAVY))
AUTHOR = ParagraphStyle(
    "author", fontName="NotoSans-Regular", fontSize=9, leading=14, textColor=HexColor(GREY)
)
HEADING = ParagraphStyle(
    "heading",
    fontName="NotoSans-Bold",
    fontSize=11,
    leading=15,
    spaceBefore=12,
    spaceAfter=4,
    textColor=HexColor(INK),
)
BODY = ParagraphStyle("body", fontName="NotoSerif-Regular", fontSize=10, leading=14.5, spaceAfter=6)
CELL = ParagraphStyle("cell", fontName="NotoSans-Regular", fontSize=8.5, leading=11.5)
FIGURE = ParagraphStyle("figure", parent=CELL, alignment=TA_RIGHT)
HEAD = ParagraphStyle("head", parent=CELL, fontName="NotoSans-Bold")
HEAD_FIGURE = ParagraphStyle("head_figure", parent=HEAD, alignment=TA_RIGHT)
CAPTION = ParagraphStyle("caption", parent=CELL, textColor=HexColor(GREY), spaceBefore=4, spaceAfter=3)
WIDTH = 170 * MM


def _plain(text: str, style: ParagraphStyle) -> Paragraph:
    """Text that is never markup."""
    return Paragraph(escape(text), style)


def _is_figure(text: str) -> bool:
    """Whether a cell is a number with its sign and unit, and so ends at the far edge."""
    return bool(text) and text.lstrip("+-−–€£$ ")[:1].isdigit() and len(text) < 14


def _table(found: TextTable) -> KeepTogether:
    head, *rows = found.rows
    figures = [all(_is_figure(row[i]) for row in rows if row[i]) for i in range(len(head))]
    lines = [[_plain(c, HEAD_FIGURE if f else HEAD) for c, f in zip(head, figures, strict=True)]]
    lines += [[_plain(c, FIGURE if f else CELL) for c, f in zip(row, figures, strict=True)] for row in rows]
    weights = [max(6, min(40, max(len(row[i]) for row in found.rows))) for i in range(len(head))]
    widths = [WIDTH * w / sum(weights) for w in weights]
    style = TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(TINT)),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(HAIR)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONTNAME", (0, 0), (-1, -1), "NotoSans-Regular"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return KeepTogether(
        [_plain(found.caption, CAPTION), Table(lines, widths, style=style, repeatRows=1), Spacer(1, 8)]
    )


def _part(part: Part) -> list[Any]:
    first, *rest = [_plain(p, BODY) for p in part.paragraphs] or [Spacer(1, 1)]
    return [KeepTogether([_plain(part.heading, HEADING), first]), *rest, *map(_table, part.tables)]


def typeset(text: DocumentText) -> tuple[bytes, int]:
    """A paper as PDF bytes, and its number of pages. Raises fonts.GlyphMissing for a text without a font."""
    with placed(text):
        _must_be_printable(text)
    with DRAWING:
        fonts.register()
        return _built(text)


def _built(text: DocumentText) -> tuple[bytes, int]:
    """Canvas and tables begin with a font of ours: their own would be named in the file, not embedded."""
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=25 * MM,
        rightMargin=15 * MM,
        topMargin=24 * MM,
        bottomMargin=22 * MM,
        title=text.title,
        author=text.author,
        invariant=1,
        initialFontName="NotoSans-Regular",
    )
    story: list[Any] = [_plain(text.title, TITLE), _plain(text.author, AUTHOR)]
    for part in text.parts:
        story += _part(part)
    template.build(story)
    return out.getvalue(), int(template.page)


def _must_be_printable(text: DocumentText) -> None:
    cells = (cell for part in text.parts for found in part.tables for row in found.rows for cell in row)
    captions = (found.caption for part in text.parts for found in part.tables)
    words = (word for part in text.parts for word in (part.heading, *part.paragraphs))
    for said in (text.title, text.author, *words, *captions, *cells):
        fonts.width(said, "sans", 10)
