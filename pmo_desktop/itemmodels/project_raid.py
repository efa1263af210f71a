"""Risks, issues and actions of one work as columns: what each shows, sorts by, and how it is typed."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Set
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.raid import HIGH_RISK, Assessment, Response
from pmo_desktop.domain.values import Rich, Score
from pmo_desktop.i18n import language, tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column, of_field
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.lists import ActionRow, IssueRow, RiskRow

_STEPS = tuple((str(n), str(n)) for n in range(1, 6))
_WAITING = {"escalated": "warn", "blocked": "neg", "occurred": "neg", "overdue": "neg"}
_OVER = frozenset({"closed", "expired", "resolved", "done", "verified", "cancelled"})


@dc.dataclass(slots=True)
class RaidContext:
    """What cells are read against: the day, who may own, and the number of each risk on the matrix."""

    today: date
    people: Sequence[Candidate] = ()
    numbers: Mapping[UUID, int] = dc.field(default_factory=dict)


Row = RiskRow | IssueRow | ActionRow


def edit_of(kind: str, row: Row, column: Column[Any], wanted: Any) -> Set:
    """The edit that a cell asks for."""
    return editing.set_of(kind, row, {column.field: wanted})


# -- columns that all three have ---------------------------------------------------------------------


def _muted(row: Row) -> str | None:
    return "text3" if row.state.value in _OVER else None


def _ref(kind: str) -> Column[Any]:
    return of_field(kind, "ref", lambda r: r.ref, width=132, roles={Role.TONE: lambda _r: "text2"})


def _title(kind: str) -> Column[Any]:
    return of_field(
        kind, "title", lambda r: r.title.said(language()), width=260, seen=lambda r: r.title,
        parse_in=lambda r, v: editing.title_in(r.title, v, tr("Title")),
        tip=lambda r: r.title.said(language()), roles={Role.TONE: _muted},
    )  # fmt: skip


def _owner(kind: str, at: RaidContext) -> Column[Any]:
    return of_field(
        kind, "owner", lambda r: r.owner_name, lambda r: r.owner_name or tr("Nobody yet"), width=118,
        seen=lambda r: r.owner, parse=lambda v: editing.person_of(v, at.people),
        edit=lambda r: r.owner_name,
        roles={Role.TONE: lambda r: "text2" if r.owner_name else "warn"},
    )  # fmt: skip


def _state(kind: str) -> Column[Any]:
    def offered(row: Row) -> Sequence[tuple[Any, str]]:
        return editing.choices((row.state, *next_states(kind, row.state)))

    return of_field(
        kind, "state", lambda r: r.state.value, lambda r: tr(r.state.label), width=98,
        seen=lambda r: r.state, parse_in=lambda r, v: editing.state_in(kind, r.state, v),
        roles={Role.CHOICES: offered, Role.TAG: lambda r: _WAITING.get(r.state.value, "neutral")},
    )  # fmt: skip


def _due(kind: str, at: RaidContext) -> Column[Any]:
    def late(row: IssueRow | ActionRow) -> bool:
        return row.overdue(at.today) > 0

    return of_field(
        kind, "due", lambda r: r.due, lambda r: shown.day(r.due), number=True, width=104,
        seen=lambda r: r.due, parse=lambda v: editing.day_of(v, at.today),
        edit=lambda r: shown.day(r.due) if r.due else "",
        tip=lambda r: tr("{n} days late", n=r.overdue(at.today)) if late(r) else "",
        roles={Role.TONE: lambda r: "neg" if late(r) else None, Role.STRONG: late},
    )  # fmt: skip


# -- risks -------------------------------------------------------------------------------------------


def _step(title: str, help_: str, key: str, value: Callable[[Assessment], int]) -> Column[RiskRow]:
    """Probability or impact: one half of the score."""

    def text(row: RiskRow) -> str:
        return str(value(row.current)) if row.current else ""

    def parse(row: RiskRow, typed: Any) -> Assessment | None:
        step = editing.score_of(typed)
        if step is None:
            return None
        now = row.current or Assessment(Score(3), Score(3))
        return dc.replace(now, **{key: step})

    return Column(
        title, lambda r: value(r.current) if r.current else None, text, help_, key, number=True, width=58,
        field="current", parse_in=parse, seen=lambda r: r.current,
        roles={Role.CHOICES: lambda _r: (("", shown.NOTHING), *_STEPS)},
    )  # fmt: skip


def risk_columns(at: RaidContext) -> tuple[Column[RiskRow], ...]:
    """Number on the matrix, score with trend, code, title, owner, steps, response, review, state."""

    def high(row: RiskRow) -> bool:
        return row.open and (row.score or 0) > HIGH_RISK

    def number(row: RiskRow) -> str:
        return str(at.numbers[row.id]) if row.id in at.numbers else ""

    return (
        Column(tr("No."), lambda r: at.numbers.get(r.id, 999), number, tr("Number on the matrix"),
               number=True, width=44, roles={Role.TONE: lambda _r: "text2"}),
        Column(
            tr("Score"), lambda r: r.score, lambda r: shown.number(r.score), tr("Probability times impact"),
            number=True, width=56,
            roles={Role.TONE: lambda r: "neg" if high(r) else _muted(r), Role.STRONG: high},
        ),
        _title("risk"),
        _owner("risk", at),
        _step(tr("Prob."), tr("Probability, 1 to 5"), "probability", lambda a: a.probability),
        _step(tr("Impact"), tr("Impact, 1 to 5"), "impact", lambda a: a.impact),
        of_field(
            "risk", "response", lambda r: r.response.value if r.response else "",
            lambda r: tr(r.response.label) if r.response else "", width=96, hidden=True,
            seen=lambda r: r.response,
            parse=lambda v: editing.optional_choice(v, Response),
            roles={Role.CHOICES: lambda _r: editing.choices(Response, empty=True)},
        ),
        of_field(
            "risk", "review_by", lambda r: r.review_by, lambda r: shown.day(r.review_by), number=True,
            width=102, seen=lambda r: r.review_by, parse=lambda v: editing.day_of(v, at.today),
            edit=lambda r: shown.day(r.review_by) if r.review_by else "",
            roles={Role.TONE: lambda r: "neg" if r.open and r.review_by and r.review_by < at.today else None},
        ),
        _state("risk"),
        dc.replace(_ref("risk"), hidden=True),
    )  # fmt: skip


def statement(row: RiskRow) -> str:
    """The risk in one sentence: because, there is a chance that, which would."""
    return tr(
        "Because {cause}, there is a chance that {event}, which would {effect}.",
        cause=_part(row.cause), event=_part(row.event), effect=_part(row.effect),
    )  # fmt: skip


def _part(text: Rich) -> str:
    return str(text).strip().rstrip(".") or "…"


# -- issues and actions ------------------------------------------------------------------------------


def _score(kind: str, field: str, title: str) -> Column[IssueRow]:
    return of_field(
        kind, field, lambda r: getattr(r, field), title=title, number=True, width=74,
        seen=lambda r: getattr(r, field), parse=lambda v: editing.score_of(v) or Score(3),
        roles={Role.CHOICES: lambda _r: _STEPS,
               Role.STRONG: lambda r: r.open and getattr(r, field) == 5},
    )  # fmt: skip


def issue_columns(at: RaidContext) -> tuple[Column[IssueRow], ...]:
    """Severity, urgency, title, owner, due, state."""
    return (
        _score("issue", "severity", tr("Severity")),
        _score("issue", "urgency", tr("Urgency")),
        _title("issue"),
        _owner("issue", at),
        _due("issue", at),
        _state("issue"),
        dc.replace(_ref("issue"), hidden=True),
    )


def action_columns(at: RaidContext) -> tuple[Column[ActionRow], ...]:
    """Code, what, who, by when, state, where it was agreed."""
    return (
        _ref("action"),
        of_field(
            "action", "text", lambda r: str(r.text), width=360, seen=lambda r: r.text,
            parse=lambda v: Rich(editing.needed_text(v, tr("Action"))), tip=lambda r: str(r.text),
            roles={Role.TONE: _muted},
        ),
        _owner("action", at),
        _due("action", at),
        Column(
            tr("Moved"), lambda r: r.moved, lambda r: str(r.moved) if r.moved else "",
            tr("How many times the due date was moved"), number=True, width=64,
            roles={Role.TONE: lambda r: "warn" if r.moved > 1 else None},
        ),
        _state("action"),
        Column(tr("Agreed in"), lambda r: r.origin, lambda r: r.origin, width=128,
               roles={Role.TONE: lambda _r: "text2"}),
    )  # fmt: skip
