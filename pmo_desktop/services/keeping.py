"""The thread that brings what is typed to this computer's disk, so that nobody waits for the disk."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from uuid import UUID

from pmo_desktop.domain.edits import Op
from pmo_desktop.services.journal import Journal
from pmo_desktop.services.notes import Doing, Note


class Keeper:
    """Takes notes at once and writes them soon: all that wait go to the disk in one transaction.

    Each call answers with the future of that transaction: done when it is on the disk, or StoreFault.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._pool = ThreadPoolExecutor(1, "keeper")
        self._lock = Lock()
        self._notes: list[Note] = []
        self._coming: Future[None] | None = None

    def write(self, op: Op, place: str = "") -> Future[None]:
        """Keep an op; the line it was typed as, at `place`, is no longer growing."""
        return self._take(*Note.keep(op, place))

    def done(self, op_id: UUID) -> Future[None]:
        """The store has it."""
        return self._take(Note(Doing.DONE, str(op_id)))

    def refuse(self, op_id: UUID, why: str) -> Future[None]:
        """The store refused it: keep it for a person to decide."""
        return self._take(Note(Doing.REFUSE, str(op_id), why))

    def typing(self, place: str, text: str) -> Future[None]:
        """Keep a line that is being typed; only the last of those that wait is written."""
        return self._take(Note(Doing.TYPING, place, text))

    def again(self) -> Future[None]:
        """Try once more what the disk refused."""
        return self._take()

    def close(self) -> None:
        """Write what waits, then end the thread."""
        self._pool.shutdown(wait=True)

    def _take(self, *notes: Note) -> Future[None]:
        with self._lock:
            self.journal.remember(notes)
            places = {n.key for n in notes if n.doing is Doing.TYPING}
            kept = [n for n in self._notes if n.doing is not Doing.TYPING or n.key not in places]
            self._notes = [*kept, *notes]
            if self._coming is None:
                self._coming = self._pool.submit(self._commit)
            return self._coming

    def _commit(self) -> None:
        with self._lock:
            notes, self._notes, self._coming = self._notes, [], None
        self.journal.commit(notes)
