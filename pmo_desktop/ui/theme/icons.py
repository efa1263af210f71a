"""Lucide icons in the colour of a tone, sharp at every pixel ratio, kept by name, size and colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pmo_desktop.assets import resource
from pmo_desktop.ui.theme.force import current

_UNKNOWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
    'stroke="currentColor" stroke-width="2"><rect x="5" y="5" width="14" height="14" rx="3"/></svg>'
)
# Mirrored when the window reads from right to left: they point along the line of reading.
_DIRECTED = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "chart-gantt", "log-out", "log-in"}
)


@cache
def _source(name: str) -> str:
    found = resource("icons", f"{name}.svg")
    return found.read_text("utf-8") if found.is_file() else _UNKNOWN


def known(name: str) -> bool:
    """Whether the icon is shipped; an unknown one is painted as an empty square, never an error."""
    return resource("icons", f"{name}.svg").is_file()


@cache
def _drawn(name: str, colour: str, size: int, ratio: float, *, mirrored: bool) -> QPixmap:
    text = _source(name).replace("currentColor", colour)
    if size <= 16:
        text = text.replace('stroke-width="2"', 'stroke-width="1.9"')
    renderer = QSvgRenderer(QByteArray(text.encode()))
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    if mirrored:
        painter.translate(made.width(), 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(
    name: str, tone: str | QColor = "text2", size: int = 16, ratio: float = 1.0, *, rtl: bool = False
) -> QPixmap:
    """One icon as a picture; `tone` is a role of the theme or a colour, `ratio` the screen's pixel ratio."""
    colour = tone if isinstance(tone, QColor) else current().tone(tone)
    mirrored = rtl and name in _DIRECTED
    return _drawn(name, colour.name(), current().px(size), ratio, mirrored=mirrored)


def icon(name: str, tone: str = "text2", size: int = 16) -> QIcon:
    """An icon for Qt's own controls, with its disabled form; made anew after a change of theme."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, tone, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
    return made


def paint_icon(
    painter: QPainter, rect: QRect | QRectF, name: str, tone: str | QColor = "text2", size: int = 16
) -> None:
    """Paint an icon in the middle of a rectangle, on whole pixels."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device else 1.0
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    shown = pixmap(name, tone, size, ratio, rtl=rtl)
    side = current().px(size)
    centre = QRectF(rect).center()
    place = QPoint(round(centre.x() - side / 2), round(centre.y() - side / 2))
    painter.drawPixmap(QRect(place, QSize(side, side)), shown)
