"""The register of actions with the names of all that they point at, in one statement."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pmo_desktop.domain.raid import Action
from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels.actions import ActionEntry, Origin
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.queries.cells import NO_TITLE, Known, titles, words
from pmo_desktop.storage.rows import of_kind
from pmo_desktop.storage.tables import TABLES

_SAID = 300
"""Characters of a decision that are read."""


def action_register(reader: Asking) -> list[ActionEntry]:
    """Every action that was not archived, the earliest due first."""
    table, _, load = of_kind("action")
    person, body, work = TABLES["person"], TABLES["body"], TABLES["work"]
    meeting, item, decision = TABLES["meeting"], TABLES["agenda_item"], TABLES["decision"]
    joined: sa.FromClause = table
    for other, key in (
        (person, "owner"),
        (body, "body"),
        (work, "work"),
        (meeting, "meeting"),
        (item, "item"),
        (decision, "decision"),
    ):
        joined = joined.outerjoin(other, other.c.id == table.c[key])
    more = [
        person.c.display_name, person.c.initials, body.c.code, words(body.c.title), work.c.ref,
        words(work.c.title), meeting.c.ref, meeting.c.starts_at, meeting.c.starts_zone, item.c.number,
        words(item.c.title), item.c.part, decision.c.ref, sa.func.substr(decision.c.text, 1, _SAID),
    ]  # fmt: skip
    query = sa.select(table, *more).select_from(joined).where(table.c.archived_at.is_(None))
    due, read, width = table.c.due, titles(), len(table.c)
    rows = reader.rows(query.order_by(due.is_(None), due, table.c.ref, table.c.id))
    return [_entry(read, load(row[:width]), row[width:]) for row in rows]


def _entry(read: Known, action: Action, cells: Any) -> ActionEntry:
    name, initials, code, body, work, title, meeting, at, zone, number, item, part, decision, said = cells
    origin = Origin(
        meeting or "",
        Zoned(at, zone) if at else None,
        number or "",
        read[item] if item else NO_TITLE,
        part == "b",
        decision or "",
        said or "",
    )
    return ActionEntry(
        action,
        name or "",
        initials or "",
        code or "",
        read[body] if body else NO_TITLE,
        work or "",
        read[title] if title else NO_TITLE,
        origin,
    )
