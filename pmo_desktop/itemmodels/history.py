"""The columns of the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.ordering import Grouping
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.history import HistoryRow


def history_columns(may_undo: Callable[[HistoryRow], bool]) -> list[Column[HistoryRow]]:
    """When, who, what, about which records; the last step of mine can be undone."""

    def undo(row: HistoryRow) -> str:
        return tr("Undo") if may_undo(row) else ""

    return [
        Column(tr("At"), lambda r: r.at, lambda r: shown.time(r.at), width=64,
               roles={Role.TONE: lambda _: "text2"}),
        Column(tr("Who"), lambda r: r.name, lambda r: r.name, width=190,
               roles={Role.AVATAR: lambda r: r.initials}),
        Column(tr("What"), lambda r: r.label, lambda r: r.label, width=320, tip=lambda r: r.label,
               roles={Role.STRONG: lambda _: True}),
        Column(tr("About"), lambda r: r.about, lambda r: r.about, width=320, tip=lambda r: r.about,
               roles={Role.TONE: lambda _: "text2"}),
        Column("", undo, undo, width=92, roles={Role.BUTTON: lambda r: undo(r) or None}),
    ]  # fmt: skip


def by_day() -> Grouping[HistoryRow]:
    """Steps under their day, the latest first."""
    return Grouping(lambda r: r.at.date().isoformat(), lambda key: -date.fromisoformat(key).toordinal())


def day_head(key: str, rows: Sequence[HistoryRow]) -> GroupRow:
    """The head of a day."""
    return GroupRow(shown.long_date(date.fromisoformat(key)), trn("{n} step", "{n} steps", len(rows)))
