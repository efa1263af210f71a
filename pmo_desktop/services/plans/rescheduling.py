"""Dates that follow the network: what an edit of a plan moves, why, and all of it as one edit.

Dates are stored on the items, as people saw them. Working them out anew makes an ordinary batch of `Set`s
on start, finish, float and the critical path, so that undo, trail and merge know nothing new.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from pmo_desktop.domain.edits import Batch, Edit, Set, batch, between, creation, steps
from pmo_desktop.domain.ids import PlanItemId
from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.readmodels.planlines import with_lines
from pmo_desktop.readmodels.plans import PlanFile, finish_of
from pmo_desktop.scheduling.from_plan import PlanNetwork
from pmo_desktop.scheduling.network import Flags, Network
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.services.plans.edits import with_summaries
from pmo_desktop.services.plans.reasons import notices_in_words, reasons_of
from pmo_desktop.services.plans.state import applied, besides_items

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
    why: Callable[[PlanItem], str] = dc.field(repr=False, compare=False, default=lambda _item: "")
    """Why an item that was there before stands where it will stand."""


def rescheduled(file: PlanFile, act: Edit = NOTHING) -> Rescheduling:
    """Work the dates of a plan out anew, after an act of somebody or as it stands, as one edit.

    Raises ValueError, in words, where dates leave the years that can be planned with.
    """
    after = _after(file, act)
    wanted = _anchored(after, file)
    _lend_network(file, wanted)
    planned = wanted.network
    table = _timetable(planned.network)
    made = {item.number: item for item in _made(planned, table)}
    items = tuple(made.get(item.number, item) for item in wanted.items)
    pairs = list(_touched(file, items))
    edits = [*besides_items(act), *_edits(pairs)]
    if wanted.plan.begins != after.plan.begins:
        edits.append(between(file.plan, dc.replace(file.plan, begins=wanted.plan.begins)))
    why = reasons_of(wanted, table, file.by_number)
    return Rescheduling(
        batch(edits),
        tuple(_moves(file, [(before, item) for before, item in pairs if before is not None], why)),
        tuple(notices_in_words(wanted, table)),
        finish_of(file.items),
        finish_of(items),
        items,
        why,
    )


def _after(file: PlanFile, act: Edit) -> PlanFile:
    """The plan after an act; quickly where that only gives some lines other values."""
    known = file.by_id
    made: dict[int, PlanItem] = {}
    for step in steps(act):
        item = known.get(str(step.id)) if isinstance(step, Set) and step.kind == "plan_item" else None
        if item is None or not isinstance(step, Set):
            return applied(file, act)
        now = made.get(item.number, item)
        made[item.number] = dc.replace(now, **{change.name: change.new for change in step.changes})
    return with_lines(file, list(made.values())) or applied(file, act)


def _touched(file: PlanFile, items: Sequence[PlanItem]) -> Iterator[tuple[PlanItem | None, PlanItem]]:
    """The items that are not what they were, with what they were; None of new ones."""
    known = file.by_number
    for item in items:
        before = known.get(item.number)
        if before is not item:
            yield (before if before is not None and before.id == item.id else None), item


def _edits(pairs: Iterable[tuple[PlanItem | None, PlanItem]]) -> Iterator[Edit]:
    """The steps to items, from what they were."""
    for before, item in pairs:
        if before is None:
            yield creation(item)
        elif before != item:
            yield between(before, item)


def _lend_network(file: PlanFile, wanted: PlanFile) -> None:
    """Give the plan as it will be the network that is there already, where only values of items differ."""
    same = ("links", "assignments", "resources", "calendars", "office", "office_base", "plan")
    if "network" in wanted.__dict__ or any(getattr(file, part) is not getattr(wanted, part) for part in same):
        return
    changed = [item for _, item in _touched(file, wanted.items)]
    if len(file.items) == len(wanted.items) and file.network.takes(changed):
        wanted.__dict__["network"] = file.network.updated(changed)


def follows(file: PlanFile, act: Edit) -> bool:
    """Whether the dates follow this act at once: the person's choice for the plan, after the act."""
    for step in steps(act):
        if isinstance(step, Set) and step.id == file.plan.id:
            return bool(next((c.new for c in step.changes if c.name == "automatic"), file.plan.automatic))
    return file.plan.automatic


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


def _anchored(wanted: PlanFile, file: PlanFile) -> PlanFile:
    """The plan with its beginning written down as it was before the act.

    Otherwise moving its first item would move where all others begin.
    """
    plan = wanted.plan
    if plan.begins is not None or plan.from_finish:
        return wanted
    starts = [item.start for item in file.items or wanted.items if item.start and item.active]
    begins = plan.file_start or min(starts, default=None)
    return wanted if begins is None else dc.replace(wanted, plan=dc.replace(plan, begins=begins))


def _differing(planned: PlanNetwork, table: Timetable) -> Iterator[tuple[int, datetime, datetime]]:
    """Rows that come to other dates than their items have: row, start, finish."""
    from pmo_desktop.scheduling.ticks import moment

    for row in _moving(planned, table).nonzero()[0].tolist():
        begins, ends = moment(int(table.start[row])), moment(int(table.finish[row]))
        if begins is not None and ends is not None:
            yield row, begins, ends


def _moving(planned: PlanNetwork, table: Timetable) -> Flags:
    """Which rows come to other dates, by a minute or more: files keep seconds that the engine rounds."""
    import numpy as np

    from pmo_desktop.scheduling.ticks import MINUTE, NO_DATE

    was = planned.stored
    other = (np.abs(table.start - was.start) >= MINUTE) | (np.abs(table.finish - was.finish) >= MINUTE)
    moving: Flags = other & (table.start != NO_DATE) & (table.finish != NO_DATE)
    return moving


def _made(planned: PlanNetwork, table: Timetable) -> Iterator[PlanItem]:
    """The items that differ from what the timetable has, as it has them."""
    import numpy as np

    from pmo_desktop.scheduling.ticks import MINUTE, NO_DATE, moment

    was, moving = planned.stored, _moving(planned, table)
    lengths = [item.item_kind in _LENGTHS_FOLLOW for item in planned.items]
    length = np.where(lengths, np.rint(table.duration / MINUTE).astype(np.int64), was.duration)
    total = np.rint(table.total_float / MINUTE).astype(np.int64)
    free = np.rint(table.free_float / MINUTE).astype(np.int64)
    other = moving | (length != was.duration) | (total != was.total) | (free != was.free)
    other |= table.critical != was.critical
    for row in (other & (table.start != NO_DATE)).nonzero()[0].tolist():
        item = planned.items[row]
        start, finish = moment(int(table.start[row])), moment(int(table.finish[row]))
        if start is None or finish is None:
            continue
        yield dc.replace(
            item,
            start=Wall(start) if moving[row] else item.start,
            finish=Wall(finish) if moving[row] else item.finish,
            duration=Minutes(int(length[row])),
            total_slack=Minutes(int(total[row])),
            free_slack=Minutes(int(free[row])),
            critical=bool(table.critical[row]),
        )


def _moves(
    file: PlanFile, pairs: Sequence[tuple[PlanItem, PlanItem]], why: Callable[[PlanItem], str]
) -> Iterator[Moved]:
    """What comes to other dates than it had before the act, with the reason for each."""
    for before, after in pairs:
        if _other_dates(before, after):
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
