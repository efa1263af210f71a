"""One typed line becomes an entry and its record; editing it carries on to the record."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_desktop.domain.markers import EntryKind, parse_line
from pmo_desktop.domain.meetings import InterestEffect, Part, Presence
from pmo_desktop.domain.minutes import DecisionState, MinutesState
from pmo_desktop.domain.raid import RiskState
from pmo_desktop.domain.votes import VoteResult
from pmo_desktop.readmodels.meetings_facts import live
from pmo_desktop.readmodels.meetings_live import live_meeting
from pmo_desktop.services.meetings import entries as meetings_entries
from pmo_desktop.services.meetings import minutes as meetings_minutes
from pmo_desktop.services.meetings import session as meetings_session
from pmo_desktop.services.meetings.minuting import model_of
from tests.meetings import Room, room


@pytest.fixture
def there() -> Room:
    return room().start().go("3")


def test_a_plain_line_is_a_note(there: Room) -> None:
    entry = there.type("supplier confirmed second shift")
    assert (entry.entry_kind, entry.text, entry.sequence) == (
        EntryKind.NOTE,
        "Supplier confirmed second shift",
        1,
    )
    assert entry.raw == "supplier confirmed second shift"
    assert meetings_entries.number_of(there.facts, entry) == "3.1"


def test_a_decision_becomes_a_record_of_the_body(there: Room) -> None:
    entry = there.type("d approve option 2, 1.2m, from 1 Oct")
    made = there.facts.decisions.get(entry.decision)
    assert made is not None
    assert made.state is DecisionState.MADE
    assert made.authority == "Portfolio board"
    assert made.works == (there.item("3").work,)
    assert made.made_on == date(2026, 7, 30)


def test_because_gives_the_last_decision_its_reason(there: Room) -> None:
    decided = there.type("d approve option 2")
    assert (
        live_meeting(there.facts, there.clock).hint[0]
        == "Before item 3 closes: decision 3.1 has no reason yet"
    )
    reason = there.type("d because the crew is the binding limit")
    made = there.facts.decisions.get(decided.decision)
    assert made is not None
    assert made.reasons == "the crew is the binding limit"
    assert live_meeting(there.facts, there.clock).hint == ("", "")
    there.revise(reason, "d because it is the cheapest")
    again = there.facts.decisions.get(decided.decision)
    assert again is not None
    assert again.reasons == "it is the cheapest"


def test_an_action_has_owner_and_day(there: Room) -> None:
    entry = there.type("a confirm rates with finance @mk >fri week")
    made = there.facts.actions.get(entry.action)
    assert made is not None
    assert made.text == "Confirm rates with finance"
    assert there.facts.name(made.owner) == "Marta Kowalska"
    assert made.due == date(2026, 8, 7)
    chips = live_meeting(there.facts, there.clock).lines[-1].chips
    assert [c.text for c in chips][:2] == ["Marta Kowalska", "Fri 7 Aug 2026"]


def test_an_action_without_owner_or_day_is_flagged(there: Room) -> None:
    there.type("a confirm rates @zz")
    row = live_meeting(there.facts, there.clock).lines[-1]
    assert row.text == "Confirm rates @zz"
    assert [c.text for c in row.chips] == ["no owner yet", "no date yet"]
    entry = there.type("a confirm rates @mk >tbc")
    made = there.facts.actions.get(entry.action)
    assert made is not None
    assert made.tags == ("to be confirmed",)


def test_an_action_follows_from_the_decision_before_it(there: Room) -> None:
    decided = there.type("d approve option 2")
    entry = there.type("a tell the supplier @mk >fri")
    made = there.facts.actions.get(entry.action)
    assert made is not None
    assert made.decision == decided.decision


def test_a_vote_is_counted_by_the_rule_and_belongs_to_the_decision(there: Room) -> None:
    entry = there.type("v option 2 6-0-1")
    vote = there.facts.votes.get(entry.vote)
    assert vote is not None
    assert (vote.in_favour, vote.against, vote.abstain, vote.result) == (6, 0, 1, VoteResult.CARRIED)
    assert entry.text == "Option 2: 6 for, 0 against, 1 abstaining. Carried"
    decided = there.type("d approve option 2")
    again = there.facts.votes.get(entry.vote)
    assert again is not None
    assert again.decision == decided.decision


def test_a_vote_without_counts_is_still_a_line(there: Room) -> None:
    entry = there.type("v option 2")
    assert entry.vote is None
    assert entry.text == "Option 2"


def test_a_tie_is_open_until_the_chair_votes(there: Room) -> None:
    entry = there.type("v 4-4")
    vote = there.facts.votes.get(entry.vote)
    assert vote is not None
    assert vote.result is VoteResult.TIED
    assert "casting vote" in entry.text


def test_a_risk_is_a_draft_on_the_work_of_the_item(there: Room) -> None:
    entry = there.type("! permit may slip past frost")
    risk = there.facts.risks.get(entry.risk)
    assert risk is not None
    assert risk.state is RiskState.DRAFT
    assert risk.work == there.item("3").work


def test_a_risk_without_work_is_a_line_that_says_what_lacks(there: Room) -> None:
    there.go("4")
    entry = there.type("! something may happen")
    assert entry.risk is None
    assert "no work" in live_meeting(there.facts, there.clock).lines[-1].chips[0].text
    there.revise(entry, "! something may happen /prj-2026-012")
    risk = there.facts.risks.get(there.facts.entries[-1].risk)
    assert risk is not None
    assert risk.event == "Something may happen"


def test_an_issue_has_owner_and_due(there: Room) -> None:
    entry = there.type("# crane is broken @to >31 jul")
    issue = there.facts.issues.get(entry.issue)
    assert issue is not None
    assert there.facts.name(issue.owner) == "Tomas Okafor"
    assert issue.due == date(2026, 7, 31)


def test_an_interest_takes_the_person_out_of_quorum(there: Room) -> None:
    entry = there.type("i jt shareholder in bidder, no vote")
    (declared,) = there.facts.declarations.all()
    assert declared.effect is InterestEffect.NO_VOTE
    assert entry.text == "Joana Teixeira declared an interest (shareholder in bidder) and does not vote."
    shown = live_meeting(there.facts, there.clock)
    assert shown.quorum.present == 7
    assert [p.name for p in shown.people if p.recused] == ["Joana Teixeira"]


def test_part_b_is_kept_apart(there: Room) -> None:
    entry = there.type("* d dismiss the supplier")
    assert entry.part is Part.B
    assert entry.decision is not None


def test_the_lines_of_a_draft_are_numbered_without_a_gap(there: Room) -> None:
    """Neither a line taken back nor one that is printed elsewhere leaves one."""
    first, second, reason, last = (
        there.type(text) for text in ("one", "d approve option 2", "d because it is cheap", "three")
    )
    there.do(meetings_entries.removed(there.facts, first))
    assert [r.number for r in live_meeting(there.facts, there.clock).lines] == ["3.1", "3.a", "3.2"]
    model = model_of(there.facts)
    assert [line.number for i in model.items if i.number == "3" for line in i.lines] == ["3.1", "3.2"]
    assert there.type("four").sequence > last.sequence
    assert {second.id, reason.id} < there.facts.numbers.keys()


def test_a_draft_that_went_out_keeps_its_numbers(there: Room) -> None:
    one, two, three = (there.type(text) for text in ("one", "two", "three"))
    there.do(meetings_entries.removed(there.facts, one))
    there.do(meetings_session.end_meeting(there.facts, there.moment))
    for goal in (MinutesState.CHAIR_REVIEW, MinutesState.CIRCULATED):
        there.do(meetings_minutes.advance(there.facts, goal))
    assert (there.facts.numbers[two.id], there.facts.numbers[three.id]) == ("3.1", "3.2")
    assert [e.sequence for e in there.facts.of_item(two.item)] == [1, 2]
    there.do(meetings_entries.removed(there.facts, two))
    assert there.facts.numbers[three.id] == "3.2"


def test_a_correction_and_a_question_are_lines(there: Room) -> None:
    assert there.type("= 4.2 read 15 not 50").entry_kind is EntryKind.CORRECTION
    assert there.type("? does the contingency cover winter").entry_kind is EntryKind.QUESTION


def test_before_the_session_lines_are_prepared_and_make_nothing() -> None:
    there = room()
    entry = there.type("d approve option 2", "3")
    assert entry.prepared
    assert entry.decision is None
    assert entry.entry_kind is EntryKind.NOTE


def test_editing_a_line_carries_on_to_its_record(there: Room) -> None:
    entry = there.type("a confirm rates @mk >fri week")
    there.revise(entry, "a confirm night rates @to >31 aug")
    made = there.facts.actions.get(entry.action)
    assert made is not None
    assert (made.text, made.due) == ("Confirm night rates", date(2026, 8, 31))
    assert there.facts.name(made.owner) == "Tomas Okafor"


def test_another_kind_puts_the_old_record_away(there: Room) -> None:
    entry = there.type("a approve option 2")
    changed = there.revise(entry, "d approve option 2")
    action = there.facts.actions.get(entry.action)
    assert action is not None
    assert not live(action)
    assert changed.action is None
    assert there.facts.decisions.get(changed.decision) is not None
    note = there.revise(changed, "approve option 2")
    assert note.decision is None
    assert note.entry_kind is EntryKind.NOTE


def test_a_line_is_removed_with_its_record(there: Room) -> None:
    entry = there.type("! permit may slip")
    there.do(meetings_entries.removed(there.facts, entry))
    assert entry not in there.facts.entries
    risk = there.facts.risks.get(entry.risk)
    assert risk is not None
    assert not live(risk)


def test_a_line_and_its_record_are_taken_back_together(there: Room) -> None:
    text = "d because of the frost"
    there.type("d approve option 2")
    made = meetings_entries.entered(there.facts, there.item("3"), parse_line(text), text, there.moment)
    there.do(made.edit).do(made.edit.inverse())
    assert len(there.facts.entries) == 1
    (decision,) = there.facts.decisions.all()
    assert decision.reasons == ""
    assert made.label == "Reason 3.a"


def test_lines_are_marked_to_be_checked(there: Room) -> None:
    entry = there.type("not sure about this")
    there.do(meetings_entries.marked(entry))
    assert live_meeting(there.facts, there.clock).lines[-1].check_later


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e-mail the supplier", "E-mail the supplier"),
        ("iPad rollout is late", "iPad rollout is late"),
        ("x86 servers stay", "x86 servers stay"),
        ("über den Vertrag gesprochen", "Über den Vertrag gesprochen"),
        ("15 of 50", "15 of 50"),
    ],
)
def test_a_wording_begins_with_a_capital(there: Room, typed: str, kept: str) -> None:
    entry = there.type(typed)
    assert (entry.text, entry.raw) == (kept, typed)


def test_a_reason_goes_on_the_sentence_of_its_decision(there: Room) -> None:
    there.type("d approve")
    assert there.type("d because the crew is the limit").text == "the crew is the limit"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "i jt shares in a bidder, leaves",
            "Joana Teixeira declared an interest (shares in a bidder) and left the room.",
        ),
        ("i jt shares in a bidder", "Joana Teixeira declared an interest: shares in a bidder."),
    ],
)  # fmt: skip
def test_an_interest_is_a_sentence(there: Room, typed: str, said: str) -> None:
    assert there.type(typed).text == said
    assert there.facts.declarations.all()[-1].nature == "shares in a bidder"


def test_leaving_is_one_step_with_its_line(there: Room) -> None:
    seat = next(a for a in there.facts.present_list if a.presence.here and a.capacity.votes)
    before = len(there.facts.entries)
    made = meetings_entries.moved(there.facts, there.facts.current, seat, there.moment)
    there.do(made.edit)
    assert len(there.facts.entries) == before + 1
    assert there.facts.entries[-1].text.endswith("left the meeting")
    gone = there.facts.attendance.get(seat.id)
    assert gone is not None
    assert gone.presence is Presence.LEFT
    assert made.says.startswith("Line 3.")
