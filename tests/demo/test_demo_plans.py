"""Plans: consistent dates, links, progress to the status date, and the three long ones."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from pmo_desktop.domain.plans import ItemKind, PlanMode
from pmo_desktop.domain.works import WorkState
from tests.demo.world import DAYS, world

on_any_day = pytest.mark.parametrize("today", DAYS, ids=str)


def lines(today: date) -> dict[Any, list[Any]]:
    """The items of each plan, in order."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for item in sorted(world(today).all("plan_item"), key=lambda i: i.position):
        found[item.plan].append(item)
    return found


def plan_of(title: str, today: date = DAYS[0]) -> list[Any]:
    """The items of a work's plan."""
    work = next(w for w in world(today).every() if str(getattr(w, "title", "")) == title)
    plan = next(p for p in world(today).all("plan") if p.work == work.id)
    return lines(today)[plan.id]


def test_three_plans_are_long() -> None:
    assert 75 <= len(plan_of("Aireside surgical wing")) <= 95
    assert 45 <= len(plan_of("Shared patient record")) <= 60
    assert 30 <= len(plan_of("Clinical congress, Bremen")) <= 50


def test_the_others_are_short_and_have_gates() -> None:
    for plan in world().all("plan"):
        items = lines(DAYS[0])[plan.id]
        if plan.mode is PlanMode.MILESTONES:
            assert 8 <= len(items) <= 17
            assert [i.gate for i in items if i.gate] == ["G1", "G2", "G3", "G4", "G5"]
        if plan.mode is PlanMode.RHYTHM:
            assert all(i.item_kind is ItemKind.DUTY and i.recurrence for i in items)


@on_any_day
def test_lines_lie_within_their_project(today: date) -> None:
    works = world(today).records
    for plan in world(today).all("plan"):
        work, items = works[plan.work], lines(today)[plan.id]
        if work.ABOUT.kind != "project":
            continue
        assert min(i.start for i in items).date() == work.start_planned
        assert max(i.baseline_finish for i in items).date() == work.finish_planned
        last = max(i.finish for i in items).date()
        assert last == (work.finish_forecast or work.finish_planned)


@on_any_day
def test_progress_and_actual_dates_agree_with_the_status_date(today: date) -> None:
    plans = {p.id: p for p in world(today).all("plan")}
    for plan, items in lines(today).items():
        work = world(today).records[plans[plan].work]
        halted = getattr(work, "state", None) in (WorkState.ON_HOLD, WorkState.STOPPED)
        for item in items:
            assert item.start <= item.finish, item.name
            assert (item.percent == 10_000) is (
                item.actual_finish is not None
            ) or item.item_kind is ItemKind.SUMMARY
            if item.actual_finish:
                assert item.actual_finish.date() <= plans[plan].status_date
            elif item.item_kind is not ItemKind.DUTY and not halted:
                assert item.finish.date() >= plans[plan].status_date, (work.title, item.name)


@on_any_day
def test_links_join_lines_of_their_plan_and_are_kept(today: date) -> None:
    by_plan = lines(today)
    for link in world(today).all("plan_link"):
        numbers = {i.number: i for i in by_plan[link.plan]}
        before, after = numbers[link.from_no], numbers[link.to_no]
        if link.link_kind == "fs" and link.lag >= 0:
            assert before.finish <= after.finish
        if link.link_kind == "fs" and link.lag == 0:
            assert before.finish.date() <= after.start.date(), (before.name, after.name)


@on_any_day
def test_float_and_critical_path_are_plausible(today: date) -> None:
    for title in ("Aireside surgical wing", "Shared patient record", "Clinical congress, Bremen"):
        leaves = [
            i
            for i in plan_of(title, today)
            if i.item_kind is not ItemKind.SUMMARY and i.total_slack is not None
        ]
        assert all(i.total_slack >= 0 and i.critical is (i.total_slack == 0) for i in leaves)
        last = max(leaves, key=lambda i: i.finish)
        assert last.critical
        assert 0.1 < sum(i.critical for i in leaves) / len(leaves) < 0.7


@on_any_day
def test_the_congress_is_from_wednesday_to_friday(today: date) -> None:
    days = [i for i in plan_of("Clinical congress, Bremen", today) if i.name.startswith("Day ")]
    assert [d.start.weekday() for d in days] == [2, 3, 4]
    assert all(d.item_kind is ItemKind.EVENT and d.start.date() > today for d in days)
    sheet = [i for i in plan_of("Clinical congress, Bremen", today) if i.parent in {d.number for d in days}]
    assert len(sheet) == 12
    assert all(any(i.start.date() == d.start.date() for d in days) and i.venue for i in sheet)
