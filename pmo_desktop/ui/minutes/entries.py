"""The lines of the item: number, kind as icon and word, text, what became of it, and when."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.i18n import language, speaking, tr
from pmo_desktop.itemmodels.meetings import ListModel
from pmo_desktop.readmodels.meetings_chips import Chip
from pmo_desktop.readmodels.meetings_live import EntryRow
from pmo_desktop.ui.minutes.chips import chip_width, paint_chip
from pmo_desktop.ui.minutes.lists import RowList, RowPainter
from pmo_desktop.ui.minutes.looks import DECIDED, LOOKS
from pmo_desktop.ui.theme import current, font, paint_icon

QUIET = (EntryKind.NOTE, EntryKind.REASON)
_NUMBER, _ICON, _WORD, _TIME = 12, 46, 66, 58
_LEAST, _MOST = 82, 132
_TOP, _CHIP, _GAP = 8, 20, 4
_NARROW = 180
"""Pixels: where the text would have less, the word of its kind gives way."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_START = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)


def _text_font(row: EntryRow) -> QFont:
    return font(15, 600 if row.kind in DECIDED else 400, italic=row.prepared)


def _said(row: EntryRow) -> str:
    return tr("{text} (prepared)", text=row.text) if row.prepared else row.text


def chip_places(chips: tuple[Chip, ...], width: int) -> list[tuple[int, int, int]]:
    """Where each fact stands below a line: (from the start, row, width), wrapped at a width."""
    gap, at, line, found = current().px(10), 0, 0, []
    for chip in chips:
        wide = min(chip_width(chip), width)
        if at and at + wide > width:
            at, line = 0, line + 1
        found.append((at, line, wide))
        at += wide + gap
    return found


def text_start() -> int:
    """Where the text begins: behind the longest word for a kind in this language, within bounds."""
    return _text_start(language(), current().zoom)


@cache
def _text_start(lang: str, zoom: float) -> int:
    metrics = QFontMetrics(font(13, 600))
    with speaking(lang):
        widest = max(metrics.horizontalAdvance(tr(kind.label)) for kind in EntryKind)
    least, most = round(_LEAST * zoom), round(_MOST * zoom)
    return round((_WORD + 6) * zoom) + min(max(widest, least), most)


class EntryPainter(RowPainter):
    """Paints a line of the minutes."""

    def _room(self, width: int) -> int:
        theme = current()
        return max(theme.px(120), width - self._start(width) - theme.px(_TIME) - theme.px(14))

    def _start(self, width: int) -> int:
        """Where the text begins: after the word of the kind, after its icon where the list is narrow."""
        theme, start = current(), text_start()
        roomy = width - start - theme.px(_TIME) - theme.px(14) >= theme.px(_NARROW)
        return start if roomy else theme.px(_WORD)

    def _text_height(self, row: EntryRow, width: int) -> int:
        return QFontMetrics(_text_font(row)).boundingRect(0, 0, width, 10_000, _WRAP, _said(row)).height()

    def height(self, row: EntryRow, width: int) -> int:
        """Text, facts below it, and air."""
        theme, room = current(), self._room(width)
        high = self._text_height(row, room) + 2 * theme.px(_TOP) - theme.px(2)
        places = chip_places(row.chips, room)
        rows = places[-1][1] + 1 if places else 0
        return high + rows * theme.px(_CHIP + _GAP)

    def paint_row(self, painter: QPainter, rect: QRect, row: EntryRow, *, hover: bool, chosen: bool) -> None:
        """Paint number, kind, text, facts and time."""
        theme = current()
        if row.kind in DECIDED or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if row.kind in DECIDED else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 6, 6)
        first = QRect(rect.left(), rect.top() + theme.px(_TOP), rect.width(), theme.px(20))
        self._paint_head(painter, first, row)
        room = self._room(rect.width())
        text = self._at(rect, self._start(rect.width()), room, first.top(), self._text_height(row, room))
        painter.setFont(_text_font(row))
        quiet = row.kind in QUIET or row.prepared
        painter.setPen(theme.colour("text2" if quiet else "text"))
        self._paint_text(painter, text, row)
        self._paint_chips(painter, rect, text, row)

    def _paint_text(self, painter: QPainter, text: QRect, row: EntryRow) -> None:
        """The words in their own direction, at the reading edge of the window."""
        side = Qt.AlignmentFlag.AlignRight if self._rtl() else Qt.AlignmentFlag.AlignLeft
        way = painter.layoutDirection()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        wrap = int(
            Qt.TextFlag.TextWordWrap | side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        )
        painter.drawText(text, wrap, _said(row))
        painter.setLayoutDirection(way)

    def _at(self, rect: QRect, start: int, wide: int, top: int, high: int) -> QRect:
        """A box so far from the reading edge."""
        rtl = self.parent() is not None and self._rtl()
        left = rect.right() - start - wide if rtl else rect.left() + start
        return QRect(left, top, wide, high)

    def _rtl(self) -> bool:
        view = self.parent()
        return isinstance(view, RowList) and view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _paint_head(self, painter: QPainter, first: QRect, row: EntryRow) -> None:
        theme, look = current(), LOOKS[row.kind]
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        painter.drawText(
            self._at(first, theme.px(_NUMBER), theme.px(40), first.top(), first.height()), _START, row.number
        )
        if look.icon:
            place = self._at(first, theme.px(_ICON), theme.px(16), first.top(), first.height())
            paint_icon(painter, place, look.icon, look.tone, 15)
        painter.setFont(font(13, 600 if look.strong else 500 if look.icon else 400))
        painter.setPen(theme.tone(look.tone))
        wide = self._start(first.width()) - theme.px(_WORD + 6)
        if wide > 0:
            word = self._at(first, theme.px(_WORD), wide, first.top(), first.height())
            whole = tr(row.kind.label)
            said = painter.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, word.width())
            painter.drawText(word, _START, said)
        painter.setFont(font(12))
        painter.setPen(theme.colour("text3"))
        painter.drawText(first.adjusted(14, 1, -14, 0), _END, row.at if row.stored else tr("saving"))

    def _paint_chips(self, painter: QPainter, rect: QRect, text: QRect, row: EntryRow) -> None:
        theme = current()
        start = self._start(rect.width())
        for chip, (at, line, wide) in zip(row.chips, chip_places(row.chips, text.width()), strict=True):
            top = text.bottom() + theme.px(_GAP) + line * theme.px(_CHIP + _GAP)
            paint_chip(painter, self._at(rect, start + at, wide, top, theme.px(_CHIP - 2)), chip)


def _spoken(row: EntryRow) -> str:
    facts = ", ".join(c.text for c in row.chips)
    kind = tr(row.kind.label)
    said = tr("{number} {kind}: {text}", number=row.number, kind=kind, text=row.text)
    return tr("{said}; {facts}", said=said, facts=facts) if facts else said


class EntryList(RowList):
    """The growing list of lines; the last one stays in view."""

    def __init__(self) -> None:
        super().__init__(ListModel[EntryRow](_spoken), EntryPainter(), tr("Lines of the item"))
        self.setSpacing(0)

    def show_rows(self, rows: tuple[EntryRow, ...]) -> None:
        """Show these lines; a new one at the end, or one that grew there, is brought into view."""
        grew, at_end = len(rows) > self.rows.rowCount(), self._at_end()
        self.rows.set_rows(rows)
        if grew or at_end:
            self._to_the_end()

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def _to_the_end(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who looked at the end still does."""
        at_end = self._at_end()
        super().resizeEvent(event)
        if at_end:
            QTimer.singleShot(0, self, self._to_the_end)
