"""Marks of compliance: met, partly, gap, waived, not due, does not apply."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from pmo_desktop.i18n import N_
from pmo_desktop.ui.theme.fonts import font
from pmo_desktop.ui.theme.marks import diamond, triangle
from pmo_desktop.ui.theme.tokens import Theme

COMPLIANCE_WORDS = {
    "met": N_("Met"),
    "partly": N_("Partly met"),
    "gap": N_("Gap"),
    "waived": N_("Waived"),
    "not_due": N_("Not due yet"),
    "not_applicable": N_("Does not apply"),
}
_TONES = {"met": "pos", "partly": "warn", "gap": "neg", "waived": "accent_text"}


def paint_compliance(
    painter: QPainter, rect: QRect | QRectF, state: str, theme: Theme, size: int = 16
) -> None:
    """Paint one state in the middle of a rectangle; each has its own shape as well as its tone."""
    at, s = QRectF(rect).center(), float(theme.px(size))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(_TONES.get(state, "text3")), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _shape(painter, at, s, state, pen)
    painter.restore()


def _shape(painter: QPainter, at: QPointF, s: float, state: str, pen: QPen) -> None:
    match state:
        case "met":
            painter.drawEllipse(at, s * 0.46, s * 0.46)
            tick = (QPointF(-0.2, 0.02), QPointF(-0.05, 0.17), QPointF(0.22, -0.14))
            painter.drawPolyline(QPolygonF([at + p * s for p in tick]))
        case "partly":
            painter.drawPolygon(triangle(at, s * 0.9))
        case "gap":
            painter.drawPolygon(diamond(at, s * 1.06))
            for way in (1, -1):
                reach = QPointF(0.13 * s, 0.13 * s * way)
                painter.drawLine(at - reach, at + reach)
        case "waived":
            painter.drawRoundedRect(QRectF(at.x() - s * 0.44, at.y() - s * 0.44, s * 0.88, s * 0.88), 2, 2)
            painter.setFont(font(11, 600))
            painter.drawText(QRectF(at.x() - s, at.y() - s, 2 * s, 2 * s), Qt.AlignmentFlag.AlignCenter, "W")
        case "not_due":
            pen.setDashPattern([2.0, 1.6])
            painter.setPen(pen)
            painter.drawEllipse(at, s * 0.44, s * 0.44)
        case _:
            painter.drawLine(at - QPointF(s * 0.22, 0), at + QPointF(s * 0.22, 0))
