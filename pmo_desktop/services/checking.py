"""Whether a database is whole: records keep their rules, the trail has no gap, files are what they were."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pmo_desktop.domain.record import Record
from pmo_desktop.domain.rules import problems
from pmo_desktop.domain.schema import families, kinds
from pmo_desktop.i18n import tr, trn
from pmo_desktop.services.meetings.freezing import frozen_problems
from pmo_desktop.services.ports import Store, StoreFault


@dc.dataclass(frozen=True, slots=True)
class Found:
    """What was looked at, and what is wrong: one sentence each."""

    looked_at: tuple[str, ...]
    problems: tuple[str, ...]


class _All:
    """Every record at once, as rules ask for them."""

    def __init__(self, records: Mapping[str, Sequence[Record]]) -> None:
        self._by_id: dict[UUID, Record] = {r.id: r for members in records.values() for r in members}
        self._records = records
        self._by_field: dict[tuple[str, str], dict[Any, list[Record]]] = {}

    def get(self, family: str, uid: UUID) -> Any:
        """A record by id; every id is in one family only."""
        return self._by_id.get(uid)

    def where(self, kind: str, field: str, value: Any) -> list[Any]:
        """Records by a field, indexed once."""
        if (kind, field) not in self._by_field:
            index: dict[Any, list[Record]] = {}
            for r in self._records[kind]:
                index.setdefault(getattr(r, field), []).append(r)
            self._by_field[kind, field] = index
        return self._by_field[kind, field].get(value, [])


def _trail(store: Store, records: Mapping[str, Sequence[Record]]) -> list[str]:
    """Each record has as many lines in the trail as revisions."""
    counted = store.reader.revisions()
    return [
        tr(
            "{ref}: the trail has {found} changes, the record says {revision}",
            ref=r.ref or str(r.id),
            found=counted.get(r.id, 0),
            revision=r.revision,
        )
        for members in records.values()
        for r in members
        if counted.get(r.id, 0) != r.revision
    ]


def _files(store: Store, hashes: Sequence[str]) -> list[str]:
    found = []
    for file_hash in hashes:
        try:
            store.files.get(file_hash)
        except KeyError:
            found.append(tr("A file is missing: {hash}", hash=file_hash[:12]))
        except StoreFault as why:
            found.append(str(why))
    return found


def check(store: Store) -> Found:
    """Look at every record, the trail and the files."""
    records = {name: store.reader.all(name, archived=True) for name in kinds()}
    count = sum(map(len, records.values()))
    view = _All(records)
    wrong = [
        tr("{ref}: {problem}", ref=r.ref or str(r.id), problem=p.says)
        for members in records.values()
        for r in members
        if r.archived_at is None
        for p in problems(r, view)
    ]
    packs, documents = records["pack"], records["document"]
    hashes = [h for p in packs for h in (p.content_hash, p.pdf_hash) if h]
    hashes += [d.file_hash for d in documents if d.file_hash]
    hashes += [s.frozen_hash for s in records["minute_set"] if s.frozen_hash]
    wrong += [tr("A lock of the database is missing: {name}", name=name) for name in store.missing_locks()]
    wrong += frozen_problems(store)
    looked = (
        trn("1 record in {kinds} kinds", "{n} records in {kinds} kinds", count, kinds=len(families())),
        trn("1 file", "{n} files", len(set(hashes))),
    )
    return Found(looked, (*wrong, *_trail(store, records), *_files(store, sorted(set(hashes)))))
