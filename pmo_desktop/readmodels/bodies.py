"""Bodies as people look at them: the list, the members, what their rules come to, and what is missing."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.governance import (
    BodyKind,
    BodyState,
    Capacity,
    DecisionRule,
    DelegationKind,
    DelegationLimit,
    GovernanceBody,
    Interest,
    Membership,
    MinuteStyle,
    NotesRule,
    QuorumRule,
)
from pmo_desktop.domain.ids import BodyId, MembershipId, PersonId
from pmo_desktop.domain.quorum import needed
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import N_, tr, trn
from pmo_desktop.readmodels import shown

OFFICES = (Capacity.CHAIR, Capacity.DEPUTY_CHAIR, Capacity.SECRETARY, Capacity.SCRIBE)
"""The capacities that every body is to have filled."""
_MISSING = {
    Capacity.CHAIR: N_("No chair is named."),
    Capacity.DEPUTY_CHAIR: N_("No deputy chair is named."),
    Capacity.SECRETARY: N_("No secretary is named."),
    Capacity.SCRIBE: N_("No scribe is named."),
}
_SEVERAL = {
    Capacity.CHAIR: N_("There are several chairs; a meeting has one."),
}


@dc.dataclass(frozen=True, slots=True)
class BodyRow:
    """One body in the list."""

    id: BodyId
    ref: str
    code: str
    name: str
    kind: BodyKind
    state: BodyState
    members: int = 0
    voting: int = 0
    next_meeting: date | None = None
    terms_version: int = 0
    review_by: date | None = None

    def review_due(self, today: date) -> bool:
        """Whether the terms in force are past the day of their review."""
        return self.review_by is not None and self.review_by <= today


@dc.dataclass(frozen=True, slots=True)
class MemberRow:
    """A seat with the names behind it; fields carry the names of the record's."""

    id: MembershipId
    ref: str
    body: BodyId
    person: PersonId
    capacity: Capacity
    represents: str
    since: date | None
    until: date | None
    deputy: PersonId | None
    interests: tuple[Interest, ...]
    name: str = ""
    deputy_name: str = ""
    wrong: str = ""

    def past(self, today: date) -> bool:
        """Whether the seat ended before a day."""
        return self.until is not None and self.until < today

    @classmethod
    def of(cls, seat: Membership, names: dict[PersonId, str]) -> MemberRow:
        """The row of a seat."""
        deputy = names.get(seat.deputy, "") if seat.deputy else ""
        return cls(
            seat.id, seat.ref, seat.body, seat.person, seat.capacity, seat.represents, seat.since,
            seat.until, seat.deputy, seat.interests, names.get(seat.person, ""), deputy,
        )  # fmt: skip


@dc.dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit of authority; `id` is its place."""

    id: int
    about: DelegationKind
    amount: Money | None
    share: int | None
    days: int | None
    words: str

    @classmethod
    def of(cls, at: int, limit: DelegationLimit) -> LimitRow:
        """The row of a limit."""
        return cls(at, limit.about, limit.amount, limit.share, limit.days, limit.words)

    def limit(self) -> DelegationLimit:
        """The limit as the body keeps it."""
        return DelegationLimit(self.about, self.amount, self.share, self.days, self.words)


def sitting(seats: Sequence[MemberRow], today: date) -> list[MemberRow]:
    """The seats that are held on a day, in the order of their capacities, then by name."""
    order = list(Capacity)
    live = [s for s in seats if not s.past(today)]
    return sorted(live, key=lambda s: (order.index(s.capacity), s.name))


def marked(seats: Sequence[MemberRow], leader: PersonId | None, today: date) -> list[MemberRow]:
    """The seats, each with what is wrong with it: held twice, or a scribe who also leads."""
    live = [s for s in seats if not s.past(today)]
    held: dict[PersonId, list[Capacity]] = {}
    for seat in live:
        held.setdefault(seat.person, []).append(seat.capacity)
    return [s if s.past(today) else dc.replace(s, wrong=_wrong(s, held[s.person], leader)) for s in seats]


def _wrong(seat: MemberRow, held: Sequence[Capacity], leader: PersonId | None) -> str:
    if Capacity.SCRIBE in held and {Capacity.CHAIR, Capacity.DEPUTY_CHAIR} & set(held):
        return tr("Scribe and chair are one person; nobody can do both at once.")
    if seat.capacity is Capacity.SCRIBE and leader is not None and seat.person == leader:
        return tr("The scribe leads the PMO, who is to attend to the meeting.")
    if len(held) > 1:
        return tr("{name} sits here twice.", name=seat.name)
    if seat.deputy is not None and seat.deputy == seat.person:
        return tr("Nobody deputises for themselves.")
    return ""


def lacking(seats: Sequence[MemberRow], today: date) -> list[str]:
    """Sentences about offices that nobody holds, or too many, and about seats that are wrong."""
    live = sitting(seats, today)
    counted = {c: sum(s.capacity is c for s in live) for c in OFFICES}
    found = [tr(_MISSING[c]) for c in OFFICES if not counted[c]]
    found += [tr(text) for c, text in _SEVERAL.items() if counted[c] > 1]
    found += dict.fromkeys(s.wrong for s in live if s.wrong)
    return found


# -- rules in words ----------------------------------------------------------------------------------


def quorum_said(rule: QuorumRule, seats: Sequence[MemberRow]) -> str:
    """The rule as it counts today: needs 5 of 9, with the chair and at least 1 of finance."""
    voting = sum(s.capacity.votes for s in seats)
    text = tr("Needs {n} of {members}", n=needed(rule, voting), members=voting)
    asked = [tr("the chair or deputy chair")] if rule.chair_needed else []
    asked += [tr("at least {n} of {side}", n=least, side=side) for side, least in rule.sides]
    if not asked:
        return tr("{needs}.", needs=text)
    listed = asked[-1]
    if len(asked) > 1:
        listed = tr("{first} and {last}", first=", ".join(asked[:-1]), last=asked[-1])
    return tr("{needs}, with {asked}.", needs=text, asked=listed)


def quorum_problems(rule: QuorumRule, seats: Sequence[MemberRow]) -> list[str]:
    """Why the rule can never be met with these members; empty when it can."""
    voting = [s for s in seats if s.capacity.votes]
    found = []
    if needed(rule, len(voting)) > len(voting):
        said = trn("Only {n} member votes: it can never be quorate.",
                   "Only {n} members vote: it can never be quorate.", len(voting))  # fmt: skip
        found.append(said)
    for side, least in rule.sides:
        there = sum(s.represents == side for s in voting)
        if there < least:
            found.append(
                tr("{n} of {side} are needed, and {there} sit here.", n=least, side=side, there=there)
            )
    return found


_DECIDES = {
    DecisionRule.CONSENSUS: N_("The chair asks for objections; where there is one, it is voted on."),
    DecisionRule.SIMPLE: N_("More for than against carries."),
    DecisionRule.ABSOLUTE: N_("More than half of all voting members carries."),
    DecisionRule.TWO_THIRDS: N_("Two thirds of the votes cast carry."),
    DecisionRule.UNANIMOUS: N_("Every vote has to be for it."),
    DecisionRule.CHAIR: N_("The chair hears the members, then decides."),
}


def deciding_said(body: GovernanceBody, voting: int) -> list[str]:
    """What the rules of deciding come to."""
    found = [tr(_DECIDES[body.decision_rule])]
    if body.decision_rule is DecisionRule.ABSOLUTE and voting:
        found.append(tr("That is {n} of {members} today.", n=voting // 2 + 1, members=voting))
    if body.decision_rule not in (DecisionRule.CHAIR, DecisionRule.UNANIMOUS):
        tie = N_("A tie is decided by the chair.") if body.casting_vote else N_("A tie is lost.")
        found.append(tr(tie))
        counted = (
            N_("Who abstains counts among the votes.")
            if body.abstentions_count
            else N_("Who abstains does not count.")
        )
        found.append(tr(counted))
    return found


_STYLES = {
    MinuteStyle.RESOLUTIONS: N_(
        "Motions exactly as adopted, who moved them and how they ended. No debate. For formal boards."
    ),
    MinuteStyle.DECISIONS_ACTIONS: N_(
        "For each item the decision with its reason in one sentence, and the actions. For project boards."
    ),
    MinuteStyle.KEY_POINTS: N_(
        "The context, what spoke for and against, the decision with its reasons, the actions. Roles, not "
        "names, unless somebody asks. For portfolio boards."
    ),
    MinuteStyle.ATTRIBUTED: N_(
        "What each speaker said, in order, and checked by each. For inquiries and negotiations."
    ),
    MinuteStyle.ONE_PAGE: N_(
        "Purpose, who was there, a few points, the next steps. For workshops and small teams."
    ),
    MinuteStyle.CORRESPONDENCE: N_(
        "The text, the papers, the window, each answer and the result. For decisions in writing."
    ),
}


def style_said(style: MinuteStyle) -> str:
    """What a style of minutes records, and for whom it is."""
    return tr(_STYLES[style])


def notes_said(body: GovernanceBody) -> str:
    """What becomes of rough notes."""
    match body.notes_rule:
        case NotesRule.KEEP:
            return trn("They go {n} day after the approval.", "They go {n} days after the approval.",
                       body.notes_days)  # fmt: skip
        case NotesRule.HOLD:
            return tr("They stay until the hold is lifted.")
        case _:
            return tr("They go with the approval of the minutes.")


def sides_of(seats: Sequence[MemberRow]) -> list[str]:
    """The sides that voting members speak for."""
    return sorted({s.represents for s in seats if s.capacity.votes and s.represents})


def sides_said(sides: Sequence[tuple[str, int]]) -> str:
    """Sides with their least numbers, as they are typed: finance 1, users 2."""
    return ", ".join(f"{side} {least}" for side, least in sides)


def sides_read(typed: str) -> tuple[tuple[str, int], ...]:
    """Sides from typed text, a number at the end of each; raises ValueError with a sentence."""
    found: list[tuple[str, int]] = []
    for part in (p.strip() for p in typed.replace(";", ",").split(",")):
        if not part:
            continue
        name, _, least = part.rpartition(" ")
        if not least.isdecimal():
            name, least = part, "1"
        if not name or int(least) < 1:
            raise ValueError(tr("“{text}” is not a side and a number. Type it like finance 1.", text=part))
        found.append((name.strip(), int(least)))
    if len({name for name, _ in found}) < len(found):
        raise ValueError(tr("A side is named twice."))
    return tuple(found)


def interests_said(interests: Sequence[Interest]) -> str:
    """Standing interests on one line."""
    return "; ".join(
        tr("{nature}, since {day}", nature=i.nature.rstrip(" ."), day=shown.date(i.since))
        if i.since
        else i.nature
        for i in interests
    )


def interests_read(typed: str, before: Sequence[Interest], today: date) -> tuple[Interest, ...]:
    """Interests from typed text, parted by semicolons; those known keep their day, new ones get today."""
    known = {interests_said([i]): i for i in before} | {i.nature: i for i in before}
    texts = (part.strip() for part in typed.split(";"))
    return tuple(known.get(text, Interest(text, today)) for text in texts if text)


def body_named(rows: Sequence[BodyRow], target: str) -> UUID | None:
    """The body that a target names by id or code."""
    return next((r.id for r in rows if target in (str(r.id), r.code)), None)
