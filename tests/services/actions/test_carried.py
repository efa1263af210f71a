"""What an open action does to the next agenda: its item comes back, and the chair's list stands first."""

from __future__ import annotations

import dataclasses as dc
from datetime import timedelta

from pmo_desktop.domain.ids import ActionId
from pmo_desktop.domain.meetings import Outcome, Purpose
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.values import Zoned
from pmo_desktop.services.meetings import series as meetings
from pmo_desktop.services.meetings import session
from tests.meetings import START, Room, board, counted, room, with_board


def concluded() -> Room:
    """A meeting whose third item was decided and left an action."""
    there = room().start()
    there.go("3")
    there.type("a confirm rates with finance @mk >fri week")
    there.do(session.set_outcome(there.item("3"), Outcome.DECIDED, there.moment))
    there.do(session.end_meeting(there.facts, there.moment))
    return there


def test_an_item_with_an_open_action_comes_back_to_be_followed_up() -> None:
    there = concluded()
    title = there.item("3").title
    [carried] = [c for c in meetings.carry_over(there.facts) if c.title == title]
    assert (carried.why, carried.keep) == ("open action", True)
    made = board(counted())
    edit = meetings.meeting_creation(
        made.body, Zoned(START + timedelta(days=28), "Europe/London"), made.memberships, there.moment,
        previous=there.facts.meeting, carried=[carried],
    )  # fmt: skip
    again = next(i for i in with_board(made, edit).items if i.title == title)
    assert (again.purpose, again.proposed_resolution, again.allotted) == (Purpose.DISCUSS, "", 5)
    assert again.deferrals == there.item("3").deferrals
    assert again.carried_from == there.item("3").id


def test_an_item_whose_action_is_done_stays_concluded() -> None:
    there = concluded()
    shelf = there.facts.actions
    for action in shelf.all():
        shelf = shelf.put(dc.replace(action, state=ActionState.DONE))
    facts = dc.replace(there.facts, actions=shelf)
    assert there.item("3").title not in [c.title for c in meetings.carry_over(facts)]


def test_the_chairs_list_stands_first_among_matters_arising() -> None:
    there = concluded()
    [usual] = [a for a in there.facts.actions.all() if a.text]
    due = START.date() - timedelta(30)
    late = dc.replace(usual, id=ActionId(there.moment.new_id()), ref="A-PB-2026-07-99", due=due)
    made = board(counted())
    edit = meetings.meeting_creation(
        made.body, Zoned(START + timedelta(days=28), "Europe/London"), made.memberships, there.moment,
        previous=there.facts.meeting, actions=[usual, late],
    )  # fmt: skip
    arising = next(i for i in with_board(made, edit).items if "arising" in i.title.said("en"))
    first, second = str(arising.background).split("\n")
    assert first.startswith("A-PB-2026-07-99")
    assert first.endswith("On the chair's list.")
    assert "chair" not in second
