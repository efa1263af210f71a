"""Risks, issues and actions."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import (
    ActionId,
    AgendaItemId,
    BodyId,
    DecisionId,
    IssueId,
    MeetingId,
    PersonId,
    PlanItemId,
    RiskId,
    WorkId,
)
from pmo_desktop.domain.record import Record, Titled
from pmo_desktop.domain.values import Money, Rich, Score
from pmo_desktop.i18n import N_

LATER = Need.BEFORE_OPEN


class Polarity(Worded):
    """Whether it would hurt or help."""

    THREAT = "threat", N_("Threat")
    OPPORTUNITY = "opportunity", N_("Opportunity")


class RiskState(Worded):
    """The life of a risk."""

    DRAFT = "draft", N_("Draft")
    OPEN = "open", N_("Open")
    TREATED = "treated", N_("Treated")
    ESCALATED = "escalated", N_("Escalated")
    ACCEPTED = "accepted", N_("Accepted")
    OCCURRED = "occurred", N_("Occurred")
    CLOSED = "closed", N_("Closed")
    EXPIRED = "expired", N_("Expired")


OPEN_RISK = (RiskState.OPEN, RiskState.TREATED, RiskState.ESCALATED)
"""Risks that can still occur."""
HIGH_RISK = 15
"""Open risks that score above this are counted, marked and told apart."""


class Proximity(Worded):
    """How soon it could happen."""

    NOW = "now", N_("Now")
    THREE_MONTHS = "3m", N_("Within 3 months")
    SIX_MONTHS = "6m", N_("Within 6 months")
    LATER = "later", N_("Later")


class Response(Worded):
    """What is done about a risk."""

    AVOID = "avoid", N_("Avoid")
    REDUCE = "reduce", N_("Reduce")
    TRANSFER = "transfer", N_("Transfer")
    SHARE = "share", N_("Share")
    ACCEPT = "accept", N_("Accept")
    PREPARE = "prepare", N_("Prepare contingency")
    EXPLOIT = "exploit", N_("Exploit")
    ENHANCE = "enhance", N_("Enhance")


class IssueKind(Worded):
    """What sort of issue it is."""

    PROBLEM = "problem", N_("Problem")
    OFF_SPECIFICATION = "off_specification", N_("Off-specification")
    CONCERN = "concern", N_("Concern")
    REQUEST = "request", N_("Request")


class IssueState(Worded):
    """The life of an issue."""

    OPEN = "open", N_("Open")
    IN_PROGRESS = "in_progress", N_("In progress")
    BLOCKED = "blocked", N_("Blocked")
    ESCALATED = "escalated", N_("Escalated")
    RESOLVED = "resolved", N_("Resolved")
    CLOSED = "closed", N_("Closed")


class ActionState(Worded):
    """The life of an action."""

    OPEN = "open", N_("Open")
    IN_PROGRESS = "in_progress", N_("In progress")
    BLOCKED = "blocked", N_("Blocked")
    DONE = "done", N_("Done")
    VERIFIED = "verified", N_("Verified")
    CANCELLED = "cancelled", N_("Cancelled")
    TRANSFERRED = "transferred", N_("Transferred")


OPEN_ACTION = (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.BLOCKED)
"""Actions that somebody still has to do."""


@dc.dataclass(frozen=True, slots=True)
class Assessment:
    """Probability and impact, 1 to 5 each."""

    probability: Score
    impact: Score

    @property
    def score(self) -> int:
        """Probability times impact, 1 to 25."""
        return self.probability * self.impact


@dc.dataclass(frozen=True, slots=True)
class DueChange:
    """A due date that was moved: the date before, when it was moved, and who agreed."""

    was: date
    on: date
    agreed_by: str = ""


@dc.dataclass(frozen=True, slots=True)
class Chase:
    """That the owner of an action was reminded: on a day, by which road, with whom in copy."""

    on: date
    by: str = ""
    copied: tuple[str, ...] = ()


@record("risk", "Risk", "Risks")
class Risk(Titled):
    """An uncertain event: because (cause) there is a chance that (event) which would (effect)."""

    id: RiskId = says("Id", need=Need.COMPUTED)
    state: RiskState = says("State", default=RiskState.DRAFT)
    work: WorkId = says("Work", "The work that carries it.", also=("project",))
    polarity: Polarity = says("Threat or opportunity", default=Polarity.THREAT)
    category: str = says("Category", default="", longest=60)
    cause: Rich = says("Because", "The fact it comes from.", default=Rich(""), need=LATER, search=True)
    event: Rich = says("There is a chance that", default=Rich(""), need=LATER, search=True)
    effect: Rich = says("Which would", default=Rich(""), need=LATER, search=True)
    raised_at: date | None = says("Raised", default=None)
    proximity: Proximity | None = says("Proximity", default=None)
    inherent: Assessment | None = says("Score before treatment", default=None)
    current: Assessment | None = says("Score now", default=None, need=LATER)
    previous: Assessment | None = says("Score last time", default=None)
    target: Assessment | None = says("Score wanted", default=None)
    response: Response | None = says("Response", default=None)
    cost_impact: Money | None = says("Cost if it happens", default=None)
    delay_impact: int | None = says("Delay if it happens", unit="wd", default=None)
    delays: tuple[PlanItemId, ...] = says("Plan items it would delay", default=())
    contingency_plan: Rich = says("If it happens", default=Rich(""))
    review_by: date | None = says("Review by", default=None)
    escalated_to: BodyId | None = says("Escalated to", default=None)


@record("issue", "Issue", "Issues")
class Issue(Titled):
    """Something that has happened and needs action."""

    id: IssueId = says("Id", need=Need.COMPUTED)
    state: IssueState = says("State", default=IssueState.OPEN)
    work: WorkId = says("Work", also=("project",))
    issue_kind: IssueKind = says("Kind", default=IssueKind.PROBLEM)
    severity: Score = says("Severity", "1 to 5.", default=Score(3))
    urgency: Score = says("Urgency", "1 to 5.", default=Score(3))
    impact: Rich = says("Impact", default=Rich(""), search=True)
    raised_at: date | None = says("Raised", default=None)
    due: date | None = says("Due", default=None, need=LATER)
    resolution: Rich = says("Solution", default=Rich(""))
    from_risk: RiskId | None = says("From risk", default=None)
    decision: DecisionId | None = says("Decision", default=None)


@record("action", "Action", "Actions")
class Action(Record):
    """An agreed thing to do: one owner, one due date."""

    id: ActionId = says("Id", need=Need.COMPUTED)
    state: ActionState = says("State", default=ActionState.OPEN)
    text: Rich = says("Action", "Starts with a verb.", search=True)
    due: date | None = says("Due", default=None, need=LATER)
    due_history: tuple[DueChange, ...] = says("Earlier dates", default=())
    priority: Score | None = says("Priority", default=None)
    work: WorkId | None = says("Work", default=None)
    body: BodyId | None = says("Body", default=None)
    meeting: MeetingId | None = says("Meeting", "Where it was agreed.", default=None)
    item: AgendaItemId | None = says("Agenda item", default=None)
    decision: DecisionId | None = says("Follows from", default=None)
    helpers: tuple[PersonId, ...] = says("Helpers", default=())
    raised_at: date | None = says("Agreed on", default=None)
    done_on: date | None = says("Done on", default=None)
    done_note: Rich = says("Note", default=Rich(""))
    chases: tuple[Chase, ...] = says("Reminded", default=())
    quiet_until: date | None = says("No reminder before", default=None)
    wished_due: date | None = says("Asked for", "A later date that the owner asked for.", default=None)
    evidence: str = says("Evidence", "What shows that it is done.", default="", longest=300)
    escalated_on: date | None = says("Put to the chair", "By hand, not by its age.", default=None)
