"""Drawing on one page: a typed hand on ReportLab's canvas, measured from the top left of the text box.

`x` runs right and `y` down, in points, from an origin that blocks move. Text never leaves its room in
silence: what does not fit is shortened and reported as a problem.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from pmo_desktop.i18n import tr
from pmo_desktop.packs import fonts
from pmo_desktop.packs.styles import BOX_H, BOX_W, HAIR, INK, Style
from pmo_desktop.packs.text import Line, Span, line_width, shortened

if TYPE_CHECKING:
    from pmo_desktop.charts import drawing as charts

REGULAR = 400
"""The weight of text that is not bold, as charts say it."""
Align = Literal["l", "r", "c"]
Point = tuple[float, float]


@dc.dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader should know before issuing: the page it is on (0: none), and one sentence."""

    page: int
    text: str


class Pen:
    """What blocks draw with. `pages` tells which keys and anchors there are, and on which page.

    `wide` and `high` are those of the box on this page, in points.
    """

    def __init__(self, canvas: Any, page: int, pages: Mapping[str, int]) -> None:
        self.canvas = canvas
        self.page = page
        self.pages = pages
        self.problems: list[Problem] = []
        self.x = 0.0
        self.y = 0.0
        self.wide, self.high = BOX_W, BOX_H
        self.outer_right = page % 2 == 1

    @contextmanager
    def at(self, dx: float, dy: float) -> Iterator[None]:
        """Move the origin right and down for a while."""
        self.x, self.y = self.x + dx, self.y - dy
        try:
            yield
        finally:
            self.x, self.y = self.x - dx, self.y + dy

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "l") -> float:
        """One line of foreign text with its baseline at `y`; the width it took."""
        return self.line(x, y, (Span(fonts.fold(text).replace("\n", " "), style),), align)

    def line(self, x: float, y: float, line: Line, align: Align = "l") -> float:
        """One line that was set already; its width. A line that begins right to left runs so."""
        wide = line_width(line)
        left = self.x + x - {"l": 0.0, "r": wide, "c": wide / 2}[align]
        order = reversed(line) if line and fonts.is_rtl("".join(s.text for s in line)) else line
        for span in order:
            left = self._span(left, self.y - y, span)
        return wide

    def _span(self, left: float, base: float, span: Span) -> float:
        from reportlab.pdfbase.ttfonts import shapeStr

        size = span.style.size
        for run in fonts.runs(span.text, span.style.face):
            writing = self.canvas.beginText(left, base)
            writing.setFont(run.font, size)
            writing.setFillColor(span.style.colour)
            writing.textOut(shapeStr(run.text, run.font, size, force=True) if run.shaped else run.text)
            self.canvas.drawText(writing)
            left += run.width * size / 1000
        return left

    def fitted(self, x: float, y: float, text: str, style: Style, room: float, align: Align = "l") -> float:
        """One line of foreign text in a room of fixed width; shortened and reported when too long."""
        said, cut = shortened(text, style, room)
        if cut:
            self.report(tr("The text “{text}” was too long for its place and is shortened.", text=said))
        return self.text(x, y, said, style, align)

    def report(self, text: str) -> None:
        """Tell the maker of the pack something about this page."""
        self.problems.append(Problem(self.page, text))

    def rule(self, x: float, y: float, length: float, weight: float = 0.25, colour: str = HAIR) -> None:
        """A horizontal rule."""
        self.stroke([(x, y), (x + length, y)], weight, colour)

    def stroke(
        self, points: Sequence[Point], weight: float = 0.6, colour: str = INK, dash: Sequence[float] = ()
    ) -> None:
        """An open line through points."""
        self._pen(weight, colour, dash)
        self.canvas.drawPath(self._path(points, closed=False), stroke=1, fill=0)

    def shape(
        self,
        points: Sequence[Point],
        fill: str = "",
        line: str = "",
        weight: float = 0.6,
        dash: Sequence[float] = (),
    ) -> None:
        """A closed shape; an empty colour leaves fill or outline away."""
        self._pen(weight, line or INK, dash)
        if fill:
            self.canvas.setFillColor(fill)
        self.canvas.drawPath(self._path(points, closed=True), stroke=int(bool(line)), fill=int(bool(fill)))

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        fill: str = "",
        line: str = "",
        weight: float = 0.6,
    ) -> None:
        """A rectangle from its top left corner."""
        self.shape([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], fill, line, weight)

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str = "",
        line: str = "",
        weight: float = 0.6,
        dash: Sequence[float] = (),
    ) -> None:
        """A circle round its middle."""
        self._pen(weight, line or INK, dash)
        if fill:
            self.canvas.setFillColor(fill)
        self.canvas.circle(self.x + x, self.y - y, radius, stroke=int(bool(line)), fill=int(bool(fill)))

    @contextmanager
    def clipped(self, points: Sequence[Point]) -> Iterator[None]:
        """Draw only inside a shape for a while."""
        self.canvas.saveState()
        self.canvas.clipPath(self._path(points, closed=True), stroke=0, fill=0)
        try:
            yield
        finally:
            self.canvas.restoreState()

    def chart(self, x: float, y: float, seen: charts.Drawing) -> None:
        """A chart of the program with its top left corner at a point: its shapes, and its words as text."""
        with self.at(x, y + seen.height):
            for clip, parts in groupby(seen.parts, key=lambda part: getattr(part, "clip", None)):
                if clip is None:
                    self._parts(parts)
                else:
                    left, low, wide, high = clip
                    right, top = left + wide, -low - high
                    with self.clipped([(left, -low), (right, -low), (right, top), (left, top)]):
                        self._parts(parts)

    def _parts(self, parts: Iterable[charts.Shape | charts.Text]) -> None:
        from pmo_desktop.charts import drawing as charts

        for part in parts:
            match part:
                case charts.Shape():
                    self._steps(part)
                case charts.Text():
                    face: fonts.Face = "sans-bold" if part.weight > REGULAR else "sans"
                    style = Style(face, part.size, colour=_hex(part.colour))
                    self.text(part.x, -part.y, part.text, style)

    def _steps(self, shape: charts.Shape) -> None:
        path = self.canvas.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
        for letter, numbers in shape.steps:
            if letter == "Z":
                path.close()
            else:
                draw[letter](*(v + (self.y if n % 2 else self.x) for n, v in enumerate(numbers)))
        self._pen(shape.width, _hex(shape.stroke or (0, 0, 0)), shape.dash)
        if shape.fill:
            self.canvas.setFillColor(_hex(shape.fill))
        self.canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))

    def link(self, key: str, x: float, y: float, wide: float, high: float) -> None:
        """Make a rectangle lead to a section or anchor; nothing happens when the pack has no such place."""
        if key in self.pages:
            left, top = self.x + x, self.y - y
            self.canvas.linkRect("", key, (left, top - high, left + wide, top), relative=0, thickness=0)

    def anchor(self, key: str, y: float = 0.0) -> None:
        """A place that links lead to."""
        self.canvas.bookmarkHorizontalAbsolute(key, self.y - y + 20, fit="XYZ")

    def outline(self, title: str, key: str, level: int) -> None:
        """An entry of the outline that readers show beside the pages."""
        self.canvas.addOutlineEntry(fonts.fold(title).replace("\n", " ")[:200], key, level, closed=level > 0)

    def _pen(self, weight: float, colour: str, dash: Sequence[float]) -> None:
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeColor(colour)
        self.canvas.setDash(list(dash))

    def _path(self, points: Sequence[Point], *, closed: bool) -> Any:
        path = self.canvas.beginPath()
        for n, (x, y) in enumerate(points):
            (path.lineTo if n else path.moveTo)(self.x + x, self.y - y)
        if closed:
            path.close()
        return path


def _hex(colour: charts.Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)
