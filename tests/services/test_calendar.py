"""The governance calendar of a real database: due days, done days, and who is late."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.deadlines import DeadlineState, Milestone
from pmo_desktop.domain.governance import Capacity, DeadlineDays, Membership
from pmo_desktop.domain.ids import MembershipId, PaperId
from pmo_desktop.domain.meetings import MeetingState, Paper, PaperState
from pmo_desktop.domain.values import LText
from pmo_desktop.services.meetings.calendar import read_calendar
from pmo_desktop.services.office import Office
from tests import builders as make

DAY = date(2026, 9, 17)
TODAY = date(2026, 9, 9)


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    office = open_office(database_url)
    yield office
    office.close()


def stored_meeting(office: Office, **given: object) -> None:
    author, secretary = make.person("Ines Author"), make.person("Sam Secretary")
    body = make.body(deadline_days=DeadlineDays.COMMON)
    seat = Membership(
        id=MembershipId(uuid4()), body=body.id, person=secretary.id, capacity=Capacity.SECRETARY
    )
    meeting = make.meeting(body.id, DAY, **given)
    after = make.meeting(body.id, DAY + timedelta(days=28), ref="PB-NEXT")
    papers = [
        Paper(
            id=PaperId(uuid4()),
            title=LText.of(f"Paper {n}"),
            meeting=meeting.id,
            author=author.id,
            state=state,
            submitted_at=at,
        )
        for n, (state, at) in enumerate(
            [
                (PaperState.SUBMITTED, datetime(2026, 9, 7, 9, tzinfo=UTC)),
                (PaperState.DRAFTING, None),
            ]
        )
    ]
    make.stored(office, make.organisation(), author, secretary, body, seat, meeting, after, *papers)


def test_who_is_late_with_what(office: Office) -> None:
    stored_meeting(office, called_at=datetime(2026, 9, 1, 9, tzinfo=UTC), state=MeetingState.CALLED)
    first, second = read_calendar(office.store.reader, TODAY)
    by_step = {s.deadline.step: s for s in first.steps}
    assert [s.deadline.step for s in first.late(TODAY)] == [Milestone.AGENDA, Milestone.PAPERS]
    assert by_step[Milestone.PAPERS].people == ("Ines Author",)
    assert by_step[Milestone.PACK].people == ("Sam Secretary",)
    assert by_step[Milestone.PACK].deadline.due == date(2026, 9, 10)
    assert by_step[Milestone.CALL].deadline.state(TODAY) is DeadlineState.DONE
    assert by_step[Milestone.APPROVAL].deadline.due == second.day


def test_a_step_that_was_done_on_no_day_that_is_known_is_not_late(office: Office) -> None:
    stored_meeting(office, state=MeetingState.PACK_ISSUED)
    first, _ = read_calendar(office.store.reader, TODAY)
    pack = next(s for s in first.steps if s.deadline.step is Milestone.PACK)
    assert pack.deadline.passed
    assert pack.people == ()
    assert dc.replace(pack.deadline, passed=False).state(TODAY) is DeadlineState.COMING
