"""Rating marks inside charts: shape, letter and colour, in the proportions of the printed pages."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable

import numpy as np
from matplotlib.path import Path

from pmo_desktop.charts.fonts import SEMIBOLD
from pmo_desktop.charts.palette import Mark, Palette
from pmo_desktop.charts.sheet import Sheet, Word, circle
from pmo_desktop.domain.health import Rating


@dc.dataclass(frozen=True, slots=True)
class RagMark:
    """A mark of height h around a point. A quiet green is a ring, for dense grids."""

    x: float
    y: float
    rating: Rating
    h: float = 9.6
    quiet: bool = False


def look(palette: Palette, rating: Rating) -> Mark:
    """The colours of a rating."""
    marks = {
        Rating.GREEN: palette.green,
        Rating.AMBER: palette.amber,
        Rating.RED: palette.red,
        Rating.COMPLETE: palette.complete,
        Rating.NONE: palette.none,
    }
    return marks[rating]


def _shape(mark: RagMark) -> Path:
    x, y, h = mark.x, mark.y, mark.h
    match mark.rating:
        case Rating.AMBER:
            corners = [(x - 0.6 * h, y + 0.46 * h), (x, y - 0.58 * h), (x + 0.6 * h, y + 0.46 * h)]
        case Rating.RED:
            corners = [(x, y - 0.62 * h), (x + 0.62 * h, y), (x, y + 0.62 * h), (x - 0.62 * h, y)]
        case Rating.COMPLETE:
            s = 0.47 * h
            corners = [(x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s)]
        case Rating.GREEN:
            return circle(x, y, 0.5 * h - (0.45 if mark.quiet else 0))
        case _:
            return circle(x, y, 0.45 * h)
    return Path(np.array([*corners, corners[0]]), closed=True)


def put_marks(sheet: Sheet, marks: Iterable[RagMark], palette: Palette) -> None:
    """Draw marks: two collections for all shapes, and their letters."""
    kept = list(marks)
    rated = [m for m in kept if m.rating is not Rating.NONE]
    rings = [m for m in kept if m.rating is Rating.NONE]
    if rated:
        looks = [look(palette, m.rating) for m in rated]
        sheet.paths(
            [_shape(m) for m in rated],
            [
                palette.page if m.quiet and m.rating is Rating.GREEN else k.fill
                for m, k in zip(rated, looks, strict=True)
            ],
            edges=[k.edge for k in looks],
            width=[0.9 if m.quiet and m.rating is Rating.GREEN else max(0.06 * m.h, 0.5) for m in rated],
        )
    if rings:
        sheet.paths(
            [_shape(m) for m in rings], palette.page, edges=palette.none.edge, width=0.7, dash=(2.2, 1.6)
        )
    sheet.say(*(_letter(m, look(palette, m.rating)) for m in kept))


def _letter(mark: RagMark, colours: Mark) -> Word:
    drop = 0.38 if mark.rating is Rating.AMBER else 0.2
    colour = colours.edge if mark.quiet and mark.rating is Rating.GREEN else colours.letter
    return Word(mark.x, mark.y + drop * mark.h, mark.rating.letter, colour, 0.56 * mark.h, SEMIBOLD, "middle")
