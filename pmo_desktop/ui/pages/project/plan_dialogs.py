"""What moves, to look at or to take; and the settings of a plan."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.plans import Plan
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.planmoves import move_columns
from pmo_desktop.itemmodels.project import length_of
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.services.plans.rescheduling import Moved, Rescheduling
from pmo_desktop.ui.gantt.tips import days_text
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label, surface

_MOST_NOTICES = 4
_STARTS, _CLOSES = time(8), time(17)


class MovesDialog(QDialog):
    """The list of what moves with its reasons. `to_do` offers to do it; else it is there to be read."""

    row_wanted = Signal(str)
    """Id of a line to go to."""

    def __init__(self, made: Rescheduling, title: str, parent: QWidget | None, *, to_do: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        surface(self, "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label(title, size=16, weight=600, wrap=True))
        column.addWidget(Label(self._summary(made, to_do=to_do), tone="text2", wrap=True))
        for said in made.notices[:_MOST_NOTICES]:
            column.addLayout(_notice(said))
        more = len(made.notices) - _MOST_NOTICES
        if more > 0:
            column.addWidget(Label(trn("{n} more notice", "{n} more notices", more), size=12, tone="text2"))
        self.model: RowsModel[Moved] = RowsModel(move_columns())
        self.table = RecordTable(row_focus=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("What moves"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.model.columns)}, stretch=4)
        self.model.set_rows(list(made.moved))
        self.table.acted.connect(lambda index: self._go(index.row()))
        self.table.setVisible(bool(made.moved))
        column.addWidget(self.table, 1)
        column.addLayout(self._buttons(made, to_do=to_do))
        theme = current()
        self.resize(theme.px(1080), theme.px(520 if made.moved else 200))

    @staticmethod
    def _summary(made: Rescheduling, *, to_do: bool) -> str:
        n = len(made.moved)
        moves, moved = trn("{n} line moves", "{n} lines move", n), trn("{n} line moved", "{n} lines moved", n)
        count = (moves if to_do else moved) if n else tr("No line moves")
        if made.finish is None or made.finish == made.finish_before or made.finish_before is None:
            return tr("{count}; the plan ends as before.", count=count)
        return tr(
            "{count}; the plan ends on {after} in place of {before}.",
            count=count, after=shown.day(made.finish), before=shown.day(made.finish_before),
        )  # fmt: skip

    def _buttons(self, made: Rescheduling, *, to_do: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        no = Button(tr("Cancel") if to_do else trc("act", "Close"), on_click=self.reject)
        row.addWidget(no)
        self.yes = Button(tr("Apply"), look="primary", on_click=self.accept)
        self.yes.setVisible(to_do)
        self.yes.setEnabled(bool(made.edit.edits))
        row.addWidget(self.yes)
        (self.yes if to_do and made.edit.edits else no).setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def _go(self, line: int) -> None:
        row = self.model.row(line)
        if row is not None:
            self.row_wanted.emit(str(row.item.id))


def _notice(said: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconMark("triangle-alert", "warn"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(said, wrap=True), 1)
    return row


class PlanSettings(QDialog):
    """How the dates of a plan are worked out. `plan` gives what is wanted once it was accepted."""

    def __init__(self, plan: Plan, today: date, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._plan, self._today, self.plan = plan, today, plan
        self.setWindowTitle(tr("Plan settings"))
        surface(self, "page")
        self.automatic = QCheckBox(tr("Dates follow each change at once"))
        self.automatic.setChecked(plan.automatic)
        self.honour = QCheckBox(tr("Must-dates hold against links"))
        self.honour.setChecked(plan.honour_constraints)
        self.way = QComboBox()
        self.way.addItems([tr("Forwards, from its start"), tr("Backwards, from its finish")])
        self.way.setCurrentIndex(int(plan.from_finish))
        self.begins = QLineEdit(shown.day(plan.begins.date()) if plan.begins else "")
        self.ends = QLineEdit(shown.day(plan.ends.date()) if plan.ends else "")
        self.status = QLineEdit(shown.day(plan.status_date) if plan.status_date else "")
        per_day = plan.minutes_per_day or 480
        self.limit = QLineEdit(days_text(plan.critical_limit, per_day).replace("\u00a0", " "))
        self._lay_out()
        self.way.currentIndexChanged.connect(self._show_way)
        self._show_way()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(Label(tr("Plan settings"), size=16, weight=600))
        column.addWidget(self.automatic)
        form = Form()
        form.add(FieldRow(tr("Planned"), self.way))
        self._begins_row = FieldRow(tr("Begins"), self.begins, help=tr("No line starts earlier by itself."))
        self._ends_row = FieldRow(tr("Ends"), self.ends, help=tr("Needed to plan backwards."))
        form.add_pair(self._begins_row, self._ends_row)
        self._status_row = FieldRow(tr("Status date"), self.status, help=tr("Progress is reported to it."))
        self._limit_row = FieldRow(tr("Critical up to"), self.limit, help=tr("Float, such as 0 d or 2 d."))
        form.add_pair(self._status_row, self._limit_row)
        column.addWidget(form)
        column.addWidget(self.honour)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(Button(tr("Cancel"), on_click=self.reject))
        self.yes = Button(tr("Apply"), look="primary", on_click=self._apply)
        row.addWidget(self.yes)
        column.addLayout(row)
        self.setMinimumWidth(current().px(520))

    def _show_way(self) -> None:
        backwards = self.way.currentIndex() == 1
        self.begins.setEnabled(not backwards)
        self.ends.setEnabled(backwards)

    def _apply(self) -> None:
        backwards = self.way.currentIndex() == 1
        begins = self._day(self._begins_row, self.begins)
        ends = self._day(self._ends_row, self.ends)
        status = self._day(self._status_row, self.status)
        limit = self._limit()
        if backwards and ends is None and not self._ends_row.error:
            self._ends_row.set_error(tr("A plan that is planned backwards needs an end."))
        rows = (self._begins_row, self._ends_row, self._status_row, self._limit_row)
        if any(row.error for row in rows):
            return
        self.plan = dc.replace(
            self._plan,
            automatic=self.automatic.isChecked(),
            honour_constraints=self.honour.isChecked(),
            from_finish=backwards,
            begins=_wall(begins, self._plan.begins, _STARTS),
            ends=_wall(ends, self._plan.ends, _CLOSES),
            status_date=status,
            critical_limit=limit,
        )
        self.accept()

    def _day(self, row: FieldRow, field: QLineEdit) -> date | None:
        try:
            found = editing.day_of(field.text(), self._today)
        except ValueError as why:
            row.set_error(str(why))
            return None
        row.set_error("")
        return found

    def _limit(self) -> Minutes:
        try:
            found = length_of(self.limit.text() or "0", self._plan.minutes_per_day or 480)
        except ValueError as why:
            self._limit_row.set_error(str(why))
            return self._plan.critical_limit
        self._limit_row.set_error("")
        return found


def _wall(day: date | None, before: datetime | None, usual: time) -> Wall | None:
    return None if day is None else Wall(datetime.combine(day, before.time() if before else usual))
