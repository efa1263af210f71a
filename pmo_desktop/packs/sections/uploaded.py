"""An uploaded paper: a cover sheet with what is asked, then its own pages."""

from __future__ import annotations

from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs.blocks import Block, BlockHead, Gap, para
from pmo_desktop.packs.cells import or_nothing
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.papers import PaperRead
from pmo_desktop.packs.sections.resolution import resolution_box
from pmo_desktop.packs.styles import BODY, BOX_W, INTRO
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels.pack_works import UploadedPaper


def compose(paper: UploadedPaper, read: PaperRead) -> Composed:
    """The cover sheet, and the pages that follow it; a paper that cannot be read says why."""
    blocks: list[Block] = [_facts(paper, read)]
    if read.problem:
        blocks += [Gap(), BlockHead(tr("This paper could not be printed here")), para(read.problem, INTRO)]
    if paper.summary:
        blocks += [Gap(), BlockHead(tr("Summary")), para(paper.summary, BODY)]
    if paper.recommendation:
        blocks += [Gap(), BlockHead(tr("Recommendation")), para(paper.recommendation, BODY)]
    if paper.resolution:
        blocks += [
            Gap(),
            BlockHead(tr("Proposed resolution")),
            resolution_box(paper.resolution),
        ]
    foreign = tuple((paper.sha256, n) for n in range(read.pages))
    return Composed(paper, paper.head.finding or paper.head.title, tuple(blocks), foreign=foreign)


def _facts(paper: UploadedPaper, read: PaperRead) -> Block:
    count = read.pages or paper.pages
    rows = [
        (tr("Author"), or_nothing(paper.author)),
        (tr("File"), paper.file_name),
        (tr("Length"), trn("{n} page", "{n} pages", count)),
        (tr("SHA-256"), paper.sha256),
    ]
    cells = [Row((Cell(label, grey=True), Cell(value))) for label, value in rows]
    return table((Column("", 70), Column("", BOX_W - 70)), cells, headed=False)
