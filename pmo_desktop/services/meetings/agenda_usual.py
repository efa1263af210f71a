"""The usual agenda of a series, agenda items copied from another meeting, and the agenda agreed."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.edits import Batch, batch, between
from pmo_desktop.domain.governance import MeetingSeries, UsualItem
from pmo_desktop.domain.ids import AgendaItemId
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaKind,
    AgendaState,
    Meeting,
    MeetingState,
    Part,
    Purpose,
)
from pmo_desktop.domain.values import LText, Minutes, Rich
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.agenda_order import put_in_order
from pmo_desktop.services.meetings.steps import Moment, walked

W = TypeVar("W", bound=Worded)
_CLOSING = (AgendaKind.AOB, AgendaKind.NEXT_MEETING)
BEFORE_AGREED = (MeetingState.PLANNED, MeetingState.CALLED)


def agreed(facts: MeetingFacts, moment: Moment) -> Batch | None:
    """The agenda as agreed by the chair, at this moment; None when it was agreed before."""
    meeting = facts.meeting
    if meeting.agenda_agreed_at is not None:
        return None
    if meeting.state in BEFORE_AGREED:
        return batch(walked(meeting, MeetingState.AGENDA_AGREED, agenda_agreed_at=moment.now))
    return batch([between(meeting, dc.replace(meeting, agenda_agreed_at=moment.now))])


def kept_as_usual(series: MeetingSeries, items: Iterable[AgendaItem], language: str) -> Batch | None:
    """Let every meeting of a series begin with this agenda, without what travels or was deferred."""
    usual = tuple(_usual(i, language) for i in items if i.business is None and not i.deferrals)
    changed = dc.replace(series, usual=usual)
    return batch([between(series, changed)]) if changed != series else None


def _usual(item: AgendaItem, language: str) -> UsualItem:
    return UsualItem(
        title=item.title.said(language),
        agenda_kind=item.agenda_kind.value,
        purpose=item.purpose.value,
        minutes=int(item.allotted),
        section=item.section,
        part=item.part.value,
    )


def usual_items(
    series: MeetingSeries, meeting: Meeting, language: str, previous: Meeting | None, moment: Moment
) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """The items of the usual agenda, and those of them that close it; without rank and number.

    The item of the minutes is left out where there is no meeting before.
    """
    made = [_made(u, meeting, language, previous, moment) for u in series.usual]
    items = [i for i in made if previous is not None or i.agenda_kind is not AgendaKind.MINUTES]
    return [i for i in items if i.agenda_kind not in _CLOSING], [
        i for i in items if i.agenda_kind in _CLOSING
    ]


def _made(
    usual: UsualItem, meeting: Meeting, language: str, previous: Meeting | None, moment: Moment
) -> AgendaItem:
    kind = _word(AgendaKind, usual.agenda_kind)
    of_minutes = kind is AgendaKind.MINUTES and previous is not None
    title = tr("Minutes of {meeting}", meeting=previous.ref) if of_minutes and previous else usual.title
    return AgendaItem(
        id=AgendaItemId(moment.new_id()),
        meeting=meeting.id,
        title=LText.of(title, language),
        agenda_kind=kind,
        purpose=_word(Purpose, usual.purpose),
        state=AgendaState.SCHEDULED,
        allotted=Minutes(usual.minutes),
        section=usual.section,
        part=_word(Part, usual.part),
    )


def _word(words: type[W], stored: str) -> W:
    """The member with this stored word, else the first."""
    return next((w for w in words if w.value == stored), next(iter(words)))


def copied(facts: MeetingFacts, source: Sequence[AgendaItem], moment: Moment) -> Batch | None:
    """The items of another agenda that are not on this one by title, before the closing ones."""
    there = {str(i.title).casefold() for i in facts.items} | {
        i.agenda_kind for i in facts.items if _single(i)
    }
    fresh = list(_copies(facts, (i for i in source if _key(i) not in there), moment))
    place = next((n for n, i in enumerate(facts.items) if i.agenda_kind in _CLOSING), len(facts.items))
    if not fresh:
        return None
    return put_in_order(facts, [*facts.items[:place], *fresh, *facts.items[place:]])


def _single(item: AgendaItem) -> bool:
    """Whether an agenda has one item of this kind only."""
    return item.agenda_kind in (
        AgendaKind.OPENING,
        AgendaKind.APOLOGIES,
        AgendaKind.DECLARATIONS,
        AgendaKind.MINUTES,
        AgendaKind.MATTERS_ARISING,
        *_CLOSING,
    )


def _key(item: AgendaItem) -> str | AgendaKind:
    return item.agenda_kind if _single(item) else str(item.title).casefold()


def _copies(facts: MeetingFacts, source: Iterable[AgendaItem], moment: Moment) -> Iterator[AgendaItem]:
    for i in source:
        yield AgendaItem(
            id=AgendaItemId(moment.new_id()),
            meeting=facts.meeting.id,
            title=i.title,
            agenda_kind=i.agenda_kind,
            purpose=i.purpose,
            state=AgendaState.SCHEDULED,
            allotted=i.allotted,
            presenter=i.presenter,
            part=i.part,
            work=i.work,
            section=i.section,
            guests=i.guests,
            background=Rich(""),
        )
