"""A figure as a plain sheet: one unit is one point, x to the right, y downwards from the top left corner.

Charts say where things stand; the sheet holds a fixed number of collections (layers) and one artist for all
words, so the cost of a chart does not depend on how Matplotlib lays out axes, ticks and texts. On screen the
figure has 72 x the device's pixel ratio as dpi, so one unit is one logical pixel.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pmo_desktop.charts import fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from pmo_desktop.charts.layers import Layer, QuickLayer

Floats: TypeAlias = NDArray[np.float64]
Anchor: TypeAlias = Literal["start", "middle", "end"]
SIZE = 8.5
"""Points of chart text on paper."""


@dc.dataclass(frozen=True, slots=True)
class Word:
    """One line of text: x by its anchor, y of the baseline, both in points; never parsed as markup."""

    x: float
    y: float
    text: str
    colour: str
    size: float = SIZE
    weight: int = fonts.REGULAR
    anchor: Anchor = "start"
    patch: str = ""
    """Colour of the plain patch behind it, none when empty."""

    @property
    def width(self) -> float:
        """The width of the text in points."""
        return fonts.text_width(self.text, self.size, self.weight)

    @property
    def left(self) -> float:
        """Where the text begins, in points from the left edge."""
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width


def centred(y: float, size: float = SIZE) -> float:
    """The baseline that puts capitals of a size in the middle of y."""
    return y + fonts.CAP * size


class Words(Artist):
    """All words of a sheet as one artist, drawn by the renderer without Matplotlib's text layout."""

    def __init__(self, height: float, left: float = 0.0, bottom: float = 0.0) -> None:
        super().__init__()
        self._height, self._left, self._bottom = height, left, bottom
        self._words: tuple[Word, ...] = ()
        self.set_zorder(100)

    def say(self, words: Iterable[Word]) -> None:
        """Replace what is drawn."""
        self._words = tuple(words)
        self.stale = True

    @property
    def words(self) -> tuple[Word, ...]:
        """What is drawn."""
        return self._words

    def draw(self, renderer: RendererBase) -> None:
        """Draw every word; called by Matplotlib."""
        per_point: Any = renderer.points_to_pixels(1.0)
        scale = float(per_point)
        for word in self._words:
            gc = renderer.new_gc()
            gc.set_foreground(word.colour)
            up = self._bottom + self._height - word.y
            y = self._page(renderer) / scale - up if renderer.flipy() else up
            if word.patch:
                self._patch(renderer, word, scale)
            font = fonts.properties(word.size, word.weight)
            renderer.draw_text(
                gc, (self._left + word.left) * scale, y * scale, word.text, font, 0, ismath=False
            )
            gc.restore()

    @staticmethod
    def _page(renderer: RendererBase) -> float:
        """The height of the whole figure in the renderer's units."""
        _, height = renderer.get_canvas_width_height()
        return float(height)

    def _patch(self, renderer: RendererBase, word: Word, scale: float) -> None:
        up, across = self._bottom + self._height - word.y, self._left + word.left
        top, low = up + word.size * 0.78, up - word.size * 0.2
        left, right = across - 1.2, across + word.width + 1.2
        box = Path([(left, low), (right, low), (right, top), (left, top), (left, low)])
        gc = renderer.new_gc()
        gc.set_linewidth(0)
        renderer.draw_path(gc, box, Affine2D().scale(scale), to_rgba(word.patch))
        gc.restore()


class Sheet:
    """The one axes of a figure in points, and its layers by the order in which they were added.

    `inset` keeps left, top, right and bottom of the figure free; x and y then count from the inner corner.
    `merged` draws all shapes of a layer and colour as one path: quick, for a screen.
    `beside` adds the sheet to others that the figure has already.
    """

    def __init__(
        self,
        figure: Figure,
        page: str,
        inset: tuple[float, float, float, float] = (0, 0, 0, 0),
        *,
        merged: bool = False,
        beside: bool = False,
    ) -> None:
        self.figure, self._merges = figure, merged
        across, down = (float(v) * 72 for v in figure.get_size_inches())
        left, top, right, bottom = inset
        self.width, self.height = across - left - right, down - top - bottom
        if not beside:
            figure.clear()
        figure.set_facecolor(page)
        self.axes = figure.add_axes((left / across, bottom / down, self.width / across, self.height / down))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self._order = 0
        self._quick: list[QuickLayer] = []
        self._words = Words(self.height, left, bottom)
        self.axes.add_artist(self._words)
        self._said: list[Word] = []

    def _quickly(self, layer: QuickLayer, shapes: Any) -> Layer:
        self._quick.append(layer)
        layer.put(shapes)
        return layer

    def paint(self, renderer: Any) -> None:
        """Draw the layers of a merged sheet, without its page and words."""
        scale = self.figure.dpi / 72
        high = self.figure.bbox.height
        to_pixels = Affine2D.from_values(scale, 0, 0, -scale, 0, high)
        for layer in self._quick:
            layer.draw(renderer, to_pixels)

    def _add(self, collection: Any) -> Layer:
        self._order += 1
        collection.set_zorder(self._order)
        collection.set_clip_on(False)
        self.axes.add_collection(collection, autolim=False)
        return Layer(collection)

    def fills(
        self, polygons: Any = (), colours: Any = "none", *, edges: Any = "none", width: Any = 0.0
    ) -> Layer:
        """A layer of closed shapes: polygons of shape (n, corners, 2), or a list of (corners, 2)."""
        if self._merges:
            return self._quickly(QuickLayer(colours, edges=edges, width=width), polygons)
        made = PolyCollection(
            polygons, facecolors=colours, edgecolors=edges, linewidths=width, joinstyle="miter"
        )
        return self._add(made)

    def lines(
        self,
        segments: Any = (),
        colours: Any = "none",
        width: Any = 1.0,
        dash: tuple[float, ...] | None = None,
    ) -> Layer:
        """A layer of open lines, (n, points, 2); `dash` is on and off in points."""
        style: Any = "solid" if dash is None else (0, tuple(d / max(width, 0.01) for d in dash))
        if self._merges:
            return self._quickly(QuickLayer.of_lines(colours, width, dash), segments)
        made = LineCollection(segments, colors=colours, linewidths=width, linestyles=style)
        made.set_capstyle("butt")
        return self._add(made)

    def paths(
        self,
        paths: Sequence[Path],
        colours: Any,
        *,
        edges: Any = "none",
        width: Any = 0.0,
        dash: tuple[float, ...] | None = None,
    ) -> Layer:
        """A layer of shapes with curves."""
        style: Any = "solid" if dash is None else (0, dash)
        made = PathCollection(paths, facecolors=colours, edgecolors=edges, linewidths=width, linestyles=style)
        return self._add(made)

    def say(self, *words: Word) -> None:
        """Add words; they lie above everything else."""
        self._said.extend(words)
        self._words.say(self._said)

    def replace_words(self, words: Iterable[Word]) -> None:
        """Show these words only."""
        self._said = list(words)
        self._words.say(self._said)


def _filled(*points: tuple[Any, Any]) -> Floats:
    """Corners (n, k, 2) from k pairs of arrays (or numbers) that broadcast to length n."""
    count = np.broadcast_shapes((1,), *(np.shape(part) for point in points for part in point))[0]
    found = np.empty((count, len(points), 2))
    for place, (x, y) in enumerate(points):
        found[:, place, 0] = x
        found[:, place, 1] = y
    return found


def boxes(left: Any, top: Any, right: Any, bottom: Any) -> Floats:
    """Corner points (n, 4, 2) of rectangles from arrays (or numbers) that broadcast to length n."""
    return _filled((left, top), (right, top), (right, bottom), (left, bottom))


def diamonds(x: Any, y: Any, half: Any) -> Floats:
    """Corner points (n, 4, 2) of diamonds around points, `half` their half diagonal."""
    return _filled((x, y - half), (x + half, y), (x, y + half), (x - half, y))


def discs(x: Any, y: Any, radius: float) -> Floats:
    """Corner points (n, 24, 2) of small discs round points, for a layer that holds other polygons too."""
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    circle = np.column_stack([np.cos(turn), np.sin(turn)]) * radius
    centres: Floats = np.stack([np.atleast_1d(x), np.atleast_1d(y)], axis=-1)
    return centres[:, None, :] + circle


def rules(x0: Any, y0: Any, x1: Any, y1: Any) -> Floats:
    """End points (n, 2, 2) of straight lines."""
    return _filled((x0, y0), (x1, y1))


def circle(x: float, y: float, radius: float) -> Path:
    """A circle as four curves."""
    unit = Path.unit_circle()
    return Path(np.asarray(unit.vertices) * radius + np.array((x, y)), unit.codes)


def hatch(rects: Floats, gap: float = 2.4) -> list[Floats]:
    """Diagonal lines, `gap` points apart along x, clipped to rectangles (n, 4, 2); n x k segments.

    Drawn as lines of their own, since Matplotlib's hatches are tiles whose spacing depends on resolution.
    """
    found: list[Floats] = []
    for x0, y0, x1, y1 in np.column_stack([rects[:, 0], rects[:, 2]]):
        sums = np.arange(np.ceil((x0 + y0) / gap) * gap, x1 + y1, gap)
        ax, bx = np.maximum(x0, sums - y1), np.minimum(x1, sums - y0)
        keep = bx > ax
        found.extend(rules(ax, sums - ax, bx, sums - bx)[keep])
    return found


def dots(rects: Floats, gap: float = 4.6, size: float = 0.9) -> Path:
    """Small squares in a staggered grid inside rectangles (n, 4, 2), the quiet pattern, as one path."""
    centres: list[tuple[float, float]] = []
    for x0, y0, x1, y1 in np.column_stack([rects[:, 0], rects[:, 2]]):
        for row, y in enumerate(np.arange(y0 + gap / 2, y1 - size / 2, gap / 2)):
            start = x0 + gap / 2 * (1 + row % 2)
            centres.extend((x, y) for x in np.arange(start, x1 - size / 2, gap))
    x, y = np.array(centres or np.empty((0, 2))).reshape(-1, 2).T
    corners = boxes(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
    closed = np.concatenate([corners, corners[:, :1]], axis=1)
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path(closed.reshape(-1, 2), np.tile(codes, len(corners)))
