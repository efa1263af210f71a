"""The data roles by which an item model tells a view how a cell looks; no view, no colour, no text here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole)


class Role(IntEnum):
    """What `QAbstractItemModel.data` may be asked for beside Qt's own roles.

    A role that a column does not know answers None. `DisplayRole` is always the text of the cell (also
    where a mark is painted: there it is the word, for the tooltip, the copy and the accessible name), and
    `TextAlignmentRole` says where a number ends. The type after each name is that of the value.
    """

    RAW = _FIRST + 1
    """object: the value itself, before it became a text (a date, Money, an identity)."""
    RECORD = _FIRST + 3
    """object: the whole read-model row that this line shows."""
    RAG = _FIRST + 4
    """str: "green", "amber", "red", "complete" or "none"; painted as shape and letter."""
    TREND = _FIRST + 5
    """str: "better", "same", "worse" or "new"; painted after the mark."""
    TONE = _FIRST + 6
    """str: tone of the text or tag: "text", "text2", "text3", "pos", "warn", "neg", "info", "accent_text"."""
    STRONG = _FIRST + 7
    """bool: the text is painted in weight 600 (a value outside its limit, a name that leads a row)."""
    SUB = _FIRST + 8
    """str: second line, small and in secondary text, under the first."""
    TAG = _FIRST + 9
    """str: tone of a tag; the display text is painted in it ("neutral" for a grey one)."""
    BUTTON = _FIRST + 10
    """str: the verb of the button that the cell is; "" or None where this row needs nothing."""
    KEY = _FIRST + 11
    """str: key hint painted inside the button of the cell, as in "Enter"."""
    AVATAR = _FIRST + 12
    """str: initials of the person whose name is the display text."""
    AGE = _FIRST + 13
    """int: days since the report; above 14 a clock and the warning tone."""
    GATE = _FIRST + 14
    """str: code of a gate ("G3"); the display text is its date."""
    ICON = _FIRST + 15
    """str: name of the icon before the text; its tone is TONE."""
    COMPLIANCE = _FIRST + 16
    """str: "met", "partly", "gap", "waived", "not_due" or "not_applicable"; painted as a mark."""
    GROUP = _FIRST + 17
    """GroupRow: the line is the head of a group and spans all columns."""
    TOTAL = _FIRST + 18
    """bool: the line is a totals row."""
    CHANGED = _FIRST + 19
    """bool: changed since the last pack; a thin bar at the trailing edge."""
    CONFLICT = _FIRST + 20
    """bool: two people wrote this cell; branch icon and warning tone."""
    LOCKED = _FIRST + 21
    """bool: governed; a lock in the cell."""
    PROGRESS = _FIRST + 22
    """float 0..1: a bar in the cell."""
    LEVEL = _FIRST + 23
    """int: depth of a tree shown in a flat table; indents the text by 16 px a step."""
    CHOICES = _FIRST + 24
    """Sequence[tuple[object, str]]: the values a cell may take, offered as a list when it is edited."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The head of a group: its name, facts in secondary text, how many works have which rating.

    `ratings` holds pairs (rating, count) worst first; `key` names the group for folding.
    """

    title: str
    facts: str = ""
    ratings: tuple[tuple[str, int], ...] = ()
    open: bool = True
    key: str = ""
