"""Lines of minutes in two columns, typed and worded; and other wordings with words struck and added."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextCursor, QTextDocument

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.meetings import ListModel
from pmo_desktop.readmodels.review import ChangeRow, Mark, Words
from pmo_desktop.readmodels.tidy import TidyLine
from pmo_desktop.ui.minutes.lists import RowList, RowPainter, placed
from pmo_desktop.ui.minutes.looks import LOOKS
from pmo_desktop.ui.theme import current, font, paint_icon

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_START = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
_TOP, _NUMBER, _ICON, _TEXT, _GAP, _MARK = 7, 12, 52, 76, 20, 92


def _paint_plate(painter: QPainter, rect: QRect, *, hover: bool, chosen: bool) -> None:
    if hover or chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("accent_soft" if chosen else "hover"))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)


class TidyPainter(RowPainter):
    """A line: number, kind, as typed on the reading side, worded beside it, and whether it is worded."""

    def _columns(self, width: int) -> tuple[QRect, QRect]:
        """Where the two texts stand, from the reading edge."""
        theme = current()
        room = max(200, width - theme.px(_TEXT) - theme.px(_MARK) - theme.px(_GAP))
        raw = room * 2 // 5
        left = QRect(theme.px(_TEXT), 0, raw, 0)
        return left, QRect(left.right() + theme.px(_GAP), 0, room - raw, 0)

    def height(self, row: TidyLine, width: int) -> int:
        """As high as the higher of the two texts."""
        left, right = self._columns(width)
        raw = QFontMetrics(font(13)).boundingRect(0, 0, left.width(), 10_000, _WRAP, row.raw or " ")
        said = QFontMetrics(_said_font(row)).boundingRect(0, 0, right.width(), 10_000, _WRAP, row.text or " ")
        return max(raw.height(), said.height()) + 2 * current().px(_TOP)

    def paint_row(self, painter: QPainter, rect: QRect, row: TidyLine, *, hover: bool, chosen: bool) -> None:
        """Paint the line."""
        theme = current()
        _paint_plate(painter, rect, hover=hover, chosen=chosen or self._is_taken_up(row.id))
        self._paint_head(painter, rect, row)
        left, right = (self._at(painter, rect, box) for box in self._columns(rect.width()))
        painter.setFont(font(13))
        painter.setPen(theme.colour("text2"))
        painter.drawText(left, _WRAP, row.raw)
        painter.setFont(_said_font(row))
        painter.setPen(theme.colour("text"))
        painter.drawText(right, _WRAP, row.text)
        self._paint_mark(painter, rect, row)

    def _is_taken_up(self, uid: UUID) -> bool:
        """Whether this line is the one being worded, wherever the keys are."""
        view = self.parent()
        return isinstance(view, RowList) and getattr(view.row, "id", None) == uid

    def _at(self, painter: QPainter, rect: QRect, box: QRect) -> QRect:
        inner = QRect(rect.left() + box.left(), rect.top() + current().px(_TOP), box.width(), rect.height())
        return placed(painter, rect, inner)

    def _paint_head(self, painter: QPainter, rect: QRect, row: TidyLine) -> None:
        theme, look = current(), LOOKS[row.kind]
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        top, high = rect.top() + theme.px(_TOP), theme.px(18)
        number = QRect(rect.left() + theme.px(_NUMBER), top, theme.px(38), high)
        painter.drawText(placed(painter, rect, number), _START, row.number)
        if look.icon:
            box = QRect(rect.left() + theme.px(_ICON), top, theme.px(16), high)
            paint_icon(painter, placed(painter, rect, box), look.icon, look.tone, 15)

    def _paint_mark(self, painter: QPainter, rect: QRect, row: TidyLine) -> None:
        theme = current()
        lacks = ", ".join(tr(lack.label) for lack in row.lacks)
        words = lacks or (tr("worded") if row.worded else "")
        painter.setFont(font(12))
        painter.setPen(theme.tone("warn" if lacks else "pos"))
        wide = theme.px(_MARK) - 8
        box = QRect(rect.right() - wide - 8, rect.top() + theme.px(_TOP), wide, theme.px(18))
        said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(placed(painter, rect, box), _END, said)


def _said_font(row: TidyLine) -> QFont:
    return font(14, italic=row.prepared)


def _spoken(row: TidyLine) -> str:
    worded = tr("worded") if row.worded else tr("not worded yet")
    return tr("{number}: {text}; {state}", number=row.number, text=row.text, state=worded)


class TidyList(RowList):
    """The lines of the minutes, those that are worded folded away unless they are wanted."""

    def __init__(self) -> None:
        super().__init__(ListModel[TidyLine](_spoken), TidyPainter(), tr("Lines of the minutes"))


# -- other wordings ----------------------------------------------------------------------------------

_TONES = {Mark.STRUCK: "neg", Mark.ADDED: "pos"}


@lru_cache(maxsize=256)
def tracked(words: tuple[Words, ...], size: float, _look: str) -> QTextDocument:
    """Words as a document: struck ones struck out, added ones underlined, never read as markup.

    `_look` names theme and zoom, so that another look makes another document.
    """
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font(size))
    document.setUndoRedoEnabled(False)
    cursor, theme = QTextCursor(document), current()
    for part in words:
        style = QTextCharFormat()
        style.setForeground(theme.tone(_TONES.get(part.mark, "text")))
        style.setFontStrikeOut(part.mark is Mark.STRUCK)
        style.setFontUnderline(part.mark is Mark.ADDED)
        cursor.insertText(part.text, style)
    return document


def look_name() -> str:
    """Theme and zoom in force, as a key."""
    theme = current()
    return f"{theme.dark}{theme.zoom}"


class ChangePainter(RowPainter):
    """Another wording: number and place, its words, who and why, what became of it."""

    def _document(self, row: ChangeRow, width: int) -> QTextDocument:
        theme = current()
        document = tracked(row.words, 14, look_name())
        document.setTextWidth(max(160, width - theme.px(_TEXT) - theme.px(140)))
        return document

    def height(self, row: ChangeRow, width: int) -> int:
        """Its words and one line of facts."""
        high = int(self._document(row, width).size().height())
        return high + current().px(18 + 2 * _TOP)

    def paint_row(self, painter: QPainter, rect: QRect, row: ChangeRow, *, hover: bool, chosen: bool) -> None:
        """Paint the wording."""
        theme = current()
        _paint_plate(painter, rect, hover=hover, chosen=chosen)
        top = rect.top() + theme.px(_TOP)
        number = QRect(rect.left() + theme.px(_NUMBER), top, theme.px(_TEXT - _NUMBER - 8), theme.px(18))
        painter.setFont(font(13, 600))
        painter.setPen(theme.colour("text"))
        painter.drawText(placed(painter, rect, number), _START, row.line)
        document = self._document(row, rect.width())
        wide, high = int(document.textWidth()), int(document.size().height())
        box = placed(painter, rect, QRect(rect.left() + theme.px(_TEXT), top, wide, high))
        painter.save()
        painter.translate(box.topLeft())
        document.drawContents(painter)
        painter.restore()
        self._paint_facts(painter, rect, row, box)

    def _paint_facts(self, painter: QPainter, rect: QRect, row: ChangeRow, box: QRect) -> None:
        theme = current()
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        said = [row.by, tr(row.why.label), row.reason]
        said += [tr("the line was changed meanwhile")] if row.stale else []
        facts = QRect(box.left(), box.bottom() + 2, box.width(), theme.px(18))
        words = " · ".join(t for t in said if t)
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, facts.width())
        painter.drawText(facts, _START, cut)
        state = QRect(rect.right() - theme.px(132), rect.top() + theme.px(_TOP), theme.px(120), theme.px(18))
        tone = {"proposed": "info", "accepted": "pos", "declined": "text2"}[row.state.value]
        painter.setPen(theme.tone(tone))
        painter.setFont(font(12, 600))
        painter.drawText(placed(painter, rect, state), _END, tr(row.state.label))


def _change_spoken(row: ChangeRow) -> str:
    words = {Mark.KEPT: "{text}", Mark.STRUCK: tr("struck: {text}"), Mark.ADDED: tr("added: {text}")}
    said = " ".join(words[w.mark].replace("{text}", w.text.strip()) for w in row.words if w.text.strip())
    return tr("{number}: {text}; {state}", number=row.line, text=said, state=tr(row.state.label))


class ChangeList(RowList):
    """Other wordings in the order of the lines."""

    def __init__(self) -> None:
        super().__init__(ListModel[ChangeRow](_change_spoken), ChangePainter(), tr("Other wordings"))
