"""Cells that two people wrote: marked in the list, and settled there by one key."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from pmo_desktop.domain.edits import Edit, FieldChange, Set
from pmo_desktop.i18n import trl
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.ports import Clash
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.register_list import RegisterList

Submit = Callable[[Edit, str], object]


class Disputes(QObject):
    """Marks cells in dispute while they wait; `keep` stores mine over theirs, `leave` lets theirs stand.

    The strip of the window shows the same ones: what is settled there is settled here, and the other way.
    """

    def __init__(self, desk: Desk, listed: RegisterList, submit: Submit) -> None:
        super().__init__(listed)
        self._desk, self._list, self._submit = desk, listed, submit
        desk.clashed.connect(self._clashed)
        desk.settled.connect(self._settled)

    def keep(self) -> bool:
        """Store my value in the current cell; False where nothing is in dispute."""
        row, clash = self._here()
        if row is None or clash is None:
            return False
        column = self._list.model.columns[self._list.table.currentIndex().column()]
        label = trl("Settle {field} of {record}", field=column.title, record=row.ref)
        self._submit(Set(clash.kind, clash.id, (FieldChange(clash.field, clash.theirs, clash.mine),)), label)
        self._desk.settled.emit(clash)
        return True

    def leave(self) -> bool:
        """Let their value stand in the current cell; False where nothing is in dispute."""
        _, clash = self._here()
        if clash is not None:
            self._desk.settled.emit(clash)
        return clash is not None

    def _here(self) -> tuple[WorkRow | None, Clash | None]:
        index = self._list.table.currentIndex()
        row = self._list.model.row(index.row())
        if row is None:
            return None, None
        return row, self._list.at.dispute(row, self._list.model.columns[index.column()].field)

    def _clashed(self, clashes: tuple[Clash, ...]) -> None:
        for clash in clashes:
            self._list.at.disputes[clash.id, clash.field] = clash
            self._repaint(clash.id)

    def _settled(self, clash: Clash) -> None:
        if self._list.at.disputes.pop((clash.id, clash.field), None) is not None:
            self._repaint(clash.id)

    def _repaint(self, uid: UUID) -> None:
        model = self._list.model
        line = model.line_of(uid)
        if line >= 0:
            model.dataChanged.emit(model.index(line, 0), model.index(line, model.columnCount() - 1))
