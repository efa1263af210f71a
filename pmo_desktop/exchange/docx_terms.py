"""Terms of reference as a DOCX file, to go on with in a word processor."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pmo_desktop.exchange.docx_parts import add_number, clean, set_about, set_paper
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels.terms_printed import TermsDocument

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def terms_docx(document: TermsDocument) -> bytes:
    """One version of terms of reference as a DOCX file; the same version gives the same text."""
    import docx

    made: Document = docx.Document()
    with speaking(document.language):
        _page(made, document)
        made.add_heading(clean(document.title()), level=0)
        _facts(made, document)
        for n, section in enumerate(document.sections, 1):
            made.add_heading(clean(f"{n}  {section.head}"), level=1)
            for line in section.text.splitlines():
                if line.strip():
                    made.add_paragraph(clean(line.strip()))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Document, document: TermsDocument) -> None:
    """Paper, margins, properties, head and foot of every page."""
    from docx.shared import Mm, Pt

    section = made.sections[0]
    set_paper(made, document.paper_size)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    normal = made.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    set_about(made, document.title(), document.organisation, document.said(), document.language)
    draft = "" if document.settled else tr("DRAFT")
    said = (document.organisation, document.body, document.classification, draft)
    _small(section.header.paragraphs[0], "  ·  ".join(t for t in said if t))
    before, after = tr("Page {number} of {total}", number="\x1f", total="\x1f").split("\x1f")[:2]
    foot = section.footer.paragraphs[0]
    _small(foot, f"{document.said()}    {before}")
    add_number(foot, "PAGE")
    _small(foot, after)
    add_number(foot, "NUMPAGES")


def _small(paragraph: Paragraph, text: str) -> None:
    from docx.shared import Pt

    paragraph.add_run(clean(text)).font.size = Pt(8.5)


def _facts(made: Document, document: TermsDocument) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in document.facts():
        for cell, text in zip(table.add_row().cells, (label, value), strict=True):
            cell.text = clean(text)
    made.add_paragraph()
