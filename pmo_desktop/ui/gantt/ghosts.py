"""What is painted over a chart while something is dragged: where bars would go, links as they are drawn."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from pmo_desktop.charts.gantt.draw import Hit, Hits
from pmo_desktop.charts.gantt.frame import Frame
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttRow, day_of
from pmo_desktop.ui.gantt.gestures import HANDLE, done_at, x_reached
from pmo_desktop.ui.gantt.wishes import Effect, What, Wish
from pmo_desktop.ui.theme.fonts import made
from pmo_desktop.ui.theme.force import current

BADGE = 8.0
"""Radius of the sign that takes a link away."""
_SIZE = 12


def bubble(painter: QPainter, pointer: QPointF, lines: list[str], width: float, *, refused: bool) -> None:
    """Words beside the pointer, kept inside the chart; a refusal has a bar at its edge."""
    theme = current()
    painter.setFont(made(round(_SIZE * theme.zoom), 500))
    metrics = painter.fontMetrics()
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 16 + (6 if refused else 0)
    box = QRectF(0, 0, wide, metrics.height() * len(lines) + 8)
    box.moveBottomLeft(pointer + QPointF(12, -10))
    box.moveRight(min(box.right(), width - 4.0))
    box.moveLeft(max(box.left(), 4.0))
    if box.top() < 48 * theme.zoom:
        box.moveTop(pointer.y() + 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("tip"))
    painter.drawRoundedRect(box, 4, 4)
    if refused:
        painter.setBrush(theme.colour("neg"))
        painter.drawRect(QRectF(box.left() + 5, box.top() + 5, 3, box.height() - 10))
    painter.setPen(theme.colour("tip_text"))
    left = box.left() + (14 if refused else 8)
    for i, line in enumerate(lines):
        painter.drawText(QPointF(left, box.top() + 4 + metrics.ascent() + metrics.height() * i), line)


def held(painter: QPainter, frame: Frame, hit: Hit, row: GanttRow, wish: Wish) -> None:
    """The outline of the bar that is held, where it would go; or how much of it would be done."""
    theme = current()
    painter.setPen(theme.pen("focus", 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if wish.what is What.PROGRESS and wish.progress is not None:
        x = x_reached(hit, row, wish.progress)
        painter.drawLine(QPointF(x, hit.top - 4), QPointF(x, hit.bottom + 4))
        return
    if wish.start is not None and wish.finish is not None:
        painter.drawPolygon(_outline(frame, hit, wish.start, wish.finish))


def _outline(frame: Frame, hit: Hit, start: datetime, finish: datetime) -> QPolygonF:
    """A box, or a diamond where a row is a point in time."""
    left, right = frame.x(day_of(start)), frame.x(day_of(finish))
    at = frame.shown.rows[hit.line]
    middle, half = (hit.top + hit.bottom) / 2, (hit.bottom - hit.top) / 2
    if frame.model.columns.point[at]:
        corners = [
            (right, middle - half),
            (right + half, middle),
            (right, middle + half),
            (right - half, middle),
        ]
    else:
        right = max(right, left + 2)
        corners = [(left, hit.top), (right, hit.top), (right, hit.bottom), (left, hit.bottom)]
    return QPolygonF([QPointF(x, y) for x, y in corners])


def followers(painter: QPainter, hits: Hits, wish: Wish, effect: Effect) -> None:
    """Dashed outlines where rows would come to stand, with their new dates; the held one if elsewhere."""
    theme, frame = current(), hits.frame
    places = frame.model.places
    bars = {hit.id: hit for hit in hits.bars}
    first, last = frame.lines
    painter.setFont(made(round(11 * theme.zoom), 500))
    for row_id, start, finish in effect.bars:
        line = int(frame.shown.line[places[row_id]]) if row_id in places else -1
        where = row_id == wish.row and (start, finish) == (wish.start, wish.finish)
        if where or not first <= line < last:
            continue
        middle = float(frame.middle(line))
        hit = bars.get(row_id) or Hit(row_id, line, 0, middle - 4, 0, middle + 4)
        shape = _outline(frame, hit, start, finish)
        pen = QPen(theme.colour("focus"), 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)
        _dated(painter, shape.boundingRect(), shown.day_month(finish.date()), middle)


def _dated(painter: QPainter, box: QRectF, text: str, middle: float) -> None:
    """The new finish after an outline, on a patch of the page."""
    theme, metrics = current(), painter.fontMetrics()
    room = QRectF(box.right() + 5, middle - metrics.height() / 2, metrics.horizontalAdvance(text) + 4,
                  metrics.height())  # fmt: skip
    painter.fillRect(room, theme.colour("page"))
    painter.setPen(theme.colour("text"))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def handles(painter: QPainter, hit: Hit, row: GanttRow, *, progress: bool) -> None:
    """The two discs that links are drawn from, and the grip of the done part."""
    theme, middle = current(), (hit.top + hit.bottom) / 2
    painter.setPen(theme.pen("focus", 1.5))
    painter.setBrush(theme.colour("page"))
    for x in (hit.left - HANDLE, hit.right + HANDLE):
        painter.drawEllipse(QPointF(x, middle), 4, 4)
    if progress:
        x, y = done_at(hit, row), hit.bottom
        painter.setBrush(theme.colour("focus"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([QPointF(x, y - 3), QPointF(x - 4, y + 4), QPointF(x + 4, y + 4)]))


def rubber(painter: QPainter, hit: Hit, pointer: QPointF, *, from_start: bool, refused: bool) -> None:
    """The line from the end that was taken to the pointer; dotted where it is refused."""
    theme = current()
    colour = theme.colour("neg" if refused else "focus")
    painter.setPen(QPen(colour, 2, Qt.PenStyle.DotLine if refused else Qt.PenStyle.SolidLine))
    start = QPointF(hit.left if from_start else hit.right, (hit.top + hit.bottom) / 2)
    painter.drawLine(start, pointer)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(start, 3.5, 3.5)


def target(painter: QPainter, hit: Hit) -> None:
    """A frame round the row that a link would lead to."""
    painter.setPen(current().pen("focus", 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        QRectF(hit.left - 3, hit.top - 3, hit.right - hit.left + 6, hit.bottom - hit.top + 6), 3, 3
    )


def chosen_link(painter: QPainter, corners: list[tuple[float, float]]) -> QPointF:
    """A link that was chosen, thick, with a cross that takes it away; gives the middle of the cross."""
    theme = current()
    painter.setPen(theme.pen("focus", 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in corners]))
    at = badge_at(corners)
    painter.setPen(theme.pen("focus", 1.5))
    painter.setBrush(theme.colour("page"))
    painter.drawEllipse(at, BADGE, BADGE)
    for dx in (3.0, -3.0):
        painter.drawLine(at + QPointF(-dx, -3), at + QPointF(dx, 3))
    return at


def badge_at(corners: list[tuple[float, float]]) -> QPointF:
    """The middle of the longest part of a link."""
    parts = list(pairwise(corners))
    (x0, y0), (x1, y1) = max(parts, key=lambda p: abs(p[0][0] - p[1][0]) + abs(p[0][1] - p[1][1]))
    return QPointF((x0 + x1) / 2, (y0 + y1) / 2)
