"""The head of a group in a table: chevron, name, facts, distribution of ratings, across all columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from pmo_desktop.itemmodels.roles import GroupRow
from pmo_desktop.ui.theme import Theme, font, paint_icon
from pmo_desktop.ui.theme.paint import isolated
from pmo_desktop.ui.widgets.marks import counts_width, paint_counts

_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


def paint_group(
    painter: QPainter, row: QRect, group: GroupRow, theme: Theme, *, selected: bool = False
) -> None:
    """Paint the whole row; the caller clips to a cell, so that one row may be painted piece by piece."""
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.fillRect(row, theme.colour("selected" if selected else "sunken"))
    painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.colour("line_soft"))
    at = theme.px(12)

    def place(width: int) -> QRect:
        left = row.right() + 1 - at - width if rtl else row.left() + at
        return QRect(left, row.top(), width, row.height() - 1)

    closed = "chevron-right"
    paint_icon(painter, place(theme.px(14)), "chevron-down" if group.open else closed, "text2", 14)
    at += theme.px(20)
    for text, shown, colour in ((group.title, font(13, 600), "text"), (group.facts, font(13), "text2")):
        wide = _wide(shown, text)
        painter.setFont(shown)
        painter.setPen(theme.colour(colour))
        painter.drawText(place(wide), _LEADING | int(Qt.TextFlag.TextSingleLine), isolated(text, rtl=rtl))
        at += wide + theme.px(8)
    at += theme.px(8)
    paint_counts(painter, place(counts_width(group.ratings)), group.ratings)


def _wide(shown: QFont, text: str) -> int:
    return QFontMetrics(shown).horizontalAdvance(text) + 1
