"""What the leader sees of a meeting: the item, what it asks, what was minuted, who is there."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import AgendaItem, MeetingState, Paper, Part, Presence, Purpose
from pmo_desktop.domain.minutes import DecisionState, MinuteEntry
from pmo_desktop.domain.quorum import Quorum
from pmo_desktop.i18n import N_, inside, language, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.meetings_live import AgendaRow, LiveMeeting, live_meeting

RECOMMENDED = re.compile(r"\s*\((?:recommended|empfohlen|recommandé|recomendad[ao])\)\s*", re.IGNORECASE)
"""How an option says in its own words that it is the one proposed."""
_OPEN = (EntryKind.QUESTION, EntryKind.PARKED)
_SAID = frozenset(EntryKind) - {EntryKind.NOTE}


@dc.dataclass(frozen=True, slots=True)
class Option:
    """One way that a paper lays open: its letter, what it is, and what it means in money, dates or terms."""

    letter: str
    text: str
    terms: tuple[str, ...] = ()
    recommended: bool = False


@dc.dataclass(frozen=True, slots=True)
class Card:
    """One line as minuted; `note` stands small below it."""

    id: UUID
    number: str
    kind: EntryKind
    text: str
    note: str = ""
    stored: bool = True


@dc.dataclass(frozen=True, slots=True)
class LeaderItem:
    """The item in front: what it is, which paper it has, what is asked, what was said of it before."""

    id: UUID
    number: str
    title: str
    facts: str
    purpose: Purpose
    allotted: int
    running: bool
    done: bool
    asked: str = ""
    options: tuple[Option, ...] = ()
    before: str = ""
    work: UUID | None = None
    paper: UUID | None = None
    paper_number: str = ""
    outcome: str = ""


@dc.dataclass(frozen=True, slots=True)
class LeaderView:
    """The whole window at one moment; `taken` is in seconds, `here` says whether the item is under way."""

    meeting: UUID
    ref: str
    body: str
    state: MeetingState
    place: str
    quorum: Quorum
    item: LeaderItem | None
    taken: int
    previous: AgendaRow | None
    following: AgendaRow | None
    now: AgendaRow | None
    """The item under discussion, when another one is looked at."""
    cards: tuple[Card, ...]
    decided: tuple[Card, ...]
    questions: tuple[Card, ...]
    room: tuple[str, ...]
    """Sentences: who left, who is recused, who sent apologies."""
    agenda: tuple[AgendaRow, ...]
    read_back: Card | None
    reasons: str = ""

    @property
    def left(self) -> int:
        """Seconds of the item's time that are left, below zero when over."""
        return (self.item.allotted * 60 if self.item else 0) - self.taken


def leader_view(
    facts: MeetingFacts, now: datetime, looked_at: UUID | None = None, unsaved: frozenset[UUID] = frozenset()
) -> LeaderView:
    """The meeting for somebody who leads it; `looked_at` when another item than the current one is read."""
    live_now = live_meeting(facts, now, looked_at, unsaved)
    rows, front = live_now.agenda, live_now.current
    at = next((n for n, r in enumerate(rows) if front and r.id == front.id), -1)
    chosen = facts.agenda.get(front.id) if front is not None else None
    running = next((r for r in rows if r.running and chosen is not None and r.id != chosen.id), None)
    said = [e for e in facts.entries if e.entry_kind in _SAID and not e.prepared]
    cards = {e.id: _card(facts, e, unsaved) for e in said}
    made = [e for e in said if e.decision and e.entry_kind is not EntryKind.REASON]
    last = max(made, key=lambda e: e.at, default=None)
    decision = facts.decisions.get(last.decision) if last is not None else None
    return LeaderView(
        meeting=facts.meeting.id,
        ref=facts.meeting.ref,
        body=facts.body.title.said(language()),
        state=facts.meeting.state,
        place=_place(live_now, at),
        quorum=live_now.quorum,
        item=_item(facts, chosen, rows[at]) if chosen is not None else None,
        taken=rows[at].taken if at >= 0 else 0,
        previous=rows[at - 1] if at > 0 else None,
        following=rows[at + 1] if 0 <= at < len(rows) - 1 else None,
        now=running,
        cards=tuple(cards[e.id] for e in said if chosen is not None and e.item == chosen.id),
        decided=tuple(cards[e.id] for e in made),
        questions=tuple(cards[e.id] for e in said if e.entry_kind in _OPEN),
        room=tuple(_room(facts, chosen)),
        agenda=rows,
        read_back=cards[last.id] if last is not None else None,
        reasons=str(decision.reasons) if decision is not None else "",
    )


def _place(now: LiveMeeting, at: int) -> str:
    if at < 0:
        return tr("The agenda is empty")
    where = tr("Item {n} of {all}", n=at + 1, all=len(now.agenda))
    return tr("{where} · {time}", where=where, time=now.clock) if now.running else where


def _card(facts: MeetingFacts, entry: MinuteEntry, unsaved: frozenset[UUID]) -> Card:
    notes = [_note(facts, entry), tr("Part B, restricted") if entry.part is Part.B else ""]
    note = " · ".join(n for n in notes if n)
    stored = entry.id not in unsaved
    return Card(entry.id, facts.numbers.get(entry.id, ""), entry.entry_kind, str(entry.text), note, stored)


def _note(facts: MeetingFacts, entry: MinuteEntry) -> str:
    """Who and by when, or the code of what was decided."""
    if entry.entry_kind is EntryKind.REASON:
        return ""
    decision, action = facts.decisions.get(entry.decision), facts.actions.get(entry.action)
    if decision is not None:
        ref = decision.ref or tr("being stored")
        waits = decision.state is DecisionState.TO_RATIFY
        return tr("{code} · subject to ratification", code=ref) if waits else ref
    if action is not None:
        who = facts.name(action.owner) or tr("no owner yet")
        due = shown.weekday_day(action.due) if action.due else tr("no date yet")
        return tr("{person} · {day}", person=who, day=due)
    return ""


def _item(facts: MeetingFacts, item: AgendaItem, row: AgendaRow) -> LeaderItem:
    paper = next((p for p in facts.papers.all() if p.item == item.id and live(p)), None)
    asked = str(item.proposed_resolution or (paper.proposed_resolution if paper else ""))
    return LeaderItem(
        item.id,
        item.number,
        item.title.said(language()),
        _facts_line(facts, item, paper),
        item.purpose,
        int(item.allotted),
        row.running,
        row.done,
        asked,
        options_of(paper) if paper else (),
        _before(item, paper),
        item.work or (paper.work if paper else None),
        paper.document if paper else None,
        paper.number if paper else "",
        tr(item.outcome.label) if item.outcome else "",
    )


def _facts_line(facts: MeetingFacts, item: AgendaItem, paper: Paper | None) -> str:
    parts: list[str] = []
    if paper is not None and paper.number:
        parts.append(tr("Paper {code}/{number}", code=facts.meeting.ref, number=paper.number))
        if paper.pages:
            parts.append(trn("{n} page", "{n} pages", paper.pages))
    if (who := facts.name(item.presenter) or (facts.name(paper.presenter) if paper else "")) != "":
        parts.append(tr("{person} presents", person=who))
    if item.part is Part.B:
        parts.append(tr("Part B, restricted"))
    return " · ".join(parts)


def _before(item: AgendaItem, paper: Paper | None) -> str:
    """What was said of it before: by which bodies, and how often it was put off."""
    said = paper.considered_before if paper is not None else ""
    parts = [tr("Considered before: {said}", said=said)] if said else []
    if item.deferrals:
        parts.append(trn("deferred {n} time", "deferred {n} times", item.deferrals))
    return " · ".join(parts)


def options_of(paper: Paper) -> tuple[Option, ...]:
    """The options of a paper, one to a line: "B: second crew; EUR 42.6 m; 38 wd late (recommended)"."""
    return tuple(_option(n, line) for n, line in enumerate(filter(None, paper.options.splitlines())))


def _option(n: int, said: str) -> Option:
    recommended = RECOMMENDED.search(said) is not None
    plain = RECOMMENDED.sub(" ", said).strip()
    head, colon, rest = plain.partition(":")
    letter, text = (head.strip(), rest) if colon and len(head.strip()) <= 2 else (str(n + 1), plain)
    first, *terms = [part.strip() for part in text.split(";") if part.strip()] or [text.strip()]
    return Option(letter, first[:1].upper() + first[1:], tuple(terms), recommended)


_WHERE: Mapping[Presence, str] = {
    Presence.LEFT: N_("{names} left the room"),
    Presence.APOLOGIES: N_("Apologies: {names}"),
    Presence.ABSENT: N_("Absent: {names}"),
    Presence.REMOTE: N_("By line: {names}"),
    Presence.DEPUTY: N_("As deputy: {names}"),
}


def _room(facts: MeetingFacts, item: AgendaItem | None) -> Iterable[str]:
    """Interests declared for the item, then who is not at the table or not in the room."""
    about = (None, item.id if item is not None else None)
    for declared in facts.declarations.all():
        if live(declared) and declared.item in about:
            name, effect = facts.name(declared.person), inside(tr(declared.effect.label))
            yield tr(
                "Interest: {name}, {nature} ({effect})", name=name, nature=declared.nature, effect=effect
            )
    for presence, words in _WHERE.items():
        names = [facts.name(a.person) for a in facts.present_list if a.presence is presence]
        if names:
            yield tr(words, names=", ".join(names))
