"""The open database with everything that works on it; built once by the composition root."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

from pmo_desktop.domain.edits import Edit, Op
from pmo_desktop.domain.organisation import Role
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.journal import Journal
from pmo_desktop.services.ports import Reader, Receipt, Store

NOBODY = UUID(int=0)
"""Who acts while nobody has said who works here."""


def utc_now() -> datetime:
    """The instant, with its zone."""
    return datetime.now(UTC)


@dc.dataclass(frozen=True, slots=True)
class Office:
    """One open database: `store` reads, `editor` writes, `journal` keeps what has not arrived yet."""

    store: Store
    editor: Editor
    journal: Journal | None = None
    who: UUID = NOBODY
    new_id: Callable[[], UUID] = uuid4
    now: Callable[[], datetime] = utc_now

    def op(self, edit: Edit, label: str) -> Op:
        """An edit as this person's op."""
        return Op(self.new_id(), edit, self.now(), self.who, label)

    def change(self, edit: Edit, label: str) -> Receipt:
        """Store an edit now, on this thread. Raises Refused or StoreFault."""
        return self.editor.apply(self.op(edit, label))

    def close(self) -> None:
        """Let go of the database and the journal."""
        self.store.close()
        if self.journal is not None:
            self.journal.close()


def who_works_here(reader: Reader, code: str) -> UUID:
    """The person of this code, else the coordinator of the office, else nobody."""
    found = reader.by_ref("person", code) if code else None
    if found is not None:
        return UUID(int=found.id.int)
    coordinators = reader.where("role_assignment", "role", [Role.COORDINATOR.value])
    return UUID(int=coordinators[0].person.int) if coordinators else NOBODY
