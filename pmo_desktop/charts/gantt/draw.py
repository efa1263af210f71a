"""The Gantt chart: one function for the window and for the printed pack.

Only the rows and links inside the window are drawn, each kind of thing as one collection, so the cost of a
frame does not depend on the length of the plan. A `GanttChart` keeps its collections from frame to frame;
`draw_gantt` is the same for a figure that is drawn once.
"""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from matplotlib.colors import to_rgba
from numpy.typing import NDArray

from pmo_desktop.charts.gantt.frame import Ends, Frame, GanttView, Shown
from pmo_desktop.charts.gantt.links import Routes, routes
from pmo_desktop.charts.gantt.marks import MarkLayers
from pmo_desktop.charts.gantt.pieces import pieces
from pmo_desktop.charts.gantt.slips import Slips
from pmo_desktop.charts.gantt.words import head_words, name_words, row_words
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.sheet import Floats, Sheet, Word, boxes, diamonds, hatch, rules
from pmo_desktop.charts.timeaxis import Span, TimeAxis, time_axis
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.gantt import EPOCH, GanttModel, day_of, instant_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Flags: TypeAlias = NDArray[np.bool_]
_NO_BOXES: Floats = np.empty((0, 4, 2))
_NO_LINES: Floats = np.empty((0, 2, 2))


@dc.dataclass(frozen=True, slots=True)
class Hit:
    """Where a row's bar or diamond was drawn, in points from the top left."""

    id: str
    line: int
    left: float
    top: float
    right: float
    bottom: float


@dc.dataclass(frozen=True, slots=True)
class Hits:
    """What a pointer can meet, and the words for whoever draws them without Matplotlib."""

    bars: tuple[Hit, ...]
    words: tuple[Word, ...]
    head_words: tuple[Word, ...]
    frame: Frame
    links: Routes | None = None

    def at(self, x: float, y: float, reach: float = 3.0) -> Hit | None:
        """The bar or diamond at a point, or within `reach` points of it."""
        near = [
            b
            for b in self.bars
            if b.left - reach <= x <= b.right + reach and b.top - reach <= y <= b.bottom + reach
        ]
        return near[0] if near else None

    def row_at(self, y: float) -> str | None:
        """The id of the row whose line covers a height."""
        line = int((y - self.frame.view.head) // self.frame.view.row_height + self.frame.view.first_row)
        if y < self.frame.view.head or not 0 <= line < len(self.frame.shown.rows):
            return None
        return self.frame.model.ids[int(self.frame.shown.rows[line])]

    def instant_at(self, x: float) -> datetime:
        """The instant at x."""
        return instant_of(self.frame.day(x))


def draw_gantt(
    figure: Figure, model: GanttModel, view: GanttView, palette: Palette, *, words: bool = True
) -> Hits:
    """Draw a plan on a figure, which is cleared; without `words` the caller draws those of the result."""
    return GanttChart(figure, palette).show(model, view, words=words)


class GanttChart:
    """The layers of one Gantt chart, from the back to the front."""

    def __init__(
        self,
        figure: Figure,
        palette: Palette,
        inset: tuple[float, float, float, float] = (0, 0, 0, 0),
        *,
        ink: Palette | None = None,
    ) -> None:
        """`ink` are the colours of the shapes where they are not those of the words: of a quick picture."""
        self._words, palette = palette, ink or palette
        self._palette, thin = palette, 0.5 if palette.paper else 1.0
        self.sheet = sheet = Sheet(figure, palette.page, inset, merged=ink is not None)
        edge = 0.6 if palette.paper else 0.0
        self._off = sheet.fills(colours=palette.off)
        self._selected = sheet.fills(colours=palette.selected)
        self._grid = sheet.lines(colours=palette.hair, width=0.35 if palette.paper else 1.0)
        self._ghosts = sheet.fills(colours=palette.baseline)
        self._bars = sheet.fills(width=edge)
        self._rests = sheet.lines(width=0.7 if palette.paper else 1.0, dash=(1.5, 2.0))
        self._hatch = sheet.lines(colours=palette.critical_edge, width=0.45)
        self._done = sheet.fills()
        self._brackets = sheet.fills(colours=palette.summary)
        self._slips = sheet.lines(colours=palette.baseline, width=2.2)
        self._hollow = sheet.fills(colours=palette.page, edges=palette.ghost_line, width=max(thin, 0.6))
        self._links = sheet.lines(width=thin if palette.paper else 1.2)
        self._arrows = sheet.fills()
        self._diamonds = sheet.fills()
        self._ticks = sheet.lines(colours=palette.on_disc, width=0.9)
        self._marks = MarkLayers(sheet, palette)
        self._body = (
            self._ghosts,
            self._rests,
            self._bars,
            self._hatch,
            self._done,
            self._brackets,
            self._slips,
            self._hollow,
            self._links,
            self._arrows,
            self._diamonds,
            self._ticks,
            *self._marks.layers,
        )
        self._today = sheet.lines(colours=palette.today, width=0.8 if palette.paper else 1.4)
        self._marked = sheet.lines(colours=palette.today, width=0.8, dash=(1.0, 1.6))
        self._cover = sheet.fills(colours=palette.page)
        self._under = sheet.lines(colours=palette.hair, width=0.35 if palette.paper else 1.0)
        self._head = sheet.fills(colours=palette.head)
        self._head_lines = sheet.lines(width=thin)
        self._shown: tuple[GanttModel, frozenset[str], Shown] | None = None

    def show(self, model: GanttModel, view: GanttView, *, words: bool = True) -> Hits:
        """Put a window of a plan into the layers; the figure then only has to be drawn."""
        frame = Frame(model, view, self._lines_of(model, view.collapsed), self.sheet.width, self.sheet.height)
        self._behind(frame)
        self._rows(frame)
        found = self._dependencies(frame)
        self._marks.show(frame)
        axis = time_axis(frame.view.start, frame.view.finish, frame.view.scale_at or frame.per_day)
        self._time(frame, axis)
        body = (*row_words(frame, self._words), *name_words(frame, self._words))
        if not len(frame.shown.rows):
            body = (self._nothing(),)
        hits = Hits(_bars_hit(frame), body, tuple(head_words(frame, axis, self._words)), frame, found)
        if self._palette.paper:
            for layer in self._body:
                layer.clip(view.left, view.head, frame.width, frame.bottom)
        if words:
            self.sheet.replace_words([*body, *hits.head_words])
        return hits

    def _lines_of(self, model: GanttModel, collapsed: frozenset[str]) -> Shown:
        if self._shown is None or self._shown[0] is not model or self._shown[1] != collapsed:
            self._shown = (model, collapsed, Shown.of(model, collapsed))
        return self._shown[2]

    def _nothing(self) -> Word:
        return Word(
            self.sheet.width / 2,
            self.sheet.height / 2,
            tr("This plan has no items yet."),
            self._words.text2,
            9 if self._palette.paper else 13,
            anchor="middle",
        )

    def _behind(self, frame: Frame) -> None:
        """Days off, selected rows, lines under rows."""
        view = frame.view
        off = _days_off(frame) if frame.per_day >= 3.2 else np.empty((0, 2))
        self._off.put(
            boxes(
                np.maximum(frame.x(off[:, 0]), view.left),
                view.head,
                np.minimum(frame.x(off[:, 1]), frame.width),
                frame.bottom,
            )
        )
        chosen = [
            line
            for line, row in zip(range(*frame.lines), frame.rows, strict=True)
            if frame.model.ids[row] in view.selected
        ]
        top = frame.top(np.array(chosen, dtype=float))
        self._selected.put(boxes(0, top, frame.width, top + view.row_height))

    def _rows(self, frame: Frame) -> None:
        """Ghosts, bars with their done part, brackets and diamonds."""
        columns, rows, unit = frame.model.columns, frame.rows, frame.view.unit
        edges, top = frame.edges, frame.top(frame.shown.line[rows])
        dated, point, summary = np.isfinite(edges.left), columns.point[rows], columns.summary[rows]
        self._baselines(frame, rows, top)
        critical = columns.critical[rows] & frame.view.critical
        self._finite_work(frame, edges, critical, dated & ~point & ~summary)
        bent = dated & summary
        self._brackets.put(_brackets(edges.left[bent], edges.right[bent], top[bent], unit))
        self._points(frame, edges, critical, dated & point)

    def _points(self, frame: Frame, edges: Ends, critical: Flags, at: Flags) -> None:
        """Diamonds; among milestones alone also slips, and ticked discs for those reached."""
        slips = Slips.of(frame)
        self._slips.put(slips.bars)
        self._ticks.put(slips.ticks)
        at = at & ~slips.reached
        shapes = diamonds(
            (edges.left[at] + edges.right[at]) / 2,
            (edges.above[at] + edges.below[at]) / 2,
            (edges.right[at] - edges.left[at]) / 2,
        )
        which = np.concatenate([critical[at], critical[slips.reached]])
        colours = self._by(which, self._palette.done, self._palette.critical_edge)
        self._diamonds.put([*shapes, *slips.discs] if len(slips.discs) else shapes, colours)

    def _finite_work(self, frame: Frame, edges: Ends, critical: Flags, bar: Flags) -> None:
        """Bars, and over them the part that is done; on paper what is critical is hatched."""
        colour, cut = self._palette, pieces(frame, edges, bar)
        red = critical[cut.place]
        shapes = boxes(cut.left, edges.above[cut.place], cut.right, edges.below[cut.place])
        outlines = self._by(red, colour.bar_edge, colour.critical_edge) if colour.paper else "none"
        self._bars.put(shapes, self._by(red, colour.bar, colour.critical), outlines)
        self._hatch.put(hatch(shapes[red], 3.4 * frame.view.unit) if colour.paper else _NO_LINES)
        self._rests.put(cut.rests, self._by(critical[cut.rests_of], colour.bar_edge, colour.critical_edge))
        done = (frame.model.columns.progress[frame.rows] > 0)[cut.place] & (cut.done > cut.left)
        place, until = cut.place[done], np.minimum(cut.done, cut.right)[done]
        self._done.put(
            boxes(cut.left[done], edges.above[place], until, edges.below[place]),
            self._by(critical[place], colour.done, colour.critical_done),
        )

    def _baselines(self, frame: Frame, rows: NDArray[np.intp], top: Floats) -> None:
        """Thin bars below the bars, hollow diamonds where a milestone was meant to be."""
        columns, unit = frame.model.columns, frame.view.unit
        left, right = frame.clipped(columns.base_start[rows]), frame.clipped(columns.base_finish[rows])
        known = np.isfinite(left) & frame.view.baseline
        point = columns.point[rows]
        bar = known & ~point
        upper = (top + 14 * unit)[bar]
        self._ghosts.put(boxes(left[bar], upper, np.maximum(right, left + 1)[bar], upper + 3.5 * unit))
        moved = known & point & ~(np.abs(columns.base_finish[rows] - columns.finish[rows]) < 0.5)
        half = np.where(columns.gate[rows], 6.5, 5.5) * unit
        middle = frame.middle(frame.shown.line[rows])
        self._hollow.put(diamonds(right[moved], middle[moved], half[moved]))

    def _dependencies(self, frame: Frame) -> Routes | None:
        if not frame.view.links:
            self._links.put(_NO_LINES)
            self._arrows.put(_NO_BOXES)
            return None
        found, colour = routes(frame), self._palette
        colours = self._by(found.critical & frame.view.critical, colour.link, colour.critical_link)
        self._links.put(found.lines, colours)
        self._arrows.put(found.arrows, colours)
        return found

    def _time(self, frame: Frame, axis: TimeAxis) -> None:
        """Lines between periods and rows, the line of today, and the column of names if there is one."""
        view, paper = frame.view, self._palette.paper
        x, under = _between(frame, axis.lower), frame.top(np.arange(*frame.lines) + 1.0) - 0.5
        self._grid.put(
            np.concatenate([rules(x, view.head, x, frame.bottom), rules(0, under, frame.width, under)])
        )
        as_at, high = frame.model.as_at, view.head * (0.6 if paper else 1)
        for layer, day in (
            (self._today, day_of(as_at) if as_at else None),
            (self._marked, view.marked),
        ):
            at = np.array([] if day is None else [frame.x(day)])
            at = at[(at >= view.left) & (at <= frame.width)]
            layer.put(rules(at, high, at, frame.bottom))
        self._cover.put(_NO_BOXES if not view.left else boxes(0, view.head, view.left, frame.bottom))
        self._under.put(rules(0, under, view.left, under) if view.left else _NO_LINES)
        self._top(frame, x, _between(frame, axis.upper))

    def _top(self, frame: Frame, lower: Floats, upper: Floats) -> None:
        """The head over everything that scrolls beneath it."""
        view, colour = frame.view, self._palette
        self._head.put(boxes(0, 0, frame.width, view.head))
        edge = rules(0, view.head - 0.5, frame.width, view.head - 0.5)
        self._head_lines.put(
            np.concatenate(
                [rules(lower, view.head / 2, lower, view.head), rules(upper, 0, upper, view.head), edge]
            ),
            [colour.line] * (len(lower) + len(upper)) + [colour.axis if colour.paper else colour.line],
        )

    @staticmethod
    def _by(which: Flags, no: str, yes: str) -> Floats:
        return np.where(which[:, None], to_rgba(yes), to_rgba(no))


def _between(frame: Frame, spans: tuple[Span, ...]) -> Floats:
    """Where periods begin, in points, as far as they show."""
    x: Floats = frame.x(np.array([s.start for s in spans], dtype=float))
    return x[(x > frame.view.left) & (x < frame.width)]


def _days_off(frame: Frame) -> Floats:
    """Runs of days without work inside the window: (n, 2) first day and the day after the last."""
    days = np.arange(int(frame.view.start // 1), int(frame.view.finish // 1) + 1)
    model = frame.model
    off = np.isin((days + 3) % 7, list(model.days_off))  # day 0, 1 January 1970, was a Thursday
    off |= np.isin(days, [(h - EPOCH.date()).days for h in model.holidays])
    step = np.diff(np.concatenate([[0], off.astype(int), [0]]))
    return np.column_stack(
        [days[0] + np.flatnonzero(step == 1), days[0] + np.flatnonzero(step == -1)]
    ).astype(float)


def _brackets(left: Floats, right: Floats, top: Floats, unit: float) -> Floats:
    """Summary bars (n, 6, 2): a beam with a tooth at each end."""
    tooth = np.minimum(4 * unit, (right - left) / 2)
    high, beam, tip = top + 7 * unit, top + 10.5 * unit, top + 13 * unit
    corners = (
        (left, high),
        (right, high),
        (right, tip),
        (right - tooth, beam),
        (left + tooth, beam),
        (left, tip),
    )
    return np.stack([np.stack(c, axis=-1) for c in corners], axis=1)


def _bars_hit(frame: Frame) -> tuple[Hit, ...]:
    edges = frame.edges
    found = []
    first, _ = frame.lines
    for i, index in enumerate(frame.rows):
        left, right = float(edges.left[i]), float(edges.right[i])
        if right >= frame.view.left and left <= frame.width:
            above, below = float(edges.above[i]), float(edges.below[i])
            found.append(Hit(frame.model.ids[index], first + i, left, above, right, below))
    return tuple(found)
