"""The milestones of a plan as a calendar file (iCalendar, RFC 5545), one whole day each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pmo_desktop.domain.schedulefile import ScheduleFile, Task, TaskKind
from pmo_desktop.exchange.xmlout import carried

if TYPE_CHECKING:
    from icalendar import Event

_NOTES = 4000


def write_ics(file: ScheduleFile, key: str, now: datetime) -> bytes:
    """The bytes of the file. `key` tells this plan from others, so that a second export updates the first."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//PMO Desktop//Milestones//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _line(file.header.title))
    for task in milestones(file):
        calendar.add_component(_event(task, key, now))
    made: bytes = calendar.to_ical()
    return made


def milestones(file: ScheduleFile) -> Iterator[Task]:
    """The active milestones that have a date."""
    for task in file.tasks:
        marked = task.kind is TaskKind.MILESTONE or task.marked_milestone
        if marked and task.active and (task.finish or task.start) is not None:
            yield task


def _event(task: Task, key: str, now: datetime) -> Event:
    from icalendar import Event

    day = (task.finish or task.start or now).date()
    event = Event()
    event.add("uid", f"milestone-{_line(key)}-{task.uid}@pmo-desktop")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", _line(task.name))
    event.add("transp", "TRANSPARENT")
    if task.wbs:
        event.add("categories", [_line(task.wbs)])
    if task.notes:
        event.add("description", carried(task.notes)[:_NOTES])
    return event


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(carried(text).split())
