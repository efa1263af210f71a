"""Status reports: six cycles, reasons where they are due, and figures that agree with the works."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.works import OngoingService, WorkState
from tests.demo.world import DAYS, world

on_any_day = pytest.mark.parametrize("today", DAYS, ids=str)


def by_work(today: date) -> dict[Any, list[Any]]:
    """Reports of each work, the oldest first."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for report in sorted(world(today).all("status_report"), key=lambda r: r.status_date):
        found[report.work].append(report)
    return found


@on_any_day
def test_all_but_two_live_works_report_now(today: date) -> None:
    works = world(today).records
    latest = max(r.status_date for r in world(today).all("status_report"))
    live = {
        w.id
        for w in works.values()
        if isinstance(w, OngoingService) or getattr(w, "state", None) in (WorkState.ACTIVE, WorkState.CLOSING)
        if w.ABOUT.kind in ("project", "service")
    }
    silent = {str(works[uid].title) for uid in live if by_work(today)[uid][-1].status_date < latest}
    assert silent == {"Bedside tablets", "Hospital at home pilot"}
    assert 3 <= (today - latest).days <= 9


@on_any_day
def test_a_work_reports_once_a_month_while_it_runs(today: date) -> None:
    for uid, reports in by_work(today).items():
        work = world(today).records[uid]
        assert len({r.status_date for r in reports}) == len(reports)
        assert len(reports) >= 4
        started = getattr(work, "start_planned", None)
        assert started is None or started <= reports[0].status_date, work.title


@on_any_day
def test_the_latest_report_agrees_with_its_work(today: date) -> None:
    for uid, reports in by_work(today).items():
        work, last = world(today).records[uid], reports[-1]
        if last.status_date == max(r.status_date for r in world(today).all("status_report")):
            assert last.forecast_cost == work.forecast_cost
            assert last.forecast_finish == getattr(work, "finish_forecast", None)


def test_amber_and_red_have_a_reason_and_a_way_back() -> None:
    for report in world().all("status_report"):
        assert len(report.headline) <= 200
        assert report.headline
        assert report.achieved
        assert report.next_steps
        if report.shown in (Rating.AMBER, Rating.RED):
            assert report.rag_reason, report.headline
            assert report.path_to_green, report.headline
        if report.validated is not None and report.validated is not report.declared.overall:
            assert len(report.validation_note) >= 20, report.headline


def test_ratings_now_give_a_mixed_picture() -> None:
    latest = [reports[-1] for reports in by_work(DAYS[0]).values()]
    newest = max(r.status_date for r in latest)
    projects = {p.id for p in world().all("project")}
    found = Counter(r.shown for r in latest if r.work in projects and r.status_date == newest)
    assert found == {Rating.RED: 3, Rating.AMBER: 6, Rating.GREEN: 12}
    assert any(r.validated is Rating.AMBER and r.declared.overall is Rating.GREEN for r in latest)
