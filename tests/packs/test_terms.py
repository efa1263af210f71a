"""Terms of reference on paper and as DOCX: every section is there, texts are never markup, drafts say so."""

from __future__ import annotations

import dataclasses as dc
import io
from datetime import date

import docx
import pytest

from pmo_desktop.domain.governance import Capacity
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.terms import TermsState
from pmo_desktop.exchange.docx_terms import terms_docx
from pmo_desktop.packs.terms import build_terms
from pmo_desktop.readmodels.terms import Seated, TermsFacts, written
from pmo_desktop.readmodels.terms_printed import TermsDocument
from pmo_desktop.readmodels.terms_templates import TEMPLATES, template
from tests import builders as make
from tests.packs import reading

HOSTILE = "<b>Widen</b> & <font size=40>shout</font> {name}"


def document(language: str = "en", **changes: object) -> TermsDocument:
    """The terms of a board with a member whose name looks like markup."""
    facts = TermsFacts(make.body("Works board"), "Works board", [Seated(HOSTILE, Capacity.CHAIR)])
    made = TermsDocument(
        language,
        "Northern Ports",
        "Works board",
        "WB",
        2,
        TermsState.CURRENT,
        written(template("portfolio_board"), facts, language),
        date(2026, 7, 30),
        date(2027, 7, 30),
        "D-WB-2026-04-01",
        "Internal",
    )
    return dc.replace(made, **changes)  # type: ignore[arg-type]


def words(made: TermsDocument) -> str:
    return reading.flat(" ".join(reading.texts(build_terms(made))))


def test_all_fifteen_sections_and_the_facts_are_printed() -> None:
    made = document()
    said = words(made)
    assert len(made.sections) == 15
    assert all(f"{n} {s.head}" in said for n, s in enumerate(made.sections, 1))
    assert "Terms of reference: Works board" in said
    assert "D-WB-2026-04-01" in said
    assert "30 July 2027" in said
    assert f"Chair: {HOSTILE}." in said


def test_only_what_is_not_in_force_is_marked_as_a_draft() -> None:
    assert "DRAFT" not in words(document())
    pages = reading.texts(build_terms(document(state=TermsState.PROPOSED)))
    assert all("DRAFT" in reading.flat(page) for page in pages)


def test_the_same_version_gives_the_same_bytes() -> None:
    assert build_terms(document()) == build_terms(document())
    assert terms_docx(document()) == terms_docx(document())


@pytest.mark.parametrize(("size", "wide"), [(PaperSize.A4, 595), (PaperSize.LETTER, 612)])
def test_the_paper_is_that_of_the_organisation(size: PaperSize, wide: int) -> None:
    pdf = reading.reader(build_terms(document(paper_size=size)))
    assert round(float(pdf.pages[0].mediabox.width)) == wide
    made = docx.Document(io.BytesIO(terms_docx(document(paper_size=size))))
    assert made.sections[0].page_width is not None
    assert round(made.sections[0].page_width.pt) == wide


def test_it_is_printed_in_the_language_of_the_body() -> None:
    said = words(document("de"))
    assert "Name und Zweck" in said
    assert "Seite 1 von" in said
    assert "Name and purpose" not in said


@pytest.mark.parametrize("of", TEMPLATES, ids=lambda t: t.key)
def test_every_template_can_be_printed(of: object) -> None:
    chosen = next(t for t in TEMPLATES if t is of)
    facts = TermsFacts(dc.replace(make.body(), **dict(chosen.rules)), "Board")
    for language in ("en", "de"):
        made = document(language, sections=written(chosen, facts, language))
        assert len(reading.texts(build_terms(made))) >= 2


def test_docx_holds_the_same_words_as_plain_text() -> None:
    made = document()
    opened = docx.Document(io.BytesIO(terms_docx(made)))
    lines = [p.text for p in opened.paragraphs]
    heads = [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert heads == [f"{n}  {s.head}" for n, s in enumerate(made.sections, 1)]
    assert f"Chair: {HOSTILE}." in lines
    for section in made.sections:
        assert all(line in lines for line in section.text.splitlines())
    cells = {cell.text for row in opened.tables[0].rows for cell in row.cells}
    assert {"Version", "2, In force", "D-WB-2026-04-01"} <= cells
    assert opened.core_properties.author == "Northern Ports"


def test_docx_drops_what_xml_cannot_hold() -> None:
    first = dc.replace(document().sections[0], text="A\x00B\x0bC")
    opened = docx.Document(io.BytesIO(terms_docx(document(sections=(first,)))))
    assert "A B" in " ".join(p.text for p in opened.paragraphs)
