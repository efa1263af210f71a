"""Hear of what others store in the same database, from other computers too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.ports import Change, Stored
    from pmo_desktop.ui.desk import Desk

EVERY_MS = 1_500
"""How often the database is asked: what another computer stores is seen within two seconds."""
OVERLAP = 64
"""Ops that are asked for again: one with a lower number may be stored a moment later than its neighbour."""
MOST_KNOWN = 4_096


class Watch(QObject):
    """Tells the desk of changes that it did not make itself; its pages follow as if they were its own.

    One small statement each time, in a reader's thread, never two at once.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._last = -1
        self._asking = False
        self._known: dict[UUID, None] = {}
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        desk.changed.connect(self._stored)

    def start(self) -> None:
        """Watch from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Watch no longer; what is stored meanwhile is read when it starts again."""
        self._timer.stop()

    def look(self) -> None:
        """Ask once, unless an answer is still on its way or the database is away."""
        if self._asking or not self._desk.is_open:
            return
        self._asking = True
        last = self._last

        def read(office: Office) -> tuple[int, list[Stored]]:
            reader = office.store.reader
            if last < 0:
                return reader.last_change(), reader.changes_since(max(0, reader.last_change() - OVERLAP))
            return last, reader.changes_since(max(0, last - OVERLAP))

        self._desk.query(read, self._heard, self._away)

    def _stored(self, change: Change) -> None:
        self._note([change.op_id])

    def _away(self, _why: str) -> None:
        self._asking = False  # the desk says so itself when it matters; here the next look tries again

    def _heard(self, found: tuple[int, list[Stored]]) -> None:
        self._asking = False
        first = self._last < 0
        last, rows = found
        self._last = max([last, *(row.seq for row in rows)])
        fresh = [] if first else [row for row in rows if row.op_id not in self._known]
        self._note(row.op_id for row in rows)
        touched: dict[UUID, set[tuple[str, UUID]]] = {}
        for row in fresh:
            touched.setdefault(row.op_id, set()).add((row.kind, row.id))
        from pmo_desktop.services.ports import Change

        for op, records in touched.items():
            self._desk.changed.emit(Change(op, frozenset(records)))

    def _note(self, ops: Iterable[UUID]) -> None:
        for op in ops:
            self._known.pop(op, None)
            self._known[op] = None
        while len(self._known) > MOST_KNOWN:
            self._known.pop(next(iter(self._known)))
