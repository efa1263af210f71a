"""Rough notes under the rule of the body: what would go, looked at before it goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.review import rough_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.disposing import Disposal, Rough, disposal, dispose
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Receipt, Refused
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.minutes.state import Reviewing
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Card
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label


class DisposalPart(QWidget):
    """The rule, the notes once they are asked for, and the act, which needs the list to have been seen."""

    told = Signal(str)

    def __init__(self, state: Reviewing) -> None:
        super().__init__()
        self._state = state
        self._found = Disposal()
        self.rule = Label("", wrap=True)
        self.look = Button(tr("Look at them"), small=True, icon="eye", on_click=self.look_now)
        self.act = Button(
            tr("Dispose of them for good"),
            look="danger",
            small=True,
            icon="trash-2",
            on_click=self.dispose_now,
        )
        columns = rough_columns()
        self.model: RowsModel[Rough] = RowsModel(columns)
        self.table = RecordTable(row_focus=True)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("raw"))
        self.table.setAccessibleName(tr("Rough notes"))
        self.table.hide()
        self.problem = Strip("neg", "circle-alert")
        self.card = Card(tr("Rough notes"), icon="sticky-note")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.rule, 1)
        row.addWidget(self.look)
        row.addWidget(self.act)
        self.card.add(row)
        self.card.add_wide(self.table)
        self.card.add(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_now(self) -> None:
        """Show what the rule says today."""
        facts, state = self._state.facts, self._state.state
        self.setVisible(state is not None and state.settled)
        if facts is None or facts.minutes is None:
            return
        self._found = disposal(facts, self._state.sitting.now)
        self.rule.setText(self._words(facts))
        notes = self._found.notes
        self.look.setVisible(bool(notes))
        self.act.setVisible(self._found.allowed and not self.table.isHidden())
        self.model.set_rows(list(notes))
        if not notes:
            self.table.hide()

    def _words(self, facts: MeetingFacts) -> str:
        minutes = facts.minutes
        if minutes is not None and minutes.notes_disposed_at is not None and not self._found.notes:
            at = shown.date(shown.local(facts.zoned(minutes.notes_disposed_at)).date())
            return tr("The rough notes were disposed of on {date}.", date=at)
        n = len(self._found.notes)
        said = trn("{n} line keeps what was typed.", "{n} lines keep what was typed.", n)
        rule = self._found.why_not or tr("The rule of the body lets them go.")
        return tr("{said} {rule}", said=said, rule=rule)

    def look_now(self) -> None:
        """List what would go, before it goes."""
        self.table.setVisible(self.table.isHidden())
        self.table.setFixedHeight(min(6, len(self._found.notes) + 1) * current().px(30) + 8)
        self.act.setVisible(self._found.allowed and not self.table.isHidden())

    def dispose_now(self) -> None:
        """Dispose of the notes; this is not undone."""
        facts = self._state.facts
        if facts is None or not self._found.allowed:
            return
        meeting = MeetingId(facts.meeting.id)

        def work(office: Office) -> tuple[Receipt, int] | str:
            try:
                return dispose(office, meeting)
            except (Refused, Fault) as why:
                return str(why)

        def done(answer: tuple[Receipt, int] | str) -> None:
            if isinstance(answer, str):
                self.problem.say(answer)
                return
            receipt, n = answer
            self._state.sitting.desk.changed.emit(receipt.change)
            self.table.hide()
            self.told.emit(trn("{n} rough note disposed of", "{n} rough notes disposed of", n))

        self._state.sitting.desk.write(work, done)
