"""The minutes of a meeting as they are printed, built from its records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.markers import EntryKind, parse_line
from pmo_desktop.domain.meetings import AgendaItem, AgendaState, Attendance, Part, Presence
from pmo_desktop.domain.minutes import Decision, MinuteEntry, MinutesState, Vote
from pmo_desktop.domain.organisation import Organisation, PaperSize
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import minutes as printed
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_corrections import corrections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_numbers import APART
from pmo_desktop.readmodels.meetings_quorum import quorum_of
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.ports import Reader

_KINDS: Mapping[EntryKind, printed.EntryKind] = {
    EntryKind.KEY_POINT: printed.EntryKind.KEY_POINT,
    EntryKind.DECISION: printed.EntryKind.DECISION,
    EntryKind.RESOLUTION: printed.EntryKind.DECISION,
    EntryKind.ACTION: printed.EntryKind.ACTION,
    EntryKind.VOTE: printed.EntryKind.VOTE,
    EntryKind.INTEREST: printed.EntryKind.DECLARATION,
    EntryKind.QUESTION: printed.EntryKind.QUESTION,
    EntryKind.RISK: printed.EntryKind.RISK,
    EntryKind.ISSUE: printed.EntryKind.ISSUE,
    EntryKind.CORRECTION: printed.EntryKind.CORRECTION,
}


_APPROVED = printed.MinutesStage.APPROVED


def minutes_model(reader: Reader, meeting: MeetingId, *, part_b: bool = False) -> printed.MinutesModel | None:
    """The printed minutes of a meeting in the language of its body; None when there is no such meeting.

    `part_b` includes the restricted lines.
    """
    facts = read_meeting(reader, meeting)
    if facts is None:
        return None
    organisations = reader.all("organisation")
    with speaking(facts.minutes.language if facts.minutes else facts.body.language):
        return model_of(facts, organisations[0] if organisations else None, part_b=part_b)


def model_of(
    facts: MeetingFacts,
    organisation: Organisation | None = None,
    *,
    part_b: bool = False,
) -> printed.MinutesModel:
    """The printed minutes from records."""
    meeting, lang = facts.meeting, facts.minutes.language if facts.minutes else facts.body.language
    following = facts.next_meeting
    return printed.MinutesModel(
        organisation=organisation.title.said(lang) if organisation else "",
        body=facts.body.title.said(lang),
        meeting=meeting.ref,
        title=meeting.title.said(lang),
        stage=_stage(facts),
        version=facts.minutes.revision if facts.minutes else 0,
        language=lang,
        classification=tr(meeting.secrecy.label),
        starts=facts.zoned(meeting.opened_at) if meeting.opened_at else meeting.starts,
        place=meeting.venue,
        chair=facts.name(meeting.chair),
        secretary=facts.name(meeting.secretary),
        scribe=facts.name(meeting.scribe),
        quorum_needed=quorum_of(facts).needed,
        ends=facts.zoned(meeting.closed_at) if meeting.closed_at else None,
        attendance=tuple(_call(facts, a) for a in facts.present_list),
        items=tuple(_item(facts, i, lang, part_b=part_b) for i in facts.items if part_b or i.part is Part.A),
        corrections=tuple(_corrections(facts, part_b=part_b)),
        parked=tuple(_parked(facts, part_b=part_b)),
        next_meeting=following.starts if following else None,
        next_place=following.venue if following else "",
        comments_by=facts.minutes.comments_until if facts.minutes else None,
        approved_on=_approved_on(facts),
        signed_by=facts.name(facts.minutes.signed_by) if facts.minutes and _stage(facts) is _APPROVED else "",
        line_numbers=_stage(facts) is not _APPROVED,
        paper_size=organisation.paper if organisation else PaperSize.A4,
    )


def _stage(facts: MeetingFacts) -> printed.MinutesStage:
    state = facts.minutes.state if facts.minutes else MinutesState.CAPTURING
    if state.settled:
        return printed.MinutesStage.APPROVED
    sent = (MinutesState.CIRCULATED, MinutesState.REVISED, MinutesState.TABLED)
    return printed.MinutesStage.CIRCULATED if state in sent else printed.MinutesStage.DRAFT


def _approved_on(facts: MeetingFacts) -> dt.date | None:
    """The day on which these minutes were approved, once they are settled."""
    minutes = facts.minutes
    if minutes is None or not minutes.state.settled:
        return None
    at = facts.meetings.get(minutes.approved_at)
    return minutes.approved_on or (local(at.starts).date() if at else None)


def _call(facts: MeetingFacts, a: Attendance) -> printed.RollCall:
    seat = next((m for m in facts.memberships.all() if m.person == a.person), None)
    moves = a.movements
    came = next((m.at for m in moves if m.inside), None)
    left = moves[-1].at if moves and not moves[-1].inside else None
    late = came is not None and facts.meeting.opened_at is not None and came > facts.meeting.opened_at
    note = _moves(facts, a)
    return printed.RollCall(
        facts.name(a.person),
        tr(a.capacity.label),
        a.presence,
        seat.represents if seat else "",
        _clock(facts, came) if late else None,
        _clock(facts, left),
        note,
    )


def _moves(facts: MeetingFacts, a: Attendance) -> str:
    """For which item somebody came, and each time of coming and going where there are several."""
    moves = a.movements
    if a.presence is Presence.LEFT and moves and moves[-1].item:
        return tr("for item {n} only", n=moves[-1].item)
    if len(moves) <= 2:
        return ""
    times = [(m.inside, shown.time(_clock(facts, m.at))) for m in moves]
    return ", ".join(
        tr("in {time}", time=time) if inside else tr("out {time}", time=time) for inside, time in times
    )


def _clock(facts: MeetingFacts, at: dt.datetime | None) -> dt.time | None:
    return local(facts.zoned(at)).time().replace(second=0, microsecond=0) if at else None


def _item(facts: MeetingFacts, item: AgendaItem, lang: str, *, part_b: bool) -> printed.MinutedItem:
    paper = next((p for p in facts.papers.all() if p.item == item.id), None)
    entries = [e for e in facts.of_item(item.id) if e.entry_kind not in APART]
    lines = [_line(facts, item, e) for e in entries if part_b or e.part is Part.A]
    if not lines and item.state is AgendaState.DEFERRED:
        said = tr("Deferred to the next meeting.")
        lines = [printed.MinuteLine(f"{item.number}.1", printed.EntryKind.NOTE, said)]
    return printed.MinutedItem(
        item.number,
        item.title.said(lang),
        tuple(lines),
        paper.number if paper else "",
        facts.name(item.presenter),
        _clock(facts, item.started_at),
    )


def _line(facts: MeetingFacts, item: AgendaItem, e: MinuteEntry) -> printed.MinuteLine:
    decision = facts.decisions.get(e.decision)
    action = facts.actions.get(e.action)
    record = decision or action or facts.risks.get(e.risk) or facts.issues.get(e.issue)
    vote = _vote_of(facts, decision)
    return printed.MinuteLine(
        number=facts.numbers[e.id],
        kind=_KINDS.get(e.entry_kind, printed.EntryKind.NOTE),
        text=_text(facts, e),
        ref=record.ref if record else "",
        owner=facts.name(action.owner) if action else "",
        due=action.due if action else None,
        reasons=decision.reasons if decision else "",
        vote=_count(vote) if vote else None,
        quorum=_quorum_at(facts, e, item) if decision else None,
    )


def _text(facts: MeetingFacts, e: MinuteEntry) -> str:
    """The wording; a correction names the paragraph of the last minutes that it is for."""
    about = parse_line(e.raw, facts.body.language).about if e.entry_kind is EntryKind.CORRECTION else ""
    return tr("To {n} of the last minutes: {text}", n=about, text=e.text) if about else e.text


def _vote_of(facts: MeetingFacts, decision: Decision | None) -> Vote | None:
    """The vote on a decision; a vote's own line says its counts in words."""
    if decision is None:
        return None
    return next((v for v in facts.votes.all() if v.decision == decision.id), None)


def _count(vote: Vote) -> printed.VoteCount:
    return printed.VoteCount(vote.in_favour, vote.against, vote.abstain, tr(vote.result.label))


def _quorum_at(facts: MeetingFacts, e: MinuteEntry, item: AgendaItem) -> tuple[int, int]:
    """Who counted when the line was noted, by the log of the session; else by the attendance list."""
    now = quorum_of(facts, item)
    notes = [n for n in facts.meeting.quorum_log if n.at <= e.at]
    return (notes[-1].present if notes else now.present), now.needed


def _corrections(facts: MeetingFacts, *, part_b: bool) -> Iterator[printed.MinuteCorrection]:
    """What was corrected in these minutes, with who asked for it and who agreed; the text stays as it is."""
    for c in corrections(facts):
        if part_b or not c.where.upper().startswith("B"):
            yield printed.MinuteCorrection(c.where, c.was, c.now, c.authority)


def _parked(facts: MeetingFacts, *, part_b: bool) -> Iterator[printed.ParkedPoint]:
    following = facts.next_meeting
    goes_to = following.ref if following else tr("next meeting")
    for e in facts.entries:
        if e.entry_kind is EntryKind.PARKED and (part_b or e.part is Part.A):
            yield printed.ParkedPoint(e.text, goes_to)
