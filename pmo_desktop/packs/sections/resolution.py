"""The box with a resolution: double rule, number in sans, words in serif; the same string everywhere."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.packs.blocks import Block
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BODY, BOX_W, INK, LEAD, LINE, WHITE
from pmo_desktop.packs.text import Line, grid, spans, wrap
from pmo_desktop.readmodels.pack_values import Resolution

_WORDS_AT = 46.0


@dc.dataclass(frozen=True, slots=True)
class ResolutionBox:
    """The words of one resolution; it is split only when no page could hold it."""

    number: str
    lines: tuple[Line, ...]
    link: str = ""
    anchors: tuple[str, ...] = ()
    with_next: bool = False

    @property
    def height(self) -> float:
        """Lines and the two rules."""
        return grid(len(self.lines) * LINE + 18, LINE / 2)

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Inside the words."""
        count = int((room - 24) // LINE)
        if self.height < 42 * LINE or count < 3 or count >= len(self.lines):
            return None
        return dc.replace(self, lines=self.lines[:count]), dc.replace(self, lines=self.lines[count:])

    def draw(self, pen: Pen) -> None:
        """Two rules 1 mm apart, number, words."""
        high = self.height - 2
        pen.box(0, 0, BOX_W, high, WHITE, INK, 0.8)
        pen.box(2.8, 2.8, BOX_W - 5.6, high - 5.6, WHITE, INK, 0.8)
        pen.fitted(14, 20, self.number, LEAD, _WORDS_AT - 16)
        for n, line in enumerate(self.lines):
            pen.line(_WORDS_AT, 20 + n * LINE, line)
        pen.link(self.link, 0, 0, BOX_W, high)


def resolution_box(resolution: Resolution) -> ResolutionBox:
    """The box, leading back to the page of decisions sought."""
    lines = wrap(spans(resolution.text, BODY), BOX_W - _WORDS_AT - 16)
    return ResolutionBox(resolution.number, lines, f"decision-{resolution.number}")
