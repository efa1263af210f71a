"""Marks as widgets: rating, rating distribution, tag, person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.marks import mark_extent, paint_gate, paint_rag, paint_trend, rating_word
from pmo_desktop.ui.theme.paint import initials, paint_avatar, paint_tag, tag_width
from pmo_desktop.ui.widgets.text import plain_tip


class Painted(QWidget):
    """A widget of fixed size that paints itself and measures again when the look changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def painter(self) -> QPainter:
        """A painter with smooth edges in the widget's reading direction."""
        made = QPainter(self)
        made.setRenderHint(QPainter.RenderHint.Antialiasing)
        made.setLayoutDirection(self.layoutDirection())
        return made

    def minimumSizeHint(self) -> QSize:
        """Never smaller than it is."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure and paint again after a change of look."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class RagMark(Painted):
    """A rating with its trend: `RagMark("amber", "worse", size=20)`; `word` adds the word after it."""

    def __init__(
        self,
        rating: str = "none",
        trend: str = "",
        *,
        size: int = 17,
        word: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._word = size, word
        self.set_rating(rating, trend)

    def set_rating(self, rating: str, trend: str = "") -> None:
        """Show another rating, and how it moved."""
        self._rating, self._trend = str(rating), str(trend)
        said = rating_word(self._rating, self._trend)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def _side(self) -> int:
        return mark_extent(current().px(self._size))

    def sizeHint(self) -> QSize:
        """Room for mark, trend and word."""
        theme, wide = current(), self._side()
        wide += theme.px(20) if self._trend else 0
        if self._word:
            wide += theme.px(8) + QFontMetrics(font(13)).horizontalAdvance(rating_word(self._rating)) + 2
        return QSize(wide, max(self._side(), theme.px(18) if self._word else 0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint mark, trend and word in reading order."""
        theme, painter, side = current(), self.painter(), self._side()
        rtl, at = self.layoutDirection() == Qt.LayoutDirection.RightToLeft, side

        def place(start: int, wide: int) -> QRect:
            return QRect(self.width() - start - wide if rtl else start, 0, wide, self.height())

        paint_rag(painter, place(0, side), self._rating, theme, self._size)
        if self._trend:
            paint_trend(painter, place(at + theme.px(4), theme.px(16)), self._trend, theme)
            at += theme.px(20)
        if self._word:
            at += theme.px(8)
            painter.setPen(theme.colour("text"))
            painter.setFont(font(13))
            align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place(at, self.width() - at), align, rating_word(self._rating))


class RagCounts(Painted):
    """How many works have which rating: a row of small marks with numbers; never one colour for all."""

    def __init__(self, counts: Sequence[tuple[str, int]] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_counts(counts)

    def set_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Pairs (rating, count), worst first; zero counts are left out."""
        self._counts = [(str(r), n) for r, n in counts if n]
        words = [tr("{count} {rating}", count=n, rating=rating_word(r)) for r, n in self._counts]
        self.setAccessibleName(", ".join(words))
        self.setToolTip(", ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its marks."""
        return QSize(counts_width(self._counts), current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        paint_counts(self.painter(), self.rect(), self._counts)


def counts_width(counts: Sequence[tuple[str, int]]) -> int:
    """The width that `paint_counts` takes."""
    theme, metrics = current(), QFontMetrics(font(12))
    return sum(theme.px(31) + metrics.horizontalAdvance(str(n)) for _, n in counts)


def paint_counts(painter: QPainter, rect: QRect, counts: Sequence[tuple[str, int]]) -> None:
    """Paint small marks with their numbers from the reading edge."""
    theme, metrics = current(), QFontMetrics(font(12))
    rtl, at = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft, 0
    mark = theme.px(17)
    for rating, count in counts:
        wide = metrics.horizontalAdvance(str(count)) + 1
        boxes = [(at, mark), (at + mark + theme.px(2), wide)]
        first, second = (
            QRect(rect.right() + 1 - x - w if rtl else rect.left() + x, rect.top(), w, rect.height())
            for x, w in boxes
        )
        paint_rag(painter, first, rating, theme, 13)
        painter.setPen(theme.colour("text2"))
        painter.setFont(font(12))
        painter.drawText(second, Qt.AlignmentFlag.AlignCenter, str(count))
        at += theme.px(31) + wide - 1


class Tag(Painted):
    """The state of a paper, report or import: `Tag("Submitted", "info")`. Never for ratings."""

    def __init__(
        self, text: str, tone: str = "neutral", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.set_text(text)

    def set_text(self, text: str, tone: str | None = None) -> None:
        """Show another state."""
        self._text, self._tone = text, tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word, 20 px high."""
        return QSize(tag_width(self._text, current(), self._icon), current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tag."""
        paint_tag(self.painter(), self.rect(), self._text, self._tone, current(), self._icon)


class Avatar(Painted):
    """A person's initials on their stable colour; the name is the tooltip and the accessible name."""

    def __init__(self, name: str, short: str = "", *, size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_person(name, short)

    def set_person(self, name: str, short: str = "") -> None:
        """Show another person; `short` are their initials where the name alone does not give them."""
        self._short = short or initials(name)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the initials."""
        paint_avatar(self.painter(), self.rect(), self._short, current(), self._size)


class GateMark(Painted):
    """A gate as a large diamond with its code, as on a card."""

    def __init__(self, code: str, *, size: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code, self._size = code, size
        self.setAccessibleName(code)

    def sizeHint(self) -> QSize:
        """A square."""
        side = current().px(self._size) + 2
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the diamond."""
        paint_gate(self.painter(), self.rect(), current(), code=self._code, size=self._size)
