"""Which lines of a plan show, and under which heads: filter, text, groups, occurrences of duties."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from pmo_desktop.domain.ids import PlanItemId
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.values import Minutes, Points, Wall
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt_rows import DONE
from pmo_desktop.readmodels.occurrences import AHEAD, occurrences
from pmo_desktop.readmodels.planchart import in_order
from pmo_desktop.readmodels.plans import PlanFile

FILTERS = {
    "": N_("All lines"),
    "critical": N_("Critical"),
    "late": N_("Late"),
    "month": N_("This month"),
    "mine": N_("Mine"),
    "open": N_("Not done"),
}
"""What can be asked for, by key, in words."""
GROUPS = {"": N_("By the outline"), "responsible": N_("By responsible"), "kind": N_("By kind")}
"""How lines can be put together, by key, in words."""


@dc.dataclass(frozen=True, slots=True)
class PlanLook:
    """What somebody wants to see of a plan."""

    only: str = ""
    """A key of FILTERS."""
    text: str = ""
    """Part of a name, code or person."""
    group: str = ""
    """A key of GROUPS."""
    occurrences: bool = False
    """Whether the days of duties stand under them."""

    @property
    def plain(self) -> bool:
        """Whether all lines show, as they stand."""
        return self == PlanLook()


def looked(file: PlanFile, look: PlanLook, today: date, me: UUID | None = None) -> tuple[PlanItem, ...]:
    """The lines to show, with heads of groups and days of duties as lines of their own (numbers below 0).

    Without groups the summaries above a line that shows do show too. A service has nothing done.
    """
    items: Sequence[PlanItem] = in_order(file.items)
    if file.service:
        items = [dc.replace(item, percent=Points(0)) if item.percent else item for item in items]
    if look.only or look.text.strip():
        fits = _fitting(file, look, today, me)
        items = _with_above(file, items, fits)
    if look.group:
        items = _grouped(file, [i for i in items if i.number not in file.parents], look.group)
    if look.occurrences:
        items = _with_days(file, items, today)
    return tuple(items)


def found_count(file: PlanFile, look: PlanLook, today: date, me: UUID | None = None) -> int:
    """How many lines fit the filter and the text themselves."""
    fits = _fitting(file, look, today, me)
    return sum(item.active and fits(item) for item in file.items)


def _fitting(file: PlanFile, look: PlanLook, today: date, me: UUID | None) -> Callable[[PlanItem], bool]:
    tests: list[Callable[[PlanItem], bool]] = []
    if look.only:
        tests += [_TESTS[look.only](today, me), lambda item: item.number not in file.parents]
    words = fold(look.text.strip())
    if words:
        tests.append(lambda item: any(words in fold(text) for text in _texts(file, item)))
    return lambda item: all(test(item) for test in tests)


def _texts(file: PlanFile, item: PlanItem) -> Iterator[str]:
    yield from (item.name, item.wbs, item.gate, file.responsible.get(item.number, ""))
    for given in file.work_on.get(item.number, ()):
        if given.resource_no is not None:
            yield file.resource_names.get(given.resource_no, "")


def _critical(_today: date, _me: UUID | None) -> Callable[[PlanItem], bool]:
    return lambda item: item.critical and item.percent < DONE


def _late(today: date, _me: UUID | None) -> Callable[[PlanItem], bool]:
    """Should be done by now, ends after its deadline, or has less float than none."""

    def late(item: PlanItem) -> bool:
        if item.percent >= DONE or item.finish is None:
            return False
        missed = item.deadline is not None and item.finish > item.deadline
        return missed or item.finish.date() < today or (item.total_slack or 0) < 0

    return late


def _month(today: date, _me: UUID | None) -> Callable[[PlanItem], bool]:
    first = today.replace(day=1)
    after = date(today.year + today.month // 12, today.month % 12 + 1, 1)

    def within(item: PlanItem) -> bool:
        start, finish = item.start or item.finish, item.finish or item.start
        return bool(start and finish and start.date() < after and finish.date() >= first)

    return within


def _mine(_today: date, me: UUID | None) -> Callable[[PlanItem], bool]:
    return lambda item: item.responsible is not None and me is not None and item.responsible.int == me.int


def _open(_today: date, _me: UUID | None) -> Callable[[PlanItem], bool]:
    return lambda item: item.percent < DONE


_TESTS = {"critical": _critical, "late": _late, "month": _month, "mine": _mine, "open": _open}


def _with_above(
    file: PlanFile, items: Iterable[PlanItem], fits: Callable[[PlanItem], bool]
) -> list[PlanItem]:
    kept: set[int] = set()
    rows = list(items)
    for item in rows:
        if fits(item):
            at: int | None = item.number
            while at is not None and at in file.by_number and at not in kept:
                kept.add(at)
                at = file.by_number[at].parent
    return [item for item in rows if item.number in kept]


# -- lines that stand for no record ------------------------------------------------------------------


def _grouped(file: PlanFile, items: Sequence[PlanItem], group: str) -> list[PlanItem]:
    """Lines under heads, in the order of the heads' names, those of nobody last."""
    rank: Mapping[str, int] = {"": 1}
    if group == "kind":
        rank = {tr(kind.label): place for place, kind in enumerate(ItemKind)}

    def name(item: PlanItem) -> str:
        return tr(item.item_kind.label) if group == "kind" else file.responsible.get(item.number, "")

    gathered: dict[str, list[PlanItem]] = {}
    for item in items:
        gathered.setdefault(name(item), []).append(item)
    ordered = sorted(gathered, key=lambda key: (rank.get(key, 0), fold(key)))
    found: list[PlanItem] = []
    for number, key in enumerate(ordered, 1):
        head = _head(file, key or tr("Nobody"), -number, gathered[key])
        found.append(dc.replace(head, position=len(found)))
        for item in gathered[key]:
            found.append(dc.replace(item, parent=-number, position=len(found)))
    return found


def _head(file: PlanFile, name: str, number: int, under: Sequence[PlanItem]) -> PlanItem:
    starts = [item.start for item in under if item.start]
    ends = [item.finish for item in under if item.finish]
    first, last = min(starts, default=None), max(ends, default=None)
    length = file.days.working_days_between(first.date(), last.date()) + 1 if first and last else 0
    return PlanItem(
        id=PlanItemId(uuid5(file.plan.id, f"group/{name}")),
        plan=file.plan.id,
        number=number,
        name=name,
        item_kind=ItemKind.SUMMARY,
        start=first,
        finish=last,
        duration=Minutes(length * file.per_day),
    )


_DAYS_FROM = -1_000_000
"""Numbers of the days of duties begin here and go down."""


def _with_days(file: PlanFile, items: Iterable[PlanItem], today: date) -> list[PlanItem]:
    """Lines, each duty with the days on which it falls due within a year under it."""
    found: list[PlanItem] = []
    number = _DAYS_FROM
    for item in items:
        found.append(dc.replace(item, position=len(found)))
        if item.item_kind is not ItemKind.DUTY:
            continue
        for day in occurrences(item, file.days, today + AHEAD):
            number -= 1
            found.append(_due(item, day, number, len(found)))
    return found


def _due(duty: PlanItem, day: date, number: int, position: int) -> PlanItem:
    clock = (duty.finish or duty.start or Wall(datetime.combine(day, datetime.min.time()))).time()
    at = Wall(datetime.combine(day, clock))
    return PlanItem(
        id=PlanItemId(uuid5(duty.id, day.isoformat())),
        plan=duty.plan,
        number=number,
        position=position,
        parent=duty.number,
        name=shown.weekday_day(day),
        item_kind=ItemKind.EVENT,
        start=at,
        finish=at,
    )
