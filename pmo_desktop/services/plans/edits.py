"""Edits of one plan: dates, length and progress of a line, and its summaries with it; links and baselines.

No other line moves: what waits for a moved one is worked out by the schedule engine, not here. Durations
stay what they were when a line is moved, counted in the working days of the plan's calendar.
"""

from __future__ import annotations

import dataclasses as dc
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from itertools import pairwise
from uuid import UUID

from pmo_desktop.domain.edits import Archive, Batch, Edit, Set, batch, between, creation
from pmo_desktop.domain.ids import PlanId, PlanLinkId, WorkId
from pmo_desktop.domain.plans import (
    BaselineDates,
    ConstraintKind,
    ItemKind,
    Plan,
    PlanItem,
    PlanLink,
    PlanMode,
)
from pmo_desktop.domain.values import Minutes, Points, Wall
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import tr

NewId = Callable[[], UUID]
FULL = Points(10_000)
DAY_START, DAY_END = time(8), time(17)
_POINTS_IN_TIME = (ItemKind.MILESTONE, ItemKind.EVENT)


def _wall(day: date, clock: datetime | None, usual: time) -> Wall:
    return Wall(datetime.combine(day, clock.time() if clock else usual))


def _nearest(day: date, days: WorkDays, *, later: bool) -> date:
    """The working day that a date means when people came to it from before or from after."""
    return days.on_or_after(day) if later else days.on_or_before(day)


# -- one line ----------------------------------------------------------------------------------------


def moved(item: PlanItem, start: date, days: WorkDays) -> PlanItem:
    """The line begins on another day (a day off means the next working day in that direction).

    Its length in working days stays. Raises ValueError for a line without dates.
    """
    if item.start is None or item.finish is None:
        raise ValueError(tr("“{name}” has no dates yet. Type its start first.", name=item.name))
    first = _nearest(start, days, later=start >= item.start.date())
    length = days.working_days_between(item.start.date(), item.finish.date())
    last = days.add_working_days(first, length) if length else first
    begins, ends = _wall(first, item.start, DAY_START), _wall(last, item.finish, DAY_END)
    held = not item.manual and item.item_kind is not ItemKind.EVENT
    return dc.replace(
        item,
        start=begins,
        finish=ends,
        constraint=ConstraintKind.SNET if held else item.constraint,
        constraint_date=begins if held else item.constraint_date,
        actual_start=begins if item.actual_start else None,
        actual_finish=ends if item.actual_finish else None,
    )


def begun_on(item: PlanItem, start: date | None, days: WorkDays, per_day: int = 480) -> PlanItem:
    """The line with a typed start: moved when it has dates, else placed there with its length."""
    if start is None:
        raise ValueError(tr("A line needs a start. Use Undo to take an edit back."))
    if item.start is not None and item.finish is not None:
        return moved(item, start, days)
    point = item.item_kind in _POINTS_IN_TIME
    first = Wall(datetime.combine(days.on_or_after(start), DAY_END if point else DAY_START))
    held = not item.manual and item.item_kind is not ItemKind.EVENT
    placed = dc.replace(item, start=first, finish=first)
    if held:
        placed = dc.replace(placed, constraint=ConstraintKind.SNET, constraint_date=first)
    return placed if point else lasting(placed, Minutes(item.duration or per_day), days, per_day)


def ended_on(item: PlanItem, finish: date | None, days: WorkDays, per_day: int = 480) -> PlanItem:
    """The line stretched or shortened to a day, never before its start; a point in time is moved."""
    if finish is None or item.start is None or item.finish is None:
        raise ValueError(tr("“{name}” needs a start before it can end.", name=item.name))
    if item.item_kind in _POINTS_IN_TIME:
        return moved(item, finish, days)
    last = max(_nearest(finish, days, later=finish >= item.finish.date()), item.start.date())
    longer = days.working_days_between(item.finish.date(), last)
    duration = Minutes(max(item.duration + longer * per_day, 0))
    return with_progress(
        dc.replace(item, finish=_wall(last, item.finish, DAY_END), duration=duration), item.percent
    )


def lasting(item: PlanItem, duration: Minutes, days: WorkDays, per_day: int = 480) -> PlanItem:
    """The line with another duration in working minutes; it begins when it did. Raises ValueError below 0."""
    if duration < 0:
        raise ValueError(tr("A length is not less than nothing."))
    if item.start is None:
        return dc.replace(item, duration=duration)
    if duration == 0:
        return dc.replace(item, duration=duration, finish=item.start)
    first = days.on_or_after(item.start.date())
    more = max(math.ceil(duration / per_day) - 1, 0)
    last = days.add_working_days(first, more) if more else first
    clock = item.finish if item.finish and item.finish != item.start else None
    made = dc.replace(item, duration=duration, finish=_wall(last, clock, DAY_END))
    return with_progress(made, item.percent)


def progressed(item: PlanItem, percent: Points | None) -> PlanItem:
    """The line with another share done, 0 to 100 %. Actual dates follow. Raises ValueError outside that."""
    if percent is None or not 0 <= percent <= FULL:
        raise ValueError(tr("Done is a share from 0 to 100 %."))
    return with_progress(item, percent)


def with_progress(item: PlanItem, percent: Points) -> PlanItem:
    """The line with a share done, and what is left of its length and its actual dates in step with it."""
    begun, ended = percent > 0, percent >= FULL
    return dc.replace(
        item,
        percent=percent,
        actual_start=(item.actual_start or item.start) if begun else None,
        actual_finish=item.finish if ended else None,
        remaining=Minutes(round(item.duration * (FULL - percent) / FULL)),
    )


# -- the plan around it ------------------------------------------------------------------------------


def in_order(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Lines as they stand below each other."""
    return sorted(items, key=lambda item: (item.position, item.number))


def with_summaries(
    items: Sequence[PlanItem], changed: PlanItem, days: WorkDays, per_day: int = 480
) -> list[PlanItem]:
    """What changes with one line: itself, then the summaries above it that now begin or end elsewhere."""
    now = {item.number: item for item in items} | {changed.number: changed}
    below: dict[int | None, list[int]] = {}
    for item in now.values():
        below.setdefault(item.parent, []).append(item.number)
    found, seen, above = [changed], {changed.number}, changed.parent
    while above is not None and above in now and above not in seen:
        seen.add(above)
        summary = summed(now[above], [now[n] for n in below[above]], days, per_day)
        if summary != now[above]:
            now[above] = summary
            found.append(summary)
        above = summary.parent
    return found


def summed(summary: PlanItem, parts: Sequence[PlanItem], days: WorkDays, per_day: int) -> PlanItem:
    """A summary from the first start to the last finish below it; done in step with their lengths."""
    live = [p for p in parts if p.active]
    starts = [p.start for p in live if p.start]
    ends = [p.finish for p in live if p.finish]
    if not starts or not ends:
        return summary
    first, last = min(starts), max(ends)
    length = days.working_days_between(first.date(), last.date()) + 1
    whole = sum(p.duration for p in live)
    done = sum(p.percent * p.duration for p in live) // whole if whole else summary.percent
    return dc.replace(
        summary,
        start=first,
        finish=last,
        duration=Minutes(length * per_day),
        percent=Points(done),
        actual_start=first if done else None,
        actual_finish=last if done >= FULL else None,
    )


def edit_of(items: Sequence[PlanItem], wanted: Iterable[PlanItem]) -> Batch:
    """The edits that turn lines into what is wanted of them; lines not among `items` are made."""
    known = {item.id: item for item in items}
    found: list[Edit] = []
    for item in wanted:
        if item.id not in known:
            found.append(creation(item))
        elif known[item.id] != item:
            found.append(between(known[item.id], item))
    return batch(found)


def renamed(item: PlanItem, name: str) -> Set:
    """Another name. Raises ValueError for an empty one."""
    wanted = " ".join(name.split())
    if not wanted:
        raise ValueError(tr("A line needs a name."))
    return between(item, dc.replace(item, name=wanted))


# -- links -------------------------------------------------------------------------------------------


def linked(
    plan: PlanId, chosen: Sequence[PlanItem], links: Iterable[PlanLink], new_id: NewId
) -> tuple[Batch, int]:
    """Finish-to-start links down a choice of lines in their order; gives the edit and how many it makes.

    Raises ValueError where a link would close a circle.
    """
    order = in_order(chosen)
    known = list(links)
    have = {(link.from_no, link.to_no) for link in known}
    made: list[PlanLink] = []
    for one, two in pairwise(order):
        if (one.number, two.number) in have:
            continue
        if leads(two.number, one.number, known):
            raise ValueError(tr("“{first}” waits for “{second}” already.", first=one.name, second=two.name))
        new = PlanLink(id=PlanLinkId(new_id()), plan=plan, from_no=one.number, to_no=two.number)
        made.append(new)
        known.append(new)
    return batch(creation(link) for link in made), len(made)


def leads(start: int, end: int, links: Sequence[PlanLink]) -> bool:
    """Whether one line leads to another along the links."""
    after: dict[int, list[int]] = {}
    for link in links:
        after.setdefault(link.from_no, []).append(link.to_no)
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        fresh = [n for n in after.get(at, ()) if n not in seen]
        seen.update(fresh)
        waiting += fresh
    return False


def unlinked(chosen: Iterable[PlanItem], links: Iterable[PlanLink]) -> Batch:
    """Take the links among a choice of lines away; of a single line all that it has."""
    numbers = {item.number for item in chosen}
    single = len(numbers) == 1
    among = (
        link
        for link in links
        if (link.from_no in numbers or link.to_no in numbers)
        and (single or {link.from_no, link.to_no} <= numbers)
    )
    return batch(Archive("plan_link", link.id) for link in among)


# -- baselines and whole plans -----------------------------------------------------------------------


def baselined(items: Sequence[PlanItem], number: int) -> Batch:
    """Keep the dates of every line as baseline `number`, as one step; what it held before is replaced."""
    return edit_of(items, (_baselined(item, number) for item in items if item.active))


def _baselined(item: PlanItem, number: int) -> PlanItem:
    if number == 0:
        return dc.replace(item, baseline_start=item.start, baseline_finish=item.finish)
    kept = tuple(b for b in item.baselines if b.number != number)
    now = BaselineDates(number, item.start, item.finish, item.duration, item.effort)
    return dc.replace(item, baselines=tuple(sorted((*kept, now), key=lambda b: b.number)))


def new_plan(work: WorkId, title: str, on: date, new_id: NewId, *, rhythm: bool = False) -> Plan:
    """An empty plan of a work: a network, or the rhythm of duties of an ongoing service.

    It begins on the day, and its dates follow each change at once; those of imported plans do not.
    """
    return Plan(
        id=PlanId(new_id()),
        work=work,
        title=title[:200],
        mode=PlanMode.RHYTHM if rhythm else PlanMode.NETWORK,
        status_date=on,
        automatic=True,
        begins=Wall(datetime.combine(on, DAY_START)),
    )
