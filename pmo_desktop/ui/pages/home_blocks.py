"""The blocks of Home: short lists that can be opened to their full length, and the count of reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.home import Home
from pmo_desktop.ui.shell.acts import shortened
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.figures import Part, SegmentedBar
from pmo_desktop.ui.widgets.panels import Card, row_of
from pmo_desktop.ui.widgets.table import DENSE, TWO_LINES, RecordTable
from pmo_desktop.ui.widgets.text import Label

MOST = {DENSE: 6, TWO_LINES: 5}
"""Rows of a block before it is opened to its full length, by the height of a row."""


class ListBlock(Card):
    """A card with a list that is as high as its rows, or one true line when it is empty."""

    def __init__(
        self,
        title: str,
        icon: str,
        row: int,
        nothing: str,
        *,
        heads: bool = False,
        act: QWidget | None = None,
    ) -> None:
        more = Button(tr("Show all"), look="link", small=True, toggle=True)
        ends = QWidget()
        ends.setLayout(row_of(more, *([act] if act else [])))
        super().__init__(title, icon=icon, action=ends)
        self._more = more
        more.toggled.connect(lambda _on: self._fold())
        self._most = MOST[row]
        self.table = RecordTable(row=row, row_focus=True)
        self.table.setAccessibleName(title)
        self.table.horizontalHeader().setVisible(heads)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QWidget()
        self._said = Label(nothing, tone="text2", wrap=True)
        words = QHBoxLayout(self.nothing)
        words.setContentsMargins(15, 4, 15, 8)
        words.addWidget(self._said)
        self.model: RowsModel[Any] | None = None
        self.add_wide(self.table)
        self.add_wide(self.nothing)

    def set_nothing(self, sentence: str) -> None:
        """What is said when the list is empty."""
        self._said.setText(sentence)

    def show_rows(self, columns: Sequence[Column[Any]], rows: Sequence[Any], stretch: int) -> None:
        """Show these rows; the model is made once, and the row with the focus keeps it."""
        if self.model is None:
            self.model = RowsModel(columns)
            self.table.setModel(self.model)
        self.model.columns = tuple(columns)
        self.model.set_rows(rows)
        self.table.set_columns({i: c.width for i, c in enumerate(columns) if c.width}, stretch=stretch)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._fold()

    def _fold(self) -> None:
        """As many rows as the block shows now; all of them when it was opened."""
        count = self.model.rowCount() if self.model is not None else 0
        shown = count if self._more.isChecked() else min(count, self._most)
        self._more.setVisible(count > self._most)
        self._more.setText(tr("Show fewer") if self._more.isChecked() else tr("Show all {n}", n=count))
        self._more.updateGeometry()
        rows = self.table.verticalHeader()
        heads = self.table.horizontalHeader()
        high = 0 if heads.isHidden() else heads.sizeHint().height()
        self.table.setFixedHeight(high + rows.defaultSectionSize() * shown + 1)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """As high as the rows of another zoom."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "model"):
            QTimer.singleShot(0, self, self._fold)

    def row(self, index: QModelIndex) -> Any:
        """The row of an index."""
        return self.model.row(index.row()) if self.model is not None and index.isValid() else None


class ReportsBlock(ListBlock):
    """Status reports: how many are accepted, one bar in four parts, the rows that need a person."""

    def __init__(self, check: Callable[[], None]) -> None:
        button = Button("", look="primary", key="C", on_click=check)
        title, nothing = tr("Status reports"), tr("Every report is in and accepted.")
        super().__init__(title, "inbox", DENSE, nothing, act=button)
        self.check = button
        self._bar = SegmentedBar(legend=True)
        self._size_bar()
        self._count = Label("", size=24, weight=600)
        self._of = Label("", tone="text2")
        lead = QHBoxLayout()
        lead.setSpacing(8)
        lead.addWidget(self._count)
        lead.addWidget(self._of)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(15, 0, 15, 10)
        grid.addWidget(self._bar, 0, 0)
        grid.addLayout(lead, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._column.insertWidget(1, holder)

    def _size_bar(self) -> None:
        self._bar.setFixedHeight(current().px(48))

    def _fold(self) -> None:
        super()._fold()
        self._size_bar()

    def show_counts(self, found: Home) -> None:
        """Show how the works that report stand."""
        self._count.setText(str(found.accepted))
        self._of.setText(tr("of {n} accepted", n=found.reporting))
        self.check.setVisible(found.to_check > 0)
        words = tr("Check {n} reports", n=found.to_check) if found.to_check > 1 else tr("Check 1 report")
        self.check.setText(words)
        self.check.updateGeometry()
        self._bar.set_parts(
            [
                Part(found.accepted, tr("accepted"), "accent"),
                Part(found.to_check, tr("to check"), "bar"),
                Part(found.returned, tr("returned"), "warn"),
                Part(found.not_in, tr("not in"), "bar_base"),
            ]
        )


def act_words(index: QModelIndex) -> str:
    """The act of a row and what it is about, for a line of a menu; "" for no row."""
    if not index.isValid():
        return ""
    cells = [index.siblingAtColumn(n) for n in range(index.model().columnCount())]
    button = next((str(c.data(Role.BUTTON)) for c in cells if c.data(Role.BUTTON)), "")
    named = (cells[n].data(Qt.ItemDataRole.DisplayRole) for n in (1, 0) if cells[n].data(Role.STRONG))
    name = shortened(next((str(n) for n in named if n), ""))
    words = tr("{act}: {what}", act=button, what=name) if button and name else button
    return words.replace("&", "&&")
