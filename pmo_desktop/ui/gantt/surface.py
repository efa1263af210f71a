"""The chart side of a plan: Matplotlib draws bars and links into memory, Qt shows them and writes the words.

One unit of the chart is one logical pixel; the figure's dpi is 72 times the screen's pixel ratio.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from pmo_desktop.charts.palette import Palette, screen, turned
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.gantt import GanttModel, day_of
from pmo_desktop.ui.gantt.blit import sheet_picture
from pmo_desktop.ui.gantt.span import SCALES, STEP, TimeSpan, reach, whole
from pmo_desktop.ui.theme.fonts import made
from pmo_desktop.ui.theme.force import current

if TYPE_CHECKING:
    from pmo_desktop.charts.gantt.draw import GanttChart, Hits
    from pmo_desktop.charts.sheet import Word

ROW, HEAD, TEXT = 24, 44, 12
LAYERS = (
    "links", "critical", "baseline", "people", "floats", "deadlines", "constraints", "progress",
)  # fmt: skip
"""What may be switched on and off over the bars."""
SHOWN_FIRST = ("links", "critical", "baseline", "people", "deadlines")


def prepare() -> None:
    """Import what the first chart needs, in a worker thread once the window has been painted."""
    import matplotlib.backends.backend_agg
    import matplotlib.figure  # noqa: F401

    import pmo_desktop.charts.gantt.draw  # noqa: F401
    from pmo_desktop.charts.fonts import text_width

    text_width("0", 12.0)


@dc.dataclass(slots=True)
class _Frame:
    """What was drawn last: the picture, and what the pointer can meet on it."""

    image: QImage
    hits: Hits


class GanttSurface(QWidget):
    """Shows a window of a plan. The scroll place comes from outside, the time that shows is its own."""

    span_changed = Signal()
    """Another stretch of time shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GanttModel()
        self._palette: Palette = screen(dark=current().dark)
        self._collapsed: frozenset[str] = frozenset()
        self._selected: frozenset[str] = frozenset()
        self._first = 0.0
        self._span = TimeSpan(20_000.0, SCALES["month"])
        self._fit = True
        self._layers = dict.fromkeys(LAYERS, False) | dict.fromkeys(SHOWN_FIRST, True)
        self._chart: GanttChart | None = None
        self._frame: _Frame | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right in every language
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Gantt chart"))
        self.setMinimumWidth(160)

    @property
    def model(self) -> GanttModel:
        """The plan that is shown."""
        return self._model

    @property
    def span(self) -> TimeSpan:
        """The stretch of time that shows."""
        return self._span

    @property
    def hits(self) -> Hits:
        """What was drawn last, drawn now if need be."""
        return self._drawn().hits

    @property
    def zoom_factor(self) -> float:
        """The zoom of the whole interface."""
        return current().zoom

    def set_model(self, model: GanttModel, *, keep_span: bool = False) -> None:
        """Show a plan; `keep_span` leaves scale and place as they are (after an edit)."""
        self._model = model
        self._fit = self._fit if keep_span else True
        if self._fit:
            self._span = whole(model, self.width())
        self.setAccessibleDescription(tr("{count} rows", count=len(model.rows)))
        self._refresh()
        self.span_changed.emit()

    def set_folding(self, collapsed: frozenset[str]) -> None:
        """Fold these rows."""
        self._collapsed = collapsed
        self._refresh()

    def set_selected(self, ids: frozenset[str]) -> None:
        """Tint these rows."""
        self._selected = ids
        self._refresh()

    def set_scroll(self, pixels: int) -> None:
        """Scroll so that so many pixels of rows lie above the first that shows."""
        self._first = pixels / (ROW * self.zoom_factor)
        self._refresh()

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another theme, or of paper."""
        self._palette = palette
        self._chart = None
        self._refresh()

    def set_layers(self, **on: bool) -> None:
        """Switch some of `LAYERS` on or off."""
        self._layers |= on
        self._refresh()

    @property
    def layers(self) -> frozenset[str]:
        """The layers that show."""
        return frozenset(name for name, on in self._layers.items() if on)

    def show_span(self, span: TimeSpan, *, fit: bool = False) -> None:
        """Show another stretch of time, kept near the plan."""
        first, last = reach(self._model, span.per_day, self.width())
        latest = max(last - self.width() / span.per_day, first)
        self._span = dc.replace(span, start=min(max(span.start, first), latest)) if last > first else span
        self._fit = fit
        self._refresh()
        self.span_changed.emit()

    def fit(self) -> None:
        """Show all of the plan."""
        self.show_span(whole(self._model, self.width()), fit=True)

    def zoom(self, steps: float, x: float | None = None) -> None:
        """Zoom in (positive) or out about x, or about the middle."""
        self.show_span(self._span.zoomed(STEP**steps, self.width() / 2 if x is None else x))

    def set_scale(self, name: str) -> None:
        """Show "week", "month" or "quarter" scale about the middle."""
        wanted = SCALES[name] * self.zoom_factor / self._span.per_day
        self.show_span(self._span.zoomed(wanted, self.width() / 2))

    def go_today(self) -> None:
        """Bring the date of the line into view."""
        if self._model.as_at is not None:
            self.show_span(self._span.centred(day_of(self._model.as_at), self.width()))

    def _refresh(self) -> None:
        self._frame = None
        self.update()

    def _drawn(self) -> _Frame:
        if self._frame is None:
            self._frame = self._draw()
        return self._frame

    def _draw(self) -> _Frame:
        from pmo_desktop.charts.gantt.draw import GanttChart
        from pmo_desktop.charts.gantt.frame import GanttView

        width, height, ratio = max(self.width(), 1), max(self.height(), 1), self.devicePixelRatioF()
        if (
            self._chart is None
            or (self._chart.sheet.width, self._chart.sheet.height) != (width, height)
            or (self._chart.sheet.figure.dpi != 72 * ratio)
        ):
            from matplotlib.figure import Figure

            figure = Figure(figsize=(width / 72, height / 72), dpi=72 * ratio)
            self._chart = GanttChart(figure, self._palette, ink=turned(self._palette))
        zoom = self.zoom_factor
        view = GanttView(
            self._first,
            height / (ROW * zoom) + 1,
            self._span.start,
            self._span.finish(width),
            ROW * zoom,
            self._collapsed,
            self._selected,
            HEAD * zoom,
            0.0,
            TEXT * zoom,
            **self._layers,
        )
        hits = self._chart.show(self._model, view, words=False)
        return _Frame(sheet_picture(self._chart.sheet, ratio), hits)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture, then the words, then what is being dragged."""
        frame = self._drawn()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawImage(0, 0, frame.image)
        head = HEAD * self.zoom_factor
        painter.setClipRect(QRectF(0, head, self.width(), self.height() - head))
        self._write(painter, frame.hits.words)
        painter.save()
        self._paint_over(painter)
        painter.restore()
        painter.setClipping(False)
        self._write(painter, frame.hits.head_words)
        if self.hasFocus():
            painter.setPen(current().pen("focus", 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    @staticmethod
    def _write(painter: QPainter, words: tuple[Word, ...]) -> None:
        for word in words:
            painter.setFont(made(round(word.size), word.weight))
            width = painter.fontMetrics().horizontalAdvance(word.text)
            left = word.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[word.anchor] * width
            if word.patch:
                painter.fillRect(
                    QRectF(left - 1, word.y - word.size * 0.8, width + 2, word.size), QColor(word.patch)
                )
            painter.setPen(QColor(word.colour))
            painter.drawText(QPointF(left, word.y), word.text)

    def _paint_over(self, painter: QPainter) -> None:
        """Room for what lies over the chart below its head; nothing by itself."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A plan that was shown whole stays so."""
        super().resizeEvent(event)
        if self._fit:
            self._span = whole(self._model, self.width())
        self._refresh()
        self.span_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours and sizes of the window's theme."""
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and not self._palette.paper:
            self.set_palette(screen(dark=current().dark))
        super().changeEvent(event)
