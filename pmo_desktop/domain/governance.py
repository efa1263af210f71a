"""Bodies: what they are, who sits on them, how they decide, and their series of meetings."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import BodyId, CalendarId, MembershipId, PersonId, SeriesId, WorkId
from pmo_desktop.domain.record import Record, Titled
from pmo_desktop.domain.values import Minutes, Rich
from pmo_desktop.i18n import N_

LATER = Need.BEFORE_OPEN


class BodyKind(Worded):
    """What a governance body is."""

    PORTFOLIO_BOARD = "portfolio_board", N_("Portfolio board")
    PROGRAMME_BOARD = "programme_board", N_("Programme board")
    PROJECT_BOARD = "project_board", N_("Project board")
    CHANGE_AUTHORITY = "change_authority", N_("Change authority")
    INVESTMENT_COMMITTEE = "investment_committee", N_("Investment committee")
    STANDARDS_COUNCIL = "standards_council", N_("Standards council")
    SERVICE_REVIEW_BOARD = "service_review_board", N_("Service review board")
    ADVISORY_GROUP = "advisory_group", N_("Advisory group")


class BodyState(Worded):
    """The life of a body."""

    DRAFT = "draft", N_("Draft")
    CONSTITUTED = "constituted", N_("Constituted")
    SUSPENDED = "suspended", N_("Suspended")
    DISSOLVED = "dissolved", N_("Dissolved")


class Capacity(Worded):
    """In what capacity somebody sits on a body."""

    CHAIR = "chair", N_("Chair")
    DEPUTY_CHAIR = "deputy_chair", N_("Deputy chair")
    VOTING = "voting", N_("Member")
    IN_ATTENDANCE = "in_attendance", N_("In attendance")
    OBSERVER = "observer", N_("Observer")
    SECRETARY = "secretary", N_("Secretary")
    SCRIBE = "scribe", N_("Scribe")

    @property
    def votes(self) -> bool:
        """Whether this capacity counts for quorum and votes."""
        return self in (Capacity.CHAIR, Capacity.DEPUTY_CHAIR, Capacity.VOTING)


class QuorumKind(Worded):
    """How quorum is counted."""

    MAJORITY = "majority", N_("Majority of voting members")
    NUMBER = "number", N_("A number of voting members")
    FRACTION = "fraction", N_("A share of voting members")


class DecisionRule(Worded):
    """How a body decides."""

    CONSENSUS = "consensus", N_("Consensus, then vote")
    SIMPLE = "simple", N_("Simple majority of votes cast")
    ABSOLUTE = "absolute", N_("Absolute majority of members")
    TWO_THIRDS = "two_thirds", N_("Two thirds of votes cast")
    UNANIMOUS = "unanimous", N_("Unanimous")
    CHAIR = "chair", N_("Chair decides after advice")


class SeriesState(Worded):
    """The life of a series of meetings."""

    ACTIVE = "active", N_("Active")
    ENDED = "ended", N_("Ended")


@dc.dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many voting members must be present; `least` for a number, `hundredths` for a share."""

    kind: QuorumKind = QuorumKind.MAJORITY
    least: int = 0
    hundredths: int = 5000
    chair_needed: bool = False


@record("body", "Governance body", "Governance bodies")
class GovernanceBody(Titled):
    """A group with authority to decide or advise. `code` starts the number of its meetings."""

    id: BodyId = says("Id", need=Need.COMPUTED)
    code: str = says("Short code", "Starts the number of each meeting.", longest=8, search=True)
    body_kind: BodyKind = says("Kind", default=BodyKind.PORTFOLIO_BOARD)
    state: BodyState = says("State", default=BodyState.DRAFT)
    parent: BodyId | None = says("Escalates to", default=None)
    scope: tuple[WorkId, ...] = says("Looks after", "Portfolios and programmes.", default=())
    purpose: Rich = says("Purpose", default=Rich(""), need=LATER)
    language: str = says("Language of the meeting", default="en", longest=12)
    calendar: CalendarId | None = says("Calendar", default=None)
    venue: str = says("Usual place", default="", longest=200)
    quorum: QuorumRule = says("Quorum", default=QuorumRule())
    decision_rule: DecisionRule = says("Decides by", default=DecisionRule.CONSENSUS)
    casting_vote: bool = says("Chair has a casting vote", default=True)
    minute_style: str = says("Minute style", default="decisions with reasons", longest=60)
    papers_due: int = says("Papers due", "Before the meeting.", unit="wd", default=7)
    pack_issue: int = says("Pack issued", "Before the meeting.", unit="wd", default=5)


@record("membership", "Membership", "Memberships")
class Membership(Record):
    """A person's seat on a body, for a term."""

    id: MembershipId = says("Id", need=Need.COMPUTED)
    body: BodyId = says("Body")
    person: PersonId = says("Person")
    capacity: Capacity = says("Capacity", default=Capacity.VOTING)
    represents: str = says("Represents", default="", longest=120)
    since: date | None = says("From", default=None)
    until: date | None = says("To", default=None)
    deputy: PersonId | None = says("Deputy", default=None)


@record("series", "Meeting series", "Meeting series")
class MeetingSeries(Titled):
    """The rule that meetings of a body follow from."""

    id: SeriesId = says("Id", need=Need.COMPUTED)
    body: BodyId = says("Body")
    state: SeriesState = says("State", default=SeriesState.ACTIVE)
    recurrence: str = says("Repeats", "RFC 5545 rule.", longest=300)
    first: date = says("First on or after")
    at_minutes: Minutes = says("Time of day", "After midnight.", unit="min", default=Minutes(600))
    zone: str = says("Time zone", default="Europe/London", longest=60)
    length: Minutes = says("Length", unit="min", default=Minutes(120))
    venue: str = says("Place", default="", longest=200)
