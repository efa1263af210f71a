"""Milestones as a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from pmo_desktop.domain.schedulefile import FileHeader, ScheduleFile, Task, TaskKind
from pmo_desktop.exchange.ics_out import write_ics
from pmo_desktop.exchange.schedules_out import PLAN_FORMS, write_schedule

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DUE = datetime(2026, 5, 4, 17)
LAST = datetime(9999, 12, 31, 17)


def _file() -> ScheduleFile:
    rows = (
        Task(
            1,
            1,
            "Gate 2\r\nBEGIN:VALARM",
            TaskKind.MILESTONE,
            wbs="1,2;3",
            start=DUE,
            finish=DUE,
            notes="a\nb",
        ),
        Task(2, 2, "Dig", TaskKind.TASK, start=DUE, finish=DUE),
        Task(3, 3, "Gone", TaskKind.MILESTONE, start=DUE, finish=DUE, active=False),
        Task(4, 4, "Some day", TaskKind.MILESTONE),
        Task(5, 5, "Marked", TaskKind.TASK, marked_milestone=True, finish=DUE),
    )
    return ScheduleFile("PRJ-1", "", FileHeader(title="House"), tasks=rows)


def test_active_milestones_with_a_date_become_whole_days() -> None:
    calendar = Calendar.from_ical(write_ics(_file(), "PRJ-1", NOW))
    first, second = calendar.walk("VEVENT")
    assert (str(first["summary"]), first.decoded("dtstart")) == ("Gate 2 BEGIN:VALARM", date(2026, 5, 4))
    assert str(first["uid"]) == "milestone-PRJ-1-1@pmo-desktop"
    assert str(first["description"]) == "a\nb"
    assert str(second["summary"]) == "Marked"
    assert not calendar.walk("VALARM")


def test_every_form_says_how_many_rows_it_has() -> None:
    rows = {form: write_schedule(_file(), form, NOW).rows for form in PLAN_FORMS}
    assert rows == {".xml": 5, ".xer": 5, ".ics": 2}


def test_a_milestone_on_the_last_day_of_all() -> None:
    last = Task(1, 1, "Doomsday", TaskKind.MILESTONE, start=LAST, finish=LAST)
    file = ScheduleFile("PRJ-1", "", FileHeader(title="House"), tasks=(last,))
    (event,) = Calendar.from_ical(write_ics(file, "PRJ-1", NOW)).walk("VEVENT")
    assert event.decoded("dtstart") == date.max
