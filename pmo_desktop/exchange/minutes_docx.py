"""Minutes as a DOCX file that people go on with in a word processor: styles, tables, page x of y, fields."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, Any

from pmo_desktop.exchange.docx_parts import add_number, clean, set_about, set_paper
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels.minutes import EntryKind, MinutesStage
from pmo_desktop.readmodels.minutes_parts import Grid, Heading, Paragraph, Piece, Signature, pieces, title_of
from pmo_desktop.readmodels.minutes_printed import PrintedMinutes, short_code

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

_GREY, _TINT = "5A6068", "ECEFF2"
_AFTER_BIDI = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
_AFTER_SHADE = ("w:tabs", "w:bidi", *_AFTER_BIDI)
_WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="Draft" type="#_x0000_t136" style="position:absolute;width:420pt;height:140pt;rotation:315;
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9dce0" stroked="f">
<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string=""/></v:shape></w:pict>"""


def minutes_docx(printed: PrintedMinutes) -> bytes:
    """A set of minutes as a DOCX file."""
    import docx

    document = docx.Document()
    with speaking(printed.minutes.language):
        _page(document, printed)
        for piece in pieces(printed):
            _put(document, piece)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document, printed: PrintedMinutes) -> None:
    """Paper, margins, properties, head and foot of every page."""
    from docx.shared import Mm, Pt

    model = printed.minutes
    section = document.sections[0]
    set_paper(document, model.paper_size)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    set_about(document, title_of(printed), model.organisation, short_code(printed), model.language)
    said = "  ·  ".join(t for t in (model.organisation, model.body, model.meeting, model.classification) if t)
    head = section.header.paragraphs[0]
    _run(head, said, grey=True)
    if model.stage is not MinutesStage.APPROVED:
        _watermark(head, tr("DRAFT"))
    foot = section.footer.paragraphs[0]
    before, after = tr("Page {number} of {total}", number="\x1f", total="\x1f").split("\x1f")[:2]
    _run(foot, f"{short_code(printed)}    {before}", grey=True)
    add_number(foot, "PAGE")
    _run(foot, after, grey=True)
    add_number(foot, "NUMPAGES")


def _watermark(paragraph: DocxParagraph, word: str) -> None:
    from docx.oxml import parse_xml

    shape: Any = parse_xml(_WATERMARK)
    for part in shape.iter("{urn:schemas-microsoft-com:vml}textpath"):
        if part.get("string") is not None:
            part.set("string", word)
    paragraph.add_run()._r.append(shape)  # noqa: SLF001


def _put(document: Document, piece: Piece) -> None:
    match piece:
        case Heading():
            said = f"{piece.number} {piece.text}".strip()
            _turn(document.add_heading(clean(said), level=piece.level), said)
        case Paragraph():
            _paragraph(document, piece)
        case Grid():
            _grid(document, piece)
        case Signature():
            if piece.said:
                document.add_paragraph(clean(piece.said))
            line = document.add_paragraph("\n" + "_" * 46 + "    " + "_" * 18)
            line.paragraph_format.keep_with_next = True
            who = ", ".join(t for t in (piece.name, piece.capacity) if t)
            _run(document.add_paragraph(), f"{who}    {tr('Date')}", grey=True)


def _paragraph(document: Document, piece: Paragraph) -> None:
    from docx.shared import Mm

    if piece.text or piece.lead:
        paragraph = document.add_paragraph()
        if piece.number:
            paragraph.paragraph_format.left_indent = Mm(18)
            paragraph.paragraph_format.first_line_indent = Mm(-18)
            margin = f"[{piece.margin}]\t" if piece.margin else ""
            _run(paragraph, f"{margin}{piece.number}\t", grey=True)
        if piece.lead:
            _run(paragraph, f"{piece.lead}. ", bold=True)
        _run(paragraph, piece.text)
        _turn(paragraph, piece.text)
        if piece.kind is EntryKind.DECISION:
            _shade(paragraph)
    if piece.facts:
        small = document.add_paragraph()
        small.paragraph_format.left_indent = Mm(18 if piece.number else 0)
        _run(small, "  ·  ".join(piece.facts), grey=True)


def _run(paragraph: DocxParagraph, text: str, *, bold: bool = False, grey: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(clean(text))
    run.bold = bold or None
    if right_to_left(text):
        run.font.rtl = True
    if grey:
        run.font.size = Pt(8.5)
        run.font.color.rgb = RGBColor.from_string(_GREY)


def right_to_left(text: str) -> bool:
    """Whether a text begins with a script that runs so."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((way in ("R", "AL") for way in strong if way in ("L", "R", "AL")), False)


def _turn(paragraph: DocxParagraph, text: str) -> None:
    """Set a paragraph from the right where its text begins so."""
    from docx.oxml import OxmlElement

    if right_to_left(text):
        _into(paragraph, OxmlElement("w:bidi"), _AFTER_BIDI)


def _shade(paragraph: DocxParagraph) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _TINT)
    _into(paragraph, shade, _AFTER_SHADE)


def _into(paragraph: DocxParagraph, element: Any, before: tuple[str, ...]) -> None:
    """Put a property where the format wants it, before all those that follow it in its order."""
    properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(element, *before)


def _grid(document: Document, grid: Grid) -> None:
    if not grid.rows:
        return
    table = document.add_table(rows=0, cols=len(grid.columns) or len(grid.rows[0]), style="Table Grid")
    if grid.columns:
        cells = table.add_row().cells
        for cell, word in zip(cells, grid.columns, strict=True):
            _run(cell.paragraphs[0], word, grey=True)
        _repeat(table.rows[0])
    for row in grid.rows:
        for n, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _run(cell.paragraphs[0], text, grey=not grid.columns and n == 0)
            _turn(cell.paragraphs[0], text)
    document.add_paragraph().paragraph_format.space_after = 0


def _repeat(row: Any) -> None:
    """The first row again on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
