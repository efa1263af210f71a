"""The head and the foot of the leader's window: where the meeting is, and the items before and after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.leader import LeaderView
from pmo_desktop.readmodels.meetings_live import AgendaRow
from pmo_desktop.ui.leader.touch import TouchButton
from pmo_desktop.ui.minutes.strips import QuorumChip
from pmo_desktop.ui.widgets.text import Bar, Label, surface

LONGEST = 34
"""Characters of a title on a button of the foot."""
Run = Callable[[], object]


class Head(QWidget):
    """Meeting, item and time at the start; quorum and four buttons at the end."""

    def __init__(self, agenda: Run, pack: Run, facts: Run, night: Run) -> None:
        super().__init__()
        surface(self, "window")
        self._title = Label("", size=16, weight=600, elide=True)
        self._place = Label("", tone="text2", elide=True)
        self.quorum = QuorumChip()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._place)
        words.addStretch(1)
        bar = Bar(68)
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.quorum)
        for text, icon, tip, run in (
            ("", "moon", tr("Dark or light (N)"), night),
            (tr("Facts"), "panel-right", tr("Facts of any work (F)"), facts),
            (tr("Agenda"), "list", tr("The agenda (A)"), agenda),
            (tr("Pack"), "files", tr("The pack as issued (K)"), pack),
        ):
            button = TouchButton(text, icon=icon, tip=tip, look="plain" if text else "quiet", on_click=run)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)

    def show_view(self, view: LeaderView) -> None:
        """Show where the meeting stands."""
        self._title.setText(tr("{code} · {title}", code=view.ref, title=view.body))
        self._place.setText(view.place)
        self.quorum.show_quorum(view.quorum)


class Foot(QWidget):
    """The item before and the one after, and in between where the meeting really is."""

    def __init__(self, back: Run, on: Run, home: Run, read: Run) -> None:
        super().__init__()
        surface(self, "window")
        self.back = TouchButton(
            icon="chevron-left", look="quiet", tip=tr("Item before (Page up)"), on_click=back
        )
        self.on = _Onward(icon="chevron-left", tip=tr("Next item (Page down)"), on_click=on)
        self.home = TouchButton("", look="primary", icon="locate-fixed", on_click=home)
        self.read = TouchButton(tr("Read back"), icon="quote", look="quiet", tip=tr("The last decision (R)"),
                                on_click=read)  # fmt: skip
        self._said = Label("", size=12, tone="text2", elide=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = Bar(60)
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self._said, 1)
        for button in (self.home, self.read, self.on):
            row.addWidget(button)
        for button in (self.back, self.home, self.read, self.on):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)

    def show_view(self, view: LeaderView, said: str) -> None:
        """Show what comes before and after."""
        _name(self.back, view.previous)
        _name(self.on, view.following)
        self.home.setVisible(view.now is not None)
        if view.now is not None:
            self.home.setText(tr("Now: item {number}", number=view.now.number))
            self.home.setAccessibleName(self.home.text())
            self.home.updateGeometry()
        self.read.setVisible(view.read_back is not None)
        self._said.setText(said)


class _Onward(TouchButton):
    """Its sign stands at the end: it is laid out against the reading direction."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the other direction."""
        rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        other = Qt.LayoutDirection.LeftToRight if rtl else Qt.LayoutDirection.RightToLeft
        if self.layoutDirection() != other:
            self.setLayoutDirection(other)
        super().paintEvent(event)


def _name(button: TouchButton, row: AgendaRow | None) -> None:
    button.setVisible(row is not None)
    if row is None:
        return
    title = row.title if len(row.title) <= LONGEST else f"{row.title[: LONGEST - 1].rstrip()}…"
    said = f"\u2068{tr('{number}  {title}', number=row.number, title=title)}\u2069"
    if button.text() != said:
        button.setText(said)
        button.setAccessibleName(said)
        button.updateGeometry()
