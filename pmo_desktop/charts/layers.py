"""The layers of a sheet: one collection each, or for a screen one path for each colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox


class Layer:
    """One collection of a sheet; its shapes are replaced from frame to frame."""

    def __init__(self, collection: Any) -> None:
        self.collection = collection

    def clip(self, left: float, top: float, right: float, bottom: float) -> None:
        """Show nothing of this layer outside a rectangle in points."""
        axes = self.collection.axes
        self.collection.set_clip_on(True)
        self.collection.set_clip_path(None)
        self.collection.set_clip_box(
            TransformedBbox(Bbox.from_extents(left, bottom, right, top), axes.transData)
        )

    def put(self, shapes: Any, colours: Any = None, edges: Any = None) -> None:
        """Show these polygons (n, corners, 2), lines (n, points, 2) or paths; None keeps the colours."""
        if isinstance(self.collection, LineCollection):
            self.collection.set_segments(shapes)
            if colours is not None:
                self.collection.set_color(colours)
            return
        self.collection.set_verts(shapes)
        if colours is not None:
            self.collection.set_facecolor(colours)
        if edges is not None:
            self.collection.set_edgecolor(edges)


class QuickLayer(Layer):
    """A layer that is drawn without Matplotlib's artists, as one path for each colour; for a screen.

    Of each artist Matplotlib asks place, order and clipping anew, which takes longer than drawing it.
    """

    def __init__(self, colours: Any, *, edges: Any = "none", width: float = 0.0, dash: Any = None) -> None:
        super().__init__(None)
        self._fills = edges is not None
        self._colour, self._width, self._dash = colours, width, dash
        self._edge = edges if self._fills and edges != "none" and width else None
        self._parts: list[tuple[Path, Any]] = []

    @classmethod
    def of_lines(cls, colours: Any, width: float, dash: tuple[float, ...] | None) -> QuickLayer:
        """A layer of open lines."""
        return cls(colours, edges=None, width=width, dash=dash)

    def put(self, shapes: Any, colours: Any = None, edges: Any = None) -> None:
        """Show these polygons or lines; None keeps the colour."""
        pairs = [(shapes, self._colour)] if colours is None else _by_colour(shapes, colours)
        self._parts = [
            (merged(some, closed=self._fills), _rgba(colour)) for some, colour in pairs if len(some)
        ]

    def draw(self, renderer: Any, to_pixels: Affine2D) -> None:
        """Draw what there is; `to_pixels` leads from points from the top to pixels from the bottom."""
        if not self._parts:
            return
        gc = renderer.new_gc()
        gc.set_joinstyle("miter")
        gc.set_capstyle("butt")
        gc.set_linewidth(self._width if self._edge or not self._fills else 0)  # in points, as dashes are
        if self._dash is not None:
            gc.set_dashes(0, list(self._dash))
        if self._edge:
            gc.set_foreground(self._edge)
        for path, colour in self._parts:
            if self._fills:
                renderer.draw_path(gc, path, to_pixels, colour)
            else:
                gc.set_foreground(colour, isRGBA=True)
                renderer.draw_path(gc, path, to_pixels)
        gc.restore()


def _rgba(colour: Any) -> tuple[float, ...]:
    return tuple(colour) if isinstance(colour, np.ndarray | tuple) else to_rgba(colour)


def merged(shapes: Any, *, closed: bool) -> Path:
    """Polygons or lines of any number of corners as one path."""
    groups = [shapes] if isinstance(shapes, np.ndarray) else [np.asarray(one)[None] for one in shapes]
    corners, codes = [], []
    for group in groups:
        count, points = group.shape[:2]
        step = np.full(points + closed, Path.LINETO, dtype=Path.code_type)
        step[0] = Path.MOVETO
        if closed:
            step[-1] = Path.CLOSEPOLY
            group = np.concatenate([group, group[:, :1]], axis=1)
        corners.append(group.reshape(-1, 2))
        codes.append(np.tile(step, count))
    return Path(np.concatenate(corners), np.concatenate(codes))


def _by_colour(shapes: Any, colours: Any) -> Iterator[tuple[Any, Any]]:
    """Shapes of one colour together, in the order in which the colours first come."""
    if isinstance(colours, str) or len(colours) != len(shapes):
        yield shapes, colours
        return
    if isinstance(colours, np.ndarray) and len(colours) and (colours == colours[0]).all():
        yield shapes, colours[0]
        return
    keys = [tuple(c) if not isinstance(c, str) else c for c in colours]
    known = list(dict.fromkeys(keys))
    if len(known) == 1:
        yield shapes, known[0]
        return
    for colour in known:
        places = [i for i, key in enumerate(keys) if key == colour]
        yield shapes[places] if isinstance(shapes, np.ndarray) else [shapes[i] for i in places], colour
