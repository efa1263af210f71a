"""What stands against an item before the meeting: interests that touch it, people missing, papers."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Iterator
from uuid import UUID

from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.meetings import AgendaItem, Attendance, Paper, PaperState, Part, Presence, Reply
from pmo_desktop.domain.record import Secrecy
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live

_SHORTEST = 5
"""Letters of a word that says what an interest is about; shorter ones are in every title."""
_GONE = (Presence.APOLOGIES, Presence.ABSENT)
_CLOSED = (Secrecy.RESTRICTED, Secrecy.CONFIDENTIAL)


@dc.dataclass(frozen=True, slots=True)
class Conflict:
    """One thing to settle before the item is taken; `person` is whom it is about."""

    says: str
    person: UUID | None = None
    interest: bool = False


def conflicts(facts: MeetingFacts, item: AgendaItem) -> tuple[Conflict, ...]:
    """All that stands against an item, interests first."""
    return (*_declared(facts, item), *_standing(facts, item), *_missing(facts, item), *_closed(facts, item))


def _declared(facts: MeetingFacts, item: AgendaItem) -> Iterator[Conflict]:
    for one in facts.declarations.all():
        if live(one) and one.item == item.id:
            said = tr("{name} declared: {interest} ({effect})", name=facts.name(one.person),
                      interest=one.nature, effect=tr(one.effect.label))  # fmt: skip
            yield Conflict(said, one.person, interest=True)


def _standing(facts: MeetingFacts, item: AgendaItem) -> Iterator[Conflict]:
    """Interests in the register that share a word with the item, its work or its papers."""
    told = _words(_subject(facts, item))
    declared = {d.person for d in facts.declarations.all() if live(d) and d.item == item.id}
    for seat in facts.memberships.all():
        if not live(seat) or seat.person in declared:
            continue
        for interest in seat.interests:
            over = interest.until is not None and interest.until < facts.zone_day
            if not over and told & _words(interest.nature):
                said = tr("{name} has an interest in the register: {interest}",
                          name=facts.name(seat.person), interest=interest.nature)  # fmt: skip
                yield Conflict(said, seat.person, interest=True)


def _subject(facts: MeetingFacts, item: AgendaItem) -> str:
    work: Work | None = facts.works.get(item.work)
    texts = [text for _, text in item.title.texts]
    texts += [work.ref, *(text for _, text in work.title.texts)] if work is not None else []
    texts += [text for p in papers_of(facts, item) for _, text in p.title.texts]
    return " ".join(texts)


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W_]+", fold(text)) if len(w) >= _SHORTEST)


def _missing(facts: MeetingFacts, item: AgendaItem) -> Iterator[Conflict]:
    seats = {a.person: a for a in facts.present_list}
    if item.presenter is not None:
        name, seat = facts.name(item.presenter), seats.get(item.presenter)
        if seat is None:
            yield Conflict(tr("{name} presents and is not invited", name=name), item.presenter)
        elif _absent(seat):
            yield Conflict(tr("{name} presents and will not be there", name=name), item.presenter)
    for guest in item.guests:
        name, seat = facts.name(guest), seats.get(guest)
        if seat is None:
            yield Conflict(tr("{name} is a guest and is not invited", name=name), guest)
        elif _absent(seat):
            yield Conflict(tr("{name} is a guest and will not be there", name=name), guest)


def _absent(seat: Attendance) -> bool:
    return seat.presence in _GONE or seat.reply is Reply.DECLINED


def _closed(facts: MeetingFacts, item: AgendaItem) -> Iterator[Conflict]:
    """A restricted paper under an open item, or before somebody who sees Part A only."""
    for paper in papers_of(facts, item):
        if (paper.part is Part.B or paper.secrecy in _CLOSED) and item.part is Part.A:
            number = paper.number or str(paper.title)
            yield Conflict(tr("Paper {number} is restricted, the item is in Part A", number=number))
    if item.part is Part.B or any(p.part is Part.B for p in papers_of(facts, item)):
        seats = [a for a in facts.present_list if not a.capacity.votes and a.items and item.id not in a.items]
        for seat in seats:
            if seat.person in item.guests:
                said = tr("{name} has no right to the restricted part", name=facts.name(seat.person))
                yield Conflict(said, seat.person)


def papers_of(facts: MeetingFacts, item: AgendaItem) -> tuple[Paper, ...]:
    """The papers of an item by their numbers, without those withdrawn."""
    found = [p for p in facts.papers.all() if p.item == item.id and live(p)]
    kept = [p for p in found if p.state is not PaperState.WITHDRAWN]
    return tuple(sorted(kept, key=lambda p: (p.number, str(p.title))))
