"""Meetings and the steps around them as one calendar file, to be looked at in any calendar program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from pmo_desktop.domain.deadlines import Milestone
from pmo_desktop.exchange.xmlout import carried
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.calendar import MeetingSteps


def write_calendar(meetings: Iterable[MeetingSteps], now: datetime) -> bytes:
    """The bytes of the file: meetings with their hours, steps as whole days. A second export updates it."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//PMO Desktop//Governance calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", tr("Governance calendar"))
    for steps in meetings:
        meeting = steps.meeting
        name = meeting.ref or meeting.title.said(language())
        for awaited in steps.steps:
            step, due = awaited.deadline.step, awaited.deadline.due
            event = Event()
            event.add("uid", f"{meeting.id}-{step.value}@pmo-desktop")
            event.add("dtstamp", now)
            event.add("summary", " ".join(carried(f"{name}: {tr(step.label)}").split()))
            if step is Milestone.MEETING:
                event.add("dtstart", meeting.starts.at)
                event.add("dtend", meeting.starts.at + timedelta(minutes=int(meeting.length)))
                event.add("location", " ".join(carried(meeting.venue).split()))
            else:
                event.add("dtstart", due)
                event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
