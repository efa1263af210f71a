"""Read all records that a pack is made of, in a fixed number of statements however large the portfolio."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from uuid import UUID

from pmo_desktop.domain.documents import Document, Pack, PackState
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import AgendaItem, Attendance, Meeting, MeetingState, Paper
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.organisation import FxRate, Organisation, RoleAssignment
from pmo_desktop.domain.plans import ItemKind, Plan, PlanItem
from pmo_desktop.domain.raid import Action, Risk
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.health_facts import HealthFacts
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.pack import PackContent, from_json
from pmo_desktop.readmodels.pack_codec import DecodeError
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.meetings.reading import read_meeting, reread
from pmo_desktop.services.ports import Join, Reader, Store

NOT_HELD = (MeetingState.PLANNED, MeetingState.POSTPONED, MeetingState.CANCELLED)
ISSUED = (PackState.ISSUED, PackState.REISSUED, PackState.ARCHIVED)


@dc.dataclass(frozen=True)
class PackFacts:
    """The records behind one pack. `previous` is the meeting before; `milestones` stand with their plan.

    `earlier_items` are those that decisions were made under, `packs` those of the body, `last` the
    content of the one issued last for an earlier meeting.
    """

    meeting: MeetingFacts
    previous: MeetingFacts | None = None
    organisation: Organisation | None = None
    reports: tuple[StatusReport, ...] = ()
    milestones: tuple[tuple[PlanItem, Plan], ...] = ()
    risks: tuple[Risk, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    earlier_items: tuple[AgendaItem, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    papers: tuple[Paper, ...] = ()
    documents: Mapping[UUID, Document] = dc.field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    last: PackContent | None = None
    rates: tuple[FxRate, ...] = ()
    roles: tuple[RoleAssignment, ...] = ()
    plans: tuple[PlanFile, ...] = ()
    """Whole plans, read only where wall charts may be wanted."""
    health: HealthFacts | None = None
    """What the health of governance is counted from, read only where it may be wanted."""

    @property
    def issued(self) -> tuple[Pack, ...]:
        """The packs issued for this meeting, by version."""
        mine = [p for p in self.packs if p.meeting == self.meeting.meeting.id and p.state in ISSUED]
        return tuple(sorted(mine, key=lambda p: p.version))

    @property
    def draft(self) -> Pack | None:
        """The pack of this meeting that is being put together, if somebody began one."""
        begun = (PackState.ASSEMBLING, PackState.PREVIEW)
        mine = [p for p in self.packs if p.meeting == self.meeting.meeting.id and p.state in begun]
        return mine[0] if mine else None

    @property
    def commentary(self) -> str:
        """The leader's words: of the draft, else of the version issued last for this meeting."""
        drawn = self.draft or next(reversed(self.issued), None)
        return drawn.description.strip() if drawn else ""

    @property
    def next_version(self) -> int:
        """The version that the next issue will have."""
        return max((p.version for p in self.issued), default=0) + 1


def gather(store: Store, meeting_id: MeetingId) -> PackFacts:
    """All records that the pack of a meeting needs. Raises Fault when there is no such meeting."""
    reader = store.reader
    facts = read_meeting(reader, meeting_id)
    if facts is None:
        raise Fault(tr("This meeting does not exist in this database."))
    meetings = [m.id for m in facts.meetings.all()]
    packs = tuple(reader.where("pack", "meeting", meetings))
    papers = tuple(reader.where("paper", "meeting", [meeting_id]))
    organisations = reader.all("organisation")
    decisions = tuple(reader.where("decision", "body", [facts.body.id]))
    return PackFacts(
        meeting=facts,
        previous=_previous(reader, facts),
        organisation=organisations[0] if organisations else None,
        reports=tuple(reader.all("status_report")),
        milestones=_milestones(reader),
        risks=tuple(reader.all("risk")),
        actions=tuple(reader.all("action")),
        decisions=decisions,
        earlier_items=tuple(reader.get("agenda_item", {d.item for d in decisions if d.item}).values()),
        attendance=tuple(reader.where("attendance", "meeting", meetings)),
        papers=papers,
        documents=reader.get("document", {p.document for p in papers if p.document}),
        packs=packs,
        last=_last_content(store, facts, packs),
        rates=tuple(reader.all("fx_rate")),
        roles=tuple(reader.all("role_assignment")),
    )


def before(facts: MeetingFacts) -> tuple[Meeting, ...]:
    """The meetings of the body that were held before this one, oldest first."""
    held = [
        m
        for m in facts.meetings.all()
        if m.starts.at < facts.meeting.starts.at and m.state not in NOT_HELD and m.archived_at is None
    ]
    return tuple(sorted(held, key=lambda m: m.starts.at))


def _previous(reader: Reader, facts: MeetingFacts) -> MeetingFacts | None:
    """The meeting before, with its agenda, people and lines; what the two share is not read again."""
    named = facts.meetings.get(facts.meeting.previous)
    held = before(facts)
    found = named or (held[-1] if held else None)
    if found is None:
        return None
    start = MeetingFacts(
        found,
        facts.body,
        facts.calendar,
        meetings=facts.meetings,
        minute_sets=facts.minute_sets,
        works=facts.works,
    )
    return reread(reader, start, ("agenda_item", "person", "minute_entry"))


def _milestones(reader: Reader) -> tuple[tuple[PlanItem, Plan], ...]:
    joins = (Join("plan", "id", "plan_item", "plan"),)
    rows = reader.joined("plan_item", joins, "item_kind", [ItemKind.MILESTONE])
    return tuple((item, plan) for item, plan in rows if plan is not None)


def _last_content(store: Store, facts: MeetingFacts, packs: tuple[Pack, ...]) -> PackContent | None:
    """What the last earlier meeting's pack said; None when there is none that can be read."""
    earlier = {m.id: m.starts.at for m in facts.meetings.all() if m.starts.at < facts.meeting.starts.at}
    found = [p for p in packs if p.state in ISSUED and p.meeting in earlier and p.content_hash]
    if not found:
        return None
    last = max(found, key=lambda p: (earlier[p.meeting], p.version))
    try:
        return from_json(store.files.get(last.content_hash).decode("utf-8"))
    except (KeyError, DecodeError, UnicodeDecodeError):
        return None  # a pack of another program version; reports say what changed instead
