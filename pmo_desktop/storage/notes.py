"""Rough notes taken out of the trail: the one road on which anything leaves it.

The locks let a line of the trail lose the wording of a note only where the note is gone from the minutes and
the minutes say when. Who did it and when stays in the trail, as the op that emptied the notes.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.settled import EMPTIED
from pmo_desktop.i18n import tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.faults import explained
from pmo_desktop.storage.tables import AUDIT, OPERATION, TABLES

_GONE = ["", ""]
_CHUNK = 500


def purge_notes(writer: sa.Engine, meeting: UUID) -> int:
    """Empty the wording of the notes of a meeting wherever the trail has it; gives how many lines had some.

    Raises StoreFault while notes are still in the minutes. On SQLite the file is written anew, so that
    nothing is left in pages that are free.
    """
    with explained(), writer.begin() as conn:
        found = _emptied(conn, _disposed(conn, meeting))
    if found and writer.dialect.name == "sqlite":
        with explained(), writer.connect() as conn:
            raw: Any = conn.connection.driver_connection
            raw.execute("VACUUM")
    return found


def _disposed(conn: sa.Connection, meeting: UUID) -> set[UUID]:
    """The lines whose notes are gone under the rule of the body."""
    minutes, entry = TABLES["minute_set"], TABLES["minute_entry"]
    said = sa.select(minutes.c.id).where(
        minutes.c.meeting == meeting, minutes.c.notes_disposed_at.is_not(None)
    )
    if conn.execute(said).first() is None:
        raise StoreFault(tr("The rough notes of this meeting have not been disposed of yet."))
    gone = sa.select(entry.c.id).where(entry.c.meeting == meeting, entry.c[EMPTIED] == "")
    return set(conn.execute(gone).scalars())


def _emptied(conn: sa.Connection, entries: set[UUID]) -> int:
    """Empty the wording of these lines in the trail, and in what could not be stored."""
    ordered, count = sorted(entries), 0
    for start in range(0, len(ordered), _CHUNK):
        part = AUDIT.c.record_id.in_(ordered[start : start + _CHUNK])
        rows = conn.execute(sa.select(AUDIT).where(part, AUDIT.c.kind == "minute_entry")).all()
        for row in rows:
            if row.changes.get(EMPTIED, _GONE) != _GONE:
                key = (AUDIT.c.record_id == row.record_id) & (AUDIT.c.revision == row.revision)
                conn.execute(AUDIT.update().where(key).values(changes={**row.changes, EMPTIED: _GONE}))
                count += 1
    return count + _without_clashes(conn, {str(uid) for uid in entries})


def _without_clashes(conn: sa.Connection, entries: set[str]) -> int:
    """Leave the wording of these lines out of what somebody wanted and did not get."""
    count = 0
    for row in conn.execute(
        sa.select(OPERATION.c.seq, OPERATION.c.clashes).where(OPERATION.c.clashes.is_not(None))
    ):
        kept = [c for c in row.clashes if not (c["field"] == EMPTIED and c["id"] in entries)]
        if kept != row.clashes:
            conn.execute(OPERATION.update().where(OPERATION.c.seq == row.seq).values(clashes=kept))
            count += 1
    return count
