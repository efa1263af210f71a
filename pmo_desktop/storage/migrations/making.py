"""How migrations make tables and columns of records: the parts that declarations come down to."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from pmo_desktop.storage.types import JSON, UtcInstant

Part = sa.Column[Any] | sa.CheckConstraint | sa.ForeignKeyConstraint


def columns(kind: sa.types.TypeEngine[Any], names: tuple[str, ...], null: bool) -> list[Part]:
    """Columns of one type."""
    return [sa.Column(name, kind, nullable=null) for name in names]


def text(*names: str, null: bool = False) -> list[Part]:
    """Texts of any length."""
    return columns(sa.Text(), names, null)


def whole(*names: str, null: bool = False) -> list[Part]:
    """Whole numbers of 64 bits."""
    return columns(sa.BigInteger(), names, null)


def flag(*names: str, null: bool = False) -> list[Part]:
    """Yes or no."""
    return columns(sa.Boolean(create_constraint=False), names, null)


def day(*names: str, null: bool = False) -> list[Part]:
    """Dates without a zone."""
    return columns(sa.Date(), names, null)


def wall(*names: str, null: bool = False) -> list[Part]:
    """Wall-clock times without a zone."""
    return columns(sa.DateTime(), names, null)


def instant(*names: str, null: bool = False) -> list[Part]:
    """Instants in UTC."""
    return columns(UtcInstant(), names, null)


def json(*names: str, null: bool = False) -> list[Part]:
    """Values of several parts."""
    return columns(JSON, names, null)


def _pair(name: str, first: Part, second: Part) -> list[Part]:
    both = f"({first.name} IS NULL) = ({second.name} IS NULL)"
    return [first, second, sa.CheckConstraint(both, name=name)]


def money(*names: str, null: bool = False) -> list[Part]:
    """Amounts: minor units and currency, both or neither."""
    return [
        part
        for name in names
        for part in _pair(
            name,
            *columns(sa.BigInteger(), (f"{name}_minor",), null),
            *columns(sa.String(3), (f"{name}_currency",), null),
        )
    ]


def zoned(*names: str, null: bool = False) -> list[Part]:
    """Instants with the zone that people meant, both or neither."""
    return [
        part
        for name in names
        for part in _pair(name, *instant(f"{name}_at", null=null), *text(f"{name}_zone", null=null))
    ]


def one_of(name: str, allowed: str, *, null: bool = False) -> list[Part]:
    """A value of a closed list."""
    values = ", ".join(f"'{value}'" for value in allowed.split())
    return [*text(name, null=null), sa.CheckConstraint(f'"{name}" IN ({values})', name=name)]


def link(name: str, target: str, *, null: bool = False, later: bool = False) -> list[Part]:
    """A reference, checked when the transaction ends; `later` when its table does not exist yet."""
    return [sa.Column(name, sa.Uuid(), nullable=null, info={"target": target, "later": later})]


def record(table: str, *parts: Part) -> None:
    """A table of records: the columns that all share, and its own."""
    shared: list[Part] = [
        sa.Column("id", sa.Uuid(), primary_key=True), *text("ref", "description", "source"),
        *link("owner", "person", null=True, later=table != "person" and not _has("person")),
        *one_of("secrecy", "public internal restricted confidential"), *json("tags"),
        *whole("revision"), *instant("archived_at", null=True),
    ]  # fmt: skip
    own = [*shared, *parts]
    named = [
        sa.CheckConstraint(str(p.sqltext), name=op.f(f"ck_{table}_{p.name}"))
        if isinstance(p, sa.CheckConstraint)
        else p
        for p in own
    ]
    links = [p for p in own if isinstance(p, sa.Column) and p.info.get("target")]
    op.create_table(table, *named, *(_key(table, p) for p in links))
    for p in links:
        op.create_index(op.f(f"ix_{table}_{p.name}"), table, [p.name])
    given = sa.text("ref != ''")
    op.create_index(
        op.f(f"uq_{table}_ref"), table, ["ref"], unique=True, sqlite_where=given, postgresql_where=given
    )


def _has(table: str) -> bool:
    return bool(sa.inspect(op.get_bind()).has_table(table))


def _key(table: str, part: sa.Column[Any]) -> sa.ForeignKeyConstraint:
    """SQLite takes every reference with the table; PostgreSQL those whose target exists."""
    target, later = part.info["target"], part.info["later"]
    return sa.ForeignKeyConstraint(
        [part.name], [f"{target}.id"], name=op.f(f"fk_{table}_{part.name}"),
        deferrable=True, initially="DEFERRED", use_alter=later,
    )  # fmt: skip


def add(table: str, parts: list[Part], given: str | None = None) -> None:
    """Add columns to a table that is there; `given` is what its rows get, as SQL, when none may be empty.

    Written as SQL because both databases take a reference with its column, which Alembic adds apart.
    """
    bind = op.get_bind()
    checks = {str(p.name): str(p.sqltext) for p in parts if isinstance(p, sa.CheckConstraint)}
    for part in parts:
        if not isinstance(part, sa.Column):
            continue
        said = [f'ALTER TABLE "{table}" ADD COLUMN "{part.name}" {part.type.compile(bind.dialect)}']
        said += [f"DEFAULT {given} NOT NULL"] if given is not None else []
        if target := part.info.get("target"):
            key = op.f(f"fk_{table}_{part.name}")
            said.append(f"CONSTRAINT {key} REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED")
        if part.name in checks:
            said.append(f"CONSTRAINT ck_{table}_{part.name} CHECK ({checks[part.name]})")
        op.execute(sa.text(" ".join(said)))
        if part.info.get("target"):
            op.create_index(op.f(f"ix_{table}_{part.name}"), table, [part.name])
        if given is not None and bind.dialect.name == "postgresql":
            op.alter_column(table, part.name, server_default=None)


def take(table: str, parts: list[Part]) -> None:
    """Take columns away again, the last first."""
    for part in reversed([p for p in parts if isinstance(p, sa.Column)]):
        if part.info.get("target"):
            op.drop_index(op.f(f"ix_{table}_{part.name}"), table)
        op.drop_column(table, part.name)


def no() -> str:
    """False, in the words of this database."""
    return "false" if op.get_bind().dialect.name == "postgresql" else "0"


def yes() -> str:
    """True, in the words of this database."""
    return "true" if op.get_bind().dialect.name == "postgresql" else "1"
