"""How each measure of governance is counted on a stretch of meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmo_desktop.domain.governancehealth import Measure
from pmo_desktop.readmodels import health_meetings as meetings
from pmo_desktop.readmodels import health_outcomes as outcomes
from pmo_desktop.readmodels.health_counting import Reading
from pmo_desktop.readmodels.health_facts import HealthFacts, Window

MEASURED: Mapping[Measure, Callable[[HealthFacts, Window], Reading]] = {
    Measure.HELD: meetings.held,
    Measure.PACK: meetings.pack_on_time,
    Measure.PAPERS: meetings.papers_on_time,
    Measure.QUORATE: meetings.quorate,
    Measure.ATTENDANCE: meetings.attendance,
    Measure.DECIDING: meetings.deciding,
    Measure.ACCURACY: meetings.accuracy,
    Measure.LATENCY: outcomes.latency,
    Measure.DEFERRED: meetings.deferred,
    Measure.MINUTES: meetings.minutes_turnaround,
    Measure.ACTIONS: outcomes.actions_on_time,
    Measure.IMPLEMENTED: outcomes.implemented,
    Measure.REPORTS: outcomes.reports_on_time,
    Measure.PACK_SIZE: meetings.pack_size,
    Measure.DECLARED: meetings.declared,
    Measure.SCRIBE: meetings.scribe_apart,
}
"""How each measure is counted."""
