"""The fields of a plan on paper: sheet, type, fit, time, lines, columns, layers."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.charts.paper.pages import (
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
from pmo_desktop.i18n import N_, language, tr, trc
from pmo_desktop.readmodels import shown
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Segments
from pmo_desktop.ui.widgets.text import Label

_TYPES = (5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0)
_MARGINS = (5.0, 10.0, 15.0, 20.0, 25.0)
_DPI = (96, 150, 200, 300, 600)
_FITS = {
    Fit.WIDE: N_("One sheet wide"),
    Fit.READABLE: N_("As many sheets as it takes"),
    Fit.PAGES: N_("At most"),
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
    "leave_blank": N_("Leave out sheets without bars"),
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
        column.setContentsMargins(16, 14, 12, 16)
        column.setSpacing(8)
        column.addLayout(self._fields())
        for title, boxes, across in (
            (tr("Columns"), self._columns.values(), 2),
            (tr("Show"), self._layers.values(), 1),
        ):
            column.addSpacing(6)
            column.addWidget(Label(title, size=12, weight=600, tone="text2"))
            column.addLayout(_grid(boxes, across))
        column.addStretch(1)
        self.show_settings(PaperSettings())
        self._listen()

    def _make(self) -> None:
        self.paper = _combo([(p.key, p.name) for p in PAPERS])
        self.way = Segments([("wide", tr("Wide")), ("upright", tr("Upright"))])
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
        self._wrong = Label("", size=12, tone="neg", wrap=True)
        self._wrong.hide()
        for edit in (self.first, self.last):
            edit.setPlaceholderText(tr("whole plan"))

    def _fields(self) -> QGridLayout:
        """Words at the left, one or two fields behind them."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        lines: tuple[tuple[str, QWidget, QWidget | None], ...] = (
            (trc("sheet of paper", "Paper"), self.paper, self.way),
            (tr("Smallest type"), self.type_size, None),
            (tr("Margins"), self.margin, None),
            (tr("Sheets"), self.fit, self.pages),
            (tr("Lines"), self.rows, self.level),
            (tr("Time scale"), self.scale, None),
            (tr("From"), self.first, None),
            (tr("To"), self.last, None),
            (tr("Classification"), self.classification, None),
            (tr("Pictures"), self.dpi, None),
        )
        for n, (word, field, more) in enumerate(lines):
            label = Label(word, size=12, weight=500)
            label.setBuddy(field)
            grid.addWidget(label, n, 0)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            field.setAccessibleName(word)
            if more:
                more.setAccessibleName(word)
                row.addWidget(more)
            grid.addLayout(row, n, 1)
        grid.addWidget(self._wrong, len(lines), 0, 1, 2)
        return grid

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
        self._show_numbers()
        if self._read_days():
            self.changed.emit()

    def _show_numbers(self) -> None:
        """Offer a number only where it counts."""
        self.pages.setVisible(self.fit.currentData() == Fit.PAGES)
        self.level.setVisible(self.rows.currentData() == Rows.LEVEL)

    def _read_days(self) -> bool:
        """Take the two days; where one cannot be read that is said, and nothing changes."""
        read: list[date | None] = []
        wrong = ""
        for edit in (self.first, self.last):
            words = edit.text().strip()
            day = read_date(words, self._today, language()).date if words else None
            edit.setToolTip(shown.weekday_day(day) if day else "")
            if words and day is None:
                wrong = tr("No day can be read in “{words}”.", words=words)
            read.append(day)
        first, last = read
        if first and last and last < first:
            wrong = tr("The last day is before the first.")
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        if not wrong:
            self._kept = dc.replace(self._kept, first=first, last=last)
        return not wrong

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
            leave_blank=ticked["leave_blank"],
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
        self._show_numbers()
        self._quiet = False


def _combo(choices: Iterable[tuple[object, str]]) -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(4)
    for key, text in choices:
        made.addItem(text, key)
    return made


def _spin(low: int, high: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(low, high)
    made.setMaximumWidth(current().px(64))
    return made


def _nearest(combo: QComboBox, value: float) -> int:
    far: Callable[[int], float] = lambda at: abs(float(combo.itemData(at)) - value)  # noqa: E731
    return min(range(combo.count()), key=far)


def _grid(boxes: Iterable[QCheckBox], across: int) -> QGridLayout:
    """Ticks in columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    for n, box in enumerate(boxes):
        grid.addWidget(box, n // across, n % across)
    return grid
