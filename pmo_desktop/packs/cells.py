"""Cells that several tables share: ratings, trends, asks, dots, counts in words."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_desktop.domain.health import WORST_FIRST, Rating, Trend
from pmo_desktop.domain.meetings import Presence, Purpose
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.packs import marks
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import SMALL, SMALL_BOLD, Style
from pmo_desktop.packs.tables import Cell
from pmo_desktop.packs.text import Span
from pmo_desktop.readmodels import shown

_WORDS = (
    N_("no"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)


def counted(n: int) -> str:
    """A count for a sentence: in words to twelve in English, in digits where words would need a gender."""
    if language().startswith("en") and 0 <= n < len(_WORDS):
        return _WORDS[n]
    return shown.number(n)


def sentence(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence with commas between, empty ones left out."""
    return ", ".join(p for p in parts if p)


def rating_cell(value: Rating | None, *, quiet: bool = True, h: float = marks.SMALLEST) -> Cell:
    """A rating as its mark; nothing for `None`."""
    if value is None:
        return Cell()
    return Cell(paint=lambda pen, x, y: marks.rating(pen, x, y, h, value, quiet=quiet))


def overall_cell(value: Rating) -> Cell:
    """The rating that counts, larger and with solid green."""
    return Cell(paint=lambda pen, x, y: marks.rating(pen, x, y, marks.OVERALL, value))


def trend_cell(value: Trend | None) -> Cell:
    """A trend as its mark."""
    return Cell(paint=lambda pen, x, y: marks.trend(pen, x, y, value))


def presence_cell(value: Presence | None) -> Cell:
    """Attendance as a dot."""
    return Cell(paint=lambda pen, x, y: marks.presence(pen, x, y, value))


def ask_width(least: float) -> float:
    """How wide a column of asks must be in the language in force."""
    return max(least, *(Span(marks.ask_word(p), SMALL_BOLD).width() + 16 for p in Purpose))


def ask_cell(value: Purpose | None, width: float) -> Cell:
    """An ask as its mark and word; a decision in bold."""

    def paint(pen: Pen, x: float, y: float) -> None:
        if value is None:
            return
        left = x - width / 2
        marks.ask(pen, left + 3, y, value)
        style = SMALL_BOLD if value is Purpose.DECIDE else SMALL
        pen.fitted(left + 11, y + 3, marks.ask_word(value), style, width - 13)

    return Cell(paint=paint)


def marked_word(mark: str, word: str, width: float, style: Style = SMALL) -> Cell:
    """A word with a dot before it: "full", "half" or "empty"."""
    full = {"full": 100, "half": 50, "empty": 0}[mark]

    def paint(pen: Pen, x: float, y: float) -> None:
        marks.dot(pen, x - width / 2 + 2.6, y, full)
        pen.fitted(x - width / 2 + 10, y + 3, word, style, width - 12)

    return Cell(paint=paint)


def or_nothing(text: str) -> str:
    """A dash where there is no text."""
    return text or shown.NOTHING


def rating_counts(ratings: Iterable[Rating]) -> str:
    """How many of each rating, worst first, as "1 red, 2 amber, 5 green"."""
    found = list(ratings)
    words = ((marks.rating_word(r).lower(), found.count(r)) for r in WORST_FIRST)
    return listed(tr("{n} {rating}", n=n, rating=word) for word, n in words if n)
