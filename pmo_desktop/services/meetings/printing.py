"""A set of minutes made ready to leave the house: one part, in the style of its body (reference 6.4)."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Mapping
from uuid import UUID

from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.minutes import Decision, MinuteEntry, MinutesState, Vote
from pmo_desktop.domain.organisation import Organisation
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.minutes import EntryKind, MinutedItem, MinuteLine, MinutesModel
from pmo_desktop.readmodels.minutes_printed import (
    ActionLine,
    Amended,
    Confirmed,
    Interest,
    LineFacts,
    PrintedMinutes,
    Reply,
)
from pmo_desktop.readmodels.review import ReviewFacts, errata, numbered_lines
from pmo_desktop.services.meetings.minuting import model_of
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.reviewing import read_review
from pmo_desktop.services.ports import Reader

Lines = tuple[MinuteLine, ...]
BULLETS = 5
"""The most points of a one-page note."""
_SAID: Mapping[MinuteStyle, tuple[EntryKind, ...]] = {
    MinuteStyle.RESOLUTIONS: (
        EntryKind.DECISION,
        EntryKind.VOTE,
        EntryKind.DECLARATION,
        EntryKind.CORRECTION,
    ),
    MinuteStyle.DECISIONS_ACTIONS: (EntryKind.DECISION, EntryKind.ACTION, EntryKind.DECLARATION),
    MinuteStyle.ONE_PAGE: (EntryKind.DECISION, EntryKind.KEY_POINT),
    MinuteStyle.CORRESPONDENCE: (EntryKind.DECISION, EntryKind.VOTE),
}
"""The lines that a style records; those not named record all."""
_BARE = (MinuteStyle.RESOLUTIONS, MinuteStyle.CORRESPONDENCE)
"""Styles that leave items out under which nothing stands."""


def printed_minutes(
    reader: Reader, meeting: MeetingId, part: Part = Part.A, *, lines: bool | None = None
) -> PrintedMinutes | None:
    """The minutes of a meeting as they print now, in their language; None when there is no such meeting.

    `lines` numbers them in the margin or not, whatever the draft would do.
    """
    facts = read_meeting(reader, meeting)
    if facts is None:
        return None
    review = read_review(reader, facts)
    decided = {a.decision for a in review.amendments if a.decision}
    codes = {uid: d.ref for uid, d in reader.get("decision", decided).items()} if decided else {}
    organisations = reader.all("organisation")
    with speaking(facts.minutes.language if facts.minutes else facts.body.language):
        printed = printed_of(facts, review, codes, organisations[0] if organisations else None, part)
    if lines is None:
        return printed
    return dc.replace(printed, minutes=dc.replace(printed.minutes, line_numbers=lines))


def printed_of(
    facts: MeetingFacts,
    review: ReviewFacts,
    codes: Mapping[UUID, str],
    organisation: Organisation | None = None,
    part: Part = Part.A,
) -> PrintedMinutes:
    """One part of the minutes from records; `codes` are of the decisions that amended them."""
    style = facts.minutes.style if facts.minutes else facts.body.minute_style
    whole = model_of(facts, organisation, part_b=part is Part.B)
    kept = _of_part(facts, whole, part)
    correspondence = style is MinuteStyle.CORRESPONDENCE
    meeting = facts.meeting
    ends = facts.zoned(meeting.window_ends) if meeting.window_ends else None
    return PrintedMinutes(
        minutes=dc.replace(kept, items=tuple(_styled(facts, kept, style))),
        style=style,
        part=part,
        restricted=part is Part.A and has_restricted(facts),
        interests=tuple(_interests(facts, part)),
        facts=tuple(_line_facts(facts, style, part)),
        outcomes=tuple((i.number, tr(i.outcome.label)) for i in facts.items if i.outcome and i.part is part),
        actions=() if style is MinuteStyle.RESOLUTIONS else tuple(_actions(kept)),
        amended=tuple(_amended(facts, review, codes, part)),
        confirmed=_confirmed(facts),
        confirms=tuple(_confirms(facts)) if part is Part.A else (),
        quorum_lost=tuple(_quorum(facts)) if part is Part.A else (),
        papers=tuple(_papers(facts, part)) if correspondence else (),
        replies=tuple(_replies(facts)) if correspondence else (),
        window=shown.local(ends).date() if ends and correspondence else None,
        signed=_signed(facts),
    )


def has_restricted(facts: MeetingFacts) -> bool:
    """Whether anything was minuted, or stood on the agenda, in the restricted part."""
    return any(i.part is Part.B for i in facts.items) or any(e.part is Part.B for e in facts.entries)


def _of_part(facts: MeetingFacts, model: MinutesModel, part: Part) -> MinutesModel:
    """The restricted part alone where that is wanted: its items, and of others the restricted lines."""
    if part is Part.A:
        return model
    closed = {i.number for i in facts.items if i.part is Part.B}
    mine = {facts.numbers[e.id] for e in facts.entries if e.part is Part.B}
    items = []
    for item in model.items:
        kept = tuple(x for x in item.lines if x.number in mine or item.number in closed)
        if kept or item.number in closed:
            items.append(dc.replace(item, lines=kept))
    restricted = tuple(c for c in model.corrections if c.where.upper().startswith("B"))
    return dc.replace(model, items=tuple(items), corrections=restricted, parked=())


def _styled(facts: MeetingFacts, model: MinutesModel, style: MinuteStyle) -> Iterator[MinutedItem]:
    """The items with the lines that the style records, worded as it has them."""
    wanted = _SAID.get(style)
    if style is MinuteStyle.ONE_PAGE:
        points = [x for item in model.items for x in item.lines if wanted is None or x.kind in wanted]
        yield MinutedItem("", tr("Points"), tuple(_worded(x, style, {}) for x in points[:BULLETS]))
        return
    speakers = {facts.numbers[e.id]: facts.name(e.speaker) for e in facts.entries if e.speaker}
    for item in model.items:
        lines = tuple(x for x in item.lines if wanted is None or x.kind in wanted)
        if lines or style not in _BARE:
            yield dc.replace(item, lines=tuple(_worded(x, style, speakers) for x in lines))


def _worded(line: MinuteLine, style: MinuteStyle, speakers: Mapping[str, str]) -> MinuteLine:
    if style is MinuteStyle.RESOLUTIONS and line.kind is EntryKind.DECISION:
        return dc.replace(line, text=tr("It was resolved: {text}", text=line.text), reasons="")
    if style is MinuteStyle.ONE_PAGE:
        return dc.replace(line, vote=None, quorum=None)
    speaker = speakers.get(line.number, "")
    if style is MinuteStyle.ATTRIBUTED and speaker and line.kind in _SPOKEN:
        return dc.replace(line, text=tr("{name}: {text}", name=speaker, text=line.text))
    return line


_SPOKEN = (EntryKind.NOTE, EntryKind.KEY_POINT, EntryKind.QUESTION)


def _interests(facts: MeetingFacts, part: Part) -> Iterator[Interest]:
    for d in facts.declarations.all():
        item = facts.agenda.get(d.item)
        if live(d) and (item.part if item else Part.A) is part:
            yield Interest(facts.name(d.person), item.number if item else "", d.nature, tr(d.effect.label))


def _line_facts(facts: MeetingFacts, style: MinuteStyle, part: Part) -> Iterator[LineFacts]:
    margins = {x.entry: x.line for x in numbered_lines(facts)}
    named = style in (MinuteStyle.RESOLUTIONS, MinuteStyle.ATTRIBUTED)
    for e in _entries(facts, part):
        decision, vote = facts.decisions.get(e.decision), _vote(facts, e)
        yield LineFacts(
            facts.numbers[e.id],
            margins.get(e.id, 0),
            facts.name(vote.mover) if vote and named else "",
            facts.name(vote.seconder) if vote and named else "",
            *_qualified(decision, style),
        )


def _entries(facts: MeetingFacts, part: Part) -> Iterator[MinuteEntry]:
    for e in facts.entries:
        item = facts.agenda.get(e.item)
        closed = e.part is Part.B or (item is not None and item.part is Part.B)
        if closed is (part is Part.B):
            yield e


def _vote(facts: MeetingFacts, e: MinuteEntry) -> Vote | None:
    mine = (v for v in facts.votes.all() if e.decision and v.decision == e.decision)
    return next(mine, None) or facts.votes.get(e.vote)


def _qualified(decision: Decision | None, style: MinuteStyle) -> tuple[str, str]:
    """Conditions, and dissent that a member asked to have recorded; a note of one page has neither."""
    if decision is None or style is MinuteStyle.ONE_PAGE:
        return "", ""
    return decision.conditions, decision.dissent


def _actions(model: MinutesModel) -> Iterator[ActionLine]:
    for item in model.items:
        for x in item.lines:
            if x.kind is EntryKind.ACTION:
                yield ActionLine(x.ref, x.number, x.text, x.owner, x.due)


def _amended(
    facts: MeetingFacts, review: ReviewFacts, codes: Mapping[UUID, str], part: Part
) -> Iterator[Amended]:
    for e in errata(facts, review, codes):
        if e.line.startswith("B") is (part is Part.B):
            yield Amended(e.number, e.line, e.was, e.reads, e.decision)


def _confirmed(facts: MeetingFacts) -> Confirmed | None:
    minutes = facts.minutes
    if minutes is None or not minutes.state.settled:
        return None
    at = facts.meetings.get(minutes.approved_at)
    day = minutes.approved_on or (shown.local(at.starts).date() if at else None)
    corrected = minutes.state is MinutesState.CORRECTED
    return Confirmed(facts.meeting.ref, at.ref if at else "", day, corrected)


def _confirms(facts: MeetingFacts) -> Iterator[Confirmed]:
    """The minutes of earlier meetings that this meeting approved."""
    for minutes in facts.minute_sets.all():
        of = facts.meetings.get(minutes.meeting)
        if live(minutes) and of and minutes.state.settled and minutes.approved_at == facts.meeting.id:
            corrected = minutes.state is MinutesState.CORRECTED
            yield Confirmed(of.ref, facts.meeting.ref, minutes.approved_on, corrected)


def _quorum(facts: MeetingFacts) -> Iterator[str]:
    """When the meeting lost its quorum, and when it had it again; before the first it had none to lose."""
    log = facts.meeting.quorum_log
    if log and not any(note.quorate for note in log):
        yield tr("The meeting was not quorate at any time.")
        return
    was: bool | None = None
    for note in log:
        time = shown.time(shown.local(facts.zoned(note.at)))
        if was and not note.quorate:
            yield tr("From {time} the meeting was not quorate, {n} present.", time=time, n=note.present)
        if was is False and note.quorate:
            yield tr("From {time} it was quorate again, {n} present.", time=time, n=note.present)
        was = note.quorate if was is not None or note.quorate else None


def _papers(facts: MeetingFacts, part: Part) -> Iterator[str]:
    for paper in facts.papers.all():
        if live(paper) and paper.part is part:
            yield " ".join(t for t in (paper.number, paper.title.said(facts.body.language)) if t)


def _replies(facts: MeetingFacts) -> Iterator[Reply]:
    for a in facts.present_list:
        if a.capacity.votes:
            at = shown.local(facts.zoned(a.replied_at)).date() if a.replied_at else None
            yield Reply(facts.name(a.person), tr(a.capacity.label), tr(a.reply.label), at)


def _signed(facts: MeetingFacts) -> str:
    minutes = facts.minutes
    if minutes is None or minutes.signed_how is None:
        return ""
    how = tr(minutes.signed_how.label)
    return f"{how}, {shown.date(minutes.signed_on)}" if minutes.signed_on else how
