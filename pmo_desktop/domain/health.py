"""Ratings: their words, the overall rating from its dimensions, steadiness, age and honesty.

The derived rating follows the figures (`healthfigures.py`); what is declared, derived and validated are
kept apart. A missing rating is never green.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from pmo_desktop.domain.declare import Worded
from pmo_desktop.i18n import N_, tr


class Rating(Worded):
    """A red, amber or green rating, with complete and not rated beside them."""

    GREEN = "green", N_("Green")
    AMBER = "amber", N_("Amber")
    RED = "red", N_("Red")
    COMPLETE = "complete", N_("Complete")
    NONE = "none", N_("Not rated")

    @property
    def rank(self) -> int | None:
        """0 for green or complete, 1 amber, 2 red; None when not rated."""
        return _RANKS.get(self)

    @property
    def letter(self) -> str:
        """The letter inside the mark, the same in every language."""
        return {"green": "G", "amber": "A", "red": "R", "complete": "C"}.get(self.value, "–")


_RANKS = {Rating.GREEN: 0, Rating.COMPLETE: 0, Rating.AMBER: 1, Rating.RED: 2}
WORST_FIRST = (Rating.RED, Rating.AMBER, Rating.GREEN, Rating.COMPLETE, Rating.NONE)
"""The order of counts and keys, on screen and paper."""


class Dimension(Worded):
    """What is rated; a work uses the first seven, an ongoing service also the last two."""

    TIME = "time", N_("Time")
    COST = "cost", N_("Cost")
    SCOPE = "scope", N_("Scope and quality")
    BENEFITS = "benefits", N_("Benefits")
    RISK = "risk", N_("Risk")
    RESOURCES = "resources", N_("Resources")
    GOVERNANCE = "governance", N_("Governance")
    SERVICE_LEVEL = "service_level", N_("Service level")
    DUTIES = "duties", N_("Duties")


WORK_CRITICAL = frozenset({Dimension.TIME, Dimension.COST, Dimension.BENEFITS, Dimension.SCOPE})
SERVICE_CRITICAL = frozenset({Dimension.SERVICE_LEVEL, Dimension.DUTIES})


class OverallRule(StrEnum):
    """How one rating is made of many."""

    CRITICAL_WORST = "critical_worst"
    WORST_OF = "worst_of"
    WEIGHTED = "weighted"


@dc.dataclass(frozen=True, slots=True)
class OverallRules:
    """The organisation's choices for the overall rating (percentages and days are whole numbers)."""

    rule: OverallRule = OverallRule.CRITICAL_WORST
    critical: frozenset[Dimension] = WORK_CRITICAL
    weights: tuple[tuple[Dimension, int], ...] = ()
    max_age_days: int = 35
    cycles_to_improve: int = 2
    note_length: int = 20


DEFAULT_RULES = OverallRules()
SERVICE_RULES = OverallRules(critical=SERVICE_CRITICAL)


def overall(
    ratings: Mapping[Dimension, Rating],
    *,
    age_days: int = 0,
    closed: bool = False,
    rules: OverallRules = DEFAULT_RULES,
) -> Rating:
    """The overall rating: closed is complete; old data or a critical gap is not rated; then the rule."""
    if closed:
        return Rating.COMPLETE
    unrated = any(ratings.get(d, Rating.NONE).rank is None for d in rules.critical)
    ranks = {d: r.rank for d, r in ratings.items() if r.rank is not None}
    if age_days > rules.max_age_days or unrated or not ranks:
        return Rating.NONE
    match rules.rule:
        case OverallRule.CRITICAL_WORST:
            return _critical_worst(ranks, rules.critical)
        case OverallRule.WORST_OF:
            return _of_rank(max(ranks.values()))
        case OverallRule.WEIGHTED:
            return _weighted(ranks, dict(rules.weights))


def _critical_worst(ranks: Mapping[Dimension, int], critical: frozenset[Dimension]) -> Rating:
    reds = sum(rank == 2 for rank in ranks.values())
    ambers = sum(rank == 1 for rank in ranks.values())
    worst_critical = max((ranks[d] for d in critical), default=0)
    if worst_critical == 2 or reds >= 2:
        return Rating.RED
    return Rating.AMBER if reds or worst_critical == 1 or ambers >= 2 else Rating.GREEN


def _weighted(ranks: Mapping[Dimension, int], weights: Mapping[Dimension, int]) -> Rating:
    """The weighted mean of the ranks, rounded to the nearest, a half to the worse side."""
    total = sum(weights.get(d, 1) for d in ranks)
    if total <= 0:
        return Rating.NONE
    return _of_rank((2 * sum(weights.get(d, 1) * r for d, r in ranks.items()) + total) // (2 * total))


def _of_rank(rank: int) -> Rating:
    return (Rating.GREEN, Rating.AMBER, Rating.RED)[rank]


def is_worse(one: Rating, other: Rating) -> bool:
    """Whether `one` is a worse colour than `other`; false when either is not rated."""
    return one.rank is not None and other.rank is not None and one.rank > other.rank


def settled(
    shown: Rating,
    earlier: Sequence[Rating],
    now: Rating,
    *,
    note: str = "",
    rules: OverallRules = DEFAULT_RULES,
) -> Rating:
    """The rating to show after hysteresis: worse at once, better only when it lasts.

    `shown` is what the last report showed, `earlier` what was computed for the cycles before this one,
    latest last. An improvement needs to be computed in consecutive cycles, or a validated note.
    """
    explained = len(note.strip()) >= rules.note_length
    if explained or closed_or_unrated(shown, now) or not is_worse(shown, now):
        return now
    wanted = rules.cycles_to_improve
    recent = [*earlier, now][-wanted:] if wanted > 0 else [now]
    if len(recent) < wanted or not all(is_worse(shown, r) for r in recent):
        return shown
    return max(recent, key=lambda r: r.rank or 0)


def closed_or_unrated(*ratings: Rating) -> bool:
    """Whether a comparison of colours makes no sense: something is complete or not rated."""
    return any(r in (Rating.COMPLETE, Rating.NONE) for r in ratings)


class Trend(Worded):
    """The way a rating went since the report before."""

    BETTER = "better", N_("Better")
    SAME = "same", N_("Same")
    WORSE = "worse", N_("Worse")
    NEW = "new", N_("New")

    @property
    def mark(self) -> str:
        """The sign that stands after the rating."""
        return {"better": "▲", "same": "►", "worse": "▼"}.get(self.value, "◆")


def trend(before: Rating | None, now: Rating) -> Trend | None:
    """How a rating moved between two reports; None when it is not rated now."""
    if now.rank is None:
        return None
    if before is None or before.rank is None:
        return Trend.NEW
    if before.rank == now.rank:
        return Trend.SAME
    return Trend.WORSE if now.rank > before.rank else Trend.BETTER


class Age(StrEnum):
    """How old a report is: fresh to 14 days, then ageing, above the limit expired."""

    FRESH = "fresh"
    AGEING = "ageing"
    EXPIRED = "expired"


FRESH_DAYS = 14


@dc.dataclass(frozen=True, slots=True)
class Seen:
    """A rating as seen on a day: not rated when too old, with what was last said and when."""

    rating: Rating
    last: Rating
    reported: date | None
    days: int | None
    age: Age


def seen_on(day: date, rating: Rating, reported: date | None, rules: OverallRules = DEFAULT_RULES) -> Seen:
    """The rating to show on a day for a report of an earlier one; complete never grows old."""
    if reported is None:
        return Seen(Rating.NONE, rating, None, None, Age.EXPIRED)
    days = max(0, (day - reported).days)
    if rating is Rating.COMPLETE or days <= FRESH_DAYS:
        return Seen(rating, rating, reported, days, Age.FRESH)
    if days > rules.max_age_days:
        return Seen(Rating.NONE, rating, reported, days, Age.EXPIRED)
    return Seen(rating, rating, reported, days, Age.AGEING)


def difference(declared: Rating, derived: Rating) -> int | None:
    """Steps between what is declared and what the rules compute; None when either is not rated."""
    if declared.rank is None or derived.rank is None:
        return None
    return abs(declared.rank - derived.rank)


def is_watermelon(declared: Rating, derived: Rating) -> bool:
    """Green outside and red inside: declared better than derived."""
    return is_worse(derived, declared)


def watermelon_rate(pairs: Iterable[tuple[Rating, Rating]]) -> float | None:
    """The share (0 to 1) of works declared better than derived, among those rated in both ways."""
    rated = [(said, found) for said, found in pairs if difference(said, found) is not None]
    if not rated:
        return None
    return sum(is_watermelon(said, found) for said, found in rated) / len(rated)


def validation_problem(
    validated: Rating, derived: Rating, note: str, rules: OverallRules = DEFAULT_RULES
) -> str | None:
    """Why a validated rating cannot stand, as a sentence; None when it can."""
    if validated is derived or len(note.strip()) >= rules.note_length:
        return None
    return tr(
        "The validated rating differs from the derived one. Say why in at least {n} characters.",
        n=rules.note_length,
    )


def programme_rating(own: Rating, tranche_critical: Iterable[Rating], red_budget_share: float) -> Rating:
    """A programme's rating: its own, at least amber with a red critical project, red above 30 % red money.

    `red_budget_share` is the share (0 to 1) of the remaining budget that lies in red projects.
    """
    if own is Rating.COMPLETE:
        return own
    if red_budget_share > 0.30:
        return Rating.RED
    if own is not Rating.RED and Rating.RED in tuple(tranche_critical):
        return Rating.AMBER
    return own


@dc.dataclass(frozen=True, slots=True)
class Share:
    """One rating's part of a portfolio, by count and by money in minor units."""

    rating: Rating
    count: int
    minor: int


def distribution(works: Iterable[tuple[Rating, int]]) -> tuple[Share, ...]:
    """A portfolio as counts and money per rating, in the order of `Rating`; colours are never averaged."""
    counts, money = dict.fromkeys(Rating, 0), dict.fromkeys(Rating, 0)
    for rating, minor in works:
        counts[rating] += 1
        money[rating] += minor
    return tuple(Share(r, counts[r], money[r]) for r in Rating)


def governance_index(parts: Sequence[tuple[float, float]]) -> float | None:
    """The governance health index, 0 to 100, from pairs of weight and score (scores are cut at 1)."""
    total = sum(weight for weight, _ in parts)
    if total <= 0:
        return None
    return 100 * sum(weight * min(1.0, score) for weight, score in parts) / total
