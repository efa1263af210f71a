"""How a run goes: the finish so far, what it cannot go below, and a curve that comes down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.widgets.figures import KeyFigure
from pmo_desktop.ui.widgets.marks import Painted
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.progress import ThinProgress
from pmo_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from pmo_desktop.services.levelling.plans import Step

_LEAST_SECONDS = 0.5


class Curve(Painted):
    """Working days until all ends, over the seconds of the search; none goes below the dashed line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._points: list[tuple[float, float]] = []
        self._bound: float | None = None
        self._until = _LEAST_SECONDS

    def show_steps(self, steps: Sequence[Step], until: float, *, late: bool) -> None:
        """Show the answers so far; `late` shows days of lateness in place of days in all."""
        self._points = [(s.seconds, s.late if late else s.days) for s in steps]
        self._bound = steps[-1].bound if steps else None
        self._until = max(until, _LEAST_SECONDS)
        if self._points:
            days = shown.number(self._points[-1][1], 1)
            self.setAccessibleName(tr("{days} working days so far", days=days))
        self.update()

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(current().px(420), current().px(180))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bound, the steps, the scale at their ends."""
        if not self._points:
            return
        theme, painter = current(), self.painter()
        box = QRectF(self.rect()).adjusted(theme.px(72), theme.px(14), -theme.px(14), -theme.px(26))
        low, high = self._range()

        def at(seconds: float, value: float) -> QPointF:
            x = box.left() + min(seconds / self._until, 1.0) * box.width()
            return QPointF(x, box.bottom() - (value - low) / (high - low) * box.height())

        painter.setFont(font(11))
        painter.setPen(theme.colour("text2"))
        self._labels(painter, box, low, high)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if self._bound is not None and self._bound >= low:
            pen = QPen(theme.colour("line_control"), 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.drawLine(at(0, self._bound), at(self._until, self._bound))
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.drawPolyline(QPolygonF(self._stairs(at)))
        painter.setBrush(theme.colour("focus"))
        for seconds, value in self._points:
            painter.drawEllipse(at(seconds, value), 2.5, 2.5)

    def _range(self) -> tuple[float, float]:
        """From the lowest to the highest that shows: the bound too, unless it lies far below."""
        values = [value for _, value in self._points]
        low, high = min(values), max(values)
        if self._bound is not None and low - self._bound <= 3 * (high - low) + 1:
            low = min(low, self._bound)
        room = max(0.1 * (high - low), 0.5)
        return low - room, high + room

    def _stairs(self, at: object) -> list[QPointF]:
        assert callable(at)
        found: list[QPointF] = []
        for number, (seconds, value) in enumerate(self._points):
            if number:
                found.append(at(seconds, self._points[number - 1][1]))
            found.append(at(seconds, value))
        found.append(at(self._until, self._points[-1][1]))
        return found

    def _labels(self, painter: QPainter, box: QRectF, low: float, high: float) -> None:
        theme, right = current(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        half = theme.px(9)
        for value, y in ((high, box.top()), (low, box.bottom())):
            room = QRectF(0, y - half, box.left() - theme.px(8), 2 * half)
            painter.drawText(room, int(right), tr("{days} wd", days=shown.number(value, 1)))
        below = QRectF(box.left(), box.bottom() + theme.px(5), box.width(), theme.px(18))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), tr("{n} s", n="0"))
        end = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        painter.drawText(below, end, tr("{n} s", n=shown.number(self._until, 0)))


class Live(QWidget):
    """What shows while the search goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finish = KeyFigure(tr("Ends so far"), shown.NOTHING)
        self.days = KeyFigure(tr("Working days"), shown.NOTHING)
        self.bound = KeyFigure(tr("Above the best possible"), shown.NOTHING)
        self.curve, self.bar = Curve(), ThinProgress()
        self.said = Label("", tone="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row_of(self.finish, self.days, self.bound))
        column.addWidget(self.curve, 1)
        column.addWidget(self.bar)
        column.addWidget(self.said)

    def show_steps(self, steps: Sequence[Step], passed: float, seconds: float, *, several: bool) -> None:
        """Show how far the search is."""
        self.bar.set_share(passed / seconds if seconds else 0.0)
        self.curve.show_steps(steps, max(passed, _LEAST_SECONDS), late=several)
        if not steps:
            return
        last = steps[-1]
        better = len(steps) - 1
        found = trn("{n} better answer", "{n} better answers", better)
        self.finish.set_value(shown.day(last.finish), found)
        if several:
            self.days.set_value(shown.number(last.late, 1), tr("late, by priority of the plans"))
        else:
            self.days.set_value(shown.number(last.days, 1), tr("from first start to last finish"))
        self.bound.set_value(*bound_figure(last.gap, proven=last.proven))

    def say(self, sentence: str) -> None:
        """Say what goes on."""
        self.said.setText(sentence)


def bound_figure(gap: float, *, proven: bool) -> tuple[str, str]:
    """How far from the best possible, at most: the figure, and what it means."""
    if proven:
        return tr("Best possible"), tr("this is proven")
    share = shown.number(100 * gap, 1)
    return tr("{share} %", share=share), tr("at most")
