"""SQLAlchemy tables from the declarations: one per family of kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import RLock
from typing import Any

import sqlalchemy as sa

from pmo_desktop.domain.schema import Field, Kind, Shape, families
from pmo_desktop.storage.types import JSON, UtcInstant

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
_PAIRS = {Shape.MONEY: ("minor", "currency"), Shape.ZONED: ("at", "zone")}
_INTEGERS = (Shape.INT, Shape.MINUTES, Shape.SCORE, Shape.POINTS)


def column_names(field: Field) -> tuple[str, ...]:
    """The columns a field takes: two for money and for zoned instants, else one."""
    return tuple(f"{field.name}_{p}" for p in _PAIRS[field.shape]) if field.shape in _PAIRS else (field.name,)


def _types(field: Field) -> Sequence[sa.types.TypeEngine[Any]]:
    match field.shape:
        case Shape.TEXT | Shape.RICH | Shape.ENUM:
            return (sa.Text(),)
        case Shape.BOOL:
            return (sa.Boolean(create_constraint=False),)
        case Shape.DATE:
            return (sa.Date(),)
        case Shape.WALL:
            return (sa.DateTime(),)
        case Shape.INSTANT:
            return (UtcInstant(),)
        case Shape.REF:
            return (sa.Uuid(),)
        case Shape.MONEY:
            return (sa.BigInteger(), sa.String(3))
        case Shape.ZONED:
            return (UtcInstant(), sa.Text())
        case shape if shape in _INTEGERS:
            return (sa.BigInteger(),)
        case _:
            return (JSON,)


def _check(name: str, fields: Sequence[Field]) -> sa.CheckConstraint | None:
    if fields[0].shape is Shape.ENUM:
        allowed = ", ".join(f"'{v}'" for v in dict.fromkeys(m.value for f in fields for m in f.type))
        return sa.CheckConstraint(f'"{name}" IN ({allowed})', name)
    if fields[0].shape in _PAIRS:
        first, second = column_names(fields[0])
        return sa.CheckConstraint(f"({first} IS NULL) = ({second} IS NULL)", name)
    return None


def _columns(field: Field, *, nullable: bool, later: bool) -> list[sa.Column[Any]]:
    link: list[sa.ForeignKey] = []
    if field.shape is Shape.REF and field.name != "id":
        link = [sa.ForeignKey(f"{field.target}.id", deferrable=True, initially="DEFERRED", use_alter=later)]
    return [
        sa.Column(name, kind, *link, nullable=nullable, primary_key=name == "id", index=bool(link) or None)
        for name, kind in zip(column_names(field), _types(field), strict=True)
    ]


def _table(family: str, kinds: Sequence[Kind], meta: sa.MetaData, known: frozenset[str]) -> sa.Table:
    """The table of one family. A field that not every sibling has may be empty."""
    fields: dict[str, list[Field]] = {}
    for kind in kinds:
        for field in kind.fields:
            fields.setdefault(field.name, []).append(field)
    parts: list[Any] = []
    for name, same in fields.items():
        nullable = same[0].optional or len(same) < len(kinds)
        parts += _columns(
            same[0], nullable=nullable, later=bool(same[0].target) and same[0].target not in known
        )
        check = _check(name, same)
        parts += [check] if check is not None else []
    if len(kinds) > 1:
        parts.insert(1, sa.Column("kind", sa.Text, nullable=False, index=True))
    return sa.Table(family, meta, *parts)


def _one_of_each_code(table: sa.Table) -> None:
    given = table.c.ref != ""
    sa.Index(f"uq_{table.name}_ref", table.c.ref, unique=True, sqlite_where=given, postgresql_where=given)


_EXTRA: Mapping[str, Callable[[sa.Table], object]] = {
    "status_report": lambda t: sa.Index("ix_status_report_work_date", t.c.work, t.c.status_date),
    "plan_item": lambda t: (
        sa.Index("ix_plan_item_plan_number", t.c.plan, t.c.number, unique=True),
        sa.Index("ix_plan_item_gate", t.c.plan, sqlite_where=t.c.gate != "", postgresql_where=t.c.gate != ""),
    ),
}
"""Indexes that a declaration does not say: the latest report of a work, a line of a plan, its gates."""


class _Tables(Mapping[str, sa.Table]):
    """The tables by family, each made when it is first asked for: a start needs a few of them only.

    Indexes over some of the rows come later still: no query names them, and they bring in the modules of
    both databases.
    """

    def __init__(self, meta: sa.MetaData) -> None:
        self._meta, self._made = meta, dict[str, sa.Table]()
        self._indexed: set[str] = set()
        self._lock = RLock()  # the writer and the readers ask from threads of their own

    def __getitem__(self, family: str) -> sa.Table:
        with self._lock:
            if family not in self._made:
                self._made[family] = self._make(family)
            return self._made[family]

    def _make(self, family: str) -> sa.Table:
        order = list(families())
        known = frozenset(order[: order.index(family) + 1])
        return _table(family, families()[family], self._meta, known)

    def complete(self) -> None:
        """Make every table, with all of its indexes."""
        with self._lock:
            for family, table in self.items():
                if family not in self._indexed:
                    self._indexed.add(family)
                    _one_of_each_code(table)
                    if family in _EXTRA:
                        _EXTRA[family](table)

    def __iter__(self) -> Iterator[str]:
        return iter(families())

    def __len__(self) -> int:
        return len(families())


META = sa.MetaData(naming_convention=NAMES)
_MADE = _Tables(META)
TABLES: Mapping[str, sa.Table] = _MADE


def whole_schema() -> sa.MetaData:
    """Every table of the program, as migrations have to give them."""
    _MADE.complete()
    return META


OPERATION = sa.Table(
    "operation",
    META,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("op_id", sa.Uuid, unique=True, nullable=False),
    sa.Column("at", UtcInstant, nullable=False),
    sa.Column("said_at", UtcInstant, nullable=False),
    sa.Column("who", sa.Uuid, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("undoes", sa.Uuid),
    sa.Column("clashes", JSON),
    sa.Index("ix_operation_at", "at"),
)
AUDIT = sa.Table(
    "audit",
    META,
    sa.Column("record_id", sa.Uuid, primary_key=True),
    sa.Column("revision", sa.BigInteger, primary_key=True),
    sa.Column("seq", sa.BigInteger, sa.ForeignKey("operation.seq"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("changes", JSON, nullable=False),
)
SERIES = sa.Table(
    "number_series",
    META,
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("last", sa.BigInteger, nullable=False),
)
FILES = sa.Table(
    "stored_file",
    META,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("media", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
