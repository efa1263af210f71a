"""Steps around a meeting, back from its day in working days."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

import pytest

from pmo_desktop.domain.deadlines import Deadline, DeadlineState, Milestone, deadlines
from pmo_desktop.domain.workdays import SUNDAY_TO_THURSDAY, WorkDays, common_days
from tests import builders as make

THURSDAY = date(2026, 9, 17)
SUN_THU = WorkDays(SUNDAY_TO_THURSDAY)


@pytest.mark.parametrize(
    ("days", "pack"),
    [
        (WorkDays(), date(2026, 9, 10)),
        (SUN_THU, date(2026, 9, 10)),
        (common_days(WorkDays(), SUN_THU), date(2026, 9, 9)),
    ],
)
def test_five_working_days_before(days: WorkDays, pack: date) -> None:
    found = {d.step: d.due for d in deadlines(THURSDAY, make.body(), days)}
    assert found[Milestone.PACK] == pack
    assert found[Milestone.MEETING] == THURSDAY


def test_the_steps_come_in_order() -> None:
    body = dc.replace(make.body(), notice=3)
    found = deadlines(THURSDAY, body, WorkDays(), approval=date(2026, 10, 15))
    assert [d.step for d in found] == list(Milestone)
    assert [d.due for d in found] == sorted(d.due for d in found)
    assert found[0].due == found[1].due, "an invitation without an agenda to come is no call"


def test_where_a_step_stands() -> None:
    due = Deadline(Milestone.PACK, date(2026, 9, 10))
    done = dc.replace(due, done=date(2026, 9, 14))
    assert due.state(date(2026, 9, 9)) is DeadlineState.COMING
    assert due.state(date(2026, 9, 10)) is DeadlineState.TODAY
    assert due.state(date(2026, 9, 11)) is DeadlineState.LATE
    assert (done.state(date(2026, 9, 20)), done.days_late(date(2026, 9, 20))) == (DeadlineState.DONE_LATE, 4)
