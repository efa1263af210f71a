"""Quorum with recusals, sides, deputies, and the minute in which it is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from pmo_desktop.domain.governance import Capacity, QuorumKind, QuorumRule
from pmo_desktop.domain.meetings import InterestEffect, Presence
from pmo_desktop.domain.quorum import (
    MAJORITY,
    Move,
    Seat,
    needed,
    quorate_share,
    quorum,
    quorum_log,
    recuses,
    seat,
)

NINE = tuple(UUID(int=n) for n in range(9))
OPENED = datetime(2026, 7, 30, 8, tzinfo=UTC)


def seats(present: int) -> list[Seat]:
    """Nine voting members, the first so many of them there, the first in the chair."""
    return [Seat(p, here=n < present, chairs=n == 0) for n, p in enumerate(NINE)]


@pytest.mark.parametrize(("members", "wanted"), [(5, 3), (8, 5), (9, 5)])
def test_majority(members: int, wanted: int) -> None:
    assert needed(QuorumRule(), members) == wanted


@pytest.mark.parametrize(("share", "wanted"), [(6667, 6), (6666, 6), (5000, 5), (3333, 3), (10_000, 9)])
def test_a_share_of_nine(share: int, wanted: int) -> None:
    assert needed(QuorumRule(QuorumKind.FRACTION, hundredths=share), 9) == wanted


def test_a_share_of_eight_and_a_number() -> None:
    assert needed(QuorumRule(QuorumKind.FRACTION, hundredths=5000), 8) == 4
    assert needed(QuorumRule(QuorumKind.NUMBER, least=3), 9) == 3


def test_one_recused_of_six_still_quorate_and_one_more_leaving_is_not() -> None:
    recused = frozenset({NINE[1]})
    six = quorum(MAJORITY, seats(6), recused)
    assert (six.present, six.needed, six.quorate) == (5, 5, True)
    leaves = OPENED + timedelta(minutes=40)
    log = quorum_log(MAJORITY, OPENED, seats(6), [Move(leaves, NINE[5], here=False)], recused)
    assert [(step.at, step.quorum.quorate) for step in log] == [(OPENED, True), (leaves, False)]
    assert quorate_share(log, OPENED + timedelta(minutes=50)) == pytest.approx(0.8)
    assert log[1].note().present == 4


def test_words() -> None:
    assert quorum(MAJORITY, seats(6)).said() == "Quorate 6 of 9 (needs 5)"
    assert quorum(MAJORITY, seats(6)).short() == "Quorate 6 of 9"
    lost = quorum(MAJORITY, seats(4))
    assert lost.short() == "Not quorate 4 of 9"
    assert lost.said() == "Not quorate 4 of 9 (needs 5)"
    assert lost.lacking() == ("Voting members missing: 1.",)


def test_chair_and_sides_must_be_there() -> None:
    terms = QuorumRule(chair_needed=True, sides=(("finance", 1),))
    without_chair = [Seat(p, chairs=n == 0, here=n > 0) for n, p in enumerate(NINE)]
    found = quorum(terms, without_chair)
    assert not found.quorate
    assert found.lacking() == ("The chair or deputy chair must be there.", "Nobody speaks for finance.")


def test_deputies_remote_and_proxies_by_the_terms() -> None:
    members = [Seat(NINE[0], deputy=True), Seat(NINE[1], remote=True), Seat(NINE[2], proxy=True)]
    assert quorum(MAJORITY, members).present == 2
    strict = QuorumRule(deputies_count=False, remote_counts=False, proxies_count=True)
    assert quorum(strict, members).present == 1


def test_a_seat_from_the_attendance_list() -> None:
    assert seat(NINE[0], Capacity.DEPUTY_CHAIR, Presence.REMOTE, "users") == Seat(
        NINE[0], chairs=True, remote=True, side="users"
    )
    assert not seat(NINE[0], Capacity.VOTING, Presence.LEFT).here


def test_which_interests_recuse() -> None:
    assert [effect for effect in InterestEffect if recuses(effect)] == [
        InterestEffect.NO_VOTE,
        InterestEffect.LEAVES,
    ]


def test_people_who_are_no_members_do_not_change_the_log() -> None:
    log = quorum_log(MAJORITY, OPENED, seats(6), [Move(OPENED, UUID(int=99), here=False)])
    assert len(log) == 1
    assert quorate_share(log, OPENED) is None
