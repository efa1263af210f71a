"""Small parts that charts share: the finding above a chart, a sentence for nothing, labels kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.charts.fonts import SEMIBOLD, elided
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.sheet import SIZE, Sheet, Word, centred

ROW = 14.0
"""One line of the printed page, in points."""
TITLE = 10.5


def title_room(title: str, sheet: Sheet | None = None, palette: Palette | None = None) -> float:
    """The height that a title takes; it is drawn when a sheet is given."""
    if not title:
        return 0.0
    if sheet is not None and palette is not None:
        said = elided(title, sheet.width, TITLE, SEMIBOLD)
        sheet.say(Word(0, centred(ROW / 2, TITLE), said, palette.text, TITLE, SEMIBOLD))
    return ROW * 1.5


def empty(sheet: Sheet, sentence: str, palette: Palette) -> None:
    """One sentence instead of a chart."""
    sheet.say(Word(0, min(ROW, sheet.height / 2 + SIZE / 2), sentence, palette.text2, SIZE))


def spread(places: Sequence[float], apart: float, lowest: float) -> list[float]:
    """Places from below upwards (y decreasing), pushed apart so that neighbours differ by `apart`."""
    found: list[float] = []
    for place in places:
        limit = found[-1] - apart if found else lowest
        found.append(min(place, limit))
    return found
