"""The next meetings of a series, making one, and what it carries over."""

from __future__ import annotations

import dataclasses as dc
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.governance import Capacity
from pmo_desktop.domain.ids import ActionId, MeetingId
from pmo_desktop.domain.meetings import AgendaState, Meeting, MeetingState, Outcome, Purpose
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import LText, Rich, Zoned
from pmo_desktop.services.meetings import agenda as meetings_agenda
from pmo_desktop.services.meetings import series as meetings
from pmo_desktop.services.meetings import session as meetings_session
from pmo_desktop.services.meetings.steps import Moment, path, rank_between, ranks
from tests.meetings import START, board, counted, room, with_board

AT = Zoned(START, "Europe/London")


def test_the_last_thursday_keeps_its_hour_when_the_clocks_change() -> None:
    series = board(counted()).series
    found = meetings.next_meetings(series, datetime(2026, 9, 30, tzinfo=UTC), 3)
    assert [z.at for z in found] == [
        datetime(2026, 10, 29, 10, tzinfo=UTC),
        datetime(2026, 11, 26, 10, tzinfo=UTC),
        datetime(2026, 12, 31, 10, tzinfo=UTC),
    ]
    (summer,) = meetings.next_meetings(series, datetime(2026, 6, 30, tzinfo=UTC))
    assert summer.at == datetime(2026, 7, 30, 9, tzinfo=UTC)


def test_a_rule_that_cannot_be_read_is_named() -> None:
    series = dc.replace(board(counted()).series, recurrence="every now and then")
    with pytest.raises(ValueError, match="every now and then"):
        meetings.next_meetings(series, START)


def test_a_series_that_has_ended_has_no_next_meeting() -> None:
    series = dc.replace(board(counted()).series, recurrence="FREQ=MONTHLY;BYDAY=-1TH;COUNT=2")
    assert meetings.next_meetings(series, START) == ()


def test_a_meeting_comes_with_its_people_and_its_usual_agenda() -> None:
    facts = room().facts
    assert facts.meeting.chair == facts.present_list[0].person
    assert [a.capacity for a in facts.present_list].count(Capacity.VOTING) == 8
    assert [i.title.said("en") for i in facts.items] == [
        "Welcome and apologies",
        "Interests declared",
        "Harbour Link: budget for a second shift",
        "Other matters",
        "Next meeting",
    ]
    assert [i.number for i in facts.items] == ["1", "2", "3", "4", "5"]
    assert {i.state for i in facts.items} == {AgendaState.SCHEDULED}


def test_members_whose_term_is_over_are_not_asked() -> None:
    made = board(counted())
    gone = dc.replace(made.memberships[1], until=date(2026, 7, 29))
    seats = (made.memberships[0], gone, *made.memberships[2:])
    edit = meetings.meeting_creation(made.body, AT, seats, Moment(START, counted()))
    assert len(with_board(made, edit).present_list) == len(seats) - 1


def test_the_agenda_is_in_the_language_of_the_body() -> None:
    facts = room(language="de").facts
    assert dict(facts.items[0].title.texts).keys() == {"de"}


def test_the_last_minutes_and_open_actions_come_back() -> None:
    made, new_id = board(counted()), counted()
    last = Meeting(
        id=MeetingId(new_id()), ref="PB-2026-06", title=LText.of("Portfolio board"), body=made.body.id,
        starts=Zoned(START - timedelta(days=35), "Europe/London"),
    )  # fmt: skip
    late = Action(
        id=ActionId(new_id()), ref="A-PB-2026-06-01", text=Rich("Confirm rates."), due=date(2026, 7, 1)
    )
    done = Action(id=ActionId(new_id()), text=Rich("Old"), state=ActionState.DONE)
    edit = meetings.meeting_creation(
        made.body, AT, made.memberships, Moment(START, counted()), previous=last,
        actions=meetings.open_actions([done, late]),
    )  # fmt: skip
    facts = with_board(made, edit)
    titles = [i.title.said("en") for i in facts.items]
    assert titles[2:4] == ["Minutes of PB-2026-06", "Matters arising and actions"]
    assert facts.items[3].background == "A-PB-2026-06-01 Confirm rates. Due 1 Jul 2026. On the chair's list."
    assert facts.meeting.previous == last.id


def test_what_was_deferred_not_reached_or_parked_is_carried_over() -> None:
    there = room().start()
    there.do(meetings_agenda.add(there.facts, "Winter works", there.moment, minutes=15))
    there.do(meetings_agenda.add(there.facts, "Ring road", there.moment, purpose=Purpose.DECIDE))
    there.go("3")
    there.type("~ look at the canteen")
    there.do(meetings_session.set_outcome(there.item("4"), Outcome.DEFERRED, there.moment))
    there.do(meetings_session.end_meeting(there.facts, there.moment))
    found = meetings.carry_over(there.facts)
    assert [(c.title.said("en"), c.why, c.keep) for c in found] == [
        ("Winter works", "deferred", True),
        ("Ring road", "deferred", True),
        ("Look at the canteen", "parked", True),
    ]
    kept = [dc.replace(c, keep=n != 1) for n, c in enumerate(found)]
    made = board(counted())
    edit = meetings.meeting_creation(
        made.body, Zoned(START + timedelta(days=28), "Europe/London"), made.memberships, there.moment,
        previous=there.facts.meeting, carried=kept,
    )  # fmt: skip
    again = {i.title.said("en"): i for i in with_board(made, edit).items}
    assert "Ring road" not in again
    assert again["Winter works"].deferrals == 1
    assert again["Winter works"].carried_from == there.item("4").id
    assert again["Winter works"].allotted == 15
    assert "Look at the canteen" in again


def test_items_move_and_are_numbered_anew() -> None:
    there = room()
    there.do(meetings_agenda.move(there.facts, there.item("3"), 1))
    assert [i.number for i in there.facts.items] == ["1", "2", "3", "4", "5"]
    assert there.item("2").title.said("en").startswith("Harbour Link")
    assert meetings_agenda.move(there.facts, there.item("2"), 1) is None
    there.do(meetings_agenda.move(there.facts, there.item("2"), 99))
    assert there.item("5").title.said("en").startswith("Harbour Link")


def test_items_with_equal_places_can_be_moved() -> None:
    there = room()
    shelf = there.facts.agenda
    for item in shelf.all():
        shelf = shelf.put(dc.replace(item, position="m"))
    there.facts = dc.replace(there.facts, agenda=shelf)
    last = there.facts.items[-1]
    there.do(meetings_agenda.move(there.facts, last, 0))
    assert there.facts.items[0].id == last.id


def test_an_agenda_longer_than_the_meeting_is_said() -> None:
    there = room()
    assert meetings_agenda.load_of(there.facts) == meetings_agenda.Load(42, 120)
    there.do(meetings_agenda.add(there.facts, "Long talk", there.moment, minutes=70))
    assert meetings_agenda.load_of(there.facts).tight
    there.do(meetings_agenda.add(there.facts, "More", there.moment, minutes=20))
    assert meetings_agenda.load_of(there.facts).over == 12


def test_a_withdrawn_item_leaves_no_gap() -> None:
    there = room()
    there.do(meetings_agenda.withdraw(there.facts, there.item("2")))
    assert [i.number for i in there.facts.items] == ["1", "2", "3", "4"]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_there_is_always_room_between_two_places(where: list[int]) -> None:
    order: list[str] = []
    for n in where:
        at = min(n, len(order))
        made = rank_between(order[at - 1] if at else "", order[at] if at < len(order) else "")
        order.insert(at, made)
    assert order == sorted(set(order))


def test_many_places_are_in_order() -> None:
    assert list(ranks(80)) == sorted(set(ranks(80)))


def test_states_are_walked_by_allowed_steps() -> None:
    states = path("meeting", MeetingState.PLANNED, MeetingState.IN_SESSION)
    assert states == (
        MeetingState.CALLED,
        MeetingState.AGENDA_AGREED,
        MeetingState.PACK_ISSUED,
        MeetingState.IN_SESSION,
    )
    assert path("meeting", MeetingState.CLOSED, MeetingState.PLANNED) == ()
