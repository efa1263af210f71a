"""The chart side of a plan as people work with it: choose, drag bars, pan, zoom, read facts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttModel, day_of
from pmo_desktop.ui.gantt.gestures import SLOP, Grab, grab, part_at
from pmo_desktop.ui.gantt.surface import ROW, TEXT, GanttSurface
from pmo_desktop.ui.gantt.tips import tip
from pmo_desktop.ui.theme.fonts import made
from pmo_desktop.ui.theme.force import current

_WHEEL_STEP = 120.0


class GanttCanvas(GanttSurface):
    """Announces what people want; it never changes a plan itself."""

    clicked = Signal(str)
    """A row was chosen here; its id."""
    moved = Signal(str, object, object)
    """A bar was dragged: its row's id, the new start and finish (datetime). Nothing has changed yet."""
    scrolled = Signal(int)
    """The wheel wants to scroll rows by so many pixels."""
    stepped = Signal(int)
    """The row so many lines further is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._grab: Grab | None = None
        self._pan: float | None = None
        self._pointer = QPointF()
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_model(self, model: GanttModel, *, keep_span: bool = False) -> None:
        """Show a plan; a bar that is being dragged goes back."""
        self._grab = None
        super().set_model(model, keep_span=keep_span)

    def _paint_over(self, painter: QPainter) -> None:
        if self._grab is not None and abs(self._pointer.x() - self._grab.x) >= SLOP:
            self._paint_grab(painter, self._grab)

    def _paint_grab(self, painter: QPainter, held: Grab) -> None:
        """The bar where it would go, and its date at the pointer."""
        frame = self._drawn().hits.frame
        start, finish = held.moved(self._pointer.x(), frame.per_day)
        left, right = frame.x(day_of(start)), frame.x(day_of(finish))
        theme = current()
        painter.setPen(theme.pen("focus", 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, held.hit.top, max(right - left, 2), held.hit.bottom - held.hit.top))
        when = finish if held.part == "end" else start
        text = shown.day(when.date())
        painter.setFont(made(round(TEXT * self.zoom_factor), 500))
        box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-7, -3, 7, 3)
        box.moveBottomLeft(self._pointer + QPointF(10, -8))
        box.moveRight(min(box.right(), self.width() - 4.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("tip"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour("tip_text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Rows by the wheel, time with Shift or sideways, scale with Ctrl."""
        steps, sideways = event.angleDelta().y() / _WHEEL_STEP, event.angleDelta().x() / _WHEEL_STEP
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(steps, event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or sideways:
            self.show_span(self._span.panned(-72 * (sideways or steps)))
        else:
            self.scrolled.emit(round(-steps * 3 * ROW * self.zoom_factor))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row; take hold of a bar, or of the chart itself where there is none."""
        if event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            return
        hits, self._pointer = self.hits, event.position()
        chosen = hits.row_at(event.position().y())
        hit = hits.at(event.position().x(), event.position().y())
        if chosen is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(chosen)
        if hit is not None and event.button() is Qt.MouseButton.LeftButton:
            self._grab = grab(hit, self._model.rows[self._model.places[hit.id]], event.position().x())
        if self._grab is None:
            self._pan = event.position().x()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; else show by the cursor what a press would take hold of."""
        place = event.position()
        if self._pan is not None:
            self.show_span(self._span.panned(self._pan - place.x()))
            self._pan = place.x()
        elif self._grab is not None:
            self._pointer = place
            self.update()
        else:
            self._pointer = place
            self.setCursor(self._cursor_at(place))

    def _cursor_at(self, place: QPointF) -> Qt.CursorShape:
        hit = self.hits.at(place.x(), place.y())
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        match part_at(hit, self._model.rows[self._model.places[hit.id]], place.x()):
            case "end":
                return Qt.CursorShape.SizeHorCursor
            case "body":
                return Qt.CursorShape.SizeAllCursor
            case _:
                return Qt.CursorShape.ArrowCursor

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a bar that came to other dates is announced, never changed here."""
        held, self._grab, self._pan = self._grab, None, None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if held is not None and abs(event.position().x() - held.x) >= SLOP:
            dates = held.moved(event.position().x(), self.hits.frame.per_day)
            if dates != (held.start, held.finish):
                self.moved.emit(held.hit.id, *dates)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move time and choose rows, Home shows all, Escape lets a dragged bar go back."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape if self._grab is not None:
                self._grab = None
                self.update()
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                self.show_span(self._span.panned(72 if key is Qt.Key.Key_Right else -72))
            case Qt.Key.Key_Up | Qt.Key.Key_Down as key:
                self.stepped.emit(1 if key is Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Home:
                self.fit()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The facts of the row under the pointer, after half a second."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self.hits.at(event.pos().x(), event.pos().y())
            if hit is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(
                    event.globalPos(), tip(self._model, self._model.rows[self._model.places[hit.id]]), self
                )
            return True
        return super().event(event)
