"""What the page of a work draws: ratings by month, and the cost of its parts."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.reports import Ratings
from pmo_desktop.domain.values import Money
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.readmodels.workcharts import part_costs, rating_history
from tests import builders as b
from tests.readmodels.test_register import row


def test_the_last_report_of_a_month_counts_and_months_between_are_empty() -> None:
    work = b.project().id
    rated = {
        dt.date(2026, 3, 6): Rating.GREEN,
        dt.date(2026, 3, 27): Rating.AMBER,
        dt.date(2026, 5, 29): Rating.RED,
    }
    reports = [b.report(work, status_date=on, declared=Ratings(time=now)) for on, now in rated.items()]
    found = rating_history(reports)
    assert [month.month for month in found.months] == [3, 4, 5]
    assert [(one.name, one.ratings) for one in found.rows] == [("Time", (Rating.AMBER, None, Rating.RED))]
    assert rating_history([]).rows == ()


def test_works_with_a_budget_in_one_currency_are_compared_dearest_first() -> None:
    def priced(euros: int, currency: str = "EUR") -> WorkRow:
        budget = Money(euros * 100, currency)
        return dc.replace(row(), budget=budget, forecast_cost=Money(budget.minor * 2, currency))

    found = part_costs([priced(1_000_000), priced(3_000_000), priced(9_000_000, "AED")])
    assert found is not None
    assert [(one.budget, one.forecast) for one in found.rows] == [(3.0, 6.0), (1.0, 2.0)]
    assert found.unit == "EUR million"
    assert part_costs([priced(1_000_000)]) is None
