"""The agenda before the meeting: lines under headings, when each is planned to begin, sums and overrun."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, AgendaState, Part, Purpose
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.agenda_conflicts import conflicts, papers_of
from pmo_desktop.readmodels.meetings_facts import MeetingFacts

CONSENT, RESTRICTED = "\0consent", "\0restricted"
"""The headings that the program gives; no typed one begins like this."""


def heading_of(item: AgendaItem) -> str:
    """The heading that an item stands under, "" for none."""
    if item.part is Part.B:
        return RESTRICTED
    return CONSENT if item.agenda_kind is AgendaKind.CONSENT else item.section


def heading_words(heading: str) -> str:
    """A heading as people read it."""
    words = {CONSENT: tr("Consent block: passed together"), RESTRICTED: tr("Part B: restricted")}
    return words.get(heading, heading)


@dc.dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item; `block` names the run of items it stands in, in order of the runs."""

    id: UUID
    number: str
    title: str
    purpose: Purpose
    allotted: int
    state: AgendaState
    starts: str = ""
    late: bool = False
    presenter: str = ""
    guests: str = ""
    about: str = ""
    paper: str = ""
    part: Part = Part.A
    heading: str = ""
    block: str = ""
    deferrals: int = 0
    against: tuple[str, ...] = ()
    interest: bool = False

    @property
    def section(self) -> str:
        """The heading that somebody typed."""
        return "" if self.heading in (CONSENT, RESTRICTED) else self.heading


def agenda_lines(facts: MeetingFacts) -> tuple[AgendaLine, ...]:
    """The agenda in order, with planned times in the zone of the meeting."""
    start = shown.local(facts.meeting.starts)
    end, at = start + timedelta(minutes=int(facts.meeting.length)), start
    found: list[AgendaLine] = []
    for n, (_, run) in enumerate(groupby(facts.items, heading_of)):
        for item in run:
            found.append(_line(facts, item, at, f"{n:03}", end))
            at += timedelta(minutes=int(item.allotted))
    return tuple(found)


def _line(facts: MeetingFacts, item: AgendaItem, at: datetime, block: str, end: datetime) -> AgendaLine:
    against = conflicts(facts, item)
    work = facts.works.get(item.work)
    return AgendaLine(
        id=item.id,
        number=item.number,
        title=item.title.said(language()),
        purpose=item.purpose,
        allotted=int(item.allotted),
        state=item.state,
        starts=shown.time(at),
        late=at + timedelta(minutes=int(item.allotted)) > end,
        presenter=facts.name(item.presenter),
        guests=", ".join(facts.name(p) for p in item.guests),
        about=work.ref if work is not None else "",
        paper=", ".join(p.number for p in papers_of(facts, item) if p.number),
        part=item.part,
        heading=heading_of(item),
        block=block,
        deferrals=item.deferrals,
        against=tuple(c.says for c in against),
        interest=any(c.interest for c in against),
    )


def block_words(lines: Sequence[AgendaLine]) -> tuple[str, str]:
    """What stands over a run of items: its heading, its minutes."""
    heading = heading_words(lines[0].heading) or tr("General")
    return heading, shown.minutes(sum(line.allotted for line in lines))


@dc.dataclass(frozen=True, slots=True)
class Objection:
    """Why an agenda is not ready to be agreed."""

    says: str
    item: UUID | None = None


def objections(facts: MeetingFacts) -> tuple[Objection, ...]:
    """What an agenda lacks before the chair agrees it; each is said and none forbids."""
    found: list[Objection] = []
    spare = int(facts.meeting.length) * 9 // 10
    booked = sum(int(i.allotted) for i in facts.items)
    if booked > spare:
        over = tr("{sum} planned, and only {spare} leave a tenth free",
                  sum=shown.minutes(booked), spare=shown.minutes(spare))  # fmt: skip
        found.append(Objection(over))
    for item in facts.items:
        asks = item.purpose in (Purpose.DECIDE, Purpose.ENDORSE)
        business = item.agenda_kind not in _STANDING
        if not item.allotted:
            found.append(Objection(tr("Item {n} has no minutes", n=item.number), item.id))
        if business and item.presenter is None:
            found.append(Objection(tr("Item {n} has no presenter", n=item.number), item.id))
        if business and asks and not _resolution(facts, item):
            said = tr("Item {n} asks for a decision and has no proposed resolution", n=item.number)
            found.append(Objection(said, item.id))
        against = [tr("Item {n}: {said}", n=item.number, said=c.says) for c in conflicts(facts, item)]
        found += [Objection(said, item.id) for said in against]
    return tuple(found)


_STANDING = (
    AgendaKind.OPENING,
    AgendaKind.APOLOGIES,
    AgendaKind.DECLARATIONS,
    AgendaKind.MINUTES,
    AgendaKind.MATTERS_ARISING,
    AgendaKind.AOB,
    AgendaKind.NEXT_MEETING,
)


def _resolution(facts: MeetingFacts, item: AgendaItem) -> str:
    own = str(item.proposed_resolution)
    return own or next((str(p.proposed_resolution) for p in papers_of(facts, item)), "")
