"""The fourteen checks of a stored plan, and its score for pages that count exceptions."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.quality import QualityScore, ScheduleQuality, schedule_quality
from pmo_desktop.scheduling.quality.finding import Check, Finding, Limits, Verdict

if TYPE_CHECKING:
    from pmo_desktop.scheduling.from_plan import PlanNetwork
    from pmo_desktop.scheduling.network import Network
    from pmo_desktop.scheduling.timetable import Timetable


def quality_of(file: PlanFile, limits: Limits | None = None, *, staffed: bool = True) -> ScheduleQuality:
    """All fourteen checks of a plan that was read with its links, assignments and calendars.

    Floats are worked out from the links; starts and finishes are those that the plan shows. Where
    assignments were not read (`staffed` false), the check of resources does not apply. Raises OutOfTime, in
    words, for dates beyond all years.
    """
    from pmo_desktop.scheduling.engine import schedule
    from pmo_desktop.scheduling.quality.checks import assess

    plan = file.network
    network = with_baseline_lengths(plan.network)
    timetable = as_shown(plan, schedule(network))
    found = assess(network, timetable, limits or Limits())
    if not staffed:
        found = tuple(_unknown(one) if one.check is Check.RESOURCES else one for one in found)
    return schedule_quality(found, network, timetable, file.by_number)


def score_of(file: PlanFile) -> QualityScore:
    """The schedule quality of a plan: checks passed of those that apply, and those that failed by name."""
    return quality_of(file).score


def as_shown(plan: PlanNetwork, timetable: Timetable) -> Timetable:
    """The timetable with the starts and finishes that the plan shows; the engine's where it shows none."""
    import numpy as np

    from pmo_desktop.scheduling.columns import instants
    from pmo_desktop.scheduling.ticks import NO_DATE

    start, finish = (instants([getattr(item, end) for item in plan.items]) for end in ("start", "finish"))
    return dc.replace(
        timetable,
        start=np.where(start == NO_DATE, timetable.start, start),
        finish=np.where(finish == NO_DATE, timetable.finish, finish),
    )


def with_baseline_lengths(network: Network) -> Network:
    """The network with the working time between the dates of the baseline, where no length came with them.

    A plan keeps the dates of its first baseline alone.
    """
    import numpy as np

    from pmo_desktop.scheduling.ticks import NO_DATE
    from pmo_desktop.scheduling.worktime import WorkClock

    tasks = network.tasks
    first, last, lasts = tasks.baseline_start, tasks.baseline_finish, tasks.baseline_duration.copy()
    open_ = (first != NO_DATE) & (last != NO_DATE) & (lasts == 0)
    usual = np.array([project.calendar for project in network.projects])
    calendar = np.where(tasks.calendar < 0, usual[tasks.project], tasks.calendar)
    for number in np.unique(calendar[open_]).tolist():
        rows = open_ & (calendar == number)
        lasts[rows] = WorkClock(network.calendars[number]).between(first[rows], last[rows])
    return network.with_tasks(baseline_duration=lasts)


def _unknown(found: Finding) -> Finding:
    return Finding(found.check, Verdict.NOT_APPLICABLE)
