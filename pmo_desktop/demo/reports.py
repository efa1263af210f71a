"""Monthly status reports of the last six cycles."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import Clock
from pmo_desktop.demo.content import CURRENCY, Row, choice, millions, rows
from pmo_desktop.demo.planlines import project_rows
from pmo_desktop.demo.texts import Texts
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.ids import StatusReportId
from pmo_desktop.domain.reports import Ratings, ReportState, StatusReport
from pmo_desktop.domain.values import Money, Rich

_LETTERS = {"G": Rating.GREEN, "A": Rating.AMBER, "R": Rating.RED, "C": Rating.COMPLETE, "-": Rating.NONE}


def reports(clock: Clock, texts: Texts) -> Iterator[StatusReport]:
    """One report per row, the oldest first."""
    for row in sorted(rows("reports"), key=lambda r: -int(r["ago"])):
        yield _report(row, clock, texts)


def _ratings(text: str) -> Ratings:
    """Read seven letters: overall, time, cost, scope, benefits, risk, resources."""
    overall, time, cost, scope, benefits, risk, resources = (_LETTERS[c] for c in text)
    return Ratings(
        overall=overall, time=time, cost=cost, scope=scope, benefits=benefits, risk=risk, resources=resources
    )


def _forecast_cost(row: Row) -> Money | None:
    """The forecast of the work's own row in the latest report, else the budget with this much over."""
    works = {**project_rows(), **{r["key"]: r for r in rows("services")}}
    work = works[row["work"]]
    if row["ago"] == "0":
        return millions(work["forecast"])
    budget = millions(work["budget"])
    assert budget
    over = budget.minor * (1 + float(row["cost"] or 0) / 100)
    return Money(round(over / 1_000_000) * 1_000_000, CURRENCY)


def _report(row: Row, clock: Clock, texts: Texts) -> StatusReport:
    key, ago = row["work"], int(row["ago"])
    project = texts.facts.projects.get(key)
    slip = None
    if project:
        slip = project.slip if ago == 0 else int(row["slip"])
    return StatusReport(
        id=StatusReportId(keys.uid("status_report", key, ago)),
        owner=keys.person((project_rows()[key]["manager"]) if project else _service_owner(key)),
        work=keys.work(key),
        status_date=clock.cycles[ago],
        state=choice(ReportState, row["state"] or ("accepted" if ago == 0 else "published")),
        headline=texts.fill(row["headline"]),
        achieved=Rich(texts.fill(row["achieved"])),
        next_steps=Rich(texts.fill(row["next"])),
        decisions_needed=Rich(texts.fill(row["decisions"])),
        declared=_ratings(row["declared"]),
        derived=_ratings(row["derived"] or row["declared"]),
        validated=_LETTERS[row["validated"]] if row["validated"] else None,
        validation_note=Rich(texts.fill(row["note"])),
        rag_reason=Rich(texts.fill(row["reason"])),
        path_to_green=Rich(texts.fill(row["path"])),
        forecast_finish=project.moved(slip) if project and slip is not None else None,
        forecast_cost=_forecast_cost(row),
        slip=texts.facts.late(key, slip) if slip is not None else None,
    )


def _service_owner(key: str) -> str:
    return next(r["owner"] for r in rows("services") if r["key"] == key)
