"""Terms of reference on paper: facts, then numbered sections, each sentence on a line of its own."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

from pmo_desktop.domain.terms import TermsSection
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.packs import fonts
from pmo_desktop.packs.blocks import Block, BlockHead, Gap, para
from pmo_desktop.packs.document import DRAWING
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.single import Single, build_single
from pmo_desktop.packs.styles import BODY, BOX_W, LINE
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels.terms_printed import TermsDocument

_LABEL_W = 110.0
_INDENT = 22.0


def build_terms(document: TermsDocument) -> bytes:
    """Print one version of terms of reference; the same version always gives the same bytes.

    Raises `fonts.GlyphMissing` for a character that no bundled font has.
    """
    with speaking(document.language), placed(document), DRAWING:
        fonts.register()
        blocks = tuple(_blocks(document))
        return build_single(_frame(document), blocks)


def _frame(document: TermsDocument) -> Single:
    marks = tuple((f"{n} {s.head}", f"terms-{s.key}") for n, s in enumerate(document.sections, 1))
    return Single(
        document.title(),
        tr("Terms of reference, continued"),
        document.language,
        document.organisation,
        document.body,
        document.classification,
        document.said(),
        document.paper_size,
        "" if document.settled else tr("DRAFT"),
        marks,
    )


def _blocks(document: TermsDocument) -> Iterator[Block]:
    facts = [Row((Cell(label, grey=True), Cell(value))) for label, value in document.facts()]
    yield table((Column("", _LABEL_W), Column("", BOX_W - _LABEL_W)), facts, headed=False)
    yield Gap()
    for n, section in enumerate(document.sections, 1):
        yield from _section(n, section)


def _section(n: int, section: TermsSection) -> Iterator[Block]:
    yield BlockHead(f"{n}  {section.head}", anchors=(f"terms-{section.key}",))
    lines = [line.strip() for line in section.text.splitlines() if line.strip()]
    for at, line in enumerate(lines):
        block = para(line, BODY, indent=_INDENT, with_next=at == 0 and len(lines) > 1)
        yield dc.replace(block, after=LINE / 4)
    yield Gap(LINE / 2)
