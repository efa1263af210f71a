"""The steps around a meeting, planned back from its day in working days, and who holds each of them up."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.governance import Capacity, GovernanceBody
from pmo_desktop.domain.organisation import Calendar
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import N_


class Milestone(Worded):
    """A step on the way to a meeting or after it, in order."""

    CALL = "call", N_("Call for papers")
    AGENDA = "agenda", N_("Agenda agreed")
    PAPERS = "papers", N_("Papers due")
    PACK = "pack", N_("Pack issued")
    MEETING = "meeting", N_("Meeting")
    DRAFT = "draft", N_("Draft minutes")
    COMMENTS = "comments", N_("Comments closed")
    APPROVAL = "approval", N_("Minutes approved")


HELD_BY: Mapping[Milestone, Capacity] = {
    Milestone.CALL: Capacity.SECRETARY,
    Milestone.AGENDA: Capacity.CHAIR,
    Milestone.PACK: Capacity.SECRETARY,
    Milestone.MEETING: Capacity.CHAIR,
    Milestone.DRAFT: Capacity.SCRIBE,
    Milestone.COMMENTS: Capacity.SCRIBE,
    Milestone.APPROVAL: Capacity.CHAIR,
}
"""Who answers for a step; papers are each their author's."""
AGENDA_BEFORE_PAPERS = 3
"""Working days that authors have between the agreed agenda and the day their papers are due."""


class DeadlineState(StrEnum):
    """Where a step stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    COMING = "coming"
    TODAY = "today"
    LATE = "late"


@dc.dataclass(frozen=True, slots=True)
class Deadline:
    """A step of one meeting: the day it is due, and the day it was done.

    `passed` says that it was done on a day that nobody noted.
    """

    step: Milestone
    due: date
    done: date | None = None
    passed: bool = False

    def state(self, today: date) -> DeadlineState:
        """Where the step stands on a day."""
        if self.done is not None:
            return DeadlineState.DONE if self.done <= self.due else DeadlineState.DONE_LATE
        if self.passed:
            return DeadlineState.DONE
        if self.due == today:
            return DeadlineState.TODAY
        return DeadlineState.LATE if self.due < today else DeadlineState.COMING

    def days_late(self, today: date) -> int:
        """Calendar days that the step came, or is, after its day; 0 when in time."""
        return 0 if self.passed else max(0, ((self.done or today) - self.due).days)


def deadlines(
    meeting: date,
    body: GovernanceBody,
    days: WorkDays,
    done: Mapping[Milestone, date] | None = None,
    approval: date | None = None,
) -> tuple[Deadline, ...]:
    """The steps of a meeting in the order of their days.

    `days` is the body's calendar, or the days common to all members (`common_days`), where the body has it
    so. Minutes are approved at the next meeting, whose day is `approval`; without one that step is left out.
    """
    draft = days.add_working_days(meeting, body.minutes_draft)
    agenda = max(body.papers_due + AGENDA_BEFORE_PAPERS, body.pack_issue)
    due: dict[Milestone, date | None] = {
        Milestone.CALL: days.add_working_days(meeting, -max(body.notice, agenda)),
        Milestone.AGENDA: days.add_working_days(meeting, -agenda),
        Milestone.PAPERS: days.add_working_days(meeting, -body.papers_due),
        Milestone.PACK: days.add_working_days(meeting, -body.pack_issue),
        Milestone.MEETING: meeting,
        Milestone.DRAFT: draft,
        Milestone.COMMENTS: days.add_working_days(draft, body.minutes_comments),
        Milestone.APPROVAL: approval,
    }
    was = done or {}
    return tuple(Deadline(step, day, was.get(step)) for step, day in due.items() if day is not None)


def work_days(calendar: Calendar | None) -> WorkDays:
    """The working days of a calendar; Monday to Friday when there is none, or it has no week of its own."""
    if calendar is None:
        return WorkDays()
    pattern = frozenset(n for n, times in enumerate(calendar.week.days) if times)
    days: dict[date, bool] = {}
    for exception in calendar.exceptions:
        first, last = exception.first.toordinal(), exception.last.toordinal()
        for ordinal in range(first, min(last, first + LONGEST_EXCEPTION) + 1):
            days[date.fromordinal(ordinal)] = bool(exception.times)
    return WorkDays.of(pattern, days) if pattern else WorkDays()


LONGEST_EXCEPTION = 400
"""Days of one exception that are looked at."""
