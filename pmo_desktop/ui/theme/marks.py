"""Marks that mean something without their colour: ratings, trends, gates, compliance (one shape each)."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from pmo_desktop.i18n import N_, tr
from pmo_desktop.ui.theme.fonts import made as font_of
from pmo_desktop.ui.theme.tokens import Theme, load

RATING_WORDS = {
    "green": N_("Green"),
    "amber": N_("Amber"),
    "red": N_("Red"),
    "complete": N_("Complete"),
    "none": N_("Not rated"),
}
TREND_WORDS = {"better": N_("better"), "same": N_("same"), "worse": N_("worse"), "new": N_("new")}
_LETTERS = {"green": "G", "amber": "A", "red": "R", "complete": "C"}
_ROOM = 1.24
"""A mark of size s is painted inside a square of s times this: a diamond is wider than a circle."""


def rating_word(rating: str, trend: str = "") -> str:
    """What a mark says to someone who cannot see it: "Amber, worse"."""
    word = tr(RATING_WORDS.get(rating, RATING_WORDS["none"]))
    if not trend:
        return word
    return tr("{rating}, {trend}", rating=word, trend=tr(TREND_WORDS[trend]))


def mark_extent(size: int) -> int:
    """The side of the square that a mark of this size needs, in whole px."""
    return math.ceil(size * _ROOM)


def triangle(centre: QPointF, size: float) -> QPolygonF:
    """The upward triangle of Amber, a little wider than it is high."""
    x, y, half = centre.x(), centre.y(), size * 0.56
    top, base = y - size * 0.52, y + size * 0.46
    return QPolygonF([QPointF(x, top), QPointF(x + half, base), QPointF(x - half, base)])


def diamond(centre: QPointF, size: float) -> QPolygonF:
    """The diamond of Red and of gates; `size` is its width."""
    x, y, half = centre.x(), centre.y(), size / 2
    corners = (QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y))
    return QPolygonF(list(corners))


@cache
def _letter(letter: str, pixels: int) -> QPainterPath:
    """A letter as a path around the origin, so that it stands in the middle to a part of a pixel."""
    path = QPainterPath()
    path.addText(QPointF(0, 0), font_of(pixels, 600), letter)
    return path.translated(-path.boundingRect().center())


def _write(painter: QPainter, at: QPointF, letter: str, pixels: float, ink: str) -> None:
    painter.save()
    painter.translate(at)
    painter.fillPath(_letter(letter, max(7, round(pixels))), QColor(ink))
    painter.restore()


def _edged(painter: QPainter, theme: Theme, fill: str, edge: str, width: float) -> None:
    painter.setBrush(theme.colour(fill))
    painter.setPen(theme.pen(edge, width) if width else QPen(Qt.PenStyle.NoPen))


def _green(painter: QPainter, at: QPointF, size: float, theme: Theme) -> None:
    _edged(painter, theme, "rag_g", "rag_line_g", 0 if theme.dark else 1)
    radius = size / 2 - (0 if theme.dark else 0.5)
    painter.drawEllipse(at, radius, radius)
    _write(painter, at, "G", size * 0.62, "#000000")


def _amber(painter: QPainter, at: QPointF, size: float, theme: Theme) -> None:
    _edged(painter, theme, "rag_a", "rag_line_a", 0 if theme.dark else 1.2)
    painter.drawPolygon(triangle(at, size))
    _write(painter, at + QPointF(0, size * 0.17), "A", size * 0.56, "#000000")


def _red(painter: QPainter, at: QPointF, size: float, theme: Theme) -> None:
    _edged(painter, theme, "rag_r", "rag_line_r", 1.2 if theme.dark else 0)
    painter.drawPolygon(diamond(at, size * 1.18))
    _write(painter, at, "R", size * 0.54, "#FFFFFF")


def _complete(painter: QPainter, at: QPointF, size: float, theme: Theme) -> None:
    _edged(painter, theme, "rag_c", "rag_line_c", 1 if theme.dark else 0)
    side = size * 0.98
    box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
    painter.drawRoundedRect(box, size * 0.12, size * 0.12)
    _write(painter, at + QPointF(-size * 0.17, -size * 0.12), "C", size * 0.52, "#FFFFFF")
    painter.setPen(QPen(QColor("#FFFFFF"), max(1.3, size * 0.085)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    start = at + QPointF(-size * 0.02, size * 0.17)
    corner, end = start + QPointF(size * 0.13, size * 0.13), start + QPointF(size * 0.38, -size * 0.13)
    painter.drawPolyline(QPolygonF([start, corner, end]))


def _unrated(painter: QPainter, at: QPointF, size: float, theme: Theme) -> None:
    radius, width = size / 2 - 0.7, 1.2
    pen = QPen(theme.colour("rag_n"), width)
    round_it = 2 * math.pi * radius / width
    dashes = max(8, round(size * 0.6))
    pen.setDashPattern([round_it / dashes * 0.68, round_it / dashes * 0.32])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius, radius)
    painter.setPen(QPen(theme.colour("rag_n"), 1.3))
    painter.drawLine(at - QPointF(size * 0.14, 0), at + QPointF(size * 0.14, 0))


_PAINTERS = {"green": _green, "amber": _amber, "red": _red, "complete": _complete, "none": _unrated}


@cache
def _rag_pixmap(rating: str, size: int, theme_name: str, ratio: float) -> QPixmap:
    side = mark_extent(size)
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PAINTERS[rating](painter, QPointF(side / 2, side / 2), size, load(theme_name))
    painter.end()
    return made


def paint_rag(painter: QPainter, rect: QRect | QRectF, rating: str, theme: Theme, size: int = 17) -> None:
    """Paint a rating in the middle of a rectangle; sizes 13, 17, 20 and 24, never smaller than 13.

    Unknown ratings are painted as not rated. Never mirrored.
    """
    pixels = max(13, theme.px(size))
    device = painter.device()
    ratio = device.devicePixelRatio() if device else 1.0
    shown = _rag_pixmap(rating if rating in _PAINTERS else "none", pixels, theme.name, ratio)
    side, centre = mark_extent(pixels), QRectF(rect).center()
    painter.drawPixmap(round(centre.x() - side / 2), round(centre.y() - side / 2), shown)


def paint_trend(painter: QPainter, rect: QRect | QRectF, trend: str, theme: Theme) -> None:
    """Paint how a rating moved: up better, sideways same, down worse, small diamond new; not coloured."""
    at, half = QRectF(rect).center(), theme.px(9) / 2
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour({"worse": "text", "new": "accent_text"}.get(trend, "text2")))
    match trend:
        case "better":
            painter.drawPolygon(_arrow(at, half * 0.96, 0))
        case "worse":
            painter.drawPolygon(_arrow(at, half * 1.06, 180))
        case "same":
            painter.drawPolygon(_arrow(at, half * 0.96, -90 if rtl else 90))
        case "new":
            painter.drawPolygon(diamond(at, half * 2))
    painter.restore()


def _arrow(at: QPointF, half: float, degrees: float) -> QPolygonF:
    """A triangle around a point, pointing up and then turned clockwise."""
    turn = math.radians(degrees)
    cos, sin = math.cos(turn), math.sin(turn)
    corners = ((0.0, -half * 0.85), (half, half * 0.85), (-half, half * 0.85))
    turned = [QPointF(at.x() + x * cos - y * sin, at.y() + x * sin + y * cos) for x, y in corners]
    return QPolygonF(turned)


def paint_gate(
    painter: QPainter, rect: QRect | QRectF, theme: Theme, *, code: str = "", size: int = 11
) -> None:
    """Paint a gate as a hollow diamond; with a code inside it (size 30) it is that of a card."""
    at, side = QRectF(rect).center(), theme.px(size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.pen("accent_text" if code else "text2", 1.4))
    painter.setBrush(QBrush(theme.colour("accent_soft")) if code else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawPolygon(diamond(at, side))
    if code:
        painter.fillPath(_letter(code, theme.px(11)).translated(at), theme.colour("accent_text"))
    painter.restore()
