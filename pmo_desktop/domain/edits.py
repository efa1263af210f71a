"""A change is a value: edits, their inverse, and the envelope that says who and when."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kind_of

R = TypeVar("R", bound=Record)


@dc.dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, as it was seen and as it is wanted."""

    name: str
    old: Any
    new: Any

    def inverse(self) -> FieldChange:
        """The change that takes this one back."""
        return FieldChange(self.name, self.new, self.old)


@dc.dataclass(frozen=True, slots=True)
class Create:
    """A new record with these values; fields not named take their default."""

    kind: str
    id: UUID
    values: tuple[tuple[str, Any], ...]

    def inverse(self) -> Archive:
        """Archive it: references are never used again."""
        return Archive(self.kind, self.id)


@dc.dataclass(frozen=True, slots=True)
class Set:
    """Fields of one record, each with the value that the person saw and the one wanted."""

    kind: str
    id: UUID
    changes: tuple[FieldChange, ...]

    def inverse(self) -> Set:
        """The same fields, old for new."""
        return Set(self.kind, self.id, tuple(c.inverse() for c in self.changes))


@dc.dataclass(frozen=True, slots=True)
class Archive:
    """Take a record out of sight; nothing is ever deleted."""

    kind: str
    id: UUID

    def inverse(self) -> Restore:
        """Bring it back."""
        return Restore(self.kind, self.id)


@dc.dataclass(frozen=True, slots=True)
class Restore:
    """Bring an archived record back."""

    kind: str
    id: UUID

    def inverse(self) -> Archive:
        """Take it out of sight again."""
        return Archive(self.kind, self.id)


@dc.dataclass(frozen=True, slots=True)
class Batch:
    """Several edits that are stored together or not at all."""

    edits: tuple[Edit, ...]

    def inverse(self) -> Batch:
        """Each edit taken back, the last first."""
        return Batch(tuple(e.inverse() for e in reversed(self.edits)))


Step = Create | Set | Archive | Restore
Edit = Step | Batch


@dc.dataclass(frozen=True, slots=True)
class Op:
    """An edit that somebody made. `id` is made by the client, so that sending it twice does it once.

    `at` is the client's clock; the store keeps its own beside it.
    """

    id: UUID
    edit: Edit
    at: datetime
    who: UUID
    label: str = ""
    undoes: UUID | None = None


def steps(edit: Edit) -> Iterator[Step]:
    """The single edits in order, batches opened."""
    if isinstance(edit, Batch):
        for inner in edit.edits:
            yield from steps(inner)
    else:
        yield edit


def batch(edits: Iterable[Edit]) -> Batch:
    """Several edits as one."""
    return Batch(tuple(edits))


def creation(record: Record) -> Create:
    """The edit that makes this record."""
    kind = kind_of(record)
    values = tuple(
        (f.name, value) for f in kind.fields if f.typed and (value := getattr(record, f.name)) != f.default
    )
    return Create(kind.name, record.id, values)


def between(seen: R, wanted: R) -> Set:
    """The edit that turns the record that was seen into another; write `wanted` with dataclasses.replace."""
    kind = kind_of(seen)
    pairs = ((f.name, getattr(seen, f.name), getattr(wanted, f.name)) for f in kind.fields if f.typed)
    return Set(kind.name, seen.id, tuple(FieldChange(n, a, b) for n, a, b in pairs if a != b))
