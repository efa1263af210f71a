"""Lines of the palette: mark or icon, text with the matching letters in 600, what it is, key at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmo_desktop.ui.search import Heading, Item, spans
from pmo_desktop.ui.theme import Theme, current, font, paint_icon
from pmo_desktop.ui.theme.marks import paint_rag
from pmo_desktop.ui.theme.paint import paint_key

_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_ICONS = {"command": "command", "person": "user", "place": "arrow-right", "help": "circle-question-mark"}


class PaletteDelegate(QStyledItemDelegate):
    """Paints headings and items; `query` says what was typed."""

    def __init__(self, view: QListView, query: Callable[[], str]) -> None:
        super().__init__(view)
        self._query = query

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Items 36 px, headings lower."""
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), Heading)
        return QSize(100, current().px(27 if heading else 36))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        theme, found = current(), index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(found, Heading):
            painter.setFont(font(12, 500))
            painter.setPen(theme.colour("text2"))
            painter.drawText(option.rect.adjusted(20, 4, -20, 0), _LEADING, found.text)
        elif isinstance(found, Item):
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("selected"))
                painter.drawRoundedRect(QRectF(option.rect).adjusted(6, 0, -6, 0), 6, 6)
            self._item(painter, option.rect.adjusted(18, 0, -18, 0), found, theme)
        painter.restore()

    def _item(self, painter: QPainter, rect: QRect, item: Item, theme: Theme) -> None:
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def place(start: int, wide: int) -> QRect:
            left = rect.right() + 1 - start - wide if rtl else rect.left() + start
            return QRect(left, rect.top(), wide, rect.height())

        if item.rating:
            paint_rag(painter, place(0, 18), item.rating, theme)
        else:
            paint_icon(painter, place(0, 18), item.icon or _ICONS.get(item.kind, "file-text"), "text2")
        room = rect.width()
        if item.key:
            wide = QFontMetrics(font(11, 500)).horizontalAdvance(item.key) + 12
            box = place(rect.width() - wide, wide)
            paint_key(painter, QRect(box.left(), box.center().y() - 9, wide, 19), item.key, theme)
            room -= wide + 12
        at = self._text(painter, item, theme, place, 26, room)
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        said = item.off or item.sub
        rest = QFontMetrics(font(12)).elidedText(said, Qt.TextElideMode.ElideRight, max(room - at - 10, 0))
        painter.drawText(place(at + 10, max(room - at - 10, 0)), _LEADING, rest)

    def _text(
        self,
        painter: QPainter,
        item: Item,
        theme: Theme,
        place: Callable[[int, int], QRect],
        at: int,
        room: int,
    ) -> int:
        """Write the text piece by piece, matching letters in 600; returns where it ends."""
        painter.setPen(theme.colour("disabled" if item.off else "text"))
        cuts, done = spans(item.text, self._query()), 0
        pieces: list[tuple[str, int]] = []
        for start, end in cuts:
            if start >= done:
                pieces += [(item.text[done:start], 400), (item.text[start:end], 600)]
                done = end
        pieces.append((item.text[done:], 400))
        for text, weight in pieces:
            metrics = QFontMetrics(font(14, weight))
            said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room - at, 0))
            wide = metrics.horizontalAdvance(said)
            painter.setFont(font(14, weight))
            if said:
                painter.drawText(place(at, wide + 1), _LEADING, said)
            at += wide
        return at
