"""Risks, issues and actions as lists show them: frozen rows with names beside ids."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from uuid import UUID

from pmo_desktop.domain.raid import (
    OPEN_ACTION,
    OPEN_RISK,
    ActionState,
    Assessment,
    DueChange,
    IssueKind,
    IssueState,
    Polarity,
    Proximity,
    Response,
    RiskState,
)
from pmo_desktop.domain.values import LText, Money, Rich, Score, Zoned
from pmo_desktop.domain.workdays import goes_to_the_chair, overdue_days

OPEN_ISSUE = (IssueState.OPEN, IssueState.IN_PROGRESS, IssueState.BLOCKED, IssueState.ESCALATED)


@dc.dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk with its work and owner."""

    id: UUID
    ref: str
    revision: int
    title: LText
    state: RiskState
    work: UUID
    work_ref: str
    work_title: LText
    owner: UUID | None
    owner_name: str
    polarity: Polarity
    category: str
    cause: Rich
    event: Rich
    effect: Rich
    proximity: Proximity | None
    response: Response | None
    current: Assessment | None
    previous: Assessment | None
    target: Assessment | None
    cost_impact: Money | None
    delay_impact: int | None
    raised_at: date | None
    review_by: date | None
    body_code: str

    @property
    def score(self) -> int | None:
        """Probability times impact now, 1 to 25."""
        return self.current.score if self.current else None

    @property
    def open(self) -> bool:
        """Whether it can still occur."""
        return self.state in OPEN_RISK

    @property
    def trend(self) -> str:
        """Against the score of last time: "better", "same", "worse" or "new"; "" without a score."""
        if self.current is None:
            return ""
        if self.previous is None:
            return "new"
        now, before = self.current.score, self.previous.score
        return "same" if now == before else "worse" if now > before else "better"


@dc.dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue with its work and owner."""

    id: UUID
    ref: str
    revision: int
    title: LText
    state: IssueState
    work: UUID
    work_ref: str
    work_title: LText
    owner: UUID | None
    owner_name: str
    kind: IssueKind
    severity: Score
    urgency: Score
    impact: Rich
    raised_at: date | None
    due: date | None
    resolution: Rich
    risk_ref: str
    decision_ref: str

    @property
    def open(self) -> bool:
        """Whether it waits for somebody."""
        return self.state in OPEN_ISSUE

    def overdue(self, today: date) -> int:
        """Days past the due date while open, else 0."""
        return overdue_days(self.due, today) if self.open and self.due else 0


@dc.dataclass(frozen=True, slots=True)
class ActionRow:
    """One action: what, who, by when, and the meeting or decision that it came from."""

    id: UUID
    ref: str
    revision: int
    text: Rich
    state: ActionState
    owner: UUID | None
    owner_name: str
    due: date | None
    due_history: tuple[DueChange, ...]
    priority: Score | None
    work: UUID | None
    work_ref: str
    work_title: LText
    body: UUID | None
    body_code: str
    meeting: UUID | None
    meeting_ref: str
    meeting_at: Zoned | None
    decision: UUID | None
    decision_ref: str
    raised_at: date | None
    done_on: date | None
    done_note: Rich

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_ACTION

    @property
    def moved(self) -> int:
        """How many times its due date was moved."""
        return len(self.due_history)

    @property
    def origin(self) -> str:
        """The decision or else the meeting that it came from, by code."""
        return self.decision_ref or self.meeting_ref

    def overdue(self, today: date) -> int:
        """Days past the due date while open, else 0."""
        return overdue_days(self.due, today) if self.open and self.due else 0

    def for_the_chair(self, today: date) -> bool:
        """Whether it is over 14 days late or was moved twice, and still open."""
        return self.open and self.due is not None and goes_to_the_chair(self.due, today, self.moved)
