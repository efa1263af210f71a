"""Votes: counting, and the result by the body's rule."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.governance import DecisionRule
from pmo_desktop.i18n import N_, tr


class VoteValue(Worded):
    """One member's vote."""

    FOR = "for", N_("For")
    AGAINST = "against", N_("Against")
    ABSTAIN = "abstain", N_("Abstains")
    RECUSED = "recused", N_("Recused")
    ABSENT = "absent", N_("Absent")


class VoteResult(Worded):
    """How a vote ended; `tied` is open until the chair has used the casting vote."""

    CARRIED = "carried", N_("Carried")
    UNANIMOUS = "unanimous", N_("Carried unanimously")
    CONSENSUS = "consensus", N_("Agreed by consensus")
    LOST = "lost", N_("Lost")
    TIED = "tied", N_("Tied: the chair's casting vote is needed")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    DEFERRED = "deferred", N_("Deferred")

    @property
    def passed(self) -> bool:
        """Whether the motion stands."""
        return self in (VoteResult.CARRIED, VoteResult.UNANIMOUS, VoteResult.CONSENSUS)


@dc.dataclass(frozen=True, slots=True)
class Tally:
    """Votes counted."""

    yes: int = 0
    no: int = 0
    abstaining: int = 0

    @property
    def cast(self) -> int:
        """Votes for and against; an abstention is no vote."""
        return self.yes + self.no

    @property
    def voters(self) -> int:
        """Everybody who answered."""
        return self.cast + self.abstaining

    def said(self) -> str:
        """The counts in words."""
        return tr(
            "{yes} for, {no} against, {abstaining} abstaining",
            yes=self.yes,
            no=self.no,
            abstaining=self.abstaining,
        )


def count(votes: Iterable[VoteValue]) -> Tally:
    """The tally of single votes; recused and absent members are left out."""
    found = list(votes)
    return Tally(found.count(VoteValue.FOR), found.count(VoteValue.AGAINST), found.count(VoteValue.ABSTAIN))


def tally_problem(tally: Tally, entitled: int) -> str | None:
    """Why counts cannot be right, as a sentence; None when they can."""
    if tally.voters <= entitled:
        return None
    return tr("{votes} votes were counted, but only {n} people may vote.", votes=tally.voters, n=entitled)


@dc.dataclass(frozen=True, slots=True)
class VotingRule:
    """What the terms of reference say about deciding."""

    rule: DecisionRule = DecisionRule.CONSENSUS
    casting_vote: bool = False
    abstentions_counted: bool = False


@dc.dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome by the rule; `needed` is the least number of votes for, None where it does not apply."""

    outcome: VoteResult
    tally: Tally
    rule: DecisionRule
    needed: int | None = None
    by_casting_vote: bool = False
    to_ratify: bool = False

    def said(self) -> str:
        """Counts and outcome, ready for the minutes."""
        if self.outcome is VoteResult.CONSENSUS:
            return tr(self.outcome.label)
        if self.by_casting_vote:
            text = N_("{counts}. {outcome} on the chair's casting vote")
        else:
            text = N_("{counts}. {outcome}")
        return tr(text, counts=self.tally.said(), outcome=tr(self.outcome.label))

    def note(self) -> str:
        """What stands below it: the rule, and that an inquorate decision waits for ratification."""
        rule = tr(self.rule.label)
        return tr("{rule}, subject to ratification", rule=rule) if self.to_ratify else rule


def votes_needed(rule: VotingRule, tally: Tally, members: int) -> int | None:
    """The least number of votes for that carries, with this many members and votes; None by consensus."""
    base = tally.voters if rule.abstentions_counted else tally.cast
    match rule.rule:
        case DecisionRule.ABSOLUTE:
            return members // 2 + 1
        case DecisionRule.TWO_THIRDS:
            return max(1, -(-2 * base // 3))
        case DecisionRule.UNANIMOUS:
            return max(1, base)
        case DecisionRule.CHAIR:
            return None
        case _:
            return base // 2 + 1


def result(
    rule: VotingRule,
    tally: Tally,
    *,
    members: int,
    chair: VoteValue | None = None,
    quorate: bool = True,
) -> Verdict:
    """The result of a vote. A tie is lost, unless the chair has a casting vote and uses it.

    `chair` is the casting vote or, where the chair decides, the decision. An inquorate result that
    passes is subject to ratification.
    """
    needed = votes_needed(rule, tally, members)
    if needed is None:
        outcome = _by_chair(chair)
        return Verdict(outcome, tally, rule.rule, to_ratify=outcome.passed and not quorate)
    tied = tally.yes == tally.no and tally.yes > 0 and tally.yes < needed
    if tied and rule.casting_vote and rule.rule is not DecisionRule.UNANIMOUS:
        return _on_a_tie(rule, tally, members, chair, quorate)
    outcome = _outcome(tally, needed)
    return Verdict(outcome, tally, rule.rule, needed, to_ratify=outcome.passed and not quorate)


def _by_chair(chair: VoteValue | None) -> VoteResult:
    match chair:
        case VoteValue.FOR:
            return VoteResult.CARRIED
        case VoteValue.AGAINST:
            return VoteResult.LOST
        case _:
            return VoteResult.DEFERRED


def _on_a_tie(
    rule: VotingRule, tally: Tally, members: int, chair: VoteValue | None, quorate: bool
) -> Verdict:
    """A tie with a casting vote, which counts as one vote more on the chair's side."""
    needed = votes_needed(rule, tally, members)
    if chair not in (VoteValue.FOR, VoteValue.AGAINST):
        return Verdict(VoteResult.TIED, tally, rule.rule, needed)
    swayed = (
        dc.replace(tally, yes=tally.yes + 1) if chair is VoteValue.FOR else dc.replace(tally, no=tally.no + 1)
    )
    outcome = _outcome(swayed, votes_needed(rule, swayed, members) or 1)
    return Verdict(
        outcome, tally, rule.rule, needed, by_casting_vote=True, to_ratify=outcome.passed and not quorate
    )


def _outcome(tally: Tally, needed: int) -> VoteResult:
    if tally.yes < needed:
        return VoteResult.LOST
    unanimous = tally.no == 0 and tally.abstaining == 0
    return VoteResult.UNANIMOUS if unanimous else VoteResult.CARRIED


def consensus(
    objections: int, *, quorate: bool = True, rule: DecisionRule = DecisionRule.CONSENSUS
) -> Verdict:
    """The chair asked for objections: none is consensus, any means that it has to be voted on."""
    if objections > 0:
        return Verdict(VoteResult.DEFERRED, Tally(), rule)
    return Verdict(VoteResult.CONSENSUS, Tally(), rule, to_ratify=not quorate)


def by_correspondence(
    rule: VotingRule, tally: Tally, *, members: int, needed_replies: int, unanimity: bool = False
) -> Verdict:
    """A written resolution after its window closed: silence is never consent.

    `needed_replies` is the quorum; too few replies, or one that is not for where unanimity is asked
    (of all members), lose it.
    """
    if tally.voters < needed_replies or (unanimity and tally.yes < members):
        return Verdict(VoteResult.LOST, tally, rule.rule, members if unanimity else needed_replies)
    return result(rule, tally, members=members)
