"""The governance calendar: meetings of all bodies, the steps around each, and who is late."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.deadlines import HELD_BY, Deadline, DeadlineState, Milestone, deadlines
from pmo_desktop.domain.documents import Pack
from pmo_desktop.domain.governance import Capacity, GovernanceBody
from pmo_desktop.domain.meetings import Meeting, MeetingState, Paper, PaperState
from pmo_desktop.domain.minutes import MinuteSet, MinutesState
from pmo_desktop.domain.values import Zoned
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.readmodels import shown

OUT = (MeetingState.CANCELLED, MeetingState.POSTPONED)


@dc.dataclass(frozen=True, slots=True)
class Awaited:
    """A step with the names of those it waits for; nobody once it is done."""

    deadline: Deadline
    people: tuple[str, ...] = ()
    ids: tuple[UUID, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class MeetingSteps:
    """One meeting with the steps around it, in the order of their days."""

    meeting: Meeting
    body: GovernanceBody
    steps: tuple[Awaited, ...]

    @property
    def day(self) -> date:
        """The day where it is held."""
        return shown.local(self.meeting.starts).date()

    def late(self, today: date) -> tuple[Awaited, ...]:
        """The steps that are past their day."""
        return tuple(s for s in self.steps if s.deadline.state(today) is DeadlineState.LATE)

    def next_step(self, today: date) -> Awaited | None:
        """What comes next, or is late."""
        open_ = (DeadlineState.LATE, DeadlineState.TODAY, DeadlineState.COMING)
        return next((s for s in self.steps if s.deadline.state(today) in open_), None)


@dc.dataclass(frozen=True, slots=True)
class Around:
    """What is known of one meeting beside itself."""

    meeting: Meeting
    body: GovernanceBody
    minutes: MinuteSet | None = None
    packs: Sequence[Pack] = ()
    papers: Sequence[Paper] = ()
    days: WorkDays = WorkDays()  # noqa: RUF009 - frozen
    holders: Mapping[Capacity, Sequence[UUID]] = dc.field(default_factory=dict)
    next_meeting: date | None = None


_NOT_YET = (PaperState.COMMISSIONED, PaperState.DRAFTING, PaperState.RETURNED)
_ORDER = list(MeetingState)
_REACHED: Mapping[Milestone, MeetingState] = {
    Milestone.CALL: MeetingState.CALLED,
    Milestone.AGENDA: MeetingState.AGENDA_AGREED,
    Milestone.PACK: MeetingState.PACK_ISSUED,
    Milestone.MEETING: MeetingState.ENDED,
    Milestone.APPROVAL: MeetingState.MINUTES_APPROVED,
}
_MINUTES = list(MinutesState)


def waiting_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Papers that their authors have not handed in."""
    return tuple(p for p in papers if p.archived_at is None and p.state in _NOT_YET)


def steps_of(around: Around, names: Mapping[UUID, str]) -> MeetingSteps:
    """The steps of one meeting with the days they were done on and who holds them up."""
    meeting, body = around.meeting, around.body
    day = shown.local(meeting.starts).date()
    done = dict(_done(around))
    found = deadlines(day, body, around.days, done, around.next_meeting)
    steps = []
    for deadline in found:
        step = dc.replace(deadline, passed=deadline.done is None and _passed(around, deadline.step))
        people = () if step.passed or step.done else tuple(_holders(around, step.step))
        steps.append(Awaited(step, tuple(names.get(p, "") for p in people), people))
    return MeetingSteps(meeting, body, tuple(steps))


def _done(around: Around) -> Iterator[tuple[Milestone, date]]:
    meeting, minutes = around.meeting, around.minutes
    papers = [p for p in around.papers if p.archived_at is None and p.state is not PaperState.WITHDRAWN]
    issued = [p.issued_at for p in around.packs if p.issued_at is not None]
    handed = [p.submitted_at for p in papers if p.submitted_at is not None]
    stamps = {
        Milestone.CALL: meeting.called_at,
        Milestone.AGENDA: meeting.agenda_agreed_at,
        Milestone.PAPERS: max(handed) if handed and not waiting_papers(papers) else None,
        Milestone.PACK: min(issued, default=None),
        Milestone.MEETING: meeting.closed_at,
        Milestone.DRAFT: minutes.drafted_at if minutes else None,
    }
    for step, at in stamps.items():
        if at is not None:
            yield step, shown.local(Zoned(at, meeting.starts.zone)).date()
    if minutes is not None and minutes.comments_until and _minutes_at(minutes, MinutesState.REVISED):
        yield Milestone.COMMENTS, minutes.comments_until
    if minutes is not None and minutes.approved_on is not None:
        yield Milestone.APPROVAL, minutes.approved_on


def _minutes_at(minutes: MinuteSet | None, state: MinutesState) -> bool:
    return minutes is not None and _MINUTES.index(minutes.state) >= _MINUTES.index(state)


def _passed(around: Around, step: Milestone) -> bool:
    match step:
        case Milestone.PAPERS:
            return not waiting_papers(around.papers)
        case Milestone.DRAFT:
            return _minutes_at(around.minutes, MinutesState.CHAIR_REVIEW)
        case Milestone.COMMENTS:
            return _minutes_at(around.minutes, MinutesState.REVISED)
        case Milestone.APPROVAL if around.minutes is not None and around.minutes.state.settled:
            return True
        case _:
            at = around.meeting.state
            return at not in OUT and _ORDER.index(at) >= _ORDER.index(_REACHED[step])


def _holders(around: Around, step: Milestone) -> Iterator[UUID]:
    if step is Milestone.PAPERS:
        yield from dict.fromkeys(p.author for p in waiting_papers(around.papers) if p.author is not None)
        return
    capacity = HELD_BY[step]
    meeting = around.meeting
    own = {
        Capacity.CHAIR: meeting.chair,
        Capacity.SECRETARY: meeting.secretary,
        Capacity.SCRIBE: meeting.scribe,
    }[capacity]
    yield from [own] if own is not None else around.holders.get(capacity, ())
