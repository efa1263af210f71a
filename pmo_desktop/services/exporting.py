"""Registers as plain tables: heads and cells, ready for a file."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import Field, Kind, Shape, kind_of, kinds
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.shown import major
from pmo_desktop.services.ports import Reader

Cell = str | int | float | bool | Decimal | date | datetime | None


@dc.dataclass(frozen=True, slots=True)
class Table:
    """A table for a file. `keys` are the stable names of the columns, `heads` what people read."""

    title: str
    keys: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_KINDS: Mapping[str, tuple[str, ...]] = {
    "works": ("portfolio", "programme", "project", "service"),
    "plan": ("plan_item",),
    "raid": ("risk", "issue"),
    "actions": ("action",),
    "decisions": ("decision",),
    "meetings": ("meeting",),
}
_LEFT_OUT = frozenset({"id", "revision", "archived_at"})


def _columns(members: Sequence[Kind]) -> list[Field]:
    found: dict[str, Field] = {}
    for kind in members:
        found.update((f.name, f) for f in kind.fields if f.name not in _LEFT_OUT and f.name not in found)
    return list(found.values())


def _names(reader: Reader, records: Sequence[Record]) -> dict[UUID, str]:
    """What each referred record is called, one statement per family."""
    wanted: dict[str, set[UUID]] = {}
    for record in records:
        for field in kind_of(record).fields:
            value = getattr(record, field.name)
            if field.target and field.name != "id" and value:
                wanted.setdefault(field.target, set()).update(
                    value if field.shape is Shape.REFS else (value,)
                )
    plans = wanted.pop("plan", set())
    named = {
        uid: getattr(found, "ref", "") or getattr(found, "display_name", "") or str(uid)
        for family, ids in wanted.items()
        for uid, found in reader.get(family, ids).items()
    }
    return named | _works_of_plans(reader, list(plans)) if plans else named


def _people(reader: Reader, names: dict[UUID, str]) -> dict[UUID, str]:
    return names | {p.id: p.display_name for p in reader.all("person", archived=True)}


def _cell(field: Field, value: Any, names: Mapping[UUID, str]) -> Cell:
    if value is None:
        return None
    write = _WRITE.get(field.shape)
    if field.shape is Shape.REF:
        return names.get(value, str(value))
    if field.shape is Shape.REFS:
        return ", ".join(names.get(v, str(v)) for v in value)
    found: Cell = write(value) if write else value
    return found


def _parts(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_parts(v) for v in value)
    pairs = ((f.name, getattr(value, f.name)) for f in dc.fields(value))
    return ", ".join(f"{name} {getattr(v, 'value', v)}" for name, v in pairs if v is not None)


_WRITE: Mapping[Shape, Callable[[Any], Cell]] = {
    Shape.LTEXT: lambda v: str(v.said(language())),
    Shape.TEXTS: ", ".join,
    Shape.ENUM: lambda v: str(v.value),
    Shape.MONEY: major,
    Shape.POINTS: lambda v: Decimal(v) / 100,
    Shape.ZONED: lambda v: f"{v.at.isoformat()} {v.zone}",
    Shape.VALUE: _parts,
    Shape.VALUES: _parts,
}


def _heads(fields: Sequence[Field]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys and heads; money takes a second column for its currency."""
    keys: list[str] = ["kind"]
    heads: list[str] = [tr("Kind")]
    for f in fields:
        keys.append(f.name)
        heads.append(tr(f.words.label))
        if f.shape is Shape.MONEY:
            keys.append(f"{f.name}_currency")
            heads.append(tr("{field}, currency", field=tr(f.words.label)))
    return tuple(keys), tuple(heads)


def _row(fields: Sequence[Field], record: Record, names: Mapping[UUID, str]) -> tuple[Cell, ...]:
    kind = kind_of(record)
    cells: list[Cell] = [kind.name]
    for f in fields:
        value = getattr(record, f.name) if f.name in kind.by_name else None
        cells.append(_cell(kind.by_name.get(f.name, f), value, names))
        if f.shape is Shape.MONEY:
            cells.append(value.currency if value is not None else None)
    return tuple(cells)


def table_of(title: str, members: Sequence[Kind], records: Sequence[Record], reader: Reader) -> Table:
    """Records of some kinds as one table, references written as codes and names."""
    fields = _columns(members)
    keys, heads = _heads(fields)
    names = _people(reader, _names(reader, records))
    return Table(title, keys, heads, tuple(_row(fields, r, names) for r in records))


def _of_work(reader: Reader, what: str, ref: str) -> list[Record]:
    work = reader.by_ref("work", ref)
    if work is None:
        raise Fault(tr("The database has no work called {ref}.", ref=ref))
    own: Mapping[str, Callable[[], list[Any]]] = {
        "works": lambda: [work],
        "plan": lambda: _plan_items(reader, work.id),
        "raid": lambda: [*reader.where("risk", "work", [work.id]), *reader.where("issue", "work", [work.id])],
        "actions": lambda: reader.where("action", "work", [work.id]),
        "decisions": lambda: [d for d in reader.all("decision") if work.id in d.works],
        "meetings": list,
    }
    return own[what]()


def _every_item(reader: Reader) -> list[Record]:
    """The lines of all plans, work by work."""
    works = _works_of_plans(reader, [p.id for p in reader.all("plan")])
    items = [i for i in reader.all("plan_item") if i.plan in works]
    return sorted(items, key=lambda i: (works[i.plan], str(i.plan), i.position, i.number))


def _works_of_plans(reader: Reader, plans: Sequence[UUID]) -> dict[UUID, str]:
    """The code of the work that each plan is of."""
    found = reader.get("plan", plans)
    works = reader.get("work", {p.work for p in found.values()})
    return {uid: works[p.work].ref for uid, p in found.items()}


def _plan_items(reader: Reader, work: UUID) -> list[Record]:
    plans = reader.where("plan", "work", [work])
    items = reader.where("plan_item", "plan", [p.id for p in plans])
    return sorted(items, key=lambda i: (str(i.plan), i.position, i.number))


def exported(reader: Reader, what: str, work_ref: str = "") -> Table:
    """The register called `what`, of one work or of all. Raises Fault for an unknown work."""
    members = [kinds()[name] for name in _KINDS[what]]
    if work_ref:
        return table_of(what, members, _of_work(reader, what, work_ref), reader)
    found = _every_item(reader) if what == "plan" else [r for kind in members for r in reader.all(kind.name)]
    return table_of(what, members, found, reader)
