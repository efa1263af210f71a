"""What the charts of pages and packs show, worked out and frozen. A title, when given, states the finding."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import date

from pmo_desktop.domain.health import Rating


@dc.dataclass(frozen=True, slots=True)
class RagHistoryRow:
    """The ratings of one work, one per month of the history; None where the work had not begun."""

    name: str
    ratings: tuple[Rating | None, ...]
    group: str = ""
    note: str = ""
    """A few words at the end of the row, such as "amber 5, red 3"."""


@dc.dataclass(frozen=True, slots=True)
class RagHistory:
    """Ratings by work and month, works in the order in which they are shown."""

    months: tuple[date, ...]
    rows: tuple[RagHistoryRow, ...]
    meetings: frozenset[date] = frozenset()
    """Months with a meeting; their heads are strong."""
    title: str = ""


@dc.dataclass(frozen=True, slots=True)
class RagCount:
    """How many works had which rating in a month."""

    month: date
    red: int = 0
    amber: int = 0
    green: int = 0
    complete: int = 0
    none: int = 0

    def of(self, rating: Rating) -> int:
        """The count of a rating."""
        return int(getattr(self, rating.value))

    @property
    def total(self) -> int:
        """All works counted."""
        return self.red + self.amber + self.green + self.complete + self.none


@dc.dataclass(frozen=True, slots=True)
class RagCounts:
    """Counts by month."""

    months: tuple[RagCount, ...]
    title: str = ""


def counted(history: RagHistory, title: str = "") -> RagCounts:
    """The counts of a history; a work that had not begun is not counted."""
    found = []
    for i, month in enumerate(history.months):
        ratings = [row.ratings[i] for row in history.rows]
        found.append(RagCount(month, **{rating.value: ratings.count(rating) for rating in Rating}))
    return RagCounts(tuple(found), title)


@dc.dataclass(frozen=True, slots=True)
class RiskDot:
    """One risk on the matrix: scores 1 to 5, where it was at the last meeting, where it is meant to go."""

    number: int
    probability: int
    impact: int
    was: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


SEVERITY = ((1, 2, 3, 4, 10), (2, 4, 6, 8, 15), (3, 6, 9, 12, 15), (4, 8, 12, 16, 20), (5, 10, 15, 20, 25))
"""Severity by probability (rows, 1 to 5) and impact: the product, but severe impact never counts below 10."""
SEVERITY_STEPS = (5, 10, 15)
"""Where moderate, high and very high begin."""


@dc.dataclass(frozen=True, slots=True)
class RiskMatrix:
    """Risks by probability and impact, with the table that gives each cell its severity."""

    dots: tuple[RiskDot, ...]
    severity: tuple[tuple[int, ...], ...] = SEVERITY
    steps: tuple[int, int, int] = SEVERITY_STEPS
    title: str = ""

    def level(self, probability: int, impact: int) -> int:
        """0 low, 1 moderate, 2 high, 3 very high."""
        return sum(self.severity[probability - 1][impact - 1] >= step for step in self.steps)


@dc.dataclass(frozen=True, slots=True)
class CostRow:
    """Money of one work in the unit of the chart."""

    name: str
    budget: float
    forecast: float
    actual: float
    group: str = ""

    @property
    def over(self) -> float:
        """Forecast less budget."""
        return self.forecast - self.budget


@dc.dataclass(frozen=True, slots=True)
class CostBars:
    """Budget, forecast and actual cost by work."""

    rows: tuple[CostRow, ...]
    unit: str
    """Such as "EUR million"; written once in the head."""
    title: str = ""
    limit: float = 5.0
    """Per cent over budget from which a figure is written in strong type."""
    decimals: int = 1


@dc.dataclass(frozen=True, slots=True)
class Trend:
    """One line over time. `kind` is "actual", "forecast", "plan" or "limit" and decides how it is drawn."""

    kind: str
    label: str
    points: tuple[tuple[date, float], ...]


@dc.dataclass(frozen=True, slots=True)
class Trends:
    """A few lines over one stretch of time: cost so far, or the finish as it was forecast month by month."""

    lines: tuple[Trend, ...]
    unit: str = ""
    title: str = ""
    decimals: int = 0
    from_zero: bool = False
    dates: bool = False
    """Whether values are days since a day, so that the upright axis names months."""
    said: Callable[[float], str] | None = None
    """How a value is written, when it is not a plain number (a date as days since a day)."""
