"""The list of meetings, and the actions that a body follows."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.initials import unique_initials
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.minutes import MinuteSet
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.workdays import goes_to_the_chair, overdue_days
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import live

OVER = (MeetingState.ENDED, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED, MeetingState.CANCELLED)


@dc.dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in the list; `soon` is what to do with it, in words, and `days` until it is held."""

    id: UUID
    ref: str
    body: UUID
    body_name: str
    starts: datetime
    when: str
    place: str
    state: MeetingState
    minutes: str
    days: int
    upcoming: bool

    @property
    def next_step(self) -> str:
        """The act that the row offers."""
        if self.state is MeetingState.IN_SESSION:
            return tr("Minute it")
        if self.state is MeetingState.ADJOURNED:
            return tr("Go on")
        return tr("Open agenda") if self.upcoming else tr("Open minutes")


def meeting_rows(
    meetings: Iterable[Meeting],
    bodies: Mapping[UUID, GovernanceBody],
    minutes: Iterable[MinuteSet],
    today: date,
) -> tuple[MeetingRow, ...]:
    """Upcoming meetings first, the nearest on top; then past ones, the latest on top."""
    sets = {s.meeting: tr(s.state.label) for s in minutes if live(s)}
    rows = [_meeting(m, bodies.get(m.body), sets.get(m.id, ""), today) for m in meetings if live(m)]
    ahead = sorted((r for r in rows if r.upcoming), key=lambda r: r.starts)
    behind = sorted((r for r in rows if not r.upcoming), key=lambda r: r.starts, reverse=True)
    return (*ahead, *behind)


def _meeting(m: Meeting, body: GovernanceBody | None, minutes: str, today: date) -> MeetingRow:
    here = shown.local(m.starts)
    return MeetingRow(
        m.id,
        m.ref,
        m.body,
        body.title.said(language()) if body else "",
        m.starts.at,
        f"{shown.weekday_day(here.date())}, {shown.time(here)}",
        m.venue,
        m.state,
        minutes,
        (here.date() - today).days,
        m.state not in OVER,
    )


@dc.dataclass(frozen=True, slots=True)
class ActionRow:
    """One action: `late` counts days after the due date, `moved` how often it was moved."""

    id: UUID
    ref: str
    text: str
    owner: UUID | None
    owner_name: str
    owner_initials: str
    due: date | None
    state: ActionState
    late: int
    moved: int
    escalates: bool
    came_from: str
    work: str
    body: UUID | None
    meeting: UUID | None
    age: int
    record: Action = dc.field(repr=False)

    @property
    def open(self) -> bool:
        """Whether somebody still has to finish it."""
        return self.state in (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.BLOCKED)


def action_rows(
    actions: Iterable[Action],
    people: Mapping[UUID, Person],
    meetings: Mapping[UUID, Meeting],
    works: Mapping[UUID, Work],
    today: date,
) -> tuple[ActionRow, ...]:
    """Actions, those that are late longest first, then by due date; finished ones last."""
    rows = [_action(a, people, meetings, works, today) for a in actions if live(a)]
    return tuple(sorted(rows, key=lambda r: (not r.open, -r.late, r.due or date.max, r.ref)))


def _action(
    a: Action,
    people: Mapping[UUID, Person],
    meetings: Mapping[UUID, Meeting],
    works: Mapping[UUID, Work],
    today: date,
) -> ActionRow:
    owner = people.get(a.owner) if a.owner else None
    meeting = meetings.get(a.meeting) if a.meeting else None
    work = works.get(a.work) if a.work else None
    running = a.state in (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.BLOCKED)
    late = overdue_days(a.due, today) if a.due and running else 0
    return ActionRow(
        a.id,
        a.ref,
        a.text,
        a.owner,
        owner.display_name if owner else "",
        (owner.initials or unique_initials([owner.display_name])[0]) if owner else "",
        a.due,
        a.state,
        late,
        len(a.due_history),
        bool(running and a.due and goes_to_the_chair(a.due, today, len(a.due_history))),
        meeting.ref if meeting else (work.ref if work else ""),
        work.title.said(language()) if work else "",
        a.body,
        a.meeting,
        (today - a.raised_at).days if a.raised_at else 0,
        a,
    )


def escalated(rows: Iterable[ActionRow]) -> tuple[ActionRow, ...]:
    """Those that go on the chair's list: more than a fortnight late, or moved twice."""
    return tuple(r for r in rows if r.escalates)
