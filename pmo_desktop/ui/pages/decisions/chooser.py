"""Which decision overturns or ratifies another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from pmo_desktop.domain.minutes import Decision
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.decisions import DecisionEntry
from pmo_desktop.ui.pages.decisions.panel import FormPanel, fill
from pmo_desktop.ui.widgets.forms import FieldRow

LONGEST = 80


class ChooserPanel(FormPanel):
    """`chosen(act, Decision)` when one is accepted."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(tr("Do it"), "gavel")
        self._what = ""
        self._entries: Sequence[DecisionEntry] = ()
        self.which = QComboBox()
        self.row = FieldRow(tr("By decision"), self.which, needed=True)
        self.form.add(self.row)

    def show_for(
        self, what: str, act: str, heading: str, told: str, entries: Sequence[DecisionEntry]
    ) -> None:
        """Ask which decision does it."""
        self._what, self._entries = what, entries
        self.heading.setText(heading)
        self.below.setText(told)
        self.act.setText(act)
        self.act.setAccessibleName(act)
        self.act.updateGeometry()
        fill(self.which, [(_said(e), str(e.id)) for e in entries])
        self.row.set_error("" if entries else tr("No other decision of this body is in force."))
        self.which.setFocus()

    def accept(self) -> None:
        """Take the decision in front."""
        found = next((e for e in self._entries if str(e.id) == self.which.currentData()), None)
        decision: Decision | None = found.record if found is not None else None
        if decision is not None:
            self.chosen.emit(self._what, decision)


def _said(entry: DecisionEntry) -> str:
    text = " ".join(str(entry.record.text).split())
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return tr("{code} · {day} · {text}", code=entry.ref, day=shown.day(entry.day), text=short)
