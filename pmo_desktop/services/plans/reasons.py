"""Why an item stands where it stands, and what a plan has to say about itself, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from pmo_desktop.domain.plans import ConstraintKind, ItemKind, LinkKind, PlanItem, PlanLink
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.predecessors import lag_words
from pmo_desktop.scheduling.timetable import Notice, Timetable, Trouble

_INPUTS = (
    "duration", "elapsed", "constraint", "constraint_date", "calendar_number", "percent", "manual", "parent",
    "item_kind", "active", "actual_start", "actual_finish", "remaining", "resume", "levelling_delay",
)  # fmt: skip
_MOST_NAMES = 6
"""Items of a ring that are named; more are counted."""


def reasons_of(file: PlanFile, table: Timetable, before: Mapping[int, PlanItem]) -> Callable[[PlanItem], str]:
    """What says of an item that moved why it did: the link, date or act that holds it now.

    `before` are items as they were, by number.
    """
    planned = file.network
    rows, links = planned.rows, planned.links
    drivers = table.driver.tolist()
    start = table.project_start.tolist()[0] if len(table.project_start) else None

    def why(item: PlanItem) -> str:
        row = rows[item.number]
        link = links[drivers[row]] if drivers[row] >= 0 else None
        if item.item_kind is ItemKind.SUMMARY or item.number in file.parents:
            return tr("follows the lines under it")
        was = before[item.number]
        if item.start == was.start and item.finish != was.finish and _changed(was, item):
            return tr("was changed")
        if link is not None and item.actual_start is None and not item.manual:
            return _by_link(file, link)
        return _by_itself(item, was, at_start=int(table.start[row]) == start)

    return why


def _changed(before: PlanItem, after: PlanItem) -> bool:
    """Whether somebody changed what the dates are worked out from."""
    return any(getattr(after, name) != getattr(before, name) for name in _INPUTS)


def _by_link(file: PlanFile, link: PlanLink) -> str:
    name = file.by_number[link.from_no].name
    kind = tr(link.link_kind.label)
    lag = lag_words(link, file.per_day)
    if link.link_kind is LinkKind.FS and not lag:
        return tr("waits for “{name}”", name=name)
    if lag:
        return tr("tied to “{name}”: {kind}, {lag}", name=name, kind=kind, lag=lag)
    return tr("tied to “{name}”: {kind}", name=name, kind=kind)


def _by_itself(item: PlanItem, before: PlanItem, *, at_start: bool) -> str:
    """The reason that lies in the item: its own dates, what was changed of it, its calendar."""
    held = item.constraint not in (ConstraintKind.ASAP, ConstraintKind.ALAP) and item.constraint_date
    if item.actual_start is not None:
        return tr("work has begun")
    if item.manual:
        return tr("scheduled by hand")
    if held and item.constraint_date:
        return constraint_words(item.constraint, item.constraint_date)
    if _changed(before, item):
        return tr("was changed")
    if item.constraint is ConstraintKind.ALAP:
        return tr("as late as possible")
    return tr("begins with the plan") if at_start else tr("the calendar and the length of the work")


def constraint_words(kind: ConstraintKind, at: datetime) -> str:
    """A constraint with its day."""
    return tr("{constraint}: {day}", constraint=tr(kind.label), day=shown.day(at.date()))


# -- notices -----------------------------------------------------------------------------------------


def notices_in_words(file: PlanFile, table: Timetable) -> Iterator[str]:
    """What the engine has to say about the plan, each in one sentence with the names of the items."""
    left_out = {one.link for one in table.notices if one.trouble in (Trouble.CYCLE, Trouble.BAD_LINK)}
    for notice in table.notices:
        if notice.trouble is Trouble.LINK_BROKEN and notice.link in left_out:
            continue
        said = _said(file, table, notice)
        if said:
            yield said


def _said(file: PlanFile, table: Timetable, notice: Notice) -> str:
    items = [file.network.items[row] for row in notice.rows]
    names = [item.name for item in items]
    match notice.trouble:
        case Trouble.CYCLE:
            ring = " → ".join(tr("“{name}”", name=name) for name in names[:_MOST_NAMES])
            return tr(
                "These lines wait for one another: {names}. One link of the ring was left out.", names=ring
            )
        case Trouble.LINK_BROKEN:
            held = items[1]
            return tr(
                "“{second}” ({reason}) does not wait for “{first}”, as a link asks.",
                first=names[0], second=names[1], reason=_held(held),
            )  # fmt: skip
        case Trouble.LATE:
            return _late(items[0], int(table.finish[notice.rows[0]]))
        case Trouble.CONTRADICTION:
            return tr("The dates of “{name}” contradict one another.", name=names[0])
        case Trouble.BAD_LINK:
            return tr(
                "The link between “{first}” and “{second}” was left out: one lies under the other.",
                first=names[0], second=names[-1],
            )  # fmt: skip
        case Trouble.NO_WORKING_TIME:
            return tr(
                "Nobody on “{name}” works when it may be worked on; their calendars were left out.",
                name=names[0],
            )


def _held(item: PlanItem) -> str:
    if item.actual_start is not None:
        return tr("work has begun")
    if item.manual or item.item_kind in (ItemKind.EVENT, ItemKind.DUTY):
        return tr("its date is set by hand")
    if item.constraint_date is not None:
        return constraint_words(item.constraint, item.constraint_date)
    return tr("its date is fixed")


def _late(item: PlanItem, finish: int) -> str:
    from pmo_desktop.scheduling.ticks import moment

    ends = moment(finish)
    ends_on = shown.day(ends.date()) if ends else ""
    if item.deadline is not None and ends is not None and ends > item.deadline:
        return tr(
            "“{name}” ends on {day}, after its deadline {due}.",
            name=item.name, day=ends_on, due=shown.day(item.deadline.date()),
        )  # fmt: skip
    if item.constraint_date is None:
        return tr("“{name}” is late.", name=item.name)
    return tr(
        "“{name}” ends on {day} and misses its date: {constraint}.",
        name=item.name, day=ends_on, constraint=constraint_words(item.constraint, item.constraint_date),
    )  # fmt: skip
