"""Ops on this computer's disk before the database has them; sent again until it says so.

Also the line that is being typed: it is kept as it grows and offered back at the next start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pmo_desktop.domain.editjson import op_from, op_text
from pmo_desktop.domain.edits import Op

_TABLES = (
    """CREATE TABLE IF NOT EXISTS waiting (
        n INTEGER PRIMARY KEY AUTOINCREMENT, op_id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, refused TEXT)""",
    "CREATE TABLE IF NOT EXISTS typing (place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL)",
)


class Journal:
    """A queue of ops in one SQLite file. Rows leave only when the store has acknowledged them.

    Every call returns when the text is on the disk (`synchronous=FULL`).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
        for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL"):
            self._db.execute(f"PRAGMA {pragma}").fetchall()
        for table in _TABLES:
            self._db.execute(table)

    def write(self, op: Op) -> None:
        """Keep an op until it is done or refused."""
        self._db.execute(
            "INSERT OR IGNORE INTO waiting (op_id, body) VALUES (?, ?)", (str(op.id), op_text(op))
        )

    def waiting(self) -> Iterator[Op]:
        """The ops that the store has not answered yet, in order."""
        rows = self._db.execute("SELECT body FROM waiting WHERE refused IS NULL ORDER BY n").fetchall()
        return (op_from(body) for (body,) in rows)

    def refused(self) -> list[tuple[Op, str]]:
        """The ops that the store refused, with why, for a person to decide."""
        rows = self._db.execute("SELECT body, refused FROM waiting WHERE refused IS NOT NULL ORDER BY n")
        return [(op_from(body), why) for body, why in rows.fetchall()]

    def done(self, op_id: UUID) -> None:
        """The store has it."""
        self._db.execute("DELETE FROM waiting WHERE op_id = ?", (str(op_id),))

    def refuse(self, op_id: UUID, why: str) -> None:
        """Keep it for a person to decide; do not send it again."""
        self._db.execute("UPDATE waiting SET refused = ? WHERE op_id = ?", (why, str(op_id)))

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

    def typing(self, place: str, text: str) -> None:
        """Keep a line that is being typed; an empty one is forgotten."""
        if text:
            at = datetime.now(UTC).isoformat()
            self._db.execute("INSERT OR REPLACE INTO typing VALUES (?, ?, ?)", (place, text, at))
        else:
            self._db.execute("DELETE FROM typing WHERE place = ?", (place,))

    def typed(self, place: str) -> str:
        """The line that was being typed at a place when the program ended, or nothing."""
        found = self._db.execute("SELECT text FROM typing WHERE place = ?", (place,)).fetchone()
        return str(found[0]) if found else ""

    def close(self) -> None:
        """Close the file."""
        self._db.close()
