"""The yearly plan of a body: business that comes back, and the months it comes in."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from pmo_desktop.domain.business import Business, BusinessState
from pmo_desktop.domain.edits import Batch, Create, Edit, batch, between, creation
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.ids import AgendaItemId, BodyId, BusinessId
from pmo_desktop.domain.meetings import AgendaItem, AgendaState, Meeting, Outcome
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.occurrences import next_day
from pmo_desktop.services.meetings.agenda import accept
from pmo_desktop.services.meetings.business import put_on
from pmo_desktop.services.meetings.steps import Moment, rank_between, walked
from pmo_desktop.services.ports import Join, Reader

MONTHS = 12
_OPEN = (BusinessState.WAITING, BusinessState.ON_AGENDA)


@dc.dataclass(frozen=True, slots=True)
class YearLine:
    """A line of the yearly plan; `comes` and `done` are keyed by the first day of a month."""

    business: Business
    presenter: str
    comes: frozenset[date]
    done: dict[date, Outcome]

    @property
    def id(self) -> UUID:
        """The business."""
        return self.business.id


def month_of(day: date, by: int = 0) -> date:
    """The first day of the month so many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(year, month + 1, 1)


def comes_in(business: Business, today: date) -> frozenset[date]:
    """The months of the coming year that it comes in; what is overdue comes in this one."""
    return frozenset(month_of(day) for day in _days(business, today))


def _days(business: Business, today: date) -> Iterator[date]:
    end = month_of(today, MONTHS)
    day = business.wanted or next_day(business.recurrence, today)
    if day is not None and day < today:
        day = today
    while day is not None and day < end:
        yield day
        day = next_day(business.recurrence, day)


def read_year(reader: Reader, body: BodyId, names: dict[UUID, str], today: date) -> tuple[YearLine, ...]:
    """The lines of a body in the order they come, in two statements."""
    lines: list[Business] = [
        b
        for b in reader.where("business", "body", [body])
        if b.recurrence and b.archived_at is None and b.state in _OPEN
    ]
    done: dict[UUID, dict[date, Outcome]] = {b.id: {} for b in lines}
    join = Join("meeting", "id", "agenda_item", "meeting")
    pairs = reader.joined("agenda_item", (join,), "business", list(done)) if lines else []
    for item, meeting in pairs:
        _note(done, item, meeting)
    made = [
        YearLine(b, names.get(b.presenter, "") if b.presenter else "", comes_in(b, today), done[b.id])
        for b in lines
    ]
    return tuple(sorted(made, key=lambda r: (r.business.wanted or date.max, r.business.ref)))


def _note(done: dict[UUID, dict[date, Outcome]], item: AgendaItem, meeting: Meeting | None) -> None:
    if meeting is not None and item.business is not None and item.outcome is not None:
        done[item.business][month_of(shown.local(meeting.starts).date())] = item.outcome


def planned(body: GovernanceBody, title: str, rule: str, first: date, new_id: Callable[[], UUID]) -> Edit:
    """A new line, from the first meeting on or after a day."""
    made = Business(
        id=BusinessId(new_id()),
        title=LText.of(title, body.language),
        body=body.id,
        recurrence=rule,
        wanted=first,
    )
    return creation(made)


def moved(business: Business, by: int, today: date) -> Edit | None:
    """The next time it comes, so many months later; None where that is before this month."""
    at = business.wanted or next_day(business.recurrence, today) or today
    goal = month_of(max(at, month_of(today)), by)
    return between(business, dc.replace(business, wanted=goal)) if goal >= month_of(today) else None


def proposed_items(
    lines: Iterable[Business], edit: Batch, day: date, new_id: Callable[[], UUID]
) -> Iterator[Edit]:
    """Proposed items for a meeting that is being made, one for each line wanted by its day."""
    items = [s for s in edit.edits if isinstance(s, Create) and s.kind == "agenda_item"]
    if not items:
        return
    meeting, place = dict(items[0].values)["meeting"], dict(items[-1].values).get("position", "")
    for one in lines:
        if not one.recurrence or one.wanted is None or one.wanted > day or one.state is not _OPEN[0]:
            continue
        place = rank_between(place, "")
        yield creation(
            AgendaItem(
                id=AgendaItemId(new_id()),
                meeting=meeting,
                title=one.title,
                position=place,
                agenda_kind=one.agenda_kind,
                purpose=one.purpose,
                state=AgendaState.PROPOSED,
                allotted=one.minutes,
                presenter=one.presenter,
                part=one.part,
                work=one.work,
                business=one.id,
                description=one.description,
            )
        )


def on_agenda(facts: MeetingFacts, business: Business, moment: Moment) -> Batch:
    """Put it on the agenda of a meeting, by its proposed item where there is one; once at most."""
    if any(i.business == business.id for i in facts.items):
        return batch(())
    item = next((i for i in facts.proposed if i.business == business.id), None)
    if item is None:
        return put_on(facts, business, moment)
    return batch([*accept(facts, item).edits, *walked(business, BusinessState.ON_AGENDA)])


def ended(business: Business) -> Batch:
    """It comes back no more."""
    return batch(walked(business, BusinessState.WITHDRAWN))
