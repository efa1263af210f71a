"""Public holidays of the three countries, as editable samples in the calendars of the demo."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from functools import cache

from pmo_desktop.domain.workdays import MONDAY_TO_FRIDAY

COUNTRIES = {"gb": MONDAY_TO_FRIDAY, "de": MONDAY_TO_FRIDAY, "ae": MONDAY_TO_FRIDAY}
_REGIONS = {"gb": "ENG", "de": "HB", "ae": None}
_YEARS_BACK, _YEARS_AHEAD = 3, 3


@dc.dataclass(frozen=True, slots=True)
class FreeDay:
    """One public holiday."""

    day: date
    name: str


@cache
def _of_years(country: str, first: int, last: int) -> tuple[FreeDay, ...]:
    import holidays

    found = holidays.country_holidays(
        country.upper(), subdiv=_REGIONS[country], years=range(first, last + 1), language="en_US"
    )
    return tuple(FreeDay(day, str(name)) for day, name in sorted(found.items()))


def free_days(country: str, today: date) -> tuple[FreeDay, ...]:
    """The public holidays of a country in the years around a day, in order."""
    return _of_years(country, today.year - _YEARS_BACK, today.year + _YEARS_AHEAD)
