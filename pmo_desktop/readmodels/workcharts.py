"""What the page of a work draws: its ratings month by month, and what its parts cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.charts import CostBars, CostRow, RagHistory, RagHistoryRow
from pmo_desktop.readmodels.project_reports import DIMENSIONS, dimension_label, rating_of
from pmo_desktop.readmodels.register import WorkRow

_MOST_MONTHS = 18


def rating_history(reports: Sequence[StatusReport]) -> RagHistory:
    """The rating of each dimension in the last report of each month: declared, else worked out."""
    by_month = {r.status_date.replace(day=1): r for r in sorted(reports, key=lambda r: r.status_date)}
    if not by_month:
        return RagHistory((), ())
    months = _months(min(by_month), max(by_month))
    rows = []
    for key in DIMENSIONS:
        ratings = tuple(_rated(by_month.get(month), key) for month in months)
        if any(rating not in (None, Rating.NONE) for rating in ratings):
            rows.append(RagHistoryRow(dimension_label(key), ratings))
    return RagHistory(months, tuple(rows))


def _rated(report: StatusReport | None, key: str) -> Rating | None:
    if report is None:
        return None
    declared = rating_of(report.declared, key)
    return declared if declared is not Rating.NONE else rating_of(report.derived, key)


def _months(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from one to another, the last ones where they are many."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple(date(at // 12, at % 12 + 1, 1) for at in range(max(begin, end - _MOST_MONTHS + 1), end + 1))


def part_costs(rows: Sequence[WorkRow]) -> CostBars | None:
    """Budget, forecast and spent money of works in one currency, dearest first; None with less than two.

    Of several currencies the one that most of the works have is shown.
    """
    priced = [row for row in rows if row.budget is not None and row.budget.minor > 0]
    currencies = [row.budget.currency for row in priced if row.budget]
    if not currencies:
        return None
    currency = max(sorted(set(currencies)), key=currencies.count)
    found = [_cost(row) for row in priced if row.budget and row.budget.currency == currency]
    if len(found) < 2:
        return None
    every = sorted(found, key=lambda row: -row.budget)
    return CostBars(tuple(every), tr("{currency} million", currency=currency))


def _cost(row: WorkRow) -> CostRow:
    budget = _millions(row.budget, row)
    forecast = _millions(row.forecast_cost, row) or budget
    return CostRow(row.title.said(language()), budget, forecast, _millions(row.actual_cost, row))


def _millions(money: Money | None, row: WorkRow) -> float:
    """Millions in the currency of the budget; nothing for money in another one."""
    if money is None or row.budget is None or money.currency != row.budget.currency:
        return 0.0
    return float(shown.major(money)) / 1e6
