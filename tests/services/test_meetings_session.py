"""Opening, the roll, coming and going, item after item, closing."""

from __future__ import annotations

from pmo_desktop.domain.edits import steps
from pmo_desktop.domain.governance import QuorumKind, QuorumRule
from pmo_desktop.domain.meetings import AgendaState, MeetingState, Outcome, Presence
from pmo_desktop.domain.minutes import DecisionState, MinutesState
from pmo_desktop.readmodels.meetings_gaps import gaps
from pmo_desktop.readmodels.meetings_live import live_meeting, taken
from pmo_desktop.readmodels.meetings_quorum import quorum_of
from pmo_desktop.services.meetings import session
from tests.meetings import START, room


def test_starting_opens_the_first_item_and_the_minutes() -> None:
    there = room().start()
    assert there.facts.meeting.state is MeetingState.IN_SESSION
    assert there.facts.meeting.opened_at == START
    assert there.facts.minutes is not None
    assert there.facts.current == there.item("1")
    assert there.item("1").started_at == START


def test_the_roll_is_called_by_initials() -> None:
    there = room()
    there.do(session.start(there.facts, there.moment))
    called = session.roll_call(there.facts, "p is hb, r sl, a gw, x zz", there.moment)
    assert called.unknown == ("zz",)
    there.do(called.edit)
    assert there.seat("is").presence is Presence.PRESENT
    assert there.seat("sl").presence is Presence.REMOTE
    assert there.seat("gw").presence is Presence.APOLOGIES
    assert not quorum_of(there.facts).quorate
    there.do(session.roll_call(there.facts, "p all", there.moment).edit)
    assert quorum_of(there.facts).said() == "Quorate 8 of 9 (needs 5)"


def test_the_quorum_is_noted_when_it_changes() -> None:
    there = room().start("p is hb sl jt ra")
    log = there.facts.meeting.quorum_log
    assert [(n.present, n.quorate) for n in log] == [(0, False), (5, True)]
    there.wait(10).do(session.came_or_went(there.facts, there.seat("hb"), there.moment))
    assert there.facts.meeting.quorum_log[-1].quorate is False
    there.wait(5).do(session.came_or_went(there.facts, there.seat("hb"), there.moment))
    assert [n.quorate for n in there.facts.meeting.quorum_log] == [False, True, False, True]
    assert [m.inside for m in there.seat("hb").movements] == [True, False, True]


def test_who_left_for_one_item_is_back_for_the_next() -> None:
    there = room().start().go("3")
    there.type("i jt shareholder in bidder, leaves")
    assert there.seat("jt").presence is Presence.LEFT
    assert quorum_of(there.facts, there.item("3")).present == 7
    there.wait(5).go("4")
    assert there.seat("jt").presence is Presence.PRESENT
    assert quorum_of(there.facts, there.item("4")).present == 8


def test_items_are_timed_and_the_time_of_others_does_not_count() -> None:
    there = room().start().wait(6).go("2").wait(4).go("3").wait(3)
    assert taken(there.facts, there.item("1"), there.clock) == 360
    assert there.item("1").outcome is Outcome.NOTED
    there.go("2").wait(5)
    assert taken(there.facts, there.item("2"), there.clock) == 4 * 60 + 5 * 60
    shown = live_meeting(there.facts, there.clock)
    assert shown.elapsed == "18\u00a0min"
    assert shown.current is not None
    assert shown.current.left == 5 * 60 - 9 * 60


def test_the_end_is_worked_out_from_what_is_left() -> None:
    there = room().start().wait(2)
    shown = live_meeting(there.facts, there.clock)
    assert shown.ends == "10:42"
    assert shown.behind == 0
    there.wait(10)
    assert live_meeting(there.facts, there.clock).ends == "10:49"
    assert live_meeting(there.facts, there.clock).behind == 7


def test_next_and_previous_item() -> None:
    there = room().start()
    assert session.next_item(there.facts, 1) == there.item("2")
    assert session.next_item(there.facts, -1) is None


def test_what_lacks_at_the_end_is_listed_and_does_not_stop_it() -> None:
    there = room().start().go("3")
    there.type("a confirm rates")
    assert [g.says for g in gaps(there.facts)] == [
        "Item 3 asks for a decision and has no outcome.",
        "Action 3.1 has no owner.",
        "Action 3.1 has no date.",
    ]
    there.do(session.end_meeting(there.facts, there.moment))
    assert there.facts.meeting.state is MeetingState.ENDED
    assert there.facts.minutes is not None
    assert there.facts.minutes.state is MinutesState.DRAFTING
    assert there.item("3").state is AgendaState.CONCLUDED


def test_an_inquorate_decision_waits_for_ratification() -> None:
    there = room(quorum=QuorumRule(QuorumKind.NUMBER, least=5)).start("p is hb").go("3")
    entry = there.type("d approve option 2")
    decision = there.facts.decisions.get(entry.decision)
    assert decision is not None
    assert decision.state is DecisionState.TO_RATIFY


def test_each_edit_of_a_session_can_be_taken_back() -> None:
    there = room().start()
    before = there.facts
    edit = session.go_to_item(before, there.item("2"), there.moment)
    there.do(edit).do(edit.inverse())
    assert there.facts.items == before.items
    assert len(list(steps(edit))) == 2


def test_who_was_never_called_is_said_before_the_meeting_ends() -> None:
    made = room()
    made.start("p is hb")
    said = [gap.says for gap in gaps(made.facts)]
    assert said[0].startswith("Never called: ")
    assert made.facts.name(made.seat("is").person) not in said[0]
    waiting = [a for a in made.facts.present_list if a.presence is Presence.EXPECTED]
    made.do(session.presences(made.facts, dict.fromkeys(waiting, Presence.ABSENT), made.moment))
    assert not any(gap.says.startswith("Never called") for gap in gaps(made.facts))
