"""Bodies, their members and their limits as columns: what each shows, sorts by, and how it is typed."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pmo_desktop.domain.governance import BodyState, Capacity, DelegationKind
from pmo_desktop.domain.initials import Candidate, fold
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column, of_field
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.bodies import BodyRow, LimitRow, MemberRow, interests_read, interests_said

_STATES = {BodyState.DRAFT: "warn", BodyState.CONSTITUTED: "pos", BodyState.SUSPENDED: "warn"}
_LEAST_LETTERS = 3


@dc.dataclass(slots=True)
class MemberContext:
    """What cells are read against: the day and who may sit."""

    today: date
    people: Sequence[Candidate] = ()


# -- bodies ------------------------------------------------------------------------------------------


def body_columns(today: Callable[[], date]) -> tuple[Column[BodyRow], ...]:
    """Code, name, kind, state, members, next meeting, terms and their review."""

    def due(row: BodyRow) -> bool:
        return row.review_due(today())

    return (
        of_field("body", "code", lambda r: r.code, title=tr("Code"), width=72,
                 roles={Role.TONE: lambda _r: "text2"}),
        Column(tr("Body"), lambda r: r.name, lambda r: r.name, key="name", width=250),
        Column(tr("Kind"), lambda r: tr(r.kind.label), lambda r: tr(r.kind.label), key="kind", width=160),
        Column(
            tr("State"), lambda r: list(BodyState).index(r.state), lambda r: tr(r.state.label), key="state",
            width=104, roles={Role.TAG: lambda r: _STATES.get(r.state, "neutral")},
        ),
        Column(
            tr("Members"), lambda r: r.members, lambda r: str(r.members), tr("Seats held today"), "members",
            number=True, width=78,
        ),
        Column(
            tr("Voting"), lambda r: r.voting, lambda r: str(r.voting), tr("Members who vote"), "voting",
            number=True, width=64,
        ),
        Column(
            tr("Next meeting"), lambda r: r.next_meeting, lambda r: shown.day(r.next_meeting),
            key="next_meeting", number=True, width=112,
        ),
        Column(
            tr("Terms"), lambda r: r.terms_version, _terms, tr("Version of the terms in force"), "terms",
            width=118, roles={Role.TONE: lambda r: None if r.terms_version else "warn"},
        ),
        Column(
            tr("Review by"), lambda r: r.review_by, lambda r: shown.day(r.review_by),
            tr("When the terms in force are to be looked at again"), "review_by", number=True, width=112,
            roles={Role.TONE: lambda r: "neg" if due(r) else None, Role.STRONG: due},
        ),
    )  # fmt: skip


def _terms(row: BodyRow) -> str:
    return tr("Version {n}", n=row.terms_version) if row.terms_version else tr("None in force")


# -- members -----------------------------------------------------------------------------------------


def capacity_of(value: Any) -> Capacity:
    """A capacity by its word or the beginning of it."""
    typed = fold(editing.text_of(value.value if isinstance(value, Capacity) else value))
    if len(typed) >= _LEAST_LETTERS:
        fits = [c for c in Capacity if fold(tr(c.label)).startswith(typed) or fold(c.label).startswith(typed)]
        if fits:
            return fits[0]
    found = editing.choice_of(value, Capacity)
    return next(c for c in Capacity if c is found)


def _person(value: Any, people: Sequence[Candidate], field: str) -> Any:
    found = editing.person_of(value, people)
    if found is None:
        raise ValueError(tr("{field} is needed", field=field))
    return found


def member_columns(at: MemberContext) -> tuple[Column[MemberRow], ...]:
    """Person, capacity, what the person stands for, from, to, deputy, standing interests."""

    def tone(row: MemberRow) -> str | None:
        return "text3" if row.past(at.today) else "warn" if row.wrong else None

    def day(field: str) -> Column[MemberRow]:
        def value(row: MemberRow) -> date | None:
            found: date | None = getattr(row, field)
            return found

        return of_field(
            "membership", field, value, lambda r: shown.day(value(r)), number=True, width=104, seen=value,
            parse=lambda v: editing.day_of(v, at.today),
            edit=lambda r: shown.day(value(r)) if value(r) else "", roles={Role.TONE: tone},
        )  # fmt: skip

    return (
        of_field(
            "membership", "person", lambda r: r.name, lambda r: r.name, width=160, seen=lambda r: r.person,
            parse=lambda v: _person(v, at.people, tr("Person")), edit=lambda r: r.name,
            tip=lambda r: r.wrong, roles={Role.TONE: tone},
        ),
        of_field(
            "membership", "capacity", lambda r: list(Capacity).index(r.capacity),
            lambda r: tr(r.capacity.label), width=116, seen=lambda r: r.capacity, parse=capacity_of,
            tip=lambda r: r.wrong,
            roles={Role.TONE: tone, Role.CHOICES: lambda _r: editing.choices(Capacity)},
        ),
        of_field(
            "membership", "represents", lambda r: r.represents, width=170, seen=lambda r: r.represents,
            parse=editing.text_of, roles={Role.TONE: tone},
        ),
        day("since"),
        day("until"),
        of_field(
            "membership", "deputy", lambda r: r.deputy_name, lambda r: r.deputy_name, width=150,
            seen=lambda r: r.deputy, parse=lambda v: editing.person_of(v, at.people),
            edit=lambda r: r.deputy_name, roles={Role.TONE: tone},
        ),
        of_field(
            "membership", "interests", lambda r: interests_said(r.interests), width=220,
            seen=lambda r: r.interests,
            parse_in=lambda r, v: interests_read(editing.text_of(v), r.interests, at.today),
            tip=lambda r: interests_said(r.interests), roles={Role.TONE: tone},
        ),
    )  # fmt: skip


# -- limits ------------------------------------------------------------------------------------------


def limit_columns(currency: Callable[[], str]) -> tuple[Column[LimitRow], ...]:
    """What a limit is about, the amount, the share, the working days, and words for all else."""

    def number(row: LimitRow) -> str:
        return "" if row.days is None else str(row.days)

    return (
        Column(
            tr("About"), lambda r: tr(r.about.label), lambda r: tr(r.about.label), key="about", field="about",
            width=120, seen=lambda r: r.about, parse=lambda v: editing.choice_of(v, DelegationKind),
            roles={Role.CHOICES: lambda _r: editing.choices(DelegationKind)},
        ),
        Column(
            tr("Up to an amount"), lambda r: r.amount.minor if r.amount else None,
            lambda r: shown.money(r.amount) if r.amount else "", key="amount", field="amount", number=True,
            width=150, seen=lambda r: r.amount, parse=lambda v: editing.money_of(v, currency()),
        ),
        Column(
            tr("Up to a share"), lambda r: r.share,
            lambda r: shown.percent(r.share, 1 if r.share % 100 else 0) if r.share is not None else "",
            key="share", field="share", number=True, width=110, seen=lambda r: r.share,
            parse=editing.points_of,
        ),
        Column(
            tr("Working days"), lambda r: r.days, number, key="days", field="days", number=True, width=110,
            seen=lambda r: r.days, parse=lambda v: _not_below_nought(v, tr("Working days")),
        ),
        Column(
            tr("In words"), lambda r: r.words, lambda r: r.words, key="words", field="words", width=260,
            seen=lambda r: r.words, parse=editing.text_of,
        ),
    )  # fmt: skip


def _not_below_nought(value: Any, field: str) -> int | None:
    found = editing.whole_of(value, field)
    if found is not None and found < 0:
        raise ValueError(tr("{field} cannot be below 0", field=field))
    return found
