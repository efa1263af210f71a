"""An open database: one writer, readers, files. Opening says plainly why it cannot be done."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from pmo_desktop.i18n import tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.faults import explained, sentence
from pmo_desktop.storage.files import SqlFiles
from pmo_desktop.storage.locks import missing_locks
from pmo_desktop.storage.migrate import HEAD, bring_up, check_ours, shape
from pmo_desktop.storage.places import on_network
from pmo_desktop.storage.reader import SqlReader
from pmo_desktop.storage.transaction import SqlTransaction

_HEADER = b"SQLite format 3\x00"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_HALF_DONE = ("SQLITE_READONLY", "SQLITE_CANTOPEN")
"""What SQLite says to a reader of a file whose last writer was killed."""


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

    def purge_notes(self, meeting: UUID) -> int:
        """Take the wording of rough notes that were disposed of out of the trail, and out of the file.

        Gives the number of lines of the trail that had some. Raises StoreFault where notes of the meeting are
        still there, or its minutes are not approved.
        """
        from pmo_desktop.storage.notes import purge_notes

        if self.read_only:
            raise StoreFault(tr("The database can only be read here. Nothing was stored."))
        return purge_notes(self._writer, meeting)

    def missing_locks(self) -> list[str]:
        """The locks of approved minutes and of the trail that are not there or were altered, by name."""
        with explained(), self.reader.engine.connect() as conn:
            return missing_locks(conn)

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
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.query or url.host or not url.database or url.database == ":memory:":
        raise StoreFault(
            tr("An SQLite address is sqlite:/// and the path of a file, no more: {text}", text=text)
        )
    return url.set(drivername="sqlite")


def _check_file(path: Path, create: bool) -> bool:
    """Whether the SQLite file can only be read; raises StoreFault when it cannot be used at all."""
    try:
        if on_network(path):
            raise StoreFault(
                tr(
                    "{path} lies on a network share, where SQLite can lose data. "
                    "Use a local disk or a server.",
                    path=path,
                )
            )
        if path.is_dir():
            raise StoreFault(tr("{path} is a folder, not a database.", path=path))
        if not path.exists():
            _must_be_wanted(path, create)
            return False
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except (OSError, RuntimeError) as why:  # pathlib says RuntimeError for links that go in a circle
        raise StoreFault(tr("{path} cannot be read: {reason}", path=path, reason=_reason(why))) from why
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if not head and not create:
        raise StoreFault(
            tr("{path} is empty: there is no database in it. Restore a backup of it.", path=path)
        )
    if head and head != _HEADER:
        raise StoreFault(tr("{path} is not a database of this program. It was not changed.", path=path))
    if head:
        _check_pages(path, writable)
    return not writable


def _must_be_wanted(path: Path, create: bool) -> None:
    """A missing file is only made on purpose, and in a folder that is there."""
    if not create:
        raise StoreFault(tr("There is no database at {path}. Nothing was made in its place.", path=path))
    if not path.parent.is_dir():
        raise StoreFault(tr("The folder {path} does not exist.", path=path.parent))


def _reason(why: Exception) -> str:
    return (why.strerror if isinstance(why, OSError) else "") or str(why)


def _check_pages(path: Path, writable: bool) -> None:
    """Raises StoreFault for a damaged file.

    A file that was left in the middle of a change is whole again as soon as somebody who may write opens
    it: SQLite then rolls the change back. Only such a file is opened for writing here.
    """
    try:
        sound = _quick_check(path, "ro")
    except sqlite3.DatabaseError as why:
        if why.sqlite_errorname in _DAMAGED:
            sound = False
        elif why.sqlite_errorname.startswith("SQLITE_BUSY"):
            return  # another writer is busy; the first statement waits for it
        elif writable and why.sqlite_errorname.startswith(_HALF_DONE):
            sound = _quick_check_repaired(path)
        else:
            raise StoreFault(tr("{path} cannot be read: {reason}", path=path, reason=sentence(why))) from why
    if not sound:
        raise StoreFault(tr("{path} is damaged. It was not changed. Restore a backup of it.", path=path))


def _quick_check_repaired(path: Path) -> bool:
    try:
        return _quick_check(path, "rw")
    except sqlite3.DatabaseError as why:
        if why.sqlite_errorname in _DAMAGED:
            return False
        raise StoreFault(sentence(why)) from why


def _quick_check(path: Path, mode: str) -> bool:
    probe = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=5)
    try:
        return bool(probe.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    finally:
        probe.close()


def open_store(text: str, *, create: bool = False) -> SqlStore:
    """Open a database, updating its shape when it is older.

    `create` makes a new SQLite file where there is none; nothing is ever made in the place of a file
    that is there. Raises StoreFault with a sentence that says what is wrong and what to do.
    """
    url = parse_url(text)
    read_only = url.get_backend_name() == "sqlite" and _check_file(Path(url.database or ""), create)
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
        check_ours(conn, HEAD)
