"""The yearly plan of a body: its recurring business by the months of the coming year."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.domain.values import LText, Minutes
from pmo_desktop.i18n import inside, language, tr, trl
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column, of_field
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.occurrences import needed_rule
from pmo_desktop.readmodels.rules import MONTHLY, MONTHS, YEARLY, Repeat, rule_of, rule_words
from pmo_desktop.services.meetings.boardyear import MONTHS as AHEAD
from pmo_desktop.services.meetings.boardyear import YearLine, ended, month_of, moved, planned
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.bodies.tab import BodyTab, filled_by
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable

_RULES = (
    Repeat(YEARLY, month_day=1),
    Repeat(MONTHLY, 6, month_day=1),
    Repeat(MONTHLY, 3, month_day=1),
    Repeat(MONTHLY, month_day=1),
)


class YearTab(BodyTab):
    """Lines by months. `agenda_wanted(business)` asks for one on the next agenda."""

    agenda_wanted = Signal(object)

    def __init__(self, desk: Desk, remembered: Remembered) -> None:
        super().__init__()
        self._desk = desk
        self._from = date.min
        self.model: RowsModel[YearLine] = RowsModel(self._columns(date(2026, 1, 1)))
        self.table = RecordTable(name="bodies/year", remembered=remembered)
        self.table.setAccessibleName(tr("Year"))
        self._set_model()
        self.table.installEventFilter(self)
        self.line, self.rule, self.month = QLineEdit(), QComboBox(), QComboBox()
        self.line.setPlaceholderText(tr("Business that comes back"))
        self.line.setAccessibleName(tr("Business that comes back"))
        self.line.returnPressed.connect(self.add)
        for repeat in _RULES:
            self.rule.addItem(rule_words(rule_of(repeat)), repeat)
        head = QWidget()
        row = row_of(self.line, self.rule, self.month, Button(tr("Add"), icon="plus", on_click=self.add))
        row.setContentsMargins(16, 8, 12, 6)
        head.setLayout(row)
        filled_by(self, head, self.table)

    def _set_model(self) -> None:
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        self.table.set_columns(widths, stretch=0, least=150)
        self.model.edit_requested.connect(self._edited)
        self.model.refused.connect(lambda _r, _c, _t, why: self.refuse(why))

    def _columns(self, first: date) -> tuple[Column[YearLine], ...]:
        months = [self._month(month_of(first, n)) for n in range(AHEAD)]
        return (
            of_field("business", "title", lambda r: r.business.title.said(language()),
                     lambda r: r.business.title.said(language()), width=190,
                     seen=lambda r: r.business.title, parse=editing.text_of),
            of_field("business", "recurrence", lambda r: r.business.recurrence,
                     lambda r: rule_words(r.business.recurrence), width=170,
                     seen=lambda r: r.business.recurrence, edit=lambda r: r.business.recurrence,
                     parse=lambda v: needed_rule(str(v), None)),
            *months,
            of_field("business", "purpose", lambda r: r.business.purpose.value,
                     lambda r: tr(r.business.purpose.label), width=90,
                     seen=lambda r: r.business.purpose, parse=lambda v: editing.choice_of(v, Purpose),
                     roles={Role.CHOICES: lambda _r: editing.choices(Purpose)}),
            of_field("business", "minutes", lambda r: int(r.business.minutes),
                     lambda r: str(int(r.business.minutes)), number=True, width=60,
                     seen=lambda r: r.business.minutes, parse=_minutes),
            of_field("business", "presenter", lambda r: r.presenter, lambda r: r.presenter, width=120,
                     seen=lambda r: r.business.presenter, edit=lambda r: r.presenter,
                     parse=lambda v: editing.person_of(v, self.file.people if self.file else ())),
        )  # fmt: skip

    @staticmethod
    def _month(month: date) -> Column[YearLine]:
        def text(row: YearLine) -> str:
            outcome = row.done.get(month)
            return tr(outcome.label) if outcome is not None else "●" if month in row.comes else ""

        name = tr(MONTHS[month.month - 1])
        return Column(name[:3], text, text, f"{name} {month.year}", f"m{month:%m}", width=46, tip=text)

    def put(self) -> None:
        """Show the lines."""
        if self.file is None:
            return
        if self._from != month_of(self.today):
            self._from = month_of(self.today)
            self.model = RowsModel(self._columns(self._from))
            self._set_model()
            self.month.clear()
            for n in range(AHEAD):
                day = month_of(self._from, n)
                self.month.addItem(tr(MONTHS[day.month - 1]), day)
        self.model.set_rows(list(self.file.year))
        if self.file.year and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def focus_work(self) -> None:
        """The table."""
        self.table.setFocus()

    @property
    def current(self) -> YearLine | None:
        """The line with the focus."""
        return self.model.row(self.table.currentIndex().row())

    def add(self) -> None:
        """Put the typed business into the plan."""
        title = self.line.text().strip()
        if self.file is None or not title:
            self.line.setFocus()
            return
        first, repeat = self.month.currentData(), self.rule.currentData()
        if repeat.every == YEARLY:
            repeat = dc.replace(repeat, month=first.month)
        edit = planned(self.file.body, title, rule_of(repeat), first, self._desk.office.new_id)
        self.line.clear()
        self.send(edit, trl("Add {name}", name=title))

    def _edited(self, row: YearLine, column: Column[Any], wanted: Any) -> None:
        was = row.business
        if column.field == "title":
            texts = dict(was.title.texts) | {language(): wanted}
            wanted = LText(tuple(texts.items()))
        label = trl("Change {field} of {ref}", field=inside(column.title), ref=was.title.said(language()))
        self.send(between(was, dc.replace(was, **{column.field: wanted})), label)

    def why_none(self) -> str:
        """Why nothing can be done with a line, "" when it can."""
        return "" if self.current is not None else tr("Select a line first")

    def move_line(self, by: int) -> None:
        """The next time it comes, a month later or earlier."""
        row = self.current
        edit = moved(row.business, by, self.today) if row else None
        if row is not None and edit is not None:
            self.send(edit, trl("Move {name}", name=row.business.title.said(language())))

    def end(self) -> None:
        """The line comes back no more."""
        if (row := self.current) is not None:
            self.send(ended(row.business), trl("End {name}", name=row.business.title.said(language())))

    def put_on(self) -> None:
        """Ask for the line on the next agenda."""
        if (row := self.current) is not None:
            self.agenda_wanted.emit(row.business)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter puts on the next agenda; Alt with an arrow moves by a month."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if not isinstance(event, QKeyEvent) or event.type() not in kinds:
            return super().eventFilter(watched, event)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1} if alt else {}
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not alt
        if event.key() not in moves and not enters:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            if enters:
                self.put_on()
            else:
                self.move_line(moves[Qt.Key(event.key())])
        return True


def _minutes(value: Any) -> Minutes:
    typed = str(value).strip()
    if not typed.isdecimal() or not 1 <= int(typed) <= 999:
        raise ValueError(tr("Type a whole number from 1 to {most}.", most=999))
    return Minutes(int(typed))
