"""Before the next meeting is made: when it is, and what it takes over; all kept unless taken off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.services.meetings.lists import NextMeeting
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label


class NextPanel(QWidget):
    """What is carried over, each with a tick. Space turns a tick, Enter plans the meeting, Esc goes back.

    `accepted(kept)` gives the places of what is kept, `cancelled` that nothing is planned.
    """

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ticks: list[QCheckBox] = []
        self._title = Label("", size=16, weight=600, wrap=True)
        self._facts = Label("", tone="text2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.accept = Button(
            tr("Plan the meeting"), look="primary", icon="calendar-plus", key="Enter", on_click=self._accept
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.accept)
        row.addWidget(Button(tr("Cancel"), key="Esc", on_click=self.cancelled.emit))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addSpacing(4)
        column.addLayout(self._list)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(1)

    def show_next(self, body: str, found: NextMeeting) -> None:
        """Show what the next meeting of a body takes over."""
        when = shown.zoned(found.starts)
        self._title.setText(tr("Next meeting of {body}: {when}", body=body, when=when))
        n = len(found.carried)
        self._facts.setText(
            trn(
                "{n} item of the last meeting is carried over",
                "{n} items of the last meeting are carried over",
                n,
            )
        )
        for tick in self.ticks:
            self._list.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self.ticks = []
        for carried in found.carried:
            said = tr("{title} ({why})", title=carried.title.said(language()), why=carried.why)
            tick = QCheckBox(said.replace("&", "&&"))
            tick.setChecked(carried.keep)
            self.ticks.append(tick)
            self._list.addWidget(tick)

    def focus_first(self) -> None:
        """The first tick, else the button."""
        first = self.ticks[0] if self.ticks else self.accept
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        self.accepted.emit(frozenset(n for n, tick in enumerate(self.ticks) if tick.isChecked()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plans, Esc goes back, the arrows go from tick to tick."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._accept()
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)
