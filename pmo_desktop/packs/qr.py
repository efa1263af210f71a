"""A QR code drawn as one path of squares, so that the same words give the same bytes."""

from __future__ import annotations

from urllib.parse import quote

from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import MM

QR_SIDE = 12 * MM
"""Large enough for a scan of 200 dots an inch, small enough for the foot of a page."""


def draw_qr(pen: Pen, x: float, y: float, words: str, side: float = QR_SIDE) -> None:
    """Draw words as a square with its top left corner at a point; other letters than ASCII are escaped."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    code = QrCodeWidget(quote(words, safe=":/"), barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    step = side / count
    path = pen.canvas.beginPath()
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                path.rect(pen.x + x + column * step, pen.y - y - (row + 1) * step, step, step)
    pen.canvas.setFillColorRGB(0, 0, 0)
    pen.canvas.drawPath(path, stroke=0, fill=1)
