"""Gates and milestones around the meeting, from the plans of the works in scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.values import Points
from pmo_desktop.domain.works import Programme, WorkState
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.pack_portfolio import MilestoneGroup, MilestoneLine, Milestones
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.frame import Delivered, Frame
from pmo_desktop.services.publishing.numbers import Numbers
from pmo_desktop.services.publishing.status import grouped, month_end

DAYS_BACK, DAYS_AHEAD = 30, 90
DONE = Points(10_000)


def milestones(frame: Frame, numbers: Numbers) -> Milestones:
    """Gates, and milestones at the top of their plans, from 30 days before the data to 90 days after."""
    first = (frame.day - dt.timedelta(days=DAYS_BACK)).replace(day=1)
    ahead = frame.day + dt.timedelta(days=DAYS_AHEAD)
    last = month_end(ahead.replace(day=1), dt.date.max)
    running = [w for w in frame.projects if w.state is not WorkState.CLOSED]
    groups = [
        MilestoneGroup(_name(frame, programme), tuple(_lines(frame, numbers, works, first, last)))
        for programme, works in grouped(frame, running)
    ]
    head = frame.head(
        keys.MILESTONES,
        tr("Milestones and gates, next 90 days"),
        numbers.taken_by(keys.MILESTONES),
        paper=numbers.own(keys.MILESTONES),
        tab=tr("Plan"),
    )
    groups = [g for g in groups if g.lines]
    return Milestones(
        head=head,
        first=first,
        last=last,
        data_on=frame.day,
        meeting_on=frame.held_on,
        groups=tuple(groups),
    )


def _name(frame: Frame, programme: Programme | None) -> str:
    return frame.title(programme) or tr("Outside programmes")


def _lines(
    frame: Frame, numbers: Numbers, works: list[Delivered], first: dt.date, last: dt.date
) -> Iterator[MilestoneLine]:
    by_work = {w.id: w for w in works}
    found = []
    for item, plan in frame.facts.milestones:
        work = by_work.get(plan.work)
        if work is not None and item.active and (item.gate or item.parent is None):
            line = milestone_line(frame, item, frame.title(work), numbers.work_key(work))
            if _within(line, first, last):
                found.append(line)
    yield from sorted(found, key=lambda m: (m.forecast or m.baseline or first, m.title))


def _within(line: MilestoneLine, first: dt.date, last: dt.date) -> bool:
    """Whether it was or is to come in the span; what was done before it is history."""
    on = line.forecast or line.baseline
    if line.done or on is None:
        return on is not None and first <= on <= last
    return on <= last and (on >= first or line.days is not None)


def milestone_line(frame: Frame, item: PlanItem, work: str = "", key: str = "") -> MilestoneLine:
    """A milestone as the timeline shows it: a gate by its number behind its work, any other by its name."""
    baseline = item.baseline_finish.date() if item.baseline_finish else None
    at = item.actual_finish or item.finish
    forecast = at.date() if at else None
    days = None
    if baseline and forecast:
        days = frame.facts.meeting.work_days.working_days_between(baseline, forecast)
    return MilestoneLine(
        title=_short(item, work),
        baseline=baseline,
        forecast=forecast,
        days=days,
        gate=bool(item.gate),
        done=item.actual_finish is not None or item.percent >= DONE,
        key=key,
    )


def _short(item: PlanItem, work: str) -> str:
    if not work:
        return f"{item.gate} {item.name}" if item.gate and item.gate not in item.name else item.name
    return tr("{work}: {milestone}", work=work, milestone=item.gate or item.name)
