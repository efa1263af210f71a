"""Records to column values, and rows to records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from pmo_desktop.domain.jsoncodec import decode, encode
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import Field, Kind, Shape, families, kinds
from pmo_desktop.domain.values import Money, Zoned
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.faults import unreadable
from pmo_desktop.storage.tables import TABLES, column_names

_AS_JSON = (Shape.LTEXT, Shape.VALUE, Shape.VALUES, Shape.TEXTS, Shape.REFS, Shape.ENUM)


def pack(kind: Kind, field: Field, value: Any) -> dict[str, Any]:
    """A field's value as column values."""
    names = column_names(field)
    if value is None:
        return dict.fromkeys(names)
    if isinstance(value, Money):
        return dict(zip(names, (value.minor, value.currency), strict=True))
    if isinstance(value, Zoned):
        return dict(zip(names, (value.at, value.zone), strict=True))
    return {field.name: encode(kind, field.name, value) if field.shape in _AS_JSON else value}


def packed(kind: Kind, record: Record, names: Sequence[str] | None = None) -> dict[str, Any]:
    """A record, or some of its fields, as column values."""
    fields = kind.fields if names is None else [kind.field(n) for n in names]
    values = {c: v for f in fields for c, v in pack(kind, f, getattr(record, f.name)).items()}
    if names is None and len(families()[kind.family]) > 1:
        values["kind"] = kind.name
    return values


def _reader(kind: Kind, field: Field) -> Callable[[Any], Any] | None:
    """How one cell becomes a value; None where it is one already."""
    if field.shape is Shape.ENUM:
        members: Mapping[str, Any] = {m.value: m for m in field.type}
        return lambda v: v if v is None else members[v]
    if field.shape in _AS_JSON:
        return lambda v: decode(kind, field.name, v)
    return None


def _loader(kind: Kind) -> Callable[[Sequence[Any]], Any]:
    """A function from a row (columns in table order) to a record of one kind."""
    at = {column.name: i for i, column in enumerate(TABLES[kind.family].columns)}
    single: list[tuple[str, int, Callable[[Any], Any]]] = []
    plain: list[tuple[str, int]] = []
    pairs: list[tuple[str, int, int, type[Any]]] = []
    for field in kind.fields:
        names = column_names(field)
        read = _reader(kind, field)
        if len(names) == 2:
            pairs.append(
                (field.name, at[names[0]], at[names[1]], Money if field.shape is Shape.MONEY else Zoned)
            )
        elif read:
            single.append((field.name, at[names[0]], read))
        else:
            plain.append((field.name, at[names[0]]))

    def load(row: Sequence[Any]) -> Any:
        values = {name: row[i] for name, i in plain}
        try:
            values.update((name, read(row[i])) for name, i, read in single)
        except (KeyError, ValueError, TypeError, AttributeError) as why:
            raise StoreFault(unreadable(f"{row[at['ref']] or row[at['id']]}: {why}")) from why
        for name, i, j, pair in pairs:
            values[name] = None if row[i] is None else pair(row[i], row[j])
        return kind.cls(**values)

    return load


@cache
def _loads(name: str) -> Callable[[Sequence[Any]], Any]:
    return _loader(kinds()[name])


def loader(family: str) -> Callable[[Sequence[Any]], Any]:
    """A function from a whole row of a family's table to a record of the right kind."""
    members = families()[family]
    if len(members) == 1:
        return _loads(members[0].name)
    at = list(TABLES[family].columns.keys()).index("kind")
    return lambda row: _loads(row[at])(row)


def of_kind(name: str) -> tuple[sa.Table, list[sa.ColumnElement[bool]], Callable[[Sequence[Any]], Any]]:
    """The table of a kind or family, what picks the kind out of its family, and the loader."""
    if name in kinds():
        kind = kinds()[name]
        table = TABLES[kind.family]
        only = [table.c.kind == name] if len(families()[kind.family]) > 1 else []
        return table, only, _loads(name)
    return TABLES[name], [], loader(name)
