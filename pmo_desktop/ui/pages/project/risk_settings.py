"""What a person chooses before a plan is worked through many times; remembered from one time to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.services.plans.riskinputs import USUAL, RiskSettings, Spread, Together
from pmo_desktop.ui.widgets.buttons import Switch
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.remembered import Remembered, remembered_flag, remembered_int
from pmo_desktop.ui.widgets.text import Label

RUNS = (1_000, 5_000, 10_000, 50_000)
_MOST_SHARE, _MOST_LONGER, _MOST_SEED = 100, 500, 2**31 - 1
_KEPT = "project/risk/"


class RiskSettingsForm(QWidget):
    """Runs, seed, spread of lines without estimates, what goes together, whether risks and ways count."""

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self._kept = remembered
        self.runs = QComboBox()
        for count in RUNS:
            self.runs.addItem(shown.number(count), count)
        self.seed = QLineEdit()
        self.spread = Switch(tr("Lines without estimates vary too"), on=True)
        self.low, self.high = QLineEdit(), QLineEdit()
        self.together = QComboBox()
        for one in Together:
            self.together.addItem(one.label, one.value)
        self.correlation = QLineEdit()
        self.risks = Switch(tr("Risks of the register can happen"), on=True)
        self.ways = Switch(tr("Runs go one of several ways"), on=True)
        self._lay_out()
        self._restore()
        self.spread.toggled.connect(lambda _on: self._enable())
        self.together.currentIndexChanged.connect(lambda _at: self._enable())
        self._enable()

    def _lay_out(self) -> None:
        self._form = Form()
        self._seed = FieldRow(tr("Seed"), self.seed, help=tr("same seed, same answer"))
        self._form.add_pair(FieldRow(tr("Runs"), self.runs), self._seed)
        self._low = FieldRow(tr("Shorter by"), self.low, help=tr("at most, in %"))
        self._high = FieldRow(tr("Longer by"), self.high, help=tr("at most, in %"))
        self._share = FieldRow(tr("Correlation"), self.correlation, help=tr("0 to 1"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(tr("Settings"), weight=600))
        column.addWidget(self._form)
        column.addWidget(self.spread)
        pair = Form()
        pair.add_pair(self._low, self._high)
        column.addWidget(pair)
        last = Form()
        last.add_pair(FieldRow(tr("Durations go together"), self.together), self._share)
        column.addWidget(last)
        for box in (self.runs, self.together):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        column.addWidget(self.risks)
        column.addWidget(self.ways)

    def _restore(self) -> None:
        kept = self._kept
        self.runs.setCurrentIndex(max(self.runs.findData(remembered_int(kept, f"{_KEPT}runs", 10_000)), 0))
        self.seed.setText(str(remembered_int(kept, f"{_KEPT}seed", 1)))
        self.spread.setChecked(remembered_flag(kept, f"{_KEPT}spread", default=True))
        self.low.setText(str(remembered_int(kept, f"{_KEPT}low", USUAL.low)))
        self.high.setText(str(remembered_int(kept, f"{_KEPT}high", USUAL.high)))
        chosen = self.together.findData(str(kept.value(f"{_KEPT}together") or Together.NOTHING.value))
        self.together.setCurrentIndex(max(chosen, 0))
        self.correlation.setText(shown.number(remembered_int(kept, f"{_KEPT}correlation", 30) / 100, 1))
        self.risks.setChecked(remembered_flag(kept, f"{_KEPT}risks", default=True))
        self.ways.setChecked(remembered_flag(kept, f"{_KEPT}ways", default=True))

    def _enable(self) -> None:
        for field in (self.low, self.high):
            field.setEnabled(self.spread.isChecked())
        self.correlation.setEnabled(self.together.currentData() != Together.NOTHING.value)

    def settings(self) -> RiskSettings | None:
        """What is set, and remembered from now on; None with the fields marked that cannot be read."""
        seed = _whole(self._seed, _MOST_SEED)
        varies = self.spread.isChecked()
        low = _whole(self._low, _MOST_SHARE) if varies else 0
        high = _whole(self._high, _MOST_LONGER) if varies else 0
        together = Together(self.together.currentData())
        share = self._correlation() if together is not Together.NOTHING else 0.0
        if seed is None or low is None or high is None or share is None:
            for field in (self._seed, self._low, self._high, self._share):
                if field.error:
                    field.field.setFocus(Qt.FocusReason.OtherFocusReason)
                    break
            return None
        runs = int(self.runs.currentData())
        spread = Spread(low, high) if varies else None
        happens, parts = self.risks.isChecked(), self.ways.isChecked()
        found = RiskSettings(runs, seed, spread, share, together, happens, parts)
        self._keep(found)
        return found

    def _correlation(self) -> float | None:
        typed = self.correlation.text().strip().replace(",", ".")
        try:
            share = float(typed)
        except ValueError:
            share = -1.0
        good = 0 <= share <= 1
        self._share.set_error("" if good else tr("Type a number from 0 to 1."))
        return share if good else None

    def _keep(self, found: RiskSettings) -> None:
        kept = self._kept
        kept.setValue(f"{_KEPT}runs", found.runs)
        kept.setValue(f"{_KEPT}seed", found.seed)
        kept.setValue(f"{_KEPT}spread", found.spread is not None)
        if found.spread is not None:
            kept.setValue(f"{_KEPT}low", found.spread.low)
            kept.setValue(f"{_KEPT}high", found.spread.high)
        kept.setValue(f"{_KEPT}together", found.together.value)
        if found.together is not Together.NOTHING:
            kept.setValue(f"{_KEPT}correlation", round(found.correlation * 100))
        kept.setValue(f"{_KEPT}risks", found.risks)
        kept.setValue(f"{_KEPT}ways", found.ways)


def _whole(row: FieldRow, most: int) -> int | None:
    """The whole number in a field; None with the field marked."""
    field = row.field
    assert isinstance(field, QLineEdit)
    typed = field.text().strip()
    good = typed.isdecimal() and len(typed) < 11 and int(typed) <= most
    row.set_error("" if good else tr("Type a whole number from 0 to {most}.", most=shown.number(most)))
    return int(typed) if good else None
