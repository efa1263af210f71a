"""The fourteen checks. Source of the formulas: DCMA 14-Point Assessment, in the form taught by the DAU."""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.network import Constraint, Flags, Index, LinkType, Network
from pmo_desktop.scheduling.quality.finding import Check, Finding, Limits, Verdict
from pmo_desktop.scheduling.quality.population import Population, places
from pmo_desktop.scheduling.ticks import NO_DATE
from pmo_desktop.scheduling.timetable import Timetable

STANDARD = Limits()
_CALENDARS_DIFFER = 0.02
"""Part of a delay that may get lost where rows work on different days."""
_HARD = (Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT)


def assess(
    network: Network, timetable: Timetable, limits: Limits = STANDARD, costed: Flags | None = None
) -> tuple[Finding, ...]:
    """All fourteen checks in order. `costed` says which rows have a cost of their own.

    The critical path test schedules a copy of the plan once more. Raises OutOfTime when that copy would
    leave the years the engine plans with.
    """
    plan = Population(network, timetable, costed)
    return (
        _logic(plan, limits),
        _none_of(Check.LEADS, plan, network.links.lag[plan.links] < 0),
        _share_of_links(Check.LAGS, plan, network.links.lag[plan.links] > 0, limits.share),
        _link_types(plan, limits),
        _share(Check.HARD_CONSTRAINTS, plan.open, np.isin(network.tasks.constraint, _HARD), limits.share),
        _share(Check.HIGH_FLOAT, plan.open, timetable.total_float > limits.days * plan.day, limits.share),
        _negative(plan),
        _long(plan, limits),
        _invalid(plan),
        _resources(plan),
        _missed(plan, limits),
        _path(plan, limits),
        _cpli(plan, limits),
        _bei(plan, limits),
    )


def _share(check: Check, population: Flags, bad: Flags, limit: float) -> Finding:
    """At most that share of the population is bad."""
    count, rows = int(population.sum()), places(population & bad)
    if not count:
        return Finding(check, Verdict.NOT_APPLICABLE, limit=limit)
    value = len(rows) / count
    return Finding(check, Verdict.PASSED if value <= limit else Verdict.FAILED, count, value, limit, rows)


def _rows_of(plan: Population, links: Index) -> tuple[int, ...]:
    return tuple(sorted(set(plan.network.links.target[links].tolist())))


def _share_of_links(check: Check, plan: Population, bad: Flags, limit: float) -> Finding:
    count, links = len(plan.links), plan.links[bad]
    if not count:
        return Finding(check, Verdict.NOT_APPLICABLE, limit=limit)
    value = len(links) / count
    verdict = Verdict.PASSED if value <= limit else Verdict.FAILED
    return Finding(check, verdict, count, value, limit, _rows_of(plan, links), tuple(links.tolist()))


def _none_of(check: Check, plan: Population, bad: Flags) -> Finding:
    """No link is bad."""
    links = plan.links[bad]
    if not len(plan.links):
        return Finding(check, Verdict.NOT_APPLICABLE, limit=0)
    verdict = Verdict.FAILED if len(links) else Verdict.PASSED
    rows = _rows_of(plan, links)
    return Finding(check, verdict, len(plan.links), len(links), 0, rows, tuple(links.tolist()))


def _logic(plan: Population, limits: Limits) -> Finding:
    """1: rows without a predecessor or without a successor."""
    links, count = plan.network.links, len(plan.network.tasks)
    follows, leads = np.zeros(count, bool), np.zeros(count, bool)
    follows[links.target] = True
    leads[links.source] = True
    return _share(Check.LOGIC, plan.open, ~(follows & leads), limits.share)


def _link_types(plan: Population, limits: Limits) -> Finding:
    """4: at least that share of the links go from finish to start."""
    count, kinds = len(plan.links), plan.network.links.type[plan.links]
    if not count:
        return Finding(Check.LINK_TYPES, Verdict.NOT_APPLICABLE, limit=limits.finish_to_start)
    others = plan.links[kinds != LinkType.FS]
    value = 1 - len(others) / count
    verdict = Verdict.PASSED if value >= limits.finish_to_start else Verdict.FAILED
    rows = _rows_of(plan, others)
    return Finding(
        Check.LINK_TYPES, verdict, count, value, limits.finish_to_start, rows, tuple(others.tolist())
    )


def _negative(plan: Population) -> Finding:
    """7: no row has less float than nought."""
    rows = places(plan.open & (plan.timetable.total_float < 0))
    count = int(plan.open.sum())
    if not count:
        return Finding(Check.NEGATIVE_FLOAT, Verdict.NOT_APPLICABLE, limit=0)
    return Finding(
        Check.NEGATIVE_FLOAT, Verdict.FAILED if rows else Verdict.PASSED, count, len(rows), 0, rows
    )


def _long(plan: Population, limits: Limits) -> Finding:
    """8: the baseline's duration, or what remains where there is no baseline, is too long."""
    tasks = plan.network.tasks
    agreed = tasks.baseline_finish != NO_DATE
    remaining = np.where(tasks.actual_start != NO_DATE, tasks.remaining, plan.timetable.duration)
    lasts = np.where(agreed, tasks.baseline_duration, remaining)
    return _share(Check.LONG_DURATION, plan.open, lasts > limits.days * plan.day, limits.share)


def _invalid(plan: Population) -> Finding:
    """9: forecasts before the status date, or actual dates after it; done rows are looked at too."""
    tasks, times, status = plan.network.tasks, plan.timetable, plan.status
    known = plan.work & (status != NO_DATE)
    if not known.any():
        return Finding(Check.INVALID_DATES, Verdict.NOT_APPLICABLE, limit=0)
    unstarted = ~plan.complete & (tasks.actual_start == NO_DATE)
    past = (unstarted & (times.start < status)) | (~plan.complete & (times.finish < status))
    ahead = (tasks.actual_start > status) | (tasks.actual_finish > status)
    rows = places(known & (past | ahead))
    verdict = Verdict.FAILED if rows else Verdict.PASSED
    return Finding(Check.INVALID_DATES, verdict, int(known.sum()), len(rows), 0, rows)


def _resources(plan: Population) -> Finding:
    """10: rows of a day or more without resource or cost. The standard sets no limit."""
    population = plan.open & (plan.timetable.duration >= plan.day)
    count = int(population.sum())
    if not count:
        return Finding(Check.RESOURCES, Verdict.NOT_APPLICABLE)
    rows = places(population & ~plan.resourced)
    return Finding(Check.RESOURCES, Verdict.REPORTED, count, len(rows) / count, None, rows)


def _missed(plan: Population, limits: Limits) -> Finding:
    """11: of the rows that the baseline has finished by the status date, those that ended or end later."""
    tasks, status = plan.network.tasks, plan.status
    due = plan.work & (tasks.baseline_finish != NO_DATE) & (status != NO_DATE)
    due &= tasks.baseline_finish <= status
    ends = np.where(tasks.actual_finish != NO_DATE, tasks.actual_finish, plan.timetable.finish)
    return _share(Check.MISSED, due, ends > tasks.baseline_finish, limits.share)


def _path(plan: Population, limits: Limits) -> Finding:
    """12: a long delay of the first critical row delays the project as much (counted in its own days)."""
    tasks, times = plan.network.tasks, plan.timetable
    rows = np.flatnonzero(plan.open & times.critical & ~tasks.manual)
    if not len(rows):
        return Finding(Check.CRITICAL_PATH, Verdict.NOT_APPLICABLE)
    row = int(rows[np.argmin(times.start[rows])])
    project = int(tasks.project[row])
    delay = round(limits.test_delay * int(plan.day[row]))
    later = schedule(_delayed(plan.network, row, delay, int(times.duration[row])))
    ends = int(times.project_finish[project]), int(later.project_finish[project])
    moved = plan.working_days(project, *ends)
    slip = 1.0 if len(plan.network.calendars) == 1 else max(1.0, limits.test_delay * _CALENDARS_DIFFER)
    good = abs(moved - limits.test_delay) <= slip
    return Finding(
        Check.CRITICAL_PATH,
        Verdict.PASSED if good else Verdict.FAILED,
        1,
        moved,
        limits.test_delay,
        () if good else (row,),
    )


def _delayed(network: Network, row: int, delay: int, lasts: int) -> Network:
    """A copy of the plan in which one row takes longer, whoever works on it."""
    tasks = network.tasks
    duration, remaining, held = tasks.duration.copy(), tasks.remaining.copy(), tasks.by_duration.copy()
    duration[row] = lasts + delay
    remaining[row] = (tasks.remaining[row] if tasks.actual_start[row] != NO_DATE else lasts) + delay
    held[row] = True
    return network.with_tasks(duration=duration, remaining=remaining, by_duration=held)


def _cpli(plan: Population, limits: Limits) -> Finding:
    """13: (length of the critical path + float) / length, the float against the baseline of the end.

    The length runs from the status date, or from the start of the project where there is none.
    """
    none = Finding(Check.CPLI, Verdict.NOT_APPLICABLE, limit=limits.index)
    row = plan.last
    if row is None or plan.network.tasks.baseline_finish[row] == NO_DATE:
        return none
    project, finish = int(plan.network.tasks.project[row]), int(plan.timetable.finish[row])
    status = int(plan.status[row])
    begin = int(plan.timetable.project_start[project]) if status == NO_DATE else status
    length = plan.working_days(project, begin, finish)
    if length <= 0:
        return none
    spare = plan.working_days(project, finish, int(plan.network.tasks.baseline_finish[row]))
    value = cpli(length, spare)
    good = value >= limits.index
    return Finding(
        Check.CPLI, Verdict.PASSED if good else Verdict.FAILED, 1, value, limits.index, () if good else (row,)
    )


def cpli(length: float, spare: float) -> float:
    """The critical path length index from working days: (length + float) / length (DAU)."""
    return (length + spare) / length


def _bei(plan: Population, limits: Limits) -> Finding:
    """14: rows done, of those that the baseline has finished by now and those without a baseline."""
    tasks, status = plan.network.tasks, plan.status
    agreed = plan.work & (tasks.baseline_finish != NO_DATE)
    if not (agreed & (status != NO_DATE)).any():
        return Finding(Check.BEI, Verdict.NOT_APPLICABLE, limit=limits.index)
    due = agreed & (tasks.baseline_finish <= status)
    due |= plan.work & (tasks.baseline_finish == NO_DATE)
    count = int(due.sum())
    if not count:
        return Finding(Check.BEI, Verdict.NOT_APPLICABLE, limit=limits.index)
    value = bei(int((plan.work & plan.complete).sum()), count)
    verdict = Verdict.PASSED if value >= limits.index else Verdict.FAILED
    return Finding(Check.BEI, verdict, count, value, limits.index, places(due & ~plan.complete))


def bei(done: int, due: int) -> float:
    """The baseline execution index: rows done over rows due (DAU form, rows without baseline are due)."""
    return done / due
