"""The head of a session: what meets, the clock, the quorum, reading back and ending."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_live import LiveMeeting
from pmo_desktop.ui.minutes.strips import QuorumChip
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import Painted
from pmo_desktop.ui.widgets.text import Label, surface


class _Dot(Painted):
    """The red dot of a running session."""

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(current().px(10), current().px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = self.painter()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().tone("neg"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class SessionHeader(QWidget):
    """Title and facts at the start; state, clock, quorum and at most two buttons at the end."""

    read_back = Signal()
    main_act = Signal()
    """Start, go on, or end: whatever the button says."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "page")
        self._title = Label("", size=16, weight=600, elide=True)
        self._facts = Label("", tone="text2", size=12, elide=True)
        self._dot, self._state = _Dot(), Label("", weight=600, tone="neg")
        self._clock = Label("", size=16, weight=600)
        self._pace = Label("", tone="text2")
        self.quorum = QuorumChip()
        self._list = Button(icon="arrow-left", look="quiet", tip=tr("All meetings"), on_click=self.back.emit)
        self._read = Button(tr("Read back"), icon="eye", key="Ctrl+R", on_click=self.read_back.emit)
        self.act = Button(
            tr("Start meeting"), icon="circle-play", look="primary", on_click=self.main_act.emit
        )
        for button in (self._list, self._read, self.act):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret in the line
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(self._list)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        row.addLayout(words, 1)
        for widget in (self._dot, self._state, self._clock, self._pace):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.quorum)
        row.addWidget(self._read)
        row.addWidget(self.act)
        self.setMinimumHeight(current().px(56))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_meeting(self, live: LiveMeeting) -> None:
        """Show where the meeting stands."""
        self._title.setText(
            tr("{code} · {title}", code=live.ref, title=live.title) if live.ref else live.title
        )
        self._facts.setText(live.facts)
        running, opened = live.running, bool(live.elapsed)
        for widget in (self._dot, self._clock):
            widget.setVisible(running)
        self._state.setText(tr(live.state.label))
        self._state.set_tone("neg" if running else "text2")
        self._clock.setText(live.clock)
        self._pace.setText(_pace(live))
        self._pace.setVisible(running)
        self.quorum.setVisible(opened)
        self.quorum.show_quorum(live.quorum)
        self._read.setVisible(opened and bool(live.decided))
        self._show_act(live.state)

    def _show_act(self, state: MeetingState) -> None:
        over = (
            MeetingState.ENDED,
            MeetingState.MINUTES_APPROVED,
            MeetingState.CLOSED,
            MeetingState.CANCELLED,
        )
        self.act.setVisible(state not in over)
        if state is MeetingState.IN_SESSION:
            words, icon, look = tr("End meeting"), "gavel", "plain"
        elif state is MeetingState.ADJOURNED:
            words, icon, look = tr("Go on"), "circle-play", "primary"
        else:
            words, icon, look = tr("Start meeting"), "circle-play", "primary"
        if self.act.text() != words:
            self.act.setText(words)
            self.act.setAccessibleName(words)
            self.act.set_icon(icon)
            self.act.set_look(look)
            self.act.updateGeometry()


def _pace(live: LiveMeeting) -> str:
    if live.behind > 0:
        return tr("{time}, {n} min behind", time=live.elapsed, n=live.behind)
    return live.elapsed
