"""Calendars of Microsoft Project XML."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_desktop.domain.schedulecalendar import USUAL_DAY, USUAL_WEEK, Calendar, Recurrence, Rhythm
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from tests.exchange.mspdi_writer import Fields, mspdi


def day(number: int, *times: tuple[str, str], working: int = 1) -> dict[str, object]:
    hours = [{"FromTime": first, "ToTime": last} for first, last in times]
    stated: dict[str, object] = {"DayType": number, "DayWorking": working}
    return stated | ({"WorkingTimes": {"WorkingTime": hours}} if hours else {})


def days(first: str, last: str) -> dict[str, object]:
    return {"TimePeriod": {"FromDate": f"{first}T00:00:00", "ToDate": f"{last}T23:59:00"}}


def read(*calendars: Fields) -> tuple[Calendar, ...]:
    return parse_mspdi(mspdi(calendars=calendars), "plan.xml").calendars


def test_week_from_monday_with_what_is_inherited_left_open() -> None:
    stated = [day(1, working=0), day(2, ("08:00:00", "12:00:00"), ("12:30:00", "17:00:00")), day(6)]
    (calendar,) = read({"UID": 3, "Name": "Site", "BaseCalendarUID": 1, "WeekDays": {"WeekDay": stated}})
    assert calendar.week == (((480, 720), (750, 1020)), None, None, None, USUAL_DAY, None, ())


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        ("00:00:00", "00:00:00", ((0, 1440),)),
        ("22:00:00", "00:00:00", ((1320, 1440),)),
        ("22:00:00", "06:00:00", ((0, 360), (1320, 1440))),
        ("08:00:00", "23:59:59", ((480, 1440),)),
        ("2000-01-01T08:00:00", "2000-01-01T09:30:00", ((480, 570),)),
    ],
)
def test_hours_to_midnight_and_over_it(first: str, last: str, hours: tuple[tuple[int, int], ...]) -> None:
    (calendar,) = read({"UID": 1, "WeekDays": {"WeekDay": day(2, (first, last))}})
    assert calendar.week[0] == hours


def test_exception_of_the_newer_form_with_its_repeat_in_the_older() -> None:
    older = day(0, working=0) | days("2026-12-24", "2026-12-26")
    newer = {"Name": "Christmas", "Type": 1, "DayWorking": 0} | days("2026-12-24", "2026-12-26")
    (calendar,) = read({"UID": 1, "WeekDays": {"WeekDay": older}, "Exceptions": {"Exception": newer}})
    (kept,) = calendar.exceptions
    assert (kept.name, kept.first, kept.last) == ("Christmas", date(2026, 12, 24), date(2026, 12, 26))
    assert (kept.hours, kept.recurrence) == ((), None)


def test_exception_of_the_older_form_alone() -> None:
    older = day(0, ("09:00:00", "12:00:00")) | days("2026-12-31", "2026-12-31")
    (calendar,) = read({"UID": 1, "WeekDays": {"WeekDay": older}})
    assert [(e.first, e.last, e.hours) for e in calendar.exceptions] == [
        (date(2026, 12, 31), date(2026, 12, 31), ((540, 720),))
    ]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"Type": 7, "Period": 3}, Recurrence(Rhythm.DAILY, every=3)),
        ({"Type": 6, "Period": 2, "DaysOfWeek": 35}, Recurrence(Rhythm.WEEKLY, every=2, weekdays=(0, 4, 6))),
        ({"Type": 4, "Period": 5, "MonthDay": 4}, Recurrence(Rhythm.MONTHLY_BY_DAY, every=5, month_day=4)),
        (
            {"Type": 5, "MonthItem": 9, "MonthPosition": 4},
            Recurrence(Rhythm.MONTHLY_BY_POSITION, position=5, position_of="5"),
        ),
        (
            {"Type": 2, "Month": 11, "MonthDay": 25, "Occurrences": 9, "EnteredByOccurrences": 1},
            Recurrence(Rhythm.YEARLY_BY_DAY, month=12, month_day=25, occurrences=9, by_occurrences=True),
        ),
    ],
)
def test_recurrence(fields: Fields, rule: Recurrence) -> None:
    repeated = {"Name": "x", **fields, "DayWorking": 0} | days("2026-01-01", "2030-12-31")
    (calendar,) = read({"UID": 1, "Exceptions": {"Exception": repeated}})
    assert calendar.exceptions[0].recurrence == rule


def test_work_weeks_are_kept_as_ranges() -> None:
    summer = {"Name": "Summer", "WeekDays": {"WeekDay": day(6, working=0)}} | days("2026-07-01", "2026-08-31")
    repeated = day(0, working=0) | days("2026-07-03", "2026-07-03")
    (calendar,) = read({"UID": 1, "WeekDays": {"WeekDay": repeated}, "WorkWeeks": {"WorkWeek": summer}})
    (week,) = calendar.work_weeks
    assert (week.name, week.first, week.last, week.week[4]) == (
        "Summer",
        date(2026, 7, 1),
        date(2026, 8, 31),
        (),
    )
    assert calendar.exceptions == ()


def test_week_of_follows_the_bases_and_survives_a_ring() -> None:
    friday_off = {"UID": 2, "BaseCalendarUID": 1, "WeekDays": {"WeekDay": day(6, working=0)}}
    base = {"UID": 1, "BaseCalendarUID": 2, "WeekDays": {"WeekDay": day(2, ("10:00:00", "14:00:00"))}}
    schedule = parse_mspdi(mspdi(calendars=[base, friday_off]), "plan.xml")
    week = schedule.week_of(2)
    assert (week[0], week[1], week[4], week[5]) == (((600, 840),), USUAL_DAY, (), ())
    assert schedule.week_of(None) == schedule.week_of(99) == USUAL_WEEK


def test_bad_calendars_are_named() -> None:
    broken = {"UID": 1, "BaseCalendarUID": 9, "Exceptions": {"Exception": {"Name": "No dates"}}}
    schedule = parse_mspdi(
        mspdi(calendars=[broken, {"UID": 1, "Name": "Again"}, {"Name": "None"}]), "plan.xml"
    )
    assert len(schedule.calendars) == 1
    assert {w.text for w in schedule.warnings} == {
        "A calendar exception without readable dates was left out.",
        "A record whose id is there twice was left out.",
        "A calendar without an id was left out.",
        "The base of a calendar is not in the file.",
    }
