"""Bodies: what they are, who sits on them, how they decide, and their series of meetings."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import BodyId, CalendarId, MembershipId, PersonId, SeriesId, WorkId
from pmo_desktop.domain.record import Record, Secrecy, Titled
from pmo_desktop.domain.values import Minutes, Money, Rich
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


class BodyAuthority(Worded):
    """What the word of a body is worth."""

    DECIDES = "decides", N_("Decides")
    RECOMMENDS = "recommends", N_("Recommends")
    ADVISES = "advises", N_("Advises")


class DelegationKind(Worded):
    """What a limit of authority is about."""

    COST = "cost", N_("Cost")
    TIME = "time", N_("Time")
    SCOPE = "scope", N_("Scope")
    RISK = "risk", N_("Level of risk")


class DeadlineDays(Worded):
    """Whose working days the deadlines before and after a meeting run on."""

    BODY = "body", N_("The body's calendar")
    COMMON = "common", N_("Days that are working for all members")


class NotesRule(Worded):
    """What becomes of rough notes and lines as typed, once the minutes are approved."""

    DISPOSE = "dispose", N_("Dispose of them")
    KEEP = "keep", N_("Keep them for some days")
    HOLD = "hold", N_("Keep them: on hold")


class EffectsWhen(Worded):
    """When a decision takes effect in the register."""

    MINUTES_APPROVED = "minutes_approved", N_("When the minutes are approved")
    MEETING_ENDED = "meeting_ended", N_("When the meeting ends")


class MinuteStyle(Worded):
    """What minutes record, and how (domain reference 6.4)."""

    RESOLUTIONS = "resolutions", N_("Record of resolutions")
    DECISIONS_ACTIONS = "decisions_actions", N_("Decisions and actions")
    KEY_POINTS = "key_points", N_("Key points")
    ATTRIBUTED = "attributed", N_("Attributed summary")
    ONE_PAGE = "one_page", N_("One-page note")
    CORRESPONDENCE = "correspondence", N_("Record of correspondence")


class SeriesState(Worded):
    """The life of a series of meetings."""

    ACTIVE = "active", N_("Active")
    ENDED = "ended", N_("Ended")


@dc.dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many voting members must be present; `least` for a number, `hundredths` for a share.

    `sides` names the least number for each side represented, such as finance or users.
    """

    kind: QuorumKind = QuorumKind.MAJORITY
    least: int = 0
    hundredths: int = 5000
    chair_needed: bool = False
    sides: tuple[tuple[str, int], ...] = ()
    deputies_count: bool = True
    remote_counts: bool = True
    proxies_count: bool = False


@dc.dataclass(frozen=True, slots=True)
class DelegationLimit:
    """How far a body may go: an amount, a share in hundredths of a per cent, working days, or words."""

    about: DelegationKind = DelegationKind.COST
    amount: Money | None = None
    share: int | None = None
    days: int | None = None
    words: str = ""


@dc.dataclass(frozen=True, slots=True)
class Interest:
    """A standing interest of a member, in the register of interests since a day."""

    nature: str
    since: date | None = None
    until: date | None = None


@dc.dataclass(frozen=True, slots=True)
class UsualItem:
    """One line of the agenda that every meeting of a series begins with; kinds by their stored words."""

    title: str
    agenda_kind: str = "discussion"
    purpose: str = "note"
    minutes: int = 10
    section: str = ""
    part: str = "a"


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
    minute_style: MinuteStyle = says("Minute style", default=MinuteStyle.KEY_POINTS)
    papers_due: int = says("Papers due", "Before the meeting.", unit="wd", default=7)
    pack_issue: int = says("Pack issued", "Before the meeting.", unit="wd", default=5)
    notice: int = says("Notice", "Called so long before the meeting.", unit="wd", default=10)
    minutes_draft: int = says("Draft minutes", "After the meeting.", unit="wd", default=3)
    minutes_comments: int = says("Comments on the draft", "After it went round.", unit="wd", default=5)
    deadline_days: DeadlineDays = says("Working days", default=DeadlineDays.BODY)
    authority: BodyAuthority = says("Authority", default=BodyAuthority.DECIDES)
    delegation: tuple[DelegationLimit, ...] = says("Limits", "How far it may go alone.", default=())
    reserved: Rich = says("Reserved matters", "What it may not decide, or nobody else may.", default=Rich(""))
    abstentions_count: bool = says("Abstentions count as votes", default=False)
    correspondence: bool = says("May decide by correspondence", default=True)
    correspondence_unanimous: bool = says("By correspondence only unanimously", default=False)
    chairs_action: bool = says("Chair may act between meetings", default=True)
    effects_when: EffectsWhen = says("Decisions take effect", default=EffectsWhen.MINUTES_APPROVED)
    distribution: tuple[PersonId, ...] = says("Also sent to", "Beside the members.", default=())
    class_default: Secrecy = says("Class of its papers", default=Secrecy.INTERNAL)
    notes_rule: NotesRule = says("Rough notes", "Once the minutes are approved.", default=NotesRule.DISPOSE)
    notes_days: int = says("Notes kept", unit="d", default=0)
    review_months: int = says("Reviews itself every", unit="months", default=12)
    reports_to: str = says("Reports", "To whom, how often.", default="", longest=200)


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
    interests: tuple[Interest, ...] = says("Standing interests", default=())


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
    usual: tuple[UsualItem, ...] = says("Usual agenda", "What every meeting begins with.", default=())
    left_out: tuple[str, ...] = says("Left out", "Days of the rule without a meeting (ISO 8601).", default=())
