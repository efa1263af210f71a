"""How often a duty falls due, chosen in a small form; the rule is said in words with its next days."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import N_, tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.occurrences import occurrences
from pmo_desktop.readmodels.rules import (
    DAILY,
    MONTHLY,
    MONTHS,
    NTHS,
    WEEKDAYS,
    WEEKLY,
    YEARLY,
    Repeat,
    repeat_of,
    rule_of,
    rule_words,
)
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label, surface

_EVERY = ((DAILY, N_("Days")), (WEEKLY, N_("Weeks")), (MONTHLY, N_("Months")), (YEARLY, N_("Years")))
_NTH, _DAY = "nth", "day"
_NEVER, _UNTIL, _COUNT = "never", "until", "count"
_MOST, _LAST = 999, 31
_AHEAD = timedelta(days=3660)


class RuleDialog(QDialog):
    """`rule` is what was chosen, once it was accepted; the form tells in words what it means."""

    def __init__(self, item: PlanItem, days: WorkDays, today: date, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._item, self._days, self._today = item, days, today
        self.rule = item.recurrence
        self.setWindowTitle(tr("How often it falls due"))
        surface(self, "page")
        self.every, self.interval = _choice((key, tr(word)) for key, word in _EVERY), QLineEdit()
        self.weekdays = [QCheckBox(tr(word)) for word in WEEKDAYS]
        self.falls = _choice(((_NTH, tr("On a weekday")), (_DAY, tr("On a day of the month"))))
        self.nth = _choice((nth, tr(words, day="…")) for nth, words in NTHS.items())
        self.weekday = _choice((n, tr(word)) for n, word in enumerate(WEEKDAYS))
        self.month_day = QLineEdit()
        self.month = _choice((n, tr(word)) for n, word in enumerate(MONTHS, 1))
        self.ends = _choice(((_NEVER, tr("Never")), (_UNTIL, tr("On a day")), (_COUNT, tr("After so often"))))
        self.until, self.count = QLineEdit(), QLineEdit()
        self._said, self._next = Label("", weight=600, wrap=True), Label("", tone="text2", wrap=True)
        self._lay_out()
        begun = item.start.date() if item.start else today
        self._fill(repeat_of(item.recurrence) or Repeat(WEEKLY, 1, (begun.weekday(),)), begun)
        self._listen()
        self._show()

    # -- layout ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = Form()
        self._interval = FieldRow(tr("Every"), self.interval)
        form.add_pair(self._interval, FieldRow(tr("Unit"), self.every))
        self._week = QWidget()
        week = QHBoxLayout(self._week)
        week.setContentsMargins(0, 0, 0, 0)
        for box in self.weekdays:
            box.setAccessibleName(box.text())
            box.setText(box.text()[:2])
            week.addWidget(box)
        self._falls = FieldRow(tr("Falls"), self.falls)
        self._month = FieldRow(tr("Month"), self.month)
        self._nth, self._weekday = FieldRow(tr("Which"), self.nth), FieldRow(tr("Weekday"), self.weekday)
        self._month_day = FieldRow(tr("Day of the month"), self.month_day, help=tr("1 to 31"))
        more = Form()
        for row in (self._month, self._falls):
            more.add(row)
        more.add_pair(self._nth, self._weekday)
        more.add(self._month_day)
        end = Form()
        self._until = FieldRow(tr("Last day"), self.until)
        self._count = FieldRow(tr("How many times"), self.count)
        end.add(FieldRow(tr("Ends"), self.ends))
        end.add(self._until)
        end.add(self._count)
        no = Button(tr("Cancel"), on_click=self.reject)
        self.yes = Button(tr("Apply"), look="primary", on_click=self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(self._item.name, size=16, weight=600, wrap=True))
        for widget in (form, self._week, more, end, self._said, self._next):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(row_of(1, no, self.yes))
        self.setMinimumWidth(current().px(480))

    def _fill(self, repeat: Repeat, begun: date) -> None:
        self.every.setCurrentIndex(self.every.findData(repeat.every))
        self.interval.setText(str(repeat.interval))
        for n, box in enumerate(self.weekdays):
            box.setChecked(n in repeat.weekdays if repeat.weekdays else n == begun.weekday())
        self.falls.setCurrentIndex(int(repeat.month_day is not None or repeat.nth is None))
        nth = repeat.nth or min((begun.day + 6) // 7, 4)
        self.nth.setCurrentIndex(self.nth.findData(nth))
        self.weekday.setCurrentIndex(repeat.weekdays[0] if repeat.weekdays else begun.weekday())
        self.month_day.setText(str(repeat.month_day if (repeat.month_day or 0) > 0 else begun.day))
        self.month.setCurrentIndex((repeat.month or begun.month) - 1)
        end = _UNTIL if repeat.until else _COUNT if repeat.count else _NEVER
        self.ends.setCurrentIndex(self.ends.findData(end))
        self.until.setText(shown.day(repeat.until) if repeat.until else "")
        self.count.setText(str(repeat.count or ""))

    def _listen(self) -> None:
        for box in (self.every, self.falls, self.nth, self.weekday, self.month, self.ends):
            box.currentIndexChanged.connect(lambda _at: self._show())
        for field in (self.interval, self.month_day, self.until, self.count):
            field.textChanged.connect(lambda _text: self._show())
        for tick in self.weekdays:
            tick.toggled.connect(lambda _on: self._show())

    # -- what it means -----------------------------------------------------------------------------

    def _show(self) -> None:
        """Offer what the unit needs, and say what is chosen."""
        every, ends = self.every.currentData(), self.ends.currentData()
        by_month = every in (MONTHLY, YEARLY)
        by_nth = by_month and self.falls.currentData() == _NTH
        for widget, wanted in (
            (self._week, every == WEEKLY), (self._falls, by_month), (self._month, every == YEARLY),
            (self._nth, by_nth), (self._weekday, by_nth), (self._month_day, by_month and not by_nth),
            (self._until, ends == _UNTIL), (self._count, ends == _COUNT),
        ):  # fmt: skip
            widget.setVisible(wanted)
        repeat = self._repeat()
        self.yes.setEnabled(repeat is not None)
        if repeat is None:
            self._said.setText("")
            self._next.setText("")
            return
        rule = rule_of(repeat)
        self._said.setText(rule_words(rule))
        ahead = occurrences(dc.replace(self._item, recurrence=rule), self._days, self._today + _AHEAD)
        days = [shown.weekday_day(day) for day in ahead if day >= self._today][:3]
        none = tr("No day of this rule lies in the next ten years.")
        self._next.setText(tr("Next: {days}", days=", ".join(days)) if days else none)
        self.yes.setEnabled(bool(ahead))

    def _repeat(self) -> Repeat | None:
        """What is chosen; None with the field marked that cannot be read."""
        every = str(self.every.currentData())
        interval = _whole(self._interval, self.interval, _MOST)
        wanted = self._days_of(every)
        until, count, ended = self._end()
        if interval is None or wanted is None or not ended:
            return None
        return dc.replace(wanted, interval=interval, until=until, count=count)

    def _days_of(self, every: str) -> Repeat | None:
        """The days within the unit."""
        if every == DAILY:
            return Repeat(every)
        if every == WEEKLY:
            chosen = tuple(n for n, box in enumerate(self.weekdays) if box.isChecked())
            return Repeat(every, weekdays=chosen) if chosen else None
        month = int(self.month.currentData()) if every == YEARLY else None
        if self.falls.currentData() == _NTH:
            nth, day = int(self.nth.currentData()), int(self.weekday.currentData())
            return Repeat(every, weekdays=(day,), nth=nth, month=month)
        on = _whole(self._month_day, self.month_day, _LAST)
        return None if on is None else Repeat(every, month_day=on, month=month)

    def _end(self) -> tuple[date | None, int | None, bool]:
        """The last day, how often, and whether that could be read."""
        match self.ends.currentData():
            case "until":
                try:
                    until = editing.day_of(self.until.text(), self._today)
                except ValueError as why:
                    self._until.set_error(str(why))
                    return None, None, False
                self._until.set_error("" if until else tr("Type a day, such as 31.12.2027."))
                return until, None, until is not None
            case "count":
                count = _whole(self._count, self.count, _MOST)
                return None, count, count is not None
        return None, None, True

    def apply(self) -> None:
        """Take what is chosen."""
        repeat = self._repeat()
        if repeat is not None:
            self.rule = rule_of(repeat)
            self.accept()


def _choice(pairs: Iterable[tuple[str | int, str]]) -> QComboBox:
    box = QComboBox()
    for key, words in pairs:
        box.addItem(words, key)
    return box


def _whole(row: FieldRow, field: QLineEdit, most: int) -> int | None:
    """A whole number from 1 on; None with the field marked."""
    typed = field.text().strip()
    good = typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= most
    row.set_error("" if good else tr("Type a whole number from 1 to {most}.", most=most))
    return int(typed) if good else None
