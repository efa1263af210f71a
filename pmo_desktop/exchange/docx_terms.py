"""Terms of reference as a DOCX file, to go on with in a word processor."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels.terms_printed import TermsDocument

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHEETS = {PaperSize.A4: (210.0, 297.0), PaperSize.LETTER: (215.9, 279.4)}
_LONGEST = 250
"""Characters of a property of a document."""


def terms_docx(document: TermsDocument) -> bytes:
    """One version of terms of reference as a DOCX file; the same version gives the same text."""
    import docx

    made: Document = docx.Document()
    with speaking(document.language):
        _page(made, document)
        made.add_heading(_clean(document.title()), level=0)
        _facts(made, document)
        for n, section in enumerate(document.sections, 1):
            made.add_heading(_clean(f"{n}  {section.head}"), level=1)
            for line in section.text.splitlines():
                if line.strip():
                    made.add_paragraph(_clean(line.strip()))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub(" ", text)


def _page(made: Document, document: TermsDocument) -> None:
    """Paper, margins, properties, head and foot of every page."""
    from docx.shared import Mm, Pt

    section = made.sections[0]
    section.page_width, section.page_height = (Mm(n) for n in _SHEETS[document.paper_size])
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    normal = made.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    about = made.core_properties
    about.title, about.author = _clean(document.title())[:_LONGEST], _clean(document.organisation)[:_LONGEST]
    about.subject, about.language = _clean(document.said())[:_LONGEST], document.language
    about.created = about.modified = datetime(2000, 1, 1, tzinfo=UTC)  # the same version, the same file
    draft = "" if document.settled else tr("DRAFT")
    said = (document.organisation, document.body, document.classification, draft)
    _small(section.header.paragraphs[0], "  ·  ".join(t for t in said if t))
    before, after = tr("Page {number} of {total}", number="\x1f", total="\x1f").split("\x1f")[:2]
    foot = section.footer.paragraphs[0]
    _small(foot, f"{document.said()}    {before}")
    _number(foot, "PAGE")
    _small(foot, after)
    _number(foot, "NUMPAGES")


def _small(paragraph: Paragraph, text: str) -> None:
    from docx.shared import Pt

    paragraph.add_run(_clean(text)).font.size = Pt(8.5)


def _number(paragraph: Paragraph, name: str) -> None:
    """A number that the word processor works out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001


def _facts(made: Document, document: TermsDocument) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in document.facts():
        for cell, text in zip(table.add_row().cells, (label, value), strict=True):
            cell.text = _clean(text)
    made.add_paragraph()
