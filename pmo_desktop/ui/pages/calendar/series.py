"""A year of a series before it is made: each day with whom it does not suit, kept, moved or left out."""

from __future__ import annotations

import dataclasses as dc

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.services.meetings.yearplan import Choice, Chosen, SeriesPlan, day_said, said, usual_choice
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label


@dc.dataclass(frozen=True, slots=True)
class DayRow:
    """A proposed day by its place in the series."""

    id: int
    chosen: Chosen


_CYCLE = (Choice.MAKE, Choice.MOVE, Choice.LEAVE)


def _words(choice: Choice) -> str:
    return {Choice.MAKE: tr("Keep"), Choice.MOVE: tr("Move"), Choice.LEAVE: tr("Leave out")}[choice]


_TONES = {Choice.MAKE: "pos", Choice.MOVE: "info", Choice.LEAVE: "neutral"}


def _columns() -> tuple[Column[DayRow], ...]:
    def proposal_tone(row: DayRow) -> str:
        return "warn" if row.chosen.proposal.clashes else "text"

    return (
        Column(tr("By the rule"), lambda r: r.chosen.proposal.starts.at,
               lambda r: day_said(r.chosen.proposal.starts), key="rule", width=190,
               roles={Role.TONE: proposal_tone}),
        Column(tr("Does not suit"), lambda r: said(r.chosen.proposal),
               lambda r: said(r.chosen.proposal) or tr("Suits everybody"), key="clash", width=320,
               tip=lambda r: said(r.chosen.proposal).replace("; ", "\n"),
               roles={Role.TONE: lambda r: "text" if r.chosen.proposal.clashes else "text3"}),
        Column(tr("Better"), lambda r: day_said(r.chosen.proposal.better),
               lambda r: day_said(r.chosen.proposal.better), key="better", width=190),
        Column(tr("Choice"), lambda r: r.chosen.choice.value, lambda r: _words(r.chosen.choice), key="choice",
               width=110, roles={Role.TAG: lambda r: _TONES[r.chosen.choice]}),
    )  # fmt: skip


class SeriesPanel(QWidget):
    """Space goes from keep to move to leave out. `accepted(plan, choices)`, `cancelled`."""

    accepted = Signal(object, object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: SeriesPlan | None = None
        self.model: RowsModel[DayRow] = RowsModel(_columns())
        self._title = Label("", size=16, weight=600, wrap=True)
        self._facts = Label("", tone="text2", wrap=True)
        self.table = RecordTable(name="series", row_focus=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Proposed meetings"))
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("clash"))
        self.table.acted.connect(lambda index: self.turn(index.row()))
        self.table.installEventFilter(self)
        self.accept = Button(
            "", look="primary", icon="calendar-plus", key="Ctrl+Enter", on_click=self._accept
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.accept)
        row.addWidget(Button(tr("Cancel"), key="Esc", on_click=self.cancelled.emit))
        row.addWidget(Label(tr("Space keeps, moves or leaves a day out."), tone="text2"))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._title, self._facts):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def show_plan(self, plan: SeriesPlan) -> None:
        """Show the days of a series; those with a better day near are to be moved there."""
        self._plan = plan
        self._title.setText(tr("Next meetings of {body}", body=plan.body.title.said(language())))
        clashes = sum(bool(p.clashes) for p in plan.proposals)
        self._facts.setText(
            trn("{n} day does not suit somebody", "{n} days do not suit somebody", clashes)
            if clashes
            else tr("Every day suits everybody.")
        )
        self.model.set_rows([DayRow(n, usual_choice(p)) for n, p in enumerate(plan.proposals)])
        self._count()
        self.table.select_row(0)
        self.table.setFocus()

    @property
    def choices(self) -> list[Chosen]:
        """What is wanted of each day, in their order."""
        return [row.chosen for row in sorted(self.model.kept_rows(), key=lambda r: r.id)]

    def turn(self, line: int) -> None:
        """The next choice for the day on a line; moving only where there is a better day."""
        row = self.model.row(line)
        if row is None:
            return
        cycle = [c for c in _CYCLE if c is not Choice.MOVE or row.chosen.proposal.better is not None]
        after = cycle[(cycle.index(row.chosen.choice) + 1) % len(cycle)]
        turned = DayRow(row.id, dc.replace(row.chosen, choice=after))
        rows = [turned if r.id == row.id else r for r in sorted(self.model.kept_rows(), key=lambda r: r.id)]
        self.model.set_rows(rows)
        self.table.select_row(self.model.line_of(row.id))
        self._count()

    def _count(self) -> None:
        n = sum(c.starts is not None for c in self.choices)
        self.accept.setText(trn("Make {n} meeting", "Make {n} meetings", n))
        self.accept.setEnabled(bool(n))
        self.accept.updateGeometry()

    def _accept(self) -> None:
        if self._plan is not None and self.accept.isEnabled():
            self.accepted.emit(self._plan, self.choices)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space turns a choice, Ctrl+Enter makes the meetings, Esc goes back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Space:
                self.turn(self.table.currentIndex().row())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if held:
                self._accept()
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case _:
                return super().eventFilter(watched, event)
        return True
