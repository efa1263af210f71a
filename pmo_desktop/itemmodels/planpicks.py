"""Lines of a plan to tick: what a risk would delay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown

Index = QModelIndex | QPersistentModelIndex
_TICK = 0
_CHECK = Qt.ItemDataRole.CheckStateRole


def _columns() -> tuple[Column[PlanItem], ...]:
    second = {Role.TONE: lambda _row: "text2"}
    return (
        Column("", lambda r: r.position, lambda _r: "", tr("Delayed by the risk"), width=36),
        Column(tr("WBS"), lambda r: r.wbs, lambda r: r.wbs, width=58, roles=second),
        Column(tr("Line"), lambda r: r.name.casefold(), lambda r: r.name, width=200, tip=lambda r: r.name),
        Column(tr("Finish"), lambda r: r.finish, lambda r: shown.day(r.finish.date() if r.finish else None),
               number=True, width=98, roles=second),
    )  # fmt: skip


class PlanPicks(RowsModel[PlanItem]):
    """`ticked(number)` says how many lines are ticked after each tick."""

    ticked = Signal(int)

    def __init__(self) -> None:
        super().__init__(_columns())
        self._picked: set[UUID] = set()

    def choose_from(self, items: Sequence[PlanItem], picked: Iterable[UUID]) -> None:
        """Show these lines with some of them ticked."""
        self._picked = set(picked)
        self.set_rows([])
        self.set_rows(list(items))

    @property
    def picked(self) -> tuple[UUID, ...]:
        """Ids of the lines that are ticked, in the order of the plan."""
        return tuple(item.id for item in self.all_rows() if item.id in self._picked)

    def tick(self, line: int) -> None:
        """Tick a line, or take its tick away."""
        item = self.row(line)
        if item is None:
            return
        self._picked ^= {item.id}
        self.dataChanged.emit(self.index(line, _TICK), self.index(line, _TICK), [_CHECK])
        self.ticked.emit(len(self.picked))

    # -- what Qt asks ------------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick in the first column, else what the column shows."""
        if role == _CHECK and index.isValid() and index.column() == _TICK:
            item = self.row(index.row())
            on = item is not None and item.id in self._picked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column is ticked."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _TICK else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick is taken at once; nothing is stored before the form is sent."""
        if role != _CHECK or not index.isValid():
            return super().setData(index, value, role)
        self.tick(index.row())
        return True

    def column_roles(self, column: int) -> frozenset[int]:
        """The tick beside what columns answer."""
        return super().column_roles(column) | ({_CHECK} if column == _TICK else set())
