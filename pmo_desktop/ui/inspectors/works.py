"""The inspector of several works: what they share, what they add up to, and fields set for all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from pmo_desktop.domain.edits import Set
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr, trl, trn, trnl
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.register_columns import signed_percent
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.register import WorkRow, rating_counts, sums
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.marks import RagCounts
from pmo_desktop.ui.widgets.panels import Block, Inspector

_SEVERAL = "…"


class WorksInspector(Inspector):
    """`edits_wanted(tuple[Set], str)` asks for one step on all works, with its label."""

    agenda_wanted = Signal()
    edits_wanted = Signal(object, str)

    def __init__(self, rows: Sequence[WorkRow], at: Context) -> None:
        agenda = Button(tr("Add to agenda"), key="A")
        title = trn("{n} work selected", "{n} works selected", len(rows))
        super().__init__(tr("Register"), title, actions=(agenda,))
        agenda.clicked.connect(lambda _on=False: self.agenda_wanted.emit())
        self.rows, self._at = tuple(rows), at
        self.add(self._sums())
        self.add(self._fields())

    def _sums(self) -> Block:
        found, block = sums(self.rows, self._at.currency), Block()
        block.add(RagCounts(rating_counts(self.rows, self._at.today)))
        budget, forecast = Money(found.budget, found.currency), Money(found.forecast, found.currency)
        if found.budget:
            block.add_fact(tr("Budget"), shown.money(budget, in_millions=True))
            block.add_fact(tr("Forecast cost"), shown.money(forecast, in_millions=True))
            block.add_fact(tr("Against budget"), signed_percent(found.share))
        if found.slip is not None:
            block.add_fact(tr("Finish against plan, mean"), tr("{slip} wd", slip=shown.signed(found.slip)))
        if found.others:
            said = trn("{n} work in another currency", "{n} works in other currencies", found.others)
            block.add_fact(tr("Left out"), said)
        return block

    def _fields(self) -> Block:
        """Four fields that are often set for many; Enter sets."""
        block, form, at = Block(tr("Set for all: type, then Enter")), Form(), self._at
        people = [p.name for p in at.people]
        person: Callable[[str], Any] = lambda typed: editing.person_of(typed, at.people)  # noqa: E731
        for field, label, read, now, offered in (
            ("phase", tr("Phase"), editing.text_of, [r.phase for r in self.rows], ()),
            ("priority", tr("Priority"), editing.score_of, [str(r.priority or "") for r in self.rows], ()),
            ("sponsor", tr("Sponsor"), person, [r.sponsor_name for r in self.rows], people),
            ("manager", tr("Manager"), person, [r.manager_name for r in self.rows], people),
        ):
            form.add(self._field(field, label, read, now, offered))
        block.add(form)
        return block

    def _field(
        self, field: str, label: str, read: Callable[[str], Any], now: Sequence[str], offered: Sequence[str]
    ) -> FieldRow:
        line = QLineEdit()
        same = set(now)
        line.setPlaceholderText(_SEVERAL if len(same) > 1 else next(iter(same), ""))
        if offered:
            completer = QCompleter(list(offered), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        row = FieldRow(label, line)
        line.returnPressed.connect(lambda: self._set(row, field, label, read, line.text()))
        return row

    def _set(self, row: FieldRow, field: str, label: str, read: Callable[[str], Any], typed: str) -> None:
        try:
            value = read(typed)
        except ValueError as why:
            row.set_error(str(why))
            return
        row.set_error("")
        works = [r for r in self.rows if editing.has_field(r.kind, field) and getattr(r, field) != value]
        edits: tuple[Set, ...] = tuple(editing.set_of(r.kind, r, {field: value}) for r in works)
        if edits:
            works_said = trnl("{n} work", "{n} works", len(edits))
            self.edits_wanted.emit(edits, trl("{field} of {works}", field=label, works=works_said))
