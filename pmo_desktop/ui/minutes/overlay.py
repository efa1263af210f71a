"""Over the lines, without taking the caret: the last decision in large type, and what stands at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_gaps import gaps
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Label, line, surface


class Overlay(QWidget):
    """Covers its parent; Esc or the same key again takes it away. The focus stays where it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.kind = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(40, 32, 40, 24)
        self._body: QWidget | None = None
        self.hide()
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what it covers."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def show_body(self, body: QWidget, kind: str) -> None:
        """Show this content."""
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body, self.kind = body, kind
        self._column.addWidget(body)
        self._cover()
        self.show()
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was shown."""
        self.kind = ""
        super().hideEvent(event)


def read_back(facts: MeetingFacts) -> QWidget:
    """The last decision in 28 px, for the chair to confirm aloud."""
    made = [e for e in facts.entries if e.decision and e.entry_kind is not EntryKind.REASON]
    last = max(made, key=lambda e: e.at, default=None)
    decision = facts.decisions.get(last.decision) if last else None
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    if decision is None:
        column.addWidget(Label(tr("Nothing was decided yet."), size=20, tone="text2"))
        column.addStretch(1)
        return body
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(IconMark("gavel", "accent_text", size=20))
    head.addWidget(Label(tr("Decision {ref}", ref=decision.ref), size=16, weight=600, tone="accent_text"))
    head.addWidget(Label(tr(decision.state.label), size=14, tone="text2"))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(Label(decision.text, size=28, weight=500, wrap=True))
    if decision.reasons:
        column.addWidget(
            Label(tr("Because {reasons}", reasons=decision.reasons), size=20, tone="text2", wrap=True)
        )
    vote = next((v for v in facts.votes.all() if v.decision == decision.id), None)
    if vote is not None:
        said = tr(
            "{yes} for, {no} against, {n} abstaining", yes=vote.in_favour, no=vote.against, n=vote.abstain
        )
        column.addWidget(Label(said, size=16, tone="text2"))
    column.addStretch(1)
    column.addWidget(Label(tr("Ctrl+R or Esc goes back to the lines"), tone="text3"))
    return body


def closing(facts: MeetingFacts, end: Callable[[], object], stay: Callable[[], object]) -> QWidget:
    """What lacks, then all decisions and actions, ready to be read back; the end is one button away."""
    body = QWidget()
    outer = QVBoxLayout(body)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(12)
    outer.addWidget(Label(tr("Before the meeting ends"), size=20, weight=600))
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    inner = surface(QWidget(), "page")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(6)
    _add_gaps(column, facts)
    _add_decisions(column, facts)
    _add_actions(column, facts)
    column.addStretch(1)
    scroll.setWidget(inner)
    outer.addWidget(scroll, 1)
    following = facts.next_meeting
    if following is not None:
        outer.addWidget(Label(tr("Next meeting: {when}", when=shown.zoned(following.starts)), tone="text2"))
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(Button(tr("Go on"), key="Esc", on_click=stay))
    row.addWidget(Button(tr("End meeting"), look="primary", icon="gavel", key="Ctrl+Enter", on_click=end))
    outer.addLayout(row)
    return body


def _add_gaps(column: QVBoxLayout, facts: MeetingFacts) -> None:
    found = gaps(facts)
    if not found:
        row = QHBoxLayout()
        row.addWidget(IconMark("circle-check", "pos"))
        row.addWidget(Label(tr("Nothing is missing."), tone="pos", weight=500), 1)
        column.addLayout(row)
    for gap in found:
        row = QHBoxLayout()
        row.addWidget(IconMark("triangle-alert", "warn"))
        row.addWidget(Label(gap.says, tone="warn", weight=500, wrap=True), 1)
        column.addLayout(row)
    column.addSpacing(8)
    column.addWidget(line())


def _add_decisions(column: QVBoxLayout, facts: MeetingFacts) -> None:
    column.addWidget(Label(tr("Decisions"), weight=600, tone="text2"))
    rows = sorted((d for d in facts.decisions.all() if d.archived_at is None), key=lambda d: d.ref)
    if not rows:
        column.addWidget(Label(tr("None"), tone="text3"))
    for decision in rows:
        said = tr("{ref}: {text}", ref=decision.ref, text=decision.text)
        column.addWidget(Label(said, size=15, weight=500, wrap=True))
    column.addSpacing(8)


def _add_actions(column: QVBoxLayout, facts: MeetingFacts) -> None:
    column.addWidget(Label(tr("Actions"), weight=600, tone="text2"))
    rows = sorted((a for a in facts.actions.all() if a.archived_at is None), key=lambda a: a.ref)
    if not rows:
        column.addWidget(Label(tr("None"), tone="text3"))
    for action in rows:
        who = facts.name(action.owner) or tr("no owner yet")
        day = shown.day(action.due) if action.due else tr("no date yet")
        words = action.text.rstrip(". ")
        said = tr("{ref}: {text}. {who}, {day}", ref=action.ref, text=words, who=who, day=day)
        column.addWidget(Label(said, size=15, wrap=True))
