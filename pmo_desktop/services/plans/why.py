"""Why a line stands where it stands: what drives it, what it would be worked out to, how much it may slip."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.plans import PlanFile


@dc.dataclass(frozen=True, slots=True)
class Why:
    """The reason in a sentence, the number of the line that drives it (if any), and what else is to know."""

    reason: str
    driver: int | None = None
    facts: tuple[str, ...] = ()


def why_here(file: PlanFile, item: PlanItem) -> Why:
    """Work the plan out and say what holds a line where it is. Heavy for a large plan: ask a worker."""
    from pmo_desktop.scheduling.engine import schedule
    from pmo_desktop.scheduling.ticks import NO_DATE, moment
    from pmo_desktop.scheduling.worktime import OutOfTime
    from pmo_desktop.services.plans.reasons import reasons_of

    row = file.network.rows.get(item.number)
    if row is None:
        return Why(tr("The line is not active, so that it counts for nothing."))
    try:
        table = schedule(file.network.network)
    except OutOfTime as why:
        return Why(str(why))
    reason = reasons_of(file, table, file.by_number)(item)
    link = int(table.driver[row])
    free = item.number not in file.parents and item.actual_start is None and not item.manual
    driver = file.network.links[link].from_no if link >= 0 and free else None
    start = int(table.start[row])
    worked_out = moment(start) if start != NO_DATE else None
    facts = [*_float(file, item), *_deadline(file, item)]
    if worked_out is not None and item.start is not None and worked_out.date() != item.start.date():
        day = shown.day(worked_out.date())
        facts.append(tr("Worked out anew it would begin on {day}; F9 reschedules.", day=day))
    return Why(tr("{reason}.", reason=reason[:1].upper() + reason[1:]), driver, tuple(facts))


def _float(file: PlanFile, item: PlanItem) -> list[str]:
    if item.critical:
        return [tr("It is on the critical path: each day it slips, the plan ends later.")]
    if item.total_slack is None:
        return []
    days = shown.number(item.total_slack / file.per_day, 1 if item.total_slack % file.per_day else 0)
    return [tr("Float {n} wd: so much it may slip before the plan ends later.", n=days)]


def _deadline(file: PlanFile, item: PlanItem) -> list[str]:
    if item.deadline is None or item.finish is None:
        return []
    left = file.days.working_days_between(item.finish.date(), item.deadline.date())
    day = shown.day(item.deadline.date())
    if item.finish > item.deadline:
        return [tr("Misses its deadline {day} by {n} wd.", day=day, n=shown.number(-left))]
    return [tr("Deadline {day}: {n} wd left.", n=shown.number(left), day=day)]
