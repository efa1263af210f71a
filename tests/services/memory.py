"""A store in memory with the store's own rules: locks are not needed, everything else is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Op
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import Kind, families, kind_of, kinds
from pmo_desktop.services.ports import AuditRow, Change, Clash, Past, Receipt


class MemoryStore:
    """Transaction, reader and files of one database in dictionaries; a failed op leaves no trace."""

    url = "memory"

    def __init__(self) -> None:
        self.records: dict[UUID, Any] = {}
        self.numbers: dict[str, int] = {}
        self.ops: dict[UUID, tuple[int, Op]] = {}
        self.trail: list[tuple[int, AuditRow]] = []
        self.bodies: dict[str, bytes] = {}

    @property
    def reader(self) -> Any:
        return self

    @property
    def files(self) -> Any:
        return _Files(self.bodies)

    def close(self) -> None:
        self.records = {}

    def missing_locks(self) -> list[str]:
        return []

    def purge_notes(self, meeting: UUID) -> int:
        return 0

    @contextmanager
    def begin(self) -> Iterator[MemoryStore]:
        kept = dict(self.records), dict(self.numbers), dict(self.ops), list(self.trail)
        try:
            yield self
        except BaseException:
            self.records, self.numbers, self.ops, self.trail = kept
            raise

    def keep(self, body: bytes, media: str) -> str:
        return self.files.put(body, media)  # type: ignore[no-any-return]

    # -- transaction -------------------------------------------------------------------------------

    def register(self, op: Op) -> int | None:
        if op.id in self.ops:
            return None
        self.ops[op.id] = (len(self.ops) + 1, op)
        return len(self.ops)

    def seen(self, op_id: UUID) -> Receipt:
        seq = self.ops[op_id][0]
        touched = frozenset((row.kind.name, row.id) for at, row in self.trail if at == seq)
        return Receipt(op_id, seq, Change(op_id, touched), repeated=True)

    def load(self, family: str, ids: Sequence[UUID]) -> None:
        """Everything is here already."""

    def get(self, family: str, found: Any) -> Any:
        if isinstance(found, UUID):
            return self.records.get(found)
        return {uid: self.records[uid] for uid in found if uid in self.records}

    def where(self, kind: str, field: str, values: Any, *, archived: bool = True) -> list[Any]:
        wanted = values if isinstance(values, list | tuple | set) else [values]
        return [r for r in self.all(kind, archived=archived) if getattr(r, field) in wanted]

    def series(self, scope: str) -> int:
        return self.numbers.get(scope, 0)

    def keep_series(self, scope: str, last: int) -> None:
        self.numbers[scope] = last

    def taken(self, family: str, refs: Sequence[str]) -> set[str]:
        return {r.ref for r in self.records.values() if kind_of(r).family == family} & set(refs)

    def insert(self, kind: Kind, records: Sequence[Record]) -> None:
        self.records.update((r.id, r) for r in records)

    def update(self, kind: Kind, before: Record, after: Record, names: Sequence[str]) -> None:
        assert self.records[before.id].revision == before.revision
        self.records[after.id] = after

    def audit(self, seq: int, rows: Sequence[AuditRow]) -> None:
        known = {(row.id, row.revision) for _, row in self.trail}
        for row in rows:
            assert (row.id, row.revision) not in known, "two lines of the trail for one revision"
            known.add((row.id, row.revision))
            self.trail.append((seq, row))

    def note_clashes(self, seq: int, clashes: Sequence[Clash]) -> None:
        assert clashes

    # -- reader ------------------------------------------------------------------------------------

    def all(self, kind: str, *, archived: bool = False) -> list[Any]:
        names = {kind} if kind in kinds() else {k.name for k in families()[kind]}
        found = [r for r in self.records.values() if kind_of(r).name in names]
        return sorted((r for r in found if archived or r.archived_at is None), key=lambda r: (r.ref, r.id))

    def by_ref(self, kind: str, ref: str) -> Any | None:
        return next((r for r in self.all(kind) if r.ref == ref), None)

    def revisions(self) -> dict[UUID, int]:
        found: dict[UUID, int] = {}
        for _, row in self.trail:
            found[row.id] = found.get(row.id, 0) + 1
        return found

    def history(
        self, *, record: UUID | None = None, since: datetime | None = None, most: int = 200
    ) -> list[Past]:
        by_seq = dict(self.ops.values())
        lines = [
            Past(op.id, op.at, op.who, op.label, row.kind.name, row.id, row.revision, row.verb, row.changes)
            for seq, row in reversed(self.trail)
            if (op := by_seq[seq]) and (record in (None, row.id)) and (since is None or op.at > since)
        ]
        return lines[:most]


class _Files:
    def __init__(self, bodies: dict[str, bytes]) -> None:
        self._bodies = bodies

    def put(self, body: bytes, media: str) -> str:
        import hashlib

        name = hashlib.sha256(body).hexdigest()
        self._bodies[name] = body
        return name

    def get(self, file_hash: str) -> bytes:
        return self._bodies[file_hash]
