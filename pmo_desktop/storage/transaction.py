"""One transaction of the writer: reads with locks, writes with a trail."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.editjson import changes_json
from pmo_desktop.domain.edits import Op
from pmo_desktop.domain.jsoncodec import encode
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import Kind, kinds
from pmo_desktop.i18n import N_, stored, tr
from pmo_desktop.services.ports import AuditRow, Change, Clash, Receipt, StoreFault
from pmo_desktop.storage.engine import insert_into
from pmo_desktop.storage.rows import loader, of_kind, pack, packed
from pmo_desktop.storage.tables import AUDIT, OPERATION, SERIES, TABLES

_MOVED = N_("Somebody else changed the same record at that moment. Nothing was stored; try again.")
if TYPE_CHECKING:
    from pmo_desktop.storage.reader import SqlReader

CHUNK = 500
"""Rows or ids in one statement: below the limits of both databases."""


_OF, _AT, _TO = "of_id", "at_revision", "to_"
"""What the values of a change are called in its statement."""


@dc.dataclass(frozen=True, slots=True)
class _Changed:
    """What a record of a family is to get that stands at a revision, by column."""

    family: str
    revision: int
    values: dict[str, Any]


class SqlTransaction:
    """The writer's view of the database until the end of one op."""

    def __init__(self, conn: sa.Connection) -> None:
        self._conn = conn
        self._read: dict[UUID, Any] = {}
        self._series: dict[str, int] = {}
        self._changed: dict[UUID, _Changed] = {}
        """What waits to be stored, many alike in one go: before anything is read, made or finished."""

    def register(self, op: Op) -> int | None:
        """Take a number for the op; None when it has one already."""
        row = {
            "op_id": op.id, "at": datetime.now(UTC), "said_at": op.at, "who": op.who,
            "label": stored(op.label), "undoes": op.undoes,
        }  # fmt: skip
        query = (
            insert_into(OPERATION, self._conn.dialect)
            .values(row)
            .on_conflict_do_nothing(index_elements=["op_id"])
        )
        return self._conn.execute(query.returning(OPERATION.c.seq)).scalar()

    def seen(self, op_id: UUID) -> Receipt:
        """What the op did when it was applied."""
        seq = self._conn.execute(sa.select(OPERATION.c.seq).where(OPERATION.c.op_id == op_id)).scalar_one()
        rows = self._conn.execute(sa.select(AUDIT.c.kind, AUDIT.c.record_id).where(AUDIT.c.seq == seq))
        return Receipt(op_id, seq, Change(op_id, frozenset((k, i) for k, i in rows)), repeated=True)

    def load(self, family: str, ids: Sequence[UUID]) -> None:
        """Read and lock records ahead, by id, so that two writers cannot block each other."""
        table, load = TABLES[family], loader(family)
        wanted = sorted(set(ids) - self._read.keys())
        if wanted:
            self._store_changes()
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            query = (
                sa.select(table)
                .where(table.c.id.in_(part))
                .order_by(table.c.id)
                .with_for_update(key_share=True)
            )
            self._read.update((r.id, r) for r in map(load, self._conn.execute(query)))

    def get(self, family: str, uid: UUID) -> Any:
        """The record as it stands now, or None."""
        if uid not in self._read:
            self.load(family, [uid])
        return self._read.get(uid)

    def where(self, kind: str, field: str, value: Any) -> list[Any]:
        """Records by a field. The record pointed at is locked first: no two writers both find a rule kept."""
        declared = kinds()[kind].field(field)
        if declared.target:
            self.get(declared.target, value)
        self._store_changes()
        table, only, load = of_kind(kind)
        rows = self._conn.execute(sa.select(table).where(table.c[field] == value, *only))
        return [self._read.setdefault(r.id, r) for r in map(load, rows)]

    def series(self, scope: str) -> int:
        """The last number of a series, its row locked until the end."""
        if scope not in self._series:
            query = insert_into(SERIES, self._conn.dialect).values(scope=scope, last=0)
            locked = query.on_conflict_do_update(index_elements=["scope"], set_={"last": SERIES.c.last})
            self._series[scope] = int(self._conn.execute(locked.returning(SERIES.c.last)).scalar_one())
        return self._series[scope]

    def keep_series(self, scope: str, last: int) -> None:
        """The last number given; stored by `finish`."""
        self._series[scope] = last

    def taken(self, family: str, refs: Sequence[str]) -> set[str]:
        """Which of these codes the table of the family has."""
        ref = TABLES[family].c.ref
        return set(self._conn.execute(sa.select(ref).where(ref.in_(refs), ref != "")).scalars())

    def insert(self, kind: Kind, records: Sequence[Record]) -> None:
        """Store new records in few statements."""
        self._store_changes()
        self._conn.execute(TABLES[kind.family].insert(), [packed(kind, r) for r in records])
        self._read.update((r.id, r) for r in records)

    def update(self, kind: Kind, before: Record, after: Record, names: Sequence[str]) -> None:
        """Store some fields of a record that was locked at this revision."""
        if before.id in self._changed:
            self._store_changes()
        values = {c: v for n in names for c, v in pack(kind, kind.field(n), getattr(after, n)).items()}
        self._changed[before.id] = _Changed(kind.family, before.revision, values)
        self._read[after.id] = after

    def _store_changes(self) -> None:
        """Store what waits: one statement for all records of a table of which the same columns change."""
        waiting, self._changed = self._changed, {}
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for uid, one in waiting.items():
            row = {_OF: uid, _AT: one.revision, **{_TO + name: value for name, value in one.values.items()}}
            alike.setdefault((one.family, *one.values), []).append(row)
        for (family, *names), rows in alike.items():
            table = TABLES[family]
            key = (table.c.id == sa.bindparam(_OF)) & (table.c.revision == sa.bindparam(_AT))
            query = table.update().where(key).values({name: sa.bindparam(_TO + name) for name in names})
            whole = self._conn.dialect.supports_sane_multi_rowcount
            for part in [rows] if whole else [[row] for row in rows]:
                if self._conn.execute(query, part if len(part) > 1 else part[0]).rowcount != len(part):
                    raise StoreFault(tr(_MOVED))

    def audit(self, seq: int, rows: Sequence[AuditRow]) -> None:
        """Append to the trail, keyed by record and revision."""
        self._store_changes()
        if rows:
            self._conn.execute(AUDIT.insert(), [_audit_values(seq, row) for row in rows])

    def note_clashes(self, seq: int, clashes: Sequence[Clash]) -> None:
        """Keep the wordings that were not stored."""
        kept = [
            {
                "kind": c.kind, "id": str(c.id), "field": c.field,
                "mine": encode(kinds()[c.kind], c.field, c.mine),
            }
            for c in clashes
        ]  # fmt: skip
        self._conn.execute(OPERATION.update().where(OPERATION.c.seq == seq).values(clashes=kept))

    @property
    def reader(self) -> SqlReader:
        """Reads on this connection: what was written so far is seen."""
        from pmo_desktop.storage.inside import InsideReader

        return InsideReader(self._conn)

    def keep(self, body: bytes, media: str) -> str:
        """Keep a file with this transaction; its hash."""
        from pmo_desktop.storage.files import kept

        return kept(self._conn, body, media)

    def finish(self) -> None:
        """Store what waits for the end."""
        self._store_changes()
        for scope, last in self._series.items():
            self._conn.execute(SERIES.update().where(SERIES.c.scope == scope).values(last=last))


def _audit_values(seq: int, row: AuditRow) -> dict[str, Any]:
    return {
        "record_id": row.id,
        "revision": row.revision,
        "seq": seq,
        "kind": row.kind.name,
        "verb": row.verb,
        "changes": changes_json(row.kind, row.changes),
    }
