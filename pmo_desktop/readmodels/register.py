"""The register of works as people look at it: one frozen row a work, with the raw value of every cell."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.health import WORST_FIRST, Rating, Seen, Trend, seen_on, trend
from pmo_desktop.domain.reports import Ratings, ReportState
from pmo_desktop.domain.values import LText, Money, Points, Score
from pmo_desktop.domain.works import Category
from pmo_desktop.i18n import N_
from pmo_desktop.readmodels.slips import slip_tone

COUNTING = (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.VALIDATED, ReportState.PUBLISHED)
"""States in which a status report says how a work stands."""
RUNNING = frozenset({"active", "closing", "in_transition", "live", "under_review", "retiring"})
"""States of works that are under way, of all kinds."""
ENDED = frozenset({"closed", "stopped", "retired"})


def weekdays(start: date, end: date) -> int:
    """Days from Monday to Friday after `start` up to and including `end`; negative when `end` comes first.

    Counted from the calendar's first day, a Monday: five for each whole week and at most five of the rest.
    """
    first, last = start.toordinal(), end.toordinal()
    return (last // 7 - first // 7) * 5 + min(last % 7, 5) - min(first % 7, 5)


@dc.dataclass(frozen=True, slots=True)
class ReportSeen:
    """The latest report of a work that counts, and the rating of the one before it."""

    status_date: date
    state: ReportState
    declared: Ratings
    derived: Ratings
    validated: Rating | None
    before: Rating | None
    headline: str
    path_to_green: str
    slip: int | None
    finish: date | None = None
    """The finish that the report said; `slip` was counted to it on the calendar of the board."""

    @property
    def rating(self) -> Rating:
        """The rating that counts: validated, else declared, else derived."""
        return counting_rating(self.validated, self.declared, self.derived)

    @property
    def trend(self) -> Trend | None:
        """How the rating moved since the report before."""
        return trend(self.before, self.rating)


def counting_rating(validated: Rating | None, declared: Ratings, derived: Ratings) -> Rating:
    """Validated, else declared, else derived."""
    if validated is not None:
        return validated
    return declared.overall if declared.overall is not Rating.NONE else derived.overall


@dc.dataclass(frozen=True, slots=True)
class WorkRow:
    """One work of the register. Ids where a reference can be edited, names beside them to be shown."""

    id: UUID
    kind: str
    ref: str
    revision: int
    title: LText
    state: Worded
    phase: str
    priority: Score | None
    category: Category | None
    org_unit: UUID | None
    unit: LText
    parent: UUID | None
    parent_kind: str
    parent_title: LText
    sponsor: UUID | None
    sponsor_name: str
    manager: UUID | None
    manager_name: str
    budget: Money | None
    forecast_cost: Money | None
    actual_cost: Money | None
    budget_authority: UUID | None
    authority_ref: str
    start_planned: date | None
    start_forecast: date | None
    finish_planned: date | None
    finish_forecast: date | None
    finish_actual: date | None
    tolerance_time: int | None
    tolerance_cost: Points | None
    report: ReportSeen | None
    gate: str
    gate_name: str
    gate_date: date | None
    high_risks: int
    late_actions: int
    external_ref: str
    returned: date | None = None
    """The status date of the last report that went back to the manager."""

    @property
    def finish(self) -> date | None:
        """When it ended, else when it is expected to end, else when it was to end."""
        return self.finish_actual or self.finish_forecast or self.finish_planned

    @property
    def slip(self) -> int | None:
        """Working days from the planned finish to the finish; later is positive.

        As the latest report counted them on its calendar, so that screen and paper agree; from Monday to
        Friday when the finish has moved since.
        """
        expected = self.finish_actual or self.finish_forecast
        report = self.report
        if report is not None and report.slip is not None and expected in (None, report.finish):
            return report.slip
        if self.finish_planned is None or expected is None:
            return None
        return weekdays(self.finish_planned, expected)

    @property
    def cost_share(self) -> int | None:
        """Forecast against budget in hundredths of a per cent; None without both in one currency."""
        have, want = self.forecast_cost, self.budget
        if have is None or want is None or have.currency != want.currency or want.minor <= 0:
            return None
        return round((have.minor - want.minor) * 10_000 / want.minor)

    @property
    def over_cost(self) -> bool:
        """Whether the forecast lies outside the tolerance (5 % where the work names none)."""
        share = self.cost_share
        return share is not None and share > (500 if self.tolerance_cost is None else self.tolerance_cost)

    @property
    def over_time(self) -> bool:
        """Whether the finish lies outside the tolerance."""
        return slip_tone(self.slip, self.tolerance_time) == "neg"

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self.state in RUNNING

    def health(self, today: date) -> Seen:
        """The rating to show on a day: a work that ended is complete, an old report rates nothing."""
        if self.state in ENDED:
            day = self.report.status_date if self.report else None
            return seen_on(today, Rating.COMPLETE, day or today)
        if self.report is None:
            return seen_on(today, Rating.NONE, None)
        return seen_on(today, self.report.rating, self.report.status_date)


class Flag(Worded):
    """What a work can be picked out by, beside its fields."""

    ATTENTION = "attention", N_("Needs attention")
    GATE_SOON = "gate_soon", N_("Gate in 60 days")
    OVER_COST = "over_cost", N_("Over cost tolerance")
    OVER_TIME = "over_time", N_("Over time tolerance")
    NO_REPORT = "no_report", N_("No report in 35 days")
    LATE_ACTIONS = "late_actions", N_("Actions overdue")
    HIGH_RISKS = "high_risks", N_("Risks above 15")


GATE_SOON_DAYS = 60


def flags(row: WorkRow, today: date) -> frozenset[str]:
    """The flags of a work on a day; works that are not under way have none."""
    if not row.running:
        return frozenset()
    seen = row.health(today)
    worse = row.report is not None and row.report.trend is Trend.WORSE
    late = row.over_time
    over = row.over_cost
    found = {
        Flag.OVER_COST: over,
        Flag.OVER_TIME: late,
        Flag.NO_REPORT: seen.rating is Rating.NONE and row.kind in ("project", "service", "programme"),
        Flag.LATE_ACTIONS: row.late_actions > 0,
        Flag.HIGH_RISKS: row.high_risks > 0,
        Flag.GATE_SOON: row.gate_date is not None and (row.gate_date - today).days <= GATE_SOON_DAYS,
        Flag.ATTENTION: seen.rating is Rating.RED
        or (worse and seen.rating is Rating.AMBER)
        or late
        or over
        or (seen.rating is Rating.NONE and row.report is not None),
    }
    return frozenset(flag for flag, on in found.items() if on)


@dc.dataclass(frozen=True, slots=True)
class Sums:
    """What a choice of works adds up to. Money in minor units of `currency`.

    `others` counts works whose budget is in another currency and is not added. A programme or portfolio
    is not added beside its own works. `slip` is the mean of the works that have one, in working days.
    """

    works: int
    currency: str
    budget: int
    forecast: int
    share: int | None
    slip: int | None
    others: int


def _leaves(rows: Collection[WorkRow]) -> list[WorkRow]:
    """The works that hold no others of the choice."""
    inner = {r.parent for r in rows if r.parent is not None}
    return [r for r in rows if r.id not in inner]


def _currencies(leaves: Iterable[WorkRow]) -> Counter[str]:
    return Counter(r.budget.currency for r in leaves if r.budget)


def _most(known: Counter[str]) -> str:
    return known.most_common(1)[0][0] if known else ""


def main_currency(rows: Collection[WorkRow]) -> str:
    """The currency that most budgets have, "" where there is none."""
    return _most(_currencies(_leaves(rows)))


def sums(rows: Collection[WorkRow], currency: str = "") -> Sums:
    """Add up works, in a currency or in the one that most budgets have."""
    leaves = _leaves(rows)
    known = _currencies(leaves)
    used = currency or _most(known)
    priced = [(r.budget, r.forecast_cost) for r in leaves if r.budget and r.budget.currency == used]
    budget = sum(b.minor for b, _ in priced)
    forecast = sum((f if f and f.currency == used else b).minor for b, f in priced)
    share = round((forecast - budget) * 10_000 / budget) if budget else None
    slips = [s for r in rows if (s := r.slip) is not None]
    mean = round(sum(slips) / len(slips)) if slips else None
    return Sums(len(rows), used, budget, forecast, share, mean, known.total() - len(priced))


def rating_counts(
    rows: Iterable[WorkRow], today: date, rating: Callable[[WorkRow], Rating] | None = None
) -> tuple[tuple[str, int], ...]:
    """How many works have which rating, worst first; ratings that none has are left out.

    `rating` gives the rating of a work where it is known already.
    """
    ask = rating or (lambda row: row.health(today).rating)
    found: Mapping[Rating, int] = Counter(map(ask, rows))
    return tuple((one.value, found[one]) for one in WORST_FIRST if found.get(one))
