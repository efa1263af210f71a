"""Which lines of the plan a risk would delay, and by how much: what schedule risk lets happen."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Set, between
from pmo_desktop.domain.ids import PlanItemId
from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.raid import Polarity, Risk
from pmo_desktop.i18n import language, tr, trc, trn
from pmo_desktop.itemmodels.planpicks import PlanPicks
from pmo_desktop.services.plans.riskinputs import delayable
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.text import Label, surface

_MOST_DAYS = 9_999
_LINE = 2
"""The column that takes the room that is left."""


class RiskDelays(QWidget):
    """`sent()` when the choice is to be stored; Ctrl+Enter sends, Esc closes, Space ticks a line."""

    sent = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._risk: Risk | None = None
        self._items: Sequence[PlanItem] = ()
        self._title = Label("", size=16, weight=600, wrap=True)
        self._says = Label("", tone="text2", wrap=True)
        self.days = QLineEdit()
        self._days = FieldRow(tr("Delay if it happens"), self.days, help=tr("working days, on each line"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Part of a name"))
        self.filter.setAccessibleName(tr("Part of a name"))
        self.filter.textChanged.connect(self._filter)
        self.picks = PlanPicks()
        self.picks.ticked.connect(self._count)
        self.table = RecordTable(row=COMPACT, row_focus=True)
        self.table.setModel(self.picks)
        self.table.setAccessibleName(tr("Plan items it would delay"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.picks.columns)}, stretch=_LINE)
        self.table.acted.connect(self._toggle)
        self.table.doubleClicked.connect(self._toggle)
        self._ticked = Label("", tone="text2")
        keep = Button(tr("Keep the choice"), look="primary", key="Ctrl+Enter", on_click=self.sent.emit)
        close = Button(trc("act", "Close"), on_click=self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        for widget in (self._title, self._says, self._days, self.filter):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self._ticked)
        column.addLayout(row_of(keep, close, 1))

    def begin(self, risk: Risk, items: Sequence[PlanItem]) -> None:
        """Show a risk with the lines that it names ticked."""
        self._risk = risk
        live, named = {item.id for item in delayable(items)}, set(risk.delays)
        self._items = [item for item in items if item.id in live or item.id in named]
        self._title.setText(tr("{ref} delays these lines", ref=risk.ref))
        chance = risk.polarity is Polarity.OPPORTUNITY
        better = tr("An opportunity: if it happens, each chosen line is shorter by so many days.")
        worse = tr("If it happens, each chosen line takes so many days longer. Schedule risk counts it.")
        self._says.setText(tr("{title}. {what}", title=risk.title.said(language()).rstrip("."),
                              what=better if chance else worse))  # fmt: skip
        self.days.setText("" if risk.delay_impact is None else str(abs(risk.delay_impact)))
        self._days.set_error("")
        self.filter.clear()
        self.picks.choose_from(self._items, risk.delays)
        self._count(len(self.picks.picked))
        first = next((n for n, item in enumerate(self._items) if item.id in named), 0)
        if self._items:
            self.table.select_row(first)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> Set | None:
        """The change that the form asks for; None with the field marked that cannot be read."""
        risk, typed = self._risk, self.days.text().strip()
        good = not typed or (typed.isdecimal() and int(typed) <= _MOST_DAYS)
        self._days.set_error("" if good else tr("Type whole working days, such as 10."))
        if risk is None or not good:
            self.days.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        days = int(typed) if typed else None
        if days == (None if risk.delay_impact is None else abs(risk.delay_impact)):
            days = risk.delay_impact  # as it was stored, whatever its sign
        delays = tuple(PlanItemId(uid) for uid in self.picks.picked)
        return between(risk, dc.replace(risk, delay_impact=days, delays=delays))

    @property
    def ref(self) -> str:
        """The code of the risk."""
        return self._risk.ref if self._risk else ""

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        self.picks.set_filter(
            (lambda item: all(word in item.name.casefold() for word in words)) if words else None
        )

    def _count(self, number: int) -> None:
        none = tr("The plan of this work has no lines that could be delayed.")
        said = trn("{n} line chosen, Space ticks", "{n} lines chosen, Space ticks", number)
        self._ticked.setText(said if self._items else none)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picks.tick(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps, Esc closes, Space ticks the line in front."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
