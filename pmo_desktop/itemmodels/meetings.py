"""Models of the meeting pages: lists of rows that keep what stays, and the columns of their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings import ActionRow, MeetingRow

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
R = TypeVar("R")


class ListModel(QAbstractListModel, Generic[R]):
    """Frozen rows with an id in one column; rows that stay equal are left alone, new ones at the end appear.

    `text` is what a screen reader says of a row.
    """

    def __init__(self, text: Callable[[R], str]) -> None:
        super().__init__()
        self._rows: list[R] = []
        self._text = text

    @property
    def rows(self) -> Sequence[R]:
        """The rows shown."""
        return self._rows

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself as its record, and its text."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Role.RECORD:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row)
        return None

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, with the fewest signals that tell the truth."""
        now = list(rows)
        before = [_id(r) for r in self._rows]
        after = [_id(r) for r in now]
        if after[: len(before)] == before:
            self._change(now[: len(before)])
            self._append(now[len(before) :])
        elif before[: len(after)] == after:
            self.beginRemoveRows(_NONE, len(after), len(before) - 1)
            del self._rows[len(after) :]
            self.endRemoveRows()
            self._change(now)
        else:
            self.beginResetModel()
            self._rows = now
            self.endResetModel()

    def _change(self, now: Sequence[R]) -> None:
        for n, row in enumerate(now):
            if self._rows[n] != row:
                self._rows[n] = row
                self.dataChanged.emit(self.index(n), self.index(n))

    def _append(self, fresh: Sequence[R]) -> None:
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(_NONE, start, start + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()


def _id(row: Any) -> Any:
    return row.id


def meeting_columns() -> tuple[Column[MeetingRow], ...]:
    """The list of meetings."""
    return (
        Column(
            tr("Code"), lambda r: r.ref, lambda r: r.ref, key="ref", width=110,
            roles={Role.STRONG: lambda _: True},
        ),
        Column(tr("Body"), lambda r: r.body_name, lambda r: r.body_name, key="body", width=220),
        Column(tr("Starts"), lambda r: r.starts, lambda r: r.when, key="starts", width=170),
        Column("", lambda r: r.days, _until, key="until", width=104, roles={Role.TONE: _until_tone}),
        Column(tr("Place"), lambda r: r.place, lambda r: r.place, key="place", width=200),
        Column(
            tr("State"), lambda r: r.state, lambda r: tr(r.state.label), key="state", width=140,
            roles={Role.TAG: _state_tag},
        ),
        Column(tr("Minutes"), lambda r: r.minutes, lambda r: r.minutes, key="minutes", width=110),
        Column(
            "", lambda r: r.next_step, lambda _: "", key="act", width=130,
            roles={Role.BUTTON: lambda r: r.next_step},
        ),
    )  # fmt: skip


def _until(row: MeetingRow) -> str:
    if not row.upcoming:
        return ""
    if row.days == 0:
        return tr("today")
    if row.days < 0:
        return trn("{n} day ago", "{n} days ago", -row.days)
    return trn("in {n} day", "in {n} days", row.days)


def _until_tone(row: MeetingRow) -> str:
    return "warn" if row.upcoming and row.days < 0 else "text2"


_STATE_TONES = {
    MeetingState.IN_SESSION: "neg",
    MeetingState.ADJOURNED: "warn",
    MeetingState.PACK_ISSUED: "info",
    MeetingState.MINUTES_APPROVED: "pos",
}


def _state_tag(row: MeetingRow) -> str:
    return _STATE_TONES.get(row.state, "neutral")


def action_columns(
    read_day: Callable[[str], date | None], read_person: Callable[[str], UUID | None]
) -> tuple[Column[ActionRow], ...]:
    """The actions, with owner, day and state edited in place; the two readers raise ValueError."""
    return (
        Column(
            tr("Code"), lambda r: r.ref, lambda r: r.ref, key="ref", width=140,
            roles={Role.TONE: lambda _: "text2"},
        ),
        Column(
            tr("Action"), lambda r: r.text, lambda r: r.text, key="text", width=320,
            roles={Role.STRONG: lambda r: r.open},
        ),
        Column(
            tr("Owner"), lambda r: r.owner_name, lambda r: r.owner_name or tr("no owner yet"), key="owner",
            width=180, field="owner", parse=read_person, seen=lambda r: r.owner, editable=lambda r: r.open,
            roles={Role.AVATAR: lambda r: r.owner_initials, Role.TONE: _owner_tone},
        ),
        Column(
            tr("Due"), lambda r: r.due or date.max, lambda r: shown.day(r.due), key="due", width=110,
            field="due", parse=read_day, seen=lambda r: r.due, editable=lambda r: r.open,
            roles={Role.TONE: _late_tone},
        ),
        Column(
            tr("Late"), lambda r: r.late, _late, key="late", width=84, number=True,
            roles={Role.TONE: _late_tone, Role.STRONG: lambda r: r.late > 14},
        ),
        Column(
            tr("Moved"), lambda r: r.moved, _moved, key="moved", width=76, number=True,
            roles={Role.TONE: lambda r: "warn" if r.moved > 1 else "text2"},
        ),
        Column(
            tr("State"), lambda r: r.state, lambda r: tr(r.state.label), key="state", width=120,
            field="state", parse=_state, seen=lambda r: r.state,
            roles={Role.CHOICES: _states},
        ),
        Column(
            tr("From"), lambda r: r.came_from, lambda r: r.came_from, key="from", width=130,
            roles={Role.TONE: lambda _: "text2"},
        ),
        Column(tr("Work"), lambda r: r.work, lambda r: r.work, key="work", width=180),
    )  # fmt: skip


def _owner_tone(row: ActionRow) -> str:
    return "text" if row.owner_name else "warn"


def _late_tone(row: ActionRow) -> str:
    if row.late > 14:
        return "neg"
    return "warn" if row.late else "text"


def _late(row: ActionRow) -> str:
    return tr("{n} d", n=row.late) if row.late else ""


def _moved(row: ActionRow) -> str:
    return tr("{n} ×", n=row.moved) if row.moved else ""


def _states(row: ActionRow) -> list[tuple[str, str]]:
    return [(s.value, tr(s.label)) for s in (row.state, *next_states("action", row.state))]


def _state(text: str) -> ActionState:
    wanted = str(text).strip().casefold()
    for state in ActionState:
        if wanted in (state.value, tr(state.label).casefold()):
            return state
    raise ValueError(tr("{text} is not a state of an action.", text=text))
