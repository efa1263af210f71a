"""The fourteen checks of a stored plan, and its score for pages that count exceptions."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.quality import QualityScore, ScheduleQuality, schedule_quality
from pmo_desktop.scheduling.quality.finding import Check, Finding, Limits, Verdict

if TYPE_CHECKING:
    from pmo_desktop.scheduling.from_plan import PlanNetwork
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
    timetable = as_shown(plan, schedule(plan.network))
    found = assess(plan.network, timetable, limits or Limits())
    if not staffed:
        found = tuple(_unknown(one) if one.check is Check.RESOURCES else one for one in found)
    return schedule_quality(found, plan.network, timetable, file.by_number)


def score_of(file: PlanFile) -> QualityScore:
    """The schedule quality of a plan: checks passed of those that apply, and those that failed by name."""
    return quality_of(file).score


def as_shown(plan: PlanNetwork, timetable: Timetable) -> Timetable:
    """The timetable with the starts and finishes that the plan shows; the engine's where it shows none."""
    import numpy as np

    from pmo_desktop.scheduling.ticks import NO_DATE

    start, finish = plan.stored
    return dc.replace(
        timetable,
        start=np.where(start == NO_DATE, timetable.start, start),
        finish=np.where(finish == NO_DATE, timetable.finish, finish),
    )


def _unknown(found: Finding) -> Finding:
    return Finding(found.check, Verdict.NOT_APPLICABLE)
