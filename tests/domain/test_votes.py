"""Results of votes by each rule, and votes as the scribe types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.governance import DecisionRule
from pmo_desktop.domain.votes import (
    Tally,
    VoteResult,
    VoteValue,
    VotingRule,
    by_correspondence,
    consensus,
    count,
    result,
    tally_problem,
    votes_needed,
)
from pmo_desktop.domain.votewords import read_votes

FOUR_THREE_TWO = Tally(4, 3, 2)


@pytest.mark.parametrize(
    ("rule", "outcome", "least"),
    [
        (DecisionRule.SIMPLE, VoteResult.CARRIED, 4),
        (DecisionRule.CONSENSUS, VoteResult.CARRIED, 4),
        (DecisionRule.ABSOLUTE, VoteResult.LOST, 5),
        (DecisionRule.TWO_THIRDS, VoteResult.LOST, 5),
        (DecisionRule.UNANIMOUS, VoteResult.LOST, 7),
    ],
)
def test_four_for_three_against_two_abstain_of_nine(
    rule: DecisionRule, outcome: VoteResult, least: int
) -> None:
    found = result(VotingRule(rule), FOUR_THREE_TWO, members=9)
    assert (found.outcome, found.needed) == (outcome, least)


def test_counted_abstentions_raise_the_bar() -> None:
    rule = VotingRule(DecisionRule.SIMPLE, abstentions_counted=True)
    assert result(rule, FOUR_THREE_TWO, members=9).outcome is VoteResult.LOST


def test_a_tie_is_lost_unless_the_chair_casts() -> None:
    tie = Tally(3, 3, 1)
    assert result(VotingRule(DecisionRule.SIMPLE), tie, members=9).outcome is VoteResult.LOST
    casting = VotingRule(DecisionRule.SIMPLE, casting_vote=True)
    assert result(casting, tie, members=9).outcome is VoteResult.TIED
    carried = result(casting, tie, members=9, chair=VoteValue.FOR)
    assert carried.outcome is VoteResult.CARRIED
    assert carried.by_casting_vote
    assert carried.said() == "3 for, 3 against, 1 abstaining. Carried on the chair's casting vote"
    assert result(casting, tie, members=9, chair=VoteValue.AGAINST).outcome is VoteResult.LOST


def test_a_casting_vote_does_not_make_two_thirds() -> None:
    rule = VotingRule(DecisionRule.TWO_THIRDS, casting_vote=True)
    assert result(rule, Tally(4, 4), members=9, chair=VoteValue.FOR).outcome is VoteResult.LOST


def test_a_casting_vote_breaks_an_even_split_of_members() -> None:
    rule = VotingRule(DecisionRule.ABSOLUTE, casting_vote=True)
    assert result(rule, Tally(4, 4), members=8, chair=VoteValue.FOR).outcome is VoteResult.CARRIED


def test_inquorate_means_subject_to_ratification() -> None:
    found = result(VotingRule(DecisionRule.SIMPLE), Tally(3, 0), members=9, quorate=False)
    assert found.outcome is VoteResult.UNANIMOUS
    assert found.to_ratify
    assert found.note() == "Simple majority of votes cast, subject to ratification"
    lost = result(VotingRule(DecisionRule.SIMPLE), Tally(0, 3), members=9, quorate=False)
    assert not lost.to_ratify


def test_consensus_needs_no_count() -> None:
    assert consensus(0).outcome is VoteResult.CONSENSUS
    assert consensus(0).said() == "Agreed by consensus"
    assert consensus(1).outcome is VoteResult.DEFERRED
    assert consensus(0, quorate=False).to_ratify


def test_the_chair_decides_after_advice() -> None:
    rule = VotingRule(DecisionRule.CHAIR)
    assert votes_needed(rule, Tally(), 9) is None
    assert result(rule, Tally(1, 6), members=9, chair=VoteValue.FOR).outcome is VoteResult.CARRIED
    assert result(rule, Tally(), members=9, chair=VoteValue.AGAINST).outcome is VoteResult.LOST
    assert result(rule, Tally(), members=9).outcome is VoteResult.DEFERRED


def test_by_correspondence_silence_is_not_consent() -> None:
    rule = VotingRule(DecisionRule.SIMPLE)
    assert by_correspondence(rule, Tally(4), members=9, needed_replies=5).outcome is VoteResult.LOST
    assert by_correspondence(rule, Tally(5), members=9, needed_replies=5).outcome.passed
    asked = by_correspondence(rule, Tally(8), members=9, needed_replies=5, unanimity=True)
    assert asked.outcome is VoteResult.LOST


def test_counting_single_votes() -> None:
    assert count([VoteValue.FOR, VoteValue.RECUSED, VoteValue.ABSTAIN, VoteValue.FOR]) == Tally(2, 0, 1)
    assert tally_problem(Tally(6, 0, 1), 7) is None
    assert tally_problem(Tally(6, 1, 1), 7) == "8 votes were counted, but only 7 people may vote."


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.sampled_from(DecisionRule))
def test_more_votes_for_never_hurt(yes: int, no: int, abstaining: int, rule: DecisionRule) -> None:
    fewer = result(VotingRule(rule), Tally(yes, no, abstaining), members=90)
    more = result(VotingRule(rule), Tally(yes + 1, no, abstaining), members=90)
    assert more.outcome.passed or not fewer.outcome.passed


@pytest.mark.parametrize(
    "text",
    [
        "6-0-1",
        "6/0/1",
        "6:0:1",
        "6+ 0- 1",
        "+6 -0 1",
        "6 for 0 against 1 abstains",
        "6 in favour, 0 against, 1 abstention",
        "6 dafür, 0 dagegen, 1 Enthaltung",
        "6 Ja, 0 Nein, 1 Enthaltung",
        "6 pour, 0 contre, 1 abstention",
        "6 a favor, 0 en contra, 1 abstención",
        "Option 2 6-0-1",
    ],
)
def test_counts_as_typed(text: str) -> None:
    assert read_votes(text).tally == Tally(6, 0, 1)


def test_votes_by_initials() -> None:
    found = read_votes("option 2: +mk sl+ -hb 0jt")
    assert found.tally == Tally(2, 1, 1)
    assert dict(found.by_person)["hb"] is VoteValue.AGAINST
    assert found.subject == "option 2"


def test_unanimous_and_consensus_words() -> None:
    assert read_votes("einstimmig").unanimous
    assert read_votes("by consensus").consensus
    assert read_votes("by consensus").subject == ""
    assert read_votes("budget, unanimous").subject == "budget"


@pytest.mark.parametrize(
    "text", ["option 2 for 6 months", "PRJ-2026-012", "paper 06", "", "7.8.2026", "bring a friend"]
)
def test_numbers_that_are_no_votes(text: str) -> None:
    found = read_votes(text)
    assert not found.complete
    assert found.subject == text


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    found = read_votes(text)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    if found.tally is not None:
        assert read_votes(found.typed()).tally == found.tally
