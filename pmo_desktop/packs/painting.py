"""A chart of the program painted on a page of paper: its shapes, and its words in the pack's own fonts.

Shapes of one look are one path, so that files stay small.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from pmo_desktop.assets import resource
from pmo_desktop.charts.drawing import Colour, Drawing, Shape, Text
from pmo_desktop.packs import fonts

_SEMIBOLD = "NotoSans-SemiBold"
_BOLD_FROM = 600
_NONZERO = 1
"""ReportLab's name for the rule by which shapes of one path that overlap are all filled."""
_UNKNOWN = "\ufffd"


def register() -> None:
    """Have the fonts of charts ready, of which one is bolder than those of a pack."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    fonts.register()
    pdfmetrics.registerFont(TTFont(_SEMIBOLD, str(resource("fonts", f"{_SEMIBOLD}.ttf"))))


def paint(canvas: Any, drawing: Drawing) -> None:
    """Draw shapes and words from the lower left corner of a page, shapes of one look in one go."""
    register()
    for kind, parts in groupby(drawing.parts, key=_look):
        if kind is None:
            _write(canvas, (part for part in parts if isinstance(part, Text)))
        else:
            _draw(canvas, [part for part in parts if isinstance(part, Shape)])


def _look(part: Shape | Text) -> tuple[Any, ...] | None:
    """What shapes that are drawn in one go have in common; None for words."""
    if isinstance(part, Text):
        return None
    return part.fill, part.stroke, part.width, part.dash, part.clip


def _draw(canvas: Any, shapes: list[Shape]) -> None:
    first = shapes[0]
    canvas.saveState()
    if first.clip is not None:
        edge = canvas.beginPath()
        edge.rect(*first.clip)
        canvas.clipPath(edge, stroke=0, fill=0)
    if first.stroke is not None:
        canvas.setLineWidth(first.width)
        canvas.setStrokeColor(_colour(first.stroke))
        canvas.setDash(list(first.dash))
    if first.fill is not None:
        canvas.setFillColor(_colour(first.fill))
    path = canvas.beginPath()
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
    for shape in shapes:
        for letter, numbers in shape.steps:
            if letter == "Z":
                path.close()
            else:
                draw[letter](*numbers)
    stroke, fill = int(first.stroke is not None), int(first.fill is not None)
    canvas.drawPath(path, stroke=stroke, fill=fill, fillMode=_NONZERO)
    canvas.restoreState()


def _write(canvas: Any, words: Iterator[Text]) -> None:
    """Words in the fonts that have their characters."""
    from reportlab.pdfbase.ttfonts import shapeStr

    writing = canvas.beginText()
    now: tuple[Any, ...] = ()
    for word in words:
        left = word.x
        for run in _runs(folded(word.text), word.weight >= _BOLD_FROM):
            look = (run.font, word.size, word.colour)
            if look != now:
                writing.setFont(run.font, word.size)
                writing.setFillColor(_colour(word.colour))
                now = look
            writing.setTextOrigin(left, word.y)
            writing.textOut(shapeStr(run.text, run.font, word.size, force=True) if run.shaped else run.text)
            left += run.width * word.size / 1000
    canvas.drawText(writing)


def _runs(text: str, bold: bool) -> tuple[fonts.Run, ...]:
    """The runs of a text; a character that no font has is shown as one that is not known."""
    try:
        found = fonts.runs(text, "sans-bold" if bold else "sans")
    except fonts.GlyphMissing as why:
        return _runs(text.replace(why.char, _UNKNOWN), bold)
    if not bold:
        return found
    return tuple(dc.replace(run, font=_SEMIBOLD) if run.font == "NotoSans-Bold" else run for run in found)


def folded(text: str) -> str:
    """A text on one line, without characters that control."""
    return text if text.isprintable() else fonts.fold(text).replace("\n", " ")


@cache
def _colour(colour: Colour) -> Any:
    from reportlab.lib.colors import Color

    return Color(*colour)
