"""What was stored since: how another computer at the same database hears of it."""

from __future__ import annotations

import sqlalchemy as sa

from pmo_desktop.services.ports import Stored
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.tables import AUDIT, OPERATION

MOST = 5_000
"""Records at most; who was away longer reads all anew."""


def last_change(asking: Asking) -> int:
    """The number of the op stored last, 0 in an empty database."""
    found = asking.rows(sa.select(sa.func.max(OPERATION.c.seq)))
    return int(found[0][0] or 0)


def changes_since(asking: Asking, seq: int) -> list[Stored]:
    """The records that ops with a higher number touched, in their order."""
    o, a = OPERATION.c, AUDIT.c
    query = (
        sa.select(o.seq, o.op_id, a.kind, a.record_id)
        .join_from(OPERATION, AUDIT, a.seq == o.seq)
        .where(o.seq > seq)
        .order_by(o.seq)
        .limit(MOST)
    )
    return [Stored(*row) for row in asking.rows(query)]
