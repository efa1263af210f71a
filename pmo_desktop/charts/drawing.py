"""A figure as a list of shapes and texts, for a page that draws them with its own pen and fonts.

A page that embeds twenty charts as twenty PDF files subsets its fonts twenty times; drawing the list costs
a few milliseconds and keeps one set of fonts.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any, TypeAlias

from pmo_desktop.charts import fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path

Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""
Step: TypeAlias = tuple[str, tuple[float, ...]]
"""One step of a path: "M" x y, "L" x y, "C" six numbers, or "Z"."""


@dc.dataclass(frozen=True, slots=True)
class Shape:
    """A path in points from the lower left corner; fill before stroke, None leaves one out."""

    steps: tuple[Step, ...]
    fill: Colour | None
    stroke: Colour | None
    width: float
    dash: tuple[float, ...] = ()
    clip: tuple[float, float, float, float] | None = None
    """Left, bottom, width and height of the rectangle outside which nothing shows."""


@dc.dataclass(frozen=True, slots=True)
class Text:
    """A line of text: where its baseline begins, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float
    weight: int
    colour: Colour


@dc.dataclass(frozen=True, slots=True)
class Drawing:
    """All of a figure, from the back to the front; sizes in points."""

    width: float
    height: float
    parts: tuple[Shape | Text, ...]


def drawing(figure: Figure) -> Drawing:
    """The shapes and texts of a figure that `charts` made; its background is left out."""
    width, height = (float(v) * 72 for v in figure.get_size_inches())
    recorder = _Recorder(width, height)
    dpi, shown = figure.dpi, figure.patch.get_visible()
    figure.set_dpi(72)
    figure.patch.set_visible(False)
    try:
        figure.draw(recorder)
    finally:
        figure.set_dpi(dpi)
        figure.patch.set_visible(shown)
    return Drawing(width, height, tuple(recorder.parts))


class _Recorder(RendererBase):
    """Writes down what Matplotlib wants drawn."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._size = (width, height)
        self.parts: list[Shape | Text] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size in points."""
        return self._size

    def flipy(self) -> bool:
        """Heights grow upwards, as on a PDF page."""
        return False

    def points_to_pixels(self, points: Any) -> Any:
        """A unit is a point."""
        return points

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        """Keep a path with its fill and stroke."""
        fill = None if rgbFace is None or (len(rgbFace) > 3 and not rgbFace[3]) else _colour(rgbFace)
        line_width: Any = gc.get_linewidth()
        width = float(line_width)
        stroke = _colour(gc.get_rgb()) if width and gc.get_rgb()[3] else None
        if fill is None and stroke is None:
            return
        steps = tuple(_steps(path, transform))
        dashes: Any = gc.get_dashes()[1]
        if steps:
            dash = tuple(float(d) for d in dashes or ())
            self.parts.append(Shape(steps, fill, stroke, width, dash, _clip(gc)))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Keep a text with its size and weight."""
        weight = fonts.weight_of(prop)
        self.parts.append(Text(float(x), float(y), s, float(prop.get_size()), weight, _colour(gc.get_rgb())))

    def draw_image(self, *_args: Any, **_more: Any) -> None:
        """Charts hold no pictures; one that did would lose its sharpness on paper."""
        raise TypeError("a chart drew an image; charts are made of shapes and text")


def _clip(gc: GraphicsContextBase) -> tuple[float, float, float, float] | None:
    box: Any = gc.get_clip_rectangle()
    if box is None:
        return None
    left, bottom, width, height = (float(v) for v in box.bounds)
    return left, bottom, width, height


def _colour(rgba: Any) -> Colour:
    return float(rgba[0]), float(rgba[1]), float(rgba[2])


def _steps(path: Path, transform: Any) -> list[Step]:
    letters = {int(Path.MOVETO): "M", int(Path.LINETO): "L", int(Path.CURVE4): "C", int(Path.CLOSEPOLY): "Z"}
    found: list[Step] = []
    for points, code in path.iter_segments(transform, simplify=False, curves=True):
        if np.isfinite(points).all():
            letter = letters[int(code)]
            found.append((letter, () if letter == "Z" else tuple(float(v) for v in points)))
    return found
