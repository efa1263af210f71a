"""Beside the curve: the settings of the runs, what was assumed, and which risks were counted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.analysis import risk_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.schedulerisk import CountedRisk, ScheduleRisk, assumed_words
from pmo_desktop.ui.pages.project.risk_settings import RiskSettingsForm
from pmo_desktop.ui.pages.project.risk_ways import RiskWays
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import TWO_LINES, RecordTable
from pmo_desktop.ui.widgets.text import Label, line, surface

_MOST_ROWS = 5


class RiskSide(QScrollArea):
    """`go_to_risks` asks for the register of risks, where delays are set."""

    go_to_risks = Signal()

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = RiskSettingsForm(remembered)
        self._words = Label("", tone="text2", wrap=True)
        self._strained = Label("", tone="warn", wrap=True)
        self.risks: RowsModel[CountedRisk] = RowsModel(risk_columns())
        self.table = RecordTable(name="project/counted", remembered=remembered, row=TWO_LINES, row_focus=True)
        self.table.setModel(self.risks)
        self.table.setAccessibleName(tr("Risks in the runs"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.risks.columns)}, stretch=1)
        self._none = Label(tr("The register holds no open risk of this work."), tone="text2", wrap=True)
        page = surface(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.form)
        self.ways = RiskWays(remembered)
        column.addWidget(line())
        column.addWidget(self.ways)
        self._after = QWidget()
        self._lay_out_after()
        column.addWidget(self._after)
        column.addStretch(1)
        self.setWidget(page)
        self.setMinimumWidth(max(current().px(280), page.minimumSizeHint().width() + current().px(14)))
        self.show_assumed(None)

    def _lay_out_after(self) -> None:
        more = Button(tr("Name the lines that a risk delays"), look="link", small=True,
                      on_click=self.go_to_risks.emit)  # fmt: skip
        column = QVBoxLayout(self._after)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(line())
        for widget in (
            Label(tr("What was assumed"), weight=600), self._words, self._strained,
            Label(tr("Risks in the runs"), weight=600), self._none, self.table, more,
        ):  # fmt: skip
            column.addWidget(widget)

    def show_assumed(self, risk: ScheduleRisk | None) -> None:
        """Say what went into the runs; nothing before the first one."""
        self._after.setVisible(risk is not None)
        if risk is None:
            return
        if risk.ways:
            self.ways.show_ways(risk.ways)
        self._words.setText("\n".join(assumed_words(risk.assumed)))
        said = trn("{n} line starts before its links allow; the runs start it where they do.",
                   "{n} lines start before their links allow; the runs start them where they do.",
                   risk.strained)  # fmt: skip
        self._strained.setText(said)
        self._strained.setVisible(risk.strained > 0)
        rows = list(risk.assumed.risks)
        if rows != self.risks.all_rows():
            self.risks.set_rows(rows)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        high = current().px(TWO_LINES) * min(len(rows), _MOST_ROWS) + current().px(34)
        self.table.setFixedHeight(high)
