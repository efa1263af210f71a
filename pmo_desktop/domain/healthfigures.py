"""Derived ratings from figures, one function per dimension, each with the reason in words.

Every limit is a setting; a work's own tolerances count where they are tighter. A figure that is missing,
or a base of zero, gives not rated.
"""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.health import Dimension, Rating
from pmo_desktop.i18n import N_, tr


@dc.dataclass(frozen=True, slots=True)
class Limits:
    """The green and the amber limit of each measure (per cent, working days or index)."""

    time_pct: tuple[float, float] = (5, 10)
    gate_days: tuple[float, float] = (5, 20)
    spi_t: tuple[float, float] = (0.95, 0.90)
    cost_pct: tuple[float, float] = (5, 10)
    underspend_pct: float = 10
    contingency_lead: float = 20
    benefits_pct: tuple[float, float] = (95, 85)
    exposure_pct: tuple[float, float] = (100, 120)
    unmet_pct: tuple[float, float] = (5, 15)
    service_pct: tuple[float, float] = (100, 95)
    duties_pct: tuple[float, float] = (98, 90)

    def tightened(self, time_pct: tuple[float, float], cost_pct: tuple[float, float]) -> Limits:
        """With a work's own tolerances for time and cost where they are tighter."""
        return dc.replace(
            self, time_pct=_tighter(self.time_pct, time_pct), cost_pct=_tighter(self.cost_pct, cost_pct)
        )


DEFAULT_LIMITS = Limits()


def _tighter(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return min(one[0], other[0]), min(one[1], other[1])


@dc.dataclass(frozen=True, slots=True)
class Derived:
    """A computed rating and why; `reason` is a source text that is filled from `values` when shown."""

    rating: Rating
    reason: str
    values: tuple[tuple[str, float | int], ...] = ()

    def said(self) -> str:
        """The reason in the language in force."""
        return tr(self.reason, **{k: f"{v:.1f}".removesuffix(".0") for k, v in self.values})


MISSING = N_("A figure is missing")


def _missing() -> Derived:
    return Derived(Rating.NONE, MISSING)


def _at_most(value: float, base: float, limits: tuple[float, float]) -> Rating:
    """Green and amber while `value` is at most so many per cent of `base`; exact at the limits."""
    for rating, limit in zip((Rating.GREEN, Rating.AMBER), limits, strict=True):
        if value * 100 <= limit * base:
            return rating
    return Rating.RED


def _at_least(value: float, base: float, limits: tuple[float, float]) -> Rating:
    for rating, limit in zip((Rating.GREEN, Rating.AMBER), limits, strict=True):
        if value * 100 >= limit * base:
            return rating
    return Rating.RED


def _worst(*found: Derived) -> Derived:
    return max(found, key=lambda d: d.rating.rank or 0)


def rate_time(
    baseline_days: float | None,
    slip_days: float | None,
    *,
    gate_slip_days: float | None = None,
    spi_t: float | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Derived:
    """Time: slip of the finish against the baseline's length, of the next gate, and SPI(t) if there is one.

    Days are working days; a positive slip is late. The worst of the three counts.
    """
    if baseline_days is None or slip_days is None or baseline_days <= 0:
        return _missing()
    pct = 100 * slip_days / baseline_days
    found = [
        Derived(
            _at_most(slip_days, baseline_days, limits.time_pct),
            N_("Finish moved by {days} wd, {pct} % of the baseline"),
            (("days", slip_days), ("pct", pct)),
        )
    ]
    if gate_slip_days is not None:
        rating = _at_most(gate_slip_days, 100, limits.gate_days)
        found.append(Derived(rating, N_("Next gate moved by {days} wd"), (("days", gate_slip_days),)))
    if spi_t is not None:
        rating = _at_least(spi_t, 100, limits.spi_t)
        found.append(Derived(rating, N_("Schedule performance {pct} %"), (("pct", 100 * spi_t),)))
    return _worst(*found)


def rate_cost(
    budget: int | None,
    forecast: int | None,
    *,
    contingency_used_pct: float | None = None,
    progress_pct: float | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Derived:
    """Cost: forecast at completion against the budget (minor units of one currency at the budget's rate).

    Far under budget is amber too, and so is contingency that is used up faster than the work is done.
    """
    if budget is None or forecast is None or budget <= 0:
        return _missing()
    over = forecast - budget
    values = (("pct", abs(100 * over / budget)),)
    rating = _at_most(over, budget, limits.cost_pct)
    if rating is not Rating.GREEN or over > 0:
        found = Derived(rating, N_("Forecast {pct} % over budget"), values)
    elif over * 100 < -limits.underspend_pct * budget:
        found = Derived(Rating.AMBER, N_("Forecast {pct} % under budget: money is tied up"), values)
    else:
        found = Derived(rating, N_("Forecast {pct} % under budget"), values)
    return _worst(found, *_contingency(contingency_used_pct, progress_pct, limits))


def _contingency(used: float | None, progress: float | None, limits: Limits) -> tuple[Derived, ...]:
    if used is None or progress is None or used - progress <= limits.contingency_lead:
        return ()
    reason = N_("{used} % of contingency used at {done} % progress")
    return (Derived(Rating.AMBER, reason, (("used", used), ("done", progress))),)


def rate_scope(
    *,
    on_course: bool | None,
    planned_deviation: bool = False,
    unachievable: bool = False,
    critical_overdue: int = 0,
) -> Derived:
    """Scope and quality: judged, with the count of overdue critical findings.

    A deviation that has no approved plan is red, since amber asks for one.
    """
    if unachievable:
        return Derived(Rating.RED, N_("A mandatory requirement cannot be reached"))
    if critical_overdue > 0:
        return Derived(Rating.RED, N_("Critical findings overdue: {n}"), (("n", critical_overdue),))
    if on_course is None:
        return _missing()
    if on_course:
        return Derived(Rating.GREEN, N_("All acceptance criteria on course"))
    if planned_deviation:
        return Derived(Rating.AMBER, N_("Deviations with an approved plan"))
    return Derived(Rating.RED, N_("Deviations without an approved plan"))


def rate_benefits(forecast: float | None, target: float | None, limits: Limits = DEFAULT_LIMITS) -> Derived:
    """Benefits: forecast against target, weighted by money."""
    if forecast is None or target is None or target <= 0:
        return _missing()
    rating = _at_least(forecast, target, limits.benefits_pct)
    return Derived(rating, N_("Benefits forecast at {pct} % of target"), (("pct", 100 * forecast / target),))


def rate_risk(
    exposure: float | None,
    contingency: float | None,
    *,
    very_high: int = 0,
    very_high_unplanned: int = 0,
    limits: Limits = DEFAULT_LIMITS,
) -> Derived:
    """Risk: threat exposure against contingency, and risks scored 20 to 25, with and without a plan."""
    if very_high_unplanned > 0:
        reason = N_("Very high risks without a plan in time: {n}")
        return Derived(Rating.RED, reason, (("n", very_high_unplanned),))
    if exposure is None or contingency is None:
        return _missing()
    rating = _at_most(exposure, contingency, limits.exposure_pct)
    share = 100 * exposure / contingency if contingency else 0
    reason = (
        N_("Exposure is {pct} % of contingency") if contingency else N_("No contingency for the exposure")
    )
    found = Derived(rating, reason, (("pct", share),))
    if very_high == 0:
        return found
    severe = Rating.AMBER if very_high == 1 else Rating.RED
    return _worst(found, Derived(severe, N_("Very high risks: {n}"), (("n", very_high),)))


def rate_resources(unmet_pct: float | None, limits: Limits = DEFAULT_LIMITS) -> Derived:
    """Resources: demand of the next three months that nobody meets, in per cent."""
    if unmet_pct is None:
        return _missing()
    rating = _at_most(unmet_pct, 100, limits.unmet_pct)
    return Derived(rating, N_("{pct} % of demand is unmet in the next three months"), (("pct", unmet_pct),))


def rate_governance(
    *, late: int, report_missing: bool = False, gate_without_authority: bool = False
) -> Derived:
    """Governance: `late` counts a late report, open mandatory gaps and late conditions; one is amber."""
    if report_missing:
        return Derived(Rating.RED, N_("The report is missing"))
    if gate_without_authority:
        return Derived(Rating.RED, N_("A gate was passed without authority"))
    if late == 0:
        return Derived(Rating.GREEN, N_("Report, standards and conditions in time"))
    return Derived(Rating.AMBER if late == 1 else Rating.RED, N_("Late or open: {n}"), (("n", late),))


def rate_measure(
    actual: float | None, target: float | None, *, down_is_good: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Derived:
    """A service measure: attainment of its target, turned round when less is better."""
    value, base = (target, actual) if down_is_good else (actual, target)
    if value is None or base is None or base < 0 or (base == 0 and not down_is_good):
        return _missing()
    if base == 0:
        return Derived(Rating.GREEN, N_("Nothing to count against the target"))
    rating = _at_least(value, base, limits.service_pct)
    return Derived(rating, N_("{pct} % of target"), (("pct", 100 * value / base),))


def rate_duties(in_time: int, due: int, limits: Limits = DEFAULT_LIMITS) -> Derived:
    """Recurring duties done in time, of those that were due."""
    if due <= 0:
        return _missing()
    rating = _at_least(in_time, due, limits.duties_pct)
    return Derived(rating, N_("{pct} % of duties in time"), (("pct", 100 * in_time / due),))


def ratings_of(derived: dict[Dimension, Derived]) -> dict[Dimension, Rating]:
    """Only the ratings, for `health.overall`."""
    return {dimension: found.rating for dimension, found in derived.items()}
