"""Edits of one line to the minute: a bar moved, or begun or ended elsewhere, in the working time it lies in.

What is typed are whole days (`edits`); what is dragged has a time of day. Instants outside of working time
come to the nearest working one in the direction that people dragged, and lengths stay what they were.
"""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, time, timedelta
from functools import cached_property

from pmo_desktop.domain.plans import ConstraintKind, ItemKind, Pause, PlanItem
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.scheduling.ticks import MINUTE, Ticks, moment, ticks
from pmo_desktop.scheduling.worktime import WorkClock
from pmo_desktop.services.plans.edits import with_progress

LEAST = Minutes(15)
"""What is left at least of a line whose ends are dragged towards one another."""
_POINTS_IN_TIME = (ItemKind.MILESTONE, ItemKind.EVENT)
_BY_DECISION = (ItemKind.EVENT, ItemKind.DUTY)
_MINUTE = timedelta(minutes=1)
_LONGEST_REST = 60
"""Days without work after which a calendar counts as one without any."""


@dc.dataclass(frozen=True)
class Times:
    """The working time of one line: that of its own calendar, else of the plan's."""

    file: PlanFile
    item: PlanItem

    @cached_property
    def clock(self) -> WorkClock:
        """What counts the working time."""
        return WorkClock(self.file.network.book.pattern(self.item.calendar_number))

    @property
    def _free(self) -> bool:
        """Whether any instant will do: elapsed time, and what moves by decision."""
        return self.item.elapsed or self.item.item_kind in _BY_DECISION

    def minutes(self, first: datetime, last: datetime) -> int:
        """Working minutes from one instant to another, negative where the second is earlier."""
        if self.item.elapsed:
            return round((last - first) / _MINUTE)
        return round(int(self.clock.between(ticks([first]), ticks([last]))[0]) / MINUTE)

    def after(self, first: datetime, minutes: int) -> datetime:
        """The instant so many working minutes after another one, or before where they are negative."""
        if self.item.elapsed:
            return first + minutes * _MINUTE
        return self._moment(self.clock.add(ticks([first]), ticks([first]) * 0 + minutes * MINUTE), first)

    def start_at(self, wanted: datetime, *, later: bool) -> datetime:
        """When work begins that somebody dragged to an instant, from before it or from after."""
        if self._free:
            return wanted
        at = self._on_a_working_day(wanted, later=later)
        return self._moment(self.clock.next_start(ticks([at])), at)

    def finish_at(self, wanted: datetime, *, later: bool) -> datetime:
        """When work ends that somebody dragged to an instant, from before it or from after."""
        if self._free:
            return wanted
        at = self._on_a_working_day(wanted, later=later)
        return self._moment(self.clock.previous_finish(ticks([at])), at)

    def point_at(self, wanted: datetime, *, later: bool) -> datetime:
        """When a milestone is reached: at any time within working time, its ends too."""
        if self._free:
            return wanted
        at = self._on_a_working_day(wanted, later=later)
        return at if self.finish_at(at, later=later) == at else self.start_at(at, later=later)

    def _on_a_working_day(self, wanted: datetime, *, later: bool) -> datetime:
        """The same time of a day on which the line can be worked on, in the direction that was dragged."""
        step = timedelta(days=1 if later else -1)
        for n in range(_LONGEST_REST):
            day = datetime.combine((wanted + n * step).date(), time())
            if self.minutes(day, day + timedelta(days=1)) > 0:
                return wanted + n * step
        return wanted

    @staticmethod
    def _moment(found: Ticks, otherwise: datetime) -> datetime:
        return moment(int(found[0])) or otherwise


def moved_to(file: PlanFile, item: PlanItem, wanted: datetime) -> PlanItem:
    """The line begins at another instant, its working time as long as it was; held there from now on.

    As planners know it, the date holds the line: no earlier than its start, or, in a plan worked out from
    its end, no later than its finish. Raises ValueError for a line without dates.
    """
    start, finish = _dates(item)
    times, later = Times(file, item), wanted >= start
    if item.item_kind in _POINTS_IN_TIME and start == finish:
        begins = times.point_at(wanted, later=later) if item.item_kind is ItemKind.MILESTONE else wanted
        return _held(file, _placed(item, begins, begins))
    begins = times.start_at(wanted, later=later)
    length = times.minutes(start, finish)
    rigid = item.item_kind in _BY_DECISION or length <= 0
    ends = begins + (finish - start) if rigid else times.after(begins, length)
    return _held(file, _placed(item, begins, ends))


def begun_at(file: PlanFile, item: PlanItem, wanted: datetime) -> PlanItem:
    """The line begins at another instant and keeps its finish: its length gives way."""
    start, finish = _dates(item)
    if item.item_kind in _POINTS_IN_TIME and start == finish:
        return moved_to(file, item, wanted)
    times = Times(file, item)
    begins = times.start_at(wanted, later=wanted >= start)
    if times.minutes(begins, finish) < LEAST:
        begins = times.after(finish, -LEAST)
    longer = times.minutes(begins, start)
    made = dc.replace(item, start=Wall(begins), duration=Minutes(max(item.duration + longer, LEAST)))
    if item.actual_start is not None:
        made = dc.replace(made, actual_start=Wall(begins))
    return with_progress(made if file.plan.from_finish else _held(file, made), item.percent)


def ended_at(file: PlanFile, item: PlanItem, wanted: datetime) -> PlanItem:
    """The line ends at another instant and keeps its start: its length gives way. A point is moved."""
    start, finish = _dates(item)
    if item.item_kind in _POINTS_IN_TIME and start == finish:
        return moved_to(file, item, wanted)
    times = Times(file, item)
    ends = times.finish_at(wanted, later=wanted >= finish)
    if times.minutes(start, ends) < LEAST:
        ends = times.after(start, LEAST)
    longer = times.minutes(finish, ends)
    duration = Minutes(max(item.duration + longer, LEAST))
    return with_progress(dc.replace(item, finish=Wall(ends), duration=duration), item.percent)


def taken_up_at(file: PlanFile, item: PlanItem, piece: int, wanted: datetime) -> PlanItem:
    """A line that is broken off goes on at another instant with a piece of it, and with all after that.

    A piece that comes to the one before it goes on with it. Raises ValueError for a line without dates.
    """
    start, finish = _dates(item)
    rests = file.rests.get(item.number, ())
    if not 0 < piece <= len(rests):
        return item
    times, (rest, again) = Times(file, item), rests[piece - 1]
    begins = max(times.start_at(wanted, later=wanted >= again), rest)
    by = times.minutes(again, begins)
    pauses = list(item.pauses)
    length = pauses[piece - 1].length
    by = max(by, -length)
    pauses[piece - 1] = Pause(pauses[piece - 1].after, length + by)
    ends = times.after(start, times.minutes(start, finish) + by)
    left = tuple(pause for pause in pauses if pause.length > 0)
    return dc.replace(item, pauses=left, finish=Wall(ends))


def _dates(item: PlanItem) -> tuple[datetime, datetime]:
    start, finish = item.start or item.finish, item.finish or item.start
    if start is None or finish is None:
        raise ValueError(tr("“{name}” has no dates yet. Type its start first.", name=item.name))
    return start, finish


def _placed(item: PlanItem, begins: datetime, ends: datetime) -> PlanItem:
    return dc.replace(
        item,
        start=Wall(begins),
        finish=Wall(ends),
        actual_start=Wall(begins) if item.actual_start else None,
        actual_finish=Wall(ends) if item.actual_finish else None,
    )


def _held(file: PlanFile, item: PlanItem) -> PlanItem:
    """The line with the constraint that a dragged date leaves; none by hand or by decision."""
    if item.manual or item.item_kind is ItemKind.EVENT:
        return item
    if file.plan.from_finish:
        return dc.replace(item, constraint=ConstraintKind.FNLT, constraint_date=item.finish)
    return dc.replace(item, constraint=ConstraintKind.SNET, constraint_date=item.start)
