"""Undo and redo for every screen: one stack of what this person stored."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from pmo_desktop.domain.edits import Op
from pmo_desktop.i18n import again


@dc.dataclass(frozen=True, slots=True)
class Undoing:
    """An op that takes another back (or makes it again), and where it belongs when it is stored."""

    op: Op
    original: Op
    redo: bool


class UndoStack:
    """What can be undone and redone. It changes only when the store has answered.

    An undo is an op of its own, applied strictly: if somebody else has changed the field since, the
    store refuses it, says so, and the stack stays as it was.
    """

    def __init__(self, new_id: Callable[[], UUID], now: Callable[[], datetime], most: int = 500) -> None:
        self._new_id, self._now, self._most = new_id, now, most
        self._done: list[Op] = []
        self._undone: list[Op] = []

    def stored(self, op: Op) -> None:
        """A person's op was stored: it is the next to undo, and nothing can be redone."""
        self._done = [*self._done, op][-self._most :]
        self._undone = []

    def next_undo(self) -> str | None:
        """What the next undo takes back, or None."""
        return again(self._done[-1].label) if self._done else None

    def next_redo(self) -> str | None:
        """What the next redo makes again, or None."""
        return again(self._undone[-1].label) if self._undone else None

    def undo(self) -> Undoing | None:
        """The op to send for an undo."""
        return self._turn(self._done[-1], redo=False) if self._done else None

    def redo(self) -> Undoing | None:
        """The op to send for a redo."""
        return self._turn(self._undone[-1], redo=True) if self._undone else None

    def settled(self, undoing: Undoing) -> None:
        """An undo or redo was stored."""
        source, target = (self._undone, self._done) if undoing.redo else (self._done, self._undone)
        if source and source[-1].id == undoing.original.id:
            target.append(source.pop())

    def _turn(self, original: Op, *, redo: bool) -> Undoing:
        inverse = original.edit.inverse()
        edit = (
            inverse.inverse() if redo else inverse
        )  # redo of a Create is Restore, which inverse() twice gives
        op = Op(self._new_id(), edit, self._now(), original.who, original.label, original.id)
        return Undoing(op, original, redo)
