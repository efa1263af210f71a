"""The governance calendar as columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pmo_desktop.domain.deadlines import DeadlineState, Milestone
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.calendar_rows import StepRow, day_said, lateness_said, state_said

_ORDER = list(Milestone)
_TONES = {
    DeadlineState.DONE: "pos",
    DeadlineState.DONE_LATE: "warn",
    DeadlineState.COMING: "neutral",
    DeadlineState.TODAY: "info",
    DeadlineState.LATE: "neg",
}


def calendar_columns(today: Callable[[], date]) -> tuple[Column[StepRow], ...]:
    """Day, step, meeting, body, state, late by, who is waited for, done on."""

    def state(row: StepRow) -> DeadlineState:
        return row.deadline.state(today())

    def tone(row: StepRow) -> str:
        return "neg" if state(row) is DeadlineState.LATE else "text"

    return (
        Column(tr("Due"), lambda r: r.deadline.due, day_said, key="due", width=140, roles={Role.TONE: tone}),
        Column(tr("Step"), lambda r: _ORDER.index(r.deadline.step), lambda r: r.step_said, key="step",
               width=150,
               roles={Role.STRONG: lambda r: r.deadline.step is Milestone.MEETING}),
        Column(tr("Meeting"), lambda r: r.meeting.ref, lambda r: r.meeting.ref, key="meeting", width=100,
               roles={Role.TONE: lambda _: "text2"}),
        Column(tr("Body"), lambda r: r.body_name, lambda r: r.body_name, key="body", width=200),
        Column(tr("State"), lambda r: state(r).value, lambda r: state_said(state(r)), key="state", width=90,
               roles={Role.TAG: lambda r: _TONES[state(r)]}),
        Column(tr("Late"), lambda r: r.deadline.days_late(today()),
               lambda r: lateness_said(r.deadline, today()),
               key="late", width=70, number=True, roles={Role.TONE: tone}),
        Column(tr("Waits for"), lambda r: r.who, lambda r: r.who, key="who", width=150, tip=lambda r: r.who),
        Column(tr("Done on"), lambda r: r.deadline.done or date.max, lambda r: shown.day(r.deadline.done)
               if r.deadline.done else "", key="done", width=110, hidden=True,
               roles={Role.TONE: lambda _: "text2"}),
    )  # fmt: skip
