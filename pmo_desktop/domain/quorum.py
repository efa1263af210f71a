"""Quorum: who counts, how many are needed, and the minute in which it was lost."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pmo_desktop.domain.governance import Capacity, QuorumKind, QuorumRule
from pmo_desktop.domain.meetings import InterestEffect, Presence, QuorumNote
from pmo_desktop.i18n import N_, tr


def needed(rule: QuorumRule, members: int) -> int:
    """How many of so many voting members must be there: 3 of 5, 5 of 8, 5 of 9 by majority.

    A share in hundredths of a per cent is rounded up; two thirds written as 6667 still are 6 of 9.
    """
    match rule.kind:
        case QuorumKind.NUMBER:
            return max(1, rule.least)
        case QuorumKind.FRACTION:
            return max(1, -(-(members * (rule.hundredths - 1)) // 10_000))
        case _:
            return members // 2 + 1


MAJORITY = QuorumRule()


@dc.dataclass(frozen=True, slots=True)
class Seat:
    """One voting member's place: who the member is, and how the place is filled now."""

    person: UUID
    here: bool = True
    chairs: bool = False
    remote: bool = False
    deputy: bool = False
    proxy: bool = False
    side: str = ""


def seat(person: UUID, capacity: Capacity, presence: Presence, represents: str = "") -> Seat:
    """The seat of a voting member by the attendance list."""
    return Seat(
        person,
        here=presence.here,
        chairs=capacity in (Capacity.CHAIR, Capacity.DEPUTY_CHAIR),
        remote=presence is Presence.REMOTE,
        deputy=presence is Presence.DEPUTY,
        side=represents,
    )


def recuses(effect: InterestEffect) -> bool:
    """Whether an interest takes the person out of quorum and vote of that item."""
    return effect in (InterestEffect.NO_VOTE, InterestEffect.LEAVES)


@dc.dataclass(frozen=True, slots=True)
class Quorum:
    """The quorum at one moment for one item; `chair_missing` and `sides_missing` say what else lacks."""

    present: int
    members: int
    needed: int
    chair_missing: bool = False
    sides_missing: tuple[str, ...] = ()

    @property
    def quorate(self) -> bool:
        """Whether business is valid."""
        return self.present >= self.needed and not self.chair_missing and not self.sides_missing

    def said(self) -> str:
        """The state in words: Quorate 6 of 9 (needs 5)."""
        text = N_("Quorate {present} of {members} (needs {needed})")
        if not self.quorate:
            text = N_("Not quorate {present} of {members} (needs {needed})")
        return tr(text, present=self.present, members=self.members, needed=self.needed)

    def short(self) -> str:
        """The state without the number needed: Quorate 6 of 9."""
        text = (
            N_("Quorate {present} of {members}") if self.quorate else N_("Not quorate {present} of {members}")
        )
        return tr(text, present=self.present, members=self.members)

    def lacking(self) -> tuple[str, ...]:
        """What is missing, one sentence each; empty when quorate."""
        found = []
        if self.present < self.needed:
            found.append(tr("Voting members missing: {n}.", n=self.needed - self.present))
        if self.chair_missing:
            found.append(tr("The chair or deputy chair must be there."))
        found.extend(tr("Nobody speaks for {side}.", side=side) for side in self.sides_missing)
        return tuple(found)


def _counts(seat: Seat, rule: QuorumRule, recused: frozenset[UUID]) -> bool:
    if not seat.here or seat.person in recused:
        return False
    if seat.proxy:
        return rule.proxies_count
    if seat.deputy and not rule.deputies_count:
        return False
    return rule.remote_counts or not seat.remote


def quorum(rule: QuorumRule, seats: Iterable[Seat], recused: frozenset[UUID] = frozenset()) -> Quorum:
    """The quorum of these voting members; recused people do not count but stay in the membership."""
    members = tuple(seats)
    counted = [seat for seat in members if _counts(seat, rule, recused)]
    by_side = [seat.side for seat in counted]
    return Quorum(
        present=len(counted),
        members=len(members),
        needed=needed(rule, len(members)),
        chair_missing=rule.chair_needed and not any(seat.chairs for seat in counted),
        sides_missing=tuple(side for side, least in rule.sides if by_side.count(side) < least),
    )


@dc.dataclass(frozen=True, slots=True)
class Move:
    """Somebody came or went."""

    at: datetime
    person: UUID
    here: bool


@dc.dataclass(frozen=True, slots=True)
class QuorumAt:
    """The quorum from an instant on."""

    at: datetime
    quorum: Quorum

    def note(self) -> QuorumNote:
        """The form in which the meeting keeps it."""
        return QuorumNote(self.at, self.quorum.present, self.quorum.quorate)


def quorum_log(
    rule: QuorumRule,
    opened: datetime,
    seats: Iterable[Seat],
    moves: Iterable[Move],
    recused: frozenset[UUID] = frozenset(),
) -> tuple[QuorumAt, ...]:
    """The quorum at the opening and after each coming and going, in order of time."""
    places = {seat.person: seat for seat in seats}
    log = [QuorumAt(opened, quorum(rule, places.values(), recused))]
    for move in sorted(moves, key=lambda m: m.at):
        if move.person in places:
            places[move.person] = dc.replace(places[move.person], here=move.here)
            log.append(QuorumAt(move.at, quorum(rule, places.values(), recused)))
    return tuple(log)


def quorate_share(log: Iterable[QuorumAt], closed: datetime) -> float | None:
    """The share (0 to 1) of the session that was quorate; None for a session without length."""
    steps = [step for step in log if step.at <= closed]
    ends = [step.at for step in steps[1:]] + [closed]
    spans = [(end - step.at).total_seconds() for step, end in zip(steps, ends, strict=False)]
    total = sum(spans)
    if total <= 0:
        return None
    return sum(span for span, step in zip(spans, steps, strict=True) if step.quorum.quorate) / total
