"""How well a schedule is built, in words: the fourteen checks, each with its figure, limit and lines."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.quality_reasons import Reasons
from pmo_desktop.scheduling.quality.finding import Check, Finding, Verdict, passed

if TYPE_CHECKING:
    from pmo_desktop.scheduling.network import Network
    from pmo_desktop.scheduling.timetable import Timetable


@dc.dataclass(frozen=True, slots=True)
class VerdictLook:
    """How a verdict is shown: the mark of its shape, a letter for places without marks, word and tone."""

    mark: str
    """A mark of compliance: "met" is a circle with a tick, "gap" a diamond with a cross."""
    letter: str
    word: str
    tone: str


LOOKS: Mapping[Verdict, VerdictLook] = {
    Verdict.PASSED: VerdictLook("met", "P", N_("Passed"), "pos"),
    Verdict.FAILED: VerdictLook("gap", "F", N_("Failed"), "neg"),
    Verdict.REPORTED: VerdictLook("not_due", "R", N_("Reported only"), "text2"),
    Verdict.NOT_APPLICABLE: VerdictLook("not_applicable", "–", N_("Does not apply"), "text3"),
}

_WORDS: Mapping[Check, tuple[str, str]] = {
    Check.LOGIC: (
        N_("Logic"),
        N_("Lines without a predecessor or without a successor. Nothing moves them when other work slips."),
    ),
    Check.LEADS: (
        N_("Leads"),
        N_("Links with a negative lag: the next line begins before the one it waits for has ended."),
    ),
    Check.LAGS: (
        N_("Lags"),
        N_("Links with a waiting time. Time that nobody works in is better a line of its own."),
    ),
    Check.LINK_TYPES: (
        N_("Kinds of links"),
        N_("Links from finish to start, of all links. The other kinds are harder to follow."),
    ),
    Check.HARD_CONSTRAINTS: (
        N_("Hard constraints"),
        N_("Lines that must start or finish on or before a date. They hold even when the work cannot."),
    ),
    Check.HIGH_FLOAT: (
        N_("High float"),
        N_("Lines that could slip two months without moving the finish. Mostly a link is missing."),
    ),
    Check.NEGATIVE_FLOAT: (
        N_("Negative float"),
        N_("Lines that are already too late for a date they must keep."),
    ),
    Check.LONG_DURATION: (
        N_("Long durations"),
        N_("Lines longer than two months. Progress on them is hard to judge."),
    ),
    Check.INVALID_DATES: (
        N_("Invalid dates"),
        N_("Work forecast before the status date, or reported as done after it."),
    ),
    Check.RESOURCES: (
        N_("Resources"),
        N_("Lines of a day or more that nobody and no cost is assigned to."),
    ),
    Check.MISSED: (
        N_("Missed lines"),
        N_("Of the lines that the baseline wanted finished by now, those that ended or end later."),
    ),
    Check.CRITICAL_PATH: (
        N_("Critical path test"),
        N_("A long delay of the first critical line has to move the finish by as much."),
    ),
    Check.CPLI: (
        N_("Critical path length index"),
        N_("Days left to the finish, with its float against the baseline, over days left. 1 is on time."),
    ),
    Check.BEI: (
        N_("Baseline execution index"),
        N_("Lines done, over lines that the baseline wanted done by now and those without a baseline."),
    ),
}
"""What each check is called and what it says in plain words."""

_AT_LEAST = (Check.LINK_TYPES, Check.CPLI, Check.BEI)
_INDEXES = (Check.CPLI, Check.BEI)
_COUNTS = (Check.LEADS, Check.NEGATIVE_FLOAT, Check.INVALID_DATES)


@dc.dataclass(frozen=True, slots=True)
class Offender:
    """A line that a check found fault with, and what the fault is."""

    id: UUID
    wbs: str
    name: str
    why: str


@dc.dataclass(frozen=True, slots=True)
class QualityCheck:
    """One check as people read it."""

    check: Check
    title: str
    says: str
    value: str
    limit: str
    verdict: Verdict
    population: int
    """How many lines or links were looked at."""
    offenders: tuple[Offender, ...] = ()

    @property
    def id(self) -> int:
        """The number of the check, 1 to 14."""
        return int(self.check)

    @property
    def look(self) -> VerdictLook:
        """How its verdict is shown."""
        return LOOKS[self.verdict]


@dc.dataclass(frozen=True, slots=True)
class QualityScore:
    """The schedule quality for a pack: checks passed of those that apply, and what failed by name."""

    passed: int
    applicable: int
    failures: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The score in words: "12 of 14 passed"."""
        if not self.applicable:
            return tr("No check applies")
        return tr("{n} of {all} passed", n=self.passed, all=self.applicable)


@dc.dataclass(frozen=True, slots=True)
class ScheduleQuality:
    """All fourteen checks of one plan."""

    checks: tuple[QualityCheck, ...]
    score: QualityScore


def schedule_quality(
    findings: Sequence[Finding], network: Network, timetable: Timetable, items: Mapping[int, PlanItem]
) -> ScheduleQuality:
    """The findings of `assess` in words; `items` are the lines of the plan by number, the network's uid."""
    reasons = Reasons(network, timetable)
    checks = tuple(_check(found, reasons, items) for found in findings)
    good, counted = passed(findings)
    failures = tuple(one.title for one in checks if one.verdict is Verdict.FAILED)
    return ScheduleQuality(checks, QualityScore(good, counted, failures))


def _check(found: Finding, reasons: Reasons, items: Mapping[int, PlanItem]) -> QualityCheck:
    title, says = _WORDS[found.check]
    uids, why = reasons.network.tasks.uid, reasons.of(found)
    offenders = [
        Offender(item.id, item.wbs, item.name, why(row))
        for row in found.rows
        if (item := items.get(int(uids[row]))) is not None
    ]
    return QualityCheck(
        found.check, tr(title), tr(says), value_words(found), limit_words(found), found.verdict,
        found.population, tuple(offenders),
    )  # fmt: skip


def value_words(found: Finding) -> str:
    """What a check measured, such as "6.3 %, 5 of 80"."""
    value = found.value
    if value is None:
        return shown.NOTHING
    if found.check is Check.CRITICAL_PATH:
        return tr("moves {n}\u00a0wd", n=shown.number(value))
    if found.check in _INDEXES:
        return shown.number(value, 2)
    if found.check in _COUNTS:
        return tr("{n} of {all}", n=shown.number(value), all=shown.number(found.population))
    count = round(value * found.population)
    share = shown.percent(round(value * 10_000), 1)
    return tr("{share}, {n} of {all}", share=share, n=count, all=shown.number(found.population))


def limit_words(found: Finding) -> str:
    """What a check asks for, such as "at most 5 %"."""
    limit = found.limit
    if found.check is Check.CRITICAL_PATH:
        return shown.NOTHING if limit is None else tr("by {n}\u00a0wd", n=shown.number(limit))
    if limit is None:
        return tr("no limit set")
    if found.check in _INDEXES:
        return tr("at least {n}", n=shown.number(limit, 2))
    if found.check in _AT_LEAST:
        return tr("at least {share}", share=shown.percent(round(limit * 10_000)))
    if not limit:
        return tr("none")
    return tr("at most {share}", share=shown.percent(round(limit * 10_000)))
