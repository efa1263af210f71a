"""What a register query needs of a reader: the rows of a statement."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pmo_desktop.storage.faults import explained


class Asking:
    """A pool of connections that can only read."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def rows(self, query: sa.Select[Any] | sa.CompoundSelect[Any]) -> list[Any]:
        """The rows of a query; raises StoreFault with a sentence."""
        with explained(), self.engine.connect() as conn:
            return list(conn.execute(query))
