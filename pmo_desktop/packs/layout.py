"""Blocks onto pages: where each page ends, what stays together, which sections begin on the right."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from itertools import groupby

from pmo_desktop.packs.blocks import Block, Gap
from pmo_desktop.packs.context import Composed, Numbering
from pmo_desktop.packs.styles import BOX_H, BOX_W, LINE, TITLE
from pmo_desktop.packs.text import Line, Span, balanced, capped, shortened, spans
from pmo_desktop.readmodels.pack import Section
from pmo_desktop.readmodels.pack_front import DecisionsSought
from pmo_desktop.readmodels.pack_portfolio import PortfolioPage, TopRisks

RIGHT_HAND = (DecisionsSought, PortfolioPage, TopRisks)
"""Sections that begin on a right-hand page when the pack is printed on both sides."""
MOST_TITLE_LINES = 4


@dc.dataclass(frozen=True, slots=True)
class Placed:
    """A block and how far below the top of the box it stands."""

    y: float
    block: Block


@dc.dataclass(frozen=True, slots=True)
class Page:
    """One page: what stands on it and where it is in its section; a blank page has no section."""

    number: int
    of: Composed | None
    placed: tuple[Placed, ...] = ()
    nth: int = 1
    foreign: tuple[str, int] | None = None
    folds: bool = False
    """Whether it is a fold-out, or the blank back of one."""


def title_lines(composed: Composed, *, first: bool, continued: str) -> tuple[Line, ...]:
    """The title over a page, balanced; later pages carry the section's name."""
    if not first:
        return ((Span(shortened(continued, TITLE, BOX_W)[0], TITLE),),)
    return capped(balanced(spans(composed.title, TITLE), BOX_W), MOST_TITLE_LINES)


def body_top(lines: int) -> float:
    """Where the first block stands under a title of so many lines."""
    return {0: 2 * LINE, 1: 4 * LINE}.get(lines, 5.5 * LINE + (lines - 2) * 1.5 * LINE)


class _Filler:
    """Puts the blocks of one section on as many pages as they need."""

    def __init__(self, first_top: float, next_top: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self.down = first_top
        self.next_top = next_top

    def new_page(self) -> None:
        self.pages.append([])
        self.down = self.next_top

    def put(self, block: Block) -> None:
        if isinstance(block, Gap) and not self.pages[-1]:
            return
        self.pages[-1].append(Placed(self.down, block))
        self.down += block.height

    def add(self, chain: Sequence[Block]) -> None:
        """Heads and the block they belong to: all together, or broken inside the last."""
        while True:
            room = BOX_H - self.down
            before = sum(b.height for b in chain[:-1])
            last = chain[-1]
            if before + last.height <= room + 0.01 or isinstance(last, Gap):
                self._put_all(chain)
                return
            parts = last.split(room - before)
            if parts is not None and parts[0].height + before <= room + 0.01:
                self._put_all((*chain[:-1], parts[0]))
                self.new_page()
                chain = (parts[1],)
            elif self.pages[-1]:
                self.new_page()
            else:
                self._put_all(chain)  # higher than a page and whole: let it be seen rather than lost
                return

    def _put_all(self, chain: Iterable[Block]) -> None:
        for block in chain:
            self.put(block)


def _chains(blocks: Sequence[Block]) -> Iterable[tuple[Block, ...]]:
    chain: list[Block] = []
    for block in blocks:
        chain.append(block)
        if not block.with_next:
            yield tuple(chain)
            chain = []
    if chain:
        yield tuple(chain)


def fill(composed: Composed, continued: str) -> list[tuple[Placed, ...]]:
    """The pages of one section."""
    if composed.look == "sheet":
        return [(Placed(0.0, block),) for block in composed.blocks]
    if composed.look == "cover":
        return [tuple(Placed(0.0, b) for b in composed.blocks)]
    first = len(title_lines(composed, first=True, continued=continued))
    filler = _Filler(body_top(first), body_top(1))
    for chain in _chains(composed.blocks):
        filler.add(chain)
    return [tuple(page) for page in filler.pages if page] or [()]


def paginate(sections: Sequence[Composed], continued: Sequence[str], *, duplex: bool) -> list[Page]:
    """All pages of a pack, numbered from 1; blank left-hand pages are counted.

    On both sides, a fold-out shares its paper with other fold-outs only.
    """
    pages: list[Page] = []
    for composed, words in zip(sections, continued, strict=True):
        folds, after = composed.look == "sheet", bool(pages) and pages[-1].folds
        begins_right = isinstance(composed.section, RIGHT_HAND) or folds or after
        if duplex and begins_right and len(pages) % 2:
            pages.append(Page(len(pages) + 1, None, folds=after))
        for nth, placed in enumerate(fill(composed, words), 1):
            pages.append(Page(len(pages) + 1, composed, placed, nth, folds=folds))
        for sheet in composed.foreign:
            nth = pages[-1].nth + 1
            pages.append(Page(len(pages) + 1, composed, (), nth, sheet))
    return pages


def number(pages: Sequence[Page]) -> Numbering:
    """Where every section and anchor came to stand."""
    places: dict[str, int] = {}
    lengths: dict[str, int] = {}
    for page in pages:
        if page.of is None:
            continue
        key = page.of.section.head.key
        places.setdefault(key, page.number)
        lengths[key] = lengths.get(key, 0) + 1
        for item in page.placed:
            for anchor in item.block.anchors:
                places.setdefault(anchor, page.number)
    return Numbering(places, lengths, len(pages))


def within_paper(pages: Sequence[Page]) -> dict[int, tuple[int, int]]:
    """For each page of a paper that takes several pages: which it is, of how many."""
    found: dict[int, tuple[int, int]] = {}
    for paper, group in groupby(pages, key=_paper):
        members = list(group)
        if paper and len(members) > 1:
            found |= {page.number: (n, len(members)) for n, page in enumerate(members, 1)}
    return found


def _paper(page: Page) -> str:
    section: Section | None = page.of.section if page.of else None
    return section.head.paper if section else ""
