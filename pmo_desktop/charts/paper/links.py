"""Where links that leave a sheet go on: the label of the other sheet and the number of the line there.

A reference stands where its link crosses the edge of the chart. Where the edge has no room for it, it stands
in the line of the task that the link begins or ends at; so none is lost, however many leave a sheet.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from pmo_desktop.charts.fonts import elided
from pmo_desktop.charts.gantt.frame import Frame
from pmo_desktop.charts.gantt.links import link_days, link_ends_in, routes
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.paper.linkroom import Room
from pmo_desktop.charts.paper.plan import Layout
from pmo_desktop.charts.sheet import Anchor, Floats, Word, centred

_MOST = 24
"""References at the upper or lower edge of one sheet; with more they stand in the lines of their tasks."""
_AWAY = 4.0
"""Points between a bar and a reference in its line."""


@dc.dataclass(frozen=True, slots=True)
class Exit:
    """Where a line meets the edge of the chart: the side ("top", "bottom", "left", "right") and the point."""

    side: str
    x: float
    y: float


@dc.dataclass(frozen=True, slots=True)
class Reference:
    """One end of a link that goes on: its line here, whether it leads out, and where the other end is.

    `line` counts from the first line of the sheet; `gone` is None where the link is not seen to leave.
    """

    line: int
    out: bool
    sheet: str
    number: int
    gone: Exit | None


def left_at(points: Floats, box: tuple[float, float, float, float]) -> Exit | None:
    """Where a line of right angles, (n, 2), leaves a box (left, top, right, bottom) that it begins in."""
    left, top, right, bottom = box
    for x, y in points[1:]:
        if x > right:
            return Exit("right", right, float(y))
        if x < left:
            return Exit("left", left, float(y))
        if y > bottom:
            return Exit("bottom", float(x), bottom)
        if y < top:
            return Exit("top", float(x), top)
    return None


def crossing(frame: Frame, layout: Layout, here: str) -> tuple[Reference, ...]:
    """The links with one end on a sheet and the other on another, by line."""
    found = routes(frame)
    begins, ends_here = link_ends_in(frame, found.which)
    first, last = link_days(frame, found.which)
    box = (0.0, frame.view.head, frame.width, frame.bottom)
    columns, top = frame.model.columns, frame.lines[0]
    made = []
    for at in np.flatnonzero(begins ^ ends_here):
        which, out = found.which[at], bool(begins[at])
        own, other = (
            int(end[which])
            for end in ((columns.link_from, columns.link_to) if out else (columns.link_to, columns.link_from))
        )
        label = layout.tile_of(int(frame.shown.line[other]), float((last if out else first)[at]))
        if label == here:  # the other end lies before or after all the time that is printed
            continue
        gone = left_at(found.lines[at] if out else found.lines[at][::-1], box)
        line = int(frame.shown.line[own]) - top
        made.append(Reference(line, out, label, frame.model.rows[other].number, gone))
    return tuple(sorted(made, key=lambda one: (one.line, one.out, one.sheet, one.number)))


def references(
    frame: Frame, layout: Layout, here: str, palette: Palette, words: Iterable[Word] = ()
) -> list[Word]:
    """The words that say it: "→ B2 · 118" where a link goes on, "← A1 · 12" whence it came.

    `words` are those that stand in the chart already.
    """
    room = Room.of(frame, words)
    plain = Word(0, 0, "", palette.text2, frame.view.font, patch=palette.page)
    placed: list[Word] = []
    inside: dict[tuple[int, bool], list[Reference]] = {}
    edges: dict[str, int] = {}
    for one in crossing(frame, layout, here):
        word = None
        if one.gone is not None and edges.get(one.gone.side, 0) < _MOST:
            word = _at_edge(frame, room, one, one.gone, plain)
        if word is None or one.gone is None:
            inside.setdefault((one.line, one.out), []).append(one)
        else:
            edges[one.gone.side] = edges.get(one.gone.side, 0) + 1
            placed.append(word)
    placed += (_in_line(frame, room, of, plain) for of in inside.values())
    return placed


def _at_edge(frame: Frame, room: Room, one: Reference, gone: Exit, plain: Word) -> Word | None:
    """A reference where its link crosses the edge, None where something else stands there."""
    said = dc.replace(plain, text=_said((one,)))
    size = plain.size
    for x, anchor in _places(frame, gone):
        match gone.side:
            case "bottom":
                line, y = room.below, gone.y + size * 1.15
            case "top":
                line, y = 0, gone.y + size * 1.05
            case _:
                line, y = room.line_at(gone.y), centred(gone.y, size)
        word = dc.replace(said, x=x, y=y, anchor=anchor)
        if room.take(line, word.left, word.left + word.width):
            return word
    return None


def _places(frame: Frame, gone: Exit) -> Iterator[tuple[float, Anchor]]:
    """Where a reference at an edge may stand, the best place first."""
    match gone.side:
        case "right":
            yield frame.width - 1, "end"
        case "left":
            yield 1.0, "start"
        case _:
            yield gone.x + 1.5, "start"
            yield gone.x - 1.5, "end"


def _in_line(frame: Frame, room: Room, of: Sequence[Reference], plain: Word) -> Word:
    """References beside the bar of their line: those that lead out after it, the others before it.

    Where the line has no room for every number, it says how many links go to each sheet.
    """
    line, out = of[0].line, of[0].out
    y = centred(frame.middle(line + frame.lines[0]), plain.size)
    for text in (_said(of), _counted(of)):
        word = dc.replace(plain, text=text, y=y)
        left = room.beside(line, word.width, _AWAY, after=out)
        if left is not None:
            return dc.replace(word, x=left)
    word = dc.replace(word, text=elided(word.text, frame.width - 2, plain.size))
    return dc.replace(word, x=max(frame.width - 1 - word.width, 1.0) if out else 1.0)


def _said(of: Sequence[Reference]) -> str:
    """Signs, no sentence: "→ B2 · 118, 119; C1 · 200"."""
    numbers: dict[str, list[str]] = {}
    for one in of:
        numbers.setdefault(one.sheet, []).append(str(one.number))
    parts = (f"{sheet} · {', '.join(dict.fromkeys(lines))}" for sheet, lines in numbers.items())
    return f"{_arrow(of)} {'; '.join(parts)}"


def _counted(of: Sequence[Reference]) -> str:
    """Signs, no sentence: "→ B2 × 12; C1 × 3"."""
    counts: dict[str, int] = {}
    for one in of:
        counts[one.sheet] = counts.get(one.sheet, 0) + 1
    parts = (f"{sheet} × {count}" for sheet, count in counts.items())
    return f"{_arrow(of)} {'; '.join(parts)}"


def _arrow(of: Sequence[Reference]) -> str:
    return "→" if of[0].out else "←"
