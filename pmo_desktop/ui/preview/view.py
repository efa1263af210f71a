"""One page, or two that face one another, at a zoom; keys and wheel turn and move it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.preview.pdfium import PageSize
from pmo_desktop.ui.preview.renderer import Renderer
from pmo_desktop.ui.theme import current

MARGIN, GAP = 20, 12
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Pixels of the screen for a point of the page, at 96 pixels an inch taken as 100 %."""
PER_POINT = 96 / 72


class PageView(QAbstractScrollArea):
    """The page in the middle of the window. Page 0 is the first; `zoom` 0 fits the page into the room."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._sizes: tuple[PageSize, ...] = ()
        self._page, self._zoom = 0, 0.0
        self.grey, self._facing = False, False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Page"))
        renderer.made.connect(lambda _wanted: self.viewport().update())

    # -- what is shown -----------------------------------------------------------------------------

    def set_sizes(self, sizes: tuple[PageSize, ...]) -> None:
        """Another document: keep the place when it still has that page."""
        self._sizes = sizes
        self._page = min(self._page, max(0, len(sizes) - 1))
        self._arrange()

    @property
    def page(self) -> int:
        """The page shown, the first of two."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def go_to(self, page: int) -> None:
        """Show another page, from its top."""
        wanted = max(0, min(page, self.count - 1))
        if wanted != self._page and self.count:
            self._page = wanted
            self._arrange()
            self.verticalScrollBar().setValue(0)
            self.page_changed.emit(wanted)

    def turn(self, pages: int) -> None:
        """So many pages, or pairs of pages, on or back."""
        self.go_to(self._page + pages * (2 if self._facing else 1))

    def set_grey(self, grey: bool) -> None:
        """As a printer without colour gives it."""
        self.grey = grey
        self.viewport().update()

    def set_facing(self, facing: bool) -> None:
        """Two pages side by side as in a bound copy: the cover alone, then left and right."""
        self._facing = facing
        self._arrange()

    @property
    def zoom(self) -> float:
        """How large the page is: 1.0 is 100 %."""
        return self._zoom or self._fitting()

    def set_zoom(self, zoom: float) -> None:
        """0 fits the page into the room."""
        self._zoom = zoom
        self._arrange()
        self.zoom_changed.emit(self.zoom)

    def step_zoom(self, steps: int) -> None:
        """To the next larger or smaller of the usual sizes."""
        now = self.zoom
        larger = [s for s in STEPS if s > now + 0.01]
        smaller = [s for s in STEPS if s < now - 0.01]
        choice = larger[:1] if steps > 0 else smaller[-1:]
        if choice:
            self.set_zoom(choice[0])

    def spread(self) -> tuple[int, ...]:
        """The pages shown side by side; in a pair the even one stands at the left."""
        if not self._facing or self._page == 0:
            return (self._page,) if self.count else ()
        left = self._page if self._page % 2 else self._page - 1
        return tuple(n for n in (left, left + 1) if n < self.count)

    # -- geometry ----------------------------------------------------------------------------------

    def _fitting(self) -> float:
        wide, high = self._points()
        room = self.viewport().size()
        if not wide or not high:
            return 1.0
        across = (room.width() - 2 * MARGIN) / (wide * PER_POINT)
        down = (room.height() - 2 * MARGIN) / (high * PER_POINT)
        return max(0.1, min(across, down))

    def _points(self) -> tuple[float, float]:
        pages = [self._sizes[n] for n in self.spread()]
        gap = GAP / PER_POINT * (len(pages) - 1)
        return sum(p.width for p in pages) + gap, max((p.height for p in pages), default=0.0)

    def _arrange(self) -> None:
        wide, high = (side * PER_POINT * self.zoom + 2 * MARGIN for side in self._points())
        room = self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), wide, room.width()),
            (self.verticalScrollBar(), high, room.height()),
        ):
            bar.setRange(0, max(0, round(whole - seen)))
            bar.setPageStep(seen)
            bar.setSingleStep(48)
        self.viewport().update()

    def page_rects(self) -> list[tuple[int, QRectF]]:
        """Where each page shown lies in the viewport."""
        scale = PER_POINT * self.zoom
        wide, high = (side * scale for side in self._points())
        room = self.viewport().size()
        x = max(MARGIN, (room.width() - wide) / 2) - self.horizontalScrollBar().value()
        y = max(MARGIN, (room.height() - high) / 2) - self.verticalScrollBar().value()
        found = []
        for n in self.spread():
            size = self._sizes[n]
            found.append((n, QRectF(round(x), round(y), size.width * scale, size.height * scale)))
            x += size.width * scale + GAP
        return found

    # -- painting and events -----------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper with a hairline around it; white until its image has come."""
        theme, painter = current(), QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("window"))
        ratio = self.devicePixelRatioF()
        for n, place in self.page_rects():
            shade = theme.colour("shadow")
            for reach, strength in ((5, 10), (3, 16), (1, 30)):
                shade.setAlpha(strength)
                painter.fillRect(place.adjusted(-reach, -reach + 2, reach, reach + 1), shade)
            painter.fillRect(place, Qt.GlobalColor.white)
            image = self._renderer.image(n, PER_POINT * self.zoom * ratio, grey=self.grey)
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(place, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802
        """Everything is painted anew."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn, arrows move, Home and End go to the ends, plus and minus zoom, 0 fits."""
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space | Qt.Key.Key_Right:
                self.turn(1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Backspace | Qt.Key.Key_Left:
                self.turn(-1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(self.count - 1)
            case Qt.Key.Key_Plus:
                self.step_zoom(1)
            case Qt.Key.Key_Minus:
                self.step_zoom(-1)
            case Qt.Key.Key_0:
                self.set_zoom(0.0)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move; past an end, turn the page; with Ctrl, zoom."""
        delta: QPoint = event.angleDelta()
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if delta.y() > 0 else -1)
        elif delta.y() < 0 and bar.value() >= bar.maximum():
            self.turn(1)
        elif delta.y() > 0 and bar.value() <= bar.minimum():
            self.turn(-1)
        else:
            bar.setValue(bar.value() - delta.y())
        event.accept()
