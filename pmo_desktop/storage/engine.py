"""Engines for one writer and a few readers, every setting read back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from pmo_desktop.i18n import tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.indexing import index_what_is_due

_WAL_SAFE = (3, 51, 3)
"""The first SQLite without the race that can lose a reset write-ahead log."""


_NOTICE_SILENCE = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""A server whose network is gone without a word is given up after some ten seconds, not after minutes."""


_LET_GO = (
    "-c idle_in_transaction_session_timeout=10s -c lock_timeout=4s"
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
)
"""What a connection that broke half-way leaves behind: the server lets go of its locks after seconds."""


def _pragmas(writer: bool) -> Mapping[str, object]:
    wal = sqlite3.sqlite_version_info >= _WAL_SAFE
    return {
        "journal_mode": "wal" if wal else "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
        "query_only": int(not writer),
        "cache_size": -65536,
    }


def _set_pragmas(raw: Any, wanted: Mapping[str, object]) -> None:
    for name, value in wanted.items():
        raw.execute(f"PRAGMA {name}={value}").fetchall()
        found = raw.execute(f"PRAGMA {name}").fetchone()[0]
        if found != value:
            raise StoreFault(
                tr("The database cannot be used safely: {name} is {found}.", name=name, found=found)
            )


def _sqlite_engine(url: sa.URL, writer: bool) -> sa.Engine:
    engine = sa.create_engine(
        url,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": 5},
        poolclass=sa.StaticPool if writer else sa.QueuePool,
    )
    wanted = _pragmas(writer)

    @sa.event.listens_for(engine, "connect")
    def _connected(raw: Any, _record: object) -> None:
        _set_pragmas(raw, wanted)

    @sa.event.listens_for(engine, "begin")
    def _begin(conn: sa.Connection) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    if writer:

        @sa.event.listens_for(engine, "commit")
        def _commit(conn: sa.Connection) -> None:
            index_what_is_due(conn.connection.driver_connection)

    return engine


def insert_into(table: sa.Table, dialect: sa.Dialect) -> Any:
    """An INSERT that can say what to do with a row that is there already, as each database writes it."""
    if dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as into_postgresql

        return into_postgresql(table)
    from sqlalchemy.dialects.sqlite import insert

    return insert(table)


def make_engine(url: sa.URL, *, writer: bool) -> sa.Engine:
    """An engine for the single writer, or for readers that cannot change anything."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, writer)
    options = f"-c timezone=UTC {_LET_GO}" + ("" if writer else " -c default_transaction_read_only=on")
    return sa.create_engine(
        url,
        connect_args={"options": options, "connect_timeout": 5, **_NOTICE_SILENCE},
        pool_size=1 if writer else 3,
        pool_pre_ping=True,
    )
