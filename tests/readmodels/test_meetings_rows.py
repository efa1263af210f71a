"""The list of meetings and the actions list: order, words, what is late, what goes to the chair."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from pmo_desktop.domain.ids import ActionId, BodyId, MeetingId, MinuteSetId, PersonId
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.minutes import MinuteSet
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Action, ActionState, DueChange
from pmo_desktop.domain.values import LText, Rich, Zoned
from pmo_desktop.readmodels.meetings import action_rows, escalated, meeting_rows
from pmo_desktop.readmodels.meetings_live import agenda_rows, live_meeting
from tests.meetings import room

TODAY = date(2026, 7, 30)
BODY = BodyId(uuid4())


def meeting(days: int, state: MeetingState) -> Meeting:
    at = datetime(2026, 7, 30, 9, tzinfo=UTC) + timedelta(days=days)
    return Meeting(
        id=MeetingId(uuid4()),
        ref=f"PB{days}",
        title=LText.of("Board"),
        body=BODY,
        state=state,
        starts=Zoned(at, "Europe/London"),
    )


def test_the_nearest_meeting_is_on_top_and_the_latest_of_the_past() -> None:
    past, older = meeting(-30, MeetingState.ENDED), meeting(-60, MeetingState.CLOSED)
    later, soon = meeting(40, MeetingState.PLANNED), meeting(5, MeetingState.PLANNED)
    drafted = MinuteSet(id=MinuteSetId(uuid4()), meeting=past.id)
    rows = meeting_rows([older, later, past, soon], {}, [drafted], TODAY)
    assert [r.ref for r in rows] == ["PB5", "PB40", "PB-30", "PB-60"]
    assert [r.next_step for r in rows] == ["Open agenda", "Open agenda", "Open minutes", "Open minutes"]
    assert rows[2].minutes == "Capturing"
    assert rows[0].when == "Tue 4 Aug 2026, 10:00"


def action(due: date | None, state: ActionState = ActionState.OPEN, moved: int = 0) -> Action:
    history = tuple(DueChange(date(2026, 1, 1), date(2026, 1, 2)) for _ in range(moved))
    return Action(id=ActionId(uuid4()), text=Rich("Do it"), due=due, state=state, due_history=history)


def test_actions_that_are_late_come_first_and_those_done_last() -> None:
    late, later, none = action(date(2026, 7, 10)), action(date(2026, 8, 10)), action(None)
    done = action(date(2026, 1, 1), ActionState.DONE)
    rows = action_rows([done, none, later, late], {}, {}, {}, TODAY)
    assert [r.id for r in rows] == [late.id, later.id, none.id, done.id]
    assert [r.late for r in rows] == [20, 0, 0, 0]


def test_moved_twice_or_a_fortnight_late_goes_to_the_chair() -> None:
    late, moved, fine = (
        action(date(2026, 7, 10)),
        action(date(2026, 9, 1), moved=2),
        action(date(2026, 7, 20)),
    )
    rows = action_rows([late, moved, fine], {}, {}, {}, TODAY)
    assert {r.id for r in escalated(rows)} == {late.id, moved.id}


def test_an_owner_without_initials_gets_some() -> None:
    person = Person(id=PersonId(UUID(int=1)), display_name="Marta Kowalska")
    owned = Action(id=ActionId(uuid4()), text=Rich("Do it"), owner=person.id)
    (row,) = action_rows([owned], {person.id: person}, {}, {}, TODAY)
    assert (row.owner_name, row.owner_initials) == ("Marta Kowalska", "MK")


def test_time_left_and_over() -> None:
    there = room().start().go("3").wait(25)
    row = next(r for r in agenda_rows(there.facts, there.clock) if r.running)
    assert (row.left, row.share) == (-300, 1.0)


def test_the_resolution_stands_beside_the_lines() -> None:
    there = room().start().go("3")
    live = live_meeting(there.facts, there.clock)
    assert live.resolution.startswith("The board approves option 2")
    assert live.quorum.quorate
    assert live.decided == ()
    there.type("d approve")
    assert [d.text for d in live_meeting(there.facts, there.clock).decided] == ["Approve"]
