"""Blocks: what a section is made of. Each knows its height, may be split over pages, and draws itself."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from typing import Protocol

from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BLOCK, BOX_W, LINE, SMALL_GREY, Style
from pmo_desktop.packs.text import Line, Span, capped, grid, measured, spans, wrap


class Block(Protocol):
    """Something that takes the full width of the box, or the width it was made for."""

    @property
    def height(self) -> float:
        """Points from top to bottom."""

    @property
    def with_next(self) -> bool:
        """Whether a page may not end after it."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places in it that links lead to."""

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Two parts of which the first fits the room, or nothing if it cannot be split there."""

    def draw(self, pen: Pen) -> None:
        """Draw from the pen's origin down."""


@dc.dataclass(frozen=True, slots=True)
class Gap:
    """White space; it disappears at the top of a page."""

    height: float = LINE
    with_next: bool = False
    anchors: tuple[str, ...] = ()

    def split(self, room: float) -> tuple[Block, Block] | None:
        """White space is not split; it falls away."""
        return None

    def draw(self, pen: Pen) -> None:
        """Nothing to draw."""


@dc.dataclass(frozen=True, slots=True)
class Para:
    """Lines of text that were set already; at least two stay together on each side of a page break.

    `whole` forbids a split where the paragraph would fit a page; `indent` moves it right.
    """

    lines: tuple[Line, ...]
    lead: float = LINE
    indent: float = 0.0
    with_next: bool = False
    whole: bool = False
    anchors: tuple[str, ...] = ()
    after: float = 0.0

    @property
    def height(self) -> float:
        """Lines on the grid."""
        return grid(len(self.lines) * self.lead, LINE / 2) + self.after

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Not after the first line or before the last."""
        count = min(int(room // self.lead), len(self.lines) - 2)
        if count < 2 or (self.whole and self.height < 40 * LINE):
            return None
        first = dc.replace(self, lines=self.lines[:count], after=0.0)
        return first, dc.replace(self, lines=self.lines[count:], anchors=())

    def draw(self, pen: Pen) -> None:
        """Text on its baselines."""
        for key in self.anchors:
            pen.anchor(key)
        for n, line in enumerate(self.lines):
            pen.line(self.indent, LINE - 4 + n * self.lead, line)


def para(
    text: str,
    style: Style,
    width: float = BOX_W,
    *,
    indent: float = 0.0,
    after: float = 0.0,
    with_next: bool = False,
    most: int = 100_000,
) -> Para:
    """A paragraph of foreign text."""
    lines = capped(wrap(spans(text, style), width - indent), most)
    return Para(lines, style.lead, indent, with_next, after=after)


@dc.dataclass(frozen=True, slots=True)
class BlockHead:
    """What stands over a table or chart: the thing in bold, unit or scale in grey beside it."""

    title: str
    scale: str = ""
    with_next: bool = True
    anchors: tuple[str, ...] = ()
    width: float = BOX_W

    @property
    def height(self) -> float:
        """One line; two where the scale does not fit beside the title."""
        return 2 * LINE if self._below else LINE

    @property
    def _below(self) -> bool:
        beside = self.width - measured(self.title, BLOCK) - 7
        return bool(self.scale) and measured(self.scale, SMALL_GREY) > beside

    def split(self, room: float) -> tuple[Block, Block] | None:
        """A head is not split."""
        return None

    def draw(self, pen: Pen) -> None:
        """Bold, then grey."""
        for key in self.anchors:
            pen.anchor(key)
        taken = pen.fitted(0, 10, self.title, BLOCK, self.width)
        if self._below:
            pen.fitted(0, 10 + LINE, self.scale, SMALL_GREY, self.width)
        elif self.scale:
            pen.fitted(taken + 7, 10, self.scale, SMALL_GREY, self.width - taken - 7)


@dc.dataclass(frozen=True, slots=True)
class Drawing:
    """A chart or figure of fixed height, drawn by a function; `keys` are the places in it."""

    height: float
    paint: Callable[[Pen], None]
    with_next: bool = False
    anchors: tuple[str, ...] = ()

    def split(self, room: float) -> tuple[Block, Block] | None:
        """A figure is not split."""
        return None

    def draw(self, pen: Pen) -> None:
        """By its function."""
        for key in self.anchors:
            pen.anchor(key)
        self.paint(pen)


@dc.dataclass(frozen=True, slots=True)
class Kept:
    """Blocks that stay on one page where a page can hold them."""

    blocks: tuple[Block, ...]
    with_next: bool = False

    @property
    def height(self) -> float:
        """All of them."""
        return sum(b.height for b in self.blocks)

    @property
    def anchors(self) -> tuple[str, ...]:
        """Theirs."""
        return tuple(a for b in self.blocks for a in b.anchors)

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Only when no page could hold them: then between or inside blocks."""
        if self.height <= 43 * LINE:
            return None
        placed = 0.0
        for n, block in enumerate(self.blocks):
            if placed + block.height > room:
                parts = block.split(room - placed)
                if parts:
                    head, tail = parts
                    return Kept((*self.blocks[:n], head)), Kept((tail, *self.blocks[n + 1 :]))
                return (Kept(self.blocks[:n]), Kept(self.blocks[n:])) if n else None
            placed += block.height
        return None

    def draw(self, pen: Pen) -> None:
        """One under another."""
        down = 0.0
        for block in self.blocks:
            with pen.at(0, down):
                block.draw(pen)
            down += block.height


def stacked(columns: Sequence[tuple[float, Sequence[Block]]]) -> Drawing:
    """Columns side by side: pairs of left edge and the blocks from there down; kept on one page."""
    height = max((sum(b.height for b in blocks) for _x, blocks in columns), default=0.0)

    def paint(pen: Pen) -> None:
        for x, blocks in columns:
            with pen.at(x, 0):
                Kept(tuple(blocks)).draw(pen)

    return Drawing(grid(height, LINE / 2), paint, anchors=())


def note(text: str) -> Para:
    """Grey small print under a table."""
    return para(text, dc.replace(SMALL_GREY, lead=12.0))


def one_line(text: str) -> Block:
    """What an empty section prints, so that absence is visible and not doubtful."""
    return para(text, Style("sans", 10.5))


def texts(*pairs: tuple[str, Style]) -> tuple[Span, ...]:
    """Foreign texts in several styles, to be wrapped as one paragraph."""
    return tuple(s for text, style in pairs for s in spans(text, style))
