"""Beside the lines: the words the board is asked to adopt, who is in the room, what was decided today."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_live import Decided, LiveMeeting
from pmo_desktop.ui.minutes.people import PeopleList, summary
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label, line, surface


class _Resolution(QWidget):
    """The proposed resolution as a card, with the act that takes it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", size=14, wrap=True)
        self.source = Label("", tone="accent_text", size=12)
        self.take = Button(tr("Take as decision"), key="d Tab", small=True)
        self.take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Proposed resolution"), weight=600, size=12, tone="text2"), 1)
        head.addWidget(self.source)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.take)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("line"))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class SidePanel(QWidget):
    """Resolution, attendance, decided today; `taken` when the resolution is taken."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "window")
        self._card = _Resolution()
        self._card.take.clicked.connect(lambda _on=False: self.taken.emit())
        self.people = PeopleList()
        self._counts = Label("", tone="text2", size=12, elide=True)
        self._decided = QGridLayout()
        self._decided.setColumnStretch(1, 1)
        self._decided.setHorizontalSpacing(10)
        self._decided.setVerticalSpacing(4)
        self._shown: tuple[Decided, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._card)
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.addWidget(Label(tr("Attendance"), weight=600, size=12, tone="text2"), 1)
        head.addWidget(self._counts)
        column.addLayout(head)
        column.addWidget(self.people, 100)
        self._rule = line()
        self._heading = Label(tr("Decided today"), weight=600, size=12, tone="text2")
        column.addWidget(self._rule)
        column.addWidget(self._heading)
        column.addLayout(self._decided)
        column.addStretch(1)

    def show_meeting(self, live: LiveMeeting) -> None:
        """Show all three."""
        self._card.setVisible(bool(live.resolution))
        self._card.words.setText(live.resolution)
        self._card.source.setText(live.resolution_source)
        self._card.take.setEnabled(live.running)
        self.people.rows.set_rows(live.people)
        most = min(self.people.full_height() + 2, current().px(25) * 16)
        self.people.setMinimumHeight(min(most, current().px(25) * 4))  # it scrolls where the window is low
        self.people.setMaximumHeight(most)
        self._counts.setText(summary(live.people))
        if live.decided != self._shown:
            self._show_decided(live.decided)

    def _show_decided(self, decided: tuple[Decided, ...]) -> None:
        self._shown = decided
        while (item := self._decided.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for n, row in enumerate(decided):
            number = Label(row.number, tone="accent_text")
            number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            words = Label(row.text, wrap=True)
            words.set_tone("neg" if row.to_ratify else "text")
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            self._decided.addWidget(number, n, 0)
            self._decided.addWidget(words, n, 1)
        self._rule.setVisible(bool(decided))
        self._heading.setVisible(bool(decided))
