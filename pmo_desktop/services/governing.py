"""Read what the health of governance is counted from, in five statements however many meetings there are."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.readmodels.health_facts import HealthFacts
from pmo_desktop.services.ports import Join, Reader


def read_health(reader: Reader, today: date) -> HealthFacts:
    """Meetings with body, minutes and packs; items, papers and seats; decisions; actions; reports."""
    joins = (
        Join("body", "id", "meeting", "body"),
        Join("minute_set", "meeting", "meeting"),
        Join("pack", "meeting", "meeting"),
    )
    meetings: dict[UUID, Any] = {}
    bodies: dict[UUID, Any] = {}
    minutes: dict[UUID, Any] = {}
    packs: dict[UUID, Any] = {}
    for meeting, body, minute_set, pack in reader.joined("meeting", joins):
        meetings[meeting.id] = meeting
        if body is not None:
            bodies[body.id] = body
        if minute_set is not None:
            minutes[meeting.id] = minute_set
        if pack is not None:
            packs[pack.id] = pack
    return HealthFacts(
        today,
        bodies,
        tuple(meetings.values()),
        minutes,
        tuple(packs.values()),
        tuple(reader.health_facts()),
        tuple(reader.all("decision")),
        tuple(reader.all("action")),
        tuple(reader.all("status_report")),
    )
