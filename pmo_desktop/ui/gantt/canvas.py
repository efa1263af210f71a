"""The chart side of a plan as people work with it: choose, drag, link, pan, zoom, read facts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from pmo_desktop.charts.gantt.draw import Hit
from pmo_desktop.readmodels.gantt import GanttModel, GanttRow
from pmo_desktop.ui.gantt import ghosts
from pmo_desktop.ui.gantt.dragging import Dragging
from pmo_desktop.ui.gantt.gestures import Grab, Part, Rubber, Snap, grab, near, part_at, usual_snap
from pmo_desktop.ui.gantt.surface import HEAD, ROW, GanttSurface
from pmo_desktop.ui.gantt.tips import link_tip, sentence, tip
from pmo_desktop.ui.gantt.wishes import Foresee, What, Wish

_WHEEL_STEP = 120.0
_BORDER, _PACE = 26, 16
"""Width of the border that rolls the chart while something is dragged, and how far it rolls at a time."""
_BEAT = 30
"""Milliseconds between two rolls."""
_CURSORS: dict[Part, Qt.CursorShape] = {
    "body": Qt.CursorShape.SizeAllCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
    "progress": Qt.CursorShape.SplitHCursor,
    "link-start": Qt.CursorShape.CrossCursor,
    "link-end": Qt.CursorShape.CrossCursor,
}


class GanttCanvas(GanttSurface):
    """Announces what people want; it never changes a plan itself."""

    clicked = Signal(str)
    """A row was chosen here; its id."""
    wished = Signal(object)
    """Something was dragged and let go: the `Wish`. Nothing has changed yet."""
    scrolled = Signal(int)
    """The wheel wants to scroll rows by so many pixels."""
    stepped = Signal(int)
    """The row so many lines further is wanted."""
    link_chosen = Signal(object)
    """A link was chosen: the `Wish` that would take it away; None when none is chosen any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._pan: float | None = None
        self._editable = True
        self._hover = ""
        self._link: int | None = None
        super().__init__(parent)
        self.dragging = Dragging(self)
        self.dragging.changed.connect(self.update)
        self._roll = QTimer(self)
        self._roll.setInterval(_BEAT)
        self._roll.timeout.connect(self._roll_on)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_foresee(self, foresee: Foresee | None) -> None:
        """Who works out, while something is dragged, what it would do to other rows."""
        self.dragging.foresee = foresee

    def set_editable(self, on: bool) -> None:
        """Whether bars and links can be taken hold of; without, the chart is there to look at."""
        self._editable = on

    def set_model(self, model: GanttModel, *, keep_span: bool = False) -> None:
        """Show a plan; what is being dragged goes back."""
        self._link, self._hover = None, ""
        self.dragging.drop()
        super().set_model(model, keep_span=keep_span)

    def describe(self, row_id: str) -> None:
        """Let the facts of a row be read out as those of the chart."""
        row = self._row(row_id)
        self.setAccessibleDescription("" if row is None else sentence(self._model, row))

    def _row(self, row_id: str) -> GanttRow | None:
        at = self._model.places.get(row_id)
        return None if at is None else self._model.rows[at]

    # -- painting ----------------------------------------------------------------------------------

    def _paint_over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hits, drag = self.hits, self.dragging
        corners = self._link_corners()
        if corners:
            ghosts.chosen_link(painter, corners)
        if not drag.going:
            self._paint_handles(painter)
            return
        refused = bool(drag.effect.refusal)
        if drag.wish is not None:
            ghosts.followers(painter, hits, drag.wish, drag.effect)
        match drag.hold:
            case Grab(hit=hit, row=row) if drag.wish is not None:
                ghosts.held(painter, hits.frame, hit, row, drag.wish)
            case Rubber(hit=hit, from_start=from_start):
                other = drag.wish and next((b for b in hits.bars if b.id == drag.wish.other), None)
                if other:
                    ghosts.target(painter, other)
                ghosts.rubber(
                    painter, self._drawn_at(hit), drag.pointer, from_start=from_start, refused=refused
                )
        words = drag.words(self._model)
        if words:
            ghosts.bubble(painter, drag.pointer, words, self.width(), refused=refused)

    def _paint_handles(self, painter: QPainter) -> None:
        hit, row = next((b for b in self.hits.bars if b.id == self._hover), None), self._row(self._hover)
        if hit is not None and row is not None:
            grip = part_at(hit, row, (hit.left + hit.right) / 2, shift=True) == "progress"
            ghosts.handles(painter, hit, row, progress=grip and hit.right - hit.left >= 26)

    def _drawn_at(self, hit: Hit) -> Hit:
        """Where a bar is now, since the chart may have rolled under the pointer."""
        return next((b for b in self.hits.bars if b.id == hit.id), hit)

    def _link_corners(self) -> list[tuple[float, float]]:
        found = self.hits.links
        if self._link is None or found is None or self._link not in found.which:
            return []
        line = found.lines[list(found.which).index(self._link)]
        return [(float(x), float(y)) for x, y in line]

    # -- pointer -----------------------------------------------------------------------------------

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
        """Choose the row; take hold of a bar, of its end, or of the chart where there is none."""
        if event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            return
        place, left = event.position(), event.button() is Qt.MouseButton.LeftButton
        if left and not self._part_shown(place) and self._press_link(place):
            return
        chosen = self.hits.row_at(place.y())
        if chosen is not None and left:
            self.clicked.emit(chosen)
        if left:
            self._take(place, shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        if self.dragging.hold is None:
            self._pan = place.x()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _take(self, place: QPointF, *, shift: bool) -> None:
        found = self._part_under(place, shift=shift)
        if found is None:
            return
        hit, row, part = found
        if part in ("link-start", "link-end"):
            self.dragging.take(Rubber(hit, part == "link-start"), place)
            return
        held = grab(hit, row, part, self.hits.frame.day(place.x()))
        if held is not None:
            self.dragging.take(held, place)

    def _part_under(self, place: QPointF, *, shift: bool = False) -> tuple[Hit, GanttRow, Part] | None:
        hit = near(self.hits, place.x(), place.y()) if self._editable else None
        row = None if hit is None else self._row(hit.id)
        if hit is None or row is None:
            return None
        part = part_at(hit, row, place.x(), place.y(), shift=shift)
        if part in ("link-start", "link-end") and self._hover != hit.id:
            return None  # a handle that does not show cannot be meant
        return hit, row, part

    def _part_shown(self, place: QPointF) -> bool:
        """Whether a press would take hold of something; then links that pass there are not meant."""
        found = self._part_under(place)
        return found is not None and bool(found[2]) and not self._on_cross(place)

    def _on_cross(self, place: QPointF) -> bool:
        corners = self._link_corners()
        return bool(corners) and (ghosts.badge_at(corners) - place).manhattanLength() <= ghosts.BADGE * 1.5

    def _press_link(self, place: QPointF) -> bool:
        """Choose the link under the pointer, or take the chosen one away by its cross."""
        if self._on_cross(place):
            self.take_link_away()
            return True
        if not self._editable:
            return False
        over_bar = self.hits.at(place.x(), place.y(), 1.0) is not None
        found = None if over_bar or self.hits.links is None else self.hits.links.at(place.x(), place.y())
        self.choose_link(found)
        return found is not None

    def choose_link(self, link: int | None) -> None:
        """Show a link as chosen, by its place in the model."""
        if link != self._link:
            self._link = link
            self.link_chosen.emit(self._unlinking())
            self.update()

    def _unlinking(self) -> Wish | None:
        if self._link is None:
            return None
        link = self._model.links[self._link]
        return Wish(What.UNLINK, link.from_row, other=link.to_row, kind=link.kind)

    def take_link_away(self) -> None:
        """Wish the chosen link away."""
        wish = self._unlinking()
        if wish is not None:
            self.choose_link(None)
            self.wished.emit(wish)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; else show by the cursor what a press would take hold of."""
        place = event.position()
        if self._pan is not None:
            self.show_span(self._span.panned(self._pan - place.x()))
            self._pan = place.x()
        elif self.dragging.hold is not None:
            self.dragging.move(place, self.hits, self._model, self._snap(event.modifiers()))
            self._roll.start() if self._rolls(place) else self._roll.stop()
        else:
            self._look(place)

    def _look(self, place: QPointF) -> None:
        hit = near(self.hits, place.x(), place.y()) if self._editable else None
        hover = "" if hit is None else hit.id
        if hover != self._hover:
            self._hover = hover
            self.update()
        found = self._part_under(place)
        if found is not None and found[2]:
            self.setCursor(_CURSORS[found[2]])
        elif self._editable and self._link_under(place) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def _link_under(self, place: QPointF) -> int | None:
        return None if self.hits.links is None else self.hits.links.at(place.x(), place.y())

    def _rolls(self, place: QPointF) -> tuple[int, int] | None:
        """Which way the chart rolls with the pointer at its border: points of time, pixels of rows."""
        head = HEAD * self.zoom_factor
        across = (place.x() > self.width() - _BORDER) - (place.x() < _BORDER)
        down = (place.y() > self.height() - _BORDER) - (place.y() < head + _BORDER / 2)
        link = isinstance(self.dragging.hold, Rubber)
        wanted = across * _PACE, down * round(ROW * self.zoom_factor) if link else 0
        return wanted if any(wanted) else None

    def _roll_on(self) -> None:
        drag = self.dragging
        wanted = self._rolls(drag.pointer) if drag.going else None
        if wanted is None:
            self._roll.stop()
            return
        if wanted[0]:
            self.show_span(self._span.panned(wanted[0]))
        if wanted[1]:
            self.scrolled.emit(wanted[1])
        drag.move(drag.pointer, self.hits, self._model, drag.snap)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; what was dragged is announced as a wish, never changed here."""
        self._pan = None
        self._roll.stop()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if self.dragging.hold is None:
            return
        self.dragging.move(event.position(), self.hits, self._model, self._snap(event.modifiers()))
        wish = self.dragging.release()
        if wish is not None:
            self.wished.emit(wish)

    def _snap(self, keys: Qt.KeyboardModifier) -> Snap:
        """What dates keep to at this scale; a step finer with Ctrl, quarters of an hour with Shift."""
        if keys & Qt.KeyboardModifier.ShiftModifier:
            return Snap.FREE
        usual = usual_snap(self._span.per_day / self.zoom_factor)
        return usual.finer() if keys & Qt.KeyboardModifier.ControlModifier else usual

    def leaveEvent(self, event: QEvent) -> None:
        """No handles without a pointer."""
        super().leaveEvent(event)
        if self._hover and not self.dragging.going:
            self._hover = ""
            self.update()

    # -- keys and facts ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move time and choose rows, Home shows all, Escape lets go, Delete takes a link away."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape if self.dragging.hold is not None:
                self.dragging.drop()
            case Qt.Key.Key_Escape if self._link is not None:
                self.choose_link(None)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._link is not None:
                self.take_link_away()
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                self.show_span(self._span.panned(72 if key is Qt.Key.Key_Right else -72))
            case Qt.Key.Key_Up | Qt.Key.Key_Down as key:
                self.stepped.emit(1 if key is Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Home:
                self.fit()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The facts under the pointer after half a second; keys that mean a link or a drag stay here."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip(event.pos())
            QToolTip.showText(event.globalPos(), text, self) if text else QToolTip.hideText()
            return True
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key, linked = Qt.Key(event.key()), self._link is not None
            held = self.dragging.hold is not None
            if (linked and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)) or (
                key is Qt.Key.Key_Escape and (linked or held)
            ):
                event.accept()
                return True
        return super().event(event)

    def _tip(self, at: QPoint) -> str:
        hit = self.hits.at(at.x(), at.y())
        row = None if hit is None else self._row(hit.id)
        if row is not None:
            return tip(self._model, row)
        link = self._link_under(QPointF(at))
        return "" if link is None else link_tip(self._model, self._model.links[link])
