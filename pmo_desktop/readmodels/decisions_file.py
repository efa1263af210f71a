"""One decision in full: who could take part at that minute, the quorum, the votes, how it was made."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from pmo_desktop.domain.meetings import Attendance, Presence
from pmo_desktop.domain.minutes import Decision, MinuteEntry, Route, Vote
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_quorum import recused, voters


@dc.dataclass(frozen=True, slots=True)
class Taken:
    """How a decision was taken. `lines` are pairs of label and value; the rest are names."""

    lines: tuple[tuple[str, str], ...] = ()
    votes: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    """The voting members who could take part."""
    out: tuple[str, ...] = ()
    """Those who were there and might not, by an interest declared."""


def taken_in(facts: MeetingFacts, decision: Decision) -> Taken:
    """How a decision of a meeting was taken, as the minutes and the quorum log have it."""
    entry = next((e for e in facts.entries if e.decision == decision.id), None)
    at = entry.at if entry is not None else None
    item = facts.agenda.get(decision.item)
    out = recused(facts, item)
    there = [a for a in voters(facts) if at is not None and inside_at(a, at)]
    votes = tuple(_vote(v) for v in facts.votes.all() if v.decision == decision.id)
    return Taken(
        tuple(_lines(facts, decision, entry)),
        votes,
        tuple(facts.name(a.person) for a in there if a.person not in out),
        tuple(facts.name(a.person) for a in voters(facts) if a.person in out),
    )


def _lines(facts: MeetingFacts, decision: Decision, entry: MinuteEntry | None) -> Iterable[tuple[str, str]]:
    yield tr("Meeting"), facts.meeting.ref
    if entry is not None:
        at = shown.time(shown.local(facts.zoned(entry.at)))
        number = facts.numbers.get(entry.id, "")
        yield tr("Minute"), tr("{number}, at {time}", number=number, time=at) if number else at
        note = next((n for n in reversed(facts.meeting.quorum_log) if n.at <= entry.at), None)
        if note is not None:
            words = tr("met, {n} present", n=note.present)
            yield tr("Quorum"), words if note.quorate else tr("not met, {n} present", n=note.present)
    elif not decision.quorate:
        yield tr("Quorum"), tr("not met")


def taken_between(decision: Decision, names: Mapping[UUID, str], votes: Iterable[Vote] = ()) -> Taken:
    """The four facts of a decision between meetings: time, place, day and names; and its votes."""
    lines: list[tuple[str, str]] = []
    if decision.taken_at is not None:
        at = decision.taken_at.astimezone()
        lines.append((tr("Day"), shown.day(at.date())))
        lines.append((tr("Time"), shown.time(at)))
    if decision.taken_where:
        lines.append((tr("Place"), decision.taken_where))
    who = tuple(names.get(p, "") for p in decision.taken_by)
    if who and decision.route is Route.CHAIRS_ACTION:
        lines.append((tr("By"), ", ".join(who)))
    return Taken(tuple(lines), tuple(_vote(v) for v in votes), who)


def _vote(vote: Vote) -> str:
    counts = tr(
        "{yes} for, {no} against, {n} abstaining", yes=vote.in_favour, no=vote.against, n=vote.abstain
    )
    said = tr("{counts}. {result}", counts=counts, result=tr(vote.result.label))
    apart = trn("{n} recused", "{n} recused", vote.recused) if vote.recused else ""
    return " · ".join(part for part in (said, apart) if part)


def inside_at(seat: Attendance, at: datetime) -> bool:
    """Whether somebody was in the room at an instant, by coming and going."""
    before = [m for m in seat.movements if m.at <= at]
    if before:
        return before[-1].inside
    if seat.movements:
        return not seat.movements[0].inside
    return seat.presence.here or seat.presence is Presence.LEFT
