"""Risks, issues and actions, each list in one statement with the names of what it refers to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.raid import OPEN_ACTION, OPEN_RISK, Action, Issue, Risk
from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels.lists import OPEN_ISSUE, ActionRow, IssueRow, RiskRow
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.queries.cells import NO_TITLE, Known, titles, words
from pmo_desktop.storage.rows import of_kind
from pmo_desktop.storage.tables import TABLES

_WORK, _PERSON, _BODY = TABLES["work"], TABLES["person"], TABLES["body"]
_MEETING, _DECISION = TABLES["meeting"], TABLES["decision"]


def _chosen(
    table: sa.Table, ids: Collection[UUID] | None, work: UUID | None, states: Sequence[Any] | None
) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [table.c.archived_at.is_(None)]
    if ids is not None:
        found.append(table.c.id.in_(list(ids)))
    if work is not None:
        found.append(table.c.work == work)
    if states is not None:
        found.append(table.c.state.in_(states))
    return found


def _asked(table: sa.Table, more: Sequence[sa.ColumnElement[Any]], joined: sa.FromClause) -> sa.Select[Any]:
    return sa.select(table, _WORK.c.ref, words(_WORK.c.title), _PERSON.c.display_name, *more).select_from(
        joined
    )


def _with_work_and_owner(table: sa.Table) -> sa.Join:
    return table.outerjoin(_WORK, _WORK.c.id == table.c.work).outerjoin(
        _PERSON, _PERSON.c.id == table.c.owner
    )


def risks(
    reader: Asking,
    *,
    ids: Collection[UUID] | None = None,
    work: UUID | None = None,
    open_only: bool = False,
) -> list[RiskRow]:
    """Risks by code: all, some by id, or those of one work."""
    table, _, load = of_kind("risk")
    joined = _with_work_and_owner(table).outerjoin(_BODY, _BODY.c.id == table.c.escalated_to)
    query = _asked(table, [_BODY.c.code], joined)
    query = query.where(*_chosen(table, ids, work, OPEN_RISK if open_only else None))
    read = titles()
    rows = reader.rows(query.order_by(table.c.ref, table.c.id))
    return [_risk(read, load(row), *row[len(table.c) :]) for row in rows]


def _risk(read: Known, r: Risk, work_ref: str, work_title: Any, owner: Any, body: Any) -> RiskRow:
    return RiskRow(
        r.id, r.ref, r.revision, r.title, r.state, r.work, work_ref, read[work_title], r.owner, owner or "",
        r.polarity, r.category, r.cause, r.event, r.effect, r.proximity, r.response, r.current, r.previous,
        r.target, r.cost_impact, r.delay_impact, r.raised_at, r.review_by, body or "",
    )  # fmt: skip


def issues(
    reader: Asking,
    *,
    ids: Collection[UUID] | None = None,
    work: UUID | None = None,
    open_only: bool = False,
) -> list[IssueRow]:
    """Issues by code: all, some by id, or those of one work."""
    table, _, load = of_kind("issue")
    risk = TABLES["risk"].alias("from_risk")
    joined = _with_work_and_owner(table).outerjoin(risk, risk.c.id == table.c.from_risk)
    joined = joined.outerjoin(_DECISION, _DECISION.c.id == table.c.decision)
    query = _asked(table, [risk.c.ref, _DECISION.c.ref], joined)
    query = query.where(*_chosen(table, ids, work, OPEN_ISSUE if open_only else None))
    read = titles()
    rows = reader.rows(query.order_by(table.c.ref, table.c.id))
    return [_issue(read, load(row), *row[len(table.c) :]) for row in rows]


def _issue(
    read: Known, i: Issue, work_ref: str, work_title: Any, owner: Any, risk: Any, decision: Any
) -> IssueRow:
    return IssueRow(
        i.id, i.ref, i.revision, i.title, i.state, i.work, work_ref, read[work_title], i.owner, owner or "",
        i.issue_kind, i.severity, i.urgency, i.impact, i.raised_at, i.due, i.resolution, risk or "",
        decision or "",
    )  # fmt: skip


def actions(
    reader: Asking,
    *,
    ids: Collection[UUID] | None = None,
    work: UUID | None = None,
    open_only: bool = False,
) -> list[ActionRow]:
    """Actions, the earliest due first: all, some by id, or those of one work."""
    table, _, load = of_kind("action")
    joined = _with_work_and_owner(table).outerjoin(_BODY, _BODY.c.id == table.c.body)
    joined = joined.outerjoin(_MEETING, _MEETING.c.id == table.c.meeting)
    joined = joined.outerjoin(_DECISION, _DECISION.c.id == table.c.decision)
    m = _MEETING.c
    query = _asked(table, [_BODY.c.code, m.ref, m.starts_at, m.starts_zone, _DECISION.c.ref], joined)
    query = query.where(*_chosen(table, ids, work, OPEN_ACTION if open_only else None))
    read, due = titles(), table.c.due
    rows = reader.rows(query.order_by(due.is_(None), due, table.c.ref, table.c.id))
    return [_action(read, load(row), *row[len(table.c) :]) for row in rows]


def _action(
    read: Known, a: Action, work_ref: Any, work_title: Any, owner: Any, body: Any, meeting: Any, at: Any,
    zone: Any, decision: Any,
) -> ActionRow:  # fmt: skip
    return ActionRow(
        a.id, a.ref, a.revision, a.text, a.state, a.owner, owner or "", a.due, a.due_history, a.priority,
        a.work, work_ref or "", read[work_title] if work_title else NO_TITLE, a.body, body or "", a.meeting,
        meeting or "", Zoned(at, zone) if at else None, a.decision, decision or "", a.raised_at, a.done_on,
        a.done_note,
    )  # fmt: skip
