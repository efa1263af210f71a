"""The links of a line, those into it and those out of it: kind and lag are typed, each goes to its line."""

from __future__ import annotations

import dataclasses as dc
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.domain.plans import PlanItem, PlanLink
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.predecessors import lag_words
from pmo_desktop.ui.pages.project.line_acts import kind_of_link, lag_typed
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.text import Label

_LINE = 1


@dc.dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as one of its lines sees it: the line at its other end, and its lag in words."""

    link: PlanLink
    other: PlanItem
    into: bool
    lag: str

    @property
    def id(self) -> UUID:
        """The link's."""
        return self.link.id


def link_rows(file: PlanFile, item: PlanItem) -> list[LinkRow]:
    """What a line waits for, then what waits for it."""
    rows = [(link, link.from_no, True) for link in file.links_into.get(item.number, ())]
    rows += [(link, link.to_no, False) for link in file.links_out.get(item.number, ())]
    return [
        LinkRow(link, file.by_number[other], into, lag_words(link, file.per_day))
        for link, other, into in rows
        if other in file.by_number
    ]


def _columns() -> tuple[Column[LinkRow], ...]:
    def side(row: LinkRow) -> str:
        return tr("waits for") if row.into else tr("is waited for by")

    def lag(_row: LinkRow, text: Any) -> str:
        return lag_typed(str(text or ""))

    return (
        Column(tr("Link"), lambda r: not r.into, side, width=118, roles={Role.TONE: lambda _r: "text2"}),
        Column(tr("Line"), lambda r: r.other.name.casefold(), lambda r: r.other.name, width=150,
               tip=lambda r: r.other.name),
        Column(tr("Kind"), lambda r: r.link.link_kind.value, lambda r: tr(r.link.link_kind.label),
               tr("Type FS, SS, FF or SF"), "kind", width=124, field="link_kind", parse=kind_of_link,
               seen=lambda r: r.link.link_kind),
        Column(tr("Lag"), lambda r: r.link.lag, lambda r: r.lag, tr("Such as 2d, -1d or 50%"), "lag",
               number=True, width=66, field="lag", parse_in=lag, seen=lambda r: r.lag),
        Column("", lambda _r: "", lambda _r: "", width=74, roles={Role.BUTTON: lambda _r: tr("Go to")}),
    )  # fmt: skip


class LineLinks(QWidget):
    """`wanted(id)` goes to a line; `changed(link, kind, lag)` and `cut(link)` ask for edits."""

    wanted = Signal(str)
    changed = Signal(object, object, str)
    cut = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: RowsModel[LinkRow] = RowsModel(_columns())
        self.rows.edit_requested.connect(self._edited)
        self.rows.refused.connect(lambda _r, _c, _t, why: self.refused.emit(why))
        self.table = RecordTable(row=COMPACT)
        self.table.setModel(self.rows)
        self.table.setAccessibleName(tr("Links of the line"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.rows.columns)}, stretch=_LINE)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.acted.connect(self._go)
        self._none = Label(tr("Nothing is linked to this line."), tone="text2", wrap=True)
        self._cut = Button(tr("Unlink"), icon="unlink", small=True, on_click=self._unlink)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        column.addLayout(row_of(self._cut, 1))

    def show_links(self, rows: list[LinkRow]) -> None:
        """Show the links of one line; none for several lines."""
        if rows != list(self.rows.all_rows()):
            self.rows.set_rows(rows)
        for widget in (self.table, self._cut):
            widget.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def _edited(self, row: LinkRow, column: Column[LinkRow], wanted: Any) -> None:
        if column.field == "lag":
            self.changed.emit(row.link, row.link.link_kind, wanted)
        else:
            self.changed.emit(row.link, wanted, row.lag)

    def _go(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.wanted.emit(str(row.other.id))

    def _unlink(self) -> None:
        index = self.table.currentIndex()
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.cut.emit(row.link)
