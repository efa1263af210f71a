"""Ops on this computer's disk before the database has them; sent again until it says so.

Also the line that is being typed: it is kept as it grows and offered back at the next start.

What is kept stands in memory too, so that nobody who reads it waits for the disk, and a file that is lost
or full can be written again. `services/keeping.py` writes it in a thread of its own.
"""

from __future__ import annotations

import dataclasses as dc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from uuid import UUID

from pmo_desktop.domain.editjson import op_from
from pmo_desktop.domain.edits import Op
from pmo_desktop.i18n import tr
from pmo_desktop.services.notes import TABLES, Doing, Note, statement
from pmo_desktop.services.ports import StoreFault

_VERSION = 1
SLOTS = 9
"""So many windows of one person on one database keep a file of their own each."""
RESERVE = 1 << 20
"""Bytes that are given back to a full disk, so that typing goes on being kept."""
_UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, RecursionError)
"""What reading an op of another version may raise."""


class InUse(StoreFault):
    """Another window keeps its work in this file, or a newer version of the program made it."""


@dc.dataclass(slots=True)
class _Kept:
    """An op in memory: its JSON, and why it was refused if it was."""

    body: str
    refused: str | None = None


class Journal:
    """A queue of ops in one SQLite file. Rows leave only when the store has acknowledged them.

    Every call returns when the text is on the disk (`synchronous=FULL`); it raises StoreFault when the disk
    refuses, keeps the rest in memory, and writes everything again with the next call that succeeds.
    The file is held by this process alone. Raises InUse when another process holds it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ops: dict[str, _Kept] = {}
        self._typing: dict[str, str] = {}
        self._memory, self._file = Lock(), Lock()
        self._behind, self._inode = False, (0, 0)
        self._db: sqlite3.Connection | None = None
        self._open()
        self._load()

    # -- keeping -----------------------------------------------------------------------------------

    def write(self, op: Op, place: str = "") -> None:
        """Keep an op until it is done or refused; the line it was typed as is no longer growing."""
        self._note(Note.keep(op, place))

    def done(self, op_id: UUID) -> None:
        """The store has it."""
        self._note([Note(Doing.DONE, str(op_id))])

    def refuse(self, op_id: UUID, why: str) -> None:
        """Keep it for a person to decide; do not send it again."""
        self._note([Note(Doing.REFUSE, str(op_id), why)])

    def typing(self, place: str, text: str) -> None:
        """Keep a line that is being typed; an empty one is forgotten."""
        self._note([Note(Doing.TYPING, place, text)])

    def _note(self, notes: Sequence[Note]) -> None:
        self.remember(notes)
        self.commit(notes)

    def remember(self, notes: Iterable[Note]) -> None:
        """Take notes in memory; `commit` brings them to the disk."""
        with self._memory:
            for note in notes:
                self._remember(note)

    def _remember(self, note: Note) -> None:
        match note.doing:
            case Doing.KEEP:
                self._ops.setdefault(note.key, _Kept(note.text))
            case Doing.REFUSE if note.key in self._ops:
                self._ops[note.key].refused = note.text
            case Doing.DONE:
                self._ops.pop(note.key, None)
            case Doing.TYPING if note.text:
                self._typing[note.key] = note.text
            case Doing.TYPING:
                self._typing.pop(note.key, None)
            case _:
                pass

    def commit(self, notes: Sequence[Note]) -> None:
        """Bring notes that were remembered to the disk, all or none. Raises StoreFault with the reason."""
        with self._file:
            try:
                if self._behind or not self._is_there():
                    self._write_anew()
                else:
                    self._write(notes)
            except (sqlite3.Error, OSError):
                self._behind = True
                self._try_again()

    def _try_again(self) -> None:
        """Once more with the room that was reserved, in a folder that may have to be made again."""
        try:
            self._reserve.unlink(missing_ok=True)
            self._write_anew()
        except (sqlite3.Error, OSError, StoreFault) as why:
            raise StoreFault(
                tr(
                    "{path} could not be written: {reason}. What is typed is not safe here until it can.",
                    path=self.path,
                    reason=why,
                )
            ) from why

    def _write(self, notes: Iterable[Note]) -> None:
        assert self._db is not None
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            for note in notes:
                self._db.execute(*statement(note))

    def _write_anew(self) -> None:
        """Everything from memory: after a failure, or where the file was taken away."""
        self._shut()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._open()
        with self._memory:
            ops, typing = dict(self._ops), dict(self._typing)
        assert self._db is not None
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM waiting")
            self._db.execute("DELETE FROM typing")
            rows = [(key, kept.body, kept.refused) for key, kept in ops.items()]
            self._db.executemany("INSERT INTO waiting (op_id, body, refused) VALUES (?, ?, ?)", rows)
            for place, text in typing.items():
                self._db.execute(*statement(Note(Doing.TYPING, place, text)))
        self._behind = False

    # -- reading -----------------------------------------------------------------------------------

    def waiting(self) -> Iterator[Op]:
        """The ops that the store has not answered yet, in order; those of no known shape are refused."""
        with self._memory:
            rows = [(key, kept.body) for key, kept in self._ops.items() if kept.refused is None]
        found: list[Op] = []
        for key, body in rows:
            try:
                found.append(op_from(body))
            except _UNREADABLE:
                self._note([Note(Doing.REFUSE, key, tr("This version of the program cannot read it"))])
        return iter(found)

    def refused(self) -> list[tuple[Op, str]]:
        """The ops that the store refused, with why, for a person to decide."""
        found: list[tuple[Op, str]] = []
        for body, why in self._refusals():
            with suppress(*_UNREADABLE):
                found.append((op_from(body), why))
        return found

    @property
    def unread(self) -> int:
        """How many ops this version of the program cannot read; they stay in the file."""
        return len(self._refusals()) - len(self.refused())

    def _refusals(self) -> list[tuple[str, str]]:
        with self._memory:
            return [(kept.body, kept.refused) for kept in self._ops.values() if kept.refused is not None]

    def typed(self, place: str) -> str:
        """The line that was being typed at a place when the program ended, or nothing."""
        return self._typing.get(place, "")

    def growing(self) -> dict[str, str]:
        """All lines that were being typed, by their place."""
        with self._memory:
            return dict(self._typing)

    def replay(self, apply: Callable[[Op], object], refusals: tuple[type[Exception], ...]) -> int:
        """Send what waits, in order, and say how many arrived. Other errors pass through; the rest waits."""
        sent = 0
        for op in self.waiting():
            try:
                apply(op)
            except refusals as why:
                self.refuse(op.id, str(why))
            else:
                self.done(op.id)
                sent += 1
        return sent

    def take_over(self, other: Journal) -> None:
        """Take what a window left behind that is no longer there; it leaves its file afterwards."""
        with other._memory:
            ops, typing = dict(other._ops), dict(other._typing)
        notes: list[Note] = []
        for key, kept in ops.items():
            notes.append(Note(Doing.KEEP, key, kept.body))
            notes += [Note(Doing.REFUSE, key, kept.refused)] if kept.refused is not None else []
        notes += [Note(Doing.TYPING, self._free(place, text), text) for place, text in typing.items()]
        if notes:
            self._note(notes)
            other._note([*(Note(Doing.DONE, key) for key in ops), *(Note(Doing.TYPING, p) for p in typing)])

    def _free(self, place: str, text: str) -> str:
        """The place, or one beside it where another line grows already."""
        spot, n = place, 1
        while self._typing.get(spot, text) != text:
            n += 1
            spot = f"{place}#{n}"
        return spot

    # -- the file ----------------------------------------------------------------------------------

    @property
    def _reserve(self) -> Path:
        return self.path.with_suffix(".reserve")

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=0)
        try:
            for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL"):
                db.execute(f"PRAGMA {pragma}").fetchall()
            db.execute("BEGIN EXCLUSIVE")
            if db.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
                raise InUse(tr("{path} was made by a newer version of the program.", path=self.path))
            for table in TABLES:
                db.execute(table)
            db.execute(f"PRAGMA user_version={_VERSION}")
            db.execute("COMMIT")
        except sqlite3.OperationalError as why:
            db.close()
            if why.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise InUse(tr("{path} is in use by another window.", path=self.path)) from why
            raise
        except BaseException:
            db.close()
            raise
        self._db = db
        found = self.path.stat()
        self._inode = (found.st_dev, found.st_ino)
        if not self._behind and not self._reserve.exists():
            with suppress(OSError):
                self._reserve.write_bytes(b"\xa5" * RESERVE)

    def _load(self) -> None:
        assert self._db is not None
        rows = self._db.execute("SELECT op_id, body, refused FROM waiting ORDER BY n").fetchall()
        self._ops = {key: _Kept(body, refused) for key, body, refused in rows}
        self._typing = dict(self._db.execute("SELECT place, text FROM typing").fetchall())

    def _is_there(self) -> bool:
        """Whether what is written still goes into the file of this name."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return self._db is not None and (found.st_dev, found.st_ino) == self._inode

    def _shut(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def close(self) -> None:
        """Close the file."""
        with self._file:
            self._shut()


def is_second(journal: Journal) -> bool:
    """Whether another window was there first."""
    return journal.path.stem.rpartition("-")[2] in {str(n) for n in range(2, SLOTS + 1)}


def slot(path: Path, n: int) -> Path:
    """The file of the n-th window, from 1."""
    return path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}")


def open_journal(path: Path) -> Journal:
    """A journal of this window's own, with what windows left behind that are no longer there.

    Raises StoreFault when none is free, sqlite3.Error when the file is damaged.
    """
    for n in range(1, SLOTS + 1):
        try:
            journal = Journal(slot(path, n))
        except InUse:
            continue
        _take_over_rest(journal, path)
        return journal
    raise StoreFault(tr("{path} is in use by other windows. Close one of them.", path=path))


def _take_over_rest(journal: Journal, path: Path) -> None:
    for n in range(1, SLOTS + 1):
        place = slot(path, n)
        if place == journal.path or not place.exists():
            continue
        with suppress(InUse, sqlite3.Error):  # it is somebody else's, or damaged: it stays where it is
            left = Journal(place)
            journal.take_over(left)
            left.close()
