"""The single changes of the journal, and how its file takes them."""

from __future__ import annotations

import dataclasses as dc
from datetime import UTC, datetime
from enum import Enum
from uuid import UUID

from pmo_desktop.domain.editjson import op_text
from pmo_desktop.domain.edits import Op

TABLES = (
    """CREATE TABLE IF NOT EXISTS waiting (
        n INTEGER PRIMARY KEY AUTOINCREMENT, op_id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, refused TEXT)""",
    "CREATE TABLE IF NOT EXISTS typing (place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL)",
)


class Doing(Enum):
    """What a note does."""

    KEEP = "keep"
    REFUSE = "refuse"
    DONE = "done"
    TYPING = "typing"


@dc.dataclass(frozen=True, slots=True)
class Note:
    """One change of the journal: `key` is the id of an op or the place of a line being typed.

    `text` is the op as JSON, why it was refused, or the line; an empty line is forgotten.
    """

    doing: Doing
    key: str
    text: str = ""

    @classmethod
    def keep(cls, op: Op, place: str = "") -> tuple[Note, ...]:
        """An op to be kept; the line it was typed as, at `place`, is no longer growing."""
        growing = (cls(Doing.TYPING, place),) if place else ()
        return (cls(Doing.KEEP, str(op.id), op_text(op)), *growing)


def minutes_place(meeting: UUID) -> str:
    """Where the line of a meeting's minutes is being typed."""
    return f"minutes/{meeting}"


def statement(note: Note) -> tuple[str, tuple[str, ...]]:
    """A note as SQL."""
    match note.doing:
        case Doing.KEEP:
            return "INSERT OR IGNORE INTO waiting (op_id, body) VALUES (?, ?)", (note.key, note.text)
        case Doing.REFUSE:
            return "UPDATE waiting SET refused = ? WHERE op_id = ?", (note.text, note.key)
        case Doing.DONE:
            return "DELETE FROM waiting WHERE op_id = ?", (note.key,)
        case Doing.TYPING if note.text:
            at = datetime.now(UTC).isoformat()
            return "INSERT OR REPLACE INTO typing VALUES (?, ?, ?)", (note.key, note.text, at)
        case Doing.TYPING:
            return "DELETE FROM typing WHERE place = ?", (note.key,)
