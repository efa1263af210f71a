"""Read the list of meetings and the actions of all bodies; prepare the next meeting of a body."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pmo_desktop.domain.business import BusinessState
from pmo_desktop.domain.edits import Batch, Edit, batch
from pmo_desktop.domain.governance import GovernanceBody, MeetingSeries, SeriesState
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.values import Zoned
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings import ActionRow, MeetingRow, action_rows, meeting_rows
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.decisions.between import next_of, waiting, with_ratification
from pmo_desktop.services.meetings.boardyear import proposed_items
from pmo_desktop.services.meetings.business import waiting_for
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.series import (
    Carried,
    carry_over,
    meeting_creation,
    next_meetings,
    open_actions,
)
from pmo_desktop.services.meetings.steps import Moment, walked
from pmo_desktop.services.ports import Reader


@dc.dataclass(frozen=True, slots=True)
class MeetingList:
    """What the first page of meetings shows."""

    rows: tuple[MeetingRow, ...] = ()
    bodies: tuple[GovernanceBody, ...] = ()
    series: tuple[MeetingSeries, ...] = ()


def read_list(reader: Reader, today: date) -> MeetingList:
    """All meetings with their bodies, in four statements."""
    bodies: list[GovernanceBody] = reader.all("body")
    by_id: dict[UUID, GovernanceBody] = {b.id: b for b in bodies}
    rows = meeting_rows(reader.all("meeting"), by_id, reader.all("minute_set"), today)
    return MeetingList(rows, tuple(bodies), tuple(reader.all("series")))


@dc.dataclass(frozen=True, slots=True)
class ActionList:
    """What the actions tab shows, with the people who may own one."""

    rows: tuple[ActionRow, ...] = ()
    people: tuple[Person, ...] = ()


def read_actions(reader: Reader, today: date) -> ActionList:
    """All actions with owners and where they came from, in four statements."""
    people: list[Person] = reader.all("person")
    named: Mapping[UUID, Person] = {p.id: p for p in people}
    meetings: Mapping[UUID, Meeting] = {m.id: m for m in reader.all("meeting")}
    works: Mapping[UUID, Any] = {w.id: w for w in reader.all("work")}
    return ActionList(action_rows(reader.all("action"), named, meetings, works, today), tuple(people))


@dc.dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next meeting of a body, ready to be stored, and what it takes over."""

    edit: Batch
    starts: Zoned
    carried: tuple[Carried, ...]


def prepare_next(
    reader: Reader,
    body: GovernanceBody,
    now: datetime,
    new_id: Callable[[], UUID],
    keep: Callable[[Carried], bool] = lambda _: True,
) -> NextMeeting | str:
    """The next meeting by the body's series after its last one; a sentence when there can be none.

    `keep` says what is carried over: everything unless told otherwise.
    """
    series = [s for s in reader.where("series", "body", [body.id]) if s.state is SeriesState.ACTIVE]
    if not series:
        return tr("{body} has no series of meetings yet.", body=str(body.title))
    held = sorted(
        (m for m in reader.where("meeting", "body", [body.id]) if live(m)), key=lambda m: m.starts.at
    )
    last = held[-1] if held else None
    after = max(now, last.starts.at) if last else now - timedelta(minutes=1)
    coming = next_meetings(series[0], after)
    if not coming:
        return tr("The series of {body} has ended.", body=str(body.title))
    facts = read_meeting(reader, last.id) if last else None
    carried = tuple(dc.replace(c, keep=keep(c)) for c in carry_over(facts)) if facts else ()
    members = reader.where("membership", "body", [body.id])
    actions = open_actions(reader.where("action", "body", [body.id]))
    edit = meeting_creation(
        body,
        coming[0],
        members,
        Moment(now, new_id),
        series=series[0],
        previous=last,
        carried=carried,
        actions=actions,
    )
    waits = waiting(reader, body.id) if next_of(reader, body.id, now) is None else []
    edit = with_ratification(edit, body, waits, facts, Moment(now, new_id))
    again = {c.item.business for c in carried if c.item is not None}
    lines = [
        b for b in waiting_for(reader.where("business", "body", [body.id]), body.id) if b.id not in again
    ]
    yearly = proposed_items(lines, edit, local(coming[0]).date(), new_id)
    return NextMeeting(batch([*edit.edits, *yearly, *_travelling(facts, carried)]), coming[0], carried)


def _travelling(facts: MeetingFacts | None, carried: Iterable[Carried]) -> Iterator[Edit]:
    """Business of items that are carried over waits no longer."""
    for one in carried if facts is not None else ():
        business = facts.business.get(one.item.business) if facts and one.item and one.keep else None
        if business is not None:
            yield from walked(business, BusinessState.ON_AGENDA)
