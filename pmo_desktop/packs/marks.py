"""Marks that are drawn, not typed: ratings, trends, asks, presence, patterns that survive grey print.

Every function takes the middle of the mark. Geometry by the design notes for paper: `h` is the height.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.domain.health import Rating, Trend
from pmo_desktop.domain.meetings import Presence, Purpose
from pmo_desktop.i18n import N_, tr
from pmo_desktop.packs.pen import Pen, Point
from pmo_desktop.packs.styles import (
    AMBER,
    AMBER_DARK,
    BLACK,
    COMPLETE,
    GREEN,
    GREEN_DARK,
    GREY,
    INK,
    MID,
    NAVY,
    RED,
    UNRATED,
    WHITE,
    Style,
)

ROW = 11.5
SMALLEST = 9.6
OVERALL = 14.0

RATING_WORDS = {
    Rating.RED: N_("Red"),
    Rating.AMBER: N_("Amber"),
    Rating.GREEN: N_("Green"),
    Rating.COMPLETE: N_("Complete"),
    Rating.NONE: N_("Not rated"),
}
TREND_WORDS = {
    Trend.BETTER: N_("better"),
    Trend.SAME: N_("same"),
    Trend.WORSE: N_("worse"),
    Trend.NEW: N_("new"),
}
ASK_WORDS = {
    Purpose.DECIDE: N_("Decide"),
    Purpose.ENDORSE: N_("Endorse"),
    Purpose.DISCUSS: N_("Discuss"),
    Purpose.NOTE: N_("Note"),
}
_FILLS = {Rating.RED: RED, Rating.AMBER: AMBER, Rating.GREEN: GREEN, Rating.COMPLETE: COMPLETE}


def rating(pen: Pen, x: float, y: float, h: float, value: Rating, *, quiet: bool = False) -> None:
    """A rating by shape, letter and colour; `quiet` draws green as a ring (for dense grids)."""
    match value:
        case Rating.GREEN if quiet:
            pen.disc(x, y, 0.45 * h, WHITE, GREEN, 0.9)
            _letter(pen, x, y, h * 0.9, "G", GREEN_DARK)
        case Rating.GREEN:
            pen.disc(x, y, 0.5 * h, GREEN)
            _letter(pen, x, y, h, "G", BLACK)
        case Rating.AMBER:
            corners = [(x - 0.6 * h, y + 0.46 * h), (x + 0.6 * h, y + 0.46 * h), (x, y - 0.58 * h)]
            pen.shape(corners, AMBER, INK, 0.06 * h)
            _letter(pen, x, y + 0.16 * h, h * 0.95, "A", BLACK)
        case Rating.RED:
            d = 0.62 * h
            pen.shape([(x, y - d), (x + d, y), (x, y + d), (x - d, y)], RED)
            _letter(pen, x, y, h, "R", WHITE)
        case Rating.COMPLETE:
            pen.box(x - 0.47 * h, y - 0.47 * h, 0.94 * h, 0.94 * h, COMPLETE)
            _letter(pen, x, y, h, "C", WHITE)
        case Rating.NONE:
            pen.disc(x, y, 0.45 * h, "", UNRATED, 0.7, (0.16 * h, 0.12 * h))
            _letter(pen, x, y, h, "–", UNRATED)


def _letter(pen: Pen, x: float, y: float, h: float, letter: str, colour: str) -> None:
    size = 0.58 * h
    pen.text(x, y + 0.36 * size, letter, Style("sans-bold", size, colour=colour), "c")


def rating_word(value: Rating) -> str:
    """The word of a rating in the language in force."""
    return tr(RATING_WORDS[value])


def pattern(pen: Pen, x: float, y: float, wide: float, high: float, value: Rating) -> None:
    """A bar filled for a rating: red plain, amber hatched, green dotted, so that grey print tells them."""
    pen.box(x, y, wide, high, _FILLS.get(value, WHITE))
    corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    if value is Rating.AMBER:
        hatch(pen, corners, AMBER_DARK, 3.4)
    elif value is Rating.GREEN:
        dots(pen, x, y, wide, high)
    pen.box(x, y, wide, high, "", INK, 0.6)


def hatch(pen: Pen, corners: Sequence[Point], colour: str = INK, step: float = 2.4) -> None:
    """Diagonal lines inside a shape, `step` points apart."""
    left, right = min(p[0] for p in corners), max(p[0] for p in corners)
    top, bottom = min(p[1] for p in corners), max(p[1] for p in corners)
    high = bottom - top
    with pen.clipped(corners):
        at = left - high
        while at < right:
            pen.stroke([(at, bottom), (at + high, top)], 0.5, colour)
            at += step * 1.414


def dots(pen: Pen, x: float, y: float, wide: float, high: float, colour: str = GREEN_DARK) -> None:
    """Dots in rows, every second row shifted."""
    row, step = 0, 3.4
    down = 2.0
    while down < high:
        across = 2.0 + (row % 2) * step / 2
        while across < wide - 1:
            pen.disc(x + across, y + down, 0.45, colour)
            across += step
        down += step / 1.5
        row += 1


def trend(pen: Pen, x: float, y: float, value: Trend | None) -> None:
    """Better up, worse down, same a quiet outline to the right, new a diamond."""
    match value:
        case Trend.BETTER:
            pen.shape([(x - 3, y + 2.7), (x + 3, y + 2.7), (x, y - 3.1)], INK)
        case Trend.WORSE:
            pen.shape([(x - 3, y - 2.7), (x + 3, y - 2.7), (x, y + 3.1)], INK)
        case Trend.SAME:
            pen.shape([(x - 2.6, y - 3.1), (x - 2.6, y + 3.1), (x + 3.1, y)], "", MID, 0.7)
        case Trend.NEW:
            pen.shape([(x, y - 3.4), (x + 3.4, y), (x, y + 3.4), (x - 3.4, y)], INK)
        case None:
            pass


def trend_word(value: Trend | None) -> str:
    """The word of a trend in the language in force."""
    return tr(TREND_WORDS[value]) if value else ""


def ask(pen: Pen, x: float, y: float, value: Purpose, h: float = 6.0) -> None:
    """Decide filled, endorse half filled, discuss a ring with a point, note empty."""
    r = h / 2
    match value:
        case Purpose.DECIDE:
            pen.box(x - r, y - r, h, h, INK)
        case Purpose.ENDORSE:
            pen.box(x - r, y - r, h, h, WHITE, INK, 0.9)
            pen.shape([(x - r, y - r), (x + r, y + r), (x - r, y + r)], INK)
        case Purpose.DISCUSS:
            pen.disc(x, y, r, WHITE, INK, 0.9)
            pen.disc(x, y, r * 0.35, INK)
        case Purpose.NOTE:
            pen.box(x - r, y - r, h, h, WHITE, INK, 0.9)


def ask_word(value: Purpose) -> str:
    """The word of an ask in the language in force."""
    return tr(ASK_WORDS[value])


def dot(pen: Pen, x: float, y: float, fullness: int) -> None:
    """A dot that is full (100), half (50) or empty (0): presence, progress."""
    r = 2.4
    pen.disc(x, y, r, INK if fullness >= 100 else WHITE, INK, 0.8)
    if 0 < fullness < 100:
        with pen.clipped([(x - r, y - r), (x, y - r), (x, y + r), (x - r, y + r)]):
            pen.disc(x, y, r, INK)


def presence(pen: Pen, x: float, y: float, value: Presence | None) -> None:
    """Attendance as a dot, or a dash for who was not yet a member."""
    if value is None:
        pen.text(x, y + 3, "–", Style(colour=GREY), "c")
        return
    full = {Presence.PRESENT: 100, Presence.REMOTE: 100, Presence.LEFT: 100, Presence.DEPUTY: 50}
    dot(pen, x, y, full.get(value, 0))


def diamond(pen: Pen, x: float, y: float, radius: float, *, solid: bool) -> None:
    """A milestone as charts draw it: open for the baseline, solid for the forecast."""
    corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    pen.shape(corners, NAVY if solid else WHITE, "" if solid else INK, 0.6)


def done(pen: Pen, x: float, y: float, radius: float = 3.4) -> None:
    """A disc with a tick: reached."""
    pen.disc(x, y, radius, NAVY)
    k = radius / 3.4
    pen.stroke([(x - 1.6 * k, y + 0.1), (x - 0.4 * k, y + 1.4 * k), (x + 1.8 * k, y - 1.4 * k)], 0.9, WHITE)


def change_bar(pen: Pen, y: float, high: float, box_width: float) -> None:
    """The bar in the outer margin that says: changed since the last pack."""
    x = box_width + 6.2 if pen.outer_right else -6.2 - 3.1
    pen.box(x, y + 1.5, 3.1, high - 3, INK)
