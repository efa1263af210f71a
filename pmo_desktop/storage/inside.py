"""A reader inside a transaction of the writer."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pmo_desktop.storage.reader import SqlReader


class InsideReader(SqlReader):
    """The same questions as of every reader, asked on the connection that writes."""

    def __init__(self, conn: sa.Connection) -> None:
        super().__init__(conn.engine)
        self._conn = conn

    def rows(self, query: sa.Select[Any] | sa.CompoundSelect[Any]) -> list[Any]:
        """The rows of a query as they stand in this transaction."""
        return list(self._conn.execute(query))
