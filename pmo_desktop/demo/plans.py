"""Plans as records: dates on the wall clock of the place, progress to the status date, duties, run-sheets."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import FRIDAY, Clock
from pmo_desktop.demo.content import Row, rows
from pmo_desktop.demo.facts import Facts, ProjectFacts, detailed
from pmo_desktop.demo.network import Span, Step, Times
from pmo_desktop.demo.planlines import AGAIN, HALTED, steps
from pmo_desktop.domain.ids import PlanItemId, PlanLinkId
from pmo_desktop.domain.plans import (
    BaselineName,
    Branching,
    ConstraintKind,
    ItemKind,
    Plan,
    PlanItem,
    PlanLink,
    PlanMode,
    Way,
)
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes, Points, Rich, Wall

DAY = 480
_OPEN, _CLOSE, _NOON = time(8), time(17), time(12)
_FULL = Points(10_000)
_ROOM = 100
"""Space between positions, so that a line can be put between two others."""


def plans(clock: Clock, facts: Facts) -> Iterator[Record]:
    """The plan of every project, and the rhythm of two services."""
    for project in facts.projects.values():
        yield from _project_plan(project, clock)
    for service in dict.fromkeys(row["service"] for row in rows("duties")):
        yield from _duties(service, clock)


def _project_plan(project: ProjectFacts, clock: Clock) -> Iterator[Record]:
    key, lines = project.key, steps(project.key)
    numbers = {step.wbs: number for number, step in enumerate(lines, 1)}
    yield Plan(
        id=keys.plan(key),
        work=keys.work(key),
        title=str(LText.of(project.row["title"])),
        mode=PlanMode.NETWORK if detailed(key) else PlanMode.MILESTONES,
        calendar=keys.calendar(project.country),
        status_date=clock.status_date,
        baseline_names=(BaselineName(0, taken=_agreed(project, clock), reason="Business case"),),
        branchings=_branchings(key, numbers),
    )
    for step in lines:
        yield _item(project, step, numbers)
    yield from _links(key, lines, numbers)
    if key == "congress":
        yield from _run_sheet(project, numbers)


def _agreed(project: ProjectFacts, clock: Clock) -> date:
    """The day on which the first baseline was taken: that on which the project began, if it did."""
    return min(project.days[0], clock.status_date)


def _branchings(key: str, numbers: dict[str, int]) -> tuple[Branching, ...]:
    """What may turn out to be needed, or not."""
    known = ((after, line, share) for work, after, line, share in AGAIN if work == key)
    return tuple(
        Branching(numbers[after], (Way(Points(share), numbers[line]), Way(Points(10_000 - share))))
        for after, line, share in known
    )


def _links(key: str, lines: tuple[Step, ...], numbers: dict[str, int]) -> Iterator[PlanLink]:
    for step in lines:
        for tie in step.ties:
            yield PlanLink(
                id=PlanLinkId(keys.uid("plan_link", key, tie.before, step.wbs)),
                plan=keys.plan(key),
                from_no=numbers[tie.before],
                to_no=numbers[step.wbs],
                link_kind=tie.kind,
                lag=tie.lag * DAY,
            )


def begins(project: ProjectFacts, span: Span) -> Wall:
    """The wall-clock start of a span; a milestone stands at the end of the day before."""
    if span.start == span.finish and span.start > 0:
        return ends(project, span)
    return Wall(datetime.combine(project.days[span.start], _OPEN))


def ends(project: ProjectFacts, span: Span) -> Wall:
    """The wall-clock finish of a span; work in the Emirates stops at noon on Fridays."""
    if span.finish == 0:
        return Wall(datetime.combine(project.days[0], _OPEN))
    day = project.last_day(span.finish)
    half = project.country == "ae" and day.weekday() == FRIDAY
    return Wall(datetime.combine(day, _NOON if half else _CLOSE))


@dc.dataclass(frozen=True, slots=True)
class Progress:
    """How far a line is: hundredths of a per cent, and whether it began and ended."""

    percent: Points
    begun: bool
    ended: bool


def progress(span: Span, gone: int) -> Progress:
    """Progress in step with time: what lies before the status date is done."""
    if span.finish <= gone and (span.start < gone or gone > 0):
        return Progress(_FULL, begun=True, ended=True)
    if span.start >= gone:
        return Progress(Points(0), begun=False, ended=False)
    share = (gone - span.start) / (span.finish - span.start)
    return Progress(Points(max(500, min(9500, round(share * 20) * 500))), begun=True, ended=False)


def _gone(project: ProjectFacts) -> int:
    return min(project.gone, HALTED.get(project.key, project.gone))


def _summed(project: ProjectFacts, step: Step) -> Points:
    """A summary's progress: that of the lines below it, weighed by their length."""
    below = [s for s in steps(project.key) if s.wbs.startswith(f"{step.wbs}.") and s.now > 0]
    done = sum(progress(project.times[s.wbs].now, _gone(project)).percent * s.now for s in below)
    return Points(round(done / sum(s.now for s in below)))


def _item(project: ProjectFacts, step: Step, numbers: dict[str, int]) -> PlanItem:
    times: Times = project.times[step.wbs]
    made = progress(times.now, _gone(project))
    length = times.now.finish - times.now.start
    summary = step.kind is ItemKind.SUMMARY
    percent = _summed(project, step) if summary else made.percent
    start, finish = begins(project, times.now), ends(project, times.now)
    number = numbers[step.wbs]
    pinned = step.fixed is not None and not step.ties and times.now.start > 0
    return PlanItem(
        id=PlanItemId(keys.uid("plan_item", project.key, step.wbs)),
        plan=keys.plan(project.key),
        number=number,
        position=number * _ROOM,
        parent=numbers.get(step.parent),
        wbs=step.wbs,
        name=step.name,
        item_kind=step.kind,
        gate=step.gate,
        active=not (project.row["state"] == "stopped" and not made.ended),
        start=start,
        finish=finish,
        duration=Minutes(length * DAY),
        effort=Minutes(length * DAY) if step.kind is ItemKind.TASK else None,
        constraint=ConstraintKind.SNET if pinned else ConstraintKind.ASAP,
        constraint_date=start if pinned else None,
        percent=percent,
        actual_start=start if made.begun else None,
        actual_finish=finish if made.ended else None,
        remaining=Minutes(round(length * DAY * (1 - percent / _FULL))),
        total_slack=Minutes(times.slack * DAY),
        critical=times.slack <= 0,
        baseline_start=begins(project, times.base),
        baseline_finish=ends(project, times.base),
        responsible=keys.someone(step.who),
        venue="Congress hall, Bremen" if step.kind is ItemKind.EVENT else "",
    )


def _run_sheet(project: ProjectFacts, numbers: dict[str, int]) -> Iterator[PlanItem]:
    """The hours of each congress day, as events below it."""
    for count, row in enumerate(rows("runsheet"), 1):
        day = project.days[project.times[row["day"]].now.start]
        start = datetime.combine(day, time.fromisoformat(row["from"]))
        finish = datetime.combine(day, time.fromisoformat(row["to"]))
        yield PlanItem(
            id=PlanItemId(keys.uid("plan_item", project.key, "run", count)),
            plan=keys.plan(project.key),
            number=len(numbers) + count,
            position=numbers[row["day"]] * _ROOM + count,
            parent=numbers[row["day"]],
            wbs=f"{row['day']}.{count}",
            name=row["name"],
            item_kind=ItemKind.EVENT,
            start=Wall(start),
            finish=Wall(finish),
            duration=Minutes(int((finish - start).total_seconds()) // 60),
            baseline_start=Wall(start),
            baseline_finish=Wall(finish),
            responsible=keys.person(row["who"]),
            venue=row["venue"],
        )


def _duties(service: str, clock: Clock) -> Iterator[Record]:
    title = next(r["title"] for r in rows("services") if r["key"] == service)
    yield Plan(
        id=keys.plan(service),
        work=keys.work(service),
        title=f"{title}: rhythm",
        mode=PlanMode.RHYTHM,
        calendar=keys.calendar("de" if service == "medical" else "gb"),
        status_date=clock.status_date,
    )
    duties: list[Row] = [row for row in rows("duties") if row["service"] == service]
    for number, row in enumerate(duties, 1):
        day = clock.working(int(row["next"])) if int(row["next"]) > 1 else clock.today + timedelta(1)
        yield PlanItem(
            id=PlanItemId(keys.uid("plan_item", service, number)),
            plan=keys.plan(service),
            number=number,
            position=number,
            wbs=str(number),
            name=row["name"],
            item_kind=ItemKind.DUTY,
            start=Wall(datetime.combine(day, _OPEN)),
            finish=Wall(datetime.combine(day, _NOON)),
            duration=Minutes(240),
            responsible=keys.person(row["who"]),
            recurrence=row["rule"],
            notes=Rich(row["notes"]),
        )
