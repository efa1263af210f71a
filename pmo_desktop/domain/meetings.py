"""A meeting and what meets with it: agenda, papers, attendance, declared interests."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.governance import Capacity
from pmo_desktop.domain.ids import (
    AgendaItemId,
    AttendanceId,
    BodyId,
    BusinessId,
    DeclarationId,
    DocumentId,
    MeetingId,
    PaperId,
    PersonId,
    SeriesId,
    WorkId,
)
from pmo_desktop.domain.record import Record, Titled
from pmo_desktop.domain.values import Minutes, Rich, Zoned
from pmo_desktop.i18n import N_

LATER = Need.BEFORE_OPEN


class MeetingKind(Worded):
    """What sort of meeting it is."""

    ORDINARY = "ordinary", N_("Ordinary")
    EXTRAORDINARY = "extraordinary", N_("Extraordinary")
    CORRESPONDENCE = "correspondence", N_("By correspondence")
    WORKSHOP = "workshop", N_("Workshop")


class MeetingState(Worded):
    """The life of a meeting."""

    PLANNED = "planned", N_("Planned")
    CALLED = "called", N_("Called")
    AGENDA_AGREED = "agenda_agreed", N_("Agenda agreed")
    PACK_ISSUED = "pack_issued", N_("Pack issued")
    IN_SESSION = "in_session", N_("In session")
    ADJOURNED = "adjourned", N_("Adjourned")
    ENDED = "ended", N_("Ended")
    MINUTES_APPROVED = "minutes_approved", N_("Minutes approved")
    CLOSED = "closed", N_("Closed")
    POSTPONED = "postponed", N_("Postponed")
    CANCELLED = "cancelled", N_("Cancelled")


class MeetingMode(Worded):
    """How people take part."""

    IN_PERSON = "in_person", N_("In person")
    HYBRID = "hybrid", N_("Hybrid")
    REMOTE = "remote", N_("Remote")


class AgendaKind(Worded):
    """What sort of business an item is."""

    OPENING = "opening", N_("Opening")
    APOLOGIES = "apologies", N_("Apologies")
    DECLARATIONS = "declarations", N_("Interests declared")
    MINUTES = "minutes", N_("Minutes")
    MATTERS_ARISING = "matters_arising", N_("Matters arising")
    REPORT = "report", N_("Report")
    DECISION = "decision", N_("Decision")
    DISCUSSION = "discussion", N_("Discussion")
    INFORMATION = "information", N_("Information")
    CONSENT = "consent", N_("Consent")
    CLOSED_SESSION = "closed_session", N_("Closed session")
    AOB = "aob", N_("Other matters")
    NEXT_MEETING = "next_meeting", N_("Next meeting")


class Purpose(Worded):
    """What the body is asked to do."""

    DECIDE = "decide", N_("To decide")
    ENDORSE = "endorse", N_("To endorse")
    DISCUSS = "discuss", N_("To discuss")
    NOTE = "note", N_("To note")


class Part(Worded):
    """Whether an item or entry is in the open or the restricted part."""

    A = "a", N_("Part A")
    B = "b", N_("Part B")


class AgendaState(Worded):
    """The life of an agenda item."""

    PROPOSED = "proposed", N_("Proposed")
    ACCEPTED = "accepted", N_("Accepted")
    SCHEDULED = "scheduled", N_("Scheduled")
    IN_DISCUSSION = "in_discussion", N_("In discussion")
    CONCLUDED = "concluded", N_("Concluded")
    DEFERRED = "deferred", N_("Deferred")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Outcome(Worded):
    """How an agenda item ended."""

    DECIDED = "decided", N_("Decided")
    NOTED = "noted", N_("Noted")
    DEFERRED = "deferred", N_("Deferred")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    REFERRED = "referred", N_("Referred")


class PaperState(Worded):
    """The life of a paper."""

    COMMISSIONED = "commissioned", N_("Commissioned")
    DRAFTING = "drafting", N_("Drafting")
    SUBMITTED = "submitted", N_("Submitted")
    PRE_CHECK = "pre_check", N_("Being checked")
    RETURNED = "returned", N_("Returned")
    ACCEPTED = "accepted", N_("Accepted")
    IN_PACK = "in_pack", N_("In the pack")
    CONSIDERED = "considered", N_("Considered")
    FILED = "filed", N_("Filed")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Lateness(Worded):
    """When a paper came."""

    ON_TIME = "on_time", N_("On time")
    LATE = "late", N_("Late")
    TABLED = "tabled", N_("Tabled")


class Reply(Worded):
    """The answer to an invitation."""

    NONE = "none", N_("No answer")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    TENTATIVE = "tentative", N_("Tentative")


class Presence(Worded):
    """How somebody takes part in a meeting."""

    EXPECTED = "expected", N_("Expected")
    PRESENT = "present", N_("Present")
    REMOTE = "remote", N_("Remote")
    APOLOGIES = "apologies", N_("Apologies")
    ABSENT = "absent", N_("Absent")
    DEPUTY = "deputy", N_("Deputy")
    LEFT = "left", N_("Left")

    @property
    def here(self) -> bool:
        """Whether the person takes part now."""
        return self in (Presence.PRESENT, Presence.REMOTE, Presence.DEPUTY)


class InterestEffect(Worded):
    """What follows from a declared interest."""

    NOTED = "noted", N_("Noted")
    SILENT = "silent", N_("Stays silent")
    NO_VOTE = "no_vote", N_("No vote")
    LEAVES = "leaves", N_("Leaves the room")


@dc.dataclass(frozen=True, slots=True)
class Movement:
    """Somebody came in or went out, at an instant, perhaps for one item only."""

    at: datetime
    inside: bool
    item: str = ""


@dc.dataclass(frozen=True, slots=True)
class QuorumNote:
    """How many voting members were there at an instant, and whether that was enough."""

    at: datetime
    present: int
    quorate: bool


@record("meeting", "Meeting", "Meetings")
class Meeting(Titled):
    """One meeting of a body."""

    id: MeetingId = says("Id", need=Need.COMPUTED)
    body: BodyId = says("Body")
    series: SeriesId | None = says("Series", default=None)
    meeting_kind: MeetingKind = says("Kind", default=MeetingKind.ORDINARY)
    state: MeetingState = says("State", default=MeetingState.PLANNED)
    starts: Zoned = says("Starts", "In the zone of the place.")
    length: Minutes = says("Length", unit="min", default=Minutes(120))
    venue: str = says("Place", default="", longest=200)
    mode: MeetingMode = says("Held", default=MeetingMode.HYBRID)
    chair: PersonId | None = says("Chair", default=None, need=LATER)
    secretary: PersonId | None = says("Secretary", default=None, need=LATER)
    scribe: PersonId | None = says("Scribe", default=None, need=LATER)
    previous: MeetingId | None = says("Meeting before", default=None)
    opened_at: datetime | None = says("Opened", default=None)
    closed_at: datetime | None = says("Closed", default=None)
    quorum_log: tuple[QuorumNote, ...] = says("Quorum", default=())
    called_at: datetime | None = says("Called", "When the invitations went out.", default=None)
    agenda_agreed_at: datetime | None = says("Agenda agreed", default=None)
    invitation: int = says("Invitation", "How often it was changed since it first went out.", default=0)
    window_ends: datetime | None = says("Replies by", "Of a decision by correspondence.", default=None)


@record("agenda_item", "Agenda item", "Agenda items")
class AgendaItem(Titled):
    """One piece of business, with purpose, time and presenter."""

    id: AgendaItemId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    position: str = says("Rank", "Order on the agenda; sorts as text.", default="m", longest=40)
    number: str = says("Number", default="", longest=12)
    agenda_kind: AgendaKind = says("Kind", default=AgendaKind.DISCUSSION)
    purpose: Purpose = says("Purpose", default=Purpose.DISCUSS)
    state: AgendaState = says("State", default=AgendaState.PROPOSED)
    allotted: Minutes = says("Time allotted", unit="min", default=Minutes(10))
    presenter: PersonId | None = says("Presenter", default=None)
    part: Part = says("Part", default=Part.A)
    work: WorkId | None = says("About", default=None)
    proposed_resolution: Rich = says(
        "Proposed resolution", "The words the body would adopt.", default=Rich(""), search=True
    )
    background: Rich = says("Background", "Prepared for the minutes.", default=Rich(""))
    started_at: datetime | None = says("Started", default=None)
    ended_at: datetime | None = says("Ended", default=None)
    outcome: Outcome | None = says("Outcome", default=None)
    carried_from: AgendaItemId | None = says("Carried from", default=None)
    business: BusinessId | None = says(
        "Business", "What travels from meeting to meeting and from body to body.", default=None
    )
    section: str = says("Section", "The heading it stands under.", default="", longest=80)
    guests: tuple[PersonId, ...] = says("Guests", "In the room for this item only.", default=())
    deferrals: int = says("Times deferred", default=0)


@record("paper", "Paper", "Papers")
class Paper(Titled):
    """A document before the body, with a number and an ask."""

    id: PaperId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    item: AgendaItemId | None = says("Agenda item", default=None)
    number: str = says("Number", default="", longest=12)
    state: PaperState = says("State", default=PaperState.COMMISSIONED)
    author: PersonId | None = says("Author", default=None)
    presenter: PersonId | None = says("Presenter", default=None)
    work: WorkId | None = says("About", default=None)
    purpose: Purpose = says("Purpose", default=Purpose.NOTE)
    proposed_resolution: Rich = says("Proposed resolution", default=Rich(""), search=True)
    summary: Rich = says("Summary", "At most 150 words.", default=Rich(""), search=True)
    recommendation: Rich = says("Recommendation", default=Rich(""), search=True)
    options: Rich = says("Options", "One to a line.", default=Rich(""))
    implications: Rich = says("Implications", default=Rich(""))
    document: DocumentId | None = says("File", default=None)
    pages: int = says("Pages", default=0)
    lateness: Lateness = says("Came", default=Lateness.ON_TIME)
    sponsor: PersonId | None = says("Sponsor", default=None)
    considered_before: str = says("Considered before", "By which bodies, and when.", default="", longest=300)
    submitted_at: datetime | None = says("Submitted", default=None)
    part: Part = says("Part", default=Part.A)


@record("attendance", "Attendance", "Attendance")
class Attendance(Record):
    """That a person was asked to a meeting, answered, and took part."""

    id: AttendanceId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    person: PersonId = says("Person")
    capacity: Capacity = says("Capacity", default=Capacity.VOTING)
    reply: Reply = says("Answer", default=Reply.NONE)
    presence: Presence = says("Presence", default=Presence.EXPECTED)
    deputy_for: PersonId | None = says("Deputy for", default=None)
    movements: tuple[Movement, ...] = says("Came and went", default=())
    items: tuple[AgendaItemId, ...] = says("For items", "A guest's items; empty means all.", default=())
    replied_at: datetime | None = says("Answered", default=None)


@record("declaration", "Declaration of interest", "Declarations of interest")
class Declaration(Record):
    """An interest that somebody declared, and what follows from it."""

    id: DeclarationId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    person: PersonId = says("Person")
    item: AgendaItemId | None = says("Agenda item", default=None)
    nature: Rich = says("Interest", search=True)
    effect: InterestEffect = says("Effect", default=InterestEffect.NOTED)
