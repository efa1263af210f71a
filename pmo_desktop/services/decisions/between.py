"""Decisions between meetings: chair's action and written resolution, with four facts, to be ratified."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Batch, Create, Edit, batch, between, creation
from pmo_desktop.domain.governance import Capacity, GovernanceBody, Membership
from pmo_desktop.domain.ids import AgendaItemId, DecisionId, MeetingId, PersonId, WorkId
from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, AgendaState, Meeting, MeetingState, Purpose
from pmo_desktop.domain.minutes import Decision, DecisionState, Route
from pmo_desktop.domain.quorum import needed
from pmo_desktop.domain.values import LText, Minutes, Rich
from pmo_desktop.domain.votes import Tally, Verdict, VoteValue, VotingRule, by_correspondence
from pmo_desktop.i18n import N_, speaking, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.services.meetings.agenda import add
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.steps import Moment, rank_between
from pmo_desktop.services.ports import Reader

SOURCE = "between meetings"
"""How the agenda item that ratifies says what it is."""
TITLE = N_("Decisions between meetings, to be ratified")
OPEN = (
    MeetingState.PLANNED,
    MeetingState.CALLED,
    MeetingState.AGENDA_AGREED,
    MeetingState.PACK_ISSUED,
)
FREE = (MeetingState.PLANNED, MeetingState.CALLED)
"""While the agenda is not agreed, the item stands on it; after that it is proposed to the chair."""


@dc.dataclass(frozen=True, slots=True)
class BetweenMeetings:
    """What is asked for such a decision. `votes` has an answer for each voting member who gave one."""

    body: GovernanceBody
    route: Route
    text: str
    taken_at: datetime
    taken_where: str
    urgent_because: str
    reasons: str = ""
    taken_by: tuple[PersonId, ...] = ()
    works: tuple[WorkId, ...] = ()
    votes: Mapping[UUID, VoteValue] = dc.field(default_factory=dict)
    window_ends: datetime | None = None


@dc.dataclass(frozen=True, slots=True)
class Outcome:
    """How a written resolution stands: the verdict, in words, and whether it may be recorded now."""

    verdict: Verdict | None
    says: str
    open: bool = False

    @property
    def passed(self) -> bool:
        """Whether it is carried."""
        return self.verdict is not None and self.verdict.outcome.passed


def voting(members: Iterable[Membership]) -> tuple[Membership, ...]:
    """The members who vote, the chair first."""
    order = list(Capacity)
    kept = [m for m in members if live(m) and m.capacity.votes and m.until is None]
    return tuple(sorted(kept, key=lambda m: order.index(m.capacity)))


def counted(wanted: BetweenMeetings, members: Sequence[Membership], now: datetime) -> Outcome:
    """The votes by correspondence. Silence is never consent; with all in, the window need not end."""
    seats = voting(members)
    said = [wanted.votes[m.person] for m in seats if m.person in wanted.votes]
    silent = len(seats) - len(said)
    if silent and wanted.window_ends is not None and now < wanted.window_ends:
        words = trn("{n} answer is missing", "{n} answers are missing", silent)
        until = shown.day(wanted.window_ends.astimezone().date())
        said_open = tr("{missing}; the window is open until {day}", missing=words, day=until)
        return Outcome(None, said_open, open=True)
    tally = Tally(said.count(VoteValue.FOR), said.count(VoteValue.AGAINST), said.count(VoteValue.ABSTAIN))
    body = wanted.body
    verdict = by_correspondence(
        VotingRule(body.decision_rule, body.casting_vote, body.abstentions_count),
        tally,
        members=len(seats),
        needed_replies=needed(body.quorum, len(seats)),
        unanimity=body.correspondence_unanimous,
    )
    counts = tr("{yes} for, {no} against, {n} abstaining", yes=tally.yes, no=tally.no, n=tally.abstaining)
    result = tr("{counts}. {result}", counts=counts, result=tr(verdict.outcome.label))
    quiet = trn("{n} did not answer, which is no consent", "{n} did not answer, which is no consent", silent)
    return Outcome(verdict, " · ".join(part for part in (result, quiet if silent else "") if part))


def problems(wanted: BetweenMeetings, members: Sequence[Membership], now: datetime) -> Mapping[str, str]:
    """What is missing or not allowed, by the field of the form; the four facts are all needed."""
    found: dict[str, str] = {}
    body = wanted.body
    allowed = body.chairs_action if wanted.route is Route.CHAIRS_ACTION else body.correspondence
    if not allowed:
        found["route"] = tr("The terms of reference of {body} do not allow this.", body=body.code)
    if not wanted.text.strip():
        found["text"] = tr("Write what was decided.")
    if not wanted.taken_where.strip():
        found["where"] = tr("Say where, or by what means.")
    if not wanted.urgent_because.strip():
        found["urgent"] = tr("Say why it could not wait for the next meeting.")
    if wanted.taken_at > now:
        found["at"] = tr("This lies ahead.")
    if wanted.route is Route.CHAIRS_ACTION and not wanted.taken_by:
        found["by"] = tr("Name who acted.")
    if wanted.route is Route.CORRESPONDENCE and counted(wanted, members, now).open:
        found["votes"] = counted(wanted, members, now).says
    return found


def recorded(wanted: BetweenMeetings, members: Sequence[Membership], moment: Moment) -> Batch:
    """The decision, subject to ratification; a written resolution that was lost is kept as lapsed."""
    return batch([creation(_decision(wanted, members, moment))])


def agenda_edit(reader: Reader, body: UUID, moment: Moment) -> Batch:
    """The item on the next agenda of a body that lists all that waits; nothing when there is no meeting."""
    meeting = next_of(reader, body, moment.now)
    facts = read_meeting(reader, MeetingId(meeting.id)) if meeting is not None else None
    return on_agenda(facts, waiting(reader, body), moment) if facts is not None else batch(())


def _decision(wanted: BetweenMeetings, members: Sequence[Membership], moment: Moment) -> Decision:
    written = wanted.route is Route.CORRESPONDENCE
    outcome = counted(wanted, members, moment.now) if written else None
    passed = outcome is None or outcome.passed
    by = tuple(PersonId(p) for p in wanted.votes) if written else wanted.taken_by
    body = wanted.body
    role = N_("Written resolution of {body}") if written else N_("Chair of {body}")
    with speaking(body.language):
        authority = tr(role, body=body.title.said(body.language))
        said = outcome.says if outcome is not None else ""
    return Decision(
        id=DecisionId(moment.new_id()),
        state=DecisionState.TO_RATIFY if passed else DecisionState.LAPSED,
        text=Rich(wanted.text.strip()),
        reasons=Rich(wanted.reasons.strip()),
        authority=authority[:200],
        route=wanted.route,
        body=body.id,
        made_on=wanted.taken_at.astimezone().date(),
        works=wanted.works,
        taken_at=wanted.taken_at,
        taken_where=wanted.taken_where.strip(),
        taken_by=by,
        urgent_because=Rich(wanted.urgent_because.strip()),
        description=Rich(said),
    )


def waiting(reader: Reader, body: UUID) -> list[Decision]:
    """The decisions of a body that wait to be ratified, the oldest first."""
    found = [d for d in reader.where("decision", "body", [body]) if d.state is DecisionState.TO_RATIFY]
    return sorted(found, key=lambda d: (d.made_on or date.min, d.ref))


def next_of(reader: Reader, body: UUID, now: datetime) -> Meeting | None:
    """The next meeting of a body that still has an agenda to come."""
    coming = [m for m in reader.where("meeting", "body", [body]) if m.state in OPEN and m.starts.at > now]
    return min(coming, key=lambda m: m.starts.at, default=None)


def on_agenda(facts: MeetingFacts, decisions: Sequence[Decision], moment: Moment) -> Batch:
    """One item that lists all that waits to be ratified, after the minutes; the one there is brought up."""
    if not decisions:
        return batch(())
    with speaking(facts.body.language):
        resolution, background = _lines(facts, decisions)
        title = tr(TITLE)
    there = next((i for i in facts.agenda.all() if i.source == SOURCE and live(i)), None)
    if there is not None:
        told = dc.replace(there, proposed_resolution=resolution, background=background)
        return batch([between(there, told)] if told != there else ())
    fields: dict[str, Any] = {
        "proposed_resolution": resolution,
        "background": background,
        "source": SOURCE,
    }
    if facts.meeting.state in FREE:
        routine = (AgendaKind.OPENING, AgendaKind.APOLOGIES, AgendaKind.DECLARATIONS, AgendaKind.MINUTES)
        at = next((n for n, i in enumerate(facts.items) if i.agenda_kind not in routine), len(facts.items))
        return add(facts, title, moment, at=at, purpose=Purpose.DECIDE, minutes=5, **fields)
    made = AgendaItem(
        id=AgendaItemId(moment.new_id()),
        meeting=facts.meeting.id,
        title=LText.of(title, facts.body.language),
        agenda_kind=AgendaKind.DECISION,
        purpose=Purpose.DECIDE,
        state=AgendaState.PROPOSED,
        allotted=Minutes(5),
        **fields,
    )
    return batch([creation(made)])


def _lines(facts: MeetingFacts, decisions: Sequence[Decision]) -> tuple[Rich, Rich]:
    """The words that ratify, and a line a decision with its four facts."""
    codes = ", ".join(d.ref for d in decisions if d.ref)
    resolution = tr("Ratify {codes}.", codes=codes) if codes else tr("Ratify the decisions listed.")
    return Rich(resolution), Rich("\n".join(_line(facts, d) for d in decisions))


def _line(facts: MeetingFacts, d: Decision) -> str:
    at = d.taken_at.astimezone() if d.taken_at is not None else None
    when = tr("{day}, {time}", day=shown.day(at.date()), time=shown.time(at)) if at else shown.day(d.made_on)
    names = ", ".join(n for n in (facts.name(p) for p in d.taken_by) if n)
    told = " · ".join(part for part in (tr(d.route.label), when, d.taken_where, names) if part)
    text = str(d.text).rstrip(". ")
    return tr("{code}: {text}. {facts}.", code=d.ref or tr("New"), text=text, facts=told)


def with_ratification(
    edit: Batch,
    body: GovernanceBody,
    decisions: Sequence[Decision],
    facts: MeetingFacts | None,
    moment: Moment,
) -> Batch:
    """A meeting that is being made, with the item that ratifies behind its minutes; later items move on."""
    items = [s for s in edit.edits if isinstance(s, Create) and s.kind == "agenda_item"]
    if not decisions or not items or facts is None:
        return edit
    with speaking(body.language):
        resolution, background = _lines(facts, decisions)
        title = tr(TITLE)
    values = [dict(s.values) for s in items]
    first = (AgendaKind.OPENING, AgendaKind.APOLOGIES, AgendaKind.DECLARATIONS, AgendaKind.MINUTES)
    at = next((n for n, v in enumerate(values) if v.get("agenda_kind") not in first), len(items))
    before = values[at - 1]["position"] if at else ""
    after = values[at]["position"] if at < len(values) else ""
    made = AgendaItem(
        id=AgendaItemId(moment.new_id()),
        meeting=values[0]["meeting"],
        title=LText.of(title, body.language),
        position=rank_between(before, after),
        number=str(at + 1),
        agenda_kind=AgendaKind.DECISION,
        purpose=Purpose.DECIDE,
        state=AgendaState.SCHEDULED,
        allotted=Minutes(5),
        proposed_resolution=resolution,
        background=background,
        source=SOURCE,
    )
    later = {s.id: str(n + 2) for n, s in enumerate(items) if n >= at}
    return batch([*(_numbered(s, later) for s in edit.edits), creation(made)])


def _numbered(step: Edit, numbers: Mapping[UUID, str]) -> Edit:
    if not isinstance(step, Create) or step.id not in numbers:
        return step
    fresh = tuple((k, numbers[step.id] if k == "number" else v) for k, v in step.values)
    return dc.replace(step, values=fresh)
