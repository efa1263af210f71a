"""What the health of governance is counted from: items, papers and seats in one statement."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pmo_desktop.domain.organisation import Role
from pmo_desktop.readmodels.health_facts import Fact, ItemFact, LeaderFact, PaperFact, SeatFact
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.queries.cells import title_of, words
from pmo_desktop.storage.tables import TABLES
from pmo_desktop.storage.types import UtcInstant

_COLUMNS: tuple[tuple[str, Any], ...] = (
    ("what", sa.Text()),
    ("id", sa.Uuid()),
    ("meeting", sa.Uuid()),
    ("item", sa.Uuid()),
    ("person", sa.Uuid()),
    ("first", sa.Text()),
    ("second", sa.Text()),
    ("third", sa.Text()),
    ("label", sa.Text()),
    ("code", sa.Text()),
    ("number", sa.BigInteger()),
    ("begun", UtcInstant()),
    ("ended", UtcInstant()),
)


def _select(what: str, table: sa.Table, given: dict[str, sa.ColumnElement[Any]]) -> sa.Select[Any]:
    """The rows of one table in the shape that all share; what it lacks is empty."""
    known = {"what": sa.literal(what), "id": table.c.id, **given}
    if "meeting" in table.c:
        known["meeting"] = table.c.meeting
    cells = [
        (known[name] if name in known else sa.cast(sa.null(), kind)).label(name) for name, kind in _COLUMNS
    ]
    return sa.select(*cells).where(table.c.archived_at.is_(None))


def health_facts(reader: Asking) -> list[Fact]:
    """All items, papers and seats of meetings, in the few words that are counted."""
    item, paper, seat = TABLES["agenda_item"], TABLES["paper"], TABLES["attendance"]
    role = TABLES["role_assignment"]
    i, p, s = item.c, paper.c, seat.c
    leads = _select("leader", role, {"person": role.c.person}).where(role.c.role == Role.PMO_LEADER.value)
    parts = (
        _select("item", item, {"first": i.purpose, "second": i.outcome, "third": i.agenda_kind,
                "label": words(i.title), "code": i.number, "number": i.allotted, "begun": i.started_at,
                "ended": i.ended_at}),
        _select("paper", paper, {"item": p.item, "first": p.state, "second": p.lateness,
                "label": words(p.title), "code": p.number, "number": p.pages, "begun": p.submitted_at}),
        _select("seat", seat, {"person": s.person, "first": s.capacity, "second": s.presence}),
    )  # fmt: skip
    return [_fact(row) for row in reader.rows(sa.union_all(*parts, leads))]


def _fact(row: Any) -> Fact:
    what, uid, meeting, item, person, first, second, third, label, code, number, begun, ended = row
    match what:
        case "item":
            title = title_of(label)
            return ItemFact(uid, meeting, title, code, first, second or "", third, number or 0, begun, ended)
        case "paper":
            return PaperFact(uid, meeting, item, title_of(label), code, first, second, number or 0, begun)
        case "leader":
            return LeaderFact(uid, person)
    return SeatFact(uid, meeting, person, first, second)
