"""The looks of paper in one place: page geometry, grid, colours, type. Lengths are in points.

Ink and grey for everything, colour only for a rating, serif only for a sentence that somebody signs.
"""

from __future__ import annotations

import dataclasses as dc
from typing import Final

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.packs.fonts import Face

MM: Final = 72 / 25.4
LINE: Final = 14.0
"""The baseline grid: text, table rows and charts stand on whole lines, gaps on half ones."""
BOX_W: Final = 170 * MM
BOX_H: Final = 48 * LINE

INK: Final = "#14202E"
NAVY: Final = "#17375E"
GREY: Final = "#555F6B"
STEEL: Final = "#5F748A"
MID: Final = "#8A949F"
BAND: Final = "#AEB8C3"
HAIR: Final = "#B8C0C8"
TINT2: Final = "#D9DFE5"
TINT: Final = "#EDF0F3"
WATERMARK: Final = "#ECEEF0"
WHITE: Final = "#FFFFFF"
BLACK: Final = "#000000"
GREEN: Final = "#2FA36B"
AMBER: Final = "#FFBF1F"
RED: Final = "#8E0F18"
COMPLETE: Final = "#1F5FA8"
UNRATED: Final = "#6B6B6B"
AMBER_DARK: Final = "#8A6200"
GREEN_DARK: Final = "#0F5C38"


@dc.dataclass(frozen=True, slots=True)
class Sheet:
    """A paper size and where the text box stands on it; `inside` is the binding edge."""

    width: float
    height: float
    inside: float
    outside: float
    top: float


SHEETS: Final = {
    PaperSize.A4: Sheet(210 * MM, 297 * MM, 25 * MM, 15 * MM, 26.4 * MM),
    PaperSize.LETTER: Sheet(612.0, 792.0, 25 * MM, 20.9 * MM, 17.6 * MM),
}


@dc.dataclass(frozen=True, slots=True)
class Fold:
    """A fold-out, twice as wide as the sheet it is bound with; its `margin` leaves room for holes."""

    width: float
    height: float
    margin: float


FOLDS: Final = {
    PaperSize.A4: Fold(420 * MM, 297 * MM, 26.4 * MM),
    PaperSize.LETTER: Fold(1224.0, 792.0, 25 * MM),
}


@dc.dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set; `lead` is the distance of baselines."""

    face: Face = "sans"
    size: float = 8.5
    lead: float = LINE
    colour: str = INK


SMALL: Final = Style()
SMALL_BOLD: Final = Style("sans-bold")
SMALL_GREY: Final = Style(colour=GREY)
NOTE: Final = Style(lead=12.0, colour=GREY)
CELL: Final = Style(lead=12.0)
CELL_BOLD: Final = Style("sans-bold", lead=12.0)
CELL_GREY: Final = Style(lead=12.0, colour=GREY)
BODY: Final = Style("serif", 10.5)
BODY_BOLD: Final = Style("serif-bold", 10.5)
INTRO: Final = Style("sans", 10.5)
BLOCK: Final = Style("sans-bold", 10.5)
LEAD: Final = Style("sans-bold", 13)
TITLE: Final = Style("serif-bold", 19, 22.4)
TILE: Final = Style("sans-bold", 19, 22.4)
FIGURE: Final = Style("sans-bold", 32, 40)
COVER: Final = Style("serif-bold", 32, 38)
COVER_SUB: Final = Style("serif", 19, 25)
