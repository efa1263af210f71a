"""Figures at a glance: key figure, distribution bar with legend, sparkline, thin progress bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.paint import isolated
from pmo_desktop.ui.widgets.marks import Painted
from pmo_desktop.ui.widgets.text import Label

_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


class KeyFigure(QWidget):
    """A figure of a record's head: label above, value 16/600, one line that says against what."""

    def __init__(
        self, label: str, value: str, note: str = "", *, tone: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._label = Label(label, size=12, tone="text2", elide=True)
        self._value = Label(value, size=16, weight=600)
        self._note = Label(note, size=12, tone=tone, elide=True)
        for part in (self._label, self._value, self._note):
            column.addWidget(part)
        column.addStretch(1)
        self._name()

    def set_value(self, value: str, note: str = "", *, tone: str = "text2") -> None:
        """Show another value; `tone` "neg" or "warn" where it is outside its limit."""
        self._value.setText(value)
        self._note.setText(note)
        self._note.set_tone(tone)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(" ".join(p.text() for p in (self._label, self._value, self._note)).strip())


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a distribution: how many, its word, the colour role of its piece."""

    count: int
    word: str
    colour: str = "accent"


class SegmentedBar(QWidget):
    """A bar in parts, 10 px high, with a gap between them; `legend` adds the numbers and words above."""

    def __init__(
        self,
        parts: Sequence[Part] = (),
        *,
        legend: bool = False,
        height: int = 10,
        total: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._legend, self._thick = legend, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts, total)

    def set_parts(self, parts: Sequence[Part], total: int = 0) -> None:
        """Show other parts; `total` leaves the rest of the bar empty when it is more than their sum."""
        self._parts, self._total = [p for p in parts if p.count], total
        self.setAccessibleName(", ".join(f"{p.count} {p.word}" for p in self._parts))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        theme = current()
        return QSize(theme.px(160), theme.px(self._thick) + (theme.px(28) if self._legend else 0))

    def minimumSizeHint(self) -> QSize:
        """May become narrow, never lower."""
        return QSize(current().px(40), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the legend at the far edge, then the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        high = current().px(self._thick)
        self._paint_bar(painter, QRectF(0, self.height() - high, self.width(), high))
        if self._legend:
            self._paint_legend(painter)

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        theme = current()
        shape = QPainterPath()
        radius = box.height() / 2 if box.height() < 8 else 3
        shape.addRoundedRect(box, radius, radius)
        painter.setClipPath(shape)
        whole = max(self._total, sum(p.count for p in self._parts), 1)
        painter.fillRect(box, theme.colour("line"))
        at, rtl = 0.0, self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for part in self._parts:
            wide = box.width() * part.count / whole
            left = box.right() - at - wide if rtl else box.left() + at
            painter.fillRect(QRectF(left, box.top(), wide, box.height()), theme.colour(part.colour))
            seam = left - 0.75 if rtl else left + wide - 0.75
            if at + wide < box.width() - 1:
                painter.fillRect(QRectF(seam, box.top(), 1.5, box.height()), theme.colour("page"))
            at += wide
        painter.setClipping(False)

    def _paint_legend(self, painter: QPainter) -> None:
        """From the far edge backwards, so that it ends flush."""
        theme, bold, plain = current(), font(13, 600), font(13)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at, high = 0, theme.px(20)
        for part in reversed(self._parts):
            number, word = str(part.count), part.word
            wide_number = QFontMetrics(bold).horizontalAdvance(number) + theme.px(6)
            wide_word = QFontMetrics(plain).horizontalAdvance(word) + 1
            whole = theme.px(15) + wide_number + wide_word
            start = at if rtl else self.width() - at - whole
            pieces = [(theme.px(15), ""), (wide_number, number), (wide_word, word)]
            for wide, text in reversed(pieces) if rtl else pieces:
                box = QRect(start, 0, wide, high)
                if text:
                    painter.setPen(theme.colour("text2" if text == word else "text"))
                    painter.setFont(plain if text == word else bold)
                    painter.drawText(box, _LEADING, text)
                else:
                    dot = QRectF(start + (wide - 10 if rtl else 0), high / 2 - 5, 10, 10)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(theme.colour(part.colour))
                    painter.drawRoundedRect(dot, 3, 3)
                start += wide
            at += whole + theme.px(14)


class Sparkline(Painted):
    """A small line of values in time with the last one marked; `limit` is a dashed line.

    `labels` stand below (months), `name` is the finding in words for those who cannot see it.
    """

    def __init__(
        self,
        values: Sequence[float] = (),
        *,
        limit: float | None = None,
        labels: Sequence[str] = (),
        last: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_values(values, limit=limit, labels=labels, last=last, name=name)

    def set_values(
        self,
        values: Sequence[float],
        *,
        limit: float | None = None,
        labels: Sequence[str] = (),
        last: str = "",
        name: str = "",
    ) -> None:
        """Show other values, oldest first."""
        self._values, self._limit = list(values), limit
        self._labels, self._last = list(labels), last
        self.setAccessibleName(name or last)
        self.update()

    def sizeHint(self) -> QSize:
        """Lower without labels."""
        return QSize(current().px(120), current().px(66 if self._labels else 32))

    def _points(self, box: QRectF) -> list[QPointF]:
        """One point per value inside a box; time always runs from left to right as a chart's does."""
        ends = [*self._values, *([self._limit] if self._limit is not None else []), 0.0]
        low, high = min(ends), max(ends)
        span = (high - low) or 1.0
        step = box.width() / max(len(self._values) - 1, 1)
        return [
            QPointF(box.left() + i * step, box.bottom() - (v - low) / span * box.height())
            for i, v in enumerate(self._values)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint limit, line, last value and labels."""
        if not self._values:
            return
        theme, painter = current(), self.painter()
        metrics = QFontMetrics(font(12, 600))
        end = metrics.horizontalAdvance(self._last) + theme.px(18) if self._last else theme.px(6)
        base = theme.px(20) if self._labels else theme.px(5)
        top = theme.px(18) if self._limit is not None else theme.px(6)
        box = QRectF(theme.px(14), top, self.width() - theme.px(18) - end, self.height() - base - top)
        points = self._points(box)
        if self._limit is not None:
            self._paint_limit(painter, box, end)
        painter.setPen(QPen(theme.colour("focus"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.colour("focus"))
        painter.drawEllipse(points[-1], 3, 3)
        painter.setPen(theme.colour("text"))
        painter.setFont(font(12, 600))
        said = isolated(self._last, rtl=self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        painter.drawText(points[-1] + QPointF(theme.px(9), metrics.ascent() / 2 - 1), said)
        self._paint_labels(painter, points)

    def _paint_limit(self, painter: QPainter, box: QRectF, end: int) -> None:
        theme, limit = current(), self._limit or 0.0
        low, high = min([*self._values, limit, 0.0]), max([*self._values, limit, 0.0])
        y = box.bottom() - (limit - low) / ((high - low) or 1.0) * box.height()
        pen = QPen(theme.colour("line_control"), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(4, y), QPointF(self.width() - (end if self._last else 0), y))
        painter.setPen(theme.colour("text3"))
        painter.setFont(font(11))
        painter.drawText(QPointF(8, y - 5), f"{limit:g}")

    def _paint_labels(self, painter: QPainter, points: Sequence[QPointF]) -> None:
        painter.setPen(current().colour("text3"))
        painter.setFont(font(11))
        middle = int(Qt.AlignmentFlag.AlignCenter)
        for point, text in zip(points, self._labels, strict=False):
            painter.drawText(QRectF(point.x() - 24, self.height() - 16, 48, 14), middle, text)
