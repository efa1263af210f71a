"""What Home asks beside the registers: the coming meetings, and what was done lately by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from pmo_desktop.domain.governance import BodyKind
from pmo_desktop.domain.meetings import MeetingState, Paper
from pmo_desktop.domain.values import LText, Zoned
from pmo_desktop.i18n import recalled
from pmo_desktop.readmodels.home import ComingMeeting, Recent
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.queries.cells import members
from pmo_desktop.storage.rows import of_kind
from pmo_desktop.storage.tables import AUDIT, OPERATION, TABLES

OPEN = ("planned", "called", "agenda_agreed", "pack_issued", "in_session", "adjourned")


def coming_meetings(reader: Asking, most: int = 12) -> list[ComingMeeting]:
    """The meetings that have not ended, the next first, each with its papers; one statement."""
    m, b = TABLES["meeting"].c, TABLES["body"].c
    paper, _, load = of_kind("paper")
    soon = (
        sa.select(m.id, m.ref, m.title, m.state, m.starts_at, m.starts_zone)
        .add_columns(b.title.label("body"), b.papers_due, b.pack_issue, b.body_kind)
        .join_from(TABLES["meeting"], TABLES["body"], m.body == b.id)
        .where(m.archived_at.is_(None), m.state.in_(OPEN))
        .order_by(m.starts_at, m.id)
        .limit(most)
        .subquery()
    )
    query = sa.select(*soon.c, *paper.c).select_from(
        soon.outerjoin(paper, sa.and_(paper.c.meeting == soon.c.id, paper.c.archived_at.is_(None)))
    )
    query = query.order_by(soon.c.starts_at, soon.c.id, paper.c.ref, paper.c.id)
    width = len(soon.c)
    return [
        _meeting(of[0][:width], [load(row[width:]) for row in of if row[width] is not None])
        for of in (list(rows) for _, rows in groupby(reader.rows(query), lambda row: row[0]))
    ]


def _meeting(cells: Sequence[Any], papers: Sequence[Paper]) -> ComingMeeting:
    uid, ref, title, state, at, zone, body, due, issue, kind = cells
    board = kind == BodyKind.PORTFOLIO_BOARD.value
    said, of = LText.from_map(title), LText.from_map(body)
    starts = Zoned(at, zone)
    held = members(MeetingState)[state]
    return ComingMeeting(uid, ref, said, held, starts, of, due, issue, board, tuple(papers))


def recent(reader: Asking, since: datetime, most: int = 200) -> list[Recent]:
    """The ops since an instant, the latest first, with the name of whoever did them; one statement."""
    o, p, a = OPERATION.c, TABLES["person"].c, AUDIT.c
    touched = sa.select(sa.func.count()).where(a.seq == o.seq).correlate(OPERATION).scalar_subquery()
    query = (
        sa.select(o.op_id, o.at, o.who, p.display_name, o.label, touched)
        .join_from(OPERATION, TABLES["person"], o.who == p.id, isouter=True)
        .where(o.at > since)
        .order_by(o.seq.desc())
        .limit(most)
    )
    return [
        Recent(op, at, who, name or "", recalled(label), int(n))
        for op, at, who, name, label, n in reader.rows(query)
    ]
