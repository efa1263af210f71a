"""What a line of the minutes becomes besides itself: decision, action, vote, risk, issue, interest, item."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping
from uuid import UUID

from pmo_desktop.domain.ageing import TO_BE_CONFIRMED
from pmo_desktop.domain.edits import Edit, between
from pmo_desktop.domain.governance import BodyAuthority, DelegationKind, GovernanceBody
from pmo_desktop.domain.ids import (
    ActionId,
    AgendaItemId,
    DecisionId,
    DeclarationId,
    IssueId,
    PersonId,
    RiskId,
    VoteId,
)
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.markers_words import line_words
from pmo_desktop.domain.meetings import AgendaItem, AgendaState, Declaration, InterestEffect, Presence
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteEntry, Vote
from pmo_desktop.domain.raid import Action, Issue, Risk
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.domain.votes import Tally, Verdict, VoteValue, VotingRule, consensus, result
from pmo_desktop.i18n import N_, speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.meetings_quorum import able, quorum_of, recused, voters
from pmo_desktop.services.meetings.meetings_earlier import earlier
from pmo_desktop.services.meetings.series import parked_source
from pmo_desktop.services.meetings.session import set_presence
from pmo_desktop.services.meetings.typed import Typed

MAKES = frozenset(
    {
        EntryKind.DECISION,
        EntryKind.RESOLUTION,
        EntryKind.REASON,
        EntryKind.ACTION,
        EntryKind.VOTE,
        EntryKind.RISK,
        EntryKind.ISSUE,
        EntryKind.PARKED,
        EntryKind.INTEREST,
    }
)
"""The kinds of lines that do more than stand in the minutes."""


@dc.dataclass(frozen=True, slots=True)
class Made:
    """The record a line becomes, the edits beside it, and the text of the line in the minutes."""

    record: Record | None = None
    beside: tuple[Edit, ...] = ()
    text: Rich | None = None


_WORTH: Mapping[BodyAuthority, str] = {
    BodyAuthority.RECOMMENDS: N_("{body}, which recommends"),
    BodyAuthority.ADVISES: N_("{body}, which advises"),
}


def authority_of(body: GovernanceBody, lang: str) -> str:
    """By what authority a body decides: its name and its limit of cost, in a language."""
    name = body.title.said(lang)
    limits = [d.amount for d in body.delegation if d.about is DelegationKind.COST and d.amount]
    with speaking(lang):
        if body.authority in _WORTH:
            return tr(_WORTH[body.authority], body=name)
        return tr("{body}, up to {amount}", body=name, amount=shown.money(limits[0])) if limits else name


def _decision(t: Typed) -> Made:
    """A decision with the quorum of its minute and who could take part in it then."""
    facts, quorate = t.facts, quorum_of(t.facts, t.item).quorate
    made = Decision(
        id=DecisionId(t.moment.new_id()),
        state=DecisionState.MADE if quorate else DecisionState.TO_RATIFY,
        text=t.text,
        authority=authority_of(facts.body, t.lang),
        quorate=quorate,
        taken_at=t.moment.now,
        taken_by=able(facts, t.item),
        body=facts.body.id,
        meeting=facts.meeting.id,
        item=t.item.id if t.item else None,
        made_on=t.today,
        works=(t.work,) if t.work else (),
    )
    return Made(made, tuple(_votes_for(t, made)))


def _votes_for(t: Typed, decision: Decision) -> list[Edit]:
    """The vote just taken on the item belongs to the decision that follows it."""
    item = t.item.id if t.item else None
    entries = [e for e in t.facts.of_item(item) if e.vote is not None]
    last = t.facts.votes.get(entries[-1].vote) if entries else None
    if last is None or last.decision is not None or not last.result.passed:
        return []
    return [between(last, dc.replace(last, decision=decision.id))]


def last_decision(facts: MeetingFacts, item: UUID | None) -> Decision | None:
    """The decision that "because" is about: the last of the item, else the last of the meeting."""
    of_item = [e for e in facts.of_item(item) if e.decision and e.entry_kind is not EntryKind.REASON]
    latest = sorted((e for e in facts.entries if e.decision), key=lambda e: e.at)
    found = of_item or latest
    return facts.decisions.get(found[-1].decision) if found else None


def _reason(t: Typed) -> Made:
    decision = last_decision(t.facts, t.item.id if t.item else None)
    if decision is None:
        return Made()
    reasons = Rich(" ".join(part for part in (decision.reasons, t.text) if part))
    return Made(beside=(between(decision, dc.replace(decision, reasons=reasons)),))


def _action(t: Typed) -> Made:
    if (before := earlier(t)) is not None:
        return Made(beside=before.edits, text=before.text)
    helpers = (t.person(who) for who in t.line.helpers_typed)
    item = t.item.id if t.item else None
    decision = next((e.decision for e in reversed(t.facts.of_item(item)) if e.decision), None)
    made = Action(
        id=ActionId(t.moment.new_id()),
        text=t.text,
        owner=t.owner,
        due=t.due.date if t.line.due_read else None,
        work=t.work,
        body=t.facts.body.id,
        meeting=t.facts.meeting.id,
        item=item,
        decision=decision,
        helpers=tuple(h for h in helpers if h),
        raised_at=t.today,
        tags=(TO_BE_CONFIRMED,) if t.line.due_read and t.due.to_be_confirmed else (),
    )
    return Made(made)


def verdict_of(t: Typed) -> Verdict:
    """How a vote that was typed ends by the rule of the body and the quorum now."""
    votes, body = t.line.votes, t.facts.body
    quorum = quorum_of(t.facts, t.item)
    if votes is None or votes.consensus:
        return consensus(0, quorate=quorum.quorate, rule=body.decision_rule)
    tally = votes.tally or Tally(yes=quorum.present)
    chair = t.facts.initials.get(t.facts.meeting.chair) if t.facts.meeting.chair else None
    said: Mapping[str, VoteValue] = dict(votes.by_person)
    casting = said.get(fold(chair)) if chair else None
    rule = VotingRule(body.decision_rule, body.casting_vote, body.abstentions_count)
    return result(rule, tally, members=quorum.members, chair=casting, quorate=quorum.quorate)


def _vote(t: Typed) -> Made:
    if t.line.votes is None:
        return Made()
    verdict = verdict_of(t)
    out = recused(t.facts, t.item) & {a.person for a in voters(t.facts)}
    made = Vote(
        id=VoteId(t.moment.new_id()),
        meeting=t.facts.meeting.id,
        item=t.item.id if t.item else None,
        text=t.text,
        in_favour=verdict.tally.yes,
        against=verdict.tally.no,
        abstain=verdict.tally.abstaining,
        recused=len(out),
        result=verdict.outcome,
        owner=None,
    )
    with speaking(t.lang):
        said = tr("{motion}: {result}", motion=t.text, result=verdict.said()) if t.text else verdict.said()
    return Made(made, text=Rich(said))


def _risk(t: Typed) -> Made:
    if t.work is None:
        return Made()
    title = LText.of(t.text[:200], t.lang)
    made = Risk(
        id=RiskId(t.moment.new_id()),
        title=title,
        work=t.work,
        event=t.text,
        owner=t.owner,
        raised_at=t.today,
        review_by=t.due.date if t.line.due_read else None,
    )
    return Made(made)


def _issue(t: Typed) -> Made:
    if t.work is None:
        return Made()
    made = Issue(
        id=IssueId(t.moment.new_id()),
        title=LText.of(t.text[:200], t.lang),
        work=t.work,
        impact=t.text,
        owner=t.owner,
        due=t.due.date if t.line.due_read else None,
        raised_at=t.today,
    )
    return Made(made)


def _parked(t: Typed) -> Made:
    following = t.facts.next_meeting
    if following is None:
        return Made()
    made = AgendaItem(
        id=AgendaItemId(t.moment.new_id()),
        meeting=following.id,
        title=LText.of(t.text[:200], t.lang),
        state=AgendaState.PROPOSED,
        presenter=t.owner,
        work=t.work,
        source=t.source,
    )
    return Made(made)


_INTERESTS: Mapping[InterestEffect, str] = {
    InterestEffect.NOTED: N_("{name} declared an interest: {interest}."),
    InterestEffect.SILENT: N_("{name} declared an interest ({interest}) and took no part in the discussion."),
    InterestEffect.NO_VOTE: N_("{name} declared an interest ({interest}) and does not vote."),
    InterestEffect.LEAVES: N_("{name} declared an interest ({interest}) and left the room."),
}


def _without_effect(text: str, lang: str) -> Rich:
    """The nature of an interest without the word at its end that says what follows from it."""
    said = text.split()
    for words, _effect in line_words(lang).effects:
        kept = len(said) - len(words.split())
        if fold(" ".join(said[kept:]).rstrip(" .")) == words:
            return Rich(" ".join(said[:kept]).rstrip(" ,;"))
    return Rich(text.rstrip(". "))


def _interest(t: Typed) -> Made:
    person = t.person(t.line.person_typed)
    if person is None:
        return Made()
    effect = t.line.effect or InterestEffect.NOTED
    made = Declaration(
        id=DeclarationId(t.moment.new_id()),
        meeting=t.facts.meeting.id,
        person=person,
        item=t.item.id if t.item else None,
        nature=_without_effect(t.text, t.lang) or Rich(tr(effect.label)),
        effect=effect,
        source=t.source,
    )
    with speaking(t.lang):
        said = tr(_INTERESTS[effect], name=t.facts.name(person), interest=made.nature)
    leaves = _leaving(t, person) if effect is InterestEffect.LEAVES else None
    return Made(made, (leaves,) if leaves else (), Rich(said))


def _leaving(t: Typed, person: PersonId) -> Edit | None:
    seat = next((a for a in t.facts.present_list if a.person == person), None)
    if seat is None or not seat.presence.here:
        return None
    return set_presence(seat, Presence.LEFT, t.moment.now, t.item.number if t.item else "")


_MAKERS: Mapping[EntryKind, Callable[[Typed], Made]] = {
    EntryKind.DECISION: _decision,
    EntryKind.RESOLUTION: _decision,
    EntryKind.REASON: _reason,
    EntryKind.ACTION: _action,
    EntryKind.VOTE: _vote,
    EntryKind.RISK: _risk,
    EntryKind.ISSUE: _issue,
    EntryKind.PARKED: _parked,
    EntryKind.INTEREST: _interest,
}


def made_by(typed: Typed) -> Made:
    """What a line becomes; nothing for plain lines and for those that lack what the record needs."""
    maker = _MAKERS.get(typed.line.kind)
    return maker(typed) if maker and (typed.text or typed.line.votes or typed.line.person_typed) else Made()


def record_of(facts: MeetingFacts, entry: MinuteEntry) -> Record | None:
    """The record that a line has made, or None."""
    linked: tuple[Record | None, ...] = (
        None if entry.entry_kind is EntryKind.REASON else facts.decisions.get(entry.decision),
        facts.actions.get(entry.action),
        facts.votes.get(entry.vote),
        facts.risks.get(entry.risk),
        facts.issues.get(entry.issue),
    )
    source = parked_source(entry.id)
    by_source = [
        r for r in (*facts.declarations.all(), *facts.agenda.all()) if r.source == source and live(r)
    ]
    return next((r for r in (*linked, *by_source) if r is not None), None)
