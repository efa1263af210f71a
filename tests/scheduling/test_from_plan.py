"""Stored plans as networks: whose row is whose, which calendar counts, what may change on the fly."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, timedelta
from uuid import uuid4

import numpy as np

from pmo_desktop.domain.ids import CalendarId, PlanCalendarId
from pmo_desktop.domain.organisation import Calendar as OfficeCalendar
from pmo_desktop.domain.organisation import CalendarException, WeekPattern
from pmo_desktop.domain.planp6 import P6Line, P6Project
from pmo_desktop.domain.plans import Assignment, ItemKind, Pause, PlanCalendar, PlanResource
from pmo_desktop.domain.schedulecalendar import USUAL_DAY, USUAL_WEEK, Calendar
from pmo_desktop.domain.schedulep6 import P6Options
from pmo_desktop.domain.schedulewords import OutOfSequence
from pmo_desktop.domain.values import LText, Minutes, Points
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.from_plan import outline
from pmo_desktop.scheduling.network import Kind
from pmo_desktop.scheduling.plan_calendars import OFFICE, calendars_of
from pmo_desktop.scheduling.ticks import tick
from pmo_desktop.services.plans.rescheduling import rescheduled
from tests.services.plans import MONDAY, PLAN, item, link, plan_file, stretch, wall

WEDNESDAY = MONDAY + timedelta(days=2)
SIX_DAYS = (USUAL_DAY,) * 6 + ((),)


def came_with(number: int, name: str, week: object = USUAL_WEEK) -> PlanCalendar:
    times = Calendar(uid=number, name=name, is_base=True, week=week)  # type: ignore[arg-type]
    return PlanCalendar(id=PlanCalendarId(uuid4()), plan=PLAN, number=number, name=name, times=times)


def office(**more: object) -> OfficeCalendar:
    return OfficeCalendar(id=CalendarId(uuid4()), title=LText.of("Site"), **more)  # type: ignore[arg-type]


def test_rows_stand_below_their_summaries_whatever_the_positions_say() -> None:
    items = [item(3, parent=2), item(2, parent=1), item(1, item_kind=ItemKind.SUMMARY, position=900), item(4)]
    assert [one.number for one in outline(items)] == [4, 1, 2, 3]
    ring = [item(1, parent=2), item(2, parent=1), item(3)]
    assert sorted(one.number for one in outline(ring)) == [1, 2, 3]
    assert schedule(plan_file(*ring).network.network).start.tolist()


def test_a_line_with_others_under_it_is_a_summary_and_links_to_nobody_are_left_out() -> None:
    file = plan_file(item(1), item(2, parent=1), links=(link(2, 9), link(9, 2)))
    assert file.network.network.tasks.kind.tolist() == [Kind.SUMMARY, Kind.TASK]
    assert file.network.links == ()


def test_progress_without_dates_began_and_ended_where_it_was_planned() -> None:
    file = plan_file(item(1, percent=Points(10_000)), item(2, 2, percent=Points(2_500)))
    tasks = file.network.network.tasks
    planned = file.network.stored
    assert tasks.actual_start.tolist() == planned[0].tolist()
    assert tasks.actual_finish[0] == planned[1][0]
    assert tasks.remaining.tolist() == [0, 1.5 * 4800]


def test_the_plans_own_calendar_is_the_offices_then_the_named_then_the_standard_one() -> None:
    own = [came_with(1, "Odd"), came_with(2, "Standard"), came_with(3, "Site")]
    plan = plan_file().plan
    assert calendars_of(plan, own)[1] == 2
    assert calendars_of(dc.replace(plan, calendar_number=3), own)[1] == 3
    assert calendars_of(plan, own[:1])[1] == 1
    assert calendars_of(plan, ())[1] is None
    assert calendars_of(plan, own, office())[1] == OFFICE


def test_calendars_of_lines_and_of_the_office_decide_dates() -> None:
    six = came_with(4, "Six days", SIX_DAYS)
    bare = plan_file(item(1, 6), item(2, 6, calendar_number=4))
    file = dc.replace(bare, calendars=(came_with(1, "Standard"), six))
    ends = [one.finish.date() for one in rescheduled(file).items if one.finish]
    assert ends == [MONDAY.replace(day=13), MONDAY.replace(day=11)]
    week = WeekPattern(SIX_DAYS, valid_from=date(2026, 7, 1))
    later = dc.replace(bare, office=office(later_weeks=(week,)))
    assert stretch(rescheduled(later).items[0])[1] == MONDAY.replace(day=11)
    holiday = CalendarException(MONDAY, MONDAY)
    based = dc.replace(bare, office=office(), office_base=office(exceptions=(holiday,)))
    assert stretch(rescheduled(based).items[0])[0] == MONDAY.replace(day=7)


def test_pauses_and_people_are_inputs() -> None:
    paused = plan_file(item(1, 2, pauses=(Pause(480, 960),)))
    assert paused.items[0].finish == wall(MONDAY.replace(day=9), 17)
    crew = PlanResource(id=uuid4(), plan=PLAN, number=1, name="Crew")  # type: ignore[arg-type]
    given = Assignment(id=uuid4(), plan=PLAN, item_no=1, resource_no=1, work_minutes=Minutes(480))  # type: ignore[arg-type]
    nobody = dc.replace(given, id=uuid4(), resource_no=None)  # type: ignore[arg-type]
    file = dc.replace(plan_file(item(1)), resources=(crew,), assignments=(given, nobody))
    assert file.network.network.assignments.work.tolist() == [4800]


def test_values_change_on_the_same_topology_and_places_do_not() -> None:
    file = plan_file(item(1, 2), item(2), links=(link(1, 2),))
    planned = file.network
    longer = dc.replace(file.items[0], duration=Minutes(5 * 480))
    assert planned.takes([longer])
    changed = planned.with_items([longer])
    assert changed.tasks.duration.tolist() == [5 * 4800, 4800]
    assert changed.shape is planned.network.shape
    assert np.array_equal(planned.network.tasks.duration, [2 * 4800, 4800]), "the first one stays as it was"
    assert planned.with_items([file.items[0]]) is planned.network
    for other in (dc.replace(longer, parent=2), dc.replace(longer, active=False), item(9)):
        assert not planned.takes([other])


def test_a_plan_of_primavera_is_scheduled_by_its_rules() -> None:
    asked = P6Line(1, expected_finish=wall(WEDNESDAY, 17), whole=480.0, left=480.0)
    plan = (P6Project(1, data_date=wall(MONDAY), planned_start=wall(MONDAY)),)
    file = plan_file(item(1, p6=asked), item(2, p6=P6Line(1)), links=(link(1, 2),), p6=plan)
    made = schedule(file.network.network)
    assert made.finish[0] == tick(wall(WEDNESDAY, 17))
    longer = dc.replace(file.items[0], duration=Minutes(960))
    assert schedule(file.network.with_items([longer])).finish[0] < made.finish[0]


def test_links_that_primavera_passes_over_hang_on_what_has_begun() -> None:
    rules = P6Options(out_of_sequence=OutOfSequence.PROGRESS_OVERRIDE)
    plan = (P6Project(1, data_date=wall(MONDAY), options=rules),)
    file = plan_file(item(1, p6=P6Line(1)), item(2, p6=P6Line(1)), links=(link(1, 2),), p6=plan)
    begun = dc.replace(file.items[1], actual_start=wall(MONDAY))
    assert len(file.network.links) == 1
    assert not file.network.takes([begun])
    assert not plan_file(file.items[0], begun, links=(link(1, 2),), p6=plan).network.links
