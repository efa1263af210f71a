"""The rhythm of a cycle as a line of steps: done with a tick, now with a ring, dates below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmo_desktop.ui.theme import current, font

DOT = 8
TOP = 26


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One step: its words, its date as text, and "done", "now" or "later"."""

    title: str
    day: str
    stand: str


class Track(QWidget):
    """Steps from start to end in reading direction; spoken as one sentence to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[TrackStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[TrackStep]) -> None:
        """Show other steps."""
        self._steps = tuple(steps)
        self.setAccessibleName(", ".join(f"{s.title} {s.day}" for s in steps))
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, one band high."""
        return QSize(600, current().px(92))

    def _centres(self) -> list[float]:
        wide = self.width() / max(1, len(self._steps))
        found = [wide * (i + 0.5) for i in range(len(self._steps))]
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return [self.width() - x for x in found] if rtl else found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate, the line, and each step on it."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("line"))
        painter.setBrush(theme.colour("sunken"))
        radius = theme.px(10)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        centres = self._centres()
        for i in range(len(centres) - 1):
            reached = self._steps[i + 1].stand != "later"
            painter.setPen(QPen(theme.colour("accent" if reached else "line_control"), 2 if reached else 1))
            y = theme.px(TOP)
            painter.drawLine(QPointF(centres[i], y), QPointF(centres[i + 1], y))
        for x, step in zip(centres, self._steps, strict=True):
            self._dot(painter, x, step)
            self._words(painter, x, step)

    def _dot(self, painter: QPainter, x: float, step: TrackStep) -> None:
        theme = current()
        y, r = theme.px(TOP), theme.px(DOT)
        accent = theme.colour("accent")
        if step.stand == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(QPointF(x, y), r, r)
            painter.setPen(QPen(theme.colour("on_accent"), 1.8))
            painter.drawPolyline([QPointF(x - 3.5, y), QPointF(x - 1, y + 2.8), QPointF(x + 3.8, y - 2.8)])
            return
        painter.setBrush(theme.colour("page"))
        now = step.stand == "now"
        painter.setPen(QPen(accent if now else theme.colour("text3"), 2 if now else 1.4))
        painter.drawEllipse(QPointF(x, y), r if now else r - 2, r if now else r - 2)
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(QPointF(x, y), r / 2, r / 2)

    def _words(self, painter: QPainter, x: float, step: TrackStep) -> None:
        theme = current()
        wide = self.width() / max(1, len(self._steps)) - 8
        now = step.stand == "now"
        lines = (
            (step.title, font(13, 600 if now else 400), "text" if step.stand != "later" else "text2", 40),
            (step.day, font(12), "accent_text" if now else "text2", 60),
        )
        for text, face, tone, top in lines:
            painter.setFont(face)
            painter.setPen(theme.tone(tone))
            shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(wide))
            box = QRectF(x - wide / 2, theme.px(top), wide, theme.px(20))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
