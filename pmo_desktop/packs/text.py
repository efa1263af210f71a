"""Lines of text: breaking paragraphs into lines, balancing titles, shortening what must fit."""

from __future__ import annotations

import dataclasses as dc
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pmo_desktop.packs import fonts
from pmo_desktop.packs.styles import LINE, Style

ELLIPSIS = "…"
MOST_CHARACTERS = 600
"""More never fits on one line of any page."""


@dc.dataclass(frozen=True, slots=True)
class Span:
    """Characters in one style."""

    text: str
    style: Style

    def width(self) -> float:
        """How wide it is in points."""
        return fonts.width(self.text, self.style.face, self.style.size)


Line = tuple[Span, ...]
"""One line: spans in the order they are read."""


def spans(text: str, style: Style) -> tuple[Span, ...]:
    """Foreign text in one style, made fit to be set."""
    return (Span(fonts.fold(text), style),)


def line_width(line: Iterable[Span]) -> float:
    """How wide a line is, in points."""
    return sum(s.width() for s in line)


def measured(text: str, style: Style) -> float:
    """How wide foreign text is when it is set on one line, in points."""
    return line_width(spans(text.replace("\n", " ")[:MOST_CHARACTERS], style))


def _words(source: Sequence[Span]) -> Iterable[list[Span] | None]:
    """Words as lists of spans (a word may change style inside); `None` is a forced break."""
    word: list[Span] = []
    for span in source:
        for row, part in enumerate(span.text.split("\n")):
            if row:
                yield word
                yield None
                word = []
            for i, piece in enumerate(part.split(" ")):
                if i:
                    yield word
                    word = []
                if piece:
                    word = [*word, Span(piece, span.style)]
    yield word


def _cut(word: list[Span], room: float) -> tuple[list[Span], list[Span]]:
    """The longest beginning of a word that fits (at least one character), and the rest."""
    head: list[Span] = []
    for at, span in enumerate(word):
        used = line_width(head)
        if used + span.width() <= room:
            head.append(span)
            continue
        low, high = 0 if head else 1, len(span.text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = used + Span(span.text[:middle], span.style).width() <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        low = _after_mark(span.text, low)
        left = [Span(span.text[:low], span.style)] if low else []
        right = [Span(span.text[low:], span.style)] if span.text[low:] else []
        return [*head, *left], [*right, *word[at + 1 :]]
    return head, []


def _after_mark(text: str, at: int) -> int:
    """Rather break after a hyphen, slash or underscore if one stands in the second half."""
    best = max(text.rfind(mark, 0, at) for mark in "-/_,;")
    return best + 1 if best > at // 2 else at


class _Setter:
    """Puts words on lines of one width."""

    def __init__(self, room: float) -> None:
        self.room = max(room, 1.0)
        self.lines: list[list[list[Span]]] = []
        self.line: list[list[Span]] = []
        self.used = 0.0

    def end_line(self) -> None:
        self.lines.append(self.line)
        self.line, self.used = [], 0.0

    def add(self, word: list[Span]) -> None:
        while word:
            gap = Span(" ", self.line[-1][-1].style).width() if self.line else 0.0
            wide = line_width(word)
            if self.used + gap + wide <= self.room + 0.01:
                self.line.append(word)
                self.used += gap + wide
                return
            if self.line:
                self.end_line()
                continue
            head, word = _cut(word, self.room)
            self.line.append(head)
            self.end_line()


def _joined(words: Sequence[Sequence[Span]]) -> Line:
    """One line from its words; neighbours in one style become one span, so that bidi sees the line."""
    out: list[Span] = []
    for n, word in enumerate(words):
        for k, piece in enumerate(word):
            text = (" " if n and not k else "") + piece.text
            if out and out[-1].style == piece.style:
                out[-1] = Span(out[-1].text + text, piece.style)
            elif text.startswith(" ") and out:
                out[-1] = Span(out[-1].text + " ", out[-1].style)
                out.append(Span(piece.text, piece.style))
            else:
                out.append(Span(text, piece.style))
    return tuple(out)


def wrap(source: Sequence[Span], room: float) -> tuple[Line, ...]:
    """Break spans into lines no wider than `room`; words wider than a line are cut.

    A last line of a single short word takes another word down to it.
    """
    setter = _Setter(room)
    for word in _words(source):
        if word is None:
            setter.end_line()
        elif word:
            setter.add(word)
    setter.end_line()
    _no_lonely_word(setter.lines, room)
    return tuple(_joined(words) for words in setter.lines)


def _no_lonely_word(lines: list[list[list[Span]]], room: float) -> None:
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < 4:
        return
    if line_width([*lines[-2][-1], *lines[-1][0]]) < room * 0.5:
        lines[-1].insert(0, lines[-2].pop())


def balanced(source: Sequence[Span], room: float) -> tuple[Line, ...]:
    """As `wrap`, with the measure shrunk while the number of lines stays the same (for titles)."""
    lines = wrap(source, room)
    if not 1 < len(lines) <= 4:
        return lines
    low, high = room * 0.4, room
    while high - low > 3:
        middle = (low + high) / 2
        low, high = (low, middle) if len(wrap(source, middle)) <= len(lines) else (middle, high)
    return wrap(source, high)


@lru_cache(maxsize=4096)
def shortened(text: str, style: Style, room: float) -> tuple[str, bool]:
    """One folded line that fits, cut with an ellipsis if it must be; whether it was cut."""
    flat = fonts.fold(text[:MOST_CHARACTERS]).replace("\n", " ")
    if len(text) <= MOST_CHARACTERS and Span(flat, style).width() <= room:
        return flat, False
    mark = Span(ELLIPSIS, style).width()
    head, _rest = _cut([Span(flat, style)], room - mark)
    return (head[0].text.rstrip() if head else "") + ELLIPSIS, True


def capped(lines: tuple[Line, ...], most: int) -> tuple[Line, ...]:
    """At most so many lines, the last with an ellipsis when some are left out."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1] or (Span("", Style()),)
    return (*lines[: most - 1], (*last[:-1], Span(last[-1].text.rstrip() + ELLIPSIS, last[-1].style)))


def grid(height: float, step: float = LINE) -> float:
    """The next whole number of grid steps."""
    return math.ceil(round(height / step, 4)) * step
