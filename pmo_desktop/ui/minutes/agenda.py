"""The agenda at the side of the lines: what is done, what runs and how long still, what comes."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.meetings import ListModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_live import AgendaRow, LiveMeeting
from pmo_desktop.ui.minutes.keys import KeyHint
from pmo_desktop.ui.minutes.lists import RowList, RowPainter, placed
from pmo_desktop.ui.theme import current, font, paint_icon
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label, line, surface

_ROW, _NOW = 34, 64
_START = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)


def time_words(row: AgendaRow) -> str:
    """What stands at the end of an item: its minutes, the time left, or the minutes over."""
    if not row.running:
        return shown.minutes(row.taken // 60) if row.done else shown.minutes(row.allotted)
    if row.left >= 0:
        return tr("{m}:{s:02} left", m=row.left // 60, s=row.left % 60)
    return tr("{n} min over", n=-(row.left // 60))


class AgendaPainter(RowPainter):
    """Paints an item: a tick when done, two lines and a bar when under discussion."""

    looked_at: UUID | None = None

    def height(self, row: AgendaRow, width: int) -> int:
        """The running item is higher."""
        return current().px(_NOW if row.running else _ROW)

    def paint_row(self, painter: QPainter, rect: QRect, row: AgendaRow, *, hover: bool, chosen: bool) -> None:
        """Paint number or tick, title, time."""
        theme = current()
        box = rect.adjusted(theme.px(8), theme.px(1), -theme.px(8), -theme.px(1))
        chosen = chosen or row.id == self.looked_at
        if row.running or chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                theme.colour("selected" if row.running else "selected_idle" if chosen else "hover")
            )
            painter.drawRoundedRect(QRectF(box), 6, 6)
        if row.running:
            painter.setBrush(theme.colour("focus" if theme.dark else "accent"))
            bar = placed(painter, box, QRect(box.left(), box.top() + 8, 3, box.height() - 16))
            painter.drawRoundedRect(QRectF(bar), 1.5, 1.5)
        top = QRect(box.left(), box.top(), box.width(), theme.px(_ROW - 2))
        self._paint_words(painter, top, row)
        if row.running:
            self._paint_running(painter, box, row)

    def _paint_words(self, painter: QPainter, top: QRect, row: AgendaRow) -> None:
        theme = current()
        wide = theme.px(16 if row.done else 20)
        lead = placed(painter, top, QRect(top.left() + theme.px(10), top.top(), wide, top.height()))
        if row.done:
            paint_icon(painter, lead, "check", "pos", 15)
        else:
            painter.setFont(font(13, 600 if row.running else 400))
            painter.setPen(theme.tone("accent_text" if row.running else "text2"))
            painter.drawText(lead, _START, row.number)
        weight = 600 if row.running else 400
        words = time_words(row)
        painter.setFont(font(13, weight))
        late = row.running and row.left < 0
        painter.setPen(theme.tone("warn" if late else "text" if row.running else "text2"))
        end = placed(painter, top, top.adjusted(0, 0, -theme.px(8), 0))
        painter.drawText(end, _END, words)
        taken = QFontMetrics(font(13, weight)).horizontalAdvance(words)
        room = QRect(
            top.left() + theme.px(36), top.top(), top.width() - theme.px(36 + 16) - taken, top.height()
        )
        room = placed(painter, top, room)
        painter.setPen(theme.tone("text2" if row.done else "text"))
        painter.setFont(font(13, weight))
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _START, title)

    def _paint_running(self, painter: QPainter, box: QRect, row: AgendaRow) -> None:
        theme = current()
        second = QRect(
            box.left() + theme.px(36), box.top() + theme.px(28), box.width() - theme.px(44), theme.px(18)
        )
        second = placed(painter, box, second)
        paper = tr("paper {number}", number=row.paper) if row.paper else ""
        facts = " · ".join(part for part in (tr(row.purpose.label), row.presenter, paper) if part)
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        painter.drawText(
            second,
            _START,
            painter.fontMetrics().elidedText(facts, Qt.TextElideMode.ElideRight, second.width()),
        )
        bar = QRectF(second.left(), box.bottom() - theme.px(9), second.width(), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(theme.colour("warn_fill" if row.left < 0 else "accent"))
        done = QRect(second.left(), round(bar.top()), round(bar.width() * row.share), 4)
        painter.drawRoundedRect(QRectF(placed(painter, second, done)), 2, 2)


def _spoken(row: AgendaRow) -> str:
    return tr("Item {number}: {title}, {time}", number=row.number, title=row.title, time=time_words(row))


class AgendaPanel(QWidget):
    """The agenda beside the lines. Enter or two clicks take an item up; one click only looks at it."""

    taken_up = Signal(object)
    looked_at = Signal(object)
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "window")
        self._painter = AgendaPainter()
        self.list = RowList(ListModel[AgendaRow](_spoken), self._painter, tr("Agenda"))
        self.list.acted.connect(self.taken_up)
        self.list.clicked_on.connect(self.looked_at)
        self.ends = Label("", tone="warn", size=12, elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(18, 0, 16, 2)
        head.addWidget(Label(tr("Agenda"), weight=600, tone="text2"))
        pen = Button(
            icon="pencil", look="quiet", small=True, tip=tr("Edit the agenda"), on_click=self.edit_wanted.emit
        )
        pen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.addWidget(pen)
        self.ends.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.ends, 1)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(line())
        for text, key in ((tr("Next item"), "Ctrl+↓"), (tr("Joined or left"), "Ctrl+L")):
            keys = QHBoxLayout()
            keys.setContentsMargins(18, 4, 12, 0)
            keys.addWidget(Label(text, tone="text2", elide=True), 1)
            keys.addWidget(KeyHint(key))
            column.addLayout(keys)

    def show_meeting(self, live: LiveMeeting) -> None:
        """Show the items and when the meeting ends at this pace."""
        self._painter.looked_at = live.current.id if live.current else None
        self.list.rows.set_rows(live.agenda)
        self.list.viewport().update()
        self.ends.setText(tr("Ends {time} at this pace", time=live.ends) if live.ends else "")
        self.ends.set_tone("warn" if live.behind > 0 else "text2")
