"""The steps of all meetings as a list: views, filters, and what is said of each."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from uuid import UUID

from pmo_desktop.domain.deadlines import Deadline, DeadlineState, Milestone
from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.i18n import N_, language, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.calendar import MeetingSteps
from pmo_desktop.readmodels.facets import Facets

SOON = timedelta(days=28)
"""What counts as coming soon."""


class CalendarView(Worded):
    """Which steps are listed."""

    NEXT = "next", N_("Next four weeks")
    LATE = "late", N_("Late")
    MEETINGS = "meetings", N_("Meetings")
    ALL = "all", N_("All steps")


@dc.dataclass(frozen=True, slots=True)
class StepRow:
    """One step of one meeting."""

    id: tuple[UUID, Milestone]
    of: MeetingSteps
    deadline: Deadline
    people: tuple[str, ...]

    @property
    def meeting(self) -> Meeting:
        """The meeting it belongs to."""
        return self.of.meeting

    @property
    def body(self) -> GovernanceBody:
        """Whose meeting it is."""
        return self.of.body

    @property
    def who(self) -> str:
        """Who is waited for."""
        return ", ".join(self.people)

    def words(self) -> str:
        """What the filter line looks in."""
        return f"{self.meeting.ref} {self.body.code} {self.body_name} {self.step_said} {self.who}"

    @property
    def body_name(self) -> str:
        """The name of the body."""
        return self.body.title.said(language())

    @property
    def step_said(self) -> str:
        """The step in words."""
        return tr(self.deadline.step.label)


_STATES = {
    DeadlineState.DONE: N_("Done"),
    DeadlineState.DONE_LATE: N_("Done late"),
    DeadlineState.COMING: N_("Coming"),
    DeadlineState.TODAY: N_("Today"),
    DeadlineState.LATE: N_("Late"),
}


def state_said(state: DeadlineState) -> str:
    """Where a step stands, in words."""
    return tr(_STATES[state])


def lateness_said(deadline: Deadline, today: date) -> str:
    """How late a step came or is; nothing when in time."""
    late = deadline.days_late(today)
    return trn("{n} day", "{n} days", late) if late else ""


def step_rows(meetings: Iterable[MeetingSteps]) -> tuple[StepRow, ...]:
    """All steps in the order of their days."""
    rows = [
        StepRow((m.meeting.id, s.deadline.step), m, s.deadline, s.people) for m in meetings for s in m.steps
    ]
    return tuple(sorted(rows, key=lambda r: (r.deadline.due, r.meeting.starts.at)))


def in_view(view: CalendarView, today: date) -> Callable[[StepRow], bool]:
    """Whether a view has a step."""
    open_ = (DeadlineState.LATE, DeadlineState.TODAY, DeadlineState.COMING)

    def has(row: StepRow) -> bool:
        state = row.deadline.state(today)
        match view:
            case CalendarView.NEXT:
                return state in open_ and row.deadline.due <= today + SOON
            case CalendarView.LATE:
                return state is DeadlineState.LATE
            case CalendarView.MEETINGS:
                return row.deadline.step is Milestone.MEETING
            case _:
                return True

    return has


FACETS: Facets[StepRow] = {
    "body": (N_("Body"), lambda r: [(r.body.id, r.body_name)]),
    "step": (N_("Step"), lambda r: [(r.deadline.step, r.step_said)]),
    "who": (N_("Waits for"), lambda r: [(name, name) for name in r.people]),
}
"""What the list can be narrowed by."""


def day_said(row: StepRow) -> str:
    """The day of a step; for the meeting its hour as well, where it is held."""
    if row.deadline.step is Milestone.MEETING:
        return f"{shown.day(row.deadline.due)}, {shown.time(shown.local(row.meeting.starts))}"
    return shown.day(row.deadline.due)
