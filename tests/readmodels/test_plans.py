"""What a plan says of itself: its chart, calendar, critical path, schedule index, next dates."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.domain.ids import CalendarId, PlanCalendarId, PlanItemId
from pmo_desktop.domain.organisation import Calendar, CalendarException, WeekPattern
from pmo_desktop.domain.plans import BaselineDates, ItemKind, Plan, PlanCalendar, PlanItem
from pmo_desktop.domain.schedulecalendar import USUAL_DAY
from pmo_desktop.domain.schedulecalendar import Calendar as FileCalendar
from pmo_desktop.domain.schedulecalendar import CalendarException as FileException
from pmo_desktop.domain.values import LText, Minutes, Points, Wall
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.readmodels import plans as rp
from tests import builders as b

MONDAY = dt.date(2026, 7, 6)


def line(number: int, start: dt.date, finish: dt.date, **more: Any) -> PlanItem:
    at, end = Wall(dt.datetime.combine(start, dt.time(8))), Wall(dt.datetime.combine(finish, dt.time(17)))
    days = WorkDays().working_days_between(start, finish) + 1
    usual: dict[str, Any] = {
        "id": PlanItemId(uuid4()), "plan": uuid4(), "number": number, "position": number,
        "name": f"Line {number}", "start": at, "finish": end, "baseline_start": at, "baseline_finish": end,
        "duration": Minutes(days * 480),
    }  # fmt: skip
    return PlanItem(**(usual | more))


@pytest.fixture
def plan() -> Plan:
    return b.plan(uuid4())


def test_the_chart_has_the_days_off_of_the_calendar_and_todays_line(plan: Plan) -> None:
    free = dt.date(2026, 7, 8)
    days = WorkDays(pattern=frozenset({0, 1, 2, 3}), free=frozenset({free}))
    file = rp.PlanFile(plan, (line(1, MONDAY, MONDAY),), {1: "Tomas Okafor"}, days=days, calendar_name="Site")
    model = rp.gantt_model(file, b.TODAY)
    assert model.days_off == {4, 5, 6}
    assert model.is_off(free)
    assert model.as_at is not None
    assert model.as_at.date() == b.TODAY
    assert model.rows[0].people == "Tomas Okafor"
    assert rp.calendar_words(file) == "Calendar: Site, 4 days"


def test_a_later_baseline_is_the_ghost(plan: Plan) -> None:
    late = Wall(dt.datetime(2026, 7, 3, 17))
    item = line(1, MONDAY, MONDAY, baselines=(BaselineDates(1, late, late),))
    model = rp.gantt_model(rp.PlanFile(plan, (item,)), b.TODAY, baseline=1)
    assert model.rows[0].baseline_finish == dt.datetime(2026, 7, 3, 17)
    assert model.slip(model.rows[0]) == 1


def test_office_calendars_become_working_days() -> None:
    times = ((480, 1020),)
    week = WeekPattern((times, times, times, times, (), (), times))
    off = CalendarException(dt.date(2026, 7, 6), dt.date(2026, 7, 7), "Holiday")
    calendar = Calendar(id=CalendarId(uuid4()), title=LText.of("Gulf"), week=week, exceptions=(off,))
    days = rp.work_days(calendar)
    assert days.pattern == {0, 1, 2, 3, 6}
    assert not days.works_on(dt.date(2026, 7, 7))
    assert rp.work_days(None) == WorkDays()


def test_the_calendar_of_a_file_is_read_with_its_holidays() -> None:
    holiday = FileException("New year", dt.date(2026, 1, 1), dt.date(2026, 1, 1))
    times = FileCalendar(1, "Standard", True, None, (USUAL_DAY,) * 4 + ((),) * 3, (holiday,))
    own = PlanCalendar(
        id=PlanCalendarId(uuid4()), plan=b.plan(uuid4()).id, number=1, name="Standard", times=times
    )
    days, name = rp.file_days([own])
    assert (days.pattern, days.free) == (frozenset({0, 1, 2, 3}), frozenset({dt.date(2026, 1, 1)}))
    assert name == "Standard"
    assert rp.file_days([]) == (WorkDays(), "")


def test_the_critical_path_counts_what_is_left_from_today() -> None:
    items = [
        line(1, MONDAY, dt.date(2026, 7, 10), critical=True, percent=Points(10_000)),
        line(2, dt.date(2026, 7, 13), dt.date(2026, 7, 24), critical=True, total_slack=Minutes(0)),
        line(3, dt.date(2026, 7, 24), dt.date(2026, 7, 24), critical=True, item_kind=ItemKind.MILESTONE),
        line(4, MONDAY, dt.date(2026, 12, 24)),
    ]
    found = rp.critical_path(items, dt.date(2026, 7, 15), WorkDays(), 480)
    assert found == rp.CriticalPath(days=8, tasks=1, slack=0)
    assert rp.critical_path(items[:1], b.TODAY, WorkDays(), 480) is None


def test_the_schedule_index_is_earned_over_due() -> None:
    done = line(1, MONDAY, dt.date(2026, 7, 10), percent=Points(10_000))
    half = line(2, dt.date(2026, 7, 13), dt.date(2026, 7, 17), percent=Points(2_000))
    found = rp.schedule_index([done, half], dt.date(2026, 7, 15), WorkDays())
    assert found is not None
    assert (found.earned, found.planned) == pytest.approx((0.6, 0.8))
    assert found.value == pytest.approx(0.75)
    assert rp.schedule_index([done], dt.date(2026, 7, 1), WorkDays()) is None, "nothing was due"
    bare = line(3, MONDAY, MONDAY, baseline_start=None, baseline_finish=None)
    assert rp.schedule_index([bare], b.TODAY, WorkDays()) is None


def test_next_dates_are_the_open_milestones_by_day() -> None:
    plan = b.plan(uuid4())
    later, passed = (
        b.gate(plan.id, "G4", dt.date(2026, 9, 1), 2),
        b.gate(plan.id, "G2", dt.date(2026, 5, 1), 1),
    )
    moved = b.gate(plan.id, "G3", dt.date(2026, 8, 3), 3, baseline_finish=Wall(dt.datetime(2026, 7, 27, 17)))
    items = [later, dc.replace(passed, percent=Points(10_000)), moved]
    found = rp.next_dates(items, WorkDays())
    assert [(n.gate, n.slip) for n in found] == [("G3", 5), ("G4", None)]
    gate = rp.next_gate(items)
    assert gate is not None
    assert gate.gate == "G3"
    assert rp.finish_of(items) == dt.date(2026, 9, 1)
