"""Business that travels: put before a body, onto an agenda, back or on to the next body; and its way."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.business import Business, BusinessState
from pmo_desktop.domain.edits import Batch, Edit, batch, between, creation
from pmo_desktop.domain.ids import BodyId, BusinessId
from pmo_desktop.domain.meetings import AgendaItem, AgendaState, Meeting, Outcome
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.values import LText, Minutes, Zoned
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.readmodels.occurrences import next_day
from pmo_desktop.services.meetings.agenda import add
from pmo_desktop.services.meetings.series import is_business
from pmo_desktop.services.meetings.steps import Moment, walked
from pmo_desktop.services.ports import Join, Reader

_OPEN = (BusinessState.WAITING, BusinessState.ON_AGENDA)


def waiting_for(business: Iterable[Business], body: BodyId, day: date | None = None) -> tuple[Business, ...]:
    """What waits for a body, the most urgent first; with a day, what is wanted by a meeting on that day."""
    kept = [
        b
        for b in business
        if b.body == body and b.archived_at is None and b.state is BusinessState.WAITING
        if day is None or (b.wanted is not None and b.wanted <= day)
    ]
    return tuple(sorted(kept, key=lambda b: (b.wanted or date.max, b.ref)))


def put_on(
    facts: MeetingFacts, business: Business, moment: Moment, at: int | None = None, deferrals: int = 0
) -> Batch:
    """Make an item of it on a meeting's agenda; it stays linked, so that its way can be told.

    `deferrals` says how often it was put off before.
    """
    made = add(
        facts,
        shown_title(business.title, facts.body.language),
        moment,
        at=at,
        purpose=business.purpose,
        minutes=int(business.minutes),
        work=business.work,
        presenter=business.presenter,
        part=business.part,
        business=business.id,
        description=business.description,
        deferrals=deferrals,
    )
    return batch([*made.edits, *walked(business, BusinessState.ON_AGENDA)])


def shown_title(title: LText, language: str) -> str:
    """The title in a language, else in the one it has."""
    return dict(title.texts).get(language) or str(title)


def after_meeting(facts: MeetingFacts, items: Sequence[AgendaItem]) -> Iterator[Edit]:
    """What becomes of travelling business once its items have ended, as they will stand.

    Deferred or not reached it waits for the same body again; concluded it goes on to the next body that it
    names, comes back on its next day where it recurs, or is concluded.
    """
    for item in items:
        business = facts.business.get(item.business)
        if business is None or business.state not in _OPEN or not is_business(item):
            continue
        if item.state is AgendaState.CONCLUDED and item.outcome is not Outcome.DEFERRED:
            yield from _gone_on(business, facts)
        else:
            yield from walked(business, BusinessState.WAITING)


def _gone_on(business: Business, facts: MeetingFacts) -> Iterator[Edit]:
    if business.goes_on_to:
        first, *rest = business.goes_on_to
        yield from walked(business, BusinessState.WAITING, body=first, goes_on_to=tuple(rest))
    elif business.recurrence:
        day = next_day(business.recurrence, facts.zone_day)
        yield from walked(business, BusinessState.WAITING if day else BusinessState.CONCLUDED, wanted=day)
    else:
        yield from walked(business, BusinessState.CONCLUDED)


def sent_on(business: Business, body: BodyId) -> Batch:
    """Put it before another body now; the bodies after that stay as they are."""
    rest = tuple(b for b in business.goes_on_to if b != body)
    seen = walked(business, BusinessState.WAITING, body=body, goes_on_to=rest, wanted=None)
    return batch(seen)


def sent_item(facts: MeetingFacts, item: AgendaItem, body: BodyId, moment: Moment) -> Batch:
    """Send the business of an item on to another body: now where the item is over, else once it has ended.

    An item that was of one meeting only begins to travel.
    """
    business = facts.business.get(item.business)
    if business is None:
        over = item.state in (AgendaState.CONCLUDED, AgendaState.DEFERRED)
        made = from_item(facts, item, moment)
        fresh: Business = next(
            b for b in applied(facts, made).business.all() if b.id not in facts.business.by_id
        )
        on = dc.replace(fresh, goes_on_to=() if over else (body,))
        if over:
            on = dc.replace(on, body=body, state=BusinessState.WAITING)
        return batch([creation(on), *made.edits[1:]])
    if business.state is BusinessState.ON_AGENDA:
        return batch([between(business, dc.replace(business, goes_on_to=(body, *business.goes_on_to)))])
    return sent_on(business, body)


def from_item(facts: MeetingFacts, item: AgendaItem, moment: Moment) -> Batch:
    """Let an item travel that so far was of one meeting only."""
    made = Business(
        id=BusinessId(moment.new_id()),
        title=item.title,
        body=facts.body.id,
        state=BusinessState.ON_AGENDA,
        agenda_kind=item.agenda_kind,
        purpose=item.purpose,
        minutes=Minutes(item.allotted),
        part=item.part,
        work=item.work,
        presenter=item.presenter,
    )
    return batch([creation(made), between(item, dc.replace(item, business=made.id))])


@dc.dataclass(frozen=True, slots=True)
class Stop:
    """One meeting that a piece of business came to, and what was decided there."""

    meeting: UUID
    ref: str
    body: str
    starts: Zoned
    number: str
    outcome: Outcome | None
    decisions: tuple[str, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Way:
    """All stops of a piece of business in order of time, and how often it was deferred."""

    business: Business
    stops: tuple[Stop, ...] = ()

    @property
    def deferrals(self) -> int:
        """How often it was put off."""
        return sum(stop.outcome is Outcome.DEFERRED for stop in self.stops)


def read_way(reader: Reader, business: BusinessId) -> Way | None:
    """The way of a piece of business, in two statements; None when there is none with this id."""
    head = reader.get("business", [business]).get(business)
    if head is None:
        return None
    joins = (
        Join("meeting", "id", "agenda_item", "meeting"),
        Join("body", "id", "meeting", "body"),
        Join("decision", "item", "agenda_item"),
    )
    found: dict[UUID, Stop] = {}
    for item, meeting, body, decision in reader.joined("agenda_item", joins, "business", [business]):
        if meeting is None or item.state is AgendaState.PROPOSED:
            continue
        stop = found.get(item.id) or _stop(item, meeting, str(body.title) if body is not None else "")
        found[item.id] = dc.replace(stop, decisions=_with(stop.decisions, decision))
    stops = sorted(found.values(), key=lambda s: s.starts.at)
    return Way(head, tuple(stops))


def _stop(item: AgendaItem, meeting: Meeting, body: str) -> Stop:
    return Stop(meeting.id, meeting.ref, body, meeting.starts, item.number, item.outcome)


def _with(codes: tuple[str, ...], decision: Decision | None) -> tuple[str, ...]:
    return codes if decision is None or decision.ref in codes else (*codes, decision.ref)
