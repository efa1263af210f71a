"""An open database: one writer, readers, files. Opening says plainly why it cannot be done."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from pmo_desktop.i18n import tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.faults import explained
from pmo_desktop.storage.files import SqlFiles
from pmo_desktop.storage.migrate import HEAD, bring_up, shape
from pmo_desktop.storage.places import on_network
from pmo_desktop.storage.reader import SqlReader
from pmo_desktop.storage.transaction import SqlTransaction


class SqlStore:
    """One database, for one process."""

    def __init__(self, url: sa.URL, *, read_only: bool = False) -> None:
        self.url = url.render_as_string(hide_password=True)
        self.read_only = read_only
        self._writer = make_engine(url, writer=True)
        self._readers = make_engine(url, writer=False)
        self.reader = SqlReader(self._readers)
        self.files = SqlFiles(self._writer, self._readers)

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        """A transaction of the writer; raises StoreFault with a sentence, and then nothing was stored."""
        if self.read_only:
            raise StoreFault(tr("The database can only be read here. Nothing was stored."))
        with explained(), self._writer.begin() as conn:
            tx = SqlTransaction(conn)
            yield tx
            tx.finish()

    def bring_up(self) -> None:
        """Update the shape of the database; raises StoreFault for a newer or foreign one."""
        with explained(), self._writer.begin() as conn:
            bring_up(conn)

    def close(self) -> None:
        """Let go of every connection."""
        self._readers.dispose()
        self._writer.dispose()


def parse_url(text: str) -> sa.URL:
    """A database URL or the path of an SQLite file; raises StoreFault for anything else."""
    try:
        url = sa.make_url(text if "://" in text else f"sqlite:///{Path(text)}")
    except (ArgumentError, ValueError) as why:
        raise StoreFault(tr("This is not a database address: {text}", text=text)) from why
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreFault(
            tr("Only SQLite files and PostgreSQL servers are supported, not {kind}", kind=url.drivername)
        )
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def _check_file(url: sa.URL, create: bool) -> bool:
    """Whether the SQLite file can only be read; raises StoreFault when it cannot be used at all."""
    if not url.database or url.database == ":memory:":
        return False
    path = Path(url.database)
    if on_network(path):
        raise StoreFault(
            tr(
                "{path} lies on a network share, where SQLite can lose data. Use a local disk or a server.",
                path=path,
            )
        )
    if not path.exists():
        if not create:
            raise StoreFault(tr("There is no database at {path}. Nothing was made in its place.", path=path))
        if not path.parent.is_dir():
            raise StoreFault(tr("The folder {path} does not exist.", path=path.parent))
        return False
    if path.is_dir():
        raise StoreFault(tr("{path} is a folder, not a database.", path=path))
    _check_header(path)
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as why:
        raise StoreFault(tr("{path} cannot be read: {reason}", path=path, reason=why.strerror)) from why
    if head and head != b"SQLite format 3\x00":
        raise StoreFault(tr("{path} is not a database of this program. It was not changed.", path=path))
    if not head:
        return
    probe = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
    try:
        found = probe.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as why:
        if "locked" in str(why):
            return  # another writer is busy; the first statement waits for it
        raise StoreFault(
            tr("{path} is damaged. It was not changed. Restore a backup of it.", path=path)
        ) from why
    finally:
        probe.close()
    if found != ("ok",):
        raise StoreFault(tr("{path} is damaged. It was not changed. Restore a backup of it.", path=path))


def open_store(text: str, *, create: bool = False) -> SqlStore:
    """Open a database, updating its shape when it is older.

    `create` makes a new SQLite file where there is none; nothing is ever made in the place of a file
    that is there. Raises StoreFault with a sentence that says what is wrong and what to do.
    """
    url = parse_url(text)
    read_only = url.get_backend_name() == "sqlite" and _check_file(url, create)
    store = SqlStore(url, read_only=read_only)
    try:
        with explained():
            if read_only:
                _must_be_current(store)
            else:
                store.bring_up()
    except BaseException:
        store.close()
        raise
    return store


def _must_be_current(store: SqlStore) -> None:
    with store.reader.engine.connect() as conn:
        if shape(conn) != HEAD:
            raise StoreFault(
                tr("The database is of another version and can only be read, so it cannot be updated.")
            )
