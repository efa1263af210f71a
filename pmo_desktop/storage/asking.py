"""What a register query needs of a reader: the rows of a statement."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pmo_desktop.i18n import tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.faults import explained, unreadable


class Asking:
    """A pool of connections that can only read."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def rows(self, query: sa.Select[Any] | sa.CompoundSelect[Any]) -> list[Any]:
        """The rows of a query; raises StoreFault with a sentence."""
        with explained(), self.engine.connect() as conn:
            try:
                return list(conn.execute(query))
            except UnicodeEncodeError as why:
                raise StoreFault(tr("No record has a text with half a character.")) from why
            except ValueError as why:  # a date or a list that somebody else wrote is not one
                raise StoreFault(unreadable(str(why))) from why
