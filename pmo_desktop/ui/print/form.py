"""The fields of a plan on paper: sheet, type, fit, time, lines, columns, layers."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from pmo_desktop.charts.paper import (
    COLUMN_NAMES,
    FIXED,
    PAPERS,
    Column,
    Fit,
    PaperSettings,
    Rows,
    Scale,
)
from pmo_desktop.domain.datewords import read_date
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.ui.widgets.buttons import Segments
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.text import Label

_TYPES = (5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0)
_MARGINS = (5.0, 10.0, 15.0, 20.0, 25.0)
_DPI = (96, 150, 200, 300, 600)
_FITS = {
    Fit.WIDE: N_("One sheet wide"),
    Fit.READABLE: N_("As many sheets as it takes"),
    Fit.PAGES: N_("At most so many sheets"),
    Fit.ONE: N_("The whole plan on one sheet"),
}
_SCALES = {
    Scale.AUTO: N_("Automatic"),
    Scale.HOURS: N_("Hours"),
    Scale.DAYS: N_("Days"),
    Scale.WEEKS: N_("Weeks"),
    Scale.MONTHS: N_("Months"),
    Scale.QUARTERS: N_("Quarters"),
    Scale.YEARS: N_("Years"),
}
_ROWS = {
    Rows.SHOWN: N_("As on the screen"),
    Rows.ALL: N_("All lines"),
    Rows.SELECTED: N_("Selected lines"),
    Rows.LEVEL: N_("Down to a level"),
}
_LAYERS = {
    "links": N_("Links"),
    "critical": N_("Critical path"),
    "baseline": N_("Baseline"),
    "people": N_("People beside bars"),
    "today": N_("Status date"),
    "summary": N_("Summary page in front"),
    "short_table": N_("Short table on sheets to the right"),
}


class PaperForm(QWidget):
    """Fields of `PaperSettings`; `changed` follows every choice that can be taken."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._quiet = today, False
        self._kept = PaperSettings()
        self._make()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._form)
        for title, boxes in ((tr("Columns"), self._columns.values()), (tr("Show"), self._layers.values())):
            column.addWidget(Label(title, size=12, weight=500))
            column.addLayout(_grid(boxes))
        column.addStretch(1)
        self.show_settings(PaperSettings())
        self._listen()

    def _make(self) -> None:
        self.paper = _combo([(p.key, p.name) for p in PAPERS])
        self.way = Segments([("wide", tr("Landscape")), ("upright", tr("Portrait"))])
        self.type_size = _combo([(v, tr("{n} pt", n=shown.number(v))) for v in _TYPES])
        self.margin = _combo([(v, tr("{n} mm", n=shown.number(v))) for v in _MARGINS])
        self.fit = _combo([(key, tr(word)) for key, word in _FITS.items()])
        self.pages = _spin(1, 999)
        self.scale = _combo([(key, tr(word)) for key, word in _SCALES.items()])
        self.rows = _combo([(key, tr(word)) for key, word in _ROWS.items()])
        self.level = _spin(1, 20)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.dpi = _combo([(v, tr("{n} dots an inch", n=v)) for v in _DPI])
        self.classification = QLineEdit()
        self._columns = {c: QCheckBox(tr(COLUMN_NAMES[c])) for c in Column if c not in FIXED}
        self._layers = {key: QCheckBox(tr(word)) for key, word in _LAYERS.items()}
        self._form = form = Form()
        form.add_pair(FieldRow(tr("Paper"), self.paper), FieldRow(tr("Orientation"), self.way))
        form.add_pair(FieldRow(tr("Smallest type"), self.type_size), FieldRow(tr("Margins"), self.margin))
        self._fit_row = FieldRow(tr("Sheets"), self.fit)
        self._pages_row = FieldRow(tr("Number"), self.pages)
        form.add_pair(self._fit_row, self._pages_row)
        self._level_row = FieldRow(tr("Levels"), self.level)
        form.add_pair(FieldRow(tr("Lines"), self.rows), self._level_row)
        form.add_pair(FieldRow(tr("Time scale"), self.scale), FieldRow(tr("Pictures"), self.dpi))
        self._first_row = FieldRow(tr("From"), self.first)
        self._last_row = FieldRow(tr("To"), self.last)
        form.add_pair(self._first_row, self._last_row)
        form.add(FieldRow(tr("Classification"), self.classification))
        for edit in (self.first, self.last):
            edit.setPlaceholderText(tr("whole plan"))

    def _listen(self) -> None:
        for combo in (self.paper, self.type_size, self.margin, self.fit, self.scale, self.rows, self.dpi):
            combo.currentIndexChanged.connect(lambda _at: self._chosen())
        self.way.chosen.connect(lambda _key: self._chosen())
        for spin in (self.pages, self.level):
            spin.valueChanged.connect(lambda _n: self._chosen())
        for edit in (self.first, self.last, self.classification):
            edit.textChanged.connect(lambda _text: self._chosen())
        for box in (*self._columns.values(), *self._layers.values()):
            box.toggled.connect(lambda _on: self._chosen())

    def _chosen(self) -> None:
        if self._quiet:
            return
        self._pages_row.setVisible(self.fit.currentData() == Fit.PAGES)
        self._level_row.setVisible(self.rows.currentData() == Rows.LEVEL)
        if self._read_days():
            self.changed.emit()

    def _read_days(self) -> bool:
        """Take the two days; a day that cannot be read is said under its field, and nothing changes."""
        found: list[date | None] = []
        for edit, row in ((self.first, self._first_row), (self.last, self._last_row)):
            words = edit.text().strip()
            day = read_date(words, self._today, language()).date if words else None
            row.set_error(tr("No day can be read here.") if words and day is None else "")
            if words and day is None:
                return False
            row.set_help(shown.weekday_day(day) if day else "")
            found.append(day)
        first, last = found
        if first and last and last < first:
            self._last_row.set_error(tr("The last day is before the first."))
            return False
        self._kept = dc.replace(self._kept, first=first, last=last)
        return True

    def settings(self) -> PaperSettings:
        """What is chosen; days that cannot be read are those read last."""
        ticked = {key: box.isChecked() for key, box in self._layers.items()}
        columns = tuple(c for c in Column if c in FIXED or self._columns[c].isChecked())
        return dc.replace(
            self._kept,
            paper=self.paper.currentData(),
            portrait=self.way.key == "upright",
            margin=self.margin.currentData(),
            type_size=self.type_size.currentData(),
            fit=Fit(self.fit.currentData()),
            pages=self.pages.value(),
            scale=Scale(self.scale.currentData()),
            rows=Rows(self.rows.currentData()),
            level=self.level.value(),
            columns=columns,
            classification=self.classification.text().strip(),
            dpi=self.dpi.currentData(),
            links=ticked["links"],
            critical=ticked["critical"],
            baseline=ticked["baseline"],
            people=ticked["people"],
            today=ticked["today"],
            summary=ticked["summary"],
            short_table=ticked["short_table"],
        )

    def show_settings(self, settings: PaperSettings) -> None:
        """Show a choice; `changed` is not sent."""
        self._quiet, self._kept = True, settings
        for combo, value in (
            (self.paper, settings.paper),
            (self.fit, settings.fit),
            (self.scale, settings.scale),
            (self.rows, settings.rows),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        for combo, number in (
            (self.type_size, settings.type_size),
            (self.margin, settings.margin),
            (self.dpi, settings.dpi),
        ):
            combo.setCurrentIndex(_nearest(combo, number))
        self.way.choose("upright" if settings.portrait else "wide")
        self.pages.setValue(settings.pages)
        self.level.setValue(settings.level)
        self.first.setText(shown.day(settings.first) if settings.first else "")
        self.last.setText(shown.day(settings.last) if settings.last else "")
        self.classification.setText(settings.classification)
        for column, box in self._columns.items():
            box.setChecked(column in settings.columns)
        for key, box in self._layers.items():
            box.setChecked(bool(getattr(settings, key)))
        self._pages_row.setVisible(settings.fit is Fit.PAGES)
        self._level_row.setVisible(settings.rows is Rows.LEVEL)
        self._quiet = False


def _combo(choices: Iterable[tuple[object, str]]) -> QComboBox:
    made = QComboBox()
    for key, text in choices:
        made.addItem(text, key)
    return made


def _spin(low: int, high: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(low, high)
    return made


def _nearest(combo: QComboBox, value: float) -> int:
    far: Callable[[int], float] = lambda at: abs(float(combo.itemData(at)) - value)  # noqa: E731
    return min(range(combo.count()), key=far)


def _grid(boxes: Iterable[QCheckBox]) -> QGridLayout:
    """Ticks in two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    for n, box in enumerate(boxes):
        grid.addWidget(box, n // 2, n % 2)
    return grid
