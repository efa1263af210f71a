"""The status reports that a row of a register holds: one per day on which it was rated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.ids import StatusReportId, WorkId
from pmo_desktop.domain.ratings import RatingRead
from pmo_desktop.domain.registersheet import RegisterField as F
from pmo_desktop.domain.registersheet import Taken, WorkRow
from pmo_desktop.domain.reports import Ratings, ReportState, StatusReport
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import N_, tr
from pmo_desktop.services.importing.values import day, money

_LONGEST_WORDS = 200
_RATINGS = {r.value: r for r in Rating}
_TEXTS = (
    (F.SCHEDULE_TEXT, N_("Schedule")),
    (F.VARIANCE_TEXT, N_("Variance")),
    (F.BUDGET_TEXT, N_("Budget")),
    (F.BENEFITS_TEXT, N_("Benefits")),
)
_VARIANCES = frozenset({F.VARIANCE, F.VARIANCE_PERCENT})


def reports_of(
    row: WorkRow, work: WorkId, as_at: date, yearly: frozenset[F], source: str
) -> Iterator[StatusReport]:
    """One report per period that the rating columns name; texts and figures go to the latest.

    A rating column without a year holds on `as_at`, one with a year on the last day of that year.
    """
    groups: dict[date, list[Taken]] = {}
    for taken in row.all(F.RATING):
        groups.setdefault(_day_of(taken.period, as_at), []).append(taken)
    reason = "\n\n".join(str(t.value) for t in row.all(F.RATING_TEXT))
    achieved = _paragraphs(row, yearly)
    if not groups and (reason or achieved):
        groups[as_at] = []
    for when in sorted(groups):
        latest = when == max(groups)
        yield StatusReport(
            id=StatusReportId(uuid4()),
            work=work,
            status_date=when,
            state=ReportState.ACCEPTED,
            declared=_ratings(groups[when]),
            declared_words=_words(groups[when]),
            rag_reason=Rich(reason if latest else ""),
            achieved=Rich(achieved if latest else ""),
            forecast_finish=day(row, F.FINISH_FORECAST, F.FINISH) if latest else None,
            forecast_cost=None if F.FORECAST_COST in yearly or not latest else money(row, F.FORECAST_COST),
            source=source,
        )


def _day_of(period: str, as_at: date) -> date:
    years = re.findall(r"\d{4}", period)
    return date(int(years[-1]), 12, 31) if years else as_at


def _ratings(taken: list[Taken]) -> Ratings:
    """The first column of a dimension that rates; a withheld rating is none."""
    found: dict[str, Rating] = {}
    for t in taken:
        if isinstance(t.value, RatingRead) and found.get(t.dimension, Rating.NONE) is Rating.NONE:
            found[t.dimension] = _RATINGS[t.value.value]
    return Ratings(**found)


def _words(taken: list[Taken]) -> str:
    return " · ".join(dict.fromkeys(t.words for t in taken))[:_LONGEST_WORDS]


def _paragraphs(row: WorkRow, yearly: frozenset[F]) -> str:
    """The file's narratives and the figures of the year in its own words, one paragraph each."""
    lines = [(t.header, t.words) for t in row.taken if t.field in yearly | _VARIANCES]
    lines += [(tr(label), t.words) for field, label in _TEXTS for t in row.all(field)]
    return "\n\n".join(tr("{label}: {text}", label=label, text=text) for label, text in lines)
