"""A year of meetings at a glance: a line for each body, a dot for each meeting, today across all."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.calendar import MeetingSteps
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.widgets.marks import Painted

_ROW, _HEAD, _LABEL, _DOT, _EDGE = 24, 22, 204, 5, 16
_MOST = 7
BACK, AHEAD = timedelta(days=92), timedelta(days=274)
"""How far the band looks: a quarter back, three ahead."""


@dc.dataclass(frozen=True, slots=True)
class Dot:
    """A meeting on the band: where it stands, and whether something of it is late."""

    steps: MeetingSteps
    line: int
    late: bool


class YearBand(Painted):
    """The meetings around today. `wanted(id)` when one is clicked."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._today = date.min
        self._bodies: list[str] = []
        self._dots: list[Dot] = []
        self.setAccessibleName(tr("Meetings of the year"))
        self.setVisible(False)

    def show_meetings(self, meetings: Sequence[MeetingSteps], today: date) -> None:
        """Show the meetings of the bodies that meet most often in this time."""
        self._today = today
        near = [m for m in meetings if today - BACK <= m.day <= today + AHEAD]
        counts: dict[UUID, int] = {}
        for m in near:
            counts[m.body.id] = counts.get(m.body.id, 0) + 1
        chosen = sorted(counts, key=lambda uid: -counts[uid])[:_MOST]
        names: dict[UUID, str] = {m.body.id: m.body.title.said(language()) for m in near}
        order = sorted(chosen, key=lambda uid: names[uid].casefold())
        self._bodies = [names[uid] for uid in order]
        self._dots = [Dot(m, order.index(m.body.id), bool(m.late(today))) for m in near if m.body.id in order]
        self.setVisible(bool(self._dots))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A head and a line for each body."""
        return QSize(current().px(400), current().px(_HEAD + _ROW * len(self._bodies) + 10))

    # -- painting ----------------------------------------------------------------------------------

    def _x(self, day: date) -> float:
        left, edge = current().px(_LABEL + _EDGE), current().px(_EDGE)
        share = (day - (self._today - BACK)).days / (BACK + AHEAD).days
        at = left + share * (self.width() - left - edge)
        return self.width() - at if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else at

    def _y(self, line: int) -> float:
        return current().px(_HEAD) + current().px(_ROW) * (line + 0.5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Months, lines, today, dots."""
        if not self._dots:
            return
        painter, look = self.painter(), current()
        self._months(painter)
        painter.setFont(font(12))
        for n, name in enumerate(self._bodies):
            box = QRectF(look.px(_EDGE), self._y(n) - look.px(10), look.px(_LABEL - 10), look.px(20))
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.setPen(look.colour("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(look.colour("line"))
            y = self._y(n)
            painter.drawLine(
                QPointF(self._x(self._today - BACK), y), QPointF(self._x(self._today + AHEAD), y)
            )
        self._today_line(painter)
        for dot in self._dots:
            self._dot(painter, dot)

    def _months(self, painter: QPainter) -> None:
        look = current()
        painter.setFont(font(11))
        month = (self._today - BACK).replace(day=1)
        while (month := (month + timedelta(days=32)).replace(day=1)) <= self._today + AHEAD:
            x = self._x(month)
            painter.setPen(look.colour("line"))
            painter.drawLine(QPointF(x, look.px(4)), QPointF(x, self.height() - look.px(6)))
            painter.setPen(look.colour("text3"))
            said = shown.month_name(month)[:3] + (f" {month.year}" if month.month == 1 else "")
            painter.drawText(QPointF(x + look.px(5), look.px(15)), said)

    def _today_line(self, painter: QPainter) -> None:
        look = current()
        painter.setPen(QPen(look.colour("neg"), look.px(1.5)))
        x = self._x(self._today)
        painter.drawLine(QPointF(x, look.px(4)), QPointF(x, self.height() - look.px(6)))

    def _dot(self, painter: QPainter, dot: Dot) -> None:
        look = current()
        held = dot.steps.day < self._today
        colour = look.colour("neg" if dot.late else "accent")
        painter.setPen(QPen(colour, look.px(1.6)))
        painter.setBrush(colour if held or dot.late else look.colour("page"))
        radius = look.px(_DOT)
        painter.drawEllipse(QPointF(self._x(dot.steps.day), self._y(dot.line)), radius, radius)

    # -- the pointer -------------------------------------------------------------------------------

    def _at(self, place: QPointF) -> Dot | None:
        reach = current().px(_DOT + 4)
        for dot in self._dots:
            x, y = self._x(dot.steps.day), self._y(dot.line)
            if abs(place.x() - x) <= reach and abs(place.y() - y) <= reach:
                return dot
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which meeting stands there."""
        dot = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if dot else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), _said(dot, self._today) if dot else "", self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to its steps."""
        if (dot := self._at(event.position())) is not None:
            self.wanted.emit(dot.steps.meeting.id)


def _said(dot: Dot, today: date) -> str:
    meeting = dot.steps.meeting
    day = shown.date(dot.steps.day)
    late = dot.steps.late(today)
    said = tr("{ref}, {day}", ref=meeting.ref or meeting.title.said(language()), day=day)
    if late:
        steps = ", ".join(tr(s.deadline.step.label) for s in late)
        said = tr("{meeting}; late: {steps}", meeting=said, steps=steps)
    return said
