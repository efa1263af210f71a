"""The tab after a meeting: five parts of the way from rough lines to signed minutes."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.minutes import MinuteSet, MinutesState
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.review import ReviewFacts
from pmo_desktop.services.meetings.minutes import advance, lacking
from pmo_desktop.services.meetings.reviewing import draft_due
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.minutes.amendments import AmendmentsPart
from pmo_desktop.ui.pages.meetings.minutes.changes import ChangesView
from pmo_desktop.ui.pages.meetings.minutes.comments import CommentsView, ReadRows
from pmo_desktop.ui.pages.meetings.minutes.disposal import DisposalPart
from pmo_desktop.ui.pages.meetings.minutes.notices import DraftPdf, NoticePdf, NoticesView
from pmo_desktop.ui.pages.meetings.minutes.register import ApprovalPart
from pmo_desktop.ui.pages.meetings.minutes.signing import SigningPart
from pmo_desktop.ui.pages.meetings.minutes.state import Reviewing
from pmo_desktop.ui.pages.meetings.minutes.wording import WordingView
from pmo_desktop.ui.widgets.buttons import Segments
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.text import Label, surface

WORDING, CHANGES, COMMENTS, APPROVAL, NOTICES = "wording", "changes", "comments", "approval", "notices"
_ORDER = (WORDING, CHANGES, COMMENTS, APPROVAL, NOTICES)
_FIRST: Mapping[MinutesState, str] = {
    MinutesState.CHAIR_REVIEW: CHANGES,
    MinutesState.CIRCULATED: COMMENTS,
    MinutesState.REVISED: COMMENTS,
    MinutesState.TABLED: APPROVAL,
    MinutesState.APPROVED: APPROVAL,
    MinutesState.CORRECTED: APPROVAL,
    MinutesState.SIGNED: APPROVAL,
    MinutesState.PUBLISHED: APPROVAL,
}
"""The part that the work is in, by where the minutes stand; wording before them all."""


def worded_now(minutes: MinuteSet | None) -> bool:
    """Whether minutes are past the meeting: their tab comes to the front."""
    return minutes is not None and minutes.state is not MinutesState.CAPTURING


@dc.dataclass(frozen=True, slots=True)
class Hooks:
    """What lies beside the tab: reply files read, notices and drafts on paper, short forms of the scribe."""

    read_rows: ReadRows | None = None
    notice_pdf: NoticePdf | None = None
    draft_pdf: DraftPdf | None = None
    short: Callable[[], Mapping[str, str]] = dict


class AfterTab(QWidget):
    """Wording, review, comments, approval and notices of one meeting."""

    told = Signal(str)
    go = Signal(object)

    def __init__(self, sitting: Sitting, hooks: Hooks | None = None) -> None:
        super().__init__()
        beside = hooks or Hooks()
        self.state = Reviewing(sitting)
        self._shown_for: object = None
        self.wording = WordingView(self.state, beside.short)
        self.changes = ChangesView(self.state)
        self.comments = CommentsView(self.state, beside.read_rows)
        self.notices = NoticesView(self.state, beside.notice_pdf, beside.draft_pdf)
        self.approval = ApprovalPart(self.state)
        self.signing = SigningPart(self.state)
        self.amendments = AmendmentsPart(self.state)
        self.disposal = DisposalPart(self.state)
        self.which = Segments(
            [
                (WORDING, tr("Wording")),
                (CHANGES, tr("Review")),
                (COMMENTS, tr("Comments")),
                (APPROVAL, tr("Approval")),
                (NOTICES, tr("Action notices")),
            ]
        )
        self.problem = Strip("warn", "circle-alert")
        self._facts = Label("", tone="text2", elide=True)
        self._parts = QStackedWidget()
        for part in (self.wording, self.changes, self.comments, self._approval(), self.notices):
            self._parts.addWidget(part)
        self._empty = EmptyState(
            tr("There are no minutes yet"), tr("They are worded once the meeting has ended.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._parts)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self._connect()

    def _approval(self) -> QWidget:
        inner = surface(QWidget(), "window")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        for part in (self.approval, self.signing, self.amendments, self.disposal):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(tr("Approval"))
        self._scroll.setWidget(inner)
        return self._scroll

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 6, 16, 6)
        tools.setSpacing(12)
        tools.addWidget(self.which)
        tools.addWidget(self.problem, 1)
        tools.addStretch(0)
        tools.addWidget(self._facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.which.chosen.connect(self.choose)
        self.state.changed.connect(self._show)
        self.approval.go.connect(self.go)
        for part in (
            self.comments,
            self.notices,
            self.approval,
            self.signing,
            self.amendments,
            self.disposal,
        ):
            part.told.connect(self.told)

    # -- showing -----------------------------------------------------------------------------------

    def choose(self, part: str) -> None:
        """Another part of the way."""
        self.which.choose(part)
        self._parts.setCurrentIndex(_ORDER.index(part))
        self._show_part()
        self.focus_part()

    def focus_part(self) -> None:
        """Put the keys where the work of this part is."""
        places: Mapping[str, QWidget] = {
            WORDING: self.wording.card.edit,
            CHANGES: self.changes.list,
            COMMENTS: self.comments.table,
            APPROVAL: self._scroll,
            NOTICES: self.notices.table,
        }
        place = places.get(self.which.key)
        if place is not None:
            place.setFocus()

    def step_part(self, by: int) -> None:
        """The next part, or the one before."""
        self.choose(_ORDER[(_ORDER.index(self.which.key) + by) % len(_ORDER)])

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew when the tab comes to the front."""
        super().showEvent(event)
        self.state.show(front=True)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is read while another tab is in front."""
        super().hideEvent(event)
        self.state.show(front=False)

    def _show(self) -> None:
        facts, state = self.state.facts, self.state.state
        ready = facts is not None and state is not None and state is not MinutesState.CAPTURING
        self._stack.setCurrentIndex(0 if ready else 1)
        if facts is None or state is None or not ready:
            self._facts.setText("")
            return
        seen = (facts.meeting.id, state)
        if seen != self._shown_for:
            self._shown_for = seen
            self.choose(_FIRST.get(state, WORDING))
        else:
            self._show_part()
        self._facts.setText(self._words(facts))

    def _show_part(self) -> None:
        match self.which.key:
            case "wording":
                self.wording.show_now()
            case "changes":
                self.changes.show_now()
            case "comments":
                self.comments.show_now()
            case "approval":
                for part in (self.approval, self.signing, self.amendments, self.disposal):
                    part.show_now()
            case _:
                self.notices.show_now()

    def _words(self, facts: MeetingFacts) -> str:
        minutes = facts.minutes
        if minutes is None:
            return ""
        style = tr("Style: {style}", style=tr(minutes.style.label))
        if minutes.state is MinutesState.DRAFTING:
            due = tr("with the chair by {date}", date=shown.date(draft_due(facts)))
            return tr("{style} · {due}", style=style, due=due)
        return style

    # -- the way -----------------------------------------------------------------------------------

    def advance(self, goal: MinutesState) -> None:
        """Bring the minutes on, or say what stands against it; approval is looked at first."""
        if goal in (MinutesState.APPROVED, MinutesState.CORRECTED):
            self.choose(APPROVAL)
            self.approval.approve_now()
            return
        if goal is MinutesState.SIGNED:
            self.choose(APPROVAL)
            self.signing.who.setFocus()
            return

        def go_on(facts: MeetingFacts, review: ReviewFacts) -> None:
            why = lacking(facts, goal, review)
            self.problem.say(why)
            if why:
                self._go_to_what_lacks(goal, review)
                return
            edit = advance(facts, goal, self.state.sitting.now)
            self.state.send(edit, trl("Minutes: {state}", state=trl(goal.label)))

        self.state.ask(go_on)

    def _go_to_what_lacks(self, goal: MinutesState, review: ReviewFacts) -> None:
        if review.proposed and goal is not MinutesState.CHAIR_REVIEW:
            self.choose(CHANGES)
        elif review.open_comments and goal is MinutesState.TABLED:
            self.choose(COMMENTS)
        else:
            self.choose(WORDING)
            self.wording.next_missing()
