"""The text of a found line with what was asked for marked: painted, never read as markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from pmo_desktop.domain.searchhits import Snippet
from pmo_desktop.itemmodels.found import FoundRow
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.ui.delegates import parts
from pmo_desktop.ui.delegates.cell import CellDelegate
from pmo_desktop.ui.theme import font

_LINE = 18
_LONGEST = 400
"""Characters that can be seen at most."""


class HitsDelegate(CellDelegate):
    """Paints a text of two lines; the shaping of its script stays whole, also where a hit ends in a word."""

    @staticmethod
    def _paint_content(cell: parts.Cell, ask: Callable[[int], Any]) -> None:
        row = ask(Role.RECORD)
        if not isinstance(row, FoundRow):
            return
        high = cell.theme.px(_LINE)
        top = cell.rect.top() + (cell.rect.height() - 2 * high) // 2
        upper = QRect(cell.rect.left(), top, cell.rect.width(), high)
        if not row.below.text:
            upper.moveTop(cell.rect.top() + (cell.rect.height() - high) // 2)
        paint_snippet(cell, row.text, upper, 13, cell.ink())
        paint_snippet(cell, row.below, upper.translated(0, high), 12, cell.theme.colour("text2"))


def paint_snippet(cell: parts.Cell, said: Snippet, box: QRect, size: float, ink: QColor) -> None:
    """One line in a box, its hits on a tint and in weight 600, cut at its end where there is no room."""
    if not said.text:
        return
    plain = font(size)
    text = QFontMetrics(plain).elidedText(
        said.text[:_LONGEST], Qt.TextElideMode.ElideRight, box.width() - cell.theme.px(8)
    )
    kept = len(text) if text == said.text else len(text) - 1
    layout = QTextLayout(text, plain)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if cell.rtl else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(cell.painter.layoutDirection())
    layout.setTextOption(option)
    marked = QTextCharFormat()
    marked.setBackground(cell.theme.colour("accent_soft"))
    marked.setForeground(cell.theme.colour("accent_text"))
    marked.setFont(font(size, 600))
    ranges = []
    for start, end in said.hits:
        if start < kept:
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = start, min(end, kept) - start, marked
            ranges.append(found)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    cell.painter.setPen(ink)
    layout.draw(cell.painter, QPointF(box.left(), box.top() + (box.height() - line.height()) / 2))
