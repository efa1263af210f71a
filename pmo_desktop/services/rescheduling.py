"""Dates that follow the network: what an edit of a plan moves, why, and all of it as one edit.

Dates are stored on the items, as people saw them. Working them out anew makes an ordinary batch of `Set`s
on start, finish, float and the critical path, so that undo, trail and merge know nothing new.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from pmo_desktop.domain.edits import Batch, Edit, batch, between
from pmo_desktop.domain.ids import PlanItemId
from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.readmodels.plans import PlanFile, finish_of
from pmo_desktop.scheduling.from_plan import PlanNetwork
from pmo_desktop.scheduling.network import Network
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.services.plan_edits import edit_of, with_summaries
from pmo_desktop.services.planstate import applied, besides_items
from pmo_desktop.services.reasons import notices_in_words, reasons_of

Preview = tuple[str, datetime, datetime]
"""Id of an item as the chart names it, its start, its finish."""
NOTHING: Edit = Batch(())
_SAME = timedelta(minutes=1)
"""Dates closer than this are one: files keep seconds that the engine rounds."""
_LENGTHS_FOLLOW = (ItemKind.SUMMARY, ItemKind.LOE)


@dc.dataclass(frozen=True, slots=True)
class Moved:
    """An item that comes to other dates: before, after, by how many working days its finish, and why."""

    item: PlanItem
    before: PlanItem
    days: int
    why: str

    @property
    def id(self) -> PlanItemId:
        """The item's, as lists name their rows."""
        return self.item.id


@dc.dataclass(frozen=True, slots=True)
class Rescheduling:
    """What working the dates out anew does. `edit` holds the act that led to it as well."""

    edit: Batch
    moved: tuple[Moved, ...]
    """In the order of the lines; summaries too."""
    notices: tuple[str, ...]
    finish_before: date | None
    finish: date | None
    items: tuple[PlanItem, ...] = dc.field(repr=False, default=())
    """All items as they will be."""


def rescheduled(file: PlanFile, act: Edit = NOTHING) -> Rescheduling:
    """Work the dates of a plan out anew, after an act of somebody or as it stands, as one edit.

    Raises ValueError, in words, where dates leave the years that can be planned with.
    """
    wanted = _anchored(applied(file, act))
    planned = wanted.network
    table = _timetable(planned.network)
    made = tuple(_made(planned, table))
    numbers = {item.number: item for item in made}
    items = tuple(numbers[item.number] for item in wanted.items)
    edits = [*besides_items(act), *edit_of(file.items, items).edits]
    if wanted.plan.begins != applied(file, act).plan.begins:
        edits.append(between(file.plan, dc.replace(file.plan, begins=wanted.plan.begins)))
    return Rescheduling(
        batch(edits),
        tuple(_moves(file, wanted, items, table)),
        tuple(notices_in_words(wanted, table)),
        finish_of(file.items),
        finish_of(items),
        items,
    )


def follows(file: PlanFile, act: Edit) -> bool:
    """Whether the dates follow this act at once: the person's choice for the plan, after the act."""
    return applied(file, act).plan.automatic


def preview(file: PlanFile, changed: Sequence[PlanItem]) -> tuple[Preview, ...]:
    """What comes to other dates if some items were as in `changed`: id, start and finish of each.

    For every movement of the pointer: the network of the file is built once and kept, only values of the
    changed items are replaced. Where dates follow on request alone, nothing but the changed items and the
    summaries above them would move. Raises ValueError as `rescheduled` does.
    """
    if not file.plan.automatic:
        return tuple(_by_hand(file, changed))
    planned = file.network
    if planned.takes(changed):
        network = planned.with_items(changed)
    else:
        now = {item.id: item for item in file.items} | {item.id: item for item in changed}
        planned = dc.replace(file, items=tuple(now.values())).network
        network = planned.network
    moved = _differing(planned, _timetable(network))
    return tuple((str(planned.items[row].id), start, finish) for row, start, finish in moved)


def _by_hand(file: PlanFile, changed: Sequence[PlanItem]) -> Iterator[Preview]:
    """Changed items and the summaries above them, as they are while nothing else follows."""
    items = {item.number: item for item in file.items}
    for item in changed:
        for one in with_summaries(tuple(items.values()), item, file.days, file.per_day):
            items[one.number] = one
    for before in file.items:
        item = items[before.number]
        if item.start and item.finish and (item.start, item.finish) != (before.start, before.finish):
            yield str(item.id), item.start, item.finish


def _timetable(network: Network) -> Timetable:
    from pmo_desktop.scheduling.engine import schedule
    from pmo_desktop.scheduling.worktime import OutOfTime

    try:
        return schedule(network)
    except OutOfTime as why:
        raise ValueError(str(why)) from why


def _anchored(file: PlanFile) -> PlanFile:
    """The plan with its beginning written down: else moving its first item would move where all begin."""
    plan = file.plan
    if plan.begins is not None or plan.from_finish:
        return file
    starts = [item.start for item in file.items if item.start and item.active]
    begins = plan.file_start or min(starts, default=None)
    return file if begins is None else dc.replace(file, plan=dc.replace(plan, begins=begins))


def _differing(planned: PlanNetwork, table: Timetable) -> Iterator[tuple[int, datetime, datetime]]:
    """Rows that come to other dates than their items have: row, start, finish."""
    import numpy as np

    from pmo_desktop.scheduling.ticks import MINUTE, NO_DATE, moment

    start, finish = planned.stored
    other = (np.abs(table.start - start) >= MINUTE) | (np.abs(table.finish - finish) >= MINUTE)
    for row in np.flatnonzero(other & (table.start != NO_DATE) & (table.finish != NO_DATE)).tolist():
        begins, ends = moment(int(table.start[row])), moment(int(table.finish[row]))
        if begins is not None and ends is not None:
            yield row, begins, ends


def _made(planned: PlanNetwork, table: Timetable) -> Iterator[PlanItem]:
    """The items as the timetable has them."""
    dates = {row: (start, finish) for row, start, finish in _differing(planned, table)}
    columns = zip(
        planned.items,
        (table.duration / 10).round().astype(int).tolist(),
        (table.total_float / 10).round().astype(int).tolist(),
        (table.free_float / 10).round().astype(int).tolist(),
        table.critical.tolist(),
        strict=True,
    )
    for row, (item, duration, total, free, critical) in enumerate(columns):
        start, finish = dates.get(row, (item.start, item.finish))
        if start is None or finish is None:
            yield item
            continue
        length = duration if item.item_kind in _LENGTHS_FOLLOW else item.duration
        yield _replaced(item, Wall(start), Wall(finish), length, total, free, critical)


def _replaced(
    item: PlanItem, start: Wall, finish: Wall, length: int, total: int, free: int, critical: bool
) -> PlanItem:
    """An item with what was worked out; the same item where nothing differs."""
    now = (item.start, item.finish, item.duration, item.total_slack, item.free_slack, item.critical)
    if now == (start, finish, length, total, free, critical):
        return item
    return dc.replace(
        item,
        start=start,
        finish=finish,
        duration=Minutes(length),
        total_slack=Minutes(total),
        free_slack=Minutes(free),
        critical=critical,
    )


def _moves(file: PlanFile, wanted: PlanFile, items: Sequence[PlanItem], table: Timetable) -> Iterator[Moved]:
    """What comes to other dates than it had before the act, with the reason for each."""
    known = {item.id: item for item in file.items}
    found = [(known[i.id], i) for i in items if i.id in known and _other_dates(known[i.id], i)]
    why = reasons_of(wanted, table, {before.number: before for before, _ in found})
    for before, after in found:
        yield Moved(after, before, _by_days(file, before, after), why(after))


def _other_dates(before: PlanItem, after: PlanItem) -> bool:
    return _apart(before.start, after.start) or _apart(before.finish, after.finish)


def _apart(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) >= _SAME


def _by_days(file: PlanFile, before: PlanItem, after: PlanItem) -> int:
    """Working days that the finish moves, the start where that stays."""
    if before.finish is None or after.finish is None or before.start is None or after.start is None:
        return 0
    ends = file.days.working_days_between(before.finish.date(), after.finish.date())
    return ends or file.days.working_days_between(before.start.date(), after.start.date())
