"""What is written down at a meeting: minutes and their entries, decisions and votes."""

from __future__ import annotations

from datetime import date, datetime

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.domain.ids import (
    ActionId,
    AgendaItemId,
    BodyId,
    DecisionId,
    DocumentId,
    IssueId,
    MeetingId,
    MinuteEntryId,
    MinuteSetId,
    PersonId,
    RiskId,
    VoteId,
    WorkId,
)
from pmo_desktop.domain.markers_words import EntryKind
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import Rich
from pmo_desktop.domain.votes import VoteResult
from pmo_desktop.i18n import N_

LATER = Need.BEFORE_OPEN


class MinutesState(Worded):
    """The life of a set of minutes."""

    CAPTURING = "capturing", N_("Capturing")
    DRAFTING = "drafting", N_("Drafting")
    CHAIR_REVIEW = "chair_review", N_("With the chair")
    CIRCULATED = "circulated", N_("Draft circulated")
    REVISED = "revised", N_("Revised")
    TABLED = "tabled", N_("Tabled")
    APPROVED = "approved", N_("Approved")
    CORRECTED = "corrected", N_("Approved as corrected")
    SIGNED = "signed", N_("Signed")
    PUBLISHED = "published", N_("Published")

    @property
    def settled(self) -> bool:
        """Whether the text may no longer change."""
        return self in (
            MinutesState.APPROVED,
            MinutesState.CORRECTED,
            MinutesState.SIGNED,
            MinutesState.PUBLISHED,
        )


class DecisionState(Worded):
    """The life of a decision."""

    PROPOSED = "proposed", N_("Proposed")
    MADE = "made", N_("Made")
    COMMUNICATED = "communicated", N_("Communicated")
    IMPLEMENTED = "implemented", N_("Implemented")
    CLOSED = "closed", N_("Closed")
    TO_RATIFY = "to_ratify", N_("Subject to ratification")
    RATIFIED = "ratified", N_("Ratified")
    NOT_RATIFIED = "not_ratified", N_("Not ratified")
    RESCINDED = "rescinded", N_("Rescinded")
    SUPERSEDED = "superseded", N_("Superseded")
    LAPSED = "lapsed", N_("Lapsed")


class Route(Worded):
    """How a decision was made."""

    MEETING = "meeting", N_("In a meeting")
    CORRESPONDENCE = "correspondence", N_("By correspondence")
    CHAIRS_ACTION = "chairs_action", N_("Chair's action")
    DELEGATED = "delegated", N_("Under delegation")


class SignedHow(Worded):
    """How approved minutes were signed."""

    WET_INK = "wet_ink", N_("Wet ink, scanned")
    MARK = "mark", N_("Typed mark")
    DIGITAL = "digital", N_("Digital signature")
    E_MAIL = "e_mail", N_("E-mail")


@record("minute_set", "Minutes", "Minutes")
class MinuteSet(Record):
    """The agreed record of one meeting. `body_hash` is that of the approved text."""

    id: MinuteSetId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    state: MinutesState = says("State", default=MinutesState.CAPTURING)
    language: str = says("Language", default="en", longest=12)
    style: MinuteStyle = says("Style", default=MinuteStyle.KEY_POINTS)
    approved_at: MeetingId | None = says("Approved at", default=None)
    body_hash: str = says("Hash", default="", longest=64)
    approved_on: date | None = says("Approved on", default=None)
    drafted_at: datetime | None = says("Draft ready", "When it first went to the chair.", default=None)
    circulated_at: datetime | None = says("Went round", default=None)
    comments_until: date | None = says("Comments until", default=None)
    signed_by: PersonId | None = says("Signed by", default=None)
    signed_on: date | None = says("Signed on", default=None)
    signed_how: SignedHow | None = says("Signed", default=None)
    signed_copy: DocumentId | None = says("Signed copy", default=None)
    frozen_hash: str = says("Approved file", "Hash of the minutes as printed.", default="", longest=64)
    notes_disposed_at: datetime | None = says("Notes disposed of", default=None)


@record("decision", "Decision", "Decisions")
class Decision(Record):
    """A choice made by somebody with authority, with reasons."""

    id: DecisionId = says("Id", need=Need.COMPUTED)
    state: DecisionState = says("State", default=DecisionState.MADE)
    text: Rich = says("Decision", search=True)
    reasons: Rich = says("Reasons", default=Rich(""), need=LATER, search=True)
    options: Rich = says("Options considered", default=Rich(""))
    authority: str = says("Authority", "Body or role, and its limit.", default="", longest=200, need=LATER)
    route: Route = says("Made", default=Route.MEETING)
    body: BodyId | None = says("Body", default=None)
    meeting: MeetingId | None = says("Meeting", default=None)
    item: AgendaItemId | None = says("Agenda item", default=None)
    made_on: date | None = says("Made on", default=None)
    effective: date | None = says("In force from", default=None)
    conditions: Rich = says("Conditions", default=Rich(""))
    dissent: Rich = says("Dissent", default=Rich(""))
    works: tuple[WorkId, ...] = says("About", default=())
    review_by: date | None = says("Review by", default=None)
    supersedes: DecisionId | None = says("Replaces", default=None)
    taken_at: datetime | None = says("Taken", "The time of a decision between meetings.", default=None)
    taken_where: str = says("Where", "Of a decision between meetings.", default="", longest=200)
    taken_by: tuple[PersonId, ...] = says("By whom", "Of a decision between meetings.", default=())
    urgent_because: Rich = says("Could not wait because", default=Rich(""))
    quorate: bool = says("Quorum was met", default=True)
    ratified_by: DecisionId | None = says("Ratified by", default=None)


@record("vote", "Vote", "Votes")
class Vote(Record):
    """The totals of a vote and how it ended."""

    id: VoteId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    item: AgendaItemId | None = says("Agenda item", default=None)
    text: Rich = says("Motion", default=Rich(""), search=True)
    in_favour: int = says("For", default=0)
    against: int = says("Against", default=0)
    abstain: int = says("Abstain", default=0)
    recused: int = says("Recused", default=0)
    result: VoteResult = says("Result", default=VoteResult.CARRIED)
    mover: PersonId | None = says("Moved by", default=None)
    seconder: PersonId | None = says("Seconded by", default=None)
    decision: DecisionId | None = says("Decision", default=None)


@record("minute_entry", "Minute", "Minutes")
class MinuteEntry(Record):
    """One line of the minutes. `raw` is what was typed, kept apart from the final wording."""

    id: MinuteEntryId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    item: AgendaItemId | None = says("Agenda item", default=None)
    sequence: int = says("Order", "Within the item, from 1.", default=1)
    entry_kind: EntryKind = says("Kind", default=EntryKind.NOTE)
    text: Rich = says("Text", default=Rich(""), search=True)
    raw: str = says("As typed", default="")
    at: datetime = says("Noted at")
    speaker: PersonId | None = says("Speaker", default=None)
    part: Part = says("Part", default=Part.A)
    prepared: bool = says("Prepared", "Written before the meeting.", default=False)
    check_later: bool = says("Check this later", default=False)
    decision: DecisionId | None = says("Made the decision", default=None)
    action: ActionId | None = says("Made the action", default=None)
    risk: RiskId | None = says("Made the risk", default=None)
    issue: IssueId | None = says("Made the issue", default=None)
    vote: VoteId | None = says("Made the vote", default=None)
    tidied: bool = says("Worded", "The wording was read and is final.", default=False)
