"""What every DOCX file of ours is made of: clean text, paper, properties, numbers of pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pmo_desktop.domain.organisation import PaperSize

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHEETS = {PaperSize.A4: (210.0, 297.0), PaperSize.LETTER: (215.9, 279.4)}
_LONGEST = 250
"""Characters of a property of a document."""


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub(" ", text)


def set_paper(made: Document, size: PaperSize) -> None:
    """Width and height of the pages."""
    from docx.shared import Mm

    section = made.sections[0]
    section.page_width, section.page_height = (Mm(n) for n in _SHEETS[size])


def set_about(made: Document, title: str, author: str, subject: str, language: str) -> None:
    """Properties that readers show; the instant is always the same, so the same content is the same file."""
    about = made.core_properties
    about.title, about.author, about.subject = (clean(text)[:_LONGEST] for text in (title, author, subject))
    about.language = language
    about.created = about.modified = datetime(2000, 1, 1, tzinfo=UTC)


def add_number(paragraph: Paragraph, name: str) -> None:
    """A number that the word processor works out: PAGE or NUMPAGES."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001
