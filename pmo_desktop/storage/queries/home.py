"""What Home asks beside the registers: the coming meetings, and what was done lately by whom."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.values import LText, Zoned
from pmo_desktop.readmodels.home import ComingMeeting, Recent
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.tables import AUDIT, OPERATION, TABLES

OPEN = ("planned", "called", "agenda_agreed", "pack_issued", "in_session", "adjourned")


def coming_meetings(reader: Asking, most: int = 12) -> list[ComingMeeting]:
    """The meetings that have not ended, the next first; one statement."""
    m, b = TABLES["meeting"].c, TABLES["body"].c
    query = (
        sa.select(
            m.id,
            m.ref,
            m.title,
            m.state,
            m.starts_at,
            m.starts_zone,
            b.title,
            b.papers_due,
            b.pack_issue,
            b.body_kind,
        )
        .join_from(TABLES["meeting"], TABLES["body"], m.body == b.id)
        .where(m.archived_at.is_(None), m.state.in_(OPEN))
        .order_by(m.starts_at)
        .limit(most)
    )
    states = {s.value: s for s in MeetingState}
    return [
        ComingMeeting(
            uid,
            ref,
            LText.from_map(title),
            states[state],
            Zoned(at, zone),
            LText.from_map(body),
            due,
            issue,
            board == "portfolio_board",
        )
        for uid, ref, title, state, at, zone, body, due, issue, board in reader.rows(query)
    ]


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
        Recent(op, at, who, name or "", label, int(n)) for op, at, who, name, label, n in reader.rows(query)
    ]
