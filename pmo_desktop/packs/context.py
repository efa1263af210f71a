"""What a section function is given and gives back: the pack, the page numbers known so far, the blocks."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from typing import Literal

from pmo_desktop.i18n import tr
from pmo_desktop.packs.blocks import Block
from pmo_desktop.readmodels.pack import PackContent, Section, short_hash
from pmo_desktop.readmodels.pack_values import Head
from pmo_desktop.readmodels.shown import NOTHING

READING_MINUTES_PER_PAGE = 2
"""What a prepared reader needs for one page of tables and short prose, on the average."""


@dc.dataclass(frozen=True, slots=True)
class Numbering:
    """On which page every section and anchor begins, and how many pages each section takes."""

    pages: Mapping[str, int] = dc.field(default_factory=dict)
    lengths: Mapping[str, int] = dc.field(default_factory=dict)
    total: int = 0


@dc.dataclass(frozen=True, slots=True)
class Context:
    """The pack that a section is part of, with the numbering of the pass before."""

    content: PackContent
    numbering: Numbering
    digest: str

    @classmethod
    def of(cls, content: PackContent, numbering: Numbering) -> Context:
        """With the short hash worked out."""
        return cls(content, numbering, short_hash(content))

    def page(self, key: str) -> str:
        """The page of a section or anchor as printed, or a dash."""
        found = self.numbering.pages.get(key)
        return str(found) if found else NOTHING

    def page_words(self, key: str) -> str:
        """In words (page 20), or nothing when the pack has no such place."""
        return tr("page {number}", number=self.page(key)) if key in self.numbering.pages else ""

    def head(self, key: str) -> Head | None:
        """The head of another section."""
        return next((s.head for s in self.content.sections if s.head.key == key), None)


@dc.dataclass(frozen=True, slots=True)
class Composed:
    """A section as blocks, with the sentence over its first page.

    `look` is "cover" for a page without furniture, "sheet" for fold-outs. `foreign`
    are the pages of an uploaded paper that follow, as (hash, index). `watermark` lies under the text of its
    pages.
    """

    section: Section
    title: str
    blocks: tuple[Block, ...]
    look: Literal["page", "cover", "sheet"] = "page"
    foreign: tuple[tuple[str, int], ...] = ()
    watermark: str = ""
    outline: tuple[tuple[str, str], ...] = ()
