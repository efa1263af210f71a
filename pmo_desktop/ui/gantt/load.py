"""The load of people and things under the chart of a plan: the same time, whose is chosen, a height kept."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.charts.palette import Palette, screen, turned
from pmo_desktop.i18n import tr, trn
from pmo_desktop.ui.gantt.blit import sheet_picture
from pmo_desktop.ui.gantt.span import TimeSpan
from pmo_desktop.ui.theme.fonts import made
from pmo_desktop.ui.theme.force import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import surface

if TYPE_CHECKING:
    from pmo_desktop.charts.load import LoadChart
    from pmo_desktop.charts.sheet import Word
    from pmo_desktop.readmodels.load import Load, LoadSource

LEAST, USUAL, MOST = 64, 112, 320
"""Heights in pixels at 100 %."""
_TEXT = 12


@dc.dataclass(slots=True)
class _Drawn:
    image: QImage
    words: tuple[Word, ...]


class LoadStrip(QWidget):
    """Draws the load of one resource over a stretch of time. `picked` names a period by its two days."""

    picked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load: Load | None = None
        self._span = TimeSpan(20_000.0, 2.15)
        self._as_at: float | None = None
        self._palette: Palette = screen(dark=current().dark)
        self._chart: LoadChart | None = None
        self._drawn: _Drawn | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_load(self, load: Load | None, span: TimeSpan, as_at: float | None) -> None:
        """Show a load over a stretch of time."""
        self._load, self._span, self._as_at = load, span, as_at
        self._drawn = None
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._palette, self._chart, self._drawn = palette, None, None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, then its words."""
        painter = QPainter(self)
        if self._load is None:
            painter.fillRect(self.rect(), QColor(self._palette.page))
        else:
            drawn = self._draw(self._load) if self._drawn is None else self._drawn
            self._drawn = drawn
            painter.drawImage(0, 0, drawn.image)
            for word in drawn.words:
                _write(painter, word)
        painter.end()

    def _draw(self, load: Load) -> _Drawn:
        from pmo_desktop.charts.load import LoadView

        ratio, width = self.devicePixelRatioF(), max(self.width(), 1)
        chart = self._fitting(ratio)
        view = LoadView(self._span.start, self._span.finish(width), self._as_at, _TEXT * current().zoom)
        words = chart.show(load, view)
        return _Drawn(sheet_picture(chart.sheet, ratio), words)

    def _fitting(self, ratio: float) -> LoadChart:
        from matplotlib.figure import Figure

        from pmo_desktop.charts.load import LoadChart

        size = (max(self.width(), 1), max(self.height(), 1))
        old = self._chart
        if old is not None and (old.sheet.width, old.sheet.height, old.sheet.figure.dpi) == (
            *size,
            72 * ratio,
        ):
            return old
        figure = Figure(figsize=(size[0] / 72, size[1] / 72), dpi=72 * ratio)
        self._chart = LoadChart(figure, self._palette, ink=turned(self._palette))
        return self._chart

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the period under the pointer."""
        if self._load is None:
            return
        day = self._span.start + event.position().x() / self._span.per_day
        edges = self._load.edges
        at = int(edges.searchsorted(day, side="right")) - 1
        if 0 <= at < len(edges) - 1:
            self.picked.emit(float(edges[at]), float(edges[at + 1]))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme of the window."""
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and not self._palette.paper:
            self.set_palette(screen(dark=current().dark))
        super().changeEvent(event)


def _write(painter: QPainter, word: Word) -> None:
    painter.setFont(made(round(word.size), word.weight))
    width = painter.fontMetrics().horizontalAdvance(word.text)
    left = word.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[word.anchor] * width
    painter.setPen(QColor(word.colour))
    painter.drawText(QPointF(left, word.y), word.text)


class _Grip(QWidget):
    """The upper edge of the panel, to drag its height by."""

    dragged = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(5)
        self.setCursor(Qt.CursorShape.SplitVCursor)
        self._from = 0.0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._from = event.globalPosition().y()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Higher by as much as the pointer went up."""
        by = self._from - event.globalPosition().y()
        self._from = event.globalPosition().y()
        self.dragged.emit(round(by))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("page"))
        painter.setPen(current().colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()


class LoadPanel(QWidget):
    """Whose load, in words at the left, and its strip at the right, under the chart.

    `rows_picked` names the rows (ids) that somebody works on in a period that was clicked; `resized` the new
    height in pixels at 100 %.
    """

    rows_picked = Signal(tuple)
    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: LoadSource | None = None
        self._resource = 0
        self._span = TimeSpan(20_000.0, 2.15)
        self._as_at: float | None = None
        self._tall = USUAL
        self.strip, self._about = LoadStrip(self), QWidget(self)
        surface(self, "page")
        self._title, self._said = QLabel(tr("Load")), QLabel()
        self._who = Button("", look="quiet", menu=True, on_click=self._choose)
        grip = _Grip(self)
        grip.dragged.connect(lambda by: self.set_tall(self._tall + round(by / current().zoom)))
        self.strip.picked.connect(self._picked)
        self._lay_out(grip)
        self.set_tall(USUAL)

    def _lay_out(self, grip: QWidget) -> None:
        theme = current()
        self._title.setFont(made(theme.px(13), 600))
        for label in (self._title, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._who)
        column = QVBoxLayout(self._about)
        column.setContentsMargins(theme.px(16), 2, theme.px(8), 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._said, 1)
        self._said.setMinimumWidth(0)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self._about)
        row.addWidget(self.strip, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(grip)
        layout.addLayout(row, 1)

    @property
    def tall(self) -> int:
        """The height in pixels at 100 %."""
        return self._tall

    def set_tall(self, tall: int) -> None:
        """Another height, within bounds."""
        self._tall = min(max(tall, LEAST), MOST)
        self.setFixedHeight(current().px(self._tall))
        self.resized.emit(self._tall)

    def set_left(self, width: int) -> None:
        """Let the strip begin where the chart begins."""
        self._about.setFixedWidth(max(width, 60))

    def set_source(self, source: LoadSource | None) -> None:
        """Show the loads of another plan: of the same one as before if it is there, else the heaviest."""
        kept = self.name
        self._source = source
        if source is not None:
            self._resource = source.names.index(kept) if kept in source.names else source.heaviest
        self._show()

    @property
    def name(self) -> str:
        """Whose load shows."""
        return self._source.names[self._resource] if self._source is not None else ""

    def choose(self, resource: int) -> None:
        """Show the load of another one, by its place."""
        self._resource = resource
        self._show()

    def set_time(self, span: TimeSpan, as_at: float | None) -> None:
        """Show the stretch of time that the chart shows."""
        self._span, self._as_at = span, as_at
        self._show_strip()

    def _show_strip(self) -> None:
        if self._source is None or not self.isVisible():
            self.strip.show_load(None, self._span, None)
            return
        from pmo_desktop.readmodels.load import period_edges

        span = self._span
        edges = period_edges(span.start, span.finish(self.strip.width()), span.per_day / current().zoom)
        self.strip.show_load(self._source.load(self._resource, edges), span, self._as_at)

    def _show(self) -> None:
        self._who.setVisible(self._source is not None)
        self._who.setText(self.name)
        self._who.setAccessibleName(tr("Load of {name}", name=self.name))
        self._said.setText(self._finding())
        self.strip.setAccessibleName(tr("Load of {name}", name=self.name) if self.name else tr("Load"))
        self.strip.setAccessibleDescription(self._said.text())
        self._show_strip()

    def _finding(self) -> str:
        """In how many weeks there is too much, and when the most."""
        if self._source is None:
            return tr("Nobody is named on the lines of this plan")
        import numpy as np

        from pmo_desktop.charts.load import peak_words

        found = self._source.whole(self._resource)
        weeks = int(found.over.sum())
        if not weeks:
            return tr("Never over 100 %")
        most = peak_words(found, int(np.argmax(np.where(found.over, found.share.round(3), -1))))
        said = trn("Over 100 % in {n} week", "Over 100 % in {n} weeks", weeks)
        return tr("{finding}; most: {peak}", finding=said, peak=most)

    def _choose(self) -> None:
        self.menu().exec(self._who.mapToGlobal(self._who.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Everybody in the plan by name."""
        menu = QMenu(self)
        names = self._source.names if self._source is not None else ()
        for place in sorted(range(len(names)), key=lambda i: names[i].casefold()):
            action = menu.addAction(names[place].replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place == self._resource)
            action.triggered.connect(lambda _on=False, at=place: self.choose(at))
        return menu

    def _picked(self, first: float, last: float) -> None:
        if self._source is not None:
            self.rows_picked.emit(self._source.rows_at(self._resource, first, last))

    def sizeHint(self) -> QSize:
        """As high as it was made."""
        return QSize(400, current().px(self._tall))
