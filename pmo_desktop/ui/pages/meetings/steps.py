"""Where the minutes stand after a meeting, and the acts that bring them on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmo_desktop.domain.minutes import MinuteSet, MinutesState
from pmo_desktop.i18n import tr
from pmo_desktop.services.meetings.minutes import MinutesStep, next_steps
from pmo_desktop.ui.shell.acts import Act, ActList
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import Tag

_MOST = 2
_TONES = {
    MinutesState.CHAIR_REVIEW: "info",
    MinutesState.CIRCULATED: "info",
    MinutesState.APPROVED: "pos",
    MinutesState.CORRECTED: "pos",
    MinutesState.SIGNED: "pos",
    MinutesState.PUBLISHED: "pos",
}


class MinutesSteps(QWidget):
    """The state of the minutes and at most two acts; `wanted(state)` when one is chosen."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: tuple[Button, ...] = ()
        self._shown: MinutesState | None = None
        self.does = ActList(self, lambda _why: None)
        self._steps: dict[MinutesState, QAction] = {}
        self._tag = Tag("")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 4, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._tag)
        self.hide()

    def offered(self) -> list[Act]:
        """The acts that bring the minutes on from here."""
        return self.does.offered()

    def _offer(self, steps: Sequence[MinutesStep]) -> None:
        """Offer these steps; one that was offered before is the same act."""
        for step in steps:
            if step.state not in self._steps:
                run = partial(self.wanted.emit, step.state)
                self._steps[step.state] = self.does.add(tr(step.act), run, icon="file-check", band=3)
        for state, action in self._steps.items():
            action.setVisible(any(step.state is state for step in steps))

    def show_minutes(self, minutes: MinuteSet | None) -> None:
        """Show where they stand; nothing while they are taken."""
        taken = minutes is not None and minutes.state is not MinutesState.CAPTURING
        self.setVisible(taken)
        if minutes is None or not taken or minutes.state is self._shown:
            return
        self._shown = minutes.state
        self._tag.set_text(tr(minutes.state.label), _TONES.get(minutes.state, "neutral"))
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offer(next_steps(minutes))
        steps = next_steps(minutes)[:_MOST]
        self.buttons = tuple(
            Button(tr(s.act), small=True, on_click=partial(self.wanted.emit, s.state)) for s in steps
        )
        for button in self.buttons:
            self._row.addWidget(button)
